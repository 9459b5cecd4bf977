"""Which run of an output folder stands, and the paths that people know.

``datapackage.json`` names the folder of one run (:data:`pipeline.documents.RUNS`), whose tables are never changed. Beside it each table has
a copy under the path that people know; a copy, because some programs write into the file they opened.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from pipeline.documents import DESCRIPTOR, FILES, RUN_FILES, RUNS, standing_run

#: In the hidden folder of a landing: the new tables, their copies for the known paths, and what stood there before.
TABLES_STAGED, _COPIES, _KEPT = "tabel", "salinan", "lama"
#: Beside the kept files, an empty file with this ending says that there was no such file before.
_WAS_ABSENT = ".belum-ada"


def is_whole(folder: Path) -> bool:
    """Whether all tables of the run that stands are there."""
    run = standing_run(folder)
    return bool(run) and all((folder / RUNS / run / name).is_file() for name in RUN_FILES)


def settle(folder: Path) -> None:
    """Bring the known paths up to the run that stands, where a run that died did not come to it or a file was removed."""
    if not is_whole(folder):
        return
    tables = folder / RUNS / standing_run(folder)
    for name in RUN_FILES:
        if not _is_copy(folder / name, tables / name):
            waiting = folder / f".{name}.baru"
            _copy(tables / name, waiting)
            move(waiting, folder / name)
    sync_folder(folder)


# -- steps of a landing -------------------------------------------------------------------------------------------------


def place(tables: Path, folder: Path, run: str) -> None:
    """Put a run's tables among those of earlier runs. Tables that are there already and were changed or lost are put right."""
    target = folder / RUNS / run
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        tables.rename(target)
    else:
        for name in RUN_FILES:
            if not (target / name).is_file() or not filecmp.cmp(tables / name, target / name, shallow=False):
                move(tables / name, target / name)
        sync_folder(target)
    sync_folder(target.parent)


def copy_for_known_paths(staging: Path, folder: Path, run: str) -> None:
    """Make the copies that the known paths will get: a disk that is full is full now."""
    (staging / _COPIES).mkdir()
    for name in RUN_FILES:
        _copy(folder / RUNS / run / name, staging / _COPIES / name)


def keep_old(staging: Path, folder: Path) -> None:
    """Keep the files that stand in the folder, or a note that there are none."""
    kept = staging / _KEPT
    kept.mkdir()
    for name in FILES:
        if (folder / name).exists():
            _link_or_copy(folder / name, kept / name)
        else:
            (kept / f"{name}{_WAS_ABSENT}").touch()


def switch(staging: Path, folder: Path) -> None:
    """The landing: from here on the new run stands."""
    move(staging / DESCRIPTOR, folder / DESCRIPTOR)
    sync_folder(folder)


def move_to_known_paths(staging: Path, folder: Path) -> None:
    """Replace the tables under the known paths, each in one step."""
    for name in RUN_FILES:
        move(staging / _COPIES / name, folder / name)


def undo(staging: Path, folder: Path, before: str, run: str) -> bool:
    """Put the old files back; False when that failed too and the next start has to see to it."""
    try:
        if (staging / _KEPT).exists():
            _put_back(staging, folder)
        if run and run not in (before, standing_run(folder)):
            shutil.rmtree(folder / RUNS / run, ignore_errors=True)
            with contextlib.suppress(OSError):
                (folder / RUNS).rmdir()
    except OSError:
        return False
    shutil.rmtree(staging, ignore_errors=True)
    return True


def _put_back(staging: Path, folder: Path) -> None:
    """Known paths first, the descriptor last: until then the new run stands, and what is cut off here is settled towards it."""
    kept = staging / _KEPT
    waiting = {name: staging / _COPIES / name for name in RUN_FILES} | {DESCRIPTOR: staging / DESCRIPTOR}
    for name, new in waiting.items():
        if new.exists():
            continue
        if (kept / name).exists():
            move(kept / name, folder / name)
        elif (kept / f"{name}{_WAS_ABSENT}").exists():
            (folder / name).unlink(missing_ok=True)


def remove_runs(folder: Path, keep: Collection[str]) -> None:
    """Remove the tables of all runs but some; what somebody has open on Windows is removed by a later run."""
    for old in (folder / RUNS).iterdir():
        if old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)


# -- files --------------------------------------------------------------------------------------------------------------


def move(source: Path, target: Path) -> None:
    """Replace a file in one step."""
    source.replace(target)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to disk, where the system can (Windows cannot)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _copy(source: Path, target: Path) -> None:
    """A copy, flushed to disk, with the times of its original: by these it is known."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    shutil.copystat(source, target)


def _is_copy(path: Path, original: Path) -> bool:
    try:
        here, there = path.stat(), original.stat()
    except OSError:
        return False
    return (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
