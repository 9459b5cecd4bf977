"""Documents are read by worker processes, so that a page which hangs or crashes a library costs that page and nothing else.

A worker tells the parent after every page. When it stays silent longer than a page may take, holds too much memory, or dies, its document
is read once more while nothing else is; should that fail too, it is read without the page it was at.

Nothing is said to a worker or heard from it but by threads of its own: one that is stopped in the middle of a message would keep this
process waiting for as long as it stands still.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import queue
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from pipeline.documents import EXIT_NOTHING, FoundPdf, Outcome, Problem, Stop
from pipeline.reading.task import Done, Means, Task
from pipeline.reading.work import Read, finished, serve
from pipeline.said import Progress

#: Seconds between looks at the workers when none of them says anything.
LOOK_EVERY = 0.5
#: Seconds between looks at a worker's memory, which cost a call of the system each.
WEIGH_EVERY = 1.0
#: Seconds a new worker may take to start: imports on a slow disk.
START_LIMIT = 120.0
#: Seconds that making a document's rows may take: the first of a worker indexes the lists that people imported.
FINISH_LIMIT = 120.0
#: Seconds a worker that was killed or told to end may take to be gone.
END_LIMIT = 5.0
#: One run keeps no more processes busy.
MOST_WORKERS = 60
#: Nothing more is to be said to a worker.
_END = object()
#: The workers are looked after at least twice a second; when it was longer ago (seconds), this process was away.
AWAY = 5.0
#: So many workers in a row that do not start are no accident.
STARTS = 3
#: A document in which this many pages killed their reader is given up.
LETHAL_PAGES = 5


@dataclass(slots=True)
class _Job:
    task: Task
    skip: dict[int, Problem] = field(default_factory=dict)
    #: Whether it is to be read while nothing else is: its reader died, perhaps of its neighbours.
    alone: bool = False

    @property
    def found(self) -> FoundPdf:
        return self.task.found


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    pipe: Connection
    #: What is to be said to it.
    outbox: queue.SimpleQueue[object] = field(default_factory=queue.SimpleQueue)
    job: _Job | None = None
    #: Whether its job was handed to it.
    taken: bool = False
    page: int = 0
    #: Whether all pages are read and the rows are being made.
    finishing: bool = False
    heard: float = 0.0
    begun: float = 0.0
    weighed: float = 0.0
    ready: bool = False


def read_all(tasks: Sequence[Task], progress: Progress, means: Means) -> Iterator[Done]:
    """Read documents in worker processes.

    Args:
        tasks: What to read.
        progress: Told of every page and document.
        means: What the workers work with.

    Yields:
        One result a document, in the order they finish.

    Raises:
        NoReaders: Worker processes do not start.
    """
    count = max(1, min(means.workers or os.cpu_count() or 1, len(tasks), MOST_WORKERS))
    pool = _Pool(deque(_Job(task) for task in tasks), progress, means)
    try:
        yield from pool.run(count)
    finally:
        pool.stop()


class NoReaders(Stop):
    """Worker processes do not start on this machine; what was read so far is kept."""

    def __init__(self) -> None:
        super().__init__("no_readers", EXIT_NOTHING)


class _Pool:
    def __init__(self, jobs: deque[_Job], progress: Progress, means: Means) -> None:
        self.jobs, self.progress, self.means, self.limits = jobs, progress, means, means.limits
        self.lonely: deque[_Job] = deque()
        self.context = mp.get_context("spawn")
        self.workers: list[_Worker] = []
        #: What the workers said, each with the worker; None when it said nothing more.
        self.inbox: queue.SimpleQueue[tuple[_Worker, Any]] = queue.SimpleQueue()
        self.failed_starts = 0

    def run(self, count: int) -> Iterator[Done]:
        self.workers = [self._start() for _ in range(count)]
        looked = time.monotonic()
        while self.jobs or self.lonely or any(worker.job for worker in self.workers):
            self._hand_out()
            for worker, message in self._heard():
                if worker in self.workers:
                    yield from self._listen(worker, message)
            before, looked = looked, time.monotonic()
            self._allow_for(looked - before)
            for worker in list(self.workers):
                over = self._over_limit(worker)
                if over is not None:
                    yield from self._replace(worker, *over)

    def _heard(self) -> Iterator[tuple[_Worker, Any]]:
        """What workers said since the last look; waits for a moment where none said anything."""
        with suppress(queue.Empty):
            yield self.inbox.get(timeout=LOOK_EVERY)
            while True:
                yield self.inbox.get_nowait()

    def _hand_out(self) -> None:
        """Jobs to idle workers; those whose reader died come last, one at a time."""
        for worker in self.workers:
            if worker.ready and worker.job is None:
                if self.jobs:
                    self._give(worker, self.jobs.popleft())
                elif self.lonely and not any(other.job for other in self.workers):
                    self._give(worker, self.lonely.popleft())

    def _allow_for(self, away: float) -> None:
        """Do not hold against the workers that this process was away: the computer slept, or results were long in being kept."""
        if away > AWAY:
            for worker in self.workers:
                worker.heard += away
                worker.begun += away

    def _over_limit(self, worker: _Worker) -> tuple[str, str] | None:
        """Which limit a worker is over, with its value; None when none."""
        now = time.monotonic()
        if not worker.ready:
            return ("terlalu_lama", f"{START_LIMIT:.0f}") if now - worker.heard > START_LIMIT else None
        if worker.job is None:
            return None
        limit = FINISH_LIMIT if worker.finishing else self.limits.page
        if now - worker.heard > limit:
            return "terlalu_lama", f"{limit:.0f}"
        if now - worker.begun > self.limits.document:
            return "dokumen_terlalu_lama", f"{self.limits.document:.0f}"
        if now - worker.weighed > WEIGH_EVERY:
            worker.weighed = now
            if _memory(worker.process.pid) > self.limits.memory:
                return "memori_habis", f"{self.limits.memory / 1e9:.1f}"
        return None

    def stop(self) -> None:
        for worker in self.workers:
            if worker.job is None and worker.ready:
                worker.outbox.put(None)
            else:
                worker.process.kill()
        for worker in self.workers:
            worker.process.join(END_LIMIT)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join(END_LIMIT)
        self.workers = []

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=serve, args=(theirs,), daemon=True)
        try:
            with _without_interrupts():
                process.start()
        except OSError as error:
            raise NoReaders() from error
        theirs.close()
        worker = _Worker(process, ours, heard=time.monotonic())
        telling = threading.Thread(target=_tell, args=(worker,), daemon=True)
        telling.start()
        threading.Thread(target=_hear, args=(worker, self.inbox, telling), daemon=True).start()
        return worker

    def _give(self, worker: _Worker, job: _Job) -> None:
        worker.job, worker.taken, worker.page, worker.finishing = job, False, 0, False
        worker.heard = worker.begun = worker.weighed = time.monotonic()
        worker.outbox.put((job.task, job.skip))
        self.progress.document_started(job.found.berkas)

    def _listen(self, worker: _Worker, message: Any) -> Iterator[Done]:
        worker.heard = time.monotonic()
        match message:
            case None:
                yield from self._replace(worker, "pembaca_berhenti", "")
            case ("begun",):
                worker.outbox.put(self.means)
            case ("ready",):
                worker.ready = True
                self.failed_starts = 0
            case ("page", page, pages):
                worker.page = page
                if worker.job is not None:
                    self.progress.page_done(worker.job.found.berkas, page, pages)
            case ("read",):
                worker.finishing = True
            case ("done", done):
                worker.job = None
                self.progress.document_done(done.rows.summary)
                yield done

    def _replace(self, worker: _Worker, code: str, detail: str) -> Iterator[Done]:
        """Put a new worker in the place of one that hangs or died.

        Its document is read once more, alone; should that fail too, it goes on without the page it was at.
        """
        worker.process.kill()
        worker.process.join(END_LIMIT)
        self.workers.remove(worker)
        job = worker.job
        untouched = job is not None and not worker.taken
        if not worker.ready or untouched:
            self.failed_starts += 1
            if self.failed_starts >= STARTS:
                raise NoReaders()
        if job is not None and untouched:
            # It ended before it had the document: that is not the document's doing.
            (self.lonely if job.alone else self.jobs).appendleft(job)
        elif job is not None:
            page = worker.page + 1
            if not job.alone:
                self.lonely.append(_Job(job.task, job.skip, alone=True))
            elif page in job.skip or len(job.skip) >= LETHAL_PAGES or code == "dokumen_terlalu_lama":
                given_up = Outcome(job.found, "gagal", (*job.skip.values(), Problem(code, page, detail)))
                done = finished(Read(given_up), self.means.finish)
                self.progress.document_done(done.rows.summary)
                yield done
            else:
                self.lonely.appendleft(_Job(job.task, {**job.skip, page: Problem(code, page, detail)}, alone=True))
        if self.jobs or self.lonely:
            self.workers.append(self._start())


def _tell(worker: _Worker) -> None:
    """Say to a worker what is to be said, one message after the other, until its end."""
    with suppress(OSError, ValueError):
        while (message := worker.outbox.get()) is not _END:
            worker.pipe.send(message)
            worker.taken = worker.taken or isinstance(message, tuple)


def _hear(worker: _Worker, inbox: queue.SimpleQueue[tuple[_Worker, Any]], telling: threading.Thread) -> None:
    """Hand on what a worker says, until its end; then nothing is said to it any more."""
    with suppress(EOFError, OSError):
        while True:
            inbox.put((worker, worker.pipe.recv()))
    inbox.put((worker, None))
    worker.outbox.put(_END)
    telling.join()
    worker.pipe.close()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let no Ctrl-C through to a process that is about to start: it is the parent's to answer."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _memory(pid: int) -> int:
    """Bytes a process holds; 0 when it is gone."""
    import psutil  # noqa: PLC0415 (workers, which load this file too, need it not)

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
