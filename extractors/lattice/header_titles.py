"""A white header's cells: of all ways to lay titles over columns the one in which every text stands best in its cell.

A text stands in the middle of its cell, or at its left or upper edge. Where the columns part is known to within the white of the body, and
where titles part from the titles below them to within the white between their lines: a text is off only as far as no place in that white
would make it stand right. The best way is found from the whole header down (dynamic programming over columns and lines).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.lattice.pieces import PieceLine, column_of
from extractors.lattice.title_groups import counted_runs, leaf_of, ways_to_group
from extractors.lattice.zones import Bar, Zone
from extractors.page import overlap

#: What a cell without text costs, a title over others, a cell over several columns with none below it, in heights that a text is off.
EMPTY, TITLE, WIDE_CELL = 1.6, 0.7, 1.2
#: What it costs when a text is at the left or upper edge of its cell instead of the middle.
AT_LEFT, AT_TOP = 0.5, 0.4
#: What it costs to set all titles over several columns at their left edges.
LEFT_STYLE = 0.5
#: A text that runs out of its cell costs this many times as much as one that stands off its middle.
OUT = 2.0
#: Heights that a text is off its cell's middle up and down count this much: lines are nearer to each other than columns.
UPRIGHT = 1.3
#: Where the white leaves it open, a text stands nearest to the middle between its outer columns' own titles: a share of what it is off.
AXIS = 0.15
#: White between two lines of one cell, in heights, that costs nothing; more of it parts texts.
LEADING = 0.8
#: What it costs to part words with no more than a space between them, and the white (in heights) that parts them for nothing.
PARTED, FREE = 1.5, 0.7
#: What a cell costs that a short rule crosses, and a title that a short rule is drawn below in part.
CROSSED, HALF_UNDERLINED = 4.0, 2.0
#: What it costs when texts of one cell stand beside each other with more than a space between, or below each other without touching.
STRANGE = 2.0
#: So far apart (heights) they are of two titles, whatever stands below them: it costs as much again.
FAR_APART = 3.0
#: A short rule is drawn along a column when it covers this share of it.
DRAWN = 0.6
#: What a title costs that is over a part of a group of titles which repeats side by side ("Target Realisasi %"), or within it.
MISPLACED = 2.0
#: Edges of the whole header without a rule lie this far beyond the letters, in heights.
BEYOND = 0.9
#: Upper and lower edges may lie this far inside where they were put.
EDGE = 0.4
#: A title further off than this is none, whatever lies below it.
HOPELESS = 6.0

#: Years, and quarters by their Roman numbers.
_COUNTED = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,])|\b(?:I{1,3}|IV)\b")

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Title:
    """A header cell: its columns (end exclusive), and the stretch of heights it fills."""

    first: int
    end: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Cell:
    """A title in columns ``first`` to ``end`` with the lines from ``line`` up to ``until``."""

    first: int
    end: int
    line: int
    until: int


_Way = tuple[float, tuple[_Cell, ...]]


def titles(zone: Zone, count: int, borders: Sequence[float], top: float, bottom: float) -> list[Title]:
    """The header's cells: every column lies under titles that reach from the header's top to its bottom.

    Args:
        zone: The lines.
        count: How many of them are the header.
        borders: The inner column borders.
        top, bottom: The header's extent.
    """
    leaves = [leaf_of(zone.lines[:count], borders, col) for col in range(len(borders) + 1)]
    ways = ways_to_group(leaves)
    centred = min((_Search(zone, count, borders, top, bottom, AT_LEFT, leaves, groups) for groups in ways), key=_Search.cost)
    if centred.cost() <= LEFT_STYLE:
        # No way costs less than nothing: the other one cannot win.
        return centred.found()
    at_left = min((_Search(zone, count, borders, top, bottom, 0.0, leaves, groups) for groups in ways), key=_Search.cost)
    return (centred if centred.cost() <= at_left.cost() + LEFT_STYLE else at_left).found()


def header_heights(found: Iterable[Title]) -> list[float]:
    """The heights at which a header's cells part, its top and bottom among them."""
    heights: list[float] = []
    for at in sorted({at for title in found for at in (title.top, title.bottom)}):
        if not heights or at - heights[-1] > 0.5:
            heights.append(at)
    return heights


def _off(at: float, where: Range) -> float:
    """How far a position is from a range."""
    return max(0.0, where[0] - at, at - where[1])


class _Search:
    """The best way to lay a header's titles over its columns."""

    def __init__(
        self,
        zone: Zone,
        count: int,
        borders: Sequence[float],
        top: float,
        bottom: float,
        at_left: float,
        leaves: Sequence[str],
        groups: list[int | None],
    ) -> None:
        self.height, self.columns = zone.height, len(borders) + 1
        self.top, self.bottom, self.at_left = top, bottom, at_left
        self.lines = zone.lines[:count]
        self.bars = [bar for bar in zone.bars if not bar.whole and top + 1 < bar.at < bottom - 1]
        self.edges = _edge_ranges(zone, count, borders)
        self.ink = [_by_column(line, borders) for line in self.lines]
        self.said = [_words_by_column(line, borders) for line in self.lines]
        self.leaves = leaves
        self.turns = [_other_numbers(texts) for texts in self.said]
        self.groups = groups
        self.runs = [counted_runs([texts], self.groups) for texts in self.said]
        self.axes = [self._axis(col) for col in range(self.columns)]
        self.parting = [[self._parting(ink, border) for border in range(1, self.columns)] for ink in self.ink]
        self.ways: dict[tuple[int, int, int, Range], _Way] = {}
        self.alone: dict[tuple[int, int, int, Range], _Way] = {}
        self.whites: dict[tuple[int, int, int], Range] = {}

    def cost(self) -> float:
        """How badly the texts of the best way stand, in heights."""
        return self._whole()[0]

    def _whole(self) -> _Way:
        return self._best(0, self.columns, 0, (self.top, self.top + EDGE * self.height))

    def found(self) -> list[Title]:
        """The cells of the best way."""
        cells = self._whole()[1]
        heights = self._heights([cell for cell in cells if cell.until < len(self.lines)])
        starts = {(col, cell.until): heights[cell] for cell in heights for col in range(cell.first, cell.end)}
        found = []
        for cell in cells:
            above = [at for (col, until), at in starts.items() if col == cell.first and until <= cell.line]
            found.append(Title(cell.first, cell.end, max(above, default=self.top), heights.get(cell, self.bottom)))
        return found

    def _heights(self, cells: Sequence[_Cell]) -> dict[_Cell, float]:
        """Where titles end: at rules, at one height for all whose white allows it."""
        heights: dict[_Cell, float] = {}
        whites = sorted(((self._white(c.first, c.end, c.until), c) for c in cells), key=lambda item: item[0][1])
        while whites:
            upto = whites[0][0][1]
            together = [(white, cell) for white, cell in whites if white[0] <= upto]
            low, high = max(white[0] for white, _ in together), upto
            for _, cell in together:
                ruled = self._underline(cell.first, cell.end, (low, high))
                heights[cell] = ruled if ruled is not None else (low + high) / 2
            whites = [item for item in whites if item not in together]
        return heights

    # -- the search -------------------------------------------------------------------------------------------------

    def _best(self, first: int, end: int, line: int, upper: Range) -> _Way:
        """The best way to lay columns ``first`` to ``end`` out from a line down, below a height in a range."""
        line = self._next(first, end, line)
        key = first, end, line, upper
        if key not in self.ways:
            best = self._one(first, end, line, upper)
            for middle in range(first + 1, end):
                cost, cells = self._one(first, middle, line, upper)
                if cost + self._parted(middle, line) < best[0]:
                    rest, others = self._best(middle, end, line, upper)
                    cost += rest + self._parted(middle, line)
                    best = min(best, (cost, (*cells, *others)), key=lambda way: way[0])
            self.ways[key] = best
        return self.ways[key]

    def _one(self, first: int, end: int, line: int, upper: Range) -> _Way:
        """The best way in which one cell begins the columns: alone down to the body, or over others."""
        line = self._next(first, end, line)
        key = first, end, line, upper
        if key in self.alone:
            return self.alone[key]
        alone = _Cell(first, end, line, len(self.lines))
        best: _Way = (self._cost(alone, upper) + (WIDE_CELL if end - first > 1 else 0.0), (alone,))
        if end - first > 1 or self.bars:
            for until in range(line + 1, len(self.lines)):
                if not any(first <= col < end for col in self.ink[until]):
                    continue
                if end - first == 1 and self._underline(first, end, self._white(first, end, until)) is None:
                    # A title over one other is told from the lines of one title by the rule between them.
                    continue
                title = _Cell(first, end, line, until)
                cost = self._cost(title, upper) + TITLE
                if cost > HOPELESS:
                    continue
                below, cells = self._best(first, end, until, self._white(first, end, until))
                if cost + below < best[0] and (len(cells) > 1 or end - first == 1):
                    best = cost + below, (title, *cells)
        self.alone[key] = best
        return best

    def _next(self, first: int, end: int, line: int) -> int:
        """The next line that has words in the columns."""
        while line < len(self.lines) and not any(first <= col < end for col in self.ink[line]):
            line += 1
        return line

    # -- what a way costs -------------------------------------------------------------------------------------------

    def _cost(self, cell: _Cell, upper: Range) -> float:
        """How badly a cell's text stands in it, in heights; ``upper`` is where it may begin."""
        rows = [row for row in (self._row(cell, k) for k in range(cell.line, cell.until)) if row is not None]
        if not rows:
            return EMPTY
        lower = self._white(cell.first, cell.end, cell.until)
        top, bottom = min(row[1] for row in rows), max(row[3] for row in rows)
        middle = _off((top + bottom) / 2, ((upper[0] + lower[0]) / 2, (upper[1] + lower[1]) / 2))
        upright = min(UPRIGHT * middle, AT_TOP * self.height + UPRIGHT * max(0.0, top - upper[1] - BEYOND * self.height))
        cost = self._level(cell, rows) + upright
        cost += sum(max(0.0, b[1] - a[3] - LEADING * self.height) for a, b in pairwise(rows))
        strange = sum(overlap(a[0], a[2], b[0], b[2]) <= 0 for a, b in pairwise(rows)) + self._gaps(cell) + self._counts_on(cell)
        misplaced = self._parts_a_group(cell, len(rows)) + self._parts_a_run(cell)
        return cost / self.height + STRANGE * strange + self._rules(cell, upper, lower) + MISPLACED * misplaced

    def _parts_a_group(self, cell: _Cell, rows: int) -> bool:
        """Whether a cell is over a part of a group of titles that repeats beside it, or is one of its titles with another one above."""
        groups = {self.groups[col] for col in range(cell.first, cell.end) if self.groups[col] is not None}
        if not groups:
            return False
        if cell.end - cell.first == 1:
            return rows > 1 and cell.until == len(self.lines) and not self._repeats(cell)
        return any(self.groups[col] in groups for col in (cell.first - 1, cell.end) if 0 <= col < self.columns)

    def _repeats(self, cell: _Cell) -> bool:
        """Whether a title of several lines stands over one column of most groups ("Penyerapan / Anggaran" beside "Realisasi")."""
        col = cell.first
        alike = [other for other in range(self.columns) if self.groups[other] is not None and self.leaves[other] == self.leaves[col]]
        lines = [line for line in range(cell.line, cell.until) if col in self.ink[line]][:-1]
        same = [other for other in alike if all(self.said[line].get(other) == self.said[line].get(col) for line in lines)]
        if len(alike) > 1 and len(same) > len(alike) / 2:
            return True
        # Texts over each of a group's columns with white between them are no title of the group.
        group = [other for other in range(self.columns) if self.groups[other] == self.groups[col]]
        return all(self._parted_on(line, group) for line in lines)

    def _parted_on(self, line: int, group: Sequence[int]) -> bool:
        boxes = [self.ink[line].get(col) for col in group]
        return all(a is not None and b is not None and b[0] - a[2] > FREE * self.height for a, b in pairwise(boxes))

    def _parts_a_run(self, cell: _Cell) -> bool:
        """Whether a title stands over some of the columns that count on below it, and not over the others."""
        if cell.end - cell.first == 1 or cell.until == len(self.lines):
            return False
        over = set(range(cell.first, cell.end))
        return any(over & run and not run <= over for runs in self.runs[cell.until :] for run in runs)

    def _gaps(self, cell: _Cell) -> int:
        """How often words of a cell's lines stand further apart than words do, twice where they are far apart."""
        if cell.end - cell.first == 1:
            return 0
        count = 0
        for ink in self.ink[cell.line : cell.until]:
            boxes = sorted(box for col, box in ink.items() if cell.first <= col < cell.end)
            whites = [b[0] - a[2] for a, b in pairwise(boxes)]
            count += sum((white > FREE * self.height) + (white > FAR_APART * self.height) for white in whites)
        return count

    def _counts_on(self, cell: _Cell) -> int:
        """How often a cell over several columns names one year or quarter after the other on a line ("Tahun 2020 Tahun 2021")."""
        return sum(cell.first <= a and b < cell.end for turns in self.turns[cell.line : cell.until] for a, b in turns)

    def _level(self, cell: _Cell, rows: Sequence[tuple[float, float, float, float]]) -> float:
        """How far a cell's lines stand from its middle, or its left edge, and out of it."""
        left, right = self.edges[cell.first], self.edges[cell.end]
        where = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
        axis = (self.axes[cell.first] + self.axes[cell.end - 1]) / 2
        centred = sum(_off((row[0] + row[2]) / 2, where) + AXIS * abs((row[0] + row[2]) / 2 - axis) for row in rows) / len(rows)
        style = self.at_left if cell.end - cell.first > 1 else AT_LEFT
        at_left = style * self.height + sum(max(0.0, row[0] - left[1] - 0.3 * self.height) for row in rows) / len(rows)
        out = max(max(0.0, left[0] - row[0]) + max(0.0, row[2] - right[1]) for row in rows)
        return min(centred, at_left) + OUT * out

    def _axis(self, col: int) -> float:
        """The middle of a column: of its lowest title, of its white where it has none."""
        own = [ink[col] for ink in self.ink if col in ink]
        return (own[-1][0] + own[-1][2]) / 2 if own else (sum(self.edges[col]) + sum(self.edges[col + 1])) / 4

    def _row(self, cell: _Cell, line: int) -> tuple[float, float, float, float] | None:
        """The box of a line's words in a cell's columns."""
        here = [box for col, box in self.ink[line].items() if cell.first <= col < cell.end]
        if not here:
            return None
        return min(b[0] for b in here), min(b[1] for b in here), max(b[2] for b in here), max(b[3] for b in here)

    def _rules(self, cell: _Cell, upper: Range, lower: Range) -> float:
        """What short rules say of a cell: none crosses it, and a title stands on one as a whole."""
        cost = 0.0
        for bar in self.bars:
            drawn = [self._is_drawn(bar, col) for col in range(cell.first, cell.end)]
            if upper[1] + 1 < bar.at < lower[0] - 1 and any(drawn):
                cost += CROSSED
            elif cell.until < len(self.lines) and any(drawn) and not all(drawn) and lower[0] - 2 <= bar.at <= lower[1] + 2:
                cost += HALF_UNDERLINED
        return cost

    def _is_drawn(self, bar: Bar, col: int) -> bool:
        left, right = sum(self.edges[col]) / 2, sum(self.edges[col + 1]) / 2
        return sum(overlap(a, b, left, right) for a, b in bar.stretches) > DRAWN * (right - left)

    def _underline(self, first: int, end: int, white: Range) -> float | None:
        """The height of the short rule that is drawn along some columns within a range."""
        for bar in self.bars:
            if white[0] - 2 <= bar.at <= white[1] + 2 and all(self._is_drawn(bar, col) for col in range(first, end)):
                return bar.at
        return None

    def _white(self, first: int, end: int, line: int) -> Range:
        """Between which heights a cell may end above a line, by what stands in some columns."""
        if line >= len(self.lines):
            return self.bottom - EDGE * self.height, self.bottom
        key = first, end, line
        if key not in self.whites:
            boxes = [(k, box) for k, ink in enumerate(self.ink) for col, box in ink.items() if first <= col < end]
            above = [box[3] for k, box in boxes if k < line]
            below = [box[1] for k, box in boxes if k >= line]
            low, high = max(above), min(below)
            self.whites[key] = (low, high) if low <= high else ((low + high) / 2, (low + high) / 2)
        return self.whites[key]

    def _parted(self, border: int, line: int) -> float:
        """What it costs to part the lines from one on at a border."""
        return sum(row[border - 1] for row in self.parting[line:])

    def _parting(self, ink: dict[int, tuple[float, float, float, float]], border: int) -> float:
        """What it costs to part one line's words at a border: nothing where the white between them is wide."""
        left, right = [box[2] for col, box in ink.items() if col < border], [box[0] for col, box in ink.items() if col >= border]
        if not left or not right:
            return 0.0
        white = (min(right) - max(left)) / self.height
        return PARTED * max(0.0, 1.0 - max(white, 0.0) / FREE)


def _by_column(line: PieceLine, borders: Sequence[float]) -> dict[int, tuple[float, float, float, float]]:
    """The boxes of a line's words by the column that their middles lie in."""
    boxes: dict[int, tuple[float, float, float, float]] = {}
    for piece in line.pieces:
        for word in piece.words:
            col = column_of(word.centre[0], borders)
            a, b = boxes.get(col, word.box), word.box
            boxes[col] = min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
    return boxes


def _words_by_column(line: PieceLine, borders: Sequence[float]) -> dict[int, str]:
    """A line's words by the column that their middles lie in."""
    said: dict[int, str] = {}
    for piece in line.pieces:
        for word in piece.words:
            col = column_of(word.centre[0], borders)
            said[col] = f"{said[col]} {word.text}" if col in said else word.text
    return said


def _other_numbers(said: Mapping[int, str]) -> list[tuple[int, int]]:
    """The neighbouring columns of a line that name unlike years or quarters."""
    numbered = [(col, numbers) for col in sorted(said) if (numbers := _COUNTED.findall(said[col]))]
    return [(a, b) for (a, one), (b, other) in pairwise(numbered) if one != other]


def _edge_ranges(zone: Zone, count: int, borders: Sequence[float]) -> list[Range]:
    """Between which positions each column border may lie, the outer ones first and last: where rules end, else in the body's white."""
    words = [word.box for line in zone.lines[count:] for piece in line.pieces for word in piece.words]
    beyond = BEYOND * zone.height
    first, last = borders[0] if borders else zone.right, borders[-1] if borders else zone.left
    left = min([box[0] for box in words if box[2] <= first], default=zone.left)
    right = max([box[2] for box in words if box[0] >= last], default=zone.right)
    whole = [stretch for bar in zone.bars if bar.whole for stretch in bar.stretches]
    outer = [(zone.left - beyond, left), (right, zone.right + beyond)]
    if whole:
        outer = [(min(a for a, _ in whole),) * 2, (max(b for _, b in whole),) * 2]
    inner = sorted(x for x in zone.rule_ends if zone.left + zone.height < x < zone.right - zone.height)
    edges = [zone.left - beyond, *borders, zone.right + beyond]
    ranges = [outer[0]]
    for k, border in enumerate(borders, start=1):
        low = max([box[2] for box in words if box[2] <= border] + [edges[k - 1]])
        high = min([box[0] for box in words if box[0] >= border] + [edges[k + 1]])
        # Beside a column without texts the white reaches as far as the next border's own rule.
        drawn = [x for x in inner if low - 1 <= x <= high + 1 and abs(x - border) == min(abs(x - other) for other in borders)]
        ranges.append((drawn[0], drawn[0]) if len(drawn) == 1 else (low, high))
    return [*ranges, outer[1]]
