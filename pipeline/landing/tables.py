"""A run's tables are written and land in one step; a reader who goes by ``datapackage.json`` finds the old run or the new one.

No system replaces several files in one step, so the tables of a run lie in a folder of their own, and one file says which run stands:

1. all tables are written into a hidden folder, flushed to disk, and their folder is put beside those of earlier runs under a name made of
   what they hold: nobody looks there yet;
2. ``datapackage.json``, with everyone's path and SHA-256, is replaced by the new one. With this one step the run has landed;
3. the paths that people know (``iku.parquet`` ...) get copies, each in one step; see :mod:`pipeline.landing.standing`.

What goes wrong before step 2 changed nothing. What goes wrong in step 3 is undone at once; of a program that was killed there the next
start, or whoever reads by ``datapackage.json``, finds the new run.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa

from pipeline.documents import DESCRIPTOR, EXIT_NOTHING, RUNS, Stop, standing_run
from pipeline.landing.keys import Keys, KeyTwice
from pipeline.landing.partitioning import settle_partitions
from pipeline.landing.row_groups import RowGroups
from pipeline.landing.standing import (
    TABLES_STAGED,
    copy_for_known_paths,
    keep_old,
    move_to_known_paths,
    place,
    remove_runs,
    settle,
    switch,
    sync_folder,
    undo,
)
from schemas.applied import Provenance, datapackage, flat
from schemas.contract import TABLES, VIEWS, arrow_schema

_PREFIX = ".landing-"
#: Letters of a run's name: so many of a SHA-256 that no two runs of a folder share them.
_NAME = 16
#: A reader who wants one region reads only its row groups.
_ROWS_PER_GROUP = 65_536
#: So many rows go to the files together.
_ROWS_AT_ONCE = 8_192


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
            shutil.rmtree(left)
        probe = _staging(folder)
        probe.mkdir()
        probe.rmdir()
        settle(folder)
        settle_partitions(folder)
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
    before = standing_run(folder)
    run = ""
    try:
        run = _stage(parts, staging, provenance)
        place(staging / TABLES_STAGED, folder, run)
        copy_for_known_paths(staging, folder, run)
        keep_old(staging, folder)
        switch(staging, folder)
        move_to_known_paths(staging, folder)
    except BaseException as error:
        undone = undo(staging, folder, before, run)
        if isinstance(error, OSError):
            raise CannotLand(folder, reason_of(error, undone=undone)) from error
        if isinstance(error, KeyTwice):
            raise CannotLand(folder, f"terjadi galat program ({error}); laporkan. Hasil lama tidak berubah.") from error
        raise
    sync_folder(folder)
    shutil.rmtree(staging, ignore_errors=True)
    # The run before stays for those who are reading it.
    remove_runs(folder, keep={run, before})


def _staging(folder: Path) -> Path:
    return folder / f"{_PREFIX}{os.getpid()}"


# -- writing ------------------------------------------------------------------------------------------------------------


def _stage(parts: Mapping[str, Iterable[pa.Table]], staging: Path, provenance: Provenance) -> str:
    """Write all files whole and flushed to disk, the descriptor last.

    Returns:
        The run's name, made of what its files hold: the same files have the same name.
    """
    tables = staging / TABLES_STAGED
    tables.mkdir(parents=True)
    descriptor = datapackage(_write_tables(parts, tables, provenance), provenance)
    whole = hashlib.sha256()
    for resource in descriptor["resources"]:
        path = tables / resource["path"]
        resource["ukuran_berkas"] = path.stat().st_size
        with path.open("rb") as file:
            resource["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
        whole.update(f"{resource['path']} {resource['sha256']}\n".encode())
    run = whole.hexdigest()[:_NAME]
    for resource in descriptor["resources"]:
        resource["path"] = f"{RUNS}/{run}/{resource['path']}"
    with (staging / DESCRIPTOR).open("wb") as file:
        file.write(json.dumps(descriptor, ensure_ascii=False, indent=1).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(tables)
    return run


def _write_tables(parts: Mapping[str, Iterable[pa.Table]], folder: Path, provenance: Provenance) -> dict[str, int]:
    """Write each table and its views, part by part; the number of rows by name.

    Raises:
        KeyTwice: A key is in two rows.
    """
    rows: dict[str, int] = {}
    for name, spec in TABLES.items():
        keys = Keys(name, spec.primary_key)
        with contextlib.ExitStack() as open_files:
            views = [view for view in VIEWS if view.startswith(f"{name}_")]
            writers = [open_files.enter_context(_written(made, folder, provenance)) for made in (name, *views)]
            rows |= dict.fromkeys((name, *views), 0)
            # Changing a table takes as long for a document's rows as for thousands.
            groups = RowGroups(_ROWS_AT_ONCE, partial(_hand_on, writers))
            for part in parts[name]:
                keys.add(part)
                groups.add(part)
                for made in (name, *views):
                    rows[made] += part.num_rows
            groups.end()
        keys.check()
    return rows


def _hand_on(writers: Sequence[RowGroups], rows: pa.Table) -> None:
    """Rows to the file of their table, and to those of its views."""
    table, *views = writers
    table.add(rows)
    for view in views:
        view.add(flat(rows))


@contextlib.contextmanager
def _written(name: str, folder: Path, provenance: Provenance) -> Iterator[RowGroups]:
    """A file that takes tables and writes them in row groups of one size, however they come in parts."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (workers, which load this too, write no Parquet)

    schema = arrow_schema(name)
    schema = schema.with_metadata({**schema.metadata, **provenance.metadata()})
    with (folder / f"{name}.parquet").open("wb") as target:
        # Python's own file raises errors with their number, and can be flushed to disk.
        with pq.ParquetWriter(target, schema, compression="zstd", write_statistics=True, write_page_index=True) as writer:
            groups = RowGroups(_ROWS_PER_GROUP, lambda group: writer.write_table(group.cast(schema), row_group_size=_ROWS_PER_GROUP))
            yield groups
            groups.end()
        target.flush()
        os.fsync(target.fileno())


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
