"""Text that the search for text leaves out: a nought alone in its cell, "Rp" above a column. Its ink is in a table and in no box."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from extractors.lattice import find_frames, lattice_of
from extractors.page import PageContent, Rule, inside
from extractors.scan.ocr import PixelBox
from extractors.scan.straightening import Picture, StraightPage
from schemas.stages import Box

#: Letters are at least so high and no higher, and a text left out is no longer than this (points).
LOWEST, HIGHEST, LONGEST = 3.4, 16.0, 60.0
#: White between the letters of one text is narrower than this (points).
BETWEEN_LETTERS = 2.4
#: Ink nearer to a rule than this is what is left of it (points).
BESIDE_RULE = 1.2
#: A letter's ink fills at least this share of the box around it, and a blot more than the second.
THINNEST, BLOT = 0.12, 0.92
#: What is narrower than this share of its height may be a one, or what is left of a rule: a one that nobody printed is worse than none.
BAR = 0.45
#: Paper around a text (points).
PAPER = 1.5

_SIGN = re.compile(r"\d[\d.,]*%?|%|Rp\.?|K|[IVX]{1,4}")


def missed_text(
    straight: StraightPage, bare: Picture, found: Sequence[PixelBox], level: Sequence[Rule], upright: Sequence[Rule]
) -> list[PixelBox]:
    """The boxes around what stands alone in cells of drawn tables in which no text was found.

    Args:
        straight: The page.
        bare: Its ink without its rules.
        found: The boxes of its text, in pixels.
        level, upright: Its rules, in points.

    Returns:
        Boxes in pixels.
    """
    width, height = straight.turned_size
    frames, _ = find_frames(PageContent(0, width, height, (), tuple(level), tuple(upright)))
    scale = straight.scale
    middles = [((x0 + x1) / 2 / scale, (top + bottom) / 2 / scale) for x0, top, x1, bottom in found]
    boxes: list[PixelBox] = []
    for lattice in map(lattice_of, frames):
        for cell in map(lattice.box, lattice.regions):
            if not any(inside(*middle, cell) for middle in middles):
                within = _ink_in(bare, cell, scale)
                boxes += within if len(within) == 1 else []
    return boxes


def is_sign(text: str) -> bool:
    """Whether a text is one that the search for text leaves out: a figure, "Rp" or "K" above a column, a numeral."""
    return _SIGN.fullmatch(text) is not None


def _ink_in(ink: Picture, cell: Box, scale: float) -> list[PixelBox]:
    """The boxes around the texts whose ink stands in a cell."""
    x0, top, x1, bottom = (round((value + side * BESIDE_RULE) * scale) for value, side in zip(cell, (1, 1, -1, -1), strict=True))
    part = ink[max(0, top) : bottom, max(0, x0) : x1]
    if not part.any():
        return []
    joined = cv2.morphologyEx(part, cv2.MORPH_CLOSE, np.ones((3, max(3, round(BETWEEN_LETTERS * scale))), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes: list[PixelBox] = []
    paper = round(PAPER * scale)
    for x, y, wide, high, _ in stats[1:count].tolist():
        filled = float((part[y : y + high, x : x + wide] > 0).mean())
        if LOWEST * scale <= high <= HIGHEST * scale and BAR * high <= wide <= LONGEST * scale and THINNEST <= filled <= BLOT:
            left, above = max(0, x0) + x, max(0, top) + y
            boxes.append((left - paper, above - paper, left + wide + paper, above + high + paper))
    return boxes
