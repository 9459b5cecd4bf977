"""One reading of a table on one page: its cells with their words, and how well the two agree."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from extractors.lattice import Lattice, Region
from extractors.page import LevelRules, PageContent, Word, cell_lines, fraction_lines, inside, lines_of
from extractors.tables.shading import fills_of
from schemas.stages import Box, Cell, fixed

#: The flag of a reading with words that run over into other cells.
RUNS_OVER = "teks_melewati_sel"
#: A word may stick out of its cell this far: slanted letters, wide last letters (points).
SLACK = 2.5
#: How far a word's middle may lie outside the table's frame (points): letters on the outermost rule.
ON_FRAME = 1.0
#: A cell's padding on the right is taken to be that on the left, within these bounds (points): text may be centred.
LEAST_PADDING, MOST_PADDING = 1.0, 6.0
#: A space is this share of the letters' height wide.
SPACE = 0.3
#: A border so near to a letter's middle, in widths of a letter, runs through it.
THROUGH = 0.3


@fixed(frozen=True, slots=True)
class Ink:
    """How a cell's text sits in it, in points: what tells a wrapped line from a new one.

    Attributes:
        first_word: The width of its first word.
        room_left: The room right of its last line.
        lines_left: How many more lines as high as its letters would have room below its last one.
    """

    first_word: float
    room_left: float
    lines_left: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A table on one page as one reader saw it.

    Attributes:
        cells: Sorted by row, then column; every grid position is covered exactly once.
        n_rows, n_cols: The size of the grid.
        box: The table's frame on the page as read.
        method: The reader's name.
        confidence: 0..1, the arbiter's evidence.
        flags: Doubts, e.g. :data:`RUNS_OVER`.
        ink: By row and column, of the cells with text.
        drawn: Whether its cells' borders are the document's, not only guessed.
        words: How many words lie in the frame.
        loose_words: How many of them lie across a cell's border, or had to be split at one.
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    box: Box
    method: str
    confidence: float = 1.0
    flags: tuple[str, ...] = ()
    ink: dict[tuple[int, int], Ink] = field(default_factory=dict)
    drawn: bool = True
    words: int = 0
    loose_words: int = 0


def moved(cell: Cell, place: Callable[[Box, int], Box]) -> Cell:
    """The cell with its box and those of its lines put elsewhere.

    Args:
        cell: The cell.
        place: Where a box on a page (of that number) goes.
    """
    lines = tuple(replace(line, box=place(line.box, line.page)) for line in cell.lines)
    return replace(cell, box=place(cell.box, cell.page), lines=lines)


def read_lattice(lattice: Lattice, content: PageContent, method: str, *, drawn: bool = True) -> Reading:
    """Put the words that lie in a lattice into its cells.

    Args:
        lattice: The cells.
        content: Their page.
        method: The reader's name.
        drawn: Whether the lattice's lines are the document's; a word is never cut at a line that was only guessed.
    """
    words_in, overflowing, split = place_words(lattice, content.words, cut=drawn)
    cells: list[Cell] = []
    inside_cell = placed = 0
    boxes = [lattice.box(g) for g in lattice.regions]
    ink: dict[tuple[int, int], Ink] = {}
    rules = LevelRules(content.horizontal)
    for g, box, fill in zip(lattice.regions, boxes, fills_of(boxes, content), strict=True):
        words = words_in.get(g)
        if not words:
            cells.append(Cell(g.row, g.col, "", box, content.number, g.row_end - g.row, g.col_end - g.col, fill=fill))
            continue
        score = min([word.score for word in words])
        level = lines_of(words)
        lines = cell_lines(words, content.number, fraction_lines(words, rules.inside(box)) or level)
        text = "\n".join(line.text for line in lines)
        flags = tuple(sorted({flag for word in words for flag in word.flags})) if score < 1.0 else ()
        cells.append(Cell(g.row, g.col, text, box, content.number, g.row_end - g.row, g.col_end - g.col, score, lines, fill, flags))
        ink[g.row, g.col] = _ink(level, box)
        placed += len(words)
        inside_cell += sum([word.box[0] >= box[0] - SLACK and word.box[2] <= box[2] + SLACK for word in words])
    frame = lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1]
    return Reading(
        tuple(cells),
        len(lattice.ys) - 1,
        len(lattice.xs) - 1,
        frame,
        method,
        flags=(RUNS_OVER,) if overflowing else (),
        ink=ink,
        drawn=drawn,
        words=placed,
        loose_words=placed - inside_cell + split,
    )


def _ink(lines: Sequence[Sequence[Word]], box: Box) -> Ink:
    first, last = lines[0][0], lines[-1]
    padding = min(max(min([line[0].box[0] for line in lines]) - box[0], LEAST_PADDING), MOST_PADDING)
    height = max([word.box[3] - word.box[1] for word in last])
    room_left = box[2] - last[-1].box[2] - padding - SPACE * height
    lines_left = (box[3] - max([word.box[3] for word in last])) / height
    return Ink(first.box[2] - first.box[0], room_left, lines_left)


def place_words(lattice: Lattice, words: Iterable[Word], *, cut: bool = True) -> tuple[dict[Region, list[Word]], int, int]:
    """Which words lie in which cell.

    A word lies where its middle is. One that a cell border cuts is either two words drawn side by side (the border runs between
    two letters: it is split there) or text that overflows its cell as Excel prints it (the border runs through a letter: the whole
    word, with what was drawn before it on the same line, belongs to the cell where it begins).

    Args:
        lattice: The cells.
        words: The words.
        cut: Whether words are split at borders at all.

    Returns:
        The words by cell, how many words overflow, and how many were split.
    """
    at: dict[tuple[int, int], Region] = {
        (r, c): g for g in lattice.regions for r in range(g.row, g.row_end) for c in range(g.col, g.col_end)
    }
    frame = lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1]

    xs, ys, last_row, last_col = lattice.xs, lattice.ys, len(lattice.ys) - 2, len(lattice.xs) - 2

    left, right = frame[0] - ON_FRAME, frame[2] + ON_FRAME
    upper, lower = frame[1] - ON_FRAME, frame[3] + ON_FRAME

    def region_at(x: float, y: float) -> Region | None:
        if not (left <= x <= right and upper <= y <= lower):
            return None
        # A middle on the frame is in the cell beside it.
        row, col = bisect_right(ys, y, 1, last_row + 1) - 1, bisect_right(xs, x, 1, last_col + 1) - 1
        return at.get((row, col))

    placed: dict[Region, list[Word]] = defaultdict(list)
    owner_of_run: dict[int, Region] = {}
    overflowing = split = 0
    for word in words:
        x0, top, x1, bottom = word.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        home = region_at(x, y)
        if home is None and not inside(x, y, frame, x1 - x0):
            continue
        if home is not None and xs[home.col] <= x0 and x1 <= xs[home.col_end]:
            placed[home].append(word)
            owner_of_run[word.run] = home
            continue
        if not cut:
            overflowing += home is not None
            if home is not None:
                placed[home].append(word)
            continue
        pieces = _split_at_borders(word, lattice, region_at)
        split += len(pieces) > 1
        for piece, overflows in pieces:
            region = region_at(*piece.centre)
            if overflows:
                overflowing += 1
                region = owner_of_run.get(piece.run) or region_at(piece.box[0] + ON_FRAME, piece.centre[1]) or region
            if region is not None:
                placed[region].append(piece)
                owner_of_run[piece.run] = region
    return placed, overflowing, split


def _split_at_borders(word: Word, lattice: Lattice, region_at: _RegionAt) -> Sequence[tuple[Word, bool]]:
    """The word's pieces by cell, and whether it overflows instead."""
    y = word.centre[1]
    if not word.edges or region_at(word.edges[0], y) == region_at(word.edges[-1], y):
        return ((word, False),)
    pieces: list[tuple[Region | None, int, int]] = []
    for index, x in enumerate(word.edges):
        region = region_at(x, y)
        if pieces and pieces[-1][0] == region:
            pieces[-1] = region, pieces[-1][1], index + 1
        else:
            pieces.append((region, index, index + 1))
    width = (word.box[2] - word.box[0]) / len(word.edges)
    for (left, _, end), (right, start, _) in itertools.pairwise(pieces):
        if left is None or right is None:
            return ((word, False),)
        border = lattice.xs[right.col]
        nearest = min(border - word.edges[end - 1], word.edges[start] - border)
        if nearest < THROUGH * width:
            return ((word, True),)
    result = []
    for _, start, end in pieces:
        x0 = word.box[0] if start == 0 else (word.edges[start - 1] + word.edges[start]) / 2
        x1 = word.box[2] if end == len(word.edges) else (word.edges[end - 1] + word.edges[end]) / 2
        box = (x0, word.box[1], x1, word.box[3])
        result.append((replace(word, text=word.text[start:end], box=box, edges=word.edges[start:end]), False))
    return result


class _RegionAt(Protocol):
    """Type of the look-up that :func:`place_words` hands to its helper."""

    def __call__(self, x: float, y: float) -> Region | None: ...


def with_doubts(reading: Reading, doubts: Iterable[tuple[Box, str, float]]) -> Reading:
    """A reading whose cells are flagged where something on the page speaks against them.

    Args:
        reading: The reading.
        doubts: Boxes on its page, what is to be said of the cell that their middle lies in, and how sure that cell is at most.
    """
    cells = list(reading.cells)
    for (x0, top, x1, bottom), flag, at_most in doubts:
        middle = (x0 + x1) / 2, (top + bottom) / 2
        for place, cell in enumerate(cells):
            if inside(*middle, cell.box):
                cells[place] = replace(cell, flags=tuple(dict.fromkeys((*cell.flags, flag))), score=min(cell.score, at_most))
                break
    return replace(reading, cells=tuple(cells))


def words_outside(words: Iterable[Word], boxes: Sequence[Box]) -> list[Word]:
    """The words whose middle lies in none of the boxes."""
    left = list(words)
    for x0, top, x1, bottom in boxes:
        left = [word for word in left if not (x0 <= ((b := word.box)[0] + b[2]) / 2 <= x1 and top <= (b[1] + b[3]) / 2 <= bottom)]
    return left
