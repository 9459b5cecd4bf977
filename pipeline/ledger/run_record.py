"""``run.json``: what a run did and how long it took, for programs that watch many."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.documents import RUN_RECORD, RunSummary, as_json, now, write_whole
from pipeline.ledger.ledger import Ledger

#: What stays on record while a run goes on, or when one fails: since when the results are what they are, the folder of PDFs, the questions.
_KEPT = ("hasil_sejak", "masukan", "pertanyaan")


def write_record(
    output: Path, began: str, state: str, exit_code: int | None, summary: RunSummary | None = None, ledger: Ledger | None = None
) -> None:
    """Write the record of a run.

    Args:
        output: The output folder.
        began: When the run began.
        state: ``berjalan``, ``selesai``, ``selesai_dengan_kegagalan``, ``dihentikan`` or ``gagal``.
        exit_code: The command's exit code; None while it runs.
        summary: Its counts.
        ledger: For the documents that took longest.
    """
    before = read_record(output)
    record: dict[str, Any] = {"versi": version("iku-ingest"), "mulai": began, "keadaan": state, "kode_keluar": exit_code}
    record |= {key: before[key] for key in _KEPT if key in before}
    if summary is not None:
        record |= {"selesai": now(), "tahap_detik": summary.seconds, **_counts(summary)}
        record["kegagalan"] = [
            {"berkas": berkas, "status": status, "masalah": [asdict(problem) for problem in problems]}
            for berkas, status, problems in summary.troubled
        ]
    if ledger is not None:
        record["paling_lama_detik"] = dict(ledger.slowest())
    _write(output, record)


def _write(output: Path, record: Mapping[str, Any]) -> None:
    write_whole(output / RUN_RECORD, as_json(record, indent=1).encode() + b"\n")


def read_record(output: Path) -> dict[str, Any]:
    """What is on record of the last run; empty where nothing is."""
    try:
        record = json.loads((output / RUN_RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def note_results(output: Path, questions: int, source: str | None) -> dict[str, Any]:
    """Put on record that the results are this run's.

    Args:
        output: The output folder.
        questions: How many questions there are for a person.
        source: The folder of PDFs as seen from the output folder; None where people cannot open it.

    Returns:
        The record.
    """
    record = read_record(output)
    record |= {"hasil_sejak": record.get("mulai"), "masukan": source, "pertanyaan": questions}
    _write(output, record)
    return record


def _counts(summary: RunSummary) -> dict[str, Any]:
    return {
        "dokumen": summary.documents,
        "salinan": summary.copies,
        "tidak_berubah": summary.unchanged,
        "hilang_dari_folder": summary.removed,
        "tabel": summary.tables,
        "rekaman": summary.records,
        "nilai": summary.values,
        "nilai_meragukan": summary.doubtful,
        "karantina": summary.quarantined,
        "pertanyaan": summary.questions,
        "dokumen_ocr": summary.ocr,
        "pindaian_tanpa_tabel": summary.scanned,
        "tanpa_tabel": summary.without_tables,
        "terkunci_salin": summary.protected,
        "catatan": summary.notes,
        "acuan": summary.acuan,
        "keputusan_berlaku": summary.decisions,
    }
