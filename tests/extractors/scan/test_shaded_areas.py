"""Shaded areas on scans: seen as a typed page says them, and light titles on a dark ground made legible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from extractors.scan import Engine, ScanReader
from extractors.scan.shaded_areas import ShadedArea, find_shaded_areas, on_paper
from extractors.scan.straightening import StraightPage, straighten
from tests.extractors.reading import read_pdf
from tests.extractors.scan.scanning import SCALE, grey_scan
from tests.pdf_maker import SIZE, Sheet
from tests.scan_maker import Scanner

Begin = Callable[..., Sheet]
TITLES = ("No", "Indikator Kinerja", "Satuan", "Target", "Realisasi")
ROWS = [("1", "Angka harapan hidup", "Tahun", "70,1", "70,3"), ("2", "Rata-rata lama sekolah", "Tahun", "8,1", "8,2"),
        ("3", "Laju pertumbuhan ekonomi", "Persen", "5,1", "5,2")]  # fmt: skip
EDGES = (40.0, 80.0, 240.0, 310.0, 380.0, 460.0)
#: White between two shaded cells, as a browser or a word processor draws a border (points).
GAP = 1.2
SCANNERS = [Scanner(), Scanner(noise=6, shade=0.15, jpeg=70), Scanner(dpi=150, noise=4, jpeg=60), Scanner(faint=0.2, noise=10)]


def put(page: Sheet, row: Sequence[str], top: float, grey: float = 0.0, font: str = "Helvetica") -> None:
    page.canvas.setFont(font, SIZE)
    page.canvas.setFillGray(grey)
    for text, x in zip(row, EDGES, strict=False):
        page.canvas.drawString(x + 4, page.height - top - SIZE, text)
    page.canvas.setFillGray(0)


def shade(page: Sheet, x0: float, top: float, x1: float, bottom: float, grey: float) -> None:
    page.canvas.setFillGray(grey)
    page.canvas.rect(x0, page.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    page.canvas.setFillGray(0)


def dark_titles(page: Sheet, top: float, grey: float) -> list[tuple[float, float, float, float]]:
    """White titles, each in a dark box of its own."""
    boxes = [(x0, top, x1 - GAP, top + 22) for x0, x1 in pairwise(EDGES)]
    for box in boxes:
        shade(page, *box, grey)
    put(page, TITLES, top + 5, 1.0, "Helvetica-Bold")
    return boxes


def scanned(path: Path, scanner: Scanner) -> tuple[StraightPage, list[ShadedArea], np.ndarray]:
    grey = grey_scan(path, scanner)
    page = straighten(grey, SCALE, 0)
    return page, *find_shaded_areas(page.along(grey), SCALE)


def near(box: Sequence[float], other: Sequence[float], reach: float = 2.0) -> bool:
    return all(abs(a - b) <= reach for a, b in zip(box, other, strict=True))


@pytest.mark.parametrize("scanner", SCANNERS)
@pytest.mark.parametrize("grey", [0.15, 0.42, 0.65])
def test_dark_cells_parted_by_white_lines_are_seen_each_by_itself(sheet: Begin, tmp_path: Path, scanner: Scanner, grey: float) -> None:
    page = sheet()
    drawn = dark_titles(page, 100, grey)
    for k, row in enumerate(ROWS):
        put(page, row, 126 + 16 * k)
    page.save()
    _, areas, _ = scanned(tmp_path / "a.pdf", scanner)
    assert all(any(near(box, area.box) for area in areas) for box in drawn)
    assert len(areas) == len(drawn)


@pytest.mark.parametrize("scanner", SCANNERS[:2])
def test_a_pale_row_is_one_area_whatever_stands_in_it(sheet: Begin, tmp_path: Path, scanner: Scanner) -> None:
    page = sheet()
    shade(page, EDGES[0], 120, EDGES[-1], 140, 0.85)
    for k, row in enumerate(ROWS):
        put(page, row, 104 + 20 * k, font="Helvetica-Bold")
    page.save()
    (area,) = scanned(tmp_path / "a.pdf", scanner)[1]
    assert near((EDGES[0], 120, EDGES[-1], 140), area.box, 3.0)


@pytest.mark.parametrize("scanner", [*SCANNERS, Scanner(show_through=0.12, noise=4), Scanner(dpi=300, bilevel=True)])
def test_a_page_of_text_and_rules_has_none(sheet: Begin, tmp_path: Path, scanner: Scanner) -> None:
    page = sheet()
    page.line_of_text("INDIKATOR KINERJA UTAMA DINAS KESEHATAN KABUPATEN", 100, 60, 14)
    for k, row in enumerate([TITLES, *ROWS]):
        put(page, row, 104 + 20 * k, font="Helvetica-Bold")
        page.canvas.line(EDGES[0], page.height - 100 - 20 * k, EDGES[-1], page.height - 100 - 20 * k)
    for x in EDGES:
        page.canvas.line(x, page.height - 100, x, page.height - 160)
    page.save()
    assert scanned(tmp_path / "a.pdf", scanner)[1] == []


@pytest.mark.parametrize(("ground", "letters"), [(0.2, 1.0), (0.5, 1.0), (0.7, 0.0)])
def test_letters_on_a_dark_ground_are_dark_on_paper(sheet: Begin, tmp_path: Path, ground: float, letters: float) -> None:
    page = sheet()
    shade(page, 40, 100, 460, 130, ground)
    put(page, TITLES, 110, letters, "Helvetica-Bold")
    page.save()
    straight, areas, even = scanned(tmp_path / "a.pdf", Scanner(noise=4))
    plain = on_paper(straight.picture, even, areas, SCALE)
    box = plain[round(102 * SCALE) : round(128 * SCALE), round(42 * SCALE) : round(458 * SCALE)]
    assert np.percentile(box, 50) > 225
    assert 0.01 < (box < 100).mean() < 0.2


@pytest.mark.parametrize("scanner", [Scanner(noise=5, jpeg=70, skew=0.6), Scanner(dpi=300, bilevel=True)])
def test_a_scanned_table_below_white_titles_on_dark_cells_is_read_with_them(sheet: Begin, tmp_path: Path, scanner: Scanner) -> None:
    page = sheet()
    page.line_of_text("INDIKATOR KINERJA UTAMA DINAS KESEHATAN TAHUN 2024", 60, 60, 12)
    dark_titles(page, 100, 0.3)
    for k, row in enumerate(ROWS):
        put(page, row, 126 + 18 * k)
    page.save()
    (table,) = read_pdf(scanner.scan(tmp_path / "a.pdf", tmp_path / "scan.pdf"), lambda: ScanReader(Engine())).tables
    grid = table.grid()
    assert [" ".join(grid.at(0, col).text.split()) for col in range(table.n_cols)] == list(TITLES)
    assert [grid.at(row, 0).text for row in range(1, 4)] == ["1", "2", "3"]
    assert [grid.at(row, 4).text for row in range(1, 4)] == ["70,3", "8,2", "5,2"]
