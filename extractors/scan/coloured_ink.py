"""Stamps and signatures over print: what a page says when its coloured ink is looked past."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractors.scan.straightening import Picture

#: Ink this far from grey is coloured (difference of the largest and the smallest channel, 0..255).
COLOURED = 45
#: Coloured ink this dark lies over black print (largest channel), which stays.
OVER_PRINT = 90
#: A page with a smaller share of coloured ink has no stamp.
LEAST = 1e-4


def without_colour(page: Any) -> Picture | None:
    """The page in grey levels with its coloured ink taken away.

    Args:
        page: The page as displayed: height x width x 3 (red, green, blue), 0..255.

    Returns:
        Height x width; None when the page has no coloured ink to speak of.
    """
    red, green, blue = cv2.split(page)
    brightest, darkest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    coloured = cv2.threshold(cv2.subtract(brightest, darkest), COLOURED, 255, cv2.THRESH_BINARY)[1]
    mask = cv2.bitwise_and(coloured, cv2.threshold(brightest, OVER_PRINT, 255, cv2.THRESH_BINARY)[1])
    if cv2.countNonZero(mask) < LEAST * mask.size:
        return None
    # A stroke's edge is paler than its middle: what touches a stroke goes with it, unless it is print.
    wider = (cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0) & (brightest > OVER_PRINT)
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    grey[wider] = 255
    return grey
