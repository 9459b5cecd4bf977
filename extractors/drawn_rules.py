"""The rules of a scanned page, found as long thin stretches of ink."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.shapes import Rule
from extractors.straightening import Picture

#: Shorter stretches of ink are strokes of letters (points).
SHORTEST_LEVEL, SHORTEST_UPRIGHT = 20.0, 13.0
#: A rule is no thicker than this (points).
THICKEST = 4.0
#: Breaks that a faint print leaves in a rule (points).
BREAK = 0.7


def find_rules(ink: Picture, scale: float) -> tuple[list[Rule], list[Rule], Picture]:
    """Find level and upright rules.

    Args:
        ink: 255 where there is ink, straight.
        scale: Pixels a point.

    Returns:
        The level and the upright rules in points, and a mask of their pixels (255) for removing them.
    """
    level, level_mask = _along(ink, scale, SHORTEST_LEVEL)
    upright, upright_mask = _along(np.ascontiguousarray(ink.T), scale, SHORTEST_UPRIGHT)
    mask = np.maximum(level_mask, upright_mask.T)
    return level, upright, np.asarray(mask, dtype=np.uint8)


def _along(ink: Picture, scale: float, shortest: float) -> tuple[list[Rule], Picture]:
    """Level rules: ink opened by a long thin shape, then each stretch by itself."""
    # A rule that leaves its row of pixels by a hair (curl, a rest of skew) is still one; a break of a few pixels is none.
    thick = cv2.dilate(ink, np.ones((2, max(1, round(BREAK * scale))), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(5, round(shortest * scale))), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(opened, connectivity=8)
    rules: list[Rule] = []
    mask = np.zeros_like(ink)
    for index in range(1, count):
        x, _, width, height, area = (int(v) for v in stats[index])
        thickness = area / max(width, 1)
        if thickness > (THICKEST + 1) * scale or width < shortest * scale or height > max(3 * THICKEST * scale, 0.02 * width):
            continue
        rules.append(Rule(float(centres[index][1]) / scale, x / scale, (x + width) / scale))
        mask[labels == index] = 255
    return rules, np.asarray(mask, dtype=np.uint8)
