"""All tables of one PDF, read in a worker process as a run reads it: a page that hangs or kills its reader costs that page."""

from __future__ import annotations

from pathlib import Path

from pipeline.documents import DocumentSummary, FoundPdf, Outcome, Rows, unpack
from pipeline.reading.document import Extraction
from pipeline.reading.pool import read_all
from pipeline.reading.task import EveryTable, Limits, Means, Task
from pipeline.said import Progress


def read_tables(path: Path, every: EveryTable, progress: Progress, limits: Limits | None = None) -> tuple[Outcome, Extraction]:
    """Read every table of a PDF.

    Args:
        path: The PDF.
        every: Which pages, and whether tables are joined over page breaks.
        progress: Told of every page.
        limits: What reading may take.

    Returns:
        What became of it, and what was read; no document is in it when it could not be opened.

    Raises:
        NoReaders: The worker process does not start.
    """
    found = FoundPdf(path, path.name, path.name, 0)
    progress.started(1)
    try:
        (done,) = read_all([Task(found, every=every)], progress, Means(_no_rows, limits=limits or Limits(), workers=1))
    finally:
        progress.finished()
    outcome = unpack(done.reading, Outcome)
    if done.extraction is None:
        return outcome, Extraction(None, outcome.problems)
    return outcome, unpack(done.extraction, Extraction)


def _no_rows(outcome: Outcome) -> Rows:
    """Nothing lands of tables without meaning."""
    return Rows(DocumentSummary.of(outcome), b"", b"", "")
