"""What passes between the rooms: plain frozen values, and the grid that looks a table's cells up.

Every box is ``(x0, top, x1, bottom)`` in PDF points with the origin at the top left of the page as displayed
(rotation applied). Pages count from 1, rows and columns of a table from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.stages.frozen import fixed

Box = tuple[float, float, float, float]


@fixed(frozen=True, slots=True)
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


#: The flag of rows that stand in columns, but in no table that was found: each cell is one of a row's texts, left to right.
LEFT_OUT = "di_luar_tabel"


@fixed(frozen=True, slots=True)
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


@fixed(frozen=True, slots=True)
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
        flags: Doubts about what stands in it, see ``docs/catatan.md``.
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
    flags: tuple[str, ...] = ()


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
        drawn: Whether rules are drawn around its cells, on paper or in a file; else the white between words told them.
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    page: int
    method: str
    confidence: float
    above: tuple[TextLine, ...] = ()
    flags: tuple[str, ...] = ()
    drawn: bool = True

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

    def grid(self) -> Grid:
        """The cells by position; made anew at every call, so a stage asks once and hands it on.

        Raises:
            ValueError: A grid position is covered by no cell.
        """
        return Grid(self.cells, self.n_rows, self.n_cols)


class Grid:
    """A table's cells by position; a merged cell stands at every position it covers.

    Iterating gives the rows, top to bottom, as :meth:`row` does.

    Args:
        cells: In any order; together they cover the grid.
        n_rows, n_cols: The size of the grid.

    Raises:
        ValueError: A grid position is covered by no cell.
    """

    __slots__ = ("_at", "_rows", "n_cols", "n_rows")

    def __init__(self, cells: Iterable[Cell], n_rows: int, n_cols: int) -> None:
        self.n_rows, self.n_cols = n_rows, n_cols
        places: list[list[Cell | None]] = [[None] * n_cols for _ in range(n_rows)]
        for cell in cells:
            for row in range(cell.row, cell.row + cell.rows):
                for col in range(cell.col, cell.col + cell.cols):
                    places[row][col] = cell
        self._at = [[cell for cell in row if cell is not None] for row in places]
        if any(len(row) != n_cols for row in self._at):
            raise ValueError("table has grid positions that no cell covers")
        self._rows = [_each_once(row) for row in self._at]

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self._rows)

    def at(self, row: int, col: int) -> Cell:
        """The cell at a position."""
        return self._at[row][col]

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells a row runs through, each once, left to right."""
        return self._rows[row]

    def begins(self, row: int) -> list[Cell]:
        """The cells whose top row this is, left to right."""
        return [cell for cell in self._rows[row] if cell.row == row]

    def printed(self, row: int) -> list[Cell]:
        """The cells with text whose top row this is, left to right."""
        return [cell for cell in self._rows[row] if cell.row == row and cell.text.strip()]

    def texts(self, row: int) -> list[str]:
        """The texts of the cells a row runs through, white space around them taken away."""
        return [cell.text.strip() for cell in self._rows[row]]

    def cells(self, row: int, cols: Iterable[int]) -> tuple[Cell, ...]:
        """The cells of a row in some of its columns, each once, in the order of the columns."""
        return _each_once(self._at[row][col] for col in cols)

    def down(self, col: int, first: int, end: int) -> tuple[Cell, ...]:
        """The cells of a column from row ``first`` to before row ``end``, each once, top to bottom."""
        return _each_once(self._at[row][col] for row in range(first, end))


def _each_once(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Neighbouring positions that one merged cell covers are one cell."""
    once: list[Cell] = []
    for cell in cells:
        if not once or once[-1] is not cell:
            once.append(cell)
    return tuple(once)


@dataclass(frozen=True, slots=True)
class PageText:
    """What is printed on one page.

    Attributes:
        number: The page.
        lines: Its text in reading order, tables included.
        kind: ``teks`` (typed), ``gambar`` (a picture of a page), ``kosong`` (nothing on it), ``gagal`` (could not be read).
        parsed: Whether its tables were looked for.
        reason: A code that says why it was or was not looked at, for ``iku inspect``.
        detail: What the reason is about: the words found, or what a library said.
    """

    number: int
    lines: tuple[TextLine, ...]
    kind: str
    parsed: bool
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """All that was read off one PDF.

    Attributes:
        pages: One entry a page that was asked for, in order; most often all of the file.
        tables: The tables in reading order, stitched over page breaks.
        unseen: Lines of text that nobody can see, which were left out.
        lists: Lists of labels and what they say outside all tables, as tables of their own; their lines are text all the same. One with
            the flag :data:`LEFT_OUT` is of rows that no table holds.
    """

    pages: tuple[PageText, ...]
    tables: tuple[Table, ...]
    unseen: tuple[TextLine, ...] = ()
    lists: tuple[Table, ...] = ()
