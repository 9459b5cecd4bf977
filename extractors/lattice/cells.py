"""A frame's lattice becomes cells: merged where no rule is drawn between, whole where rules are missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from extractors.lattice.frames import Frame
from schemas.stages import Box, fixed

#: A border counts as drawn when at least this share of it is.
DRAWN = 0.6
#: A border within positions that hang together is one when at least this share of it is drawn.
HALF_DRAWN = 0.5


@fixed(frozen=True, slots=True)
class Region:
    """A rectangle of grid positions that is one cell; ends are exclusive."""

    row: int
    col: int
    row_end: int
    col_end: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A grid: line positions and the cells between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    def box(self, region: Region) -> Box:
        return self.xs[region.col], self.ys[region.row], self.xs[region.col_end], self.ys[region.row_end]


def lattice_of(frame: Frame) -> Lattice:
    """The cells of a frame.

    Positions with no drawn border between them are one cell. Where that gives a shape that is no rectangle, the shape is cut
    along its most drawn lines until every part is one.
    """
    rows, cols = len(frame.ys) - 1, len(frame.xs) - 1
    right = [[_side(frame, r, c) for c in range(cols)] for r in range(rows)]
    below = [[_floor(frame, r, c) for c in range(cols)] for r in range(rows)]
    regions: list[Region] = []
    for shape in _shapes(right, below, rows, cols):
        regions.extend(_rectangles(shape, right, below))
    return _without_empty_lines(Lattice(frame.xs, frame.ys, tuple(sorted(regions, key=lambda g: (g.row, g.col)))))


def _side(frame: Frame, row: int, col: int) -> float:
    if col + 2 == len(frame.xs):
        return 1.0
    return frame.upright_share(col + 1, frame.ys[row], frame.ys[row + 1])


def _floor(frame: Frame, row: int, col: int) -> float:
    if row + 2 == len(frame.ys):
        return 1.0
    return frame.level_share(row + 1, frame.xs[col], frame.xs[col + 1])


def _shapes(right: list[list[float]], below: list[list[float]], rows: int, cols: int) -> list[set[tuple[int, int]]]:
    """Connected sets of positions with no drawn border between neighbours."""
    seen: set[tuple[int, int]] = set()
    shapes: list[set[tuple[int, int]]] = []
    for start in ((r, c) for r in range(rows) for c in range(cols)):
        if start in seen:
            continue
        shape: set[tuple[int, int]] = set()
        stack = [start]
        while stack:
            r, c = stack.pop()
            if (r, c) in shape:
                continue
            shape.add((r, c))
            if c + 1 < cols and right[r][c] < DRAWN:
                stack.append((r, c + 1))
            if c > 0 and right[r][c - 1] < DRAWN:
                stack.append((r, c - 1))
            if r + 1 < rows and below[r][c] < DRAWN:
                stack.append((r + 1, c))
            if r > 0 and below[r - 1][c] < DRAWN:
                stack.append((r - 1, c))
        seen |= shape
        shapes.append(shape)
    return shapes


def _rectangles(shape: set[tuple[int, int]], right: list[list[float]], below: list[list[float]]) -> list[Region]:
    """Cut a shape into rectangles along the lines with the largest drawn share."""
    row0, row1 = min(r for r, _ in shape), max(r for r, _ in shape) + 1
    col0, col1 = min(c for _, c in shape), max(c for _, c in shape) + 1
    whole = len(shape) == (row1 - row0) * (col1 - col0)
    cuts: list[tuple[float, int, int]] = []
    for row in range(row0, row1 - 1):
        across = [below[row][c] if {(row, c), (row + 1, c)} <= shape else 1.0 for c in range(col0, col1)]
        cuts.append((sum(across) / len(across), 0, row))
    for col in range(col0, col1 - 1):
        along = [right[r][col] if {(r, col), (r, col + 1)} <= shape else 1.0 for r in range(row0, row1)]
        cuts.append((sum(along) / len(along), 1, col))
    drawn, axis, line = max(cuts, default=(0.0, 0, 0))
    # Of cells that are merged down some programs leave out the middle part of the borders between them.
    if whole and drawn < HALF_DRAWN:
        return [Region(row0, col0, row1, col1)]
    parts = ({p for p in shape if p[axis] <= line}, {p for p in shape if p[axis] > line})
    return [region for part in parts if part for piece in _connected(part) for region in _rectangles(piece, right, below)]


def _connected(positions: set[tuple[int, int]]) -> list[set[tuple[int, int]]]:
    left = set(positions)
    pieces: list[set[tuple[int, int]]] = []
    while left:
        stack, piece = [min(left)], set()
        while stack:
            r, c = stack.pop()
            if (r, c) in left:
                left.discard((r, c))
                piece.add((r, c))
                stack += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
        pieces.append(piece)
    return pieces


def _without_empty_lines(lattice: Lattice) -> Lattice:
    """Drop lines on which no cell begins: they were drawn in part and bound nothing."""
    rows = sorted({g.row for g in lattice.regions} | {len(lattice.ys) - 1})
    cols = sorted({g.col for g in lattice.regions} | {len(lattice.xs) - 1})
    new_row: dict[int, int] = defaultdict(int, {old: new for new, old in enumerate(rows)})
    new_col: dict[int, int] = defaultdict(int, {old: new for new, old in enumerate(cols)})

    def at_or_after(index: dict[int, int], lines: list[int], line: int) -> int:
        return index[line] if line in index else next(new for new, old in enumerate(lines) if old >= line)

    regions = tuple(
        Region(new_row[g.row], new_col[g.col], at_or_after(new_row, rows, g.row_end), at_or_after(new_col, cols, g.col_end))
        for g in lattice.regions
    )
    return Lattice(tuple(lattice.xs[c] for c in cols), tuple(lattice.ys[r] for r in rows), regions)
