"""Titles in a box of their own above rows that no rules part: the box is the header of what stands below it in its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from extractors.lattice.cells import Lattice, lattice_of
from extractors.lattice.frames import Frame
from extractors.lattice.pieces import PieceLine, column_of, piece_lines
from extractors.lattice.shaded_zones import LEAST_TITLES, ShadedTitles, hold_titles, lines_below
from extractors.lattice.stretches import LEAST_COLUMNS, LEAST_LINES
from extractors.lattice.white import body_lattice
from extractors.lattice.zones import Bar, Zone
from extractors.page import Rule, Word, overlap
from schemas.stages import Box

#: Titles have at most so many levels.
MOST_LEVELS = 6
#: The first row stands no lower than this below its titles, in heights; its values are on one of so many lines.
NEAR, FIRST_LINES = 2.0, 4
#: A rule over this share of the box is one of its table.
WHOLE = 0.85


def below_boxes(
    frames: Sequence[Frame], words: Sequence[Word], level: Sequence[Rule], shades: Sequence[Box]
) -> tuple[list[Frame], list[tuple[Lattice, bool]]]:
    """The frames that are tables by themselves, and the tables of those that only bound the titles of what stands below them.

    Args:
        frames: The page's frames.
        words: Its words.
        level: Its level rules outside frames.
        shades: Its shaded areas.

    Returns:
        The frames, and the lattices with whether level rules part their rows.
    """
    kept: list[Frame] = []
    found: list[tuple[Lattice, bool]] = []
    lines: list[PieceLine] | None = None
    for frame in frames:
        table = None
        if len(frame.xs) > LEAST_TITLES and len(frame.ys) - 1 <= MOST_LEVELS:
            lines = piece_lines(words) if lines is None else lines
            table = _table_below(frame, lines, [other for other in frames if other is not frame], level, shades)
        if table is None:
            kept.append(frame)
        else:
            found.append(table)
    return kept, found


def _table_below(
    frame: Frame, lines: Sequence[PieceLine], others: Sequence[Frame], level: Sequence[Rule], shades: Sequence[Box]
) -> tuple[Lattice, bool] | None:
    """The table of a frame that holds nothing but titles, where rows stand in their columns right below it; None for all other frames."""
    if not hold_titles(frame.box, lines):
        return None
    titles, *more = (ShadedTitles(each.box, each.xs) for each in (frame, *others))
    below = [line for line in lines_below(titles, lines, more) if line.middle > frame.box[3]]
    wide = [line for line in below if len(line.pieces) >= LEAST_COLUMNS]
    if len(wide) < LEAST_LINES or below[0].top - frame.box[3] > NEAR * below[0].height or wide[0] not in below[:FIRST_LINES]:
        return None
    if sum(_shares_columns(line, frame.xs[1:-1]) for line in wide) > len(wide) / 2:
        # No rules part the last level of titles.
        return None
    left, top, right, bottom = frame.box[0], frame.box[3], frame.box[2], below[-1].bottom + NEAR * below[-1].height
    bars = [
        Bar(rule.at, ((rule.start, rule.end),), overlap(rule.start, rule.end, left, right) > WHOLE * (right - left))
        for rule in level
        if top < rule.at < bottom and overlap(rule.start, rule.end, left, right) > 0
    ]
    # Below the last rule right across, lines without a second column are what follows the table: a place and a date to sign at.
    last = max((bar.at for bar in bars if bar.whole and bar.at > wide[-1].middle), default=inf)
    below = [line for line in below if line.middle < last]
    body, parted = body_lattice(Zone(tuple(below), tuple(bars), ruled=True), frame.xs, shades)
    return (_joined(lattice_of(frame), body), parted) if body is not None else None


def _shares_columns(line: PieceLine, borders: Sequence[float]) -> bool:
    """Whether several texts of a row stand in one column."""
    columns = [column_of(piece.middle, borders) for piece in line.pieces]
    return len(set(columns)) < len(columns)


def _joined(head: Lattice, body: Lattice) -> Lattice:
    """Header and rows as one table."""
    rows = len(head.ys) - 1
    lower = tuple(replace(region, row=region.row + rows, row_end=region.row_end + rows) for region in body.regions)
    return Lattice(head.xs, (*head.ys, *body.ys[1:]), (*head.regions, *lower))
