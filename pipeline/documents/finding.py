"""Which PDFs there are to read: every one below a folder, each content once."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from pipeline.documents.file_content import NotAFile, SeenFile, is_still, look_at
from pipeline.documents.patience import NoAnswer, Patience
from pipeline.documents.shown_text import visible
from pipeline.documents.stops import EXIT_NOTHING, Stop

#: What stands in the way of a file: it cannot be opened, does not answer, is no file, or lies elsewhere. Of the first two it is not known
#: whether the content is still there.
UNREADABLE, NO_ANSWER, NO_FILE, LEADS_OUT = "tidak_terbaca", "tidak_menjawab", "bukan_berkas", "tautan_keluar"
UNKNOWN_CONTENT = (UNREADABLE, NO_ANSWER)
#: Seconds a file's bytes may be waited for, and all of them; as a page and a document when they are read.
SILENT, WHOLE = 60.0, 3600.0
#: So many files that are known are looked at in one call.
TOGETHER = 100


@dataclass(frozen=True, slots=True)
class FoundPdf:
    """One PDF to read.

    Attributes:
        path: Where it lies.
        berkas: Its path below the input folder with ``/`` separators; what has no shape is written out.
        id_dokumen: SHA-256 of its content; of its path, when the file cannot be read.
        size: Bytes.
        copies: Other paths below the input folder with the very same content.
        error: What the system said when the file could not be read, else None.
        problem: When there is an error, its code: ``tidak_terbaca``, ``tidak_menjawab``, ``bukan_berkas`` or ``tautan_keluar``.
    """

    path: Path
    berkas: str
    id_dokumen: str
    size: int
    copies: tuple[str, ...] = ()
    error: str | None = None
    problem: str = UNREADABLE


class KnownFiles(Protocol):
    """Remembers what was seen of files between runs."""

    def known_file(self, path: Path) -> SeenFile | None: ...
    def keep_files(self, files: Sequence[tuple[Path, SeenFile]]) -> None: ...


class FolderUnreadable(Stop):
    """A folder cannot be listed: what is in it is not known to be gone.

    Args:
        folder: Which.
        reason: What the system says.
    """

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__("folder_unreadable", EXIT_NOTHING, folder=folder, detail=reason)


@dataclass(frozen=True, slots=True)
class Search:
    """How PDFs are looked for.

    Attributes:
        follow_links: Follow links that lead out of the folder, to files and to folders.
        afresh: Read every file to see whether its content changed, whatever its size and times say.
        silent, whole: Seconds a file's bytes may be waited for, and all of them.
    """

    follow_links: bool = False
    afresh: bool = False
    silent: float = SILENT
    whole: float = WHOLE


def find_pdfs(folder: Path, leave_out: Path | None = None, known: KnownFiles | None = None, search: Search | None = None) -> list[FoundPdf]:
    """Find the PDFs below a folder.

    Args:
        folder: Searched with all its subfolders; hidden files and folders are passed over.
        leave_out: A folder that is not searched (the output).
        known: Spares reading files that have not changed.
        search: How.

    Returns:
        One entry a content, sorted by path: of files with equal content the first path stands and the others are its copies.

    Raises:
        FolderUnreadable: The folder or one below it cannot be listed.
    """
    search = search or Search()
    by_content: dict[str, list[FoundPdf]] = {}
    fresh: list[tuple[Path, SeenFile]] = []
    patience = Patience(search.silent, search.whole)
    paths = sorted(pdf_paths(folder, leave_out, follow_links=search.follow_links), key=lambda p: (_shown(p, folder), p))
    not_read = {path: found for path in paths if (found := _unread(path, folder, search)) is not None}
    before = {path: seen for path in paths if known is not None and path not in not_read and (seen := known.known_file(path)) is not None}
    still = _still({} if search.afresh else before, patience)
    for path in paths:
        found = not_read.get(path)
        if path in still:
            found = FoundPdf(path, _shown(path, folder), before[path].sha256, before[path].size)
        elif found is None:
            found, seen = _read(path, folder, None if search.afresh else before.get(path), patience)
            if seen is not None and seen != before.get(path):
                fresh.append((path, seen))
        by_content.setdefault(found.id_dokumen, []).append(found)
    patience.close()
    if known is not None and fresh:
        known.keep_files(fresh)
    return [
        FoundPdf(first.path, first.berkas, first.id_dokumen, first.size, tuple(copy.berkas for copy in rest), first.error, first.problem)
        for first, *rest in by_content.values()
    ]


def _still(before: Mapping[Path, SeenFile], patience: Patience) -> set[Path]:
    """Files that are surely what was seen of them. Many are looked at in one call: waiting for each takes longer than looking at it.

    Of files among which one does not answer none counts, and each is looked at by itself.
    """
    found: set[Path] = set()
    files = list(before.items())
    for start in range(0, len(files), TOGETHER):
        with suppress(NoAnswer):
            found.update(patience.wait_for(partial(_same, files[start : start + TOGETHER])))
    return found


def _same(files: Sequence[tuple[Path, SeenFile]], alive: Callable[[], None]) -> list[Path]:
    found = []
    for path, before in files:
        alive()
        # What is wrong with a file is said when it is looked at by itself.
        with suppress(OSError):
            if is_still(path, before):
                found.append(path)
    return found


def _unread(path: Path, folder: Path, search: Search) -> FoundPdf | None:
    """A link that leads out of the folder and is not followed; None of all others."""
    if search.follow_links or not _is_link(path) or _is_below(path, folder) or not path.exists():
        return None
    return _in_the_way(path, folder, LEADS_OUT, "")


def _read(path: Path, folder: Path, before: SeenFile | None, patience: Patience) -> tuple[FoundPdf, SeenFile | None]:
    """A file and what was seen of it, or what stands in the way of it."""
    try:
        seen = patience.wait_for(partial(look_at, path, before))
    except NotAFile:
        return _in_the_way(path, folder, NO_FILE, ""), None
    except NoAnswer as error:
        return _in_the_way(path, folder, NO_ANSWER, f"{error.seconds:.0f}"), None
    except OSError as error:
        return _in_the_way(path, folder, UNREADABLE, error.strerror or str(error)), None
    return FoundPdf(path, _shown(path, folder), seen.sha256, seen.size), seen


def _in_the_way(path: Path, folder: Path, problem: str, detail: str) -> FoundPdf:
    berkas = _shown(path, folder)
    mark = "path" if problem in UNKNOWN_CONTENT else problem
    # By the path's own bytes: two names may be shown alike.
    digest = hashlib.sha256(mark.encode() + b":" + os.fsencode(path.relative_to(folder).as_posix())).hexdigest()
    return FoundPdf(path, berkas, digest, 0, error=detail, problem=problem)


def pdf_paths(folder: Path, leave_out: Path | None, *, follow_links: bool = False) -> Iterator[Path]:
    """The PDFs below a folder by name, unsorted, and the links to folders outside, which may hold some.

    Raises:
        FolderUnreadable: The folder or one below it cannot be listed.
    """
    skipped = leave_out.resolve() if leave_out is not None else None
    been = {os.path.realpath(folder)}
    for root, folders, names in os.walk(folder, onerror=_raise, followlinks=follow_links):
        here = Path(root)
        below = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in below if _is_link(here / name)]
        if follow_links:
            # A link to a folder above would be followed for ever.
            real = {name: os.path.realpath(here / name) for name in below}
            below = [name for name in below if real[name] not in been]
            been.update(real[name] for name in below)
        else:
            below = [name for name in below if name not in links]
            yield from (here / name for name in links if not _is_below(here / name, folder))
        folders[:] = [name for name in below if skipped is None or (here / name).resolve() != skipped]
        yield from (here / name for name in names if name.lower().endswith(".pdf") and not name.startswith("."))


def _is_link(path: Path) -> bool:
    """Whether a path is a link, or what Windows has beside links to lead elsewhere."""
    if path.is_symlink():
        return True
    return os.name == "nt" and os.path.normcase(os.path.realpath(path)) != os.path.normcase(Path(os.path.realpath(path.parent)) / path.name)


def _is_below(path: Path, folder: Path) -> bool:
    """Whether what a link leads to lies in the folder; a link in a circle leads nowhere."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _raise(error: OSError) -> None:
    raise FolderUnreadable(str(error.filename), error.strerror or str(error)) from error


def _shown(path: Path, folder: Path) -> str:
    """The path below the folder as text that every system can store and every screen show: composed accents, nothing without a shape."""
    return visible(unicodedata.normalize("NFC", path.relative_to(folder).as_posix()))
