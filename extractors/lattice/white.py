"""Tables without upright rules: zones, columns, header and rows become a lattice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extractors.lattice.cells import Lattice, Region
from extractors.lattice.columns import borders_of, with_whole_columns
from extractors.lattice.header_titles import Title, header_heights, titles
from extractors.lattice.heads import numbering_line
from extractors.lattice.pieces import PieceLine, piece_lines
from extractors.lattice.white_header import body_start
from extractors.lattice.white_rows import NEW_TEXT, Column, columns_of, floating_columns, is_section, row_cuts
from extractors.lattice.zones import LEAST_COLUMNS, Bar, Zone, find_zones
from extractors.page import Rule, Word, overlap
from schemas.stages import Box

#: Pages with more words are drawings or dumps; a dense sheet of A3 has some 3,000.
MOST_WORDS = 12_000
#: A rule parts a column's rows when it runs along at least this share of it.
DRAWN = 0.6
#: Values stand at the top of their rows when they do in this share of them.
AT_TOP = 0.7
#: White of this many leadings parts two rows' texts; more is an empty cell between them.
FAR_TEXT = 3.0


def white_lattices(words: Sequence[Word], rules: Sequence[Rule], shades: Sequence[Box] = ()) -> list[tuple[Lattice, bool]]:
    """Find the tables among words that no frame encloses.

    Args:
        words: The page's words outside ruled tables.
        rules: Its level rules outside ruled tables.
        shades: Its shaded areas.

    Returns:
        One lattice a table, top to bottom, and whether level rules part its rows; empty when nothing stands in columns.
    """
    if len(words) > MOST_WORDS:
        return []
    found: list[tuple[Lattice, bool]] = []
    for zone in find_zones(piece_lines(words), rules):
        if _is_label_list(zone.lines):
            continue
        lattice, parted = lattice_of_zone(zone, shades)
        if lattice is not None:
            found.append((lattice, parted))
    return found


def lattice_of_zone(zone: Zone, shades: Sequence[Box], drawn: Sequence[float] = ()) -> tuple[Lattice | None, bool]:
    """The cells of a zone.

    Args:
        zone: The lines and level rules.
        shades: The page's shaded areas.
        drawn: Where upright rules are drawn along a part of the zone.

    Returns:
        None when its lines do not stand in columns; and whether level rules part its rows.
    """
    borders = borders_of(zone, drawn)
    if len(borders) + 1 < (2 if zone.ruled else LEAST_COLUMNS):
        return None, False
    return _lattice(zone, borders, shades)


def _is_label_list(lines: Sequence[PieceLine]) -> bool:
    """Whether the lines are labels and what they say ("Name : …"): a form, not a table."""
    with_colon = sum(any(p.words[0].text in (":", ";") or p.words[-1].text in (":", ";") for p in line.pieces) for line in lines)
    first = sum(any(piece.text.startswith(":") for piece in line.pieces[1:]) for line in lines)
    return max(with_colon, first) >= max(1, 0.25 * len(lines))


def _lattice(zone: Zone, borders: Sequence[float], shades: Sequence[Box]) -> tuple[Lattice | None, bool]:
    height = zone.height
    count = body_start(zone, borders, shades)
    borders = with_whole_columns(zone, count, borders)
    head, body = zone.lines[:count], zone.lines[count:]
    if not body:
        return None, False
    top = min(zone.lines[0].top - 0.3 * height, zone.bars[0].at if zone.bars else 1e9)
    bottom = max(zone.lines[-1].bottom + 0.3 * height, zone.bars[-1].at if zone.bars else -1e9)
    middle = _between(head, body, zone.bars) if head else top
    left, right = zone.left - 0.4 * height, zone.right + 0.4 * height
    if any(b - a < 1 for a, b in pairwise([left, *borders, right])):
        return None, False
    cells = titles(zone, count, borders, top, middle) if head else []
    counted = numbering_line(body[:1]) is not None and len(body) > 1
    columns = columns_of(body[counted:], borders, height)
    bars = [bar for bar in zone.bars if middle + 1 < bar.at < bottom - 1]
    parted = _rules_part(bars, body, columns)
    cuts = _cuts(zone, body, borders, columns, bars, parted=parted, counted=counted)
    ys = header_heights(cells)[:-1] + [middle, *cuts, bottom] if head else [top, *cuts, bottom]
    if any(b - a < 0.5 for a, b in pairwise(ys)):
        return None, False
    numbers = [Region(ys.index(middle), col, ys.index(middle) + 1, col + 1) for col in range(len(borders) + 1)] if counted else []
    regions = (
        numbers
        + _header_regions(cells, ys)
        + _body_regions(ys, ys.index(middle) + counted, borders, columns, [left, *borders, right], body, bars if parted else (), height)
    )
    xs = (left, *borders, right)
    return Lattice(xs, tuple(ys), tuple(sorted(regions, key=lambda g: (g.row, g.col)))), parted


def _between(head: Sequence[PieceLine], body: Sequence[PieceLine], bars: Sequence[Bar]) -> float:
    """The height that parts header and body: a rule's where there is one."""
    above, below = max(line.bottom for line in head), min(line.top for line in body)
    near = [bar.at for bar in bars if bar.whole and head[-1].middle < bar.at < body[0].middle]
    if near:
        return near[-1]
    return (above + below) / 2 if above < below else (head[-1].middle + body[0].middle) / 2


def _rules_part(bars: Sequence[Bar], body: Sequence[PieceLine], columns: Sequence[Column]) -> bool:
    """Whether level rules part the body's rows: there are about as many as the values, or the row numbers, ask for."""
    if not bars:
        return False
    asked = max([len(column.lines) for column in columns if column.values or column.numbers], default=len(body))
    return len(bars) >= max(1, 0.5 * (asked - 1)) or len(bars) >= max(2, 0.25 * len(body))


def _cuts(
    zone: Zone,
    body: Sequence[PieceLine],
    borders: Sequence[float],
    columns: Sequence[Column],
    bars: Sequence[Bar],
    *,
    parted: bool,
    counted: bool,
) -> list[float]:
    """The heights at which the body's rows part."""
    edges = [bar.at for bar in bars]
    if counted and not any(body[0].middle < at < body[1].middle for at in edges):
        edges = sorted([*edges, (body[0].bottom + body[1].top) / 2])
    cuts = list(edges)
    for a, b in pairwise([-1e9, *edges, 1e9]):
        lines = [line for line in body if a < line.middle <= b]
        numbers = sum(any(column.numbers and a < line.middle <= b for line in column.lines) for column in columns[:1])
        several = columns[0].numbers and sum(a < line.middle <= b for line in columns[0].lines) >= 2
        if lines and (not parted or (several and numbers)):
            cuts += row_cuts(lines, borders, zone.height, columns)
    return _with_text_between(sorted(cuts), body)


def _with_text_between(cuts: Sequence[float], body: Sequence[PieceLine]) -> list[float]:
    """The cuts without those that leave a row without any line."""
    kept: list[float] = []
    for cut in cuts:
        above = kept[-1] if kept else -1e9
        if any(above < line.middle <= cut for line in body) and cut < body[-1].middle:
            kept.append(cut)
    return kept


def _header_regions(cells: Sequence[Title], ys: Sequence[float]) -> list[Region]:
    def at(value: float) -> int:
        return min(range(len(ys)), key=lambda k: abs(ys[k] - value))

    return [Region(at(cell.top), cell.first, at(cell.bottom), cell.end) for cell in cells]


def _body_regions(
    ys: Sequence[float],
    first: int,
    borders: Sequence[float],
    columns: Sequence[Column],
    edges: Sequence[float],
    body: Sequence[PieceLine],
    bars: Sequence[Bar],
    height: float,
) -> list[Region]:
    """The body's cells: merged down where a text runs through a row border, or where rules leave a column's border open."""
    regions: list[Region] = []
    last = len(ys) - 1
    floating = floating_columns(columns)
    at_top = _values_at_top(columns, ys[first:])
    sections = _section_rows(body, borders, ys, edges)
    for col in range(len(columns)):
        merged = {r for r in range(first + 1, last) if _is_open(col, ys[r], bars, edges)}
        if not bars:
            merged = _merged_by_text(columns[col], ys, first) if col in floating else set()
            if at_top and col not in floating:
                merged = _running_on(col, columns, floating, ys)
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


def _is_open(col: int, at: float, bars: Sequence[Bar], edges: Sequence[float]) -> bool:
    """Whether rules are drawn at a height, but not along a column."""
    here = [bar for bar in bars if abs(bar.at - at) < 1]
    drawn = sum(overlap(a, b, edges[col], edges[col + 1]) for bar in here for a, b in bar.stretches)
    return bool(here) and drawn < DRAWN * (edges[col + 1] - edges[col])


def _values_at_top(columns: Sequence[Column], ys: Sequence[float]) -> bool:
    """Whether values stand on the first line of their rows: in most of those whose texts have several lines."""
    texts = [line.middle for column in columns if not column.values for line in column.lines]
    values = [line.middle for column in columns if column.values for line in column.lines]
    first_lines = rows = 0
    for top, bottom in pairwise(ys):
        here = [at for at in texts if top < at < bottom]
        beside = [at for at in values if top < at < bottom]
        if here and beside and max(here) - min(here) > 1:
            rows += 1
            first_lines += min(beside) - min(here) < 1
    return rows > 0 and first_lines >= AT_TOP * rows


def _running_on(col: int, columns: Sequence[Column], floating: set[int], ys: Sequence[float]) -> set[int]:
    """The row borders that a column's text runs on across, line by line, where another column's texts leave white."""

    def gap(column: Column, at: float) -> float:
        """The distance of the lines above and below a height, in leadings; 0 where there are none."""
        above = [line.middle for line in column.lines if line.middle < at]
        below = [line.middle for line in column.lines if line.middle >= at]
        return (below[0] - above[-1]) / column.leading if above and below else 0.0

    def first(column: Column, at: float) -> float:
        """The middle of the first line below a height: a row's own text is no lower than its neighbours'."""
        return min(line.middle for line in column.lines if line.middle >= at)

    if columns[col].values or columns[col].numbers:
        return set()
    others = [c for k, c in enumerate(columns) if k != col and k not in floating and not c.values and not c.numbers]
    return {
        row
        for row in range(1, len(ys) - 1)
        if 0 < gap(columns[col], ys[row]) <= NEW_TEXT
        and any(
            NEW_TEXT < gap(other, ys[row]) < FAR_TEXT and first(other, ys[row]) < first(columns[col], ys[row]) - 0.5 for other in others
        )
    }


def _merged_by_text(column: Column, ys: Sequence[float], first: int) -> set[int]:
    """The row borders that a floating column's cells lie across: each text stands in the middle of its rows."""
    entries = column.entries()
    merged: set[int] = set()
    row = first
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
        row = end
    return merged
