"""A record gets its harmonised indicator, and from an imported nomenclature its code, a missing unit and the right level."""

from __future__ import annotations

from dataclasses import replace

from normalizers.names.harmonise import Harmonised, Harmoniser
from normalizers.names.places import Places, code_for
from schemas.stages import Record

#: The flag of a unit that the nomenclature gave.
UNIT_FROM_LIST = "satuan_dari_acuan"
_NUMBERS = frozenset({"angka", "rentang"})


def standardise(record: Record, harmoniser: Harmoniser, places: Places) -> tuple[Record, Harmonised]:
    """Match a record's indicator.

    Args:
        record: As read.
        harmoniser: Standard names and decisions.
        places: The nomenclature's programmes, kegiatan and sub kegiatan.

    Returns:
        The record with what the nomenclature adds, and its harmonised indicator. Nothing printed is overwritten.
    """
    record = places.put_right(record)
    found = harmoniser.match(record.indikator)
    reference = found.reference
    if reference is None:
        return record, found
    if reference.source == "acuan":
        record = _with_unit(record, reference.unit)
    code = code_for(reference, record)
    return record, replace(found, match=replace(found.match, kode_nomenklatur=code)) if code else found


def _with_unit(record: Record, unit: str | None) -> Record:
    if unit is None or all(value.satuan is not None or value.jenis_nilai not in _NUMBERS for value in record.values):
        return record
    values = tuple(
        replace(value.noted(UNIT_FROM_LIST), satuan=unit) if value.satuan is None and value.jenis_nilai in _NUMBERS else value
        for value in record.values
    )
    return replace(record, values=values)
