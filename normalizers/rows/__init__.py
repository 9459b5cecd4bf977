"""A grid and what its columns mean become records: parents, listed cells, rows that are none.

Guesses nothing about columns. Hands on records and what could not be placed, by :func:`read_records`.
"""

from normalizers.rows.records import TableContext, read_records, row_box

__all__ = [
    "TableContext",
    "read_records",
    "row_box",
]
