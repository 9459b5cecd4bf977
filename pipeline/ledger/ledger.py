"""What was read, with which versions, and what came of it: an SQLite file in the output folder.

Every result is kept the moment it is there, so a run that is cut off goes on where it stopped. A result counts only with the versions it
was made with: of code and data, of the terms and lists people gave, and of the PDF's own content and path.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path
from types import NoneType
from typing import Any

from pipeline.documents import LEDGER_FILE, LEDGER_FOLDER, Damaged, FoundPdf, SeenFile
from pipeline.said import event

#: Raised when the tables below change: an older ledger is begun anew.
LAYOUT = 3
#: Seconds to wait for another process that has the file locked: a run writes for a moment at a time, a network drive may be slow.
PATIENCE = 30.0
_LANDED = "mendarat"
_NOT_LANDED = f"DELETE FROM catatan WHERE kunci = '{_LANDED}'"

#: What a ledger that could not be read is called from then on.
SET_ASIDE = f"{LEDGER_FILE}.rusak"
#: What SQLite keeps beside the file.
_BESIDE = ("", "-wal", "-shm", "-journal")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS berkas (
  jalur BLOB PRIMARY KEY, ukuran INTEGER, diubah INTEGER, disentuh INTEGER, tepi TEXT, sha256 TEXT
) WITHOUT ROWID;
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
    """The ledger cannot be read as one; it has to be set aside, and everything is read anew."""


def told_broken(error: BaseException) -> bool:
    """Whether an error says that a ledger cannot be read, rather than that it cannot be reached or written."""
    return isinstance(error, LedgerBroken | Damaged) or (
        isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
    )


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
        self._must_be_files()
        try:
            database = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
            database.text_factory = _text
            (layout,) = database.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise LedgerBroken(str(error)) from error
        try:
            if layout != LAYOUT:
                raise LedgerBroken(f"layout {layout}")
            _check_tables(database)
        except BaseException:
            database.close()
            raise
        return database

    def _must_be_files(self) -> None:
        """Whoever opens a pipe waits for ever; a folder or a link to nowhere is no ledger either."""
        for path in (f"{self.path}{beside}" for beside in _BESIDE):
            if os.path.lexists(path) and not Path(path).is_file():
                raise LedgerBroken("no file")

    def _open(self) -> sqlite3.Connection:
        self._must_be_files()
        if self.path.exists() and not self.path.stat().st_size and not Path(f"{self.path}-wal").exists():
            raise LedgerBroken("empty")
        database = sqlite3.connect(self.path, isolation_level=None, timeout=PATIENCE)
        database.text_factory = _text
        try:
            _prepare(database)
            (layout,) = database.execute("PRAGMA user_version").fetchone()
            if layout == 0 and not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {LAYOUT}; COMMIT;")
            elif layout != LAYOUT:
                raise LedgerBroken(f"layout {layout}")
            _check_tables(database)
            if self.path.stat().st_size % database.execute("PRAGMA page_size").fetchone()[0]:
                raise LedgerBroken("cut off")
        except BaseException as error:
            # Windows removes no file that is open.
            database.close()
            # A full disk or a lost drive is another thing: the ledger itself may be sound.
            if told_broken(error) or "no such" in str(error) or "malformed" in str(error):
                raise LedgerBroken(str(error)) from error
            raise
        return database

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # -- files ----------------------------------------------------------------------------------------------------------

    def known_file(self, path: Path) -> SeenFile | None:
        """What was last seen of a file."""
        # By the bytes of its name: not every name is text.
        query = "SELECT ukuran, diubah, disentuh, tepi, sha256 FROM berkas WHERE jalur = ?"
        row = self._db.execute(query, (os.fsencode(path),)).fetchone()
        return SeenFile(*_of_kinds(row, int, int, int, str, str)) if row is not None else None

    def keep_files(self, files: Sequence[tuple[Path, SeenFile]]) -> None:
        """Remember what was seen of files."""
        rows = [(os.fsencode(path), *astuple(seen)) for path, seen in files]
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO berkas VALUES (?, ?, ?, ?, ?, ?)", rows)

    def places(self) -> dict[str, list[Path]]:
        """Where each content was last seen, by its SHA-256."""
        found: dict[str, list[Path]] = {}
        for path, digest in self._db.execute("SELECT jalur, sha256 FROM berkas ORDER BY jalur"):
            found.setdefault(digest, []).append(Path(os.fsdecode(path)))
        return found

    # -- documents ------------------------------------------------------------------------------------------------------

    def kept(self) -> dict[str, Kept]:
        """Everything it has, by ``id_dokumen``."""
        rows = self._db.execute(
            "SELECT id_dokumen, berkas, salinan, versi_ekstraksi, versi_bacaan, versi_baris, status, sementara FROM dokumen"
        )
        text, may_lack = (str,), (str, NoneType)
        kinds = (text, text, text, may_lack, may_lack, may_lack, text, (int, NoneType))
        return {
            key: Kept(berkas, copies, extraction or "", reading or "", made or "", status, bool(passing))
            for key, berkas, copies, extraction, reading, made, status, passing in (_of_kinds(row, *kinds) for row in rows)
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
        return _of_kinds(row, (bytes, NoneType))[0] if row is not None else None

    def forget(self, ids: Sequence[str]) -> None:
        """Remove documents that are no longer in the input folder."""
        if not ids:
            return
        with self._transaction():
            self._db.executemany("DELETE FROM dokumen WHERE id_dokumen = ?", [(key,) for key in ids])
            self._db.execute(_NOT_LANDED)

    def all_of(self, column: str, order: str = "urutan") -> Iterator[bytes]:
        """One result of every document, one at a time: in the order of the data, or by ``berkas, id_dokumen``."""
        with closing(self._db.cursor()) as cursor:
            for row in cursor.execute(f"SELECT {column} FROM dokumen WHERE {column} IS NOT NULL ORDER BY {order}"):
                yield _of_kinds(row, bytes)[0]

    def counts(self) -> dict[str, int]:
        """How many documents ended in which way."""
        return dict(
            _of_kinds(row, str, int) for row in self._db.execute("SELECT status, count(*) FROM dokumen GROUP BY status ORDER BY status")
        )

    def slowest(self, count: int = 5) -> list[tuple[str, float]]:
        """The documents that took longest, with their seconds."""
        query = "SELECT berkas, detik FROM dokumen WHERE detik > 0 ORDER BY detik DESC, berkas LIMIT ?"
        return [_of_kinds(row, str, (float, int)) for row in self._db.execute(query, (count,))]

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
        return _of_kinds(row, str)[0] if row is not None else None

    def put_note(self, key: str, text: str) -> None:
        """Keep a note."""
        self._db.execute("INSERT OR REPLACE INTO catatan VALUES (?, ?)", (key, text))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        with self._db:
            yield


def _check_tables(database: sqlite3.Connection) -> None:
    """See that the file has the tables of this layout and nothing that acts by itself.

    Raises:
        LedgerBroken: It has not.
    """
    there = dict.fromkeys(("berkas", "dokumen", "catatan"), ("",))
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(_SCHEMA)
        wanted = {name: fresh.execute(f"PRAGMA table_info({name})").fetchall() for name in there}
    if {name: database.execute(f"PRAGMA table_info({name})").fetchall() for name in there} != wanted:
        raise LedgerBroken("other columns")
    if database.execute("SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')").fetchone()[0]:
        raise LedgerBroken("foreign parts")


def _of_kinds(row: tuple[Any, ...], *kinds: type | tuple[type, ...]) -> tuple[Any, ...]:
    """A row whose values are of these kinds: SQLite keeps whatever it is given.

    Raises:
        LedgerBroken: One is not.
    """
    for value, kind in zip(row, kinds, strict=True):
        if not isinstance(value, kind):
            raise LedgerBroken(f"a {type(value).__name__} where none belongs")
    return row


def _text(kept: bytes) -> str:
    """A text that was kept.

    Raises:
        LedgerBroken: It is none. SQLite's own module says of it only that it "could not decode", as of a file that it cannot reach.
    """
    try:
        return kept.decode()
    except UnicodeDecodeError as error:
        raise LedgerBroken("a text that is none") from error


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
    """The ledger of an output folder, closed at the end.

    Raises:
        LedgerBroken: It cannot be read as one; see :func:`set_aside`.
    """
    with closing(Ledger(output)) as ledger:
        yield ledger


def set_aside(output: Path, why: BaseException) -> Path:
    """Put a ledger that cannot be read out of the way, in the place of an earlier one; everything is read anew, which costs only work.

    Returns:
        Where it is now.
    """
    event("buku_disisihkan", galat=f"{type(why).__name__}: {why}"[:200])
    folder = output / LEDGER_FOLDER
    for beside in _BESIDE:
        kept = folder / f"{SET_ASIDE}{beside}"
        if kept.is_dir() and not kept.is_symlink():
            shutil.rmtree(kept)
        kept.unlink(missing_ok=True)
        if os.path.lexists(folder / f"{LEDGER_FILE}{beside}"):
            (folder / f"{LEDGER_FILE}{beside}").rename(kept)
    return folder / SET_ASIDE
