"""A page's letters one by one, where they stand and what they are: what PDFium is asked most often.

PDFium answers for one letter a call. All letters' calls are made in one go, their answers fall into arrays, and the rest is arithmetic on
those: a tenth of the time of going through the letters.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from extractors.pdf.display import Display

#: Letters turned by more than this (quarter turns) are a watermark's.
SLANTED = 0.17
#: The first code of the halves that letters beyond the first 65,536 come in, of their second halves, and the code after the last.
_HALVES, _SECOND, _WHOLE = 0xD800, 0xDC00, 0xE000

#: Glyphs of the Symbol and Wingdings fonts, which Word stores in Unicode's private area.
_SYMBOLS = {
    0xF025: "%", 0xF02B: "+", 0xF02D: "-", 0xF03C: "<", 0xF03D: "=", 0xF03E: ">", 0xF053: "Σ", 0xF0A3: "≤", 0xF0A7: "▪",
    0xF0A8: "▪", 0xF0B1: "±", 0xF0B3: "≥", 0xF0B4: "×", 0xF0B7: "•", 0xF0B8: "÷", 0xF0D8: "➢", 0xF0E5: "Σ", 0xF0FC: "✓",
    0x2: "-", 0xAD: "-", 0xFFFE: "-", 0xA0: " ",
}  # fmt: skip

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Letters:
    """A page's letters one by one, in drawing order, those of words drawn twice included; white space is none.

    Attributes:
        text: The n letters.
        places: (n,) their places among all that PDFium counts as letters of the page.
        boxes: (n, 4) around their places in their lines, in points of the page as displayed.
        turns: (n,) quarter turns clockwise that they are drawn with.
        across: (n,) where their baselines lie across their lines.
        spaced: (n,) whether white space parts them from the letter before.
        broken: (n,) whether a line's end does.
    """

    text: str
    places: NDArray[np.intp]
    boxes: Floats
    turns: NDArray[np.int8]
    across: Floats
    spaced: NDArray[np.bool_]
    broken: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the page's picture says of its letters, by their places.

    Attributes:
        unseen: Letters that nobody can see.
        drawn_as: Letters that are drawn as something else than the text says, with what they look like; empty when that is not known.
    """

    unseen: Collection[int] = frozenset()
    drawn_as: Mapping[int, str] = field(default_factory=dict)


class _Letters(dict[int, str]):
    """The letter of each code, worked out once; an empty one for white space and what is none."""

    def __missing__(self, code: int) -> str:
        char = _SYMBOLS.get(code) or (chr(code) if 32 < code < 0x110000 and not _HALVES <= code < _WHOLE else " ")
        self[code] = letter = "" if char.isspace() else char
        return letter


_LETTER = _Letters()


@cache
def _whole(high: int, low: int) -> str:
    """The plain letter of the two halves of one beyond the first 65,536: "J" for an italic one of a formula; empty when they are none."""
    if not 0xDC00 <= low < 0xE000:
        return ""
    plain = unicodedata.normalize("NFKC", chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00))
    return plain if len(plain) == 1 and not plain.isspace() else ""


def read_letters(text_page: pdfium.PdfTextPage, display: Display, unseen: Collection[int] = ()) -> Letters:
    """The page's letters.

    Args:
        text_page: The page's text.
        display: The page.
        unseen: Places of letters to leave out.
    """
    page, count = _address(text_page), pdfium_c.FPDFText_CountChars(text_page.raw)
    codes = list(map(_unicode_of, repeat(page), range(count)))
    chars = list(map(_LETTER.__getitem__, codes))
    code = np.array(codes, dtype=np.int64)
    white = np.fromiter(map(len, chars), dtype=np.int64, count=count) == 0
    ends = white & ((code == 10) | (code == 13))
    for index in np.flatnonzero((code >= _HALVES) & (code < _WHOLE)).tolist():
        # Letters of formulas come in two halves: the first stands for both.
        white[index] = False
        if code[index] < _SECOND:
            chars[index] = _whole(codes[index], _unicode_of(page, index + 1))
    places = [index for index, char in enumerate(chars) if char]
    if unseen:
        places = [index for index in places if index not in unseen]
    place, loose = _loose_boxes(page, np.array(places, dtype=np.intp))
    kept, turns, baselines = _directions(text_page, page, place, loose, display.quarters)
    place, loose = place[kept], loose[kept]
    boxes = display.boxes(loose[:, 0], loose[:, 3], loose[:, 2], loose[:, 1])
    across = display.top - baselines
    lying = np.flatnonzero(turns != 0) if display.quarters == 0 else np.arange(len(place))
    if lying.size:
        x, y = _origins(page, place[lying])
        points = display.boxes(x, y, x, y)
        x, y = points[:, 0], points[:, 1]
        across[lying] = np.choose(turns[lying], (y, -x, -y, x))
    return Letters(
        "".join([chars[index] for index in place.tolist()]), place, boxes, turns, across, _between(white, place), _between(ends, place)
    )


def _between(marked: NDArray[np.bool_], places: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether something marked stands between each place and the one before, or the page's beginning."""
    before = np.cumsum(marked)[places] if len(places) else np.empty(0, dtype=np.intp)
    return np.asarray(np.diff(before, prepend=0) > 0)


def _loose_boxes(page: int, places: NDArray[np.intp]) -> tuple[NDArray[np.intp], Floats]:
    """The places of the letters that have a box, and (n, 4) left, top, right, bottom of it in the page's own coordinates."""
    rects = np.zeros((len(places), 4), dtype=np.float32)
    found = list(map(_box_of, repeat(page), places.tolist(), _addresses(rects)))
    if not all(found):
        has_box = np.array(found, dtype=bool)
        places, rects = places[has_box], rects[has_box]
    return places, rects.astype(np.float64)


def _directions(
    text_page: pdfium.PdfTextPage, page: int, places: NDArray[np.intp], loose: Floats, upright: int
) -> tuple[NDArray[np.intp] | slice, NDArray[np.int8], Floats]:
    """Which letters are drawn along or across the page, their quarter turns clockwise and the heights of their baselines.

    A letter right of the last upright one in a line of the very same height is upright and on its baseline too: most are, and asking
    costs time.

    Args:
        text_page: The page's text.
        page: The same, by its address.
        places: (n,) of the letters.
        loose: (n, 4) their boxes.
        upright: The turn of letters that are not turned on a page turned so.

    Returns:
        Indices (k,) of the letters kept, slanted ones left out; (k,) turns; (k,) baselines in the page's own coordinates, of turned
        letters too.
    """
    count = len(places)
    left = loose[:, 0]
    other = np.ones(count + 1, dtype=bool)
    other[1:-1] = (loose[1:, 1] != loose[:-1, 1]) | (loose[1:, 3] != loose[:-1, 3]) | (left[1:] < left[:-1])
    # The next letter that must be asked about, whatever comes before.
    following = np.flatnonzero(other)
    following = following[np.searchsorted(following, np.arange(count), side="right")].tolist() if count else []
    at, lefts = places.tolist(), left.tolist()
    x, y = ctypes.c_double(), ctypes.c_double()
    x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
    slanted: list[int] = []
    firsts: list[int] = []
    turns: list[int] = []
    baselines: list[float] = []
    last_y, last_left, turn, index = math.nan, math.nan, upright, 0
    while index < count:
        _origin_of(page, at[index], x_at, y_at)
        if y.value != last_y or lefts[index] < last_left:
            angle = pdfium_c.FPDFText_GetCharAngle(text_page.raw, at[index])
            quarters = angle / (math.pi / 2)
            if angle > 0 and abs(quarters - round(quarters)) > SLANTED:
                last_y = math.nan
                slanted.append(index)
                index += 1
                continue
            turn = (round(quarters) + upright) % 4 if angle > 0 else upright
        firsts.append(index)
        turns.append(turn)
        baselines.append(y.value)
        index, last_y = (following[index], y.value) if turn == upright else (index + 1, math.nan)
        last_left = lefts[index - 1]
    kept: NDArray[np.intp] | slice = slice(None)
    if slanted:
        kept = np.delete(np.arange(count), slanted)
        firsts = np.searchsorted(kept, firsts).tolist()
        count = len(kept)
    lengths = np.diff(firsts, append=count) if firsts else np.empty(0, dtype=np.intp)
    return kept, np.repeat(np.array(turns, dtype=np.int8), lengths), np.repeat(np.array(baselines, dtype=np.float64), lengths)


def tight_boxes(text_page: pdfium.PdfTextPage, display: Display, places: Sequence[int]) -> Floats:
    """The boxes around the shapes of letters, (n, 4) in points of the page as displayed.

    Args:
        text_page: The page's text.
        display: The page.
        places: The letters' places among all of the page.
    """
    sides = np.zeros((4, len(places)), dtype=np.float64)
    _ask_all(_shape_of, _address(text_page), places, sides)
    left, right, bottom, top = sides
    return display.boxes(left, bottom, right, top)


def _origins(page: int, places: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Where letters' baselines begin, across and up in the page's own coordinates."""
    points = np.zeros((2, len(places)), dtype=np.float64)
    _ask_all(_origin_of, page, places.tolist(), points)
    return points[0], points[1]


def _ask_all(function: Callable[..., Any], page: int, places: Sequence[int], answers: Floats) -> None:
    """Ask the same of letters; each answer falls into the row of its kind."""
    for _ in map(function, repeat(page), places, *(_addresses(row) for row in answers)):
        pass


def _addresses(rows: NDArray[Any]) -> range:
    """Where each row of an array lies in memory."""
    return range(rows.ctypes.data, rows.ctypes.data + rows.nbytes, rows.strides[0]) if rows.size else range(0)


def _address(text_page: pdfium.PdfTextPage) -> int:
    return int(ctypes.cast(text_page.raw, ctypes.c_void_p).value or 0)


def _by_address(function: Callable[..., Any], result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium that takes plain addresses, which is cheaper a call than wrapped ones."""
    return ctypes.CFUNCTYPE(result, *arguments)(int(ctypes.cast(function, ctypes.c_void_p).value or 0))  # type: ignore[arg-type]


_AT = (ctypes.c_void_p, ctypes.c_int)
_unicode_of = _by_address(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, *_AT)
_box_of = _by_address(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, *_AT, ctypes.c_void_p)
_shape_of = _by_address(pdfium_c.FPDFText_GetCharBox, ctypes.c_int, *_AT, *(4 * (ctypes.c_void_p,)))
_origin_of = _by_address(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int, *_AT, ctypes.c_void_p, ctypes.c_void_p)
