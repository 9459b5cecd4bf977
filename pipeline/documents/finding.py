"""Which PDFs there are to read: every one below a folder, each content once."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.documents.stops import EXIT_NOTHING, Stop

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FoundPdf:
    """One PDF to read.

    Attributes:
        path: Where it lies.
        berkas: Its path below the input folder with ``/`` separators.
        id_dokumen: SHA-256 of its content; of its path, when the file cannot be read.
        size: Bytes.
        copies: Other paths below the input folder with the very same content.
        error: What the system said when the file could not be read, else None.
    """

    path: Path
    berkas: str
    id_dokumen: str
    size: int
    copies: tuple[str, ...] = ()
    error: str | None = None


class Hashes(Protocol):
    """Remembers files' SHA-256 between runs."""

    def known_hash(self, path: Path) -> str | None: ...
    def keep_hashes(self, hashes: Sequence[tuple[Path, FileState, str]]) -> None: ...


#: Size and time of change of a file.
FileState = tuple[int, int]


def state_of(path: Path) -> FileState:
    """What changes when a file does."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


class FolderUnreadable(Stop):
    """A folder cannot be listed: what is in it is not known to be gone.

    Args:
        folder: Which.
        reason: What the system says.
    """

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__("folder_unreadable", EXIT_NOTHING, folder=folder, detail=reason)


def find_pdfs(folder: Path, leave_out: Path | None = None, hashes: Hashes | None = None) -> list[FoundPdf]:
    """Find the PDFs below a folder.

    Args:
        folder: Searched with all its subfolders; hidden files and folders are passed over.
        leave_out: A folder that is not searched (the output).
        hashes: Spares reading files that have not changed.

    Returns:
        One entry a content, sorted by path: of files with equal content the first path stands and the others are its copies.

    Raises:
        FolderUnreadable: The folder or one below it cannot be listed.
    """
    by_content: dict[str, list[FoundPdf]] = {}
    fresh: list[tuple[Path, FileState, str]] = []
    for path in sorted(pdf_paths(folder, leave_out), key=lambda p: _shown(p, folder)):
        berkas = _shown(path, folder)
        try:
            # Before it is read: a file that is replaced meanwhile is looked at again by the next run.
            state = state_of(path)
            known = hashes.known_hash(path) if hashes is not None else None
            digest = known or _sha256(path)
            if known is None:
                fresh.append((path, state, digest))
            found = FoundPdf(path, berkas, digest, state[0])
        except OSError as error:
            digest = hashlib.sha256(f"path:{berkas}".encode()).hexdigest()
            found = FoundPdf(path, berkas, digest, 0, error=error.strerror or str(error))
        by_content.setdefault(found.id_dokumen, []).append(found)
    if hashes is not None and fresh:
        hashes.keep_hashes(fresh)
    return [
        FoundPdf(first.path, first.berkas, first.id_dokumen, first.size, tuple(copy.berkas for copy in rest), first.error)
        for first, *rest in by_content.values()
    ]


def pdf_paths(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    """The PDFs below a folder by name, unsorted."""
    skipped = leave_out.resolve() if leave_out is not None else None
    for root, folders, names in os.walk(folder, onerror=_raise):
        here = Path(root)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (skipped is None or (here / name).resolve() != skipped)
        )
        yield from (here / name for name in names if name.lower().endswith(".pdf") and not name.startswith("."))


def _raise(error: OSError) -> None:
    raise FolderUnreadable(str(error.filename), error.strerror or str(error)) from error


def _shown(path: Path, folder: Path) -> str:
    """The path below the folder as text that every system can store: composed accents, no lone surrogates."""
    text = path.relative_to(folder).as_posix()
    return unicodedata.normalize("NFC", text).encode("utf-8", "backslashreplace").decode("utf-8")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
