"""Documents are read by a Dask cluster: its scheduler, its retries, its transport; the ledger stays here.

A worker that hangs on a page ends itself, and Dask starts another in its place. A document that has ended too many workers for Dask to try
it again is read on this machine, under its limits, so that a cluster gives what one machine gives.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

from normalizers.words import UserTerms
from pipeline.documents import EXIT_USAGE, Stop, normalising_version
from pipeline.reading.pool import read_all
from pipeline.reading.task import Done, Engine, Limits, Means, Task
from pipeline.reading.work import TOLD, Read, finished
from pipeline.said import Progress, event

#: How often the scheduler gives a document to another worker after one died on it.
RETRIES = 2
#: Seconds to wait for the scheduler.
PATIENCE = 10
#: So many documents are with the scheduler at once; fewer when their PDFs go along.
IN_FLIGHT, IN_FLIGHT_SHIPPED = 1000, 32
#: Seconds a worker has at least, when the document's time is up between two pages: a timer takes no zero.
SHORTEST = 0.1
_SCHEME = "dask://"
#: PDFium is not made for threads, and a worker of the cluster may have several.
_ONE_AT_A_TIME = threading.Lock()


class NoCluster(Stop):
    """There is no cluster at the address.

    Attributes:
        detail: What the library said, or the shape that an address has.
    """

    def __init__(self, address: str, detail: str) -> None:
        super().__init__("no_cluster", EXIT_USAGE, address=address, detail=detail)
        self.detail = detail


class OtherVersion(Exception):
    """A worker has another version of this package. It ends no run: the document is read on this machine."""


def dask_engine(address: str, workers: int = 1, *, ship: bool = False) -> Engine:
    """An engine that reads on the cluster at ``dask://HOST:PORT``.

    The workers need this package in the same version (one that has another is not believed) and the input folder at the same path.
    Results come back here and are kept once, even when a task ran twice. The rows are made here: lists and decisions stay.

    Args:
        address: Of the scheduler.
        workers: How many workers to wait for.
        ship: Send the PDFs along, for workers that do not see the input folder.

    Raises:
        NoCluster: There is no scheduler at the address.
        Stop: Dask is not installed.
    """
    # Better said before anything is looked at; the first batch of documents goes over this connection.
    connected = [_connect(address, workers)]

    def engine(tasks: Sequence[Task], progress: Progress, means: Means) -> Iterator[Done]:
        try:
            client = connected.pop() if connected else _connect(address, workers)
        except NoCluster as error:
            event("kluster_hilang", galat=error.detail)
            yield from read_all(tasks, progress, replace(means, workers=None))
            return
        left: list[Task] = []
        try:
            for task, result in _Submitting(client, means, ship=ship).results(tasks):
                if result is None:
                    left.append(task)
                    continue
                done = finished(result, means.finish)
                progress.document_done(done.rows.summary)
                yield done
        finally:
            client.close()
        if left:
            yield from read_all(left, progress, replace(means, workers=1))

    return engine


def _connect(address: str, workers: int) -> Any:
    """A client of the scheduler, once so many workers are there."""
    if not address.startswith(_SCHEME):
        raise NoCluster(address, "dask://HOST:PORT")
    try:
        import distributed  # noqa: PLC0415 (the extra [dask] only)
    except ImportError as error:
        raise Stop("no_dask", EXIT_USAGE) from error
    # What became of each document is told by the run.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client: Any = distributed.Client(  # type: ignore[no-untyped-call]
            address.replace(_SCHEME, "tcp://", 1), timeout=PATIENCE
        )
        client.wait_for_workers(workers, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise NoCluster(address, f"{type(error).__name__}: {error}"[:TOLD]) from error
    return client


class _Submitting:
    """Gives tasks to the scheduler, so many at once."""

    def __init__(self, client: Any, means: Means, *, ship: bool) -> None:
        self.client, self.ship = client, ship
        self.given = means.terms, means.limits, normalising_version()
        self.under_way: dict[Any, Task] = {}

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Read | None]]:
        """What became of each task, as they end; None of one on which the cluster gave up."""
        from distributed import as_completed  # noqa: PLC0415 (the extra [dask] only)

        waiting = iter(tasks)
        window = IN_FLIGHT_SHIPPED if self.ship else IN_FLIGHT
        ended: Any = as_completed([self._submit(task) for task in islice(waiting, window)])  # type: ignore[no-untyped-call]
        for future in ended:
            task = self.under_way.pop(future)
            result = _result(future, task)
            future.release()
            for following in islice(waiting, 1):
                ended.add(self._submit(following))
            yield task, result

    def _submit(self, task: Task) -> Any:
        sent = _shipped(task) if self.ship else task
        future = self.client.submit(_work, sent, *self.given, retries=RETRIES, pure=False)
        self.under_way[future] = task
        return future


def _shipped(task: Task) -> Task:
    """The task with its PDF."""
    if task.extraction is not None:
        return task
    try:
        return replace(task, data=task.found.path.read_bytes())
    except OSError:
        return task


def _result(future: Any, task: Task) -> Read | None:
    """What became of a task, None when the cluster gave up on it. A result lost with its worker before it was fetched is made again."""
    try:
        result: Read = future.result()
    except Exception as error:
        event("kluster_menyerah", berkas=task.found.berkas, galat=f"{type(error).__name__}: {error}"[:TOLD])
        return None
    return result


def _work(task: Task, terms: UserTerms, limits: Limits, version: str) -> Read:
    """What a worker of the cluster does with a task.

    Raises:
        OtherVersion: The worker's code or data would read it otherwise.
    """
    from pipeline.reading.carrying_out import read  # noqa: PLC0415 (not where tasks are only handed out)

    if version != normalising_version():
        raise OtherVersion(f"{normalising_version()} instead of {version}")
    with _ONE_AT_A_TIME, _ending_itself(limits) as page_done:
        return read(task, None, page_done, terms)


@contextmanager
def _ending_itself(limits: Limits) -> Iterator[Callable[[int, int], None]]:
    """End this process when a page or the document takes longer than it may.

    The thread that watches needs nothing of the interpreter, which a library that hangs may not let go of.

    Yields:
        To be called after every page.
    """
    end = time.monotonic() + limits.document

    def page_done(page: int = 0, pages: int = 0) -> None:
        seconds = min(limits.page, max(SHORTEST, end - time.monotonic()))
        faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stderr__ or sys.stderr)

    page_done()
    try:
        yield page_done
    finally:
        faulthandler.cancel_dump_traceback_later()
