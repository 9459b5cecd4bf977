"""The key of a value tells what it is of, and is different in every row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from schemas.applied.rows import iku_rows, record_id
from schemas.stages import Value
from tests.table_maker import FIRST, MATCH, REGENCY, record, value

ID = record_id(FIRST, 1, 2)


def keys(*values: Value) -> list[str]:
    return [row["id_nilai"] for row in iku_rows(record(values=values), REGENCY, FIRST, "a.pdf", MATCH)]


def test_it_names_record_measure_year_and_quarter() -> None:
    assert keys(value(tahun=2024, triwulan=2)) == [f"{ID}-target-2024-tw2"]
    assert keys(value(tahun=None, ukuran="kondisi_awal")) == [f"{ID}-kondisi_awal-tanpa_tahun"]
    assert keys() == [f"{ID}-kosong"]


def test_values_for_one_moment_and_measure_are_counted() -> None:
    assert keys(value(), value(satuan="orang"), value(tahun=2022)) == [f"{ID}-target-2021", f"{ID}-target-2021-2", f"{ID}-target-2022"]


def test_a_value_keeps_its_key_when_another_column_is_understood() -> None:
    assert set(keys(value(tahun=2022))) < set(keys(value(tahun=2021), value(tahun=2022), value(ukuran="realisasi", tahun=2022)))


MOMENTS = st.tuples(
    st.sampled_from(["target", "realisasi", "kondisi_awal", "pagu", "realisasi_anggaran"]),
    st.none() | st.integers(2020, 2022),
    st.none() | st.integers(1, 4),
)


@given(st.lists(MOMENTS, max_size=12))
def test_no_two_values_of_a_record_share_a_key(moments: list[tuple[str, int | None, int | None]]) -> None:
    made = keys(*(value(ukuran=measure, tahun=year, triwulan=quarter) for measure, year, quarter in moments))
    assert len(set(made)) == len(made) == max(1, len(moments))
