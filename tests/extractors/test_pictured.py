"""A table that stands on a page of text as a picture is read as a scan's is; photographs and text over pictures change nothing."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors.scan import Engine, ScanReader
from schemas.stages import ExtractedDocument, Table
from tests.extractors.reading import BODY, HEADER, WIDTHS, read_pdf
from tests.pdf_maker import Row, Sheet

#: Enough rows to cover a large part of a page.
LONG: list[Row] = [*HEADER, *BODY, *BODY, *BODY, *BODY]
CAPTION, FOOT = "Lampiran 1 Matriks Rencana Strategis Tahun 2021-2023", "Laporan Tahunan 52"


@pytest.fixture(scope="module")
def reader() -> ScanReader:
    return ScanReader(Engine())


def picture_of(path: Path, rows: list[Row]) -> Image.Image:
    """A table as a picture of itself."""
    sheet = Sheet(path)
    drawn = sheet.table(rows, WIDTHS, top=20.0)
    sheet.save()
    whole = pdfium.PdfDocument(path)[0].render(scale=200 / 72).to_pil()
    return whole.crop((80, 40, whole.width - 200, round((drawn.bottom + 10) * 200 / 72)))


def page_with(path: Path, picture: Image.Image, over: str = "", prose: int = 0) -> Path:
    """A page with a caption, a picture, and a footer; ``over`` is typed on the picture, ``prose`` lines stand below it."""
    sheet = Sheet(path)
    sheet.line_of_text(CAPTION, 60, 40)
    data = io.BytesIO()
    picture.save(data, "PNG")
    width, height = picture.width * 72 / 200, picture.height * 72 / 200
    data.seek(0)
    sheet.canvas.drawImage(ImageReader(data), 40, sheet.height - 70 - height, width, height)
    sheet.line_of_text(over, 120, 120)
    for line in range(prose):
        sheet.line_of_text("Uraian tentang pelaksanaan pekerjaan pada tahun yang lalu.", 60, 80 + height + 12 * line)
    sheet.line_of_text(FOOT, 60, 560)
    sheet.save()
    return path


def read(path: Path, reader: ScanReader) -> ExtractedDocument:
    return read_pdf(path, lambda: reader)


def texts(table: Table) -> str:
    return " ".join(" ".join(cell.text.split()) for cell in table.cells if cell.text)


@pytest.mark.parametrize("prose", [0, 6])
def test_a_picture_of_a_table_below_a_caption_is_read(tmp_path: Path, reader: ScanReader, prose: int) -> None:
    document = read(page_with(tmp_path / "a.pdf", picture_of(tmp_path / "t.pdf", LONG), prose=prose), reader)
    (table,) = document.tables
    assert table.method == "ocr" and table.n_cols == len(WIDTHS)
    assert "Indikator" in texts(table) and "2023" in texts(table)
    assert [line.text for line in table.above] == [CAPTION]
    (page,) = document.pages
    assert (page.kind, page.parsed, page.reason) == ("teks", True, "picture_of_table")
    assert CAPTION in [line.text for line in page.lines]


def test_its_cells_lie_where_the_picture_shows_them(tmp_path: Path, reader: ScanReader) -> None:
    (table,) = read(page_with(tmp_path / "a.pdf", picture_of(tmp_path / "t.pdf", LONG)), reader).tables
    tops = [cell.box[1] for cell in table.cells]
    assert min(tops) == pytest.approx(70 + 20 - 40 * 72 / 200, abs=2.0)


def test_a_table_of_other_things_is_left_alone(tmp_path: Path, reader: ScanReader) -> None:
    rows = [["No", "Nama", "Jabatan"], *[[str(number), "Pegawai", "Arsiparis"] for number in range(1, 15)]]
    picture = picture_of(tmp_path / "t.pdf", [[*row, *[""] * (len(WIDTHS) - 3)] for row in rows])
    document = read(page_with(tmp_path / "a.pdf", picture), reader)
    assert document.tables == ()
    assert [page.parsed for page in document.pages] == [False]


def test_letters_on_a_picture_make_it_their_background(tmp_path: Path, reader: ScanReader) -> None:
    picture = picture_of(tmp_path / "t.pdf", LONG)
    assert read(page_with(tmp_path / "a.pdf", picture, over="Terima kasih atas perhatian Saudara"), reader).tables == ()


def test_a_photograph_is_no_table(tmp_path: Path, reader: ScanReader) -> None:
    noise = np.random.default_rng(7).integers(90, 160, (900, 1500, 3), dtype=np.uint8)
    document = read(page_with(tmp_path / "a.pdf", Image.fromarray(noise)), reader)
    assert document.tables == ()
    assert [page.reason for page in document.pages] == ["no_topic"]


def test_without_an_engine_the_page_says_so_and_its_letters_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = page_with(tmp_path / "a.pdf", picture_of(tmp_path / "t.pdf", LONG))
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    (page,) = read(path, ScanReader(Engine())).pages
    assert (page.kind, page.parsed, page.reason) == ("gambar", False, "ocr_tidak_ada")
    assert CAPTION in [line.text for line in page.lines]


def test_small_pictures_are_not_looked_at(tmp_path: Path) -> None:
    def none() -> ScanReader:
        raise AssertionError("asked for")

    seal = Image.new("RGB", (250, 250), "navy")
    assert read_pdf(page_with(tmp_path / "a.pdf", seal), none).tables == ()
