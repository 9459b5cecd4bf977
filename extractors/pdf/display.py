"""From a page's own coordinates to the page as displayed."""

from __future__ import annotations

import pypdfium2 as pdfium

from extractors.page import turn_box
from schemas.stages import Box


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
