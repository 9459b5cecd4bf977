"""One PDF is read: opened, extracted, normalised. This is what a worker process does."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from extractors.document import Meant, ReadingWords, extract
from extractors.page import ExtractionError
from extractors.pdf import Damage, TriageWords, damage_of, facts_of, open_pdf
from extractors.tables import BreakWords
from normalizers.document import NormalisedDocument, normalise, said_above
from normalizers.owner import identify
from normalizers.words import NOTHING_TAUGHT, UserTerms, read_data
from pipeline.documents import FoundPdf, Outcome, PageCounts, Problem
from pipeline.reading.ocr_cache import OcrCache
from pipeline.reading.task import NO_SUCH_PAGE, EveryTable
from schemas.stages import ExtractedDocument, PageText, Record

if TYPE_CHECKING:
    from extractors.scan import ScanReader

#: What stands on a damaged page is at most as sure as this: letters and numbers may be others than were written.
OF_DAMAGED = 0.5
#: While a document is read, circles of values are looked for after so many new ones.
COLLECTED_AFTER = 50_000
#: Seconds between two signs of life while a whole file is looked over: well under what a page may take.
TELL_EVERY = 1.0

_NO_DAMAGE = Damage()

PageDone = Callable[[int, int], None]


@lru_cache(maxsize=1)
def reading_words() -> ReadingWords:
    """The words that decide how a document is read, from the normalizers' data."""
    triage, edges = read_data("words/triase.toml"), read_data("words/halaman.toml")
    return ReadingWords(
        TriageWords(triage.strings("utama"), triage.strings("pendukung"), triage.strings("lemah")),
        BreakWords(edges.strings("nomor_halaman"), edges.strings("jumlah_halaman"), edges.strings("berlanjut")),
        Meant(lambda pages: identify(pages, ""), said_above),
    )


@lru_cache(maxsize=1)
def scan_reader() -> ScanReader:
    """The reader of scanned pages, one a process; its engine is loaded with the first scan."""
    from extractors.scan import Engine  # noqa: PLC0415 (OpenCV and ONNX: only scans need them)
    from extractors.scan import ScanReader as Reader  # noqa: PLC0415 (as above)

    return Reader(Engine(), OcrCache())


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a PDF gave before anything was made of it.

    Attributes:
        document: Its pages and tables; None when it could not be opened.
        problems: What went wrong.
        copy_protected: Whether it forbids copying.
        mesin_ocr: Engine and version that read its pictures, when one did.
        damage: What is damaged in it although it opened.
    """

    document: ExtractedDocument | None
    problems: tuple[Problem, ...] = ()
    copy_protected: bool = False
    mesin_ocr: str | None = None
    damage: Damage = field(default_factory=Damage)


def read_document(found: FoundPdf, page_done: PageDone | None = None, skip: Mapping[int, Problem] | None = None) -> Outcome:
    """Read one PDF; whatever is wrong with it becomes part of the outcome.

    Args:
        found: The file.
        page_done: Called after every page with its number and the page count.
        skip: Pages not to touch, with why: those that hung or killed an earlier reader.
    """
    return conclude(found, extract_document(found, page_done, skip))


def extract_document(
    found: FoundPdf, page_done: PageDone | None = None, skip: Mapping[int, Problem] | None = None, every: EveryTable | None = None
) -> Extraction:
    """The tables of one PDF.

    Args:
        found, page_done, skip: As of :func:`read_document`.
        every: That all its tables are wanted, not only those on pages that speak of indicators.
    """
    if found.error is not None:
        return Extraction(None, (Problem(found.problem, detail=found.error),))
    skip = skip or {}
    try:
        with open_pdf(found.path) as pdf:
            facts = facts_of(pdf)
            last = max((last for _, last in every.pages), default=0) if every is not None else 0
            if last > facts.pages:
                return Extraction(None, (Problem(NO_SUCH_PAGE, last, str(facts.pages)),))
            words, pages, joined = _wanted(every)
            with _seldom_collected():
                document = extract(pdf, found.path, words, page_done, frozenset(skip), scan_reader, pages, joined=joined)
        damage = _looked_over(found, facts.pages, skip, page_done)
    except ExtractionError as error:
        return Extraction(None, (Problem(error.code, error.page, error.detail),))
    except OSError as error:
        return Extraction(None, (Problem("tidak_terbaca", detail=error.strerror or str(error)),))
    problems = tuple(
        skip.get(page.number, Problem("halaman_gagal", page.number, page.detail or page.reason))
        for page in document.pages
        if page.kind == "gagal"
    )
    # Pictures of tables stand on typed pages, too.
    seen = any(p.kind == "gambar" and p.parsed for p in document.pages) or any(table.method == "ocr" for table in document.tables)
    engine = scan_reader().engine.version if seen else None
    return Extraction(document, problems + _without_engine(document) + damage_problems(damage), facts.copy_protected, engine, damage)


def _wanted(every: EveryTable | None) -> tuple[ReadingWords, frozenset[int] | None, bool]:
    """By which words a document is read, which of its pages, and whether tables are joined over page breaks."""
    if every is None:
        return reading_words(), None, True
    pages = frozenset(number for first, last in every.pages for number in range(first, last + 1))
    return replace(reading_words(), triage=None, meant=None), pages or None, every.joined


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Reading makes very many small values and hardly a circle of them: looking for circles less often saves a thirtieth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECTED_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _looked_over(found: FoundPdf, pages: int, skip: Mapping[int, Problem], page_done: PageDone | None) -> Damage:
    """Whether the file is whole. That comes after the last page: a reader that hung or died then is said to have been at the next."""
    if pages + 1 in skip:
        return Damage("keutuhannya tidak sempat diperiksa")
    told = time.monotonic()

    def looked_at() -> None:
        nonlocal told
        if page_done is not None and time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            page_done(pages, pages)

    return damage_of(found.path, looked_at)


def conclude(found: FoundPdf, extraction: Extraction, terms: UserTerms = NOTHING_TAUGHT) -> Outcome:
    """What becomes of a PDF whose tables were read, with the headers and units that people named: its records, and whose it is."""
    document = extraction.document
    if document is None:
        return Outcome(found, "gagal", extraction.problems)
    with _seldom_collected():
        normalised = normalise(document, found.berkas, terms, terms.periods.get(found.id_dokumen))
    return Outcome(
        found=found,
        status=_status(document, normalised, extraction.problems),
        problems=extraction.problems,
        pages=_counts(document),
        copy_protected=extraction.copy_protected,
        identity=normalised.identity,
        tables=sum(verdict.kind is not None for verdict in normalised.verdicts),
        records=tuple(_doubted(record, extraction.damage) for record in normalised.records),
        quarantined=normalised.quarantined,
        mesin_ocr=extraction.mesin_ocr,
        asked=normalised.asked,
    )


def without_meaning(found: FoundPdf, extraction: Extraction) -> Outcome:
    """What becomes of a PDF whose tables are wanted as read."""
    document = extraction.document
    if document is None:
        return Outcome(found, "gagal", extraction.problems)
    status = _how_far(document, extraction.problems) or ("terbaca" if document.tables else "tanpa_tabel")
    return Outcome(found, status, extraction.problems, _counts(document), extraction.copy_protected, mesin_ocr=extraction.mesin_ocr)


def _without_engine(document: ExtractedDocument) -> tuple[Problem, ...]:
    """One problem for all pictures that no engine could read."""
    page = next((page for page in document.pages if _lacks_engine(page)), None)
    return (Problem(page.reason, detail=page.detail),) if page is not None else ()


def _lacks_engine(page: PageText) -> bool:
    return page.kind == "gambar" and page.reason == "ocr_tidak_ada"


def damage_problems(damage: Damage) -> tuple[Problem, ...]:
    """One problem for the file's structure, one for all its damaged pages."""
    structure = (Problem("berkas_cacat", detail=damage.structure),) if damage.structure is not None else ()
    pages = (Problem("isi_rusak", damage.pages[0], spans(damage.pages)),) if damage.pages else ()
    return structure + pages


def spans(pages: Sequence[int]) -> str:
    """Page numbers in short.

    >>> spans([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    runs = [[number for _, number in run] for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0])]
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _doubted(record: Record, damage: Damage) -> Record:
    """A record as sure as its pages allow."""
    if damage == _NO_DAMAGE:
        return record
    values = tuple(value.noted(at_most=surest(value.halaman, damage)) for value in record.values)
    return replace(record, keyakinan=min(record.keyakinan, surest(record.halaman, damage)), values=values)


def surest(page: int, damage: Damage) -> float:
    """How sure anything on a page can be: of a damaged one, or of any of a file whose structure is damaged, nothing is sure."""
    return OF_DAMAGED if damage.structure is not None or page in damage.pages else 1.0


def _counts(document: ExtractedDocument) -> PageCounts:
    return PageCounts(
        total=len(document.pages),
        text=sum(page.kind == "teks" for page in document.pages),
        picture=sum(page.kind == "gambar" for page in document.pages),
        parsed=sum(page.parsed for page in document.pages),
    )


def _how_far(document: ExtractedDocument, problems: tuple[Problem, ...]) -> str | None:
    """How far a document with problems was read; None without any."""
    if not problems:
        return None
    unread = sum(page.kind == "gagal" or _lacks_engine(page) for page in document.pages)
    return "gagal" if unread == len(document.pages) else "sebagian"


def _status(document: ExtractedDocument, normalised: NormalisedDocument, problems: tuple[Problem, ...]) -> str:
    if (trouble := _how_far(document, problems)) is not None:
        return trouble
    if normalised.records:
        return "terbaca"
    if normalised.quarantined:
        return "menunggu"
    return "gambar" if any(page.kind == "gambar" and not page.parsed for page in document.pages) else "tanpa_tabel"
