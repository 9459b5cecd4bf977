"""Names in rows of their own: spread over the indicator's column, among the indicators, over page breaks; money among the indicators."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schemas.stages import Record, Table
from tests.normalizers.grids import document, table
from tests.pdf_maker import C, Row

TITLE = ["EVALUASI HASIL RENJA", "DINAS SOSIAL KABUPATEN BANYUMAS", "TAHUN 2023"]
HEADER: Row = ["Program/Kegiatan/Sub Kegiatan", "Indikator", "Satuan", "Target", "Anggaran"]
PROGRAM, PEMBINAAN, SARANA = "Program Layanan Sosial", "Pembinaan Lembaga", "Penyediaan Sarana"


def made(*tables: Table) -> tuple[Record, ...]:
    return document(*tables, title=TITLE).records


def named(records: tuple[Record, ...]) -> dict[str, tuple[str | None, str | None, str | None]]:
    return {each.indikator: (each.program, each.kegiatan, each.sub_kegiatan) for each in records}


# -- spread over the indicator's column -----------------------------------------------------------------------------------


@pytest.mark.parametrize("span", [2, 3, 4])
def test_a_name_spread_over_the_indicator_s_column_holds_for_the_rows_below(span: int) -> None:
    def spread(name: str, amount: str) -> Row:
        return [C(name, 1, span), *[None] * (span - 1), *[""] * (4 - span), amount]

    rows = [
        spread(PROGRAM, "900.000.000"),
        spread(PEMBINAAN, "600.000.000"),
        ["Pelatihan Pengurus", "Jumlah pengurus dilatih", "orang", "40", "400.000.000"],
        ["Penilaian Lembaga", "Jumlah lembaga dinilai", "lembaga", "12", "200.000.000"],
        spread(SARANA, "300.000.000"),
        ["Pembelian Kendaraan", "Jumlah kendaraan dibeli", "unit", "2", "300.000.000"],
    ]
    assert named(made(table([HEADER, *rows], TITLE))) == {
        "Jumlah pengurus dilatih": (PROGRAM, PEMBINAAN, "Pelatihan Pengurus"),
        "Jumlah lembaga dinilai": (PROGRAM, PEMBINAAN, "Penilaian Lembaga"),
        "Jumlah kendaraan dibeli": (PROGRAM, SARANA, "Pembelian Kendaraan"),
    }


def test_an_average_or_a_total_over_the_indicator_s_column_is_no_name() -> None:
    rows: list[Row] = [
        [PROGRAM, "Persentase lembaga aktif", "persen", "80", "900.000.000"],
        [C("Capaian rata-rata", 1, 3), None, None, "80", ""],
        [C("Jumlah Program", 1, 4), None, None, None, "900.000.000"],
        [PEMBINAAN, "Jumlah lembaga dibina", "lembaga", "12", "900.000.000"],
    ]
    done = document(table([HEADER, *rows], TITLE), title=TITLE)
    assert [each.program for each in done.records] == [PROGRAM, PROGRAM]
    assert [each.alasan for each in done.quarantined] == ["baris_jumlah", "baris_jumlah"]


def test_a_name_spread_over_lower_levels_is_its_own_level_s_only() -> None:
    header: Row = ["Program", "Kegiatan", "Indikator", "Target"]
    rows: list[Row] = [[C(PROGRAM, 1, 2), None, "Persentase lembaga aktif", "80"], ["", PEMBINAAN, "Jumlah lembaga dibina", "12"]]
    first, second = made(table([header, *rows], TITLE))
    assert (first.program, first.kegiatan) == (PROGRAM, None)
    assert (second.program, second.kegiatan) == (PROGRAM, PEMBINAAN)


# -- among the indicators -------------------------------------------------------------------------------------------------


def test_names_without_figures_among_the_indicators_hold_for_those_below() -> None:
    header: Row = ["Program/Kegiatan/Indikator Kinerja", "Satuan", "Target", "Anggaran"]
    rows: list[Row] = [
        [PROGRAM, "", "", "900.000.000"],
        ["Persentase lembaga aktif", "persen", "80", ""],
        [PEMBINAAN, "", "", "600.000.000"],
        ["Jumlah lembaga dibina", "lembaga", "12", ""],
        [SARANA, "", "", "300.000.000"],
        ["Jumlah sarana tersedia", "unit", "3", ""],
    ]
    assert named(made(table([header, *rows], TITLE))) == {
        "Persentase lembaga aktif": (PROGRAM, None, None),
        "Jumlah lembaga dibina": (PROGRAM, PEMBINAAN, None),
        "Jumlah sarana tersedia": (PROGRAM, SARANA, None),
    }


def test_a_name_below_an_indicator_in_its_cell_and_what_announces_indicators() -> None:
    header: Row = ["Sasaran Program/Indikator", "Target"]
    rows: list[Row] = [
        ["Sasaran Program 1: Meningkatnya layanan\nIndikator Kinerja Program 1:", ""],
        ["Indeks kepuasan masyarakat\nSasaran Program 2\nMeningkatnya sarana", "90"],
        ["Indikator Kinerja Program 2:", ""],
        ["Jumlah sarana tersedia", "3"],
    ]
    assert [(each.indikator, each.sasaran) for each in made(table([header, *rows], TITLE))] == [
        ("Indeks kepuasan masyarakat", "Meningkatnya layanan"),
        ("Jumlah sarana tersedia", "Meningkatnya sarana"),
    ]


def test_a_figure_whose_cell_runs_on_beside_a_name_is_in_doubt() -> None:
    header: Row = ["Program/Indikator", "Target", "Anggaran"]
    rows: list[Row] = [
        [PROGRAM, "", ""],
        ["Persentase lembaga aktif", "80", C("300.000.000", 2)],
        ["Program Penunjang", "", None],
        ["Nilai SAKIP", "75", ""],
    ]
    values = {value.ukuran: value for value in made(table([header, *rows], TITLE))[0].values}
    assert values["pagu"].keyakinan <= 0.5
    assert values["target"].keyakinan > 0.9


# -- over page breaks -----------------------------------------------------------------------------------------------------

TREE: list[Row] = [
    [PROGRAM, "Persentase lembaga aktif", "persen", "80", "900.000.000"],
    [PEMBINAAN, "Jumlah lembaga dibina", "lembaga", "12", "600.000.000"],
    ["Pelatihan Pengurus", "Jumlah pengurus dilatih", "orang", "40", "400.000.000"],
    ["Penilaian Lembaga", "Jumlah lembaga dinilai", "lembaga", "12", "200.000.000"],
    [SARANA, "Jumlah sarana tersedia", "unit", "3", "300.000.000"],
    ["Pembelian Kendaraan", "Jumlah kendaraan dibeli", "unit", "2", "300.000.000"],
]
NAMED = {
    "Persentase lembaga aktif": (PROGRAM, None, None),
    "Jumlah lembaga dibina": (PROGRAM, PEMBINAAN, None),
    "Jumlah pengurus dilatih": (PROGRAM, PEMBINAAN, "Pelatihan Pengurus"),
    "Jumlah lembaga dinilai": (PROGRAM, PEMBINAAN, "Penilaian Lembaga"),
    "Jumlah sarana tersedia": (PROGRAM, SARANA, None),
    "Jumlah kendaraan dibeli": (PROGRAM, SARANA, "Pembelian Kendaraan"),
}
CAPITALS: Row = [str(text).upper() for text in HEADER]


@pytest.mark.parametrize("cut", [2, 4, 5])
@pytest.mark.parametrize("again", [[HEADER], [CAPITALS], [], [["1", "2", "3", "4", "5"]]])
def test_names_hold_over_a_page_break_whatever_is_printed_again(cut: int, again: list[Row]) -> None:
    first, second = table([HEADER, *TREE[:cut]], TITLE), table([*again, *TREE[cut:]], [], page=2)
    assert named(made(first, second)) == NAMED


@pytest.mark.parametrize("cut", [2, 4, 5])
def test_names_hold_over_a_header_repeated_inside_a_table(cut: int) -> None:
    assert named(made(table([HEADER, *TREE[:cut], HEADER, *TREE[cut:]], TITLE))) == NAMED


@pytest.mark.parametrize("by", [3.0, 12.0])
def test_columns_that_have_moved_a_little_are_the_same(by: float) -> None:
    second = table(TREE[4:], [], page=2)
    moved = [replace(cell, box=(cell.box[0] + by, cell.box[1], cell.box[2] + by, cell.box[3])) for cell in second.cells]
    records = made(table([HEADER, *TREE[:4]], TITLE), replace(second, cells=tuple(moved)))
    assert named(records) == NAMED
    assert [value.ukuran for value in records[-1].values] == ["target", "pagu"]


# -- money among the indicators -------------------------------------------------------------------------------------------


def test_what_a_kegiatan_costs_is_money_and_not_what_it_reaches() -> None:
    header: Row = ["Kegiatan", "Indikator", "Satuan", "Target", "Realisasi"]
    rows: list[Row] = [
        [PEMBINAAN, "Masukan : Dana", "Rp", "50.000.000", "45.000.000"],
        ["", "Keluaran : Jumlah lembaga dibina", "lembaga", "12", "10"],
        ["", "Jumlah dana yang tersedia", "Rp", "50.000.000", "45.000.000"],
        ["", "Pendapatan retribusi", "Rp", "70.000.000", "65.000.000"],
    ]
    measures = [[(value.ukuran, value.keyakinan > 0.8) for value in each.values] for each in made(table([header, *rows], TITLE))]
    assert measures == [
        [("pagu", True), ("realisasi_anggaran", True)],
        [("target", True), ("realisasi", True)],
        [("pagu", False), ("realisasi_anggaran", False)],
        [("target", True), ("realisasi", True)],
    ]


@pytest.mark.parametrize(
    ("title", "note", "unit"),
    [
        ("Pagu (dalam juta rupiah)", "", "juta rupiah"),
        ("Anggaran (Rp. 000)", "", "ribu rupiah"),
        ("Pagu", "(dalam ribuan rupiah)", "ribu rupiah"),
        ("Pagu (Rp)", "", "rupiah"),
    ],
)
def test_money_is_in_the_unit_that_its_title_or_a_note_gives_it(title: str, note: str, unit: str) -> None:
    rows: list[Row] = [["Program", "Indikator", "Target", title], [PROGRAM, "Persentase lembaga aktif", "80", "23.363"]]
    (record,) = made(table(rows, [*TITLE, *([note] if note else [])]))
    assert [(value.nilai, value.satuan) for value in record.values if value.ukuran == "pagu"] == [(23363.0, unit)]


def test_a_part_of_a_code_broken_in_a_narrow_cell_is_one_part() -> None:
    """Each part of the code has a column of its own, too narrow for the last one and for bold figures."""
    header = [
        C("Kode", cols=5), None, None, None, None, "Program/Kegiatan/Sub Kegiatan", "Indikator", "Satuan", "Target 2025",
    ]  # fmt: skip
    rows = [
        ["1", "0\n6", "0\n2", "", "", "PROGRAM PEMBERDAYAAN SOSIAL", "Persentase lembaga sosial yang aktif", "Persen", "75"],
        ["1", "06", "02", "2.01", "", "Pemberdayaan Komunitas Adat", "Persentase keluarga yang diberdayakan", "Persen", "70"],
        ["1", "06", "02", "2.01", "000\n2", "Pendampingan Komunitas Adat", "Jumlah keluarga yang didampingi", "Keluarga", "51"],
    ]
    first, second, third = document(table([header, *rows], above=["RENCANA STRATEGIS TAHUN 2025"])).records
    assert [each.kode_nomenklatur for each in (first, second, third)] == ["1.06.02", "1.06.02.2.01", "1.06.02.2.01.0002"]
    assert (third.program, third.kegiatan, third.sub_kegiatan) == (
        "PROGRAM PEMBERDAYAAN SOSIAL",
        "Pemberdayaan Komunitas Adat",
        "Pendampingan Komunitas Adat",
    )
