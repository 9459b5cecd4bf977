"""Pictures of pages give the same rows as the typed pages they were printed from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractors.document import extract
from extractors.ocr import Engine, PixelBox, Recognised
from extractors.scanned import ScanReader
from extractors.straightening import Picture, skew_of
from schemas.types import ExtractedDocument
from tests.extractors.conftest import BODY, HEADER, WIDTHS, WORDS
from tests.pdf_maker import Drawn, Sheet
from tests.scan_maker import Scanner

Begin = Callable[..., Sheet]
EXPECTED = [" ".join(str(cell).split()) for row in BODY for cell in row]


class CountingEngine(Engine):
    """The real engine, counting what it is asked."""

    def __init__(self) -> None:
        self.looked = self.read = 0

    def find_text(self, picture: Picture) -> list[PixelBox]:
        self.looked += 1
        return super().find_text(picture)

    def recognise(self, pieces: Sequence[Picture]) -> list[Recognised]:
        self.read += len(pieces)
        return super().recognise(pieces)


class Memory(dict[str, str]):
    """Keeps results for one test."""

    def put(self, key: str, value: str) -> None:
        self[key] = value


@pytest.fixture(scope="module")
def engine() -> CountingEngine:
    return CountingEngine()


def read(path: Path, reader: ScanReader) -> ExtractedDocument:
    pdf = pdfium.PdfDocument(path)
    try:
        return extract(pdf, path, WORDS, scans=lambda: reader)
    finally:
        pdf.close()


def typed(sheet: Begin, tmp_path: Path) -> Drawn:
    page = sheet()
    page.line_of_text("INDIKATOR KINERJA UTAMA DINAS KESEHATAN", 200, 60, 11)
    drawn = page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    return drawn


@pytest.mark.parametrize(
    "scanner",
    [
        Scanner(),
        Scanner(skew=1.7, noise=8, shade=0.3),
        Scanner(quarters=1, skew=-0.8),
        Scanner(quarters=2, noise=5),
        Scanner(quarters=3),
        Scanner(dpi=300, bilevel=True, skew=0.6),
    ],
    ids=["clean", "skewed, noisy, shaded", "sideways", "upside down", "sideways the other way", "fax at 300 dpi"],
)
def test_a_scanned_table_is_read_whole(sheet: Begin, tmp_path: Path, engine: CountingEngine, scanner: Scanner) -> None:
    typed(sheet, tmp_path)
    scanner.scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    (table,) = read(tmp_path / "scan.pdf", ScanReader(engine)).tables
    assert (table.n_rows, table.n_cols, table.method) == (5, 7, "ocr")
    assert [" ".join(c.text.split()) for c in table.cells if c.row >= 2] == EXPECTED
    assert all(0 < c.score <= 1 for c in table.cells)


@pytest.mark.parametrize("quarters", [0, 1])
def test_boxes_are_on_the_scan_as_displayed(sheet: Begin, tmp_path: Path, engine: CountingEngine, quarters: int) -> None:
    drawn = typed(sheet, tmp_path)
    Scanner(quarters=quarters).scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    (table,) = read(tmp_path / "scan.pdf", ScanReader(engine)).tables
    for cell in table.cells:
        x0, top, x1, bottom = drawn.boxes[cell.row, cell.col]
        expected = (595 - bottom, x0, 595 - top, x1) if quarters else (x0, top, x1, bottom)
        assert cell.box == pytest.approx(expected, abs=3)


def test_a_kept_result_costs_no_ocr(sheet: Begin, tmp_path: Path, engine: CountingEngine) -> None:
    typed(sheet, tmp_path)
    Scanner(quarters=1).scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    keep = Memory()
    first = read(tmp_path / "scan.pdf", ScanReader(engine, keep))
    looked, asked = engine.looked, engine.read
    assert read(tmp_path / "scan.pdf", ScanReader(engine, keep)) == first
    assert (engine.looked, engine.read) == (looked, asked)


def test_pages_without_rules_cost_no_ocr_after_the_first_two(sheet: Begin, tmp_path: Path, engine: CountingEngine) -> None:
    page = sheet()
    for _ in range(5):
        for k in range(12):
            page.line_of_text("Indikator kinerja utama merupakan ukuran keberhasilan suatu sasaran.", 60, 60 + 14 * k)
        page.next_page()
    page.save()
    Scanner(dpi=100).scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    before = engine.looked
    pages = read(tmp_path / "scan.pdf", ScanReader(engine)).pages
    assert [p.parsed for p in pages] == [True, True, False, False, False]
    assert engine.looked - before == 2


def test_without_an_engine_typed_pages_still_land(sheet: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(sheet, tmp_path)
    Scanner(dpi=100).scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    mixed = pdfium.PdfDocument(tmp_path / "scan.pdf")
    mixed.import_pages(pdfium.PdfDocument(tmp_path / "a.pdf"))
    mixed.save(tmp_path / "mixed.pdf")
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    document = read(tmp_path / "mixed.pdf", ScanReader(Engine()))
    assert [page.kind for page in document.pages] == ["gambar", "teks"]
    assert document.pages[0].reason.startswith("ocr_tidak_ada")
    assert [table.page for table in document.tables] == [2]


@pytest.mark.parametrize("kind", ["blank", "noise", "gradient"])
@pytest.mark.parametrize(("pixels", "points"), [((300, 200), 400.0), ((2000, 3000), 300.0), ((400, 600), 8500.0)])
def test_pictures_of_nothing_are_read_in_bounded_time(
    tmp_path: Path, engine: CountingEngine, kind: str, pixels: tuple[int, int], points: float
) -> None:
    grey = {
        "blank": np.full(pixels, 255.0),
        "noise": np.random.default_rng(1).uniform(0, 255, pixels),
        "gradient": np.linspace(0, 255, pixels[0] * pixels[1]).reshape(pixels),
    }[kind]
    Image.fromarray(grey.astype(np.uint8)).save(tmp_path / "p.png")
    page = Sheet(tmp_path / "a.pdf", points, points * 1.4)
    page.canvas.drawImage(str(tmp_path / "p.png"), 0, 0, points, points * 1.4)
    page.save()
    document = read(tmp_path / "a.pdf", ScanReader(engine))
    assert [p.kind for p in document.pages] == ["gambar"]
    assert not [cell for table in document.tables for cell in table.cells if any(ch.isdigit() for ch in cell.text)]


@pytest.mark.parametrize("angle", [-4.3, -1.0, 0.0, 0.4, 2.6])
def test_skew_is_measured(sheet: Begin, tmp_path: Path, angle: float) -> None:
    typed(sheet, tmp_path)
    pdf = pdfium.PdfDocument(tmp_path / "a.pdf")
    picture = pdf[0].render(scale=2, grayscale=True).to_pil().rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew_of(np.asarray(picture, dtype=np.uint8)) == pytest.approx(-angle, abs=0.08)
