"""Which colour a table's cells are shaded with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.page import PageContent
from schemas.stages import Box

#: A colour shades a cell when it lies under at least this share of it.
MOST = 0.5
#: Shades looked at on one page, the largest first: a drawing has more.
MOST_SHADES = 1500
#: So many pairs of a shade and a cell are looked at together.
TOGETHER = 100_000


def fills_of(cells: Sequence[Box], content: PageContent) -> list[str | None]:
    """The colour that shades most of each cell, None for bare paper.

    Pieces of one colour count together; of two colours drawn over the whole of a cell the later one is seen.

    Args:
        cells: The cells' boxes.
        content: Their page.
    """
    if not content.colours or not cells:
        return [None] * len(cells)
    boxes = np.asarray(cells, dtype=float)
    areas = np.maximum((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]), 1.0)
    covered: dict[str, NDArray[np.float64]] = {}
    looked_at = _largest(content.shades)
    for index, shared in zip(looked_at, _shared([content.shades[index] for index in looked_at], boxes), strict=True):
        share, colour = shared / areas, content.colours[index]
        # Last in the dictionary is last drawn.
        covered[colour] = covered.pop(colour, np.zeros(len(cells))) + share
    names = list(covered)[::-1]
    shares = np.minimum(np.stack([covered[name] for name in names]), 1.0).round(2)
    best = shares.argmax(axis=0)
    return [names[k] if shares[k, cell] >= MOST else None for cell, k in enumerate(best)]


def _shared(shades: Sequence[Box], boxes: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """How much of each box each shade covers, in square points."""
    step = max(1, TOGETHER // len(boxes))
    for at in range(0, len(shades), step):
        x0, top, x1, bottom = np.asarray(shades[at : at + step], dtype=float).T[:, :, None]
        wide = np.minimum(boxes[:, 2], x1) - np.maximum(boxes[:, 0], x0)
        high = np.minimum(boxes[:, 3], bottom) - np.maximum(boxes[:, 1], top)
        yield from np.maximum(wide, 0.0) * np.maximum(high, 0.0)


def _largest(shades: Sequence[Box]) -> Sequence[int]:
    """Which shades are looked at, in drawing order."""
    if len(shades) <= MOST_SHADES:
        return range(len(shades))
    by_area = sorted(range(len(shades)), key=lambda k: -(shades[k][2] - shades[k][0]) * (shades[k][3] - shades[k][1]))
    return sorted(by_area[:MOST_SHADES])
