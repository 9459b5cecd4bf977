"""Cells of a scan that lost the rule between them are no cell over several columns that can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.scan import Engine, ScanReader
from schemas.stages import Cell
from tests.extractors.reading import HEADER, WIDTHS, read_pdf
from tests.pdf_maker import C, Sheet
from tests.scan_maker import Scanner

Begin = Callable[..., Sheet]
#: Where the columns of the years begin.
X2021, X2022 = 400.0, 460.0


@pytest.fixture(scope="module")
def reader() -> ScanReader:
    return ScanReader(Engine())


def joined_cell(sheet: Begin, tmp_path: Path, reader: ScanReader, texts: dict[float, str]) -> Cell:
    """The cell over two years of a scanned table, in which texts stand at these places."""
    page = sheet()
    rows = [["1", "Sasaran satu", "Indikator satu", "WTP", "WTP", "WTP", "BPS"] for _ in range(2)]
    drawn = page.table([*HEADER, *rows, ["3", "Sasaran tiga", "Indikator tiga", C("", 1, 2), None, "WTP", "BPS"]], WIDTHS)
    for x, text in texts.items():
        page.line_of_text(text, x, drawn.boxes[4, 3][1] + 3)
    page.save()
    scan = Scanner(noise=4, jpeg=80).scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    (table,) = read_pdf(scan, lambda: reader).tables
    (cell,) = [cell for cell in table.cells if cell.row >= 2 and cell.cols > 1]
    return cell


@pytest.mark.parametrize(
    "texts", [{X2021 + 20: "WTP", X2022 + 20: "WTP"}, {X2021 + 20: "40.484", X2022 + 20: "42.496"}, {X2022 + 20: "75,40"}]
)
def test_texts_of_two_columns_or_a_figure_in_one_of_them_are_doubted(
    sheet: Begin, tmp_path: Path, reader: ScanReader, texts: dict[float, str]
) -> None:
    cell = joined_cell(sheet, tmp_path, reader, texts)
    assert cell.text.split() == [*texts.values()]
    assert cell.score <= 0.5
    assert "nilai_ganda" in cell.flags


@pytest.mark.parametrize("text", ["75,40", "Minimal WTP"])
def test_one_text_in_the_middle_is_of_both_columns(sheet: Begin, tmp_path: Path, reader: ScanReader, text: str) -> None:
    cell = joined_cell(sheet, tmp_path, reader, {X2022 - 2.1 * len(text): text})
    assert cell.text == text
    assert cell.score > 0.8
    assert not cell.flags
