"""Tables without upright rules: zones, columns, header and rows become a lattice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from extractors.lattice.cells import Lattice, Region
from extractors.lattice.column_lines import NEW_TEXT, Column, columns_of, goes_on_code, is_section, is_value
from extractors.lattice.column_titles import in_step, with_whole_columns, without_title_columns
from extractors.lattice.columns import borders_of
from extractors.lattice.header_titles import Title, header_heights, titles
from extractors.lattice.heads import numbering_line
from extractors.lattice.pieces import COLONS, PieceLine, column_of, piece_lines, split_at, split_at_aligned_gaps, split_run_together
from extractors.lattice.stacked import stacked
from extractors.lattice.stretches import LEAST_COLUMNS, NEAR, WRAPPED
from extractors.lattice.white_cells import body_regions
from extractors.lattice.white_header import body_start
from extractors.lattice.white_rows import row_cuts
from extractors.lattice.zones import Bar, Zone, find_zones
from extractors.page import Rule, Word
from schemas.stages import Box

#: The last rows of a table have texts in so many of its columns where they are too few to be a table by themselves.
FILLED = 0.6
#: Pages with more words are drawings or dumps; a dense sheet of A3 has some 3,000.
MOST_WORDS = 12_000
#: Level rules part groups, not rows, when at least this share of what they part holds several values apart from each other.
MOST_SEVERAL = 0.5


def white_lattices(
    words: Sequence[Word], rules: Sequence[Rule], shades: Sequence[Box] = (), before: Sequence[float] = ()
) -> list[tuple[Lattice, bool]]:
    """Find the tables among words that no frame encloses.

    Args:
        words: The page's words outside ruled tables.
        rules: Its level rules outside ruled tables.
        shades: Its shaded areas.
        before: The column edges of the table at the end of the page before, which may go on at the top of this one.

    Returns:
        One lattice a table, top to bottom, and whether level rules part its rows; empty when nothing stands in columns.
    """
    if len(words) > MOST_WORDS:
        return []
    found: list[tuple[Lattice, bool]] = []
    lines = split_at_aligned_gaps(piece_lines(words))
    zones = find_zones(lines, rules, shades)
    if before and (rows := _lone_rows(lines, before, zones)):
        lattice, parted = body_lattice(Zone(tuple(rows)), before, shades)
        found += [(lattice, parted)] if lattice is not None else []
    for zone in (table for found_zone in zones for table in stacked(found_zone, shades)):
        if _is_label_list(zone.lines):
            continue
        lattice, parted = lattice_of_zone(zone, shades, before=() if found else before)
        if lattice is not None:
            found.append((lattice, parted))
    return found


def _lone_rows(lines: Sequence[PieceLine], edges: Sequence[float], zones: Sequence[Zone]) -> list[PieceLine]:
    """The lines of a row or two that end a table from the page before: too few to stand in columns by themselves.

    Args:
        lines: The page's lines.
        edges: The column edges of that table.
        zones: The tables found on the page; nothing ends another one below them.
    """
    borders = edges[1:-1]
    top = min((zone.lines[0].top for zone in zones), default=inf)
    start = next((k for k, line in enumerate(lines) if len(line.pieces) >= LEAST_COLUMNS), len(lines))
    if len(borders) + 1 < LEAST_COLUMNS or start == len(lines) or lines[start].top >= top:
        return []
    found: list[PieceLine] = []
    for line in lines[start:]:
        inside = edges[0] - line.height < line.pieces[0].box[0] and line.pieces[-1].box[2] < edges[-1] + line.height
        reach = NEAR if len(line.pieces) >= LEAST_COLUMNS else WRAPPED - 1
        near = not found or line.top - found[-1].bottom < reach * line.height
        if not inside or not near or any(line.crosses(x) for x in borders):
            break
        found.append(line)
    columns = {column_of(piece.middle, borders) for line in found for piece in line.pieces}
    # A name of a group may stand right above them.
    above = lines[start - 1] if start and found else None
    named = above is not None and len(above.pieces) == 1 and found[0].top - above.bottom < NEAR * above.height
    at_edge = named and above is not None and abs(above.pieces[0].box[0] - edges[0]) < above.height
    found = [above, *found] if at_edge and above is not None else found
    return found if len(columns) >= max(LEAST_COLUMNS, FILLED * (len(borders) + 1)) else []


def lattice_of_zone(
    zone: Zone, shades: Sequence[Box], drawn: Sequence[float] = (), before: Sequence[float] = ()
) -> tuple[Lattice | None, bool]:
    """The cells of a zone.

    Args:
        zone: The lines and level rules.
        shades: The page's shaded areas.
        drawn: Where upright rules are drawn along a part of the zone.
        before: The column edges of the table that may go on in the zone.

    Returns:
        None when its lines do not stand in columns; and whether level rules part its rows.
    """
    zone = replace(zone, lines=tuple(split_at_aligned_gaps(zone.lines, zone.rule_ends)))
    if _goes_on_in(zone, before, shades):
        return body_lattice(zone, before, shades)
    borders = list(zone.shaded) or borders_of(zone, drawn)
    if len(borders) + 1 < (2 if zone.ruled else LEAST_COLUMNS) or _has_colon_column(zone, borders):
        return None, False
    return _lattice(zone, borders, shades)


def body_lattice(zone: Zone, edges: Sequence[float], shades: Sequence[Box]) -> tuple[Lattice | None, bool]:
    """The cells of a zone that has no header of its own, in columns that are known.

    Args:
        zone: The lines and level rules.
        edges: The column edges.
        shades: The page's shaded areas.

    Returns:
        None when no row can be told; and whether level rules part its rows.
    """
    return _lattice(zone, edges[1:-1], shades, (edges[0], edges[-1]))


def _goes_on_in(zone: Zone, edges: Sequence[float], shades: Sequence[Box]) -> bool:
    """Whether a zone goes on a table in its columns: it has no header, and its texts stand in them, but for names of groups of rows."""
    borders = edges[1:-1]
    if len(borders) + 1 < LEAST_COLUMNS or zone.left < edges[0] - zone.height or zone.right > edges[-1] + zone.height:
        return False
    crossing = any(line.crosses(x) for line in zone.lines if not is_section(line, borders) for x in borders)
    return not crossing and body_start(zone, borders, shades) == 0


def _is_label_list(lines: Sequence[PieceLine]) -> bool:
    """Whether the lines are labels and what they say ("Name : …"): a form, not a table."""
    with_colon = sum(any(p.words[0].text in COLONS or p.words[-1].text in COLONS for p in line.pieces) for line in lines)
    first = sum(any(piece.text.startswith(":") for piece in line.pieces[1:]) for line in lines)
    return max(with_colon, first) >= max(1, 0.25 * len(lines))


def _has_colon_column(zone: Zone, borders: Sequence[float]) -> bool:
    """Whether one column holds nothing but colons: labels and what they say, not a table."""
    by_column: dict[int, set[str]] = {}
    for line in zone.lines:
        for piece in line.pieces:
            by_column.setdefault(column_of(piece.middle, borders), set()).add(piece.text)
    return {":"} in by_column.values()


def _lattice(zone: Zone, borders: Sequence[float], shades: Sequence[Box], ends: Sequence[float] = ()) -> tuple[Lattice | None, bool]:
    """A zone's cells by its columns.

    Args:
        zone: The lines and level rules.
        borders: The inner column borders.
        shades: The page's shaded areas.
        ends: The outer column borders of a table that goes on from the page before.
    """
    height = zone.height
    count = 0 if ends else body_start(zone, borders, shades)
    if not ends:
        borders = without_title_columns(zone, count, with_whole_columns(zone, count, in_step(zone, count, borders)))
    body = [line if is_section(line, borders) else split_at(line, borders) for line in zone.lines[count:]]
    parted_lines = split_run_together(body, borders)
    zone = replace(zone, lines=(*zone.lines[:count], *parted_lines))
    head, body = zone.lines[:count], list(zone.lines[count:])
    if not body:
        return None, False
    top = min(zone.lines[0].top - 0.3 * height, zone.bars[0].at if zone.bars else 1e9)
    bottom = max(zone.lines[-1].bottom + 0.3 * height, zone.bars[-1].at if zone.bars else -1e9)
    middle = _between(head, body, zone.bars) if head else top
    left, right = ends or (zone.left - 0.4 * height, zone.right + 0.4 * height)
    if any(b - a < 1 for a, b in pairwise([left, *borders, right])):
        return None, False
    cells = titles(zone, count, borders, top, middle) if head else []
    counted = numbering_line(body[:1]) is not None and len(body) > 1
    columns = columns_of(body[counted:], borders, height)
    # A rule right below the last line closes the table and parts no rows.
    bars = [bar for bar in zone.bars if middle + 1 < bar.at < min(bottom - 1, body[-1].middle)]
    # A rule below the row that numbers the columns closes the header and alone parts no rows.
    parted = any(not counted or bar.at > body[1].middle for bar in bars) and _rules_part(bars, body, columns)
    cuts = _cuts(zone, body, borders, columns, bars, parted=parted, counted=counted)
    ys = [*header_heights(cells)[:-1], middle, *cuts, bottom] if head else [top, *cuts, bottom]
    if any(b - a < 0.5 for a, b in pairwise(ys)):
        return None, False
    grouping = () if parted else [bar.at for bar in bars if bar.whole]
    numbers = [Region(ys.index(middle), col, ys.index(middle) + 1, col + 1) for col in range(len(borders) + 1)] if counted else []
    first, edges = ys.index(middle) + counted, [left, *borders, right]
    below = body_regions(ys, first, borders, columns, edges, body, bars if parted else (), grouping, shades)
    regions = numbers + _header_regions(cells, ys) + below
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
    counts = [sum(not line.text.isalpha() and line.text != "%" for line in c.lines) for c in columns if c.values or c.numbers]
    asked = max(counts, default=len(body))
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
    bands = [(a, b) for a, b in pairwise([-1e9, *edges, 1e9]) if any(a < line.middle <= b for line in body)]
    several = {band for band in bands if _holds_several(columns, *band)}
    numbered = {band for band in bands if _numbers_within(columns[0], *band) >= 2}
    for a, b in bands:
        lines = [line for line in body if a < line.middle <= b]
        if not parted or (a, b) in numbered or ((a, b) in several and len(several) >= MOST_SEVERAL * len(bands)):
            cuts += row_cuts(lines, borders, zone.height, columns)
    return _with_text_between(sorted(cuts), body)


def _numbers_within(column: Column, top: float, bottom: float) -> int:
    """How many row numbers stand between two heights; the rest of a code that is broken over lines ("2.11.02.2.01." / "0002") is none."""
    if not column.numbers:
        return 0
    within = [line for line in column.lines if top < line.middle <= bottom]
    return len(within) - sum(goes_on_code(a.text, b.text) for a, b in pairwise(within))


def _holds_several(columns: Sequence[Column], top: float, bottom: float) -> bool:
    """Whether values stand apart from each other between two rules, in half of their columns at least; or texts do, at one height."""
    within = [[line for line in column.lines if top < line.middle <= bottom] for column in columns]
    values = [
        (column, [line for line in lines if is_value(line.text)]) for column, lines in zip(columns, within, strict=True) if column.values
    ]
    filled = [(column, lines) for column, lines in values if lines]
    apart = [len(ls) >= 2 and all(b.middle - a.middle > NEW_TEXT * c.leading for a, b in pairwise(ls)) for c, ls in filled]
    if filled:
        return sum(apart) >= 0.5 * len(filled)
    texts = [(column, lines) for column, lines in zip(columns, within, strict=True) if lines and not column.numbers]
    whites = [
        (a.bottom, b.top) for c, ls in texts for a, b in pairwise(ls) if b.middle - a.middle > NEW_TEXT * c.leading and b.top > a.bottom
    ]
    heights = [(low + high) / 2 for low, high in whites]
    return any(sum(low < at < high for low, high in whites) >= 0.5 * len(texts) for at in heights)


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
