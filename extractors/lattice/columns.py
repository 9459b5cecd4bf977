"""Where a white table's columns part: several ways to see it, and which of them the words fit best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractors.lattice.column_titles import REPEATED
from extractors.lattice.heads import numbering_line, rough_head
from extractors.lattice.pieces import Piece, column_of
from extractors.lattice.zones import Zone
from extractors.page import merge_intervals

#: Fineness in which white is looked for (bins a point).
FINE = 2.0
#: White narrower than this, in heights, is the space between two words.
SPACE = 0.42
#: The white a river needs, in heights, by how many lines show it: by chance, spaces of two lines stand below each other, of ten never.
RIVER_FEW, RIVER_MANY, MANY = 1.0, 0.5, 6
#: Edges of a column's texts nearer than this, in heights, are aligned.
ALIGNED = 0.25
#: What a piece across a border, two pieces of a line in one column, and a column with next to nothing in it take from a lattice's fit.
CROSSING, SHARING, EMPTY = 2.0, 1.5, 1.0
#: What a lone title between columns costs, and what each column gains that a row of numbers counts.
LONE, NUMBERED = 2.5, 1.0
#: So many texts of which no larger share is aligned are words of justified text.
LEAST_RAGGED, RAGGED = 3, 0.5
#: What it costs when texts of one column stand beside each other with this much white between them, in heights.
BESIDE, CLUSTER = 1.5, 0.3

#: Pairs of texts in so large a share of the lines are of two columns.
PAIRED = 0.6

Span = tuple[float, float]


def borders_of(zone: Zone, drawn: Sequence[float] = ()) -> list[float]:
    """The inner borders of a zone's columns, left to right; the best of several proposals by :func:`fit`.

    Args:
        zone: The lines.
        drawn: Where upright rules are drawn along a part of the zone: one more proposal.
    """
    proposals = [borders for borders in (list(drawn), *_proposals(zone)) if borders]
    if not proposals:
        return []
    best = max(proposals, key=lambda borders: fit(zone, borders))
    for more in (_with_rule_ends, _with_clusters, _with_titles, _with_pairs):
        best = max(best, more(zone, best), key=lambda borders: fit(zone, borders))
    numbered = [borders for borders in proposals if _numbered_each(zone, borders)]
    if numbered and _titled_each(zone) and _ragged(zone, best):
        # Titles and numbers agree on the columns: white inside one is the space of justified text.
        best = max(numbered, key=lambda borders: fit(zone, borders))
    while ragged := _ragged(zone, best):
        best = [border for at, border in enumerate(best) if at != ragged[0] - 1]
    return _cleared(zone, best)


def _ragged(zone: Zone, borders: Sequence[float]) -> list[int]:
    """Columns below a part of a title whose words stand anywhere in them: they belong to the justified text left of them."""
    head = rough_head(zone)
    titled: set[int] = set()
    below_part: set[int] = set()
    held: dict[int, list[Piece]] = {}
    for index, line in enumerate(zone.lines):
        for piece in line.pieces:
            first, last = (column_of(x, borders) for x in (piece.box[0] + 1, piece.box[2] - 1))
            if index < head:
                below_part |= set(range(first + 1, last + 1))
                titled |= {first} if first == last and not piece.text.strip("()").isdigit() else set()
            elif first == last:
                held.setdefault(first, []).append(piece)
    return [col for col in sorted(below_part - titled) if _is_ragged(held.get(col, []), zone.height)]


def _is_ragged(pieces: Sequence[Piece], height: float) -> bool:
    figures = sum(any(ch.isdigit() for ch in piece.text) for piece in pieces)
    return len(pieces) >= LEAST_RAGGED and figures < RAGGED * len(pieces) and _aligned_at_left(pieces, height) <= RAGGED


def _with_rule_ends(zone: Zone, borders: Sequence[float]) -> list[float]:
    """The borders with those where short rules begin or end, unless there is one in the same white already."""
    inner = [x for x in sorted(zone.rule_ends) if zone.left + zone.height < x < zone.right - zone.height]
    spans = _segments([piece for line in zone.lines for piece in line.pieces], zone.height)
    found = list(borders)
    for x in inner:
        crossing = sum(a + 1 < x < b - 1 for a, b in spans)
        alone = all(any(min(x, other) < (a + b) / 2 < max(x, other) for a, b in spans) for other in found)
        if crossing <= 0.1 * len(zone.lines) and alone:
            found.append(x)
    return sorted(found)


def _with_clusters(zone: Zone, borders: Sequence[float]) -> list[float]:
    """The borders with those between texts of one column that stand beside each other, each in lines where the other is empty."""
    members: list[list[Span]] = [[] for _ in range(len(borders) + 1)]
    for line in zone.lines:
        for piece in line.pieces:
            first, last = (column_of(x, borders) for x in (piece.box[0] + 1, piece.box[2] - 1))
            if first == last:
                members[first].append((piece.box[0], piece.box[2]))
    found = list(borders)
    for column in members:
        clusters = merge_intervals(column, CLUSTER * zone.height)
        found += [(a[1] + b[0]) / 2 for a, b in pairwise(clusters)]
    return sorted(found)


def _with_titles(zone: Zone, borders: Sequence[float]) -> list[float]:
    """The borders with those between titles of one column that stand beside each other on a line: columns that may be empty."""
    found = list(borders)
    covered = _coverage(zone, _segments([piece for line in zone.lines for piece in line.pieces], zone.height))
    for line in zone.lines[: rough_head(zone)]:
        for a, b in pairwise(line.pieces):
            if column_of(a.box[2] - 1, found) == column_of(b.box[0] + 1, found):
                start, end = int((a.box[2] - zone.left) * FINE), int((b.box[0] - zone.left) * FINE) + 1
                found = sorted([*found, _clearest(zone, covered, max(0, start), end)])
    return found


def _with_pairs(zone: Zone, borders: Sequence[float]) -> list[float]:
    """The borders with one where two texts of most lines nearly touch in one column: figures set to the right edge beside their units.

    The title of the figures may stand at the left edge of their column, with nothing below it.
    """
    lines = zone.lines[rough_head(zone) :]
    gaps: dict[int, list[float]] = {}
    held: set[int] = set()
    for line in lines:
        cols = [column_of(piece.box[0] + 1, borders) for piece in line.pieces]
        held |= set(cols)
        for (a, b), (first, second) in zip(pairwise(line.pieces), pairwise(cols), strict=True):
            if first == second:
                gaps.setdefault(first, []).append((a.box[2] + b.box[0]) / 2)
    best = list(borders)
    for col, found in gaps.items():
        if len(found) < PAIRED * len(lines) or max(found) - min(found) > 2 * ALIGNED * zone.height:
            continue
        parted = sorted([*best, median(found)])
        bare = [border for border in parted if border != borders[col - 1]] if col and col - 1 not in held else parted
        best = max(best, parted, bare, key=lambda each: fit(zone, each))
    return best


def _cleared(zone: Zone, borders: Sequence[float]) -> list[float]:
    """The borders moved, inside the white of the lower lines, to where they cross the fewest of the upper ones: titles may be wide."""
    upper = int(0.34 * len(zone.lines))
    body = _coverage(zone, _segments([p for line in zone.lines[upper:] for p in line.pieces], zone.height))
    every = _coverage(zone, _segments([p for line in zone.lines for p in line.pieces], zone.height))
    moved = []
    for border in borders:
        at = min(max(int((border - zone.left) * FINE), 0), len(body) - 1)
        start = end = at
        while start > 0 and body[start - 1] <= body[at]:
            start -= 1
        while end + 1 < len(body) and body[end + 1] <= body[at]:
            end += 1
        moved.append(_clearest(zone, every, start, end + 1) if start > 0 and end + 1 < len(body) else border)
    return moved if all(a < b for a, b in pairwise(moved)) else list(borders)


def _proposals(zone: Zone) -> list[list[float]]:
    lines = zone.lines
    split = [line for line in lines if len(line.pieces) >= 2] or list(lines)
    found = [
        _rivers(zone, [piece for line in split for piece in line.pieces], tolerance=0),
        _rivers(zone, [piece for line in split for piece in line.pieces], tolerance=int(0.1 * len(split))),
        _from_below(zone),
    ]
    counted = numbering_line(lines)
    if counted is not None:
        found.append(_between_anchors(zone, lines[counted].pieces))
    fullest = max(lines, key=lambda line: len(line.pieces))
    found.append(_between_anchors(zone, fullest.pieces))
    return found


def _river_width(zone: Zone, lines: int) -> float:
    share = min(1.0, max(0.0, (lines - 2) / (MANY - 2)))
    return zone.height * (RIVER_FEW + share * (RIVER_MANY - RIVER_FEW))


def _segments(pieces: Sequence[Piece], height: float) -> list[Span]:
    """The stretches of ink: words with the spaces between them filled."""
    spans: list[Span] = []
    for piece in pieces:
        start, end = piece.words[0].box[0], piece.words[0].box[2]
        for word in piece.words[1:]:
            if word.box[0] - end > SPACE * height:
                spans.append((start, end))
                start = word.box[0]
            end = max(end, word.box[2])
        spans.append((start, end))
    return spans


def _coverage(zone: Zone, spans: Sequence[Span]) -> NDArray[np.int32]:
    """By bin, how many stretches of ink cover it."""
    bins = int((zone.right - zone.left) * FINE) + 3
    steps = np.zeros(bins + 1, dtype=np.int32)
    for start, end in spans:
        steps[max(0, int((start - zone.left) * FINE + 0.5))] += 1
        steps[min(bins, max(0, int((end - zone.left) * FINE + 0.5)))] -= 1
    covered: NDArray[np.int32] = np.cumsum(steps)[:bins].astype(np.int32)
    return covered


def _rivers(zone: Zone, pieces: Sequence[Piece], tolerance: int) -> list[float]:
    """Borders in the middle of the white that at most ``tolerance`` lines cross."""
    return _between_ink(zone, _coverage(zone, _segments(pieces, zone.height)), tolerance)


def _between_ink(zone: Zone, covered: NDArray[np.int32], tolerance: int) -> list[float]:
    """Borders in the white of a coverage."""
    white = np.concatenate(([False], covered <= tolerance, [False]))
    starts, ends = np.flatnonzero(white[1:] & ~white[:-1]), np.flatnonzero(~white[1:] & white[:-1])
    least = _river_width(zone, len(zone.lines)) * FINE
    inked = np.flatnonzero(covered > tolerance)
    if inked.size == 0:
        return []
    # The place in the river that the fewest lines cross, its middle where that is a stretch.
    return [
        _clearest(zone, covered, int(a), int(b))
        for a, b in zip(starts, ends, strict=True)
        if b - a >= least and inked[0] < a and b <= inked[-1]
    ]


def _clearest(zone: Zone, covered: NDArray[np.int32], start: int, end: int) -> float:
    part = covered[start:end]
    clear = np.flatnonzero(part == part.min())
    runs = np.split(clear, np.flatnonzero(np.diff(clear) > 1) + 1)
    longest = max(runs, key=len)
    return zone.left + (start + float(longest[0] + longest[-1] + 1) / 2) / FINE


def _from_below(zone: Zone) -> list[float]:
    """Rivers of the body: from the bottom up, a piece that lies across one that is already seen spans the columns on both sides."""
    covered = _coverage(zone, ())
    borders: list[float] = []
    for index, line in enumerate(reversed(zone.lines)):
        kept = [piece for piece in line.pieces if not any(piece.box[0] + 1 < border < piece.box[2] - 1 for border in borders)]
        covered = covered + _coverage(zone, _segments(kept, zone.height))
        if index >= 1:
            borders = _between_ink(zone, covered, tolerance=0)
    return borders


def _between_anchors(zone: Zone, anchors: Sequence[Piece]) -> list[float]:
    """One border between each two neighbouring anchors, where the fewest lines cross it."""
    covered = _coverage(zone, _segments([piece for line in zone.lines for piece in line.pieces], zone.height))
    borders = []
    for a, b in pairwise(anchors):
        start, end = int((a.box[2] - zone.left) * FINE), int((b.box[0] - zone.left) * FINE) + 1
        if end > start:
            borders.append(_clearest(zone, covered, max(0, start), end))
    return borders


def fit(zone: Zone, borders: Sequence[float]) -> float:
    """How well the words fit a zone's columns; more is better, comparable within one zone.

    Pieces across borders, pieces of one line that share a column, and columns without text cost; columns with aligned texts gain.

    Args:
        zone: The lines.
        borders: The inner borders.
    """
    members: list[list[Piece]] = [[] for _ in range(len(borders) + 1)]
    repeated = Counter((index, piece.text) for index, line in enumerate(zone.lines) for piece in line.pieces)
    common = {text for (_, text), count in repeated.items() if count >= REPEATED}
    head = rough_head(zone)
    below = zone.lines[head].top if head < len(zone.lines) else zone.lines[-1].bottom
    ignored = _numbers_of_groups(zone)
    cost = 0.0
    for index, line in enumerate(zone.lines):
        if index == ignored:
            continue
        columns: list[int] = []
        for piece in line.pieces:
            first = column_of(piece.box[0] + 1, borders)
            last = column_of(piece.box[2] - 1, borders)
            if first != last:
                # Titles over several columns stand in the header, names of groups of rows alone on their line.
                title = index < 0.34 * len(zone.lines) or len(line.pieces) == 1
                cost += (0.15 if title else CROSSING) * (1 if title else last - first)
            else:
                members[first].append(piece)
                columns.append(first)
        cost += SHARING * (len(columns) - len(set(columns)))
    gain = 0.0
    for column in members:
        if len(column) < 2:
            # A lone title at an end is an empty column's; one between columns may as well be theirs together.
            sure = column in (members[0], members[-1]) or (bool(column) and column[0].text in common)
            cost += EMPTY if sure else LONE
        else:
            gain += 0.5 * aligned(column, zone.height) * len(column)
            cost += BESIDE * _besides(column, below, zone.height)
    return gain - cost + _agrees_with_numbering(zone, borders)


def _agrees_with_numbering(zone: Zone, borders: Sequence[float]) -> float:
    """What a row that numbers the columns adds when each of its numbers has a column of its own."""
    return NUMBERED * (len(borders) + 1) if _numbered_each(zone, borders) else 0.0


def _numbers_of_groups(zone: Zone) -> int | None:
    """The line that numbers groups of columns, each in the middle of several ("K" and "Rp"): it says nothing of their borders.

    The titles right above it are more than its numbers.
    """
    counted = numbering_line(zone.lines)
    if not counted:
        return None
    numbers = sum(len(piece.words) for piece in zone.lines[counted].pieces)
    return counted if len(zone.lines[counted - 1].pieces) > numbers else None


def _numbered_each(zone: Zone, borders: Sequence[float]) -> bool:
    """Whether a row numbers the columns and each of its numbers has one of its own."""
    counted = numbering_line(zone.lines)
    if counted is None:
        return False
    columns = [column_of(word.centre[0], borders) for piece in zone.lines[counted].pieces for word in piece.words]
    return columns == list(range(len(borders) + 1))


def _titled_each(zone: Zone) -> bool:
    """Whether a line of titles above a row that numbers the columns has as many titles as that row has numbers."""
    counted = numbering_line(zone.lines)
    if counted is None:
        return False
    numbers = sum(len(piece.words) for piece in zone.lines[counted].pieces)
    return any(len(line.pieces) == numbers for line in zone.lines[:counted])


def _besides(column: Sequence[Piece], below: float, height: float) -> int:
    """How often texts of one column stand beside each other, all of them in the header or all of them in the body.

    Args:
        column: Its texts.
        below: Where the body begins: a title in the middle may well stand beside texts at the left.
        height: The usual height of a line.
    """
    count = 0
    for part in ([p for p in column if p.box[1] < below - 1], [p for p in column if p.box[1] >= below - 1]):
        count += max(0, len(merge_intervals([(p.box[0], p.box[2]) for p in part], CLUSTER * height)) - 1)
    return count


def aligned(pieces: Sequence[Piece], height: float) -> float:
    """The largest share of pieces that agree in their left edges, their right edges or their middles."""
    return max(_agree([p.box[2] for p in pieces], height), _aligned_at_left(pieces, height))


def _aligned_at_left(pieces: Sequence[Piece], height: float) -> float:
    """The same without right edges: only figures are set to the right, and the last words of justified text."""
    return max(_agree([p.box[0] for p in pieces], height), _agree([p.middle for p in pieces], height))


def _agree(values: Sequence[float], height: float) -> float:
    usual = median(values)
    return sum(abs(value - usual) <= ALIGNED * height for value in values) / len(values)
