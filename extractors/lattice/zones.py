"""Where on a page text stands in columns: stretches of lines between level rules, or that leave the same rivers white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from extractors.lattice.pieces import BOX, Piece, PieceLine, whole_bars, widest_gap
from extractors.page import Rule, overlap

#: A table has at least this many lines; and columns, where no rules bound it: two columns of text are a letter or a newspaper.
LEAST_LINES, LEAST_COLUMNS = 2, 3
#: Lines further apart than this, in their heights, are not of one table unless rules hold them together.
FAR = 3.2
#: Lines nearer than this go on a table whose rules have ended.
NEAR = 2.0
#: Level rules that agree in this share of their common extent bound one table.
SAME_EXTENT = 0.85
#: A level rule shorter than this, in heights of the type, is an underline.
SHORT_RULE = 8.0
#: White wider than this, in heights, is no space of justified text.
COLUMN_GAP = 1.5
#: A title stands no higher than this above the columns it is over, in heights; one that is as bold as theirs may stand higher.
TITLE_GAP, BOLD_TITLE_GAP = 1.2, 2.0
#: The next line of a text stands no lower than this below the one before, from middle to middle, in heights; a text may have so many lines.
WRAPPED, LINES_OF_ROW = 1.5, 8
#: Pieces whose left edges or middles are nearer than this stand alike (points).
SAME_PLACE = 2.0
#: Half a column of row numbers is at most so wide, in heights.
NUMBER_COLUMN = 4.0
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
    """Lines that may be a table, with the level rules among them; ``ruled`` when rules bound it above and below."""

    lines: tuple[PieceLine, ...]
    bars: tuple[Bar, ...] = field(default=())
    ruled: bool = False

    @cached_property
    def left(self) -> float:
        return min([line.pieces[0].box[0] for line in self.lines] + [s[0] for bar in self.bars for s in bar.stretches])

    @cached_property
    def right(self) -> float:
        return max([line.pieces[-1].box[2] for line in self.lines] + [s[-1] for bar in self.bars for s in bar.stretches])

    @cached_property
    def height(self) -> float:
        """The usual height of its lines."""
        return median(line.height for line in self.lines)


def find_zones(lines: Sequence[PieceLine], rules: Sequence[Rule]) -> list[Zone]:
    """The stretches of a page that may be tables, top to bottom.

    Args:
        lines: The page's lines outside ruled tables.
        rules: Its level rules outside ruled tables.
    """
    if not lines:
        return []
    zones = _outermost(_between_rules(lines, rules))
    taken = [(zone.lines[0].top, zone.lines[-1].bottom) for zone in zones]
    runs: list[list[PieceLine]] = [[]]
    for line in lines:
        if any(a <= line.middle <= b for a, b in taken):
            runs.append([])
        else:
            runs[-1].append(line)
    for run in runs:
        zones.extend(Zone(tuple(part)) for part in _in_columns(run))
    return _joined(sorted(zones, key=lambda zone: zone.lines[0].top), lines)


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
        if joined and joined[-1].ruled != zone.ruled:
            before = joined[-1]
            between = [line for line in lines if before.lines[-1].bottom < line.middle < zone.lines[0].top]
            if all(_names_a_group(line, before) for line in between) and _goes_on(before, zone, between):
                joined.pop()
                zone = Zone((*before.lines, *between, *zone.lines), (*before.bars, *zone.bars))
        joined.append(zone)
    return joined


def _names_a_group(line: PieceLine, zone: Zone) -> bool:
    """Whether a line is one text that begins where the columns do."""
    return len(line.pieces) == 1 and zone.left - 1 <= line.pieces[0].box[0] < zone.left + COLUMN_GAP * zone.height and (
        line.pieces[0].box[2] <= zone.right + 1
    )


def _goes_on(above: Zone, below: Zone, between: Sequence[PieceLine]) -> bool:
    """Whether the lines of a zone go on another's columns, with nothing but names of groups between them."""
    shared = overlap(above.left, above.right, below.left, below.right)
    whole = [above.lines[-1], *between, below.lines[0]]
    near = all(-1 < b.top - a.bottom < NEAR * above.height for a, b in pairwise(whole))
    alike = shared > 0.7 * max(above.right - above.left, below.right - below.left)
    last = next((line for line in reversed(above.lines) if len(line.pieces) >= LEAST_COLUMNS), above.lines[-1])
    return near and alike and all(_crossed(line, last) == 0 for line in below.lines[:4])


def _between_rules(lines: Sequence[PieceLine], rules: Sequence[Rule]) -> list[Zone]:
    height = median(line.height for line in lines)
    zones: list[Zone] = []
    for bars in _bar_groups(rules, height):
        left, right = bars[0].stretches[0][0] - height, bars[0].stretches[-1][1] + height
        parts = [part for line in lines if (part := _part(line, left, right)) is not None]
        for group, bottom in _split_group(bars, parts):
            members = [line for line in parts if group[0].at - 1 <= line.middle <= bottom + 1]
            members += _below_last_rule(members, [line for line in parts if bottom + 1 < line.middle])
            if len(members) >= LEAST_LINES and sum(len(line.pieces) >= 2 for line in members) >= 2:
                zones.append(Zone(tuple(members), tuple(group), ruled=True))
    return zones


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
        if line.top - above.bottom > NEAR * line.height or not _stands_as(line, members) or max(_crossed(line, w) for w in wide) > 0:
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
    usual = median(map(_size, wide)) if wide else 0.0
    groups: list[tuple[list[Bar], float]] = []
    first, last = whole[0].at, whole[0].at
    for (above, below), gap in zip(pairwise(whole), between, strict=True):
        count = _still_table(gap, above.at, below.at, usual, [line for line in wide if line not in gap])
        if count < len(gap) or (not gap and below.at - above.at > FAR * 2 * usual > 0):
            end = gap[count - 1].bottom if count else above.at
            groups.append(([bar for bar in bars if first <= bar.at <= above.at], end))
            first = below.at
        last = below.at
    groups.append(([bar for bar in bars if first <= bar.at <= last], last))
    return [(group, end) for group, end in groups if end > group[0].at]


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
        far = k > 0 and line.top - gap[k - 1].bottom > FAR * line.height and not _stands_as(line, others)
        if columnar[k] and not far:
            continue
        size = _size(line)
        other = usual > 0 and not usual / OTHER_SIZE <= size <= usual * OTHER_SIZE
        around = [gap[j] for j in range(max(0, k - 4), min(len(gap), k + 5)) if len(gap[j].pieces) >= LEAST_COLUMNS]
        crossed = max((_crossed(line, beside) for beside in around), default=0)
        if far or other or crossed > 1 + (k > 0 and columnar[k - 1] and any(columnar[k + 1 : k + 2])):
            return k
        if not any(columnar) and (len(gap) >= 3 or bottom - top > 2.6 * sum(line.height for line in gap)):
            return 0
    return len(gap)


def _size(line: PieceLine) -> float:
    words = [word for piece in line.pieces for word in piece.words]
    return median(word.size or (word.box[3] - word.box[1]) / BOX for word in words)


def _in_columns(lines: Sequence[PieceLine]) -> list[list[PieceLine]]:
    """Stretches of lines that leave rivers white, by the best sum of the lines' votes."""
    if not lines:
        return []
    height = median(line.height for line in lines)
    blocks: list[list[PieceLine]] = [[lines[0]]]
    for above, line in pairwise(lines):
        if line.top - above.bottom > FAR * height:
            blocks.append([])
        blocks[-1].append(line)
    return [zone for block in blocks for zone in _best_stretches(block)]


def _best_stretches(block: Sequence[PieceLine]) -> list[list[PieceLine]]:
    """The best stretch of a block, then the best ones above and below it."""
    if len(block) < LEAST_LINES or sum(len(line.pieces) >= LEAST_COLUMNS for line in block) < LEAST_LINES:
        return []
    votes = [_vote(block, k) for k in range(len(block))]
    best, start, end = 0.0, 0, 0
    total, first = 0.0, 0
    for k, vote in enumerate(votes):
        if total <= 0:
            total, first = 0.0, k
        total += vote
        if total > best:
            best, start, end = total, first, k + 1
    if end == 0:
        return []
    while end < len(block) and (_overlap(block[end - 1], block[end]) or _wraps(block, start, end)):
        end += 1
    start = _above_titles(block, _above_names_of_groups(block, _above_titles(block, start, end), end), end)
    found = list(block[start:end])
    wide = [line for line in found if len(line.pieces) >= LEAST_COLUMNS]
    columns = len(wide) >= LEAST_LINES and median(widest_gap(line) for line in wide) > COLUMN_GAP
    return [*_best_stretches(block[:start]), *([found] if columns else []), *_best_stretches(block[end:])]


def _above_titles(block: Sequence[PieceLine], start: int, end: int) -> int:
    """Where a stretch begins when the titles right above it are its own."""
    while start > 0 and (_overlap(block[start - 1], block[start]) or is_title_over(block[start - 1], block[start], block[start:end])):
        start -= 1
    return start


def _above_names_of_groups(block: Sequence[PieceLine], start: int, end: int) -> int:
    """Where a stretch begins when names of groups of rows part it from a header in the same columns."""
    wide = [line for line in block[start:end] if len(line.pieces) >= LEAST_COLUMNS]
    left = min(line.pieces[0].box[0] for line in wide) if wide else 0.0
    at = start
    while at > 0 and len(block[at - 1].pieces) == 1:
        # Row numbers stand in the middle of their column, the name of a group at its left edge.
        before = (left - block[at - 1].pieces[0].box[0]) / block[at - 1].height
        if not -COLUMN_GAP < before < NUMBER_COLUMN:
            break
        at -= 1
    header = block[at - 1] if 0 < at < start else None
    if header is None or len(header.pieces) < max(LEAST_COLUMNS, 0.7 * median(len(line.pieces) for line in wide)):
        return start
    if max(_crossed(header, line) for line in wide[:4]) > 0:
        return start
    at -= 1
    # More lines of the header, above a row that numbers the columns.
    while at > 0 and len(block[at - 1].pieces) >= LEAST_COLUMNS and block[at].top - block[at - 1].bottom < NEAR * header.height:
        at -= 1
    return at


def _vote(block: Sequence[PieceLine], k: int) -> float:
    """How much a line stands in columns: its own gaps, or whether it leaves those of the lines around it white."""
    line = block[k]
    if len(line.pieces) >= LEAST_COLUMNS:
        return 1.0
    around = [other for other in (*block[max(0, k - 4) : k], *block[k + 1 : k + 5]) if len(other.pieces) >= LEAST_COLUMNS]
    if not around:
        return -1.0
    crossed = max(_crossed(line, other) for other in around)
    if len(line.pieces) == 2:
        return 0.6 if crossed == 0 else -0.6
    return 0.0 if crossed == 0 else -0.8 * min(crossed, 2)


def _crossed(line: PieceLine, other: PieceLine) -> int:
    """How many of another line's gaps a line fills."""
    gaps = [(a.box[2], b.box[0]) for a, b in pairwise(other.pieces)]
    return sum(piece.box[0] < a and piece.box[2] > b for piece in line.pieces for a, b in gaps)


def _wraps(block: Sequence[PieceLine], start: int, end: int) -> bool:
    """Whether the line below a stretch goes on texts of its columns: each of its pieces stands as one above does, and none between them."""
    line, above = block[end], block[end - 1]
    if line.middle - above.middle > WRAPPED * line.height:
        return False
    wide = [other for other in block[start:end] if len(other.pieces) >= LEAST_COLUMNS]
    return _stands_as(line, block[max(start, end - LINES_OF_ROW) : end]) and all(_crossed(line, other) == 0 for other in wide[-4:])


def _stands_as(line: PieceLine, others: Sequence[PieceLine]) -> bool:
    """Whether each piece of a line begins, or has its middle, where a piece of other lines does."""
    pieces = [piece for other in others for piece in other.pieces]

    def stands(piece: Piece) -> bool:
        return any(abs(p.box[0] - piece.box[0]) < SAME_PLACE or abs(p.middle - piece.middle) < SAME_PLACE for p in pieces)

    return all(map(stands, line.pieces))


def _overlap(above: PieceLine, below: PieceLine) -> bool:
    """Whether two lines stand partly beside each other: texts of one row, set in its middle."""
    return above.bottom - below.top > 0.2 * above.height


def is_title_over(line: PieceLine, below: PieceLine, zone: Sequence[PieceLine]) -> bool:
    """Whether a line right above a table is a title over some of its columns: a heading begins at the left, or stands over all of them."""
    bold = all(word.bold for piece in (*line.pieces, *below.pieces) for word in piece.words)
    if below.top - line.bottom > (BOLD_TITLE_GAP if bold else TITLE_GAP) * line.height or abs(_size(line) - _size(below)) > 0.1 * _size(below):
        return False
    left, right = min(other.pieces[0].box[0] for other in zone), max(other.pieces[-1].box[2] for other in zone)
    first = [other.pieces[0] for other in zone if len(other.pieces) >= LEAST_COLUMNS]
    edge = median(piece.box[2] for piece in first) if first else right
    wide = sum(piece.box[2] - piece.box[0] for piece in line.pieces) > 0.6 * (right - left)
    over_one = any(abs(line.pieces[0].middle - piece.middle) < SAME_PLACE for piece in below.pieces) and len(below.pieces) > 1
    over_all = len(line.pieces) == 1 and abs(line.pieces[0].middle - (left + right) / 2) < 0.1 * (right - left) and not over_one
    return not wide and not over_all and line.pieces[0].box[0] > edge and line.pieces[-1].middle <= right
