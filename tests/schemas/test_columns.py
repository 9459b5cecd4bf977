"""Arrow columns as NumPy sees them."""

from __future__ import annotations

import pyarrow as pa
import pytest

from schemas.applied import codes_of, numbers_of


@pytest.mark.parametrize(
    ("values", "kind"), [([1, 2, 3], pa.int16()), ([0.5, -1.0, 2.0], pa.float64()), ([True, False, True], pa.bool_()), ([], pa.int32())]
)
def test_the_numbers_of_whole_and_of_cut_columns(values: list[float], kind: pa.DataType) -> None:
    whole = pa.array(values, kind)
    assert numbers_of(whole).tolist() == values
    assert numbers_of(whole[1:]).tolist() == values[1:]
    assert numbers_of(pa.chunked_array([whole[:1], whole[1:]], kind)).tolist() == values
    assert numbers_of(pa.chunked_array([], kind)).tolist() == []


def test_rows_of_one_value_have_one_code_and_what_is_empty_has_one_too() -> None:
    codes, values = codes_of(pa.chunked_array([["b", None], ["a", "b", None]]))
    assert [values[code] for code in codes] == ["b", None, "a", "b", None]
    assert len(values) == 3


def test_codes_of_a_column_kept_as_codes() -> None:
    codes, values = codes_of(pa.chunked_array([pa.array(["x", "y", "x"]).dictionary_encode()]))
    assert [values[code] for code in codes] == ["x", "y", "x"]


def test_no_rows_have_no_codes() -> None:
    codes, values = codes_of(pa.chunked_array([], pa.string()))
    assert (codes.tolist(), values) == ([], [])
