"""PDFium's functions asked by plain addresses, which is cheaper a call than by wrapped pointers."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c


def address_of(handle: Any) -> int:
    """Where a handle of PDFium, or one of its functions, points to; 0 for nowhere."""
    return int(ctypes.cast(handle, ctypes.c_void_p).value or 0)


def by_address(function: Callable[..., Any], result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium that takes and gives plain addresses and numbers.

    Args:
        function: As bound by pypdfium2.
        result: The C type of what it gives.
        arguments: The C types of what it takes.
    """
    # Other threads wait meanwhile: these answers come sooner than letting them go on and waiting for them would take.
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


def page_objects(page: pdfium.PdfPage) -> Iterator[int]:
    """A page's objects by their addresses, in drawing order; those inside form objects are not among them."""
    return map(_object_at, repeat(address_of(page.raw)), range(pdfium_c.FPDFPage_CountObjects(page.raw)))


def objects_within(page: pdfium.PdfPage, depth: int) -> Iterator[tuple[int, int]]:
    """A page's objects by their addresses and their kinds, in drawing order, those inside form objects after the one they are in.

    Args:
        page: The page.
        depth: So many objects inside each other are looked into.
    """
    return _with_kinds(page_objects(page), depth)


def _with_kinds(objects: Iterable[int], depth: int) -> Iterator[tuple[int, int]]:
    for obj in objects:
        kind = kind_of(obj)
        yield obj, kind
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth > 1:
            yield from _with_kinds(map(_object_inside, repeat(obj), range(_count_inside(obj))), depth - 1)


def bounds_of(obj: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of an object, by its address, in the coordinates of what it is in.

    Raises:
        PdfiumError: It has none.
    """
    sides = (ctypes.c_float * 4)()
    at = ctypes.addressof(sides)
    if not _bounds_of(obj, at, at + 4, at + 8, at + 12):
        raise pdfium.PdfiumError("Failed to locate pageobject.")
    left, bottom, right, top = sides
    return left, bottom, right, top


_object_at = by_address(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_count_inside = by_address(pdfium_c.FPDFFormObj_CountObjects, ctypes.c_int, ctypes.c_void_p)
_object_inside = by_address(pdfium_c.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_bounds_of = by_address(pdfium_c.FPDFPageObj_GetBounds, ctypes.c_int, *(5 * (ctypes.c_void_p,)))
#: The kind of a page object, by its address.
kind_of = by_address(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
