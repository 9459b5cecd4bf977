"""The log: a run's events, one JSON object a line."""

from __future__ import annotations

import logging
from dataclasses import asdict
from pathlib import Path

from pipeline.documents import EXIT_USAGE, DocumentSummary, Stop, as_json, now
from pipeline.said.progress import Progress

_log = logging.getLogger("iku")


def log_to(path: Path) -> None:
    """Write the run's events to a file, one JSON object a line, added to what is there.

    Raises:
        Stop: The file cannot be written.
    """
    stop_log()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _LogFile(path, encoding="utf-8")
    except OSError as error:
        raise Stop("no_log", EXIT_USAGE, log=path, detail=error.strerror or error) from error
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


class _LogFile(logging.FileHandler):
    """A file that, once it cannot be written, is left alone: the log is not worth the run."""

    def handleError(self, record: logging.LogRecord) -> None:
        _log.removeHandler(self)


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return as_json({"waktu": now(), "kejadian": record.getMessage(), **getattr(record, "facts", {})})


def event_of(document: DocumentSummary, seconds: float) -> None:
    """Log what became of a document, and how many seconds it took."""
    event(
        "dokumen",
        berkas=document.berkas,
        status=document.status,
        detik=round(seconds, 3),
        halaman=document.pages,
        rekaman=document.records,
        karantina=document.quarantined,
        masalah=[asdict(problem) for problem in document.problems],
    )


class Logged:
    """A progress that also logs when documents are begun."""

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

    def document_done(self, document: DocumentSummary) -> None:
        self.shown.document_done(document)

    def finished(self) -> None:
        event("selesai_membaca")
        self.shown.finished()
