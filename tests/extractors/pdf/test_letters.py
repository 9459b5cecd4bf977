"""A page's letters: where they stand and which way up, whatever else is drawn on the page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from reportlab.pdfgen import canvas

from extractors.pdf import Display, Letters, read_letters, tight_boxes

TURNED = {0: "tegak", 90: "naik", 180: "balik", 270: "turun"}


@pytest.fixture
def page_of_turns(tmp_path: Path) -> Path:
    """Words in all four directions, each with a superscript, and a slanted one that goes on after it."""
    path = tmp_path / "arah.pdf"
    drawn = canvas.Canvas(str(path), pagesize=(400, 300))
    for place, (angle, word) in enumerate(TURNED.items()):
        drawn.saveState()
        drawn.translate(100 + 60 * place, 150)
        drawn.rotate(angle)
        text = drawn.beginText(0, 0)
        text.setFont("Helvetica", 11)
        text.textOut(word)
        text.setRise(4)
        text.textOut("2")
        drawn.drawText(text)
        drawn.restoreState()
    drawn.saveState()
    drawn.translate(40, 40)
    drawn.rotate(40)
    drawn.drawString(0, 0, "CONTOH")
    drawn.restoreState()
    drawn.drawString(40, 270, "ekor 12,5")
    drawn.save()
    return path


def _read(path: Path) -> tuple[Letters, NDArray[np.float64]]:
    """The letters, and the boxes of each as asked one by one."""
    pdf = pdfium.PdfDocument(path)
    page = pdf[0]
    text, display = page.get_textpage(), Display(page)
    letters = read_letters(text, display)
    one_by_one = [display.box(*text.get_charbox(place, loose=True)) for place in letters.places.tolist()]
    shapes = [display.box(*text.get_charbox(place)) for place in letters.places.tolist()]
    assert tight_boxes(text, display, letters.places) == pytest.approx(np.reshape(shapes, (-1, 4)))
    pdf.close()
    return letters, np.reshape(one_by_one, (-1, 4))


@pytest.mark.parametrize("rotated", [0, 90, 180, 270])
def test_letters_stand_where_they_are_drawn_and_slanted_ones_are_left_out(page_of_turns: Path, rotated: int) -> None:
    with pikepdf.open(page_of_turns, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Rotate = rotated
        pdf.save()
    letters, one_by_one = _read(page_of_turns)
    assert letters.text == "".join(f"{word}2" for word in TURNED.values()) + "ekor12,5"
    assert letters.boxes == pytest.approx(one_by_one)
    turns = [turn for angle, word in TURNED.items() for turn in [(rotated - angle) // 90 % 4] * (len(word) + 1)]
    assert letters.turns.tolist() == turns + [rotated // 90] * len("ekor12,5")


def test_white_space_and_line_ends_are_told_from_letters(page_of_turns: Path) -> None:
    letters, _ = _read(page_of_turns)
    assert letters.spaced[letters.text.index("12,5")]
    assert not letters.broken[letters.text.index("12,5")]
    assert letters.broken[letters.text.index("ekor")]


def test_a_page_without_letters_has_none(tmp_path: Path) -> None:
    path = tmp_path / "kosong.pdf"
    drawn = canvas.Canvas(str(path))
    drawn.showPage()
    drawn.save()
    letters, _ = _read(path)
    assert letters.text == "" and letters.boxes.shape == (0, 4)


@pytest.mark.parametrize("matrix", ["1 0 0 0 60 200", "1 0 0 1 1e9 200", "1e7 0 0 1e7 60 200"])
def test_letters_without_height_or_miles_off_the_page_are_none(page_of_turns: Path, matrix: str) -> None:
    before, _ = _read(page_of_turns)
    with pikepdf.open(page_of_turns, allow_overwriting_input=True) as pdf:
        page = pikepdf.Page(pdf.pages[0])
        name = next(iter(page.resources.Font.keys()))
        page.contents_add(f"q BT {name} 9 Tf {matrix} Tm (hantu 75) Tj ET Q".encode())
        pdf.save()
    assert _read(page_of_turns)[0].text == before.text
