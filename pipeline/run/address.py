"""Files at an address of an object store, any that fsspec knows (``s3://``, ``gs://``, ``az://``, ``sftp://`` …), and writes that only
happen if nobody else has written meanwhile.

A store has no locks. What it can do is write a file only if there is none yet (``If-None-Match``) or only if it is still the one that was
seen (``If-Match``): of two that try at once one is told that it came too late.
"""

from __future__ import annotations

import contextlib
import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.documents import Stop

#: Names under which stores tell that a file has changed. An ETag is enough by itself.
_TAGS = ("ETag", "etag")
_TELLING = ("size", "md5", "md5Hash", "LastModified", "last_modified", "modified", "modify", "updated", "mtime", "created")
#: So often a conditional write is tried that met another under way.
_TRIES = 4


class RemoteProblem(Stop):
    """An address cannot be used.

    Args:
        told: One line in Indonesian for a clerk.
        exit_code: Of the command: an input that cannot be reached is wrong usage, as a folder that is not there.
    """

    def __init__(self, told: str, exit_code: int) -> None:
        super().__init__("as_told", exit_code, detail=told)


class Changed(Exception):
    """A file is no longer what it was, or is there although it was not: somebody else has written it."""


@contextlib.contextmanager
def reaching(address: str, exit_code: int, *others: type[Exception]) -> Iterator[None]:
    """What a store's package raises, each its own classes, becomes one line; all but the others."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (RemoteProblem, *others)):
            raise
        what = f"{type(error).__name__}: {error}"
        raise RemoteProblem(f"{address}: tidak dapat dicapai ({what}); periksa alamat, izin dan sambungannya", exit_code) from error


class Address:
    """An address and the files below it, by their names from there.

    Args:
        address: As fsspec knows it.
        exit_code: Of the command when it cannot be used.

    Raises:
        RemoteProblem: It is of no kind that is known, or the package for it is not installed.
    """

    def __init__(self, address: str, exit_code: int) -> None:
        try:
            import fsspec  # noqa: PLC0415 (the extra [remote] only)
        except ImportError as error:
            raise RemoteProblem('fsspec belum terpasang; jalankan: pip install "iku-ingest[remote]"', exit_code) from error
        try:
            with reaching(address, exit_code, ImportError, ValueError):
                # What others write is to be seen at once.
                system, root = fsspec.core.url_to_fs(address, use_listings_cache=False, skip_instance_cache=True)
        except (ImportError, ValueError) as error:
            raise RemoteProblem(f"{address}: jenis alamat ini belum dapat dipakai ({error})", exit_code) from error
        self.system: Any = system
        self.root: str = root.rstrip("/")
        kinds = system.protocol if isinstance(system.protocol, tuple) else (system.protocol,)
        self._s3 = "s3" in kinds

    def _place(self, name: str) -> str:
        return f"{self.root}/{name}"

    # -- looking --------------------------------------------------------------------------------------------------------

    def state(self, name: str) -> str | None:
        """What changes when a file does; None where there is none."""
        self.system.invalidate_cache()
        try:
            facts = self.system.info(self._place(name))
        except FileNotFoundError:
            return None
        return None if facts.get("type") == "directory" else _state(facts)

    def below(self, name: str = "") -> dict[str, tuple[str, int]]:
        """All files below a name, with their states and sizes (-1 where the store does not tell)."""
        self.system.invalidate_cache()
        found = self.system.find(self._place(name).rstrip("/"), detail=True)
        return {path[len(self.root) :].lstrip("/"): (_state(facts), int(facts.get("size") or -1)) for path, facts in sorted(found.items())}

    def read(self, name: str) -> bytes | None:
        """What is in a small file; None where there is none."""
        try:
            return bytes(self.system.cat_file(self._place(name)))
        except FileNotFoundError:
            return None

    def fetch(self, name: str, target: Path) -> None:
        """Bring a file here; what was here stays until all of the new one has come."""
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = target.with_name(f".{target.name}.datang")
        try:
            self.system.get_file(self._place(name), str(waiting))
            waiting.replace(target)
        finally:
            waiting.unlink(missing_ok=True)

    # -- writing --------------------------------------------------------------------------------------------------------

    def put(self, name: str, source: Path) -> None:
        """Put a file there, whatever is there."""
        self._folder_for(name)
        self.system.put_file(str(source), self._place(name))

    def put_if(self, name: str, data: bytes, state: str | None) -> str | None:
        """Write a small file if it is still what it was.

        Args:
            name: The file.
            data: Its new content.
            state: What it was; None: it was not there.

        Returns:
            What it is now.

        Raises:
            Changed: It is something else; nothing was written.
        """
        self._folder_for(name)
        try:
            if self._s3:
                return self._put_s3(name, data, state)
            if state is None:
                self.system.pipe_file(self._place(name), data, mode="create")
            elif self.state(name) != state:
                raise Changed(name)
            else:
                self.system.pipe_file(self._place(name), data)
        except FileExistsError as error:
            raise Changed(name) from error
        return self.state(name)

    def _put_s3(self, name: str, data: bytes, state: str | None) -> str | None:
        bucket, key, _ = self.system.split_path(self._place(name))
        condition = {"IfNoneMatch": "*"} if state is None else {"IfMatch": state}
        for tried in range(1, _TRIES + 1):
            try:
                return str(self.system.call_s3("put_object", Bucket=bucket, Key=key, Body=data, **condition)["ETag"])
            except OSError as error:
                # 409: another conditional write is under way; 412, or 404 where there should be one: it came first.
                if error.errno == errno.EBUSY and tried < _TRIES:
                    continue
                if not (isinstance(error, (FileExistsError, FileNotFoundError)) or error.errno in (errno.EINVAL, errno.EBUSY)):
                    raise
                now = self.state(name)
                # Or it was this one, whose answer was lost on the way, and which was sent again.
                if now is not None and self.read(name) == data:
                    return now
                raise Changed(name) from error
        return None

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self.system.rm_file(self._place(name))

    def _folder_for(self, name: str) -> None:
        # Stores of objects have no folders, and some may not even be asked for the bucket.
        if not self._s3:
            self.system.makedirs(self._place(name).rpartition("/")[0], exist_ok=True)


def _state(facts: dict[str, Any]) -> str:
    """What changes when a file does: what the store calls its content, or its size and times."""
    for tag in _TAGS:
        if facts.get(tag):
            return str(facts[tag])
    return json.dumps({key: str(facts[key]) for key in _TELLING if key in facts}, sort_keys=True)
