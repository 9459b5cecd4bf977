"""Cells that the drawn rules alone get wrong: an open painted side, values over years, titles and rows without a rule between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.extractors.reading import read_page, texts
from tests.pdf_maker import Sheet

Begin = Callable[..., Sheet]
XS = [40.0, 70.0, 260.0, 330.0, 400.0, 470.0]
YEARS = ["No", "Indikator", "2023", "2024", "2025"]
ROWS = [["1", "Persentase jalan mantap", "70", "72", "75"], ["2", "Indeks kepuasan warga", "80,1", "81,5", "83"]]
HIGH = 22.0


def upright(page: Sheet, x: float, top: float, bottom: float) -> None:
    page.canvas.line(x, page.height - top, x, page.height - bottom)


def level(page: Sheet, y: float, xs: Sequence[float] = XS) -> None:
    page.canvas.line(xs[0], page.height - y, xs[-1], page.height - y)


def paint(page: Sheet, box: tuple[float, float, float, float]) -> None:
    page.canvas.saveState()
    page.canvas.setFillColorRGB(0.9, 0.93, 1)
    page.canvas.rect(box[0], page.height - box[3], box[2] - box[0], box[3] - box[1], stroke=0, fill=1)
    page.canvas.restoreState()


def centred(page: Sheet, text: str, x0: float, x1: float, top: float) -> None:
    page.line_of_text(text, (x0 + x1 - stringWidth(text, "Helvetica", 9)) / 2, top, 9)


def write_row(page: Sheet, row: Sequence[str], top: float) -> None:
    for text, (x0, x1) in zip(row, pairwise(XS), strict=True):
        centred(page, text, x0, x1, top + 6)


def test_a_painted_column_beyond_the_last_rule_belongs_to_the_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for number, row in enumerate([YEARS, *ROWS]):
        top = 100 + HIGH * number
        for x0, x1 in pairwise(XS):
            paint(page, (x0, top, x1, top + HIGH))
        write_row(page, row, top)
    for x in XS[:-1]:
        upright(page, x, 100, 100 + 3 * HIGH)
    for y in (100, 100 + HIGH, 100 + 3 * HIGH):
        level(page, y, XS[:-1])
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[0] == YEARS
    assert [row[-1] for row in texts(reading)[1:]] == ["75", "83"]


def test_a_paint_beside_a_table_without_its_texts_is_no_column(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([YEARS, *ROWS], [b - a for a, b in pairwise(XS)], x=40, top=100)
    for top in (100, 122, 144):
        paint(page, (470, top, 560, top + 20))
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.n_cols == len(YEARS)


def test_a_value_stands_over_the_years_that_no_rule_parts(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for number, row in enumerate([YEARS, *ROWS, ["3", "Opini atas laporan keuangan", "", "", ""]]):
        write_row(page, row, 100 + HIGH * number)
    centred(page, "WTP", XS[2], XS[-1], 100 + 3 * HIGH + 6)
    for y in (100, 100 + HIGH, 100 + 4 * HIGH):
        level(page, y)
    for x in XS:
        upright(page, x, 100, 100 + (3 if x in XS[3:5] else 4) * HIGH)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    (opinion,) = (cell for cell in reading.cells if cell.text == "WTP")
    assert (opinion.col, opinion.cols) == (2, 3)
    assert texts(reading)[1:3] == ROWS


def test_titles_whose_rule_was_painted_over_are_titles_of_their_own(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for number, row in enumerate([YEARS, *ROWS]):
        write_row(page, row, 100 + HIGH * number)
    for y in (100, 100 + HIGH, 100 + 2 * HIGH, 100 + 3 * HIGH):
        level(page, y)
    for x in XS:
        upright(page, x, 100 + (HIGH if x in XS[2:4] else 0), 100 + 3 * HIGH)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[0] == YEARS


def test_one_title_over_columns_stays_one(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for number, row in enumerate([["No", "Indikator", "", "", ""], ["", "", "2023", "2024", "2025"], *ROWS]):
        write_row(page, row, 100 + HIGH * number)
    centred(page, "Target Kinerja Tahunan Menurut Renstra", XS[2], XS[-1], 106)
    for y in (100, 100 + 2 * HIGH, 100 + 3 * HIGH, 100 + 4 * HIGH):
        level(page, y)
    level(page, 100 + HIGH, XS[2:])
    for x in XS:
        upright(page, x, 100 + (HIGH if x in XS[3:5] else 0), 100 + 4 * HIGH)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[0][2] == "Target Kinerja Tahunan Menurut Renstra"


def test_rows_that_only_some_columns_rule_are_rows_of_all_that_begin_in_them(sheet: Begin, tmp_path: Path) -> None:
    """What is merged over them stays whole."""
    page = sheet()
    names = [["1", "Persentase jalan mantap", "", "72", "75"], ["2", "Indeks kepuasan warga", "", "81,5", "83"]]
    for number, row in enumerate([["No", "Indikator", "Sasaran", "2024", "2025"], *names]):
        write_row(page, row, 100 + HIGH * number)
    centred(page, "Layanan", XS[2], XS[3], 128 + HIGH / 2)
    for y in (100, 100 + HIGH, 100 + 3 * HIGH):
        level(page, y)
    level(page, 100 + 2 * HIGH, XS[3:])
    for x in XS:
        upright(page, x, 100, 100 + 3 * HIGH)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading)[1:] == [["1", "Persentase jalan mantap", "Layanan", "72", "75"], ["2", "Indeks kepuasan warga", "", "81,5", "83"]]


def test_the_line_that_numbers_the_columns_parts_titles_from_rows(sheet: Begin, tmp_path: Path) -> None:
    """Where the rules above and below it are lost, as on a faint scan."""
    page = sheet()
    for number, row in enumerate([YEARS, ["(1)", "(2)", "(3)", "(4)", "(5)"], *ROWS]):
        write_row(page, row, 100 + HIGH * number)
    for y in (100, 100 + 3 * HIGH, 100 + 4 * HIGH):
        level(page, y)
    for x in XS:
        upright(page, x, 100, 100 + 4 * HIGH)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert texts(reading) == [YEARS, ["(1)", "(2)", "(3)", "(4)", "(5)"], *ROWS]
