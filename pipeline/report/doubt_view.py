"""What is in doubt over all documents, grouped by what one look settles, most rows first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from pipeline.report.run_data import Overlay, Row, RunData, is_doubtful, no_change
from pipeline.report.wording import doubts, moment, region_of, value_of
from pipeline.said import Language

#: Flags that tell where a value comes from and are no doubt by themselves stand behind the others.
_MILD = frozenset(
    {"tahun_dari_judul", "sel_gabung_tahun", "sel_gabung_baris", "nilai_sel_gabung", "satuan_dari_indikator", "tahun_dihitung"}
)


@dataclass(frozen=True, slots=True)
class DoubtfulValue:
    """A value to check."""

    row: Row
    shown: str
    printed: str
    unit: str
    moment: str
    percent: int
    doubts: tuple[str, ...]


@dataclass(slots=True)
class Doubt:
    """Things that one look settles.

    Attributes:
        kind: ``nilai`` (values of one table doubted for one reason) or ``tunggu`` (rows that wait for one reason).
        title: What it is about.
        document: The document's id in addresses, the first one's where there are several.
        hangs: How many values or rows hang on it.
        key: What names it in addresses.
    """

    key: str
    kind: str
    title: str
    document: str
    berkas: str
    region: str
    hangs: int = 0
    values: list[DoubtfulValue] = field(default_factory=list)
    waiting: list[Row] = field(default_factory=list)


def doubtful(data: RunData, language: Language, overlay: Overlay = no_change) -> list[Doubt]:
    """Everything in doubt, what most hangs on first."""
    found: dict[tuple[object, ...], Doubt] = {}
    for landed in data.doubtful_rows:
        row = overlay(landed)
        if not is_doubtful(row["keyakinan"]):
            continue
        reasons = [flag for flag in row["catatan"] if flag not in _MILD] or row["catatan"]
        key = ("nilai", row["id_dokumen"], row["tabel"], tuple(sorted(reasons)))
        title = "; ".join(doubts({**row, "catatan": reasons}, language)) or "–"
        doubt = found.setdefault(key, _doubt(data, key, title, row))
        doubt.values.append(_value(row, language))
        doubt.hangs += 1
    for row in data.waiting:
        why = ("tunggu", row["alasan"], row["kepala"] or row["id_dokumen"])
        doubt = found.setdefault(why, _doubt(data, why, row["penjelasan"], row))
        doubt.waiting.append(row)
        doubt.hangs += 1
    return sorted(found.values(), key=lambda doubt: (-doubt.hangs, doubt.kind != "tunggu", doubt.berkas, doubt.title))


def _doubt(data: RunData, key: tuple[object, ...], title: str, row: Row) -> Doubt:
    document = data.document_of[data.short[row["id_dokumen"]]]
    code = hashlib.sha256(repr(key).encode()).hexdigest()[:16]
    return Doubt(code, str(key[0]), title, data.short[row["id_dokumen"]], row["berkas"], region_of(document))


def _value(row: Row, language: Language) -> DoubtfulValue:
    return DoubtfulValue(
        row=row,
        shown=value_of(row, language),
        printed=row["nilai_teks"] or "",
        unit=row["satuan"] or "",
        moment=moment(row, language),
        percent=round(100 * row["keyakinan"]),
        doubts=tuple(doubts(row, language)),
    )


def paged(doubts_: list[Doubt], size: int) -> list[list[Doubt]]:
    """The doubts in pages of some ``size`` things to look at each; a doubt larger than that goes over several."""
    pages: list[list[Doubt]] = [[]]
    room = size
    for doubt in doubts_:
        parts = _parts(doubt, size)
        for part in parts:
            count = len(part.values) + len(part.waiting)
            if count > room and pages[-1]:
                pages.append([])
                room = size
            pages[-1].append(part)
            room -= count
    return pages


def _parts(doubt: Doubt, size: int) -> list[Doubt]:
    if len(doubt.values) + len(doubt.waiting) <= size:
        return [doubt]
    starts = range(0, max(len(doubt.values), len(doubt.waiting)), size)
    return [replace(doubt, values=doubt.values[at : at + size], waiting=doubt.waiting[at : at + size]) for at in starts]
