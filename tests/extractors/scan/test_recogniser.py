"""The recognition model asked without a detour says what the OCR package says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rapidocr
from PIL import Image, ImageDraw, ImageFont
from rapidocr import RapidOCR

from extractors.scan.recogniser import Recogniser
from extractors.scan.straightening import Picture


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    (model,) = (Path(rapidocr.__file__).parent / "models").glob("*_rec_*.onnx")
    return Recogniser(model)


@pytest.fixture(scope="module")
def package() -> RapidOCR:
    return RapidOCR(params={"Global.log_level": "error", "Global.max_side_len": 1500, "Rec.rec_img_shape": [3, 48, 32]})


def _drawn(text: str, size: int) -> Picture:
    font = ImageFont.load_default(size)
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).textbbox((0, 0), text, font)
    picture = Image.new("L", (round(right - left) + 8, round(bottom - top) + 8), 255)
    ImageDraw.Draw(picture).text((4 - left, 4 - top), text, 20, font)
    return np.asarray(picture, dtype=np.uint8)


@pytest.mark.parametrize(
    ("text", "size"),
    [("7", 30), ("1", 14), ("12,5", 16), ("Persentase penduduk miskin yang terlayani", 28), ("Jumlah " * 18, 30), ("", 30)],
    ids=["a digit", "a thin digit in small type", "small type", "a line", "a line longer than the model takes", "nothing"],
)
def test_it_reads_as_the_package_does(recogniser: Recogniser, package: RapidOCR, text: str, size: int) -> None:
    picture = _drawn(text, size)
    found = package(np.repeat(picture[:, :, None], 3, axis=2), use_det=False, use_cls=False, use_rec=True)
    read, score, _ = recogniser.read(picture)
    assert (read, score) == (found.txts[0], pytest.approx(found.scores[0], abs=1e-4))


def test_it_says_where_each_letter_stands(recogniser: Recogniser) -> None:
    """By the white between the columns of a page its texts are parted, and that is wider than a space."""
    picture = np.full((30, 400), 255, dtype=np.uint8)
    left, right = _drawn("Target", 24), _drawn("75%", 24)
    picture[2 : 2 + left.shape[0], 10 : 10 + left.shape[1]] = left[:28]
    picture[2 : 2 + right.shape[0], 330 : 330 + right.shape[1]] = right[:28]
    text, _, places = recogniser.read(picture)
    assert (text.replace(" ", ""), len(places)) == ("Target75%", len(text))
    at = dict(zip(text, places, strict=True))
    assert at["T"] * 400 == pytest.approx(20, abs=12)
    assert at["7"] * 400 == pytest.approx(338, abs=12)
    assert at["%"] * 400 == pytest.approx(330 + right.shape[1] - 12, abs=14)


@pytest.mark.parametrize("shape", [(4, 9000), (9000, 4), (1, 1)])
def test_a_picture_of_hardly_any_height_or_width_says_nothing_and_ends_nothing(recogniser: Recogniser, shape: tuple[int, int]) -> None:
    read, _, _ = recogniser.read(np.full(shape, 255, dtype=np.uint8))
    assert read == ""
