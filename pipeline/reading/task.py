"""What goes to a reader and what comes back: the same for worker processes and clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from normalizers.words import UserTerms
from pipeline.documents import FoundPdf, Outcome, Rows
from pipeline.said import Progress

#: A page was asked for that the document does not have.
NO_SUCH_PAGE = "halaman_tidak_ada"
#: Seconds one page may take: the slowest scanned page of the samples takes some ten.
PAGE_LIMIT = 60.0
#: Seconds one document may take: a scan of some hundreds of pages.
DOCUMENT_LIMIT = 3600.0
#: Bytes a worker may hold: three times what the worst scan of the samples needs.
MEMORY_LIMIT = 3_000_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may take: seconds a page and a document, bytes a worker."""

    page: float = PAGE_LIMIT
    document: float = DOCUMENT_LIMIT
    memory: float = MEMORY_LIMIT


#: Makes a document's rows of what was read in it; goes to the workers, so it can be pickled.
Finish = Callable[[Outcome], Rows]


@dataclass(frozen=True, slots=True)
class Means:
    """What readers work with, the same for every document of a run.

    Attributes:
        finish: Makes the rows.
        terms: Headers and units that people named.
        limits: What reading may take.
        workers: How many processes on this machine; by default one a core.
    """

    finish: Finish
    terms: UserTerms = field(default_factory=UserTerms)
    limits: Limits = field(default_factory=Limits)
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class EveryTable:
    """That every table of a document is wanted as read, without meaning.

    Attributes:
        pages: First and last of each stretch of pages to read; none reads all.
        joined: Whether tables that go on over a page break become one.
    """

    pages: tuple[tuple[int, int], ...] = ()
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read.

    Attributes:
        found: The file.
        extraction: What an earlier run extracted from it, packed; then only the later stages are done.
        data: The PDF itself, for a machine that does not see its path.
        every: That all its tables are wanted, and no records made of them.
    """

    found: FoundPdf
    extraction: bytes | None = None
    data: bytes | None = None
    every: EveryTable | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A document that was read, in the form in which it is kept and landed.

    Attributes:
        found: The file.
        reading: The outcome, packed: rows are made of it again when names, lists or decisions change.
        rows: Its rows, with the counts of what became of it.
        extraction: What was extracted, packed, where that was done anew.
        seconds: How long reading took.
        instead_of: The id under which the file was found, when another content was read: it was replaced meanwhile.
    """

    found: FoundPdf
    reading: bytes
    rows: Rows
    extraction: bytes | None = None
    seconds: float = 0.0
    instead_of: str | None = None


#: Reads tasks and yields what became of them as they end; :func:`pipeline.reading.read_all` on this machine, or a cluster.
Engine = Callable[[Sequence[Task], Progress, Means], Iterator[Done]]
