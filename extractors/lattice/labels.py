"""Lists of labels and what they say ("Name : …"), which are no tables: where a colon stands in line after line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.lattice.cells import Lattice, Region
from extractors.lattice.pieces import COLONS, PieceLine, piece_lines
from extractors.lattice.stretches import FAR, WRAPPED
from extractors.page import Word

#: Colons of one list stand no further than this from each other (points).
SAME_COLON = 3.0
#: Row numbers are a column when they stand before this share of the labels.
NUMBERED = 0.6

_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-z])[.)]*$")


def label_lists(words: Sequence[Word]) -> list[Lattice]:
    """The lists among words that no table holds, as cells: the number where there is one, the label, the colon, what it says.

    Args:
        words: The words.
    """
    # Most pages have none; their lines need not be made for that.
    if not any(word.text in COLONS for word in words):
        return []
    return [_lattice(run) for run in _runs(piece_lines(words))]


def _colon(line: PieceLine) -> Word | None:
    """The colon that stands alone between a label and what it says."""
    words = [word for piece in line.pieces for word in piece.words]
    return next((word for word in words[1:] if word.text in COLONS), None)


def _runs(lines: Sequence[PieceLine]) -> list[list[PieceLine]]:
    """Lines whose colons stand below each other, with the lines of their texts between them."""
    runs: list[list[PieceLine]] = []
    at = 0.0
    for above, line in zip([None, *lines], lines, strict=False):
        colon = _colon(line)
        near = above is not None and line.top - above.bottom < FAR * line.height
        begins = colon is not None and not (runs and runs[-1] and near and abs(colon.box[0] - at) < SAME_COLON)
        if begins and colon is not None:
            runs.append([line])
            at = colon.box[0]
        elif not runs or not runs[-1]:
            continue
        elif colon is not None or (near and _is_of_text(line, above, at)):
            runs[-1].append(line)
        else:
            runs.append([])
    found = []
    for run in runs:
        last = max((k for k, line in enumerate(run) if _colon(line)), default=-1)
        wraps = last + 1
        while 0 < wraps < len(run) and run[wraps].middle - run[wraps - 1].middle <= WRAPPED * run[wraps].height:
            wraps += 1
        if wraps:
            found.append(run[:wraps])
    return found


def _is_of_text(line: PieceLine, above: PieceLine | None, at: float) -> bool:
    """Whether a line without a colon goes on a text, or a label right below its first line."""
    right = all(piece.box[0] > at for piece in line.pieces)
    return right or (above is not None and line.middle - above.middle <= WRAPPED * line.height)


def _lattice(run: Sequence[PieceLine]) -> Lattice:
    height = run[0].height
    colons = [(k, colon) for k, line in enumerate(run) if (colon := _colon(line)) is not None]
    words = [word for line in run for piece in line.pieces for word in piece.words]
    left, right = min(word.box[0] for word in words) - 0.3 * height, max(word.box[2] for word in words) + 0.3 * height
    before, behind = min(colon.box[0] for _, colon in colons) - 0.5, max(colon.box[2] for _, colon in colons) + 0.5
    xs = [left, before, behind, max(right, behind + 1)]
    firsts = [run[k].pieces[0].words for k, _ in colons]
    numbers = [first[0] for first in firsts if _NUMBER.match(first[0].text)]
    if len(numbers) >= NUMBERED * len(colons):
        edge = max(word.box[2] for word in numbers) + 0.5
        if left < edge < before:
            xs.insert(1, edge)
    ys = [run[0].top - 0.3 * height]
    for (k, _), (following, _) in pairwise(colons):
        # The widest white between two labels parts them; where all is alike, a text goes on below its label.
        cut = max(range(k + 1, following + 1), key=lambda line: (round(run[line].middle - run[line - 1].middle), line))
        ys.append((run[cut - 1].middle + run[cut].middle) / 2)
    ys.append(run[-1].bottom + 0.3 * height)
    regions = [Region(row, col, row + 1, col + 1) for row in range(len(ys) - 1) for col in range(len(xs) - 1)]
    return Lattice(tuple(xs), tuple(ys), tuple(regions))
