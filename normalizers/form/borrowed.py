"""The header of a table before, taken over by one that goes on without a header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from normalizers.form.facts import facts_of
from normalizers.form.meaning import Column, Header
from schemas.stages import Grid

#: Column edges of two tables this near are the same columns (points).
SAME_EDGE = 5.0
#: So many columns of a table without a header are those of the one before it.
LEAST_SHARED = 3
#: Of a column's cells this share begins as indicators do where they are.
READS_LIKE = 0.3
#: Columns that have moved a little are below a header's where this share of each is, in a table of so many columns whose width differs by
#: no more than this share; most of the header's columns are there.
BELOW, LEAST_FITTED, SAME_WIDTH, MOSTLY_THERE = 0.6, 4, 0.1, 0.75


def taken_over(header: Header, edges: Sequence[float], own: Sequence[float], grid: Grid, *, next_page: bool) -> Header | None:
    """The header of the table before over the columns of a table that prints none.

    Args:
        header: The header.
        edges: Where its table's columns begin and the last one ends.
        own: The same of the table without a header.
        grid: That table.
        next_page: Whether it begins on the page after that table: only then columns that have moved are looked at.

    Returns:
        The header over its columns; None where they are not the same columns, or have no indicators among them.
    """
    same = _over_the_same(header, edges, own, grid)
    if same is not None:
        return same if same.has_indicator else None
    fitted = _fitted(header, edges, own) if next_page else None
    return fitted if fitted is not None and fitted.has_indicator and _holds_what_it_says(fitted, grid) else None


def _over_the_same(header: Header, edges: Sequence[float], own: Sequence[float], grid: Grid) -> Header | None:
    """A header over a table whose columns are its own.

    A column at the edge, or the rule inside one, may not be drawn on the new page; or one that is empty there is drawn beside them.
    """
    near = [min(abs(edge - x) for edge in edges) <= SAME_EDGE for x in own]
    blank = [not any(cell.text.strip() for cell in grid.down(col, 0, grid.n_rows)) for col in range(grid.n_cols)]
    left, right = 0, len(own) - 1
    while left < right and not near[left] and blank[left]:
        left += 1
    while right > left and not near[right] and blank[right - 1]:
        right -= 1
    places = [min(range(len(edges)), key=lambda k: abs(edges[k] - x)) for x in own[left : right + 1]]
    if len(places) <= LEAST_SHARED or not all(near[left : right + 1]) or any(a >= b for a, b in pairwise(places)):
        return None
    return header.over(places, left)


def _fitted(header: Header, edges: Sequence[float], own: Sequence[float]) -> Header | None:
    """A header over the columns of a table as wide as its own, each where most of it stands below one of the header's."""
    wide, narrow = edges[-1] - edges[0], own[-1] - own[0]
    if len(own) <= LEAST_FITTED or narrow <= 0 or not 1 - SAME_WIDTH <= wide / narrow <= 1 + SAME_WIDTH:
        return None
    scaled = [edges[0] + (x - own[0]) * wide / narrow for x in own]
    below: dict[int, list[int]] = {}
    for col, (left, right) in enumerate(pairwise(scaled)):
        shared = [min(right, b) - max(left, a) for a, b in pairwise(edges)]
        widest = max(range(len(shared)), key=shared.__getitem__)
        if shared[widest] < BELOW * (right - left):
            return None
        below.setdefault(widest, []).append(col)

    def moved(column: Column) -> Column | None:
        cols = tuple(col for old in column.cols for col in below.get(old, ()))
        return replace(column, cols=cols) if cols else None

    found = header.mapped(moved)
    return found if len(found.columns) >= len(header.columns) * MOSTLY_THERE else None


def _holds_what_it_says(header: Header, grid: Grid) -> bool:
    """Whether the cells below a header that only seems to be a table's own are of its kinds: words and figures where it says so."""
    named = [facts_of(grid, each.indicator.cols, 0, grid.n_rows) for each in header.sets]
    figures = [facts for column in header.values if (facts := facts_of(grid, column.cols, 0, grid.n_rows)).filled]
    if not figures or not all(facts.indicators >= READS_LIKE for facts in named):
        return False
    return all(facts.values >= BELOW for facts in figures)
