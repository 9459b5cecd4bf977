"""Text that the search for text leaves out of a ruled table's cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from extractors.scan.drawn_rules import find_rules
from extractors.scan.missed_text import is_sign, missed_text
from extractors.scan.ocr import PixelBox
from extractors.scan.straightening import straighten
from extractors.scan.word_boxes import bare_ink
from schemas.stages import Box
from tests.extractors.scan.scanning import SCALE, grey_scan
from tests.pdf_maker import Sheet
from tests.scan_maker import Scanner

Place = tuple[int, int]
Begin = Callable[..., Sheet]
ROWS = [["No", "Indikator", "K", "Rp"], ["1", "Jumlah laporan keuangan", "0", "0"], ["2", "Jumlah dokumen", "9", "1.250"]]
WIDTHS = [40.0, 180.0, 60.0, 90.0]


def missed(path: Path, scanner: Scanner, drawn: Mapping[Place, Box], left_out: set[Place]) -> list[PixelBox]:
    """What is missed on a scan where the texts of all cells are found but for those left out."""
    page = straighten(grey_scan(path, scanner), SCALE, 0)
    level, upright = find_rules(page.picture, page.ink, SCALE)
    found = [tuple(round(value * SCALE) for value in box) for cell, box in drawn.items() if cell not in left_out]
    bare = bare_ink(page.ink, level, upright, SCALE)
    return missed_text(page, bare, [(x0 + 6, top + 6, x1 - 6, bottom - 6) for x0, top, x1, bottom in found], level, upright)


@pytest.mark.parametrize("scanner", [Scanner(), Scanner(noise=6, jpeg=70, skew=0.4), Scanner(dpi=150, noise=4, jpeg=60)])
@pytest.mark.parametrize("left_out", [{(1, 2)}, {(1, 2), (1, 3)}, {(2, 2)}, {(0, 3)}, set()])
def test_what_stands_alone_in_a_cell_is_found(sheet: Begin, tmp_path: Path, scanner: Scanner, left_out: set[Place]) -> None:
    page = sheet()
    drawn = page.table(ROWS, WIDTHS)
    page.save()
    boxes = missed(tmp_path / "a.pdf", scanner, drawn.boxes, left_out)
    assert len(boxes) == len(left_out)
    for cell in left_out:
        x0, top, x1, bottom = drawn.boxes[cell]
        assert any(x0 < (box[0] + box[2]) / 2 / SCALE < x1 and top < (box[1] + box[3]) / 2 / SCALE < bottom for box in boxes)


@pytest.mark.parametrize(
    ("text", "sign"), [("0", True), ("1.250,5", True), ("Rp", True), ("III", True), ("%", True), ("AH SAL", False), ("", False)]
)
def test_figures_and_signs_are_what_is_left_out(text: str, sign: bool) -> None:
    assert is_sign(text) is sign
