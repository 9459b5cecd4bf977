"""Rows that a missing rule runs together are parted again where their own numbering, or that of the columns, parts them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.lattice import Lattice, Region, numbering_line, piece_lines
from extractors.page import Word
from extractors.tables.reading import place_words

#: Rows are parted when so many other columns, and this share of them, have a line beside each number.
BESIDE, BESIDE_SHARE = 2, 0.5
#: A line is beside a number when their tops differ by less than this share of the number's height.
SAME_TOP = 0.5
#: Letters of two lines may touch by so much (points).
TOUCHING = 1.0

#: A line numbers the columns when so many numbers, and this share of the columns, count on in it.
LEAST_NUMBERED, NUMBERED_SHARE = 4, 0.6
#: A rule this near a cut is the cut (points).
NEAR = 5.0

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
    return _cut(lattice, partings, lambda region: region.row_end - region.row == 1), True


def split_at_drawn_rows(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """Part cells over several rows whose rules only other columns have, where the first column counts a row in each.

    Beside each number a cell must have a line of its own: a text merged over the rows is not parted.

    Args:
        lattice: The cells.
        words: The page's words.
    """
    tall = [region for region in lattice.regions if region.row_end - region.row > 1]
    first = [region for region in tall if region.col == 0]
    if not first or len(tall) < 2:
        return lattice
    placed, _, _ = place_words(lattice, [word for word in words if word.turn == 0])
    cut: set[Region] = set()
    for region in first:
        numbers = _counting(placed.get(region, []))
        rows = [bisect_right(lattice.ys, word.centre[1]) - 1 for word in numbers]
        if rows != list(range(region.row, region.row_end)):
            continue
        number_of = dict(zip(rows, numbers, strict=True))
        for other in tall:
            own = [number_of.get(row) for row in range(other.row, other.row_end)]
            if all(number is not None and _has_a_line_beside(number, placed.get(other, [])) for number in own):
                cut.add(other)
    return _cut(lattice, lattice.ys, cut.__contains__)


def split_at_column_numbers(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """Part cells that hold a number of the line that numbers the columns ("(1) (2) (3)") with titles above it or values below.

    Args:
        lattice: The cells.
        words: The page's words.

    Returns:
        The lattice, cut above and below that line; as it was where the line has rows of its own, or words lie across the cuts.
    """
    x0, top, x1, bottom = lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1]
    here = [word for word in words if word.turn == 0 and x0 <= word.centre[0] <= x1 and top <= word.centre[1] <= bottom]
    if len(lattice.xs) - 1 < LEAST_NUMBERED or sum(_NUMBER.match(word.text) is not None for word in here) < LEAST_NUMBERED:
        return lattice
    lines = piece_lines(here)
    index = numbering_line(lines, NUMBERED_SHARE * (len(lattice.xs) - 1))
    if index is None or index + 1 == len(lines):
        return lattice
    line = lines[index]
    cuts = [(max([word.box[3] for word in here if word.centre[1] < line.top], default=top) + line.top) / 2] if index else []
    cuts.append((line.bottom + min(word.box[1] for word in here if word.centre[1] > line.bottom)) / 2)
    # A rule near a cut is the border.
    cuts = [min(lattice.ys, key=lambda y: abs(y - cut)) if any(abs(y - cut) < NEAR for y in lattice.ys) else cut for cut in cuts]
    inside = [g for g in lattice.regions if any(lattice.ys[g.row] + NEAR < cut < lattice.ys[g.row_end] - NEAR for cut in cuts)]
    crossed = any(word.box[1] + TOUCHING < cut < word.box[3] - TOUCHING for word in here for cut in cuts)
    if crossed or len(inside) < NUMBERED_SHARE * (len(lattice.xs) - 1):
        return lattice
    return _cut(lattice, cuts, lambda _: True)


def _may_count(lattice: Lattice, words: Sequence[Word]) -> bool:
    """A quick look whether any grid row has two numbers in the first column: most tables have none."""
    rows = [
        bisect_right(lattice.ys, word.centre[1])
        for word in words
        if word.box[0] <= lattice.xs[1] and lattice.xs[0] <= word.centre[0] <= lattice.xs[1] and _NUMBER.match(word.text)
    ]
    return len(set(rows)) < len(rows)


def _partings(lattice: Lattice, first: Region, placed: dict[Region, list[Word]]) -> list[float]:
    numbers = _counting(placed.get(first, []))
    if len(numbers) < 2:
        return []
    columns = [words for region, words in placed.items() if words and region.row <= first.row < region.row_end and region != first]
    row = [word for words in columns for word in words]
    partings = []
    for upper, lower in pairwise(numbers):
        above = [word.box[3] for word in row if lattice.ys[first.row] <= word.box[1] and word.box[3] <= lower.box[1] + TOUCHING]
        at = (max([upper.box[3], *above]) + lower.box[1]) / 2
        crossed = any(word.box[1] + TOUCHING < at < word.box[3] - TOUCHING for word in row)
        beginning = sum(_has_a_line_beside(lower, words) for words in columns)
        if crossed or at <= upper.box[3] - TOUCHING or beginning < max(BESIDE, BESIDE_SHARE * len(columns)):
            return []
        partings.append(at)
    return partings


def _counting(words: Sequence[Word]) -> list[Word]:
    """The words of a cell, top to bottom, where they are nothing but numbers that count on; else none."""
    numbers = sorted(words, key=lambda word: word.box[1])
    counts = [int(match.group(1)) for word in numbers if (match := _NUMBER.match(word.text))]
    return numbers if len(counts) == len(numbers) and all(b == a + 1 for a, b in pairwise(counts)) else []


def _has_a_line_beside(number: Word, words: Sequence[Word]) -> bool:
    """Whether one of a cell's lines begins at the height of a number."""
    near = SAME_TOP * (number.box[3] - number.box[1])
    return any(abs(word.box[1] - number.box[1]) < near for word in words)


def _cut(lattice: Lattice, at: Sequence[float], may: Callable[[Region], bool]) -> Lattice:
    """A lattice with lines at more heights, its cells cut there that may be and as long as they were else."""
    ys = sorted({*lattice.ys, *at})
    regions: list[Region] = []
    for region in lattice.regions:
        start, end = (bisect_left(ys, lattice.ys[line]) for line in (region.row, region.row_end))
        inner = (line for line in range(start + 1, end) if ys[line] in at) if may(region) else ()
        regions += [replace(region, row=a, row_end=b) for a, b in pairwise([start, *inner, end])]
    return Lattice(lattice.xs, tuple(ys), tuple(sorted(regions, key=lambda g: (g.row, g.col))))
