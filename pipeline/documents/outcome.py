"""What became of one document, and of a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.documents.finding import FoundPdf
from pipeline.documents.stops import EXIT_NOTHING, EXIT_PARTLY
from schemas.stages import AskedForm, DocumentIdentity, Quarantined, Record

#: A value less sure than this is to be checked by a person; the closing lines name the figure.
DOUBTFUL = 0.8


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with a document or one of its pages; worded by :mod:`pipeline.said.messages`."""

    code: str
    page: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PageCounts:
    """How many pages a document has, by what they are."""

    total: int = 0
    text: int = 0
    picture: int = 0
    parsed: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    Attributes:
        mesin_ocr: Engine and version that read its pictures, when one did.
        status: ``terbaca``, ``sebagian``, ``menunggu``, ``tanpa_tabel``, ``gambar`` or ``gagal``.
        asked: Forms that the program does not understand surely.
        notes: Decisions about it that were not applied, one line each in Indonesian.
    """

    found: FoundPdf
    status: str
    problems: tuple[Problem, ...] = ()
    pages: PageCounts = field(default_factory=PageCounts)
    copy_protected: bool = False
    identity: DocumentIdentity = field(default_factory=DocumentIdentity)
    tables: int = 0
    records: tuple[Record, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    mesin_ocr: str | None = None
    asked: tuple[AskedForm, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def unclear(self) -> tuple[Problem, ...]:
        """What went badly although the file was read: rows that wait instead of landing, nobody's region."""
        waiting, landed = len(self.quarantined), len(self.records)
        found: list[Problem] = []
        if waiting and not landed:
            found.append(Problem("semua_menunggu", detail=str(waiting)))
        elif waiting > landed:
            found.append(Problem("lebih_banyak_menunggu", detail=f"{waiting}/{landed}"))
        if landed and self.identity.kode_provinsi is None:
            found.append(Problem("wilayah_tidak_dikenal"))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """Counts of one document, kept so that a run can be summed up without reading everything again.

    Attributes:
        copies: How many other files have the same content.
        values: Values that say something.
        doubtful: Values to check.
        ocr: Whether pictures of it were read.
        protected: Whether it forbids copying.
        unclear: What went badly although the file was read.
        notes: Decisions about it that were not applied.
    """

    berkas: str
    status: str
    problems: tuple[Problem, ...]
    copies: int
    tables: int
    records: int
    values: int
    doubtful: int
    quarantined: int
    ocr: bool
    protected: bool
    pages: int = 0
    unclear: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, outcome: Outcome) -> DocumentSummary:
        """The counts of an outcome."""
        values = [value for record in outcome.records for value in record.values if value.jenis_nilai != "kosong"]
        return cls(
            berkas=outcome.found.berkas,
            status=outcome.status,
            problems=outcome.problems,
            copies=len(outcome.found.copies),
            tables=outcome.tables,
            records=len(outcome.records),
            values=len(values),
            doubtful=sum(value.keyakinan < DOUBTFUL for value in values),
            quarantined=len(outcome.quarantined),
            ocr=outcome.mesin_ocr is not None,
            protected=outcome.copy_protected,
            pages=outcome.pages.total,
            unclear=outcome.unclear,
            notes=outcome.notes,
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """What lands of one document.

    Attributes:
        summary: What became of it, in counts.
        tables: Its rows of each table of the contract, packed.
        facts: What may need a person, packed.
        order: Text by which documents sort as the contract wants.
    """

    summary: DocumentSummary
    tables: bytes
    facts: bytes
    order: str


@dataclass(slots=True)
class RunSummary:
    """Counts of a run, for the closing lines and the exit code.

    Attributes:
        unchanged: Documents whose results were kept from earlier runs.
        removed: Documents that are no longer in the folder.
        questions: What needs a person's decision.
        notes: Decisions that were not applied, one line each.
        replaced: Documents whose content was replaced while they were read.
        set_aside: Where a ledger was put that could not be read, or empty.
        acuan: The reference folder; empty when there was none.
        decisions: How many decisions stand in it.
        seconds: Time of each stage.
    """

    documents: int = 0
    copies: int = 0
    tables: int = 0
    records: int = 0
    values: int = 0
    doubtful: int = 0
    quarantined: int = 0
    unchanged: int = 0
    removed: int = 0
    questions: int = 0
    notes: list[str] = field(default_factory=list)
    replaced: int = 0
    set_aside: str = ""
    acuan: str = ""
    decisions: int = 0
    scanned: list[str] = field(default_factory=list)
    ocr: int = 0
    without_tables: list[str] = field(default_factory=list)
    protected: list[str] = field(default_factory=list)
    troubled: list[tuple[str, str, tuple[Problem, ...]]] = field(default_factory=list)
    unclear: list[tuple[str, tuple[Problem, ...]]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, document: DocumentSummary) -> None:
        """Count one document."""
        self.copies += document.copies
        self.notes.extend(document.notes)
        if document.status in ("gagal", "sebagian"):
            self.troubled.append((document.berkas, document.status, document.problems))
        if document.status == "gagal":
            return
        self.documents += 1
        self.tables += document.tables
        self.records += document.records
        self.values += document.values
        self.doubtful += document.doubtful
        self.quarantined += document.quarantined
        self.ocr += document.ocr
        if document.unclear:
            self.unclear.append((document.berkas, document.unclear))
        if document.status == "gambar":
            self.scanned.append(document.berkas)
        elif document.status == "tanpa_tabel":
            self.without_tables.append(document.berkas)
        if document.protected:
            self.protected.append(document.berkas)

    @property
    def exit_code(self) -> int:
        """0 all read, 3 some documents failed or went badly and the rest landed, 1 nothing could land."""
        if self.documents == 0:
            return EXIT_NOTHING
        return EXIT_PARTLY if self.troubled or self.unclear else 0
