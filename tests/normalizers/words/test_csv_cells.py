"""Text in CSV files is text to every spreadsheet, and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.words.csv_cells import from_csv, to_csv

BEGIN_FORMULAS = "=+-@\t\r\n＝＋－＠"


@given(st.text(st.sampled_from("'=+-@\t\r\n＝a1") | st.characters()))
def test_what_is_written_begins_no_formula_and_is_read_as_it_was(text: str) -> None:
    cell = to_csv(text)
    assert cell[:1] not in tuple(BEGIN_FORMULAS)
    assert from_csv(cell) == text


@pytest.mark.parametrize("text", ["Jumlah", "5 - 3", "a=b", "'kutipan'", ""])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert to_csv(text) == from_csv(text) == text


def test_a_formula_somebody_wrote_by_hand_is_read_as_its_text() -> None:
    assert from_csv("=1+1") == "=1+1"
