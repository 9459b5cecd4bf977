"""Several levels in one cell, and columns that hold more levels than their header says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from normalizers.rows.stacked import Piece, pieces_of
from schemas.stages import Cell, CellLine, Record, Table
from tests.normalizers.grids import document, table
from tests.pdf_maker import C

TITLE = ["EVALUASI RENJA", "DINAS SOSIAL KABUPATEN BANYUMAS", "TAHUN 2023"]
HEADER = ["Program/Kegiatan/Sub Kegiatan", "Indikator", "Satuan", "Target"]


def cell(*lines: str, col: int = 0, at: tuple[int, ...] = ()) -> Cell:
    """A cell whose lines stand one below the other, 10 points each, or on the lines named."""
    places = at or tuple(range(len(lines)))
    left = 100.0 * col
    printed = tuple(
        CellLine(text, (left, 10.0 * place, left + 90, 10.0 * place + 8), page=1) for text, place in zip(lines, places, strict=True)
    )
    return Cell(0, col, "\n".join(lines), (left, 0.0, left + 100, 100.0), 1, lines=printed)


def names(*lines: str) -> list[tuple[str, str]]:
    return [(piece.role, piece.name) for piece in pieces_of([cell(*lines)])]


def test_labels_set_the_names_of_a_cell_apart() -> None:
    assert names("Program : Layanan", "Sosial", "Kegiatan : Pembinaan", "Lembaga", "Sub Kegiatan : Pelatihan") == [
        ("program", "Layanan\nSosial"),
        ("kegiatan", "Pembinaan\nLembaga"),
        ("sub_kegiatan", "Pelatihan"),
    ]


def test_codes_set_them_apart() -> None:
    assert names("1.06.02 Program Layanan", "1.06.02.2.01 Pembinaan Lembaga") == [
        ("program", "Program Layanan"),
        ("kegiatan", "Pembinaan Lembaga"),
    ]


@pytest.mark.parametrize(
    "lines", [("PROGRAM", "PEMBERDAYAAN SOSIAL"), ("Program Koordinasi", "Kegiatan Keagamaan"), ("Pembinaan Lembaga", "Program Sosial")]
)
def test_a_name_that_a_narrow_column_breaks_is_one_name(lines: tuple[str, ...]) -> None:
    assert names(*lines) == []


def test_a_list_below_a_programme_counts_its_kegiatan() -> None:
    cells = [cell("1. Program Jalan", "1. Kegiatan Pemeliharaan Jalan", "2, Pengawasan Jalan", "3. Kegiatan Rehabilitasi Jalan")]
    assert pieces_of(cells) == (
        Piece("program", "Program Jalan", 0.0, 8.0),
        Piece("kegiatan", "Kegiatan Pemeliharaan Jalan", 10.0, 18.0),
        Piece("kegiatan", "Pengawasan Jalan", 20.0, 28.0),
        Piece("kegiatan", "Kegiatan Rehabilitasi Jalan", 30.0, 38.0),
    )


def test_each_indicator_is_the_kegiatan_s_that_it_stands_beside() -> None:
    header = [Cell(0, col, text, (100.0 * col, 0.0, 100.0 * col + 100, 20.0), 1) for col, text in enumerate(HEADER)]
    body = [
        cell("1. Program Jalan", "1. Kegiatan Pemeliharaan", "Jalan", "2. Kegiatan Rehabilitasi Jalan", "3. Kegiatan Penerangan Jalan"),
        cell("- Panjang jalan yang dipelihara", "- Panjang jalan yang direhabilitasi", col=1, at=(1, 3)),
        cell("km", "km", "unit", col=2, at=(1, 3, 4)),
        cell("120", "35", "7", col=3, at=(1, 3, 4)),
    ]
    moved = [replace(each, row=1) for each in body]
    done = document(Table((*header, *moved), 2, 4, 1, "garis", 1.0, above=table([["x"]], TITLE).above), title=TITLE)
    found = [(each.indikator, each.program, each.kegiatan, each.values[0].nilai) for each in done.records]
    assert found == [
        ("Panjang jalan yang dipelihara", "Program Jalan", "Kegiatan Pemeliharaan Jalan", 120.0),
        ("Panjang jalan yang direhabilitasi", "Program Jalan", "Kegiatan Rehabilitasi Jalan", 35.0),
    ]
    assert [each.alasan for each in done.quarantined] == ["tanpa_indikator"]


# -- columns whose header names fewer levels than stand in them -----------------------------------------------------------

TREE = [
    ("1.06.02", "Program Layanan Sosial", "Persentase lembaga aktif", "900.000.000"),
    ("1.06.02.2.01", "Pembinaan Lembaga", "Jumlah lembaga dibina", "600.000.000"),
    ("1.06.02.2.02", "Penyediaan Sarana", "Jumlah sarana tersedia", "300.000.000"),
]
PARENTS = [
    ("Program Layanan Sosial", None),
    ("Program Layanan Sosial", "Pembinaan Lembaga"),
    ("Program Layanan Sosial", "Penyediaan Sarana"),
]


def levels(records: tuple[Record, ...]) -> list[tuple[str | None, str | None]]:
    return [(each.program, each.kegiatan) for each in records]


@pytest.mark.parametrize(
    "title", ["Kegiatan", "Nama Kegiatan", "Sasaran/Program/Kegiatan", "OPD/Program/Kegiatan", "Rencana Program dan Kegiatan"]
)
def test_names_that_begin_as_programmes_do_are_programmes_whatever_the_header_says(title: str) -> None:
    rows = [[name, indicator, "1", amount] for _, name, indicator, amount in TREE]
    assert levels(document(table([[title, "Indikator", "Target", "Anggaran"], *rows], TITLE), title=TITLE).records) == PARENTS


def test_codes_tell_that_a_column_of_programmes_holds_kegiatan() -> None:
    rows = [[code, name, indicator, "1"] for code, name, indicator, _ in TREE]
    assert levels(document(table([["Kode", "Program", "Indikator", "Target"], *rows], TITLE), title=TITLE).records) == PARENTS


def test_sums_tell_that_a_column_of_programmes_holds_kegiatan() -> None:
    rows = [[name, indicator, "1", amount] for _, name, indicator, amount in TREE]
    assert levels(document(table([["Program", "Indikator", "Target", "Anggaran"], *rows], TITLE), title=TITLE).records) == PARENTS


def test_where_nothing_tells_a_column_of_programmes_holds_programmes() -> None:
    rows = [[name, indicator, "1"] for _, name, indicator, _ in TREE]
    found = levels(document(table([["Program", "Indikator", "Target"], *rows], TITLE), title=TITLE).records)
    assert found == [(name, None) for _, name, _, _ in TREE]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ([C("Kode", 1, 2), None], lambda code, name: [code, name]),
        (["Kode", ""], lambda code, name: [code, name]),
        (["Kode"], lambda code, name: [f"{code} {name}"]),
        (["Kode dan Nama Program/Kegiatan"], lambda code, name: [f"{code} {name}"]),
    ],
)
def test_names_below_a_title_of_codes_are_names(header: list[C | str | None], cells: Callable[[str, str], list[str]]) -> None:
    rows = [[*cells(code, name), indicator, "1"] for code, name, indicator, _ in TREE]
    found = document(table([[*header, "Indikator", "Target"], *rows], TITLE), title=TITLE)
    assert levels(found.records) == PARENTS
