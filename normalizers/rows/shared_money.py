"""Money printed once for several names: a kegiatan's, beside its sub kegiatan, is none of theirs."""

from __future__ import annotations

from normalizers.form import LEVELS, MONEY, Column, Header
from normalizers.rows.row_texts import RowTexts

#: So many names with lower ones below them, each with its money on the first one's row, show that it is theirs.
LEAST_GROUPS = 2

#: A column (its grid columns) and a row.
Place = tuple[tuple[int, ...], int]


def money_of_higher_names(texts: RowTexts, header: Header, until: int) -> frozenset[Place]:
    """Where amounts stand that belong to a higher name than the row's own.

    An amount's cell reaches over several of the lowest names; or amounts stand on the rows that begin a higher name, and on no other
    although lower names have rows of their own.

    Args:
        texts: The table's texts by row.
        header: Its columns.
        until: The row after its last one.
    """
    names = [column for column in header.columns if column.role in LEVELS[2:]]
    rows = range(header.end, until)
    found: set[Place] = set()
    for column in header.values if names else ():
        if column.ukuran in MONEY:
            found |= _over_several(texts, column, names[-1], rows)
            found |= _on_first_rows(texts, column, names[-2:], rows)
    return frozenset(found)


def _over_several(texts: RowTexts, column: Column, lowest: Column, rows: range) -> set[Place]:
    """The rows of amounts whose cell covers several names."""
    found: set[Place] = set()
    for row in rows:
        cell = next((cell for cell in texts.cells(column, row) if cell.text.strip() and cell.row == row and cell.rows > 1), None)
        covered = range(cell.row, cell.row + cell.rows) if cell is not None else range(0)
        if len({name for each in covered if (name := texts.own_text(lowest, each))}) > 1:
            found |= {(column.cols, each) for each in covered}
    return found


def _on_first_rows(texts: RowTexts, column: Column, names: list[Column], rows: range) -> set[Place]:
    """The rows of amounts that stand where a higher name begins, and only there."""
    if len(names) < 2:
        return set()
    higher, lower = names
    begins = [row for row in rows if texts.own_text(higher, row)]
    paid = [row for row in rows if texts.own_text(column, row)]
    if paid != begins:
        return set()
    ends = [*begins[1:], rows.stop]
    several = [
        start for start, end in zip(begins, ends, strict=True) if sum(bool(texts.own_text(lower, row)) for row in range(start, end)) > 1
    ]
    return {(column.cols, row) for row in begins} if len(several) >= LEAST_GROUPS else set()
