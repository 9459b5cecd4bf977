"""Which rows are the header, and what each column below it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.form.headers import Column, find_headers, is_number_row
from normalizers.form.synonyms import cell_terms, header_terms, measure_of, role_of
from normalizers.words.datafile import DataFileError, parse_toml
from tests.normalizers.grids import table
from tests.pdf_maker import C, Row


def columns(*rows: Row) -> list[Column]:
    (header,) = find_headers(table([*rows, *[["x"] * len(rows[0])]]).grid())
    return list(header.columns)


def values(*rows: Row) -> list[tuple[int | None, int | None, str | None, str | None]]:
    return [(c.tahun, c.triwulan, c.ukuran, c.satuan) for c in columns(*rows) if c.role == "nilai"]


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("NO.", "nomor"), ("Sasaran Strategis", "sasaran"),
        ("SASARAN\nSTRATEGIS", "sasaran"), ("INDIKATOR KINERJA UTAMA (IKU)", "indikator"),
        ("I NDI KATOR KI NERJA", "indikator"),
        ("Penjelasan/Alasan/Formulas\ni/ Perhitungan", "formula"), ("Formulasi Penghitunagn", "formula"),
        ("Penangung Jawab", "penanggung_jawab"), ("Sumber\nData", "sumber_data"), ("KET", "keterangan"), ("Satuan", "satuan"),
        ("Indikator Kinerja Kepala Bidang", "indikator"), ("Program / Kegiatan / Sub Kegiatan", "program_kegiatan"), ("Tujuan", "tujuan"),
    ],
)  # fmt: skip
def test_a_header_is_known_however_it_is_printed(printed: str, role: str) -> None:
    assert role_of(printed)[0] == role


@pytest.mark.parametrize("printed", ["Alasan", "Dasar Pertimbangan", "Kinerja", "Nama Kegiatan Pendukung Lainnya Tahun Ini Saja", "", "12"])
def test_a_header_that_matches_nothing_has_no_role(printed: str) -> None:
    assert role_of(printed)[0] is None


@given(st.sampled_from(sorted(header_terms().roles)), st.data())
def test_one_wrong_letter_in_a_long_header_changes_nothing(spelling: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(spelling) - 1))
    wrong = spelling[:at] + "x" + spelling[at + 1 :]
    if len(spelling) >= 14:
        assert role_of(wrong)[0] == header_terms().roles[spelling]


@pytest.mark.parametrize(
    ("printed", "measure"),
    [
        ("Target Kinerja", "target"), ("Rencana Capaian Tahun 2021", "target"),
        ("Realisasi Capaian", "capaian"), ("Realisasi Anggaran", "realisasi_anggaran"),
        ("Capaian Kinerja (%)", "capaian"),
        ("Kondisi Awal (2020)", "kondisi_awal"), ("Kondisi Kinerja pada Akhir Periode", "kondisi_akhir"),
        ("Pagu Indikatif (Rp)", "pagu"), ("Jumlah yang harus dilayani", "target"), ("Keterangan", None), ("K", None), ("Kinerja", None),
    ],
)  # fmt: skip
def test_the_longest_phrase_tells_the_measure(printed: str, measure: str | None) -> None:
    assert measure_of(printed) == measure


def test_years_below_a_merged_target() -> None:
    rows: list[Row] = [[C("No", 2), C("Indikator", 2), C("Target", 1, 2), None], [None, None, "2021", "202\n2"]]
    assert values(*rows) == [(2021, None, "target", None), (2022, None, "target", None)]


def test_target_and_actual_below_each_year() -> None:
    rows: list[Row] = [
        [C("No", 2), C("Indikator", 2), C("Tahun 2021", 1, 3), None, None, C("Tahun 2022", 1, 2), None],
        [None, None, "Target", "Realisasi", "%", "Target", "Realisasi"],
    ]
    assert [(y, m) for y, _, m, _ in values(*rows)] == [
        (2021, "target"), (2021, "realisasi"), (2021, "capaian"), (2022, "target"), (2022, "realisasi"),
    ]  # fmt: skip


def test_quarters_below_the_target() -> None:
    rows: list[Row] = [
        [C("No", 2), C("Indikator", 2), C("Target 2023", 2), C("Triwulan", 1, 4), None, None, None],
        [None, None, None, "I", "TW II", "Triwulan 3", "TW-IV"],
    ]
    found = values(*rows)
    assert [(y, q) for y, q, _, _ in found] == [(2023, None), (None, 1), (None, 2), (None, 3), (None, 4)]
    assert {unit for *_, unit in found} == {None}


def test_three_rows_with_money_pairs() -> None:
    rows: list[Row] = [
        [C("Kode", 3), C("Program/Kegiatan", 3), C("Indikator", 3), C("Target dan Pagu", 1, 4), None, None, None],
        [None, None, None, C("2022", 1, 2), None, C("2023", 1, 2), None],
        [None, None, None, "K", "Rp", "K", "Rp"],
    ]
    assert [(y, m) for y, _, m, _ in values(*rows)] == [(2022, "target"), (2022, "pagu"), (2023, "target"), (2023, "pagu")]


def test_a_title_drawn_over_the_first_year_only_holds_for_the_years_beside_it() -> None:
    rows: list[Row] = [["No", "Indikator", "Realisasi", "", "Target", ""], ["", "", "2020", "2021", "2022", "2023"]]
    assert [(y, m) for y, _, m, _ in values(*rows)] == [(2020, "realisasi"), (2021, "realisasi"), (2022, "target"), (2023, "target")]


def test_a_unit_in_the_header_holds_for_its_columns() -> None:
    rows: list[Row] = [
        [C("No", 2), C("Indikator", 2), C("Target Penerima Layanan (orang)", 1, 2), None, C("Target (%)", 1, 2), None],
        [None, None, "thn 2025", "thn 2026", "thn 2025", "thn 2026"],
    ]
    assert values(*rows) == [
        (2025, None, "target", "orang"),
        (2026, None, "target", "orang"),
        (2025, None, "target", "persen"),
        (2026, None, "target", "persen"),
    ]


def test_the_indicator_right_of_the_goal_is_the_goals_own() -> None:
    roles = [c.role for c in columns(["No", "Tujuan", "Indikator", "Sasaran", "Indikator", "2021"])]
    assert roles == ["nomor", "tujuan", "indikator_tujuan", "sasaran", "indikator", "nilai"]


def test_penjelasan_is_the_formula_unless_there_is_one() -> None:
    assert columns(["No", "Indikator", "Penjelasan", "Sumber Data"])[2].role == "formula"
    assert columns(["No", "Indikator", "Rumus", "Penjelasan"])[3].role == "keterangan"


def test_a_title_inside_the_frame_is_above_the_header() -> None:
    grid = table(
        [[C("INDIKATOR KINERJA UTAMA", 1, 4), None, None, None], ["No", "Sasaran", "Indikator", "Target"], ["1", "a", "b", "2"]]
    ).grid()
    (header,) = find_headers(grid)
    assert (header.first, header.end) == (1, 2)


def test_two_tables_in_one_frame_have_two_headers() -> None:
    grid = table(
        [["No", "Sasaran", "Indikator", "Target"], ["1", "a", "b", "2"], ["No", "Program", "Indikator", "Satuan"], ["1", "c", "d", "e"]]
    ).grid()
    assert [header.first for header in find_headers(grid)] == [0, 2]


@pytest.mark.parametrize(
    "texts",
    [["1", "2", "3", "4"], ["(1)", "(2)", "(3)", "(4)"], ["1", "2", "3", "(4=3/2)"], ["1", "2", "", "3", "4"], ["1", "2", "12", "13"]],
)
def test_a_row_that_counts_the_columns_is_no_data(texts: list[str]) -> None:
    assert is_number_row(table([texts]).grid(), 0)


@pytest.mark.parametrize(
    "texts", [["1", "Angka", "2", "3", "4"], ["2021", "2022", "2023"], ["7", "7", "7", "7"], ["1", "", "", "", "", "2"]]
)
def test_a_row_of_small_numbers_is_data(texts: list[str]) -> None:
    assert not is_number_row(table([texts]).grid(), 0)


@given(st.text(max_size=60))
def test_any_text_can_stand_in_a_header(text: str) -> None:
    terms = cell_terms(text)
    assert 0 <= terms.score <= 1


def test_a_broken_data_file_names_file_and_line() -> None:
    with pytest.raises(DataFileError, match=r"kepala\.toml:3"):
        parse_toml("kepala.toml", '[peran]\nnomor = ["no"\nkode = 3\n')
