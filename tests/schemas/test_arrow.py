"""The Arrow schemas: the contract's columns in its order, described in both languages."""

from __future__ import annotations

import pyarrow as pa
import pytest

from schemas.contract.arrow import SCHEMA_VERSION, TABLES, arrow_schema
from schemas.contract.fields import Column
from schemas.stages import DocumentIdentity, IndicatorMatch, Quarantined, Record, Value

#: As the contract lists them.
IKU = [
    "id_rekaman",
    "id_nilai",
    "id_dokumen",
    "berkas",
    "kode_provinsi",
    "nama_provinsi",
    "kode_kabupaten_kota",
    "nama_kabupaten_kota",
    "perangkat_daerah",
    "jenis_tabel",
    "periode_awal",
    "periode_akhir",
    "eselon",
    "jabatan",
    "tingkat",
    "nomor",
    "kode_nomenklatur",
    "tujuan",
    "indikator_tujuan",
    "sasaran",
    "program",
    "kegiatan",
    "sub_kegiatan",
    "indikator",
    "id_indikator",
    "indikator_baku",
    "skor_padanan",
    "status_padanan",
    "lainnya",
    "formula",
    "definisi",
    "sumber_data",
    "penanggung_jawab",
    "keterangan",
    "tahun",
    "triwulan",
    "ukuran",
    "nilai_teks",
    "nilai",
    "nilai_bawah",
    "nilai_atas",
    "pembanding",
    "satuan",
    "jenis_nilai",
    "halaman",
    "kotak",
    "tabel",
    "baris",
    "metode",
    "keyakinan",
    "catatan",
]

ALL_COLUMNS = [pytest.param(column, id=f"{name}.{column.name}") for name, spec in TABLES.items() for column in spec.columns]


def test_iku_has_the_columns_of_the_contract_in_its_order() -> None:
    assert arrow_schema("iku").names == IKU


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("jenis_tabel", pa.dictionary(pa.int8(), pa.string())),
        ("lainnya", pa.map_(pa.string(), pa.string())),
        ("tahun", pa.int16()),
        ("triwulan", pa.int8()),
        ("nilai", pa.float64()),
        ("skor_padanan", pa.float32()),
        ("keyakinan", pa.float32()),
        ("halaman", pa.int16()),
    ],
)
def test_iku_has_the_types_of_the_contract(column: str, kind: pa.DataType) -> None:
    found = arrow_schema("iku").field(column).type
    assert found == kind or (pa.types.is_map(found) and (found.key_type, found.item_type) == (kind.key_type, kind.item_type))


def test_a_box_is_four_numbers_and_flags_are_a_list_of_texts() -> None:
    box, flags = arrow_schema("iku").field("kotak").type, arrow_schema("iku").field("catatan").type
    assert (box.list_size, box.value_type) == (4, pa.float32())
    assert flags.value_type == pa.string()


@pytest.mark.parametrize("name", TABLES)
def test_every_file_says_its_version_and_what_it_is(name: str) -> None:
    about = {key.decode(): text.decode() for key, text in arrow_schema(name).metadata.items()}
    assert about["skema_versi"] == SCHEMA_VERSION
    assert about["tabel"] == name
    assert about["deskripsi"] and about["description"]


@pytest.mark.parametrize("column", ALL_COLUMNS)
def test_every_column_is_described_in_two_languages(column: Column) -> None:
    assert len(column.deskripsi) >= 10 and column.deskripsi.endswith(".")
    assert len(column.description) >= 10 and column.description.endswith(".")
    assert column.deskripsi != column.description


@pytest.mark.parametrize("column", ALL_COLUMNS)
def test_every_word_of_a_list_is_described_in_two_languages_and_stands_once(column: Column) -> None:
    assert all(term.deskripsi and term.description for term in column.values)
    assert len({term.code for term in column.values}) == len(column.values)


@pytest.mark.parametrize("name", TABLES)
def test_descriptions_are_in_the_schema_itself(name: str) -> None:
    for column in TABLES[name].columns:
        about = arrow_schema(name).field(column.name).metadata
        assert about == {b"deskripsi": column.deskripsi.encode(), b"description": column.description.encode()}


def test_what_the_rooms_hand_over_has_a_column() -> None:
    fields = {name for kind in (Record, Value, DocumentIdentity, IndicatorMatch) for name in kind.__dataclass_fields__}
    assert fields - {"values", "bagian"} <= set(IKU)
    assert set(Quarantined.__dataclass_fields__) <= set(arrow_schema("karantina").names)
