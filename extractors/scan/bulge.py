"""How far a page bulged when it was scanned: a book near its spine, a sheet that did not lie flat.

A rule that climbs by a line of text from one side of the page to the other has cells' text on the wrong side of it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.straightening import Picture

#: Rules over this share of the page's width tell; so many of them must.
LONG, ENOUGH = 0.3, 3
#: Columns are looked at so far apart (pixels): rules have no holes that small, and it costs a quarter.
STEP = 4
#: A stretch of ink is a rule's when it is so long without a break and no thicker (points).
UNBROKEN, THICKEST = 20.0, 4.0
#: A rule's height is taken over so many columns looked at; a curve has no corner.
SMOOTH = 25
#: Less than this needs no laying flat, more is no bulge (points, from the highest to the lowest place).
LEAST, MOST = 1.2, 30.0


def bulge_of(ink: Picture, scale: float) -> NDArray[np.float32] | None:
    """How far below its place each column of a page lies.

    The slopes of the long level rules are taken together, column by column, so that rules of all lengths tell.

    Args:
        ink: 255 where there is ink, straight.
        scale: Pixels a point.

    Returns:
        For each column in pixels, 0 on average; None when the page lies flat or has no rules that tell.
    """
    few = np.ascontiguousarray(ink[:, ::STEP])
    thick = cv2.dilate(few, np.ones((2, 2), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(5, round(UNBROKEN * scale / STEP))), np.uint8))
    count, marks, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8, ltype=cv2.CV_32S)
    slopes = []
    for index in range(1, count):
        x, top, width, height, area = (int(value) for value in stats[index])
        if width < LONG * few.shape[1] or area / width > THICKEST * scale:
            continue
        stretch = np.asarray(marks[top : top + height, x : x + width] == index)
        inked = stretch.sum(axis=0)
        if not inked.all():
            continue
        middle = (stretch * np.arange(height)[:, None]).sum(axis=0) / inked
        smooth = np.convolve(np.pad(middle, SMOOTH // 2, mode="edge"), np.ones(SMOOTH) / SMOOTH, mode="valid")
        slope = np.full(few.shape[1], np.nan)
        slope[x + SMOOTH // 2 : x + width - 1 - SMOOTH // 2] = np.diff(smooth)[SMOOTH // 2 : width - 1 - SMOOTH // 2]
        slopes.append(slope)
    if len(slopes) < ENOUGH:
        return None
    known = ~np.isnan(slopes).all(axis=0)
    if not known.any():
        # Rules too short to be smoothed, on a picture of a few pixels.
        return None
    # Beyond the rules it goes on as it is at their ends.
    together = np.interp(np.arange(few.shape[1]), np.flatnonzero(known), np.nanmedian(np.asarray(slopes)[:, known], axis=0))
    below = np.concatenate(([0.0], np.cumsum(together)[:-1]))
    swing = float(np.ptp(below[known]))
    if not LEAST * scale <= swing <= MOST * scale:
        return None
    columns = np.interp(np.arange(ink.shape[1]), np.arange(few.shape[1]) * STEP, below)
    return np.asarray(columns - below[known].mean(), dtype=np.float32)
