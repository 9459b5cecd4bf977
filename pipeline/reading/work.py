"""What a worker does: it reads one task after the other, and hands back each document in the form in which it is kept and landed.

Its parent loads this too, but reads nothing: what reads (PDFium, numpy and all that tables are made with) is loaded where it is used.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing as mp
import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.documents import FoundPdf, Outcome, Problem, pack
from pipeline.reading.task import Done, Finish, Means

#: So much of a fault's words is told.
TOLD = 200


@dataclass(frozen=True, slots=True)
class Read:
    """A document before its rows are made.

    Attributes:
        outcome: What became of it.
        extraction: What was extracted, packed, where that was done anew.
        seconds: How long it took.
        instead_of: The id under which it was found, when another content was read in its place.
    """

    outcome: Outcome
    extraction: bytes | None = None
    seconds: float = 0.0
    instead_of: str | None = None


def serve(pipe: Connection) -> None:
    """The worker's loop, until it is told to end or the parent is gone.

    Args:
        pipe: Takes ``("begun",)`` once and brings what to work with: a process that does not begin would keep its parent waiting if that
            were handed to it at its birth. Then brings jobs, each a task and the pages to skip, or None for the end. Takes ``("ready",)``
            once, then ``("page", number, pages)`` after every page, ``("read",)`` when all pages are read, and ``("done", Done)`` when
            the rows are made.
    """
    # What PDF libraries grumble about a broken file is in the outcome; it is not for the clerk's screen.
    logging.getLogger().addHandler(logging.NullHandler())
    # Ctrl-C is the parent's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        pipe.send(("begun",))
        means: Means = pipe.recv()
        from pipeline.reading.carrying_out import read  # noqa: PLC0415 (not in the parent)

        # What is loaded with the first rows is not to count against the first document.
        means.finish(Outcome(FoundPdf(Path(), "", "", 0), "tanpa_tabel"))
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


def finished(done: Read, finish: Finish) -> Done:
    """What was read, as it is kept and landed; a fault in making its rows costs this document only."""
    outcome = done.outcome
    try:
        rows = finish(outcome)
    except Exception as error:
        outcome = fault(outcome.found, error)
        rows = finish(outcome)
    return Done(outcome.found, pack(outcome), rows, done.extraction, done.seconds, done.instead_of)


def fault(found: FoundPdf, error: Exception) -> Outcome:
    """What becomes of a document on which the program failed."""
    return Outcome(found, "gagal", (Problem("galat_program", detail=f"{type(error).__name__}: {error}"[:TOLD]),))
