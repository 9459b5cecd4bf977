"""Values that their own row contradicts: kept, flagged, and never sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from normalizers.figures import completes
from normalizers.form import MONEY
from schemas.stages import Record, Value

#: A value that its row contradicts is no surer than this.
AT_MOST = 0.5
#: A percentage above this is money or a slip.
MOST_PERCENT = 1_000.0
#: A number of this size in a column that is no money is doubtful where no unit says what it counts.
MONEY_SIZE = 100_000_000.0
#: Beside values of that size, one of this size is doubtful too, where they are this share of a column's large values.
PERHAPS_MONEY, MOSTLY_MONEY = 1_000_000.0, 0.5
AS_MONEY, NOT_REACHED = "nilai_sebesar_uang", "capaian_tidak_cocok"
#: So many achievements, and this share of those that can be worked out, are wrong where the columns were misunderstood.
LEAST_WRONG, MOSTLY_WRONG = 3, 0.6
#: A quarter's achievement beside nothing that was reached in it may be the figure that was reached, or a share of the whole year.
UNCERTAIN_MEASURE = "ukuran_meragukan"
#: The flags of a value whose cell covers several columns.
MERGED = frozenset({"sel_gabung_tahun"})
#: Nothing printed beside an indicator that only stands further up is surer than this.
BORROWED, FROM_ABOVE = 0.7, "indikator_dari_baris_atas"
HEADER_FROM_BEFORE = "kepala_dari_tabel_sebelumnya"
#: A number that stops within its groups of thousands, and what completes it.
CUT_SHORT = "angka_terputus"
_REACHING = ("target", "realisasi", "capaian")
#: A printed achievement may differ by this share from the one its target and realisation give: figures are rounded.
ROUNDING = 0.03


def doubted(record: Record, *, drawn: bool = True) -> Record:
    """A record whose contradicted values say so: two values for one moment, percentages in the thousands, money where none is expected, an
    achievement that its own target and realisation do not give, one that is of money.

    Args:
        record: The record.
        drawn: Whether rules are drawn around its table's cells.
    """
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
            flags[index].add(AS_MONEY)
    for index in _wrong_achievements(record.values):
        flags[index].add(NOT_REACHED)
    for index in _achievements_of_nothing(record.values):
        flags[index].add(UNCERTAIN_MEASURE)
    if not drawn:
        # No rule says that the cell is one: two values may have been set close to each other.
        for index, value in enumerate(record.values):
            if MERGED & set(value.catatan):
                flags[index].add("angka_meragukan")
    if FROM_ABOVE in record.catatan:
        record = replace(record, values=tuple(value.noted(at_most=BORROWED) for value in record.values))
    if not any(flags):
        return record
    values = tuple(value.noted(*sorted(new), at_most=AT_MOST) if new else value for value, new in zip(record.values, flags, strict=True))
    return replace(record, values=values)


def below_a_borrowed_header(records: Sequence[Record], *, drawn: bool) -> list[Record]:
    """Records of a table without a header, read below the one before: flagged, and in doubt where no rules show the same columns.

    Args:
        records: The records.
        drawn: Whether rules are drawn around the table's cells.
    """
    at_most = 1.0 if drawn else BORROWED
    return [
        replace(
            record,
            catatan=(*record.catatan, HEADER_FROM_BEFORE),
            values=tuple(value.noted(at_most=at_most) for value in record.values),
        )
        for record in records
    ]


def doubted_together(records: Sequence[Record], *, drawn: bool = True) -> list[Record]:
    """The records of one table, in doubt where only all of them together show that a column is not what it was taken for.

    Where money seems to stand in a column of no money, all its large values are in doubt, not the largest alone; and a row's achievement
    where both its target and its realisation may be money: it is the share that was spent. Where most achievements do not come from the
    target and realisation beside them, all three columns are. Where no rules are drawn and one quarter has other columns than the next,
    the titles of quarters may stand over other columns than they were put. A number that goes on in the row below is of a cell over both.

    Args:
        records: The records.
        drawn: Whether rules are drawn around the table's cells.
    """
    records = _cut_by_rows(records)
    if not drawn and _quarters_differ(records):
        records = [
            replace(
                record,
                values=tuple(v.noted(UNCERTAIN_MEASURE, at_most=AT_MOST) if v.triwulan is not None else v for v in record.values),
            )
            for record in records
        ]
    large = Counter(_moment(value) for record in records for value in record.values if _is_large(value))
    money = Counter(_moment(value) for record in records for value in record.values if AS_MONEY in value.catatan)
    as_money = {moment for moment, count in money.items() if count >= MOSTLY_MONEY * large[moment]}
    told = Counter(when for record in records for when in _told_achievements(record.values))
    wrong = Counter(_when(value) for record in records for value in record.values if NOT_REACHED in value.catatan)
    misread = {when for when, count in wrong.items() if count >= max(LEAST_WRONG, MOSTLY_WRONG * told[when])}
    if not as_money and not misread:
        return list(records)

    def is_amount(value: Value) -> bool:
        return _is_large(value) and _moment(value) in as_money

    def seen(record: Record) -> Record:
        amounts = {(value.ukuran, _when(value)) for value in record.values if is_amount(value)}

        def doubt(value: Value) -> Value:
            spent = value.ukuran == "capaian" and {("target", _when(value)), ("realisasi", _when(value))} <= amounts
            flags = [AS_MONEY] if spent or is_amount(value) else []
            if value.ukuran in _REACHING and value.jenis_nilai != "kosong" and _when(value) in misread:
                flags.append(NOT_REACHED)
            return value.noted(*flags, at_most=AT_MOST) if flags else value

        return replace(record, values=tuple(map(doubt, record.values)))

    return list(map(seen, records))


def _cut_by_rows(records: Sequence[Record]) -> Sequence[Record]:
    """The records with numbers in doubt that go on in the row below ("1.775.850.0", "60"): a cell merged over both was taken for two."""
    doubtful: set[tuple[int, int]] = set()
    for index, (upper, lower) in enumerate(pairwise(records)):
        for at, value in enumerate(lower.values):
            for above, begun in enumerate(upper.values):
                same = (begun.ukuran, _when(begun)) == (value.ukuran, _when(value))
                if same and completes(begun.nilai_teks or "", value.nilai_teks or ""):
                    doubtful |= {(index, above), (index + 1, at)}
    if not doubtful:
        return records
    return [
        replace(
            record,
            values=tuple(
                value.noted(CUT_SHORT, at_most=AT_MOST) if (index, at) in doubtful else value for at, value in enumerate(record.values)
            ),
        )
        for index, record in enumerate(records)
    ]


def _quarters_differ(records: Sequence[Record]) -> bool:
    """Whether the quarters of a year have columns of different measures, filled or empty."""
    columns: dict[tuple[int | None, int], set[str | None]] = {}
    for record in records:
        for value in record.values:
            if value.triwulan is not None:
                columns.setdefault((value.tahun, value.triwulan), set()).add(value.ukuran)
    return len({frozenset(measures) for measures in columns.values()}) > 1


def _when(value: Value) -> tuple[int | None, int | None]:
    return value.tahun, value.triwulan


def _told_achievements(values: Sequence[Value]) -> list[tuple[int | None, int | None]]:
    """The years and quarters whose achievement can be worked out from the target and realisation beside it."""
    there = {(value.ukuran, _when(value)) for value in values if value.nilai}
    return [when for ukuran, when in there if ukuran == "capaian" and ("target", when) in there and ("realisasi", when) in there]


def _is_large(value: Value) -> bool:
    """Whether a value without a unit might be money."""
    return value.ukuran not in MONEY and value.satuan in (None, "persen") and value.nilai is not None and abs(value.nilai) >= PERHAPS_MONEY


def _achievements_of_nothing(values: Sequence[Value]) -> list[int]:
    """The places of quarters' achievements beside no realisation of that quarter."""
    reached = {_when(value) for value in values if value.ukuran == "realisasi"}
    return [
        index
        for index, value in enumerate(values)
        if value.ukuran == "capaian" and value.triwulan is not None and value.jenis_nilai != "kosong" and _when(value) not in reached
    ]


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
