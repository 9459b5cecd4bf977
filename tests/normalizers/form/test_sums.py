"""Columns that the figures of their rows tell: a share of a target, what was reached of it, and the target."""

from __future__ import annotations

import pytest

from schemas.stages import Record
from tests.normalizers.grids import document, table
from tests.pdf_maker import Row

TITLE = ("LAPORAN KINERJA TAHUN 2023", "DINAS PEKERJAAN UMUM KABUPATEN BANYUMAS")
#: Target, result, and a hundred times the second over the first.
SUMS = (("80,00", "76,00", "95,00"), ("40,00", "43,00", "107,50"), ("6,20", "5,10", "82,26"))
NAMES = ("Persentase jalan mantap", "Persentase irigasi baik", "Indeks kepuasan")


def records(titles: list[str], figures: tuple[tuple[str, ...], ...] = SUMS) -> list[Record]:
    rows: list[Row] = [["No", "Indikator Kinerja", *titles]]
    rows += [[str(at), name, *cells] for at, (name, cells) in enumerate(zip(NAMES, figures, strict=True), start=1)]
    return list(document(table(rows), title=TITLE).records)


@pytest.mark.parametrize(
    "titles", [["Ikrar", "Realisasi", "Capaian (%)"], ["Target", "Buah Kerja", "Capaian (%)"], ["Target", "Realisasi", "Derajat"]]
)
def test_a_title_that_nobody_knows_is_what_the_sums_make_it(titles: list[str]) -> None:
    for record in records(titles):
        assert [(value.ukuran, value.tahun) for value in record.values] == [("target", 2023), ("realisasi", 2023), ("capaian", 2023)]
        assert all(
            (value.keyakinan or 0) < 0.8 for value, title in zip(record.values, titles, strict=True) if title in ("Ikrar", "Buah Kerja")
        )


def test_sums_without_words_of_performance_tell_nothing() -> None:
    assert not any(record.values for record in records(["Ikrar", "Buah Kerja", "Derajat"]))


def test_figures_that_do_not_add_up_tell_nothing() -> None:
    figures = (("80,00", "76,00", "12,00"), ("40,00", "43,00", "13,50"), ("6,20", "5,10", "14,26"))
    assert not any(
        value.ukuran == "target" for record in records(["Ikrar", "Realisasi", "Capaian (%)"], figures) for value in record.values
    )
