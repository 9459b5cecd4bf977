"""The first look, at every letter of a page: which must be looked at again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.sight.page_letters import DIGITS, PageLetters, Places, dot_for_comma
from extractors.sight.picture import Floats, Picture, drawn

#: A page is drawn in so many pixels a line of its small figures (their place in the line, which is lower than the type is large), within
#: these bounds (pixels a point).
LINE, COARSEST, FINEST = 7.7, 1.35, 2.2
#: So many of its figures are smaller.
SMALL = 0.15
#: A letter with less contrast than this along its line is looked at again (grey levels); a small thin one has little in so small a picture.
PALE = 36
#: A figure that is as likely what the text says is that.
ITSELF = 0.5
#: Two letters stand on the same spot when they share a field of this size (points across and down), and their middles are apart by no more
#: than this share of the smaller one.
SPOT_X, SPOT_Y, ON_SPOT = 1.5, 3.0, 0.35
#: Letters drawn as one shape are fewer than this.
LONGEST_JOINED = 4
_THIN = frozenset("fijlrtIJ")
#: Letters that may leave no ink in their line's body: accents, and signs at the edges of a line.
_BARE = np.zeros(0x371, dtype=bool)
_BARE[[ord(sign) for sign in "_'\"`^~*°²³¹ªº¯´¨¸·:;!|\u00ad"]] = True
_BARE[0x300:0x370] = True


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What is doubtful at first sight.

    Attributes:
        picture: The page.
        odds: How surely each figure is what, (figures, 15).
        spots: Pairs of letters that stand on one spot.
        doubted: All letters to look at again.
    """

    picture: Picture
    odds: Floats
    spots: list[tuple[int, int]]
    doubted: Places


def first_look(page: PageLetters) -> FirstLook:
    """Look at a page's letters: pale ones, figures that look like others, letters on one spot or beside the page."""
    picture = drawn(page.page, _scale(page))
    if not len(page.boxes):
        return FirstLook(picture, np.empty((0, 15), dtype=np.float32), [], np.array([], dtype=np.intp))
    odds, ink = page.likeness(picture)
    own = odds[np.arange(len(page.claims)), page.claims]
    odd = page.figures[(own < ITSELF) & ((page.claims < DIGITS) | dot_for_comma(page.claims, odds.argmax(axis=1)))]
    spots = _same_spots(page)
    shared = np.array([index for spot in spots for index in spot], dtype=np.intp)
    parts = (page.outside(), _pale(page, picture), odd, _in_numbers(page, page.figures[ink < PALE]), page.figures[page.foreign()], shared)
    doubted = np.zeros(len(page.boxes), dtype=bool)
    doubted[np.concatenate(parts)] = True
    return FirstLook(picture, odds, spots, np.flatnonzero(doubted))


def _scale(page: PageLetters) -> float:
    """Pixels a point in which the page's figures can be told apart: small type needs more."""
    of = page.figures if page.figures.size else slice(None)
    boxes = page.boxes[of]
    if not len(boxes):
        return COARSEST
    high = np.where(page.turns[of] % 2 == 1, boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    small = int(SMALL * len(high))
    return min(max(LINE / max(float(np.partition(high, small)[small]), 1.0), COARSEST), FINEST)


def _pale(page: PageLetters, picture: Picture) -> Places:
    """Letters with little contrast, figures left out."""
    prints = ~_may_be_bare(page.codes)
    prints[page.figures] = False
    # Hidden text hides whole words: of small letters every second one tells.
    small = (page.codes >= ord("a")) & (page.codes <= ord("z"))
    looked_at = np.flatnonzero(prints & ~(small & (np.arange(len(small)) % 2 == 1)))
    pale = looked_at[page.contrast(picture, looked_at, 3, 9) < PALE]
    if not pale.size:
        return pale
    # A thin stroke may stand between the points, so that all near these are looked at, at many points; and between its neighbours a thin
    # letter has no paper beside it to stand out from, so that thin ones alone are no sign.
    beside = np.zeros(len(prints) + 2, dtype=bool)
    for step in (0, 1, 2):
        beside[pale + step] = True
    near = np.flatnonzero(beside[1:-1] & prints)
    pale = near[page.contrast(picture, near, 12, 24) < PALE]
    wide = {index for index in pale.tolist() if page.letters.text[index] not in _THIN}
    return np.array([index for index in pale.tolist() if not wide.isdisjoint((index - 1, index, index + 1))], dtype=np.intp)


def _may_be_bare(codes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which letters may leave no ink: those above, marks that join or part others, and signs of private fonts."""
    return _BARE[np.minimum(codes, len(_BARE) - 1)] | ((codes >= 0x2000) & (codes < 0x2070)) | (codes >= 0xE000)


def _in_numbers(page: PageLetters, figures: Places) -> Places:
    """Digits, and signs beside one: a stop or a hyphen elsewhere says nothing of a number."""
    text, count = page.letters.text, len(page.letters.text)
    beside = [i for i in figures.tolist() if any(text[k].isdecimal() for k in (i - 1, i, i + 1) if 0 <= k < count)]
    return np.array(beside, dtype=np.intp)


def _same_spots(page: PageLetters) -> list[tuple[int, int]]:
    """Letters of different kinds that stand on one spot; lines to write on are no letters."""
    boxes, text = page.boxes, page.letters.text
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    spots = np.round(x / SPOT_X).astype(np.int64) * 100_003 + np.round(y / SPOT_Y).astype(np.int64)
    order = np.argsort(spots, kind="stable")
    one, other = order[:-1], order[1:]
    near = (
        (spots[one] == spots[other])
        & (page.codes[one] != page.codes[other])
        & (np.abs(x[one] - x[other]) < ON_SPOT * np.minimum(wide[one], wide[other]))
        & (np.abs(y[one] - y[other]) < ON_SPOT * np.minimum(high[one], high[other]))
    )
    pairs = zip(one[near].tolist(), other[near].tolist(), strict=True)
    return [(a, b) for a, b in pairs if text[a].isalnum() and text[b].isalnum() and not _are_joined(page, a, b)]


def _are_joined(page: PageLetters, one: int, other: int) -> bool:
    """Whether two letters are one shape: "fi" drawn as one is told as two letters in one box."""
    both = page.letters.text[one] + page.letters.text[other]
    return both.isalpha() and abs(one - other) < LONGEST_JOINED and bool(np.allclose(page.boxes[one], page.boxes[other], atol=0.01))
