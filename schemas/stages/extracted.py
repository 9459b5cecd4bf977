"""What passes between the rooms: plain frozen values, no behaviour beyond looking things up.

Every box is ``(x0, top, x1, bottom)`` in PDF points with the origin at the top left of the page as displayed
(rotation applied). Pages count from 1, rows and columns of a table from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line of text outside any table.

    Attributes:
        text: The line, words separated by one space.
        box: Where it stands on its page.
        page: The page it stands on.
    """

    text: str
    box: Box
    page: int


@dataclass(frozen=True, slots=True)
class CellLine:
    """One printed line of a cell.

    Attributes:
        text: The line, words separated by one space.
        box: Where it stands on its page as displayed.
        bold: Whether most of its letters are drawn bold; never known of a picture.
        size: The size of its type in points; 0 when unknown.
        page: The page it stands on: the lines of a cell cut by a page break stand on two.
    """

    text: str
    box: Box
    bold: bool = False
    size: float = 0.0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table as displayed on the page.

    Attributes:
        row, col: The top left grid position.
        text: The printed text, lines joined by newlines.
        box: The cell's frame (not the text's).
        page: The page the cell stands on; of a cell cut by a page break, the page where its text begins.
        rows, cols: How many grid rows and columns it spans.
        score: 0..1, how surely its letters are read; 1 for typed text.
        lines: Its printed lines, top to bottom; their texts joined by newlines are ``text``.
        fill: The colour that shades most of it, ``rrggbb`` in hexadecimal digits; None on bare paper.
    """

    row: int
    col: int
    text: str
    box: Box
    page: int
    rows: int = 1
    cols: int = 1
    score: float = 1.0
    lines: tuple[CellLine, ...] = ()
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells; every grid position is covered by exactly one cell.

    Attributes:
        cells: Sorted by row, then column.
        n_rows, n_cols: The size of the grid.
        page: The page it begins on.
        method: How it was read: ``garis`` (ruled), ``garis_mendatar`` (horizontal rules only), ``tanpa_garis`` (no rules),
            ``pdfplumber`` or ``camelot`` (second opinions the arbiter preferred), ``ocr``.
        confidence: 0..1, how well the grid agrees with the page's rules and words.
        above: The text lines between the table before it (or the start of the document) and this table.
        flags: Doubts about the whole table, see ``docs/catatan.md``.
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    page: int
    method: str
    confidence: float
    above: tuple[TextLine, ...] = ()
    flags: tuple[str, ...] = ()

    def column_edges(self) -> list[float]:
        """Where the columns begin and the last one ends, ``n_cols + 1`` positions in points."""
        edges = [0.0] * (self.n_cols + 1)
        for cell in self.cells:
            edges[cell.col] = cell.box[0]
            edges[cell.col + cell.cols] = cell.box[2]
        return edges

    def is_whole(self) -> bool:
        """Whether every grid position is covered by exactly one cell inside the grid."""
        covered = [
            (r, c) for cell in self.cells for r in range(cell.row, cell.row + cell.rows) for c in range(cell.col, cell.col + cell.cols)
        ]
        inside = all(0 <= r < self.n_rows and 0 <= c < self.n_cols for r, c in covered)
        return inside and len(covered) == len(set(covered)) == self.n_rows * self.n_cols

    def grid(self) -> list[list[Cell]]:
        """The cells by position, ``n_rows`` lists of ``n_cols``; a merged cell stands at every position it covers."""
        grid: list[list[Cell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for col in range(cell.col, cell.col + cell.cols):
                    grid[row][col] = cell
        full = [[cell for cell in row if cell is not None] for row in grid]
        if any(len(row) != self.n_cols for row in full):
            raise ValueError("table has grid positions that no cell covers")
        return full


def distinct(row: Sequence[Cell]) -> list[Cell]:
    """The cells of one grid row, each once, left to right."""
    cells: list[Cell] = []
    for cell in row:
        if not cells or cells[-1] is not cell:
            cells.append(cell)
    return cells


@dataclass(frozen=True, slots=True)
class PageText:
    """What is printed on one page.

    Attributes:
        number: The page.
        lines: Its text in reading order, tables included.
        kind: ``teks`` (typed), ``gambar`` (a picture of a page), ``kosong`` (nothing on it), ``gagal`` (could not be read).
        parsed: Whether its tables were looked for.
        reason: Why it was or was not looked at, for ``iku inspect``.
    """

    number: int
    lines: tuple[TextLine, ...]
    kind: str
    parsed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """All that was read off one PDF.

    Attributes:
        pages: One entry a page of the file, in order.
        tables: The tables in reading order, stitched over page breaks.
    """

    pages: tuple[PageText, ...]
    tables: tuple[Table, ...]
