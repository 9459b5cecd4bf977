"""The indicators of a header, each with the columns that are its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from normalizers.form.meaning import LEVELS, MONEY, PARENTS, Column, IndicatorSet
from normalizers.header import said_by


def sets_of(columns: Sequence[Column]) -> tuple[IndicatorSet, ...]:
    """The indicators with the columns that belong to each alone.

    What stands right of an indicator up to the next set's names is its own; where all values stand right of the last indicator, in a
    table of one record a row, they are the last one's.
    """
    places = [index for index, column in enumerate(columns) if column.role == "indikator"]
    each_named = _each_has_a_parent(columns, places)
    if len(places) > 1 and not each_named:
        # A label beside the indicators ("Masukan", "Keluaran") is none of them.
        valued = [place for place, after in zip(places, (*places[1:], len(columns)), strict=True) if _has_values(columns[place:after])]
        # Of an indicator before a change and after it the values right of both are the later one's.
        places = valued if len(valued) > 1 else [max(places, key=lambda index: (_is_changed(columns[index]), columns[index].score))]
    sets: list[IndicatorSet] = []
    for number, place in enumerate(places):
        alone = len(places) == 1
        begin = _begin(columns, places, number) if not alone else 0
        end = _begin(columns, places, number + 1) if number + 1 < len(places) else len(columns)
        own = columns[begin:end]
        parents = tuple(column for column in (columns if alone else columns[begin:place]) if column.role in PARENTS)
        if not parents and sets and not each_named:
            # Groups of indicators beside one name: the name holds for each.
            parents = sets[0].parents
        values = tuple(column for column in own if column.role == "nilai")
        unit = next((column for column in own if column.role == "satuan"), None)
        sets.append(IndicatorSet(columns[place], values, unit, parents))
    return tuple(sets)


def _is_changed(column: Column) -> bool:
    """Whether a column's titles say that it is the state after a change."""
    return any(said_by(title).has("lain", "menjadi") for title in column.path)


def _has_values(columns: Sequence[Column]) -> bool:
    return any(column.role == "nilai" for column in columns)


def _each_has_a_parent(columns: Sequence[Column], places: Sequence[int]) -> bool:
    """Whether a column of names stands before every indicator but perhaps the first: a set each.

    In a tree of goals with headers of its own the names' columns are unknown ones, one left of each indicator.
    """
    between = [columns[before + 1 : place] for before, place in pairwise(places)]
    named = all(any(column.role in PARENTS for column in part) for part in between)
    alternate = len(places) > 2 and all(len(part) == 1 and part[0].role in (*PARENTS, "lainnya", "tidak_pasti") for part in between)
    return named or alternate


def _begin(columns: Sequence[Column], places: Sequence[int], number: int) -> int:
    """The first column of a set: the names and numbers left of its indicator, and the money right beside such names."""
    place = places[number]
    before = places[number - 1] if number else -1
    begin = place
    while begin - 1 > before:
        left, further = columns[begin - 1], columns[begin - 2] if begin - 2 > before else None
        named = left.ukuran in MONEY and further is not None and further.role in LEVELS[2:]
        if not named and left.role not in (*PARENTS, "nomor", "kode", "lainnya", "tidak_pasti"):
            break
        begin -= 1
    return begin if number else 0
