"""Lines of text in pieces, and the columns their pieces stand in: the white rivers between words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.page import Word, lines_of, merge_intervals, overlap, union
from schemas.stages import Box

#: A white gap at least this wide parts two columns (points), more for large type.
RIVER = 3.5
#: The same in heights of letters: wider than a space, which is 0.28 of the type size; letters are 0.7 of it high.
RIVER_HEIGHTS = 0.6
#: A river just as wide as the narrowest still parts: positions are rounded (points).
ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One line of text in pieces: runs of words with wide gaps between them."""

    top: float
    bottom: float
    pieces: tuple[tuple[Word, ...], ...]

    @property
    def boxes(self) -> list[Box]:
        return [union(word.box for word in piece) for piece in self.pieces]


def split_lines(words: Sequence[Word]) -> list[PieceLine]:
    """Lines of upright words, top to bottom, each cut at its white rivers."""
    if not words:
        return []
    gap = least_river(words)
    result = []
    for line in lines_of(words):
        pieces: list[list[Word]] = [[line[0]]]
        for word in line[1:]:
            if word.box[0] - max(w.box[2] for w in pieces[-1]) > gap:
                pieces.append([])
            pieces[-1].append(word)
        top, bottom = min(w.box[1] for w in line), max(w.box[3] for w in line)
        result.append(PieceLine(top, bottom, tuple(tuple(piece) for piece in pieces)))
    return result


def least_river(words: Sequence[Word]) -> float:
    """The narrowest white gap that parts columns among words of this size (points)."""
    return max(RIVER, RIVER_HEIGHTS * median(word.box[3] - word.box[1] for word in words))


def columns_of(zone: Sequence[PieceLine]) -> list[tuple[float, float]]:
    """The columns' extents: the words of all lines projected on the x axis, without pieces that span several columns.

    Words, not pieces: a text that reaches far into its column's padding leaves less white than a piece needs, but in most other lines
    the river is wide.
    """
    if not any(len(line.pieces) >= 2 for line in zone):
        return []
    river = least_river([word for line in zone for piece in line.pieces for word in piece]) - ROUNDING
    columns: list[tuple[float, float]] = []
    # From the bottom up: the body shows the rivers, and a header piece that lies across one spans the columns on both sides.
    for line in reversed(zone):
        kept = [
            (word.box[0], word.box[2])
            for piece, box in zip(line.pieces, line.boxes, strict=True)
            if sum(overlap(box[0] - river, box[2] + river, a, b) > 0 for a, b in columns) < 2
            for word in piece
        ]
        columns = merge_intervals([*columns, *kept], river)
    return columns
