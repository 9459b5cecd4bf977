"""One indicator side by side: every spelling, who has it, regions × years, and its values over the years as lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.report.chart import Chart, chart_of
from pipeline.report.reaching import Target, reached, targets_of
from pipeline.report.run_data import OWN_UNIT, Overlay, Row, RunData, is_doubtful, no_change
from pipeline.report.wording import code_of, region_of, value_of
from pipeline.report.words import JOINED, say_word
from pipeline.said import Language

#: Status, score and rule, as ``cara_padan`` has them.
_RULE = re.compile(r"([a-z]+) ([01]\.\d\d): (.*)", re.DOTALL)
#: Measures of the side-by-side tables, in the order they stand.
SHOWN = ("target", "realisasi", "capaian", "kondisi_awal", "kondisi_akhir")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A printed spelling and the rule, score or decision that joined it."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A value of the side-by-side table with the place it is from; of a result, whether its target was reached, where that is known."""

    shown: str
    document: str
    page: int
    doubtful: bool
    corrected: bool
    reached: bool | None = None


@dataclass(slots=True)
class RegionLine:
    """One region (and office) with one unit: its values by year."""

    region: str
    office: str
    unit: str
    odd_unit: bool
    code: str = ""
    years: dict[int, list[PlacedValue]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """The regions × years of one measure."""

    measure: str
    years: tuple[int, ...]
    lines: tuple[RegionLine, ...]


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator of the list."""

    slug: str
    name: str
    units: tuple[str, ...]
    spellings: int
    records: int
    documents: int
    regions: int
    years: str
    source: str
    field: str = ""
    provinces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator as people look at it.

    Attributes:
        direction, field: The registry's, empty where it says none.
        regions: Code and name of those that have it.
    """

    line: IndicatorLine
    id: str
    spellings: tuple[Spelling, ...]
    documents: tuple[tuple[str, str, str], ...]
    tables: tuple[MeasureTable, ...]
    chart: Chart | None
    direction: str = ""
    field: str = ""
    regions: tuple[tuple[str, str], ...] = ()


def indicator_lines(data: RunData) -> list[IndicatorLine]:
    """All indicators, those that most documents have first."""
    return sorted((_line(data, row) for row in data.indicators), key=_most)


def _most(line: IndicatorLine) -> tuple[int, int, str]:
    return -line.documents, -line.records, line.name.casefold()


def _line(data: RunData, row: Row) -> IndicatorLine:
    slug = data.slug[row["id_indikator"]]
    first, last = row["tahun_awal"], row["tahun_akhir"]
    return IndicatorLine(
        slug=slug,
        name=row["indikator_baku"],
        units=tuple(data.measured_in.get(row["id_indikator"], row["satuan"])),
        spellings=len(row["ejaan"]),
        records=row["jumlah_rekaman"],
        documents=row["jumlah_dokumen"],
        regions=len(row["kabupaten_kota"]),
        years=f"{first}–{last}" if first is not None and first != last else str(first or ""),
        source=row["sumber_baku"] or "",
        field=row.get("urusan") or "",
        provinces=tuple(data.provinces_of.get(row["id_indikator"], ())),
    )


def one_indicator(data: RunData, slug: str, language: Language, overlay: Overlay = no_change) -> IndicatorView:
    """The view of an indicator.

    Raises:
        KeyError: There is no such indicator.
    """
    indicator = data.indicator_of[slug]
    rows = [overlay(row) for row in data.rows_of_indicator(indicator["id_indikator"])]
    units = Counter(row["satuan"] for row in rows if row["satuan"] and row["ukuran"] in OWN_UNIT)
    usual = min(units, key=lambda unit: (-units[unit], unit)) if units else None
    direction: str = indicator.get("arah") or ""
    targets = targets_of(rows)
    tables = tuple(table for measure in SHOWN if (table := _table(data, rows, measure, usual, language, direction, targets)) is not None)
    documents = {data.short[row["id_dokumen"]]: (row["berkas"], region_of(row)) for row in rows}
    return IndicatorView(
        line=_line(data, indicator),
        id=indicator["id_indikator"],
        spellings=tuple(
            Spelling(text, _rule(said, language)) for text, said in zip(indicator["ejaan"], indicator["cara_padan"], strict=False)
        ),
        documents=tuple((key, *where) for key, where in documents.items()),
        tables=tables,
        chart=chart_of([row for row in rows if row["satuan"] == usual], usual or "", language, direction),
        direction=direction,
        field=indicator.get("urusan") or "",
        regions=tuple(sorted({(code_of(row), region_of(row)) for row in rows if code_of(row)})),
    )


def _rule(said: str, language: Language) -> str:
    """What joined a spelling, in words: "nama baku; ejaan: presentase=persentase"; how alike it is only where the program judged that."""
    found = _RULE.fullmatch(said)
    if found is None:
        return said
    status, score, why = found.groups()
    judged = f" ({float(score):.0%})" if status in ("otomatis", "tinjau") else ""
    return f"{say_word(JOINED, status, language)}{judged}; {why}"


def _table(
    data: RunData,
    rows: Sequence[Row],
    measure: str,
    usual: str | None,
    language: Language,
    direction: str,
    targets: Mapping[Target, float],
) -> MeasureTable | None:
    lines: dict[tuple[str, str, str], RegionLine] = {}
    seen: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
    for row in rows:
        if row["ukuran"] != measure or row["triwulan"] is not None or row["tahun"] is None or row["jenis_nilai"] == "kosong":
            continue
        key = (region_of(row), row["perangkat_daerah"] or "", row["satuan"] or "")
        line = lines.setdefault(
            key,
            RegionLine(*key, odd_unit=measure in OWN_UNIT and usual is not None and bool(key[2]) and key[2] != usual, code=code_of(row)),
        )
        shown = value_of(row, language)
        # The same value in several documents of an office is one value.
        if shown in seen[(*key, row["tahun"])]:
            continue
        seen[(*key, row["tahun"])].add(shown)
        sure = row["keyakinan"]
        line.years.setdefault(row["tahun"], []).append(
            PlacedValue(
                shown,
                data.short[row["id_dokumen"]],
                row["halaman"],
                is_doubtful(sure),
                "dikoreksi" in row["catatan"],
                reached(row, targets, direction),
            )
        )
    if not lines:
        return None
    years = sorted({year for line in lines.values() for year in line.years})
    return MeasureTable(measure, tuple(years), tuple(lines[key] for key in sorted(lines)))
