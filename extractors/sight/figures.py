"""Which digit or sign of a number a letter looks like, whatever its font calls it.

A small network with one hidden layer, taught on letters that PDFium drew in some hundred fonts (``tests.measures.figure_shapes``): a
thousand letters cost less than a millisecond.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.sight.picture import Floats, Picture

#: The classes: the digits and signs numbers are written with, and whatever else.
FIGURES, OTHER = "0123456789,.-%", 14
#: The grid laid over a letter: its own box, and a field more on each side.
ROWS, COLUMNS = 16, 12
#: Less contrast than this is none (grey levels).
FAINT = 12.0
#: Letters that go through the network together.
TOGETHER = 20
_WEIGHTS = Path(__file__).with_name("angka.npz")


class Weights(NamedTuple):
    """The network: what is taken off and divided by, then two layers."""

    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats


def features(picture: Picture, boxes: Floats, heights: Floats, turns: NDArray[np.int8]) -> tuple[Floats, Floats]:
    """What the network sees of letters: their ink upright on a grid, how wide they are for their height, how high in their line.

    Args:
        picture: The page.
        boxes: (n, 4) tightly around the letters, in points.
        heights: (n,) of the lines they stand in.
        turns: (n,) quarter turns clockwise that they are drawn with.

    Returns:
        (n, 194) for the network, and (n,) how much the ink differs from the paper.
    """
    n = len(boxes)
    if n == 0:
        return np.empty((0, ROWS * COLUMNS + 2), dtype=np.float32), np.empty(0, dtype=np.float32)
    grids = np.empty((n, ROWS, COLUMNS), dtype=np.float32)
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    lying = turns % 2 == 1
    for turn in sorted(set(turns.tolist())) if turns.any() else (0,):
        here = turns == turn
        rows, columns = (COLUMNS, ROWS) if turn % 2 else (ROWS, COLUMNS)
        aside, up = wide[here] / (columns - 2), high[here] / (rows - 2)
        around = boxes[here] + np.stack([-aside, -up, aside, up], axis=1)
        grids[here] = np.rot90(picture.sampled(around, rows, columns), int(turn), axes=(1, 2))
    # Above and below a letter is paper, or what the cell is shaded with; beside it its neighbours.
    edge = np.concatenate([grids[:, 0], grids[:, -1]], axis=1)
    paper = np.partition(edge, COLUMNS, axis=1)[:, COLUMNS, None, None]
    ink = grids - paper
    strongest = np.abs(ink).reshape(n, -1).argmax(axis=1)
    most = ink.reshape(n, -1)[np.arange(n), strongest]
    contrast = np.abs(most)
    most = np.where(contrast < FAINT, np.where(most < 0, -FAINT, FAINT), most)
    across, along = np.where(lying, high, wide), np.where(lying, wide, high)
    shape = np.log(np.maximum(across, 0.05) / np.maximum(along, 0.05))
    size = along / np.maximum(heights, 0.1)
    seen = np.concatenate([(ink / most[:, None, None]).reshape(n, -1), shape[:, None], size[:, None]], axis=1)
    return seen.astype(np.float32), contrast


@lru_cache(maxsize=1)
def _weights() -> Weights:
    with np.load(_WEIGHTS) as kept:
        return Weights(*(kept[name].astype(np.float32) for name in Weights._fields))


def likeness(seen: Floats, weights: Weights | None = None) -> Floats:
    """How surely each letter is each of the classes, (n, 15); every row adds up to 1."""
    one, bias, two, last = weights or _weights()
    # A few at a time: a larger product is shared out over threads, which costs more than it saves beside other workers.
    parts = [np.maximum(seen[at : at + TOGETHER] @ one + bias, 0) @ two + last for at in range(0, len(seen), TOGETHER)]
    scores = np.concatenate(parts) if parts else np.empty((0, OTHER + 1), dtype=np.float32)
    scores -= scores.max(axis=1, keepdims=True)
    odds = np.exp(scores)
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float32)
