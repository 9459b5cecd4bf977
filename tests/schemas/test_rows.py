"""Records become rows and rows become sorted tables that survive Parquet."""

from __future__ import annotations

import io
import math
import subprocess
import sys
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.applied.rows import iku_rows, record_id, to_table
from schemas.contract.arrow import TABLES, arrow_schema
from schemas.contract.fields import Column
from schemas.contract.terms import UKURAN
from schemas.stages import DocumentIdentity, IndicatorMatch, Record
from tests.table_maker import BOX, FIRST, MATCH, PROVINCE, REGENCY, SECOND, record, sound_rows, value

# -- identities ---------------------------------------------------------------------------------------------------------


def test_a_record_keeps_its_identity_over_runs() -> None:
    """The very digits: another recipe would give every landed record a new identity."""
    assert record_id(FIRST, 1, 2) == "dbfcda9f391286245f41"


@given(st.sets(st.tuples(st.sampled_from([FIRST, SECOND]), st.integers(1, 999), st.integers(0, 999), st.integers(0, 999)), max_size=50))
def test_two_places_have_two_identities(places: set[tuple[str, int, int, int]]) -> None:
    assert len({record_id(*place) for place in places}) == len(places)


def test_several_indicators_of_one_row_are_several_records() -> None:
    first, second = (rows_of(record(bagian=part))[0] for part in (0, 1))
    assert first["id_rekaman"] != second["id_rekaman"]
    assert first["baris"] == second["baris"]


# -- records to rows ----------------------------------------------------------------------------------------------------


def rows_of(one: Record, identity: DocumentIdentity = REGENCY, match: IndicatorMatch = MATCH) -> list[dict[str, Any]]:
    return iku_rows(one, identity, FIRST, "selatan/iku.pdf", match)


def test_a_record_has_one_row_a_value_and_they_share_its_identity() -> None:
    rows = rows_of(record(values=(value(), value(tahun=2022), value(tahun=2023))))
    assert [row["tahun"] for row in rows] == [2021, 2022, 2023]
    assert len({row["id_rekaman"] for row in rows}) == 1


def test_a_record_without_values_has_one_row_without_a_value() -> None:
    (row,) = rows_of(record(values=(), halaman=7, keyakinan=0.5))
    assert (row["tahun"], row["ukuran"], row["nilai"], row["nilai_teks"]) == (None, None, None, None)
    assert (row["jenis_nilai"], row["halaman"], row["kotak"], row["keyakinan"]) == ("kosong", 7, list(BOX), None)


def test_a_record_without_values_keeps_the_unit_of_its_row() -> None:
    (row,) = rows_of(record(values=(), satuan="kilogram"))
    assert row["satuan"] == "kilogram"


def test_a_row_has_exactly_the_columns_of_the_contract() -> None:
    for one in (record(), record(values=())):
        assert all(set(row) == set(arrow_schema("iku").names) for row in rows_of(one))


def test_page_box_and_confidence_are_the_values_own() -> None:
    (row,) = rows_of(record(values=(value(halaman=5, kotak=(1.0, 2.0, 3.0, 4.0), keyakinan=0.25),)))
    assert (row["halaman"], row["kotak"], row["keyakinan"]) == (5, [1.0, 2.0, 3.0, 4.0], 0.25)


def test_flags_of_record_and_value_stand_together_each_once() -> None:
    (row,) = rows_of(record(catatan=("a", "b"), values=(value(catatan=("b", "c")),)))
    assert row["catatan"] == ["a", "b", "c"]


@pytest.mark.parametrize(("printed", "matched", "expected"), [("1.06", "9.99", "1.06"), (None, "9.99", "9.99"), (None, None, None)])
def test_a_printed_code_goes_before_a_matched_one(printed: str | None, matched: str | None, expected: str | None) -> None:
    match = IndicatorMatch("x", "X", 1.0, "baku", matched)
    (row,) = rows_of(record(kode_nomenklatur=printed), match=match)
    assert row["kode_nomenklatur"] == expected


# -- rows to tables -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_still_has_its_schema(name: str) -> None:
    assert to_table(name, []).schema.equals(arrow_schema(name), check_metadata=True)


def test_a_column_that_the_table_does_not_have_is_an_error() -> None:
    with pytest.raises(ValueError, match="dokumen has no column halamann"):
        to_table("dokumen", [{"berkas": "a.pdf", "id_dokumen": FIRST, "halamann": 3}])


def test_broken_characters_do_not_stop_a_table() -> None:
    (row,) = to_table("iku", rows_of(record(indikator="Angka \ud83d\ude00 \udce9", lainnya={"k\udce9": "v\udce9"}))).to_pylist()
    assert row["indikator"] == "Angka 😀 �"
    assert row["lainnya"] == [("k�", "v�")]


def test_a_list_column_always_holds_the_contracts_words_in_its_order() -> None:
    column = to_table("iku", rows_of(record(values=(value(ukuran="capaian"),)))).column("ukuran")
    assert column.combine_chunks().dictionary.to_pylist() == [term.code for term in UKURAN]


def test_a_word_that_is_not_in_the_list_reaches_the_checks() -> None:
    assert to_table("iku", rows_of(record(jenis_tabel="lain"))).column("jenis_tabel").to_pylist() == ["lain"]


# -- order --------------------------------------------------------------------------------------------------------------


def keys(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in to_table("iku", rows).to_pylist()]


def test_regions_stand_in_the_order_of_their_codes_the_province_before_its_regencies_the_unknown_last() -> None:
    regions = [("18", None), (None, None), ("17", "17.02"), ("17", None), ("17", "17.01")]
    rows = [row for province, regency in regions for row in rows_of(record(), DocumentIdentity(province, None, regency))]
    assert keys(rows, "kode_provinsi", "kode_kabupaten_kota") == [
        ("17", None), ("17", "17.01"), ("17", "17.02"), ("18", None), (None, None),
    ]  # fmt: skip


def test_then_office_document_table_and_row() -> None:
    wanted = [
        (None, "z.pdf", 1, 0), ("Badan", "z.pdf", 1, 0), ("Dinas", "a.pdf", 2, 1), ("Dinas", "b.pdf", 1, 2), ("Dinas", "b.pdf", 1, 10),
        ("Dinas", "b.pdf", 2, 1),
    ]  # fmt: skip
    rows = []
    for office, berkas, tabel, baris in reversed(wanted):
        rows += iku_rows(record(tabel=tabel, baris=baris), DocumentIdentity("17", perangkat_daerah=office), FIRST, berkas, MATCH)
    assert keys(rows, "perangkat_daerah", "berkas", "tabel", "baris") == wanted


def test_then_year_quarter_and_measure_the_year_as_a_whole_before_its_quarters() -> None:
    wanted = [
        (None, None, "kondisi_awal"), (2021, None, "target"), (2021, None, "realisasi"), (2021, None, "capaian"), (2021, 1, "target"),
        (2021, 2, "target"), (2022, None, "target"),
    ]  # fmt: skip
    values = tuple(value(tahun=year, triwulan=quarter, ukuran=measure) for year, quarter, measure in reversed(wanted))
    assert keys(rows_of(record(values=values)), "tahun", "triwulan", "ukuran") == wanted


def test_values_that_differ_in_nothing_else_keep_the_order_of_their_columns() -> None:
    """As in a minimum-service table with a count group and a percent group for the same years."""
    values = (value(satuan="orang"), value(satuan="persen"), value(satuan="dokumen"))
    assert keys(rows_of(record(values=values)), "satuan") == [("orang",), ("persen",), ("dokumen",)]


def test_the_records_of_one_row_are_not_mixed() -> None:
    values = (value(tahun=2021), value(tahun=2022))
    rows = [row for part, name in enumerate("BA") for row in rows_of(record(bagian=part, indikator=name, values=values))]
    assert keys(rows, "indikator", "tahun") == [("B", 2021), ("B", 2022), ("A", 2021), ("A", 2022)]


@given(st.permutations(range(4)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    documents = [
        [row for baris in (2, 1) for row in iku_rows(record(baris=baris), identity, id_dokumen, berkas, MATCH)]
        for identity, id_dokumen, berkas in [
            (REGENCY, FIRST, "a.pdf"), (REGENCY, SECOND, "b.pdf"), (PROVINCE, "c" * 64, "c.pdf"), (DocumentIdentity(), "d" * 64, "d.pdf"),
        ]
    ]  # fmt: skip
    shuffled = to_table("iku", [row for position in order for row in documents[position]])
    assert shuffled.equals(to_table("iku", [row for rows in documents for row in rows]))


def test_the_other_tables_are_sorted_by_name_and_place() -> None:
    rows = sound_rows()
    lost = rows["karantina"][0]
    assert to_table("dokumen", rows["dokumen"]).column("berkas").to_pylist() == ["provinsi.pdf", "selatan/iku.pdf"]
    names = [{**rows["indikator"][0], "indikator_baku": name, "id_indikator": name} for name in ("b", "C", "A")]
    assert to_table("indikator", names).column("indikator_baku").to_pylist() == ["A", "b", "C"]
    places = [{**lost, "tabel": tabel, "baris": baris} for tabel, baris in [(2, 1), (1, 10), (1, 2), (1, None)]]
    found = to_table("karantina", places)
    assert [(row["tabel"], row["baris"]) for row in found.to_pylist()] == [(1, None), (1, 2), (1, 10), (2, 1)]


# -- to Parquet and back ------------------------------------------------------------------------------------------------

TEXT = st.text(max_size=12)
# The OCR engine, once loaded in a process, lets numbers below 1e-38 be zero; no value on paper is one.
SMALL = st.floats(0, 1, width=32, allow_subnormal=False)
CORNER = st.floats(0, 5000, width=32, allow_subnormal=False)
FREE = {
    "string": TEXT,
    "int8": st.integers(1, 4),
    "int16": st.integers(1990, 2100),
    "int32": st.integers(0, 2**31 - 1),
    "int64": st.integers(0, 2**63 - 1),
    "float": SMALL,
    "double": st.floats(allow_subnormal=False, allow_nan=False),
    "bool": st.booleans(),
}


def cells(column: Column) -> st.SearchStrategy[Any]:
    """Any content that the contract allows in a column."""
    kind = column.type
    if column.values:
        found: st.SearchStrategy[Any] = st.sampled_from([term.code for term in column.values])
    elif pa.types.is_map(kind):
        found = st.dictionaries(TEXT, TEXT, max_size=3).map(lambda labels: list(labels.items()))
    elif pa.types.is_fixed_size_list(kind):
        found = st.lists(CORNER, min_size=4, max_size=4)
    elif pa.types.is_list(kind):
        found = st.lists(FREE[str(kind.value_type)], max_size=3)
    else:
        found = FREE[str(kind)]
    return st.none() | found if column.nullable else found


def rows_for(name: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({column.name: cells(column) for column in TABLES[name].columns}), max_size=4)


def same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    return bool(one == other)


@pytest.mark.parametrize("name", TABLES)
@settings(deadline=None)
@given(data=st.data())
def test_what_goes_into_parquet_comes_out_of_it(name: str, data: st.DataObject) -> None:
    rows = data.draw(rows_for(name))
    table = to_table(name, rows)
    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd")

    read = pq.read_table(io.BytesIO(file.getvalue()))
    assert read.schema.equals(arrow_schema(name))
    assert read.equals(table)
    assert sorted(map(repr, read.to_pylist())) == sorted(repr({c.name: row[c.name] for c in TABLES[name].columns}) for row in rows)

    frame = pd.read_parquet(io.BytesIO(file.getvalue()))
    assert list(frame.columns) == arrow_schema(name).names
    for column in TABLES[name].columns:
        for landed, printed in zip(table.column(column.name).to_pylist(), frame[column.name], strict=True):
            if landed is None:
                assert printed is None or pd.isna(printed)
            elif isinstance(landed, list):
                assert [tuple(item) if isinstance(item, tuple) else item for item in printed] == landed
            else:
                assert same(landed, type(landed)(printed))


def test_pandas_is_loaded_by_whoever_wants_it_and_not_for_the_rows() -> None:
    code = (
        "import sys; from schemas.applied import to_table\n"
        "table = to_table('dokumen', [])\n"
        "assert 'pandas' not in sys.modules\n"
        "import pandas, pyarrow as pa\n"
        "assert list(table.to_pandas().columns) == table.column_names\n"
        "assert pa.Table.from_pandas(pandas.DataFrame({'a': [1.5, None]}))['a'].to_pylist() == [1.5, None]\n"
        "assert pa.array(pandas.Series(['x', None])).to_pylist() == ['x', None]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
