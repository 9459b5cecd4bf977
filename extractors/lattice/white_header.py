"""A white table's header: which lines it has, and which columns its titles span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.lattice.columns import numbering_line
from extractors.lattice.pieces import Piece, PieceLine
from extractors.lattice.white_rows import Column, column_of, columns_of, is_section
from extractors.lattice.zones import Zone
from extractors.page import overlap
from schemas.stages import Box

#: A header has at most this many lines, and this share of its table's.
MOST_LINES, MOST_SHARE = 14, 0.6
#: Shading over this share of a table's width marks a line.
SHADED = 0.8
#: A title stands over the middle of its columns to within this share of their width, or this many heights.
CENTRED, CENTRED_HEIGHTS = 0.12, 1.0

_YEAR = re.compile(r"^\(?(?:19|20)\d\d\)?\*?$")
_FIGURE = re.compile(r"^[<>≤≥±-]?\(?\d[\d.,]*\)?%?$|^[-–—]$")
_ROW_NUMBER = re.compile(r"^\(?1[.)]?$")


@dataclass(frozen=True, slots=True)
class Title:
    """A header cell: its columns (end exclusive), and the stretch of heights it fills."""

    first: int
    end: int
    top: float
    bottom: float


def body_start(zone: Zone, borders: Sequence[float], shades: Sequence[Box]) -> int:
    """The index of the first line below the header; 0 when the table has none.

    A row that numbers the columns, shading, a rule below it, bold type, and the first figures are asked in this order.

    Args:
        zone: The lines.
        borders: The inner column borders.
        shades: The page's shaded areas.
    """
    lines = zone.lines
    most = min(MOST_LINES, max(1, int(MOST_SHARE * len(lines))))
    counted = numbering_line(lines[: most + 1])
    if counted is not None:
        return counted
    for found in (_shaded(zone, shades), _above_rule(zone), _bold(lines)):
        if 0 < found <= most:
            return found
    return _before_figures(lines, borders, zone.height, most)


def _shaded(zone: Zone, shades: Sequence[Box]) -> int:
    """How many lines from the top lie on shading, if not all do."""
    count = 0
    for line in zone.lines:
        width = zone.right - zone.left
        under = [(max(s[0], zone.left), min(s[2], zone.right)) for s in shades if s[1] - 1 <= line.middle <= s[3] + 1]
        if sum(max(0.0, b - a) for a, b in under) < SHADED * width:
            break
        count += 1
    return count if count < len(zone.lines) else 0


def _above_rule(zone: Zone) -> int:
    """How many lines stand above the first rule over all columns that has lines above it."""
    for bar in zone.bars:
        above = sum(line.middle < bar.at for line in zone.lines)
        if bar.whole and above:
            return above
    return 0


def _bold(lines: Sequence[PieceLine]) -> int:
    bold = [all(word.bold for piece in line.pieces for word in piece.words) for line in lines]
    count = next((k for k, is_bold in enumerate(bold) if not is_bold), len(bold))
    return count if sum(bold) < 0.5 * len(bold) or count <= 3 < len(bold) else 0


def _before_figures(lines: Sequence[PieceLine], borders: Sequence[float], height: float, most: int) -> int:
    """How many lines stand above the first one with figures (no years) in at least half of the columns of figures."""
    columns = columns_of(lines, borders, height)
    figures = {index for index, column in enumerate(columns) if _is_of_figures(column)}
    if not figures:
        first = [piece for line in lines[: most + 1] for piece in line.pieces[:1] if _ROW_NUMBER.match(piece.text)]
        return next((k for k, line in enumerate(lines) if first and line.pieces[0] is first[0]), 1)
    for index, line in enumerate(lines[: most + 1]):
        here = {
            column_of(piece.middle, borders)
            for piece in line.pieces
            if _FIGURE.match(piece.words[0].text) and not _YEAR.match(piece.words[0].text)
        }
        if len(here & figures) >= 0.5 * len(figures):
            return index
    return min(most, 1)


def _is_of_figures(column: Column) -> bool:
    figures = sum(bool(_FIGURE.match(line.text.split()[0])) and not _YEAR.match(line.text) for line in column.lines)
    return len(column.lines) >= 2 and figures >= 0.5 * len(column.lines)


def titles(zone: Zone, count: int, borders: Sequence[float], top: float, bottom: float) -> list[Title]:
    """The header's cells: every column lies under titles that reach from the header's top to its bottom.

    Args:
        zone: The lines.
        count: How many of them are the header.
        borders: The inner column borders.
        top, bottom: The header's extent.
    """
    edges = [zone.left, *borders, zone.right]
    return _Titles(zone, edges).under(list(zone.lines[:count]), 0, len(borders) + 1, top, bottom)


class _Titles:
    """Goes down a header: a title over several columns has those columns' own titles below it."""

    def __init__(self, zone: Zone, edges: Sequence[float]) -> None:
        self.zone, self.edges, self.borders = zone, edges, edges[1:-1]

    def under(self, lines: Sequence[PieceLine], first: int, end: int, top: float, bottom: float) -> list[Title]:
        """The titles of columns ``first`` to ``end`` between two heights."""
        if end - first == 1:
            return [Title(first, end, top, bottom)]
        found: list[Title] = []
        col = first
        for a, b, title in self._spanning(lines, first, end):
            found += [Title(c, c + 1, top, bottom) for c in range(col, a)]
            below = [line for line in lines if line.middle > title.box[3]]
            split = self._split(title, below, a, b, bottom)
            found.append(Title(a, b, top, split))
            found += self.under(below, a, b, split, bottom)
            col = b
        return found + [Title(c, c + 1, top, bottom) for c in range(col, end)]

    def _split(self, title: Piece, below: Sequence[PieceLine], first: int, end: int, bottom: float) -> float:
        left, right = self.edges[first], self.edges[end]
        for bar in self.zone.bars:
            drawn = sum(overlap(a, b, left, right) for a, b in bar.stretches)
            if title.box[3] - 2 <= bar.at < bottom - 1 and drawn > 0.6 * (right - left):
                return bar.at
        tops = [piece.box[1] for line in below for piece in line.pieces if left <= piece.middle <= right]
        return (title.box[3] + min(tops)) / 2 if tops else bottom

    def _spanning(self, lines: Sequence[PieceLine], first: int, end: int) -> list[tuple[int, int, Piece]]:
        """The topmost titles that span several columns, left to right, each with its columns."""
        found: list[tuple[int, int, Piece]] = []
        taken: set[int] = set()
        for k, line in enumerate(lines):
            here = [piece for piece in line.pieces if self.edges[first] <= piece.middle <= self.edges[end]]
            for piece in here:
                others = [p for p in here if p is not piece]
                span = self._span(piece, others, lines[k + 1 :], first, end)
                if span is not None and not taken & set(range(*span)):
                    last = self._last_line(piece, lines[k + 1 :], span)
                    found.append((*span, last))
                    taken |= set(range(*span))
        return sorted(found, key=lambda item: item[0])

    def _last_line(self, title: Piece, below: Sequence[PieceLine], span: tuple[int, int]) -> Piece:
        """The last line of a title that is wrapped: lines below it that lie across a border too."""
        for line in below:
            for piece in line.pieces:
                crosses = any(piece.box[0] + 1 < x < piece.box[2] - 1 for x in self.edges[span[0] + 1 : span[1]])
                if (
                    crosses
                    and self.edges[span[0]] <= piece.middle <= self.edges[span[1]]
                    and abs(piece.middle - title.middle) < self.zone.height
                ):
                    title = Piece(title.words, (*title.box[:3], piece.box[3]))
        return title

    def _span(self, title: Piece, others: Sequence[Piece], below: Sequence[PieceLine], first: int, end: int) -> tuple[int, int] | None:
        """The columns a piece is the title of; None when it is of one column."""
        own = {column_of(p.middle, self.borders) for line in below for p in line.pieces if p.box[1] > title.box[3] - 1}
        crossed = [c for c in range(first, end) if overlap(title.box[0] + 1, title.box[2] - 1, self.edges[c], self.edges[c + 1]) > 0]
        if not crossed:
            return None
        beside = {column_of(p.middle, self.borders) for p in others}
        ruled = self._ruled(title, first, end)
        if ruled is not None:
            return ruled
        here = column_of(title.middle, self.borders)
        options = [
            (a, b)
            for a in range(first, min(crossed) + 1)
            for b in range(max(crossed) + 1, end + 1)
            if b - a >= 2 and all(c in own for c in range(a, b)) and not any(c in beside for c in range(a, b))
        ]
        tolerance = CENTRED_HEIGHTS * self.zone.height
        centred = []
        for a, b in options:
            left, right = self._extent(below, a, b)
            off = abs(title.middle - (left + right) / 2)
            if off <= max(tolerance, CENTRED * (right - left)) and self._are_lower(below, a, b, title):
                centred.append((b - a, -off, (a, b)))
        if len(crossed) == 1:
            # A column's own wrapped title stands over nothing but itself.
            stacked = any(column_of(p.middle, self.borders) == here and p.box[1] - title.box[3] < 0.4 * self.zone.height
                          for line in below for p in line.pieces)  # fmt: skip
            if stacked and not centred:
                return None
        if centred:
            return max(centred)[2]
        return (min(crossed), max(crossed) + 1) if len(crossed) >= 2 else None

    def _are_lower(self, below: Sequence[PieceLine], first: int, end: int, title: Piece) -> bool:
        """Whether the columns' own titles are cells of one lower row: they begin on one line, and none is much wider than its column."""
        tops = []
        for col in range(first, end):
            column = [p for line in below for p in line.pieces if column_of(p.middle, self.borders) == col and p.box[1] > title.box[3] - 1]
            if not column:
                return False
            tops.append((min(p.box[1] for p in column) + min(p.box[3] for p in column)) / 2)
        return max(tops) - min(tops) < 1.2 * self.zone.height

    def _extent(self, below: Sequence[PieceLine], first: int, end: int) -> tuple[float, float]:
        """The middle extent of some columns: between the outer edges of their texts."""
        return self.edges[first], self.edges[end]

    def _ruled(self, title: Piece, first: int, end: int) -> tuple[int, int] | None:
        """The columns over a stretch of a rule right below a title, when it bounds exactly those and the title stands over its middle."""
        for bar in self.zone.bars:
            if bar.whole or not title.box[3] - 2 <= bar.at <= title.box[3] + 1.5 * self.zone.height:
                continue
            for a, b in bar.stretches:
                cols = [c for c in range(first, end) if a - 2 <= (self.edges[c] + self.edges[c + 1]) / 2 <= b + 2]
                if len(cols) >= 2 and abs((a + b) / 2 - title.middle) <= max(self.zone.height, CENTRED * (b - a)):
                    return cols[0], cols[-1] + 1
        return None


def header_heights(found: Sequence[Title]) -> list[float]:
    """The heights at which a header's cells part, its top and bottom among them."""
    heights: list[float] = []
    for at in sorted({at for title in found for at in (title.top, title.bottom)}):
        if not heights or at - heights[-1] > 0.5:
            heights.append(at)
    return heights
