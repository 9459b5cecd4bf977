"""What stands in one cell when values are laid out by row and column: one value, or all of them where they differ, never a mean."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.documents import DOUBTFUL
from pipeline.workbook.values import Codes, Values

#: So many different values are spelt out in a cell.
SPELT_OUT = 4
#: Kinds of value that are shown as numbers.
_NUMBERS = frozenset({"angka", "persen"})
#: The signs, so that a mark is seen in black and white too.
SURE, NOTED, DOUBTED, DIFFERING = "", "*", "?", "≠"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is written into a cell.

    Attributes:
        row, column: The codes it was asked for by.
        number: The number, or None where the text stands.
        text: As printed; of values that differ all, with " / " between.
        mark: ``SURE``, ``NOTED`` (there is a flag), ``DOUBTED`` (its confidence is low) or ``DIFFERING`` (documents say different things).
        sign: The comparison printed before a number.
        places: Rows of ``iku.parquet`` it stands for, the surest first.
    """

    row: int
    column: int
    number: float | None
    text: str
    mark: str
    sign: str
    places: tuple[int, ...]


class Pivot:
    """Lays out values.

    Args:
        values: All there are.
    """

    def __init__(self, values: Values) -> None:
        self._values = values
        self._filled = values.filled

    def cells(self, chosen: Codes, row: Codes, column: Codes) -> Iterator[Cell]:
        """The cells of a layout, row by row, left to right.

        Args:
            chosen: Which values take part (rows of ``iku.parquet``).
            row, column: For every value of the file, where it goes.
        """
        values = self._values
        # What says nothing comes last, the surest first; else in the file's order.
        keys = (-values.confidence[chosen], ~self._filled[chosen], column[chosen], row[chosen])
        order = chosen[np.lexsort(keys)]
        rows, columns = row[order], column[order]
        begins = np.flatnonzero((np.diff(rows, prepend=-1) != 0) | (np.diff(columns, prepend=-1) != 0)).tolist()
        for begin, end in zip(begins, [*begins[1:], len(order)], strict=False):
            places = tuple(order[begin:end].tolist())
            yield self._cell(int(rows[begin]), int(columns[begin]), places)

    def _cell(self, row: int, column: int, places: tuple[int, ...]) -> Cell:
        filled = tuple(place for place in places if self._filled[place]) if len(places) > 1 else places
        first = (filled or places)[0]
        if len(filled) > 1:
            said = {self._said(place): place for place in reversed(filled)}
            if len(said) > 1:
                distinct = [place for place in filled if said[self._said(place)] == place]
                shown = [self.shown(place) for place in distinct[:SPELT_OUT]]
                more = [f"… ({len(distinct)})"] if len(distinct) > SPELT_OUT else []
                return Cell(row, column, None, " / ".join([*shown, *more]), DIFFERING, "", tuple(distinct))
        number = self.number(first)
        sign = self._values.sign.words[self._values.sign.codes[first]] if number is not None else ""
        text = self.shown(first) if number is None else ""
        return Cell(row, column, number, text, self.mark(first), sign, filled or places)

    def number(self, place: int) -> float | None:
        """The number to show: none of a range or text, nor of a grade, which is more than its score."""
        number = float(self._values.number[place])
        is_number = not math.isnan(number) and self._values.kind.words[self._values.kind.codes[place]] in _NUMBERS
        return number if is_number else None

    def _said(self, place: int) -> tuple[object, ...]:
        """Two values that say the same are one, wherever they stand."""
        number = self.number(place)
        if number is not None:
            return number, int(self._values.sign.codes[place])
        return ("".join(self._text(place).split()).casefold(),)

    def mark(self, place: int) -> str:
        """How sure one value is."""
        if self._filled[place] and self._values.confidence[place] < DOUBTFUL:
            return DOUBTED
        return NOTED if self._filled[place] and self._values.noted[place] else SURE

    def shown(self, place: int) -> str:
        """One value as printed."""
        return " ".join(self._text(place).split())

    def _text(self, place: int) -> str:
        return self._values.text[place].as_py() or ""


def keys_of(*columns: Codes) -> tuple[Codes, Codes]:
    """Several columns of codes as one.

    Returns:
        For each row its code, and the first row of each code; codes sort as the columns do, the first before the others.
    """
    joined = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        joined = joined * (int(column.max(initial=0)) + 1) + column
    _, first, codes = np.unique(joined, return_index=True, return_inverse=True)
    return codes.reshape(-1), first
