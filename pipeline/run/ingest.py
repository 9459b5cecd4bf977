"""The run, as a story: see what changed, read that in workers, keep every result at once, land the files, ask what is in doubt."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.documents import DocumentSummary, FoundPdf, Outcome, RunSummary, now
from pipeline.ledger import Ledger
from pipeline.reading import Done, Engine, Limits, Task, read_all
from pipeline.reference import Reference, load_reference, reference_folder
from pipeline.run.planning import PASSING, Plan, Versions, plan
from pipeline.said import Progress, event_of

#: So many kept extractions are in memory at once.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done.

    Attributes:
        workers: Worker processes; by default one a core.
        limits: What reading may take.
        acuan: The reference folder; by default the user's own.
        again: Read documents that failed once more, even if nothing changed.
        partition: Write ``iku`` as a Hive-partitioned dataset as well.
        engine: Reads the tasks.
    """

    workers: int | None = None
    limits: Limits = field(default_factory=Limits)
    acuan: Path | None = None
    again: bool = False
    partition: bool = False
    engine: Engine = read_all


def ingest(documents: Sequence[FoundPdf], output: Path, ledger: Ledger, progress: Progress, options: Options | None = None) -> RunSummary:
    """Bring an output folder up to date with a folder of PDFs.

    Args:
        documents: The PDFs, as of :func:`pipeline.documents.finding.find_pdfs`.
        output: The folder that gets the files. The caller holds it (:func:`pipeline.ledger.holding.hold`) and has prepared it
            (:func:`pipeline.landing.tables.prepare`).
        ledger: The output folder's ledger.
        progress: Shown while reading.
        options: How the run is done.

    Returns:
        The counts of everything that has landed, from this run and earlier ones.

    Raises:
        CannotLand: The output cannot be written; what was there is unchanged.
        NoReaders: Worker processes do not start; what was read is kept.
        ReferenceBroken: The reference folder cannot be used; nothing was read.
    """
    from pipeline.landing import land_ledger  # noqa: PLC0415 (pyarrow is slow to import; `iku --help` is not to wait for it)

    options = options or Options()
    timings = Timings()
    with timings.of("siapkan"):
        reference = load_reference(reference_folder(options.acuan))
        versions = Versions.now(reference)
        work = plan(documents, ledger, versions, again=options.again)
        ledger.forget(work.gone)
    with timings.of("baca"):
        _read(work, ledger, progress, options, reference, versions)
    with timings.of("padankan"):
        _renew_rows(work.rows, ledger, reference, versions)
    with timings.of("simpan"):
        questions = land_ledger(output, ledger, reference, partition=options.partition)
    summary = _sum_up(ledger)
    summary.unchanged, summary.removed, summary.questions = work.unchanged, len(work.gone), questions
    summary.notes, summary.seconds = list(reference.notes), timings.seconds
    return summary


class Timings:
    """Seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Time a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - start, 3)


def _read(work: Plan, ledger: Ledger, progress: Progress, options: Options, reference: Reference, versions: Versions) -> None:
    """Read what has to be read; every result is in the ledger before the next is waited for."""
    progress.started(len(work.read) + len(work.renew))
    try:
        for tasks in _batches(work, ledger):
            for done in options.engine(tasks, progress, options.workers, options.limits, reference.terms):
                _keep(done, ledger, reference, versions)
    finally:
        progress.finished()


def _batches(work: Plan, ledger: Ledger) -> Iterator[list[Task]]:
    """The tasks; kept extractions, which are large, a batch at a time."""
    if work.read:
        # The largest first: a long document begun last would leave the other workers idle.
        yield [Task(found) for found in sorted(work.read, key=lambda found: (-found.size, found.berkas))]
    for start in range(0, len(work.renew), BATCH):
        yield [Task(found, ledger.get(found.id_dokumen, "ekstraksi")) for found in work.renew[start : start + BATCH]]


def _keep(done: Done, ledger: Ledger, reference: Reference, versions: Versions) -> None:
    """Keep a reading with the rows it gives."""
    from pipeline.documents import pack  # noqa: PLC0415 (as above)

    outcome = done.outcome
    values: dict[str, object] = {
        "sementara": int(any(problem.code in PASSING for problem in outcome.problems)),
        "detik": round(done.seconds, 3),
        "selesai": now(),
        "versi_bacaan": versions.reading,
        "bacaan": pack(outcome),
        **_rows_of(outcome, reference, versions),
    }
    if done.extraction is not None:
        values |= {"versi_ekstraksi": versions.extraction, "ekstraksi": done.extraction}
    ledger.put(outcome.found, values)
    event_of(done.outcome, done.seconds)


def _rows_of(outcome: Outcome, reference: Reference, versions: Versions) -> dict[str, object]:
    from pipeline.documents import pack, pack_tables  # noqa: PLC0415
    from pipeline.landing import assemble_sound, order_of  # noqa: PLC0415 (as above)
    from pipeline.review import facts_of  # noqa: PLC0415

    tables, failed = assemble_sound([outcome], reference)
    landed = failed[0] if failed else outcome
    return {
        "versi_baris": versions.rows,
        "baris": pack_tables(tables),
        "tanya": pack((outcome.found.berkas, facts_of(landed, reference))),
        "ringkas": pack(DocumentSummary.of(landed)),
        "status": landed.status,
        "urutan": order_of(landed),
    }


def _renew_rows(documents: Sequence[FoundPdf], ledger: Ledger, reference: Reference, versions: Versions) -> None:
    """Make rows again from kept readings: names, lists or decisions changed, or a copy appeared."""
    from pipeline.documents import unpack  # noqa: PLC0415 (as above)

    for found in documents:
        kept = ledger.get(found.id_dokumen, "bacaan")
        if kept is not None:
            outcome = replace(unpack(kept, Outcome), found=found)
            ledger.put(found, _rows_of(outcome, reference, versions))


def _sum_up(ledger: Ledger) -> RunSummary:
    from pipeline.documents import unpack  # noqa: PLC0415 (as above)

    summary = RunSummary()
    for kept in ledger.all_of("ringkas", "berkas, id_dokumen"):
        summary.add(unpack(kept, DocumentSummary))
    return summary
