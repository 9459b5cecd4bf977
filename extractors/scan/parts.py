"""A part of a typed page as a picture: a formula that is a drawing, text whose font says other letters than it draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pypdfium2 as pdfium

from extractors.page import Rule, Word
from extractors.scan.drawn_rules import level_strokes
from extractors.scan.straightening import Picture, ink_of
from extractors.scan.word_boxes import bare_ink
from schemas.stages import Box

#: What is cut off a cell with its borders, and the paper laid around the rest (points): the engine wants paper around text.
BORDER, PAPER = 1.2, 6.0
#: Smaller parts hold no text (pixels).
LEAST = 12
#: Shorter strokes are of letters (points).
SHORTEST_BAR = 24.0


@dataclass(frozen=True, slots=True)
class Part:
    """A cell's picture.

    Attributes:
        picture: Grey levels, with paper around.
        scale: Pixels a point.
        left, top: Where the picture begins on the page, in points.
    """

    picture: Picture
    scale: float
    left: float
    top: float

    def on_page(self, words: Iterable[Word]) -> list[Word]:
        """Words of the picture, their boxes in points from its corner, where they stand on the page."""
        return [replace(word, box=self._placed(word.box)) for word in words]

    def bars(self) -> list[Rule]:
        """The level strokes on the page that may be bars of fractions."""
        strokes = level_strokes(ink_of(self.picture), self.scale, SHORTEST_BAR)
        return [Rule(rule.at + self.top, rule.start + self.left, rule.end + self.left) for rule in strokes]

    def bare_ink(self) -> Picture:
        """The ink without its level strokes: 255 where there are letters."""
        ink = ink_of(self.picture)
        return bare_ink(ink, level_strokes(ink, self.scale, SHORTEST_BAR), (), self.scale)

    def _placed(self, box: Box) -> Box:
        x0, top, x1, bottom = box
        return round(x0 + self.left, 2), round(top + self.top, 2), round(x1 + self.left, 2), round(bottom + self.top, 2)


def part_of(page: pdfium.PdfPage, box: Box, scale: float) -> Part | None:
    """Draw a cell without its borders; None when it is too small to hold text.

    Args:
        page: An open PDFium page.
        box: The cell on the page as displayed.
        scale: Pixels a point.
    """
    width, height = page.get_size()
    x0, top = max(box[0] + BORDER, 0.0), max(box[1] + BORDER, 0.0)
    x1, bottom = min(box[2] - BORDER, width), min(box[3] - BORDER, height)
    if min(x1 - x0, bottom - top) * scale < LEAST:
        return None
    grey = page.render(scale=scale, grayscale=True, crop=(x0, height - bottom, width - x1, top)).to_numpy()
    grey = grey[:, :, 0] if grey.ndim > 2 else grey
    around = round(PAPER * scale)
    picture = cv2.copyMakeBorder(np.ascontiguousarray(grey), around, around, around, around, cv2.BORDER_CONSTANT, value=255)
    return Part(np.asarray(picture, dtype=np.uint8), scale, x0 - around / scale, top - around / scale)
