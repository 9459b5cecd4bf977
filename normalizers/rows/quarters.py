"""Rows that are quarters of one indicator make one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from schemas.stages import Record, Value


def joined_quarters(records: Sequence[Record], quarters: Mapping[int, int]) -> list[Record]:
    """The records with those of one indicator's quarters made one: it stands where the first one does.

    Args:
        records: The records of one table, top to bottom.
        quarters: By row, the quarter it is of.
    """
    joined: list[Record] = []
    for record in records:
        before = joined[-1] if joined else None
        if before is not None and record.baris in quarters and before.baris in quarters and _alike(before, record):
            joined[-1] = _one(before, record)
        else:
            joined.append(record)
    return joined


def _alike(one: Record, other: Record) -> bool:
    return (one.indikator, one.bagian, one.tujuan, one.sasaran, one.program, one.kegiatan, one.sub_kegiatan) == (
        other.indikator,
        other.bagian,
        other.tujuan,
        other.sasaran,
        other.program,
        other.kegiatan,
        other.sub_kegiatan,
    )


def _one(before: Record, record: Record) -> Record:
    values = (*before.values, *(value for value in record.values if not any(_same(value, other) for other in before.values)))
    flags = [flag for flag in record.catatan if flag not in before.catatan and flag != "indikator_dari_baris_atas"]
    return replace(before, values=values, catatan=(*before.catatan, *flags))


def _same(one: Value, other: Value) -> bool:
    """Whether a value is the other one: printed once for several rows."""
    return (one.tahun, one.triwulan, one.ukuran, one.nilai_teks, one.kotak) == (
        other.tahun,
        other.triwulan,
        other.ukuran,
        other.nilai_teks,
        other.kotak,
    )
