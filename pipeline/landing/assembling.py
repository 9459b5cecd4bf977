"""An outcome becomes rows of the four tables of the contract, and the rows of all documents the table of indicators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from sys import intern
from typing import Any

import pyarrow as pa

from normalizers.names import Harmonised, name_key, printed_name, standardise
from pipeline.documents import Outcome
from pipeline.reference import Reference
from pipeline.said import explain
from schemas.applied import iku_rows, to_table
from schemas.stages import DocumentIdentity, Quarantined, Record

Row = dict[str, Any]

#: Where a name is from that a person gave.
BY_DECISION = "keputusan"
#: The flag of rows from a document of which a part could not be read.
NOT_WHOLE = "dokumen_tidak_utuh"


def assemble(outcome: Outcome, reference: Reference) -> dict[str, pa.Table]:
    """One document's rows of ``iku``, ``dokumen``, ``indikator`` and ``karantina``, in the contract's order.

    Args:
        outcome: What was read.
        reference: Standard names, nomenclature and decisions.
    """
    standard = [standardise(record, reference.harmoniser, reference.places) for record in outcome.records]
    given = {found.match.id_indikator: found.match.indikator_baku for record, found in standard if _is_given(record, found)}
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record, found in standard:
        spellings[found.match.id_indikator][record.indikator] += 1
    names = {key: given.get(key) or printed_name(counts) for key, counts in spellings.items()}
    iku: list[Row] = []
    rules: dict[tuple[str, str], str] = {}
    for record, found in standard:
        match = replace(found.match, indikator_baku=names[found.match.id_indikator])
        rules[match.id_indikator, record.indikator] = _rule(found)
        iku.extend(iku_rows(record, _flagged(outcome), outcome.found.id_dokumen, outcome.found.berkas, match))
    rows = {
        "iku": iku,
        "dokumen": [_document_row(outcome)],
        "indikator": _indicator_rows(iku, rules, reference, given.keys()),
        "karantina": [_quarantine_row(outcome, item) for item in outcome.quarantined],
    }
    return {name: to_table(name, table_rows) for name, table_rows in rows.items()}


def _flagged(outcome: Outcome) -> DocumentIdentity:
    """Whose document it is, with a flag for every row when a part of it could not be read."""
    identity = outcome.identity
    return replace(identity, catatan=(*identity.catatan, NOT_WHOLE)) if outcome.status == "sebagian" else identity


def _is_given(record: Record, found: Harmonised) -> bool:
    """Whether a list or a person names the indicator; else it is called by what is printed."""
    decided = found.match.status_padanan == "ditetapkan" and found.match.indikator_baku != name_key(record.indikator).name
    return found.reference is not None or decided


def _rule(found: Harmonised) -> str:
    match = found.match
    return f"{match.status_padanan} {match.skor_padanan:.2f}: {found.rule}"


def _document_row(outcome: Outcome) -> Row:
    found, identity = outcome.found, outcome.identity
    problems = [explain(p.code, "id", page=p.page, detail=p.detail) for p in outcome.problems]
    flags = list(identity.catatan)
    if outcome.copy_protected:
        flags.append("terkunci_salin")
    return {
        "id_dokumen": found.id_dokumen,
        "berkas": found.berkas,
        "salinan": list(found.copies),
        "ukuran_berkas": found.size,
        "status": outcome.status,
        "galat": "; ".join(problems) or None,
        "kode_galat": outcome.problems[0].code if outcome.problems else None,
        "halaman": outcome.pages.total,
        "halaman_teks": outcome.pages.text,
        "halaman_gambar": outcome.pages.picture,
        "halaman_dibaca": outcome.pages.parsed,
        "tabel": outcome.tables,
        "rekaman": len(outcome.records),
        "nilai": sum(value.jenis_nilai != "kosong" for record in outcome.records for value in record.values),
        "karantina": len(outcome.quarantined),
        "mesin_ocr": outcome.mesin_ocr,
        "terkunci_salin": outcome.copy_protected,
        "kode_provinsi": identity.kode_provinsi,
        "nama_provinsi": identity.nama_provinsi,
        "kode_kabupaten_kota": identity.kode_kabupaten_kota,
        "nama_kabupaten_kota": identity.nama_kabupaten_kota,
        "perangkat_daerah": identity.perangkat_daerah,
        "periode_awal": identity.periode_awal,
        "periode_akhir": identity.periode_akhir,
        "catatan": flags,
    }


def _quarantine_row(outcome: Outcome, item: Quarantined) -> Row:
    return {
        "id_dokumen": outcome.found.id_dokumen,
        "berkas": outcome.found.berkas,
        "alasan": item.alasan,
        "penjelasan": item.penjelasan,
        "tabel": item.tabel,
        "baris": item.baris,
        "halaman": item.halaman,
        "kotak": list(item.kotak),
        "kepala": item.kepala,
        "teks": item.teks,
    }


def _indicator_rows(iku: Sequence[Row], rules: Mapping[tuple[str, str], str], reference: Reference, given: Collection[str]) -> list[Row]:
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in iku:
        by_id[row["id_indikator"]].append(row)
    return [
        {
            "id_indikator": key,
            "indikator_baku": rows[0]["indikator_baku"],
            "satuan_baku": known.unit if (known := reference.harmoniser.by_id(key)) is not None else None,
            "sumber_baku": known.source if known is not None else BY_DECISION if key in given else None,
            "arah": known.direction if known is not None else None,
            "urusan": known.field if known is not None else None,
            "kode_nomenklatur": _distinct(rows, "kode_nomenklatur"),
            "satuan": _distinct(rows, "satuan"),
            "ejaan": _distinct(rows, "indikator"),
            "jumlah_ejaan": _records_of_each(rows),
            "cara_padan": [rules[key, spelling] for spelling in _distinct(rows, "indikator")],
            "jumlah_rekaman": len({row["id_rekaman"] for row in rows}),
            "jumlah_dokumen": len({row["id_dokumen"] for row in rows}),
            "kabupaten_kota": _distinct(rows, "nama_kabupaten_kota"),
            "tahun_awal": min((row["tahun"] for row in rows if row["tahun"] is not None), default=None),
            "tahun_akhir": max((row["tahun"] for row in rows if row["tahun"] is not None), default=None),
            "dokumen": _distinct(rows, "berkas"),
        }
        for key, rows in sorted(by_id.items())
    ]


def _records_of_each(rows: Sequence[Row]) -> list[int]:
    """How many records have each spelling, sorted by spelling."""
    counts = Counter(spelling for spelling, _ in {(row["indikator"], row["id_rekaman"]) for row in rows})
    return [counts[spelling] for spelling in sorted(counts)]


def _distinct(rows: Sequence[Row], column: str) -> list[str]:
    return sorted({row[column] for row in rows if row[column] is not None})


class Indicators:
    """The ``indikator`` tables of single documents put together."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}

    def add(self, table: pa.Table) -> None:
        """Take in a document's table."""
        for row in table.to_pylist():
            spellings = dict(zip(row["ejaan"], row.pop("cara_padan"), strict=True))
            counts = Counter(dict(zip(row.pop("ejaan"), row.pop("jumlah_ejaan"), strict=True)))
            known = self._rows.get(row["id_indikator"])
            if known is None:
                # A document's path stands with each of its indicators: once in memory is enough.
                sets = {name: set(map(intern, row[name])) for name in _SETS}
                self._rows[row["id_indikator"]] = {**row, **sets, "ejaan": spellings, "jumlah_ejaan": counts}
                continue
            if row["sumber_baku"] is not None:
                names = [each["indikator_baku"] for each in (known, row) if each["sumber_baku"] is not None]
                known |= {"sumber_baku": row["sumber_baku"], "indikator_baku": min(names)}
            known["ejaan"].update(spellings)
            known["jumlah_ejaan"] += counts
            for name in _SETS:
                known[name].update(map(intern, row[name]))
            for name in ("jumlah_rekaman", "jumlah_dokumen"):
                known[name] += row[name]
            for name, choose in (("tahun_awal", min), ("tahun_akhir", max)):
                years = [year for year in (known[name], row[name]) if year is not None]
                known[name] = choose(years) if years else None

    def names(self) -> dict[str, str]:
        """Standard name of each indicator: one that a list or a person gave, or the best of all its spellings."""
        return {
            key: row["indikator_baku"] if row["sumber_baku"] is not None else printed_name(row["jumlah_ejaan"])
            for key, row in self._rows.items()
        }

    def table(self) -> pa.Table:
        """The table of all."""
        rows = []
        names = self.names()
        for key, row in self._rows.items():
            spellings = sorted(row["ejaan"])
            by_spelling = {
                "ejaan": spellings,
                "jumlah_ejaan": [row["jumlah_ejaan"][spelling] for spelling in spellings],
                "cara_padan": [row["ejaan"][spelling] for spelling in spellings],
            }
            sets = {name: sorted(row[name]) for name in _SETS}
            rows.append({**row, **sets, **by_spelling, "indikator_baku": names[key]})
        return to_table("indikator", rows)


_SETS = ("satuan", "kode_nomenklatur", "kabupaten_kota", "dokumen")


def with_names(iku: pa.Table, names: Mapping[str, str]) -> pa.Table:
    """A document's ``iku`` with the standard names of the whole run."""
    ids, shown = iku["id_indikator"].to_pylist(), iku["indikator_baku"].to_pylist()
    right = [names[key] for key in ids]
    if right == shown:
        return iku
    place = iku.schema.get_field_index("indikator_baku")
    return iku.set_column(place, iku.schema.field(place), pa.array(right, pa.string()))
