"""What must hold before anything lands: types, closed lists, ranges, keys, references, and how the values of a record hang together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from schemas.applied.columns import Codes, codes_of, leave_pandas_out, numbers_of
from schemas.contract import BOX, TABLES, Column, TableSpec, arrow_schema

Mask = npt.NDArray[np.bool_]


def check(tables: Mapping[str, pa.Table]) -> list[str]:
    """Hold a run's tables against the contract.

    Args:
        tables: ``iku``, ``dokumen``, ``indikator`` and ``karantina``.

    Returns:
        One line a broken rule: table and column, how many rows break it, and the first of them (rows count from 0). Empty when all is well.
    """
    leave_pandas_out()
    messages = [f"{name}: the table is missing" for name in TABLES if name not in tables]
    messages += [f"{name}: the contract has no such table" for name in tables if name not in TABLES]
    sound: dict[str, pa.Table] = {}
    for name, spec in TABLES.items():
        if name in tables:
            broken = list(_schema(spec, tables[name].schema))
            messages += broken
            if not broken:
                sound[name] = tables[name]
    for name, table in sound.items():
        for column in TABLES[name].columns:
            messages += _column(name, column, table.column(column.name))
        messages += _keys(TABLES[name], sound)
    if "iku" in sound:
        messages += _records(sound["iku"])
        messages += _values(sound["iku"])
    return messages


def _found(place: str, problem: str, broken: Mask, values: pa.ChunkedArray | None = None) -> Iterator[str]:
    """The message for a rule, when rows break it."""
    rows = np.flatnonzero(broken)
    if len(rows):
        shown = "" if values is None else f" ({values[int(rows[0])].as_py()!r:.80})"
        yield f"{place}: {problem} in {len(rows)} {'row' if len(rows) == 1 else 'rows'}, first row {rows[0]}{shown}"


def _mask(array: Any) -> Mask:
    """An Arrow boolean as a mask; an unknown answer breaks no rule (empty cells have a rule of their own)."""
    return numbers_of(pc.fill_null(array, pa.scalar(False, pa.bool_()))).astype(bool)


# -- schema -------------------------------------------------------------------------------------------------------------


def _schema(spec: TableSpec, found: pa.Schema) -> Iterator[str]:
    expected = arrow_schema(spec.name)
    if found.names != expected.names:
        missing = [name for name in expected.names if name not in found.names]
        strange = [name for name in found.names if name not in expected.names]
        yield f"{spec.name}: columns differ from the contract (missing: {missing}, not in it: {strange}, or another order)"
        return
    for field, wanted in zip(found, expected, strict=True):
        if field.type != wanted.type:
            yield f"{spec.name}.{field.name}: type {field.type} instead of {wanted.type}"
        elif field.nullable != wanted.nullable:
            yield f"{spec.name}.{field.name}: declared {'nullable' if field.nullable else 'not nullable'}, the contract says otherwise"
        elif field.metadata != wanted.metadata:
            yield f"{spec.name}.{field.name}: descriptions differ from the contract"
    if found.metadata != expected.metadata:
        yield f"{spec.name}: schema version or table descriptions differ from the contract"


# -- one column at a time -----------------------------------------------------------------------------------------------


def _column(table: str, column: Column, values: pa.ChunkedArray) -> Iterator[str]:
    place = f"{table}.{column.name}"
    if pa.types.is_dictionary(values.type):
        values = values.cast(pa.string())
    if not column.nullable:
        yield from _found(place, "empty", _mask(pc.is_null(values)), values)
    if column.values:
        known = pc.is_in(values, value_set=pa.array([term.code for term in column.values], pa.string()))
        yield from _found(place, "a word that is not in the list", _mask(pc.and_(pc.is_valid(values), pc.invert(known))), values)
    if column.minimum is not None or column.maximum is not None:
        yield from _outside(place, column, values)
    if column.type == BOX:
        yield from _found(place, "a box turned inside out", _inside_out(values), values)
    elif pa.types.is_list(column.type) or pa.types.is_map(column.type):
        yield from _found(place, "a list with an empty item", _empty_items(values), values)


def _outside(place: str, column: Column, values: pa.ChunkedArray) -> Iterator[str]:
    """NaN is outside of every range."""
    low = float("-inf") if column.minimum is None else column.minimum
    high = float("inf") if column.maximum is None else column.maximum
    numbers = values.cast(pa.float64())
    inside = pc.and_(pc.greater_equal(numbers, pa.scalar(low, pa.float64())), pc.less_equal(numbers, pa.scalar(high, pa.float64())))
    shown = f"{low}..{high}" if column.maximum is not None else f"{low} and more"
    yield from _found(place, f"outside {shown}", _mask(pc.invert(inside)), values)


def _inside_out(values: pa.ChunkedArray) -> Mask:
    """Boxes whose left is right of their right, or whose top is below their bottom; a box of NaN is none."""
    broken = np.zeros(len(values), dtype=bool)
    filled = np.flatnonzero(_mask(pc.is_valid(values)))
    corners = np.array([values[int(row)].as_py() for row in filled] if len(filled) < len(values) else _flat(values), dtype=float)
    corners = corners.reshape(-1, 4)
    broken[filled] = ~((corners[:, 0] <= corners[:, 2]) & (corners[:, 1] <= corners[:, 3]))
    return broken


def _flat(values: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    return numbers_of(pc.fill_null(pc.list_flatten(values), pa.scalar(float("nan"), values.type.value_type))).astype(float)


def _empty_items(values: pa.ChunkedArray) -> Mask:
    broken = np.zeros(len(values), dtype=bool)
    start = 0
    for chunk in values.chunks:
        items = chunk.items if pa.types.is_map(chunk.type) else chunk.values
        offsets = numbers_of(chunk.offsets)
        for item in np.flatnonzero(_mask(pc.is_null(items))):
            row = int(np.searchsorted(offsets, item, side="right")) - 1
            if 0 <= row < len(chunk):
                broken[start + row] = True
        start += len(chunk)
    return broken


def _again(codes: Codes) -> Mask:
    """Which rows have the code of an earlier one."""
    again = np.ones(len(codes), dtype=bool)
    again[np.unique(codes, return_index=True)[1]] = False
    return again


# -- keys and references ------------------------------------------------------------------------------------------------


def _keys(spec: TableSpec, tables: Mapping[str, pa.Table]) -> Iterator[str]:
    table = tables[spec.name]
    if spec.primary_key is not None:
        values = table.column(spec.primary_key)
        yield from _found(f"{spec.name}.{spec.primary_key}", "the key of an earlier row", _again(codes_of(values)[0]), values)
    for name, target in spec.references:
        if target in tables:
            values = table.column(name)
            known = pc.is_in(values, value_set=tables[target].column(name).combine_chunks())
            yield from _found(f"{spec.name}.{name}", f"not in {target}", _mask(pc.and_(pc.is_valid(values), pc.invert(known))), values)


def _records(iku: pa.Table) -> Iterator[str]:
    """One identity, one place and one indicator; a record without values has one row that says so."""
    ids = iku.column("id_rekaman")
    records, _ = codes_of(ids)
    places = records
    for name in ("id_dokumen", "tabel", "baris", "indikator"):
        codes, found = codes_of(iku.column(name))
        _, places = np.unique(places * max(1, len(found)) + codes, return_inverse=True)
    # The first row of each different place.
    different = np.flatnonzero(~_again(places))
    broken = np.zeros(len(ids), dtype=bool)
    broken[different[_again(records[different])]] = True
    yield from _found("iku.id_rekaman", "the identity of another table row or indicator", broken, ids)
    measured = pc.is_valid(iku.column("ukuran"))
    alone = pa.array((np.bincount(records)[records] == 1) & _mask(pc.is_valid(ids)), pa.bool_())
    yield from _found("iku.ukuran", "empty beside other rows of the record", _mask(pc.invert(pc.or_(measured, alone))), ids)
    valued = pa.array(np.zeros(iku.num_rows, dtype=bool), pa.bool_())
    for name in ("tahun", "triwulan", "nilai_teks", "nilai", "nilai_bawah", "nilai_atas"):
        valued = pc.or_(valued, pc.is_valid(iku.column(name)))
    yield from _found("iku.ukuran", "empty beside a year or a value", _mask(pc.and_(pc.invert(measured), valued)), ids)


def _values(iku: pa.Table) -> Iterator[str]:
    number = pc.is_valid(iku.column("nilai"))
    low, high = iku.column("nilai_bawah"), iku.column("nilai_atas")
    ranged = pc.or_(pc.is_valid(low), pc.is_valid(high))
    yield from _found("iku.nilai", "a number beside a range", _mask(pc.and_(number, ranged)), iku.column("nilai"))
    yield from _found("iku.nilai_bawah", "above nilai_atas", _mask(pc.greater(low, high)), low)
    empty = pc.equal(iku.column("jenis_nilai").cast(pa.string()), pa.scalar("kosong", pa.string()))
    filled = _mask(pc.and_(empty, pc.or_(number, ranged)))
    yield from _found("iku.jenis_nilai", "'kosong' beside a number", filled, iku.column("id_rekaman"))
