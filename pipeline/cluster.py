"""Documents are read by a Dask cluster: its scheduler, its retries, its transport; the ledger stays here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from normalizers.user_terms import UserTerms, use
from pipeline.outcome import Outcome, Problem
from pipeline.progress import Progress
from pipeline.workers import Done, Limits, Task, work

if TYPE_CHECKING:
    from pipeline.ingest import Engine

#: How often the scheduler gives a document to another worker after one died on it.
RETRIES = 2
#: Seconds to wait for the scheduler.
PATIENCE = 10
#: So many documents are with the scheduler at once; fewer when their PDFs go along.
IN_FLIGHT, IN_FLIGHT_SHIPPED = 1000, 32
_SCHEME = "dask://"


class NoCluster(Exception):
    """The cluster cannot be used.

    Attributes:
        key: The message: ``no_dask`` or ``no_cluster``.
        detail: What the library said.
    """

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(key)
        self.key, self.detail = key, detail


def dask_engine(address: str, workers: int = 1, *, ship: bool = False) -> Engine:
    """An engine that reads on the cluster at ``dask://HOST:PORT``.

    The workers need this package in the same version and the input folder at the same path (a shared folder). Results come back here
    and are kept once, even when a task ran twice.

    Args:
        address: Of the scheduler.
        workers: How many workers to wait for.
        ship: Send the PDFs along, for workers that do not see the input folder.

    Raises:
        NoCluster: Dask is not installed, or there is no scheduler at the address.
    """
    if not address.startswith(_SCHEME):
        raise NoCluster("no_cluster", "dask://HOST:PORT")
    try:
        import distributed  # noqa: PLC0415 (the extra [dask] only)
    except ImportError as error:
        raise NoCluster("no_dask") from error
    try:
        client: Any = distributed.Client(  # type: ignore[no-untyped-call]
            address.replace(_SCHEME, "tcp://", 1), timeout=PATIENCE
        )
        client.wait_for_workers(workers, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise NoCluster("no_cluster", f"{type(error).__name__}: {error}"[:200]) from error

    completed: Any = distributed.as_completed

    def read(
        tasks: Sequence[Task], progress: Progress, workers: int | None = None, limits: Limits | None = None, terms: UserTerms | None = None
    ) -> Iterator[Done]:
        def submit(task: Task) -> Any:
            future = client.submit(_work, _shipped(task) if ship else task, terms or UserTerms(), retries=RETRIES, pure=False)
            futures[future] = task
            return future

        futures: dict[Any, Task] = {}
        waiting = iter(tasks)
        window = IN_FLIGHT_SHIPPED if ship else IN_FLIGHT
        try:
            under_way = completed([submit(task) for task in islice(waiting, window)])
            for future in under_way:
                done = _result(future, futures.pop(future))
                future.release()
                for task in islice(waiting, 1):
                    under_way.add(submit(task))
                progress.document_done(done.outcome)
                yield done
        finally:
            client.close()

    return read


def _shipped(task: Task) -> Task:
    """The task with its PDF."""
    if task.extraction is not None:
        return task
    try:
        return replace(task, data=task.found.path.read_bytes())
    except OSError:
        return task


def _result(future: Any, task: Task) -> Done:
    """What became of a task. A result whose worker died before it was fetched is made again meanwhile."""
    try:
        done: Done = future.result()
    except Exception as error:
        return Done(Outcome(task.found, "gagal", (Problem("pembaca_berhenti", 1, f"{type(error).__name__}: {error}"[:200]),)))
    return done


def _work(task: Task, terms: UserTerms) -> Done:
    """What a worker of the cluster does with a task."""
    use(terms)
    return work(task)
