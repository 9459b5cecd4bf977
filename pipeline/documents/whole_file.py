"""Files written whole, and the time that is written into them."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader finds the old content or the new, whatever happens meanwhile.

    Raises:
        OSError: It could not be written; the old content is as it was.
    """
    waiting = path.with_name(f".{path.name}.baru")
    with waiting.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)


def now() -> str:
    """The time in UTC, to the second."""
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
