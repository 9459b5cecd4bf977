"""Readers of tables side by side: each gives the tables of a PDF as cells with text, each imports its own library when it is called."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extractors.page import cluster
from schemas.stages import Box

#: A cell with text: first and last row, first and last column, text.
Placed = tuple[int, int, int, int, str]
#: The tables of a PDF, each the cells of one.
Reader = Callable[[Path], Iterable[list[Placed]]]

#: Edges of cells nearer than this are one line of the grid (points or pixels).
SAME_LINE = 3.0


def ours(path: Path) -> Iterator[list[Placed]]:
    """What ``iku tabel`` reads."""
    from pipeline.documents import FoundPdf  # noqa: PLC0415 (each reader imports its own library)
    from pipeline.reading import EveryTable  # noqa: PLC0415 (as above)
    from pipeline.reading.document import extract_document  # noqa: PLC0415 (as above)

    document = extract_document(FoundPdf(path, path.name, path.name, 0), every=EveryTable()).document
    for table in document.tables if document is not None else ():
        yield [(c.row, c.row + c.rows - 1, c.col, c.col + c.cols - 1, c.text) for c in table.cells]


def pdfplumber(path: Path) -> Iterator[list[Placed]]:
    """``find_tables`` with its own settings; merged cells by their boxes."""
    import pdfplumber as library  # noqa: PLC0415 (each reader imports its own library)

    with library.open(path) as pdf:
        for page in pdf.pages:
            for table in page.find_tables():
                boxes = [box for row in table.rows for box in row.cells if box is not None]
                texts = [text or "" for row, line in zip(table.rows, table.extract(), strict=True) for text in _drawn(row.cells, line)]
                yield placed_by_boxes(zip(boxes, texts, strict=True))
            page.close()


def _drawn(boxes: list[Box | None], texts: list[str | None]) -> Iterator[str | None]:
    return (text for box, text in zip(boxes, texts, strict=True) if box is not None)


def camelot(flavour: str) -> Reader:
    """One of camelot's four, with its own settings."""

    def read(path: Path) -> Iterator[list[Placed]]:
        import camelot.io  # noqa: PLC0415 (each reader imports its own library)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tables = camelot.io.read_pdf(str(path), pages="all", flavor=flavour)
        for table in tables:
            yield [(r, r, c, c, str(text)) for r, row in enumerate(table.df.to_numpy().tolist()) for c, text in enumerate(row)]

    return read


def img2table(path: Path) -> Iterator[list[Placed]]:
    """Tables with and without borders, text as the PDF has it; a merged cell is repeated there, and counted once here."""
    from img2table.document import PDF  # noqa: PLC0415 (only where installed)

    for tables in PDF(str(path)).extract_tables(borderless_tables=True).values():
        for table in tables:
            cells: dict[Box, Any] = {
                (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2): cell for row in table.content.values() for cell in row
            }
            yield placed_by_boxes((box, cell.value or "") for box, cell in cells.items())


def placed_by_boxes(cells: Iterable[tuple[Box, str]]) -> list[Placed]:
    """Cells on a grid of the lines that their boxes have."""
    cells = list(cells)
    xs = cluster([x for box, _ in cells for x in (box[0], box[2])], SAME_LINE)
    ys = cluster([y for box, _ in cells for y in (box[1], box[3])], SAME_LINE)

    def nearest(lines: list[float], at: float) -> int:
        return min(range(len(lines)), key=lambda k: abs(lines[k] - at))

    placed = []
    for (x0, top, x1, bottom), text in cells:
        row, col = nearest(ys, top), nearest(xs, x0)
        placed.append((row, max(row, nearest(ys, bottom) - 1), col, max(col, nearest(xs, x1) - 1), text))
    return placed


READERS: dict[str, Reader] = {
    "iku tabel": ours,
    "pdfplumber": pdfplumber,
    "camelot lattice": camelot("lattice"),
    "camelot stream": camelot("stream"),
    "camelot network": camelot("network"),
    "camelot hybrid": camelot("hybrid"),
    "img2table": img2table,
}


def is_installed(name: str) -> bool:
    """Whether a reader's library is there."""
    return name != "img2table" or find_spec("img2table") is not None
