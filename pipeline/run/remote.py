"""Input and output on an object store: any address that fsspec knows (``s3://``, ``gs://``, ``az://``, ``sftp://`` …).

PDFs are mirrored into a folder of this machine, changed ones only; the run works on a local copy of the output, and what it changed is
put back: the data first, ``datapackage.json`` with everyone's SHA-256 after it, the ledger last. A reader checks the hashes; a run that
was cut off while putting back is put back whole by the next.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from platformdirs import user_cache_path

from pipeline.documents import (
    DESCRIPTOR,
    EXIT_NOTHING,
    EXIT_USAGE,
    HOLDER_FILE,
    LEDGER_FILE,
    LEDGER_FOLDER,
    PARTITIONED,
    RECAP_BOOK,
    REVIEW_BOOK,
    RUN_FILES,
    RUN_RECORD,
    RUNS,
    Stop,
    now,
    write_whole,
)
from pipeline.ledger import Held

#: Put back in this order, after the tables of the run itself: with the descriptor it has landed, and the known paths follow.
_ORDER = (DESCRIPTOR, *RUN_FILES, REVIEW_BOOK, RECAP_BOOK, RUN_RECORD, f"{LEDGER_FOLDER}/{LEDGER_FILE}")
#: Folders with files of many names.
_FOLDERS = (RUNS, PARTITIONED)
_HOLDER = f"{LEDGER_FOLDER}/{HOLDER_FILE}"
_INDEX = ".isi.json"
_SYNCED = "sama-dengan-alamat"
#: Names under which stores tell that a file has changed.
_TELLING = (
    "size", "ETag", "etag", "md5", "md5Hash", "LastModified", "last_modified", "modified", "modify", "updated", "mtime", "created",
)  # fmt: skip
#: A holder says so often that it is still there; one that said nothing for so long is taken for dead (seconds).
BEAT, STALE = 600.0, 3600.0


class RemoteProblem(Stop):
    """An address cannot be used.

    Args:
        told: One line in Indonesian for a clerk.
        exit_code: Of the command: an input that cannot be reached is wrong usage, as a folder that is not there.
    """

    def __init__(self, told: str, exit_code: int) -> None:
        super().__init__("as_told", exit_code, detail=told)


def local_folder(address: str) -> Path:
    """Where this machine keeps its copy of an address."""
    named = os.environ.get("IKU_CACHE")
    root = Path(named) if named else user_cache_path("iku-ingest", appauthor=False)
    return root / "jauh" / hashlib.sha256(address.rstrip("/").encode()).hexdigest()[:20]


def _open(address: str, exit_code: int) -> tuple[Any, str]:
    try:
        import fsspec  # noqa: PLC0415 (the extra [remote] only)
    except ImportError as error:
        raise RemoteProblem('fsspec belum terpasang; jalankan: pip install "iku-ingest[remote]"', exit_code) from error
    try:
        with _reaching(address, exit_code, ImportError, ValueError):
            system, root = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise RemoteProblem(f"{address}: jenis alamat ini belum dapat dipakai ({error})", exit_code) from error
    return system, root.rstrip("/")


@contextlib.contextmanager
def _reaching(address: str, exit_code: int, *others: type[Exception]) -> Iterator[None]:
    """What a store's package raises, each its own classes, becomes one line; all but the others."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (RemoteProblem, *others)):
            raise
        what = f"{type(error).__name__}: {error}"
        raise RemoteProblem(f"{address}: tidak dapat dicapai ({what}); periksa alamat, izin dan sambungannya", exit_code) from error


def mirror(address: str) -> Path:
    """Bring the PDFs below an address to this machine, and drop those that are no longer there.

    Returns:
        The local folder.

    Raises:
        RemoteProblem: The address cannot be listed or a PDF cannot be fetched.
    """
    system, root = _open(address, EXIT_USAGE)
    folder = local_folder(address)
    folder.mkdir(parents=True, exist_ok=True)
    index_file = folder / _INDEX
    before: dict[str, str] = json.loads(index_file.read_text(encoding="utf-8")) if index_file.exists() else {}
    with _reaching(address, EXIT_USAGE):
        system.invalidate_cache()
        found = system.find(root, detail=True)
        there: dict[str, str] = {}
        for path, facts in sorted(found.items()):
            name = path[len(root) :].lstrip("/")
            if not name.lower().endswith(".pdf") or any(part.startswith(".") for part in name.split("/")):
                continue
            there[name] = _state(system, path, facts)
            target = folder / name
            if before.get(name) != there[name] or not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                system.get_file(path, str(target))
    # By looking, not by the index: a mirroring that was cut off has brought files that no index knows.
    for path in folder.rglob("*"):
        if path.suffix.lower() == ".pdf" and path.relative_to(folder).as_posix() not in there:
            path.unlink()
    index_file.write_text(json.dumps(there, ensure_ascii=False), encoding="utf-8")
    return folder


def _state(system: Any, path: str, facts: dict[str, Any]) -> str:
    """What changes when a file does: its size, and whatever the store says of its content or time."""
    told = {key: str(facts[key]) for key in _TELLING if key in facts}
    return json.dumps(told, sort_keys=True)


@contextlib.contextmanager
def remote_output(address: str) -> Iterator[Path]:
    """A local folder that stands for an output address: brought up to date first, put back at the end.

    Raises:
        Held: Another run holds the address.
        RemoteProblem: It cannot be read or written.
    """
    system, root = _open(address, EXIT_NOTHING)
    folder = local_folder(address)
    with _reaching(address, EXIT_NOTHING, Held):
        told = _take(system, root)
    try:
        with _beating(system, root, told):
            with _reaching(address, EXIT_NOTHING):
                _pull(system, root, folder)
            try:
                yield folder
            finally:
                # Also after a failure: what was read is in the ledger and is not to be read again.
                with _reaching(address, EXIT_NOTHING):
                    _push(system, root, folder)
    finally:
        with contextlib.suppress(Exception):
            system.rm_file(f"{root}/{_HOLDER}")


def _take(system: Any, root: str) -> dict[str, str]:
    """Say that this run holds the address. A store has no locks: two runs that begin in the same second are not kept apart.

    Returns:
        What was said.
    """
    place = f"{root}/{_HOLDER}"
    system.invalidate_cache()
    if system.exists(place):
        told = {str(key): str(value) for key, value in json.loads(system.cat_file(place)).items()}
        last = told.get("terakhir") or told.get("sejak") or "2000-01-01T00:00:00+00:00"
        age = dt.datetime.now(tz=dt.UTC) - dt.datetime.fromisoformat(last)
        old = age.total_seconds() > STALE
        dead = told.get("komputer") == socket.gethostname() and not _lives(int(told.get("proses", "0")))
        if not old and not dead:
            raise Held(told)
    system.makedirs(f"{root}/{LEDGER_FOLDER}", exist_ok=True)
    told = {"komputer": socket.gethostname(), "proses": str(os.getpid()), "sejak": now()}
    system.pipe_file(place, json.dumps(told).encode())
    return told


@contextlib.contextmanager
def _beating(system: Any, root: str, told: dict[str, str]) -> Iterator[None]:
    """Say now and then that this run is still there."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT):
            with contextlib.suppress(OSError, ValueError):
                system.pipe_file(f"{root}/{_HOLDER}", json.dumps({**told, "terakhir": now()}).encode())

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _lives(pid: int) -> bool:
    return bool(psutil.pid_exists(pid))


def _pull(system: Any, root: str, folder: Path) -> None:
    """Bring what is at the address here, if another machine has put it there.

    If its ledger is the one that was last put there or brought from there, what is here is as new or newer: a run that was cut off
    before it could put its work back goes on with it.
    """
    (folder / LEDGER_FOLDER).mkdir(parents=True, exist_ok=True)
    ledger = f"{root}/{LEDGER_FOLDER}/{LEDGER_FILE}"
    theirs = system.cat_file(ledger) if system.exists(ledger) else b""
    if (folder / LEDGER_FOLDER / LEDGER_FILE).exists() and _synced(folder) == _digest(theirs):
        return
    for old in (*folder.glob(".landing-*"), *(folder / name for name in _FOLDERS)):
        shutil.rmtree(old, ignore_errors=True)
    for suffix in ("-wal", "-shm"):
        (folder / LEDGER_FOLDER / f"{LEDGER_FILE}{suffix}").unlink(missing_ok=True)
    below = [place[len(root) :].lstrip("/") for each in _FOLDERS for place in system.find(f"{root}/{each}")]
    for name in (*below, *_ORDER):
        if system.exists(f"{root}/{name}"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(system.cat_file(f"{root}/{name}"))
        else:
            (folder / name).unlink(missing_ok=True)
    _remember(folder, theirs)


def _push(system: Any, root: str, folder: Path) -> None:
    """Put what is here to the address, where it differs."""
    below = [path.relative_to(folder).as_posix() for each in _FOLDERS for path in sorted((folder / each).rglob("*.parquet"))]
    for name in (*below, *_ORDER):
        if (folder / name).exists():
            data = (folder / name).read_bytes()
            place = f"{root}/{name}"
            if not system.exists(place) or system.cat_file(place) != data:
                system.makedirs(place.rpartition("/")[0], exist_ok=True)
                system.pipe_file(place, data)
    for each in _FOLDERS:
        if any(name.startswith(f"{each}/") for name in below):
            for place in system.find(f"{root}/{each}"):
                if place[len(root) :].lstrip("/") not in below:
                    system.rm_file(place)
    if (folder / LEDGER_FOLDER / LEDGER_FILE).exists():
        _remember(folder, (folder / LEDGER_FOLDER / LEDGER_FILE).read_bytes())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _synced(folder: Path) -> str | None:
    """Hash of the ledger that was last put to the address or brought from there."""
    try:
        return (folder / LEDGER_FOLDER / _SYNCED).read_text(encoding="utf-8")
    except OSError:
        return None


def _remember(folder: Path, ledger: bytes) -> None:
    write_whole(folder / LEDGER_FOLDER / _SYNCED, _digest(ledger).encode())
