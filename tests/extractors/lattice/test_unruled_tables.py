"""Tables without upright rules are read from the white space between words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.extractors.reading import BODY, WIDTHS, read_page, texts
from tests.pdf_maker import C, Sheet

Begin = Callable[..., Sheet]


@pytest.mark.parametrize(("style", "method"), [("mendatar", "garis_mendatar"), ("tanpa", "tanpa_garis")])
def test_columns_and_rows_come_from_white_space(sheet: Begin, tmp_path: Path, style: str, method: str) -> None:
    page = sheet()
    page.line_of_text("INDIKATOR KINERJA UTAMA DINAS KESEHATAN", 200, 60, 11)
    drawn = page.table([["No", "Sasaran", "Indikator", "2021", "2022", "2023", "Sumber Data"], *BODY], WIDTHS, style=style)
    page.line_of_text("Ditetapkan di Purwokerto pada tanggal 3 Januari 2021", 500, drawn.bottom + 40)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    assert reading.method == method
    assert texts(reading)[1:] == [[" ".join(str(cell).split()) for cell in row] for row in BODY]


def test_a_title_over_the_years_spans_them(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([["No", "Sasaran", "Indikator", C("", 1, 3), None, None, "Sumber Data"],
                ["", "", "", "2021", "2022", "2023", ""], *BODY], WIDTHS, style="tanpa")  # fmt: skip
    page.line_of_text("Target Kinerja", 40 + 30 + 150 + 180 + 68, 103)
    page.save()
    (reading,) = read_page(tmp_path / "a.pdf")
    title = next(cell for cell in reading.cells if cell.text == "Target Kinerja")
    assert (title.col, title.cols) == (3, 3)


def test_a_list_of_labels_is_no_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for k, (label, text) in enumerate([("Nama", "Dinas Kesehatan"), ("Tugas", "Membantu Bupati"), ("Fungsi", "Perumusan")]):
        page.line_of_text(label, 60, 100 + 14 * k)
        page.line_of_text(":", 160, 100 + 14 * k)
        page.line_of_text(text, 180, 100 + 14 * k)
    page.save()
    assert read_page(tmp_path / "a.pdf") == []


def test_running_text_is_no_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    for k in range(20):
        page.line_of_text(
            "Indikator kinerja adalah ukuran keberhasilan yang menggambarkan terwujudnya kinerja dan sasaran",
            60,
            60 + 12 * k,
        )
    page.save()
    assert read_page(tmp_path / "a.pdf") == []
