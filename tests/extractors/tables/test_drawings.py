"""Which grids on a page are tables where every table is wanted: boxes and charts are none, and what may be none says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.tables import Reading, make_upright, read_upright, tables_among
from tests.extractors.reading import BODY, HEADER, WIDTHS, page_content, texts
from tests.pdf_maker import C, Sheet


def tables_on(path: Path) -> list[Reading]:
    _, content = make_upright(page_content(path))
    return tables_among(read_upright(content, None), content)


def grid(sheet: Sheet, xs: list[float], ys: list[float]) -> None:
    """Rules from edge to edge."""
    for x in xs:
        sheet.canvas.line(x, sheet.height - ys[0], x, sheet.height - ys[-1])
    for y in ys:
        sheet.canvas.line(xs[0], sheet.height - y, xs[-1], sheet.height - y)


def organisation_chart(sheet: Sheet) -> None:
    for k, name in enumerate(["Kepala Dinas", "Sekretaris", "Bidang Satu"]):
        # Connecting lines make a grid of every box.
        grid(sheet, [60.0 + 150 * k, 140.0 + 150 * k, 160.0 + 150 * k], [100.0, 112.0, 125.0])
        sheet.canvas.setFillColorRGB(1, 1, 1)
        sheet.canvas.rect(60.5 + 150 * k, sheet.height - 124.5, 79, 24, stroke=0, fill=1)
        sheet.canvas.setFillColorRGB(0, 0, 0)
        sheet.line_of_text(name, 65 + 150 * k, 108)


def chart_with_scales(sheet: Sheet) -> None:
    """A line chart on a grid: values at the points, a scale left of it and years below."""
    xs, ys = [100.0 + 60 * k for k in range(6)], [100.0 + 30 * k for k in range(6)]
    grid(sheet, xs, ys)
    for k, y in enumerate(ys):
        sheet.line_of_text(str(100 - 20 * k), 80, y - 5)
    for k, x in enumerate(xs):
        sheet.line_of_text(str(2019 + k), x - 9, 256)
        sheet.line_of_text(f"{50 + k}", x + 12, 110)


def chart_with_data(sheet: Sheet) -> None:
    """A chart as spreadsheets draw it, its scale and its data in one frame with it."""
    xs, ys = [100.0, 150.0, 250.0, 350.0], [100.0 + 20 * k for k in range(6)]
    for y in ys:
        sheet.canvas.line(xs[1], sheet.height - y, xs[-1], sheet.height - y)
    grid(sheet, xs, [ys[-1], ys[-1] + 16, ys[-1] + 32])
    for x in (xs[0], xs[1], xs[-1]):
        sheet.canvas.line(x, sheet.height - ys[0], x, sheet.height - ys[-1])
    sheet.canvas.line(xs[0], sheet.height - ys[0], xs[1], sheet.height - ys[0])
    for k, y in enumerate(ys[1:-1]):
        sheet.line_of_text(str(8 - 2 * k), 130, y - 5)
    for row, words in enumerate([["", "Target", "Realisasi"], ["2025", "6", "5"]]):
        for col, word in enumerate(words):
            sheet.line_of_text(word, xs[col] + 10, ys[-1] + 4 + 16 * row)


def crossword(sheet: Sheet) -> None:
    lines = [100.0 + 22 * k for k in range(9)]
    grid(sheet, lines, lines)
    for k in range(20):
        sheet.line_of_text(str(k + 1), lines[k * 3 % 8] + 2, lines[k // 3] + 2, 6)


def ruled(sheet: Sheet) -> None:
    sheet.table([*HEADER, *BODY], WIDTHS)


def numbers_beside(sheet: Sheet) -> None:
    """A table whose rows are numbered outside its frame, as lines of a deed are."""
    sheet.table([["Pasar", "Harga"], *([f"Pasar {k}", f"{k}.500"] for k in range(8))], [100.0, 60.0])
    for k in range(9):
        sheet.line_of_text(str(k + 1), 28, 103 + 16 * k)


def numbers_over_two_rows(sheet: Sheet) -> None:
    """Row numbers merged over two rows each: every one is centred on the rule between them."""
    rows = [row for k in range(5) for row in ([C(str(k + 1), 2, middle=True), f"Pasar {k}", "naik"], [None, f"Desa {k}", "turun"])]
    sheet.table([["No", "Tempat", "Harga"], *rows], [30.0, 100.0, 60.0])


@pytest.mark.parametrize("draw", [organisation_chart, chart_with_scales])
def test_a_drawing_is_no_table(tmp_path: Path, draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    draw(sheet)
    sheet.save()
    assert read_upright(page_content(tmp_path / "a.pdf"), None), "the drawing has no grid to be taken for a table"
    assert tables_on(tmp_path / "a.pdf") == []


@pytest.mark.parametrize("draw", [chart_with_data, crossword])
def test_what_may_be_no_table_is_kept_and_says_so(tmp_path: Path, draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    draw(sheet)
    sheet.save()
    (table,) = tables_on(tmp_path / "a.pdf")
    assert "mungkin_bukan_tabel" in table.flags and table.confidence <= 0.5


@pytest.mark.parametrize("draw", [ruled, numbers_beside, numbers_over_two_rows])
def test_a_table_stays_one(tmp_path: Path, draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    draw(sheet)
    sheet.save()
    (table,) = tables_on(tmp_path / "a.pdf")
    assert "mungkin_bukan_tabel" not in table.flags and table.confidence > 0.9


def test_a_table_beside_a_chart_is_kept(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    chart_with_scales(sheet)
    sheet.table([["Pasar", "Harga"], ["Wage", "12.500"]], [100.0, 60.0], x=100.0, top=350.0)
    sheet.save()
    (table,) = tables_on(tmp_path / "a.pdf")
    assert texts(table) == [["Pasar", "Harga"], ["Wage", "12.500"]]
