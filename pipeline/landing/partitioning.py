"""``iku/`` as a Hive-partitioned dataset by province and year; a run writes only the partitions whose content changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.documents import PARTITIONED
from pipeline.landing.row_groups import RowGroups
from pipeline.ledger import Ledger
from schemas.contract import arrow_schema, without

#: What Hive calls a missing value.
MISSING = "__HIVE_DEFAULT_PARTITION__"
_KEYS = ("kode_provinsi", "tahun")
_NOTE = "partisi"
#: Less than in one file for all: those of every year are in memory side by side.
_ROWS_PER_GROUP = 8_192


def land_partitions(tables: Iterable[pa.Table], output: Path, ledger: Ledger) -> list[str]:
    """Write the partitions that changed and remove those that are no longer there.

    Args:
        tables: ``iku`` part by part, in its order: by province first.
        output: The output folder; the dataset is ``iku/kode_provinsi=…/tahun=…/data.parquet`` in it.
        ledger: Remembers each partition's content.

    Returns:
        The partitions written, as paths in ``iku/``.
    """
    staging = output / f".{PARTITIONED}-baru"
    shutil.rmtree(staging, ignore_errors=True)
    before: dict[str, str] = json.loads(ledger.note(_NOTE) or "{}")
    now = _write(tables, staging)
    changed = [place for place, digest in now.items() if before.get(place) != digest or not _file(output, place).exists()]
    # Should the run end here, the next writes these again.
    ledger.put_note(_NOTE, json.dumps({place: digest for place, digest in before.items() if place in now and place not in changed}))
    for place in changed:
        target = _file(output, place)
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / place / "data.parquet").replace(target)
    for old in sorted((output / PARTITIONED).glob("kode_provinsi=*/tahun=*")):
        if old.relative_to(output / PARTITIONED).as_posix() not in now:
            shutil.rmtree(old)
    shutil.rmtree(staging, ignore_errors=True)
    (output / PARTITIONED).mkdir(exist_ok=True)
    ledger.put_note(_NOTE, json.dumps(now))
    return changed


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
        folder.mkdir(parents=True)
        self.path = folder / "data.parquet"
        schema = without(arrow_schema("iku"), _KEYS)
        self.writer = pq.ParquetWriter(self.path, schema, compression="zstd", write_statistics=True)
        self.groups = RowGroups(_ROWS_PER_GROUP, lambda group: self.writer.write_table(group.cast(schema)))

    def add(self, table: pa.Table) -> None:
        """Take in a part."""
        self.groups.add(table)

    def close(self) -> str:
        """End the file; its SHA-256."""
        self.groups.end()
        self.writer.close()
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
            return hashlib.file_digest(file, "sha256").hexdigest()
