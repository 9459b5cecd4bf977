"""Titles over several columns in tables without upright rules: which columns each one spans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.lattice.pieces import PieceLine
from schemas.stages import Box

#: A text below a title over several columns is narrower than this (points): a year, "Target", a unit; a column of words is wider.
SHORT = 75.0
#: A title spans at least so many columns.
LEAST_SPAN = 2
#: The middle of a text may lie so far outside its column (points).
SLACK = 1.0


def header_spans(head: Sequence[PieceLine], xs: Sequence[float]) -> list[tuple[PieceLine, int, int]]:
    """Header pieces that stand over several columns, each with the columns it covers.

    A run of neighbouring columns with short texts below is shared out among the titles over it: evenly where that goes, else each
    column to the nearest title.
    """
    spans: list[tuple[PieceLine, int, int]] = []
    taken: set[int] = set()
    for index, line in enumerate(head[:-1]):
        below = [box for other in head[index + 1 :] for box in other.boxes]
        middles = [(box[0] + box[2]) / 2 for box in line.boxes]
        for run in _short_runs(below, xs):
            titles = [middle for middle in middles if xs[run[0]] <= middle <= xs[run[-1] + 1]]
            if not titles or len(run) < LEAST_SPAN * len(titles) or taken & set(run):
                continue
            taken |= set(run)
            spans.extend((line, group[0], group[-1] + 1) for group in _share_out(run, titles, xs))
    return spans


def _short_runs(below: Sequence[Box], xs: Sequence[float]) -> list[list[int]]:
    """Runs of columns that titles may span: each has short texts below, and nothing else."""
    runs: list[list[int]] = [[]]
    for col, (left, right) in enumerate(pairwise(xs)):
        under = [box for box in below if left - SLACK <= (box[0] + box[2]) / 2 <= right + SLACK]
        if under and all(box[2] - box[0] < SHORT for box in under):
            runs[-1].append(col)
        else:
            runs.append([])
    return [run for run in runs if len(run) >= LEAST_SPAN]


def _share_out(run: list[int], titles: list[float], xs: Sequence[float]) -> list[list[int]]:
    if len(run) % len(titles) == 0:
        size = len(run) // len(titles)
        return [run[k : k + size] for k in range(0, len(run), size)]
    groups: list[list[int]] = [[] for _ in titles]
    for col in run:
        middle = (xs[col] + xs[col + 1]) / 2
        groups[min(range(len(titles)), key=lambda k: abs(titles[k] - middle))].append(col)
    return [group for group in groups if group]
