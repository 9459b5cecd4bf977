"""Around a page break: what is only a page number or a running foot, and which text must go on."""

from __future__ import annotations

import pytest

from extractors.tables import BreakWords
from schemas.stages import TextLine

WORDS = BreakWords(page=("halaman", "hal", "page"), total=("dari",), hanging=("dan", "yang"))


@pytest.mark.parametrize("text", ["3", "- 12 -", "xiv", "Halaman 3", "hal. 3", "Hal 3 dari 12", "3/12", "| 7 |"])
def test_a_page_number_is_known_however_it_is_printed(text: str) -> None:
    assert WORDS.is_page_number(text)


@pytest.mark.parametrize("text", ["", "3 dan 4", "Tabel 3", "20211", "halaman", "Seite 3"])
def test_other_short_lines_are_no_page_number(text: str) -> None:
    assert not WORDS.is_page_number(text)


@pytest.mark.parametrize(
    ("top", "text", "foot"),
    [
        (570, "Renstra Dinas Kesehatan", True),
        (570, "kata " * 20, False),
        (300, "Renstra", False),
        (570, "kata " * 20 + "| 3", True),
        (570, "kata " * 20 + "| II - 14", True),
        (570, "kata " * 20 + "2021 - 2026", False),
        (300, "kata " * 20 + "| 3", False),
    ],
)
def test_a_line_in_the_lower_margin_that_is_short_or_ends_in_a_page_number_is_a_foot(top: float, text: str, foot: bool) -> None:
    assert WORDS.is_foot(TextLine(text, (60.0, top, 300.0, top + 8), 1), 595.0) == foot


@pytest.mark.parametrize(("top", "text", "numbers"), [(575, "1", True), (12, "- 2 -", True), (300, "1", False), (575, "75 %", False)])
def test_a_number_in_a_margin_is_the_pages(top: float, text: str, numbers: bool) -> None:
    assert WORDS.numbers_page(TextLine(text, (60.0, top, 66.0, top + 8), 1), 595.0) == numbers


@pytest.mark.parametrize(
    ("text", "hangs"), [("pelayanan dan", True), ("layanan\nyang", True), ("sedan", False), ("dan lain.", False), ("", False)]
)
def test_a_text_hangs_when_its_last_word_needs_another(text: str, hangs: bool) -> None:
    assert WORDS.hangs(text) == hangs
