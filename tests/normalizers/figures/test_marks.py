"""Which mark stands before decimals, by the numbers of a whole table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.figures import decimal_mark, parse_value


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["33,050 Ton", "42.8", "85.5 %"], "."),
        (["1,077,633.93", "12.5"], "."),
        (["33.050", "42,8", "85,5"], ","),
        (["1.097,5", "1.163,8 ton"], ","),
        (["42.8", "85,5", "21.4", "90,1"], None),
        (["1.250", "97.13", "98.20"], None),
        (["42.8"], None),
        (["12", "15", "-"], None),
    ],
)
def test_two_numbers_that_can_be_nothing_else_tell_and_none_speaks_against_them(texts: list[str], mark: str | None) -> None:
    assert decimal_mark(texts) == mark


def test_a_point_parts_thousands_of_what_is_measured_where_commas_are_decimal() -> None:
    value = parse_value("1.125", "ton", mark=",")
    assert (value.nilai, value.catatan) == (1125.0, ())
    assert "angka_meragukan" in parse_value("1.125", "ton").catatan
    # A score of that size may be written with points all the same.
    assert "angka_meragukan" in parse_value("3.125", "skor", mark=",").catatan


def test_money_in_millions_has_decimals_where_commas_are_decimal() -> None:
    value = parse_value("801,445", "juta rupiah", mark=",")
    assert (value.nilai, value.catatan) == (801.445, ("angka_meragukan",))


def test_a_comma_parts_thousands_where_decimal_mark() -> None:
    value = parse_value("33,050 Ton", mark=".")
    assert (value.nilai, value.nilai_teks, value.catatan) == (33050.0, "33,050 Ton", ())
    doubtful = parse_value("33,050 Ton")
    assert "angka_meragukan" in doubtful.catatan


def test_another_unit_and_more_words_beside_a_number_are_doubtful() -> None:
    assert parse_value("6 Dokumen Bidang Umum", "orang").keyakinan <= 0.6


@given(st.integers(0, 999_999_999), st.integers(0, 99))
def test_what_is_written_the_english_way_is_read_back(whole: int, part: int) -> None:
    assert parse_value(f"{whole:,}.{part:02d}", "rasio", mark=".").nilai == pytest.approx(whole + part / 100)
