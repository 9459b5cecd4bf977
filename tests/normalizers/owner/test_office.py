"""Which office a line names, and how its name is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.owner.office import OFFICE_FILE, find_offices, office_in_path, title_case
from normalizers.words.datafile import read_data

_FILE = read_data(OFFICE_FILE)
STANDARD = list(_FILE.as_strings(_FILE.table("nama")["baku"], "baku"))


def named(text: str, following: str = "") -> list[str]:
    return [mention.name for mention in find_offices(text, following) if not mention.is_cut]


@given(
    name=st.sampled_from(STANDARD),
    place=st.sampled_from([" KABUPATEN BUOL", " PROVINSI BALI", " KOTA TEGAL TAHUN 2024", " TAHUN 2021-2026", ""]),
)
@settings(deadline=None)
def test_every_standard_name_is_found_in_a_title(name: str, place: str) -> None:
    assert named(f"INDIKATOR KINERJA UTAMA {name.upper()}{place}") == [name]


@given(name=st.sampled_from(STANDARD))
@settings(deadline=None)
def test_every_standard_name_is_found_with_its_letters_pulled_apart(name: str) -> None:
    assert named(" ".join(name.upper().replace(" ", "").replace(",", ""))) == [name]


def test_the_letter_of_the_next_item_is_no_initial() -> None:
    assert named("A. DINAS SOSIAL B. DINAS KESEHATAN") == ["Dinas Sosial", "Dinas Kesehatan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DINAS KESEHATAN PROVINSI MALUKU", "Dinas Kesehatan"),
        ("Nama Organisasi : Dinas Pariwisata Dan Kebudayaan Provinsi Bali", "Dinas Pariwisata dan Kebudayaan"),
        ("KEPUTUSAN KEPALA DINAS PERHUBUNGAN NOMOR 12 TAHUN 2020", "Dinas Perhubungan"),
        ("DINAS PEKERJAAN UMUM & PENATAAN RUANG", "Dinas Pekerjaan Umum dan Penataan Ruang"),
        ("DINAS PERSAMPAHAN, PERTAMANAN DAN PEMAKAMAN KOTA PALU", "Dinas Persampahan, Pertamanan dan Pemakaman"),
        ("KECAMATAN KOTA MANNA KABUPATEN BENGKULU SELATAN", "Kecamatan Kota Manna"),
        ("SEKRETARIAT DEWAN PERWAKILAN RAKYAT DAERAH KOTA TUAL", "Sekretariat DPRD"),
        ("INSPEKTORAT", "Inspektorat"),
        ("DINAS PERUMAHAN RAKYAT DAN KAWASAN PEMUKIMAN", "Dinas Perumahan Rakyat dan Kawasan Permukiman"),
        ("D1NAS SOSIAL", "Dinas Sosial"),
        ("DINAS SOSAIL", "Dinas Sosial"),
    ],
)
def test_a_name_ends_where_something_else_begins(text: str, expected: str) -> None:
    assert named(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DINSOS KAB. KAUR", "Dinas Sosial"),
        ("BAPPEDA KOTA TUAL", "Badan Perencanaan Pembangunan Daerah"),
        ("SATPOL PP PROV. JATENG", "Satuan Polisi Pamong Praja"),
        ("DP3AP2KB", "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"),
        ("RSUD dr. SOETOMO PROVINSI JAWA TIMUR", "Rumah Sakit Umum Daerah dr. Soetomo"),
        ("OPD : RSUD dr. H. SUMARNO KOTA TEGAL", "Rumah Sakit Umum Daerah dr. H. Sumarno"),
        ("RSUD R. A. Kartini Kabupaten Jepara", "Rumah Sakit Umum Daerah R. A. Kartini"),
        ("Dinas ESDM Provinsi Riau", "Dinas Energi dan Sumber Daya Mineral"),
    ],
)
def test_abbreviations_are_expanded(text: str, expected: str) -> None:
    assert named(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "BELANJA PERJALANAN DINAS LUAR DAERAH",
        "PENGADAAN PAKAIAN DINAS BESERTA ATRIBUT",
        "BADAN USAHA MILIK DAERAH",
        "Badan Pusat Statistik",
        "KANTOR PERTANAHAN",
        "DINAS TERKAIT",
        "KECAMATAN DAN KELURAHAN",
    ],
)
def test_what_only_looks_like_an_office_is_none(text: str) -> None:
    assert named(text) == []


def test_a_name_goes_on_below_when_it_has_to() -> None:
    assert named("DINAS PEMBERDAYAAN MASYARAKAT DAN", "DESA KABUPATEN BUOL") == ["Dinas Pemberdayaan Masyarakat dan Desa"]
    assert named("DINAS KEPENDUDUKAN DAN PENCATATAN", "SIPIL") == ["Dinas Kependudukan dan Pencatatan Sipil"]


def test_a_whole_name_takes_nothing_from_below() -> None:
    assert named("DINAS SOSIAL", "POHON KINERJA") == ["Dinas Sosial"]
    assert named("DINAS SOSIAL", "KABUPATEN BUOL") == ["Dinas Sosial"]


def test_a_name_that_breaks_off_is_marked() -> None:
    assert [mention.is_cut for mention in find_offices("Kepala Dinas,")] == [True]


def test_the_bare_name_of_a_region_does_not_belong_to_the_office() -> None:
    mention = find_offices("DINAS SOSIAL BENGKULU TAHUN 2024")[0]
    assert mention.name == "Dinas Sosial"
    assert {region.nama for region in mention.regions} == {"Bengkulu", "Kota Bengkulu"}


def test_a_kecamatan_may_be_called_like_a_kabupaten() -> None:
    mention = find_offices("KECAMATAN SLEMAN")[0]
    assert (mention.name, mention.regions) == ("Kecamatan Sleman", ())


def test_a_unit_is_told_from_its_office() -> None:
    found = find_offices("UPTD PUSKESMAS SUKARAJA DINAS KESEHATAN KABUPATEN BOGOR")
    assert [(mention.name, mention.is_unit) for mention in found] == [("UPTD Puskesmas Sukaraja", True), ("Dinas Kesehatan", False)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("jabar/dinkes_2017.pdf", "Dinas Kesehatan"),
        ("Dinas Sosial Kab. Kaur/IKU 2024.pdf", "Dinas Sosial"),
        ("iku-dpmptsp-2023.pdf", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        ("scan001.pdf", None),
    ],
)
def test_folders_and_file_names_tell_offices(path: str, expected: str | None) -> None:
    assert office_in_path(path) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KEPALA SEKSI PERLINDUNGAN ANAK DAN KB", "Kepala Seksi Perlindungan Anak dan KB"),
        ("UPTD WILAYAH III", "UPTD Wilayah III"),
        ("Penyuluh Sosial Ahli Muda SubSubstansi NAPZA", "Penyuluh Sosial Ahli Muda SubSubstansi NAPZA"),
        ("dinas sosial", "Dinas Sosial"),
    ],
)
def test_names_are_written_in_title_case_with_their_abbreviations(text: str, expected: str) -> None:
    assert title_case(text) == expected
