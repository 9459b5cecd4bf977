"""Where OCR results are kept between runs, so that a scan is paid for once; outside the output, limited in size.

The folder may be shared, so what lies in it is not believed: a text with its checksum is all that is ever made of it. One that does not
fit its checksum is as one that is not there, and is read anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import time
import zlib
from functools import cached_property
from pathlib import Path

from platformdirs import user_cache_path

#: Bytes kept at most; the least recently used results go first.
SIZE_LIMIT = 2 << 30
#: Names another folder, e.g. a shared one.
FOLDER_VARIABLE = "IKU_CACHE"
#: The file in the folder.
STORE = "hasil.sqlite"
#: Seconds to wait for another process that writes.
PATIENCE = 5.0
#: A text that unpacks to more is none that a page gives (bytes).
LONGEST = 64 << 20
#: Bytes of the checksum before each text.
_MARK = 16
#: A result counts as used again after so many seconds: not every look is worth a write.
_USED_EVERY = 3600
#: When the limit is reached so much of it stays, so that room is not made with every result.
_STAYS = 0.9

_SCHEMA = """
CREATE TABLE IF NOT EXISTS hasil (kunci TEXT PRIMARY KEY, isi BLOB, dipakai INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dipakai ON hasil (dipakai);
"""


def cache_folder() -> Path:
    """The folder of kept results: the user's cache folder, or what ``IKU_CACHE`` names."""
    named = os.environ.get(FOLDER_VARIABLE)
    return (Path(named) if named else user_cache_path("iku-ingest", appauthor=False)) / "ocr"


class OcrCache:
    """Keeps texts by key on disk; without a folder to write to it keeps nothing and says nothing."""

    @cached_property
    def _store(self) -> sqlite3.Connection | None:
        try:
            return _opened()
        except (OSError, sqlite3.OperationalError):
            return None
        except sqlite3.DatabaseError:
            # Damaged: it only spares work, so it is begun anew.
            shutil.rmtree(cache_folder(), ignore_errors=True)
            with contextlib.suppress(OSError, sqlite3.Error):
                return _opened()
            return None

    def __del__(self) -> None:
        if (store := self.__dict__.get("_store")) is not None:
            store.close()

    def get(self, key: str) -> str | None:
        """The text kept under a key, or None: also where it is not what was kept."""
        if self._store is None:
            return None
        with contextlib.suppress(OSError, sqlite3.Error):
            row = self._store.execute("SELECT isi, dipakai FROM hasil WHERE kunci = ?", (key,)).fetchone()
            text = _plain(key, row[0]) if row is not None else None
            now = int(time.time())
            if text is not None and not (isinstance(row[1], int) and abs(now - row[1]) < _USED_EVERY):
                with contextlib.suppress(sqlite3.Error):
                    self._store.execute("UPDATE hasil SET dipakai = ? WHERE kunci = ?", (now, key))
            return text
        return None

    def put(self, key: str, value: str) -> None:
        """Keep a text, where that can be done."""
        if self._store is None:
            return
        with contextlib.suppress(OSError, sqlite3.Error):
            self._store.execute("INSERT OR REPLACE INTO hasil VALUES (?, ?, ?)", (key, _packed(key, value), int(time.time())))
            self._make_room()

    def size(self) -> int:
        """Bytes on disk."""
        with contextlib.suppress(OSError):
            return sum(path.stat().st_size for path in cache_folder().glob(f"{STORE}*"))
        return 0

    def clear(self) -> int:
        """Forget everything; the number of results forgotten."""
        if self._store is None:
            return 0
        with contextlib.suppress(OSError, sqlite3.Error):
            count = int(self._store.execute("DELETE FROM hasil").rowcount)
            self._store.execute("VACUUM")
            return count
        return 0

    def _make_room(self) -> None:
        """Let the least recently used results go while there are too many."""
        if self._store is None or _used(self._store) <= SIZE_LIMIT:
            return
        while _used(self._store) > SIZE_LIMIT * _STAYS:
            gone = "DELETE FROM hasil WHERE kunci IN (SELECT kunci FROM hasil ORDER BY dipakai LIMIT 64)"
            if not self._store.execute(gone).rowcount:
                return


def _opened() -> sqlite3.Connection:
    folder = cache_folder()
    if (folder / "cache.db").exists():
        # Of a version that kept its results otherwise.
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    # A worker of a cluster reads one document at a time, each in a thread of its own.
    database = sqlite3.connect(folder / STORE, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
    try:
        # Some network drives have no shared memory, which a WAL needs.
        with contextlib.suppress(sqlite3.OperationalError):
            database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_SCHEMA)
        # Nothing that lies in the file is to be run: no views and triggers that call functions, and its structure has to be sound.
        database.execute("PRAGMA trusted_schema = OFF")
        if database.execute("SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')").fetchone()[0]:
            raise sqlite3.DatabaseError("foreign parts in the file")
    except BaseException:
        # Windows removes no file that is open.
        database.close()
        raise
    return database


def _used(database: sqlite3.Connection) -> int:
    """Bytes in use in the file, without those that are free again."""
    pages, free, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
    return int((pages - free) * size)


def _packed(key: str, value: str) -> bytes:
    data = value.encode("utf-8", "surrogatepass")
    return _mark(key, data) + zlib.compress(data, 1)


def _mark(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass") + b"\0" + data).digest()[:_MARK]


def _plain(key: str, kept: object) -> str | None:
    """The text, None when it is not the one that was kept under the key."""
    if not isinstance(kept, bytes):
        return None
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(kept[_MARK:], LONGEST)
        return data.decode("utf-8", "surrogatepass") if unpacking.eof and _mark(key, data) == kept[:_MARK] else None
    except (zlib.error, UnicodeDecodeError):
        return None
