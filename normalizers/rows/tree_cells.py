"""Trees of goals as tables: each cell holds a name and its indicators ("… Indikator : 1. … 2. …"), each column is a level."""

from __future__ import annotations

import re
from collections.abc import Mapping

from normalizers.form import LEVELS, Column, Header
from normalizers.rows.listed import bare_items, list_items, without_bullet
from normalizers.words import mend, without_numbering
from schemas.stages import Cell, Grid, Record, Table

_MARK = re.compile(r"(?:^|\n|\s)\W*indikator(?:\s+(?:kinerja|tujuan|sasaran|program|kegiatan|sub\s*kegiatan))*\s*[:;]\s*", re.IGNORECASE)
#: Cells of level columns that hold their own indicators, for the table to be such a tree.
LEAST_SHARE = 0.4


def is_tree_of_cells(grid: Grid, header: Header) -> bool:
    """Whether the level columns of a table without an indicator column hold the indicators in their own cells."""
    columns = [column for column in header.columns if column.role in LEVELS]
    cells = _cells(grid, header, columns)
    marked = sum(_MARK.search(cell.text) is not None for _, cell in cells)
    return len(columns) >= 2 and marked >= 2 and marked >= LEAST_SHARE * len(cells)


def read_tree_of_cells(table: Table, grid: Grid, header: Header, number: int, kind: str, vocabulary: Mapping[str, int]) -> list[Record]:
    """A record for every indicator in every cell of a level column, with the names of the levels left of it."""
    columns = [column for column in header.columns if column.role in LEVELS]
    records: list[Record] = []
    for column, cell in _cells(grid, header, columns):
        name, indicators = _parted(cell.text)
        left = [other for other in columns if other.cols[0] < column.cols[0]]
        parents = {other.role: _parted(_in_force(grid, header, cell.row, other.cols[0]))[0] for other in left}
        parents[column.role] = name
        fields = {role: mend(text, vocabulary).strip() for role, text in parents.items() if text.strip()}
        for part, indicator in enumerate(indicators):
            records.append(
                Record(
                    tabel=number,
                    baris=cell.row,
                    bagian=column.cols[0] * 100 + part,
                    jenis_tabel=kind,
                    indikator=without_numbering(mend(indicator, vocabulary)),
                    halaman=cell.page,
                    kotak=cell.box,
                    metode=table.method,
                    keyakinan=min(table.confidence, column.score),
                    tingkat=column.role,
                    catatan=table.flags,
                    **fields,  # type: ignore[arg-type]  # all of them text fields
                )
            )
    return sorted(records, key=lambda record: (record.baris, record.bagian))


def _in_force(grid: Grid, header: Header, row: int, col: int) -> str:
    """The text of a column in a row; an empty cell means as above."""
    while row >= header.end:
        cell = grid.at(row, col)
        if cell.text.strip():
            return cell.text
        row = cell.row - 1
    return ""


def _cells(grid: Grid, header: Header, columns: list[Column]) -> list[tuple[Column, Cell]]:
    return [
        (column, cell)
        for row in range(header.end, grid.n_rows)
        for column in columns
        if (cell := grid.at(row, column.cols[0])).row == row and cell.col == column.cols[0] and cell.text.strip()
    ]


def _parted(text: str) -> tuple[str, list[str]]:
    """A cell's name and its indicators."""
    match = _MARK.search(text)
    if match is None:
        return text, []
    rest = text[match.end() :].strip()
    items = list_items(rest)
    items = items if len(items) > 1 else bare_items(rest)
    return text[: match.start()].strip(), [without_bullet(item) for item in items if item.strip()]
