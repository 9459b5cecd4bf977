"""The registry is checked when it is loaded; an imported list gives its names and codes and changes no id."""

from __future__ import annotations

import pytest

from normalizers.names.key import name_key
from normalizers.names.nomenclature import Entry, NomenclatureError, Sheet, as_references, read_nomenclature
from normalizers.names.places import Places, code_for
from normalizers.names.reference import merged, parse_registry, registry
from normalizers.words.datafile import DataFileError
from schemas.stages import Record

HEAD = "id_indikator,indikator_baku,satuan,jenis,arah,urusan,sinonim,bukan,sumber\n"


def test_the_registry_loads_and_its_ids_are_those_of_its_names() -> None:
    assert len(registry()) > 100
    assert all(each.id == name_key(each.name).id for each in registry())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nama,id\n", "1: the columns have to be"),
        (HEAD + ",Jumlah x,,,,,,,\n", "2: id_indikator and indikator_baku may not be empty"),
        (HEAD + "a,Jumlah x,,,,,,,\nb,jumlah  X,,,,,,,\n", "3: says the same as line 2"),
        (HEAD + "a,Jumlah x,,,,,,,\na,Jumlah y,,,,,,,\n", "3: says the same as line 2"),
        (HEAD + "a,Jumlah x,,,,,Jumlah z | Jumlah w,,\nb,Jumlah w,,,,,,,\n", "3: says the same as line 2"),
        (HEAD + "a,Jumlah x,,,naik,,,,\n", "2: arah has to be empty or one of rendah, tinggi"),
        (HEAD + "a,Jumlah x,,,,,Jumlah z,Jumlah v | jumlah  Z,\n", "2: is not to be joined with itself: jumlah  Z"),
    ],
)
def test_a_mistake_in_the_registry_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        parse_registry(text)


FLAT = Sheet("", [
    ["Kode Sub Kegiatan", "Program", "Kegiatan", "Sub Kegiatan", "Indikator", "Satuan"],
    ["1.02.01.2.01.0001", "PROGRAM A", "Kegiatan A", "Sub A", "Jumlah Dokumen A", "Dokumen"],
    ["1.02.01.2.01.0002", "PROGRAM A", "Kegiatan A", "Sub B", "Jumlah Laporan B", "laporan"],
])  # fmt: skip
ONE_COLUMN = Sheet("daftar", [
    ["LAMPIRAN", "", "", ""],
    ["Kode", "Nomenklatur", "Indikator", "Satuan"],
    ["1.02.01", "PROGRAM A", "", ""],
    ["1.02.01.2.01", "Kegiatan A", "", ""],
    ["1.02.01.2.01.0001", "Sub A", "Jumlah Dokumen A", "Dokumen"],
    ["1.02.01.2.01.0002", "Sub B", "Jumlah Laporan B", "laporan"],
])  # fmt: skip
IN_PARTS = Sheet("900", [
    ["URUSAN/UNSUR", "BIDANG URUSAN/BIDANG UNSUR", "PROGRAM", "KEGIATAN", "SUB KEGIATAN", "NOMENKLATUR URUSAN", "INDIKATOR", "SATUAN"],
    ["1", "2", "1", "", "", "PROGRAM A", "", ""],
    ["1", "2", "1", "2.01", "", "Kegiatan  A", "", ""],
    ["1", "2", "1", "2.01", "1", "Sub A", "Jumlah Dokumen\nA", "Dokumen"],
    ["1", "02", "01", "2.01", "2.0", "Sub B", "Jumlah Laporan B", "laporan"],
])  # fmt: skip


@pytest.mark.parametrize("sheet", [FLAT, ONE_COLUMN, IN_PARTS], ids=["flat", "one column of names", "code in parts"])
def test_layouts_of_different_releases_say_the_same(sheet: Sheet) -> None:
    assert read_nomenclature([Sheet("sampul", [["Judul"]]), sheet]) == [
        Entry("1.02.01.2.01.0001", "PROGRAM A", "Kegiatan A", "Sub A", "Jumlah Dokumen A", "Dokumen"),
        Entry("1.02.01.2.01.0002", "PROGRAM A", "Kegiatan A", "Sub B", "Jumlah Laporan B", "laporan"),
    ]


def test_a_list_without_its_columns_names_what_it_has() -> None:
    with pytest.raises(NomenclatureError, match=r"lembar X, baris 2: tidak ada kolom kode .*yang ada: Nama, Alamat"):
        read_nomenclature([Sheet("X", [["Daftar"], ["Nama", "Alamat"], ["a", "b"]])])


def test_one_code_for_two_activities_is_refused_with_both_rows() -> None:
    rows = [*FLAT.rows, ["1.02.01.2.01.0001", "PROGRAM A", "Kegiatan A", "Sub C", "Jumlah C", ""]]
    with pytest.raises(NomenclatureError, match=r"baris 4: kode 1.02.01.2.01.0001 sudah dipakai di baris 2"):
        read_nomenclature([Sheet("", rows)])


def record(indikator: str, **fields: str | None) -> Record:
    return Record(1, 1, "iku", indikator, 1, (0, 0, 1, 1), "garis", 1.0, **fields)  # type: ignore[arg-type]


def test_an_imported_name_that_the_registry_knows_keeps_its_id_and_gets_code_and_unit() -> None:
    known = registry()[5]
    entry = Entry("9.99.01.2.01.0001", "P", "K", "S", known.name.upper(), "Dokumen")
    (found,) = (each for each in merged(registry(), as_references([entry])) if each.id == known.id)
    assert (found.name, found.unit, found.source) == (known.name.upper(), "dokumen", "acuan")
    assert code_for(found, record(known.name)) == "9.99.01.2.01.0001"
    assert len(merged(registry(), as_references([entry]))) == len(registry())


def shared() -> list[Entry]:
    return [
        Entry("1.01.01.2.01.0001", "P", "K", "Penyusunan Rencana Desa", "Jumlah Laporan", "Laporan"),
        Entry("1.01.01.2.01.0002", "P", "K", "Pengawasan Gedung Sekolah", "Jumlah Laporan", "Laporan"),
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, None),
        ({"sub_kegiatan": "penyusunan  rencana desa"}, "1.01.01.2.01.0001"),
        ({"sub_kegiatan": "Pengawasan Gedung Sekolah"}, "1.01.01.2.01.0002"),
        ({"sub_kegiatan": "Sesuatu Yang Lain"}, None),
        ({"sub_kegiatan": "Pengawasan Gedung Sekolah", "tingkat": "program"}, None),
    ],
)
def test_a_shared_indicator_gets_the_code_of_its_own_activity_or_none(fields: dict[str, str], code: str | None) -> None:
    (reference,) = as_references(shared()).values()
    assert code_for(reference, record("Jumlah Laporan", **fields)) == code


def test_an_indicator_of_one_activity_gets_no_code_in_quite_another() -> None:
    (reference,) = as_references(shared()[:1]).values()
    assert code_for(reference, record("Jumlah Laporan", sub_kegiatan="Penyusunan Rencana Desa Wisata")) == "1.01.01.2.01.0001"
    assert code_for(reference, record("Jumlah Laporan", sub_kegiatan="Rehabilitasi Hutan Mangrove")) is None


def test_names_of_a_mixed_column_go_to_their_level() -> None:
    places = Places.of(read_nomenclature([FLAT]))
    moved = places.put_right(record("x", sub_kegiatan="KEGIATAN A", tingkat="sub_kegiatan"))
    assert (moved.sub_kegiatan, moved.kegiatan, moved.tingkat) == (None, "KEGIATAN A", "kegiatan")
    kept = record("x", sub_kegiatan="KEGIATAN A", kegiatan="Lain")
    assert places.put_right(kept) is kept
