"""Values that their own row contradicts: kept, flagged, and never sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from normalizers.form import MONEY
from schemas.stages import Record, Value

#: A value that its row contradicts is no surer than this.
AT_MOST = 0.5
#: A percentage above this is money or a slip.
MOST_PERCENT = 1_000.0
#: A number of this size in a column that is no money is doubtful where no unit says what it counts.
MONEY_SIZE = 100_000_000.0
#: A printed achievement may differ by this share from the one its target and realisation give: figures are rounded.
ROUNDING = 0.03


def doubted(record: Record) -> Record:
    """A record whose contradicted values say so: two values for one moment, percentages in the thousands, money where none is expected, an
    achievement that its own target and realisation do not give."""
    flags: list[set[str]] = [set() for _ in record.values]
    seen = Counter(_moment(value) for value in record.values if value.jenis_nilai != "kosong")
    for index, value in enumerate(record.values):
        if value.jenis_nilai == "kosong":
            continue
        if seen[_moment(value)] > 1:
            flags[index].add("nilai_ganda")
        if value.nilai is None or value.ukuran in MONEY:
            continue
        if value.satuan == "persen" and abs(value.nilai) > MOST_PERCENT:
            flags[index].add("persen_tidak_wajar")
        if abs(value.nilai) >= MONEY_SIZE and value.satuan in (None, "persen"):
            flags[index].add("nilai_sebesar_uang")
    for index in _wrong_achievements(record.values):
        flags[index].add("capaian_tidak_cocok")
    if not any(flags):
        return record
    values = tuple(
        replace(value, catatan=(*value.catatan, *sorted(new)), keyakinan=min(value.keyakinan, AT_MOST)) if new else value
        for value, new in zip(record.values, flags, strict=True)
    )
    return replace(record, values=values)


def _moment(value: Value) -> tuple[object, ...]:
    return value.tahun, value.triwulan, value.ukuran, value.satuan if value.satuan in ("rupiah", "persen") else None


def _wrong_achievements(values: Sequence[Value]) -> list[int]:
    """The places of achievements that neither realisation / target nor its reverse (where less is better) gives."""
    wrong: list[int] = []
    for index, value in enumerate(values):
        if value.ukuran != "capaian" or value.nilai is None:
            continue
        beside = {other.ukuran: other.nilai for other in values if (other.tahun, other.triwulan) == (value.tahun, value.triwulan)}
        target, reached = beside.get("target"), beside.get("realisasi")
        if not target or not reached:
            continue
        expected = [reached / target * 100, target / reached * 100, (2 * target - reached) / target * 100, reached / target]
        if not any(abs(value.nilai - each) <= max(ROUNDING * abs(each), 0.011) for each in expected):
            wrong.append(index)
    return wrong
