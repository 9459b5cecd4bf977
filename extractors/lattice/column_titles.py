"""Columns that only titles made: borders between them and their neighbours that the body does not have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extractors.lattice.heads import numbering_line
from extractors.lattice.pieces import Piece, PieceLine, column_of
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
    titled, filled = _held(zone, header, borders)
    kept: list[float] = []
    for col, border in enumerate(borders):
        pair = {col, col + 1}
        halves = len(pair & titled) == 1 and len(pair & filled) == 1 and pair & titled != pair & filled
        if not (header and halves):
            kept.append(border)
    return kept


def in_step(zone: Zone, header: int, borders: Sequence[float]) -> list[float]:
    """The borders with titles and texts of neighbouring columns in step: the n-th title over the n-th column of texts.

    Titles stand in the middle of their columns, figures at the right edge, so that the white between them may look like columns: one with
    a title alone, others whose title is of the next one's figures, one with figures alone.

    Args:
        zone: The lines.
        header: How many of them are the header, a row that numbers the columns included.
        borders: The inner borders.
    """
    titled, filled = _held(zone, header, borders)
    moved = list(borders)
    first = 0
    while first <= len(borders):
        last = first + 1
        while last <= len(borders) and last in titled and last in filled:
            last += 1
        begins = (first in titled) != (first in filled)
        ends = last <= len(borders) and (last in titled) != (last in filled) and (last in titled) != (first in titled)
        if begins and ends and last - first > 1 and (inner := _stepped(zone, header, borders, first, last)) is not None:
            moved = [border for border in moved if border not in borders[first:last]] + inner
            first = last
        first += 1
    return sorted(moved)


def _stepped(zone: Zone, header: int, borders: Sequence[float], first: int, last: int) -> list[float] | None:
    """The borders between as many columns as titles stand in some columns; None where a title and its texts reach over the next ones."""

    def extents(lines: Sequence[PieceLine], *, lowest: bool) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        for col in range(first, last + 1):
            pieces = [piece for line in lines for piece in line.pieces if column_of(piece.middle, borders) == col]
            if lowest and pieces:
                bottom = max(piece.box[3] for piece in pieces)
                pieces = [piece for piece in pieces if piece.box[3] > bottom - zone.height]
            if pieces:
                found.append((min(piece.box[0] for piece in pieces), max(piece.box[2] for piece in pieces)))
        return found

    titles = extents(zone.lines[:header], lowest=True)
    texts = extents(zone.lines[header:], lowest=False)
    if len(titles) != len(texts) or len(titles) != last - first:
        return None
    both = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(titles, texts, strict=True)]
    if any(a[1] >= b[0] for a, b in pairwise(both)):
        return None
    return [(a[1] + b[0]) / 2 for a, b in pairwise(both)]


def _held(zone: Zone, header: int, borders: Sequence[float]) -> tuple[set[int], set[int]]:
    """The columns that titles stand in, and those that texts below the header do."""
    titled: set[int] = set()
    filled: set[int] = set()
    counted = numbering_line(zone.lines[header : header + 1]) is not None
    for index, line in enumerate(zone.lines):
        for piece in line.pieces:
            columns = range(column_of(piece.box[0] + 1, borders), column_of(piece.box[2] - 1, borders) + 1)
            (titled if index < header + counted else filled).update(columns)
    return titled, filled


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
