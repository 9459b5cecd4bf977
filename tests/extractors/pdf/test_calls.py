"""PDFium is asked for many letters in one go, and answers what it answers to one question at a time."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from reportlab.pdfgen import canvas

from extractors.pdf.calls import address_of, as_it_is, objects_of, page_objects, place, rows_of


@pytest.fixture
def page(tmp_path: Path) -> Iterator[pdfium.PdfPage]:
    """A line of text, a rule, and both again inside a form object inside another."""
    path = tmp_path / "isi.pdf"
    drawn = canvas.Canvas(str(path), pagesize=(300, 200))
    drawn.beginForm("dalam")
    drawn.drawString(20, 20, "dalam")
    drawn.line(20, 15, 80, 15)
    drawn.endForm()
    drawn.beginForm("luar")
    drawn.doForm("dalam")
    drawn.endForm()
    drawn.drawString(20, 150, "Capaian 12,5 %")
    drawn.line(20, 140, 200, 140)
    drawn.doForm("luar")
    drawn.save()
    pdf = pdfium.PdfDocument(path)
    yield pdf[0]
    pdf.close()


def test_letters_asked_in_one_go_stand_where_each_says_it_stands(page: pdfium.PdfPage) -> None:
    text = page.get_textpage()
    count = text.count_chars()
    points = np.zeros((2, count), dtype=np.float64)
    ask = as_it_is(pdfium_c.FPDFText_GetCharOrigin)
    list(map(ask, repeat(place(address_of(text.raw))), range(count), *map(rows_of, points)))
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        assert pdfium_c.FPDFText_GetCharOrigin(text.raw, index, x, y)
        assert (points[0, index], points[1, index]) == (x.value, y.value)


def test_what_has_no_answer_leaves_its_place_as_it_was(page: pdfium.PdfPage) -> None:
    text = page.get_textpage()
    boxes = np.full((2, 4), np.nan, dtype=np.float32)
    ask = as_it_is(pdfium_c.FPDFText_GetLooseCharBox)
    list(map(ask, repeat(place(address_of(text.raw))), [0, text.count_chars()], rows_of(boxes)))
    assert not np.isnan(boxes[0]).any()
    assert np.isnan(boxes[1]).all()


def test_an_array_without_rows_has_no_places() -> None:
    assert list(rows_of(np.empty((0, 4)))) == []


def test_objects_are_found_inside_others_as_deep_as_is_asked(page: pdfium.PdfPage) -> None:
    kinds = [kind for _, kind in page_objects(page)]
    assert kinds == [obj.type for obj in page.get_objects(max_depth=1)]
    assert [len(list(objects_of(page, pdfium_c.FPDF_PAGEOBJ_PATH, depth))) for depth in (1, 2, 3)] == [1, 1, 2]
