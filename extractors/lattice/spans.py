"""Cells over several columns that rules get wrong: a value over years where no level rule helps, titles that miss a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from extractors.lattice.cells import DRAWN, Lattice, Region
from extractors.lattice.frames import Frame
from extractors.page import Word, inside, lines_of, off_middle
from schemas.stages import Box

#: Between the columns of one cell at most this share of the rule is drawn: its ends reach a little into the row.
UNDRAWN = 0.25
#: A title stands at least so far from the next column (points).
CLEAR = 1.5
#: Columns found by the white between their words part this near the rule between them (points).
NEAR = 8.0
#: A text stands in the middle of its cell to within this share of the cell's width.
CENTRED = 0.15


def with_spans(lattice: Lattice, frame: Frame, words: Sequence[Word]) -> Lattice:
    """The lattice with cells made one where the rules between them leave off and one text stands in the middle of both.

    A rule must be drawn elsewhere in the row: where a table has no upright rules below its header, their absence says nothing.

    Args:
        lattice: The cells, with rows that were found without level rules.
        frame: The rules.
        words: The page's words.
    """
    rows: dict[int, list[Region]] = defaultdict(list)
    for region in lattice.regions:
        if region.row_end == region.row + 1:
            rows[region.row].append(region)
    joined: dict[Region, Region | None] = {}
    for row, regions in rows.items():
        top, bottom = lattice.ys[row], lattice.ys[row + 1]
        shares = {lattice.xs[r.col_end]: _drawn(frame, lattice.xs[r.col_end], top, bottom) for r in regions[:-1]}
        if not any(share >= DRAWN for share in shares.values()):
            continue
        here = [word for word in words if top < word.centre[1] < bottom]
        for run in _runs(regions, [x for x, share in shares.items() if share <= UNDRAWN], lattice):
            whole = Region(row, run[0].col, row + 1, run[-1].col_end)
            if _is_one_text(lattice.box(whole)[::2], here):
                joined |= dict.fromkeys(run)
                joined[run[0]] = whole
    if not joined:
        return lattice
    kept = [joined.get(region, region) for region in lattice.regions]
    return Lattice(lattice.xs, lattice.ys, tuple(region for region in kept if region is not None))


def _drawn(frame: Frame, x: float, top: float, bottom: float) -> float:
    """The share of a row's height that the rule nearest a position is drawn over; 1 where the frame has no rule near it."""
    col = min(range(len(frame.xs)), key=lambda col: abs(frame.xs[col] - x))
    return frame.upright_share(col, top, bottom) if abs(frame.xs[col] - x) <= NEAR else 1.0


def _runs(regions: Sequence[Region], open_at: Sequence[float], lattice: Lattice) -> list[list[Region]]:
    """Neighbours in a row without a rule between them, each run as long as it goes."""
    runs: list[list[Region]] = []
    for left, right in pairwise(regions):
        if left.col_end != right.col or lattice.xs[left.col_end] not in open_at:
            continue
        if runs and runs[-1][-1] == left:
            runs[-1].append(right)
        else:
            runs.append([left, right])
    return runs


def _is_one_text(sides: tuple[float, ...], words: Sequence[Word]) -> bool:
    """Whether the words between two positions are one text in the middle."""
    left, right = sides
    boxes = [word.box for word in words if left < word.centre[0] < right]
    if not boxes:
        return False
    start, end = min(box[0] for box in boxes), max(box[2] for box in boxes)
    widest = max((b[0] - a[2] for a, b in pairwise(sorted(boxes))), default=0.0)
    return off_middle(start, end, left, right) <= CENTRED and widest <= max(box[3] - box[1] for box in boxes)


def with_parted_titles(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """The lattice with cells over several columns cut where each of their columns has a text of its own in its middle.

    A fill painted over the rules of a header hides some of them; the texts still stand where they were centred. A cell with one
    column's cells further up is none of a header: two values in it may be one cell's.

    Args:
        lattice: The cells.
        words: The page's words.
    """
    regions: list[Region] = []
    single: dict[int, int] = {}
    for region in lattice.regions:
        if region.col_end - region.col == 1:
            single[region.col] = min(region.row_end, single.get(region.col, region.row_end))
    for region in lattice.regions:
        cols = range(region.col, region.col_end)
        if len(cols) < 2 or any(single.get(col, inf) <= region.row for col in cols):
            regions.append(region)
            continue
        here = [word for word in words if inside(*word.centre, lattice.box(region))]
        columns = [replace(region, col=col, col_end=col + 1) for col in cols]
        has_titles = all(_is_title(lattice.box(column), here) for column in columns)
        regions += columns if has_titles and not _cross(lattice.xs[region.col + 1 : region.col_end], here) else [region]
    return lattice if len(regions) == len(lattice.regions) else Lattice(lattice.xs, lattice.ys, tuple(regions))


def _is_title(box: Box, words: Sequence[Word]) -> bool:
    """Whether the words between a column's edges stand in its middle, line by line, clear of its edges."""
    left, _, right, _ = box
    lines = lines_of(word for word in words if left < word.centre[0] < right)
    extents = [(line[0].box[0], max(word.box[2] for word in line)) for line in lines]
    return bool(extents) and all(
        off_middle(start, end, left, right) <= CENTRED and min(start - left, right - end) > CLEAR for start, end in extents
    )


def _cross(borders: Sequence[float], words: Sequence[Word]) -> bool:
    return any(word.box[0] < border < word.box[2] for word in words for border in borders)
