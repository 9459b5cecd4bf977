"""From a page's own coordinates to the page as displayed."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from extractors.page import turn_box
from schemas.stages import Box

Floats = NDArray[np.float64]


class Display:
    """Maps the page's own coordinates (origin bottom left, before rotation) to the page as displayed."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.left, self.top = left, top
        self.raw_width, self.raw_height = right - left, top - bottom
        self.quarters = (page.get_rotation() // 90) % 4
        swap = self.quarters % 2 == 1
        self.width = self.raw_height if swap else self.raw_width
        self.height = self.raw_width if swap else self.raw_height

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        upright = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        return turn_box(upright, self.quarters, self.raw_width, self.raw_height)

    def boxes(self, left: Floats, bottom: Floats, right: Floats, top: Floats) -> Floats:
        """The same for many boxes, given by their sides: (n, 4)."""
        upright = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        return np.stack(turn_box(upright, self.quarters, self.raw_width, self.raw_height), axis=1)
