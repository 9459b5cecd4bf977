"""A run's tables are written; a reader finds the old run or the new one, never half of either.

No system replaces several files in one step, so a landing goes through a hidden folder inside the output folder:

1. all new files are written there whole and flushed to disk;
2. the old files are kept there too (as hard links where the file system has them);
3. the new files are moved over the old ones, each in one step, ``datapackage.json`` with everyone's SHA-256 last.

Whatever goes wrong in step 3 is undone from what step 2 kept: at once, or by the next run when the program was killed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.documents import DESCRIPTOR, EXIT_NOTHING, FILES, Stop
from pipeline.landing.keys import Keys, KeyTwice
from pipeline.landing.row_groups import RowGroups
from schemas.applied import Provenance, datapackage, flat
from schemas.contract import TABLES, VIEWS, arrow_schema

_PREFIX = ".landing-"
_KEPT = "lama"
#: Beside the kept files, an empty file with this ending says that there was no such file before.
_WAS_ABSENT = ".belum-ada"
#: A reader who wants one region reads only its row groups.
_ROWS_PER_GROUP = 65_536


class CannotLand(Stop):
    """The output folder cannot be written.

    Args:
        folder: The folder.
        reason: What is wrong, what to do, and that the earlier results are unchanged: one line in Indonesian for a clerk.
    """

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__("at_place", EXIT_NOTHING, place=folder, detail=reason)


def prepare(folder: Path) -> None:
    """Make the output folder, see that it can be written, and settle what a run that died left in it.

    Two runs at once must not share an output folder: each takes the other for one that died.

    Raises:
        CannotLand: It cannot be made or written: better said before hours of reading than after.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in sorted(folder.glob(f"{_PREFIX}*")):
            _roll_back(left, folder)
            shutil.rmtree(left)
        probe = _staging(folder)
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        raise CannotLand(folder, reason_of(error)) from error


def land(parts: Mapping[str, Iterable[pa.Table]], folder: Path, provenance: Provenance) -> None:
    """Put tables into the folder in place of the earlier ones, part by part; only one part is in memory at a time.

    Args:
        parts: The parts of ``iku``, ``dokumen``, ``indikator`` and ``karantina`` in their order, which keep
            the contract (:mod:`schemas.applied.checks`).
        folder: The output folder, prepared.
        provenance: Where the data are from; stands in every file.

    Raises:
        CannotLand: Writing failed, or a key is there twice; the earlier files are as they were.
    """
    staging = _staging(folder)
    try:
        _stage(parts, staging, provenance)
        _keep_old(staging, folder)
        for name in FILES:
            _move(staging / name, folder / name)
    except BaseException as error:
        undone = _undo(staging, folder)
        if isinstance(error, OSError):
            raise CannotLand(folder, reason_of(error, undone=undone)) from error
        if isinstance(error, KeyTwice):
            raise CannotLand(folder, f"terjadi galat program ({error}); laporkan. Hasil lama tidak berubah.") from error
        raise
    _sync_folder(folder)
    shutil.rmtree(staging, ignore_errors=True)


def _staging(folder: Path) -> Path:
    return folder / f"{_PREFIX}{os.getpid()}"


# -- writing ------------------------------------------------------------------------------------------------------------


def _stage(parts: Mapping[str, Iterable[pa.Table]], staging: Path, provenance: Provenance) -> None:
    """Write all files whole and flushed to disk, the descriptor last."""
    staging.mkdir()
    rows: dict[str, int] = {}
    for name, spec in TABLES.items():
        keys = Keys(name, spec.primary_key)
        with contextlib.ExitStack() as open_files:
            files = {name: None, **{view: flat for view in VIEWS if view.startswith(f"{name}_")}}
            writers = {made: open_files.enter_context(_written(made, staging, provenance)) for made in files}
            rows |= dict.fromkeys(files, 0)
            for part in parts[name]:
                keys.add(part)
                for made, changed in files.items():
                    writers[made].add(part if changed is None else changed(part))
                    rows[made] += part.num_rows
        keys.check()
    descriptor = datapackage(rows, provenance)
    for resource in descriptor["resources"]:
        path = staging / resource["path"]
        resource["ukuran_berkas"] = path.stat().st_size
        with path.open("rb") as file:
            resource["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
    with (staging / DESCRIPTOR).open("wb") as file:
        file.write(json.dumps(descriptor, ensure_ascii=False, indent=1).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(staging)


@contextlib.contextmanager
def _written(name: str, staging: Path, provenance: Provenance) -> Iterator[RowGroups]:
    """A file that takes tables and writes them in row groups of one size, however they come in parts."""
    schema = arrow_schema(name)
    schema = schema.with_metadata({**schema.metadata, **provenance.metadata()})
    with (staging / f"{name}.parquet").open("wb") as target:
        # Python's own file raises errors with their number, and can be flushed to disk.
        with pq.ParquetWriter(target, schema, compression="zstd", write_statistics=True, write_page_index=True) as writer:
            groups = RowGroups(_ROWS_PER_GROUP, lambda group: writer.write_table(group.cast(schema), row_group_size=_ROWS_PER_GROUP))
            yield groups
            groups.end()
        target.flush()
        os.fsync(target.fileno())


def _sync_folder(folder: Path) -> None:
    """Flush a folder's entries to disk, where the system can (Windows cannot)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# -- replacing and undoing ----------------------------------------------------------------------------------------------


def _keep_old(staging: Path, folder: Path) -> None:
    """Keep the files that stand in the folder, or a note that there are none."""
    kept = staging / _KEPT
    kept.mkdir()
    for name in FILES:
        if (folder / name).exists():
            _link_or_copy(folder / name, kept / name)
        else:
            (kept / f"{name}{_WAS_ABSENT}").touch()
    _sync_folder(kept)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _move(source: Path, target: Path) -> None:
    """Replace a file in one step."""
    source.replace(target)


def _undo(staging: Path, folder: Path) -> bool:
    """Put the old files back; False when that failed too and the next run has to."""
    try:
        _roll_back(staging, folder)
    except OSError:
        return False
    shutil.rmtree(staging, ignore_errors=True)
    return True


def _roll_back(staging: Path, folder: Path) -> None:
    """Undo a landing that began to move files and did not end; may itself be cut off and repeated.

    While the descriptor still waits, all files had been written, so one that is missing from the hidden folder has been moved. Without
    the descriptor either nothing was moved yet or everything was, and there is nothing to undo.
    """
    if not (staging / DESCRIPTOR).exists():
        return
    kept = staging / _KEPT
    for name in FILES:
        if (staging / name).exists():
            continue
        if (kept / name).exists():
            _move(kept / name, folder / name)
        elif (kept / f"{name}{_WAS_ABSENT}").exists():
            (folder / name).unlink(missing_ok=True)


@contextlib.contextmanager
def beside_the_tables(output: Path, name: str) -> Iterator[None]:
    """Say what could not be renewed after the tables have landed, e.g. a workbook that is open in Excel."""
    try:
        yield
    except OSError as error:
        raise CannotLand(output / name, f"{cause_of(error)} Tabel Parquet sudah baru; {name} masih yang lama.") from error


def reason_of(error: OSError, *, undone: bool = True) -> str:
    """What keeps a folder from being written, what to do, and how the earlier results are, in Indonesian."""
    return f"{cause_of(error)} {'Hasil lama tidak berubah.' if undone else 'Hasil lama belum pulih seluruhnya; jalankan sekali lagi.'}"


def cause_of(error: OSError) -> str:
    """What keeps a folder from being written, and what to do, in Indonesian."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "disk penuh; kosongkan ruang lalu jalankan lagi."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "folder hasil tidak dapat ditulisi; periksa izinnya, tutup berkas yang dibuka, atau pilih folder lain dengan --output."
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return "di jalur folder hasil ada yang bukan folder atau bukan berkas; pilih folder lain dengan --output."
    return f"folder hasil tidak dapat ditulisi ({error.strerror or error}); pilih folder lain dengan --output."
