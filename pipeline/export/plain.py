"""What all three forms share: text that any file may hold, boxes in short, how sure a cell is."""

from __future__ import annotations

import re

from extractors.pdf import Damage
from pipeline.reading import surest
from schemas.stages import Box, Cell, Table

#: Digits kept of a position in points: finer than any printer.
DIGITS = 2
#: What no text file and no workbook may hold: control characters but tab and line ends, and what Unicode keeps for no character.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text_of(cell: Cell) -> str:
    """A cell's text; what is no character becomes the sign for one that is not known."""
    return _NO_TEXT.sub("\ufffd", cell.text)


def short(box: Box) -> list[float]:
    """A box in hundredths of a point."""
    return [round(value, DIGITS) for value in box]


def certainty(cell: Cell, table: Table, damage: Damage) -> float:
    """How surely a cell is read: as its table, its letters and its page."""
    return round(min(table.confidence, cell.score, surest(cell.page, damage)), 3)


def pages_of(table: Table) -> list[int]:
    """The pages a table stands on."""
    return sorted({table.page, *(cell.page for cell in table.cells)})
