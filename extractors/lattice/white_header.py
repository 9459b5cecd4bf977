"""Which lines of a white table are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lattice.column_lines import ROW_NUMBER, Column, columns_of, is_section
from extractors.lattice.heads import above_rule, bold_lines, numbering_line
from extractors.lattice.pieces import PieceLine, column_of, split_at
from extractors.lattice.zones import Zone
from schemas.stages import Box

#: A header has at most this many lines, and this share of its table's.
MOST_LINES, MOST_SHARE = 30, 0.6
#: A row that numbers the columns numbers this share of them.
NUMBERED = 0.7
#: The name of a group of rows and its number are two texts.
NUMBER_AND_NAME = 2
#: Shading over this share of a table's width marks a line.
SHADED = 0.8

_YEAR = re.compile(r"^\(?(?:19|20)\d\d\)?\*?$")
_FIGURE = re.compile(r"^[<>≤≥±-]?\(?\d[\d.,]*\)?%?$|^[-–—]$")
_ROW_NUMBER = re.compile(r"^\(?1[.)]?$")


def body_start(zone: Zone, borders: Sequence[float], shades: Sequence[Box]) -> int:
    """The index of the first line below the header; 0 when the table has none.

    A row that numbers the columns, shading, a rule below it, bold type, and the first figures are asked in this order.

    Args:
        zone: The lines.
        borders: The inner column borders.
        shades: The page's shaded areas.
    """
    count = _body_start(zone, borders, shades)
    count = next((k for k in range(1, count) if _numbers_a_group(zone.lines[k], borders)), count)
    # The names of the first groups of rows are none of the header's lines.
    while count > 1 and _names_a_group(zone.lines[count - 1], borders):
        count -= 1
    return count


def _names_a_group(line: PieceLine, borders: Sequence[float]) -> bool:
    """Whether a line is one text that begins in the first column and runs across its border."""
    return is_section(line, borders) and bool(borders) and line.pieces[0].box[0] < borders[0]


def _numbers_a_group(line: PieceLine, borders: Sequence[float]) -> bool:
    """Whether a line is a number in the first column and a name in the second: of a group of rows, as bold as the titles above it."""
    if len(line.pieces) != NUMBER_AND_NAME:
        return False
    number, name = line.pieces
    columns = [column_of(piece.middle, borders) for piece in (number, name)]
    return columns == [0, 1] and ROW_NUMBER.match(number.text) is not None and name.text[:1].isalpha()


def _body_start(zone: Zone, borders: Sequence[float], shades: Sequence[Box]) -> int:
    lines = zone.lines
    most = min(MOST_LINES, max(1, int(MOST_SHARE * len(lines))))
    counted = numbering_line(lines[: most + 1], NUMBERED * (len(borders) + 1))
    if counted is not None:
        return counted
    figured, ruled = _before_figures(lines, borders, zone.height, most), above_rule(zone)
    if figured == 0:
        # Its first line is a row already: the table goes on from another page. Titles that count ("1 to 4 years") stand above a rule.
        return ruled if ruled <= most and _words_above_figures(zone, ruled, borders) else 0
    marks = (_shaded(zone, shades), ruled, bold_lines(lines))
    tall = {mark for mark in marks if most < mark <= MOST_LINES}
    if tall and (rows := _before_figures(lines, borders, zone.height, len(lines) - 1)) in tall:
        # A tall header at the foot of a page, above its first rows: its marks and the first figures agree.
        return rows
    for found in marks:
        if 0 < found <= most:
            # The first rows may be bold, or shaded, too.
            return found if found == ruled else min(found, figured or found)
    return figured


def _words_above_figures(zone: Zone, count: int, borders: Sequence[float]) -> bool:
    """Whether the columns of bare figures below some lines have words in them: titles, where the rows below have none."""
    above, below = (columns_of(lines, borders, zone.height) for lines in (zone.lines[:count], zone.lines[count:]))
    figures = [(head, column) for head, column in zip(above, below, strict=True) if _is_of_figures(column)]
    bare = [head for head, column in figures if not any(_holds_word(line.text) for line in column.lines)]
    return 0 < len(figures) == len(bare) and all(any(_holds_word(line.text) for line in head.lines) for head in bare)


def _holds_word(text: str) -> bool:
    return any(ch.isalpha() for ch in text)


def _shaded(zone: Zone, shades: Sequence[Box]) -> int:
    """How many lines from the top lie on shading, if not all do."""
    count = 0
    for line in zone.lines:
        width = zone.right - zone.left
        under = [(max(s[0], zone.left), min(s[2], zone.right)) for s in shades if s[1] - 1 <= line.middle <= s[3] + 1]
        if sum(max(0.0, b - a) for a, b in under) < SHADED * width:
            break
        count += 1
    return count if count < len(zone.lines) else 0


def _before_figures(lines: Sequence[PieceLine], borders: Sequence[float], height: float, most: int) -> int:
    """How many lines stand above the first one with figures (no years) in at least half of the columns of figures."""
    # A value may touch the next one's; the number in a title ("Triwulan 1") is none.
    lines = [split_at(line, borders, only=lambda piece: bool(_FIGURE.match(piece.words[0].text))) for line in lines]
    columns = columns_of(lines, borders, height)
    figures = {index for index, column in enumerate(columns) if _is_of_figures(column)}
    if not figures:
        first = [piece for line in lines[: most + 1] for piece in line.pieces[:1] if _ROW_NUMBER.match(piece.text)]
        return next((k for k, line in enumerate(lines) if first and line.pieces[0] is first[0]), 1)
    for index, line in enumerate(lines[: most + 1]):
        here = {
            column_of(piece.middle, borders)
            for piece in line.pieces
            if _FIGURE.match(piece.words[0].text) and not _YEAR.match(piece.words[0].text)
        }
        if len(here & figures) >= 0.5 * len(figures):
            return _above_row(lines[: index + 1], borders, figures)
    return min(most, 1)


def _above_row(lines: Sequence[PieceLine], borders: Sequence[float], figures: set[int]) -> int:
    """How many lines are the header, when the last one given holds the first figures.

    Texts of the first row may begin above its figures: below the last title over a column of figures, the widest white parts them.
    """
    last = len(lines) - 1
    titled = [k for k, line in enumerate(lines[:-1]) if any(column_of(piece.middle, borders) in figures for piece in line.pieces)]
    first = titled[-1] + 1 if titled else last
    return max(range(first, last + 1), key=lambda k: (round(lines[k].top - lines[k - 1].bottom), -k)) if first else last


def _is_of_figures(column: Column) -> bool:
    figures = sum(bool(_FIGURE.match(line.text.split()[0])) and not _YEAR.match(line.text) for line in column.lines)
    return len(column.lines) >= 2 and figures >= 0.5 * len(column.lines)
