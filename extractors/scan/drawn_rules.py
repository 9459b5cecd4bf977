"""The rules of a scanned page, found as long thin stretches of ink."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Rule, merge_intervals
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
#: Rules are often drawn grey: what is darker than this is one, though it is too pale for a letter (grey levels of 255). The rules of the
#: sheet's back shine through paler than that. What is as pale is a rule's when this share of it is darker.
PALE, FAINT, PARTLY = 205, 226, 0.3
#: So many other rules end on the outermost of a table.
ENDING = 3
#: A pale rule is the edge of one in print that lies this near, but for gaps of so much (points).
EDGE, SEEN_GAP = 2.0, 3.0
#: From a line of text ink goes on up or down, from a rule it does not: looked at so far beside it, and not so near to its ends, where it
#: meets other rules (points); on a larger share of its length it is text.
BESIDE, ENDS, STROKES = 1.3, 2.5, 0.13
#: Printed ink that is so long across a rule is no letter's but another rule's, however many rows a table has (points). What is pale may
#: be speckles of a shade.
CROSSING = 13.0


def find_rules(picture: Picture, ink: Picture, scale: float) -> tuple[list[Rule], list[Rule]]:
    """Find level and upright rules.

    Args:
        picture: Grey levels, straight, paper white.
        ink: The same in black and white: 255 where there is ink.
        scale: Pixels a point.

    Returns:
        The level and the upright rules in points.
    """
    level, faint_level = _sure_and_faint(ink, picture, scale, SHORTEST_LEVEL)
    upright, faint_upright = _sure_and_faint(np.ascontiguousarray(ink.T), np.ascontiguousarray(picture.T), scale, SHORTEST_UPRIGHT)
    level, upright = level + _ended_on(faint_level, upright), upright + _ended_on(faint_upright, level)
    return _anchored(level, upright), _anchored(upright, level)


def _sure_and_faint(ink: Picture, picture: Picture, scale: float, shortest: float) -> tuple[list[Rule], list[Rule]]:
    """Level rules: those in print, pale ones where those leave something of them out, and all of a rule that is partly paler still.

    Returns:
        Them, and those that are paler all along, on pages with pale ones.
    """
    dark = _along(ink, scale, shortest, _across(ink, scale))
    pale = [part for rule in _along(_darker(picture, PALE), scale, shortest) for part in _left_out(rule, dark, shortest)]
    if not pale:
        return dark, []
    sure = dark + pale
    seen = [(rule, _covered(rule, sure)) for rule in _along(_darker(picture, FAINT), scale, shortest)]
    partly = [part for rule, length in seen if length >= PARTLY * rule.length for part in _left_out(rule, sure, SEEN_GAP)]
    return sure + partly, [rule for rule, length in seen if length < PARTLY * rule.length]


def _left_out(rule: Rule, others: list[Rule], shortest: float) -> list[Rule]:
    """The stretches of a rule that darker ones along it leave out.

    Args:
        rule: The rule.
        others: The darker ones.
        shortest: What goes on at either end must be so long: a letter above the end of a rule in print looks like more of it.
    """
    pieces = _beside(rule, others)
    edges = [rule.start, *(edge for piece in pieces for edge in piece), rule.end]
    stretches = list(zip(edges[::2], edges[1::2], strict=True))
    last = len(stretches) - 1
    least = [shortest if at in (0, last) else SEEN_GAP for at in range(len(stretches))]
    return [Rule(rule.at, start, end) for (start, end), room in zip(stretches, least, strict=True) if end - start >= room]


def _ended_on(faint: list[Rule], crossing: list[Rule]) -> list[Rule]:
    """The faint rules that several others end on: a table's outermost."""
    return [
        rule
        for rule in faint
        if sum(
            rule.start - REACH <= other.at <= rule.end + REACH and min(abs(other.start - rule.at), abs(other.end - rule.at)) <= REACH
            for other in crossing
        )
        >= ENDING
    ]


def _darker(picture: Picture, level: int) -> Picture:
    return np.asarray(cv2.threshold(picture, level, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def _beside(rule: Rule, others: list[Rule]) -> list[tuple[float, float]]:
    """The stretches of a rule that lie along others."""
    merged = merge_intervals([(other.start, other.end) for other in others if abs(rule.at - other.at) <= EDGE], 0.0)
    return [(max(start, rule.start), min(end, rule.end)) for start, end in merged if min(end, rule.end) > max(start, rule.start)]


def _covered(rule: Rule, others: list[Rule]) -> float:
    """How much of a rule lies along others (points)."""
    return sum(end - start for start, end in _beside(rule, others))


def level_strokes(ink: Picture, scale: float, shortest: float) -> list[Rule]:
    """Level rules that need not end on anything: bars of fractions.

    Args:
        ink: 255 where there is ink, straight.
        scale: Pixels a point.
        shortest: What is shorter is none, in points.
    """
    return _along(ink, scale, shortest)


def _along(ink: Picture, scale: float, shortest: float, across: Picture | None = None) -> list[Rule]:
    """Level rules: ink opened by a long thin shape, then each stretch by itself; rules across it are no strokes of letters upon it."""
    # A rule that leaves its row of pixels by a hair (curl, a rest of skew) is still one; a break of a few pixels is none.
    thick = cv2.dilate(ink, np.ones((2, max(1, round(BREAK * scale))), np.uint8))
    least = max(5, round(shortest * scale))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    # So many stretches have room side by side and one below the other; where short numbers do for them, counting takes a third of the time.
    most = (opened.shape[0] // 2 + 1) * (opened.shape[1] // least + 1)
    numbers = cv2.CV_16U if most <= np.iinfo(np.uint16).max else cv2.CV_32S
    count, marks, stats, centres = cv2.connectedComponentsWithStats(opened, connectivity=8, ltype=numbers)
    letters = ink if across is None else np.asarray(cv2.subtract(ink, across), dtype=np.uint8)
    rules: list[Rule] = []
    for index in range(1, count):
        x, top, width, height, area = (int(v) for v in stats[index])
        thickness = area / max(width, 1)
        if (
            thickness > (THICKEST + FILLED) * scale
            or width < shortest * scale
            or height > max(CLIMB * THICKEST * scale, CLIMB_SHARE * width)
        ):
            continue
        stretch = np.asarray(marks[top : top + height, x : x + width] == index, dtype=bool)
        if _share_of_strokes(letters, stretch, x, top, scale) <= STROKES:
            rules.append(Rule(float(centres[index][1]) / scale, x / scale, (x + width) / scale))
    return rules


def _across(ink: Picture, scale: float) -> Picture:
    """What is long and thin across level rules; a shaded area is long, but not thin."""
    long = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((max(2, round(CROSSING * scale)), 1), np.uint8))
    areas = cv2.morphologyEx(long, cv2.MORPH_OPEN, np.ones((1, round(THICKEST * scale) + 1), np.uint8))
    return np.asarray(cv2.subtract(long, areas), dtype=np.uint8)


def _share_of_strokes(letters: Picture, stretch: NDArray[np.bool_], left: int, top: int, scale: float) -> float:
    """The share of a stretch's length on which ink goes on above or below it, as it does from the foot of a line of letters.

    Args:
        letters: 255 where there is ink, but for that of rules across the stretch.
        stretch: Its pixels, in the box around it.
        left, top: Where that box lies.
        scale: Pixels a point.
    """
    ends = min(round(ENDS * scale), (stretch.shape[1] - 1) // 4)
    stretch = stretch[:, ends : stretch.shape[1] - ends]
    columns = np.arange(left + ends, left + ends + stretch.shape[1])
    first, last = top + stretch.argmax(axis=0), top + stretch.shape[0] - 1 - stretch[::-1].argmax(axis=0)
    lowest = letters.shape[0] - 1
    above, below = np.ones(len(columns), dtype=bool), np.ones(len(columns), dtype=bool)
    for step in range(round(BESIDE * scale)):
        # Filling breaks has moved the lower edge of the stretch down by a pixel.
        above &= letters[np.maximum(first - step - 1, 0), columns] > 0
        below &= letters[np.minimum(last + step, lowest), columns] > 0
    return float((above | below).mean())


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
