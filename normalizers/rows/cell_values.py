"""The value cells of a row: numbers with their year, quarter, measure and unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from normalizers.figures import parse_value, unit_in_brackets
from normalizers.form import MONEY, Column
from normalizers.words import NOTHING_TAUGHT, UserTerms
from schemas.stages import Cell, Value

#: Confidence of a value whose year stands only in a title, or had to be counted.
YEAR_FROM_TITLE, YEAR_COUNTED = 0.95, 0.93
#: A cell whose letters are read less surely than this is doubtful.
LEGIBLE = 0.8


@dataclass(frozen=True, slots=True)
class ValueContext:
    """What a row and its table say beside the cell.

    Attributes:
        columns: All value columns, for telling which a merged cell covers.
        unit: The row's unit column, canonical.
        indicator: The indicator's text.
        confidence: How surely the table was read and its indicator column understood.
        year_flags: By a column's first grid column, where its year comes from when it is not printed in the header.
        taught: Units that people named.
        mark: What the table's numbers have before their decimals, as far as they show it.
    """

    columns: Sequence[Column]
    unit: str | None
    indicator: str
    confidence: float
    year_flags: Mapping[int, str] = field(default_factory=dict)
    taught: UserTerms = NOTHING_TAUGHT
    mark: str | None = None


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
    flags.extend(sorted({flag for c in cells for flag in c.flags}))
    of_indicator = column.ukuran not in ("capaian", *MONEY) or _stands_alone(column, context.columns)
    hint = _unit_hint(column, context.unit if of_indicator else None)
    parsed = parse_value(text, hint, context.taught, mark=context.mark)
    named = unit_of_indicator(context.indicator, context.taught) if hint is None and of_indicator else None
    if named is not None and parsed.satuan is None and parsed.jenis_nilai in ("angka", "rentang"):
        parsed = parse_value(text, named, context.taught, mark=context.mark)
        flags.append("satuan_dari_indikator")
    unit = parsed.satuan
    year_flag = context.year_flags.get(column.cols[0])
    if year_flag is not None:
        flags.append(year_flag)
    from_year = {None: 1.0, "tahun_dari_judul": YEAR_FROM_TITLE, "tahun_dihitung": YEAR_COUNTED}.get(year_flag, 0.5)
    return Value(
        tahun=column.tahun,
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
        keyakinan=min(parsed.keyakinan, context.confidence, column.score, from_year, *(c.score for c in cells)),
        catatan=tuple(dict.fromkeys((*flags, *parsed.catatan))),
    )


def _stands_alone(column: Column, columns: Sequence[Column]) -> bool:
    """Whether an achievement is the indicator's own value: no target and no realisasi of its time stands beside it (LPPD)."""
    beside = {other.ukuran for other in columns if (other.tahun, other.triwulan) == (column.tahun, column.triwulan)}
    return column.ukuran == "capaian" and not {"target", "realisasi"} & beside


def _unit_hint(column: Column, row_unit: str | None) -> str | None:
    """The unit for a number without one: the header's, money for budgets, percent where a title says so, else the indicator's own unit."""
    if column.ukuran in MONEY:
        return column.satuan if column.satuan is not None and column.satuan.endswith("rupiah") else "rupiah"
    if column.satuan is not None:
        return column.satuan
    if column.ukuran == "capaian" and re.search(r"%|\b(?:per|pre|pro) ?sen", column.text, re.IGNORECASE):
        return "persen"
    return row_unit


def unit_of_indicator(indicator: str, taught: UserTerms = NOTHING_TAUGHT) -> str | None:
    """The unit an indicator's own text names: in brackets at its end, or by beginning as a percentage."""
    bracket = unit_in_brackets(indicator, taught)
    if bracket is not None:
        return bracket.name
    percentage = re.match(r"\W*(?:\d+[.)]\s*)?(?:(?:per|pre|pro)sentase\b|%)", indicator, re.IGNORECASE)
    return "persen" if percentage else None
