"""The value cells of a row: numbers with their year, quarter, measure and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalizers.figures import parse_value, unit_in_brackets
from normalizers.form import Column
from normalizers.words import NOTHING_TAUGHT, UserTerms
from schemas.stages import Cell, Value

#: Confidence of a value whose year stands only in a title.
YEAR_FROM_TITLE = 0.9
#: A cell whose letters are read less surely than this is doubtful.
LEGIBLE = 0.8
MONEY = ("pagu", "realisasi_anggaran")


@dataclass(frozen=True, slots=True)
class ValueContext:
    """What a row and its table say beside the cell.

    Attributes:
        columns: All value columns, for telling which a merged cell covers.
        unit: The row's unit column, canonical.
        indicator: The indicator's text.
        confidence: The table's.
        year: The one year of the title, for columns without one.
        end_year: The year of a final condition without one.
        taught: Units that people named.
    """

    columns: Sequence[Column]
    unit: str | None
    indicator: str
    confidence: float
    year: int | None
    end_year: int | None
    taught: UserTerms = NOTHING_TAUGHT


def read_value(column: Column, cells: Sequence[Cell], text: str, context: ValueContext) -> Value:
    """Read the value of one column in one row.

    Args:
        column: The value column.
        cells: Its cells in the row, the first one giving the place.
        text: Their text, lines joined by newlines.
        context: What the row and table say otherwise.
    """
    cell = cells[0]
    flags: list[str] = []
    if text.strip():
        covered = sum(any(cell.col <= c < cell.col + cell.cols for c in other.cols) for other in context.columns)
        if covered > 1:
            flags.append("sel_gabung_tahun")
        if cell.rows > 1:
            flags.append("sel_gabung_baris")
    if min(c.score for c in cells) < LEGIBLE:
        flags.append("angka_meragukan")
    parsed = parse_value(text, _unit_hint(column, context.unit), context.taught)
    unit = parsed.satuan
    if unit is None and parsed.jenis_nilai in ("angka", "rentang") and column.ukuran not in ("capaian", *MONEY):
        unit = unit_of_indicator(context.indicator, context.taught)
        if unit is not None:
            flags.append("satuan_dari_indikator")
    year, from_title = _year(column, context)
    if year is None:
        flags.append("tahun_tidak_diketahui")
    elif from_title:
        flags.append("tahun_dari_judul")
    return Value(
        tahun=year,
        triwulan=column.triwulan,
        ukuran=column.ukuran,
        nilai_teks=parsed.nilai_teks,
        nilai=parsed.nilai,
        nilai_bawah=parsed.nilai_bawah,
        nilai_atas=parsed.nilai_atas,
        pembanding=parsed.pembanding,
        satuan=unit,
        jenis_nilai=parsed.jenis_nilai,
        halaman=cell.page,
        kotak=cell.box,
        keyakinan=min(parsed.keyakinan, context.confidence, *(c.score for c in cells), YEAR_FROM_TITLE if from_title else 1.0),
        catatan=(*flags, *parsed.catatan),
    )


def _unit_hint(column: Column, row_unit: str | None) -> str | None:
    """The unit for a number without one: the header's, money for budgets, percent for achievements, else the unit column's."""
    if column.satuan is not None:
        return column.satuan
    if column.ukuran in MONEY:
        return "rupiah"
    if column.ukuran == "capaian":
        return "persen" if re.search(r"%|\bpersen", column.text) else None
    return row_unit


def _year(column: Column, context: ValueContext) -> tuple[int | None, bool]:
    """The value's year, and whether it comes from a title instead of the column."""
    if column.tahun is not None:
        return column.tahun, False
    if column.tahun_ke is not None and context.end_year is not None:
        # The last counted year is the period's last, whether or not its first year is counted.
        counted = [other.tahun_ke for other in context.columns if other.tahun_ke is not None]
        return context.end_year - max(counted) + column.tahun_ke, True
    if column.ukuran == "kondisi_akhir":
        return context.end_year, context.end_year is not None
    if column.ukuran == "kondisi_awal":
        return None, False
    return context.year, context.year is not None


def unit_of_indicator(indicator: str, taught: UserTerms) -> str | None:
    """The unit an indicator's own text names: in brackets at its end, or by beginning as a percentage."""
    bracket = unit_in_brackets(indicator, taught)
    if bracket is not None:
        return bracket.name
    percentage = re.match(r"\W*(?:\d+[.)]\s*)?(?:(?:per|pre|pro)sentase\b|%)", indicator, re.IGNORECASE)
    return "persen" if percentage else None
