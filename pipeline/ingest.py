"""The run, as a story: find the PDFs, read each in a worker, assemble the tables, check and land them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.finding import FoundPdf
from pipeline.outcome import Outcome, RunSummary
from pipeline.progress import Progress
from pipeline.reference_folder import Reference, load_reference, reference_folder
from pipeline.workers import PAGE_LIMIT, read_all


def ingest(
    documents: Sequence[FoundPdf],
    output: Path,
    progress: Progress,
    *,
    workers: int | None = None,
    page_limit: float = PAGE_LIMIT,
    acuan: Path | None = None,
) -> RunSummary:
    """Read PDFs and land their indicators.

    Args:
        documents: The PDFs, as of :func:`pipeline.finding.find_pdfs`.
        output: The folder that gets the Parquet files; made when missing.
        progress: Shown while reading.
        workers: Worker processes; by default one a core.
        page_limit: Seconds a page may take.
        acuan: The reference folder; by default the user's own.

    Returns:
        The counts of the run.

    Raises:
        CannotLand: The output cannot be written; what was there is unchanged.
        ContractBroken: The program made rows that break the contract; nothing was written.
        NomenclatureError, DecisionError: The reference folder cannot be used; nothing was read.
    """
    from pipeline.landing import prepare  # noqa: PLC0415 (pyarrow is slow to import; `iku --help` is not to wait for it)

    reference = load_reference(reference_folder(acuan))
    prepare(output)
    progress.started(len(documents))
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(read_all(documents, progress, workers, page_limit, reference.terms))
    finally:
        progress.finished()
    landed = _land(outcomes, output, reference)
    summary = RunSummary(questions=_ask(landed, output, reference), notes=list(reference.notes))
    for outcome in sorted(landed, key=lambda outcome: outcome.found.berkas):
        summary.add(outcome)
    return summary


def _ask(outcomes: Sequence[Outcome], output: Path, reference: Reference) -> int:
    """Write what needs a person's decision into the output folder; how much that is."""
    from pipeline.review_book import write_book  # noqa: PLC0415 (as above)
    from pipeline.review_items import review_items  # noqa: PLC0415 (as above)

    items = review_items(outcomes, reference)
    write_book(items, output)
    return len(items)


def _land(outcomes: Sequence[Outcome], output: Path, reference: Reference) -> list[Outcome]:
    """Assemble and land the tables; the outcomes as they landed."""
    from pipeline.assembling import assemble_sound  # noqa: PLC0415 (as above)
    from pipeline.landing import land  # noqa: PLC0415 (as above)

    tables, failed = assemble_sound(outcomes, reference)
    land(tables, output)
    instead = {outcome.found.id_dokumen: outcome for outcome in failed}
    return [instead.get(outcome.found.id_dokumen, outcome) for outcome in outcomes]
