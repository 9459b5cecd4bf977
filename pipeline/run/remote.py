"""Input and output on an object store.

PDFs are mirrored into a folder of this machine, changed ones only; the run works on a local copy of the output, and what it changed is
put back in an order in which a reader and the next run find one whole run after each step:

1. the new tables into a folder of their own (:data:`pipeline.documents.RUNS`), where nothing is ever changed;
2. ``datapackage.json``, if it is still the one this run found: from here on the new run stands;
3. the workbooks and the record, then the ledger, which says which run it has landed: one that was cut off before it is landed anew;
4. the copies under the paths that people know, and the partitions with a mark of the run they are of;
5. tables of earlier runs but the one before are removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from pipeline.documents import (
    DESCRIPTOR,
    EXIT_NOTHING,
    EXIT_USAGE,
    LEDGER_FILE,
    LEDGER_FOLDER,
    PARTITIONED,
    RECAP_BOOK,
    REVIEW_BOOK,
    RUN_FILES,
    RUN_RECORD,
    RUNS,
    standing_run,
    write_whole,
)
from pipeline.ledger import Held
from pipeline.run.address import Address, Changed, RemoteProblem, reaching
from pipeline.run.remote_hold import FRESH, RemoteHold

_LEDGER = f"{LEDGER_FOLDER}/{LEDGER_FILE}"
_BOOKS = (REVIEW_BOOK, RECAP_BOOK, RUN_RECORD)
_INDEX = ".isi.json"
#: What was last put to the address or brought from there.
_SYNCED = "sama-dengan-alamat.json"
#: Says of which run the partitions at the address are; it is not there while they change.
PARTITIONS_OF = f"{LEDGER_FOLDER}/partisi.json"
#: So often a PDF is fetched that changes while it is fetched.
_TRIES = 3


def local_folder(address: str) -> Path:
    """Where this machine keeps its copy of an address."""
    named = os.environ.get("IKU_CACHE")
    root = Path(named) if named else user_cache_path("iku-ingest", appauthor=False)
    return root / "jauh" / hashlib.sha256(address.rstrip("/").encode()).hexdigest()[:20]


def mirror(address: str) -> Path:
    """Bring the PDFs below an address to this machine, and drop those that are no longer there.

    Returns:
        The local folder.

    Raises:
        RemoteProblem: The address cannot be listed or a PDF cannot be fetched.
    """
    store = Address(address, EXIT_USAGE)
    folder = local_folder(address)
    folder.mkdir(parents=True, exist_ok=True)
    index_file = folder / _INDEX
    before = _read_json(index_file)
    with reaching(address, EXIT_USAGE):
        there: dict[str, str] = {}
        for name, (state, size) in store.below().items():
            if not name.lower().endswith(".pdf") or any(part.startswith(".") for part in name.split("/")):
                continue
            target = folder / name
            there[name] = state if before.get(name) == state and target.exists() else _fetch_pdf(store, name, target, state, size)
    # By looking, not by the index: a mirroring that was cut off has brought files that no index knows.
    for path in folder.rglob("*"):
        if path.suffix.lower() == ".pdf" and path.relative_to(folder).as_posix() not in there:
            path.unlink()
    write_whole(index_file, json.dumps(there, ensure_ascii=False).encode())
    return folder


def _fetch_pdf(store: Address, name: str, target: Path, state: str, size: int) -> str:
    """Bring a PDF here; the state of what was brought. A connection that ends early is no shorter PDF."""
    for _ in range(_TRIES):
        store.fetch(name, target)
        if size < 0 or target.stat().st_size == size:
            return state
        state, size = store.below(name).get(name, (state, size))
    target.unlink()
    raise OSError(f"{name}: hanya sebagian yang sampai")


@contextlib.contextmanager
def remote_output(address: str) -> Iterator[Path]:
    """A local folder that stands for an output address: brought up to date first, put back at the end.

    Raises:
        Held: Another run holds the address, or has taken it over because this one was not heard of for long; nothing more is put there.
        RemoteProblem: It cannot be read or written.
    """
    store = Address(address, EXIT_NOTHING)
    with reaching(address, EXIT_NOTHING, Held):
        hold = RemoteHold(store)
    try:
        with hold.beating():
            with reaching(address, EXIT_NOTHING):
                output = _Output(store, local_folder(address))
                output.pull()
            try:
                yield output.folder
            finally:
                # Also after a failure: what was read is in the ledger and is not to be read again.
                with reaching(address, EXIT_NOTHING, Held):
                    output.push(hold)
    finally:
        hold.release()


@dataclass(frozen=True, slots=True)
class _Synced:
    """A file as it was last put to the address or brought from there: what it was there and the hash of its content."""

    state: str
    sha256: str


class _Output:
    """An output address and its copy on this machine."""

    def __init__(self, store: Address, folder: Path) -> None:
        self._store, self.folder = store, folder
        # Before anything else is looked at: what changes after this is noticed.
        self._standing = store.state(DESCRIPTOR)
        self._run_there = ""
        noted = _read_json(folder / LEDGER_FOLDER / _SYNCED)
        self._synced = {name: _Synced(*map(str, each)) for name, each in noted.items() if isinstance(each, list) and len(each) == 2}

    # -- from there -----------------------------------------------------------------------------------------------------

    def pull(self) -> None:
        """Bring what is at the address here, if another machine has put it there.

        If its ledger is the one that was last put there or brought from there, what is here is as new or newer: a run that was cut off
        before it could put its work back goes on with it.
        """
        (self.folder / LEDGER_FOLDER).mkdir(parents=True, exist_ok=True)
        self._run_there = self._standing_there()
        ledger = self._store.state(_LEDGER)
        known = self._synced.get(_LEDGER)
        if (self.folder / _LEDGER).exists() and (known.state if known else None) == ledger:
            # A person may have answered there.
            if self._is_other(REVIEW_BOOK):
                self._bring(REVIEW_BOOK)
            return
        for old in (*self.folder.glob(".landing-*"), self.folder / RUNS, self.folder / PARTITIONED):
            shutil.rmtree(old, ignore_errors=True)
        for beside in ("", "-wal", "-shm"):
            (self.folder / f"{_LEDGER}{beside}").unlink(missing_ok=True)
        (self.folder / LEDGER_FOLDER / _SYNCED).unlink(missing_ok=True)
        self._synced.clear()
        for name in (DESCRIPTOR, *RUN_FILES, *_BOOKS):
            self._bring(name)
        for name in self._store.below(f"{RUNS}/{self._run_there}") if self._run_there else ():
            self._bring(name)
        self._bring_partitions()
        self._bring(_LEDGER)
        self._note()

    def _standing_there(self) -> str:
        """The run that stands at the address."""
        waiting = self.folder / LEDGER_FOLDER / DESCRIPTOR
        data = self._store.read(DESCRIPTOR)
        if data is None:
            return ""
        waiting.write_bytes(data)
        try:
            return standing_run(waiting.parent)
        finally:
            waiting.unlink()

    def _bring_partitions(self) -> None:
        names = [name for name in self._store.below(PARTITIONED) if name.endswith(".parquet")]
        if not names:
            return
        if self._run_there and self._store.read(PARTITIONS_OF) == _mark(self._run_there):
            for name in names:
                self._bring(name)
        else:
            # Of two runs, perhaps: all are written anew, here and there.
            (self.folder / names[0]).parent.mkdir(parents=True)

    def _bring(self, name: str) -> None:
        state = self._store.state(name)
        if state is None:
            (self.folder / name).unlink(missing_ok=True)
            return
        self._store.fetch(name, self.folder / name)
        self._synced[name] = _Synced(state, _digest(self.folder / name))

    # -- to there -------------------------------------------------------------------------------------------------------

    def push(self, hold: RemoteHold) -> None:
        """Put what is here to the address, where it differs.

        Raises:
            Held: Another run has landed there, or holds the address.
        """
        hold.check()
        try:
            run = standing_run(self.folder)
            if run:
                self._put_tables(run)
                self._land(hold)
            for name in _BOOKS:
                self._put(name, hold)
            hold.check()
            self._put(_LEDGER, hold)
            if run:
                for name in RUN_FILES:
                    self._put(name, hold)
                self._put_partitions(run, hold)
                self._remove(self._store.below(RUNS), hold, keep={run, self._run_there})
        finally:
            self._note()

    def _put_tables(self, run: str) -> None:
        """Put the tables of the run there; they are called by what they hold, so those that are there need not be sent."""
        there = self._store.below(f"{RUNS}/{run}")
        for name in RUN_FILES:
            path = f"{RUNS}/{run}/{name}"
            if there.get(path, ("", 0))[1] != (self.folder / path).stat().st_size:
                self._store.put(path, self.folder / path)

    def _land(self, hold: RemoteHold) -> None:
        known = self._synced.get(DESCRIPTOR)
        digest = _digest(self.folder / DESCRIPTOR)
        if known is not None and known == _Synced(self._standing or "", digest):
            return
        hold.check()
        try:
            state = self._store.put_if(DESCRIPTOR, (self.folder / DESCRIPTOR).read_bytes(), self._standing)
        except Changed as error:
            hold.check()
            raise Held({}) from error
        self._synced[DESCRIPTOR] = _Synced(state or "", digest)

    def _put(self, name: str, hold: RemoteHold) -> None:
        if not (self.folder / name).exists():
            return
        digest = _digest(self.folder / name)
        known = self._synced.get(name)
        if known is None or known.sha256 != digest or self._store.state(name) != known.state:
            hold.check(FRESH)
            self._store.put(name, self.folder / name)
            self._synced[name] = _Synced(self._store.state(name) or "", digest)

    def _put_partitions(self, run: str, hold: RemoteHold) -> None:
        here = {path.relative_to(self.folder).as_posix() for path in (self.folder / PARTITIONED).rglob("*.parquet")}
        if not here:
            return
        there = self._store.below(PARTITIONED)
        digests = {name: _digest(self.folder / name) for name in here}
        other = [
            name
            for name in sorted(here)
            if name not in there or self._synced.get(name) is None or self._synced[name] != _Synced(there[name][0], digests[name])
        ]
        gone = {name: facts for name, facts in there.items() if name.endswith(".parquet") and name not in here}
        if not other and not gone and self._store.read(PARTITIONS_OF) == _mark(run):
            return
        hold.check()
        self._store.remove(PARTITIONS_OF)
        for name in other:
            self._put(name, hold)
        self._remove(gone, hold)
        hold.check()
        marked = self.folder / PARTITIONS_OF
        marked.write_bytes(_mark(run))
        self._store.put(PARTITIONS_OF, marked)

    def _remove(self, names: dict[str, tuple[str, int]], hold: RemoteHold, keep: set[str] | None = None) -> None:
        for name in names:
            if keep is None or name.split("/")[1] not in keep:
                hold.check()
                self._store.remove(name)
                self._synced.pop(name, None)

    # -- notes ----------------------------------------------------------------------------------------------------------

    def _is_other(self, name: str) -> bool:
        """Whether a file at the address is not the one that was last put there or brought from there."""
        known = self._synced.get(name)
        return self._store.state(name) not in (None, known.state if known else None)

    def _note(self) -> None:
        noted = {name: [each.state, each.sha256] for name, each in sorted(self._synced.items())}
        write_whole(self.folder / LEDGER_FOLDER / _SYNCED, json.dumps(noted, ensure_ascii=False).encode())


def _mark(run: str) -> bytes:
    return json.dumps({"hasil": run}).encode()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_json(path: Path) -> dict[str, object]:
    """An object of a file; empty where there is none, or it was cut off."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


__all__ = ["PARTITIONS_OF", "RemoteProblem", "local_folder", "mirror", "remote_output"]
