"""The rules among a page's objects, also inside form objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.page import Rule
from extractors.pdf.display import Display
from schemas.stages import Box

#: A filled shape no thicker than this is a drawn rule, not shading (points).
THIN = 2.2
#: Sides that differ by less than this make a dot (points).
SQUARE = 0.5
#: The segments of a closed rectangle; of nothing with so few need its outline be followed.
RECTANGLE = 5
#: A colour (0..255 in each of red, green and blue) as light as this is paper.
WHITE = 250
#: Nesting of form objects that is followed; deeper is a broken or hostile file.
MAX_DEPTH = 8
#: Path objects read on one page; maps and drawings have more and hold no table.
MAX_PATHS = 60_000


class Shapes:
    """Collects the rules among a page's objects, also inside form objects."""

    def __init__(self, display: Display) -> None:
        self.display = display
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self.shades: list[Box] = []
        self.colours: list[str] = []
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
        filled = _colour(obj, pdfium_c.FPDFPageObj_GetFillColor) if fill.value != 0 else None
        stroked = _colour(obj, pdfium_c.FPDFPageObj_GetStrokeColor) if stroke.value else None
        if not filled and not stroked:
            return
        if filled and not stroked and pdfium_c.FPDFPath_CountSegments(obj) <= RECTANGLE:
            self._filled(self._bounds(obj, matrix), filled)
            return
        whole = _compose(_matrix_of(obj), matrix)
        for points in _subpaths(obj):
            shown = [self.display.box(x, y, x, y)[:2] for x, y in (_apply(whole, *point) for point in points)]
            if filled:
                xs, ys = zip(*shown, strict=True)
                self._filled((min(xs), min(ys), max(xs), max(ys)), filled)
            if stroked:
                for (ax, ay), (bx, by) in pairwise(shown):
                    self._keep_thin((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))

    def _filled(self, box: Box, colour: str) -> None:
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            self._keep_thin(box)
        else:
            self.shades.append(box)
            self.colours.append(colour)

    def _keep_thin(self, box: Box) -> None:
        """Keep a box as a rule when it is thin; the dot where two rules meet counts for both."""
        x0, top, x1, bottom = box
        if bottom - top <= THIN and (x1 - x0 > THIN or bottom - top <= x1 - x0 + SQUARE):
            self.horizontal.append(Rule((top + bottom) / 2, x0, x1))
        if x1 - x0 <= THIN and (bottom - top > THIN or x1 - x0 <= bottom - top + SQUARE):
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


def _colour(obj: pdfium_c.FPDF_PAGEOBJECT, colour_of: Callable[..., int]) -> str | None:
    """A path's colour as ``rrggbb``; None when it does not differ from paper: white boxes are drawn to hide, not to be seen."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(obj, red, green, blue, alpha):
        return "000000"
    if alpha.value == 0 or min(red.value, green.value, blue.value) >= WHITE:
        return None
    return f"{red.value:02x}{green.value:02x}{blue.value:02x}"


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
