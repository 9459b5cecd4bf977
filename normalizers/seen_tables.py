"""Tables whose columns were looked at, and how one stands to the table before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalizers.form import (
    Elsewhere,
    Header,
    OneIndicator,
    Surroundings,
    interpret,
    measures_as_rows,
    nearest_kind,
    one_indicator,
    seen_elsewhere,
    speaks_of_performance,
    taken_over,
    title_kind,
)
from normalizers.header import Block, find_blocks, is_title_row
from normalizers.words import UserTerms
from schemas.stages import Grid, Table

#: So many columns with text below them and no title show that a row is no header.
LEAST_BARE = 2


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table whose columns were looked at."""

    number: int
    table: Table
    grid: Grid
    headers: tuple[Header, ...]
    around: Surroundings


def look_at_all(tables: Sequence[Table], title: Sequence[str], taught: UserTerms) -> list[SeenTable]:
    """Understand the columns of a document's tables, those of one form together.

    Args:
        tables: The tables.
        title: The document's first lines.
        taught: Headers that people named.
    """
    grids = [table.grid() for table in tables]
    blocks = [find_blocks(grid) for grid in grids]
    elsewhere = seen_elsewhere(zip(grids, blocks, strict=True))
    return [
        _look(number, table, grid, title, taught, found, elsewhere)
        for number, (table, grid, found) in enumerate(zip(tables, grids, blocks, strict=True), start=1)
    ]


def look(number: int, table: Table, title: Sequence[str], taught: UserTerms) -> SeenTable:
    """Understand a table's columns, as far as the table and what stands around it tell.

    Args:
        number: Its place in the document, from 1.
        table: The table.
        title: The document's first lines.
        taught: Headers that people named.
    """
    grid = table.grid()
    return _look(number, table, grid, title, taught, find_blocks(grid), {})


def _look(
    number: int, table: Table, grid: Grid, title: Sequence[str], taught: UserTerms, found: Sequence[Block], elsewhere: Elsewhere
) -> SeenTable:
    above = tuple(line.text for line in table.above)
    frame = tuple(cell.text for row in range(min(grid.n_rows, 3)) if is_title_row(grid, row) for cell in grid.printed(row))
    kind = nearest_kind((*above, *frame)) or title_kind(title)
    around = Surroundings((*above, *frame), kind, speaks_of_performance(above, title))
    return SeenTable(number, table, grid, tuple(interpret(grid, around, taught, found, elsewhere)), around)


def target_years(headers: Sequence[Sequence[Header]]) -> tuple[int, ...]:
    """The years of the value columns, those of the commonest set of columns: one old table does not stretch the period."""
    sets = Counter(
        tuple(sorted({c.tahun for c in header.values if c.tahun is not None}))
        for found in headers
        for header in found
        if header.has_indicator and any(c.tahun is not None for c in header.values)
    )
    return max(sets.items(), key=lambda item: (item[1], item[0]))[0] if sets else ()


def of_one(seen: SeenTable, usable: Sequence[Header]) -> OneIndicator | None:
    """A table as one of a single indicator, where no column names indicators, or what seems to is target, result and achievement."""
    if usable:
        return measures_as_rows(seen.grid, usable[0])
    return one_indicator(seen.grid, seen.headers[0] if seen.headers else None, seen.around)


def goes_on_with_years(seen: SeenTable, before: Table, header: Header) -> OneIndicator | None:
    """A table without a header that goes on with the years of the one before it, on the next page at most."""
    near = 0 <= seen.table.page - max(cell.page for cell in before.cells) <= 1
    above = replace(header, first=0, end=0)
    return one_indicator(seen.grid, above, seen.around) if near and seen.table.n_cols == before.n_cols else None


def alike(one: Header, other: Header) -> bool:
    """Whether two headers are one printed again: spelt alike, or columns of the same meanings in the same order."""
    return one.signature == other.signature or [column.meaning for column in one.columns] == [column.meaning for column in other.columns]


def borrowed_header(seen: SeenTable, last: tuple[Table, Header] | None) -> Header | None:
    """The header of the table before, for a table of the very same columns: a continuation that was not stitched."""
    if last is None:
        return None
    before, header = last
    pages = seen.table.page - max(cell.page for cell in before.cells)
    if not 0 <= pages <= 1:
        return None
    return taken_over(header, before.column_edges(), seen.table.column_edges(), seen.grid, next_page=pages == 1 and not seen.headers)


def is_only_label(own: Header, borrowed: Header, grid: Grid) -> bool:
    """Whether a header is no more than a group's label ("Program 1 | Indikator Program"), over some of the columns only.

    The header of the table before names all those columns that have text and no title here.
    """
    titled = {col for column in borrowed.columns if column.text for col in column.cols}
    bare = [col for column in own.columns if not column.text for col in column.cols]
    filled = {col for col in bare if any(cell.text.strip() for cell in grid.down(col, own.end, grid.n_rows))}
    return len(filled) >= LEAST_BARE and filled <= titled
