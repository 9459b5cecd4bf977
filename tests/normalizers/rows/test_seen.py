"""What the page does not show as its text says it lands with its doubt, and what nobody can see waits in quarantine."""

from __future__ import annotations

from dataclasses import replace

from normalizers.document import NormalisedDocument, normalise
from schemas.stages import ExtractedDocument, PageText, TextLine
from tests.normalizers.grids import table

ROWS = [
    ["No", "Sasaran", "Indikator", "Satuan", "2021", "2022", "Formula"],
    ["1", "Meningkatnya mutu", "Angka harapan hidup", "tahun", "70,1", "", "Data BPS"],
]


def with_doubt(col: int, flag: str, at_most: float, row: int = 1) -> NormalisedDocument:
    whole = table(ROWS, ["INDIKATOR KINERJA UTAMA"])
    cells = tuple(replace(cell, flags=(flag,), score=at_most) if (cell.row, cell.col) == (row, col) else cell for cell in whole.cells)
    hidden = TextLine("88", (410.0, 25.0, 420.0, 35.0), 1)
    return normalise(ExtractedDocument((PageText(1, (), "teks", True, ""),), (replace(whole, cells=cells),), (hidden,)), "a.pdf")


def test_a_value_that_is_drawn_as_another_is_flagged_and_never_sure() -> None:
    (record,) = with_doubt(4, "huruf_beda_gambar", 0.5).records
    first, second = record.values
    assert "huruf_beda_gambar" in first.catatan
    assert first.keyakinan <= 0.5
    assert "huruf_beda_gambar" not in second.catatan


def test_the_values_below_a_header_that_is_drawn_as_another_are_never_sure() -> None:
    (record,) = with_doubt(4, "huruf_beda_gambar", 0.5, row=0).records
    first, second = record.values
    assert "huruf_beda_gambar" in first.catatan
    assert first.keyakinan <= 0.5
    assert "huruf_beda_gambar" not in second.catatan


def test_an_empty_cell_that_shows_something_says_so() -> None:
    (record,) = with_doubt(5, "gambar_tanpa_teks", 0.5).records
    assert record.values[1].jenis_nilai == "kosong"
    assert "gambar_tanpa_teks" in record.values[1].catatan


def test_doubt_about_a_name_or_a_formula_is_the_record_s() -> None:
    for col in (1, 2, 6):
        (record,) = with_doubt(col, "gambar_tanpa_teks", 0.5).records
        assert "gambar_tanpa_teks" in record.catatan


def test_what_nobody_can_see_waits_with_its_place() -> None:
    result = with_doubt(4, "teks_tak_tampak", 0.75)
    (waiting,) = [item for item in result.quarantined if item.alasan == "teks_tak_tampak"]
    assert (waiting.teks, waiting.halaman, waiting.tabel, waiting.kotak) == ("88", 1, 1, (410.0, 25.0, 420.0, 35.0))


def test_a_page_says_once_what_nobody_can_see_on_it_and_keeps_all_of_it() -> None:
    lines = [("88", (410.0, 25.0, 420.0, 35.0), 1), ("rahasia", (10.0, 60.0, 40.0, 70.0), 1), ("9", (10.0, 5.0, 14.0, 15.0), 2)]
    pages = tuple(PageText(number, (), "teks", True, "") for number in (1, 2))
    hidden = tuple(TextLine(*line) for line in lines)
    first, second = normalise(ExtractedDocument(pages, (table(ROWS),), hidden), "a.pdf").quarantined
    assert (first.teks, first.halaman, first.kotak) == ("88 | rahasia", 1, (10.0, 25.0, 420.0, 70.0))
    assert first.penjelasan.startswith("2 teks ")
    assert (second.teks, second.halaman) == ("9", 2)


def test_a_name_that_a_scan_hardly_shows_is_in_doubt() -> None:
    whole = table(ROWS, ["INDIKATOR KINERJA UTAMA"])
    cells = tuple(replace(cell, score=0.5) if (cell.row, cell.col) == (1, 2) else cell for cell in whole.cells)
    pages = (PageText(1, (), "gambar", True, ""),)
    for method, flagged in (("ocr", True), ("garis", False)):
        (record,) = normalise(ExtractedDocument(pages, (replace(whole, cells=cells, method=method),)), "a.pdf").records
        assert ("teks_meragukan" in record.catatan) is flagged
