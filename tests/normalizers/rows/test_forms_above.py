"""What the forms above tables name: levels behind labels, those of earlier forms that hold on, those that do not."""

from __future__ import annotations

import pytest

from normalizers.rows.forms_above import form_of, goals_of, labelled_levels
from schemas.stages import Record
from tests.normalizers.grids import document, table
from tests.pdf_maker import C

PROGRAM, KEGIATAN = "Program Pemberdayaan Sosial", "Pembinaan Lembaga Sosial"
TITLE = ["RENCANA KERJA", "DINAS SOSIAL KABUPATEN BANYUMAS", "TAHUN 2023"]
ROWS = [["Indikator", "Satuan", "Target"], ["Jumlah lembaga yang dibina", "lembaga", "12"]]


def records(*above: list[str]) -> tuple[Record, ...]:
    return document(*(table(ROWS, lines) for lines in above), title=TITLE).records


@pytest.mark.parametrize(
    "lines",
    [
        [f"Program : {PROGRAM}", f"Kegiatan : {KEGIATAN}"],
        [f"1. Program : {PROGRAM}", f"2. Kegiatan : {KEGIATAN}"],
        [f"Nama Program : {PROGRAM}", f"Nama Kegiatan : {KEGIATAN}"],
        ["Program", f": {PROGRAM}", "Kegiatan", f": {KEGIATAN}"],
        [f"Program : {PROGRAM} Kegiatan : {KEGIATAN}"],
        [f"Program / Kegiatan : {PROGRAM} / {KEGIATAN}"],
        [f"Program : 1.06.02 {PROGRAM}", f"Kegiatan : 1.06.02.2.01 - {KEGIATAN}"],
    ],
)
def test_a_form_names_programme_and_kegiatan_however_it_is_typed(lines: list[str]) -> None:
    (record,) = records(lines)
    assert (record.program, record.kegiatan) == (PROGRAM, KEGIATAN)
    assert "induk_dari_judul" in record.catatan


def test_a_label_without_a_name_ends_nothing() -> None:
    assert goals_of([f"Program : {PROGRAM}", "Sasaran Program :", "Capaian Program :"]) == {"program": PROGRAM}


def test_what_is_a_programme_s_goal_stands_below_it() -> None:
    assert goals_of([f"Program : {PROGRAM}", "Sasaran Program : Meningkatnya layanan"]) == {
        "program": PROGRAM,
        "sasaran": "Meningkatnya layanan",
    }


def test_a_programme_on_top_holds_for_the_kegiatan_below_their_own_tables() -> None:
    first, second, third = records([f"Program : {PROGRAM}"], [f"Kegiatan : {KEGIATAN}"], ["Kegiatan : Penyediaan Sarana"])
    assert (first.program, first.kegiatan) == (PROGRAM, None)
    assert (second.program, second.kegiatan) == (PROGRAM, KEGIATAN)
    assert (third.program, third.kegiatan) == (PROGRAM, "Penyediaan Sarana")


def test_a_table_below_no_form_inherits_nothing() -> None:
    _, second = records([f"Program : {PROGRAM}", f"Kegiatan : {KEGIATAN}"], ["Capaian kinerja"])
    assert (second.program, second.kegiatan) == (None, None)


def test_a_programme_of_another_code_does_not_hold() -> None:
    before = form_of([f"Program : 1.06.02 {PROGRAM}"])
    assert goals_of([f"Kegiatan : 1.06.04.2.01 {KEGIATAN}"], before) == {"kegiatan": KEGIATAN}
    assert goals_of([f"Kegiatan : 1.06.02.2.01 {KEGIATAN}"], before) == {"program": PROGRAM, "kegiatan": KEGIATAN}


def test_a_label_inside_a_line_of_other_words_is_none() -> None:
    assert labelled_levels(["Alokasi Program : Rp. 100"]) == []


def test_a_list_of_what_is_bought_holds_no_indicators() -> None:
    rows = [
        ["Kode Rekening", "Uraian", "Koefisien", "Harga", "Jumlah"],
        ["5.1.02.01", "Belanja Alat Tulis", "", "", "Rp. 1.500.000"],
        ["", "Jumlah kertas folio", "10 rim", "50.000", "Rp. 500.000"],
        ["", "Cetak laporan", "20 buku", "50.000", "Rp. 1.000.000"],
    ]
    assert document(table(rows, TITLE), title=TITLE).records == ()


AIM = "Menurunnya angka kelahiran total"


def test_a_heading_ends_where_a_sentence_begins() -> None:
    assert goals_of([f"Sasaran 1 : {AIM}", "Pencapaian sasaran ini disajikan pada tabel berikut."]) == {"sasaran": AIM}
    assert goals_of(["Sasaran 1 : Menurunnya angka kelahiran total di", "seluruh kecamatan"]) == {"sasaran": f"{AIM} di seluruh kecamatan"}
    assert goals_of(["Sasaran 1: Meningkatnya Kualitas Pelayanan", "Publik"]) == {"sasaran": "Meningkatnya Kualitas Pelayanan Publik"}


COMPARED = [
    ["Indikator", "Realisasi 2021", "Realisasi 2022"],
    ["Total Fertility Rate", "2,40", "2,28"],
    ["Peserta KB aktif", "66,0", "70,1"],
]
OTHERS = [["Indikator", "Satuan", "Realisasi 2022"], ["Total Fertility Rate", "anak", "2,28"], ["Nilai SAKIP", "nilai", "70,1"]]


def test_a_table_of_the_same_indicators_is_of_the_aim_of_the_heading_before() -> None:
    first = table(COMPARED, [f"Sasaran 1 : {AIM}", "Tabel 3.1 Capaian Kinerja"])
    again = table(
        [COMPARED[0][:2], *(row[:2] for row in COMPARED[1:])], ["Tabel 3.2 Perbandingan Realisasi Kinerja dengan Tahun Sebelumnya"]
    )
    made = document(first, again, title=TITLE).records
    assert [(each.sasaran, each.tingkat) for each in made] == [(AIM, "sasaran")] * 4
    assert all("induk_dari_judul" in each.catatan for each in made)


def test_a_table_of_other_indicators_is_not() -> None:
    first = table(COMPARED, [f"Sasaran 1 : {AIM}"])
    made = document(first, table(OTHERS, ["Tabel 3.2 Perbandingan Realisasi"]), title=TITLE).records
    assert [each.sasaran for each in made] == [AIM, AIM, None, None]


def test_a_numbered_heading_whose_programme_the_caption_says_again_holds_for_the_table() -> None:
    lines = ["2. Program Pemberdayaan Sosial", "Sasaran program adalah sebagai berikut.", "Tabel 25. Sasaran Program Pemberdayaan Sosial"]
    assert goals_of(lines) == {"program": PROGRAM}
    assert goals_of(["1. Program Kerja Dinas", "Tabel 3. Indikator Kinerja Utama"]) == {}


def test_the_code_before_the_most_particular_name_of_a_form_is_the_rows_code() -> None:
    (record,) = records([f"Program : 1.06.02 {PROGRAM}", f"Kegiatan : 1.06.02.2.01 {KEGIATAN}"])
    assert record.kode_nomenklatur == "1.06.02.2.01"
    (bare,) = records([f"Program : 1.06.02 {PROGRAM}", f"Kegiatan : {KEGIATAN}"])
    assert bare.kode_nomenklatur is None


def test_the_set_before_a_change_says_so() -> None:
    rows = [["Jumlah lembaga yang dibina", "10 lembaga", "Jumlah lembaga yang dibina", "12 lembaga"]] * 2
    groups = [C("Sebelum Perubahan", 1, 2), None, C("Sesudah Perubahan", 1, 2), None]
    made = document(table([groups, ["Indikator", "Target"] * 2, *rows]), title=TITLE).records
    assert ["versi_sebelum_perubahan" in record.catatan for record in made] == [True, False] * 2


def test_another_label_below_a_name_is_none_of_it() -> None:
    assert goals_of(["Program : PROGRAM PEMBERDAYAAN SOSIAL", "Penanggung Jawab : Kepala Bidang Sosial"]) == {
        "program": "PROGRAM PEMBERDAYAAN SOSIAL"
    }
