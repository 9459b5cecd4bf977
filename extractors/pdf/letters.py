"""A page's letters one by one, where they stand and what they are: what PDFium is asked most often."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.pdf.display import Display
from schemas.stages import Box

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


@dataclass(slots=True)
class Letters:
    """A page's letters one by one, in drawing order, those of words drawn twice included.

    Attributes:
        text: The letters.
        places: Their places among all that PDFium counts as letters of the page.
        edges: Four numbers a letter, the box around its place in its line, on the page as displayed.
        turned: Those not drawn upright, with their quarter turns clockwise.
    """

    text: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)
    turned: dict[int, int] = field(default_factory=dict)


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


def letters_of(text_page: pdfium.PdfTextPage, display: Display, unseen: Collection[int]) -> Iterator[tuple[int, str, Box, int, float]]:
    """The page's letters in drawing order: place, letter, box, quarter turns clockwise, and the baseline's place across the line.

    White space is an empty letter; its last number is 1 at a line's end, else 0.

    Args:
        text_page: The page's text.
        display: The page.
        unseen: Places of letters to leave out.
    """
    raw, page = text_page.raw, _address(text_page)
    rect, origin_x, origin_y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    letter_of = _LETTER
    rect_at, x_at, y_at = map(ctypes.addressof, (rect, origin_x, origin_y))
    upright, left, top = display.quarters == 0, display.left, display.top
    nowhere = (0.0, 0.0, 0.0, 0.0)
    last_left = last_top = last_bottom = last_y = math.nan
    turn = display.quarters
    for index in range(pdfium_c.FPDFText_CountChars(raw)):
        code = _unicode_of(page, index)
        char = letter_of[code]
        if not char and _HALVES <= code < _WHOLE:
            # Letters of formulas come in two halves: the first stands for both.
            char = _whole(code, _unicode_of(page, index + 1)) if code < _SECOND else ""
            if not char:
                continue
        if not char:
            yield index, "", nowhere, 0, float(code in (10, 13))
            continue
        if (unseen and index in unseen) or not _box_of(page, index, rect_at):
            continue
        x0, y1, x1, y0 = rect.left, rect.top, rect.right, rect.bottom
        # A letter right of the last upright one in a line of the very same height is upright and on its baseline too: most are, and
        # asking costs time.
        if y1 != last_top or y0 != last_bottom or x0 < last_left:
            _origin_of(page, index, x_at, y_at)
            if origin_y.value != last_y or x0 < last_left:
                angle = pdfium_c.FPDFText_GetCharAngle(raw, index)
                quarters = angle / (math.pi / 2)
                if angle > 0 and abs(quarters - round(quarters)) > SLANTED:
                    last_top = last_y = math.nan
                    continue
                turn = (round(quarters) + display.quarters) % 4 if angle > 0 else display.quarters
            last_y = origin_y.value if turn == display.quarters else math.nan
            last_top, last_bottom = (y1, y0) if turn == display.quarters else (math.nan, math.nan)
        last_left = x0
        if upright and turn == 0:
            yield index, char, (x0 - left, top - y1, x1 - left, top - y0), 0, top - origin_y.value
        else:
            _origin_of(page, index, x_at, y_at)
            x, y = display.box(origin_x.value, origin_y.value, origin_x.value, origin_y.value)[:2]
            yield index, char, display.box(x0, y0, x1, y1), turn, (y, -x, -y, x)[turn]


def _address(text_page: pdfium.PdfTextPage) -> int:
    return int(ctypes.cast(text_page.raw, ctypes.c_void_p).value or 0)


def _by_address(function: Callable[..., Any], result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium that takes plain addresses, which is cheaper a call than wrapped ones."""
    return ctypes.CFUNCTYPE(result, *arguments)(int(ctypes.cast(function, ctypes.c_void_p).value or 0))  # type: ignore[arg-type]


_AT = (ctypes.c_void_p, ctypes.c_int)
_unicode_of = _by_address(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, *_AT)
_box_of = _by_address(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, *_AT, ctypes.c_void_p)
_origin_of = _by_address(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int, *_AT, ctypes.c_void_p, ctypes.c_void_p)


def read_letters(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> Letters:
    """A page's letters without its words, as :func:`extractors.pdf.read_content` fills them in.

    Args:
        page: An open PDFium page.
        text_page: Its text.
    """
    kept = Letters()
    for index, char, box, turn, _ in letters_of(text_page, Display(page), ()):
        if char:
            if turn:
                kept.turned[len(kept.text)] = turn
            kept.text.append(char)
            kept.places.append(index)
            kept.edges += box
    return kept
