"""What a table's columns say in a row."""

from __future__ import annotations

import re
from collections.abc import Mapping

from normalizers.form import PARENTS, Column
from normalizers.words import mend
from schemas.stages import Cell, Grid

#: Numbers or letters of rows and nothing else.
_NUMBER = r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]*"
_NUMBERS = re.compile(rf"\s*{_NUMBER}(?:\s+{_NUMBER})*\s*")
#: Where a code stands in so many columns each cell holds one part of it, and so narrow a cell breaks even that: "000 / 2".
CODE_COLUMNS = 3
_BROKEN_PART = re.compile(r"\d+(?:\n\d+)+")


class RowTexts:
    """The texts of a table's columns by row, mended.

    Args:
        grid: The table.
        vocabulary: Whole words of the document, for mending broken ones.
        begins: Its first row below the header.
    """

    def __init__(self, grid: Grid, vocabulary: Mapping[str, int], begins: int) -> None:
        self.grid, self.vocabulary, self.begins = grid, vocabulary, begins
        self._mended: dict[tuple[tuple[int, ...], int, bool], str] = {}

    def mend(self, text: str) -> str:
        """A text with its lines joined and broken words whole."""
        return mend(text, self.vocabulary)

    def cells(self, column: Column, row: int) -> tuple[Cell, ...]:
        """The column's cells in a row, merged ones included."""
        return self.grid.cells(row, column.cols)

    def raw(self, column: Column, row: int) -> str:
        """The column's text in a row as printed, lines joined by newlines."""
        return "\n".join(cell.text for cell in self.cells(column, row) if cell.text.strip() and cell.row >= self.begins)

    def text(self, column: Column, row: int) -> str:
        """The column's text in a row, a merged cell's text in every row it covers."""
        return self._once(column, row, own=False)

    def own_text(self, column: Column, row: int) -> str:
        """The column's text when a cell of it begins in this row, else nothing."""
        return self._once(column, row, own=True)

    def _once(self, column: Column, row: int, *, own: bool) -> str:
        """The text, mended once however often it is asked for."""
        key = column.cols, row, own
        text = self._mended.get(key)
        if text is None:
            # A title without a rule below it is none of the text it stands over.
            cells = [c for c in self.filled(column, row) if c.text.strip() and (c.row == row if own else c.row >= self.begins)]
            parts = column.role == "kode" and len(column.cols) >= CODE_COLUMNS
            texts = ["".join(cell.text.split()) if parts and _BROKEN_PART.fullmatch(cell.text) else cell.text for cell in cells]
            text = self._mended[key] = self.mend("\n".join(texts))
        return text

    def filled(self, column: Column, row: int) -> tuple[Cell, ...]:
        """The column's cells in a row that hold text; all of them where none does.

        Names may stand below one title in several columns, their numbers beside them: a number alone is none of a name.
        """
        cells = self.cells(column, row)
        filled = tuple(cell for cell in cells if cell.text.strip())
        if len(filled) > 1 and column.role in PARENTS:
            filled = tuple(cell for cell in filled if not _NUMBERS.fullmatch(cell.text)) or filled
        return filled or cells

    def number_beside(self, column: Column, row: int) -> str | None:
        """The number that begins in a row beside a name, below the same title."""
        cells = self.cells(column, row) if column.role in PARENTS and len(column.cols) > 1 else ()
        return next((cell.text.strip() for cell in cells if cell.row == row and _NUMBERS.fullmatch(cell.text)), None)
