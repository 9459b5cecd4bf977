"""The rules and shades of a page, however a producer draws them."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO, Canvas

from extractors.page import PageContent
from tests.extractors.reading import page_content

HEIGHT = 400.0
OUTER = (100.0, 100.0, 300.0, 140.0)
Sides = tuple[float, float, float, float]


def draw_two(path: Path, inside: Sides, fill: int = FILL_EVEN_ODD) -> PageContent:
    """A page with one filled path of two boxes: ``OUTER`` and one that lies so far inside it (left, top, right, bottom)."""
    canvas = Canvas(str(path), pagesize=(500, HEIGHT))
    drawn = canvas.beginPath()
    x0, top, x1, bottom = OUTER
    for dx0, dtop, dx1, dbottom in ((0.0, 0.0, 0.0, 0.0), inside):
        drawn.rect(x0 + dx0, HEIGHT - bottom + dbottom, x1 - x0 - dx0 - dx1, bottom - top - dtop - dbottom)
    canvas.drawPath(drawn, stroke=0, fill=1, fillMode=fill)
    canvas.drawString(20, 20, "Indikator")
    canvas.save()
    return page_content(path)


@pytest.mark.parametrize(
    ("inside", "level", "upright"),
    [((0, 0, 0, 1), [139.5], []), ((0, 1, 0, 0), [100.5], []), ((1, 0, 0, 0), [], [100.5]), ((1, 1, 1, 1), [100.5, 139.5], [100.5, 299.5])],
)
def test_what_is_filled_between_two_boxes_are_the_rules_of_a_cell(
    inside: Sides, level: list[float], upright: list[float], tmp_path: Path
) -> None:
    """As pages of the web and word processors print the borders of cells."""
    content = draw_two(tmp_path / "a.pdf", inside)
    assert sorted(rule.at for rule in content.horizontal) == pytest.approx(level)
    assert sorted(rule.at for rule in content.vertical) == pytest.approx(upright)
    assert not content.shades


def test_two_boxes_filled_one_over_the_other_are_shades(tmp_path: Path) -> None:
    content = draw_two(tmp_path / "a.pdf", (0, 0, 0, 1), FILL_NON_ZERO)
    assert (len(content.shades), content.horizontal, content.vertical) == (2, (), ())


def test_a_thick_frame_is_a_shade(tmp_path: Path) -> None:
    assert draw_two(tmp_path / "a.pdf", (0, 0, 0, 20)).shades
