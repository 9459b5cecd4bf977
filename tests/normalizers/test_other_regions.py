"""What another region reached is no value of the document's own."""

from __future__ import annotations

import pytest

from normalizers.document import NormalisedDocument
from tests.normalizers.grids import document, table
from tests.pdf_maker import C

TITLE = ["LAPORAN KINERJA INSTANSI PEMERINTAH", "PEMERINTAH KOTA TERNATE", "TAHUN 2022"]


def compared(*places: str, title: list[str] | None = None, measure: str = "Realisasi") -> NormalisedDocument:
    """A table of what several places reached in one year, the first 15,77, the next 13,74, and so on."""
    values = ["15,77", "13,74", "13,10"][: len(places)]
    rows = [
        ["No", "Indikator Kinerja", "Satuan", C(f"{measure} Tahun 2022", 1, len(places)), *[None] * (len(places) - 1)],
        [None, None, None, *places],
        ["1", "Harapan lama sekolah", "Tahun", *values],
        ["2", "Rata-rata lama sekolah", "Tahun", *values],
    ]
    for column in range(3):
        rows[0][column] = C(str(rows[0][column]), 2)
    return document(table(rows, ["Tabel 3.3 Perbandingan realisasi kinerja"]), title=title or TITLE)


@pytest.mark.parametrize(
    "places",
    [
        ("Kota Ternate", "Provinsi Maluku Utara", "Nasional"),
        ("Kota Ternate", "Kota Tidore Kepulauan"),
        ("Kota Ternate", "Provinsi"),
        ("Kota Ternate", "Provinsi Maluku Utara"),
    ],
)
def test_only_the_own_column_of_a_comparison_lands(places: tuple[str, ...]) -> None:
    found = compared(*places).records
    assert [[(value.ukuran, value.tahun, value.nilai) for value in record.values] for record in found] == [[("realisasi", 2022, 15.77)]] * 2
    assert all(record.values[0].keyakinan >= 0.8 and not record.values[0].catatan for record in found)
    assert all("13,74" in record.lainnya.values() for record in found)


def test_a_province_compared_with_another_keeps_its_own() -> None:
    found = compared("Sulawesi Barat", "Prov. Sulawesi Barat", title=["LAPORAN KINERJA", "PROVINSI SULAWESI BARAT", "TAHUN 2022"]).records
    assert all(len(record.values) == 2 for record in found)
    found = compared("Prov. Sulawesi Barat", "Prov. Gorontalo", title=["LAPORAN KINERJA", "PROVINSI SULAWESI BARAT", "TAHUN 2022"]).records
    assert [[value.nilai for value in record.values] for record in found] == [[15.77]] * 2


def test_without_an_own_column_nothing_is_set_aside() -> None:
    """Perhaps the document is of another region than it seems: the column stays, and two of them are in doubt."""
    found = compared("Kota Tidore Kepulauan", "Kabupaten Halmahera Barat").records
    assert all(len(record.values) == 2 and max(value.keyakinan for value in record.values) <= 0.5 for record in found)


def test_what_is_called_capaian_among_regions_stays_in_doubt() -> None:
    found = compared("Kota Ternate", "Provinsi Maluku Utara", measure="Capaian").records
    assert all(len(record.values) == 1 and record.values[0].keyakinan <= 0.5 for record in found)
