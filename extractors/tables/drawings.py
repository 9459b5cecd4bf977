"""What looks like a table and is none: the boxes of a drawing, the grid of a chart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.page import PageContent, Word, inside
from extractors.tables.reading import Reading, words_outside
from schemas.stages import Box, Cell

#: So far outside a chart's grid its scale is printed, and so far its numbers may reach into the grid (points).
REACH, INTO = 30.0, 8.0
#: A number of a scale is centred on its line, to so many points; the text of a row, however small, stands further from the rules.
ON_LINE = 2.5
#: A scale has numbers at so many lines, and this share of the words beside it are on lines.
LEAST_LINES, MOSTLY = 3, 0.75
#: What may be no table is no surer than this, and what is less sure may be none.
HALF = 0.5

#: Two letters beside each other.
_WORD = re.compile(r"[^\W\d_]{2}")


def tables_among(readings: Sequence[Reading], content: PageContent) -> list[Reading]:
    """The readings that are of tables: two texts side by side somewhere, no scale along the grid, no chart inside.

    Args:
        readings: Of one page.
        content: The page.

    Returns:
        Those, in the same order; what may be no table all the same is flagged so, and no surer than half.
    """
    charts = [reading.box for reading in readings if _is_chart(reading, content)]
    tables = [
        reading for reading in readings if _has_neighbours(reading) and not any(inside(*_middle(chart), reading.box) for chart in charts)
    ]
    return [_doubted(table) if _is_doubtful(table, content) else table for table in tables]


def _doubted(reading: Reading) -> Reading:
    return replace(reading, confidence=min(reading.confidence, HALF), flags=(*reading.flags, "mungkin_bukan_tabel"))


def _is_doubtful(reading: Reading, content: PageContent) -> bool:
    """Whether the page speaks against it (a map), it has no word (a crossword), or a cell holds a scale (a chart above its data)."""
    has_words = any(_WORD.search(cell.text) for cell in reading.cells)
    return reading.confidence < HALF or not has_words or any(_holds_scale(cell, reading, content) for cell in reading.cells)


def _holds_scale(cell: Cell, reading: Reading, content: PageContent) -> bool:
    """Whether numbers in one cell are centred on rules drawn beside it, line by line."""
    if len(cell.lines) < LEAST_LINES or not all(any(ch.isdigit() for ch in line.text) for line in cell.lines):
        return False
    beside = [rule.at for rule in content.horizontal if rule.start < reading.box[2] and rule.end > reading.box[0]]
    inner = [y for y in beside if cell.box[1] + ON_LINE < y < cell.box[3] - ON_LINE]
    on_rules = sum(any(abs(y - (line.box[1] + line.box[3]) / 2) <= ON_LINE for y in inner) for line in cell.lines)
    return on_rules >= max(LEAST_LINES, MOSTLY * len(cell.lines))


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _has_neighbours(reading: Reading) -> bool:
    """The boxes of a drawing hold one text each, or several below each other."""
    columns: dict[int, set[int]] = defaultdict(set)
    for cell in reading.cells:
        if cell.text.strip():
            for row in range(cell.row, cell.row + cell.rows):
                columns[row].add(cell.col)
    return any(len(cols) > 1 for cols in columns.values())


def _is_chart(reading: Reading, content: PageContent) -> bool:
    """Whether numbers beside or below the grid are centred on its lines, where a table's would stand between them."""
    x0, top, x1, bottom = reading.box
    ys = [y for cell in reading.cells for y in (cell.box[1], cell.box[3])]
    ys += [rule.at for rule in content.horizontal if rule.end > x0 and rule.start < x1]
    xs = [x for cell in reading.cells for x in (cell.box[0], cell.box[2])]
    xs += [rule.at for rule in content.vertical if rule.end > top and rule.start < bottom]
    outside = words_outside(content.words, [reading.box])
    beside = [word for word in outside if top - REACH <= word.centre[1] <= bottom + REACH]
    below = [word for word in outside if x0 - REACH <= word.centre[0] <= x1 + REACH and bottom - INTO <= word.box[1] <= bottom + REACH]
    left = [word for word in beside if x0 - REACH <= word.box[2] <= x0 + INTO]
    right = [word for word in beside if x1 - INTO <= word.box[0] <= x1 + REACH]
    return _is_scale(left, 1, ys) or _is_scale(right, 1, ys) or _is_scale(_first_line(below), 0, xs)


def _is_scale(words: Sequence[Word], axis: int, lines: Sequence[float]) -> bool:
    on_line = list(_on_lines(words, axis, lines))
    numbers = {line for word, line in on_line if any(ch.isdigit() for ch in word.text)}
    return len(numbers) >= LEAST_LINES and len(on_line) >= MOSTLY * len(words)


def _on_lines(words: Sequence[Word], axis: int, lines: Sequence[float]) -> Iterator[tuple[Word, float]]:
    """The words centred on a line, each with it."""
    for word in words:
        nearest = min(lines, key=lambda line: abs(line - word.centre[axis]))
        if abs(nearest - word.centre[axis]) <= ON_LINE:
            yield word, nearest


def _first_line(words: Sequence[Word]) -> list[Word]:
    """The words of the topmost line."""
    first = min(words, key=lambda word: word.box[1], default=None)
    return [word for word in words if first is not None and word.box[1] < first.box[3]]
