"""The shaded areas of a scanned page, and the page with their ground made paper: light titles on a dark ground become dark ones on white.

A typed page says which areas it fills. On a picture they are seen: the ground between the letters is darker than the paper around, all
over a rectangle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.page import overlap
from extractors.scan.straightening import PAPER, Picture
from schemas.stages import Box

#: The ground is looked at on a picture so much smaller, where its grain is gone; strokes of letters are thinner than so many of its pixels.
SHRUNK, STROKE = 0.25, 5
#: Paper is as light as the lightest ground within this (points): further than a row of titles is high, nearer than a shadow falls off.
NEAR = 150.0
#: A ground this much darker than paper is a shade (grey levels of 250); grounds that differ by no more than the second are one shade.
DARKER, SAME_SHADE = 6, 4
#: So many points square of one level are worth a look.
LEAST_AREA = 250.0
#: A shaded area is at least so wide and high (points); it fills so much of the box around it, and what it spans fills so much.
WIDTH, HEIGHT, FILLED, STRAIGHT = 14.0, 6.5, 0.6, 0.94
#: A pale one is wider, and most of it is of its level.
PALE_WIDTH, MOSTLY = 40.0, 0.6
#: More than this share of an area in another one is that one's.
SEEN_ALREADY = 0.5
#: A shade so much darker than paper is seen pixel by pixel, and with it the white lines that part it: its pixels differ by no more than
#: the second from its level.
PLAIN, SPREAD = 40, 28
#: Rules that touch such an area are thinner than this (points).
THIN = 1.6
#: Around an area its ground runs out to paper within so many pixels, none of them darker than it by more than this: that is a rule's.
RIM, GRAIN = 3, 12
#: What differs from the ground by so much is a letter's; of light letters this percentile is as light as they are.
LETTER, LIGHTEST = 40, 99.5
#: More shades than this are a photograph.
MOST_LEVELS = 12


@dataclass(frozen=True, slots=True)
class ShadedArea:
    """A rectangle of one ground.

    Attributes:
        box: Its place on the straight page, in points.
        level: How light its ground is: 250 is paper.
    """

    box: Box
    level: int

    @property
    def colour(self) -> str:
        """``rrggbb`` in hexadecimal digits."""
        return f"{self.level:02x}" * 3


@dataclass(frozen=True, slots=True)
class _Ground:
    """What lies behind the letters of a page.

    Attributes:
        small: Its level in each pixel of the shrunk picture: 250 is paper.
        even: The page with its paper made 250, shadows evened out and shades kept.
    """

    small: Picture
    even: Picture


def find_shaded_areas(picture: Picture, scale: float) -> tuple[list[ShadedArea], Picture]:
    """Find the rectangles of a page whose ground is darker than its paper.

    Args:
        picture: Grey levels, straight, as they were scanned.
        scale: Pixels a point.

    Returns:
        The areas, and the page with shadows evened out and shades kept.
    """
    ground = _ground_of(picture, scale)
    rest = ground.small.copy()
    areas: list[ShadedArea] = []
    for level in sorted(_levels(ground.small, scale)):
        for box in _plain_boxes(ground.even, level, scale) if level <= PAPER - PLAIN else _pale_boxes(rest, level, scale):
            x0, top, x1, bottom = (round(value * scale) for value in box)
            shown = ground.even[top:bottom, x0:x1]
            seen = int(np.median(shown)) if shown.size else PAPER
            if seen > PAPER - DARKER or any(_share_within(box, area.box) > SEEN_ALREADY for area in areas):
                continue
            areas.append(ShadedArea(box, seen))
            x0, top, x1, bottom = (round(value * scale * SHRUNK) for value in box)
            rest[max(0, top - STROKE // 2) : bottom + STROKE // 2, max(0, x0 - STROKE // 2) : x1 + STROKE // 2] = PAPER
    return areas, ground.even


def on_paper(picture: Picture, even: Picture, areas: Sequence[ShadedArea], scale: float) -> Picture:
    """A page whose dark areas have paper for their ground and dark letters on it; pale ones are legible as they are.

    Args:
        picture: Grey levels, paper white.
        even: The same with the shades kept.
        areas: Its shaded areas.
        scale: Pixels a point.
    """
    plain = picture.copy()
    for area in (area for area in areas if area.level <= PAPER - PLAIN):
        x0, top, x1, bottom = (round(value * scale) for value in area.box)
        rim = np.s_[max(0, top - RIM) : bottom + RIM, max(0, x0 - RIM) : x1 + RIM]
        inside = np.s_[top + 2 : bottom - 2, x0 + 2 : x1 - 2]
        seen = even[rim].astype(np.int16)
        # What runs out from the ground to paper is neither a letter's nor a rule's.
        around = plain[rim]
        fades = seen >= area.level - GRAIN
        around[fades] = np.maximum(around[fades], PAPER)
        plain[inside] = _dark_on_white(even[inside], area.level)
    return plain


def _dark_on_white(shaded: Picture, level: int) -> Picture:
    """A part of a page on one ground: letters that are lighter than it, or darker, dark on white."""
    seen, ground = shaded.astype(np.float32), float(level)
    if int((seen > level + LETTER).sum()) > int((seen < level - LETTER).sum()):
        lightest = max(float(np.percentile(seen, LIGHTEST)), float(level + LETTER))
        seen, ground = lightest - seen, lightest - level
    return np.asarray(np.clip(PAPER * seen / max(ground, 1.0), 0, 255), dtype=np.uint8)


def _ground_of(picture: Picture, scale: float) -> _Ground:
    small = cv2.resize(picture, None, fx=SHRUNK, fy=SHRUNK, interpolation=cv2.INTER_AREA)
    bare = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((STROKE, STROKE), np.uint8)), STROKE)
    near = round(NEAR * scale * SHRUNK) | 1
    paper = cv2.blur(cv2.dilate(bare, np.ones((near, near), np.uint8)), (near, near))
    wide = cv2.resize(paper, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _Ground(
        np.asarray(cv2.divide(bare, np.maximum(paper, 1), scale=PAPER), dtype=np.uint8),
        np.asarray(cv2.divide(picture, np.maximum(wide, 1), scale=PAPER), dtype=np.uint8),
    )


def _levels(ground: Picture, scale: float) -> list[int]:
    """The levels of a page's shades, those that cover most first."""
    counts = np.bincount(ground.ravel(), minlength=256)[: PAPER - DARKER + 1].astype(np.int64)
    least = LEAST_AREA * (scale * SHRUNK) ** 2
    levels: list[int] = []
    while len(levels) < MOST_LEVELS:
        around = np.convolve(counts, np.ones(2 * SAME_SHADE + 1, dtype=np.int64), mode="same")
        best = int(around.argmax())
        if around[best] < least:
            break
        levels.append(best)
        counts[max(0, best - 2 * SAME_SHADE) : best + 2 * SAME_SHADE + 1] = 0
    return levels


def _pale_boxes(ground: Picture, level: int, scale: float) -> Iterator[Box]:
    """The boxes of a pale shade, as its ground shows them: somewhat darker where letters stand closely."""
    lighter = ground.astype(np.int16) - level
    mask = np.asarray((lighter <= SAME_SHADE) & (lighter >= -PLAIN), dtype=np.uint8)
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    for box in _rectangles(mask, scale * SHRUNK, PALE_WIDTH):
        x0, top, x1, bottom = (round(value * scale * SHRUNK) for value in box)
        if float((np.abs(lighter[top:bottom, x0:x1]) <= SAME_SHADE).mean()) >= MOSTLY:
            yield box


def _plain_boxes(even: Picture, level: int, scale: float) -> Iterator[Box]:
    """The boxes of a shade that is seen pixel by pixel."""
    softened = cv2.blur(even, (3, 3))
    mask = np.asarray(np.abs(softened.astype(np.int16) - level) <= SPREAD, dtype=np.uint8)
    thin = max(2, round(THIN * scale))
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((thin, thin), np.uint8)), dtype=np.uint8)
    for x0, top, x1, bottom in _rectangles(mask, scale, WIDTH):
        # Its outermost pixels are half paper.
        yield max(0.0, x0 - 1 / scale), max(0.0, top - 1 / scale), x1 + 1 / scale, bottom + 1 / scale


def _share_within(box: Box, other: Box) -> float:
    """The share of a box that lies in another one."""
    wide, high = overlap(box[0], box[2], other[0], other[2]), overlap(box[1], box[3], other[1], other[3])
    return max(0.0, wide) * max(0.0, high) / ((box[2] - box[0]) * (box[3] - box[1]))


def _rectangles(mask: Picture, scale: float, least: float) -> Iterator[Box]:
    """The boxes, in points, of what fills a rectangle of at least some width; holes are letters."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        x, top, width, height = cv2.boundingRect(outline)
        if width < least * scale or height < HEIGHT * scale:
            continue
        # Letters that reach the edge leave notches in it, which bend no side inwards.
        around = cv2.contourArea(cv2.convexHull(outline))
        if cv2.contourArea(outline) >= FILLED * width * height and around >= STRAIGHT * (width - 1) * (height - 1):
            yield x / scale, top / scale, (x + width) / scale, (top + height) / scale
