"""The arbiter decides by evidence: words in one cell each, columns without slits, rules that are borders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.lattice.cells import Lattice, Region, lattice_of
from extractors.lattice.frames import Frame, find_frames
from extractors.page.content import PageContent
from extractors.tables.arbiter import choose, evidence
from extractors.tables.opinions import SecondOpinions, lattice_of_boxes
from extractors.tables.reading import Reading, read_lattice
from tests.extractors.reading import BODY, HEADER, WIDTHS, page_content, texts
from tests.pdf_maker import Sheet

Begin = Callable[..., Sheet]
Drawn = tuple[PageContent, Frame, Lattice]


@pytest.fixture
def drawn(sheet: Begin, tmp_path: Path) -> Drawn:
    page = sheet()
    page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    content = page_content(tmp_path / "a.pdf")
    (frame,), _ = find_frames(content)
    return content, frame, lattice_of(frame)


def with_extra_line(lattice: Lattice, x: float) -> Lattice:
    """The same grid with one more column line, drawn through whatever stands there."""
    xs = tuple(sorted((*lattice.xs, x)))
    at = xs.index(x)
    regions = []
    for g in lattice.regions:
        col, end = g.col + (g.col >= at), g.col_end + (g.col_end >= at)
        regions += (
            [Region(g.row, col, g.row_end, at), Region(g.row, at, g.row_end, end)] if col < at < end else [replace(g, col=col, col_end=end)]
        )
    return Lattice(xs, lattice.ys, tuple(sorted(regions, key=lambda g: (g.row, g.col))))


def reading(lattice: Lattice, content: PageContent, name: str = "garis") -> Reading:
    return read_lattice(lattice, content, name)


def test_the_drawn_grid_has_nearly_full_evidence(drawn: Drawn) -> None:
    content, frame, lattice = drawn
    assert evidence(reading(lattice, content), frame) > 0.97


def test_a_column_line_through_words_costs_evidence(drawn: Drawn) -> None:
    content, frame, lattice = drawn
    false = with_extra_line(lattice, lattice.xs[2] + 40.3)
    assert evidence(reading(false, content), frame) < evidence(reading(lattice, content), frame) - 0.02


def test_an_empty_slit_costs_evidence(drawn: Drawn) -> None:
    content, frame, lattice = drawn
    false = with_extra_line(lattice, lattice.xs[2] + 2.0)
    assert evidence(reading(false, content), frame) < evidence(reading(lattice, content), frame)


def test_a_drawn_rule_that_is_no_border_costs_evidence(drawn: Drawn) -> None:
    content, frame, lattice = drawn
    merged = tuple(g for g in lattice.regions if g.row != 3) + tuple(replace(g, row=3, row_end=4) for g in lattice.regions if g.row == 3)
    without = Lattice(lattice.xs, (*lattice.ys[:4], lattice.ys[5]), tuple(g for g in merged if g.row < 4))
    assert evidence(reading(without, content), frame) < evidence(reading(lattice, content), frame) - 0.02


def test_the_reading_with_more_evidence_wins_whoever_made_it(drawn: Drawn) -> None:
    content, _, lattice = drawn
    own, other = reading(lattice, content), reading(lattice, content, "camelot")
    assert choose([(own, 0.80), (other, 0.95)]).method == "camelot"
    assert choose([(own, 0.95), (other, 0.95)]).method == "garis"


def test_a_close_rival_with_another_grid_is_flagged(drawn: Drawn) -> None:
    content, _, lattice = drawn
    own, other = reading(lattice, content), reading(with_extra_line(lattice, lattice.xs[2] + 40.3), content, "camelot")
    assert "pembacaan_berbeda" in choose([(own, 0.91), (other, 0.90)]).flags
    assert "pembacaan_berbeda" not in choose([(own, 0.99), (other, 0.90)]).flags


def test_both_second_opinions_see_the_drawn_grid(drawn: Drawn, tmp_path: Path) -> None:
    content, _, lattice = drawn
    others = SecondOpinions(tmp_path / "a.pdf").on(content)
    assert {other.method for other in others} == {"pdfplumber", "camelot"}
    for other in others:
        assert texts(other)[2:] == texts(reading(lattice, content))[2:]


def test_boxes_that_make_no_grid_are_no_opinion() -> None:
    assert lattice_of_boxes([]) is None
    assert lattice_of_boxes([(0, 0, 10, 10)]) is None


def test_other_readers_are_asked_once_about_a_page(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.table([*HEADER, *BODY], WIDTHS)
    sheet.next_page()
    sheet.table([["Kode", "Nama"], ["1", "Satu"]], [60.0, 90.0])
    sheet.save()
    opinions = SecondOpinions(tmp_path / "a.pdf")
    first, second = (page_content(tmp_path / "a.pdf", page) for page in (1, 2))
    seen = opinions.on(first)
    assert seen and opinions.on(first) is seen
    assert {texts(other)[0][0] for other in opinions.on(second)} == {"Kode"}
