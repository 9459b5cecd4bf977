"""Titles in other words than the forms': told by what stands beside and above them, and kept in doubt where only that tells."""

from __future__ import annotations

import pytest

from normalizers.form.wording import UNCERTAIN
from schemas.stages import Record, Value
from tests.normalizers.grids import document, table
from tests.pdf_maker import C, Row

NAMES = ("Persentase jalan mantap", "Cakupan layanan air minum", "Jumlah rumah layak huni")
PLACE = "DINAS PEKERJAAN UMUM KABUPATEN BANYUMAS"


def records(header: list[Row], cells: list[list[str]], *title: str) -> list[Record]:
    rows: list[Row] = [*header, *([str(at), name, *row] for at, (name, row) in enumerate(zip(NAMES, cells, strict=True), start=1))]
    return list(document(table(rows), title=(*title, PLACE)).records)


def told(found: list[Record]) -> list[tuple[str, int | None, int | None]]:
    return [(value.ukuran, value.tahun, value.triwulan) for value in found[0].values]


def sure(values: tuple[Value, ...]) -> list[bool]:
    return [(value.keyakinan or 0) >= 0.8 for value in values]


@pytest.mark.parametrize("title", ["PERJANJIAN KINERJA TAHUN 2024", "RENCANA KINERJA TAHUNAN 2024", "CASCADING KINERJA TAHUN 2024"])
def test_the_only_figures_of_a_years_plan_are_its_target_but_in_doubt(title: str) -> None:
    found = records([["No", "Penanda Kinerja", "Yang Disanggupi Bersama"]], [["81"], ["62"], ["120"]], title)
    assert told(found) == [("target", 2024, None)]
    assert sure(found[0].values) == [False]


def test_the_only_figures_of_a_plan_of_several_years_are_asked_about() -> None:
    found = records([["No", "Indikator Kinerja", "Angka Pijakan"]], [["81"], ["62"], ["120"]], "RENCANA STRATEGIS TAHUN 2024-2026")
    assert [record.values for record in found] == [(), (), ()]


def test_years_are_counted_in_words_too() -> None:
    header: list[Row] = [["No", "Indikator", C("Target pada Tahun", cols=3), None, None], [None, None, "Pertama", "Kedua", "Ketiga"]]
    header[0][0], header[0][1] = C("No", rows=2), C("Indikator", rows=2)
    found = records(header, [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]], "RENCANA STRATEGIS TAHUN 2024-2026")
    assert told(found) == [("target", 2024, None), ("target", 2025, None), ("target", 2026, None)]


def test_more_counted_years_than_the_plan_has_are_of_another_beginning() -> None:
    """A plan of three years that tells five years of its results: the results of the plan before, whose years it does not print."""
    header: list[Row] = [
        [C("No", rows=2), C("Indikator", rows=2), C("Realisasi Capaian Tahun ke-", cols=5), None, None, None, None],
        [None, None, "1", "2", "3", "4", "5"],
    ]
    found = records(header, [["61", "62", "63", "64", "65"]] * 3, "RENCANA STRATEGIS TAHUN 2024-2026")
    assert {value.tahun for record in found for value in record.values} == {None}
    assert not any(flag for record in found for flag in sure(record.values))


def test_a_period_in_a_title_sums_nothing_up() -> None:
    header: list[Row] = [
        [C("No", rows=2), C("Indikator", rows=2), C("Target (2025 s.d. 2027)", cols=3), None, None],
        [None, None, "Tahun I", "Tahun II", "Tahun III"],
    ]
    found = records(header, [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]], "RENCANA STRATEGIS TAHUN 2025-2027")
    assert told(found) == [("target", 2025, None), ("target", 2026, None), ("target", 2027, None)]


def test_money_beside_the_results_of_quarters_was_spent_but_is_in_doubt() -> None:
    header: list[Row] = [
        [C("No", rows=2), C("Indikator", rows=2), C("Realisasi per Triwulan", cols=2), None, C("Keuangan per Triwulan (Rp)", cols=2), None],
        [None, None, "I", "II", "I", "II"],
    ]
    found = records(header, [["11", "12", "245.497.075", "259.577.175"]] * 3, "EVALUASI RENJA TAHUN 2022")
    assert told(found)[2:] == [("realisasi_anggaran", 2022, 1), ("realisasi_anggaran", 2022, 2)]
    assert sure(found[0].values)[2:] == [False, False]


def test_words_below_a_title_of_values_are_no_values() -> None:
    header: list[Row] = [
        [C("No", rows=2), C("Indikator", rows=2), C("Rencana Tahun 2023", cols=2), None],
        [None, None, "Bentangan", "Target"],
    ]
    found = records(header, [["Kec. Utara", "81"], ["Kec. Barat", "62"], ["Kec. Timur", "120"]], "RENCANA KERJA TAHUN 2023")
    assert [value.nilai_teks for value in found[0].values] == ["81"]


def test_a_share_of_money_spent_in_several_years_is_no_achievement() -> None:
    header: list[Row] = [
        [C("No", rows=2), C("Indikator", rows=2), C("Rasio Capaian (%)", cols=2), None, C("Rasio Penyerapan Anggaran (%)", cols=2), None],
        [None, None, "2021", "2022", "2021", "2022"],
    ]
    found = records(header, [["98,5", "99,1", "85,3", "90,4"]] * 3, "EVALUASI RENSTRA TAHUN 2022")
    assert told(found) == [("capaian", 2021, None), ("capaian", 2022, None)]


def test_a_row_of_dates_begins_no_header() -> None:
    header: list[Row] = [["No", "Indikator", "Satuan", "Target 2016"]]
    names = ["Persentase jalan mantap", "Ketepatan waktu penyampaian laporan", "Jumlah rumah layak huni"]
    rows: list[Row] = [["1", names[0], "%", "81"], ["2", names[1], "Tanggal", "28 Maret"], ["3", names[2], "Unit", "120"]]
    found = document(table([*header, *rows]), title=("PERJANJIAN KINERJA TAHUN 2016", PLACE)).records
    assert [(record.indikator, [value.nilai_teks for value in record.values]) for record in found] == list(
        zip(names, [["81"], ["28 Maret"], ["120"]], strict=True)
    )


def test_years_before_a_plan_without_a_word_for_what_they_are_are_asked_about() -> None:
    """What was, in a plan's description of its district: no target of it."""
    header: list[Row] = [["No", "Indikator Kinerja Utama", "2022", "2023", "2024"]]
    found = document(
        table([*header, *([str(at), name, "7,43", "7,12", "7,08"] for at, name in enumerate(NAMES, start=1))]),
        title=("RENCANA STRATEGIS TAHUN 2025-2029", PLACE),
    )
    assert found.records == ()
    assert len(found.quarantined) == len(NAMES)
    # Columns of one kind are asked about once.
    assert [column.kepala for form in found.asked for column in form.kolom if column.arti == UNCERTAIN] == ["2022"]
