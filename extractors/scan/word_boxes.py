"""Where the words of a line stand: what the recognition read, put on the ink it was read off.

The boxes that text is found in are wider and higher than their letters, and a line's letters are not equally wide. Readers of tables ask
how much room a cell's text leaves and what stands above what: they need boxes as tight as those of typed words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractors.page import Rule, Word
from extractors.scan.ocr import PixelBox, Recognised
from extractors.scan.second_looks import crop
from extractors.scan.straightening import Picture

#: Half the width painted over at a rule (points).
RULE_REACH = 0.9
#: White between two letters as wide as the first share of the line's height, and so many times as wide as between most of its letters, is a
#: space that the recognition left out.
SPACE, WIDER = 0.3, 2.5
#: White this many times as wide as the line is high parts what was drawn apart: the texts of two columns.
APART = 1.6
#: Of the size of type: how high the tall letters and the small ones reach above the line, and how far some, and commas, reach below it.
TALL, SMALL, BELOW, COMMA = 0.72, 0.55, 0.21, 0.14
#: A line in which more letters than this have no white between them says nothing of its spaces.
TOUCHING = 0.5

_TALL = frozenset("bdfhklijt()%/&")
_BELOW = frozenset("gjpqy()")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's letters on its ink, in pixels of its piece.

    Attributes:
        text: Its letters, those not read as spaces.
        spaced: Whether white space stands before each letter.
        begins, ends: Where the white before each letter ends and the white behind it begins.
    """

    text: str
    spaced: list[bool]
    begins: list[int]
    ends: list[int]


def bare_ink(ink: Picture, level: Sequence[Rule], upright: Sequence[Rule], scale: float) -> Picture:
    """The ink without its rules: 255 where there are letters."""
    bare = ink.copy()
    reach = round(RULE_REACH * scale)
    for rules, picture in ((level, bare), (upright, bare.T)):
        for rule in rules:
            at = round(rule.at * scale)
            picture[max(0, at - reach) : at + reach + 1, max(0, round(rule.start * scale)) : round(rule.end * scale) + 1] = 0
    return bare


def words_on_ink(found: Recognised, piece: PixelBox, bare: Picture, scale: float, run: int) -> list[Word]:
    """The words of a line.

    Args:
        found: What it says.
        piece: The box it was found in, in pixels.
        bare: The page's ink without rules.
        scale: Pixels a point.
        run: The number of the first run of words; each one drawn apart has the next number.
    """
    if not found.text.strip():
        return []
    ink = np.asarray(crop(bare, piece) > 0)
    line = _line(found, ink)
    words: list[Word] = []
    start = 0
    sizes: list[float] = []
    left, top = max(0, piece[0]), max(0, piece[1])
    for end in range(1, len(line.text) + 1):
        if end < len(line.text) and not line.spaced[end]:
            continue
        x0, x1 = line.begins[start], max(line.ends[end - 1], line.begins[start] + 1)
        upper, lower = _height(ink[:, x0:x1])
        if words and (left + x0) / scale - words[-1].box[2] > APART * (piece[3] - piece[1]) / scale:
            run += 1
        # Rounded as they are kept, so that a kept result is the very same.
        box = tuple(round(value / scale, 2) for value in (left + x0, top + upper, left + x1, top + lower))
        word = Word(line.text[start:end], (box[0], box[1], box[2], box[3]), 0, run, (), round(found.score, 4))
        share = _height_in_sizes(word.text)
        if share:
            sizes.append((box[3] - box[1]) / share)
        words.append(word)
        start = end
    # A line is of one type; a speck or a stamp makes single words higher.
    size = round(median(sizes), 1) if sizes else 0.0
    return [replace(word, size=size) for word in words]


def _height_in_sizes(text: str) -> float:
    """How high the ink of a word is, in sizes of its type, by the letters it has; 0 where it has none that tell."""
    if not any(ch.isalnum() for ch in text):
        return 0.0
    tall = any(ch.isupper() or ch.isdigit() or ch in _TALL for ch in text)
    below = BELOW if any(ch in _BELOW for ch in text) else COMMA * any(ch in ",;" for ch in text)
    return (TALL if tall else SMALL) + below


def _line(found: Recognised, ink: NDArray[np.bool_]) -> _Line:
    width = ink.shape[1]
    text = found.text
    shares = found.places if len(found.places) == len(text) else [(at + 0.5) / len(text) for at in range(len(text))]
    letters = [
        (letter, share * width, at > 0 and text[at - 1].isspace())
        for at, (letter, share) in enumerate(zip(text, shares, strict=True))
        if not letter.isspace()
    ]
    inked = np.asarray(ink.any(axis=0))
    columns = np.flatnonzero(inked)
    first, last = (int(columns[0]), int(columns[-1]) + 1) if columns.size else (0, width)
    whites = [_white(inked, a, b) for (_, a, _), (_, b, _) in pairwise(letters)]
    gaps = [end - start for start, end in whites]
    spaced = [False, *(after for _, _, after in letters[1:])]
    within = [gap for gap, after in zip(gaps, spaced[1:], strict=True) if not after]
    if within and sum(gap == 0 for gap in within) <= TOUCHING * len(within):
        upper, lower = _height(ink)
        least = max(SPACE * (lower - upper), WIDER * float(np.median(within)))
        for at, gap in enumerate(gaps):
            before, behind = letters[at][0], letters[at + 1][0]
            spaced[at + 1] |= gap > least and before.isalpha() and behind.isalpha()
    return _Line(
        "".join(letter for letter, _, _ in letters), spaced, [first, *(end for _, end in whites)], [*(start for start, _ in whites), last]
    )


def _white(inked: NDArray[np.bool_], a: float, b: float) -> tuple[int, int]:
    """The widest white between two places; where there is none, the middle."""
    start, end = max(0, int(a)), min(len(inked), max(int(b) + 1, int(a) + 1))
    edges = np.flatnonzero(np.diff(np.concatenate(([True], inked[start:end], [True])).astype(np.int8)))
    if not edges.size:
        middle = round((a + b) / 2)
        return middle, middle
    widths = edges[1::2] - edges[::2]
    widest = int(widths.argmax())
    return start + int(edges[2 * widest]), start + int(edges[2 * widest + 1])


def _height(ink: NDArray[np.bool_]) -> tuple[int, int]:
    """The upper and lower end of the letters in a piece; what reaches in from the lines above and below is not theirs."""
    rows = ink.sum(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (rows > 0).astype(np.int8), [0]))))
    bands = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    if not bands:
        return 0, ink.shape[0]
    main = max(bands, key=lambda band: int(rows[band[0] : band[1]].sum()))
    own = [band for band in bands if band == main or (band[0] > 0 and band[1] < ink.shape[0])]
    return own[0][0], own[-1][1]
