"""Tables without upright rules: columns from the white rivers between words, rows from rules, numbering and line spacing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.lattice.bars import LEAST_BARS, bars_over
from extractors.lattice.cells import Lattice, Region
from extractors.lattice.header_spans import header_spans
from extractors.lattice.pieces import PieceLine, columns_of, split_lines
from extractors.lattice.white_rows import row_edges, row_starts
from extractors.lattice.zones import LEAST_COLUMNS, is_label_list, zones_of
from extractors.page import Rule, Word

#: A table has at least this many rows below its header.
LEAST_ROWS = 2
#: The table's frame is drawn so far beside its outer columns, and above and below its text (points).
BESIDE, ABOVE = 3.0, 2.0
#: Lines of a header may touch by so much (points).
TOUCHING = 1.0
#: Rows part at a rule that lies so near (points).
NEAR_BAR = 8.0


def white_lattices(words: Sequence[Word], rules: Sequence[Rule]) -> list[tuple[Lattice, bool]]:
    """Find the tables among words that no frame encloses.

    Args:
        words: The page's words outside ruled tables.
        rules: Its level rules outside ruled tables; where they part rows, they decide.

    Returns:
        One lattice a table, top to bottom, and whether level rules part its rows; empty when nothing stands in columns.
    """
    lines = split_lines([word for word in words if word.turn == 0])
    found: list[tuple[Lattice, bool]] = []
    for zone in zones_of(lines, rules):
        columns = columns_of(zone)
        if len(columns) < LEAST_COLUMNS or is_label_list(zone):
            continue
        bars = bars_over(rules, zone, columns)
        lattice = _lattice(zone, columns, bars)
        if lattice is not None:
            found.append((lattice, len(bars) >= LEAST_BARS))
    return found


def _lattice(zone: Sequence[PieceLine], columns: Sequence[tuple[float, float]], bars: Sequence[float]) -> Lattice | None:
    xs = [columns[0][0] - BESIDE, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1] + BESIDE]
    starts = row_starts(zone, xs, bars)
    if len(starts) < LEAST_ROWS:
        return None
    edges = row_edges(zone, starts)
    head = [line for line in zone if line.top < edges[0]]
    heights, regions = _head(head, xs)
    edges = [_at_bar(edge, bars) for edge in edges]
    ys = [zone[0].top - ABOVE, *heights, *(edges if head else edges[1:]), max(line.bottom for line in zone) + ABOVE]
    if any(b <= a for a, b in pairwise(ys)):
        return None
    body = len(heights) + 1 if head else 0
    cols = len(xs) - 1
    regions += [Region(r, c, r + 1, c + 1) for r in range(body, len(ys) - 1) for c in range(cols)]
    return Lattice(tuple(xs), tuple(ys), tuple(sorted(regions, key=lambda g: (g.row, g.col))))


def _head(head: Sequence[PieceLine], xs: Sequence[float]) -> tuple[list[float], list[Region]]:
    """The cells of the header: one row, or two where titles span several columns; and the height that parts the two."""
    cols = len(xs) - 1
    if not head:
        return [], []
    spans = header_spans(head, xs)
    if not spans:
        return [], [Region(0, c, 1, c + 1) for c in range(cols)]
    middle = max(line.bottom for line, _, _ in spans)
    below = [line.top for line in head if line.top >= middle - TOUCHING]
    split = (middle + min(below)) / 2 if below else middle + TOUCHING / 2
    covered = {c for _, a, b in spans for c in range(a, b)}
    titles = [Region(0, a, 1, b) for _, a, b in spans]
    return [split], titles + [Region(int(c in covered), c, 2, c + 1) for c in range(cols)]


def _at_bar(edge: float, bars: Sequence[float]) -> float:
    """The rule next to where two rows part, when there is one."""
    nearest = min(bars, key=lambda bar: abs(bar - edge), default=None)
    return nearest if nearest is not None and abs(nearest - edge) < NEAR_BAR else edge
