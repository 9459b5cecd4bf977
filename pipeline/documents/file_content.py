"""A file's content by its SHA-256, and by what shows cheaply that it is still the same."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20
#: Bytes at each end of a file by which a change is looked for when size and times are as they were: a PDF that is saved anew has
#: another table of its objects at its end, or other marks in its first lines.
EDGE = 1 << 14
#: So often a file is read anew that changes while it is read.
TRIES = 3


@dataclass(frozen=True, slots=True)
class SeenFile:
    """What was seen of a file.

    Attributes:
        size: Bytes.
        modified, changed: When its content, and when anything about it was last changed (ns); the latter nobody can set back on POSIX
            systems, and it says nothing on Windows.
        edges: Hash of its first and last bytes.
        sha256: Of all of it.
    """

    size: int
    modified: int
    changed: int
    edges: str
    sha256: str

    @property
    def times(self) -> tuple[int, int, int]:
        """Size and times: what changes when a file does, unless somebody sees to it that it does not."""
        return self.size, self.modified, self.changed


class NotAFile(OSError):
    """There is something that cannot be read as a file: a pipe, a device, a socket."""


def times_of(path: Path) -> tuple[int, int, int]:
    """Size and times of a file, as in :attr:`SeenFile.times`."""
    return _times(path.stat())


def look_at(path: Path, before: SeenFile | None = None, alive: Callable[[], None] = lambda: None) -> SeenFile:
    """See what a file holds; all of it is read only where it is not surely what it was.

    Args:
        path: The file.
        before: What was seen of it earlier.
        alive: Called as reading gets on.

    Raises:
        NotAFile: It is none. It is not waited for one who writes into a pipe.
        OSError: It cannot be read.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        for _ in range(TRIES):
            times = _times(os.fstat(file.fileno()))
            edges = _edges(file, times[0])
            if before is not None and (before.times, before.edges) == (times, edges):
                return before
            seen = SeenFile(*times, edges, _sha256(file, alive))
            if _times(os.fstat(file.fileno())) == times:
                break
    return seen


def is_still(path: Path, before: SeenFile) -> bool:
    """Whether a file is by its size, times and edges what was seen of it earlier.

    Raises:
        NotAFile, OSError: As of :func:`look_at`.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        times = _times(os.fstat(file.fileno()))
        return before.times == times and before.edges == _edges(file, times[0])


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; of what is none no byte is asked for."""
    # Opening alone makes some devices act.
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 (an opener is given text)
        raise NotAFile(path)
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotAFile(path)
    return handle


def _times(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _edges(file: BinaryIO, size: int) -> str:
    file.seek(0)
    first = file.read(EDGE)
    file.seek(max(0, size - EDGE))
    return hashlib.sha256(first + file.read(EDGE)).hexdigest()[:16]


def _sha256(file: BinaryIO, alive: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        alive()
    return digest.hexdigest()
