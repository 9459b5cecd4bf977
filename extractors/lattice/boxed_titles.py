"""Titles in a box of their own above rows that no rules part: the box's level rules are those of the whole table."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lattice.frames import Frame
from extractors.lattice.pieces import PieceLine, piece_lines
from extractors.lattice.shaded_zones import LEAST_TITLES, ShadedTitles, hold_titles, lines_below
from extractors.lattice.stretches import LEAST_COLUMNS, LEAST_LINES
from extractors.page import Rule, Word

#: Titles have at most so many levels.
MOST_LEVELS = 6
#: The first row stands no lower than this below its titles, in heights.
NEAR = 2.0


def without_boxed_titles(frames: Sequence[Frame], words: Sequence[Word]) -> tuple[list[Frame], list[Rule]]:
    """The frames that are tables by themselves, and the level rules of those that only bound the titles of what stands below them.

    Args:
        frames: The page's frames.
        words: Its words.
    """
    kept: list[Frame] = []
    level: list[Rule] = []
    lines: list[PieceLine] | None = None
    for frame in frames:
        may_be = len(frame.xs) > LEAST_TITLES and len(frame.ys) - 1 <= MOST_LEVELS
        lines = piece_lines(words) if may_be and lines is None else lines
        if may_be and lines is not None and _has_rows_below(frame, lines, [other for other in frames if other is not frame]):
            level += [Rule(at, start, end) for at, stretches in zip(frame.ys, frame.level, strict=True) for start, end in stretches]
        else:
            kept.append(frame)
    return kept, level


def _has_rows_below(frame: Frame, lines: Sequence[PieceLine], others: Sequence[Frame]) -> bool:
    """Whether a frame holds nothing but titles, and rows stand in their columns right below it."""
    if not hold_titles(frame.box, lines):
        return False
    titles, *more = (ShadedTitles(each.box, each.xs) for each in (frame, *others))
    below = [line for line in lines_below(titles, lines, more) if line.middle > frame.box[3]]
    wide = [line for line in below if len(line.pieces) >= LEAST_COLUMNS]
    return len(wide) >= LEAST_LINES and below[0].top - frame.box[3] < NEAR * below[0].height and wide[0] in below[:LEAST_LINES]
