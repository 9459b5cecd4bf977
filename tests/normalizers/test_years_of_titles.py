"""Which of the lines above a table tell its year."""

from __future__ import annotations

import pytest

from tests.normalizers.grids import document, table
from tests.pdf_maker import C, Row

ROWS: list[Row] = [
    ["No", "Indikator Kinerja", "Satuan", "Target"],
    ["1", "Persentase jalan mantap", "%", "81"],
    ["2", "Indeks layanan", "%", "79"],
]
OFFICE = "DINAS PEKERJAAN UMUM KABUPATEN BANYUMAS"


def year_and_doubt(*lines: str) -> tuple[int | None, bool]:
    (value,) = document(table(ROWS, lines), title=lines[:1]).records[0].values
    return value.tahun, "tahun_meragukan" in value.catatan


@pytest.mark.parametrize(
    "line",
    [
        "Nomor : 050/123/2025",
        "Tanggal cetak: 12/01/2025",
        "Tanggal : 27 Desember 2023",
        "Berdasarkan DPPA Nomor 12 Tahun 2023 tanggal 5 Oktober 2023",
        "RENSTRA TAHUN 2021-2026",
        "(Rp dalam ribuan)",
    ],
)
def test_lines_of_the_paper_and_of_its_plan_are_passed_over(line: str) -> None:
    assert year_and_doubt("PERJANJIAN KINERJA TAHUN 2024", OFFICE, line) == (2024, False)


@pytest.mark.parametrize("line", ["KEADAAN PER 31 DESEMBER 2024", "s.d. Desember 2024", "TA. 2024", "Periode Januari - Desember 2024"])
def test_the_time_that_is_told_of_is_the_year(line: str) -> None:
    assert year_and_doubt("PENGUKURAN KINERJA", OFFICE, line) == (2024, False)


def test_the_day_of_signing_alone_is_a_year_in_doubt() -> None:
    assert year_and_doubt("PERJANJIAN KINERJA", OFFICE, "Tanggal : 27 Desember 2023") == (2023, True)


def test_quarters_without_a_year_are_of_the_year_whose_target_stands_beside() -> None:
    header: Row = ["Indikator Kinerja", "Target Renstra 2026", "Target Renja 2023", "Realisasi TW I", "Realisasi TW II"]
    rows: list[Row] = [header, ["Persentase jalan mantap", "90", "81", "20", "41"], ["Indeks layanan", "88", "79", "22", "40"]]
    values = document(table(rows, ("EVALUASI RENJA", OFFICE))).records[0].values
    assert [(value.ukuran, value.tahun, value.triwulan) for value in values] == [
        ("target", 2026, None), ("target", 2023, None), ("realisasi", 2023, 1), ("realisasi", 2023, 2),
    ]  # fmt: skip


def test_a_plans_year_before_its_period_is_what_it_starts_from() -> None:
    rows: list[Row] = [["Indikator Kinerja", "Thn 2018", "Thn 2019", "Thn 2020"], ["Persentase jalan mantap", "70", "72", "75"]]
    title = "RENCANA PROGRAM DAN KEGIATAN TAHUN 2019-2023"
    values = document(table(rows, (title, OFFICE)), title=(title,)).records[0].values
    assert [(value.ukuran, value.tahun) for value in values] == [("kondisi_awal", 2018), ("target", 2019), ("target", 2020)]


def test_a_row_of_years_below_a_header_leaves_its_years_in_doubt() -> None:
    rows: list[Row] = [
        ["Tujuan", "Indikator Kinerja", "Satuan", "Kondisi Awal", C("Target Tahun ke-", 1, 3), None, None],
        [C("Terwujudnya masyarakat tangguh", 3), "", "", "(2021)", "1", "2", "3"],
        [None, "Indeks Ketahanan Daerah", "Indeks", "0,41", "0,44", "0,48", "0,53"],
        [None, "Indeks Risiko Bencana", "Indeks", "152,36", "148,00", "144,50", "140,00"],
    ]
    found = document(table(rows, ("RENCANA STRATEGIS TAHUN 2021-2026",)), title=("RENCANA STRATEGIS TAHUN 2021-2026", OFFICE))
    values = [value for record in found.records for value in record.values]
    assert all(value.tahun == 2021 or "tahun_meragukan" in value.catatan for value in values if value.ukuran == "kondisi_awal")
    assert all(value.keyakinan <= 0.5 for value in values if value.ukuran == "kondisi_awal" and value.tahun != 2021)
