"""Headers that nobody should have drawn: bounded time, and doubt instead of a guess."""

from __future__ import annotations

import time

import pytest

from normalizers.form import Header, Surroundings, as_header, interpret
from normalizers.form.understanding import PARTLY_KNOWN
from normalizers.words import UserTerms
from tests.normalizers.grids import table
from tests.pdf_maker import C, Row

#: Seconds that the worst of these tables may take; typical ones take some milliseconds.
LONGEST = 2.0
NAMES = ["Persentase air layak", "Jumlah nelayan", "Indeks kepuasan masyarakat"]
PLAN = Surroundings(("PERJANJIAN KINERJA TAHUN 2022",), "pk", True)


def understood(rows: list[Row], around: Surroundings = PLAN) -> list[Header]:
    begun = time.perf_counter()
    headers = interpret(table(rows).grid(), around)
    for header in headers:
        assert len(header.signature.places) == len(header.columns)
    assert time.perf_counter() - begun < LONGEST
    return headers


def test_twelve_levels() -> None:
    levels: list[Row] = [
        [C("No", 12), C("Indikator", 12), C("Target", 1, 2), None],
        *[[None, None, C("Capaian", 1, 2), None]] * 10,
        [None, None, "2021", "2022"],
    ]
    header = understood([*levels, *[[str(n), name, "80", "81"] for n, name in enumerate(NAMES)]])[0]
    assert [column.role for column in header.columns[:2]] == ["nomor", "indikator"]
    assert [column.tahun for column in header.values] == [2021, 2022]


def test_two_hundred_columns() -> None:
    titles: Row = ["No", "Indikator", *[f"Target {1900 + n}" for n in range(198)]]
    header = understood([titles, *[[str(n), name, *["5"] * 198] for n, name in enumerate(NAMES)]])[0]
    assert len(header.columns) == 200


def test_forty_columns_of_one_name_are_in_doubt() -> None:
    titles: Row = ["No", "Indikator", *["Target"] * 40]
    header = understood([titles, *[[str(n), name, *["5"] * 40] for n, name in enumerate(NAMES)]])[0]
    assert all(column.score <= 0.5 for column in header.values)


@pytest.mark.parametrize("rows", [3, 40])
def test_a_table_that_is_all_header(rows: int) -> None:
    headers = understood([["No", "Sasaran", "Indikator", "Target"]] * rows)
    assert all(header.end <= rows for header in headers)


@pytest.mark.parametrize(
    "titles",
    [
        ["No", "Strategic Objective", "Key Performance Indicator", "Unit", "FY 2022"],
        ["No", "Proyek Prioritas Strategis", "Lokasi Prioritas", "Kementerian", "Alokasi (Miliar)"],
        ["", "", "", "", ""],
        ["a", "b", "c", "d", "e"],
    ],
)
def test_headers_of_others_give_no_values(titles: Row) -> None:
    headers = understood([titles, *[[str(n), name, "teks", "orang", "5"] for n, name in enumerate(NAMES)]], Surroundings())
    assert not any(header.values for header in headers if header.sets)


def test_a_column_of_years_alone_has_no_measure() -> None:
    header = understood([["No", "Indikator", "2021", "2022"], *[[str(n), name, "5", "6"] for n, name in enumerate(NAMES)]], Surroundings())[
        0
    ]
    assert [column.role for column in header.columns[2:]] == ["tidak_pasti", "tidak_pasti"]


def test_two_columns_of_one_meaning_are_in_doubt_and_one_is_not() -> None:
    rows = [[str(n), name, "5", "6"] for n, name in enumerate(NAMES)]
    twice = understood([["No", "Indikator", "Target 2021", "Target 2021"], *rows])[0]
    once = understood([["No", "Indikator", "Target 2021", "Target 2022"], *rows])[0]
    assert max(column.score for column in twice.values) <= 0.5 < min(column.score for column in once.values)


def confidence_of(title: str) -> float:
    grid = table([["No", "Indikator", title], *[[str(k), "Persentase jalan mantap", "61,5"] for k in (1, 2, 3)]]).grid()
    return as_header(grid, Surroundings()).columns[2].score


@pytest.mark.parametrize(
    "title", ["Realisasi 2015", "Target Renstra 2015", "Target Renstra BPMPD Tahun 2015", "Realisasi Kinerja Dinas 2015"]
)
def test_words_that_change_nothing_leave_a_title_sure(title: str) -> None:
    assert confidence_of(title) > PARTLY_KNOWN


@pytest.mark.parametrize("title", ["Realisasi menjelang kuartil 2015", "Target sementara 2015", "Realisasi tetangga 2015"])
def test_a_title_of_values_with_an_unknown_word_is_never_sure(title: str) -> None:
    assert confidence_of(title) <= PARTLY_KNOWN


def test_a_title_that_a_person_named_is_as_sure_as_that() -> None:
    rows = [["No", "Indikator", "Target sementara 2015"], *[[str(k), "Persentase jalan mantap", "61,5"] for k in (1, 2, 3)]]
    taught = UserTerms(headers={"Target sementara 2015": "target"})
    (header,) = interpret(table(rows).grid(), Surroundings(), taught)
    assert (header.columns[2].ukuran, header.columns[2].score > PARTLY_KNOWN) == ("target", True)


@pytest.mark.parametrize("share", ["% TW I", "TW I", "Persen TW I"])
def test_no_column_of_values_is_without_a_measure(share: str) -> None:
    titles = ["No", "Indikator", "Target 2026", "Realisasi TW I", "Capaian TW I", "Pagu", "Realisasi TW I", share, share]
    rows = [[str(k), name, "80", "70", "87,5", "1.000.000.000", "Rp 100.000.000", "10", "11"] for k, name in enumerate(NAMES)]
    for header in understood([titles, *rows]):
        assert all(column.ukuran is not None for column in header.columns if column.role == "nilai")


def test_a_word_for_money_over_figures_that_are_none_is_in_doubt() -> None:
    titles: Row = ["No", "Indikator", "Target", "Alokasi"]
    (header,) = understood([titles, *[[str(n), name, f"{60 + n}", f"{10 + n}"] for n, name in enumerate(NAMES)]])
    assert header.columns[3].score <= PARTLY_KNOWN
