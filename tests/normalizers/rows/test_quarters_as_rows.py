"""Quarters that stand below each other, a row each: one record of its indicator, each value in its quarter."""

from __future__ import annotations

from tests.normalizers.grids import document, table
from tests.pdf_maker import C, Row

ABOVE = ("Monitoring Capaian Kinerja Tahun 2023",)


def values(*rows: Row) -> list[list[tuple[int | None, int | None, str | None, str | None]]]:
    records = document(table(list(rows), ABOVE)).records
    return [[(value.tahun, value.triwulan, value.ukuran, value.nilai_teks) for value in record.values] for record in records]


def test_quarters_below_one_indicator_are_one_record() -> None:
    found = values(
        ["No", "Indikator Kinerja", "Target 2023", "Triwulan", "Target", "Realisasi"],
        [C("1", 4), C("Persentase jalan mantap", 4), C("80", 4), "I", "20", "18"],
        [None, None, None, "II", "40", "39"],
        [None, None, None, "III", "60", "61"],
        [None, None, None, "IV", "80", "79"],
    )
    printed = ((1, "20", "18"), (2, "40", "39"), (3, "60", "61"), (4, "80", "79"))
    quarters = [
        value for number, target, reached in printed for value in ((2023, number, "target", target), (2023, number, "realisasi", reached))
    ]
    assert found == [[(2023, None, "target", "80"), *quarters]]


def test_quarters_of_two_indicators_are_two_records() -> None:
    rows = [[str(k), f"Jumlah dokumen {k}", f"TW {quarter}", str(value)] for k in (1, 2) for quarter, value in (("I", 3), ("II", 4))]
    found = values(["No", "Indikator Kinerja", "Periode", "Realisasi"], *rows)
    assert found == [[(2023, 1, "realisasi", "3"), (2023, 2, "realisasi", "4")]] * 2


def test_numbers_below_a_title_that_speaks_of_no_quarters_are_none() -> None:
    rows = [[str(k), f"Jumlah dokumen {k}", numeral, str(k + 2)] for k, numeral in ((1, "I"), (2, "II"))]
    found = values(["No", "Indikator Kinerja", "Golongan", "Realisasi"], *rows)
    assert [[value[1] for value in record] for record in found] == [[None], [None]]
