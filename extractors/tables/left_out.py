"""What stands in columns on a page and was taken into no table: kept as it stands, so that no row vanishes unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.lattice import PieceLine, piece_lines
from extractors.page import Word, union
from extractors.tables.reading import Reading
from schemas.stages import LEFT_OUT, Cell

#: A row has so many texts, a figure and a name of so many words among them; fewer rows are a signature or a note.
LEAST_TEXTS, NAME_WORDS, LEAST_ROWS = 3, 2, 2
#: Texts this far apart, in heights, are in columns of their own: no space of justified text is so wide.
APART = 1.5


def read_left_out(outside: Sequence[Word], page: int) -> Reading | None:
    """The rows among a page's words outside its tables, one line each, its texts left to right; None where none are.

    Args:
        outside: The words that no table holds.
        page: The page.
    """
    rows = [line for line in piece_lines(outside) if _is_row(line)]
    if len(rows) < LEAST_ROWS:
        return None
    width = max(len(line.pieces) for line in rows)
    cells = []
    for row, line in enumerate(rows):
        for col in range(width):
            piece = line.pieces[col] if col < len(line.pieces) else None
            right = line.pieces[-1].box[2]
            box = piece.box if piece is not None else (right, line.top, right, line.bottom)
            cells.append(Cell(row, col, piece.text if piece is not None else "", box, page))
    box = union([piece.box for line in rows for piece in line.pieces])
    return Reading(tuple(cells), len(rows), width, box, "tanpa_garis", 0.0, (LEFT_OUT,), drawn=False)


def _is_row(line: PieceLine) -> bool:
    """Whether a line of texts apart from each other holds a name and a figure."""
    gaps = sum(b.box[0] - a.box[2] > APART * line.height for a, b in pairwise(line.pieces))
    if gaps < LEAST_TEXTS - 1:
        return False
    named = any(sum(word.text.isalpha() for word in piece.words) >= NAME_WORDS for piece in line.pieces)
    return named and any(piece.text[:1].isdigit() for piece in line.pieces)
