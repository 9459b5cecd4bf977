"""The rules of a scanned page: which ink is one, and where it lies on a page that bulged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extractors.page import Rule, merge_intervals, overlap
from extractors.scan.bulge import SMOOTH, bulge_of
from extractors.scan.drawn_rules import find_rules
from extractors.scan.straightening import StraightPage, straighten
from tests.extractors.reading import BODY, HEADER, WIDTHS
from tests.extractors.scan.scanning import SCALE, grey_scan
from tests.pdf_maker import Sheet
from tests.scan_maker import Scanner

Begin = Callable[..., Sheet]


def scanned(path: Path, scanner: Scanner) -> StraightPage:
    """The first page of a PDF, scanned and made straight; its shape is kept by a scanner that turns nothing."""
    return straighten(grey_scan(path, scanner), SCALE, 0)


def rules_of(page: StraightPage) -> tuple[list[Rule], list[Rule]]:
    return find_rules(page.picture, page.ink, page.scale)


def drawn_share(rules: list[Rule], at: float, start: float, end: float) -> float:
    """The share of a cell's side that rules lie on, in pieces or not."""
    pieces = merge_intervals([(rule.start, rule.end) for rule in rules if abs(rule.at - at) < 1.5], 0)
    return sum(overlap(a, b, start, end) for a, b in pieces) / (end - start)


@pytest.mark.parametrize("scanner", [Scanner(), Scanner(noise=5, jpeg=70), Scanner(dpi=120), Scanner(dpi=130, noise=6, jpeg=70)])
def test_grey_rules_are_rules_as_black_ones_are(sheet: Begin, tmp_path: Path, scanner: Scanner) -> None:
    page = sheet()
    page.canvas.setStrokeGray(0.6)
    page.line_of_text("INDIKATOR KINERJA UTAMA DINAS KESEHATAN", 200, 60, 11)
    drawn = page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    level, upright = rules_of(scanned(tmp_path / "a.pdf", scanner))
    for x0, top, x1, bottom in drawn.boxes.values():
        assert drawn_share(level, bottom, x0, x1) > 0.9
        assert drawn_share(upright, x1, top, bottom) > 0.85


def test_rules_that_shine_through_from_the_back_are_none_of_the_page(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    front = rules_of(scanned(tmp_path / "a.pdf", Scanner()))
    both_sides = rules_of(scanned(tmp_path / "a.pdf", replace(Scanner(), show_through=0.12, noise=4)))
    assert [sorted({round(rule.at) for rule in rules}) for rules in both_sides] == [
        sorted({round(rule.at) for rule in rules}) for rules in front
    ]


def test_the_feet_of_bold_letters_are_no_rule(sheet: Begin, tmp_path: Path) -> None:
    """Set tightly and between two upright rules they are a long stretch of ink without a break."""
    page = sheet()
    for y in (100.0, 160.0):
        page.canvas.line(40, 595 - y, 240, 595 - y)
    for x in (40.0, 72.0, 240.0):
        page.canvas.line(x, 595 - 100, x, 595 - 160)
    page.canvas.setFont("Helvetica-Bold", 8)
    for top in (112, 122, 132, 142):
        page.canvas.drawString(42, 595 - top, "Capaian", charSpace=-0.35)
        page.canvas.drawString(76, 595 - top, "mmmmmmnnnnnnuuuuuu EEEEEELLLLL", charSpace=-0.35)
    page.save()
    level, _ = rules_of(scanned(tmp_path / "a.pdf", Scanner(dpi=120, noise=3)))
    assert [rule.at for rule in level] == pytest.approx([100, 160], abs=1.5)


@pytest.mark.parametrize("pixels", [9, 16, -12])
def test_a_page_that_bulged_is_laid_flat(sheet: Begin, tmp_path: Path, pixels: int) -> None:
    page = sheet()
    drawn = page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    bulged = scanned(tmp_path / "a.pdf", Scanner(curl=pixels, noise=4))
    bulge = bulge_of(bulged.ink, bulged.scale)
    assert bulge is not None
    flat = bulged.laid_flat(bulge)
    assert bulge_of(flat.ink, flat.scale) is None
    level, _ = rules_of(flat)
    whole = [rule for rule in level if rule.length > 0.9 * sum(WIDTHS)]
    ys = {box[side] for box in drawn.boxes.values() for side in (1, 3)}
    assert len(whole) >= 4
    # On the page as it was scanned the table's left end lies where it was printed, its middle higher by the bulge.
    first = min(rule.at for rule in whole)
    (_, left, _, _), (_, middle, _, _) = (flat.box_on_page((x, first, x + 1, first + 1)) for x in (40.0, 421.0))
    assert min(ys) - left == pytest.approx(pixels * np.sin(np.pi * 40 / 842) / SCALE, abs=1.5)
    assert left - middle == pytest.approx(pixels * (1 - np.sin(np.pi * 40 / 842)) / SCALE, abs=1.5)


def test_a_page_that_lay_flat_is_left_alone(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    for scanner in (Scanner(), Scanner(noise=6, skew=0.7, shade=0.2)):
        straight = scanned(tmp_path / "a.pdf", scanner)
        assert bulge_of(straight.ink, straight.scale) is None


def test_a_letter_above_the_end_of_a_rule_is_no_part_of_it() -> None:
    """Years below a title that stands over them all: the rule between two years ends at the title's rule, below the stem of a letter."""
    picture = np.full((500, 700), 255, dtype=np.uint8)

    def draw(x0: float, top: float, x1: float, bottom: float, level: int) -> None:
        picture[round(top * SCALE) : round(bottom * SCALE) + 3, round(x0 * SCALE) : round(x1 * SCALE) + 3] = level

    for y in (100, 114, 128, 160):
        draw(40, y, 240, y, 30)
    for x in (40, 240):
        draw(x, 100, x, 160, 30)
    draw(140, 114, 140, 160, 30)
    # The stem is printed black and nearly touches both rules, its edges are grey.
    draw(140, 104, 140, 113, 190)
    draw(140, 105, 140, 111, 20)
    ink = np.where(picture < 120, 255, 0).astype(np.uint8)
    _, upright = find_rules(picture, ink, SCALE)
    assert min(rule.start for rule in upright if abs(rule.at - 140) < 2) == pytest.approx(114, abs=1.5)


def test_the_rules_of_low_rows_and_the_ring_of_a_stamp_across_a_rule_are_no_letters_upon_it(sheet: Begin, tmp_path: Path) -> None:
    """From an upright rule ink goes on sideways in every row, and where a stamp lies over it; letters do so every few points."""
    page = sheet()
    low, xs = [200 + 11.5 * row for row in range(16)], [363, 413, 471, 529]
    page.canvas.setLineWidth(1.2)
    for y in low:
        page.canvas.line(xs[0], 595 - y, xs[-1], 595 - y)
    for x in xs:
        page.canvas.line(x, 595 - low[0], x, 595 - low[-1])
    page.save()
    _, upright = rules_of(scanned(tmp_path / "a.pdf", Scanner(dpi=170, noise=5, jpeg=75, stamp=True)))
    for x in xs:
        assert drawn_share(upright, x, low[0], low[-1]) > 0.9, x


def test_rules_of_a_tiny_picture_tell_no_bulge() -> None:
    ink = np.zeros((60, 4 * SMOOTH), dtype=np.uint8)
    ink[10:50:10] = 255
    assert bulge_of(ink, 1.0) is None
