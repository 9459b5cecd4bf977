"""A page drawn as a viewer shows it, and the grey levels in boxes on it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

#: Longest side of a drawn page (pixels): a page of metres is drawn coarser, not larger than memory.
LONGEST = 6000

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's grey levels.

    Attributes:
        grey: By row and column of pixels, 0 (black) to 255.
        scale: Pixels a point, across and down: PDFium stretches a page over whole pixels.
    """

    grey: NDArray[np.uint8]
    scale: tuple[float, float]

    def sampled(self, boxes: Floats, rows: int, columns: int) -> Floats:
        """The grey levels on a grid in each box, between pixels weighed by nearness.

        Args:
            boxes: (n, 4) in points of the page as displayed: x0, top, x1, bottom.
            rows, columns: Of the grid, whose points stand in the middles of so many equal fields.

        Returns:
            (n, rows, columns). Beyond the page stand its outermost pixels.
        """
        width = self.grey.shape[1]
        x = self._places(boxes[:, 0], boxes[:, 2], columns, 0)
        y = self._places(boxes[:, 1], boxes[:, 3], rows, 1)
        left, top = x.astype(np.intp), y.astype(np.intp)
        right, low = (x - left)[:, None, :], (y - top)[:, :, None]
        at = (top * width)[:, :, None] + left[:, None, :]
        flat = self.grey.reshape(-1)
        above, below = (_between(flat[place], flat[place + 1], right) for place in (at, at + width))
        below -= above
        below *= low
        above += below
        return above

    def nearest(self, boxes: Floats, rows: int, columns: int) -> NDArray[np.uint8]:
        """The grey levels of the nearest pixels, which costs a fifth; (rows, columns, n)."""
        width = self.grey.shape[1]
        x = (self._places(boxes[:, 0], boxes[:, 2], columns, 0) + np.float32(0.5)).astype(np.intp)
        y = (self._places(boxes[:, 1], boxes[:, 3], rows, 1) + np.float32(0.5)).astype(np.intp)
        return np.asarray(self.grey.reshape(-1)[(y * width).T[:, None, :] + x.T[None, :, :]])

    def _places(self, start: Floats, end: Floats, count: int, axis: int) -> Floats:
        middles = (np.arange(count, dtype=np.float32) + np.float32(0.5)) / np.float32(count)
        places = (start[:, None] + (end - start)[:, None] * middles) * np.float32(self.scale[axis]) - np.float32(0.5)
        return np.asarray(np.clip(places, 0, np.float32(self.grey.shape[1 - axis] - 1.01)), dtype=np.float32)


def _between(one: NDArray[np.uint8], other: NDArray[np.uint8], share: Floats) -> Floats:
    """Levels this share of the way from one pixel to the next."""
    level, step = one.astype(np.float32), other.astype(np.float32)
    step -= level
    step *= share
    level += step
    return level


def drawn(page: pdfium.PdfPage, scale: float, part: tuple[float, float] = (0.0, 1.0)) -> Picture:
    """Draw a page with its annotations and form fields, its layers as they are when it is opened.

    Args:
        page: An open PDFium page.
        scale: Pixels a point; lowered for very large pages.
        part: From where to where down the page, as shares of its height; what lies beyond is left blank.
    """
    width, height = page.get_size()
    scale = min(scale, LONGEST / max(width, height, 1.0))
    above, below = max(0.0, part[0]) * height, max(0.0, 1.0 - part[1]) * height
    if above + below > height - 2:
        above = below = 0.0
    grey = page.render(scale=scale, grayscale=True, crop=(0, below, 0, above)).to_numpy()
    if grey.ndim > 2:
        grey = grey[:, :, 0]
    whole = math.ceil(height * scale)
    if above or below:
        blank, top = np.full((whole, grey.shape[1]), 255, dtype=np.uint8), math.ceil(above * scale)
        blank[top : top + len(grey)] = grey
        grey = blank
    across, down = grey.shape[1] / max(width, 1.0), grey.shape[0] / max(height, 1.0)
    if min(grey.shape) < 2:
        # There is a pixel beside every place.
        grey = np.pad(grey, ((0, 2), (0, 2)), mode="edge")
    return Picture(np.ascontiguousarray(grey), (across, down))
