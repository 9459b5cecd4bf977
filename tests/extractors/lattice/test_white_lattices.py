"""White lattices: what the words of a table without drawn columns ask for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extractors.lattice import white_lattices
from extractors.page import Word
from extractors.tables import Reading
from tests.extractors.reading import read_page, texts
from tests.pdf_maker import SIZE, Sheet

Begin = Callable[..., Sheet]
Placed = tuple[str, float, float]


def draw(page: Sheet, lines: Sequence[Placed]) -> None:
    for text, x, top in lines:
        page.line_of_text(text, x, top)


def rule(page: Sheet, x0: float, x1: float, top: float) -> None:
    page.canvas.line(x0, page.height - top, x1, page.height - top)


def centred(page: Sheet, text: str, middle: float, top: float, font: str = "Helvetica") -> None:
    page.canvas.setFont(font, SIZE)
    page.canvas.drawCentredString(middle, page.height - top - SIZE, text)


def span(reading: Reading, text: str) -> tuple[int, int, int, int]:
    """Row, column, rows and columns of a cell."""
    cell = next(cell for cell in reading.cells if cell.text.replace("\n", " ") == text)
    return cell.row, cell.col, cell.rows, cell.cols


ROWS = [("1", "Angka harapan hidup", "70,1", "70,3", "71,5"), ("2", "Rata-rata lama sekolah", "8,1", "8,2", "8,3"),
        ("3", "Laju pertumbuhan", "5,1", "5,2", "5,3")]  # fmt: skip
XS = (40.0, 70.0, 240.0, 300.0, 360.0)


def draw_rows(page: Sheet, top: float, pitch: float = 20.0) -> None:
    for k, row in enumerate(ROWS):
        draw(page, [(text, x, top + k * pitch) for text, x in zip(row, XS, strict=True)])


def test_two_tables_of_one_width_with_a_heading_between_are_two(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for top in (100, 260):
        page.line_of_text("Tabel 3.1 Target dan Realisasi Kinerja Tahun 2021 sampai dengan Tahun 2023", 40, top - 18, 11)
        rule(page, 40, 400, top)
        draw(page, [(text, x, top + 3) for text, x in zip(("No", "Indikator", "2021", "2022", "2023"), XS, strict=True)])
        rule(page, 40, 400, top + 14)
        draw_rows(page, top + 20)
        rule(page, 40, 400, top + 84)
    page.save()
    readings = read_page(tmp_path / "a.pdf")
    assert [(reading.n_rows, reading.n_cols) for reading in readings] == [(4, 5), (4, 5)]
    assert texts(readings[1])[1:] == [list(row) for row in ROWS]


@pytest.mark.parametrize("place", [0.0, 0.5, 1.0], ids=["top", "middle", "bottom"])
def test_a_row_has_all_lines_of_its_texts_wherever_its_values_stand(sheet: Begin, tmp_path: Path, place: float) -> None:
    page = sheet()
    draw(page, [(text, x, 80) for text, x in zip(("No", "Indikator", "2021", "2022", "2023"), XS, strict=True)])
    lengths = (3, 2, 3, 1)
    top = 100.0
    for k, length in enumerate(lengths):
        draw(page, [(f"baris {line + 1} dari {length}", 70, top + 10 * line) for line in range(length)])
        at = top + place * 10 * (length - 1)
        draw(page, [(str(k + 1), 40, at), *((f"{k},{j}", 240 + 60 * j, at) for j in range(3))])
        top += 10 * length + 5
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[1:] == [
        [str(k + 1), " ".join(f"baris {line + 1} dari {length}" for line in range(length)), *(f"{k},{j}" for j in range(3))]
        for k, length in enumerate(lengths)
    ]


def test_a_text_in_the_middle_of_several_rows_is_one_cell_beside_them(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    draw(page, [("Sasaran", 40, 80), ("Indikator", 150, 80), ("2021", 300, 80), ("2022", 360, 80)])
    for k in range(5):
        draw(page, [(f"Indikator nomor {k}", 150, 100 + 15 * k), (f"{k},1", 300, 100 + 15 * k), (f"{k},2", 360, 100 + 15 * k)])
    draw(page, [("Sasaran pertama", 40, 107.5), ("Sasaran kedua", 40, 145)])
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert span(reading, "Sasaran pertama") == (1, 0, 2, 1)
    assert span(reading, "Sasaran kedua") == (3, 0, 3, 1)


def test_titles_span_the_columns_they_stand_over_the_middle_of(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    middles = [200 + 50 * k for k in range(5)]
    page.line_of_text("Indikator", 50, 87)
    centred(page, "Target", middles[1], 80)
    centred(page, "Realisasi", (middles[3] + middles[4]) / 2, 80)
    for k, middle in enumerate(middles):
        centred(page, str(2019 + k), middle, 94)
    for row in range(3):
        page.line_of_text(f"Indikator nomor {row}", 50, 112 + 15 * row)
        for k, middle in enumerate(middles):
            centred(page, f"{row},{k}", middle, 112 + 15 * row)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert span(reading, "Target") == (0, 1, 1, 3)
    assert span(reading, "Realisasi") == (0, 4, 1, 2)
    assert span(reading, "Indikator") == (0, 0, 2, 1)


def test_titles_over_groups_of_unlike_size_each_stand_over_their_own(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    middles = [220.0 + 60.0 * k for k in range(10)]
    rule(page, 30, 830, 100)
    centred(page, "Indikator", 110.0, 112)
    centred(page, "Target 2021", (middles[0] + middles[1]) / 2, 104)
    centred(page, "Realisasi per Triwulan", (middles[2] + middles[9]) / 2, 104)
    for k, middle in enumerate(middles):
        centred(page, ("K", "Rp")[k % 2], middle, 122)
    rule(page, 30, 830, 138)
    for row, name in enumerate(("Angka harapan hidup", "Rata-rata lama sekolah", "Laju pertumbuhan")):
        page.line_of_text(name, 40, 144 + 20 * row)
        for k, middle in enumerate(middles):
            centred(page, f"{row + 1}{k},5", middle, 144 + 20 * row)
    rule(page, 30, 830, 208)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert span(reading, "Target 2021")[1::2] == (1, 2)
    assert span(reading, "Realisasi per Triwulan")[1::2] == (3, 8)


def test_a_row_of_numbers_tells_columns_whose_texts_nearly_touch(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for k, x in enumerate((40, 100, 150, 200)):
        page.line_of_text(f"Judul {k}", x, 80)
        page.line_of_text(f"({k + 1})", x + 10, 94)
    for row in range(4):
        draw(page, [(f"Nama {row}", 40, 110 + 14 * row), ("12.345.678", 100, 110 + 14 * row), ("120 Dok.", 145, 110 + 14 * row),
                    (f"{row}", 200, 110 + 14 * row)])  # fmt: skip
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[1] == ["(1)", "(2)", "(3)", "(4)"]
    assert texts(reading)[2] == ["Nama 0", "12.345.678", "120 Dok.", "0"]


def test_short_rules_leave_the_cells_beside_them_whole(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    draw(page, [("Sasaran", 40, 103), ("Indikator", 150, 103), ("Target", 300, 103)])
    for at, start in ((100, 38), (116, 38), (136, 148), (156, 38), (176, 148), (196, 38)):
        rule(page, start, 360, at)
    for k in range(4):
        draw(page, [(f"Indikator nomor {k}", 150, 122 + 20 * k), (f"{k} %", 300, 122 + 20 * k)])
    draw(page, [("Sasaran pertama", 40, 132), ("Sasaran kedua", 40, 172)])
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert span(reading, "Sasaran pertama") == (1, 0, 2, 1)
    assert span(reading, "Sasaran kedua") == (3, 0, 2, 1)


def test_rows_without_upright_rules_below_a_ruled_header_are_parted_like_it(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    drawn = page.table([["No", "Indikator", "2021", "2022", "2023"]], [30, 170, 60, 60, 60], top=100)
    top = drawn.bottom
    for k, row in enumerate(ROWS):
        draw(page, [(text, x + 3, top + 4 + 20 * k) for text, x in zip(row, XS, strict=True)])
        rule(page, 40, 420, top + 20 * (k + 1))
    for x in (40, 420):
        page.canvas.line(x, page.height - top, x, page.height - top - 60)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[1:] == [list(row) for row in ROWS]


def test_no_word_is_cut_at_a_border_that_is_not_drawn(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    draw(page, [(text, x, 80) for text, x in zip(("No", "Indikator", "2021", "2022", "2023"), XS, strict=True)])
    draw_rows(page, 100)
    page.line_of_text("Pembangunanberkelanjutanyangpanjangsekali", 70, 160)
    draw(page, [("4", 40, 160), ("9,2", 300, 160), ("9,3", 360, 160)])
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    words = {word for cell in reading.cells for word in cell.text.split()}
    assert "Pembangunanberkelanjutanyangpanjangsekali" in words


def test_a_slanted_watermark_is_not_text_of_the_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    draw(page, [(text, x, 80) for text, x in zip(("No", "Indikator", "2021", "2022", "2023"), XS, strict=True)])
    draw_rows(page, 100)
    page.canvas.saveState()
    page.canvas.translate(150, page.height - 180)
    page.canvas.rotate(40)
    page.canvas.setFont("Helvetica-Bold", 40)
    page.canvas.drawString(0, 0, "SALINAN")
    page.canvas.restoreState()
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[1:] == [list(row) for row in ROWS]


def test_justified_prose_is_no_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for k in range(8):
        x = 60.0
        for j, word in enumerate(("upaya", "perbaikan", "dilakukan", "melalui", "penguatan", "koordinasi", "antarbidang")):
            page.line_of_text(word, x, 100 + 12 * k)
            x += page.canvas.stringWidth(word, "Helvetica", SIZE) + 4 + (k * 3 + j * 5) % 5
    page.save()
    assert read_page(tmp_path / "a.pdf") == []


def test_a_page_of_a_hundred_thousand_words_is_left_alone_in_no_time() -> None:
    words = [Word("kata", (x, y, x + 3, y + 2), 0, 0) for x in range(0, 2000, 4) for y in range(0, 600, 3)]
    start = time.perf_counter()
    assert white_lattices(words, []) == []
    assert time.perf_counter() - start < 1


def draw_figures(page: Sheet, middles: Sequence[float], top: float, empty: Sequence[int] = ()) -> None:
    for row, name in enumerate(("Angka harapan hidup", "Rata-rata lama sekolah", "Laju pertumbuhan")):
        page.line_of_text(name, 40, top + 16 * row)
        for k, middle in enumerate(middles):
            if k not in empty:
                centred(page, f"{row + 1}{k},5", middle, top + 16 * row)


def test_titles_of_several_lines_beside_each_other_are_one_cell_each(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    middles = (220.0, 275.0, 330.0)
    page.line_of_text("Indikator", 40, 90)
    centred(page, "Tahun Lalu", 275.0, 70)
    for k, lines in enumerate((("Target", "Renja"), ("Realisasi", "Renja", "n-2"), ("Tingkat", "(%)"))):
        for line, text in enumerate(lines):
            centred(page, text, middles[k], 100 + 10 * line - 5 * len(lines))
    draw_figures(page, middles, 125)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert span(reading, "Tahun Lalu")[1::2] == (1, 3)
    assert [span(reading, text)[1::2] for text in ("Target Renja", "Realisasi Renja n-2", "Tingkat (%)")] == [(1, 1), (2, 1), (3, 1)]


def test_a_short_rule_ends_the_title_above_it(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    middles = (220.0, 275.0, 330.0, 385.0)
    rule(page, 30, 420, 76)
    page.line_of_text("Indikator", 40, 90)
    centred(page, "Perkiraan", 357.0, 80)
    centred(page, "sampai tahun ini", 357.0, 92)
    rule(page, 300, 420, 105)
    centred(page, "Target", middles[0], 96)
    centred(page, "Realisasi", middles[1], 96)
    for k in (2, 3):
        centred(page, ("Nilai", "Tingkat")[k - 2], middles[k], 109)
    rule(page, 30, 420, 124)
    draw_figures(page, middles, 130)
    rule(page, 30, 420, 180)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert span(reading, "Perkiraan sampai tahun ini")[1::2] == (3, 2)
    assert span(reading, "Target")[1::2] == (1, 1) and span(reading, "Tingkat")[1::2] == (4, 1)


def test_a_bold_first_row_is_no_header(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    middles = (220.0, 275.0, 330.0)
    for text, middle in zip(("Indikator", "2021", "2022", "2023"), (65.0, *middles), strict=True):
        centred(page, text, middle, 80, "Helvetica-Bold")
    for text, middle in zip(("Program", "70,1", "71,2", "72,3"), (65.0, *middles), strict=True):
        centred(page, text, middle, 96, "Helvetica-Bold")
    draw_figures(page, middles, 112)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert span(reading, "Program")[0] == 1 and span(reading, "70,1")[0] == 1


def test_an_empty_column_is_told_by_its_title_where_others_bear_the_same(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    middles = [220.0 + 40.0 * k for k in range(8)]
    page.line_of_text("Indikator", 40, 87)
    for k in range(4):
        centred(page, f"Triwulan {k + 1}", (middles[2 * k] + middles[2 * k + 1]) / 2, 80)
    for k, middle in enumerate(middles):
        centred(page, ("K", "Rp")[k % 2], middle, 94)
    draw_figures(page, middles, 112, empty=(3, 4))
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.n_cols == 9
    assert [span(reading, f"Triwulan {k + 1}")[1::2] for k in range(4)] == [(1, 2), (3, 2), (5, 2), (7, 2)]


def test_titles_in_the_middle_are_those_of_the_figures_at_the_right_of_their_columns(sheet: Begin, tmp_path: Path) -> None:
    """Wide columns: between a year in the middle and the figures below it at the right edge is white, as between columns."""
    page = sheet()
    rights = (348.0, 448.0)
    rule(page, 36, 540, 74)
    centred(page, "Realisasi Tahun", 350, 78)
    centred(page, "Uraian", 130, 87)
    centred(page, "Satuan", 495, 87)
    rule(page, 250, 450, 90)
    for year, middle in (("2021", 300.0), ("2022", 400.0)):
        centred(page, year, middle, 94)
    rule(page, 36, 540, 106)
    figures = [("2.318", "2.486", "Ekor"), ("69,54", "74,58", "Juta Rupiah"), ("1.240", "1.311", "Dosis"), ("386", "412", "Sampel")]
    for k, (first, second, unit) in enumerate(figures):
        top = 110 + 16.0 * k
        page.line_of_text(f"Jumlah layanan yang {k + 1}", 40, top)
        for text, right in zip((first, second), rights, strict=True):
            page.canvas.setFont("Helvetica", SIZE)
            page.canvas.drawRightString(right, page.height - top - SIZE, text)
        page.line_of_text(unit, 452, top)
        rule(page, 36, 540, top + 13)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.n_cols == 4
    for year, figure in (("2021", "2.318"), ("2022", "2.486")):
        assert span(reading, year)[1] == span(reading, figure)[1]
