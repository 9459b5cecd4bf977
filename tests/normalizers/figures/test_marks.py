"""Which mark stands before decimals, by the numbers of a whole table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.figures import parse_value, points_are_decimal


@pytest.mark.parametrize(
    ("texts", "points"),
    [
        (["33,050 Ton", "42.8", "85.5 %"], True),
        (["1,077,633.93", "12.5"], True),
        (["33.050", "42,8", "85,5"], False),
        (["42.8", "85,5", "21.4"], False),
        (["1.250", "97.13", "98.20"], False),
        (["42.8"], False),
        (["12", "15", "-"], False),
    ],
)
def test_two_numbers_that_can_be_nothing_else_tell_and_none_speaks_against_them(texts: list[str], points: bool) -> None:
    assert points_are_decimal(texts) is points


def test_a_comma_parts_thousands_where_points_are_decimal() -> None:
    value = parse_value("33,050 Ton", points=True)
    assert (value.nilai, value.nilai_teks, value.catatan) == (33050.0, "33,050 Ton", ())
    doubtful = parse_value("33,050 Ton")
    assert "angka_meragukan" in doubtful.catatan


def test_another_unit_and_more_words_beside_a_number_are_doubtful() -> None:
    assert parse_value("6 Dokumen Bidang Umum", "orang").keyakinan <= 0.6


@given(st.integers(0, 999_999_999), st.integers(0, 99))
def test_what_is_written_the_english_way_is_read_back(whole: int, part: int) -> None:
    assert parse_value(f"{whole:,}.{part:02d}", "rasio", points=True).nilai == pytest.approx(whole + part / 100)
