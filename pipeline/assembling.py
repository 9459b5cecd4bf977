"""Outcomes become the four tables of the contract."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from normalizers.harmonise import match_indicator
from pipeline.messages import explain
from pipeline.outcome import Outcome, Problem
from schemas.checks import check
from schemas.rows import iku_rows, to_table
from schemas.types import IndicatorMatch, Quarantined

Row = dict[str, Any]


def assemble_sound(outcomes: Sequence[Outcome]) -> tuple[dict[str, pa.Table], list[Outcome]]:
    """The tables of a run, without what a single document would break.

    Should the rows of a document not fit the contract (a fault of the program that its layout brought out), that document alone is
    marked as failed and the others land.

    Returns:
        The tables, and the outcomes that were marked as failed.
    """
    tables, faults = _attempt(outcomes)
    if not faults:
        return tables, []
    sound: list[Outcome] = []
    failed: list[Outcome] = []
    for outcome in outcomes:
        _, own = _attempt([outcome])
        if own:
            failed.append(Outcome(outcome.found, "gagal", (Problem("galat_program", detail=own[:200]),), outcome.pages))
        else:
            sound.append(outcome)
    return assemble([*sound, *failed]), failed


def _attempt(outcomes: Sequence[Outcome]) -> tuple[dict[str, pa.Table], str]:
    """The tables and what is wrong with them, empty when nothing is."""
    try:
        tables = assemble(outcomes)
    except (pa.ArrowException, ValueError, OverflowError) as error:
        return {}, f"{type(error).__name__}: {error}"
    return tables, "; ".join(check(tables))


def assemble(outcomes: Sequence[Outcome]) -> dict[str, pa.Table]:
    """Build ``iku``, ``dokumen``, ``indikator`` and ``karantina`` from what was read, in the contract's order.

    Args:
        outcomes: In any order; the result does not depend on it.
    """
    ordered = sorted(outcomes, key=lambda outcome: outcome.found.id_dokumen)
    standard = _standard_names(ordered)
    iku: list[Row] = []
    for outcome in ordered:
        found = outcome.found
        for record in outcome.records:
            match = standard[match_indicator(record.indikator).id_indikator]
            iku.extend(iku_rows(record, outcome.identity, found.id_dokumen, found.berkas, match))
    rows = {
        "iku": iku,
        "dokumen": [_document_row(outcome) for outcome in ordered],
        "indikator": _indicator_rows(iku),
        "karantina": [_quarantine_row(outcome, item) for outcome in ordered for item in outcome.quarantined],
    }
    return {name: to_table(name, table_rows) for name, table_rows in rows.items()}


def _standard_names(outcomes: Sequence[Outcome]) -> dict[str, IndicatorMatch]:
    """One match an indicator: its standard name is its commonest spelling, the first in the alphabet among equals."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    matches: dict[str, IndicatorMatch] = {}
    for outcome in outcomes:
        for record in outcome.records:
            match = match_indicator(record.indikator)
            spellings[match.id_indikator][record.indikator] += 1
            matches[match.id_indikator] = match
    return {
        key: IndicatorMatch(
            key,
            min(spellings[key], key=lambda name: (-spellings[key][name], name)),
            match.skor_padanan,
            match.status_padanan,
            match.kode_nomenklatur,
        )
        for key, match in matches.items()
    }


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


def _indicator_rows(iku: Sequence[Row]) -> list[Row]:
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in iku:
        by_id[row["id_indikator"]].append(row)
    return [
        {
            "id_indikator": key,
            "indikator_baku": rows[0]["indikator_baku"],
            "satuan": _distinct(rows, "satuan"),
            "ejaan": _distinct(rows, "indikator"),
            "jumlah_rekaman": len({row["id_rekaman"] for row in rows}),
            "jumlah_dokumen": len({row["id_dokumen"] for row in rows}),
            "kabupaten_kota": _distinct(rows, "nama_kabupaten_kota"),
            "tahun_awal": min((row["tahun"] for row in rows if row["tahun"] is not None), default=None),
            "tahun_akhir": max((row["tahun"] for row in rows if row["tahun"] is not None), default=None),
            "dokumen": _distinct(rows, "berkas"),
        }
        for key, rows in sorted(by_id.items())
    ]


def _distinct(rows: Sequence[Row], column: str) -> list[str]:
    return sorted({row[column] for row in rows if row[column] is not None})
