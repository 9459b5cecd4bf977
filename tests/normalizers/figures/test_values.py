"""Rules for value cells."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.figures.units import lexicon
from normalizers.figures.values import ParsedValue, parse_value


def figure(text: str, unit: str | None = None) -> tuple[float | None, str | None, str]:
    parsed = parse_value(text, unit)
    return parsed.nilai, parsed.satuan, parsed.jenis_nilai


@pytest.mark.parametrize(
    ("printed", "number", "unit", "kind"),
    [
        ("2 dokumen", 2, "dokumen", "angka"),
        ("1 Lap", 1, "laporan", "angka"),
        ("0", 0, None, "angka"),
        ("11.000 orang", 11000, "orang", "angka"),
        ("118.908 Keluarga", 118908, "keluarga", "angka"),
        ("1.234.567,89", 1234567.89, None, "angka"),
        ("30 %", 30, "persen", "persen"),
        ("13,23%", 13.23, "persen", "persen"),
        ("78.75%", 78.75, "persen", "persen"),
        ("100 Persen.", 100, "persen", "persen"),
        ("%100", 100, "persen", "persen"),
        ("Rp 1.254.300.112.000", 1254300112000, "rupiah", "angka"),
        ("Rp. 2.641.640.000.000,-", 2641640000000, "rupiah", "angka"),
        ("Rp2.500.000,00", 2500000, "rupiah", "angka"),
        ("Rp 1,2 miliar", 1.2, "miliar rupiah", "angka"),
        ("50 Disabilitas Mental", 50, "orang", "angka"),
        ("158 strfkt", 158, "sertifikat", "angka"),
        ("5 (lima) dokumen", 5, "dokumen", "angka"),
        ("5 (dokumen)", 5, "dokumen", "angka"),
        ("24 per 1.000 KH", 24, "per 1.000 kelahiran hidup", "angka"),
        ("305/100.000 KH", 305, "per 100.000 kelahiran hidup", "angka"),
        ("5 m²", 5, "m2", "angka"),
        ("2 Dok/Lap", 2, "dokumen/laporan", "angka"),
        ("Nilai 80,5", 80.5, "nilai", "angka"),
        ("01 Dokumen", 1, "dokumen", "angka"),
        ("85*)", 85, None, "angka"),
        ("66,3 1)", 66.3, None, "angka"),
        ("0.125", 0.125, None, "angka"),
    ],
)
def test_a_number_with_its_unit(printed: str, number: float, unit: str | None, kind: str) -> None:
    assert figure(printed) == (number, unit, kind)
    assert parse_value(printed).keyakinan >= 0.9
    assert parse_value(printed).catatan == ()


@pytest.mark.parametrize(
    ("printed", "column", "number", "unit", "kind"),
    [
        ("100", "persen", 100, "persen", "persen"),
        ("10.400", "orang", 10400, "orang", "angka"),
        ("18", "persen/organisasi", 18, "persen/organisasi", "angka"),
        ("18 %", "persen/organisasi", 18, "persen", "persen"),
        ("1,5 juta", "orang", 1.5, "juta orang", "angka"),
        ("5 dokumen", "jumlah", 5, "dokumen", "angka"),
    ],
)
def test_the_column_gives_the_unit_that_the_cell_lacks(printed: str, column: str, number: float, unit: str, kind: str) -> None:
    assert figure(printed, column) == (number, unit, kind)
    assert parse_value(printed, column).catatan == ()


def test_the_cell_wins_over_the_column_and_says_so() -> None:
    parsed = parse_value("5 dokumen", "orang")
    assert (parsed.nilai, parsed.satuan, parsed.catatan) == (5, "dokumen", ("satuan_berbeda",))


@pytest.mark.parametrize(
    ("printed", "shown", "number", "unit"),
    [
        ("30\n%", "30 %", 30, "persen"),
        ("1\n0\n0\n%", "100 %", 100, "persen"),
        ("1\n00%", "100%", 100, "persen"),
        ("10\n0\n%", "100 %", 100, "persen"),
        ("5\n3\n%", "53 %", 53, "persen"),
        ("11.0\n00 orang", "11.000 orang", 11000, "orang"),
        ("11.\n000\norang", "11.000 orang", 11000, "orang"),
        ("2.831.40\n0", "2.831.400", 2831400, None),
        ("305.613.\n100", "305.613.100", 305613100, None),
        ("58,\n65\n%", "58,65 %", 58.65, "persen"),
        ("35\nPak\net", "35 Paket", 35, "paket"),
        ("10\nDokume\nn", "10 Dokumen", 10, "dokumen"),
        ("1\n2\nO\nr\na\nn\ng", "12 Orang", 12, "orang"),
        ("2\nSekolah\nDasar", "2 Sekolah Dasar", 2, "sekolah"),
        ("1 0 0 %", "100 %", 100, "persen"),
        ("Rp 1. 254. 300", "Rp 1.254.300", 1254300, "rupiah"),
    ],
)
def test_a_narrow_column_breaks_nothing(printed: str, shown: str, number: float, unit: str | None) -> None:
    parsed = parse_value(printed)
    assert (parsed.nilai_teks, parsed.nilai, parsed.satuan) == (shown, number, unit)


@pytest.mark.parametrize(
    "printed",
    [
        "10\n20",
        "20\n5\n%",
        "12\n4.151",
        "43,82\n7",
        "9.770\n79",
        "1\n2\n3 orang",
        "4 orang / 0 keluarga 5 lembaga",
        "69 orang\ndan 2\nKSB",
        "5 dari 10 desa",
        "100%\n100%",
        "1. 100%\n2. 50%",
        "58, 30",
        "1.\n100 dokumen",
    ],
)
def test_several_numbers_are_no_number(printed: str) -> None:
    parsed = parse_value(printed)
    assert (parsed.nilai, parsed.jenis_nilai, parsed.catatan) == (None, "teks", ("nilai_ganda",))
    assert parsed.keyakinan <= 0.6


def test_a_percentage_column_tells_a_broken_hundred_from_two_numbers() -> None:
    assert parse_value("10\n0", "persen").nilai == 100
    assert parse_value("20\n5", "persen").nilai is None


@pytest.mark.parametrize(
    ("printed", "column", "number"),
    [("100% (45 orang)", None, 100), ("100% (45 orang)", "orang", 45), ("45 (100%)", "persen", 100)],
)
def test_of_a_number_and_one_in_brackets_the_column_decides(printed: str, column: str | None, number: float) -> None:
    parsed = parse_value(printed, column)
    assert (parsed.nilai, parsed.catatan) == (number, ("nilai_ganda",))
    assert parsed.keyakinan <= 0.8


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit"),
    [
        ("5,10 - 5,45", 5.1, 5.45, None),
        ("5,10 -\n5,45", 5.1, 5.45, None),
        ("5–6%", 5, 6, "persen"),
        ("5% - 6%", 5, 6, "persen"),
        ("75 s/d 80", 75, 80, None),
        ("3 sampai 5", 3, 5, None),
        ("3 hari s.d. 5 hari", 3, 5, "hari"),
        ("Rp 1.000.000 - Rp 2.000.000", 1e6, 2e6, "rupiah"),
    ],
)
def test_a_range_has_two_ends_and_no_number(printed: str, low: float, high: float, unit: str | None) -> None:
    parsed = parse_value(printed)
    assert (parsed.nilai, parsed.nilai_bawah, parsed.nilai_atas) == (None, low, high)
    assert (parsed.satuan, parsed.jenis_nilai) == (unit, "rentang")


@pytest.mark.parametrize("printed", ["6 - 5", "2021-2026", "0812-3456", "5-6 Januari", "1-2-2024", "5 hari - 7 jam", "> 80 - 90"])
def test_not_every_dash_makes_a_range(printed: str) -> None:
    assert parse_value(printed).jenis_nilai == "teks"


@pytest.mark.parametrize(
    ("printed", "sign", "number", "unit"),
    [
        ("≤ 5", "<=", 5, None),
        ("< 3 jam", "<", 3, "jam"),
        ("≥90", ">=", 90, None),
        ("> = 90", ">=", 90, None),
        ("> 80%", ">", 80, "persen"),
        ("minimal 80", ">=", 80, None),
        ("Maks. 3 hari", "<=", 3, "hari"),
        ("paling lama 3 hari", "<=", 3, "hari"),
        ("lebih dari 10 orang", ">", 10, "orang"),
    ],
)
def test_a_bound(printed: str, sign: str, number: float, unit: str | None) -> None:
    parsed = parse_value(printed)
    assert (parsed.pembanding, parsed.nilai, parsed.satuan) == (sign, number, unit)


@pytest.mark.parametrize("printed", ["", " \n ", "-", "–", "…", "...", "n/a", "NA", "Tidak ada", "tad", "Rp -", "- %", "#DIV/0!"])
def test_nothing_printed_is_empty(printed: str) -> None:
    parsed = parse_value(printed, "orang")
    assert parsed == ParsedValue(printed.strip() or None, jenis_nilai="kosong", keyakinan=parsed.keyakinan)


@pytest.mark.parametrize(
    ("printed", "column", "number"),
    [
        ("1.234", "orang", 1234),
        ("1.234", "rupiah", 1234),
        ("118.908", None, 118908),
        ("11.000", None, 11000),
        ("1,234,567", None, 1234567),
        ("1,234,567.89", None, 1234567.89),
        ("12.5", None, 12.5),
        ("1.2345", None, 1.2345),
    ],
)
def test_dots_and_commas_with_one_reading(printed: str, column: str | None, number: float) -> None:
    parsed = parse_value(printed, column)
    assert (parsed.nilai, parsed.catatan) == (number, ())
    assert parsed.keyakinan >= 0.8


@pytest.mark.parametrize(
    ("printed", "column", "number"),
    [
        ("1.234", None, 1234),
        ("78.750", "persen", 78.75),
        ("3.125", "indeks", 3.125),
        ("1,234", None, 1.234),
        ("1,234", "orang", 1234),
        ("1234.567", None, 1234.567),
        ("12.5", "orang", 12.5),
        ("5 (enam)", "orang", 5),
        ("2024", None, 2024),
        ("-5", None, -5),
        ("1\n2", None, 12),
        ("10\n0", None, 100),
    ],
)
def test_what_stays_ambiguous_is_kept_with_doubt(printed: str, column: str | None, number: float) -> None:
    parsed = parse_value(printed, column)
    assert parsed.nilai == number
    assert "angka_meragukan" in parsed.catatan
    assert parsed.keyakinan <= 0.6


def test_a_minus_stands_right_before_its_number() -> None:
    assert figure("-2,5%") == (-2.5, "persen", "persen")
    assert parse_value("- 2,5%").nilai is None
    assert parse_value("-5 orang").nilai is None


@pytest.mark.parametrize(
    "printed",
    [
        "1.2.3",
        "1/2",
        "1:1000",
        "½",
        "5 ½",
        "10²",
        "± 50",
        "12 Januari 2024",
        "12/05/2023",
        "12.05.2023",
        "Tahun 2024",
        "l00%",
        "1O0%",
        "007",
        "198703011990031002",
        "3 besar",
        "66,31)",
        "Meningkat 5%",
        "Rp 5.000/bulan",
        "Tersusunnya 2 dokumen",
    ],
)
def test_numbers_inside_a_text_are_no_value(printed: str) -> None:
    parsed = parse_value(printed)
    assert (parsed.nilai, parsed.jenis_nilai, parsed.nilai_teks) == (None, "teks", printed)
    assert parsed.catatan
    assert parsed.keyakinan <= 0.6


def test_words_without_a_number_are_text() -> None:
    parsed = parse_value("Terlaksana\ntepat waktu")
    assert (parsed.nilai_teks, parsed.jenis_nilai, parsed.catatan) == ("Terlaksana tepat waktu", "teks", ())


@pytest.mark.parametrize(
    ("printed", "unit", "flag"),
    [
        ("12 bulan gaji", "bulan", "satuan_berketerangan"),
        ("170.000 Rantai", "rantai", "satuan_tidak_dikenal"),
        ("5 Kelomppok", "kelompok", "satuan_diduga"),
        ("80 (target RPJMD)", None, "satuan_berketerangan"),
    ],
)
def test_a_unit_that_is_not_quite_one_says_so(printed: str, unit: str | None, flag: str) -> None:
    parsed = parse_value(printed)
    assert (parsed.satuan, parsed.catatan) == (unit, (flag,))
    assert parsed.nilai is not None
    assert parsed.keyakinan < 0.9


# -- properties ---------------------------------------------------------------------------------------------------------


def indonesian(whole: int, decimals: str) -> str:
    """A number as printed: thousands dots, decimal comma."""
    return f"{whole:,}".replace(",", ".") + (f",{decimals}" if decimals else "")


WHOLES = st.one_of(st.integers(0, 1200), st.integers(0, 10**13))
DECIMALS = st.one_of(st.just(""), st.from_regex(r"[0-9]{1,2}", fullmatch=True))
COUNTED = sorted(name for name in lexicon().spellings if lexicon().units["".join(filter(str.isalnum, name))].behaviour == "cacah")


@given(WHOLES, DECIMALS, st.sampled_from(["%", " %", " persen", "\n%"]))
def test_a_formatted_share_is_read_back(whole: int, decimals: str, sign: str) -> None:
    parsed = parse_value(indonesian(whole, decimals) + sign)
    if 1000 <= whole < 10**6 and not decimals:
        # A percentage in thousands is doubted.
        assert "angka_meragukan" in parsed.catatan
    else:
        assert (parsed.nilai, parsed.satuan) == (float(f"{whole}.{decimals or 0}"), "persen")


@given(WHOLES, st.sampled_from(COUNTED), st.sampled_from([" ", "\n", ""]))
def test_a_formatted_count_is_read_back(whole: int, unit: str, gap: str) -> None:
    parsed = parse_value(f"{indonesian(whole, '')}{gap}{unit}")
    assert (parsed.nilai, parsed.satuan, parsed.jenis_nilai) == (whole, unit, "angka")


@given(st.integers(0, 10**13), st.sampled_from(["Rp {}", "Rp. {},-", "Rp{},00"]))
def test_a_formatted_amount_is_read_back(whole: int, form: str) -> None:
    parsed = parse_value(form.format(indonesian(whole, "")))
    assert (parsed.nilai, parsed.satuan) == (whole, "rupiah")


@given(WHOLES, DECIMALS, st.integers(1, 8), st.sampled_from(["%", "persen", "orang", "dokumen", ""]))
def test_a_number_wrapped_by_its_column_comes_back_or_is_not_trusted(whole: int, decimals: str, width: int, unit: str) -> None:
    """As a narrow column prints it: so many characters a line, the unit on lines of its own."""
    printed = indonesian(whole, decimals)
    lines = [text[i : i + width] for text in (printed, unit) for i in range(0, len(text), width)]
    parsed = parse_value("\n".join(lines))
    if parsed.nilai != float(f"{whole}.{decimals or 0}"):
        assert parsed.keyakinan <= 0.6
        assert {"angka_meragukan", "nilai_ganda", "angka_dalam_teks"} & set(parsed.catatan)


@given(st.integers(1, 10**9), st.data())
def test_a_grouped_number_broken_once_never_becomes_another_number(whole: int, data: st.DataObject) -> None:
    printed = indonesian(whole * 1000 + 7, "")
    at = data.draw(st.integers(1, len(printed) - 1))
    parsed = parse_value(f"{printed[:at]}\n{printed[at:]} orang")
    assert parsed.nilai in (None, whole * 1000 + 7)


CELLS = st.text(st.sampled_from("0123456789.,-–%()/ \n≤<>RpABorangdkumets:²½*"), max_size=24)


@given(st.one_of(CELLS, st.text(max_size=60)), st.sampled_from([None, "persen", "orang", "rupiah", "indeks", "persen/organisasi", "?"]))
def test_any_text_is_read_without_inventing(text: str, unit: str | None) -> None:
    parsed = parse_value(text, unit)
    ends = (parsed.nilai_bawah, parsed.nilai_atas)
    numbers = [x for x in (parsed.nilai, *ends) if x is not None]
    assert 0 <= parsed.keyakinan <= 1
    assert all(math.isfinite(x) for x in numbers)
    assert parsed.jenis_nilai in {"angka", "persen", "rentang", "predikat", "teks", "kosong"}
    assert parsed.pembanding in {None, "<=", ">=", "<", ">"}
    assert not numbers or any(ch in "0123456789" for ch in text)
    assert (parsed.jenis_nilai == "rentang") == (None not in ends)
    assert parsed.nilai is None or parsed.jenis_nilai in {"angka", "persen", "predikat"}
    assert parsed.jenis_nilai not in {"angka", "persen"} or parsed.nilai is not None
    if parsed.jenis_nilai in {"kosong", "teks"}:
        assert (*numbers, parsed.pembanding, parsed.satuan) == (None, None)
    if parsed.nilai_teks is not None:
        kept = [ch for ch in parsed.nilai_teks if ch.isalnum()]
        assert kept == [ch for ch in text if ch.isalnum()]


@pytest.mark.parametrize("piece", ["per 100 ", "1\n", "a\n", "orang/ ", "(1) ", "1.", "- "])
def test_endless_cells_are_text(piece: str) -> None:
    parsed = parse_value(f"x{piece * 2000}")
    assert (parsed.nilai, parsed.jenis_nilai) == (None, "teks")


@pytest.mark.parametrize(("printed", "number"), [("(0,58)", -0.58), ("(2,34%)", -2.34), ("(1.234,50)", -1234.5), ("(99.85)", -99.85)])
def test_a_number_with_decimals_in_brackets_is_negative(printed: str, number: float) -> None:
    """As accountants write it; one that the brackets alone make negative is never sure."""
    parsed = parse_value(printed)
    assert parsed.nilai == number
    assert parsed.keyakinan <= 0.85


@pytest.mark.parametrize("printed", ["(2,5)", "(2.5)"])
def test_two_figures_in_brackets_may_be_a_list(printed: str) -> None:
    parsed = parse_value(printed)
    assert (parsed.nilai, "angka_meragukan" in parsed.catatan) == (-2.5, True)


def test_a_whole_number_in_brackets_is_no_value() -> None:
    assert parse_value("(12)").nilai is None
