"""The run, as a story: see what changed, read that in workers, keep every result at once, land the files, ask what is in doubt."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.documents import DocumentSummary, FoundPdf, Outcome, Rows, RunSummary, Search, now, pack, unpack
from pipeline.landing import Finisher, land_ledger
from pipeline.ledger import Ledger
from pipeline.reading import Done, Engine, Finish, Limits, Means, Task, read_all
from pipeline.reference import load_reference, reference_folder
from pipeline.run.planning import PASSING, Plan, Versions, plan
from pipeline.said import Language, Progress, event_of

#: So many kept extractions are in memory at once.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done.

    Attributes:
        workers: Worker processes; by default one a core.
        limits: What reading may take.
        acuan: The reference folder; by default the user's own.
        again: Read documents that failed once more, and every file to see whether its content changed.
        partition: Write ``iku`` as a Hive-partitioned dataset as well.
        follow_links: Follow links that lead out of the input folder.
        engine: Reads the tasks.
        linked: Link the values in ``rekap.xlsx`` to their PDFs: not where those lie on an object store.
        language: Of the words in ``rekap.xlsx``.
    """

    workers: int | None = None
    limits: Limits = field(default_factory=Limits)
    acuan: Path | None = None
    again: bool = False
    partition: bool = False
    follow_links: bool = False
    engine: Engine = read_all
    linked: bool = True
    language: Language = "id"

    @property
    def search(self) -> Search:
        """How PDFs are looked for."""
        return Search(self.follow_links, self.again, self.limits.page, self.limits.document)


def ingest(
    documents: Sequence[FoundPdf],
    output: Path,
    ledger: Ledger,
    progress: Progress,
    options: Options | None = None,
    source: str | None = None,
) -> RunSummary:
    """Bring an output folder up to date with a folder of PDFs.

    Args:
        documents: The PDFs, as of :func:`pipeline.documents.finding.find_pdfs`.
        output: The folder that gets the files. The caller holds it (:func:`pipeline.ledger.holding.hold`) and has prepared it
            (:func:`pipeline.landing.tables.prepare`).
        ledger: The output folder's ledger.
        progress: Shown while reading.
        options: How the run is done.
        source: The folder of PDFs as seen from the output folder, for links; None where people cannot open it.

    Returns:
        The counts of everything that has landed, from this run and earlier ones.

    Raises:
        CannotLand: The output cannot be written; what was there is unchanged.
        NoReaders: Worker processes do not start; what was read is kept.
        ReferenceBroken: The reference folder cannot be used; nothing was read.
    """
    options = options or Options()
    timings = Timings()
    folder = reference_folder(options.acuan)
    with timings.of("siapkan"):
        reference = load_reference(folder)
        versions = Versions.now(reference)
        work = plan(documents, ledger, versions, again=options.again)
        ledger.forget(work.gone)
    with timings.of("baca"):
        means = Means(Finisher(reference), reference.terms, options.limits, options.workers)
        replaced = _read(work, ledger, progress, options, means, versions)
    with timings.of("padankan"):
        _renew_rows(work.rows, ledger, means.finish, versions)
    with timings.of("simpan"):
        questions = land_ledger(output, ledger, reference, partition=options.partition, source=source, language=options.language)
    summary = _sum_up(ledger)
    summary.unchanged, summary.removed, summary.questions = work.unchanged, len(work.gone), questions
    summary.notes = [*reference.notes, *reference.corrections.not_met(documents), *summary.notes]
    summary.acuan, summary.decisions = str(folder) if folder.exists() else "", len(reference.harmoniser.decisions.standing)
    summary.seconds, summary.replaced = timings.seconds, replaced
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


def _read(work: Plan, ledger: Ledger, progress: Progress, options: Options, means: Means, versions: Versions) -> int:
    """Read what has to be read; every result is in the ledger before the next is waited for.

    Returns:
        How many documents were replaced while they were read.
    """
    replaced = 0
    progress.started(len(work.read) + len(work.renew))
    try:
        for tasks in _batches(work, ledger):
            for done in options.engine(tasks, progress, means):
                _keep(done, ledger, versions)
                if done.instead_of is not None:
                    ledger.forget([done.instead_of])
                    replaced += 1
                event_of(done.rows.summary, done.seconds)
    finally:
        progress.finished()
    return replaced


def _batches(work: Plan, ledger: Ledger) -> Iterator[list[Task]]:
    """The tasks; kept extractions, which are large, a batch at a time."""
    if work.read:
        # The largest first: a long document begun last would leave the other workers idle.
        yield [Task(found) for found in sorted(work.read, key=lambda found: (-found.size, found.berkas))]
    for start in range(0, len(work.renew), BATCH):
        yield [Task(found, ledger.get(found.id_dokumen, "ekstraksi")) for found in work.renew[start : start + BATCH]]


def _keep(done: Done, ledger: Ledger, versions: Versions) -> None:
    """Keep a document that was read."""
    values: dict[str, object] = {
        "sementara": int(any(problem.code in PASSING for problem in done.rows.summary.problems)),
        "detik": round(done.seconds, 3),
        "selesai": now(),
        "versi_bacaan": versions.reading,
        "bacaan": done.reading,
        **_columns(done.rows, versions),
    }
    if done.extraction is not None:
        values |= {"versi_ekstraksi": versions.extraction, "ekstraksi": done.extraction}
    ledger.put(done.found, values)


def _columns(rows: Rows, versions: Versions) -> dict[str, object]:
    """A document's rows as the ledger has them."""
    return {
        "versi_baris": versions.rows,
        "baris": rows.tables,
        "tanya": rows.facts,
        "ringkas": pack(rows.summary),
        "status": rows.summary.status,
        "urutan": rows.order,
    }


def _renew_rows(documents: Sequence[FoundPdf], ledger: Ledger, finish: Finish, versions: Versions) -> None:
    """Make rows again from kept readings: names, lists or decisions changed, or a copy appeared."""
    for found in documents:
        kept = ledger.get(found.id_dokumen, "bacaan")
        if kept is not None:
            ledger.put(found, _columns(finish(replace(unpack(kept, Outcome), found=found)), versions))


def _sum_up(ledger: Ledger) -> RunSummary:
    summary = RunSummary()
    for kept in ledger.all_of("ringkas", "berkas, id_dokumen"):
        summary.add(unpack(kept, DocumentSummary))
    return summary
