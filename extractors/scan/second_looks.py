"""Second looks at what was read off a picture: past pale and coloured ink, and at every figure once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.page import Rule
from extractors.scan.ocr import Engine, PixelBox, Recognised
from extractors.scan.straightening import Picture, bleach

#: Two looks at a number that differ leave no more trust than this.
DISAGREEMENT = 0.5
#: So many figures are looked at again side by side.
STRIP = 6
#: Half the width painted over at a rule (points).
RULE_REACH = 0.8
#: A pixel darker than the first level has ink, one lighter than the second is paper.
INKED, PALE = 228, 250
#: This share of a piece's ink must be coloured or pale for a look past it; what was read so surely is not looked past.
GONE, SURE = 0.03, 0.97
#: Pale text read with less than this is no print: mirrored letters read well now and then.
FAINT_LEGIBLE = 0.95
#: A piece with more of its ink coloured than this is coloured, or pale, itself.
MOSTLY = 0.6
#: Text read with less than this is hardly legible: the page may be upside down.
LEGIBLE = 0.85
#: Text below a stamp must keep this share of its letters when the stamp is looked past.
KEPT = 0.5
#: A second look is this much larger: another size meets the model's grid elsewhere.
LARGER = 1.4
#: And those of a third and fourth, where the first says little.
SIZES = (1.8, 1.15)
#: Shorter texts are signs: what surrounds them tells more than a look.
LEAST_LETTERS = 4
#: What a first look read nothing in, a second must read this well; a lone bar is what is left of a rule.
ALONE, BARS = 0.6, frozenset("1Il")
#: A figure that has lost a mark: more digits than three stand before marks that part three digits each.
_MARK_LOST = re.compile(r"\d{4,}(?:\.\d{3})+(?:,\d+)?|\d{4,}(?:,\d{3})+|\d{1,3}(?:\.\d{3})*\.\d{6,}(?:\.\d{3})*")
_WELL_FORMED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+")
#: Shorter texts are signs: what surrounds them tells more than a look.
LEAST_LETTERS = 4
#: What a first look read nothing in, a second must read this well; a lone bar is what is left of a rule.
ALONE, BARS = 0.6, frozenset("1Il")
#: A figure with marks; and one whose marks stand before three digits each, or part the digits behind the comma.
_FIGURE = re.compile(r"\d[\d.,]*[.,][\d.,]*\d")
_WELL_FORMED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+|\d{1,2}\.\d{1,2}(?:\.\d{1,4})*")


def look_past_pale(engine: Engine, picture: Picture, pieces: Sequence[PixelBox], read: list[Recognised]) -> None:
    """Where something far paler than print lies in a piece, read it without, and take what reads better.

    Pale text that can be read is faint print; pale text that cannot is the sheet's back, shining through mirrored.
    """
    bleached = bleach(picture)
    for index, piece in enumerate(pieces):
        share = _share_gone(crop(picture, piece), crop(bleached, piece))
        if share < GONE or read[index].score >= SURE:
            continue
        if share <= MOSTLY:
            _take_better(engine, index, crop(bleached, piece), read, read[index].score, 0.0)
        elif read[index].score < FAINT_LEGIBLE:
            read[index] = Recognised("", 0.0)


def look_past_colour(engine: Engine, picture: Picture, uncoloured: Picture, pieces: Sequence[PixelBox], read: list[Recognised]) -> None:
    """Where coloured ink lies on a piece, read it without: a stamp's strokes are no letters of the value below.

    Text that is itself coloured stays as it was read, but it may be a stamp's: it is doubtful.
    """
    for index, piece in enumerate(pieces):
        share = _share_gone(crop(picture, piece), crop(uncoloured, piece))
        if share > MOSTLY:
            read[index] = replace(read[index], score=min(read[index].score, DISAGREEMENT))
        elif share >= GONE:
            _take_better(engine, index, crop(uncoloured, piece), read, LEGIBLE, KEPT)


def _take_better(engine: Engine, index: int, other: Picture, read: list[Recognised], score: float, share: float) -> None:
    """Read another picture of a piece and take that if it has this score and this share of the letters.

    What reads differently is doubtful either way.
    """
    (again,) = engine.recognise([np.ascontiguousarray(other)])
    before = read[index]
    if len(letters(again.text)) < share * len(letters(before.text)) or again.score < score:
        if not again.text and before.score < LEGIBLE and not share:
            read[index] = Recognised("", 0.0)
        return
    same = letters(again.text) == letters(before.text)
    read[index] = replace(again, score=max(again.score, before.score) if same else min(again.score, DISAGREEMENT))


def look_again(engine: Engine, picture: Picture, pieces: Sequence[PixelBox], read: list[Recognised]) -> None:
    """Read words that were hardly legible once more, in other sizes, and take what reads best; of figures looks tell too little.

    Args:
        engine: Reads.
        picture: The page, without upright rules.
        pieces: Where its texts stand.
        read: What they say; changed.
    """
    hard = [
        index
        for index, found in enumerate(read)
        if not found.text or (found.score < LEGIBLE and len(found.text) >= LEAST_LETTERS and not any(ch.isdigit() for ch in found.text))
    ]
    for larger in SIZES:
        looks = [_second_look(picture, pieces[index], larger) for index in hard]
        for index, again in zip(hard, engine.recognise(looks), strict=True):
            legible = read[index].text or (again.score >= ALONE and any(ch.isalnum() for ch in again.text) and again.text not in BARS)
            if again.text and legible and again.score > read[index].score:
                read[index] = again


def mend_figures(engine: Engine, picture: Picture, pieces: Sequence[PixelBox], read: list[Recognised], figures: Sequence[int]) -> None:
    """Read figures whose marks are not where marks stand ("1250.000.000") in other sizes: small print loses a mark here and there.

    A look that sees the same digits with their marks in place is right about the marks; the figure stays doubtful.

    Args:
        engine: Reads.
        picture: The page, without upright rules.
        pieces: Where its texts stand.
        read: What they say; changed.
        figures: Which of them are figures.
    """
    for index in figures:
        text = read[index].text
        if _MARK_LOST.fullmatch(text) is None:
            continue
        for again in engine.recognise([_second_look(picture, pieces[index], larger) for larger in (*SIZES, LARGER)]):
            if _digits(again.text) == _digits(text) and _WELL_FORMED.fullmatch(again.text) is not None:
                read[index] = replace(again, score=min(again.score, read[index].score, DISAGREEMENT))
                break


def _digits(text: str) -> str:
    return "".join(ch for ch in text if ch.isdigit())


def doubted(engine: Engine, picture: Picture, pieces: Sequence[PixelBox], read: Sequence[Recognised], figures: Sequence[int]) -> list[int]:
    """Which of the figures a second look reads differently.

    Figures are looked at again in strips of several, in another size and with more paper around them; only a strip that differs from
    the first look is taken apart and each of its figures looked at by itself. The picture should be without upright rules: beside a
    figure they read as brackets.
    """
    doubted: list[int] = []
    for start in range(0, len(figures), STRIP):
        group = figures[start : start + STRIP]
        looks = [_second_look(picture, pieces[index]) for index in group]
        (whole,) = engine.recognise([_strip(looks)])
        if letters(whole.text) == "".join(letters(read[index].text) for index in group):
            continue
        for index, again in zip(group, engine.recognise(looks), strict=True):
            if letters(again.text) != letters(read[index].text):
                doubted.append(index)
    return doubted


def _strip(looks: Sequence[Picture]) -> Picture:
    """Pictures side by side on white paper."""
    height = max(look.shape[0] for look in looks)
    bottoms = [(height - look.shape[0] + 1) // 2 for look in looks]
    padded = [
        cv2.copyMakeBorder(look, height - look.shape[0] - low, low, 8, 8, cv2.BORDER_CONSTANT, value=255)
        for look, low in zip(looks, bottoms, strict=True)
    ]
    return np.asarray(np.hstack(padded), dtype=np.uint8)


def crop(picture: Picture, box: PixelBox) -> Picture:
    """The part of a picture in a box."""
    x0, top, x1, bottom = box
    return picture[max(0, top) : max(bottom, top + 2), max(0, x0) : max(x1, x0 + 2)]


def _second_look(picture: Picture, box: PixelBox, larger: float = LARGER) -> Picture:
    """The same piece with more paper around it, and another size."""
    x0, top, x1, bottom = box
    wider = crop(picture, (x0 - 2, top - 3, x1 + 2, bottom + 3))
    padded = cv2.copyMakeBorder(wider, 4, 4, 10, 10, cv2.BORDER_CONSTANT, value=255)
    return np.asarray(cv2.resize(padded, None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _share_gone(picture: Picture, other: Picture) -> float:
    """The share of a picture's ink that is paper in another picture of the same place."""
    ink = picture < INKED
    return float((ink & (other > PALE)).sum()) / max(1, int(ink.sum()))


def without_rules(upright: Sequence[Rule], picture: Picture, scale: float) -> Picture:
    """The picture with its upright rules painted over."""
    painted = picture.copy()
    reach = round(RULE_REACH * scale)
    for rule in upright:
        at = round(rule.at * scale)
        painted[max(0, round(rule.start * scale)) : round(rule.end * scale), max(0, at - reach) : at + reach + 1] = 255
    return painted


def letters(text: str) -> str:
    """A text without spaces and case, for comparing what was read."""
    return "".join(text.split()).casefold()
