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
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.holding import Held
from pipeline.landing import DESCRIPTOR, FILES
from pipeline.ledger import FOLDER, NAME
from pipeline.partitioning import PARTITIONED
from pipeline.review_book import NAME as REVIEW
from pipeline.run_record import NAME as RECORD
from pipeline.whole_file import now

#: Put back in this order; the first are of no use to a reader without the last.
_ORDER = (*(name for name in FILES if name != DESCRIPTOR), REVIEW, DESCRIPTOR, RECORD, f"{FOLDER}/{NAME}")
_HOLDER = f"{FOLDER}/pemegang.json"
_INDEX = ".isi.json"
#: Names under which stores tell that a file has changed.
_TELLING = ("size", "ETag", "etag", "md5", "md5Hash", "LastModified", "last_modified", "mtime", "created")
#: A holder says so often that it is still there; one that said nothing for so long is taken for dead (seconds).
BEAT, STALE = 600.0, 3600.0


class RemoteProblem(Exception):
    """An address cannot be used; one line in Indonesian for a clerk."""


def local_folder(address: str) -> Path:
    """Where this machine keeps its copy of an address."""
    from platformdirs import user_cache_path  # noqa: PLC0415 (only when asked)

    named = os.environ.get("IKU_CACHE")
    root = Path(named) if named else user_cache_path("iku-ingest", appauthor=False)
    return root / "jauh" / hashlib.sha256(address.rstrip("/").encode()).hexdigest()[:20]


def _open(address: str) -> tuple[Any, str]:
    try:
        import fsspec  # noqa: PLC0415 (the extra [remote] only)
    except ImportError as error:
        raise RemoteProblem('fsspec belum terpasang; jalankan: pip install "iku-ingest[remote]"') from error
    try:
        system, root = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise RemoteProblem(f"{address}: jenis alamat ini belum dapat dipakai ({error})") from error
    return system, root.rstrip("/")


def mirror(address: str) -> Path:
    """Bring the PDFs below an address to this machine, and drop those that are no longer there.

    Returns:
        The local folder.

    Raises:
        RemoteProblem: The address cannot be listed or a PDF cannot be fetched.
    """
    system, root = _open(address)
    folder = local_folder(address)
    folder.mkdir(parents=True, exist_ok=True)
    index_file = folder / _INDEX
    before: dict[str, str] = json.loads(index_file.read_text(encoding="utf-8")) if index_file.exists() else {}
    try:
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
    except (OSError, ValueError) as error:
        raise RemoteProblem(f"{address}: tidak dapat dibaca ({type(error).__name__}: {error}); periksa alamat dan izinnya") from error
    for gone in before.keys() - there.keys():
        (folder / gone).unlink(missing_ok=True)
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
    system, root = _open(address)
    folder = local_folder(address)
    try:
        told = _take(system, root)
    except (OSError, ValueError) as error:
        raise RemoteProblem(f"{address}: tidak dapat ditulisi ({type(error).__name__}: {error}); periksa alamat dan izinnya") from error
    try:
        with _beating(system, root, told):
            _pull(system, root, folder)
            try:
                yield folder
            finally:
                # Also after a failure: what was read is in the ledger and is not to be read again.
                _push(system, root, folder)
    except (OSError, ValueError) as error:
        raise RemoteProblem(f"{address}: tidak dapat dibaca atau ditulisi ({type(error).__name__}: {error})") from error
    finally:
        with contextlib.suppress(OSError, ValueError):
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
        age = dt.datetime.now(tz=dt.UTC) - dt.datetime.fromisoformat(told.get("terakhir", told["sejak"]))
        old = age.total_seconds() > STALE
        dead = told.get("komputer") == socket.gethostname() and not _lives(int(told.get("proses", "0")))
        if not old and not dead:
            raise Held(told)
    system.makedirs(f"{root}/{FOLDER}", exist_ok=True)
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
    import psutil  # noqa: PLC0415 (only when asked)

    return bool(psutil.pid_exists(pid))


def _pull(system: Any, root: str, folder: Path) -> None:
    """Bring what is at the address here, where it differs."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for name in _ORDER:
        place = f"{root}/{name}"
        if system.exists(place):
            data = system.cat_file(place)
            if not (folder / name).exists() or (folder / name).read_bytes() != data:
                (folder / name).write_bytes(data)
                for suffix in ("-wal", "-shm") if name.endswith(NAME) else ():
                    (folder / f"{name}{suffix}").unlink(missing_ok=True)
        elif name != f"{FOLDER}/{NAME}":
            (folder / name).unlink(missing_ok=True)


def _push(system: Any, root: str, folder: Path) -> None:
    """Put what is here to the address, where it differs."""
    others = [path.relative_to(folder).as_posix() for path in sorted((folder / PARTITIONED).rglob("*.parquet"))]
    for name in (*others, *_ORDER):
        if (folder / name).exists():
            data = (folder / name).read_bytes()
            place = f"{root}/{name}"
            if not system.exists(place) or system.cat_file(place) != data:
                system.makedirs(place.rpartition("/")[0], exist_ok=True)
                system.pipe_file(place, data)
    for place in system.find(f"{root}/{PARTITIONED}") if others else ():
        if place[len(root) :].lstrip("/") not in others:
            system.rm_file(place)
