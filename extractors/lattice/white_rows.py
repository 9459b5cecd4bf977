"""Where the rows of a table without upright rules begin and part: by rules, numbering, line spacing or figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.lattice.bars import LEAST_BARS
from extractors.lattice.pieces import PieceLine
from extractors.page import merge_intervals

#: A white band so much wider than the nearest one parts rows in its place.
WIDER = 1.3
#: Lines further apart than usual by this share of their height part rows; so many such gaps must be there.
FURTHER, LEAST_GAPS = 0.45, 2
#: Rows are numbered when so many numbers stand in the first column.
LEAST_NUMBERS = 2
#: Figures of more words are texts that begin with a number.
FIGURE_WORDS = 3
#: Figures tell where rows begin when this share of the rows' numbers has some beside it, as near as this (points).
ALIGNED, BESIDE = 0.7, 2.0
#: Letters may touch the rule above their row by so much; a rule so near to the table's end parts nothing (points).
TOUCHES, AT_THE_END = 1.5, 2.0
#: Rounding of positions that are meant to be the same (points).
ROUNDING = 1.0

_FIGURE = re.compile(r"^[<>≤≥±-]?\d[\d.,]*%?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"^\(?\d{1,3}(?:\.\d{1,2})*[.)]?$")


def row_edges(zone: Sequence[PieceLine], starts: Sequence[float]) -> list[float]:
    """Where the rows part: in the widest white band between one row's start and the next one's.

    In tables set from the top that is the band above each start. Where numbers stand in the middle of their rows, texts begin above
    them, and the widest band lies higher up.
    """
    words = sorted((word.box[1], word.box[3]) for line in zone for piece in line.pieces for word in piece)
    pitch = min((b - a for a, b in pairwise(starts)), default=0.0)
    edges: list[float] = []
    for index, start in enumerate(starts):
        low = starts[index - 1] if index else max(zone[0].top, start - pitch)
        bands = [(b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(merge_intervals(words, 0.0)) if low < b[0] <= start + ROUNDING]
        if not bands:
            edges.append(start - ROUNDING)
            continue
        nearest = max(bands, key=lambda band: band[1])
        widest = max(bands)
        edges.append((widest if widest[0] > WIDER * nearest[0] else nearest)[1])
    return edges


def row_starts(zone: Sequence[PieceLine], xs: Sequence[float], bars: Sequence[float]) -> list[float]:
    """Tops of the lines that begin a row below the header.

    Rules decide where they part the lines into rows. Else a row begins at each number in the first column; in a table that has none,
    where the lines are further apart than usual, or where the figures stand.
    """
    tops = [line.top for line in zone]
    if len(bars) >= LEAST_BARS:
        inner = [bar for bar in bars if tops[0] < bar < zone[-1].bottom - AT_THE_END]
        starts = [min((t for t in tops if t > bar - TOUCHES), default=None) for bar in inner]
        found = sorted({t for t in starts if t is not None})
        numbers = _number_tops(zone, xs)
        if found and len(numbers) <= len(found) + 1:
            return found
        if found:
            return sorted({t for t in numbers if t >= found[0] - BESIDE} | {found[0]})
    numbers = _number_tops(zone, xs)
    if len(numbers) >= LEAST_NUMBERS:
        return _with_figure_starts(zone, xs, numbers)
    gaps = [b.top - a.bottom for a, b in pairwise(zone)]
    usual = median(gaps) if gaps else 0.0
    height = median(line.bottom - line.top for line in zone)
    wide = [b.top for a, b in pairwise(zone) if b.top - a.bottom > usual + FURTHER * height]
    return wide if len(wide) >= LEAST_GAPS else _figure_tops(zone, xs)


def _number_tops(zone: Sequence[PieceLine], xs: Sequence[float]) -> list[float]:
    tops = []
    for line in zone:
        first = line.pieces[0]
        if first[0].box[2] <= xs[1] and _NUMBER.match(first[0].text) and len([w for w in first if w.box[2] <= xs[1]]) == 1:
            tops.append(line.top)
    return tops


def _figure_tops(zone: Sequence[PieceLine], xs: Sequence[float]) -> list[float]:
    """Tops of lines with figures in at least one column that is not the first and no year header."""
    tops = []
    for line in zone:
        figures = [
            piece for piece in line.pieces if piece[0].box[0] > xs[1] and _FIGURE.match(piece[0].text) and len(piece) <= FIGURE_WORDS
        ]
        years = [piece for piece in figures if _YEAR.fullmatch(piece[0].text)]
        if figures and len(years) < len(figures):
            tops.append(line.top)
    return tops


def _with_figure_starts(zone: Sequence[PieceLine], xs: Sequence[float], numbers: list[float]) -> list[float]:
    """Numbered rows that hold several indicators: figures at the top of each number tell where the unnumbered ones begin."""
    figures = _figure_tops(zone, xs)
    body = [top for top in figures if top >= numbers[0] - ROUNDING]
    aligned = sum(any(abs(top - number) < BESIDE for top in body) for number in numbers)
    if body and aligned >= ALIGNED * len(numbers):
        return sorted({*numbers, *(top for top in body if all(abs(top - n) >= BESIDE for n in numbers))})
    return numbers
