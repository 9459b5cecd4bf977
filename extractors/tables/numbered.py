"""Rows that a missing rule runs together are parted again where their own numbering parts them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.lattice import Lattice, Region
from extractors.page import Word
from extractors.tables.reading import place_words

#: Rows are parted when so many other columns, and this share of them, have a line beside each number.
BESIDE, BESIDE_SHARE = 2, 0.5
#: A line is beside a number when their tops differ by less than this share of the number's height.
SAME_TOP = 0.5
#: Letters of two lines may touch by so much (points).
TOUCHING = 1.0

_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?$")


def split_numbered_rows(lattice: Lattice, words: Sequence[Word]) -> tuple[Lattice, bool]:
    """Part grid rows whose first cell counts on: 3 above 4 in one cell means that the rule between them was not drawn.

    A row is parted only where the numbers follow each other, no word lies across the parting, and at least half of the other columns
    have a line beside each number: one long text beside a list of numbers is not parted.

    Args:
        lattice: The cells.
        words: The page's words.

    Returns:
        The lattice, and whether any row was parted.
    """
    if not _may_count(lattice, words):
        return lattice, False
    placed, _, _ = place_words(lattice, [word for word in words if word.turn == 0])
    partings: list[float] = []
    for region in lattice.regions:
        if region.col == 0 and region.row_end - region.row == 1:
            partings += _partings(lattice, region, placed)
    if not partings:
        return lattice, False
    ys = sorted({*lattice.ys, *partings})
    regions = [piece for region in lattice.regions for piece in _cut(region, lattice, ys)]
    return Lattice(lattice.xs, tuple(ys), tuple(sorted(regions, key=lambda g: (g.row, g.col)))), True


def _may_count(lattice: Lattice, words: Sequence[Word]) -> bool:
    """A quick look whether any grid row has two numbers in the first column: most tables have none."""
    rows = [
        bisect_right(lattice.ys, word.centre[1])
        for word in words
        if word.box[0] <= lattice.xs[1] and lattice.xs[0] <= word.centre[0] <= lattice.xs[1] and _NUMBER.match(word.text)
    ]
    return len(set(rows)) < len(rows)


def _partings(lattice: Lattice, first: Region, placed: dict[Region, list[Word]]) -> list[float]:
    numbers = sorted(placed.get(first, []), key=lambda word: word.box[1])
    counts = [int(match.group(1)) for word in numbers if (match := _NUMBER.match(word.text))]
    if len(counts) < 2 or len(counts) != len(numbers) or any(b != a + 1 for a, b in pairwise(counts)):
        return []
    columns = [words for region, words in placed.items() if words and region.row <= first.row < region.row_end and region != first]
    row = [word for words in columns for word in words]
    partings = []
    for upper, lower in pairwise(numbers):
        near = SAME_TOP * (lower.box[3] - lower.box[1])
        above = [word.box[3] for word in row if lattice.ys[first.row] <= word.box[1] and word.box[3] <= lower.box[1] + TOUCHING]
        at = (max([upper.box[3], *above]) + lower.box[1]) / 2
        crossed = any(word.box[1] + TOUCHING < at < word.box[3] - TOUCHING for word in row)
        beginning = sum(any(abs(word.box[1] - lower.box[1]) < near for word in words) for words in columns)
        if crossed or at <= upper.box[3] - TOUCHING or beginning < max(BESIDE, BESIDE_SHARE * len(columns)):
            return []
        partings.append(at)
    return partings


def _cut(region: Region, lattice: Lattice, ys: list[float]) -> list[Region]:
    """A region on the new lines: cut where it had one row, longer where it spanned several."""
    start, end = (bisect_left(ys, lattice.ys[line]) for line in (region.row, region.row_end))
    if region.row_end - region.row > 1:
        return [replace(region, row=start, row_end=end)]
    return [replace(region, row=line, row_end=line + 1) for line in range(start, end)]
