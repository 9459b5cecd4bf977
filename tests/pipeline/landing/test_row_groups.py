"""Row groups depend on the rows, not on how they come in tables."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.landing.row_groups import RowGroups


def handed_on(tables: list[pa.Table], size: int) -> list[pa.Table]:
    groups: list[pa.Table] = []
    collecting = RowGroups(size, groups.append)
    for table in tables:
        collecting.add(table)
    collecting.end()
    return groups


def table(values: list[int]) -> pa.Table:
    kinds = pa.array([f"j{value % 3}" for value in values], pa.string()).dictionary_encode()
    return pa.table({"nilai": pa.array(values, pa.int64()), "jenis": kinds})


@given(st.lists(st.lists(st.integers(0, 99), max_size=9), max_size=9), st.integers(1, 12))
def test_rows_are_handed_on_whole_and_in_order_in_groups_of_one_size(parts: list[list[int]], size: int) -> None:
    groups = handed_on([table(part) for part in parts], size)
    rows = [value for part in parts for value in part]
    assert [value for group in groups for value in group["nilai"].to_pylist()] == rows
    assert [value for group in groups for value in group["jenis"].to_pylist()] == [f"j{value % 3}" for value in rows]
    assert [group.num_rows for group in groups] == [size] * (len(rows) // size) + ([len(rows) % size] if len(rows) % size else [])


def test_many_tables_of_a_row_make_one_group() -> None:
    (group,) = handed_on([table([number]) for number in range(1_000)], 5_000)
    assert group["nilai"].to_pylist() == list(range(1_000))
    assert group["nilai"].num_chunks == 1


def test_nothing_makes_no_group() -> None:
    assert handed_on([], 5) == handed_on([table([])], 5) == []
