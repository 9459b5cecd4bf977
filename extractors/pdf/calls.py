"""PDFium's functions asked by plain addresses, which is cheaper a call than by wrapped pointers."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray


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


def as_it_is(function: Callable[..., Any], result: Any = None) -> Callable[..., Any]:
    """A function of PDFium that takes whole numbers, and places in memory as of :func:`place` and :func:`rows_of`, with nothing converted.

    Asked for every letter: looking up how each argument is to be converted, and making a number of an answer nobody reads, takes more
    time than PDFium's own answer.

    Args:
        function: As bound by pypdfium2.
        result: The C type of what it gives; None when its answer falls into one of the places.
    """
    return ctypes.PYFUNCTYPE(result)(address_of(function))


def place(address: int) -> Any:
    """A place in memory as an argument of what :func:`as_it_is` gives."""
    return ctypes.byref(ctypes.c_char.from_address(address))


def rows_of(array: NDArray[Any]) -> Iterator[Any]:
    """The places of an array's rows, which must outlive them."""
    if not array.size:
        return iter(())
    whole = ctypes.c_char.from_address(array.ctypes.data)
    return map(ctypes.byref, repeat(whole), range(0, array.nbytes, array.strides[0]))


def page_objects(page: pdfium.PdfPage) -> list[tuple[int, int]]:
    """A page's objects by their addresses, with their kinds, in drawing order; those inside form objects are not among them."""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    return _with_kinds(map(_object_at, repeat(place(address_of(page.raw))), range(count)))


def objects_inside(form: int) -> list[tuple[int, int]]:
    """The objects inside a form object, as of :func:`page_objects`."""
    return _with_kinds(map(_object_inside, repeat(form), range(_count_inside(form))))


def objects_of(page: pdfium.PdfPage, kind: int, depth: int) -> Iterator[int]:
    """A page's objects of one kind by their addresses, in drawing order, those inside form objects in the place of the one they are in.

    Args:
        page: The page.
        kind: As PDFium numbers them.
        depth: So many objects inside each other are looked into.
    """
    return _of_kind(page_objects(page), kind, depth)


def _of_kind(objects: Sequence[tuple[int, int]], wanted: int, depth: int) -> Iterator[int]:
    for obj, kind in objects:
        if kind == wanted:
            yield obj
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth > 1:
            yield from _of_kind(objects_inside(obj), wanted, depth - 1)


def _with_kinds(objects: Iterable[int]) -> list[tuple[int, int]]:
    found = list(objects)
    return list(zip(found, map(kind_of, found), strict=True))


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


_object_at = as_it_is(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p)
_count_inside = by_address(pdfium_c.FPDFFormObj_CountObjects, ctypes.c_int, ctypes.c_void_p)
_object_inside = by_address(pdfium_c.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_bounds_of = by_address(pdfium_c.FPDFPageObj_GetBounds, ctypes.c_int, *(5 * (ctypes.c_void_p,)))
#: The kind of a page object, by its address.
kind_of = by_address(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
