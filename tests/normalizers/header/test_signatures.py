"""A header has one signature in every document of its form, and another form has another."""

from __future__ import annotations

import pytest

from normalizers.form import Header, Surroundings, interpret
from tests.normalizers.form.golden_cases import golden_cases
from tests.normalizers.grids import table
from tests.pdf_maker import C, Row

ROW = ["1", "Meningkatnya mutu air", "Persentase air layak", "80", "81", "82", "83", "84", "85"]


def header(*rows: Row) -> Header:
    width = len(rows[0])
    return interpret(table([*rows, *[ROW[:width]] * 3]).grid(), Surroundings())[0]


def of(*rows: Row) -> str:
    return header(*rows).signature.code


@pytest.mark.parametrize(
    "other",
    [
        ["NO.", "SASARAN STRATEGIS", "INDIKATOR\nKINERJA", "TARGET 2024"],
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Target Tahun 2019"],
        ["No", "Sasaran Strategis Dinas Perikanan", "Indikator Kinerja", "Target 2021"],
        ["No", "Sasaran Strategis", "Indikator Kinerja Kabupaten Muara Teluk", "Target 2021"],
        ["No", "Sasara\nn Strategis", "Indikator Kinerja", "Targe\nt 2021"],
    ],
)
def test_years_places_offices_and_print_change_nothing(other: Row) -> None:
    assert of(["No", "Sasaran Strategis", "Indikator Kinerja", "Target 2021"]) == of(other)


@pytest.mark.parametrize(
    "other",
    [
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Realisasi 2021"],
        ["No", "Program", "Indikator Kinerja", "Target 2021"],
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target 2021"],
    ],
)
def test_another_form_has_another_signature(other: Row) -> None:
    assert of(["No", "Sasaran Strategis", "Indikator Kinerja", "Target 2021"]) != of(other)


def test_a_plan_for_more_years_is_the_same_form() -> None:
    def plan(*years: str) -> str:
        titles: Row = [C("No", 2), C("Sasaran", 2), C("Indikator", 2), C("Target", 1, len(years)), *[None] * (len(years) - 1)]
        return of(titles, [None, None, None, *years])

    assert plan("2021", "2022", "2023") == plan("2025", "2026", "2027", "2028", "2029")


def test_the_same_pairs_below_more_years_are_the_same_form() -> None:
    def plan(*years: str) -> str:
        spans = [part for year in years for part in (C(year, 1, 2), None)]
        return of([C("No", 2), C("Program", 2), C("Indikator", 2), *spans], [None, None, None, *["Target", "Rp"] * len(years)])

    assert plan("2021", "2022") == plan("2024", "2025", "2026")


def test_a_numbering_row_is_no_part_of_it() -> None:
    titles: Row = ["No", "Sasaran", "Indikator", "Target"]
    assert of(titles) == of(titles, ["(1)", "(2)", "(3)", "(4)"])


def test_signatures_are_short_and_stay_what_they_are() -> None:
    assert of(["No", "Sasaran Strategis", "Indikator Kinerja", "Target 2021"]) == "944812dde6e03b74"


def test_forms_of_the_atlas_are_told_apart() -> None:
    signatures: dict[str, set[str]] = {}
    for case in golden_cases():
        if case.family in ("permendagri", "inmendagri"):
            found = interpret(table(case.rows).grid(), Surroundings())
            if found:
                signatures.setdefault(found[0].signature.code, set()).add(case.name)
    assert all(len(names) <= 2 for names in signatures.values())
