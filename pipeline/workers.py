"""Documents are read by worker processes, so that a page which hangs or crashes a library costs that page and nothing else.

A worker tells the parent after every page. When it stays silent longer than a page may take, it is killed and the document read again
without that page; likewise when it dies.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from normalizers.user_terms import UserTerms, use
from pipeline.finding import FoundPdf
from pipeline.outcome import Outcome, Problem
from pipeline.progress import Progress

#: Seconds one page may take.
PAGE_LIMIT = 60.0
#: Seconds a new worker may take to start: imports on a slow disk.
START_LIMIT = 120.0
#: A document in which this many pages killed their reader is given up.
LETHAL_PAGES = 5


@dataclass(slots=True)
class _Job:
    found: FoundPdf
    skip: dict[int, Problem] = field(default_factory=dict)


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    job: _Job | None = None
    page: int = 0
    heard: float = 0.0
    ready: bool = False


def _serve(pipe: Connection, terms: UserTerms) -> None:
    """The worker's loop: take a job, report each page, send the outcome."""
    import signal  # noqa: PLC0415 (only in the child)

    from pipeline.reading import read_document  # noqa: PLC0415 (heavy imports belong to the child)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use(terms)
    pipe.send(("ready",))
    while (job := pipe.recv()) is not None:
        found, skip = job

        def page_done(page: int, pages: int) -> None:
            pipe.send(("page", page, pages))

        try:
            outcome = read_document(found, page_done, skip)
        except Exception as error:
            outcome = Outcome(found, "gagal", (Problem("galat_program", detail=f"{type(error).__name__}: {error}"[:200]),))
        pipe.send(("done", outcome))


def read_all(
    documents: Sequence[FoundPdf],
    progress: Progress,
    workers: int | None = None,
    page_limit: float = PAGE_LIMIT,
    terms: UserTerms | None = None,
) -> Iterator[Outcome]:
    """Read documents in worker processes.

    Args:
        documents: What to read.
        progress: Told of every page and document.
        workers: How many processes; by default one a core, never more than documents.
        page_limit: Seconds a page may take.
        terms: Headers and units that people named.

    Yields:
        One outcome a document, in the order they finish.
    """
    count = max(1, min(workers or os.cpu_count() or 1, len(documents)))
    pool = _Pool(deque(_Job(found) for found in documents), progress, page_limit, terms or UserTerms())
    try:
        yield from pool.run(count)
    finally:
        pool.stop()


class _Pool:
    def __init__(self, jobs: deque[_Job], progress: Progress, page_limit: float, terms: UserTerms) -> None:
        self.jobs, self.progress, self.page_limit, self.terms = jobs, progress, page_limit, terms
        self.context = mp.get_context("spawn")
        self.workers: list[_Worker] = []

    def run(self, count: int) -> Iterator[Outcome]:
        self.workers = [self._start() for _ in range(count)]
        while self.jobs or any(worker.job for worker in self.workers):
            for worker in list(self.workers):
                if worker.ready and worker.job is None and self.jobs:
                    self._give(worker, self.jobs.popleft())
            heard: list[Any] = wait([worker.pipe for worker in self.workers], timeout=0.5)
            for worker in list(self.workers):
                if worker.pipe in heard:
                    yield from self._listen(worker)
            now = time.monotonic()
            for worker in list(self.workers):
                limit = self.page_limit if worker.ready else START_LIMIT
                if (worker.job or not worker.ready) and now - worker.heard > limit:
                    yield from self._replace(worker, "terlalu_lama", f"{limit:.0f}")

    def stop(self) -> None:
        for worker in self.workers:
            if worker.job is None and worker.ready:
                try:
                    worker.pipe.send(None)
                    continue
                except OSError:
                    pass
            worker.process.kill()
        for worker in self.workers:
            worker.process.join(5)
            worker.pipe.close()
        self.workers = []

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_serve, args=(theirs, self.terms), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, heard=time.monotonic())

    def _give(self, worker: _Worker, job: _Job) -> None:
        worker.job, worker.page, worker.heard = job, 0, time.monotonic()
        self.progress.document_started(job.found.berkas)
        worker.pipe.send((job.found, job.skip))

    def _listen(self, worker: _Worker) -> Iterator[Outcome]:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._replace(worker, "pembaca_berhenti", "")
            return
        worker.heard = time.monotonic()
        match message:
            case ("ready",):
                worker.ready = True
            case ("page", page, pages):
                worker.page = page
                if worker.job is not None:
                    self.progress.page_done(worker.job.found.berkas, page, pages)
            case ("done", outcome):
                worker.job = None
                self.progress.document_done(outcome)
                yield outcome

    def _replace(self, worker: _Worker, code: str, detail: str) -> Iterator[Outcome]:
        """Put a new worker in the place of one that hangs or died; its document goes on without the page it was at."""
        worker.process.kill()
        worker.process.join(5)
        worker.pipe.close()
        self.workers.remove(worker)
        job = worker.job
        if job is None and not worker.ready:
            raise RuntimeError("a worker process cannot be started")
        if job is not None:
            page = worker.page + 1
            if page in job.skip or len(job.skip) >= LETHAL_PAGES:
                outcome = Outcome(job.found, "gagal", (*job.skip.values(), Problem(code, page, detail)))
                self.progress.document_done(outcome)
                yield outcome
            else:
                self.jobs.appendleft(_Job(job.found, {**job.skip, page: Problem(code, page, detail)}))
        if self.jobs:
            self.workers.append(self._start())
