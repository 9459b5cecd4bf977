"""The rules among a page's objects, also inside form objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.page import Rule
from extractors.pdf.calls import by_address, objects_inside, page_objects
from extractors.pdf.display import Display
from schemas.stages import Box

#: A filled shape no thicker than this is a drawn rule, not shading (points).
THIN = 2.2
#: Sides no further apart are one (points).
TOUCH = 0.05
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
        self._objects(page_objects(page), _IDENTITY, 0)

    def _objects(self, objects: Iterable[tuple[int, int]], matrix: _Matrix, depth: int) -> None:
        for obj, kind in objects:
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH and self._paths < MAX_PATHS:
                self._paths += 1
                self._path(obj, matrix)
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                self._objects(objects_inside(obj), _compose(_matrix_of(obj), matrix), depth + 1)

    def _bounds(self, obj: int, matrix: _Matrix) -> Box:
        sides = (ctypes.c_float * 4)()
        _bounds_of(obj, *_each(sides))
        left, bottom, right, top = sides
        if matrix is _IDENTITY:
            xs, ys = (left, right), (bottom, top)
        else:
            xs, ys = zip(*(_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)), strict=True)
        return self.display.box(min(xs), min(ys), max(xs), max(ys))

    def _path(self, obj: int, matrix: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        _mode_of(obj, ctypes.addressof(fill), ctypes.addressof(stroke))
        filled = _colour(obj, _fill_of) if fill.value != 0 else None
        stroked = _colour(obj, _stroke_of) if stroke.value else None
        if not filled and not stroked:
            return
        if filled and not stroked and _count_segments(obj) <= RECTANGLE:
            self._filled(self._bounds(obj, matrix), filled)
            return
        whole = _compose(_matrix_of(obj), matrix)
        drawn = [[self.display.box(x, y, x, y)[:2] for x, y in (_apply(whole, *point) for point in points)] for points in _subpaths(obj)]
        if filled:
            boxes = [(min(xs), min(ys), max(xs), max(ys)) for xs, ys in (zip(*shown, strict=True) for shown in drawn)]
            border = _border_of(boxes) if fill.value == pdfium_c.FPDF_FILLMODE_ALTERNATE else []
            for box in border:
                self._keep_thin(box)
            for box in () if border else boxes:
                self._filled(box, filled)
        for shown in drawn if stroked else ():
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


def _border_of(boxes: Sequence[Box]) -> list[Box]:
    """The strips between two boxes, one in the other, of which only what lies between them is filled: a cell's border, side by side."""
    if len(boxes) != 2:
        return []
    inner, outer = sorted(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    apart = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    if not all(-TOUCH <= side <= THIN for side in apart) or max(apart) <= TOUCH:
        return []
    left, top, right, bottom = outer
    strips = ((left, top, inner[0], bottom), (left, top, right, inner[1]), (inner[2], top, right, bottom), (left, inner[3], right, bottom))
    return [strip for strip, side in zip(strips, apart, strict=True) if side > TOUCH]


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _matrix_of(obj: int) -> _Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not _get_matrix(obj, ctypes.addressof(matrix)):
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


def _colour(obj: int, colour_of: Callable[..., int]) -> str | None:
    """A path's colour as ``rrggbb``; None when it does not differ from paper: white boxes are drawn to hide, not to be seen."""
    levels = (ctypes.c_uint * 4)()
    if not colour_of(obj, *_each(levels)):
        return "000000"
    red, green, blue, alpha = levels
    if alpha == 0 or min(red, green, blue) >= WHITE:
        return None
    return f"{red:02x}{green:02x}{blue:02x}"


def _subpaths(obj: int) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each stroke or outline of a path; a closed one ends where it began."""
    point = (ctypes.c_float * 2)()
    x_at, y_at = _each(point)
    points: list[tuple[float, float]] = []
    for index in range(_count_segments(obj)):
        segment = _segment_of(obj, index)
        _point_of(segment, x_at, y_at)
        if _kind_of_segment(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 1:
                yield points
            points = []
        points.append((point[0], point[1]))
        if _is_closed(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _each(numbers: ctypes.Array[ctypes.c_float] | ctypes.Array[ctypes.c_uint]) -> range:
    """Where each of some numbers of four bytes lies in memory."""
    at = ctypes.addressof(numbers)
    return range(at, at + ctypes.sizeof(numbers), 4)


_OBJECT, _INT = ctypes.c_void_p, ctypes.c_int
_FOUR = 4 * (ctypes.c_void_p,)
_get_matrix = by_address(pdfium_c.FPDFPageObj_GetMatrix, _INT, _OBJECT, ctypes.c_void_p)
_bounds_of = by_address(pdfium_c.FPDFPageObj_GetBounds, _INT, _OBJECT, *_FOUR)
_mode_of = by_address(pdfium_c.FPDFPath_GetDrawMode, _INT, _OBJECT, ctypes.c_void_p, ctypes.c_void_p)
_fill_of = by_address(pdfium_c.FPDFPageObj_GetFillColor, _INT, _OBJECT, *_FOUR)
_stroke_of = by_address(pdfium_c.FPDFPageObj_GetStrokeColor, _INT, _OBJECT, *_FOUR)
_count_segments = by_address(pdfium_c.FPDFPath_CountSegments, _INT, _OBJECT)
_segment_of = by_address(pdfium_c.FPDFPath_GetPathSegment, _OBJECT, _OBJECT, _INT)
_point_of = by_address(pdfium_c.FPDFPathSegment_GetPoint, _INT, _OBJECT, ctypes.c_void_p, ctypes.c_void_p)
_kind_of_segment = by_address(pdfium_c.FPDFPathSegment_GetType, _INT, _OBJECT)
_is_closed = by_address(pdfium_c.FPDFPathSegment_GetClose, _INT, _OBJECT)
