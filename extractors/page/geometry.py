"""Boxes and quarter turns in the coordinates of the page as displayed (points, origin top left)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from schemas.stages import Box

_Side = TypeVar("_Side", float, NDArray[np.float64])


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of ``boxes`` (at least one)."""
    each = iter(boxes)
    left, upper, right, lower = next(each)
    # Written out, not with min and max: of most boxes there are two or three.
    for x0, top, x1, bottom in each:
        left, upper = (x0 if x0 < left else left), (top if top < upper else upper)
        right, lower = (x1 if x1 > right else right), (bottom if bottom > lower else lower)
    return left, upper, right, lower


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """The length that two intervals share, 0 when they are apart."""
    return max(0.0, min(a1, b1) - max(a0, b0))


def inside(x: float, y: float, box: Box, slack: float = 0.0) -> bool:
    """Whether a point lies in a box, its edge widened by ``slack`` points."""
    return box[0] - slack <= x <= box[2] + slack and box[1] - slack <= y <= box[3] + slack


def off_middle(start: float, end: float, left: float, right: float) -> float:
    """How far the middle of what stands between ``start`` and ``end`` is from that of its place, as a share of the place's width."""
    return abs(start + end - left - right) / 2 / (right - left)


def turn_box(box: tuple[_Side, _Side, _Side, _Side], quarters: int, width: float, height: float) -> tuple[_Side, _Side, _Side, _Side]:
    """The box after turning its page clockwise by quarter turns.

    Args:
        box: On the page before turning; its sides may be arrays, one place for each of many boxes.
        quarters: 0..3 quarter turns clockwise.
        width, height: The page before turning.
    """
    x0, top, x1, bottom = box
    match quarters % 4:
        case 1:
            return height - bottom, x0, height - top, x1
        case 2:
            return width - x1, height - bottom, width - x0, height - top
        case 3:
            return top, width - x1, bottom, width - x0
        case _:
            return box


def cluster(values: Sequence[float], tolerance: float) -> list[float]:
    """Sorted values with neighbours nearer than ``tolerance`` replaced by their mean."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def merge_intervals(intervals: Iterable[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Sorted intervals, joined where they overlap or lie no further apart than ``gap``."""
    merged: list[tuple[float, float]] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1] + gap:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged
