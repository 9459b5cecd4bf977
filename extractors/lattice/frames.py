"""Drawn rules become frames: groups of rules that touch, snapped to a common lattice.

Word and Excel draw one table's rules in many ways: a piece per cell side, thin filled rectangles, twice beside each other (double
frames), with gaps where pieces meet. After snapping, none of that is left to see.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.lattice.title_rules import rules_of_titles
from extractors.page import PageContent, Rule, cluster, inside, merge_intervals, overlap
from schemas.stages import Box

#: Rules nearer than this are one rule: a double frame, or pieces drawn a hair apart (points).
SNAP = 3.0
#: A gap in a rule this long is a drawing artefact, not an opening (points).
GAP = 4.0
#: A page with more rules is a drawing; only the longest are looked at.
MOST_RULES = 1200
#: A frame with more grid positions is a drawing, not a table.
MOST_CELLS = 40_000
#: Shorter rules than this are ticks, underlines of single letters or dots (points).
SHORT = 3.0
#: Pieces of one rule lie within this of the first one (points).
SAME_RULE = 1.0
#: A dot weighs as much as a rule of this length, so that dots alone have a mean (points).
DOT = 0.1
#: A smaller frame is a box to tick or a symbol (points).
NARROWEST, LOWEST = 20.0, 8.0
#: So many painted cells beside the outermost rule are a column of the table.
LEAST_PAINTED = 2
#: Lines nearer than this hold text between them only when a word's middle lies there (points): small type is as high.
SLIVER = 6.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The rules of one table.

    Attributes:
        xs, ys: Positions of the lattice's upright and level lines, ascending.
        upright: By index in ``xs``, the stretches (top, bottom) that are drawn.
        level: By index in ``ys``, the stretches (x0, x1) that are drawn.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[tuple[tuple[float, float], ...], ...]
    level: tuple[tuple[tuple[float, float], ...], ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def upright_share(self, col: int, top: float, bottom: float) -> float:
        """The share of the stretch ``top`` to ``bottom`` of upright line ``col`` that is drawn."""
        return _share(self.upright[col], top, bottom)

    def level_share(self, row: int, x0: float, x1: float) -> float:
        """The share of the stretch ``x0`` to ``x1`` of level line ``row`` that is drawn."""
        return _share(self.level[row], x0, x1)


def _share(stretches: Iterable[tuple[float, float]], start: float, end: float) -> float:
    if end <= start:
        return 1.0
    shared = 0.0
    for a, b in stretches:
        # Most stretches lie elsewhere.
        if a < end and b > start:
            shared += overlap(a, b, start, end)
    return min(1.0, shared / (end - start))


def find_frames(content: PageContent) -> tuple[list[Frame], list[Rule]]:
    """Group a page's rules into frames.

    Args:
        content: The page.

    Returns:
        The frames with at least one cell, top to bottom, and the level rules that belong to none (tables with horizontal rules
        only, underlines).
    """
    titled_level, titled_upright = rules_of_titles(content)
    level = _longest(_join([*content.horizontal, *titled_level], content.height))
    upright = _longest(_join([*content.vertical, *titled_upright], content.width))
    frames: list[Frame] = []
    loose: list[Rule] = []
    for levels, uprights in _touching(level, upright):
        frame = _frame(levels, uprights, content) if levels and uprights else None
        if frame is None:
            loose.extend(levels)
        else:
            frames.append(frame)
    frames = _drop_enclosing(frames)
    return sorted(frames, key=lambda frame: (frame.ys[0], frame.xs[0])), sorted(loose, key=lambda rule: rule.at)


def _join(rules: Sequence[Rule], limit: float) -> list[Rule]:
    """Pieces on one line become one rule; ticks are dropped."""
    lines: dict[int, list[Rule]] = defaultdict(list)
    inside_page = [rule for rule in rules if -SNAP <= rule.at <= limit + SNAP]
    if not inside_page:
        return []
    # Neighbouring positions chain into one line only within SNAP of the line's first position, so that closely set rows of
    # shading do not run together into one.
    position = -1e9
    group = -1
    for rule in sorted(inside_page, key=lambda rule: rule.at):
        if rule.at - position > SAME_RULE:
            group += 1
            position = rule.at
        lines[group].append(rule)
    joined: list[Rule] = []
    for members in lines.values():
        weight = sum(max(rule.length, DOT) for rule in members)
        at = sum(rule.at * max(rule.length, DOT) for rule in members) / weight
        for start, end in merge_intervals(((rule.start, rule.end) for rule in members), GAP):
            if end - start > SHORT:
                joined.append(Rule(at, start, end))
    return joined


def _longest(rules: list[Rule]) -> list[Rule]:
    """The longest rules of a page that has more than any table: a map or a drawing."""
    return rules if len(rules) <= MOST_RULES else sorted(rules, key=lambda rule: -rule.length)[:MOST_RULES]


def _touching(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Connected groups of level and upright rules."""
    parent = list(range(len(level) + len(upright)))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, h in enumerate(level):
        for j, v in enumerate(upright):
            if h.start - SNAP <= v.at <= h.end + SNAP and v.start - SNAP <= h.at <= v.end + SNAP:
                parent[find(i)] = find(len(level) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(level):
        groups.setdefault(find(i), ([], []))[0].append(h)
    for j, v in enumerate(upright):
        groups.setdefault(find(len(level) + j), ([], []))[1].append(v)
    return list(groups.values())


def _frame(level: list[Rule], upright: list[Rule], content: PageContent) -> Frame | None:
    """Snap a group's rules to a lattice; None when it encloses no cell."""
    xs = cluster([rule.at for rule in upright], SNAP)
    ys = cluster([rule.at for rule in level], SNAP)
    xs = _with_open_edges(xs, min(rule.start for rule in level), max(rule.end for rule in level))
    ys = _with_open_edges(ys, min(rule.start for rule in upright), max(rule.end for rule in upright))
    painted = _with_painted_edges(xs, ys[0], ys[-1], content)
    if painted != xs:
        # What parts rows up to the last upright rule parts them in the painted column too.
        level = [
            Rule(r.at, painted[0] if r.start - xs[0] <= SNAP else r.start, painted[-1] if xs[-1] - r.end <= SNAP else r.end) for r in level
        ]
        xs = painted
    xs = _without_slivers(xs, ys, content, across=False)
    ys = _without_slivers(ys, xs, content, across=True)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MOST_CELLS or xs[-1] - xs[0] < NARROWEST or ys[-1] - ys[0] < LOWEST:
        return None

    def stretches(rules: list[Rule], positions: list[float]) -> tuple[tuple[tuple[float, float], ...], ...]:
        lines: list[list[tuple[float, float]]] = [[] for _ in positions]
        for rule in rules:
            after = bisect_left(positions, rule.at, 1, len(positions) - 1)
            nearest = after - 1 if rule.at - positions[after - 1] <= positions[after] - rule.at else after
            if abs(positions[nearest] - rule.at) <= 2 * SNAP:
                lines[nearest].append((rule.start - SNAP / 2, rule.end + SNAP / 2))
        return tuple(tuple(merge_intervals(line, GAP)) for line in lines)

    return Frame(tuple(xs), tuple(ys), stretches(upright, xs), stretches(level, ys))


def _with_open_edges(positions: list[float], start: float, end: float) -> list[float]:
    """Tables without a left, right, top or bottom rule end where their crossing rules end."""
    if not positions:
        return [start, end]
    if positions[0] - start > 2 * SNAP:
        positions = [start, *positions]
    if end - positions[-1] > 2 * SNAP:
        positions = [*positions, end]
    return positions


def _with_painted_edges(xs: list[float], top: float, bottom: float, content: PageContent) -> list[float]:
    """Where the outermost cells have no outer rule but are painted, with texts in them, the table ends with the paint."""
    written = [
        shade
        for shade in content.shades
        if top - SNAP <= shade[1] and shade[3] <= bottom + SNAP and (shade[2] > xs[-1] + NARROWEST or shade[0] < xs[0] - NARROWEST)
        if any(inside(*word.centre, shade) for word in content.words)
    ]
    right = [shade[2] for shade in written if abs(shade[0] - xs[-1]) <= SNAP]
    left = [shade[0] for shade in written if abs(shade[2] - xs[0]) <= SNAP]
    if len(left) >= LEAST_PAINTED and max(left) - min(left) <= SNAP:
        xs = [min(left), *xs]
    if len(right) >= LEAST_PAINTED and max(right) - min(right) <= SNAP:
        xs = [*xs, max(right)]
    return xs


def _without_slivers(positions: list[float], other: list[float], content: PageContent, *, across: bool) -> list[float]:
    """Drop lines so near to the next that no text stands between them: the second line of a double frame."""
    kept = positions[:1]
    for position in positions[1:]:
        if position - kept[-1] < SLIVER and other:
            low, high = kept[-1], position
            axis, first, last = int(across), min(other), max(other)
            # Twice a word's middle is the sum of its edges.
            occupied = any(
                2 * low < word.box[axis] + word.box[axis + 2] < 2 * high and first <= word.centre[1 - axis] <= last
                for word in content.words
            )
            if not occupied:
                continue
        kept.append(position)
    return kept


def _drop_enclosing(frames: list[Frame]) -> list[Frame]:
    """A page border around tables is a frame of one cell with other frames inside; it is no table."""
    kept: list[Frame] = []
    for frame in frames:
        encloses = any(
            other is not frame and all(inside(*corner, frame.box) for corner in (other.box[:2], other.box[2:])) for other in frames
        )
        if not (encloses and len(frame.xs) == 2 and len(frame.ys) == 2):
            kept.append(frame)
    return kept
