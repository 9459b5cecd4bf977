"""PDFium's functions asked by plain addresses, which is cheaper a call than by wrapped pointers."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
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


_object_at = by_address(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
#: The kind of a page object, by its address.
kind_of = by_address(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
