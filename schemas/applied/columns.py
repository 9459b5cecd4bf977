"""Arrow columns as NumPy sees them, without the conversions of Arrow's own, which bring in pandas (half a second)."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Codes = npt.NDArray[np.int64]


@cache
def leave_pandas_out() -> None:
    """Keep Arrow from loading pandas where that is installed, which takes as long as reading thirty pages, in every worker.

    Arrow does so before it makes the first array or scalar of something of Python, to see whether that is one of pandas'. It looks once;
    who asks it for pandas' own tables later gets them all the same. It does so again for values whose type it has to find out, so their
    type must be told.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _NoPandas)
        try:
            pa.array([], pa.null())
        finally:
            sys.meta_path.remove(_NoPandas)


class _NoPandas:
    """Finds no pandas."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def numbers_of(column: pa.Array | pa.ChunkedArray) -> npt.NDArray[Any]:
    """The numbers of a column in which none is empty; of one that is true or false, 1 and 0."""
    whole = _joined(column)
    if pa.types.is_boolean(whole.type):
        whole = whole.cast(pa.uint8())
    kind = np.dtype(whole.type.to_pandas_dtype())
    if not len(whole):
        return np.empty(0, dtype=kind)
    return np.frombuffer(whole.buffers()[1], dtype=kind)[whole.offset : whole.offset + len(whole)]


def codes_of(column: pa.ChunkedArray) -> tuple[Codes, list[Any]]:
    """For each row the place of its value among the column's values; what is empty is a value, None."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    encoded = _joined(column).dictionary_encode(null_encoding="encode")
    return numbers_of(encoded.indices).astype(np.int64), encoded.dictionary.to_pylist()


def _joined(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    whole = column.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.array([], whole.type)
    return whole
