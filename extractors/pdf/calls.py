"""PDFium's functions asked by plain addresses, which is cheaper a call than by wrapped pointers."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


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
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))
