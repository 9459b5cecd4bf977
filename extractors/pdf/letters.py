"""A page's letters one by one, where they stand and what they are: what PDFium is asked most often.

PDFium answers for one letter a call. All letters' calls are made in one go, their answers fall into arrays, and the rest is arithmetic on
those: a tenth of the time of going through the letters.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from extractors.pdf.calls import address_of, as_it_is, by_address, place, rows_of
from extractors.pdf.display import Display

#: Letters turned by more than this (quarter turns) are a watermark's.
SLANTED = 0.17
#: Letters this near to the end of the one before (heights of their line) follow it without white space.
ADJOINING = 0.02
#: A pair of letters is set closer by so much at most.
KERNED = 0.15
#: A letter is higher than this, and stands no further off the page's origin (points): no page is so large.
LOWEST, FARTHEST = 0.01, 1e6
#: The first code of the halves that letters beyond the first 65,536 come in, of their second halves, and the code after the last.
_HALVES, _SECOND, _WHOLE = 0xD800, 0xDC00, 0xE000

#: Glyphs of the Symbol and Wingdings fonts, which Word stores in Unicode's private area.
_SYMBOLS = {
    0xF025: "%", 0xF02B: "+", 0xF02D: "-", 0xF03C: "<", 0xF03D: "=", 0xF03E: ">", 0xF053: "Σ", 0xF0A3: "≤", 0xF0A7: "▪",
    0xF0A8: "▪", 0xF0B1: "±", 0xF0B3: "≥", 0xF0B4: "×", 0xF0B7: "•", 0xF0B8: "÷", 0xF0D8: "➢", 0xF0E5: "Σ", 0xF0FC: "✓",
    0x2: "-", 0xAD: "-", 0xFFFE: "-", 0xA0: " ",
}  # fmt: skip

#: What Unicode says of letters that are others in another type: of the italics of formulas h, C and some more are not among the rest.
_OTHER_TYPE = "<font>"
#: Codes below the first are no letters, and of those only these from a tab on are made for white space: a shape that its font does not name
#: has its number there.
_FIRST, _TAB, _RETURN = 32, 9, 13
#: PDFium's sign for a hyphen that ends a line; also what it says of a letter of that code whose font does not say what it is.
_HYPHEN = 0x2

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
        nameless: The places of shapes that their font does not name, which are no letters.
    """

    text: str
    places: NDArray[np.intp]
    boxes: Floats
    turns: NDArray[np.int8]
    across: Floats
    spaced: NDArray[np.bool_]
    broken: NDArray[np.bool_]
    nameless: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the page's picture says of its letters, by their places.

    Attributes:
        unseen: Letters that nobody can see.
        drawn_as: Letters that are drawn as something else than the text says, with what they look like; empty when that is not known.
    """

    unseen: Collection[int] = frozenset()
    drawn_as: Mapping[int, str] = field(default_factory=dict)


#: The letter of each code, worked out when it is first met.
_UNKNOWN = 0xFFFFFFFF
_LETTERS = np.full(0x10000, _UNKNOWN, dtype=np.uint32)
_UNITS = ctypes.POINTER(ctypes.c_ushort)


def _letter_of(code: int) -> int:
    """The letter that a code stands for; 0 for white space and what is none."""
    char = _SYMBOLS.get(code) or (chr(code) if 32 < code < 0x110000 and not _HALVES <= code < _WHOLE else " ")
    if unicodedata.decomposition(char).startswith(_OTHER_TYPE):
        char = unicodedata.normalize("NFKC", char)
    return 0 if char.isspace() else ord(char)


@cache
def _whole(high: int, low: int) -> int:
    """The plain letter of the two halves of one beyond the first 65,536: "J" for an italic one of a formula; 0 when they are none."""
    if not 0xDC00 <= low < 0xE000:
        return 0
    plain = unicodedata.normalize("NFKC", chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00))
    return ord(plain) if len(plain) == 1 and not plain.isspace() else 0


def read_letters(text_page: pdfium.PdfTextPage, display: Display, unseen: Collection[int] = ()) -> Letters:
    """The page's letters.

    Args:
        text_page: The page's text.
        display: The page.
        unseen: Places of letters to leave out.
    """
    page = address_of(text_page.raw)
    code, letter = _codes(text_page)
    white = letter == 0
    ends = white & ((code == 10) | (code == 13))
    # Letters of formulas come in two halves: the first stands for both.
    for index in np.flatnonzero((code >= _HALVES) & (code < _WHOLE)).tolist():
        white[index] = False
        if code[index] < _SECOND:
            letter[index] = _whole(int(code[index]), _unicode_of(page, index + 1))
    for index in np.flatnonzero(code == _HYPHEN).tolist():
        if _is_unknown(page, index):
            letter[index] = 0
    places = np.flatnonzero(letter)
    nameless = np.flatnonzero((letter == 0) & (code < _FIRST) & (code > 0) & ((code < _TAB) | (code > _RETURN)))
    if unseen:
        places = places[[index not in unseen for index in places.tolist()]]
    place, loose = _loose_boxes(page, places)
    kept, turns, points, baselines = _directions(page, place, loose, display.quarters)
    place, loose, turns, (x, y), baselines = place[kept], loose[kept], turns[kept], points[:, kept], baselines[kept]
    boxes = display.boxes(loose[:, 0], loose[:, 3], loose[:, 2], loose[:, 1])
    if display.quarters == 0 and not turns.any():
        across = display.top - baselines
    else:
        begin = display.boxes(x, y, x, y)
        upright = display.top - baselines if display.quarters == 0 else begin[:, 1]
        across = np.choose(turns, (upright, -begin[:, 0], -begin[:, 1], begin[:, 0]))
    text = letter[place].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    parted = ~_adjoining(boxes, turns, across)
    return Letters(text, place, boxes, turns, across, _between(white, place) & parted, _between(ends, place) & parted, nameless)


def _codes(text_page: pdfium.PdfTextPage) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The codes of all that PDFium counts as letters of a page, and the letters they stand for; 0 for white space and what is none."""
    count = pdfium_c.FPDFText_CountChars(text_page.raw)
    # All in one go where the page's text has as many units as there are letters: then none was left out, and none takes two.
    units = np.zeros(2 * count + 1, dtype="<u2")
    said = pdfium_c.FPDFText_GetText(text_page.raw, 0, count, units.ctypes.data_as(_UNITS)) - 1 if count else 0
    code = units[:count].astype(np.int64)
    if said != count or ((code >= _HALVES) & (code < _WHOLE)).any():
        code = np.fromiter(map(_unicode_of, repeat(address_of(text_page.raw)), range(count)), dtype=np.int64, count=count)
    letter = _LETTERS[np.minimum(code, len(_LETTERS) - 1)]
    unknown = (letter == _UNKNOWN) | (code >= len(_LETTERS))
    if unknown.any():
        for each in set(code[unknown].tolist()):
            letter[code == each] = found = _letter_of(each)
            if each < len(_LETTERS):
                _LETTERS[each] = found
    return code, letter


def _between(marked: NDArray[np.bool_], places: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether something marked stands between each place and the one before, or the page's beginning."""
    before = np.cumsum(marked)[places] if len(places) else np.empty(0, dtype=np.intp)
    return np.asarray(np.diff(before, prepend=0) > 0)


def _adjoining(boxes: Floats, turns: NDArray[np.int8], across: Floats) -> NDArray[np.bool_]:
    """Which letters begin right where the one before them ends, on its line: no white space is between them, whatever PDFium guesses.

    It takes letters that are set one by one in a narrow type for words of their own.
    """
    found = np.zeros(len(boxes), dtype=bool)
    if len(boxes) < 2:
        return found
    before, after, turn = boxes[:-1], boxes[1:], turns[1:]
    gaps = np.choose(turn, (after[:, 0] - before[:, 2], after[:, 1] - before[:, 3], before[:, 0] - after[:, 2], before[:, 1] - after[:, 3]))
    heights = np.where(turn % 2 == 0, after[:, 3] - after[:, 1], after[:, 2] - after[:, 0])
    near = (gaps <= ADJOINING * heights) & (gaps >= -KERNED * heights)
    found[1:] = near & (turn == turns[:-1]) & (np.abs(np.diff(across)) <= ADJOINING * heights)
    return found


def _loose_boxes(page: int, places: NDArray[np.intp]) -> tuple[NDArray[np.intp], Floats]:
    """The places of the letters that have a box, and (n, 4) left, top, right, bottom of it in the page's own coordinates."""
    # What stays as it was has none.
    rects = np.full((len(places), 4), np.nan, dtype=np.float32)
    _ask_all(_box_of, page, places, [rects])
    # Nobody sees a letter without height, nor one of a broken file that stands miles off the page.
    has_box = (np.abs(rects) < FARTHEST).all(axis=1) & (rects[:, 1] - rects[:, 3] >= LOWEST)
    if not has_box.all():
        places, rects = places[has_box], rects[has_box]
    return places, rects.astype(np.float64)


def _directions(
    page: int, places: NDArray[np.intp], loose: Floats, upright: int
) -> tuple[NDArray[np.bool_], NDArray[np.int8], Floats, Floats]:
    """Which letters are drawn along or across the page, their quarter turns clockwise and where their baselines begin.

    A letter right of the last upright one in a line of the very same height is upright and on its baseline too, and so is one whose own
    baseline is as high: most are, and asking for angles and baselines costs time.

    Args:
        page: The page's text, by its address.
        places: (n,) of the letters.
        loose: (n, 4) their boxes.
        upright: The turn of letters that are not turned on a page turned so.

    Returns:
        (n,) False for slanted letters; (n,) turns; (2, n) where each one's own baseline begins, known of all where something is turned;
        (n,) the heights of the baselines.
    """
    count = len(places)
    kept, turns = np.ones(count, dtype=bool), np.full(count, upright, dtype=np.int8)
    points = np.zeros((2, count), dtype=np.float64)
    if not count:
        return kept, turns, points, points[1]
    left = loose[:, 0]
    back = np.concatenate(([True], left[1:] < left[:-1]))
    # Letters whose own baselines count, and those of them whose angles must be asked for as long as nothing is turned.
    own = back.copy()
    own[1:] |= (loose[1:, 1] != loose[:-1, 1]) | (loose[1:, 3] != loose[:-1, 3])
    owners = np.flatnonzero(own)
    known = upright != 0
    if known:
        points = _origins(page, places)
    else:
        points[:, owners] = _origins(page, places[owners])
    y = points[1]
    asked = owners[back[owners] | (y[owners] != np.concatenate(([math.nan], y[owners[:-1]])))]
    next_owner, next_asked = _next(owners, count), _next(asked, count)
    at, index = place(page), 0
    while index < count:
        angle = _angle_of(at, int(places[index]))
        quarters = angle / (math.pi / 2)
        own[index] = True
        kept[index] = angle <= 0 or abs(quarters - round(quarters)) <= SLANTED
        turns[index] = (round(quarters) + upright) % 4 if angle > 0 else upright
        if not kept[index] or turns[index] != upright:
            if not known:
                known, points = True, _origins(page, places)
                y = points[1]
            index += 1
            continue
        following = int(next_owner[index])
        same = following < count and y[following] == y[index] and not back[following]
        index = int(next_asked[following]) if same else following
    owner = np.maximum.accumulate(np.where(own, np.arange(count), 0))
    return kept, turns, points, y[owner]


def _origins(page: int, places: NDArray[np.intp]) -> Floats:
    """Where letters begin on their baselines, (2, n) in the page's own coordinates."""
    points = np.zeros((2, len(places)), dtype=np.float64)
    _ask_all(_origin_of, page, places, points)
    return points


def _next(indices: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """The next of some indices after each of ``count`` places; ``count`` after the last."""
    return np.append(indices, count)[np.searchsorted(indices, np.arange(count), side="right")]


def tight_boxes(text_page: pdfium.PdfTextPage, display: Display, places: NDArray[np.intp]) -> Floats:
    """The boxes around the shapes of letters, (n, 4) in points of the page as displayed.

    Args:
        text_page: The page's text.
        display: The page.
        places: (n,) the letters' places among all of the page.
    """
    sides = np.zeros((4, len(places)), dtype=np.float64)
    _ask_all(_shape_of, address_of(text_page.raw), places, sides)
    left, right, bottom, top = sides
    return display.boxes(left, bottom, right, top)


def _ask_all(function: Callable[..., Any], page: int, places: NDArray[np.intp], answers: Iterable[NDArray[Any]]) -> None:
    """Ask the same of letters; each answer falls into the array of its kind."""
    deque(map(function, repeat(place(page)), places.tolist(), *map(rows_of, answers)), maxlen=0)


_AT = (ctypes.c_void_p, ctypes.c_int)
_unicode_of = by_address(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, *_AT)
_box_of = as_it_is(pdfium_c.FPDFText_GetLooseCharBox)
_shape_of = as_it_is(pdfium_c.FPDFText_GetCharBox)
_origin_of = as_it_is(pdfium_c.FPDFText_GetCharOrigin)
_is_unknown = by_address(pdfium_c.FPDFText_HasUnicodeMapError, ctypes.c_int, *_AT)
_angle_of = as_it_is(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float)
