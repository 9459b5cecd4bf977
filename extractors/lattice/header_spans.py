"""Titles over several columns in tables without upright rules: which columns each one spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.page import Word, union
from schemas.stages import Box


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One line of text in pieces: runs of words with wide gaps between them."""

    top: float
    bottom: float
    pieces: tuple[tuple[Word, ...], ...]

    @property
    def boxes(self) -> list[Box]:
        return [union(word.box for word in piece) for piece in self.pieces]


def header_spans(head: Sequence[PieceLine], xs: Sequence[float]) -> list[tuple[PieceLine, int, int]]:
    """Header pieces that stand over several columns, each with the columns it covers.

    A run of neighbouring columns with short texts below and nothing beside the titles on their line is shared out among the titles
    over it: evenly where that goes, else each column to the nearest title.
    """
    spans: list[tuple[PieceLine, int, int]] = []
    taken: set[int] = set()
    for index, line in enumerate(head[:-1]):
        below = [box for other in head[index + 1 :] for box in other.boxes]
        middles = [(box[0] + box[2]) / 2 for box in line.boxes]
        for run in _free_runs(line, below, xs):
            titles = [middle for middle in middles if xs[run[0]] <= middle <= xs[run[-1] + 1]]
            if not titles or len(run) < 2 * len(titles) or taken & set(run):
                continue
            taken |= set(run)
            spans.extend((line, group[0], group[-1] + 1) for group in _share_out(run, titles, xs))
    return spans


def _free_runs(line: PieceLine, below: Sequence[Box], xs: Sequence[float]) -> list[list[int]]:
    """Runs of columns that a line's titles may span: each has a short text below, and no text of its own on the line."""
    runs: list[list[int]] = [[]]
    for col, (a, b) in enumerate(pairwise(xs)):
        under = [box for box in below if a - 1 <= (box[0] + box[2]) / 2 <= b + 1]
        # A header text whose lines stack in one column is that column's own title, not one over others.
        own = [box for box in line.boxes if a - 1 <= box[0] and box[2] <= b + 1]
        stacked = any(box[0] - 3 <= u[0] and u[2] <= box[2] + 3 for box in own for u in under) and not _is_narrow(under)
        if under and _is_narrow(under) and not stacked:
            runs[-1].append(col)
        else:
            runs.append([])
    return [run for run in runs if len(run) >= 2]


def _is_narrow(boxes: Sequence[Box]) -> bool:
    return bool(boxes) and all(box[2] - box[0] < 75 for box in boxes)


def _share_out(run: list[int], titles: list[float], xs: Sequence[float]) -> list[list[int]]:
    if len(run) % len(titles) == 0:
        size = len(run) // len(titles)
        return [run[k : k + size] for k in range(0, len(run), size)]
    groups: list[list[int]] = [[] for _ in titles]
    for col in run:
        middle = (xs[col] + xs[col + 1]) / 2
        groups[min(range(len(titles)), key=lambda k: abs(titles[k] - middle))].append(col)
    return [group for group in groups if group]
