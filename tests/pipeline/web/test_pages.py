"""The pages of the review hold whatever a PDF holds as text, and say what was decided."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.web.desk import Desk
from pipeline.web.pages import Pages
from tests.pipeline.report.test_report import Elements
from tests.pipeline.shown_runs import HOSTILE, hostile_run


def test_nothing_that_a_pdf_holds_acts_in_any_page(tmp_path: Path) -> None:
    desk = Desk(hostile_run(tmp_path / "hasil"), tmp_path / "acuan", HOSTILE[0], "id")
    pages = Pages(desk, "/kunci/")
    made = [pages.overview(), pages.doubtful("1"), pages.indicators(), pages.forms(), pages.decisions()]
    made += [pages.document(key) for key in desk.data().document_of]
    made += [pages.indicator(slug) for slug in desk.data().indicator_of]
    for html in made:
        page = Elements(html)
        assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
        assert {value for name, value in page.attributes if name == "src"} <= {
            f"/kunci/aset/{name}.js" for name in ("iku", "kirim", "buka", "jawab")
        }
        assert all(value.startswith(("/kunci/", "#")) for name, value in page.attributes if name in ("href", "data-href"))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", html)
        assert "img" not in page.tags


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_there_in_both_languages(read_once: Path, language: str) -> None:
    desk = Desk(read_once / "hasil", read_once / "acuan", "Ani", language)  # type: ignore[arg-type]  # one of two words
    pages = Pages(desk, "/kunci/")
    made = [pages.overview(), pages.doubtful("x"), pages.indicators(), pages.forms(), pages.decisions()]
    made += [pages.document(key) for key in desk.data().document_of] + [pages.indicator(slug) for slug in desk.data().indicator_of]
    assert all(f'<html lang="{language}">' in html for html in made)
    assert ("In doubt" in made[1]) == (language == "en")


def test_what_is_no_page_is_none(read_once: Path) -> None:
    pages = Pages(Desk(read_once / "hasil", read_once / "acuan", "Ani", "id"), "/kunci/")
    with pytest.raises(KeyError):
        pages.document("tidak ada")
    with pytest.raises(KeyError):
        pages.indicator("tidak ada")
