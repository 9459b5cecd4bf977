"""Rows that wait: why, where they stand, what is printed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from normalizers.words import mend
from schemas.stages import Box, Cell, Grid, Quarantined


def waiting_row(
    grid: Grid, row: int, reason: str, sentence: str, table: int, titles: str, vocabulary: Mapping[str, int] | None = None
) -> Quarantined:
    """A row that waits: why, where it stands, what is printed there and above it.

    Args:
        grid, row: The row.
        reason, sentence: Why, as a code and in words.
        table: The table's number in the document.
        titles: Its column titles.
        vocabulary: Whole words of the document, for mending broken ones.
    """
    cells = grid.row(row)
    own = grid.begins(row) or list(cells)
    text = " | ".join(mend(cell.text, vocabulary) for cell in cells)
    return Quarantined(reason, sentence, table, row, own[0].page, _row_box(own), text, titles)


def _row_box(cells: Sequence[Cell]) -> Box:
    """The box around a row's cells, those on the first one's page."""
    boxes = [cell.box for cell in cells if cell.page == cells[0].page]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)
