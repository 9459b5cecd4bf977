"""Scanned pages made straight: shading evened out, turned upright, skew removed; and the way back to the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page import turn_box
from schemas.stages import Box

Picture = npt.NDArray[np.uint8]

#: Skew looked for on either side (degrees); more is no skew but a photo.
LARGEST_SKEW = 6.0
#: Width to which a picture is shrunk for measuring its skew (pixels).
SKEW_WIDTH = 900
#: Grey level that paper is given.
PAPER = 250
#: How dark a page's print is: the level below which this percentage of its ink lies; what is paler by more than the share is no print.
PRINT_PERCENTILE, PALER = 20, 0.75
#: Sine of the smallest skew worth removing (0.02 degrees).
TURN_TO_SEE = 0.00035
#: Skew is looked for in steps and then in finer ones about the best: step and reach on either side (degrees).
SEARCH = ((0.5, LARGEST_SKEW), (0.1, 0.5), (0.02, 0.1))
#: Paper is what is left of the shrunk picture when print is taken away: strokes are thinner than the first, shadows wider than the
#: second (pixels of the shrunk picture).
SHRUNK, LETTER, SHADOW = 0.25, 9, 21
#: What is that dark is ink, what is that light is paper, whatever the page looks like (grey levels).
SURELY_INK, SURELY_PAPER = 120, 205


@dataclass(frozen=True, slots=True)
class StraightPage:
    """A page's picture made straight.

    Attributes:
        picture: Grey levels, paper white.
        ink: The same in black and white: 255 where there is ink.
        scale: Pixels a point.
        quarters: How far the page was turned clockwise.
        forth: The affine map (2 x 3) from the picture only turned to the straight picture, in pixels.
        back: The map the other way.
        turned_size: Width and height of the turned page in points.
        bulge: How far below its place each column of the page lay before it was laid flat, in pixels; None where it lay flat.
    """

    picture: Picture
    ink: Picture
    scale: float
    quarters: int
    forth: npt.NDArray[np.float64]
    back: npt.NDArray[np.float64]
    turned_size: tuple[float, float]
    bulge: npt.NDArray[np.float32] | None = None

    def along(self, picture: Picture) -> Picture:
        """Another picture of the same page, made straight in the same way; its shading is left."""
        moved = _moved(np.ascontiguousarray(np.rot90(picture, -self.quarters)), self.forth)
        return moved if self.bulge is None else _flat(moved, self.bulge)

    def laid_flat(self, bulge: npt.NDArray[np.float32]) -> StraightPage:
        """The page with each of its columns moved up by its share of a bulge (pixels)."""
        picture = _flat(self.picture, bulge)
        return replace(self, picture=picture, ink=ink_of(picture), bulge=bulge)

    def showing(self, picture: Picture) -> StraightPage:
        """The page with another picture of it."""
        return replace(self, picture=picture, ink=ink_of(picture))

    def box_on_page(self, box: Box) -> Box:
        """A box of the straight page, in points, as the box around it on the page as displayed."""
        x0, top, x1, bottom = (value * self.scale for value in box)
        left, right = (0.0, 0.0) if self.bulge is None else (self._below(x0), self._below(x1))
        ends = np.array([[x0, top + left, 1.0], [x1, top + right, 1.0], [x0, bottom + left, 1.0], [x1, bottom + right, 1.0]])
        corners = ends @ self.back.T / self.scale
        low, high = corners.min(axis=0), corners.max(axis=0)
        around = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
        return turn_box(around, 4 - self.quarters, *self.turned_size) if self.quarters else around

    def _below(self, x: float) -> float:
        """How far below its place a column of pixels lay."""
        assert self.bulge is not None
        return float(self.bulge[min(max(round(x), 0), len(self.bulge) - 1)])


def straighten(picture: Picture, scale: float, quarters: int) -> StraightPage:
    """Turn a page's picture upright, even out its shading and remove its skew.

    Args:
        picture: Grey levels of the page as displayed.
        scale: Pixels a point.
        quarters: Quarter turns clockwise that make its text upright.
    """
    turned: Picture = np.ascontiguousarray(np.rot90(picture, -quarters))
    even = even_out(turned)
    height, width = even.shape
    forth = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), skew_of(even), 1.0), dtype=np.float64)
    even = _moved(even, forth)
    back = np.asarray(cv2.invertAffineTransform(forth), dtype=np.float64)
    return StraightPage(even, ink_of(even), scale, quarters % 4, forth, back, (width / scale, height / scale))


def _moved(picture: Picture, matrix: npt.NDArray[np.float64]) -> Picture:
    """The picture after an affine map, white where there was no paper; a turn too small to see is not made."""
    if abs(matrix[0, 1]) < TURN_TO_SEE:
        return picture
    height, width = picture.shape
    return _picture(cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255))


def _flat(picture: Picture, bulge: npt.NDArray[np.float32]) -> Picture:
    """The picture with each column moved up by so many pixels, white where there was no paper."""
    height, width = picture.shape
    across = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
    down = np.arange(height, dtype=np.float32)[:, None] + bulge[None, :]
    return _picture(cv2.remap(picture, np.ascontiguousarray(across), down, cv2.INTER_LINEAR, borderValue=255))


def even_out(picture: Picture) -> Picture:
    """The picture with its paper made white: shadows, grey backgrounds and show-through fade."""
    small = cv2.resize(picture, None, fx=SHRUNK, fy=SHRUNK, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((LETTER, LETTER), np.uint8)), SHADOW)
    paper = cv2.resize(paper, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _picture(cv2.divide(picture, np.maximum(paper, 1), scale=PAPER))


def bleach(picture: Picture) -> Picture:
    """The picture with what is far paler than its print made white: the sheet's back shining through, a watermark, a shaded cell.

    What touches print stays, so that strokes keep their edges. Faint print goes too: whether something was print is for its reader to say.
    """
    level, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    ink = picture[picture < level]
    if not ink.size:
        return picture
    dark = float(np.percentile(ink, PRINT_PERCENTILE))
    printed = np.asarray(picture < dark + PALER * (PAPER - dark), dtype=np.uint8)
    near_print = cv2.dilate(printed, np.ones((5, 5), np.uint8)).astype(bool)
    return _picture(np.where(near_print, picture, 255))


def ink_of(picture: Picture) -> Picture:
    """Black and white: 255 where there is ink."""
    level, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return _picture(cv2.threshold(picture, min(max(level, SURELY_INK), SURELY_PAPER), 255, cv2.THRESH_BINARY_INV)[1])


def skew_of(picture: Picture) -> float:
    """The angle (degrees, counter-clockwise) that makes lines of text and rules level: where the rows' ink varies most."""
    shrink = min(1.0, SKEW_WIDTH / picture.shape[1])
    ink = ink_of(_picture(cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)))
    if not ink.any():
        return 0.0
    best = 0.0
    for step, reach in SEARCH:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))
    return best if abs(best) < LARGEST_SKEW else 0.0


def _sharpness(ink: Picture, angle: float) -> float:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_NEAREST)
    rows = cv2.reduce(turned, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[:, 0].astype(np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _picture(array: Any) -> Picture:
    return np.asarray(array, dtype=np.uint8)
