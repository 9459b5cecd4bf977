"""What was read, with which versions, and what came of it: an SQLite file in the output folder.

Every result is kept the moment it is there, so a run that is cut off goes on where it stopped. A result counts only with the versions it
was made with: of code and data, of the terms and lists people gave, and of the PDF's own content and path.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.documents import LEDGER_FILE, LEDGER_FOLDER, FileState, FoundPdf, state_of
from pipeline.said import event

#: Raised when the tables below change: an older ledger is begun anew.
LAYOUT = 2
#: Seconds to wait for another process that has the file locked: a run writes for a moment at a time, a network drive may be slow.
PATIENCE = 30.0
_LANDED = "mendarat"
_NOT_LANDED = f"DELETE FROM catatan WHERE kunci = '{_LANDED}'"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS berkas (jalur TEXT PRIMARY KEY, ukuran INTEGER, diubah INTEGER, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dokumen (
  id_dokumen TEXT PRIMARY KEY, berkas TEXT, salinan TEXT, status TEXT, sementara INTEGER, detik REAL, selesai TEXT,
  versi_ekstraksi TEXT, ekstraksi BLOB, versi_bacaan TEXT, bacaan BLOB, versi_baris TEXT, baris BLOB, tanya BLOB, ringkas BLOB, urutan TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS catatan (kunci TEXT PRIMARY KEY, isi TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger has of a document.

    Attributes:
        berkas, copies: Path and copies when it was last read.
        extraction, reading, rows: Versions of the three results it has; empty for one it has not.
        status: How reading it ended.
        passing: Whether what went wrong may be over by now.
    """

    berkas: str
    copies: str
    extraction: str
    reading: str
    rows: str
    status: str
    passing: bool


class LedgerBroken(Exception):
    """The ledger's file is damaged; it has to be removed, and everything is read anew."""


class Ledger:
    """The ledger of an output folder; to be closed.

    Args:
        output: The output folder; whoever writes the ledger holds it.
        watch: Only read it, while another may write it; it has to be there.

    Raises:
        LedgerBroken: The file is damaged or of another version.
        sqlite3.OperationalError: It cannot be written.
    """

    def __init__(self, output: Path, *, watch: bool = False) -> None:
        self.path = output / LEDGER_FOLDER / LEDGER_FILE
        if watch:
            self._db = self._watch()
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._db = self._open()

    def _watch(self) -> sqlite3.Connection:
        try:
            database = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
            (layout,) = database.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise LedgerBroken(str(error)) from error
        if layout != LAYOUT:
            database.close()
            raise LedgerBroken(f"layout {layout}")
        return database

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, isolation_level=None, timeout=PATIENCE)
        try:
            _prepare(database)
            (layout,) = database.execute("PRAGMA user_version").fetchone()
            if layout not in (0, LAYOUT):
                raise LedgerBroken(f"layout {layout}")
            database.executescript(_SCHEMA)
            database.execute(f"PRAGMA user_version = {LAYOUT}")
        except BaseException as error:
            # Windows removes no file that is open.
            database.close()
            # A full disk or a lost drive is another thing: the ledger itself may be sound.
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                raise LedgerBroken(str(error)) from error
            raise
        return database

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # -- files ----------------------------------------------------------------------------------------------------------

    def known_hash(self, path: Path) -> str | None:
        """The SHA-256 of a file that has not changed since it was last seen, by its size and time."""
        state = state_of(path)
        row = self._db.execute("SELECT ukuran, diubah, sha256 FROM berkas WHERE jalur = ?", (os.fspath(path),)).fetchone()
        return row[2] if row is not None and (row[0], row[1]) == state else None

    def keep_hashes(self, hashes: Sequence[tuple[Path, FileState, str]]) -> None:
        """Remember files' SHA-256, with their state when they were read."""
        rows = [(os.fspath(path), *state, digest) for path, state, digest in hashes]
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO berkas VALUES (?, ?, ?, ?)", rows)

    def places(self) -> dict[str, list[Path]]:
        """Where each content was last seen, by its SHA-256."""
        found: dict[str, list[Path]] = {}
        for path, digest in self._db.execute("SELECT jalur, sha256 FROM berkas ORDER BY jalur"):
            found.setdefault(digest, []).append(Path(path))
        return found

    # -- documents ------------------------------------------------------------------------------------------------------

    def kept(self) -> dict[str, Kept]:
        """Everything it has, by ``id_dokumen``."""
        rows = self._db.execute(
            "SELECT id_dokumen, berkas, salinan, versi_ekstraksi, versi_bacaan, versi_baris, status, sementara FROM dokumen"
        )
        return {
            key: Kept(berkas, copies, extraction or "", reading or "", made or "", status, bool(passing))
            for key, berkas, copies, extraction, reading, made, status, passing in rows
        }

    def put(self, found: FoundPdf, values: dict[str, Any]) -> None:
        """Keep results of a document at once; what is not given stays."""
        values = {"berkas": found.berkas, "salinan": "\n".join(found.copies), **values}
        columns = ", ".join(values)
        updates = ", ".join(f"{name} = excluded.{name}" for name in values)
        marks = ", ".join("?" * (len(values) + 1))
        with self._transaction():
            self._db.execute(
                f"INSERT INTO dokumen (id_dokumen, {columns}) VALUES ({marks}) ON CONFLICT (id_dokumen) DO UPDATE SET {updates}",
                (found.id_dokumen, *values.values()),
            )
            self._db.execute(_NOT_LANDED)

    def get(self, id_dokumen: str, column: str) -> bytes | None:
        """One result of a document."""
        row = self._db.execute(f"SELECT {column} FROM dokumen WHERE id_dokumen = ?", (id_dokumen,)).fetchone()
        return row[0] if row is not None else None

    def forget(self, ids: Sequence[str]) -> None:
        """Remove documents that are no longer in the input folder."""
        if not ids:
            return
        with self._transaction():
            self._db.executemany("DELETE FROM dokumen WHERE id_dokumen = ?", [(key,) for key in ids])
            self._db.execute(_NOT_LANDED)

    def all_of(self, column: str, order: str = "urutan") -> Iterator[Any]:
        """One result of every document, one at a time: in the order of the data, or by ``berkas, id_dokumen``."""
        with closing(self._db.cursor()) as cursor:
            for (value,) in cursor.execute(f"SELECT {column} FROM dokumen WHERE {column} IS NOT NULL ORDER BY {order}"):
                yield value

    def counts(self) -> dict[str, int]:
        """How many documents ended in which way."""
        return dict(self._db.execute("SELECT status, count(*) FROM dokumen GROUP BY status ORDER BY status"))

    def slowest(self, count: int = 5) -> list[tuple[str, float]]:
        """The documents that took longest, with their seconds."""
        query = "SELECT berkas, detik FROM dokumen WHERE detik > 0 ORDER BY detik DESC, berkas LIMIT ?"
        return self._db.execute(query, (count,)).fetchall()

    # -- landing ---------------------------------------------------------------------------------------------------------

    def landed(self) -> str | None:
        """What was said of the last landing; None when a document has changed since, or a landing was begun and did not end."""
        return self.note(_LANDED)

    def begin_landing(self) -> None:
        """From here on the output's files are not known to be what the ledger has."""
        self._db.execute(_NOT_LANDED)

    def end_landing(self, said: str) -> None:
        """The output's files are what the ledger has."""
        self.put_note(_LANDED, said)

    # -- notes ----------------------------------------------------------------------------------------------------------

    def note(self, key: str) -> str | None:
        """A note."""
        row = self._db.execute("SELECT isi FROM catatan WHERE kunci = ?", (key,)).fetchone()
        return row[0] if row is not None else None

    def put_note(self, key: str, text: str) -> None:
        """Keep a note."""
        self._db.execute("INSERT OR REPLACE INTO catatan VALUES (?, ?)", (key, text))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        with self._db:
            yield


def _prepare(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA synchronous = NORMAL")
    try:
        # Readers of the ledger (iku status) do not wait for the run, and a commit costs little.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("BEGIN IMMEDIATE")
        database.execute("ROLLBACK")
    except sqlite3.OperationalError:
        # Some network drives have no shared memory, which a WAL needs.
        database.execute("PRAGMA journal_mode = DELETE")


@contextlib.contextmanager
def open_ledger(output: Path) -> Iterator[Ledger]:
    """The ledger of an output folder; one that is damaged or of another version is begun anew, which costs only work."""
    try:
        ledger = Ledger(output)
    except LedgerBroken:
        remove_ledger(output)
        ledger = Ledger(output)
    with closing(ledger):
        yield ledger


def remove_ledger(output: Path) -> None:
    """Remove a ledger that is of no use; everything is read anew."""
    event("buku_rusak")
    for path in (output / LEDGER_FOLDER).glob(f"{LEDGER_FILE}*"):
        path.unlink()
