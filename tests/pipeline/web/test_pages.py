"""The pages of the review hold whatever a PDF holds as text, and say what was decided."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from normalizers.names import Candidate
from pipeline.web.desk import Desk
from pipeline.web.pages import Pages
from pipeline.web.questions import Question
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


def test_nothing_that_a_question_is_about_acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(hostile_run(tmp_path / "hasil"), tmp_path / "acuan", "Ani", "id")
    (short,) = desk.data().document_of
    box = (1.0, 1.0, 9.0, 9.0)
    like: Any = None  # how they differ is not shown
    asked = [
        Question(hal, text, text, 3, 1, True, (text, text), short, 1, box, (Candidate(text, text, 0.9, like),), (text,))
        for hal in ("bentuk", "indikator", "satuan", "wilayah", "perangkat_daerah", "periode")
        for text in HOSTILE[:4]
    ]
    monkeypatch.setattr("pipeline.web.pages.questions", lambda desk: asked)
    html = Pages(desk, "/kunci/").doubtful("1")
    page = Elements(html)
    assert html.count('class="butir tanya"') == len(asked)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert all(value.startswith(("/kunci/", "#")) for name, value in page.attributes if name in ("href", "data-href"))
    assert "img" not in page.tags
    assert html.count("<script") == 4
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", html)


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
