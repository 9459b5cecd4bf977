"""Titles shaded cell by cell right above a table's rules, parted by white rules or none: the edges of their shades are the rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.lattice.shaded_zones import MOST_SHADES, SAME
from extractors.page import PageContent, Rule, cluster
from schemas.stages import Box

#: So many upright rules begin at one height where a table's body does.
LEAST_UPRIGHT = 3
#: Titles have so many levels at most.
MOST_LEVELS = 6


def rules_of_titles(content: PageContent) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright rules that the shades of titles above a ruled body stand for.

    Args:
        content: The page.
    """
    level: list[Rule] = []
    upright: list[Rule] = []
    if not content.shades or len(content.shades) > MOST_SHADES:
        return level, upright
    for top in cluster([rule.start for rule in content.vertical], SAME):
        xs = cluster([rule.at for rule in content.vertical if abs(rule.start - top) <= SAME], SAME)
        if len(xs) < LEAST_UPRIGHT:
            continue
        for x0, y0, x1, y1 in _titles_above(content, top, xs):
            level += [Rule(y0, x0, x1), Rule(y1, x0, x1)]
            upright += [Rule(x0, y0, y1), Rule(x1, y0, y1)]
    return level, upright


def _titles_above(content: PageContent, top: float, xs: Sequence[float]) -> list[Box]:
    """The shades that stand on a body's upper edge, each over whole columns, with those that stand on them."""
    inside = [box for box in content.shades if xs[0] - SAME <= box[0] and box[2] <= xs[-1] + SAME and box[1] < top - SAME]
    found = [box for box in inside if abs(box[3] - top) <= SAME]
    if not found or not _side_by_side(found, xs):
        return []
    for _ in range(MOST_LEVELS):
        heights = {box[1] for box in found}
        above = [box for box in inside if box not in found and any(abs(box[3] - at) <= SAME for at in heights)]
        above = [box for box in above if all(_near(x, xs) for x in (box[0], box[2]))]
        if not above:
            break
        found += above
    highest = min(box[1] for box in found)
    drawn = sum(rule.start < top - SAME and rule.end > highest + SAME and xs[0] < rule.at < xs[-1] for rule in content.vertical)
    return [] if drawn else found


def _side_by_side(boxes: Sequence[Box], xs: Sequence[float]) -> bool:
    """Whether boxes lie beside each other from the first to the last of some positions, their edges at positions."""
    ordered = sorted(boxes)
    meet = all(abs(a[2] - b[0]) <= SAME for a, b in pairwise(ordered))
    whole = abs(ordered[0][0] - xs[0]) <= SAME and abs(ordered[-1][2] - xs[-1]) <= SAME
    return meet and whole and all(_near(x, xs) for box in ordered for x in (box[0], box[2]))


def _near(x: float, xs: Sequence[float]) -> bool:
    return any(abs(x - other) <= SAME for other in xs)
