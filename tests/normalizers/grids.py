"""Tables as values, for tests of the normalizers: no PDF needed."""

from __future__ import annotations

from collections.abc import Sequence

from normalizers.document import NormalisedDocument, normalise
from schemas.stages import Cell, ExtractedDocument, PageText, Table, TextLine
from tests.pdf_maker import C, Row


def table(rows: Sequence[Row], above: Sequence[str] = (), page: int = 1) -> Table:
    """A table of 100 x 20 point cells; ``C`` spans and None marks what a span covers, as in ``pdf_maker``."""
    cells = []
    for r, row in enumerate(rows):
        for c, given in enumerate(row):
            if given is not None:
                cell = given if isinstance(given, C) else C(given)
                box = (100.0 * c, 20.0 * r, 100.0 * (c + cell.cols), 20.0 * (r + cell.rows))
                cells.append(Cell(r, c, cell.text, box, page, cell.rows, cell.cols))
    lines = tuple(TextLine(text, (0.0, 0.0, 100.0, 10.0), page) for text in above)
    return Table(tuple(cells), len(rows), len(rows[0]), page, "garis", 1.0, above=lines)


def document(*tables: Table, title: Sequence[str] = ()) -> NormalisedDocument:
    """Normalise a document of these tables; the titles and what stands above the tables are its text."""
    lines = [TextLine(text, (0.0, 0.0, 500.0, 10.0), 1) for text in title]
    lines += [line for one in tables for line in one.above]
    last = max((cell.page for one in tables for cell in one.cells), default=1)
    pages = tuple(PageText(n, tuple(line for line in lines if line.page == n), "teks", True, "") for n in range(1, last + 1))
    return normalise(ExtractedDocument(pages, tables), "folder/dokumen.pdf")
