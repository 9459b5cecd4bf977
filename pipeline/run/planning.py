"""What a run has to do, by what the ledger has: read, only the later stages, only the rows, or nothing."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.documents import UNKNOWN_CONTENT, Damaged, FoundPdf, extraction_version, harmonising_version, normalising_version
from pipeline.ledger import Kept, Ledger, LedgerBroken
from pipeline.reference import Reference

#: Failures that may be over by the next run: the file could not be opened, the engine was not installed.
PASSING = (*UNKNOWN_CONTENT, "ocr_tidak_ada", "berubah_terus")

#: Libraries whose version may change what is read from a page, and what a name matches.
READING = ("pypdfium2", "pikepdf", "pdfplumber", "camelot-py", "opencv-python-headless", "rapidocr", "onnxruntime")
MATCHING = ("rapidfuzz", "PySastrawi")


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions that results of this run are made with."""

    extraction: str
    reading: str
    rows: str

    @classmethod
    def now(cls, reference: Reference) -> Versions:
        """Of the code, its data, the libraries that read and match, and what people gave."""
        terms = hashlib.sha256(json.dumps(reference.terms.named, sort_keys=True).encode()).hexdigest()[:16]
        extraction = f"{extraction_version()}-{_installed(READING)}"
        reading = f"{extraction}-{normalising_version()}-{terms}"
        return cls(extraction, reading, f"{reading}-{harmonising_version()}-{_installed(MATCHING)}-{reference.version}")


def _installed(packages: Sequence[str]) -> str:
    return "+".join(_version(package) for package in packages)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "tidak-ada"


@dataclass(slots=True)
class Plan:
    """What there is to do.

    Attributes:
        read: Documents to read from the PDF.
        renew: Documents whose tables are kept; the later stages are done again.
        rows: Documents whose records are kept; only their rows are made again.
        unchanged: Documents with nothing to do.
        gone: Ids of documents that are no longer there.
    """

    read: list[FoundPdf] = field(default_factory=list)
    renew: list[FoundPdf] = field(default_factory=list)
    rows: list[FoundPdf] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)


def plan(documents: Sequence[FoundPdf], ledger: Ledger, versions: Versions, *, again: bool = False) -> Plan:
    """Compare the folder with the ledger.

    Args:
        documents: What is in the folder.
        ledger: What earlier runs kept.
        versions: Of this run.
        again: Read documents that failed once more, even if nothing changed.
    """
    made = Plan()
    kept = ledger.kept()
    # What cannot be read now may be what was read before: its rows stay, beside the word that it could not be read.
    unreadable = {found.berkas for found in documents if found.error is not None and found.problem in UNKNOWN_CONTENT}
    present = {found.id_dokumen for found in documents}
    made.gone = sorted(key for key, before in kept.items() if key not in present and before.berkas not in unreadable)
    for found in documents:
        before = kept.get(found.id_dokumen)
        if before is None or _may_end_otherwise(before, again=again):
            made.read.append(found)
            continue
        same_path = before.berkas == found.berkas
        if before.reading == versions.reading and same_path:
            if before.rows == versions.rows and before.copies == "\n".join(found.copies):
                made.unchanged += 1
            else:
                made.rows.append(found)
        elif before.extraction == versions.extraction:
            made.renew.append(found)
        else:
            made.read.append(found)
    return made


def look_ahead(documents: Sequence[FoundPdf], output: Path, reference: Reference, *, again: bool = False) -> Plan:
    """What a run would have to do; nothing is written."""
    try:
        with closing(Ledger(output, watch=True)) as ledger:
            return plan(documents, ledger, Versions.now(reference), again=again)
    except (LedgerBroken, Damaged, sqlite3.DatabaseError):
        return Plan(read=list(documents))


def _may_end_otherwise(before: Kept, *, again: bool) -> bool:
    return before.passing or (again and before.status in ("gagal", "sebagian"))
