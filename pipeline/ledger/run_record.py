"""``run.json``: what a run did and how long it took, for programs that watch many."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.documents import RUN_RECORD, RunSummary, as_json, now, write_whole
from pipeline.ledger.ledger import Ledger


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
    record: dict[str, Any] = {"versi": version("iku-ingest"), "mulai": began, "keadaan": state, "kode_keluar": exit_code}
    if summary is not None:
        record |= {"selesai": now(), "tahap_detik": summary.seconds, **_counts(summary)}
        record["kegagalan"] = [
            {"berkas": berkas, "status": status, "masalah": [asdict(problem) for problem in problems]}
            for berkas, status, problems in summary.troubled
        ]
    if ledger is not None:
        record["paling_lama_detik"] = dict(ledger.slowest())
    write_whole(output / RUN_RECORD, as_json(record, indent=1).encode() + b"\n")


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
