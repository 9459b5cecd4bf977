"""Tables without rules below titles that are shaded cell by cell: the shades tell the columns, and where the table begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.lattice.column_lines import ROW_NUMBER
from extractors.lattice.pieces import PieceLine
from extractors.page import cluster
from schemas.stages import Box

#: Edges nearer than this are one (points).
SAME = 2.0
#: So many shades side by side are the titles of columns; they are no higher than this (points).
LEAST_TITLES, TALLEST = 3, 120.0
#: A page with more shades is a drawing.
MOST_SHADES = 4000
#: A row stands no lower than this below the one before, in heights.
FAR_ROW = 8.0
#: A year or a period, with or without brackets.
_A_YEAR = r"\(?(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\)?"
_YEAR = re.compile(_A_YEAR)
_SMALL_NUMBER = re.compile(r"\(?\d{1,2}\)?")
#: A figure: no title but of a year, or of a column that is counted.
_FIGURE = re.compile(rf"(?!{_A_YEAR}$|{_SMALL_NUMBER.pattern}$)[\d.,%()/ -]*\d[\d.,%()/ -]*")
#: A band's text begins this near to the table's left edge, in heights.
BAND_AT = 6.0
#: Or so near to its middle.
CENTRED = 1.0


@dataclass(frozen=True, slots=True)
class ShadedTitles:
    """Titles shaded cell by cell.

    Attributes:
        box: Around all of them.
        edges: Where the columns below them part, with the outer edges.
    """

    box: Box
    edges: tuple[float, ...]


def shaded_titles(shades: Sequence[Box], lines: Sequence[PieceLine]) -> list[ShadedTitles]:
    """The headers that a page's shades draw, top to bottom.

    Where rows of figures are shaded in the columns of the first titles, every second row of the table is: stripes, whatever words are in
    them.

    Args:
        shades: The page's shaded areas.
        lines: The page's lines outside ruled tables: a row that holds figures is none of titles.
    """
    if not LEAST_TITLES <= len(shades) <= MOST_SHADES:
        return []
    found: list[ShadedTitles] = []
    stripes: list[tuple[float, ...]] = []
    for bottom in cluster([box[3] for box in shades], SAME):
        ending = sorted({box for box in shades if abs(box[3] - bottom) <= SAME and box[3] - box[1] <= TALLEST})
        for row in _rows(ending):
            if len(row) < LEAST_TITLES:
                continue
            edges = (row[0][0], *(box[2] for box in row))
            box = (edges[0], _top_of(row, shades), edges[-1], bottom)
            if hold_titles(box, lines):
                found = [other for other in found if not _inside(other.box, box)]
                found.append(ShadedTitles(box, edges))
            elif found and _same_edges(edges, found[0].edges):
                stripes.append(edges)
    return [each for at, each in enumerate(found) if not (at and any(_same_edges(each.edges, edges) for edges in stripes))]


def _same_edges(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two rows of shades part into the same columns."""
    return len(one) == len(other) and all(abs(a - b) <= SAME for a, b in zip(one, other, strict=True))


def hold_titles(box: Box, lines: Sequence[PieceLine]) -> bool:
    """Whether what stands in a box are titles: words, and no figures but years."""
    rows = [[piece.text for piece in line.pieces if box[0] <= piece.middle <= box[2]] for line in lines if box[1] < line.middle < box[3]]
    texts = [text for row in rows for text in row]
    words = [any(map(str.isalpha, text)) for text in texts]
    years = [_YEAR.fullmatch(text) is not None for text in texts]
    if any(_FIGURE.fullmatch(text) for text in texts) or not all(map(_count, rows)):
        return False
    return any(words) and sum(words) + sum(years) >= LEAST_TITLES


def _count(row: Sequence[str]) -> bool:
    """Whether the small numbers of a row count its columns, each by one from a neighbour: "(1) | (2) | (3)"; a lone one is a figure."""
    numbers = [int(text.strip("()")) for text in row if _SMALL_NUMBER.fullmatch(text)]
    steps = [abs(b - a) == 1 for a, b in pairwise(numbers)]
    return all(before or after for before, after in pairwise([False, *steps, False])) if numbers else True


def _rows(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes that lie beside each other without a gap."""
    rows: list[list[Box]] = []
    for box in boxes:
        if rows and abs(rows[-1][-1][2] - box[0]) <= SAME:
            rows[-1].append(box)
        elif not rows or box[0] > rows[-1][-1][2] - SAME:
            rows.append([box])
    return rows


def _top_of(row: Sequence[Box], shades: Sequence[Box]) -> float:
    """The upper edge of titles and of those that stand on them, level by level, within the titles' columns."""
    inside = [box for box in shades if row[0][0] - SAME <= box[0] and box[2] <= row[-1][2] + SAME]
    level = list(row)
    highest = min(box[1] for box in row)
    while level:
        tops = {box[1] for box in level}
        level = [box for box in inside if box[1] < highest - SAME and any(abs(box[3] - top) <= SAME for top in tops)]
        highest = min([highest, *(box[1] for box in level)])
    return highest


def _inside(one: Box, other: Box) -> bool:
    """Whether a box lies in another one."""
    return other[0] - SAME <= one[0] and other[1] - SAME <= one[1] and one[2] <= other[2] + SAME and one[3] <= other[3] + SAME


def lines_below(titles: ShadedTitles, lines: Sequence[PieceLine], others: Sequence[ShadedTitles]) -> list[PieceLine]:
    """The lines of titles and of the rows below them, as far as their texts keep to the columns.

    Args:
        titles: The titles.
        lines: The page's lines outside ruled tables, top to bottom.
        others: All titles of the page: a table ends where another one's begin.
    """
    left, top, right, bottom = titles.box
    inner = titles.edges[1:-1]
    end = min((other.box[1] for other in others if other.box[1] > bottom and other.box[0] < right and other.box[2] > left), default=1e9)
    parts = [part for line in lines if (part := _part(line, left, right)) is not None]
    head = [line for line in parts if top - 1 < line.middle < bottom + 1]
    found: list[PieceLine] = []
    kept = 0
    for line in (part for part in parts if bottom + 1 <= part.middle < end):
        above = found[-1].bottom if found else bottom
        crossing = any(line.crosses(x) for x in inner)
        numbered = len(line.pieces) == 2 and ROW_NUMBER.match(line.pieces[0].text) is not None
        begun = line.pieces[0].box[0] - left < BAND_AT * line.height
        band = (len(line.pieces) == 1 and (begun or _is_centred(line, left, right))) or (numbered and begun)
        if line.top - above > FAR_ROW * line.height or (crossing and not band):
            break
        found.append(line)
        kept = kept if crossing else len(found)
    return [*head, *found[:kept]]


def _is_centred(line: PieceLine, left: float, right: float) -> bool:
    """Whether a line's text stands in the middle between two positions."""
    return abs(line.pieces[0].middle - (left + right) / 2) < CENTRED * line.height


def _part(line: PieceLine, left: float, right: float) -> PieceLine | None:
    """A line's pieces between two positions; None where it has none, or runs out of them."""
    kept = tuple(piece for piece in line.pieces if left - SAME <= piece.middle <= right + SAME)
    return PieceLine(line.top, line.bottom, kept, line.height) if kept else None
