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
from pipeline.documents import Damaged, FoundPdf, Outcome, Problem, SeenFile, look_at, pack, times_of, unpack
from pipeline.reading.document import TELL_EVERY, Extraction, conclude, extract_document, without_meaning
from pipeline.reading.task import Done, EveryTable, Finish, Means, Task

#: So much of a fault's words is told.
TOLD = 200
#: So often a document is read that is replaced while it is read.
TRIES = 3


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
    packed, found = None, task.found
    try:
        extraction = _kept(task)
        if extraction is None:
            with _at_hand(task) as here:
                extraction, seen = _extracted(here, page_done, skip, task.every)
            packed = pack(extraction)
            if seen is not None and seen.sha256 != found.id_dokumen:
                # Copies had the content that was found, not the one that was read.
                found = replace(found, id_dokumen=seen.sha256, size=seen.size, copies=())
        outcome = conclude(found, extraction, terms) if task.every is None else without_meaning(found, extraction)
    except Exception as error:
        outcome = _fault(found, error)
    return Read(outcome, packed, time.monotonic() - start, task.found.id_dokumen if found is not task.found else None)


def _extracted(
    found: FoundPdf,
    page_done: Callable[[int, int], None] | None,
    skip: Mapping[int, Problem] | None,
    every: EveryTable | None = None,
) -> tuple[Extraction, SeenFile | None]:
    """What a PDF gave, and what was seen of the very file that gave it; a file that was replaced meanwhile is read again."""
    if found.error is not None:
        return extract_document(found), None
    at = (0, 0)

    def told(page: int, pages: int) -> None:
        nonlocal at
        at = page, pages
        if page_done is not None:
            page_done(page, pages)

    try:
        for _ in range(TRIES):
            before = times_of(found.path)
            extraction = extract_document(found, told, skip, every)
            seen = look_at(found.path, alive=_now_and_then(lambda: told(*at)))
            if seen.times == before:
                return extraction, seen
    except OSError as error:
        return Extraction(None, (Problem("tidak_terbaca", detail=error.strerror or str(error)),)), None
    return Extraction(None, (Problem("berubah_terus"),)), None


def _now_and_then(tell: Callable[[], None]) -> Callable[[], None]:
    """Tells at most once a second."""
    last = time.monotonic()

    def alive() -> None:
        nonlocal last
        if time.monotonic() - last > TELL_EVERY:
            last = time.monotonic()
            tell()

    return alive


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
    return Done(outcome.found, pack(outcome), rows, done.extraction, done.seconds, done.instead_of)


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
