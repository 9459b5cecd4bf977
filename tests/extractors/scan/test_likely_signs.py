"""Percent signs and the quarters' numerals in small print, told by what stands beside them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.scan.likely_signs import mend_percents, mend_quarters
from extractors.scan.ocr import Engine, PixelBox, Recognised


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def page(texts: list[str]) -> tuple[np.ndarray, list[PixelBox]]:
    """Texts printed below each other, and their boxes."""
    picture = Image.new("L", (400, 40 * len(texts) + 40), 255)
    boxes = []
    for row, text in enumerate(texts):
        ImageDraw.Draw(picture).text((20, 40 * row + 20), text, 20, ImageFont.load_default(24))
        left, top, right, bottom = ImageDraw.Draw(picture).textbbox((20, 40 * row + 20), text, ImageFont.load_default(24))
        boxes.append((int(left) - 3, int(top) - 3, int(right) + 3, int(bottom) + 3))
    return np.asarray(picture, dtype=np.uint8), boxes


def evenly(text: str, score: float = 0.97) -> Recognised:
    return Recognised(text, score, tuple((at + 0.5) / len(text) for at in range(len(text))))


@pytest.mark.parametrize(
    ("misread", "text", "sure"),
    [
        ("12,40 %6", "12,40 %", True),
        ("77%6", "77%", True),
        ("11,91 96", "11,91 %", False),
        ("Persentase alat ukur yang bertera sah (96)", "Persentase alat ukur yang bertera sah (%)", False),
        ("(96)", "(96)", True),
        ("Tahun 1996", "Tahun 1996", True),
        ("96", "96", True),
    ],
)
def test_a_percent_sign_read_as_digits_is_one_where_no_number_can_stand(engine: Engine, misread: str, text: str, sure: bool) -> None:
    read = [evenly(misread)]
    mend_percents(engine, np.full((40, 400), 255, np.uint8), [(0, 0, 400, 40)], read)
    assert (read[0].text, read[0].score > 0.5) == (text, sure)


def test_among_percents_the_end_of_a_number_is_looked_at_by_itself(engine: Engine) -> None:
    """Printed 78% and 1.496, both read with "96" at the end: the first is a percent and doubtful, the second stays and is sure."""
    picture, boxes = page(["49%", "12%", "78%", "1.496"])
    read = [evenly("49%"), evenly("12%"), Recognised("7896", 0.97, (0.15, 0.4, 0.65, 0.85)), evenly("1.496")]
    mend_percents(engine, picture, boxes, read)
    assert [found.text for found in read] == ["49%", "12%", "78%", "1.496"]
    assert [found.score > 0.5 for found in read] == [True, True, False, True]


def test_where_no_percents_are_printed_numbers_are_left_alone(engine: Engine) -> None:
    picture, boxes = page(["7896", "120"])
    read = [evenly("7896"), evenly("120")]
    mend_percents(engine, picture, boxes, read)
    assert [(found.text, found.score) for found in read] == [("7896", 0.97), ("120", 0.97)]


def in_a_row(texts: list[str]) -> tuple[list[PixelBox], list[Recognised]]:
    return [(100 * at, 10, 100 * at + 20, 30) for at in range(len(texts))], [Recognised(text, 0.9) for text in texts]


@pytest.mark.parametrize(
    ("misread", "numerals"),
    [
        (["I", "II", "IIIII", "IV"], ["I", "II", "III", "IV"]),
        (["1", "II", "m", "IV"], ["I", "II", "III", "IV"]),
        (["Target", "I", "u", "III", "N", "Ket"], ["Target", "I", "II", "III", "IV", "Ket"]),
        (["I", "II", "111", "IV", "I", "II", "lll", "lV"], ["I", "II", "III", "IV"] * 2),
        (["1", "II", "IIII", "IN"], ["I", "II", "III", "IV"]),
        (["1", "II", "I", "IV"], ["I", "II", "III", "IV"]),
        (["1", "1", "1", "N"], ["1", "1", "1", "N"]),
        (["1", "2", "3", "4"], ["1", "2", "3", "4"]),
        (["1", "11", "111", "N"], ["1", "11", "111", "N"]),
        (["I", "II", "Rp", "IV"], ["I", "II", "Rp", "IV"]),
    ],
)
def test_quarters_that_were_read_tell_those_beside_them(misread: list[str], numerals: list[str]) -> None:
    pieces, read = in_a_row(misread)
    mend_quarters(pieces, read)
    assert [found.text for found in read] == numerals
