"""What stands on a page: words, rules and shading, read straight from the page's objects with PDFium.

This is the fast path (some 5 ms a page): no layout analysis, only positions. All boxes are in points of the page as displayed
(rotation and crop box applied), origin top left.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.geometry import turn_box
from schemas.types import Box

#: A filled shape no thicker than this is a drawn rule, not shading (points).
THIN = 2.2
#: Nesting of form objects that is followed; deeper is a broken or hostile file.
MAX_DEPTH = 8
#: Path objects read on one page; maps and drawings have more and hold no table.
MAX_PATHS = 60_000

#: Glyphs of the Symbol and Wingdings fonts, which Word stores in Unicode's private area.
_SYMBOLS = {
    0xF025: "%", 0xF02B: "+", 0xF02D: "-", 0xF03C: "<", 0xF03D: "=", 0xF03E: ">", 0xF053: "Σ", 0xF0A3: "≤", 0xF0A7: "▪",
    0xF0A8: "▪", 0xF0B1: "±", 0xF0B3: "≥", 0xF0B4: "×", 0xF0B7: "•", 0xF0B8: "÷", 0xF0D8: "➢", 0xF0E5: "Σ", 0xF0FC: "✓",
    0x2: "-", 0xAD: "-", 0xFFFE: "-", 0xA0: " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them.

    Attributes:
        text: The letters.
        box: Around them.
        turn: Quarter turns clockwise the text is drawn with: 0 upright, 3 reads upwards, 1 reads downwards.
        run: Number of the drawn run it belongs to: words of one run were drawn one after the other on one line.
    """

    text: str
    box: Box
    turn: int
    run: int
    edges: tuple[float, ...] = ()

    @property
    def centre(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal or vertical line: its position across and its extent along."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything a table reader needs to know of one page.

    Attributes:
        number: The page, from 1.
        width, height: As displayed, in points.
        words: In drawing order.
        horizontal, vertical: The rules.
        shades: Filled areas that are no rules.
        picture_share: The share of the page's area covered by its largest picture.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    shades: tuple[Box, ...]
    picture_share: float

    def turned(self, quarters: int) -> PageContent:
        """The same page turned clockwise by quarter turns."""
        if quarters % 4 == 0:
            return self

        def turn_rules(horizontal: tuple[Rule, ...], vertical: tuple[Rule, ...]) -> tuple[list[Rule], list[Rule]]:
            boxes = [(r.start, r.at, r.end, r.at) for r in horizontal] + [(r.at, r.start, r.at, r.end) for r in vertical]
            flat: list[Rule] = []
            upright: list[Rule] = []
            for box in boxes:
                x0, top, x1, bottom = turn_box(box, quarters, self.width, self.height)
                if x1 - x0 >= bottom - top:
                    flat.append(Rule(top, x0, x1))
                else:
                    upright.append(Rule(x0, top, bottom))
            return flat, upright

        flat, upright = turn_rules(self.horizontal, self.vertical)
        swap = quarters % 2 == 1
        return replace(
            self,
            width=self.height if swap else self.width,
            height=self.width if swap else self.height,
            words=tuple(
                replace(
                    word,
                    box=turn_box(word.box, quarters, self.width, self.height),
                    turn=(word.turn + quarters) % 4,
                    edges=(),
                )
                for word in self.words
            ),
            horizontal=tuple(flat),
            vertical=tuple(upright),
            shades=tuple(turn_box(box, quarters, self.width, self.height) for box in self.shades),
        )


class _Display:
    """Maps the page's own coordinates (origin bottom left, before rotation) to the page as displayed."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.left, self.top = left, top
        self.raw_width, self.raw_height = right - left, top - bottom
        self.quarters = (page.get_rotation() // 90) % 4
        swap = self.quarters % 2 == 1
        self.width = self.raw_height if swap else self.raw_width
        self.height = self.raw_width if swap else self.raw_height

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        upright = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        return turn_box(upright, self.quarters, self.raw_width, self.raw_height)


def read_content(page: pdfium.PdfPage, number: int) -> PageContent:
    """Read a page's words, rules and shading.

    Args:
        page: An open PDFium page.
        number: Its number in the file, from 1.

    Returns:
        The page's content in display coordinates.
    """
    display = _Display(page)
    shapes = _Shapes(display)
    shapes.read(page)
    return PageContent(
        number=number,
        width=display.width,
        height=display.height,
        words=tuple(_once(_words(page, display))),
        horizontal=tuple(shapes.horizontal),
        vertical=tuple(shapes.vertical),
        shades=tuple(shapes.shades),
        picture_share=shapes.picture_share,
    )


def _once(words: Iterator[Word]) -> Iterator[Word]:
    """The words without those drawn again on the very same spot, which is how some programs print bold."""
    seen: set[tuple[str, int, int]] = set()
    for word in words:
        key = (word.text, round(word.box[0] / 2), round(word.box[1] / 2))
        if key not in seen:
            seen.add(key)
            yield word


def _words(page: pdfium.PdfPage, display: _Display) -> Iterator[Word]:
    """The page's words in drawing order; a word ends at a space, a jump or a change of direction."""
    letters: list[str] = []
    boxes: list[Box] = []
    turn = run = 0
    baseline = end = 0.0
    new_line = True

    def flush() -> Iterator[Word]:
        if letters:
            x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
            box = min(x0s), min(tops), max(x1s), max(bottoms)
            yield Word("".join(letters), box, turn, run, tuple((b[0] + b[2]) / 2 for b in boxes) if turn == 0 else ())
            letters.clear()
            boxes.clear()

    for char, box, letter_turn, across in _letters(page, display):
        if not char:
            if letters:
                yield from flush()
            new_line = new_line or across > 0
            continue
        start, stop = (box[0], box[2]) if letter_turn == 0 else _extent(box, letter_turn)
        size = max(box[3] - box[1] if letter_turn % 2 == 0 else box[2] - box[0], 1.0)
        gap = start - end
        if new_line or letter_turn != turn or abs(across - baseline) > 0.6 * size or not -1.2 * size <= gap <= 2.5 * size:
            yield from flush()
            run += 1
        elif gap > 0.9 * size:
            yield from flush()
        turn, baseline, end, new_line = letter_turn, across, stop, False
        letters.append(char)
        boxes.append(box)
    yield from flush()


def _letters(page: pdfium.PdfPage, display: _Display) -> Iterator[tuple[str, Box, int, float]]:
    """The page's letters in drawing order: letter, box, quarter turns clockwise, and the baseline's place across the line.

    White space is an empty letter; its last number is 1 at a line's end, else 0.
    """
    text_page = page.get_textpage()  # held: PDFium frees it with its last reference
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
        char = _SYMBOLS.get(code) or (chr(code) if 32 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " ")
        if char.isspace():
            yield "", nowhere, 0, float(code in (10, 13))
            continue
        if not box_of(raw, index, rect):
            continue
        origin_of(raw, index, origin_x, origin_y)
        # A letter right of the last upright one on the very same baseline is upright too: most are, and asking costs time.
        if origin_y.value != last_y or origin_x.value < last_x:
            angle = angle_of(raw, index)
            turn = (round(angle / (math.pi / 2)) + display.quarters) % 4 if angle > 0 else display.quarters
        if turn == display.quarters:
            last_x, last_y = origin_x.value, origin_y.value
        else:
            last_y = math.nan
        if upright and turn == 0:
            yield char, (rect.left - left, top - rect.top, rect.right - left, top - rect.bottom), 0, top - origin_y.value
        else:
            x, y = display.box(origin_x.value, origin_y.value, origin_x.value, origin_y.value)[:2]
            yield char, display.box(rect.left, rect.bottom, rect.right, rect.top), turn, (y, -x, -y, x)[turn]


def _extent(box: Box, turn: int) -> tuple[float, float]:
    """Where a letter begins and ends along its line."""
    x0, top, x1, bottom = box
    return ((x0, x1), (top, bottom), (-x1, -x0), (-bottom, -top))[turn]


class _Shapes:
    """Collects the rules, shades and pictures among a page's objects, also inside form objects."""

    def __init__(self, display: _Display) -> None:
        self.display = display
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self.shades: list[Box] = []
        self.picture_share = 0.0
        self._paths = 0

    def read(self, page: pdfium.PdfPage) -> None:
        raw = page.raw
        for index in range(pdfium_c.FPDFPage_CountObjects(raw)):
            self._object(pdfium_c.FPDFPage_GetObject(raw, index), _IDENTITY, 0)

    def _object(self, obj: pdfium_c.FPDF_PAGEOBJECT, matrix: _Matrix, depth: int) -> None:
        kind = pdfium_c.FPDFPageObj_GetType(obj)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH and self._paths < MAX_PATHS:
            self._paths += 1
            self._path(obj, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            box = self._bounds(obj, matrix)
            area = max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
            self.picture_share = max(self.picture_share, min(1.0, area / (self.display.width * self.display.height)))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = _compose(_matrix_of(obj), matrix)
            for index in range(pdfium_c.FPDFFormObj_CountObjects(obj)):
                self._object(pdfium_c.FPDFFormObj_GetObject(obj, index), inner, depth + 1)

    def _bounds(self, obj: pdfium_c.FPDF_PAGEOBJECT, matrix: _Matrix) -> Box:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        pdfium_c.FPDFPageObj_GetBounds(obj, left, bottom, right, top)
        xs, ys = zip(*(_apply(matrix, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)), strict=True)
        return self.display.box(min(xs), min(ys), max(xs), max(ys))

    def _path(self, obj: pdfium_c.FPDF_PAGEOBJECT, matrix: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(obj, fill, stroke)
        filled = fill.value != 0 and _visible(obj, pdfium_c.FPDFPageObj_GetFillColor)
        stroked = bool(stroke.value) and _visible(obj, pdfium_c.FPDFPageObj_GetStrokeColor)
        if not filled and not stroked:
            return
        if filled and not stroked and pdfium_c.FPDFPath_CountSegments(obj) <= 5:
            self._filled(self._bounds(obj, matrix))
            return
        whole = _compose(_matrix_of(obj), matrix)
        for points in _subpaths(obj):
            shown = [self.display.box(x, y, x, y)[:2] for x, y in (_apply(whole, *point) for point in points)]
            if filled:
                xs, ys = zip(*shown, strict=True)
                self._filled((min(xs), min(ys), max(xs), max(ys)))
            if stroked:
                for (ax, ay), (bx, by) in itertools.pairwise(shown):
                    self._line((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))

    def _filled(self, box: Box) -> None:
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            self._line(box)
        else:
            self.shades.append(box)

    def _line(self, box: Box) -> None:
        """Keep a box as a rule when it is thin; the dot where two rules meet counts for both."""
        x0, top, x1, bottom = box
        if bottom - top <= THIN and (x1 - x0 > THIN or bottom - top <= x1 - x0 + 0.5):
            self.horizontal.append(Rule((top + bottom) / 2, x0, x1))
        if x1 - x0 <= THIN and (bottom - top > THIN or x1 - x0 <= bottom - top + 0.5):
            self.vertical.append(Rule((x0 + x1) / 2, top, bottom))


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _matrix_of(obj: pdfium_c.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(obj, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _compose(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, e * oa + f * oc + oe, e * ob + f * od + of
    )  # fmt: skip


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _visible(obj: pdfium_c.FPDF_PAGEOBJECT, colour_of: Callable[..., int]) -> bool:
    """Whether a path's colour differs from paper: white boxes are drawn to hide what is below, not to be seen."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(obj, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < 250


def _subpaths(obj: pdfium_c.FPDF_PAGEOBJECT) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each stroke or outline of a path; a closed one ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(pdfium_c.FPDFPath_CountSegments(obj)):
        segment = pdfium_c.FPDFPath_GetPathSegment(obj, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1:
        yield points
