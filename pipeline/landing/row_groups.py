"""Small tables, one a document, become the row groups of a Parquet file."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa

#: So many small tables are held before they are made one: each column of each takes memory of its own.
_HELD_APART = 200


class RowGroups:
    """Collects tables and hands on their rows in tables of one size; little more than one of those is in memory at a time.

    What is handed on depends on the rows alone, not on how they came in tables.

    Args:
        size: Rows of a group.
        hand_on: Takes each group.
    """

    def __init__(self, size: int, hand_on: Callable[[pa.Table], object]) -> None:
        self._size, self._hand_on = size, hand_on
        # What was made one already, and small tables since: copying it all with every two hundred more would take ever longer.
        self._made: list[pa.Table] = []
        self._small: list[pa.Table] = []
        self._rows = 0

    def add(self, table: pa.Table) -> None:
        """Take in a table."""
        self._small.append(table)
        self._rows += table.num_rows
        while self._rows >= self._size:
            whole = pa.concat_tables([*self._made, *self._small])
            self._hand_on(whole.slice(0, self._size).combine_chunks())
            self._made, self._small, self._rows = [], [whole.slice(self._size)], self._rows - self._size
        if len(self._small) >= _HELD_APART:
            self._made.append(pa.concat_tables(self._small).combine_chunks())
            self._small = []

    def end(self) -> None:
        """Hand on what is left."""
        if self._rows:
            self._hand_on(pa.concat_tables([*self._made, *self._small]).combine_chunks())
        self._made, self._small, self._rows = [], [], 0
