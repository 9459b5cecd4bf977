"""Pictures of pages give the same rows as the typed pages they were printed from."""

from __future__ import annotations

import resource
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractors.scan.coloured_ink import without_colour
from extractors.scan.ink_columns import stands_in_columns
from extractors.scan.ocr import Engine, PixelBox, Recognised
from extractors.scan.scanned import ScanReader
from extractors.scan.straightening import Picture, skew_of, straighten
from schemas.stages import ExtractedDocument
from tests.broken_pdfs import write_picture_pdf
from tests.extractors.reading import BODY, HEADER, WIDTHS, read_pdf
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
    return read_pdf(path, lambda: reader)


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
        Scanner(faint=0.6, noise=6),
        Scanner(curl=6, noise=5),
        Scanner(show_through=0.08, skew=0.5, jpeg=60),
        Scanner(dropouts=4, noise=4),
    ],
    ids=[
        "clean",
        "skewed, noisy, shaded",
        "sideways",
        "upside down",
        "sideways the other way",
        "fax at 300 dpi",
        "faint print",
        "curled",
        "the back shines through",
        "lines of pixels missing",
    ],
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


@pytest.mark.parametrize("style", ["tanpa", "mendatar"])
def test_a_table_without_cells_drawn_is_found_deep_in_a_scan(sheet: Begin, tmp_path: Path, engine: CountingEngine, style: str) -> None:
    page = sheet()
    for _ in range(3):
        for k in range(30):
            page.line_of_text("Indikator kinerja utama merupakan ukuran keberhasilan suatu sasaran strategis.", 60, 60 + 14 * k)
        page.next_page()
    page.line_of_text("INDIKATOR KINERJA UTAMA DINAS KESEHATAN", 200, 60, 11)
    page.table([*HEADER, *BODY], WIDTHS, style=style)
    page.save()
    Scanner(skew=0.6, noise=5).scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    document = read(tmp_path / "scan.pdf", ScanReader(engine))
    assert [p.parsed for p in document.pages] == [True, True, False, True]
    (table,) = document.tables
    assert [" ".join(c.text.split()) for c in table.cells if c.row >= 2] == EXPECTED


def test_a_signature_and_a_list_are_no_columns_of_a_table(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.line_of_text("Pihak Kedua,", 100, 60)
    page.line_of_text("Pihak Pertama,", 500, 60)
    for k, name in enumerate(["Nama", "Jabatan", "Alamat", "Instansi", "Telepon"]):
        page.line_of_text(name, 60, 200 + 14 * k)
        page.line_of_text(":", 160, 200 + 14 * k)
        page.line_of_text("Kepala Dinas Kesehatan", 180, 200 + 14 * k)
    for k in range(12):
        page.line_of_text(f"{k + 1}.", 60, 300 + 14 * k)
        page.line_of_text("melaksanakan tugas lain yang diberikan oleh pimpinan sesuai tugas dan fungsinya", 80, 300 + 14 * k)
    page.save()
    pdf = pdfium.PdfDocument(tmp_path / "a.pdf")
    straight = straighten(np.asarray(pdf[0].render(scale=2, grayscale=True).to_pil(), dtype=np.uint8), 2.0, 0)
    assert not stands_in_columns(straight.ink, 2.0, [], [])


def test_a_stamp_over_values_is_looked_past_and_what_it_changed_is_doubted(sheet: Begin, tmp_path: Path, engine: CountingEngine) -> None:
    page = sheet()
    page.table([*HEADER, *[BODY[0]] * 12], WIDTHS, top=40)
    page.save()
    Scanner(stamp=True, jpeg=75).scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    (table,) = read(tmp_path / "scan.pdf", ScanReader(engine)).tables
    expected = [" ".join(str(cell).split()) for cell in BODY[0]] * 12
    read_cells = [(" ".join(c.text.split()), c.score) for c in table.cells if c.row >= 2]
    assert len(read_cells) == len(expected)
    wrong = [(text, score) for (text, score), truth in zip(read_cells, expected, strict=True) if text != truth]
    assert len(wrong) <= 2
    assert all(score <= 0.5 for _, score in wrong)


def test_coloured_text_stays() -> None:
    page = np.full((40, 200, 3), 255, dtype=np.uint8)
    page[10:30, 20:60] = (200, 30, 30)
    page[10:30, 80:120] = (20, 20, 20)
    uncoloured = without_colour(page)
    assert uncoloured is not None
    assert uncoloured[20, 40] == 255
    assert uncoloured[20, 100] < 40
    assert without_colour(np.repeat(page[:, :, :1], 3, axis=2)) is None


def test_a_text_layer_that_misreads_the_scan_is_not_believed(sheet: Begin, tmp_path: Path, engine: CountingEngine) -> None:
    typed(sheet, tmp_path)
    Scanner(dpi=100).scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    picture = pdfium.PdfDocument(tmp_path / "scan.pdf")[0].render(scale=3).to_pil()
    picture.save(tmp_path / "p.png")
    for name, layer in (
        ("bad", "Indikatcr t00% dialasTSo/o 7O,l sa5aran k1nerja " * 3),
        ("good", "Indikator 100% di atas 50% sasaran " * 5),
    ):
        page = sheet(f"{name}.pdf")
        page.canvas.drawImage(str(tmp_path / "p.png"), 0, 0, 842, 595)
        page.line_of_text(layer, 40, 300)
        page.save()
        (seen,) = read(tmp_path / f"{name}.pdf", ScanReader(engine)).pages
        assert seen.kind == ("gambar" if name == "bad" else "teks")


def test_a_picture_that_cannot_be_decoded_is_a_page_that_failed_and_a_blank_one_is_not(
    sheet: Begin, tmp_path: Path, engine: CountingEngine
) -> None:
    for name, data in (("broken", b"\xff\xd8\xff\xe0" + b"\x99" * 3000), ("blank", None)):
        Image.new("RGB", (600, 800), "white").save(tmp_path / "p.jpg")
        page = sheet(f"{name}.pdf", 595, 842)
        page.canvas.drawImage(str(tmp_path / "p.jpg"), 0, 0, 595, 842)
        page.save()
        whole = (tmp_path / f"{name}.pdf").read_bytes()
        if data is not None:
            start = whole.index(b"stream\n", whole.index(b"/Image")) + 7
            whole = whole[: start + 40] + b"J" * (whole.index(b"endstream", start) - start - 40) + whole[whole.index(b"endstream", start) :]
            (tmp_path / f"{name}.pdf").write_bytes(whole)
        (seen,) = read(tmp_path / f"{name}.pdf", ScanReader(engine)).pages
        assert (seen.kind, seen.parsed) == ("gagal" if name == "broken" else "gambar", False)


def test_a_picture_that_unpacks_to_gigabytes_takes_no_such_memory(tmp_path: Path, engine: CountingEngine) -> None:
    side = 30_000
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(3 * side)) for _ in range(side)) + packer.flush()
    write_picture_pdf(tmp_path / "a.pdf", side, side, packed)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (seen,) = read(tmp_path / "a.pdf", ScanReader(engine)).pages
    assert seen.kind == "gagal"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000


def test_without_an_engine_typed_pages_still_land(sheet: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(sheet, tmp_path)
    Scanner(dpi=100).scan(tmp_path / "a.pdf", tmp_path / "scan.pdf")
    mixed = pdfium.PdfDocument(tmp_path / "scan.pdf")
    mixed.import_pages(pdfium.PdfDocument(tmp_path / "a.pdf"))
    mixed.save(tmp_path / "mixed.pdf")
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    document = read(tmp_path / "mixed.pdf", ScanReader(Engine()))
    assert [page.kind for page in document.pages] == ["gambar", "teks"]
    assert document.pages[0].reason == "ocr_tidak_ada"
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
