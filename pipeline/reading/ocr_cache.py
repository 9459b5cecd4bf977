"""Where OCR results are kept between runs, so that a scan is paid for once; outside the output, limited in size."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from functools import cached_property
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

#: Bytes kept at most; the least recently used results go first.
SIZE_LIMIT = 2 << 30
#: Names another folder, e.g. a shared one.
FOLDER_VARIABLE = "IKU_CACHE"


def cache_folder() -> Path:
    """The folder of kept results: the user's cache folder, or what ``IKU_CACHE`` names."""
    named = os.environ.get(FOLDER_VARIABLE)
    return (Path(named) if named else user_cache_path("iku-ingest", appauthor=False)) / "ocr"


def _timeout() -> type[Exception]:
    from diskcache import Timeout  # noqa: PLC0415 (only scans need it)

    kind: type[Exception] = Timeout
    return kind


class OcrCache:
    """Keeps texts by key on disk; without a folder to write to it keeps nothing and says nothing."""

    @cached_property
    def _store(self) -> Any:
        from diskcache import Cache, JSONDisk  # noqa: PLC0415 (only scans need it)

        def opened() -> Any:
            return Cache(str(cache_folder()), disk=JSONDisk, size_limit=SIZE_LIMIT)

        try:
            return opened()
        except (OSError, sqlite3.OperationalError, _timeout()):
            return None
        except sqlite3.DatabaseError:
            # Damaged: it only spares work, so it is begun anew.
            shutil.rmtree(cache_folder(), ignore_errors=True)
            try:
                return opened()
            except (OSError, sqlite3.Error, _timeout()):
                return None

    def get(self, key: str) -> str | None:
        """The text kept under a key, or None."""
        try:
            found = self._store.get(key) if self._store is not None else None
        except (OSError, sqlite3.Error, _timeout()):
            return None
        return found if isinstance(found, str) else None

    def put(self, key: str, value: str) -> None:
        """Keep a text, where that can be done."""
        with contextlib.suppress(OSError, sqlite3.Error, _timeout()):
            if self._store is not None:
                self._store.set(key, value)

    def size(self) -> int:
        """Bytes on disk."""
        return int(self._store.volume()) if self._store is not None else 0

    def clear(self) -> int:
        """Forget everything; the number of results forgotten."""
        return int(self._store.clear()) if self._store is not None else 0
