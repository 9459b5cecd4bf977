"""One task is carried out: the file looked up, read, and looked at again, for it may have been replaced meanwhile."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from normalizers.words import NOTHING_TAUGHT, UserTerms
from pipeline.documents import Damaged, FoundPdf, Problem, SeenFile, look_at, pack, times_of, unpack
from pipeline.reading.document import TELL_EVERY, Extraction, conclude, extract_document, without_meaning
from pipeline.reading.task import EveryTable, Task
from pipeline.reading.work import Read, fault

#: So often a document is read that is replaced while it is read.
TRIES = 3


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
        outcome = fault(found, error)
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
