"""Cells hand on their printed lines with place and type, and their shading: what tells one row of a cell from the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from extractors.tables import Reading
from pipeline.documents import pack, unpack
from schemas.stages import Cell, ExtractedDocument
from tests.extractors.reading import BODY, HEADER, WIDTHS, read_page, read_pdf
from tests.pdf_maker import Sheet

Begin = Callable[..., Sheet]


def _joined(cell: Cell) -> str:
    return "\n".join(line.text for line in cell.lines)


def _cell(reading: Reading, text: str) -> Cell:
    return next(cell for cell in reading.cells if cell.text.startswith(text))


def test_the_lines_of_a_cell_are_its_text(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert all(_joined(cell) == cell.text for cell in reading.cells)
    long = _cell(reading, "Meningkatnya kualitas")
    tops = [line.box[1] for line in long.lines]
    assert len(tops) > 1
    assert tops == sorted(tops)
    assert all(long.box[0] <= line.box[0] and line.box[2] <= long.box[2] for line in long.lines)


def test_type_is_known_of_typed_lines(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([["No", "", "Target"], ["1", "", "70"], ["2", "", "80"]], [30, 200, 60])
    page.canvas.setFont("Helvetica-Bold", 9)
    page.canvas.drawString(75, page.height - 128, "Program utama")
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert [(line.bold, line.size) for line in _cell(reading, "Program").lines] == [(True, 9.0)]
    assert [(line.bold, line.size) for line in _cell(reading, "70").lines] == [(False, 8.0)]


def test_shading_is_handed_on(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS, shade_rows=2)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert {cell.fill for cell in reading.cells if cell.row < 2} == {"d9d9d9"}
    assert {cell.fill for cell in reading.cells if cell.row >= 2} == {None}


def test_lines_lie_in_their_cells_on_turned_pages_and_pass_through_storage(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    pdf = pdfium.PdfDocument(tmp_path / "a.pdf")
    pdf[0].set_rotation(90)
    pdf.save(tmp_path / "turned.pdf")
    pdf.close()
    document = read_pdf(tmp_path / "turned.pdf")
    (table,) = document.tables
    for cell in table.cells:
        for line in cell.lines:
            assert cell.box[1] - 3 <= line.box[1] <= line.box[3] <= cell.box[3] + 3
            assert cell.box[0] - 3 <= line.box[0] <= line.box[2] <= cell.box[2] + 3
    assert unpack(pack(document), ExtractedDocument) == document


def test_a_row_cut_by_the_page_break_keeps_the_lines_of_both_pages(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS, top=300)
    page.next_page()
    page.table([["", "masyarakat di daerah", "", "", "", "", ""], ["4", "Lain", "Angka", "1", "2", "3", "BPS"]], WIDTHS, top=40)
    page.save()
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    cut = next(cell for cell in table.cells if "masyarakat di daerah" in cell.text and "ekonomi" in cell.text)
    assert _joined(cut) == cut.text
    assert {line.page for line in cut.lines} == {1, 2}
    assert cut.page == 1
