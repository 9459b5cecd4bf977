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
    brightest, darkest = page.max(axis=2), page.min(axis=2)
    mask = np.asarray((brightest - darkest > COLOURED) & (brightest > OVER_PRINT), dtype=np.uint8)
    if mask.mean() < LEAST:
        return None
    # A stroke's edge is paler than its middle: what touches a stroke goes with it, unless it is print.
    wider = cv2.dilate(mask, np.ones((3, 3), np.uint8)).astype(bool) & (brightest > OVER_PRINT)
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    grey[wider] = 255
    return grey
