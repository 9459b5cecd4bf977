"""Names that differ only in how they are written share one id; the id depends on the name alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.harmonise import match_indicator
from normalizers.text import squash


def key(name: str) -> str:
    return match_indicator(name).id_indikator


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jumlah Paket Mebel yang Disediakan", "jumlah paket mebel yang di sediakan"),
        ("Persentase PPKS aktif", "Prosentase PPKS aktif"),
        ("% PSKS yang aktif", "Persentase PSKS yang aktif"),
        ("Jumlah anak, Kab/Kota", "Jumlah anak Kabupaten/Kota"),
    ],
)
def test_spellings_of_one_name_share_an_id(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Persentase penduduk miskin", "Persentase penduduk tidak miskin"),
        ("Jumlah Dokumen RKA-SKPD", "Jumlah Dokumen Perubahan RKA-SKPD"),
        ("APM SD", "APM SMP"),
        ("Jumlah PPKS", "Persentase PPKS"),
    ],
)
def test_names_of_other_things_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text(min_size=1, max_size=60))
def test_case_space_and_punctuation_never_matter(name: str) -> None:
    spaced = "  ".join(name.split())
    assert key(spaced) == key(name) or squash(spaced) != squash(name)
