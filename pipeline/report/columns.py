"""Arrow columns as NumPy sees them, and back: without the conversions of Arrow's own, which bring in pandas (half a second)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from schemas.applied import codes_of


def places_by_value(column: pa.ChunkedArray) -> dict[Any, pa.Array]:
    """By value of a column, the numbers of its rows in their order."""
    codes, values = codes_of(column)
    order = np.argsort(codes, kind="stable")
    edges = np.searchsorted(codes[order], np.arange(len(values) + 1))
    return {value: as_array(order[edges[place] : edges[place + 1]]) for place, value in enumerate(values)}


def combinations(columns: Sequence[pa.ChunkedArray]) -> list[tuple[Any, ...]]:
    """The different combinations of values that rows have in some columns."""
    found = [codes_of(column) for column in columns]
    joined = np.zeros(len(found[0][0]), dtype=np.int64)
    for codes, values in found:
        joined = joined * max(1, len(values)) + codes
    _, first = np.unique(joined, return_index=True)
    return [tuple(values[codes[row]] for codes, values in found) for row in first.tolist()]


def rows_below(column: pa.ChunkedArray, limit: float) -> pa.Array:
    """The numbers of the rows whose value is below a limit; an empty one is not."""
    codes, values = codes_of(column)
    below = np.array([value is not None and value < limit for value in values], dtype=bool)
    return as_array(np.flatnonzero(below[codes]) if len(codes) else codes)


def as_array(numbers: npt.NDArray[Any]) -> pa.Array:
    """Whole numbers as Arrow has them."""
    numbers = np.ascontiguousarray(numbers, dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])
