"""What the recognition makes of letters that the documents' language does not have."""

from __future__ import annotations

import pytest

from extractors.scan.ocr import plain_letters


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Menıngkatnya perlındungan", "Meningkatnya perlindungan"),
        ("Perençanaan", "Perencanaan"),
        ("100％", "100%"),
        ("3 × 5", "3 x 5"),
        (". Indeks", "Indeks"),
    ],
)
def test_signs_of_other_scripts_are_the_letters_they_look_like(read: str, printed: str) -> None:
    assert plain_letters(read) == printed
