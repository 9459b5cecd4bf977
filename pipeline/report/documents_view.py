"""All documents, worst first: how each was read, and why that deserves a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.report.run_data import Overlay, Row, RunData, no_change
from pipeline.report.wording import region_of
from pipeline.report.words import KINDS, phrase, say_word
from pipeline.said import Language

#: Lights: all landed and sure; to be looked at; nothing of it could be read.
GOOD, LOOK, UNREAD = "baik", "lihat", "gagal"
_WORST = {UNREAD: 0, LOOK: 1, GOOD: 2}


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document of the overview.

    Attributes:
        key: Its id in addresses.
        light: ``baik``, ``lihat`` or ``gagal``.
        word: The same as a person reads it.
        reasons: Why it has that light, worst first.
        kinds: Kinds of its tables, as codes.
        waiting: Rows that did not land.
    """

    key: str
    berkas: str
    light: str
    word: str
    reasons: tuple[str, ...]
    province: str
    region: str
    office: str
    period: str
    kinds: tuple[str, ...]
    kind_words: tuple[str, ...]
    years: tuple[int, ...]
    pages: int
    tables: int
    records: int
    values: int
    doubtful: int
    waiting: int
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the documents; equal to what the Parquet files hold."""

    documents: int
    records: int
    values: int
    doubtful: int
    waiting: int
    lights: Counter[str]

    @property
    def share_sure(self) -> float:
        """Of the values the percentage that need no check."""
        return 100 * (1 - self.doubtful / self.values) if self.values else 100.0


def overview(data: RunData, language: Language, overlay: Overlay = no_change) -> list[DocumentLine]:
    """One line a document, worst first: what could not be read, then by how much of it waits or is in doubt."""
    doubtful = data.doubtful_by_document(overlay)
    lines = [document_line(data, row, doubtful[row["id_dokumen"]], language) for row in data.documents]
    return sorted(lines, key=lambda line: (_WORST[line.light], -line.waiting - line.doubtful, line.berkas))


def totals(lines: Sequence[DocumentLine]) -> Totals:
    """The sums of some lines."""
    return Totals(
        documents=len(lines),
        records=sum(line.records for line in lines),
        values=sum(line.values for line in lines),
        doubtful=sum(line.doubtful for line in lines),
        waiting=sum(line.waiting for line in lines),
        lights=Counter(line.light for line in lines),
    )


def document_line(data: RunData, row: Row, doubtful: int, language: Language) -> DocumentLine:
    """The line of one row of ``dokumen`` with so many values to check."""
    key = row["id_dokumen"]
    kinds = data.kinds.get(key, [])
    light, reasons = light_of(row, doubtful, kinds, language)
    first, last = row["periode_awal"], row["periode_akhir"]
    return DocumentLine(
        key=data.short[key],
        berkas=row["berkas"],
        light=light,
        word=phrase({GOOD: "good", LOOK: "look", UNREAD: "unread"}[light], language),
        reasons=tuple(reasons),
        province=row["nama_provinsi"] or "",
        region=region_of(row),
        office=row["perangkat_daerah"] or "",
        period=f"{first}–{last}" if first and first != last else str(first or ""),
        kinds=tuple(kinds),
        kind_words=tuple(say_word(KINDS, kind, language) for kind in kinds),
        years=tuple(data.years.get(key, [])),
        pages=row["halaman"],
        tables=row["tabel"],
        records=row["rekaman"],
        values=row["nilai"],
        doubtful=doubtful,
        waiting=row["karantina"],
        copies=tuple(row["salinan"]),
    )


def light_of(row: Row, doubtful: int, kinds: Sequence[str], language: Language) -> tuple[str, list[str]]:
    """A document's light and its reasons."""
    status, waits = row["status"], row["karantina"]
    if status == "gagal":
        return UNREAD, [phrase("r_failed", language, detail=row["galat"] or "?")]
    if status == "gambar":
        return UNREAD, [phrase("r_picture", language)]
    if status == "menunggu" or (waits and not row["rekaman"]):
        return UNREAD, [phrase("r_all_wait", language, n=waits)]
    reasons = []
    if status == "sebagian":
        reasons.append(phrase("r_partly", language, detail=row["galat"] or "?"))
    if status == "tanpa_tabel":
        reasons.append(phrase("r_no_table", language))
    if waits:
        reasons.append(phrase("r_wait", language, n=waits))
    if row["rekaman"] and row["kode_provinsi"] is None:
        reasons.append(phrase("r_region", language))
    if row["rekaman"] and not row["nilai"] and kinds != ["definisi"]:
        reasons.append(phrase("r_no_values", language))
    if doubtful:
        reasons.append(phrase("r_doubt", language, n=doubtful))
    return (LOOK, reasons) if reasons else (GOOD, [phrase("r_good", language)])
