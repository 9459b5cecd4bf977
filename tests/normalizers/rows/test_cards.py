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
