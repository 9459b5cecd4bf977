"""Values that their own row contradicts are kept, flagged and at most half sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalizers.rows.doubts import AT_MOST, BORROWED, doubted, doubted_together
from schemas.stages import Record, Value


def value(ukuran: str, nilai: float | None, satuan: str | None = None, tahun: int = 2023, **more: object) -> Value:
    text = "" if nilai is None else str(nilai)
    given = {
        "triwulan": None,
        "nilai_bawah": None,
        "nilai_atas": None,
        "pembanding": None,
        "jenis_nilai": "angka",
        "halaman": 1,
        "kotak": (0.0, 0.0, 1.0, 1.0),
        "keyakinan": 0.99,
        **more,
    }
    return Value(tahun=tahun, ukuran=ukuran, nilai=nilai, nilai_teks=text, satuan=satuan, **given)  # type: ignore[arg-type]


def record(*values: Value) -> Record:
    return Record(1, 1, "iku", "Angka kematian bayi", 1, (0.0, 0.0, 1.0, 1.0), "garis", 0.99, values=values)


def doubts(*values: Value) -> list[tuple[str, ...]]:
    seen = doubted(record(*values)).values
    assert all(each.keyakinan <= AT_MOST for each in seen if each.catatan)
    assert all(each.keyakinan == 0.99 for each in seen if not each.catatan)
    return [each.catatan for each in seen]


def test_two_values_for_one_moment() -> None:
    assert doubts(value("target", 3.0), value("target", 4.0), value("target", 5.0, tahun=2024)) == [("nilai_ganda",), ("nilai_ganda",), ()]


def test_a_percentage_in_the_millions() -> None:
    assert doubts(value("target", 2_500_000.0, "persen")) == [("persen_tidak_wajar",)]


def test_money_where_no_money_is_expected_and_money_where_it_is() -> None:
    assert doubts(value("target", 250_000_000.0)) == [("nilai_sebesar_uang",)]
    assert doubts(value("pagu", 250_000_000.0, "rupiah")) == [()]


@pytest.mark.parametrize("achieved", [90.0, 0.9, 111.1])
def test_an_achievement_that_target_and_realisation_give(achieved: float) -> None:
    assert doubts(value("target", 80.0), value("realisasi", 72.0), value("capaian", achieved, "persen")) == [(), (), ()]


def test_an_achievement_that_they_do_not_give() -> None:
    found = doubts(value("target", 80.0), value("realisasi", 72.0), value("capaian", 55.0, "persen"))
    assert found == [(), (), ("capaian_tidak_cocok",)]


def test_values_beside_an_indicator_of_a_row_above_are_not_sure() -> None:
    (seen,) = doubted(replace(record(value("target", 80.0)), catatan=("indikator_dari_baris_atas",))).values
    assert seen.keyakinan == BORROWED


def test_what_is_empty_contradicts_nothing() -> None:
    assert doubts(value("target", None, jenis_nilai="kosong"), value("target", 3.0)) == [(), ()]


def test_a_column_that_holds_money_is_doubted_as_a_whole() -> None:
    rows = [doubted(record(value("target", amount))) for amount in (350_000_000.0, 84_300_000.0, 12.0)]
    seen = [each.values[0] for each in doubted_together(rows)]
    assert [each.catatan for each in seen] == [("nilai_sebesar_uang",), ("nilai_sebesar_uang",), ()]
    assert [each.keyakinan for each in seen] == [AT_MOST, AT_MOST, 0.99]


def test_the_share_of_money_that_was_spent_is_no_sure_achievement() -> None:
    spent = record(value("target", 350_000_000.0), value("realisasi", 280_000_000.0), value("capaian", 80.0, "persen"))
    reached = record(value("target", 10.0), value("realisasi", 8.0), value("capaian", 80.0, "persen"))
    money, counts = doubted_together([doubted(spent), doubted(reached)])
    assert [each.catatan for each in money.values] == [("nilai_sebesar_uang",)] * 3
    assert money.values[2].keyakinan == AT_MOST
    assert counts == reached


def test_columns_whose_achievements_mostly_do_not_add_up_are_doubted_together() -> None:
    rows = [
        doubted(record(value("target", 80.0), value("realisasi", 40.0), value("capaian", wrong, "persen")))
        for wrong in (7.0, 9.0, 3.0, 50.0)
    ]
    seen = doubted_together(rows)
    assert all("capaian_tidak_cocok" in each.catatan and each.keyakinan <= AT_MOST for one in seen for each in one.values)


def test_one_slip_among_achievements_that_add_up_is_a_slip() -> None:
    rows = [
        doubted(record(value("target", 80.0), value("realisasi", 40.0), value("capaian", each, "persen")))
        for each in (50.0, 50.0, 3.0, 50.0)
    ]
    assert sum(bool(each.catatan) for one in doubted_together(rows) for each in one.values) == 1


def test_an_achievement_of_a_quarter_in_which_nothing_is_said_to_be_reached() -> None:
    whole, quarter = value("target", 80.0), replace(value("capaian", 40.0), triwulan=2)
    assert doubts(whole, quarter) == [(), ("ukuran_meragukan",)]
    assert doubts(whole, replace(value("realisasi", 32.0), triwulan=2), quarter) == [(), (), ()]


def test_a_value_over_several_columns_that_no_rule_makes_one_cell() -> None:
    merged = replace(value("target", 75.0), catatan=("sel_gabung_tahun",))
    for metode in ("garis", "ocr"):
        assert doubted(replace(record(merged), metode=metode), drawn=True).values[0].catatan == ("sel_gabung_tahun",)
    undrawn = doubted(record(merged), drawn=False).values[0]
    assert "angka_meragukan" in undrawn.catatan and undrawn.keyakinan <= AT_MOST


def of_quarter(quarter: int, ukuran: str) -> Value:
    return value(ukuran, 10.0 * quarter, triwulan=quarter)


def test_quarters_with_unlike_columns_are_in_doubt_where_no_rules_are_drawn() -> None:
    """The titles of quarters may stand over other columns than they were put."""
    uneven = [record(of_quarter(1, "realisasi"), of_quarter(1, "target"), of_quarter(2, "realisasi"), value("target", 5.0))]
    (seen,) = doubted_together(uneven, drawn=False)
    assert [each.keyakinan for each in seen.values] == [AT_MOST, AT_MOST, AT_MOST, 0.99]
    assert doubted_together(uneven) == uneven


def test_quarters_with_the_same_columns_are_not() -> None:
    even = [record(*(of_quarter(quarter, ukuran) for quarter in (1, 2) for ukuran in ("target", "realisasi")))]
    assert doubted_together(even, drawn=False) == even


def test_a_number_that_goes_on_in_the_row_below() -> None:
    """A cell merged over two rows, parted between the lines of its one number."""
    upper = record(replace(value("pagu", None, "rupiah"), nilai_teks="1.775.850.0"), value("target", 91.0, "persen"))
    lower = record(replace(value("pagu", 60.0, "rupiah"), nilai_teks="60"), value("target", 92.0, "persen"))
    other = record(replace(value("pagu", 600.0, "rupiah"), nilai_teks="600"))
    cut = [[each.catatan for each in one.values] for one in doubted_together([upper, lower])]
    assert cut == [[("angka_terputus",), ()], [("angka_terputus",), ()]]
    assert doubted_together([upper, other])[1].values[0].catatan == ()
