"""Tables of what was reached in which no column says "indikator": names of work beside its target, its result or its achievement."""

from __future__ import annotations

from collections.abc import Sequence

from normalizers.form.facts import MONEY_SHARE, facts_of
from normalizers.form.kinds import nearest_kind
from normalizers.form.meaning import Header, Surroundings
from normalizers.header import is_number_row, said_by
from normalizers.words import fold
from schemas.stages import Grid

#: What a column of performance measures.
REACHING = ("target", "realisasi", "capaian")
#: A column of figures has this share of them, one of names at most the other, in so many words.
FIGURES, NO_FIGURES, NAME_WORDS = 0.5, 0.2, 2
#: So many rows make a table of names.
LEAST_ROWS = 2
#: What a title speaks of that heads names of work done.
_WORK = "kinerja"


def measures_names(grid: Grid, header: Header | None, around: Surroundings) -> bool:
    """Whether a table without an indicator column sets names beside their target, result or achievement.

    Only where a title, or the heading above, speaks of performance: what was bought or built has targets, too.

    Args:
        grid: The table.
        header: Its header; None where the first row may be one.
        around: What stands around it.
    """
    titled = _titles(grid, header)
    first = header.end if header is not None else 1
    while first < grid.n_rows and is_number_row(grid.row(first)):
        first += 1
    if not any(_WORK in fold(text).split() for texts in titled for text in texts) and nearest_kind(around.above) is None:
        return False
    measured = named = False
    for col, texts in enumerate(titled):
        facts = facts_of(grid, (col,), first, grid.n_rows)
        if facts.filled < LEAST_ROWS:
            continue
        if any(_measures(text) for text in texts):
            measured |= facts.values >= FIGURES and facts.money < MONEY_SHARE
        else:
            named |= facts.values <= NO_FIGURES and facts.words >= NAME_WORDS
    return measured and named


def _titles(grid: Grid, header: Header | None) -> list[Sequence[str]]:
    """By grid column, the titles above it."""
    if header is None:
        return [(cell.text,) for cell in (grid.at(0, col) for col in range(grid.n_cols))] if grid.n_rows else []
    found: list[Sequence[str]] = [()] * grid.n_cols
    for column in header.columns:
        for col in column.cols:
            found[col] = column.path
    return found


def _measures(title: str) -> bool:
    said = said_by(title)
    return said.head is not None and said.head.section == "ukuran" and said.head.name in REACHING and not said.foreign
