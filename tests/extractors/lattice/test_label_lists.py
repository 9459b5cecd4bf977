"""Lists of labels and what they say: no tables, and handed on beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from schemas.stages import Table
from tests.extractors.reading import read_pdf
from tests.pdf_maker import Sheet

Begin = Callable[..., Sheet]
CARD = (
    ("Sasaran Strategis", ("Meningkatnya produksi",)),
    ("Nama Indikator", ("Produksi padi",)),
    ("Definisi", ("Banyaknya padi yang dipanen", "selama satu tahun")),
    ("Penanggung Jawab", ("Bidang Tanaman Pangan",)),
)


def draw_card(page: Sheet, top: float, *, numbered: bool = False, in_the_middle: bool = False) -> float:
    for number, (label, lines) in enumerate(CARD, start=1):
        off = 5 * (len(lines) - 1) if in_the_middle else 0
        if numbered:
            page.line_of_text(str(number), 40, top + off)
        page.line_of_text(label, 60, top + off)
        page.line_of_text(":", 170, top + off)
        for k, text in enumerate(lines):
            page.line_of_text(text, 180, top + 10 * k)
        top += 10 * len(lines) + 8
    return top


def says(table: Table) -> list[tuple[str, str]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
    return [(row[-3], row[-1]) for row in rows.values()]


def test_a_list_has_a_row_for_each_colon_and_keeps_all_lines_of_its_texts(sheet: Begin, tmp_path: Path) -> None:
    for in_the_middle in (False, True):
        for numbered in (False, True):
            page = sheet()
            page.line_of_text("Kartu indikator kinerja, sasaran dan satuan", 60, 60)
            draw_card(page, 90, numbered=numbered, in_the_middle=in_the_middle)
            page.save()
            document = read_pdf(tmp_path / "a.pdf")
            assert document.tables == ()
            (found,) = document.lists
            assert says(found) == [(label, " ".join(lines)) for label, lines in CARD]


def test_a_heading_parts_lists(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.line_of_text("Manual indikator kinerja, sasaran dan satuan", 60, 40)
    end = draw_card(page, 70)
    page.line_of_text("IKU 2", 60, end + 8)
    draw_card(page, end + 30)
    page.save()
    assert [says(found)[1] for found in read_pdf(tmp_path / "a.pdf").lists] == [("Nama Indikator", "Produksi padi")] * 2


def test_the_lines_of_a_list_are_text_all_the_same(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.line_of_text("Indikator kinerja individu, sasaran dan satuan", 60, 40)
    draw_card(page, 60)
    page.table([["No", "Indikator", "Target"], ["1", "Produksi padi", "20"]], [30, 200, 60], top=200)
    page.save()
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert any("Bidang Tanaman Pangan" in line.text for line in table.above)


def test_a_list_right_above_a_table_without_rules_is_none_of_its_rows(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for k, (label, says) in enumerate((("Nama", "A"), ("Jabatan", "Kepala Seksi"), ("Unit Kerja", "Bidang Umum"))):
        for text, x in ((label, 40), (":", 110), (says, 118)):
            page.line_of_text(text, x, 60 + 13 * k)
    for k, row in enumerate(
        (("No", "Indikator", "Target", "Satuan"), ("1", "Produksi padi", "20", "Ton"), ("2", "Luas panen", "35", "Ha"))
    ):
        for text, x in zip(row, (40, 70, 240, 300), strict=True):
            page.line_of_text(text, x, 112 + 14 * k)
    page.save()
    (table,) = read_pdf(tmp_path / "a.pdf").tables
    assert (table.n_rows, table.n_cols) == (3, 4)
    assert any("Kepala Seksi" in line.text for line in table.above)
