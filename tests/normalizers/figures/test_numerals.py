"""Printed numbers and numbers in words."""

from __future__ import annotations

import pytest

from normalizers.figures.numerals import number_in_words, read_number
from normalizers.figures.sureness import DOUBTFUL


@pytest.mark.parametrize(
    ("words", "number"),
    [("nol", 0), ("sebelas", 11), ("dua puluh lima", 25), ("seratus dua puluh", 120), ("seribu lima ratus", 1500), ("lima ekor", None)],
)
def test_numbers_in_words(words: str, number: int | None) -> None:
    assert number_in_words(words) == number


@pytest.mark.parametrize("token", ["1.2.3", "007", "00", "1234567890123456", "12,34,5"])
def test_what_is_no_number(token: str) -> None:
    assert read_number(token) is None


@pytest.mark.parametrize(
    ("token", "behaviour"),
    [("1.234", None), ("1,234", "cacah"), ("12,5", "cacah"), ("1.50", "uang"), ("1234.567", None), ("1.234", "pecahan")],
)
def test_a_doubtful_number_is_never_surer_than_doubt(token: str, behaviour: str | None) -> None:
    numeral = read_number(token, behaviour)
    assert numeral is not None
    assert numeral.doubtful
    assert numeral.confidence <= DOUBTFUL


@pytest.mark.parametrize(
    ("token", "number"), [("1250.000.000", 1_250_000_000), ("12.500000.000", 12_500_000_000), ("970.505000", 970_505_000)]
)
def test_money_that_lost_a_dot_is_the_amount_in_doubt(token: str, number: float) -> None:
    numeral = read_number(token, "uang")
    assert numeral is not None
    assert numeral.value == number
    assert numeral.doubtful
    assert numeral.confidence <= DOUBTFUL


@pytest.mark.parametrize("token", ["1250.00.000", "01250.000.000", "1250.000.0000", "1.250.00"])
def test_money_with_marks_anywhere_is_no_amount(token: str) -> None:
    assert read_number(token, "uang") is None
