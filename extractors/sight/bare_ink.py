"""Cells in which something is drawn that the page's text does not say: form fields, stamps, numbers and formulas that are pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from extractors.page import PageContent
from extractors.sight.picture import Picture, drawn
from schemas.stages import Box

#: So much around words is not looked at (points).
AROUND = 1.1
#: Beside the pixel that a cell's border runs through, these are the border's too.
BORDER_PIXELS = (-2, -1, 0, 1)
#: So far inside a cell its borders reach, and beyond them the next one begins; so far beside their middle rules have ink (points).
INSIDE, OUTSIDE, ON_RULE = 0.8, 2.0, 0.9
#: Pixels that a slanting stroke may come out further on beyond a border.
SLANT = 3
#: Ink differs from the cell's ground by so many grey levels. In a coarse picture a thin pale stroke differs less, and so does what is too
#: pale to be any: where something differs by this much a finer picture tells, of so many pixels a point.
INK, MAYBE_INK, FINER = 30, 12, 5.0
#: What is smaller than this either way is a rule or a speck (points); less ink than this is none (pixels at the first look).
LEAST_WIDE, LEAST_HIGH, LEAST_INK = 1.5, 2.8, 8
#: What may be ink in the coarse picture may be smaller by so much.
LESS = 0.6
#: Lines looked along are so far apart (points).
LINES = 2.0
#: A cell with fewer pixels of upright edges holds nothing.
LEAST_EDGES = 2
#: A shorter rule may be the stroke of a drawn letter (points).
SHORTEST_RULE = 8.0
#: Ground that words stand on has no larger share of holes a line, on more than this share of its lines; on so many of them stand words.
HOLES, GROUND, WORDED = 0.03, 0.9, 0.4
#: More of a cell's ground than this is no sign: a shade that ends, a picture behind it.
MOST = 0.5


@dataclass(frozen=True, slots=True)
class Least:
    """What a thing must be not to be a speck.

    Attributes:
        contrast: It differs from its ground by more grey levels.
        size: How wide and high it is, for the least that is asked otherwise.
        ink: It has so many pixels.
        slant: So many pixels further on it may come out beyond a border.
    """

    contrast: int
    size: float = 1.0
    ink: float = LEAST_INK
    slant: int = SLANT


def wordless(page: pdfium.PdfPage, picture: Picture, cells: Sequence[Box], content: PageContent) -> list[Box]:
    """Where in cells something is drawn that is no word.

    Args:
        page: An open PDFium page, asked for a finer picture where there may be something pale.
        picture: The page.
        cells: The cells' boxes, in points.
        content: The page's words and rules.

    Returns:
        A box for every cell with such a thing, around it.
    """
    if not cells:
        return []
    words = [word.box for word in content.words]
    suspects = _suspects(picture, cells, words)
    if not suspects:
        return []
    said = _said(picture, content)
    found, pale = list[Box](), list[int]()
    for index in suspects:
        box = _thing_in(picture, said, cells[index], Least(INK))
        if box is not None:
            found.append(box)
        elif _thing_in(picture, said, cells[index], Least(MAYBE_INK, LESS, LESS * LEAST_INK)) is not None:
            pale.append(index)
    return found + _pale_things(page, picture, [cells[index] for index in pale], content)


def _pale_things(page: pdfium.PdfPage, picture: Picture, cells: Sequence[Box], content: PageContent) -> list[Box]:
    """The same of cells in which there is something pale, in a finer picture."""
    if not cells:
        return []
    top, bottom = min(cell[1] for cell in cells) - OUTSIDE, max(cell[3] for cell in cells) + OUTSIDE
    sharp = drawn(page, FINER, (max(top / content.height, 0.0), min(bottom / content.height, 1.0)))
    said, finer = _said(sharp, content), max(1, round(sharp.scale[0] / picture.scale[0]))
    found = (_thing_in(sharp, said, cell, Least(INK, ink=LEAST_INK * finer, slant=SLANT * finer)) for cell in cells)
    return [box for box in found if box is not None]


def _said(picture: Picture, content: PageContent) -> NDArray[np.bool_]:
    """The pixels of a page's words and rules."""
    rules = [(rule.start, rule.at, rule.end, rule.at) for rule in content.horizontal if rule.length > SHORTEST_RULE]
    rules += [(rule.at, rule.start, rule.at, rule.end) for rule in content.vertical if rule.length > SHORTEST_RULE]
    said = np.zeros(picture.grey.shape, dtype=bool)
    words = [word.box for word in content.words]
    for x0, top, x1, bottom in _pixels(words, picture.scale, AROUND) + _pixels(rules, picture.scale, ON_RULE):
        said[top:bottom, x0:x1] = True
    return said


def _suspects(picture: Picture, cells: Sequence[Box], words: Sequence[Box]) -> list[int]:
    """The cells with an upright edge of something beside their words and borders, seen on a line every two points."""
    down, along = max(1, round(LINES * picture.scale[1])), max(1, round(picture.scale[0]))
    boxes = np.asarray(cells)
    # Below the last cell nothing is asked.
    last = int(boxes[:, 3].max() * picture.scale[1]) + 1
    grey, steps = np.ascontiguousarray(picture.grey[:last:down, ::along]), (picture.scale[0] / along, picture.scale[1] / down)
    before, after = grey[:, :-1], grey[:, 1:]
    edge = np.maximum(before, after) - np.minimum(before, after) > INK // 2
    for x0, top, x1, bottom in _pixels(words, steps, AROUND):
        edge[top:bottom, x0:x1] = False
    borders = np.array(sorted(set((boxes[:, (0, 2)] * steps[0]).astype(np.intp).ravel().tolist())), dtype=np.intp)
    for beside in BORDER_PIXELS:
        edge[:, np.clip(borders + beside, 0, edge.shape[1] - 1)] = False
    y, x = np.divmod(np.flatnonzero(edge.ravel()), edge.shape[1])
    if not len(x):
        return []
    x, y = (x + 0.5) / steps[0], y / steps[1]
    inside = (boxes[:, 0, None] < x) & (x < boxes[:, 2, None]) & (boxes[:, 1, None] < y) & (y < boxes[:, 3, None])
    return [int(index) for index in np.flatnonzero(inside.sum(axis=1) >= LEAST_EDGES)]


def _pixels(boxes: Sequence[Box], scale: tuple[float, float], around: float) -> list[list[int]]:
    """From which column and row of pixels to before which boxes reach that are made wider, or narrower."""
    if not boxes:
        return []
    wider = np.add(boxes, (-around, -around, around, around))
    pixels = np.maximum(np.add(wider * (*scale, *scale), (0, 0, 1, 1) if around > 0 else 0), 0).astype(np.intp)
    found: list[list[int]] = pixels.tolist()
    return found


def _place(box: Box, scale: tuple[float, float], around: float) -> tuple[slice, slice]:
    """The rows and columns of pixels in a box made wider, or narrower."""
    x0, top, x1, bottom = _pixels([box], scale, around)[0]
    return slice(top, bottom), slice(x0, x1)


def _between(pixels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """From the first to the last of some pixels on each line."""
    return np.maximum.accumulate(pixels, axis=1) & np.maximum.accumulate(pixels[:, ::-1], axis=1)[:, ::-1]


def _is_ground(ink: NDArray[np.bool_], said: NDArray[np.bool_], plain: NDArray[np.bool_]) -> bool:
    """Whether ink is the ground that words stand on (a badge, a marker's stroke): all there is around them, and nothing else in it.

    Args:
        ink: The pixels that stand out and are no word's.
        said: The pixels of words and rules.
        plain: The pixels that are as the cell's own ground.
    """
    between = _between(ink)
    wide = np.count_nonzero(between, axis=1)
    rows = wide > 0
    holes = np.count_nonzero(between & plain & ~said, axis=1)[rows]
    worded = np.count_nonzero(between & said, axis=1)[rows] > 0
    return bool(rows.any()) and bool(np.mean(holes <= HOLES * wide[rows]) > GROUND) and bool(np.mean(worded) > WORDED)


def _thing_in(picture: Picture, said: NDArray[np.bool_], cell: Box, least: Least) -> Box | None:
    """The box around what is drawn in a cell beside its words; None for rules and specks."""
    across, down = picture.scale
    place, around = _place(cell, picture.scale, -INSIDE), _place(cell, picture.scale, OUTSIDE)
    part = picture.grey[place].astype(np.int16)
    if min(part.shape) < 2:
        return None
    # Ink stands out from the ground of the cell, and from what is most of its row and of its column: those are bands and shades.
    ground = np.median(part)
    grounds = (ground, np.median(part, axis=1)[:, None], np.median(part, axis=0)[None, :])
    ink = np.minimum.reduce([np.abs(part - each) for each in grounds]) > least.contrast
    ink &= ~said[place]
    if np.count_nonzero(ink) < least.ink:
        return None
    stands_out = np.abs(part - ground) > min(least.contrast, INK // 2)
    offset = place[0].start - around[0].start, place[1].start - around[1].start
    ink &= ~_grown(_run_on(stands_out, picture.grey[around].astype(np.int16), ~said[around], offset, least.slant), stands_out)
    # What is beyond the ground is what the ground itself stands on: round corners of a badge.
    plain = np.abs(part - ground) <= least.contrast
    ink &= _between(plain)
    if _is_ground(ink, said[place], plain):
        return None
    # A rule is ink all along a row or a column.
    ink &= (ink.mean(axis=1) < MOST)[:, None] & (ink.mean(axis=0) < MOST)[None, :]
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    wide, high = len(columns) / across, len(rows) / down
    if np.count_nonzero(ink) < least.ink or wide < LEAST_WIDE * least.size or high < LEAST_HIGH * least.size:
        return None
    top, left = place[0].start, place[1].start
    x0, x1 = (left + columns[0]) / across, (left + columns[-1]) / across
    y0, y1 = (top + rows[0]) / down, (top + rows[-1]) / down
    return round(float(x0), 2), round(float(y0), 2), round(float(x1), 2), round(float(y1), 2)


def _run_on(
    ink: NDArray[np.bool_], around: NDArray[np.int16], unsaid: NDArray[np.bool_], offset: tuple[int, int], slant: int
) -> NDArray[np.bool_]:
    """The ink on a cell's edges that goes on beyond its borders: a seal's ring, a drawing behind the table.

    Args:
        ink: Of the cell without its borders.
        around: The grey levels of the cell with them and a little more.
        unsaid: What of that is no word and no rule.
        offset: Where the first begins in the second, down and across.
        slant: How many pixels further on it may come out.
    """
    found = np.zeros_like(ink)
    (y, x), (rows, columns) = offset, ink.shape
    sides = (
        (found[0], ink[0], around[0, x : x + columns], unsaid[0, x : x + columns]),
        (found[-1], ink[-1], around[-1, x : x + columns], unsaid[-1, x : x + columns]),
        (found[:, 0], ink[:, 0], around[y : y + rows, 0], unsaid[y : y + rows, 0]),
        (found[:, -1], ink[:, -1], around[y : y + rows, -1], unsaid[y : y + rows, -1]),
    )
    for side, near, levels, open_ in sides:
        # The neighbour's ground is another where it is shaded.
        far = (np.abs(levels - np.median(levels)) > INK // 2) & open_
        # What crosses a border at a slant comes out a little further on.
        reached = np.convolve(far, np.ones(2 * slant + 1))[slant : slant + len(far)]
        side |= near & (reached > 0)
    return found


def _grown(seeds: NDArray[np.bool_], ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """All ink that hangs together with some of it."""
    framed = np.zeros((ink.shape[0] + 2, ink.shape[1] + 2), dtype=bool)
    grown = framed[1:-1, 1:-1]
    grown |= seeds
    count = -1
    while (now := int(np.count_nonzero(grown))) != count:
        count = now
        for _ in range(8):
            grown |= ink & (framed[:-2, 1:-1] | framed[2:, 1:-1] | framed[1:-1, :-2] | framed[1:-1, 2:])
    return grown
