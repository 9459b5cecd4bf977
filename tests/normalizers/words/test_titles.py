"""``judul.toml``: what its notation means, and that a mistake in it is heard."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from normalizers.owner.evidence import label_value
from normalizers.rows.row_kinds import is_signature_row, is_total_row, named_level
from normalizers.words import DataFileError, any_of, parts_of, title_words
from normalizers.words.datafile import parse_toml, read_data
from normalizers.words.titles import FILE, read_titles

TITLES = title_words()


@pytest.mark.parametrize(
    ("phrase", "printed", "found"),
    [
        ("unit kerja", "unit  kerja", True),
        ("unit kerja", "unit\nkerja :", True),
        ("unit kerja", "unit kerjasama", False),
        ("kerja*", "kerjasama", True),
        ("(nama) unit", "nama unit", True),
        ("(nama) unit", "unit", True),
        ("sasaran (strategis)", "sasaran strategis", True),
        ("nama (unit) organisasi", "nama organisasi", True),
        ("kabupaten/kota", "kabupaten / kota", True),
        ("s.d", "sid", False),
    ],
)
def test_a_phrase_means_the_words_it_shows(phrase: str, printed: str, found: bool) -> None:
    assert (re.match(any_of([phrase]), printed) is not None) == found


def test_parts_are_found_inside_words() -> None:
    assert re.search(parts_of(["wali kota", "rencana"]), "perencanaan")
    assert re.search(parts_of(["wali kota", "rencana"]), "wakil wali  kota")


@pytest.mark.parametrize("label", TITLES.label.pemilik)
def test_every_label_of_the_file_is_a_label(label: str) -> None:
    assert label_value(f"1. {label.replace('(', '').replace(')', '').title()} : Dinas Sosial") == "Dinas Sosial"


@pytest.mark.parametrize("role", [field.name for field in fields(TITLES.bagian)])
def test_every_section_word_names_its_parent(role: str) -> None:
    for word in getattr(TITLES.bagian, role):
        assert named_level(f"{word.replace('(', '').replace(')', '').upper()} 1: Mutu layanan") == (role, "Mutu layanan")


def test_every_total_and_every_signature_of_the_file_is_one() -> None:
    assert all(is_total_row(["", word.title(), "5"]) for word in TITLES.baris.jumlah)
    assert all(is_signature_row([word.upper()]) for word in TITLES.tanda_tangan.baris)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[surat]", "[surta]", "surta"),
        ("pertama =", "petama =", "petama"),
        ('"(nama) unit kerja"', '"(nama unit kerja"', "brackets"),
        ('jabatan = ["(nama) jabatan"]', 'jabatan = ["(jabatan)"]', "brackets"),
        ('"nama pd"', '"kota"', "twice"),
        ('jumlah = ["total"', 'jumlah = [5, "total"', "not a word"),
    ],
)
def test_a_mistake_in_the_file_is_named(old: str, new: str, reason: str) -> None:
    text = read_data(FILE).text
    assert old in text
    with pytest.raises(DataFileError) as raised:
        read_titles(parse_toml(FILE, text.replace(old, new, 1)))
    assert reason in raised.value.reason
    assert raised.value.line > 0
