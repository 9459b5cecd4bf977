"""Letters on each other's places: which stand on one spot, and which have a part of their place for themselves alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.sight.page_letters import HALF_TURN, LEAST_PART, PageLetters, Places, may_be_bare
from extractors.sight.picture import Floats

#: Two letters stand on one spot when each covers so much of the narrower one's width and of the lower one's height; it is the very same one
#: when their middles are apart by no more than this share of both. Letters of one line are looked for in bands as high as this (points),
#: laid over the page so often, each time a little lower, among so many that begin next to each other; no page is as wide as this.
SHARED_X, SHARED_Y, SAME, BAND, LAID, NEXT, APART = 0.35, 0.5, 0.35, 8.0, 3, 3, 1e6
#: Lines that run up or down a page are apart from all others by so many bands.
LYING = 1e5
#: Letters drawn as one shape are fewer than this.
LONGEST_JOINED = 4
#: So far beyond its place a letter's ink may reach (points), and so much of its own place must be left to a letter beside it to tell.
BEYOND, OWN = 0.15, 0.5
#: Letters that share less than this of the narrower one's width adjoin; no letter counts as narrower than this (points).
LEAST_SHARED, LEAST_WIDE = 0.03, 0.01


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What of a page's letters stands on others' places.

    Attributes:
        spots: Pairs of letters of different kinds on one spot, and whether it is the very same; lines to write on and accents are none.
        run_into: Letters, no figures, that others run into a little.
        own: (n, 4) the part of each one's place that is its alone.
    """

    spots: list[tuple[int, int, bool]]
    run_into: Places
    own: Floats


def overlaps(page: PageLetters) -> Overlaps:
    """Find what stands on others' places; letters drawn one after the other along a line may be set closely."""
    there = np.flatnonzero(~may_be_bare(page.codes) | page.is_figure)
    boxes, turns = page.boxes[there], page.turns[there]
    lying = turns % 2 == 1
    if lying.any():
        # Along their lines first.
        boxes[lying] = boxes[lying][:, (1, 0, 3, 2)]
    size, middles = boxes[:, 2:] - boxes[:, :2], (boxes[:, 2:] + boxes[:, :2]) / 2
    first, last = boxes[:, 0].copy(), boxes[:, 2].copy()
    spots: dict[tuple[int, int], bool] = {}
    for one, other, share in _pairs(boxes, there, turns):
        on_it = (share > SHARED_X) & (page.codes[there[one]] != page.codes[there[other]])
        a, b = one[on_it], other[on_it]
        same = (np.abs(middles[a] - middles[b]) < SAME * np.minimum(size[a], size[b])).all(axis=1)
        spots |= dict(zip(zip(there[a].tolist(), there[b].tolist(), strict=True), same.tolist(), strict=True))
        apart = ~_one_after_the_other(there[one], there[other], turns[one])
        for a, b in ((one[apart], other[apart]), (other[apart], one[apart])):
            before = middles[b, 0] < middles[a, 0]
            np.maximum.at(first, a[before], boxes[b[before], 2] + BEYOND)
            np.minimum.at(last, a[~before], boxes[b[~before], 0] - BEYOND)
    left = last - first
    cut = np.flatnonzero((left < size[:, 0]) & (left > np.maximum(LEAST_PART, OWN * size[:, 0])) & ~page.is_figure[there])
    own = np.stack([first[cut], boxes[cut, 1], last[cut], boxes[cut, 3]], axis=1)
    own[lying[cut]] = own[lying[cut]][:, (1, 0, 3, 2)]
    told = [(one, other, same) for (one, other), same in sorted(spots.items()) if _are_two(page, one, other, same=same)]
    return Overlaps(told, there[cut], own)


def _are_two(page: PageLetters, one: int, other: int, *, same: bool) -> bool:
    """Whether two letters on one spot are two: of those drawn one after the other the very same spot alone tells, and no sign is asked."""
    if abs(one - other) > LONGEST_JOINED:
        return True
    text = page.letters.text
    return same and text[one].isalnum() and text[other].isalnum() and not _are_joined(page, one, other)


def _are_joined(page: PageLetters, one: int, other: int) -> bool:
    """Whether two letters are one shape: "fi" drawn as one is told as two letters in one box."""
    both = page.letters.text[one] + page.letters.text[other]
    return both.isalpha() and abs(one - other) < LONGEST_JOINED and bool(np.allclose(page.boxes[one], page.boxes[other], atol=0.01))


def _one_after_the_other(left: Places, right: Places, turns: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Which pairs of letters, left and right of each other, were drawn one soon after the other in the direction of their line."""
    order = np.where(turns >= HALF_TURN, left - right, right - left)
    return np.asarray((order > 0) & (order <= LONGEST_JOINED))


def _pairs(boxes: Floats, there: Places, turns: NDArray[np.int8]) -> Iterator[tuple[Places, Places, Floats]]:
    """Pairs of letters of one line that share some of it, the left one first, with how much of the narrower one's width; many come twice.

    Args:
        boxes: (n, 4) along their lines first.
        there: (n,) their places in drawing order.
        turns: (n,) their turns.
    """
    size, middles = boxes[:, 2:] - boxes[:, :2], (boxes[:, 1] + boxes[:, 3]) / 2
    middles = middles + np.where(turns % 2 == 1, LYING * BAND, 0.0)
    # What one band's edge parts is together in another.
    for bands in (np.floor(middles / BAND + laid / LAID) for laid in range(LAID)):
        # Bands lie one after the other on one line.
        places = boxes[:, 0] + bands.astype(np.float64) * APART
        order = np.argsort(places)
        start, wide = places[order], size[order, 0]
        for step in range(1, min(NEXT, len(order) - 1) + 1):
            shared = (start[:-step] + wide[:-step] - start[step:]) / np.maximum(np.minimum(wide[:-step], wide[step:]), LEAST_WIDE)
            near = np.flatnonzero(shared > LEAST_SHARED)
            one, other, shared = order[near], order[near + step], shared[near]
            # Most pairs are set closely.
            near = np.flatnonzero((shared > SHARED_X) | ~_one_after_the_other(there[one], there[other], turns[one]))
            one, other, shared = one[near], other[near], shared[near]
            high = np.minimum(boxes[one, 3], boxes[other, 3]) - np.maximum(boxes[one, 1], boxes[other, 1])
            near = high > SHARED_Y * np.minimum(size[one, 1], size[other, 1])
            yield one[near], other[near], shared[near]
