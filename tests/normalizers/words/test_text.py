"""Mending undoes layout damage and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.words.text import fold, mend, squash, without_numbering, words_of

WORDS = words_of(["Jumlah penyandang disabilitas yang terpenuhi kebutuhan dasarnya setiap semesteran di Kabupaten"])


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("Jumlah Orang yang\nMendapat Layanan", "Jumlah Orang yang Mendapat Layanan"),
        ("penyandang disabi\nlitas", "penyandang disabilitas"),
        ("Bulanan/\nTriwulan", "Bulanan/Triwulan"),
        ("Perundang-\nUndangan", "Perundang-Undangan"),
        ("Izin Penyeleng\u2010\ngaraan Parkir", "Izin Penyelenggaraan Parkir"),
        ("PENGELOLAAN PELAYA\u00ad\nRAN", "PENGELOLAAN PELAYARAN"),
        ("yang terpenuhi kebu-\ntuhan", "yang terpenuhi kebutuhan"),
        ("rata-\nrata lama", "rata-rata lama"),
        ("rata\u2010\nrata lama", "rata\u2010rata lama"),
        ("usaha mikro-\nkecil", "usaha mikro-kecil"),
        ("tahun 2021 -\n2026", "tahun 2021 - 2026"),
        ("SKPD dan\nLaporan", "SKPD dan Laporan"),
        ("dua  spasi\n\nkosong ", "dua spasi kosong"),
        ("2.11.02.2.01.\n0002", "2.11.02.2.01.0002"),
        ("2.11.02.2.01.0\n002", "2.11.02.2.01.0002"),
        ("1.06.02\n2.01", "1.06.02 2.01"),
        ("1.250.000\n1.300.000", "1.250.000 1.300.000"),
    ],
)
def test_line_breaks_are_mended(printed: str, mended: str) -> None:
    assert mend(printed, WORDS) == mended


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=40).map(lambda s: s.replace("\n", "")))
def test_a_single_line_keeps_its_letters(text: str) -> None:
    assert mend(text, WORDS).replace(" ", "") == "".join(text.split())


@given(st.lists(st.text(alphabet="abcdefghij /-.", max_size=12), max_size=5))
def test_mending_changes_nothing_but_white_space(lines: list[str]) -> None:
    assert "".join(mend("\n".join(lines), WORDS).split()) == "".join("".join(lines).split())


@given(st.lists(st.text(alphabet="abcdefghij /-.", max_size=12), max_size=5))
def test_mended_text_is_mended_already(lines: list[str]) -> None:
    once = mend("\n".join(lines), WORDS)
    assert mend(once, WORDS) == once


@pytest.mark.parametrize(
    ("printed", "name"),
    [("1. Nilai AKIP", "Nilai AKIP"), ("1.1.2 Jumlah A", "Jumlah A"), ("a. Persentase", "Persentase"), ("2) Angka", "Angka"),
     ("3 Persentase", "Persentase"), ("100 desa wisata", "100 desa wisata"), ("% PSKS aktif", "% PSKS aktif"), ("1.", "1.")],
)  # fmt: skip
def test_leading_numbers_are_removed(printed: str, name: str) -> None:
    assert without_numbering(printed) == name


@given(st.text(max_size=80))
def test_folded_text_stays_folded(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert squash(text) == squash(fold(text))
