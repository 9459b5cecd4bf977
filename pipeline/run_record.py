"""``run.json`` and the log: what a run did and how long it took, for people who watch many."""

from __future__ import annotations

import datetime as dt
import json
import logging
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.ledger import Ledger
from pipeline.outcome import Outcome, RunSummary
from pipeline.progress import Progress

NAME = "run.json"
_log = logging.getLogger("iku")


def now() -> str:
    """The time in UTC, to the second."""
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")


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
        counts = asdict(summary)
        troubled = counts.pop("troubled")
        record |= {"selesai": now(), "tahap_detik": counts.pop("seconds"), **counts}
        record["kegagalan"] = [{"berkas": berkas, "status": status, "masalah": problems} for berkas, status, problems in troubled]
    if ledger is not None:
        record["paling_lama_detik"] = dict(ledger.slowest())
    waiting = output / f".{NAME}.baru"
    waiting.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    waiting.replace(output / NAME)


def log_to(path: Path) -> None:
    """Write the run's events to a file, one JSON object a line, added to what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stop_log()
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(_JsonLines())
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False


def stop_log() -> None:
    """Close the log."""
    for handler in list(_log.handlers):
        _log.removeHandler(handler)
        handler.close()


def event(kind: str, **facts: object) -> None:
    """Log an event."""
    _log.info(kind, extra={"facts": facts})


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({"waktu": now(), "kejadian": record.getMessage(), **getattr(record, "facts", {})}, ensure_ascii=False)


class Logged:
    """A progress that also logs each document."""

    def __init__(self, shown: Progress) -> None:
        self.shown = shown

    def started(self, documents: int) -> None:
        event("mulai_membaca", dokumen=documents)
        self.shown.started(documents)

    def document_started(self, berkas: str) -> None:
        event("mulai_dokumen", berkas=berkas)
        self.shown.document_started(berkas)

    def page_done(self, berkas: str, page: int, pages: int) -> None:
        self.shown.page_done(berkas, page, pages)

    def document_done(self, outcome: Outcome) -> None:
        problems = [asdict(problem) for problem in outcome.problems]
        event("dokumen", berkas=outcome.found.berkas, status=outcome.status, rekaman=len(outcome.records), masalah=problems)
        self.shown.document_done(outcome)

    def finished(self) -> None:
        event("selesai_membaca")
        self.shown.finished()
