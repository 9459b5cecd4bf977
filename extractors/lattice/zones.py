"""Where text stands in columns: the stretches of a page that may be tables without upright rules."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractors.lattice.bars import rule_blocks
from extractors.lattice.pieces import RIVER, PieceLine, columns_of
from extractors.page import Rule, overlap

#: A table has at least this many columns and lines, and this many of its lines have text in so many columns.
LEAST_COLUMNS, LEAST_LINES, LEAST_WIDE_LINES = 3, 3, 2
#: A line further below the one before, in heights of a line, begins something new.
FAR = 3.2
#: The end of a wrapped text follows its line closer than this, in heights of a line.
WRAPPED = 0.8
#: Text may stick out so far between rules, or from its column to the left (points).
STICKS_OUT, SLANTS_OUT = 2.0, 1.0
#: A text over at least so many columns, and this share of them, runs across the table.
ACROSS, ACROSS_SHARE = 3, 0.5
#: It lies over a column when it covers so much of it (points).
COVERS = 2.0
#: With this share of lines that have a colon between two pieces, a zone is a form.
WITH_COLON = 0.25


def zones_of(lines: Sequence[PieceLine], rules: Sequence[Rule]) -> list[list[PieceLine]]:
    """Runs of lines that stand in columns: most have several pieces, none far below the one before."""
    if not lines:
        return []
    height = median(line.bottom - line.top for line in lines)
    ruled = rule_blocks(rules)
    zones: list[list[PieceLine]] = []
    zone: list[PieceLine] = []

    def close() -> None:
        while zone and not _belongs(zone) and not any(a <= zone[-1].top and zone[-1].bottom <= b for a, b in ruled):
            zone.pop()
        many = sum(len(line.pieces) >= LEAST_COLUMNS for line in zone)
        if len(zone) >= LEAST_LINES and many >= LEAST_WIDE_LINES:
            zones.append(list(zone))
        zone.clear()

    for line in lines:
        block = next(((a, b) for a, b in ruled if a - STICKS_OUT <= line.top and line.bottom <= b + STICKS_OUT), None)
        if zone:
            same_block = block is not None and block[0] - STICKS_OUT <= zone[0].top
            left_block = block is None and any(
                a - STICKS_OUT <= zone[0].top and zone[-1].bottom <= b + STICKS_OUT < line.bottom for a, b in ruled
            )
            far = line.top - zone[-1].bottom > FAR * height
            if left_block or (not same_block and (far or _is_running_text(line, zone))):
                close()
        if zone or len(line.pieces) >= 2 or block is not None:
            zone.append(line)
    close()
    return zones


def _belongs(zone: Sequence[PieceLine]) -> bool:
    """Whether the last line of a zone is part of it: several pieces, or the end of a text wrapped in one of the columns."""
    last = zone[-1]
    if len(last.pieces) >= 2 or len(zone) < 2:
        return len(last.pieces) >= 2
    box = last.boxes[0]
    in_column = any(a - SLANTS_OUT <= box[0] and box[2] <= b + RIVER for a, b in columns_of(zone[:-1]))
    return in_column and last.top - zone[-2].bottom < WRAPPED * (last.bottom - last.top)


def _is_running_text(line: PieceLine, zone: Sequence[PieceLine]) -> bool:
    """Whether a line runs across the rivers of the lines above it."""
    columns = columns_of(zone)
    if len(columns) < LEAST_COLUMNS:
        return False
    most = max(ACROSS, ACROSS_SHARE * len(columns))
    return any(sum(overlap(box[0], box[2], a, b) > COVERS for a, b in columns) >= most for box in line.boxes)


def is_label_list(zone: Sequence[PieceLine]) -> bool:
    """Whether the lines are labels and what they say ("Name : …"): a form, not a table."""
    with_colon = sum(any(piece[0].text in (":", ";") or piece[-1].text in (":", ";") for piece in line.pieces) for line in zone)
    first = sum(any(piece[0].text.startswith(":") for piece in line.pieces[1:]) for line in zone)
    return max(with_colon, first) >= max(1, WITH_COLON * len(zone))
