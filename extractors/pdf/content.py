"""A typed page's words and rules, read straight from the page's objects with PDFium.

This is the fast path (some 5 ms a page): no layout analysis, only positions. All boxes are in points of the page as displayed
(rotation and crop box applied), origin top left.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.page import PageContent, Word
from extractors.pdf.display import Display
from extractors.pdf.shapes import Shapes
from extractors.pdf.type_of_letters import Type, TypeOfLetters
from schemas.stages import Box

#: Letters turned by more than this (quarter turns) are a watermark's.
SLANTED = 0.17
#: What parts letters, in heights of a letter. A letter so far off the line begins a new one; a superscript is nearer.
OFF_LINE = 0.6
#: A jump so far back or on is another run of text; up to the gap it is a space, and less is kerning.
BACK, ON, GAP = -1.2, 2.5, 0.9
#: The same word within so many points of the same spot is printed twice.
SAME_SPOT = 2

#: Glyphs of the Symbol and Wingdings fonts, which Word stores in Unicode's private area.
_SYMBOLS = {
    0xF025: "%", 0xF02B: "+", 0xF02D: "-", 0xF03C: "<", 0xF03D: "=", 0xF03E: ">", 0xF053: "Σ", 0xF0A3: "≤", 0xF0A7: "▪",
    0xF0A8: "▪", 0xF0B1: "±", 0xF0B3: "≥", 0xF0B4: "×", 0xF0B7: "•", 0xF0B8: "÷", 0xF0D8: "➢", 0xF0E5: "Σ", 0xF0FC: "✓",
    0x2: "-", 0xAD: "-", 0xFFFE: "-", 0xA0: " ",
}  # fmt: skip


def read_content(page: pdfium.PdfPage, number: int) -> PageContent:
    """Read a page's words and rules.

    Args:
        page: An open PDFium page.
        number: Its number in the file, from 1.

    Returns:
        The page's content in display coordinates.
    """
    display = Display(page)
    shapes = Shapes(display)
    shapes.read(page)
    return PageContent(
        number=number,
        width=display.width,
        height=display.height,
        words=tuple(_once(_words(page, display))),
        horizontal=tuple(shapes.horizontal),
        vertical=tuple(shapes.vertical),
        shades=tuple(shapes.shades),
        colours=tuple(shapes.colours),
    )


def _once(words: Iterator[Word]) -> Iterator[Word]:
    """The words without those drawn again on the very same spot, which is how some programs print bold."""
    seen: set[tuple[str, int, int]] = set()
    for word in words:
        key = (word.text, round(word.box[0] / SAME_SPOT), round(word.box[1] / SAME_SPOT))
        if key not in seen:
            seen.add(key)
            yield word


def _words(page: pdfium.PdfPage, display: Display) -> Iterator[Word]:
    """The page's words in drawing order; a word ends at a space, a jump or a change of direction."""
    text_page = page.get_textpage()  # held: PDFium frees it with its last reference
    types = TypeOfLetters(text_page.raw)
    letters: list[str] = []
    boxes: list[Box] = []
    turn = run = 0
    baseline = end = 0.0
    drawn_as: Type = (False, 0.0)
    new_line = True

    def flush() -> Iterator[Word]:
        if letters:
            x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
            box = min(x0s), min(tops), max(x1s), max(bottoms)
            edges = tuple([(b[0] + b[2]) / 2 for b in boxes]) if turn == 0 else ()
            yield Word("".join(letters), box, turn, run, edges, 1.0, *drawn_as)
            letters.clear()
            boxes.clear()

    for index, char, box, letter_turn, across in _letters(text_page, display):
        if not char:
            if letters:
                yield from flush()
            new_line = new_line or across > 0
            continue
        if letter_turn == 0:
            start, _, stop, _ = box
        else:
            start, stop = _extent(box, letter_turn)
        size = box[3] - box[1] if letter_turn % 2 == 0 else box[2] - box[0]
        size = max(size, 1.0)
        gap = start - end
        if new_line or letter_turn != turn or abs(across - baseline) > OFF_LINE * size or not BACK * size <= gap <= ON * size:
            yield from flush()
            run += 1
            # Asking costs time: what is drawn on without a jump is taken to go on in the same type.
            drawn_as = types.at(index)
        elif gap > GAP * size:
            yield from flush()
            drawn_as = types.at(index)
        turn, baseline, end, new_line = letter_turn, across, stop, False
        letters.append(char)
        boxes.append(box)
    yield from flush()


@cache
def _letter(code: int) -> str:
    """The letter of a code; an empty one for white space and what is none."""
    char = _SYMBOLS.get(code) or (chr(code) if 32 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " ")
    return "" if char.isspace() else char


def _letters(text_page: pdfium.PdfTextPage, display: Display) -> Iterator[tuple[int, str, Box, int, float]]:
    """The page's letters in drawing order: place, letter, box, quarter turns clockwise, and the baseline's place across the line.

    White space is an empty letter; its last number is 1 at a line's end, else 0.
    """
    raw = text_page.raw
    rect, origin_x, origin_y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    upright, left, top = display.quarters == 0, display.left, display.top
    nowhere = (0.0, 0.0, 0.0, 0.0)
    last_x = last_y = math.nan
    turn = display.quarters
    unicode_of, box_of, origin_of, angle_of = (
        pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox, pdfium_c.FPDFText_GetCharOrigin, pdfium_c.FPDFText_GetCharAngle,
    )  # fmt: skip
    for index in range(pdfium_c.FPDFText_CountChars(raw)):
        code = unicode_of(raw, index)
        char = _letter(code)
        if not char:
            yield index, "", nowhere, 0, float(code in (10, 13))
            continue
        if not box_of(raw, index, rect):
            continue
        origin_of(raw, index, origin_x, origin_y)
        # A letter right of the last upright one on the very same baseline is upright too: most are, and asking costs time.
        if origin_y.value != last_y or origin_x.value < last_x:
            angle = angle_of(raw, index)
            quarters = angle / (math.pi / 2)
            if angle > 0 and abs(quarters - round(quarters)) > SLANTED:
                last_y = math.nan
                continue
            turn = (round(quarters) + display.quarters) % 4 if angle > 0 else display.quarters
        if turn == display.quarters:
            last_x, last_y = origin_x.value, origin_y.value
        else:
            last_y = math.nan
        if upright and turn == 0:
            yield index, char, (rect.left - left, top - rect.top, rect.right - left, top - rect.bottom), 0, top - origin_y.value
        else:
            x, y = display.box(origin_x.value, origin_y.value, origin_x.value, origin_y.value)[:2]
            yield index, char, display.box(rect.left, rect.bottom, rect.right, rect.top), turn, (y, -x, -y, x)[turn]


def _extent(box: Box, turn: int) -> tuple[float, float]:
    """Where a letter begins and ends along its line."""
    x0, top, x1, bottom = box
    return ((x0, x1), (top, bottom), (-x1, -x0), (-bottom, -top))[turn]
