"""The run, as a story: find the PDFs, read each in a worker, assemble the tables, check and land them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.finding import FoundPdf
from pipeline.outcome import Outcome, RunSummary
from pipeline.progress import Progress
from pipeline.workers import PAGE_LIMIT, read_all


def ingest(
    documents: Sequence[FoundPdf],
    output: Path,
    progress: Progress,
    *,
    workers: int | None = None,
    page_limit: float = PAGE_LIMIT,
) -> RunSummary:
    """Read PDFs and land their indicators.

    Args:
        documents: The PDFs, as of :func:`pipeline.finding.find_pdfs`.
        output: The folder that gets the Parquet files; made when missing.
        progress: Shown while reading.
        workers: Worker processes; by default one a core.
        page_limit: Seconds a page may take.

    Returns:
        The counts of the run.

    Raises:
        CannotLand: The output cannot be written; what was there is unchanged.
        ContractBroken: The program made rows that break the contract; nothing was written.
    """
    from pipeline.landing import prepare  # noqa: PLC0415 (pyarrow is slow to import; `iku --help` is not to wait for it)

    prepare(output)
    progress.started(len(documents))
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(read_all(documents, progress, workers, page_limit))
    finally:
        progress.finished()
    landed = _land(outcomes, output)
    summary = RunSummary()
    for outcome in sorted(landed, key=lambda outcome: outcome.found.berkas):
        summary.add(outcome)
    return summary


def _land(outcomes: Sequence[Outcome], output: Path) -> list[Outcome]:
    """Assemble and land the tables; the outcomes as they landed."""
    from pipeline.assembling import assemble_sound  # noqa: PLC0415 (as above)
    from pipeline.landing import land  # noqa: PLC0415 (as above)

    tables, failed = assemble_sound(outcomes)
    land(tables, output)
    instead = {outcome.found.id_dokumen: outcome for outcome in failed}
    return [instead.get(outcome.found.id_dokumen, outcome) for outcome in outcomes]
