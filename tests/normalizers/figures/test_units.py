"""Rules of the unit lexicon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.figures.units import Unit, canonical_unit, leading_unit, lexicon, read_lexicon, unit_in_brackets
from normalizers.words.datafile import DataFileError, parse_toml

SPELLINGS = [(spelling, name) for name, spellings in lexicon().spellings.items() for spelling in spellings]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("%", "persen"),
        ("Prosentase", "persen"),
        ("Persen (%)", "persen"),
        ("Org", "orang"),
        ("(orang)", "orang"),
        ("Disabilitas Mental", "orang"),
        ("Jiwa", "jiwa"),
        ("Dok.", "dokumen"),
        ("Lap", "laporan"),
        ("Kmpng", "kampung"),
        ("klrga", "keluarga"),
        ("KK", "keluarga"),
        ("Kepala Keluarga", "keluarga"),
        ("lembga", "lembaga"),
        ("strfkt", "sertifikat"),
        ("Rp.", "rupiah"),
        ("Rp. Juta", "juta rupiah"),
        ("Point", "poin"),
        ("Ha", "hektar"),
        ("m²", "m2"),
        ("‰", "permil"),
        ("Sambungan Rumah (SR)", "sambungan rumah"),
        ("Kab/Kota", "kabupaten/kota"),
        ("Liter/Detik", "liter/detik"),
        ("ribu ton", "ribu ton"),
    ],
)
def test_a_spelling_has_one_unit(printed: str, name: str) -> None:
    assert canonical_unit(printed) == Unit(name, known=True)


@pytest.mark.parametrize(
    ("printed", "name"),
    [("Pak\net", "paket"), ("Doku\nmen", "dokumen"), ("Exam\nplar", "eksemplar"), ("Disabilit\nas", "orang"), ("o r a n g", "orang")],
)
def test_letters_pulled_apart_do_not_matter(printed: str, name: str) -> None:
    assert canonical_unit(printed) == Unit(name, known=True)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Persen / Organisasi", "persen/organisasi"),
        ("Event / Persen", "event/persen"),
        ("Dok/Lap", "dokumen/laporan"),
        ("M³/Hari", "m3/hari"),
        ("Orang/Bulan", "orang/bulan"),
        ("Kg/kap/thn", "kg/kapita/tahun"),
        ("%/Persen", "persen"),
    ],
)
def test_each_part_of_a_compound_is_canonical(printed: str, name: str) -> None:
    assert canonical_unit(printed) == Unit(name, known=True)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("per 1.000 KH", "per 1.000 kelahiran hidup"),
        ("Per 100.000 Kelahiran Hidup", "per 100.000 kelahiran hidup"),
        ("/1000 KH", "per 1.000 kelahiran hidup"),
        ("per 100.\n000 penduduk", "per 100.000 penduduk"),
        ("Kasus/100.000 pddk", "kasus per 100.000 penduduk"),
        ("Angka per 10.000 penduduk", "per 10.000 penduduk"),
    ],
)
def test_rates_are_written_one_way(printed: str, name: str) -> None:
    assert canonical_unit(printed) == Unit(name, known=True)


def test_a_long_word_with_one_wrong_letter_is_recognised_as_a_guess() -> None:
    unit = canonical_unit("Kelomppok")
    assert unit == Unit("kelompok", known=True)
    assert unit is not None and not unit.exact


@pytest.mark.parametrize("printed", ["dosa", "orank", "persegi empat"])
def test_short_and_distant_words_are_not_guessed(printed: str) -> None:
    unit = canonical_unit(printed)
    assert unit is not None and not unit.known


def test_a_new_unit_is_kept_folded() -> None:
    assert canonical_unit("Rantai  Pasok") == Unit("rantai pasok", known=False)
    assert canonical_unit("Rantai / Orang") == Unit("rantai/orang", known=False)


@pytest.mark.parametrize("printed", ["", " ", "-", "100", "2.024", "Level 3", "dengan baik", "Januari", "kata " * 9])
def test_what_is_no_unit_is_none(printed: str) -> None:
    assert canonical_unit(printed) is None


def test_the_longest_unit_at_the_head_of_words() -> None:
    assert leading_unit("rumah sakit tipe B") == (Unit("rumah sakit", known=True), "tipe B")
    assert leading_unit("orang") is None
    assert leading_unit("entah berapa") is None


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Target Penerima Layanan (orang)", "orang"),
        ("Jumlah kelompok usaha yang dibina (kelompok).", "kelompok"),
        ("TARGET (%) 2024", "persen"),
        ("Target\n(Rp.)", "rupiah"),
        ("Angka kematian ibu (per 100.000 KH)", "per 100.000 kelahiran hidup"),
        ("Jumlah PPKS", None),
        ("Persentase pemerlu layanan (PPKS)", None),
        ("(orang) yang dilayani", None),
        ("Nilai (n)", None),
    ],
)
def test_a_unit_in_trailing_brackets(header: str, name: str | None) -> None:
    unit = unit_in_brackets(header)
    assert (unit.name if unit is not None else None) == name


def test_a_count_per_power_of_ten_of_anything_is_a_unit() -> None:
    unit = unit_in_brackets("Net Death Rate (per 1.000 pasien keluar)")
    assert unit is not None and unit.name == "per 1.000 pasien keluar"
    assert unit_in_brackets("Layanan (per pasien keluar)") is None


@pytest.mark.parametrize("header", ["Indeks Industri Kecil dan Menengah (IKM)", "Jumlah Kepala Keluarga (KK)"])
def test_brackets_that_abbreviate_a_name_are_no_unit(header: str) -> None:
    assert unit_in_brackets(header) is None


@pytest.mark.parametrize(("spelling", "name"), SPELLINGS)
def test_every_spelling_of_the_lexicon_leads_to_its_unit(spelling: str, name: str) -> None:
    unit = canonical_unit(spelling)
    assert unit == Unit(name, known=True)
    assert unit is not None and unit.exact


@given(st.sampled_from(SPELLINGS), st.data())
def test_a_line_break_anywhere_in_a_spelling_changes_nothing(pair: tuple[str, str], data: st.DataObject) -> None:
    spelling, name = pair
    at = data.draw(st.integers(0, len(spelling)))
    unit = canonical_unit(f"{spelling[:at]}\n{spelling[at:]}")
    assert unit is not None and unit.name == name


@given(st.text(max_size=80))
def test_canonical_names_stay_what_they_are(text: str) -> None:
    unit = canonical_unit(text)
    if unit is not None and unit.known:
        again = canonical_unit(unit.name)
        assert again is not None and again.name == unit.name


def test_the_same_spelling_under_two_units_names_file_and_line() -> None:
    text = (
        'nama_bulan = ["mei"]\nbukan_satuan = ["wib"]\nawalan = []\n[kategori]\norang = "cacah"\n[kelipatan]\n'
        '[satuan.orang]\norang = ["org"]\nanak = [\n  "O R G",\n]\n'
    )
    with pytest.raises(DataFileError) as caught:
        read_lexicon(parse_toml("figures/satuan.toml", text))
    assert (caught.value.file, caught.value.line) == ("figures/satuan.toml", 10)
    assert "'O R G' stands under 'orang' and under 'anak'" in caught.value.reason


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a = [", 1, "not valid TOML"),
        ("[kategori]\n", 0, "'awalan' has to be a list"),
        ('nama_bulan=["mei"]\nbukan_satuan=["x"]\nawalan = ["uang"]\n[kategori]\n', 3, "does not have"),
        ('nama_bulan=["mei"]\nbukan_satuan=["x"]\nawalan = []\n[kategori]\norang = "banyak"\n', 5, "is 'banyak'"),
        ("awalan = []\n[kategori]\n[satuan.orang]\norang = []\n", 3, "no category"),
        ('awalan = []\n[kategori]\norang = "cacah"\n[satuan.orang]\norang = "org"\n', 3, "list of strings"),
        ('awalan = []\n[kategori]\norang = "cacah"\n[satuan.orang]\norang = []\nanak = ["--"]\n', 6, "no letters"),
    ],
)
def test_mistakes_in_the_lexicon_are_heard(text: str, line: int, reason: str) -> None:
    with pytest.raises(DataFileError, match=reason) as caught:
        read_lexicon(parse_toml("figures/satuan.toml", text))
    assert caught.value.line == line
