"""Which words of a scan are printed bold: their strokes are wider than those of the other words of their size.

Measured on scans of typed documents whose fonts say it: strokes of plain words are 0.13 to 0.18 of the size of their type on one page or
another, on each page those of bold ones a quarter to a half wider.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.page import Word, lines_of
from extractors.scan.straightening import Picture

#: Shorter words have too few strokes to tell (letters).
LEAST_LETTERS = 3
#: Texts of fewer sizes tell nothing of a page.
LEAST_TEXTS = 8
#: The strokes of bold texts are on average this many times as wide as those of plain ones; where they are not, none is bold.
WIDER = 1.18
#: Steps in which widths are counted, over a size of type.
STEPS = 400


def with_boldness(words: Sequence[Word], bare: Picture, scale: float) -> list[Word]:
    """The words of a page, each with whether it is bold.

    Args:
        words: Its words.
        bare: Its ink without rules.
        scale: Pixels a point.
    """
    runs: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        runs[word.run].append(word)
    widths = {run: width for run, members in runs.items() if (width := _width_of_strokes(members, bare, scale)) > 0}
    if len(widths) < LEAST_TEXTS:
        return list(words)
    steps = np.asarray([[min(255, round(width * STEPS)) for width in widths.values()]], dtype=np.uint8)
    level, _ = cv2.threshold(steps, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    wide = steps[steps > level]
    plain = steps[steps <= level]
    if not wide.size or not plain.size or wide.mean() < WIDER * plain.mean():
        return list(words)
    between = (float(np.median(wide)) + float(np.median(plain))) / 2 / STEPS
    bold = {run: width > between for run, width in widths.items()}
    # What is too short to tell is like the most of its line.
    for line in lines_of(words):
        told = [bold[word.run] for word in line if word.run in widths]
        bold |= {word.run: 2 * sum(told) > len(told) for word in line if word.run not in widths}
    return [replace(word, bold=bold[word.run]) for word in words]


def _width_of_strokes(words: Sequence[Word], bare: Picture, scale: float) -> float:
    """The mean width of a text's strokes, from left to right, in sizes of its type; 0 where it is too short to tell."""
    inked, strokes, size = 0, 0, 0.0
    for word in words:
        if len(word.text) < LEAST_LETTERS or not word.size or not any(map(str.isalpha, word.text)):
            continue
        x0, top, x1, bottom = (round(value * scale) for value in word.box)
        ink = bare[top:bottom, x0:x1] > 0
        inked += int(ink.sum())
        strokes += int((ink[:, 1:] & ~ink[:, :-1]).sum()) + int(ink[:, :1].sum())
        size = word.size
    return inked / strokes / scale / size if strokes else 0.0
