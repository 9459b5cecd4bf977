"""Where on a page text stands in columns: stretches of lines between level rules, or that leave the same rivers white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import inf
from statistics import median

from extractors.lattice.pieces import Piece, PieceLine, is_bold, whole_bars, widest_gap
from extractors.lattice.shaded_zones import lines_below, shaded_titles
from extractors.lattice.stretches import (
    COLUMN_GAP,
    FAR,
    LEAST_COLUMNS,
    LEAST_LINES,
    NEAR,
    TITLE_GAP,
    WRAPPED,
    gaps_filled,
    is_title_over,
    rivers_filled,
    stands_as,
    stretches_of,
    type_size,
)
from extractors.page import Rule, merge_intervals, overlap
from schemas.stages import Box

#: Level rules that agree in this share of their common extent bound one table.
SAME_EXTENT = 0.85
#: A level rule shorter than this, in heights of the type, is an underline.
SHORT_RULE = 8.0
#: So many rows tell whether rows are bold and where their columns part.
HEAD_ROWS = 4
#: Less white between two rules is that of a double one (points).
LEAST_WHITE = 4.0
#: A shade ends at a rule this near to its edge (points).
SHADE_END = 3.0
#: Lines of one row, set in its middle, stand beside each other by so much of their height.
BESIDE = 0.6
#: Type this much larger or smaller than the table's is a heading or a note.
OTHER_SIZE = 1.15


@dataclass(frozen=True, slots=True)
class Bar:
    """Level rules at one height of a zone: the stretches that are drawn, and whether they run over the whole zone."""

    at: float
    stretches: tuple[tuple[float, float], ...]
    whole: bool


@dataclass(frozen=True)
class Zone:
    """Lines that may be a table, with the level rules among them.

    Attributes:
        lines, bars: The lines and the rules.
        ruled: Whether rules, or its titles' shades, bound it.
        shaded: Where the shades of its titles part the columns.
    """

    lines: tuple[PieceLine, ...]
    bars: tuple[Bar, ...] = field(default=())
    ruled: bool = False
    shaded: tuple[float, ...] = ()

    @cached_property
    def left(self) -> float:
        return min([line.pieces[0].box[0] for line in self.lines] + [s[0] for bar in self.bars for s in bar.stretches])

    @cached_property
    def right(self) -> float:
        return max([line.pieces[-1].box[2] for line in self.lines] + [s[-1] for bar in self.bars for s in bar.stretches])

    @cached_property
    def rule_ends(self) -> frozenset[float]:
        """Where its short rules begin and end."""
        return frozenset(x for bar in self.bars if not bar.whole for stretch in bar.stretches for x in stretch)

    @cached_property
    def height(self) -> float:
        """The usual height of its lines."""
        return median(line.height for line in self.lines)


def find_zones(lines: Sequence[PieceLine], rules: Sequence[Rule], shades: Sequence[Box] = ()) -> list[Zone]:
    """The stretches of a page that may be tables, top to bottom.

    Args:
        lines: The page's lines outside ruled tables.
        rules: Its level rules outside ruled tables.
        shades: Its shaded areas.
    """
    if not lines:
        return []
    zones = _outermost(_between_rules(lines, rules, shades))
    zones += _below_shades(lines, shades, zones)
    taken = [(zone.lines[0].top, zone.lines[-1].bottom) for zone in zones]
    runs: list[list[PieceLine]] = [[]]
    for line in lines:
        if any(a <= line.middle <= b for a, b in taken):
            runs.append([])
        else:
            runs[-1].append(line)
    for run in runs:
        zones.extend(Zone(tuple(part)) for part in stretches_of(run))
    return _joined(sorted(zones, key=lambda zone: zone.lines[0].top), lines)


def _below_shades(lines: Sequence[PieceLine], shades: Sequence[Box], ruled: Sequence[Zone]) -> list[Zone]:
    """Tables without rules below titles that are shaded cell by cell."""
    titles = shaded_titles(shades, lines)
    found: list[Zone] = []
    for each in titles:
        members = lines_below(each, lines, titles)
        free = not any(zone.left < each.box[2] and each.box[0] < zone.right and _overlap(zone, members) for zone in ruled)
        free = free and not _goes_on_beside(each.box, [other.box for other in titles if other is not each], lines, members)
        wide = [line for line in members if line.middle > each.box[3] and len(line.pieces) >= 2]
        if free and len(wide) >= LEAST_LINES:
            bar = Bar(each.box[3], ((each.box[0], each.box[2]),), whole=True)
            found.append(Zone(tuple(members), (bar,), ruled=True, shaded=each.edges[1:-1]))
    return found


def _goes_on_beside(box: Box, others: Sequence[Box], lines: Sequence[PieceLine], members: Sequence[PieceLine]) -> bool:
    """Whether the rows below some shaded titles go on beside them, below no other ones: only a part of a header is shaded cell by cell."""
    rows = [line.middle for line in members if line.middle > box[3] and len(line.pieces) >= LEAST_COLUMNS]
    beside = [
        sum(not any(a[0] - SHADE_END <= piece.middle <= a[2] + SHADE_END for a in (box, *others)) for piece in line.pieces)
        for line in lines
        if line.middle in rows
    ]
    return bool(rows) and sum(count >= LEAST_COLUMNS for count in beside) > len(rows) / 2


def _overlap(zone: Zone, lines: Sequence[PieceLine]) -> bool:
    return any(zone.lines[0].top < line.middle < zone.lines[-1].bottom for line in lines)


def _outermost(zones: Sequence[Zone]) -> list[Zone]:
    """The zones without those that lie in a larger one: shorter rules between some columns only."""
    kept: list[Zone] = []
    for zone in sorted(zones, key=lambda zone: -sum(len(line.pieces) for line in zone.lines)):
        apart = all(
            zone.bars[-1].at <= other.bars[0].at + 1 or other.bars[-1].at <= zone.bars[0].at + 1
            or overlap(zone.left, zone.right, other.left, other.right) < zone.height
            for other in kept
        )  # fmt: skip
        if apart:
            kept.append(zone)
    return kept


def _joined(zones: Sequence[Zone], lines: Sequence[PieceLine]) -> list[Zone]:
    """Zones joined that follow right on each other in the same columns: a header between rules and the body that has none.

    Args:
        zones: Top to bottom.
        lines: All lines of the page: names of groups of rows may stand between the header and its first row.
    """
    joined: list[Zone] = []
    for zone in zones:
        if joined and bool(joined[-1].bars) != bool(zone.bars):
            before = joined[-1]
            between = [line for line in lines if before.lines[-1].bottom < line.middle < zone.lines[0].top]
            # Names of groups, or the first lines of a row whose other texts stand in its middle.
            if all(_names_a_group(line, before) or stands_as(line, zone.lines) for line in between) and _goes_on(before, zone, between):
                joined.pop()
                zone = Zone((*before.lines, *between, *zone.lines), (*before.bars, *zone.bars))
        joined.append(zone)
    return joined


def _names_a_group(line: PieceLine, zone: Zone) -> bool:
    """Whether a line is one text that begins where the columns do."""
    return (
        len(line.pieces) == 1
        and zone.left - 1 <= line.pieces[0].box[0] < zone.left + COLUMN_GAP * zone.height
        and (line.pieces[0].box[2] <= zone.right + 1)
    )


def _goes_on(above: Zone, below: Zone, between: Sequence[PieceLine]) -> bool:
    """Whether the lines of a zone go on another's columns, with nothing but names of groups between them."""
    shared = overlap(above.left, above.right, below.left, below.right)
    whole = [above.lines[-1], *between, below.lines[0]]
    near = all(-BESIDE * above.height < b.top - a.bottom < NEAR * above.height for a, b in pairwise(whole))
    alike = shared > 0.7 * max(above.right - above.left, below.right - below.left)
    last = next((line for line in reversed(above.lines) if len(line.pieces) >= LEAST_COLUMNS), above.lines[-1])
    # Texts of two columns may nearly touch in one of the lines.
    crossing = [line for line in below.lines[:HEAD_ROWS] if gaps_filled(line, last)]
    return near and alike and len(crossing) <= HEAD_ROWS / 2 and all(len(line.pieces) >= LEAST_COLUMNS for line in crossing)


def _between_rules(lines: Sequence[PieceLine], rules: Sequence[Rule], shades: Sequence[Box]) -> list[Zone]:
    height = median(line.height for line in lines)
    zones: list[Zone] = []
    for bars in _bar_groups(rules, height):
        left, right = bars[0].stretches[0][0] - height, bars[0].stretches[-1][1] + height
        parts = [part for line in lines if (part := _part(line, left, right)) is not None]
        groups = _split_group(bars, parts)
        starts = [*(group[0].at for group, _ in groups), inf]
        for (group, bottom), following in zip(groups, starts[1:], strict=True):
            members = [line for line in parts if group[0].at - 1 <= line.middle <= bottom + 1]
            below = _below_last_rule(members, [line for line in parts if bottom + 1 < line.middle < following])
            inner = _bars_within(rules, left, right, bottom, below[-1].top) if below else []
            above = _shaded_above(group[0], parts, shades) or _bold_above(group[0], parts, members)
            members = [*above, *members, *below]
            if len(members) >= LEAST_LINES and sum(len(line.pieces) >= 2 for line in members) >= 2:
                zones.append(Zone(tuple(members), (*group, *inner), ruled=True))
    return zones


def _bars_within(rules: Sequence[Rule], left: float, right: float, top: float, bottom: float) -> list[Bar]:
    """The rules over some of a table's columns between two heights."""
    found = [(at, tuple(s for s in stretches if left <= s[0] and s[1] <= right)) for at, stretches in whole_bars(rules)]
    return [Bar(at, stretches, whole=False) for at, stretches in found if stretches and top + 1 < at < bottom]


def _shaded_above(first: Bar, lines: Sequence[PieceLine], shades: Sequence[Box]) -> list[PieceLine]:
    """The lines of titles whose shade ends where a table's first rule is: no rule need be drawn above them.

    Bold lines right below the rule are titles, too: the rule parts two levels of them, and says nothing of where they begin.
    """
    below = next((line for line in lines if line.middle > first.at), None)
    if below is None or is_bold(below):
        return []
    left, right = first.stretches[0][0], first.stretches[-1][1]
    ending = [box for box in shades if abs(box[3] - first.at) < SHADE_END and overlap(box[0], box[2], left, right) > 0]
    covered = sum(b - a for a, b in merge_intervals([(box[0], box[2]) for box in ending], 1.0))
    if not ending or not SAME_EXTENT < covered / (right - left) < 1 / SAME_EXTENT:
        return []
    top = min(box[1] for box in ending)
    return [line for line in lines if top - 1 < line.middle < first.at - 1]


def _bold_above(first: Bar, lines: Sequence[PieceLine], members: Sequence[PieceLine]) -> list[PieceLine]:
    """The bold lines of titles right above a table's first rule, where its rows are not bold and no rule is drawn above the titles."""
    wide = [line for line in members if len(line.pieces) >= LEAST_COLUMNS]
    if not wide or any(map(is_bold, members[:HEAD_ROWS])):
        return []
    found: list[PieceLine] = []
    for line in reversed([line for line in lines if line.middle < first.at]):
        below = found[0].top if found else first.at
        if below - line.bottom > TITLE_GAP * line.height or not is_bold(line) or type_size(line) > OTHER_SIZE * type_size(wide[0]):
            break
        crosses = max(gaps_filled(line, row) for row in wide[:HEAD_ROWS]) > 0
        if crosses and not (found and is_title_over(line, found[0], [*found, *wide])):
            break
        found.insert(0, line)
    titled = {k for line in found for piece in line.pieces for k, own in enumerate(wide[0].pieces) if _stands_over(piece, own)}
    return found if len(titled) >= max(LEAST_COLUMNS, len(wide[0].pieces) - 1) else []


def _stands_over(title: Piece, piece: Piece) -> bool:
    return overlap(title.box[0], title.box[2], piece.box[0], piece.box[2]) > 0


def _below_last_rule(members: Sequence[PieceLine], below: Sequence[PieceLine]) -> list[PieceLine]:
    """The lines of rows below a table's last rule, where none closes it: each of their pieces stands as one above does.

    Args:
        members: The lines between the rules.
        below: The lines below the last rule.
    """
    wide = [line for line in members if len(line.pieces) >= LEAST_COLUMNS]
    if not wide:
        return []
    found: list[PieceLine] = []
    kept = 0
    for line in below:
        above = found[-1] if found else members[-1]
        if line.top - above.bottom > NEAR * line.height or not stands_as(line, members) or max(gaps_filled(line, w) for w in wide) > 0:
            break
        found.append(line)
        leading = line.middle - above.middle <= WRAPPED * line.height
        if len(line.pieces) >= LEAST_COLUMNS or (leading and kept == len(found) - 1 and kept):
            kept = len(found)
    return found[:kept]


def _part(line: PieceLine, left: float, right: float) -> PieceLine | None:
    """The pieces of a line between two positions."""
    kept = tuple(piece for piece in line.pieces if left <= piece.middle <= right)
    return PieceLine(line.top, line.bottom, kept, line.height) if kept else None


def _bar_groups(rules: Sequence[Rule], height: float) -> list[list[Bar]]:
    """Whole rules of one extent with the shorter ones between them."""
    bars = [(at, stretches) for at, stretches in whole_bars(rules) if stretches[-1][1] - stretches[0][0] >= SHORT_RULE * height]
    groups: list[list[tuple[float, list[tuple[float, float]]]]] = []
    for at, stretches in bars:
        a, b = stretches[0][0], stretches[-1][1]
        for group in groups:
            c, d = group[0][1][0][0], group[0][1][-1][1]
            if overlap(a, b, c, d) > SAME_EXTENT * (max(b, d) - min(a, c)):
                group.append((at, stretches))
                break
        else:
            groups.append([(at, stretches)])
    everything = whole_bars(rules)
    result = []
    for group in groups:
        if len(group) < 2:
            continue
        left, right = min(s[0][0] for _, s in group), max(s[-1][1] for _, s in group)
        inside = []
        for at, stretches in everything:
            here = [(max(a, left), min(b, right)) for a, b in stretches if overlap(a, b, left, right) > 0.9 * (b - a)]
            if here and group[0][0] - 1 <= at <= group[-1][0] + 1:
                drawn = sum(b - a for a, b in here)
                inside.append(Bar(at, tuple(here), drawn > SAME_EXTENT * (right - left)))
        whole = [bar.at for bar in inside if bar.whole]
        if len(whole) >= 2:
            result.append([bar for bar in inside if whole[0] <= bar.at <= whole[-1]])
    return result


def _split_group(bars: Sequence[Bar], lines: Sequence[PieceLine]) -> list[tuple[list[Bar], float]]:
    """One table's rules after the other, with where it ends: what stands between two tables of one width does not stand in columns."""
    whole = [bar for bar in bars if bar.whole]
    between = [[line for line in lines if a.at <= line.middle <= b.at] for a, b in pairwise(whole)]
    wide = [line for gap in between for line in gap if len(line.pieces) >= LEAST_COLUMNS]
    usual = median(map(type_size, wide)) if wide else 0.0
    groups: list[tuple[list[Bar], float]] = []
    first, last = whole[0].at, whole[0].at
    for (above, below), gap in zip(pairwise(whole), between, strict=True):
        count = _still_table(gap, above.at, below.at, usual, [line for line in wide if line not in gap])
        anew = not gap and (below.at - above.at > FAR * 2 * usual > 0 or _begins_anew(above.at, below.at, lines))
        if count < len(gap) or anew:
            end = gap[count - 1].bottom if count else above.at
            groups.append(([bar for bar in bars if first <= bar.at <= above.at], end))
            first = below.at
        last = below.at
    groups.append(([bar for bar in bars if first <= bar.at <= last], last))
    return [(group, end) for group, end in groups if end > group[0].at]


def _begins_anew(above: float, below: float, lines: Sequence[PieceLine]) -> bool:
    """Whether two rules with white between them end one table and begin another: titles stand below them, and rows above."""
    last = next((line for line in reversed(lines) if line.middle < above), None)
    following = next((line for line in lines if line.middle > below), None)
    if last is None or following is None or below - above < LEAST_WHITE:
        return False
    return len(following.pieces) >= LEAST_COLUMNS and is_bold(following) and not is_bold(last)


def _still_table(gap: Sequence[PieceLine], top: float, bottom: float, usual: float, others: Sequence[PieceLine]) -> int:
    """How many lines between two rules belong to the table above; all do where nothing but columns and names of groups stand.

    Args:
        gap: The lines.
        top, bottom: The rules.
        usual: The usual size of the table's type.
        others: Lines between other rules that stand in columns.
    """
    columnar = [widest_gap(line) > COLUMN_GAP for line in gap]
    for k, line in enumerate(gap):
        far = k > 0 and line.top - gap[k - 1].bottom > FAR * line.height and not stands_as(line, others)
        if columnar[k] and not far:
            continue
        size = type_size(line)
        other = usual > 0 and not usual / OTHER_SIZE <= size <= usual * OTHER_SIZE
        around = [gap[j] for j in range(max(0, k - 4), min(len(gap), k + 5)) if len(gap[j].pieces) >= LEAST_COLUMNS]
        crossed = rivers_filled(line, around) if around else 0
        if far or other or crossed > 1 + (k > 0 and columnar[k - 1] and any(columnar[k + 1 : k + 2])):
            return k
        if not any(columnar) and (len(gap) >= 3 or bottom - top > 2.6 * sum(line.height for line in gap)):
            return 0
    return len(gap)
