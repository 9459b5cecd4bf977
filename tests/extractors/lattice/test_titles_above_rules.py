"""Titles that no rule holds: shaded cell by cell, shaded or bold above a table's first rule; and rows that stand oddly below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from extractors.lattice.pieces import piece_lines
from extractors.lattice.shaded_zones import hold_titles
from extractors.page import Word
from tests.extractors.reading import read_page, texts
from tests.pdf_maker import SIZE, Sheet

Begin = Callable[..., Sheet]

TITLES = ("No", "Indikator Kinerja", "Satuan", "Target", "Realisasi")
ROWS = [("1", "Angka harapan hidup", "Tahun", "70,1", "70,3"), ("2", "Rata-rata lama sekolah", "Tahun", "8,1", "8,2"),
        ("3", "Laju pertumbuhan ekonomi", "Persen", "5,1", "5,2")]  # fmt: skip
EDGES = (40.0, 70.0, 240.0, 310.0, 380.0, 450.0)


def put(page: Sheet, row: Sequence[str], top: float, font: str = "Helvetica") -> None:
    page.canvas.setFont(font, SIZE)
    for text, x in zip(row, EDGES, strict=False):
        page.canvas.drawString(x + 3, page.height - top - SIZE, text)


def shade(page: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    page.canvas.setFillGray(0.8)
    page.canvas.rect(x0, page.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    page.canvas.setFillGray(0)


def shade_each(page: Sheet, top: float, bottom: float) -> None:
    for x0, x1 in pairwise(EDGES):
        shade(page, x0, top, x1, bottom)


def rule(page: Sheet, top: float, x0: float = EDGES[0], x1: float = EDGES[-1]) -> None:
    page.canvas.line(x0, page.height - top, x1, page.height - top)


def rows_between_rules(page: Sheet, top: float) -> None:
    """The rows below a rule at a height, each with a rule below it."""
    for k, row in enumerate(ROWS):
        rule(page, top + 18 * k)
        put(page, row, top + 4 + 18 * k)
    rule(page, top + 18 * len(ROWS))


def all_rows() -> list[list[str]]:
    return [list(TITLES), *map(list, ROWS)]


def test_titles_on_one_shade_above_a_ruled_body_are_its_header(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    shade(page, EDGES[0], 100, EDGES[-1], 118)
    for text, (x0, x1) in zip(TITLES, pairwise(EDGES), strict=True):
        page.canvas.drawCentredString((x0 + x1) / 2, page.height - 104 - SIZE, text)
    rows_between_rules(page, 118)
    for x in EDGES:
        page.canvas.line(x, page.height - 118, x, page.height - 118 - 18 * len(ROWS))
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == all_rows()


def test_titles_shaded_cell_by_cell_above_a_ruled_body_are_its_header(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    shade_each(page, 100, 118)
    put(page, TITLES, 104)
    rows_between_rules(page, 118)
    for x in EDGES:
        page.canvas.line(x, page.height - 118, x, page.height - 172)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == all_rows()


def test_titles_shaded_cell_by_cell_head_rows_without_any_rule(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    shade_each(page, 100, 118)
    put(page, TITLES, 104)
    for k, row in enumerate(ROWS):
        put(page, row, 124 + 18 * k)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == all_rows()


def test_a_strip_of_shaded_figures_is_no_header(sheet: Begin, tmp_path: Path) -> None:
    """Zebra stripes drawn cell by cell are rows like the ones between them."""
    page = sheet()
    rule(page, 100)
    put(page, TITLES, 104)
    rule(page, 118)
    shade_each(page, 138, 154)
    for k, row in enumerate(ROWS):
        put(page, row, 124 + 18 * k)
    rule(page, 176)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == all_rows()


@pytest.mark.parametrize("marked", ["shaded", "bold"])
def test_titles_above_the_first_rule_are_the_tables(marked: str, sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    if marked == "shaded":
        shade(page, EDGES[0], 100, EDGES[-1], 118)
    put(page, TITLES, 104, "Helvetica-Bold" if marked == "bold" else "Helvetica")
    rows_between_rules(page, 118)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == all_rows()


def test_a_plain_line_above_the_first_rule_is_none_of_the_tables(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.line_of_text("Capaian kinerja dijelaskan pada tabel berikut ini", 40, 100)
    rule(page, 114)
    put(page, TITLES, 118)
    rows_between_rules(page, 132)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == all_rows()


def test_a_row_far_below_the_others_is_the_tables_when_it_stands_as_they_do(sheet: Begin, tmp_path: Path) -> None:
    """The row before may have been drawn tall."""
    page = sheet()
    put(page, TITLES, 100, "Helvetica-Bold")
    for row, top in zip(ROWS, (118, 136, 196), strict=True):
        put(page, row, top)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == all_rows()


def test_white_in_justified_text_parts_no_column_that_is_titled_and_numbered(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    put(page, TITLES, 100, "Helvetica-Bold")
    put(page, ("1", "2", "3", "4", "5"), 114)
    tops = (132.0, 166.0, 200.0)
    for k, (row, top) in enumerate(zip(ROWS, tops, strict=True)):
        put(page, (row[0], "", *row[2:]), top)
        for text, x in (("Persentase", 73.0), ("penduduk", 135.0 + 4 * k), ("memperoleh", 193.0)):
            page.line_of_text(text, x, top)
        for text, x in (("pelayanan", 73.0), ("kesehatan", 122.0 + 9 * k), ("dasar", 180.0 + 6 * k)):
            page.line_of_text(text, x, top + 10)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    name = "Persentase penduduk memperoleh pelayanan kesehatan dasar"
    assert texts(reading)[2:] == [[row[0], name, *row[2:]] for row in ROWS]


def test_stripes_below_shaded_titles_hold_rows_of_words_too(sheet: Begin, tmp_path: Path) -> None:
    """A row of grades between rows of figures ("Opini | WTP | WTP") is none of titles, shaded as it is."""
    page = sheet()
    rows = [*ROWS, ("4", "Opini atas laporan keuangan", "Opini", "WTP", "WTP"), ("5", "Indeks pembangunan", "Indeks", "71,2", "71,4")]
    shade_each(page, 100, 118)
    put(page, TITLES, 104)
    for k, row in enumerate(rows):
        if k % 2:
            shade_each(page, 120 + 18 * k, 138 + 18 * k)
        put(page, row, 124 + 18 * k)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == [list(TITLES), *map(list, rows)]


@pytest.mark.parametrize(
    ("row", "titles"),
    [
        (("", "Jumlah dokumen perencanaan", "Dok", "1", "Kasubag"), False),
        (("3", "Jumlah temuan pemeriksaan", "Temuan", "0", "Kasubag"), False),
        (("No", "Indikator", "Triwulan", "1", "2"), True),
        (("No", "Indikator", "Satuan", "2023", "2024"), True),
    ],
)
def test_a_shaded_row_with_a_lone_number_is_no_header(row: Sequence[str], titles: bool) -> None:
    words = [Word(text, (x, 104, x + 6 * len(text), 113), 0, at) for at, (text, x) in enumerate(zip(row, EDGES, strict=False)) if text]
    assert hold_titles((EDGES[0], 100, EDGES[-1], 118), piece_lines(words)) is titles


def test_a_text_does_not_run_on_from_a_shaded_row_into_a_bare_one(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    shade_each(page, 100, 118)
    put(page, TITLES, 104, "Helvetica-Bold")
    lines = [("1", "Jumlah temuan pemeriksaan", "Temuan", "10", "12"), ("", "yang belum ditindaklanjuti", "", "", ""),
             ("", "Jumlah laporan persediaan", "Lap", "2", "3"), ("", "dan barang milik daerah", "", "", ""),
             ("2", "Tingkat kehadiran pegawai", "%", "97,5", "96"), ("", "pada jam kerja yang tetap", "", "", "")]  # fmt: skip
    shade_each(page, 120, 144)
    shade_each(page, 168, 192)
    for k, line in enumerate(lines):
        put(page, line, 121 + 12 * k)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[1] for row in texts(reading)][1:] == [f"{lines[k][1]} {lines[k + 1][1]}" for k in (0, 2, 4)]


def test_the_number_of_a_page_is_no_text_of_the_table_above_it(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    begin = page.height - 48 - 18 * (len(ROWS) + 1)
    put(page, TITLES, begin + 4, "Helvetica-Bold")
    for top in (begin, begin + 18):
        rule(page, top)
    for x in EDGES:
        page.canvas.line(x, page.height - begin, x, page.height - begin - 18)
    for k, row in enumerate(ROWS):
        put(page, row, begin + 22 + 18 * k)
    page.line_of_text("- 1", 243, page.height - 34)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == all_rows()
