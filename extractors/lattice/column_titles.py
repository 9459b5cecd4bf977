"""Columns that only titles made: borders between them and their neighbours that the body does not have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extractors.lattice.heads import numbering_line
from extractors.lattice.pieces import Piece, column_of
from extractors.lattice.zones import Zone

#: A text that stands so many times on a line is the title of so many columns ("K", "Rp"): one without texts is an empty column.
REPEATED = 3


def with_whole_columns(zone: Zone, header: int, borders: Sequence[float]) -> list[float]:
    """The borders without those between a column that has only a title and one that has none: a title in the middle, texts at the left.

    Args:
        zone: The lines.
        header: How many of them are the header, a row that numbers the columns included.
        borders: The inner borders.
    """
    titled: set[int] = set()
    filled: set[int] = set()
    counted = numbering_line(zone.lines[header : header + 1]) is not None
    for index, line in enumerate(zone.lines):
        for piece in line.pieces:
            columns = range(column_of(piece.box[0] + 1, borders), column_of(piece.box[2] - 1, borders) + 1)
            (titled if index < header + counted else filled).update(columns)
    kept: list[float] = []
    for col, border in enumerate(borders):
        pair = {col, col + 1}
        halves = len(pair & titled) == 1 and len(pair & filled) == 1 and pair & titled != pair & filled
        if not (header and halves):
            kept.append(border)
    return kept


def without_title_columns(zone: Zone, header: int, borders: Sequence[float]) -> list[float]:
    """The borders without those of columns that hold nothing but a title over both their neighbours ("I" between "K" and "Rp").

    Args:
        zone: The lines.
        header: How many of them are the header.
        borders: The inner borders.
    """
    head = [piece for line in zone.lines[:header] for piece in line.pieces]
    repeated = Counter(piece.text for piece in head)
    filled = {column_of(piece.middle, borders) for line in zone.lines[header:] for piece in line.pieces}
    own: dict[int, list[Piece]] = defaultdict(list)
    for piece in head:
        own[column_of(piece.middle, borders)].append(piece)

    def lies_over(col: int, titles: Sequence[Piece]) -> bool:
        """Whether a column's lowest title is one of several alike, below others."""
        lowest = max(own[col], key=lambda piece: piece.box[1], default=None)
        return lowest is not None and repeated[lowest.text] >= REPEATED and all(lowest.box[1] > piece.box[1] + 1 for piece in titles)

    kept = []
    for col, border in enumerate(borders):
        is_title = col > 0 and col not in filled and own[col] and all(lies_over(beside, own[col]) for beside in (col - 1, col + 1))
        if not is_title:
            kept.append(border)
    return kept
