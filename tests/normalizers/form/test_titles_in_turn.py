"""Titles that only together say what they count."""

from __future__ import annotations

import pytest

from schemas.stages import Value
from tests.normalizers.grids import document, table
from tests.pdf_maker import C, Row

NAMES = ("Persentase jalan mantap", "Persentase irigasi baik", "Indeks kepuasan")
ONE_YEAR = ("RENCANA AKSI", "DINAS PEKERJAAN UMUM KABUPATEN BANYUMAS", "TAHUN 2024")
FIVE_YEARS = ("RENCANA STRATEGIS TAHUN 2021-2025", "DINAS PEKERJAAN UMUM KABUPATEN BANYUMAS")


def values(titles: list[str], title: tuple[str, ...] = ONE_YEAR, group: str = "Target Kinerja") -> list[Value]:
    header: list[Row] = [
        [C("No", 2), C("Indikator Kinerja", 2), C(group, 1, len(titles)), *[None] * (len(titles) - 1)],
        [None, None, *titles],
    ]
    rows: list[Row] = [
        [str(at + 1), name, *(f"{60 + 7 * at + column},5" for column in range(len(titles)))] for at, name in enumerate(NAMES)
    ]
    return list(document(table([*header, *rows]), title=title).records[0].values)


@pytest.mark.parametrize(
    "titles",
    [
        ["Maret", "Juni", "September", "Desember"],
        ["B03", "B06", "B09", "B12"],
        ["31 Maret", "30 Juni", "30 September", "31 Desember"],
        ["Jan-Mar", "Apr-Jun", "Jul-Sep", "Okt-Des"],
    ],
)
def test_the_months_that_end_quarters_are_the_quarters(titles: list[str]) -> None:
    assert [(value.ukuran, value.tahun, value.triwulan) for value in values(titles)] == [
        ("target", 2024, quarter) for quarter in (1, 2, 3, 4)
    ]


def test_other_months_are_no_quarters() -> None:
    assert not any(value.triwulan for value in values(["Januari", "Maret", "Juni", "September"]))


@pytest.mark.parametrize("titles", [["I", "II", "III", "IV"], ["1", "2", "3", "4"], ["T1", "T2", "T3", "T4"]])
def test_four_bare_numbers_are_the_quarters_of_one_year_and_in_doubt(titles: list[str]) -> None:
    found = values(titles)
    assert [value.triwulan for value in found] == [1, 2, 3, 4]
    assert all("triwulan_meragukan" in value.catatan and (value.keyakinan or 0) < 0.8 for value in found)


def test_as_many_bare_numbers_as_a_period_has_years_are_its_years() -> None:
    found = values(["1", "2", "3", "4", "5"], FIVE_YEARS)
    assert [value.tahun for value in found] == [2021, 2022, 2023, 2024, 2025]
    assert all((value.keyakinan or 0) < 0.8 for value in found)


def test_three_bare_numbers_are_neither() -> None:
    found = values(["1", "2", "3"])
    assert all(value.triwulan is None and (value.keyakinan or 0) <= 0.5 for value in found)


@pytest.mark.parametrize(
    "titles", [["s/d TW I", "s/d TW II", "s/d TW III", "s/d TW IV"], ["s.d. Maret", "s.d. Juni", "s.d. September", "s.d. Desember"]]
)
def test_sums_up_to_all_four_quarters_are_the_quarters_in_doubt(titles: list[str]) -> None:
    found = values(titles)
    assert [value.triwulan for value in found] == [1, 2, 3, 4]
    assert all((value.keyakinan or 0) < 0.8 for value in found)
