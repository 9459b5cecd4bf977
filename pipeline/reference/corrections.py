"""What people decided about single values, rows and documents, applied to what was read.

A decision names its document by content (SHA-256), so it holds wherever the file lies. A value is named by its record, year, quarter and
measure and by what was read there: should the program read something else there one day, the decision is told of and not applied.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from normalizers.figures import canonical_unit, parse_value
from normalizers.names import CORRECTED, DOCUMENT, DROPPED, ROW, SAME, VALUE, Decision
from normalizers.owner import OFFICE, PERIOD, REGION, given, meant
from normalizers.words import NOTHING_TAUGHT, UserTerms
from pipeline.documents import FoundPdf, Outcome
from schemas.applied import record_id
from schemas.contract import TABLES
from schemas.stages import DocumentIdentity, Quarantined, Record, Value

#: Flags of a value that a person found right, and of one that a person changed.
CHECKED, CHANGED = "diperiksa", "dikoreksi"
#: What may be decided about a document.
FIELDS = (REGION, OFFICE, PERIOD)
#: The first and the last year that a value or a period may have.
YEARS = next((column.minimum or 0, column.maximum or 9999) for column in TABLES["iku"].columns if column.name == "tahun")
_READ = ("nilai_teks", "nilai", "nilai_bawah", "nilai_atas", "satuan")
Row = dict[str, Any]


def value_key(id_dokumen: str, record: str, value: Mapping[str, Any]) -> str:
    """What names a value: ``document/record/measure/year/quarter/what was read``."""
    read = hashlib.sha256(json.dumps(list(read_facts(value).values())).encode()).hexdigest()[:10]
    when = (value["ukuran"], value["tahun"], value["triwulan"])
    return "/".join([id_dokumen, record, *("-" if each is None else str(each) for each in when), read])


def row_key(id_dokumen: str, record: str, what: str) -> str:
    """What names a row: of ``what`` it is decided, ``baris`` (whether it is one) or ``indikator`` (its text)."""
    return f"{id_dokumen}/{record}/{what}"


def document_key(id_dokumen: str, name: str) -> str:
    """What names a fact about a document, one of :data:`FIELDS`."""
    return f"{id_dokumen}/{name}"


def target_of(what: str, said: str) -> str | None:
    """What an answer about a document stands for, see :func:`normalizers.owner.meant`; None where it cannot be."""
    return meant(what, said, YEARS)


class Corrections:
    """The decisions about single values, rows and documents that stand.

    Args:
        decisions: All that stand; those about other things are passed over.
        terms: Units that people named.
    """

    def __init__(self, decisions: Iterable[Decision] = (), terms: UserTerms = NOTHING_TAUGHT) -> None:
        self._terms = terms
        self._by_document: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
        for decision in decisions:
            if decision.hal in (VALUE, ROW, DOCUMENT):
                self._by_document[decision.key.partition("/")[0]][f"{decision.hal} {decision.key}"] = decision

    def about(self, hal: str, key: str) -> Decision | None:
        """The decision about a value, row or document."""
        return self._by_document.get(key.partition("/")[0], {}).get(f"{hal} {key}")

    def not_met(self, documents: Sequence[FoundPdf]) -> list[str]:
        """A line for each document whose file is still there with another content: what was decided about it is not applied."""
        here = {found.id_dokumen for found in documents}
        paths = {path for found in documents for path in (found.berkas, *found.copies)}
        lost: defaultdict[str, int] = defaultdict(int)
        for id_dokumen, decisions in self._by_document.items():
            if id_dokumen in here:
                continue
            for decision in decisions.values():
                berkas = decision.bukti.rpartition(" hal. ")[0]
                if berkas in paths:
                    lost[berkas] += 1
        return [
            f"{berkas}: isinya berubah sejak {count} keputusan tentangnya; periksa lagi di iku buka"
            for berkas, count in sorted(lost.items())
        ]

    # -- on what was read -----------------------------------------------------------------------------------------------

    def decided(self, outcome: Outcome) -> Outcome:
        """A document as people decided, with a note for each decision that meets nothing in it."""
        own = self._by_document.get(outcome.found.id_dokumen)
        if not own:
            return outcome
        met: set[str] = set()
        records: list[Record] = []
        dropped: list[Quarantined] = []
        for record in outcome.records:
            changed = self._record(outcome.found.id_dokumen, record, own, met)
            if isinstance(changed, Quarantined):
                dropped.append(changed)
            else:
                records.append(changed)
        identity = _identity(outcome.identity, outcome.found.id_dokumen, own, met)
        notes = tuple(
            f"{outcome.found.berkas}: {decision.shown()} tidak diterapkan: di sana sekarang terbaca lain, atau tahun itu sudah ada nilainya"
            for key, decision in own.items()
            if key not in met
        )
        return replace(outcome, records=tuple(records), quarantined=(*outcome.quarantined, *dropped), identity=identity, notes=notes)

    def _record(self, id_dokumen: str, record: Record, own: Mapping[str, Decision], met: set[str]) -> Record | Quarantined:
        name = record_id(id_dokumen, record.tabel, record.baris, record.bagian)
        drop = own.get(f"{ROW} {row_key(id_dokumen, name, 'baris')}")
        if drop is not None and drop.keputusan == DROPPED:
            # What was decided about its values waits with it.
            met.update(key for key in own if f"/{name}/" in key)
            return _dropped(record, drop)
        values, others = [], dict(record.lainnya)
        for value in record.values:
            key = f"{VALUE} {value_key(id_dokumen, name, _facts(value))}"
            decision = own.get(key)
            if decision is None or _taken(record, value, decision):
                values.append(value)
                continue
            met.add(key)
            values.append(self.apply(value, decision))
            if decision.keputusan == CORRECTED and value.nilai_teks and values[-1].nilai_teks != value.nilai_teks:
                others[f"semula {_moment(value)}"] = value.nilai_teks
        text = own.get(f"{ROW} {row_key(id_dokumen, name, 'indikator')}")
        changed = replace(record, values=tuple(values), lainnya=others)
        if text is None:
            return changed
        said = json.loads(text.sasaran)
        if said["semula"] != record.indikator:
            return changed
        met.add(f"{ROW} {row_key(id_dokumen, name, 'indikator')}")
        others["semula indikator"] = record.indikator
        flags = tuple(dict.fromkeys((*record.catatan, CHANGED)))
        return replace(changed, indikator=said["indikator"], lainnya=others, catatan=flags)

    def apply(self, value: Value, decision: Decision) -> Value:
        """A value as a person decided; it is sure now. What is printed is kept as its text unless that was corrected."""
        if decision.keputusan != CORRECTED:
            return replace(value.noted(CHECKED), keyakinan=1.0)
        said = json.loads(decision.sasaran)
        text = said.get("nilai", value.nilai_teks) or ""
        unit = said.get("satuan", value.satuan)
        read = parse_value(text, unit or None, self._terms)
        known = canonical_unit(unit, self._terms) if unit else None
        named = known.name if known is not None else unit or None
        number = "nilai" in said or "satuan" in said
        changed = replace(
            value,
            nilai_teks=read.nilai_teks if "nilai" in said else value.nilai_teks,
            nilai=read.nilai if number else value.nilai,
            nilai_bawah=read.nilai_bawah if number else value.nilai_bawah,
            nilai_atas=read.nilai_atas if number else value.nilai_atas,
            pembanding=read.pembanding if number else value.pembanding,
            jenis_nilai=_kind(read.jenis_nilai, named) if number else value.jenis_nilai,
            satuan=named if "satuan" in said else (read.satuan or value.satuan),
            tahun=said.get("tahun", value.tahun),
        )
        return replace(changed.noted(CHANGED), keyakinan=1.0)

    # -- on rows that have landed ---------------------------------------------------------------------------------------

    def of_row(self, row: Row) -> Decision | None:
        """The decision about a landed row's value, whether the row has it already or not."""
        key = value_key(row["id_dokumen"], row["id_rekaman"], row)
        found = self._landed.get(key) if CHANGED in row["catatan"] else None
        return found or self.about(VALUE, key)

    def on_row(self, row: Row) -> Row:
        """A landed row as it will land next: with what was decided since."""
        if not self._by_document.get(row["id_dokumen"]):
            return row
        text = self.about(ROW, row_key(row["id_dokumen"], row["id_rekaman"], "indikator"))
        if text is not None and json.loads(text.sasaran)["semula"] == row["indikator"]:
            row = {**row, "indikator": json.loads(text.sasaran)["indikator"]}
        if self.about(ROW, row_key(row["id_dokumen"], row["id_rekaman"], "baris")) is not None:
            # Nothing of it is to be checked any more.
            row = {**row, "keputusan": DROPPED, "keyakinan": None}
        decision = self.of_row(row)
        if decision is None or {CHANGED, CHECKED} & set(row["catatan"]):
            return row
        changed = self.apply(_as_value(row), decision)
        return {**row, **_facts(changed), "jenis_nilai": changed.jenis_nilai, "pembanding": changed.pembanding,
                "keyakinan": changed.keyakinan, "catatan": list(changed.catatan)}  # fmt: skip

    @cached_property
    def _landed(self) -> Mapping[str, Decision]:
        """Corrections by what the corrected value is named once it has landed."""
        found = {}
        for decisions in self._by_document.values():
            for decision in decisions.values():
                if decision.hal == VALUE and decision.keputusan == CORRECTED:
                    id_dokumen, record, measure, year, quarter, _ = decision.key.split("/")
                    before = {**json.loads(decision.sasaran)["semula"], "ukuran": measure, "tahun": _int(year), "triwulan": _int(quarter)}
                    after = self.apply(_as_value({**_EMPTY, **before}), decision)
                    found[value_key(id_dokumen, record, _facts(after))] = decision
        return found


_EMPTY: Row = {"pembanding": None, "jenis_nilai": "angka", "halaman": 1, "kotak": (0, 0, 0, 0), "keyakinan": 0.0, "catatan": ()}


def read_facts(row: Mapping[str, Any]) -> Row:
    """What was read of a value, for a decision to keep; a unit that an imported list added was not read."""
    facts = {name: row[name] for name in _READ}
    return {**facts, "satuan": None} if "satuan_dari_acuan" in row.get("catatan", ()) else facts


def _facts(value: Value) -> Row:
    return {name: getattr(value, name) for name in (*_READ, "ukuran", "tahun", "triwulan")}


def _as_value(row: Mapping[str, Any]) -> Value:
    names = (*_READ, "ukuran", "tahun", "triwulan", "pembanding", "jenis_nilai", "halaman", "keyakinan")
    return Value(**{name: row[name] for name in names}, kotak=tuple(row["kotak"]), catatan=tuple(row["catatan"]))


def _int(text: str) -> int | None:
    return None if text == "-" else int(text)


def _taken(record: Record, value: Value, decision: Decision) -> bool:
    """Whether the year that a value was given is another value's: a record has one value for a moment and measure."""
    if decision.keputusan != CORRECTED:
        return False
    year = json.loads(decision.sasaran).get("tahun", value.tahun)
    others = ((each.tahun, each.triwulan, each.ukuran) for each in record.values if each is not value)
    return year != value.tahun and (year, value.triwulan, value.ukuran) in others


def _moment(value: Value) -> str:
    parts = (value.ukuran or "nilai", f"TW {value.triwulan}" if value.triwulan else "", str(value.tahun or ""))
    return " ".join(part for part in parts if part)


def _kind(kind: str, unit: str | None) -> str:
    if kind in ("angka", "persen"):
        return "persen" if unit == "persen" else "angka"
    return kind


def _dropped(record: Record, decision: Decision) -> Quarantined:
    """A row that a person took for none: it waits with what it said, and comes back when that is taken back."""
    values = " | ".join(f"{_moment(value)}: {value.nilai_teks or '-'}" for value in record.values)
    who = f"{decision.tanggal} {decision.oleh}".strip()
    why = f": {decision.alasan}" if decision.alasan else ""
    told = f"Dibuang oleh {who}{why}. Batalkan di iku buka, halaman Keputusan."
    text = " | ".join(part for part in (record.indikator, values) if part)
    return Quarantined("dibuang", told, record.tabel, record.baris, record.halaman, record.kotak, text, "")


def _identity(identity: DocumentIdentity, id_dokumen: str, own: Mapping[str, Decision], met: set[str]) -> DocumentIdentity:
    """Whose document it is, as a person said."""
    for name in FIELDS:
        decision = own.get(f"{DOCUMENT} {document_key(id_dokumen, name)}")
        if decision is not None:
            met.add(f"{DOCUMENT} {document_key(id_dokumen, name)}")
            if decision.keputusan == SAME:
                identity = given(identity, name, decision.sasaran)
    return identity
