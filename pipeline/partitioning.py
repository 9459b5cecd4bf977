"""``iku/`` as a Hive-partitioned dataset by province and year; a run writes only the partitions whose content changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.ledger import Ledger

PARTITIONED = "iku"
#: What Hive calls a missing value.
MISSING = "__HIVE_DEFAULT_PARTITION__"
_KEYS = ("kode_provinsi", "tahun")
_NOTE = "partisi"


def land_partitions(tables: Iterable[pa.Table], output: Path, ledger: Ledger) -> list[str]:
    """Write the partitions that changed and remove those that are no longer there.

    Args:
        tables: ``iku`` part by part, in its order.
        output: The output folder; the dataset is ``iku/kode_provinsi=…/tahun=…/data.parquet`` in it.
        ledger: Remembers each partition's content.

    Returns:
        The partitions written, as paths in ``iku/``.
    """
    writers: dict[str, _Partition] = {}
    staging = output / f".{PARTITIONED}-baru"
    shutil.rmtree(staging, ignore_errors=True)
    for table in tables:
        for place, part in _split(table):
            if place not in writers:
                writers[place] = _Partition(staging / place, part.schema)
            writers[place].add(part)
    before: dict[str, str] = json.loads(ledger.note(_NOTE) or "{}")
    now = {place: writer.close() for place, writer in writers.items()}
    changed = [place for place, digest in now.items() if before.get(place) != digest or not _file(output, place).exists()]
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
    """A partition's file under way, and a hash of what is in it."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        folder.mkdir(parents=True)
        self.path = folder / "data.parquet"
        self.writer = pq.ParquetWriter(self.path, schema, compression="zstd", write_statistics=True)
        self.waiting: list[pa.Table] = []
        self.rows = 0

    def add(self, table: pa.Table) -> None:
        """Take in a part."""
        self.waiting.append(table)
        self.rows += table.num_rows
        if self.rows >= 65_536:
            self._flush()

    def _flush(self) -> None:
        if self.waiting:
            self.writer.write_table(pa.concat_tables(self.waiting).combine_chunks())
        self.waiting, self.rows = [], 0

    def close(self) -> str:
        """End the file; its SHA-256."""
        self._flush()
        self.writer.close()
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
