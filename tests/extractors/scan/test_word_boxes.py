"""Words of scans stand where their letters' ink does, as typed words do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.page import PageContent, Word
from extractors.pdf import open_page, open_pdf
from extractors.scan import Engine, ScanReader
from tests.extractors.reading import page_content
from tests.pdf_maker import Sheet
from tests.scan_maker import Scanner

Begin = Callable[..., Sheet]
WIDTHS = [30, 150, 40, 60, 22]
ROWS = [
    ["No", "Indikator Kinerja Utama", "Satuan", "Target 2025", "Kode"],
    ["1", "Persentase penduduk miskin yang memperoleh layanan", "Persen", "75,40", "2.01"],
    ["2", "Jumlah gugus tugas kecamatan", "Dokumen", "12", "1.05"],
]


@pytest.fixture(scope="module")
def reader() -> ScanReader:
    return ScanReader(Engine())


def scanned(reader: ScanReader, path: Path, scanner: Scanner) -> PageContent:
    with open_pdf(scanner.scan(path, path.with_name("scan.pdf"))) as pdf, open_page(pdf, 1) as page:
        read = reader.read(page, 1, always=True)
    assert read is not None
    return read.content


def by_text(words: tuple[Word, ...]) -> dict[str, Word]:
    return {word.text: word for word in words}


@pytest.mark.parametrize("scanner", [Scanner(), Scanner(dpi=150, noise=5, jpeg=75)])
def test_their_boxes_are_as_tight_as_those_of_typed_words(sheet: Begin, tmp_path: Path, reader: ScanReader, scanner: Scanner) -> None:
    page = sheet()
    page.table(ROWS, WIDTHS)
    page.save()
    typed, read = by_text(page_content(tmp_path / "a.pdf").words), by_text(scanned(reader, tmp_path / "a.pdf", scanner).words)
    both = typed.keys() & read.keys()
    assert len(both) > 0.9 * len(typed)
    for text in both:
        (x0, top, x1, bottom), (left, highest, right, lowest) = read[text].box, typed[text].box
        assert (x0, x1) == pytest.approx((left, right), abs=1.5), text
        # The boxes of typed words have room for the highest and the lowest letter, whether they have one or not.
        assert highest - 1 < top < bottom < lowest + 1, text
        assert bottom - top < 8, text


def test_texts_of_two_columns_found_as_one_piece_are_two_runs(sheet: Begin, tmp_path: Path, reader: ScanReader) -> None:
    page = sheet()
    page.line_of_text("INDIKATOR KINERJA UTAMA DINAS SOSIAL TAHUN 2025", 40, 60)
    page.line_of_text("Persentase penduduk", 40, 100)
    page.line_of_text("miskin", 145, 100)
    page.line_of_text("Kepala Dinas Sosial", 40, 160)
    page.save()
    words = by_text(scanned(reader, tmp_path / "a.pdf", Scanner()).words)
    assert words["Persentase"].run == words["penduduk"].run != words["miskin"].run
    assert words["miskin"].box[0] == pytest.approx(145.6, abs=1.5)


def test_a_space_left_out_is_seen_in_the_white_between_the_letters(sheet: Begin, tmp_path: Path) -> None:
    """Of two words read as one there is white between two letters, wider than between the others."""

    class Gluing(Engine):
        """The real engine, which has overlooked all spaces."""

        def recognise(self, pieces):  # type: ignore[no-untyped-def]
            read = super().recognise(pieces)
            kept = [[(letter, place) for letter, place in zip(found.text, found.places, strict=True) if letter != " "] for found in read]
            return [
                type(found)("".join(letter for letter, _ in letters), found.score, tuple(place for _, place in letters))
                for found, letters in zip(read, kept, strict=True)
            ]

    page = sheet()
    page.line_of_text("Persentase penduduk miskin yang memperoleh layanan", 40, 100)
    page.line_of_text("PROGRAM PENANGANAN BENCANA KABUPATEN", 40, 130)
    page.save()
    words = scanned(ScanReader(Gluing()), tmp_path / "a.pdf", Scanner(noise=4)).words
    text = " ".join(unicodedata.normalize("NFC", word.text) for word in words)
    assert text == "Persentase penduduk miskin yang memperoleh layanan PROGRAM PENANGANAN BENCANA KABUPATEN"
