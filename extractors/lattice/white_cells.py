"""A white table's body in cells: which of its grid positions are one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extractors.lattice.cells import Region
from extractors.lattice.column_lines import NEW_TEXT, Column, ColumnLine, goes_on, is_section
from extractors.lattice.pieces import PieceLine
from extractors.lattice.white_rows import ALIGNED, floating_columns
from extractors.lattice.zones import Bar
from extractors.page import overlap
from schemas.stages import Box

#: A rule parts a column's rows when it runs along at least this share of it.
DRAWN = 0.6
#: Values stand at the top of their rows when they do in this share of them.
AT_TOP = 0.7
#: Texts that begin further apart than this (points) are not on one line.
OTHER_LINE = 1.0
#: White of this many leadings parts two rows' texts; more is an empty cell between them.
FAR_TEXT = 3.0
#: So many rows tell that a column holds one line in each.
REGULAR_ROWS = 4
#: Lines further apart than this, from middle to middle in heights, are not of one text.
SPREAD = 1.6
#: White between groups of rows is at least so many times that between the rows of one group.
WIDE_WHITE = 2.0

#: Two or more numbers: "2 15 02", "1.06.02.2.01".
_CODE = re.compile(r"^\d{1,4}(?:[ .]+\d{1,4})+\.?$")


def body_regions(
    ys: Sequence[float],
    first: int,
    borders: Sequence[float],
    columns: Sequence[Column],
    edges: Sequence[float],
    body: Sequence[PieceLine],
    bars: Sequence[Bar],
    groups: Sequence[float] = (),
    shades: Sequence[Box] = (),
) -> list[Region]:
    """The body's cells: merged down where rules leave a column's border open, or where a text stands in several rows.

    Args:
        ys: The table's row borders.
        first: The first row of the body.
        borders: The inner column borders.
        columns: What stands in the columns.
        edges: The column borders with the outer ones.
        body: The body's lines.
        bars: The level rules that part its rows; none where white does.
        groups: The heights of the rules that part groups of rows, where they part no rows.
        shades: The page's shaded areas: text does not run on from a shaded row into a bare one.
    """
    regions: list[Region] = []
    last = len(ys) - 1
    floating = floating_columns(columns)
    sections = _section_rows(body, borders, ys, edges)
    grounds = _between_lines(ys[first + 1 : last], body) if shades else []
    for col in range(len(columns)):
        ruled = {r for r in range(first + 1, last) if any(abs(bar.at - ys[r]) < 1 for bar in bars)}
        merged = {r for r in ruled if _is_open(col, ys[r], bars, edges)}
        if col not in floating:
            at_top = _values_at_top(col, columns, ys[first:])
            striped = {r for r, lines in enumerate(grounds, first + 1) if _is_shades_end(edges[col], edges[col + 1], lines, shades)}
            merged |= _running_on(col, columns, floating, ys, at_top=at_top) - ruled - striped
        elif col in floating and not bars:
            others = [c for k, c in enumerate(columns) if k not in floating]
            in_groups = merged_in_groups(columns[col].entries(), ys, first, groups)
            merged |= _merged_by_text(columns[col], ys, first, others) if in_groups is None else in_groups
        start = first
        for row in range(first, last):
            if row in sections and sections[row][0] <= col < sections[row][1]:
                start = row + 1
                continue
            if row + 1 == last or row + 1 not in merged or row + 1 in sections:
                regions.append(Region(start, col, row + 1, col + 1))
                start = row + 1
    return regions + [Region(row, a, row + 1, b) for row, (a, b) in sections.items()]


def _section_rows(
    body: Sequence[PieceLine], borders: Sequence[float], ys: Sequence[float], edges: Sequence[float]
) -> dict[int, tuple[int, int]]:
    """Rows that hold nothing but one piece across borders, with the columns it spans."""
    rows: dict[int, list[PieceLine]] = {}
    for line in body:
        rows.setdefault(bisect_right(ys, line.middle) - 1, []).append(line)
    found = {}
    for row, lines in rows.items():
        if all(is_section(line, borders) for line in lines):
            a = min(bisect_right(edges, line.pieces[0].box[0] + 1) - 1 for line in lines)
            found[row] = max(a, 0), len(edges) - 1
    return found


def _between_lines(heights: Sequence[float], body: Sequence[PieceLine]) -> list[tuple[float, float]]:
    """The middles of the lines above and below each height."""
    middles = [line.middle for line in body]
    return [(max((m for m in middles if m < at), default=at), min((m for m in middles if m > at), default=at)) for at in heights]


def _is_shades_end(left: float, right: float, lines: tuple[float, float], shades: Sequence[Box]) -> bool:
    """Whether a column's ground changes from shaded to bare, or back, between two lines."""
    over = [box for box in shades if overlap(box[0], box[2], left, right) >= DRAWN * (right - left)]
    above, below = (any(box[1] <= middle <= box[3] for box in over) for middle in lines)
    return above != below


def _is_open(col: int, at: float, bars: Sequence[Bar], edges: Sequence[float]) -> bool:
    """Whether rules are drawn at a height, but not along a column."""
    here = [bar for bar in bars if abs(bar.at - at) < 1]
    drawn = sum(overlap(a, b, edges[col], edges[col + 1]) for bar in here for a, b in bar.stretches)
    return bool(here) and drawn < DRAWN * (edges[col + 1] - edges[col])


def _values_at_top(col: int, columns: Sequence[Column], ys: Sequence[float]) -> bool:
    """Whether values stand on the first line of their rows, by the fullest other column of texts: in most rows of several lines."""
    others = [column for index, column in enumerate(columns) if index != col and not column.values and not column.numbers]
    texts = [line.middle for line in max(others, key=lambda column: len(column.entries())).lines] if others else []
    values = [line.middle for column in columns if column.values for line in column.lines]
    first_lines = rows = 0
    for top, bottom in pairwise(ys):
        here = [at for at in texts if top < at < bottom]
        beside = [at for at in values if top < at < bottom]
        if here and beside and max(here) - min(here) > 1:
            rows += 1
            first_lines += min(beside) - min(here) < 1
    return rows > 0 and first_lines >= AT_TOP * rows


def _running_on(col: int, columns: Sequence[Column], floating: set[int], ys: Sequence[float], *, at_top: bool) -> set[int]:
    """The row borders that a column's text runs on across, line by line, where another column's texts leave white.

    Args:
        col: The column.
        columns: What stands in the columns.
        floating: Columns whose texts stand in the middle of several rows.
        ys: The table's row borders.
        at_top: Whether values stand on the first line of their rows.
    """

    def gap(column: Column, at: float) -> float:
        """The distance of the lines above and below a height, in leadings; 0 where there are none."""
        above = [line.middle for line in column.lines if line.middle < at]
        below = [line.middle for line in column.lines if line.middle >= at]
        return (below[0] - above[-1]) / column.leading if above and below else 0.0

    def first(column: Column, at: float) -> float:
        """The middle of the first line below a height: a row's own text is no lower than its neighbours'."""
        return min(line.middle for line in column.lines if line.middle >= at)

    def wraps(column: Column, at: float) -> bool:
        """Whether the first line below a height goes on a text."""
        return goes_on(next((line.text for line in column.lines if line.middle >= at), ""))

    if columns[col].values or columns[col].numbers or one_line_a_row(columns[col], ys):
        return set()
    others = [c for k, c in enumerate(columns) if k != col and k not in floating and not c.values and not c.numbers]
    numbers = [line.middle for column in columns if column.numbers or _holds_codes(column) for line in column.lines]

    def of_numbered(row: int) -> bool:
        """Whether a row carries no number where others do: what runs on into it belongs to the numbered row above."""
        return any(at < ys[row] for at in numbers) and not any(ys[row] < at < ys[row + 1] for at in numbers)

    return {
        row
        for row in range(1, len(ys) - 1)
        if 0 < gap(columns[col], ys[row]) <= NEW_TEXT
        and (
            (wraps(columns[col], ys[row]) and any(gap(other, ys[row]) and not wraps(other, ys[row]) for other in others))
            or (
                of_numbered(row) and not columns[col].begins_after_room(ys[row]) and any(gap(other, ys[row]) > NEW_TEXT for other in others)
            )
            or (
                not at_top
                and any(gap(other, ys[row]) > NEW_TEXT for other in others)
                and _in_the_middle_of_both(columns[col], row, others, ys)
            )
            or (
                at_top
                and any(
                    NEW_TEXT < gap(other, ys[row]) < FAR_TEXT and abs(first(other, ys[row]) - first(columns[col], ys[row])) > OTHER_LINE
                    for other in others
                )
            )
        )
    }


def _holds_codes(column: Column) -> bool:
    """Whether a column holds codes of several numbers, one for each of the rows that have one."""
    return len(column.lines) >= 2 and all(_CODE.match(line.text) for line in column.lines)


def _in_the_middle_of_both(column: Column, row: int, others: Sequence[Column], ys: Sequence[float]) -> bool:
    """Whether the text across a row border stands in the middle of the rows on both sides of it, and its parts in that of neither.

    Args:
        column: The column whose text runs across.
        row: The row below the border.
        others: The columns whose texts stand in their rows.
        ys: The table's row borders.
    """
    top, bottom = next((a, b) for a, b in column.entries() if a < ys[row] < b)
    lines = [line for line in column.lines if top <= line.middle <= bottom]
    first, last = (bisect_right(ys, line.middle) - 1 for line in (lines[0], lines[-1]))
    if (first, last) != (row - 1, row):
        return False
    reach = ALIGNED * (lines[0].bottom - lines[0].top)

    def off(own: Sequence[ColumnLine], a: float, b: float) -> float:
        """How far lines' middle is off that of their neighbours' texts between two heights."""
        beside = [line for other in others for line in other.lines if a < line.middle < b]
        if not beside:
            return 0.0
        return abs(own[0].top + own[-1].bottom - min(line.top for line in beside) - max(line.bottom for line in beside)) / 2

    parts = [[line for line in lines if line.middle < ys[row]], [line for line in lines if line.middle >= ys[row]]]
    apart = max(off(part, a, b) for part, (a, b) in zip(parts, pairwise(ys[row - 1 : row + 2]), strict=True))
    return off(lines, ys[row - 1], ys[row + 1]) < reach < apart


def one_line_a_row(column: Column, ys: Sequence[float]) -> bool:
    """Whether a column holds one line in each of several rows, none of which goes on a text: so regularly none runs on.

    Nor does one that begins with a small letter ("produksi kedelai") where all lines stand further apart than those of a text.
    """
    rows = [bisect_right(ys, line.middle) - 1 for line in column.lines]
    spread = all(b.middle - a.middle > SPREAD * (a.bottom - a.top) for a, b in pairwise(column.lines))
    apart = spread or not any(goes_on(line.text) for line in column.lines)
    return apart and len(rows) >= REGULAR_ROWS and len(set(rows)) == len(rows) and len(rows) == rows[-1] - rows[0] + 1


def merged_in_groups(entries: Sequence[tuple[float, float]], ys: Sequence[float], first: int, groups: Sequence[float]) -> set[int] | None:
    """The row borders within groups of rows that rules part, where one text stands in each; None where that is not so."""
    groups = [at for at in groups if ys[first] + 1 < at < ys[-1] - 1]
    bounds = [ys[first], *groups, ys[-1]]
    within = [sum(a < (top + bottom) / 2 < b for top, bottom in entries) for a, b in pairwise(bounds)]
    if not groups or set(within) != {1}:
        return None
    return {row for row in range(first + 1, len(ys) - 1) if all(abs(ys[row] - at) > 1 for at in groups)}


def _merged_by_text(column: Column, ys: Sequence[float], first: int, others: Sequence[Column]) -> set[int]:
    """The row borders that a floating column's cells lie across: each text stands in the middle of its rows, or at the top of the first.

    Args:
        column: The column.
        ys: The table's row borders.
        first: The first row of the body.
        others: The columns whose texts stand in their rows.
    """
    parted = _by_whites(column.entries(), ys, first, others)
    if parted is not None:
        return parted
    in_middle, off_middle = _by_middles(column.entries(), ys, first)
    at_top, off_top = _by_first_lines(column.entries(), ys, first, others)
    return in_middle if off_middle <= off_top else at_top


def _by_whites(entries: Sequence[tuple[float, float]], ys: Sequence[float], first: int, others: Sequence[Column]) -> set[int] | None:
    """Borders inside cells where white parts the rows into as many groups as there are texts, one beside each group.

    Returns:
        None when no white is much wider than that within the groups.
    """
    whites = {}
    for row in range(first + 1, len(ys) - 1):
        above = max((line.bottom for c in others for line in c.lines if line.middle < ys[row]), default=ys[row])
        below = min((line.top for c in others for line in c.lines if line.middle >= ys[row]), default=ys[row])
        whites[row] = below - above
    widest = sorted(whites, key=lambda row: -whites[row])
    parting, within = sorted(widest[: len(entries) - 1]), widest[len(entries) - 1 :]
    if not parting or not within or whites[parting[0]] <= 0:
        return None
    if min(whites[row] for row in parting) < WIDE_WHITE * max(1.0, *(whites[row] for row in within)):
        return None
    groups = pairwise([ys[first], *(ys[row] for row in parting), ys[-1]])
    beside = all(a < (top + bottom) / 2 < b for (top, bottom), (a, b) in zip(entries, groups, strict=True))
    return set(within) if beside else None


def _by_middles(entries: Sequence[tuple[float, float]], ys: Sequence[float], first: int) -> tuple[set[int], float]:
    """Borders inside cells whose texts stand in the middle of them, and how far they are off it in all."""
    merged: set[int] = set()
    row = first
    off = 0.0
    for index, (a, b) in enumerate(entries):
        middle = (a + b) / 2
        if row >= len(ys) - 1:
            break
        if index + 1 == len(entries):
            end = len(ys) - 1
        else:
            limit = bisect_right(ys, (entries[index + 1][0] + entries[index + 1][1]) / 2) - 1
            options = [e for e in range(row + 1, limit + 1) if ys[e] > middle] or [row + 1]
            end = min(options, key=lambda e: abs((ys[row] + ys[e]) / 2 - middle))
        merged |= set(range(row + 1, end))
        off += abs((ys[row] + ys[end]) / 2 - middle)
        row = end
    return merged, off


def _by_first_lines(
    entries: Sequence[tuple[float, float]], ys: Sequence[float], first: int, others: Sequence[Column]
) -> tuple[set[int], float]:
    """Borders inside cells whose texts begin on the first line of their first row, and how far they are off it in all."""
    rows = [bisect_right(ys, top) - 1 for top, _ in entries]
    if len(set(rows)) < len(rows) or rows[0] != first:
        return set(), float("inf")
    off = 0.0
    for row, (top, _) in zip(rows, entries, strict=True):
        beside = [line.top for column in others for line in column.lines if ys[row] < line.middle < ys[row + 1]]
        off += abs(top - min(beside, default=ys[row]))
    return set(range(first + 1, len(ys) - 1)) - set(rows), off
