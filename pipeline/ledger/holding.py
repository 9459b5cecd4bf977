"""One run at a time holds an output folder."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.documents import EXIT_NOTHING, HOLDER_FILE, LEDGER_FOLDER, LOCK_FILE, Stop, now

#: What is said of a holder that left no word.
UNKNOWN = {"komputer": "?", "proses": "?", "sejak": "?"}


class Held(Stop):
    """Another run holds the folder.

    Attributes:
        holder: Who, where and since when, as far as it said.
    """

    def __init__(self, holder: dict[str, str]) -> None:
        super().__init__("held", EXIT_NOTHING, **{**UNKNOWN, **holder})
        self.holder = holder


@contextlib.contextmanager
def hold(output: Path) -> Iterator[None]:
    """Hold an output folder. The system lets go of it when the process ends, however it ends: a lock cannot grow stale.

    Raises:
        Held: Another run holds it.
        OSError: The folder cannot be written.
    """
    folder = output / LEDGER_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK_FILE)
    try:
        # `iku status` holds it for a moment to see whether anyone does.
        lock.acquire(timeout=1)
    except Timeout as error:
        raise Held(holder_of(output) or {}) from error
    try:
        told = {"komputer": socket.gethostname(), "proses": str(os.getpid()), "sejak": now()}
        (folder / HOLDER_FILE).write_text(json.dumps(told), encoding="utf-8")
        yield
        with contextlib.suppress(OSError):
            (folder / HOLDER_FILE).unlink()
    finally:
        lock.release()


def is_held(output: Path) -> bool:
    """Whether a run holds the folder now."""
    if not (output / LEDGER_FOLDER / LOCK_FILE).exists():
        return False
    lock = FileLock(output / LEDGER_FOLDER / LOCK_FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        # A folder that may only be read: who may not hold it cannot see whether another does.
        return False
    lock.release()
    return False


def holder_of(output: Path) -> dict[str, str] | None:
    """What the last holder said of itself; it may be gone."""
    try:
        told = json.loads((output / LEDGER_FOLDER / HOLDER_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return {key: str(told[key]) for key in UNKNOWN if key in told} if isinstance(told, dict) else None
