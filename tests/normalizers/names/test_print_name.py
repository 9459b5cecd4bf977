"""The name that is shown of an indicator that no list knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.names.print_name import printed_name


@pytest.mark.parametrize(
    ("spellings", "shown"),
    [
        ({"Jumlah Rumah Layak Huni": 2, "jumlah rumah layak huni": 5}, "jumlah rumah layak huni"),
        ({"JUMLAH RUMAH LAYAK HUNI": 9, "Jumlah Rumah Layak Huni": 1}, "Jumlah Rumah Layak Huni"),
        ({"Jumlah ru mah layak huni": 9, "Jumlah rumah layak huni": 1}, "Jumlah rumah layak huni"),
        ({"Jumlah rumah (unit": 9, "Jumlah rumah (unit)": 1}, "Jumlah rumah (unit)"),
        ({"Jumlah rumah layak huni;": 1}, "Jumlah rumah layak huni"),
        ({"Persentase PPKS yang tertangani": 1, "Persentase ppksx yang tertangani": 3}, "Persentase PPKS yang tertangani"),
        ({"JUMLAH RUMAH": 1}, "JUMLAH RUMAH"),
        ({"...": 1}, "..."),
    ],
)
def test_the_clean_spelling_that_is_most_frequent(spellings: dict[str, int], shown: str) -> None:
    assert printed_name(spellings) == shown


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 9), min_size=1, max_size=4))
def test_a_name_is_never_empty_and_depends_on_no_order(spellings: dict[str, int]) -> None:
    assert printed_name(spellings)
    assert printed_name(dict(reversed(spellings.items()))) == printed_name(spellings)
