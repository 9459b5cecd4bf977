"""Level rules that run over a whole table: what bounds tables without upright rules, and parts their rows."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lattice.pieces import PieceLine
from extractors.page import Rule, cluster, merge_intervals, overlap

#: As many level rules over all columns bound a table and part its rows.
LEAST_BARS = 3
#: A shorter rule underlines a word or a signature (points).
SHORTEST = 100.0
#: Rules of one table end so near to each other (points).
SAME_END = 8.0
#: Pieces of one rule lie so near to one height, and so near to each other: a piece a column, open between columns (points).
SAME_HEIGHT, OPENING = 1.5, 14.0
#: The first and the last rule lie so near to the table's text (points): a line of type and its leading.
REACH = 14.0
#: A rule over less than this share of the columns' width parts a header, not rows.
OVER_ALL = 0.85


def rule_blocks(rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """Stretches of the page between rules of one length: tables with horizontal rules only."""
    by_extent: list[list[Rule]] = []
    for rule in sorted(_whole_bars(rules), key=lambda r: r.at):
        if rule.length < SHORTEST:
            continue
        for group in by_extent:
            if abs(group[0].start - rule.start) < SAME_END and abs(group[0].end - rule.end) < SAME_END:
                group.append(rule)
                break
        else:
            by_extent.append([rule])
    return [(group[0].at, group[-1].at) for group in by_extent if len(group) >= LEAST_BARS]


def _whole_bars(rules: Sequence[Rule]) -> list[Rule]:
    """Rules at one height drawn in pieces, a piece a column, joined from first to last."""
    bars: list[Rule] = []
    for at in cluster([rule.at for rule in rules], SAME_HEIGHT):
        pieces = [rule for rule in rules if abs(rule.at - at) <= SAME_HEIGHT]
        bars.extend(Rule(at, a, b) for a, b in merge_intervals([(p.start, p.end) for p in pieces], OPENING))
    return bars


def bars_over(rules: Sequence[Rule], zone: Sequence[PieceLine], columns: Sequence[tuple[float, float]]) -> list[float]:
    """Heights of the rules that run over all columns."""
    left, right = columns[0][0], columns[-1][1]
    top, bottom = zone[0].top, zone[-1].bottom
    return sorted(
        bar.at
        for bar in _whole_bars(rules)
        if top - REACH <= bar.at <= bottom + REACH and overlap(bar.start, bar.end, left, right) > OVER_ALL * (right - left)
    )
