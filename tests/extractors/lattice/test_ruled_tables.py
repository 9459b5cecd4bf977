"""Ruled tables come out as the grid that was drawn, however their rules are drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors.lattice.open_frames import blocks_of
from extractors.lattice.pieces import Piece
from tests.extractors.reading import BODY, HEADER, WIDTHS, read_page, texts
from tests.pdf_maker import C, Sheet

Begin = Callable[..., Sheet]
EXPECTED_BODY = [[" ".join(str(cell).split()) for cell in row] for row in BODY]


@pytest.mark.parametrize("style", ["garis", "kotak", "ganda", "putus"])
@pytest.mark.parametrize("shade_rows", [0, 2])
def test_every_way_of_drawing_rules_gives_the_same_grid(sheet: Begin, tmp_path: Path, style: str, shade_rows: int) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS, style=style, shade_rows=shade_rows)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert (reading.n_rows, reading.n_cols) == (5, 7)
    assert texts(reading)[2:] == EXPECTED_BODY
    assert reading.method == "garis"


def test_merged_cells_keep_their_span(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, ["1", C("Satu sasaran", 2), "Indikator A", C("50 orang", 1, 3), None, None, "BPS"],
                ["2", None, "Indikator B", "1", "2", "3", "BPS"]], WIDTHS)  # fmt: skip
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    spans = {cell.text: (cell.row, cell.col, cell.rows, cell.cols) for cell in reading.cells}
    assert spans["Target"] == (0, 3, 1, 3)
    assert spans["No"] == (0, 0, 2, 1)
    assert spans["Satu sasaran"] == (2, 1, 2, 1)
    assert spans["50 orang"] == (2, 3, 1, 3)


def test_boxes_are_the_cells_that_were_drawn(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    drawn = page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    for cell in reading.cells:
        assert cell.box == pytest.approx(drawn.boxes[cell.row, cell.col], abs=1.5)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_boxes_are_on_the_page_as_displayed_when_it_is_rotated(sheet: Begin, tmp_path: Path, rotation: int) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    pdf = pdfium.PdfDocument(tmp_path / "a.pdf")
    width, height = pdf[0].get_size()
    pdf[0].set_rotation(rotation)
    pdf.save(tmp_path / "turned.pdf")
    pdf.close()
    (upright,), (turned,) = read_page(tmp_path / "a.pdf"), read_page(tmp_path / "turned.pdf")
    assert texts(turned) == texts(upright)
    x0, top, x1, bottom = upright.cells[0].box
    expected = {
        90: (height - bottom, x0, height - top, x1),
        180: (width - x1, height - bottom, width - x0, height - top),
        270: (top, width - x1, bottom, width - x0),
    }[rotation]
    assert turned.cells[0].box == pytest.approx(expected, abs=1.5)


def test_a_table_drawn_sideways_is_read_upright(sheet: Begin, tmp_path: Path) -> None:
    page = sheet(width=595.0, height=842.0)
    page.canvas.rotate(90)
    page.canvas.translate(0, -595)
    page.height = 595.0
    page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[2:] == EXPECTED_BODY
    assert reading.box[2] - reading.box[0] < reading.box[3] - reading.box[1]


def test_words_in_a_vertical_header_keep_their_order(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([["", "Indikator", "Nilai"], ["1", "A", "2"]], [40, 200, 60], top=100)
    page.table([[C("", 3), "x", "y"], [None, "x", "y"], [None, "x", "y"]], [40, 200, 60], top=200)
    page.canvas.saveState()
    page.canvas.translate(64, page.height - 245)
    page.canvas.rotate(90)
    page.canvas.drawString(0, 0, "Kondisi Awal")
    page.canvas.restoreState()
    page.save()
    reading = read_page(tmp_path / "a.pdf")[1]
    assert reading.cells[0].text == "Kondisi Awal"


def test_several_tables_on_a_page_stay_apart(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    first = page.table([*HEADER, BODY[0]], WIDTHS, top=60)
    page.table([["No", "Kegiatan", "Anggaran"], ["1", "Rapat", "10.000"]], [40, 200, 100], top=first.bottom + 30)
    page.save()
    one, two = read_page(tmp_path / "a.pdf")
    assert (one.n_cols, two.n_cols) == (7, 3)


def test_a_row_whose_rules_are_missing_in_places_is_still_a_row(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS, missing=frozenset({(2, 0)}))
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.n_rows == 5
    assert texts(reading)[3][1:] == EXPECTED_BODY[1][1:]


def test_text_that_touches_its_neighbour_is_split_at_the_border(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    drawn = page.table([["No", "Indikator", "2021", "2022"], ["1", "Angka", "", ""]], [40, 200, 21, 21])
    x0, top, *_ = drawn.boxes[1, 2]
    page.line_of_text("100%", x0 + 0.2, top + 3)
    page.line_of_text("100%", x0 + 21.2, top + 3)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[1] == ["1", "Angka", "100%", "100%"]


def test_text_that_overflows_into_an_empty_cell_belongs_where_it_begins(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    drawn = page.table([["No", "Indikator", "Ket"], ["1", "", ""]], [40, 60, 200])
    x0, top, *_ = drawn.boxes[1, 1]
    page.line_of_text("Persentasependudukmiskinyangmendapatbantuan", x0 + 3, top + 3)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[1][1] == "Persentasependudukmiskinyangmendapatbantuan"
    assert "teks_melewati_sel" in reading.flags


def test_a_page_border_is_no_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.canvas.rect(20, 20, 800, 550)
    page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.n_cols == 7


def test_rows_run_together_by_a_missing_rule_are_parted_by_their_numbers(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS, missing=frozenset((3, c) for c in range(7)), style="garis_tanpa_atas")
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[2:] == EXPECTED_BODY
    assert "baris_dipisah_menurut_nomor" in reading.flags


def test_a_list_of_numbers_beside_one_text_is_not_parted(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([["No", "Indikator", "Nilai"], [C("1\n2\n3"), "Satu teks yang panjang sekali " * 4, "5"]], [40, 100, 60])
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.n_rows == 2


def test_a_drawn_row_of_several_indicators_stays_one_though_units_stand_below_their_figures(sheet: Begin, tmp_path: Path) -> None:
    """Which of its lines are rows is told where their meaning is known."""
    page = sheet()
    header = ["No", "Program", "Indikator", "Target", "Realisasi", "Pagu"]
    several = ["1", "Program satu", "a. Jumlah ruang\n \nb. Jumlah kelas\n \nc. Jumlah siswa", "64 Ruang\n \n22 Ruang\n \n1.350\nSiswa",
               "61 Ruang\n \n22 Ruang\n \n1.402\nSiswa", "94.215.770.000"]  # fmt: skip
    one = ["2", "Program dua", "a. Jumlah guru", "640 Orang", "655 Orang", "2.870.000.000"]
    page.table([header, several, one, list(one), list(one)], [25, 90, 110, 70, 70, 90])
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert (reading.method, reading.n_rows) == ("garis", 5)


@pytest.mark.parametrize("top", [100.0, 0.0, -900.0])
def test_blocks_are_counted_wherever_a_broken_file_puts_them(top: float) -> None:
    columns = [[Piece((), (x, top + 30 * k, x + 20, top + 30 * k + 10)) for k in range(3)] for x in (0.0, 40.0, 80.0)]
    assert blocks_of(columns, 10.0) == 3


def test_borders_that_merged_titles_leave_out_in_their_middle_part_them_all_the_same(sheet: Begin, tmp_path: Path) -> None:
    """As some programs draw cells that are merged down: above and below, and not where the cells below are covered."""
    page = sheet()
    high, xs = page.height, (40.0, 70.0, 200.0, 260.0, 320.0)
    for top, left in ((100, 40), (120, 200), (140, 40), (160, 40), (180, 40)):
        page.canvas.line(left, high - top, 320, high - top)
    for x in xs:
        whole = x in (40.0, 320.0, 260.0, 200.0)
        for a, b in ((100, 180),) if whole else ((100, 121), (139, 180)):
            page.canvas.line(x, high - a, x, high - b)
    page.canvas.setFont("Helvetica", 8)
    texts_at = [("No", 45, 122), ("Indikator", 80, 122), ("Target", 230, 112), ("2021", 205, 132), ("2022", 265, 132)]
    texts_at += [(str(k), 45, 133 + 20 * k) for k in (1, 2)] + [(f"Jumlah {k}", 80, 133 + 20 * k) for k in (1, 2)]
    for text, x, top in texts_at:
        page.canvas.drawString(x, high - top, text)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert {"No", "Indikator"} <= {cell.text for cell in reading.cells}


@pytest.mark.parametrize("left", [38.0, 130.0])
def test_bands_below_a_boxed_header_are_the_tables(sheet: Begin, tmp_path: Path, left: float) -> None:
    """At its left edge or in its middle, where no rules part the rows."""
    page = sheet()
    page.table([["No", "Indikator", "Satuan", "2021", "2022"]], [25, 130, 50, 50, 50], x=36, top=100)
    page.canvas.setFont("Helvetica", 8)
    top = 128.0
    for name in ("Sasaran 1 : Meningkatnya mutu", "Sasaran 2 : Meningkatnya akses"):
        x = left if left < 100 else 36 + 305 / 2 - stringWidth(name, "Helvetica", 8) / 2
        page.canvas.drawString(x, page.height - top, name)
        for k in (1, 2):
            top += 14
            for text, x in zip((str(k), f"Jumlah layanan {k}", "unit", f"{k}1", f"{k}2"), (42, 66, 200, 250, 300), strict=True):
                page.canvas.drawString(x, page.height - top, text)
        top += 14
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.n_cols == 5
    assert [row[0] for row in texts(reading)].count("1") == 2


def test_what_stands_below_the_last_rule_right_across_is_no_row(sheet: Begin, tmp_path: Path) -> None:
    """A place and a date below a table whose rules only bound its header and end it."""
    page = sheet()
    page.table([["No", "Indikator", "Satuan", "2021", "2022"]], [25, 130, 50, 50, 50], x=36, top=100)
    page.canvas.setFont("Helvetica", 8)
    for k in range(1, 5):
        for text, x in zip((str(k), f"Jumlah layanan {k}", "unit", f"{k}1", f"{k}2"), (42, 66, 200, 250, 300), strict=True):
            page.canvas.drawString(x, page.height - 114 - 14 * k, text)
    page.canvas.line(36, page.height - 176, 341, page.height - 176)
    page.canvas.drawString(66, page.height - 190, "Kota Baru, Januari 2024")
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [row[0] for row in texts(reading)] == ["No", "1", "2", "3", "4"]
