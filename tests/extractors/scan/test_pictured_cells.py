"""What a typed cell shows without saying it is read off the page's picture: a formula that is a drawing, letters named otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Page, Pdf

from extractors.scan import Engine, ScanReader
from extractors.tables.pictured import is_garbled, lacks_ligatures
from schemas.stages import Cell
from tests import drawn_pdfs, hidden_pdfs
from tests.extractors.reading import read_pdf
from tests.pdf_maker import C, Drawn, Sheet

FORMULA = "Jumlah rumah layak huni dibagi jumlah rumah"
WIDTHS = [120.0, 260.0, 60.0, 60.0]


@pytest.fixture(scope="module")
def scans() -> ScanReader:
    return ScanReader(Engine())


def sound(path: Path, formula: str = FORMULA) -> Drawn:
    sheet = Sheet(path)
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021", 40, 60, 11)
    rows = [
        ["Indikator", "Formula", "Satuan", "Target"],
        ["Persentase rumah layak", C(formula), "persen", "75"],
        ["Angka B", "", "%", "80"],
    ]
    drawn = sheet.table(rows, WIDTHS)
    sheet.save()
    return drawn


def read(path: Path, change: Callable[[Pdf, Page], None], scans: ScanReader | None, place: tuple[int, int] = (1, 1)) -> Cell:
    target = path.with_name("lain.pdf")
    with pikepdf.open(path) as pdf:
        change(pdf, Page(pdf.pages[0]))
        pdf.save(target)
    return read_pdf(target, None if scans is None else lambda: scans).tables[0].grid().at(*place)


def as_a_picture(path: Path, drawn: Drawn, text: str) -> Callable[[Pdf, Page], None]:
    """Change the page so that what stood in the cell is pixels."""

    def change(pdf: Pdf, page: Page) -> None:
        x0, top, x1, bottom = drawn.boxes[1, 1]
        inner = (x0 + 2, top + 2, x1 - 2, bottom - 2)
        pixels = drawn_pdfs.picture_of(path, 1, inner, 6.0)
        place = hidden_pdfs.operator_of(page, text)
        assert place is not None
        hidden_pdfs.without_text(pdf, page, place)
        drawn_pdfs.put_picture(pdf, page, inner, pixels)

    return change


def test_a_formula_that_is_a_picture_is_read_and_doubted(tmp_path: Path, scans: ScanReader) -> None:
    path = tmp_path / "asli.pdf"
    drawn = sound(path)
    cell = read(path, as_a_picture(path, drawn, FORMULA), scans)
    assert " ".join(cell.text.split()) == FORMULA
    assert cell.flags == ("gambar_tanpa_teks",)
    assert cell.score <= 0.5


def test_a_number_that_is_a_picture_is_left_to_people(tmp_path: Path, scans: ScanReader) -> None:
    path = tmp_path / "asli.pdf"
    drawn = sound(path, "1.254.300")
    cell = read(path, as_a_picture(path, drawn, "1.254.300"), scans)
    assert (cell.text, cell.flags) == ("", ("gambar_tanpa_teks",))


def test_a_stamp_over_a_text_or_across_a_border_is_not_read_into_the_cell(tmp_path: Path, scans: ScanReader) -> None:
    path = tmp_path / "asli.pdf"
    drawn = sound(path)
    stamp = drawn_pdfs.picture_of(path, 1, (42, 60, 250, 72), 6.0)
    x0, top, x1, _ = drawn.boxes[2, 1]
    over = (x0 + 140, top - 30, x0 + 140 + 100, top - 22)
    across = (x0 - 20, top + 1, x1 - 60, top + 10)
    for box, place, text in ((over, (1, 1), FORMULA), (across, (2, 1), "")):
        cell = read(path, lambda pdf, page, box=box: drawn_pdfs.put_picture(pdf, page, box, stamp), scans, place)  # type: ignore[misc]
        assert " ".join(cell.text.split()) == text


#: A font of which every letter says another: what many programs make of a formula's.
GARBLED = dict(zip("Jumlahrykngidb", "!#$%&<>?@[]^~*", strict=True)) | {"5": "6", "7": "8"}


def test_letters_drawn_as_others_are_read_off_the_picture(tmp_path: Path, scans: ScanReader) -> None:
    path = tmp_path / "asli.pdf"
    sound(path, f"{FORMULA} 577")
    cell = read(path, lambda pdf, _: hidden_pdfs.rename_letters(pdf, GARBLED), scans)
    assert " ".join(cell.text.split()) == f"{FORMULA} 577"
    assert cell.flags == ("huruf_beda_gambar",)
    assert cell.score <= 0.5


def test_a_fraction_of_letters_drawn_as_others_keeps_its_bar(tmp_path: Path, scans: ScanReader) -> None:
    path = tmp_path / "asli.pdf"
    sheet = Sheet(path)
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021", 40, 60, 11)
    rows = [["Indikator", "Formula", "Satuan", "Target"], ["Persentase rumah layak", C("\n\n\n\n"), "persen", "75"]]
    x0, top, *_ = sheet.table([*rows, ["Angka B", "Survei", "%", "80"]], WIDTHS).boxes[1, 1]
    sheet.line_of_text("Jumlah rumah layak huni 577", x0 + 20, top + 8)
    sheet.canvas.line(x0 + 18, sheet.height - top - 21, x0 + 128, sheet.height - top - 21)
    sheet.line_of_text("Jumlah rumah di daerah", x0 + 20, top + 24)
    sheet.save()
    cell = read(path, lambda pdf, _: hidden_pdfs.rename_letters(pdf, GARBLED), scans)
    assert " ".join(cell.text.split()) == "Jumlah rumah layak huni 577 / Jumlah rumah di daerah"


def test_letters_drawn_as_others_are_left_out_where_nothing_can_read_them(tmp_path: Path) -> None:
    path = tmp_path / "asli.pdf"
    sound(path, f"{FORMULA} 577")
    cell = read(path, lambda pdf, _: hidden_pdfs.rename_letters(pdf, GARBLED), None)
    assert (cell.text, cell.flags) == ("", ("huruf_beda_gambar",))


@pytest.mark.parametrize(
    "text", ["* Pratama = 500 - 600 * Utama = 800", "Jumlah R&D x 100%", "(a+b)/2*100%", "#1 dan #2", "Nilai A*B dan C"]
)
def test_signs_among_words_are_no_garbled_text(text: str) -> None:
    assert not is_garbled(text)


@pytest.mark.parametrize(
    ("said", "drawn", "lacks"),
    [
        ("dindaklanju", "ditindaklanjuti", True),
        ("akf", "aktif", True),
        ("efekvitas", "efektivitas", True),
        ("jumlah", "jumlah", False),
        ("jumlah", "jumlahkota", False),
        ("jumlah rumah", "jumlah jalan", False),
    ],
)
def test_a_text_without_its_ligatures_is_known_by_what_is_drawn(said: str, drawn: str, lacks: bool) -> None:
    assert lacks_ligatures(said, drawn) is lacks
