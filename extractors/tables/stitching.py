"""Tables that continue over page breaks become one table again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.tables.continued import SAME_EDGE, columns_in, first_number, last_number, repeated_rows
from extractors.tables.cut_rows import extend_merged, is_cut_row, merge_cut_row
from extractors.tables.page_breaks import BreakWords, PagedTable, plain
from schemas.stages import Cell, Table


def stitch(tables: Sequence[PagedTable], words: BreakWords) -> list[Table]:
    """Join tables that continue over page breaks.

    Two tables on consecutive pages are one when nothing but page numbers and running titles stands between them and their columns
    agree; a header printed again is dropped, a row cut by the break becomes one row, and merged cells go on over the break. Tables
    that merely follow each other stay two: a new title stands between them, or their numbering begins again below a header of its own.

    Args:
        tables: One document's tables in reading order.
        words: Tell page numbers, and texts that go on.

    Returns:
        The joined tables in the same order.
    """
    joined: list[Table] = []
    last: PagedTable | None = None
    for paged in tables:
        if last is not None and joined and (columns := columns_in(last.table, paged.table)) and _continues(last, paged, words):
            mapping = tuple(last.place(col) for col in columns)
            merged = _join(joined[-1], last, paged, words, mapping)
            if merged.is_whole():
                joined[-1] = merged
                last = replace(paged, placed=mapping)
                continue
        joined.append(paged.table)
        last = paged
    return joined


def _continues(last: PagedTable, paged: PagedTable, words: BreakWords) -> bool:
    if paged.table.page != last.table.page + 1 or not (last.ends_page and paged.starts_page):
        return False
    repeated = repeated_rows(last.table, paged.table)
    before, after = last_number(last.table), first_number(paged.table, repeated)
    if repeated > 0 and after is not None and after <= 1 and before is not None:
        # Its numbering begins again below a header of its own.
        return False
    title = [
        line
        for line in paged.table.above
        if line.page == paged.table.page and not words.is_page_number(line.text) and not last.repeats(line, paged.height)
    ]
    below = [line for line in last.below if not words.is_foot(line, last.height)]
    if not title and not below:
        return True
    # A title or running head that is printed again above a table whose numbering goes on.
    goes_on = before is not None and after is not None and after == before + 1
    seen = {plain(line.text) for line in last.table.above}
    return goes_on and not below and all(plain(line.text) in seen for line in title)


def _empty(cell: Cell, col: int, edges: Sequence[float]) -> Cell:
    """An empty cell beside one of the same row, in a column that the page shows nothing of."""
    return Cell(cell.row, col, "", (edges[col], cell.box[1], edges[col + 1], cell.box[3]), cell.page, rows=cell.rows)


def _placed(cell: Cell, skip: int, edges: Sequence[float], table: Table, mapping: Sequence[int]) -> list[Cell]:
    """A cell where it stands in the stitched table.

    A column that a page without upright rules leaves empty has no edge on it, so that its neighbour's cells seem to span both: they
    stand in the one that holds their words, and the others are empty.
    """
    col, end = mapping[cell.col], mapping[cell.col + cell.cols]
    if not skip and (col, end) == (cell.col, cell.col + cell.cols):
        moved = cell
    else:
        moved = replace(cell, row=cell.row - skip, col=col, cols=end - col)
    if table.drawn or cell.cols > 1 or moved.cols == 1:
        return [moved]
    left, right = min((line.box[0] for line in cell.lines), default=0.0), max((line.box[2] for line in cell.lines), default=0.0)
    holding = [k for k in range(col, end) if edges[k] - SAME_EDGE <= left and right <= edges[k + 1] + SAME_EDGE]
    if len(holding) != 1:
        return [moved]
    return [
        replace(moved, col=k, cols=1, box=(edges[k], cell.box[1], edges[k + 1], cell.box[3])) if k in holding else _empty(moved, k, edges)
        for k in range(col, end)
    ]


def _left_out(cells: Sequence[Cell], edges: Sequence[float], first: int) -> list[Cell]:
    """Empty cells for the first columns where a page without upright rules shows nothing of them.

    Args:
        cells: The page's cells in the stitched table's columns.
        edges: The edges of the stitched table's columns.
        first: The first column that the page shows.
    """
    rows = {cell.row: cell for cell in cells if cell.col == first}
    return [_empty(cell, col, edges) for cell in rows.values() for col in range(first)]


def _join(whole: Table, last: PagedTable, paged: PagedTable, words: BreakWords, mapping: Sequence[int]) -> Table:
    skip = repeated_rows(whole, paged.table) or repeated_rows(last.table, paged.table)
    edges = whole.column_edges()
    cells = [part for c in paged.table.cells if c.row >= skip for part in _placed(c, skip, edges, paged.table, mapping)]
    cells += _left_out(cells, edges, mapping[0])
    n_rows = paged.table.n_rows - skip
    if not cells:
        return whole
    if is_cut_row(whole, last, paged, skip, mapping, words):
        upper, cells = merge_cut_row(whole, cells)
        offset = whole.n_rows - 1
    else:
        upper, offset = list(whole.cells), whole.n_rows
    lower = [replace(c, row=c.row + offset) for c in cells if c.rows > 0]
    upper, lower = extend_merged(upper, lower, whole.n_rows, cut=offset < whole.n_rows)
    ordered = tuple(sorted([*upper, *lower], key=lambda c: (c.row, c.col)))
    return replace(
        whole,
        cells=ordered,
        n_rows=offset + n_rows,
        confidence=min(whole.confidence, paged.table.confidence),
        drawn=whole.drawn and paged.table.drawn,
        flags=tuple(dict.fromkeys((*whole.flags, *paged.table.flags))),
    )
