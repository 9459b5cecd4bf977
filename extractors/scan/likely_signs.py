"""Signs that are read as others in small print, told by what stands beside them: percent signs, and the Roman numerals of quarters.

A percent sign in small print is two rings and a stroke: it reads as "96" or "%6", and three percent become 396. Numerals of bare strokes
read as letters and digits; in a row of four, those that were read tell the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.scan.ocr import Engine, PixelBox, Recognised
from extractors.scan.second_looks import DISAGREEMENT, LARGER, crop
from extractors.scan.straightening import Picture

#: A percent sign with its second ring read once more.
_TWICE = re.compile(r"%[6oO0](?![\w%])")
#: A percent sign read as a number: behind a number and a space, or in brackets behind words.
_APART = re.compile(r"(?<=\d) 9[6o]$")
_IN_BRACKETS = re.compile(r"(?<=[A-Za-z] )\(9[6o]\)")
#: A figure with what an upright rule on its left or right reads as.
_BESIDE_RULES = re.compile(r"[\[\]|!]?\s*(-?\d[\d.,]*(?:\s?%)?)\s*[\[\]|!]?")
#: A number that may end in a percent sign.
_MAYBE = re.compile(r"^[\d.,]*\d(96)$")
#: So many percent signs among its numbers make a page one of percents.
PERCENTS = 2
#: A longer text with numbers in it is no figure (letters).
FIGURE = 12

_THREE_BARS = frozenset({"IIII", "IIIII", "IIIIII", "|||", "iii", "IIIl"})
#: The quarters, and what their numerals read as, which may be nothing; bars that stand closely run together.
_QUARTERS = (
    ("I", frozenset({"I", "1", "l", "|", "i", "!", "T"})),
    ("II", frozenset({"", "II", "I", "1", "11", "ll", "Il", "lI", "1I", "I1", "l1", "1l", "H", "u", "n", "U", "||", "ii"})),
    (
        "III",
        frozenset({"", "III", "I", "1", "II", "11", "111", "lll", "IIl", "Ill", "lII", "lIl", "1II", "I1I", "II1", "m", "M"} | _THREE_BARS),
    ),
    ("IV", frozenset({"", "IV", "1V", "lV", "|V", "N", "W", "iv", "IVV", "IN", "lN", "1N", "TV", "IY", "IW"})),
)
#: So many of the last three must have been read as they were printed: bare bars are digits, too.
SURE_QUARTERS = 1


def mend_edges(read: list[Recognised], figures: Sequence[int]) -> None:
    """Take off the signs that the rules beside figures read as: "1.170.000.000]".

    Args:
        read: What the texts say; changed.
        figures: Which of them are figures.
    """
    for index in figures:
        found = read[index]
        match = _BESIDE_RULES.fullmatch(found.text)
        if match is not None and match.group(1) != found.text:
            start, end = match.span(1)
            read[index] = Recognised(match.group(1), found.score, found.places[start:end] if len(found.places) == len(found.text) else ())


def mend_percents(engine: Engine, picture: Picture, pieces: Sequence[PixelBox], read: list[Recognised]) -> None:
    """Put percent signs where they were read as digits; whatever may be one is doubtful.

    Args:
        engine: Looks once more at what may be a percent sign.
        picture: The page, without upright rules.
        pieces: Where its texts stand.
        read: What they say; changed.
    """
    for index, found in enumerate(read):
        once = _TWICE.sub("%", found.text)
        text = _IN_BRACKETS.sub("(%)", _APART.sub(" %", once))
        if text != found.text:
            sure = found.score if text == once else min(found.score, DISAGREEMENT)
            read[index] = Recognised(text, sure)
    if sum(found.text.endswith("%") and len(found.text) <= FIGURE for found in read) < PERCENTS:
        return
    for index, found in enumerate(read):
        maybe = _MAYBE.match(found.text)
        if maybe is None or len(found.places) != len(found.text):
            continue
        x0, top, x1, bottom = pieces[index]
        at = maybe.start(1)
        begins = x0 + (found.places[at - 1] + found.places[at]) / 2 * (x1 - x0)
        (sign,) = engine.recognise([_alone(picture, (round(begins), top, x1, bottom))])
        if "%" in sign.text and "9" not in sign.text:
            read[index] = Recognised(found.text[:at] + "%", min(found.score, DISAGREEMENT))
        elif not sign.text.endswith("96"):
            read[index] = replace(found, score=min(found.score, DISAGREEMENT))


def _alone(picture: Picture, box: PixelBox) -> Picture:
    """A sign by itself, larger, with paper around it."""
    padded = cv2.copyMakeBorder(np.ascontiguousarray(crop(picture, box)), 2, 2, 8, 8, cv2.BORDER_CONSTANT, value=255)
    return np.asarray(cv2.resize(padded, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def mend_quarters(pieces: Sequence[PixelBox], read: list[Recognised]) -> None:
    """Four short texts side by side that read as I, II, III, IV but for some are those.

    Args:
        pieces: Where the texts stand.
        read: What they say; changed.
    """
    short = sorted((piece, index) for index, piece in enumerate(pieces) if any(read[index].text in like for _, like in _QUARTERS))
    for piece, first in short:
        if read[first].text not in _QUARTERS[0][1]:
            continue
        middle = (piece[1] + piece[3]) / 2
        row = [index for other, index in short if other[0] >= piece[0] and other[1] < middle < other[3]][: len(_QUARTERS)]
        if len(row) < len(_QUARTERS) or any(read[index].text not in like for index, (_, like) in zip(row, _QUARTERS, strict=True)):
            continue
        if sum(read[index].text == numeral for index, (numeral, _) in zip(row[1:], _QUARTERS[1:], strict=True)) < SURE_QUARTERS:
            continue
        for index, (numeral, _) in zip(row, _QUARTERS, strict=True):
            if read[index].text != numeral:
                read[index] = Recognised(numeral, read[index].score)
