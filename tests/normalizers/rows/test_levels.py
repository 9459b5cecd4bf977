"""Levels in one column: told by codes, words, sums of money and type, in this order; a guess says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.rows.code_levels import levels_of_codes
from normalizers.rows.levels import Level, NameRow, levels_of
from normalizers.rows.nesting import Style, listed_apart
from normalizers.words import code_before, code_of, level_of_code


def row(number: int, text: str, code: str | None = None, *, money: float | None = None, style: Style | None = None) -> NameRow:
    return NameRow(number, text, code, (money,), has_indicator=True, style=style)


def roles(*rows: NameRow, header: str = "Program/Kegiatan/Sub Kegiatan") -> list[str | None]:
    told = levels_of(rows, header)
    return [told[each.row].role for each in rows]


def test_the_parts_of_a_code_tell_the_level() -> None:
    assert [level_of_code(code) for code in ("1.06.02", "1.06.02.2.01", "1.06.02.2.01.0003")] == ["program", "kegiatan", "sub_kegiatan"]
    assert level_of_code("1") is None
    assert level_of_code("1.06.01.15") is None, "an old code's length alone tells nothing"
    assert code_of("1 06 02") == "1.06.02"
    assert code_of("X.XX.01") == "X.XX.01"
    assert code_of("3 unit") is None
    # A narrow column broke it within a part.
    assert code_of("1.03.10.2.0\n1.0012") == "1.03.10.2.01.0012"
    assert code_of("1.03.1\n0") == "1.03.10"


def test_the_codes_of_the_nomenclature_before_have_the_office_in_them() -> None:
    """Permendagri 13/2006: urusan, office, programme, kegiatan; the words of the programmes tell how long a programme's code is."""
    rows = [
        NameRow(1, "Pekerjaan Umum", "1.03", (None,), has_indicator=False),
        NameRow(2, "Dinas Pekerjaan Umum", "1.03.01", (None,), has_indicator=False),
        row(3, "Program Pembangunan Jalan dan Jembatan", "1.03.01.15"),
        row(4, "Pembangunan Jalan", "1.03.01.15.03"),
        row(5, "Pembangunan Jembatan", "1.03.01.15.05"),
    ]
    assert roles(*rows) == [None, None, "program", "kegiatan", "kegiatan"]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        # The deepest codes are those of kegiatan where each stands below one that is one part shorter.
        (["1.20.1.20.05.01", "1.20.1.20.05.01.02", "1.20.1.20.05.01.10"], ["program", "kegiatan", "kegiatan"]),
        (["1.03.01.15", "1.03.01.16"], ["program", "program"]),
        (["1.03.02", "1.03.02.2.01", "1.03.02.2.01.0003"], ["program", "kegiatan", "sub_kegiatan"]),
        # Codes of today whose kind of region is filled up: no length between a programme's and a kegiatan's.
        (["1.03.02", "1.03.02.02.01", "1.03.02.02.01.03"], ["program", "kegiatan", "sub_kegiatan"]),
    ],
)
def test_codes_without_words_tell_levels_by_their_lengths(codes: list[str], expected: list[str]) -> None:
    assert levels_of_codes([(code, None) for code in codes]) == expected


def test_a_level_s_own_word_tells_it_and_is_no_part_of_the_name() -> None:
    told = levels_of([row(1, "Program: Pelayanan Kesehatan"), row(2, "Kegiatan: Pengadaan Obat")], "Program/Kegiatan")
    assert (told[1].role, told[1].name) == ("program", "Pelayanan Kesehatan")
    assert (told[2].role, told[2].name) == ("kegiatan", "Pengadaan Obat")


def test_money_tells_a_kegiatan_from_the_sub_kegiatan_that_add_up_to_it() -> None:
    rows = (
        row(1, "Program Pelayanan", "1.06.02", money=900.0),
        row(2, "Pembinaan Lembaga", money=600.0),
        row(3, "Pelatihan Pengurus", money=250.0),
        row(4, "Penilaian Lembaga", money=350.0),
        row(5, "Penyediaan Sarana", money=300.0),
        row(6, "Pembelian Kendaraan", money=300.0),
    )
    assert roles(*rows) == ["program", "kegiatan", "sub_kegiatan", "sub_kegiatan", "kegiatan", "sub_kegiatan"]


def test_rows_of_one_type_are_of_one_level() -> None:
    bold, plain = Style(bold=True), Style()
    rows = (
        row(1, "Program Pelayanan", "1.06.02", style=bold),
        row(2, "Pembinaan Lembaga", "1.06.02.2.01", style=plain),
        row(3, "Pengembangan Usaha", style=bold),
        row(4, "Pelatihan Pengurus", style=plain),
    )
    assert roles(*rows) == ["program", "kegiatan", "program", "kegiatan"]


def test_a_nomenclature_that_lists_a_name_tells_its_level() -> None:
    listed = NameRow(2, "Penyediaan Jasa Surat", None, (None,), has_indicator=True, listed="sub_kegiatan")
    told = levels_of([row(1, "Program Pelayanan", "1.06.02"), listed], "Program/Kegiatan/Sub Kegiatan")
    assert told[2] == Level("sub_kegiatan", "Penyediaan Jasa Surat")


def test_what_nothing_tells_is_a_guess_that_says_so() -> None:
    told = levels_of([row(1, "Program Pelayanan", "1.06.02"), row(2, "Pembinaan Lembaga")], "Program/Kegiatan/Sub Kegiatan")
    assert told[1].sure
    assert told[2] == Level("kegiatan", "Pembinaan Lembaga", sure=False)


def test_an_urusan_above_the_programmes_is_no_level_of_ours() -> None:
    assert roles(row(1, "Urusan Pemerintahan Bidang Sosial", "1.06"), row(2, "Program Pelayanan", "1.06.02"))[0] is None


#: What only announces that names of a level follow.
LEVEL_WORDS = ("tujuan", "sasaran", "program", "kegiatan", "sub kegiatan", "subkegiatan")


@given(st.lists(st.tuples(st.text(min_size=1, max_size=12), st.none() | st.floats(0, 1e9, allow_subnormal=False)), min_size=1, max_size=12))
def test_every_name_gets_a_level_whatever_it_is(names: list[tuple[str, float | None]]) -> None:
    rows = [row(number, text, money=money) for number, (text, money) in enumerate(names)]
    told = levels_of(rows, "Program/Kegiatan")
    labels = [each.row for each in rows if each.row not in told]
    assert all(":" in rows[number].text or rows[number].text.strip(" :").casefold() in LEVEL_WORDS for number in labels)


def test_sums_tell_as_far_as_they_go() -> None:
    rows = (
        row(1, "Program Pelayanan", "1.06.02", money=1500.0),
        row(2, "Pembinaan Lembaga", money=600.0),
        row(3, "Pelatihan Pengurus", money=250.0),
        row(4, "Penyusunan Laporan", money=None),
        row(5, "Penilaian Lembaga", money=350.0),
        row(6, "Lomba Desa", money=None),
        row(7, "Penyediaan Sarana", money=300.0),
        row(8, "Pembelian Kendaraan", money=300.0),
        row(9, "Pemeliharaan Gedung", money=999.0),
    )
    told = levels_of(rows, "Program/Kegiatan/Sub Kegiatan")
    assert [told[number].role for number in range(2, 6)] == ["kegiatan", "sub_kegiatan", "sub_kegiatan", "sub_kegiatan"]
    assert [told[number].role for number in (7, 8)] == ["kegiatan", "sub_kegiatan"]
    assert not told[6].sure and not told[9].sure


def numbered(*names: tuple[str | None, str]) -> list[NameRow]:
    return [NameRow(at, text, None, (None,), has_indicator=True, number=number) for at, (number, text) in enumerate(names)]


#: The same tree, numbered as offices number it.
OUTLINES = (
    ("1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.1.", "2.", "2.1."),
    ("I", "A", "1", "2", "B", "1", "II", "A"),
    ("A.", "1.", "a.", "b.", "2.", "a.", "B.", "1."),
    ("1.", "a.", "-", "-", "b.", "-", "2.", "a."),
)
NAMES = (
    "Program Layanan",
    "Pembinaan Lembaga",
    "Pelatihan Pengurus",
    "Penilaian Lembaga",
    "Penyediaan Sarana",
    "Pembelian Kendaraan",
    "Program Penunjang",
    "Administrasi Umum",
)
LEVELS_OF_NAMES = ["program", "kegiatan", "sub_kegiatan", "sub_kegiatan", "kegiatan", "sub_kegiatan", "program", "kegiatan"]


def test_what_is_numbered_alike_is_of_one_level() -> None:
    for outline in OUTLINES:
        beside = levels_of(numbered(*zip(outline, NAMES, strict=True)), "Program/Kegiatan/Sub Kegiatan")
        assert [beside[at].role for at in range(len(NAMES))] == LEVELS_OF_NAMES
        inside = [(None, f"{number} {name}") for number, name in zip(outline, NAMES, strict=True) if number.endswith((".", "-"))]
        if len(inside) == len(NAMES):
            told = levels_of(numbered(*inside), "Program/Kegiatan/Sub Kegiatan")
            assert [told[at].role for at in range(len(NAMES))] == LEVELS_OF_NAMES
            assert told[2].name == "Pelatihan Pengurus"


def test_numbers_that_only_count_the_rows_tell_no_level() -> None:
    told = levels_of(numbered(("1", "Program Layanan"), ("2", "Pembinaan Lembaga"), ("3", "Pelatihan Pengurus")), "Program/Kegiatan")
    assert told[0].role == "program"
    assert told[1].role != "program"
    assert told[2].role != "program"


def test_an_outline_s_number_is_no_programme_code() -> None:
    assert code_before("1.06.02 Program Layanan") == "1.06.02"
    assert code_before("X.XX.01 Program Penunjang") == "X.XX.01"
    assert code_before("1.1.2 Pelatihan Pengurus") is None


PLAIN, BOLD, CAPITALS = Style(), Style(bold=True), Style(capitals=True, bold=True)


def test_a_word_printed_once_a_group_holds_for_its_siblings() -> None:
    rows = (
        row(1, "Program: Layanan", style=PLAIN),
        row(2, "Kegiatan: Pembinaan", style=PLAIN),
        row(3, "Sub Kegiatan: Pelatihan", style=PLAIN),
        row(4, "Penilaian Lembaga", style=PLAIN),
        row(5, "Kegiatan: Pengadaan", style=PLAIN),
    )
    told = levels_of(rows, "Program/Kegiatan/Sub Kegiatan")
    assert told[4] == Level("sub_kegiatan", "Penilaian Lembaga")


def test_the_type_that_heads_every_group_below_a_programme_is_the_kegiatan_s() -> None:
    rows = (
        row(1, "PROGRAM LAYANAN", style=CAPITALS),
        row(2, "Pembinaan Lembaga", style=BOLD),
        row(3, "Pelatihan Pengurus", style=PLAIN),
        row(4, "Penyediaan Sarana", style=BOLD),
        row(5, "Pembelian Kendaraan", style=PLAIN),
        row(6, "PROGRAM PENUNJANG", style=CAPITALS),
        row(7, "Administrasi Umum", style=BOLD),
    )
    for header in ("Program/Kegiatan", "Sasaran/Program/Kegiatan"):
        assert roles(*rows, header=header)[1:5] == ["kegiatan", "sub_kegiatan", "kegiatan", "sub_kegiatan"]


def test_a_type_that_does_not_head_every_group_tells_no_level() -> None:
    rows = (
        row(1, "PROGRAM LAYANAN", style=CAPITALS),
        row(2, "Pelatihan Pengurus", style=PLAIN),
        row(3, "Pembinaan Lembaga", style=BOLD),
        row(4, "PROGRAM PENUNJANG", style=CAPITALS),
        row(5, "Administrasi Umum", style=BOLD),
        row(6, "Penyediaan Jasa", style=PLAIN),
    )
    told = levels_of(rows, "Uraian")
    assert not any(told[number].sure for number in (2, 3, 5, 6))


def test_names_that_count_through_below_every_programme_are_of_one_level() -> None:
    names = (("1", "Program Layanan"), ("1", "Pembinaan"), ("2", "Penilaian"), ("2", "Program Penunjang"), ("1", "Administrasi"))
    told = levels_of(numbered(*names), "Tujuan/Sasaran/Program/Kegiatan/Sub Kegiatan")
    assert [told[at] for at in (1, 2, 4)] == [Level("kegiatan", name) for name in ("Pembinaan", "Penilaian", "Administrasi")]


def test_money_alone_tells_the_levels_that_the_title_lists() -> None:
    amounts = (900.0, 400.0, 500.0, 700.0, 300.0, 400.0)
    names = ("Pelayanan", "Pembinaan", "Pengadaan", "Penunjang", "Administrasi", "Jasa")
    told = levels_of(
        [row(at, name, money=amount) for at, (name, amount) in enumerate(zip(names, amounts, strict=True))], "Program/Kegiatan"
    )
    assert [told[at].role for at in range(6)] == ["program", "kegiatan", "kegiatan", "program", "kegiatan", "kegiatan"]


def test_what_stands_among_programmes_is_no_aim_whatever_its_type() -> None:
    rows = (
        row(1, "Meningkatnya Layanan", style=PLAIN),
        row(2, "Terwujudnya Mutu", style=PLAIN),
        row(3, "PROGRAM LAYANAN", style=CAPITALS),
        row(4, "Pembinaan Lembaga", style=PLAIN),
    )
    told = levels_of(rows, "Sasaran")
    assert (told[1].role, told[2].role, told[3].role) == ("sasaran", "sasaran", "program")
    assert told[4].role == "kegiatan"


def test_no_guess_follows_from_a_guess() -> None:
    told = levels_of([row(number, name) for number, name in enumerate(("Pelatihan", "Penilaian", "Pengadaan"))], "Program/Kegiatan")
    assert {told[number] for number in range(3)} == {Level("program", name, sure=False) for name in ("Pelatihan", "Penilaian", "Pengadaan")}


def test_a_title_of_several_levels_announces_none() -> None:
    told = levels_of([row(1, "PROGRAM DAN KEGIATAN"), row(2, "Program Layanan"), row(3, "Pembinaan")], "Sasaran/Program/Kegiatan")
    assert 1 not in told
    assert told[2].role == "program"


def test_levels_listed_one_after_the_other_tell_no_parent() -> None:
    aims = (("sasaran", "Meningkatnya Mutu"), ("sasaran", "Meningkatnya Tata Kelola"))
    programme, other = ("program", "Program Layanan"), ("program", "Program Penunjang")
    assert listed_apart((*aims, programme, other)) == {"sasaran"}
    assert listed_apart((*aims, programme, other, ("kegiatan", "Pembinaan"))) == {"sasaran", "program"}
    assert listed_apart((("program", "Opini"), *aims, programme, other)) == {"sasaran"}
    assert listed_apart((aims[0], programme, aims[1], other)) == frozenset()
    assert listed_apart((aims[0], aims[0], programme)) == frozenset()
