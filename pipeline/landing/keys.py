"""No key lands twice: what is checked of each document alone is seen over all of them here."""

from __future__ import annotations

import hashlib
from array import array

import numpy as np
import pyarrow as pa

#: Bytes of a key's hash that are kept: of a million keys two are alike in one run of a hundred million.
_BYTES = 8


class KeyTwice(Exception):
    """A table's key is in two of its rows."""


class Keys:
    """The keys of a table, eight bytes each.

    Args:
        table: Its name.
        column: Its key; None for a table that has none.
    """

    def __init__(self, table: str, column: str | None) -> None:
        self._table, self._column = table, column
        self._seen = array("Q")

    def add(self, part: pa.Table) -> None:
        """Take in some rows."""
        if self._column is not None:
            for key in part[self._column].to_pylist():
                self._seen.append(int.from_bytes(hashlib.blake2b(key.encode(), digest_size=_BYTES).digest()))

    def check(self) -> None:
        """See that no key is there twice.

        Raises:
            KeyTwice: One is.
        """
        found = np.sort(np.frombuffer(self._seen, dtype=np.uint64)) if self._seen else np.zeros(0, dtype=np.uint64)
        twice = int((found[1:] == found[:-1]).sum())
        if twice:
            raise KeyTwice(f"{self._table}.{self._column}: {twice} kunci tercatat dua kali")
