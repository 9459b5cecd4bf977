"""Quarters by their numbers and by their months."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.words import month_alone, months_of_a_quarter, quarter_in, without_quarters_months


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("Januari s.d. Maret", 1),
        ("Apr - Jun", 2),
        ("Juli – Sept 2024", 3),
        ("Okt/Nov/Des", 4),
        ("Oktober 2024 s/d Desember 2024", 4),
        ("Triwulan I (Januari-Maret)", 1),
    ],
)
def test_the_months_of_a_quarter_name_it(text: str, quarter: int) -> None:
    assert quarter_in(text) == quarter


@pytest.mark.parametrize(
    "text",
    [
        "Januari - Juni",
        "Januari s.d. Desember",
        "Februari - April",
        "Maret",
        "Januari dan Maret",
        "Triwulan II (Januari - Maret)",
        "Marginal",
    ],
)
def test_other_months_name_no_quarter(text: str) -> None:
    assert quarter_in(text) is None


@pytest.mark.parametrize(
    ("text", "month"), [("B03", 3), ("B-12", 12), ("31 Maret 2024", 3), ("Bulan ke-9", 9), ("NOP", 11), ("Pebruari", 2)]
)
def test_a_month_alone(text: str, month: int) -> None:
    assert month_alone(text) == month


@pytest.mark.parametrize("text", ["12 bulan", "Maret dan April", "Realisasi Maret", "B13", "Mei-Juni", "3"])
def test_no_month_alone(text: str) -> None:
    # "12 bulan" is how long something takes.
    assert month_alone(text) is None


@given(st.text(alphabet="JanuarimetFbpilAsOkodDcg -–./0123456789", max_size=30))
def test_what_names_a_quarter_is_what_is_taken_out(text: str) -> None:
    quarter = months_of_a_quarter(text)
    assert quarter in (None, 1, 2, 3, 4)
    assert (without_quarters_months(text) == text) == (quarter is None)
