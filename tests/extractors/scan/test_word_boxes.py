"""Words of scans stand where their letters' ink does, as typed words do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.page import Word
from extractors.scan import Engine, ScanReader
from extractors.tables import read_upright
from tests.extractors.reading import page_content, texts
from tests.extractors.scan.scanning import content_of_scan
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


def by_text(words: tuple[Word, ...]) -> dict[str, Word]:
    return {word.text: word for word in words}


@pytest.mark.parametrize("scanner", [Scanner(), Scanner(dpi=150, noise=5, jpeg=75)])
def test_their_boxes_are_as_tight_as_those_of_typed_words(sheet: Begin, tmp_path: Path, reader: ScanReader, scanner: Scanner) -> None:
    page = sheet()
    page.table(ROWS, WIDTHS)
    page.save()
    typed, read = by_text(page_content(tmp_path / "a.pdf").words), by_text(content_of_scan(reader, tmp_path / "a.pdf", scanner).words)
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
    words = by_text(content_of_scan(reader, tmp_path / "a.pdf", Scanner()).words)
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
    words = content_of_scan(ScanReader(Gluing()), tmp_path / "a.pdf", Scanner(noise=4)).words
    text = " ".join(unicodedata.normalize("NFC", word.text) for word in words)
    assert text == "Persentase penduduk miskin yang memperoleh layanan PROGRAM PENANGANAN BENCANA KABUPATEN"


@pytest.mark.parametrize("scanner", [Scanner(), Scanner(dpi=150, skew=0.6, noise=5, jpeg=75)])
def test_the_size_of_type_is_told_by_the_letters_a_line_has(sheet: Begin, tmp_path: Path, reader: ScanReader, scanner: Scanner) -> None:
    """Small letters, tall ones and those that reach below the line are of different height in one size."""
    page = sheet()
    page.line_of_text("INDIKATOR KINERJA UTAMA DINAS SOSIAL TAHUN 2025", 40, 60, 12)
    for at, text in enumerate(("usaha mikro", "Pagu program", "semua cara", "75,40", "Kabupaten")):
        page.line_of_text(text, 40 + 130 * at, 120, 9)
        page.line_of_text(text, 40 + 130 * at, 180, 14)
    page.save()
    words = content_of_scan(reader, tmp_path / "a.pdf", scanner).words
    for word in words:
        size = 12 if word.box[1] < 90 else 9 if word.box[1] < 150 else 14
        assert word.size == pytest.approx(size, rel=0.12), word.text
    assert len(words) > 20


def test_rows_far_apart_are_of_one_table_on_a_scan_as_on_a_typed_page(sheet: Begin, tmp_path: Path, reader: ScanReader) -> None:
    """How far apart is told by the size of the type, not by how high the ink of its letters happens to be."""
    page = sheet()
    rows = [
        ("No", "Sasaran", "Indikator", "Target"),
        ("1", "Meningkatnya mutu sekolah", "Jumlah sekolah yang diawasi", "31 Laporan"),
        ("2", "Meningkatnya mutu guru", "Jumlah guru yang dibina", "12 Dokumen"),
    ]
    for at, row in enumerate(rows):
        for x, text in zip((40, 80, 300, 600), row, strict=True):
            page.line_of_text(text, x, 100 + 38 * at, 10)
    page.save()
    ((typed,), (read,)) = (
        read_upright(c, None) for c in (page_content(tmp_path / "a.pdf"), content_of_scan(reader, tmp_path / "a.pdf", Scanner()))
    )
    assert texts(read) == texts(typed) == [list(row) for row in rows]
