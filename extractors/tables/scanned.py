"""Tables on scans: read as typed ones are, but a rule that a stamp or a faint print hid parts no cells, and its cells are doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.lattice import is_value
from extractors.page import PageContent, Word, inside, lines_of, off_middle
from extractors.tables.reading import Reading, with_doubts
from extractors.tables.typed import read_upright
from schemas.stages import Box, Cell

#: What is said of a cell that a lost rule may have joined of two, and how sure it is at most.
SEVERAL, AT_MOST = "nilai_ganda", 0.5
#: White wider than this, in heights of the letters, is no space of one text.
APART = 1.5
#: Text whose middle is further from its cell's than this share of the cell's width is not set in the cell's middle.
OFF_MIDDLE = 0.15


def read_scanned(content: PageContent) -> list[Reading]:
    """The tables of a scanned page; cells that a lost rule may have joined say so.

    Args:
        content: The page, upright.
    """
    readings = [replace(reading, method="ocr") for reading in read_upright(content, None)]
    return [with_doubts(reading, _joined(reading, content.words)) for reading in readings]


def _joined(reading: Reading, words: Sequence[Word]) -> Iterator[tuple[Box, str, float]]:
    """The cells over several columns, parted further up, that hold texts of several columns, or a figure that stands as one column's."""
    begins: dict[int, int] = {}
    lefts: dict[int, float] = {}
    for cell in reading.cells:
        begins[cell.col] = min(cell.row, begins.get(cell.col, cell.row))
        lefts[cell.col] = cell.box[0]
    for cell in reading.cells:
        inner = range(cell.col + 1, cell.col + cell.cols)
        if not (reading.drawn and cell.text and inner) or any(begins.get(col, cell.row) >= cell.row for col in inner):
            continue
        lines = lines_of(word for word in words if inside(*word.centre, cell.box))
        edges = [lefts[col] for col in inner]
        if _stand_apart(lines, edges) or (is_value(cell.text) and _is_of_one_column(cell, lines, edges)):
            yield cell.box, SEVERAL, AT_MOST


def _stand_apart(lines: Sequence[Sequence[Word]], edges: Sequence[float]) -> bool:
    """Whether texts stand beside each other, each between two of the edges, with more white at an edge than a space is wide."""
    parted = False
    for line in lines:
        for left, right in pairwise(line):
            if any(left.box[2] <= edge <= right.box[0] for edge in edges):
                if right.box[0] - left.box[2] < APART * max(word.box[3] - word.box[1] for word in (left, right)):
                    return False
                parted = True
        if any(word.box[0] < edge < word.box[2] for word in line for edge in edges):
            return False
    return parted


def _is_of_one_column(cell: Cell, lines: Sequence[Sequence[Word]], edges: Sequence[float]) -> bool:
    """Whether a cell's text lies between two edges and is not set in the middle of the cell."""
    left, right = min(line[0].box[0] for line in lines), max(line[-1].box[2] for line in lines)
    return not any(left < edge < right for edge in edges) and off_middle(left, right, cell.box[0], cell.box[2]) > OFF_MIDDLE
