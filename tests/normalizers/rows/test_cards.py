"""Cards (one indicator a table) and trees of goals (indicators inside the cells of the levels)."""

from __future__ import annotations

from tests.normalizers.grids import document, table
from tests.pdf_maker import C

TITLE = ["INDIKATOR KINERJA UTAMA", "KABUPATEN BENGKULU SELATAN"]


def test_a_card_is_one_record_with_its_properties() -> None:
    card = table(
        [
            ["1", "Nama Indikator", ":", "Angka Harapan Hidup"],
            ["2", "Satuan", ":", "Tahun"],
            ["3", "Definisi Operasional", ":", "Perkiraan lama hidup rata-rata penduduk"],
            ["4", "Cara Perhitungan", ":", "Tabel kematian"],
            ["5", "Sumber Data", ":", "Badan Pusat Statistik"],
        ],
        above=["DEFINISI OPERASIONAL INDIKATOR KINERJA UTAMA"],
    )
    (record,) = document(card, title=TITLE).records
    assert record.indikator == "Angka Harapan Hidup"
    assert record.definisi == "Perkiraan lama hidup rata-rata penduduk"
    assert (record.formula, record.sumber_data) == ("Tabel kematian", "Badan Pusat Statistik")


def test_a_name_that_reads_like_a_title_of_values_is_still_what_the_card_is_of() -> None:
    card = table(
        [
            ["1.", "Nama Indikator", ":", "Jumlah Desa yang Terlayani Jaringan Internet"],
            ["2.", "Konsep", ":", "Layanan internet"],
            ["3.", "Definisi", ":", "Desa dengan titik layanan yang aktif"],
            ["4.", "Satuan", ":", "Desa"],
            ["5.", "Produsen Data", ":", "Bidang Informatika"],
        ]
    )
    (record,) = document(card, title=["METADATA INDIKATOR"]).records
    assert (record.indikator, record.definisi) == ("Jumlah Desa yang Terlayani Jaringan Internet", "Desa dengan titik layanan yang aktif")


def test_every_level_of_a_tree_has_its_own_indicators() -> None:
    tree = table(
        [
            ["SASARAN", "PROGRAM"],
            [
                C("Meningkatnya derajat kesehatan\nIndikator :\n1. Angka Harapan Hidup", rows=2),
                "Program Kesehatan Masyarakat\nIndikator :\n1. Cakupan imunisasi\n2. Cakupan gizi",
            ],
            [None, "Program Pelayanan\nIndikator :\n1. Indeks kepuasan"],
        ],
        above=["POHON KINERJA"],
    )
    found = [(record.tingkat, record.indikator) for record in document(tree, title=TITLE).records]
    assert found == [
        ("sasaran", "Angka Harapan Hidup"),
        ("program", "Cakupan imunisasi"),
        ("program", "Cakupan gizi"),
        ("program", "Indeks kepuasan"),
    ]


def test_a_card_may_stand_in_lines_of_one_cell_above_its_yearly_targets() -> None:
    lines = (
        "a. Sasaran Strategis : Meningkatnya layanan\nb. Cara Menghitung : Jumlah A dibagi\njumlah B\nc. Satuan : Persen\nd. Hal Lain : x"
    )
    card = table(
        [
            [C("IKU 1 : Persentase akta kelahiran", cols=3), None, None],
            [C(lines, cols=3), None, None],
            ["i. Target Kinerja :", "2022", "2023"],
            ["", "97,5", "98"],
        ],
        above=["MANUAL INDIKATOR KINERJA UTAMA"],
    )
    (record,) = document(card, title=TITLE).records
    assert (record.indikator, record.sasaran) == ("Persentase akta kelahiran", "Meningkatnya layanan")
    assert record.formula == "Jumlah A dibagi jumlah B"
    assert [(v.ukuran, v.tahun, v.nilai, v.satuan) for v in record.values] == [
        ("target", 2022, 97.5, "persen"),
        ("target", 2023, 98.0, "persen"),
    ]


def test_a_label_that_names_a_year_says_that_year_s_value() -> None:
    card = table(
        [
            ["Nama Indikator", ":", "Angka Harapan Hidup"],
            ["Satuan", ":", "Tahun"],
            ["Cara Perhitungan", ":", "Tabel kematian"],
            ["Target 2024", ":", "71,5"],
            ["Target", ":", "72"],
        ],
        above=["DEFINISI OPERASIONAL INDIKATOR KINERJA UTAMA"],
    )
    (record,) = document(card, title=TITLE).records
    assert [(v.tahun, v.nilai, v.satuan) for v in record.values] == [(2024, 71.5, "tahun")]
    assert record.lainnya["Target"] == "72"


def test_a_card_begun_above_the_table_goes_on_in_it() -> None:
    first = table(
        [
            ["IKU 1", ":", "Angka Kematian Ibu"],
            ["Cara Perhitungan", ":", "Jumlah"],
            ["Satuan", ":", "Angka"],
            ["Sumber Data", ":", "Dinas"],
        ],
        above=["MANUAL INDIKATOR KINERJA UTAMA"],
    )
    rest = table(
        [
            ["b. Definisi", ":", "Perkiraan"],
            ["c. Cara Perhitungan", ":", "Tabel"],
            ["d. Satuan", ":", "Tahun"],
            ["e. Sumber Data", ":", "BPS"],
        ],
        above=["IKU 2 : Angka Harapan Hidup", "a. Sasaran : Meningkatnya kesehatan"],
    )
    records = document(first, rest, title=TITLE).records
    assert [(record.indikator, record.formula) for record in records] == [
        ("Angka Kematian Ibu", "Jumlah"),
        ("Angka Harapan Hidup", "Tabel"),
    ]
    assert records[1].sasaran == "Meningkatnya kesehatan"
