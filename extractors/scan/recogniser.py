"""What a picture of one line says: the recognition model of the OCR package, asked without a detour.

What becomes of a picture on its way into the model, and of the model's answer, is the same as in the package, but in grey levels.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.straightening import Picture

#: The height that the model reads lines in, and the narrowest picture it is given (pixels).
HEIGHT, NARROWEST = 48, 32
#: A picture is first made larger or smaller until its sides lie between these, both multiples of the last (pixels).
SHORTEST_SIDE, LONGEST_SIDE, STEP = 30, 1500, 32
#: Certainties are rounded to so many digits.
DIGITS = 5


class Recogniser:
    """Reads pictures of lines, one thread.

    Args:
        model: The model's file; its characters stand in it.
    """

    def __init__(self, model: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 (told before it is loaded what it may not send)

        options = SessionOptions()
        options.log_severity_level = 4
        # Memory is kept between pieces instead of asked for anew: a tenth of the time.
        options.enable_cpu_mem_arena = True
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        # Before the characters stands what parts them, behind them the space.
        self._characters = ["", *self._session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]

    def read(self, picture: Picture) -> tuple[str, float, tuple[float, ...]]:
        """The text of a line, how sure it is, 0..1, and where its letters stand: their middles as shares of the picture's width."""
        seen, width = _as_seen(picture)
        (odds,) = self._session.run(None, {self._input: seen})
        text, score, places = self._text(odds[0])
        return text, score, tuple([min(place * seen.shape[3] / width, 1.0) for place in places])

    def _text(self, odds: NDArray[np.float32]) -> tuple[str, float, list[float]]:
        """The likeliest characters of a line's places, each but once where it goes on from place to place.

        Args:
            odds: (places, characters).
        """
        likeliest = odds.argmax(axis=1)
        begins = np.concatenate(([True], likeliest[1:] != likeliest[:-1])) & (likeliest != 0)
        sure = [round(value, DIGITS) for value in odds[begins, likeliest[begins]].tolist()]
        # A letter is seen in several places side by side.
        ends = np.concatenate((np.flatnonzero(likeliest[1:] != likeliest[:-1]) + 1, [len(likeliest)]))
        starts = np.flatnonzero(begins)
        places = (starts + ends[np.searchsorted(ends, starts, side="right")]) / 2 / len(likeliest)
        text = "".join([self._characters[index] for index in likeliest[begins].tolist()])
        return text, float(np.mean(sure or [0.0]).round(DIGITS)), places.tolist()


def _as_seen(picture: Picture) -> tuple[NDArray[np.float32], int]:
    """A picture as the model wants it: 1 x 3 x height x width, -1 (black) to 1; and how much of its width is the picture."""
    picture = _within_bounds(picture)
    height, width = picture.shape
    broad = int(HEIGHT * max(width / height, NARROWEST / HEIGHT))
    levels = cv2.resize(picture, (min(broad, math.ceil(HEIGHT * width / height)), HEIGHT)).astype(np.float32)
    seen = np.zeros((1, 3, HEIGHT, broad), dtype=np.float32)
    seen[0, :, :, : levels.shape[1]] = (levels / 255 - 0.5) / 0.5
    return seen, levels.shape[1]


def _within_bounds(picture: Picture) -> Picture:
    """The picture, made smaller or larger where a side of it is too long or too short for the model."""
    if (longest := max(picture.shape)) > LONGEST_SIDE:
        picture = _stepped(picture, LONGEST_SIDE / longest)
    if (shortest := min(picture.shape)) < SHORTEST_SIDE:
        picture = _stepped(picture, SHORTEST_SIDE / shortest)
    return picture


def _stepped(picture: Picture, by: float) -> Picture:
    # A rule across a whole page, as a broken file draws it, is still as thin as a picture may be.
    height, width = (max(1, round(int(length * by) / STEP)) * STEP for length in picture.shape)
    return np.asarray(cv2.resize(picture, (width, height)), dtype=np.uint8)
