"""Each rule of the contract: a sound run passes, and one broken thing is named with its table, column, count and first row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from schemas.applied.checks import check
from schemas.contract.arrow import TABLES
from tests.table_maker import BOX, FIRST, Rows, sound_rows, sound_tables, tables_of


def after(change: Callable[[Rows], object]) -> list[str]:
    """The messages for the sound run with one change."""
    rows = sound_rows()
    change(rows)
    return check(tables_of(rows))


def setting(table: str, column: str, content: Any) -> Callable[[Rows], object]:
    """Put something into a column of a table's first row, all rows of the same record alike where it is the record's."""
    return lambda rows: rows[table][0].update({column: content})


def one_message(messages: list[str], *parts: str) -> None:
    assert len(messages) == 1, messages
    assert "\n" not in messages[0]
    for part in parts:
        assert part in messages[0]


def test_a_sound_run_passes() -> None:
    assert check(sound_tables()) == []


def test_a_run_without_any_document_passes() -> None:
    assert check(tables_of({name: [] for name in TABLES})) == []


# -- schema -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_no_table_may_be_missing(name: str) -> None:
    tables = sound_tables()
    del tables[name]
    one_message(check(tables), f"{name}: the table is missing")


def test_a_table_of_another_name_is_refused() -> None:
    one_message(check({**sound_tables(), "lain": pa.table({})}), "lain: the contract has no such table")


def changed_schema(change: Callable[[pa.Table], pa.Table]) -> list[str]:
    tables = sound_tables()
    return check({**tables, "karantina": change(tables["karantina"])})


def test_a_missing_column_is_named() -> None:
    one_message(changed_schema(lambda table: table.drop_columns(["teks"])), "karantina: columns differ", "missing: ['teks']")


def test_a_strange_column_is_named() -> None:
    one_message(changed_schema(lambda table: table.append_column("lebih", pa.array(["x"]))), "not in it: ['lebih']")


def test_columns_in_another_order_are_refused() -> None:
    one_message(changed_schema(lambda table: table.select(table.column_names[::-1])), "karantina: columns differ", "another order")


def with_field(table: pa.Table, field: pa.Field) -> pa.Table:
    position = table.schema.get_field_index(field.name)
    return pa.Table.from_arrays(
        [column.cast(field.type) if place == position else column for place, column in enumerate(table.columns)],
        schema=table.schema.set(position, field),
    )


def test_another_type_is_refused() -> None:
    def widen(table: pa.Table) -> pa.Table:
        return with_field(table, table.schema.field("halaman").with_type(pa.int64()))

    one_message(changed_schema(widen), "karantina.halaman: type int64 instead of int16")


def test_another_nullability_is_refused() -> None:
    def loosen(table: pa.Table) -> pa.Table:
        return with_field(table, table.schema.field("halaman").with_nullable(True))

    one_message(changed_schema(loosen), "karantina.halaman: declared nullable")


def test_lost_descriptions_are_refused() -> None:
    def bare(table: pa.Table) -> pa.Table:
        return with_field(table, table.schema.field("halaman").remove_metadata())

    one_message(changed_schema(bare), "karantina.halaman: descriptions differ")
    one_message(changed_schema(lambda table: table.replace_schema_metadata({"skema_versi": "0"})), "karantina: schema version")


# -- one column at a time -----------------------------------------------------------------------------------------------

REQUIRED = [(name, column.name) for name, spec in TABLES.items() for column in spec.columns if not column.nullable]


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_what_must_be_filled_is_filled(table: str, column: str) -> None:
    tables = sound_tables()
    position = tables[table].schema.get_field_index(column)
    field, last = tables[table].schema.field(position), tables[table].num_rows - 1
    filled = tables[table].column(column).slice(0, last).combine_chunks()
    spoilt = pa.chunked_array([filled, pa.nulls(1, field.type)], field.type)
    messages = check({**tables, table: tables[table].set_column(position, field, spoilt)})
    assert f"{table}.{column}: empty in 1 row, first row {last} (None)" in messages


LISTED = [(name, column.name) for name, spec in TABLES.items() for column in spec.columns if column.values]


@pytest.mark.parametrize(("table", "column"), LISTED)
def test_a_closed_list_is_closed(table: str, column: str) -> None:
    one_message(
        after(setting(table, column, "bukan istilah")),
        f"{table}.{column}: a word that is not in the list in 1 row",
        "first row",
        "'bukan istilah'",
    )


@pytest.mark.parametrize(
    ("table", "column", "content"),
    [
        ("iku", "tahun", 1989), ("iku", "tahun", 2101), ("iku", "periode_awal", 1989), ("iku", "periode_akhir", 2101),
        ("iku", "triwulan", 0), ("iku", "triwulan", 5), ("iku", "keyakinan", 1.01), ("iku", "keyakinan", -0.01),
        ("iku", "keyakinan", float("nan")), ("iku", "skor_padanan", 1.5), ("iku", "halaman", 0), ("iku", "tabel", 0), ("iku", "baris", -1),
        ("dokumen", "halaman", -1), ("dokumen", "ukuran_berkas", -1), ("indikator", "tahun_awal", 0), ("indikator", "tahun_akhir", 3000),
        ("karantina", "halaman", 0), ("karantina", "baris", -1),
    ],
)  # fmt: skip
def test_numbers_keep_their_range(table: str, column: str, content: float) -> None:
    messages = after(setting(table, column, content))
    assert any(message.startswith(f"{table}.{column}: outside ") for message in messages), messages


@pytest.mark.parametrize(
    ("table", "column", "content"),
    [
        ("iku", "tahun", 1990), ("iku", "tahun", 2100), ("iku", "triwulan", 4), ("iku", "keyakinan", 0.0), ("iku", "keyakinan", 1.0),
        ("iku", "halaman", 1), ("dokumen", "halaman", 0), ("iku", "kotak", [5.0, 5.0, 5.0, 5.0]),
    ],
)  # fmt: skip
def test_the_ends_of_a_range_are_inside(table: str, column: str, content: Any) -> None:
    assert after(setting(table, column, content)) == []


@pytest.mark.parametrize("table", ["iku", "karantina"])
@pytest.mark.parametrize("box", [(110.0, 20.0, 10.0, 40.0), (10.0, 40.0, 110.0, 20.0), (float("nan"), 20.0, 110.0, 40.0)])
def test_a_box_is_not_turned_inside_out(table: str, box: tuple[float, ...]) -> None:
    one_message(after(setting(table, "kotak", list(box))), f"{table}.kotak: a box turned inside out in 1 row")


def test_a_bad_box_is_found_beside_a_missing_one() -> None:
    def spoil(rows: Rows) -> None:
        rows["iku"][0]["kotak"] = None
        rows["iku"][1]["kotak"] = [9.0, 0.0, 1.0, 1.0]

    messages = after(spoil)
    assert len(messages) == 2
    assert any(": empty in 1 row" in message for message in messages) and any("inside out" in message for message in messages)


@pytest.mark.parametrize(
    ("table", "column", "content"),
    [
        ("iku", "catatan", ["a", None]),
        ("iku", "lainnya", [("Alasan", None)]),
        ("dokumen", "salinan", [None]),
        ("indikator", "ejaan", [None]),
    ],
)
def test_a_list_has_no_empty_items(table: str, column: str, content: Any) -> None:
    one_message(after(setting(table, column, content)), f"{table}.{column}: a list with an empty item in 1 row")


def test_a_message_counts_the_rows_and_names_the_first() -> None:
    def spoil(rows: Rows) -> None:
        for row in sorted(rows["iku"], key=lambda row: row["berkas"])[1:3]:
            row["halaman"] = 0

    one_message(after(spoil), "iku.halaman: outside 1 and more in 2 rows, first row 1 (0)")


# -- keys and references ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "key"), [("dokumen", "id_dokumen"), ("indikator", "id_indikator")])
def test_a_key_stands_once(table: str, key: str) -> None:
    one_message(after(lambda rows: rows[table].append(dict(rows[table][0]))), f"{table}.{key}: the key of an earlier row in 1 row")


def test_every_value_belongs_to_a_document() -> None:
    def forget(rows: Rows) -> None:
        rows["dokumen"] = [row for row in rows["dokumen"] if row["id_dokumen"] == FIRST]

    one_message(after(forget), "iku.id_dokumen: not in dokumen in 1 row")


def test_every_value_belongs_to_an_indicator() -> None:
    one_message(after(lambda rows: rows["indikator"].clear()), "iku.id_indikator: not in indikator in 5 rows, first row 0")


def test_every_quarantined_row_belongs_to_a_document() -> None:
    one_message(after(setting("karantina", "id_dokumen", "f" * 64)), "karantina.id_dokumen: not in dokumen in 1 row")


@pytest.mark.parametrize(("column", "content"), [("tabel", 7), ("baris", 7), ("indikator", "lain"), ("id_dokumen", "b" * 64)])
def test_a_record_stands_in_one_place_and_is_one_indicator(column: str, content: Any) -> None:
    messages = after(setting("iku", column, content))
    assert any(message.startswith("iku.id_rekaman: the identity of another table row or indicator in 1 row") for message in messages), (
        messages
    )


# -- values of a record -------------------------------------------------------------------------------------------------


def valueless(rows: Rows) -> dict[str, Any]:
    return next(row for row in rows["iku"] if row["ukuran"] is None)


def test_a_record_without_values_has_one_row() -> None:
    messages = after(lambda rows: rows["iku"].append({**valueless(rows), "id_nilai": "lain"}))
    one_message(messages, "iku.ukuran: empty beside other rows of the record in 2 rows")


def test_a_row_without_a_value_stands_beside_none_with_one() -> None:
    def add(rows: Rows) -> None:
        rows["iku"].append({**valueless(rows), "id_nilai": "lain", "tahun": 2021, "ukuran": "target", "nilai": 1.0, "jenis_nilai": "angka"})

    one_message(after(add), "iku.ukuran: empty beside other rows of the record in 1 row")


@pytest.mark.parametrize(("column", "content"), [("tahun", 2021), ("triwulan", 1), ("nilai_teks", "5")])
def test_a_record_without_values_has_no_year_and_no_value(column: str, content: Any) -> None:
    one_message(after(lambda rows: valueless(rows).update({column: content})), "iku.ukuran: empty beside a year or a value in 1 row")


@pytest.mark.parametrize("end", ["nilai_bawah", "nilai_atas"])
def test_a_range_has_no_single_number(end: str) -> None:
    one_message(after(setting("iku", end, 19.0)), "iku.nilai: a number beside a range in 1 row")


def test_a_range_goes_upwards() -> None:
    def turn(rows: Rows) -> None:
        next(row for row in rows["iku"] if row["nilai_bawah"] is not None)["nilai_bawah"] = 9.0

    one_message(after(turn), "iku.nilai_bawah: above nilai_atas in 1 row", "(9.0)")


def test_an_empty_value_has_no_number() -> None:
    one_message(after(setting("iku", "jenis_nilai", "kosong")), "iku.jenis_nilai: 'kosong' beside a number in 1 row")


def test_every_broken_rule_is_reported_at_once() -> None:
    def spoil(rows: Rows) -> None:
        rows["iku"][0].update(tahun=1900, kotak=[BOX[2], BOX[1], BOX[0], BOX[3]])
        rows["dokumen"][0]["status"] = "selesai"

    assert len(after(spoil)) == 3


def test_rows_are_found_in_tables_of_several_chunks() -> None:
    tables = sound_tables()
    rows = sound_rows()
    rows["iku"][-1]["catatan"] = [None]
    tables["iku"] = pa.concat_tables([tables["iku"].slice(1), tables_of(rows)["iku"].slice(0, 1)])
    messages = [message for message in check(tables) if "empty item" in message]
    one_message(messages, f"iku.catatan: a list with an empty item in 1 row, first row {tables['iku'].num_rows - 1}")


def test_rows_are_found_in_a_slice_of_a_table() -> None:
    rows = sound_rows()
    rows["iku"][2]["catatan"] = ["a", None]
    tables = tables_of(rows)
    whole = [message for message in check(tables) if "empty item" in message]
    one_message(whole, "iku.catatan: a list with an empty item in 1 row, first row 3")
    sliced = [message for message in check({**tables, "iku": tables["iku"].slice(2)}) if "empty item" in message]
    one_message(sliced, "iku.catatan: a list with an empty item in 1 row, first row 1")
