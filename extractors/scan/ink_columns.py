"""Whether a page's ink stands in columns: a table without rules is seen before a letter of it is read."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.page import Rule
from extractors.scan.straightening import Picture

#: Height of the stretch of page looked at, and how far on the next one begins (points): some eight lines of text.
STRETCH, STEP = 100, 40
#: White between words of one cell is narrower than this, a gutter between columns at least as wide (points).
WORD_GAP, GUTTER = 7, 8
#: A column of text is at least so wide and has ink on so many points of its height: more than a number, a colon, a page number.
WIDE, TALL = 14, 24
#: Share of a stretch's height on which a gutter may be crossed: a title, a row of column numbers.
CROSSED = 0.06
#: Two columns are a signature or a list of names and values; three are a table.
COLUMNS = 3
#: A point with so much ink on average (of 255) is inked.
INKED = 48


def stands_in_columns(ink: Picture, scale: float, rules: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    """Look for a stretch of the page with three columns of text or more.

    Args:
        ink: 255 where there is ink, straight.
        scale: Pixels a point.
        rules: Level rules, in points; they are looked past.
        upright: Upright rules, in points.
    """
    height, width = max(1, round(ink.shape[0] / scale)), max(1, round(ink.shape[1] / scale))
    small = np.asarray(cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA) > INKED, dtype=np.uint8)
    for rule in rules:
        small[max(0, int(rule.at) - 2) : int(rule.at) + 3, max(0, int(rule.start) - 1) : int(rule.end) + 2] = 0
    for rule in upright:
        small[max(0, int(rule.start) - 1) : int(rule.end) + 2, max(0, int(rule.at) - 2) : int(rule.at) + 3] = 0
    words = np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((1, WORD_GAP), np.uint8)), dtype=np.uint8)
    return any(_columns(words[top : top + STRETCH]) >= COLUMNS for top in range(0, max(1, height - STRETCH // 2), STEP))


def _columns(stretch: Picture) -> int:
    """How many columns of text the gutters of a stretch part."""
    inked = stretch.sum(axis=0, dtype=np.int64) > CROSSED * stretch.shape[0]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    begins, ends = edges[::2], edges[1::2]
    count, left = 0, 0
    for index in range(len(begins)):
        if index + 1 < len(begins) and begins[index + 1] - ends[index] < GUTTER:
            continue
        column = stretch[:, begins[left] : ends[index]]
        if column.shape[1] >= WIDE and int(column.any(axis=1).sum()) >= TALL:
            count += 1
        left = index + 1
    return count
