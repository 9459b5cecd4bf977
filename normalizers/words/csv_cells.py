"""Cells of CSV files that a spreadsheet may open: text that would be a formula there is marked as text, and read back without the mark."""

from __future__ import annotations

import re

#: What Excel and others take for the beginning of a formula, in CSV too; also as wide letters, and after the mark itself.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def to_csv(text: str) -> str:
    """The text as a cell that no spreadsheet calculates.

    >>> to_csv('=1+1'), to_csv('Jumlah')
    ("'=1+1", 'Jumlah')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def from_csv(cell: str) -> str:
    """The text that :func:`to_csv` was given; a cell that somebody wrote without the mark is as it is."""
    return cell[1:] if _MARKED.match(cell) else cell
