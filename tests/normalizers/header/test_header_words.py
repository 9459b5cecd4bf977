"""What one header cell says, and which rows are a header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.form import Header, Surroundings, interpret
from normalizers.header import header_words, is_number_row, said_by
from normalizers.words.datafile import DataFileError, parse_toml
from tests.normalizers.grids import table
from tests.pdf_maker import C, Row


def head(text: str) -> str | None:
    found = said_by(text).head
    return found.name if found is not None and not said_by(text).foreign else None


def headers(*rows: Row) -> list[Header]:
    return interpret(table(list(rows)).grid(), Surroundings())


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("NO.", "nomor"), ("Sasaran Strategis", "sasaran"),
        ("SASARAN\nSTRATEGIS", "sasaran"), ("INDIKATOR KINERJA UTAMA (IKU)", "indikator"),
        ("I NDI KATOR KI NERJA", "indikator"), ("Yang Ditarget-\nkan", "target"),
        ("% Keter-\ncapaian", "capaian"), ("SasaranStrategis", "sasaran"), ("lndikator Kinerja", "indikator"), ("Capa1an", "capaian"),
        ("Penjelasan/Alasan/Formulas\ni/ Perhitungan", "formula"), ("Formulasi Penghitunagn", "formula"),
        ("Penangung Jawab", "penanggung_jawab"), ("Sumber\nData", "sumber_data"), ("KET", "keterangan"), ("Satuan", "satuan"),
        ("Indikator Kinerja Kepala Bidang", "indikator"), ("Program / Kegiatan / Sub Kegiatan", "nama"), ("Tujuan", "tujuan"),
        ("Target Kinerja Capaian Program", "target"), ("Bukti Realisasi", "lain"), ("Hambatan Pencapaian Target", "lain"),
        ("Kondisi Kinerja pada Akhir Periode", "kondisi_akhir"), ("Jumlah yang harus dilayani", "target"),
    ],
)  # fmt: skip
def test_the_phrase_at_the_front_decides_however_it_is_printed(printed: str, name: str) -> None:
    assert head(printed) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Real. Tw. I", "realisasi"),
        ("Ang. (Rp)", "uang"),
        ("Cap. (%)", "capaian"),
        ("Sas. Strategis", "sasaran"),
        ("Prog./Keg.", "nama"),
    ],
)
def test_an_abbreviated_word_is_the_only_one_of_headers_that_begins_like_it(printed: str, name: str) -> None:
    assert head(printed) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Kondisi Akhir yang Diharapkan", "kondisi_akhir"),
        ("Kinerja yang Diharapkan", "target"),
        ("Realisasi terhadap Target (%)", "capaian"),
        ("Realisasi/Target (%)", "capaian"),
        ("Realisasi terhadap Target", "realisasi"),
    ],
)
def test_what_a_clause_or_a_comparison_makes_of_a_title(printed: str, name: str) -> None:
    assert head(printed) == name


def test_a_title_of_what_is_measured_is_no_unit() -> None:
    """ "Volume" below "Target" heads amounts whose unit another column has."""
    assert (said_by("Volume").unit, said_by("%").short) == (None, "capaian")


def test_an_abbreviation_of_several_words_says_nothing() -> None:
    """ "Form." may be a formula or a formulation."""
    assert head("Form.") is None


@pytest.mark.parametrize("printed", ["", "12", "Rahmat Hidayah", "Key Performance Area"])
def test_a_header_that_matches_nothing_says_nothing(printed: str) -> None:
    assert head(printed) is None


@given(st.sampled_from(sorted(" ".join(key) for key in header_words().phrases if len("".join(key)) >= 14)), st.data())
def test_one_wrong_letter_in_a_long_header_changes_nothing(spelling: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(spelling) - 1).filter(lambda place: spelling[place] != " "))
    section, name = header_words().phrases[tuple(spelling.split())]
    wrong = said_by(spelling[:at] + "x" + spelling[at + 1 :])
    # Where the wrong letter leaves a shorter phrase at the front, that one may decide.
    assert wrong.tags and (
        wrong.foreign or wrong.tags[0].section == section or wrong.has(section, name) or wrong.tags[0].words < len(spelling.split())
    )


@given(st.text(max_size=60))
def test_any_text_can_stand_in_a_header(text: str) -> None:
    assert 0 <= said_by(text).strength <= 1


def test_a_title_inside_the_frame_is_above_the_header() -> None:
    (header,) = headers(
        [C("INDIKATOR KINERJA UTAMA", 1, 4), None, None, None], ["No", "Sasaran", "Indikator", "Target"], ["1", "a", "Jumlah b", "2"]
    )
    assert (header.first, header.end) == (1, 2)


def test_two_tables_in_one_frame_have_two_headers() -> None:
    found = headers(
        ["No", "Sasaran", "Indikator", "Target"], ["1", "a", "b", "2"], ["No", "Program", "Indikator", "Satuan"], ["1", "c", "d", "orang"]
    )
    assert [header.first for header in found] == [0, 2]


def test_penjelasan_is_the_formula_unless_there_is_one() -> None:
    rows = ["1", "Jumlah air", "dihitung dari data", "catatan"]
    assert headers(["No", "Indikator", "Penjelasan", "Sumber Data"], rows)[0].columns[2].role == "formula"
    assert headers(["No", "Indikator", "Rumus", "Penjelasan"], rows)[0].columns[3].role == "keterangan"


@pytest.mark.parametrize(
    "texts",
    [["1", "2", "3", "4"], ["(1)", "(2)", "(3)", "(4)"], ["1", "2", "3", "(4=3/2)"], ["1", "2", "", "3", "4"], ["1", "2", "12", "13"]],
)
def test_a_row_that_counts_the_columns_is_no_data(texts: list[str]) -> None:
    assert is_number_row(table([texts]).grid().row(0))


@pytest.mark.parametrize(
    "texts", [["1", "Angka", "2", "3", "4"], ["2021", "2022", "2023"], ["7", "7", "7", "7"], ["1", "", "", "", "", "2"]]
)
def test_a_row_of_small_numbers_is_data(texts: list[str]) -> None:
    assert not is_number_row(table([texts]).grid().row(0))


def test_a_phrase_stands_in_one_place_only() -> None:
    file = parse_toml("kata.toml", '[peran]\nnomor = ["no"]\n')
    assert file.table("peran") == {"nomor": ["no"]}


def test_a_broken_data_file_names_file_and_line() -> None:
    with pytest.raises(DataFileError, match=r"kepala\.toml:3"):
        parse_toml("kepala.toml", '[peran]\nnomor = ["no"\nkode = 3\n')


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Tk. Realisasi (%)", "capaian"), ("Tgt Thn", "target"), ("Trgt", "target"), ("Rls", "realisasi"), ("Ind. Kinerja", "indikator"),
        ("THN DASAR", "kondisi_awal"), ("Target Th. Ke", "target"),
    ],
)  # fmt: skip
def test_customary_abbreviations_are_whole_words(printed: str, name: str) -> None:
    assert head(printed) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Kinerja yang Dijanjikan", "target"), ("Jumlah yang Diperjanjikan", "target"), ("Capaian yang Diharapkan", "target"),
        ("Sasaran yang Wajib Dilayani", "target"), ("Hasil yang Dicapai", "realisasi"), ("Hasil yang akan dicapai", "target"),
    ],
)  # fmt: skip
def test_a_clause_decides_what_the_words_before_it_mean(printed: str, name: str) -> None:
    assert head(printed) == name


def test_capaian_explained_in_brackets_is_what_they_say() -> None:
    assert head("Capaian Kabupaten (Realisasi)") == "realisasi"
    assert head("Realisasi (Capaian)") == "realisasi"


def test_an_ending_makes_another_word() -> None:
    """ "Pelaksana" carries out a programme, "pelaksanaan" is that it was carried out."""
    assert head("Pelaksana") == "penanggung_jawab"
    assert head("Pelaksanaan") == "realisasi"


@pytest.mark.parametrize(
    ("printed", "relative"), [("(thn n-2)", -2), ("Tahun n", 0), ("Th. n", 0), ("Tgt Thn", None), ("Realisasi Thn Lalu", "lalu")]
)
def test_the_word_for_year_is_no_year_n(printed: str, relative: int | str | None) -> None:
    assert said_by(printed).when.relative == relative


@pytest.mark.parametrize(("printed", "years"), [("Target '16", (2016,)), ("Real'22", (2022,)), ("'21", (2021,)), ("Jum'at", ())])
def test_a_year_may_lack_its_century(printed: str, years: tuple[int, ...]) -> None:
    assert said_by(printed).when.years == years


def columns(*pairs: tuple[str, str]) -> list[tuple[str | None, str | None]]:
    """The measures and units of the second column of each pair, of a plan for the years from 2021 on."""
    top: Row = ["No", "Indikator Kinerja", *(cell for at in range(len(pairs)) for cell in (C(f"Target Tahun {2021 + at}", 1, 2), None))]
    below: Row = ["", "", *(title for pair in pairs for title in pair)]
    row: Row = ["1", "Persentase jalan mantap", *(cell for at in range(len(pairs)) for cell in (f"{70 + at},5", f"{3 + at}.250,5"))]
    other: Row = ["2", "Persentase irigasi baik", *(cell for at in range(len(pairs)) for cell in (f"{50 + at},5", f"{2 + at}.150,5"))]
    (header,) = headers(top, below, row, other)
    return [(column.meaning.ukuran, column.meaning.satuan) for column in header.columns[3::2]]


def test_a_piece_of_a_title_reads_as_the_titles_in_its_place() -> None:
    whole = ("K", "Rp(juta)")
    assert columns(whole, whole, whole, ("K", "uta)")) == columns(whole, whole, whole, whole)


def test_a_title_of_its_own_stays_though_others_hold_it() -> None:
    whole = ("K", "Realisasi Rp")
    assert columns(whole, whole, whole, ("K", "Realisasi"))[-1] != columns(whole, whole, whole, whole)[-1]
