"""What "capaian" means beside its neighbours, and in what unit it stands."""

from __future__ import annotations

import pytest

from schemas.stages import Value
from tests.normalizers.grids import document, table
from tests.pdf_maker import Row

INDICATORS = ("Jumlah halte yang dibangun", "Jumlah dokumen kajian", "Jumlah jembatan timbang")


def read(header: Row, cells: list[str], *above: str, title: tuple[str, ...] = ()) -> list[Value]:
    rows: list[Row] = [[str(k + 1), name, *cells] for k, name in enumerate(INDICATORS)]
    return list(document(table([header, *rows], above), title=title).records[0].values)


def test_an_achievement_alone_has_the_indicators_unit() -> None:
    (value,) = read(["No", "Indikator Kinerja Kunci", "Satuan", "Capaian Kinerja 2022"], ["Unit", "6"], "Tabel IKK Output")
    assert (value.ukuran, value.satuan) == ("capaian", "unit")


@pytest.mark.parametrize(
    ("target", "reached", "measure", "sure"),
    [
        ("8", "6", "realisasi", True),
        ("8", "75", "capaian", True),
        # Of a target near a hundred a result and a percent look alike.
        ("98", "96", "capaian", False),
    ],
)
def test_by_its_size_an_achievement_beside_its_target_is_the_result_or_a_share(target: str, reached: str, measure: str, sure: bool) -> None:
    _, value = read(["No", "Indikator Kinerja", "Satuan", "Target 2022", "Capaian 2022"], ["Unit", target, reached], "Capaian Kinerja")
    assert value.ukuran == measure
    assert value.keyakinan is not None
    assert (value.keyakinan > 0.8) == sure


def test_an_achievement_beside_its_share_is_what_was_reached() -> None:
    found = read(["No", "Indikator Kinerja", "Satuan", "Target 2022", "Capaian 2022", "%"], ["Unit", "8", "6", "75"], "Capaian Kinerja")
    assert [value.ukuran for value in found] == ["target", "realisasi", "capaian"]


@pytest.mark.parametrize(("year", "measure"), [(2027, "target"), (2020, "capaian")])
def test_a_plans_own_years_cannot_have_been_reached_yet(year: int, measure: str) -> None:
    title = ("RENCANA STRATEGIS DINAS PERHUBUNGAN", "TAHUN 2025-2029")
    (value,) = read(["No", "Indikator Kinerja", "Satuan", f"Capaian Kinerja {year}"], ["Unit", "6"], title=title)
    assert value.ukuran == measure
    assert value.keyakinan is not None and value.keyakinan < 0.8


def test_a_share_without_a_year_is_of_the_realisasi_beside_it() -> None:
    header: Row = ["No", "Indikator Kinerja", "Target Renja 2019", "Realisasi Renja 2019", "Tk. Realisasi (%)", "Target Renja 2020"]
    found = read(header, ["8", "6", "75", "9"], "Evaluasi Renja", title=("RENCANA KERJA TAHUN 2021",))
    assert [(value.ukuran, value.tahun) for value in found] == [
        ("target", 2019), ("realisasi", 2019), ("capaian", 2019), ("target", 2020),
    ]  # fmt: skip


def test_a_total_of_several_years_is_no_years_value() -> None:
    header: Row = ["No", "Indikator Kinerja", "Target 2020", "Target 2021", "Total Target"]
    found = read([*header[:4], "Total"], ["8", "6", "14"], "Rencana Strategis 2020-2021")
    assert [(value.ukuran, value.tahun) for value in found] == [("target", 2020), ("target", 2021)]
