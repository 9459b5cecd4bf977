"""Rows that are quarters of one indicator make one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from normalizers.form import LEVELS
from schemas.stages import Record

#: What names an indicator in its table, and what a value is that several rows share.
_named = attrgetter("indikator", "bagian", *LEVELS)
_printed = attrgetter("tahun", "triwulan", "ukuran", "nilai_teks", "kotak")


def joined_quarters(records: Sequence[Record], quarters: Mapping[int, int | None]) -> list[Record]:
    """The records with those of one indicator's quarters made one: it stands where the first one does.

    Args:
        records: The records of one table, top to bottom.
        quarters: By row, the quarter it is of; None for one that tells the whole year.
    """
    joined: list[Record] = []
    for record in records:
        before = joined[-1] if joined else None
        if before is not None and record.baris in quarters and before.baris in quarters and _named(before) == _named(record):
            joined[-1] = _one(before, record)
        else:
            joined.append(record)
    return joined


def _one(before: Record, record: Record) -> Record:
    known = set(map(_printed, before.values))
    values = (*before.values, *(value for value in record.values if _printed(value) not in known))
    flags = [flag for flag in record.catatan if flag not in before.catatan and flag != "indikator_dari_baris_atas"]
    return replace(before, values=values, catatan=(*before.catatan, *flags))
