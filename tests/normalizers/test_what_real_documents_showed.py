"""Rules that stand on what real documents print: one case each, made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalizers.document import normalise
from schemas.stages import ExtractedDocument, PageText, Record, Table, TextLine
from tests.normalizers.grids import document, table
from tests.pdf_maker import C

IKU = ["INDIKATOR KINERJA UTAMA"]
HEADER = ["No", "Sasaran", "Indikator", "Satuan", "2021"]
ROW = ["1", "A", "Persentase B", "%", "70"]


def values(record: Record) -> list[tuple[int | None, str | None, str]]:
    return [(value.tahun, value.ukuran, value.nilai_teks or "") for value in record.values]


# -- headers ----------------------------------------------------------------------------------------------------------------


def test_a_year_beside_words_that_nobody_knows_is_no_sure_target() -> None:
    rows = [["Indikator", "Angka Mula 2020", "2021", "2022"], ["Persentase A", "60", "70", "80"], ["Persentase B", "61", "71", "81"]]
    (first, _) = document(table(rows, IKU)).records
    assert first.values[0].keyakinan <= 0.5 < first.values[1].keyakinan


def test_a_row_below_a_header_that_names_its_goal_is_no_second_header() -> None:
    rows = [HEADER, ["1", "Sasaran 1 : Mutu", "Nilai SAKIP", "Nilai", "B"], ROW]
    assert [record.baris for record in document(table(rows, IKU)).records] == [1, 2]


def test_short_texts_that_begin_as_headers_do_are_a_row() -> None:
    header = ["No", "Nama", "Indikator", "Formula", "Variabel", "Nilai"]
    rows = [
        header,
        ["1", "Sasaran A", "Persentase B", "B / C", "B", ""],
        ["", "", "Nilai SAKIP", "Hasil Nilai SAKIP", "Hasil Nilai SAKIP", ""],
    ]
    found = document(table([*rows, ["2", "Sasaran D", "Persentase E", "E / F", "E", ""]], IKU)).records
    assert [record.indikator for record in found] == ["Persentase B", "Nilai SAKIP", "Persentase E"]


def test_letters_count_columns_as_numbers_do() -> None:
    header = ["Indikator", "Satuan", "Target 2021", "Realisasi 2021", "Capaian"]
    rows = [header, ["a", "b", "c", "d", "e=d/c"], ["Persentase A", "%", "50", "40", "80"]]
    assert [record.indikator for record in document(table(rows, IKU)).records] == ["Persentase A"]


def test_a_generic_title_beside_years_heads_indicators() -> None:
    rows = [["Uraian", "2020", "2021", "2022"], ["Persentase jalan mantap", "58", "60", "62"]]
    above = ["Tabel 3.1 Perkembangan Realisasi Persentase Jalan Mantap"]
    (record,) = document(table(rows, above), title=["LAPORAN KINERJA INSTANSI PEMERINTAH"]).records
    assert values(record) == [(2020, "realisasi", "58"), (2021, "realisasi", "60"), (2022, "realisasi", "62")]


def test_a_row_number_beside_years_heads_nothing() -> None:
    assert document(table([["No", "Kemiskinan", "2021", "2022"], ["1", "Persentase penduduk miskin", "7", "6"]])).records == ()


def test_a_column_that_its_header_names_an_indicator_is_one_whatever_its_cells_begin_with() -> None:
    rows = [
        ["Kegiatan", "Indikator Kinerja", None, None, None],
        [None, C("Keluaran", 1, 2), None, C("Hasil", 1, 2), None],
        [None, "Tolok Ukur", "Target", "Tolok Ukur", "Target"],
        ["Pelatihan", "Jumlah peserta", "30 orang", "Meningkatnya pengetahuan peserta", "80 %"],
        ["Simulasi", "Jumlah simulasi", "2 kali", "Meningkatnya kesiapan warga", "70 %"],
    ]
    rows[0] = [C("Kegiatan", 3, 1), C("Indikator Kinerja", 1, 4), None, None, None]
    found = document(table(rows, ["RENCANA KERJA TAHUN 2021"])).records
    assert {record.indikator for record in found} >= {"Jumlah peserta", "Meningkatnya pengetahuan peserta"}


# -- years ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["Alokasi Tahun 2022 : Rp. 0", "Pagu Rp 12.000.000 Tahun 2022"])
def test_the_year_of_an_amount_dates_no_table(line: str) -> None:
    rows = [["Indikator", "Satuan", "Target"], ["Persentase A", "%", "70"]]
    (record,) = document(table(rows, ["PERJANJIAN KINERJA TAHUN 2021", line])).records
    assert values(record) == [(2021, "target", "70")]


def test_a_label_gives_way_to_the_title_and_is_told_of() -> None:
    rows = [["Indikator", "Satuan", "Target"], ["Persentase A", "%", "70"]]
    (record,) = document(table(rows, ["PERJANJIAN KINERJA TAHUN 2025", "Tahun : 2024"])).records
    assert values(record) == [(2025, "target", "70")]
    assert "tahun_meragukan" in record.values[0].catatan and record.values[0].keyakinan <= 0.5


def test_a_title_that_the_file_draws_after_its_table_is_still_the_title() -> None:
    one = table([HEADER, ROW], ["IKU DINAS SOSIAL KABUPATEN BOMBANA", "TAHUN 2022"])
    drawn_first = [TextLine(f"Isi baris {number}", (0.0, 0.0, 1.0, 1.0), 1) for number in range(40)]
    pages = (PageText(1, (*drawn_first, *one.above), "teks", True, ""),)
    identity = normalise(ExtractedDocument(pages, (one,)), "a.pdf").identity
    assert (identity.perangkat_daerah, identity.periode_awal) == ("Dinas Sosial", 2022)


# -- rows -------------------------------------------------------------------------------------------------------------------


def test_one_text_from_the_number_to_the_indicator_is_a_label() -> None:
    result = document(table([HEADER, ROW, [C("Rata-rata Capaian Sasaran", 1, 3), None, None, "", "95"]], IKU))
    assert [record.indikator for record in result.records] == ["Persentase B"]
    assert [waiting.baris for waiting in result.quarantined] == [2]


def test_a_fraction_drawn_as_two_cells_is_one_formula() -> None:
    head = ["Sasaran", "Indikator", "Formula", "Data masukan"]
    rows = [
        [C("Tertibnya arsip", 2), C("Persentase arsip yang tertata", 2), "Jumlah arsip yang tertata", "arsip tertata"],
        [None, None, "Jumlah arsip", "seluruh arsip"],
        ["Tertibnya surat", "Persentase surat yang dijawab", "Jumlah surat yang dijawab / jumlah surat", "surat"],
    ]
    found = document(table([head, *rows], IKU)).records
    assert [(record.indikator, record.formula) for record in found] == [
        ("Persentase arsip yang tertata", "Jumlah arsip yang tertata Jumlah arsip"),
        ("Persentase surat yang dijawab", "Jumlah surat yang dijawab / jumlah surat"),
    ]
    assert "teks_dari_baris_bawah" in found[0].catatan and not found[1].catatan


def test_a_fraction_drawn_as_three_cells_keeps_its_factor_outside() -> None:
    head = ["Sasaran", "Indikator", C("Formula", 1, 2), None, "Sumber data"]
    rows = [
        [C("Tertibnya arsip", 2), C("Persentase arsip yang tertata", 2), "Jumlah arsip yang\ntertata", "X 100%", C("Arsiparis", 2)],
        [None, None, "Jumlah arsip", "", None],
        ["Tertibnya surat", "Persentase surat yang dijawab", C("Jumlah surat yang dijawab / jumlah surat", 1, 2), None, "Tata usaha"],
    ]
    found = document(table([head, *rows], IKU)).records
    assert [(record.indikator, record.formula) for record in found] == [
        ("Persentase arsip yang tertata", "Jumlah arsip yang tertata / Jumlah arsip X 100%"),
        ("Persentase surat yang dijawab", "Jumlah surat yang dijawab / jumlah surat"),
    ]


def test_rows_with_values_of_their_own_below_one_indicator_stay_two() -> None:
    head = ["Sasaran", "Indikator", "Formula", "Satuan", "2021"]
    rows = [["A", C("Jumlah pegawai", 2), "Pegawai laki-laki", "orang", "7"], ["A", None, "Pegawai perempuan", "orang", "9"]]
    assert [values(record) for record in document(table([head, *rows], IKU)).records] == [
        [(2021, "target", "7")],
        [(2021, "target", "9")],
    ]


@pytest.mark.parametrize("label", ["Indikator Sasaran : ", "Indikator Program\n1. ", "Indikator:\n"])
def test_what_a_cell_calls_its_indicator_is_none_of_it(label: str) -> None:
    (record,) = document(table([HEADER, ["1", "A", f"{label}Persentase warga: yang dilayani", "%", "70"]], IKU)).records
    assert record.indikator == "Persentase warga: yang dilayani"


def test_a_title_with_no_rule_below_it_is_no_text_of_the_rows() -> None:
    head = [C("No", 3), C("Sasaran", 1), C("Indikator", 1), C("Kelompok Sasaran", 3), C("Target 2021", 1)]
    rows = [[None, "A", "Persentase B", None, "70"], [None, "A", "Persentase C", None, "71"]]
    assert [dict(record.lainnya) for record in document(table([head, *rows], IKU)).records] == [{}, {}]


def test_a_row_that_only_announces_a_level_does_not_wait() -> None:
    head = ["Nama Tujuan/Sasaran", "Indikator Tujuan/Sasaran", "Formula"]
    rows = [
        ["TUJUAN :", "", ""],
        ["Warga sehat", "Angka harapan hidup", "dari BPS"],
        ["SASARAN :", "", ""],
        ["Layanan baik", "Indeks layanan", "survei"],
    ]
    found = document(table([head, *rows], IKU))
    assert [(record.tujuan, record.sasaran) for record in found.records] == [("Warga sehat", None), ("Warga sehat", "Layanan baik")]
    assert not found.quarantined


def moved(one: Table, by: float) -> Table:
    """The table further right: as where its first column is not drawn."""
    cells = tuple(replace(cell, box=(cell.box[0] + by, cell.box[1], cell.box[2] + by, cell.box[3])) for cell in one.cells)
    return replace(one, cells=cells)


def test_a_table_goes_on_over_the_page_without_its_first_column() -> None:
    first = table([HEADER, ROW], IKU)
    second = moved(table([["A", "Persentase C", "%", "71"], ["A", "Persentase D", "%", "72"]], page=2), 100.0)
    found = document(first, second).records
    assert [(record.indikator, values(record)) for record in found[1:]] == [
        ("Persentase C", [(2021, "target", "71")]),
        ("Persentase D", [(2021, "target", "72")]),
    ]
    assert all("kepala_dari_tabel_sebelumnya" in record.catatan for record in found[1:])


def test_a_table_goes_on_over_the_page_without_a_rule_inside_a_column() -> None:
    head = ["Sasaran", "Indikator", C("Formula", 1, 2), None, "Penanggung Jawab"]
    first = table([head, ["A", "Persentase B", "Jumlah B / jumlah C", "x 100%", "Bidang A"]], IKU)
    second = table([["A", "Persentase C", C("Jumlah C / jumlah D", 1, 2), None, "Bidang B"]], page=2)
    narrow = replace(second, n_cols=4, cells=tuple(replace(c, col=min(c.col, 3), cols=1) for c in second.cells))
    found = document(first, narrow).records
    assert [(record.indikator, record.formula, record.penanggung_jawab) for record in found] == [
        ("Persentase B", "Jumlah B / jumlah C x 100%", "Bidang A"),
        ("Persentase C", "Jumlah C / jumlah D", "Bidang B"),
    ]


def test_a_label_of_a_group_at_the_top_of_a_page_is_no_header() -> None:
    head = ["Program/Kegiatan", "Indikator Program/Kegiatan", "Formula", "Sumber Data"]
    rows = [
        ["Layanan dasar", f"Persentase warga {who} yang dilayani", f"warga {who} terlayani dibagi semuanya", "Laporan tahunan"]
        for who in ("kota", "desa", "pesisir")
    ]
    labels = [["Program 1", "Indikator Program", "", ""], ["Kegiatan", "Indikator Kegiatan", "", ""]]
    second = table([labels[0], rows[1], labels[1], rows[2]], page=2)
    found = document(table([head, rows[0]], IKU), second).records
    assert [[record.indikator, record.formula, record.sumber_data] for record in found] == [row[1:] for row in rows]


def test_a_table_without_a_rule_between_two_columns_is_none_of_it() -> None:
    second = table([["A", C("Persentase C dan satuannya", 1, 2), None, "71"]], page=2)
    narrow = replace(second, n_cols=3, cells=tuple(replace(c, col=min(c.col, 2), cols=1) for c in second.cells))
    assert len(document(table([HEADER, ROW], IKU), narrow).records) == 1


def test_names_that_begin_as_indicators_do_wait_though_no_column_holds_figures() -> None:
    rows = [
        ["Pelayanan A", "Persentase orang yang dilayani", "Orang yang datang"],
        ["Pelayanan B", "Jumlah laporan yang disusun", "Laporan"],
    ]
    found = document(table(rows))
    assert not found.records and [waiting.alasan for waiting in found.quarantined] == ["kepala_tidak_dikenal"]


def test_a_table_of_other_columns_on_the_next_page_is_none_of_it() -> None:
    second = moved(table([["A", "Persentase C", "%", "71"]], page=2), 30.0)
    assert len(document(table([HEADER, ROW], IKU), second).records) == 1


def test_an_output_below_its_activity_is_no_activity() -> None:
    header = ["Program / Kegiatan / Sub Kegiatan", "Indikator", "Target 2021"]
    rows = [
        header,
        ["Program Pangan", "Persentase A", "70"],
        ["Kegiatan Distribusi", "", ""],
        ["Output: Tersalurnya pangan", "Jumlah B", "5"],
    ]
    found = document(table(rows, ["RENCANA STRATEGIS"])).records
    assert found[-1].kegiatan == "Kegiatan Distribusi"


# -- what stands above ------------------------------------------------------------------------------------------------------


def test_a_caption_is_no_part_of_the_goal_above_it() -> None:
    rows = [["Indikator", "Target 2021", "Realisasi 2021"], ["Persentase A", "70", "72"]]
    (record,) = document(table(rows, ["Sasaran 1: Meningkatnya mutu", "Tabel 3.2 Capaian Kinerja"])).records
    assert record.sasaran == "Meningkatnya mutu"


def test_a_form_above_a_table_names_its_parents() -> None:
    above = ["Program : 2.09.01 Program Penunjang", "Kegiatan : 2.09.01.2.01 Perencanaan", "Sub Kegiatan :", "TAHUN 2021"]
    (record,) = document(table([["Indikator", "Satuan", "Target"], ["Jumlah dokumen", "dokumen", "3"]], above)).records
    assert (record.program, record.kegiatan, record.sub_kegiatan) == ("Program Penunjang", "Perencanaan", None)
    assert "induk_dari_judul" in record.catatan
