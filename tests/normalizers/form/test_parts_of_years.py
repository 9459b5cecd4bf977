"""A quarter that only a table's own caption names is its results' quarter; what was reached up to one is no year's value."""

from __future__ import annotations

import pytest

from normalizers.document import NormalisedDocument
from schemas.stages import Record
from tests.normalizers.grids import document, table
from tests.pdf_maker import Row

ROWS: list[Row] = [
    ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
    ["1", "Persentase aduan yang selesai", "90", "45", "50"],
]


def read(*above: str, rows: list[Row] = ROWS) -> NormalisedDocument:
    return document(table(rows, above))


def moments(record: Record) -> list[tuple[str | None, int | None, int | None]]:
    return [(value.ukuran, value.tahun, value.triwulan) for value in record.values]


def test_results_are_of_the_quarter_that_the_caption_names_and_the_target_is_the_years() -> None:
    (record,) = read("Capaian Indikator Kinerja Aduan", "Periode Triwulan II Tahun 2025").records
    assert moments(record) == [("target", 2025, None), ("realisasi", 2025, 2), ("capaian", 2025, 2)]
    target, *reached = record.values
    assert "triwulan_dari_judul" not in target.catatan
    assert all("triwulan_dari_judul" in value.catatan and value.keyakinan < 0.8 for value in reached)


@pytest.mark.parametrize(
    "above",
    [
        (
            "LAPORAN KINERJA TRIWULAN II TAHUN 2025",
            "Uraian capaian kinerja tahun ini disajikan dalam tabel di bawah.",
            "Capaian Kinerja Tahun 2025",
        ),
        ("Triwulan II Tahun 2025", "Tabel 4. Capaian Kinerja Tahun 2025"),
        ("Capaian Kinerja s.d. Triwulan IV Tahun 2025",),
        ("Capaian Kinerja Triwulan I s.d. IV Tahun 2025",),
    ],
)
def test_headings_further_up_and_whole_years_say_no_quarter(above: tuple[str, ...]) -> None:
    (record,) = read(*above).records
    assert moments(record) == [("target", 2025, None), ("realisasi", 2025, None), ("capaian", 2025, None)]


@pytest.mark.parametrize("said", ["s.d. Triwulan II", "sampai dengan Triwulan III", "Triwulan I - III", "Semester I"])
def test_what_was_reached_up_to_some_moment_is_kept_beside_the_values(said: str) -> None:
    (record,) = read(f"Tabel 3.1 Capaian Kinerja {said} Tahun 2025").records
    assert moments(record) == [("target", 2025, None)]
    (label, text), _ = record.lainnya.items()
    assert text == "45" and said.rsplit(maxsplit=1)[-1] in label


def test_columns_that_name_their_quarter_know_better() -> None:
    head: Row = ["No", "Indikator Kinerja", "Target", "Realisasi TW I", "Realisasi TW II"]
    (record,) = read("Capaian Kinerja Triwulan II Tahun 2025", rows=[head, ROWS[1]]).records
    assert moments(record) == [("target", 2025, None), ("realisasi", 2025, 1), ("realisasi", 2025, 2)]


def test_a_caption_of_several_years_leaves_the_later_one_in_doubt() -> None:
    rows: list[Row] = [["No", "Indikator Kinerja", "Realisasi 2024", "Realisasi 2025"], ["1", "Persentase aduan yang selesai", "90", "45"]]
    (record,) = read("Tabel 2.1", "Realisasi Kinerja Tahun 2024 dan Triwulan I Tahun 2025", rows=rows).records
    assert moments(record) == [("realisasi", 2024, None), ("realisasi", 2025, None)]
    assert ["triwulan_meragukan" in value.catatan for value in record.values] == [False, True]
    assert record.values[1].keyakinan < 0.8
