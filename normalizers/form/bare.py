"""Tables without any header, below a heading that speaks of performance: what their cells alone tell."""

from __future__ import annotations

from normalizers.form.facts import facts_of
from normalizers.form.meaning import Header, Surroundings
from normalizers.form.understanding import understood
from normalizers.header import Block
from schemas.stages import Grid

#: A column of indicators is taken for one without a header when this share of its cells, and so many of them, begin as indicators do.
SHARE, LEAST = 0.6, 3
#: Columns of a table of performance: an indicator, what it belongs to, and what is said of it.
LEAST_COLUMNS = 3


def as_header(grid: Grid, around: Surroundings) -> Header:
    """A table's first row taken for its header, for asking a person what its columns mean."""
    return understood(grid, Block(0, min(1, grid.n_rows)), grid.n_rows, around)


def headless(grid: Grid, around: Surroundings) -> Header | None:
    """Understand a table that prints no header at all, as far as its cells tell.

    No measure is guessed: figures without a header are kept by their column's place.

    Args:
        grid: The table.
        around: What stands around it; only below a heading of performance anything is read.

    Returns:
        The columns; None when no column is plainly one of indicators.
    """
    if not around.speaks_of_performance or grid.n_cols < LEAST_COLUMNS:
        return None
    facts = [facts_of(grid, (col,), 0, grid.n_rows) for col in range(grid.n_cols)]
    if not any(each.indicators >= SHARE and each.filled >= LEAST and each.words >= LEAST for each in facts):
        return None
    header = understood(grid, Block(0, 0), grid.n_rows, around)
    return header if header.has_indicator else None
