"""A text layer that says what nobody printed is not believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pdf.layer_quality import BROKEN, BROKEN_OVER_SCAN, broken_share, is_broken

PRINTED = (
    "Meningkatnya kualitas pelayanan kesehatan IKU01 SS1.2 75,5% 2021-2025 Rp1.250.000 (satu) 1.02.01.2.01 RKA-SKPD di/ke PDRB "
    "kg/kapita/tahun SiLPA BAB-II No.12 Tahun2021 10x m2 km2 CO2 https://contoh.go.id ber-AKHLAK A/B"
)


@pytest.mark.parametrize("word", PRINTED.split())
def test_words_as_offices_print_them_are_sound(word: str) -> None:
    assert not is_broken(word)


@pytest.mark.parametrize(
    "word", ["t00%", "dialasTSo/o", "7O5l2", "sa5aran", "k1nerja", "\ue012\ue013\ue014", "\ufffd\ufffd\ufffd", "\x03\x04\x05a"]
)
def test_words_a_bad_layer_holds_are_broken(word: str) -> None:
    assert is_broken(word)


def test_a_few_words_tell_nothing() -> None:
    assert broken_share("t00% k1nerja") == 0.0


@given(st.lists(st.sampled_from(PRINTED.split()), min_size=12), st.integers(0, 30))
def test_the_share_grows_with_what_is_broken(words: list[str], broken: int) -> None:
    share = broken_share(" ".join([*words, *["k1nerja"] * broken]))
    sound = sum(len(word) >= 3 for word in words)
    if broken + sound >= 12:
        assert share == pytest.approx(broken / (broken + sound))
    assert 0 < BROKEN_OVER_SCAN < BROKEN < 1
