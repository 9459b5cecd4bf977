"""Years and quarters that stand beside the indicators, a row each: they date the values of their rows, whatever a title names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from normalizers.form.achievements import TOTALS
from normalizers.form.meaning import Column, Header, Meaning
from normalizers.header import said_by
from normalizers.words import QUARTER_NUMBERS, fold, quarter_in
from schemas.stages import Grid

#: So many rows, and this share of those that the column has text in, print a year.
LEAST_ROWS, SHARE = 2, 0.8
#: What a column of years may be taken for by its figures.
_UNSAID = ("nomor", "kode", "lainnya", "tidak_pasti", "keterangan", "uraian")
#: What a column of years may be called, and the words that may stand beside: any other says that something else is of that year.
_YEAR_WORDS = frozenset({"tahun", "thn", "th", "ta"})
_OF_WHAT = frozenset({"anggaran", "evaluasi", "pelaksanaan", "pengukuran", "kinerja", "penilaian", "pelaporan", "laporan", "periode"})
#: Titles of columns that say of what time a row is.
_PERIODS = frozenset({"periode", "waktu", "periode pelaporan", "periode penilaian", "periode pengukuran", "periode laporan"})

_YEAR = re.compile(r"\W*(?:(?:tahun|thn|th|ta)\W*)?((?:19|20)\d\d)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RowYears:
    """A header whose rows print their years.

    Attributes:
        header: The columns, that of the years one of no value.
        years: By row.
    """

    header: Header
    years: dict[int, int] = field(default_factory=dict)


def years_of_rows(grid: Grid, header: Header, until: int) -> RowYears:
    """The years that a column titled "Tahun" prints for each row; none where the value columns print their own.

    Args:
        grid: The table.
        header: Its header, before titles date its columns.
        until: The row after the last one below it.
    """
    if any(column.meaning.moment[1:4] != (None, None, None) for column in header.values) or not header.values:
        return RowYears(header)
    found = [(column, years) for column in header.columns if (years := _years(grid, header, column, until))]
    if len(found) != 1:
        return RowYears(header)
    ((column, years),) = found
    return RowYears(_without_values_in(header, column), years)


@dataclass(frozen=True, slots=True)
class RowQuarters:
    """A header whose rows are quarters of their indicators.

    Attributes:
        header: The columns, that of the quarters one of no value.
        quarters: By row; None for one that tells the whole year beside them ("Kondisi Akhir", "Total").
        yearly: First grid columns of values that are the year's in every row: those that print their year, beside others that print none.
    """

    header: Header
    quarters: Mapping[int, int | None] = field(default_factory=dict)
    yearly: frozenset[int] = frozenset()


def quarters_of_rows(grid: Grid, header: Header, until: int) -> RowQuarters:
    """The quarters that a column prints for each row; none where the value columns print their own.

    Args:
        grid: The table.
        header: Its header, before titles date its columns.
        until: The row after the last one below it.
    """
    values = header.values
    if not values or any(column.triwulan is not None for column in values):
        return RowQuarters(header)
    found = [(column, quarters) for column in header.columns if (quarters := _quarters(grid, header, column, until))]
    if len(found) != 1:
        return RowQuarters(header)
    ((column, quarters),) = found
    dated = {each.cols[0] for each in values if each.meaning.moment[1:4] != (None, None, None) or "tahunan" in fold(each.text).split()}
    yearly = frozenset(dated if len(dated) < len(values) else ())
    return RowQuarters(_without_values_in(header, column), quarters, yearly)


def _without_values_in(header: Header, column: Column) -> Header:
    """The header with a column that only says when its rows are of."""
    return header.mapped(lambda each: replace(each, meaning=Meaning("lainnya")) if each is column else each)


def _texts(grid: Grid, header: Header, column: Column, until: int) -> dict[int, str]:
    """By row, what a column prints below its header."""
    texts = {row: " ".join(grid.at(row, column.cols[0]).text.split()) for row in range(header.end, until)}
    return {row: text for row, text in texts.items() if text}


def _mostly(found: dict[int, int], texts: Mapping[int, str]) -> dict[int, int]:
    """What was found in a column's texts, where nearly all of them say such a thing."""
    return found if len(found) >= max(LEAST_ROWS, SHARE * len(texts)) else {}


def _quarters(grid: Grid, header: Header, column: Column, until: int) -> dict[int, int | None]:
    if column.role not in (*_UNSAID, "nilai") or len(column.cols) != 1:
        return {}
    titled = any("triwulan" in said_by(text).when.speaks_of for text in column.path)
    of_time = fold(column.text) in _PERIODS
    texts = _texts(grid, header, column, until)
    said = {row: quarter_in(text) or (QUARTER_NUMBERS.get(text.casefold().strip(" .:")) if titled else None) for row, text in texts.items()}
    quarters = {row: quarter for row, quarter in said.items() if quarter is not None}
    of_year = {row: None for row, text in texts.items() if row not in quarters and _tells_the_year(text)}
    others = {row: text for row, text in texts.items() if row not in of_year}
    # One quarter in all rows is no column of quarters, unless the title says that it tells the time.
    found = _mostly(quarters, others) if len(set(quarters.values())) >= LEAST_ROWS or (of_time and of_year) else {}
    return {**found, **of_year} if found else {}


def _tells_the_year(text: str) -> bool:
    """Whether a label among those of quarters is that of the whole year."""
    said = said_by(text)
    whole = said.head is None and not said.foreign and len(said.when.years) == 1 and said.when.quarter is None
    return fold(text) in TOTALS or said.has("ukuran", "kondisi_akhir") or "tahun" in said.when.speaks_of or whole


def _years(grid: Grid, header: Header, column: Column, until: int) -> dict[int, int]:
    if column.role not in _UNSAID or len(column.cols) != 1 or not _is_titled(column):
        return {}
    texts = _texts(grid, header, column, until)
    return _mostly({row: int(match[1]) for row, text in texts.items() if (match := _YEAR.fullmatch(text)) is not None}, texts)


def _is_titled(column: Column) -> bool:
    """Whether a title says that years stand below it, and not of what ("Tahun Perolehan")."""
    words = {word for text in column.path for word in fold(text).split()}
    return bool(words & _YEAR_WORDS) and not words - _YEAR_WORDS - _OF_WHAT
