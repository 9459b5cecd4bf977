"""Tables one below the other that no rules part: a heading and another header among lines that stand in columns begin a new table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lattice.heads import numbering_line, rough_head
from extractors.lattice.pieces import COLONS, PieceLine, is_bold
from extractors.lattice.stretches import LEAST_COLUMNS, LEAST_LINES, is_title_over, wraps
from extractors.lattice.zones import Zone
from extractors.page import overlap
from schemas.stages import Box

#: A row that numbers a header's columns stands at most so many lines below the header's first one.
MOST_TITLES = 8
#: A header says the words of an earlier one when it shares this part of its texts with it.
SAME_WORDS = 0.5
#: Shading over this share of a line's width marks it.
SHADED = 0.8

_FIGURE = re.compile(r"^\W*\d")
_YEAR = re.compile(r"^\(?(?:19|20)\d\d\)?\*?$")


def stacked(zone: Zone, shades: Sequence[Box]) -> list[Zone]:
    """The tables of a zone that no rules hold together, top to bottom.

    A table ends at lines that are one text each, when what stands below them is a header: marked as no row above it is (bold, shaded),
    numbered, or in the words of the header above.

    Args:
        zone: The lines.
        shades: The page's shaded areas.
    """
    found: list[Zone] = []
    zone = _below_labels(zone)
    lines = list(zone.lines)
    first = 0
    head = rough_head(zone)
    at = head + 1
    while at < len(lines) - 1:
        heading = _heading_before(lines, at)
        if heading > first + 1 and heading < at and _is_header(lines, at, lines[first:heading], shades):
            while heading < at and wraps(lines[heading], lines[first:heading]):
                heading += 1
            found.append(_part(zone, lines[first:heading]))
            first = at
            at += 2
        at += 1
    return [*found, _part(zone, lines[first:])] if found else [zone]


def _below_labels(zone: Zone) -> Zone:
    """A zone without the list of labels right above its table ("Jabatan : …"); the zone itself where it is all a list."""
    labels = [any(word.text in COLONS for piece in line.pieces for word in piece.words) for line in zone.lines]
    first = next((k for k, is_label in enumerate(labels) if not is_label and len(zone.lines[k].pieces) >= LEAST_COLUMNS), 0)
    below = [line for line in zone.lines[first:] if len(line.pieces) >= LEAST_COLUMNS]
    if not any(labels[:first]) or any(labels[first:]) or len(below) < LEAST_LINES:
        return zone
    return _part(zone, zone.lines[first:])


def _part(zone: Zone, lines: Sequence[PieceLine]) -> Zone:
    """A part of a zone with the rules among its lines and right above and below them."""
    height = zone.height
    bars = tuple(bar for bar in zone.bars if lines[0].top - height <= bar.at <= lines[-1].bottom + height)
    return replace(zone, lines=tuple(lines), bars=bars)


def _heading_before(lines: Sequence[PieceLine], at: int) -> int:
    """The first of the lines right above one that are a single text each and no titles over what stands below."""
    start = at
    below = lines[at : at + 1]
    while start > 0 and len(lines[start - 1].pieces) == 1 and not is_title_over(lines[start - 1], lines[at], below):
        start -= 1
    return start


def _is_header(lines: Sequence[PieceLine], at: int, above: Sequence[PieceLine], shades: Sequence[Box]) -> bool:
    """Whether a header begins at a line, below a table's other lines."""
    line = lines[at]
    if _has_figures(line):
        return False
    head = rough_head(Zone(tuple(above)))
    rows = [row for row in above[head:] if len(row.pieces) >= 2]
    wide = [row for row in lines[at : at + MOST_TITLES] if len(row.pieces) >= LEAST_COLUMNS]
    if not wide or not rows:
        return False
    counted = numbering_line(lines[at + 1 : at + MOST_TITLES])
    if counted is not None and numbering_line(above) is not None and not any(map(_has_figures, lines[at : at + 1 + counted])):
        return True
    for is_marked in (is_bold, lambda row: _is_shaded(row, shades)):
        if len(line.pieces) >= 2 and is_marked(line) and not any(map(is_marked, rows)):
            return True
    first = {piece.text.casefold() for row in above[:head] for piece in row.pieces}
    again = sum(piece.text.casefold() in first for piece in line.pieces)
    return len(line.pieces) >= LEAST_COLUMNS and again >= SAME_WORDS * len(line.pieces)


def _has_figures(line: PieceLine) -> bool:
    return any(_FIGURE.match(piece.text) and not _YEAR.match(piece.text) for piece in line.pieces)


def _is_shaded(line: PieceLine, shades: Sequence[Box]) -> bool:
    left, right = line.pieces[0].box[0], line.pieces[-1].box[2]
    under = sum(overlap(x0, x1, left, right) for x0, top, x1, bottom in shades if top - 1 <= line.middle <= bottom + 1)
    return under >= SHADED * (right - left)
