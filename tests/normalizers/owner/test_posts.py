"""The post and the echelon that a sheet belongs to, from the lines above it."""

from __future__ import annotations

import pytest

from normalizers.owner.posts import echelon_of, post_of, posts_of_form
from normalizers.words import squash
from schemas.stages import Cell, Grid
from tests.normalizers.grids import document, table


def letter(first: str, second: str, ordinal: str = "PERTAMA") -> list[str]:
    return [
        "PERJANJIAN KINERJA TAHUN 2024",
        "kami yang bertanda tangan di bawah ini :",
        "Nama : A",
        *f"Jabatan : {first}".split("\n"),
        f"Selanjutnya disebut PIHAK {ordinal}",
        "Nama : B",
        f"Jabatan : {second}",
        "selaku atasan pihak pertama, selanjutnya disebut PIHAK KEDUA",
        "PIHAK KEDUA, PIHAK PERTAMA,",
        "LAMPIRAN PERJANJIAN KINERJA",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["INDIKATOR KINERJA INDIVIDU", "1. Jabatan : Kepala Sub Bagian Keuangan", "2. Tugas : x"], "Kepala Sub Bagian Keuangan"),
        (["LAMPIRAN PERJANJIAN KINERJA TAHUN 2020", "LURAH SUKAMAJU"], "Lurah Sukamaju"),
        (["Nama Unit : Kepala Seksi Pembenihan", "Tugas Pokok : x"], "Kepala Seksi Pembenihan"),
        (["Jabatan:", "Kepala Bidang Anggaran", "Tugas :"], "Kepala Bidang Anggaran"),
        (["Jabatan ; Analis Kebijakan Ahli Muda"], "Analis Kebijakan Ahli Muda"),
        (["Jabatan : Penyuluh Pertanian Substansi", "Tanaman Pangan", "Tugas : x"], "Penyuluh Pertanian Substansi Tanaman Pangan"),
        (["INDIKATOR KINERJA INDIVIDU KEPALA BIDANG BUDIDAYA", "DINAS PERIKANAN KABUPATEN BUOL"], "Kepala Bidang Budidaya"),
        (["INDIKATOR KINERJA INDIVIDU (IKI)", "KEPALA SEKSI PEMASARAN", "DINAS PERIKANAN"], "Kepala Seksi Pemasaran"),
        (["Jabatan : Sekretaris Dinas Perikanan Kabupaten Buol"], "Sekretaris Dinas Perikanan"),
        (["Jabatan : Kepala Seksi Arsip pada Dinas Kearsipan Kota Palu"], "Kepala Seksi Arsip"),
    ],
)  # fmt: skip
def test_a_label_or_title_names_the_post(lines: list[str], expected: str) -> None:
    assert post_of(lines) == expected


@pytest.mark.parametrize(
    "heading", [["KEPALA BIDANG KETAHANAN PANGAN"], ["KEPALA BIDANG TANAMAN PANGAN DAN", "PERKEBUNAN"], ["Kepala Seksi Pemasaran"]]
)
def test_a_heading_right_above_the_table_may_be_a_post_and_nothing_else(heading: list[str]) -> None:
    above = ["PERJANJIAN KINERJA", "DINAS PANGAN KABUPATEN BUOL TAHUN 2018", "PERJANJIAN KINERJA PEJABAT ESELON III"]
    assert squash(post_of([*above, *heading]) or "") == squash("".join(heading))


@pytest.mark.parametrize(
    "line", ["Kepala Dinas Perikanan,", "Kepala bidang mempunyai tugas membantu dinas", "Sekretaris dan kepala bidang diminta hadir."]
)
def test_a_signature_or_a_sentence_above_the_table_is_no_post(line: str) -> None:
    assert post_of(["PERJANJIAN KINERJA TAHUN 2018", line]) is None


def test_of_agreements_of_all_echelons_the_heads_is_a_post_as_well() -> None:
    above = ["PERJANJIAN KINERJA", "KEPALA DINAS PERIKANAN"]
    assert post_of(above, of_heads=True) == "Kepala Dinas Perikanan"
    assert post_of(above) is None


def test_a_table_right_below_another_is_of_the_same_post() -> None:
    above = ["LAMPIRAN PERJANJIAN KINERJA TAHUN 2021", "KEPALA BIDANG BINA MARGA"]
    first = table([["Sasaran", "Indikator Kinerja", "Target"], ["Meningkatnya kemantapan jalan", "Persentase jalan mantap", "68"]], above)
    second = table([["Program", "Indikator Kinerja", "Target", "Anggaran"], ["Jalan", "Panjang jalan dibangun", "6", "96.415.250.000"]])
    found = document(first, second, title=["PERJANJIAN KINERJA TAHUN 2021"]).records
    assert [record.jabatan for record in found] == ["Kepala Bidang Bina Marga"] * 2


def test_in_a_letter_the_post_is_the_first_partys() -> None:
    assert post_of(letter("Sekretaris Dinas Perikanan", "Kepala Dinas Perikanan")) == "Sekretaris Dinas Perikanan"
    wrapped = letter("KEPALA BIDANG ARSIP DAN\nDOKUMENTASI PADA DINAS KEARSIPAN", "KEPALA DINAS KEARSIPAN", "KESATU")
    assert post_of(wrapped) == "Kepala Bidang Arsip dan Dokumentasi"


@pytest.mark.parametrize(
    "head", ["Kepala Dinas Perikanan", "Plt. Kepala Badan Keuangan Daerah", "Camat Biau", "Inspektur", "Direktur RSUD Mokoyurli"]
)
def test_the_letter_of_an_offices_head_is_the_offices(head: str) -> None:
    assert post_of(letter(head, "Bupati Buol")) is None


def test_of_several_letters_the_last_one_belongs_to_the_table() -> None:
    lines = [*letter("Kepala Dinas Perikanan", "Bupati Buol"), *letter("Kepala Bidang Budidaya", "Kepala Dinas Perikanan")]
    assert post_of(lines) == "Kepala Bidang Budidaya"


def test_the_main_indicators_under_an_offices_head_are_the_offices() -> None:
    lines = ["INDIKATOR KINERJA UTAMA (IKU)", "Unit Kerja : Dinas Perikanan", "Jabatan : Kepala Dinas Perikanan", "Tugas : x"]
    assert post_of(lines) is None


def test_the_individual_indicators_of_an_offices_head_are_its_heads() -> None:
    assert post_of(["INDIKATOR KINERJA INDIVIDU (IKI)", "1. Jabatan : Kepala Dinas Perikanan"]) == "Kepala Dinas Perikanan"


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["No", "Jabatan", "Tugas"],
        ["Jabatan", "Kepala Seksi"],
        ["KEPALA DINAS PERIKANAN,", "A. B., S.E.", "NIP. 19700101 199001 1 001"],
        ["Nama Unit : Dinas Perikanan"],
        ["INDIKATOR KINERJA UTAMA", "DINAS PERIKANAN KABUPATEN BUOL", "TAHUN 2024"],
    ],
)
def test_signatures_and_headers_are_no_post(lines: list[str]) -> None:
    assert post_of(lines) is None


# Echelon ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("IKU Eselon III", "III"),
        ("Eselon 3", "III"),
        ("ESELON II.b", "II"),
        ("ESELON IIb", "II"),
        ("Es. IV", "IV"),
        ("ESELON : IV", "IV"),
        ("INDIKATOR KINERJA UTAMA ESSELON III", "III"),
        ("E S E L O N I I I", "III"),
        ("Eselon I Inspektorat", "I"),
        ("Eselon II/III", None),
        ("Eselon III dan IV", None),
        ("INDIKATOR KINERJA UTAMA", None),
        ("Hasil tes. 3", None),
        ("pejabat struktural eselon II yang mengikuti diklat", None),
        ("Jumlah pejabat yang menduduki jabatan eselon II pada semua perangkat daerah di lingkungan pemerintah daerah itu", None),
    ],
)  # fmt: skip
def test_the_echelon_is_read_in_any_writing(line: str, expected: str | None) -> None:
    assert echelon_of([line]) == expected


def test_the_nearest_echelon_counts() -> None:
    assert echelon_of(["IKU Eselon II", "DINAS SOSIAL", "IKU Eselon III"]) == "III"


def test_of_a_form_about_two_people_the_post_is_that_of_the_person_assessed() -> None:
    rows = [
        ("NO", "PEJABAT PENILAI", "", "NO", "PEGAWAI YANG DINILAI", ""),
        ("1", "NAMA", "Budi", "1", "NAMA", "Ani"),
        ("2", "JABATAN", "Kepala Dinas", "2", "JABATAN", "Kepala Seksi\nPerencanaan"),
    ]
    cells = [Cell(row, col, text, (0.0, 0.0, 1.0, 1.0), 1) for row, texts in enumerate(rows) for col, text in enumerate(texts)]
    assert posts_of_form(Grid(cells, 3, 6)) == ["Jabatan : Kepala Seksi Perencanaan", ""]
    others = [Cell(0, col, text, (0.0, 0.0, 1.0, 1.0), 1) for col, text in enumerate(("No", "Jabatan", "Jumlah"))]
    assert posts_of_form(Grid(others, 1, 3)) == []


def test_a_title_that_leaves_words_of_the_post_out_means_the_letter_s() -> None:
    letter = [
        "PERJANJIAN KINERJA TAHUN 2026",
        "Nama : Siti Aminah",
        "Jabatan : KEPALA SUB BAGIAN TATA USAHA DAN KEPEGAWAIAN",
        "Selanjutnya disebut pihak pertama",
        "Nama : Budi Santoso",
        "Jabatan : KEPALA BAGIAN UMUM DAN KEUANGAN",
        "Selanjutnya disebut pihak kedua",
    ]
    title = ["PERJANJIAN KINERJA TAHUN 2026", "KEPALA TATA USAHA DAN KEPEGAWAIAN", "PADA SEKRETARIAT DPRD KABUPATEN BANYUMAS"]
    assert post_of([*letter, *title]) == "Kepala Sub Bagian Tata Usaha dan Kepegawaian"
    held = [f"{line} SEKRETARAT DPRD" if "TATA USAHA" in line else line for line in letter]
    assert post_of([*held, *title]) == "Kepala Sub Bagian Tata Usaha dan Kepegawaian"
    other = ["PERJANJIAN KINERJA TAHUN 2026", "KEPALA SEKSI PERENCANAAN", "PADA SEKRETARIAT DPRD KABUPATEN BANYUMAS"]
    assert post_of([*letter, *other]) == "Kepala Seksi Perencanaan"
