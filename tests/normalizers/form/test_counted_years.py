"""Which year "Tahun ke-1" is: by the table's own period, by the document's, by the year the counts begin from; never a guess."""

from __future__ import annotations

import pytest

from tests.normalizers.grids import document, table
from tests.pdf_maker import Row

ROW: Row = ["1", "Persentase jalan mantap", "79", "80", "81", "82", "83", "84"]


def years(
    base: str, *above: str, title: tuple[str, ...] = ("RENCANA STRATEGIS", "DINAS PEKERJAAN UMUM KABUPATEN BANYUMAS")
) -> list[int | None]:
    header: Row = ["No", "Indikator Kinerja", base, *(f"Target Tahun ke-{k}" for k in range(1, 6))]
    (record,) = document(table([header, ROW], above), title=title).records
    return [value.tahun for value in record.values if value.ukuran == "target"]


def test_the_period_of_the_tables_own_title_counts() -> None:
    assert years("Kondisi Awal (2018)", "Tabel 7.1 Indikator Kinerja (Renstra Tahun 2019-2023)") == [2019, 2020, 2021, 2022, 2023]


def test_without_a_period_the_year_after_the_base_is_the_first() -> None:
    assert years("Kondisi Awal (2018)", "Tabel 7.1 Indikator Kinerja") == [2019, 2020, 2021, 2022, 2023]


def test_nothing_that_names_a_year_leaves_the_counted_ones_open() -> None:
    assert set(years("Kondisi Awal", "Tabel 7.1 Indikator Kinerja")) == {None}


@pytest.mark.parametrize("base", ["Kondisi Awal", "Kondisi Awal (2018)"])
def test_the_documents_period_counts_where_the_table_names_none(base: str) -> None:
    title = ("RENCANA STRATEGIS TAHUN 2019-2023", "DINAS PEKERJAAN UMUM KABUPATEN BANYUMAS")
    assert years(base, "Tabel 7.1 Indikator Kinerja", title=title) == [2019, 2020, 2021, 2022, 2023]
