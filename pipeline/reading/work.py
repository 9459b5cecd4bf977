"""What a worker does: it reads one task after the other, and hands back each document in the form in which it is kept and landed."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing as mp
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from normalizers.words import NOTHING_TAUGHT, UserTerms
from pipeline.documents import Damaged, FoundPdf, Outcome, Problem, pack, unpack
from pipeline.reading.document import Extraction, conclude, extract_document
from pipeline.reading.task import Done, Finish, Means, Task

#: So much of a fault's words is told.
TOLD = 200


@dataclass(frozen=True, slots=True)
class Read:
    """A document before its rows are made: what became of it, what was extracted (packed, where that was done anew), and the seconds."""

    outcome: Outcome
    extraction: bytes | None = None
    seconds: float = 0.0


def serve(pipe: Connection, means: Means) -> None:
    """The worker's loop, until it is told to end or the parent is gone.

    Args:
        pipe: Brings jobs, each a task and the pages to skip, or None for the end. Takes ``("ready",)`` once, then ``("page", number,
            pages)`` after every page, ``("read",)`` when all pages are read, and ``("done", Done)`` when the rows are made.
        means: What to work with.
    """
    # What PDF libraries grumble about a broken file is in the outcome; it is not for the clerk's screen.
    logging.getLogger().addHandler(logging.NullHandler())
    # Ctrl-C is the parent's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    # What is loaded with the first rows is not to count against the first document.
    means.finish(Outcome(FoundPdf(Path(), "", "", 0), "tanpa_tabel"))
    with contextlib.suppress(EOFError, OSError):
        pipe.send(("ready",))
        while (job := pipe.recv()) is not None:
            task, skip = job
            done = read(task, skip, lambda page, pages: pipe.send(("page", page, pages)), means.terms)
            pipe.send(("read",))
            pipe.send(("done", finished(done, means.finish)))


def _end_with_the_parent() -> None:
    """End this worker when the run it works for is gone, however that ended."""
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def read(
    task: Task,
    skip: Mapping[int, Problem] | None = None,
    page_done: Callable[[int, int], None] | None = None,
    terms: UserTerms = NOTHING_TAUGHT,
) -> Read:
    """Read one document in this process; whatever goes wrong becomes part of the outcome.

    Args:
        task: The document.
        skip: Pages not to touch, with why.
        page_done: Called after every page with its number and the page count.
        terms: What people named.
    """
    start = time.monotonic()
    packed = None
    try:
        extraction = _kept(task)
        if extraction is None:
            with _at_hand(task) as here:
                extraction = extract_document(here, page_done, skip)
            packed = pack(extraction)
        outcome = conclude(task.found, extraction, terms)
    except Exception as error:
        outcome = _fault(task.found, error)
    return Read(outcome, packed, time.monotonic() - start)


def _kept(task: Task) -> Extraction | None:
    """What an earlier run extracted; None where there is none, or it is not what was kept."""
    with contextlib.suppress(Damaged):
        return unpack(task.extraction, Extraction) if task.extraction is not None else None
    return None


def finished(done: Read, finish: Finish) -> Done:
    """What was read, as it is kept and landed; a fault in making its rows costs this document only."""
    outcome = done.outcome
    try:
        rows = finish(outcome)
    except Exception as error:
        outcome = _fault(outcome.found, error)
        rows = finish(outcome)
    return Done(outcome.found, pack(outcome), rows, done.extraction, done.seconds)


def _fault(found: FoundPdf, error: Exception) -> Outcome:
    return Outcome(found, "gagal", (Problem("galat_program", detail=f"{type(error).__name__}: {error}"[:TOLD]),))


@contextlib.contextmanager
def _at_hand(task: Task) -> Iterator[FoundPdf]:
    """The file where this process can open it."""
    if task.data is None:
        yield task.found
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dokumen.pdf"
        path.write_bytes(task.data)
        yield replace(task.found, path=path)
