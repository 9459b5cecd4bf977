"""Every entry of the registry is found by each of its wordings, and takes in none of its neighbours; tests made from the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import pytest

from normalizers.figures import canonical_unit
from normalizers.names.harmonise import Harmoniser
from normalizers.names.key import name_key
from normalizers.names.reference import ReferenceName, registry

EVERYWHERE = [each for each in registry() if each.neighbours]


@lru_cache(maxsize=2)
def harmoniser(told: bool) -> Harmoniser:
    """With the whole registry; its neighbours told, or left to the rules alone."""
    return Harmoniser(registry() if told else [replace(each, neighbours=()) for each in registry()])


@lru_cache(maxsize=1)
def by_letters() -> Mapping[str, ReferenceName]:
    return {name_key(name).letters: each for each in registry() for name in (each.name, *each.synonyms)}


def test_what_every_region_reports_is_there() -> None:
    assert len(EVERYWHERE) > 200


@pytest.mark.parametrize("entry", EVERYWHERE, ids=lambda entry: entry.id)
def test_an_entry_is_found_by_its_wordings_and_takes_in_no_neighbour(entry: ReferenceName) -> None:
    for name in (entry.name, *entry.synonyms, entry.name.upper(), entry.name.lower()):
        found = harmoniser(told=True).match(name).match
        assert (found.id_indikator, found.status_padanan) == (entry.id, "baku"), name
    for name in entry.neighbours:
        other = by_letters().get(name_key(name).letters)
        for told in (True, False):
            found = harmoniser(told).match(name).match
            assert found.id_indikator == (name_key(name).id if other is None else other.id), name
        assert entry.id not in {each.id for each in harmoniser(told=True).match(name).candidates}, name


def test_every_entry_says_a_known_unit_and_has_the_id_of_its_name() -> None:
    for entry in EVERYWHERE:
        unit = canonical_unit(entry.unit) if entry.unit else None
        assert entry.unit is None or (unit is not None and unit.known and unit.name == entry.unit), entry.name
        assert entry.id == name_key(entry.name).id


@pytest.mark.parametrize("acronym", ["IRB", "IKK", "IPK", "IPP", "IKS", "IKU", "SDA"])
def test_an_acronym_of_two_things_is_neither(acronym: str) -> None:
    found = harmoniser(told=True).match(acronym).match
    assert found.status_padanan == "baru"
    assert by_letters().get(name_key(acronym).letters) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IPM", "IPM Perempuan"),
        ("TPT", "TPAK"),
        ("AKB", "AKABA"),
        ("AKI", "AKB"),
        ("Nilai SAKIP", "Predikat SAKIP"),
        ("Nilai SAKIP Kabupaten", "Nilai SAKIP Dinas Kesehatan"),
        ("PDRB ADHB", "PDRB ADHK"),
        ("Persentase Penduduk Miskin", "Jumlah Penduduk Miskin"),
        ("Indeks Kualitas Air", "Indeks Kualitas Air Laut"),
        ("Akses Air Minum Layak", "Akses Air Minum Aman"),
    ],
)
def test_what_is_often_taken_for_one_another_stays_apart(one: str, other: str) -> None:
    first, second = (harmoniser(told=True).match(name).match for name in (one, other))
    assert first.status_padanan == second.status_padanan == "baku"
    assert first.id_indikator != second.id_indikator


def test_the_better_direction_is_known_of_what_has_one() -> None:
    direction = {name: harmoniser(told=True).match(name).reference for name in ("IPM", "TPT", "Gini Rasio", "Laju Inflasi")}
    assert [each and each.direction for each in direction.values()] == ["tinggi", "rendah", "rendah", None]


@pytest.mark.parametrize(
    ("printed", "name", "status"),
    [
        ("Luas kawasan kumuh (Ha)", "Luas Kawasan Kumuh", "otomatis"),
        ("Jumlah Desa Mandiri (Desa)", "Jumlah Desa Mandiri", "otomatis"),
        ("Kontribusi sektor pariwisata terhadap PAD (%)", "Kontribusi Sektor Pariwisata terhadap PAD", "otomatis"),
        ("Persentase Penanganan Sampah (%)", "Persentase Penanganan Sampah", "baku"),
        ("Indeks Kualitas Air (Indeks)", "Indeks Kualitas Air (IKA)", "baku"),
    ],
)
def test_a_unit_behind_a_name_adds_nothing_where_it_is_its_own(printed: str, name: str, status: str) -> None:
    found = harmoniser(told=True).match(printed).match
    assert (found.indikator_baku, found.status_padanan) == (name, status)


def test_another_unit_behind_a_name_makes_it_another() -> None:
    first, second = (harmoniser(told=True).match(name).match for name in ("Luas Kawasan Kumuh", "Luas Kawasan Kumuh (%)"))
    assert first.id_indikator != second.id_indikator
    assert name_key("Jumlah penerima bantuan (orang)").letters != name_key("Jumlah penerima bantuan (kelompok)").letters
