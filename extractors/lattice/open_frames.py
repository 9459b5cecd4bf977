"""Frames whose rules leave cells open: rows without upright rules below a ruled header, columns without level rules in a drawn box."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from statistics import median

from extractors.lattice.cells import Lattice, Region
from extractors.lattice.column_lines import is_value
from extractors.lattice.frames import Frame
from extractors.lattice.pieces import Piece, PieceLine, piece_lines
from extractors.lattice.stretches import COLUMN_GAP
from extractors.lattice.white import lattice_of_zone
from extractors.lattice.zones import Bar, Zone
from extractors.page import Word
from schemas.stages import Box

#: A frame is open when at least this share of its lines, and this many of them, hold texts of several columns in one cell.
OPEN_SHARE, OPEN_LINES = 0.3, 3
#: A white lattice is better when at most this share is left.
LEFT_SHARE = 0.05
#: So many lines may have a word across a border, however few there are.
MOST_CROSSING = 1
#: A drawn row is several when it has at least this many lines, beside each other in this share of its columns.
STACKED_LINES, STACKED_SHARE = 4, 0.8
#: A drawn row of this share of its frame is the whole body when so many columns hold so many values, apart by this many heights, each
#: within this many heights of another's.
BODY_SHARE, BODY_COLUMNS, BODY_ROWS, LEADING, ALIGNED = 0.5, 2, 3, 1.2, 0.5
#: White across all columns of so many heights parts rows, where texts of so many columns stand in each.
BLOCK_GAP, BLOCK_COLUMNS = 0.6, 3
#: Values that fill more of their column's width than this may be one value wrapped in a narrow column.
NARROW = 0.6


def closed(frame: Frame, lattice: Lattice, words: Sequence[Word], shades: Sequence[Box]) -> Lattice | None:
    """The cells of an open frame, by its rules and the white between its words.

    Args:
        frame: The rules.
        lattice: The cells that the rules alone bound.
        words: The page's words.
        shades: Its shaded areas.

    Returns:
        None when the rules leave nothing open, or white space parts it no better.
    """
    x0, top, x1, bottom = frame.box
    lines = piece_lines([word for word in words if x0 <= ((b := word.box)[0] + b[2]) / 2 <= x1 and top <= (b[1] + b[3]) / 2 <= bottom])
    shared, stacked = _shared(lattice, lines), _stacked(lattice, lines)
    is_shared, is_stacked = (found >= max(OPEN_LINES, OPEN_SHARE * len(lines)) for found in (shared, stacked))
    if not lines or not (is_shared or is_stacked):
        return None
    left, right = frame.xs[0], frame.xs[-1]
    bars = []
    for at, stretches in zip(frame.ys, frame.level, strict=True):
        if stretches:
            bars.append(Bar(at, stretches, sum(b - a for a, b in stretches) > 0.85 * (right - left)))
    zone = Zone(tuple(lines), tuple(bars), ruled=True)
    white, _ = lattice_of_zone(zone, shades, frame.xs[1:-1])
    # Where rows are what the rules leave open, wide gaps may be the spaces of justified text.
    left_shared = max(LEFT_SHARE * len(lines), shared if is_stacked else 0)
    # A word or two may stick out of a column that another one closely follows.
    if white is None or _shared(white, lines) > left_shared or _crossing(white, lines) > max(MOST_CROSSING, LEFT_SHARE * len(lines)):
        return None
    return white


class _Cells:
    """Which of a lattice's regions a position lies in."""

    def __init__(self, lattice: Lattice) -> None:
        self.xs, self.ys = lattice.xs, lattice.ys
        self.at = {(r, c): g for g in lattice.regions for r in range(g.row, g.row_end) for c in range(g.col, g.col_end)}

    def of(self, box: Box) -> Region | None:
        """The region that the middle of a box lies in; None outside the lattice."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.at.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def _shared(lattice: Lattice, lines: Sequence[PieceLine]) -> int:
    """How many lines have two texts with a wide gap between them in one cell."""
    cells = _Cells(lattice)
    count = 0
    for line in lines:
        wide = [(a, b) for a, b in pairwise(line.pieces) if b.box[0] - a.box[2] > COLUMN_GAP * line.height]
        count += any((cell := cells.of(a.box)) is not None and cell is cells.of(b.box) for a, b in wide)
    return count


def _crossing(lattice: Lattice, lines: Sequence[PieceLine]) -> int:
    """How many lines have a word across a border."""
    cells = _Cells(lattice)
    count = 0
    for line in lines:
        for word in (word for piece in line.pieces for word in piece.words):
            cell = cells.of(word.box)
            if cell is None or word.box[0] < lattice.xs[cell.col] - 1 or word.box[2] > lattice.xs[cell.col_end] + 1:
                count += 1
                break
    return count


def _stacked(lattice: Lattice, lines: Sequence[PieceLine]) -> int:
    """How many lines stand in drawn rows that hold as many values in a column as texts in the first."""
    found = 0
    middles = [(line.middle, line) for line in lines]
    for row, (top, bottom) in enumerate(pairwise(lattice.ys)):
        here = [line for middle, line in middles if top < middle < bottom]
        if len(here) < STACKED_LINES:
            continue
        regions = [region for region in lattice.regions if region.row == row and region.row_end == row + 1]
        if len(regions) < 2 or sum(r.col_end - r.col for r in regions) < len(lattice.xs) - 1:
            continue
        columns = _by_region(regions, lattice.xs, [piece for line in here for piece in line.pieces])
        full = all(len(column) >= STACKED_SHARE * len(here) for column in columns)
        values = [
            column
            for column, r in zip(columns, regions, strict=True)
            if column and _are_values(column, lattice.xs[r.col_end] - lattice.xs[r.col])
        ]
        is_body = bottom - top >= BODY_SHARE * (lattice.ys[-1] - lattice.ys[0])
        # Several indicators in one cell stand each beside its values; without values only the white parts them.
        rows = (
            (_rows_of(values, here[0].height) if is_body else 0)
            if any(_lists_values(column) for column in columns)
            else blocks_of(columns, here[0].height)
        )
        if (full and len(values) >= max(1, len(regions) // 2)) or rows >= BODY_ROWS:
            found += len(here)
    return found


def _by_region(regions: Sequence[Region], xs: Sequence[float], pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Some pieces by the region of one row that their middles lie in."""
    found: list[list[Piece]] = [[] for _ in regions]
    of_column = {col: column for column, r in zip(found, regions, strict=True) for col in range(r.col, r.col_end)}
    for piece in pieces:
        column = of_column.get(bisect_right(xs, piece.middle) - 1)
        if column is not None:
            column.append(piece)
    return found


def _rows_of(values: Sequence[Sequence[Piece]], height: float) -> int:
    """How many values stand apart below each other in each of several columns, at the same heights; 0 where they do not."""
    if len(values) < BODY_COLUMNS:
        return 0
    fullest = max(values, key=len)
    middles = [(piece.box[1] + piece.box[3]) / 2 for piece in fullest]
    if any(b - a < LEADING * height for a, b in pairwise(middles)):
        return 0
    off = sum(
        all(abs((piece.box[1] + piece.box[3]) / 2 - at) > ALIGNED * height for at in middles) for column in values for piece in column
    )
    return len(middles) if off <= LEFT_SHARE * sum(map(len, values)) else 0


def blocks_of(columns: Sequence[Sequence[Piece]], height: float) -> int:
    """How many blocks of lines the white across all columns parts, each with text of several columns."""
    placed = sorted((piece.box[1], piece.box[3], number) for number, column in enumerate(columns) for piece in column)
    # Of each block the columns that speak in it.
    blocks: list[set[int]] = []
    end = -inf
    for top, bottom, number in placed:
        if top - end >= BLOCK_GAP * height:
            blocks.append(set())
        blocks[-1].add(number)
        end = max(end, bottom)
    return len(blocks) if min(map(len, blocks), default=0) >= BLOCK_COLUMNS else 0


def _lists_values(column: Sequence[Piece]) -> bool:
    """Whether a column of one row holds several values, each perhaps with its unit on a line below."""
    return sum(is_value(piece.text) for piece in column) >= max(2, len(column) / 2)


def _are_values(column: Sequence[Piece], width: float) -> bool:
    usual = median(piece.box[2] - piece.box[0] for piece in column)
    return usual < NARROW * width and sum(is_value(piece.text) for piece in column) >= STACKED_SHARE * len(column)
