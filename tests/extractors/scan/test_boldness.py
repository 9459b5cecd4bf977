"""Bold letters on scans, told by the width of their strokes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.scan import Engine, ScanReader
from tests.extractors.scan.scanning import content_of_scan
from tests.pdf_maker import SIZE, Sheet
from tests.scan_maker import Scanner

Begin = Callable[..., Sheet]
TITLES = ("Indikator Kinerja Utama", "Satuan Ukuran", "Target Tahunan", "Penanggung Jawab")
ROWS = [
    ("Angka harapan hidup", "Tahun", "naik sedikit", "Dinas Kesehatan"),
    ("Rata-rata lama sekolah", "Tahun", "tetap sama", "Dinas Pendidikan"),
    ("Laju pertumbuhan ekonomi", "Persen", "turun banyak", "Badan Perencanaan"),
]
SCANNERS = [Scanner(), Scanner(noise=6, jpeg=70, skew=0.4), Scanner(dpi=150, noise=4), Scanner(dpi=300, bilevel=True)]
#: Of the words of a page, so many may be told wrongly: strokes are two or three pixels wide.
MOST_WRONG = 0.12


@pytest.fixture(scope="module")
def reader() -> ScanReader:
    return ScanReader(Engine())


def bold_words(reader: ScanReader, path: Path, scanner: Scanner) -> dict[str, bool]:
    """By word of a page's scan, whether it is bold."""
    return {word.text: word.bold for word in content_of_scan(reader, path, scanner).words}


def draw(page: Sheet, font: str) -> None:
    for at, (row, face) in enumerate([(TITLES, font), *((row, "Helvetica") for row in ROWS)]):
        page.canvas.setFont(face, SIZE)
        for text, x in zip(row, (40, 220, 320, 440), strict=True):
            page.canvas.drawString(x, page.height - 100 - 22 * at, text)
    page.save()


@pytest.mark.parametrize("scanner", SCANNERS)
def test_bold_titles_are_bold_and_plain_rows_are_not(reader: ScanReader, sheet: Begin, tmp_path: Path, scanner: Scanner) -> None:
    draw(sheet(), "Helvetica-Bold")
    bold = bold_words(reader, tmp_path / "a.pdf", scanner)
    titles = {word for text in TITLES for word in text.split()}
    wrong = [word for word, is_bold in bold.items() if is_bold != (word in titles)]
    assert not titles & set(wrong)
    assert len(wrong) <= MOST_WRONG * len(bold)


def test_on_a_page_of_one_weight_nothing_is_bold(reader: ScanReader, sheet: Begin, tmp_path: Path) -> None:
    draw(sheet(), "Helvetica")
    assert not any(bold_words(reader, tmp_path / "a.pdf", Scanner(noise=4)).values())
