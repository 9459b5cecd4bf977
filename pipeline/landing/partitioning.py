"""``iku/`` as a Hive-partitioned dataset by province and year; a run writes only the partitions whose content changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.documents import PARTITIONED
from pipeline.landing.row_groups import RowGroups
from pipeline.ledger import Ledger, LedgerBroken
from schemas.contract import arrow_schema, without

#: What Hive calls a missing value.
MISSING = "__HIVE_DEFAULT_PARTITION__"
_KEYS = ("kode_provinsi", "tahun")
_PARTITION = re.compile("/".join(f"{name}=[^/]+" for name in _KEYS) + "(/data.parquet)?")
_NOTE = "partisi"
#: The whole new dataset, and the old one for the moment between two renames.
_NEW, _OLD = f".{PARTITIONED}-baru", f".{PARTITIONED}-lama"
#: Less than in one file for all: those of every year are in memory side by side.
_ROWS_PER_GROUP = 8_192


def land_partitions(tables: Iterable[pa.Table], output: Path, ledger: Ledger) -> list[str]:
    """Write the partitions that changed and remove those that are no longer there: one whole dataset takes the place of the other.

    Args:
        tables: ``iku`` part by part, in its order: by province first.
        output: The output folder; the dataset is ``iku/kode_provinsi=…/tahun=…/data.parquet`` in it.
        ledger: Remembers each partition's content.

    Returns:
        The partitions written, as paths in ``iku/``.
    """
    staging = output / _NEW
    settle_partitions(output)
    before = _noted(ledger)
    now = _write(tables, staging)
    changed = [place for place, digest in now.items() if before.get(place) != digest or not _file(output, place).exists()]
    # Should the run end here, the next writes these again.
    ledger.put_note(_NOTE, json.dumps({place: digest for place, digest in before.items() if place in now and place not in changed}))
    staging.mkdir(exist_ok=True)
    if (output / PARTITIONED).is_dir():
        _carry_over(output / PARTITIONED, staging, [place for place in now if place not in changed])
        (output / PARTITIONED).rename(output / _OLD)
    staging.rename(output / PARTITIONED)
    settle_partitions(output)
    ledger.put_note(_NOTE, json.dumps(now))
    return changed


def settle_partitions(output: Path) -> None:
    """Put right what a run that died left: a reader finds one run's dataset, or for a moment none."""
    dataset, new, old = (output / name for name in (PARTITIONED, _NEW, _OLD))
    if not dataset.exists() and old.exists():
        # The old one makes room only for a new one that is whole.
        (new if new.exists() else old).rename(dataset)
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)


def _carry_over(dataset: Path, staging: Path, unchanged: Iterable[str]) -> None:
    """Partitions that did not change, and whatever others put there, go into the new dataset as they are."""
    names = {f"{place}/data.parquet" for place in unchanged}
    for path in dataset.rglob("*"):
        name = path.relative_to(dataset).as_posix()
        if path.is_file() and (name in names or not _PARTITION.fullmatch(name)):
            target = staging / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            try:
                target.hardlink_to(path)
            except OSError:
                shutil.copy2(path, target)


def _noted(ledger: Ledger) -> dict[str, str]:
    """The content of each partition as noted by the last run."""
    try:
        noted = json.loads(ledger.note(_NOTE) or "{}")
    except ValueError as error:
        raise LedgerBroken(str(error)) from error
    if not isinstance(noted, dict):
        raise LedgerBroken("no list of partitions")
    return noted


def _write(tables: Iterable[pa.Table], staging: Path) -> dict[str, str]:
    """Write all partitions; the SHA-256 of each. Only those of one province are open at a time."""
    digests: dict[str, str] = {}
    writers: dict[str, _Partition] = {}

    def close() -> None:
        digests.update({place: writer.close() for place, writer in writers.items()})
        writers.clear()

    def add(table: pa.Table) -> None:
        for place, part in _split(table):
            if place not in writers:
                if next(iter(writers), place).partition("/")[0] != place.partition("/")[0]:
                    close()
                writers[place] = _Partition(staging / place)
            writers[place].add(part)

    # Splitting takes as long for a document as for thousands of rows.
    groups = RowGroups(_ROWS_PER_GROUP, add)
    for table in tables:
        groups.add(table)
    groups.end()
    close()
    return digests


def is_partitioned(output: Path) -> bool:
    """Whether there is a partitioned dataset, which would grow stale beside newer tables."""
    return any((output / PARTITIONED).glob(f"{_KEYS[0]}=*"))


def are_partitions_there(output: Path, ledger: Ledger) -> bool:
    """Whether every partition that was written last is there still."""
    return all(_file(output, place).exists() for place in _noted(ledger))


def _file(output: Path, place: str) -> Path:
    return output / PARTITIONED / place / "data.parquet"


def _split(table: pa.Table) -> Iterable[tuple[str, pa.Table]]:
    """The parts of a table by partition, without the columns that the path says."""
    keys = table.select(list(_KEYS)).group_by(list(_KEYS)).aggregate([]).sort_by([(name, "ascending") for name in _KEYS])
    for row in keys.to_pylist():
        chosen = None
        for name, value in row.items():
            here = pc.is_null(table[name]) if value is None else pc.fill_null(pc.equal(table[name], value), False)
            chosen = here if chosen is None else pc.and_(chosen, here)
        place = "/".join(f"{name}={MISSING if value is None else value}" for name, value in row.items())
        yield place, table.filter(chosen).drop_columns(list(_KEYS))


class _Partition:
    """A partition's file under way."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415 (workers, which load this too, write no Parquet)

        folder.mkdir(parents=True)
        self.path = folder / "data.parquet"
        schema = without(arrow_schema("iku"), _KEYS)
        # Python's own file may have a name that is no text.
        self.file = self.path.open("wb")
        self.writer = pq.ParquetWriter(self.file, schema, compression="zstd", write_statistics=True)
        self.groups = RowGroups(_ROWS_PER_GROUP, lambda group: self.writer.write_table(group.cast(schema)))

    def add(self, table: pa.Table) -> None:
        """Take in a part."""
        self.groups.add(table)

    def close(self) -> str:
        """End the file; its SHA-256."""
        self.groups.end()
        self.writer.close()
        self.file.close()
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
            return hashlib.file_digest(file, "sha256").hexdigest()
