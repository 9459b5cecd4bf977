"""The rules of a scanned page, found as long thin stretches of ink."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page import Rule
from extractors.scan.straightening import Picture

#: Shorter stretches of ink are strokes of letters (points).
SHORTEST_LEVEL, SHORTEST_UPRIGHT = 20.0, 13.0
#: A rule is no thicker than this (points).
THICKEST = 4.0
#: A rule may climb by so many times the greatest thickness, or this share of its length: curl and a rest of skew.
CLIMB, CLIMB_SHARE = 3, 0.02
#: Filling breaks thickens a rule by no more than this (points).
FILLED = 1.0
#: Lines of at least this length need no rule to end on (points); pieces at one height count together.
LONG, SAME_LINE = 75.0, 1.5
#: How near an end must come to a crossing rule (points).
REACH = 4.0
#: Breaks that a faint print leaves in a rule (points).
BREAK = 0.7


def find_rules(ink: Picture, scale: float) -> tuple[list[Rule], list[Rule]]:
    """Find level and upright rules.

    Args:
        ink: 255 where there is ink, straight.
        scale: Pixels a point.

    Returns:
        The level and the upright rules in points.
    """
    level = _along(ink, scale, SHORTEST_LEVEL)
    upright = _along(np.ascontiguousarray(ink.T), scale, SHORTEST_UPRIGHT)
    return _anchored(level, upright), _anchored(upright, level)


def level_strokes(ink: Picture, scale: float, shortest: float) -> list[Rule]:
    """Level rules that need not end on anything: bars of fractions.

    Args:
        ink: 255 where there is ink, straight.
        scale: Pixels a point.
        shortest: What is shorter is none, in points.
    """
    return _along(ink, scale, shortest)


def _along(ink: Picture, scale: float, shortest: float) -> list[Rule]:
    """Level rules: ink opened by a long thin shape, then each stretch by itself."""
    # A rule that leaves its row of pixels by a hair (curl, a rest of skew) is still one; a break of a few pixels is none.
    thick = cv2.dilate(ink, np.ones((2, max(1, round(BREAK * scale))), np.uint8))
    least = max(5, round(shortest * scale))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    # So many stretches have room side by side and one below the other; where short numbers do for them, counting takes a third of the time.
    most = (opened.shape[0] // 2 + 1) * (opened.shape[1] // least + 1)
    numbers = cv2.CV_16U if most <= np.iinfo(np.uint16).max else cv2.CV_32S
    count, _, stats, centres = cv2.connectedComponentsWithStats(opened, connectivity=8, ltype=numbers)
    rules: list[Rule] = []
    for index in range(1, count):
        x, _, width, height, area = (int(v) for v in stats[index])
        thickness = area / max(width, 1)
        if (
            thickness > (THICKEST + FILLED) * scale
            or width < shortest * scale
            or height > max(CLIMB * THICKEST * scale, CLIMB_SHARE * width)
        ):
            continue
        rules.append(Rule(float(centres[index][1]) / scale, x / scale, (x + width) / scale))
    return rules


def _anchored(rules: list[Rule], crossing: list[Rule]) -> list[Rule]:
    """The rules without strokes of stamps, signatures and letters.

    A long line is a rule. A short one is a rule when it ends on crossing rules, as the sides of cells do.
    """
    kept = []
    for rule in rules:
        family = sum(other.length for other in rules if abs(other.at - rule.at) <= SAME_LINE)
        if family >= LONG or (_ends_on(rule, rule.start, crossing) and _ends_on(rule, rule.end, crossing)):
            kept.append(rule)
    return kept


def _ends_on(rule: Rule, end: float, crossing: list[Rule]) -> bool:
    return any(abs(other.at - end) <= REACH and other.start - REACH <= rule.at <= other.end + REACH for other in crossing)
