"""A table's form as it is put before a person: its columns with what they are taken for, its first rows, where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from normalizers.form.meaning import Header
from normalizers.form.wording import in_words
from normalizers.words import mend
from schemas.stages import AskedColumn, AskedForm, Box, Grid, Table

#: So many of a table's rows are shown.
SAMPLES = 3


def asked_form(table: Table, grid: Grid, header: Header, rows: int, waiting: bool, vocabulary: Mapping[str, int]) -> AskedForm:
    """The form of a table.

    Args:
        table, grid: The table.
        header: What its columns are taken for.
        rows: How many rows hang on it.
        waiting: Whether they wait for an answer.
        vocabulary: The document's words, to mend what is broken over lines.
    """
    signature = header.signature
    # Columns that differ only by their year are asked about once.
    distinct = [column for index, column in enumerate(header.columns) if signature.places[index] not in signature.places[:index]]
    first = [row for row in range(header.end, table.n_rows) if any(grid.texts(row))][:SAMPLES]
    samples = tuple(
        tuple(mend("\n".join(cell.text for cell in grid.cells(row, column.cols)), vocabulary) for column in distinct) for row in first
    )
    columns = tuple(AskedColumn(column.text, in_words(column.meaning), round(column.score, 3)) for column in distinct)
    box = _box(table.page, grid, range(header.first, max((header.end, *(row + 1 for row in first)))))
    return AskedForm(signature.code, table.page, rows, waiting, columns, samples, box)


def _box(page: int, grid: Grid, rows: range) -> Box:
    """What these rows cover of a page."""
    boxes = [cell.box for row in rows for cell in grid.row(row) if cell.page == page]
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    left, top, right, bottom = zip(*boxes, strict=True)
    return (min(left), min(top), max(right), max(bottom))
