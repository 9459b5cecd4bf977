"""Which rows become records, and what they carry."""

from __future__ import annotations

import pytest

from schemas.stages import Record, Value
from tests.normalizers.grids import document, table
from tests.pdf_maker import C

TITLE = ["INDIKATOR KINERJA UTAMA", "DINAS KESEHATAN KABUPATEN BANYUMAS", "TAHUN 2021-2023"]
HEADER = ["No", "Sasaran Strategis", "Indikator Kinerja Utama", "Satuan", "2021", "2022", "Sumber Data"]


def records(*rows: list[C | str | None], header: list[C | str | None] | None = None, title: list[str] = TITLE) -> tuple[Record, ...]:
    return document(table([header or HEADER, *rows], title)).records


def figures(record: Record) -> list[tuple[int | None, str | None, float | None, str | None]]:
    return [(value.tahun, value.ukuran, value.nilai, value.satuan) for value in record.values]


def flags(values: tuple[Value, ...]) -> set[str]:
    return {flag for value in values for flag in value.catatan}


def test_a_plain_row_is_one_record_with_a_value_a_year() -> None:
    (record,) = records(["1", "Meningkatnya layanan", "1. Angka harapan hidup", "tahun", "70,1", "70,3", "BPS"])
    assert (record.indikator, record.sasaran, record.nomor, record.sumber_data) == (
        "Angka harapan hidup",
        "Meningkatnya layanan",
        "1",
        "BPS",
    )
    assert figures(record) == [(2021, "target", 70.1, "tahun"), (2022, "target", 70.3, "tahun")]
    assert record.tingkat == "sasaran"


def test_one_sasaran_merged_over_rows_holds_for_each_indicator() -> None:
    first, second = records(["1", C("Satu", 2), "Angka A", "orang", "1", "2", ""], ["2", None, "Angka B", "orang", "3", "4", ""])
    assert first.sasaran == second.sasaran == "Satu"


def test_an_empty_sasaran_is_that_of_the_row_above() -> None:
    _, second = records(["1", "Satu", "Angka A", "orang", "1", "2", ""], ["", "", "Angka B", "orang", "3", "4", ""])
    assert second.sasaran == "Satu"


def test_a_new_goal_ends_the_sasaran_below_the_old_one() -> None:
    header = ["No", "Tujuan", "Sasaran", "Indikator", "2021"]
    rows = [["1", "Tujuan satu", "Sasaran satu", "Angka A", "1"], ["2", "Tujuan dua", "", "Angka B", "2"]]
    _, second = records(*rows, header=header)
    assert (second.tujuan, second.sasaran) == ("Tujuan dua", None)


def test_one_indicator_with_several_formulas_is_one_record_a_formula() -> None:
    header = ["No", "Sasaran", "Indikator", "Formulasi", "2021"]
    found = records(["1", C("Satu", 2), C("Angka A", 2), "a / b", "10%"], ["", None, None, "c / d", "20%"], header=header)
    assert [(r.indikator, r.formula, figures(r)[0][2]) for r in found] == [("Angka A", "a / b", 10.0), ("Angka A", "c / d", 20.0)]


def test_a_value_merged_over_years_holds_for_each_and_says_so() -> None:
    (record,) = records(["1", "Satu", "Angka A", "", C("50 orang", 1, 2), None, ""])
    assert figures(record) == [(2021, "target", 50.0, "orang"), (2022, "target", 50.0, "orang")]
    assert flags(record.values) == {"sel_gabung_tahun"}


def test_a_value_merged_over_rows_holds_for_each_and_says_so() -> None:
    found = records(["1", "Satu", "Angka A", "", C("100%", 2), "5", ""], ["2", "Dua", "Angka B", "", None, "6", ""])
    assert [figures(r)[0][2] for r in found] == [100.0, 100.0]
    assert all("sel_gabung_baris" in r.values[0].catatan for r in found)


def test_an_indicator_without_values_is_a_record() -> None:
    header = ["No", "Sasaran", "Indikator", "Formulasi", "Sumber Data"]
    (record,) = records(["1", "Satu", "Angka A", "a / b", "BPS"], header=header)
    assert record.values == () and record.formula == "a / b"


def test_the_unit_of_a_table_without_values_is_kept() -> None:
    rows = [
        ["No", "Sasaran", "Indikator", "Satuan", "Keterangan"],
        ["1", "Mutu", "Jumlah kargo", "Kg", "IKU"],
        ["2", "Mutu", "Angka B", "", "IKU"],
    ]
    first, second = document(table(rows, ["INDIKATOR KINERJA UTAMA"])).records
    assert (first.satuan, first.values, second.satuan) == ("kg", (), None)


def test_the_unit_of_a_value_is_the_values() -> None:
    rows = [["No", "Sasaran", "Indikator", "Satuan", "Target 2024"], ["1", "Mutu", "Jumlah kargo", "Kg", "12"]]
    (record,) = document(table(rows)).records
    assert (record.satuan, record.values[0].satuan) == (None, "kg")


def test_the_number_row_and_a_repeated_header_are_no_records() -> None:
    found = records(["1", "2", "3", "4", "5", "6", "7"], ["1", "Satu", "Angka A", "orang", "1", "2", ""], HEADER,
                    ["2", "Dua", "Angka B", "orang", "3", "4", ""])  # fmt: skip
    assert [r.indikator for r in found] == ["Angka A", "Angka B"]


def test_a_single_target_column_takes_the_year_of_the_title() -> None:
    title = ["PERJANJIAN KINERJA TAHUN 2022", "DINAS KESEHATAN KABUPATEN BANYUMAS"]
    (record,) = records(["1", "Satu", "Angka A", "5 unit"], header=["No", "Sasaran", "Indikator Kinerja", "Target"], title=title)
    assert record.jenis_tabel == "pk"
    assert figures(record) == [(2022, "target", 5.0, "unit")]
    assert flags(record.values) == {"tahun_dari_judul"}


def test_a_section_title_over_all_columns_names_the_sasaran_below() -> None:
    found = records([C("Sasaran 1 : Meningkatnya akuntabilitas", 1, 7), *[None] * 6], ["1", "", "Nilai SAKIP", "", "BB", "A", ""])
    assert [r.sasaran for r in found] == ["Meningkatnya akuntabilitas"]


def test_several_indicators_listed_in_one_cell_are_split_when_their_values_are() -> None:
    found = records(["1", "Satu", "1. Angka A\n2. Angka B\nyang panjang", "", "10%\n20%", "30%\n40%", "BPS"])
    assert [(r.indikator, [f[2] for f in figures(r)]) for r in found] == [("Angka A", [10.0, 30.0]), ("Angka B yang panjang", [20.0, 40.0])]
    assert all("sel_berisi_beberapa_indikator" in r.catatan for r in found)


def test_a_tree_of_programmes_gives_a_record_for_each_level() -> None:
    header = ["Sasaran", "Indikator Sasaran", "Program", "Indikator Program", "Kegiatan", "Indikator Kegiatan", "Target 2022"]
    found = records([C("S", 2), C("Indeks S", 2), C("P", 2), C("Persentase P", 2), "K1", "Jumlah K1", "3"],
                    [None, None, None, None, "K2", "Jumlah K2", "4"], header=header, title=["POHON KINERJA", *TITLE])  # fmt: skip
    assert [(r.indikator, r.tingkat, r.sasaran, r.program, r.kegiatan, len(r.values)) for r in found] == [
        ("Indeks S", "sasaran", "S", None, None, 0),
        ("Persentase P", "program", "S", "P", None, 0),
        ("Jumlah K1", "kegiatan", "S", "P", "K1", 1),
        ("Jumlah K2", "kegiatan", "S", "P", "K2", 1),
    ]
    assert len({(r.baris, r.bagian) for r in found}) == 4
    assert {r.jenis_tabel for r in found} == {"cascading"}


def test_codes_tell_the_levels_of_a_mixed_programme_column() -> None:
    header = [C("Kode"), "Program / Kegiatan / Sub Kegiatan", "Indikator Kinerja", "Satuan", C("2022")]
    found = records(
        ["1.02.02", "PROGRAM PELAYANAN", "AKI", "angka", "80"],
        ["1.02.02.2.01", "Penyediaan Fasilitas", "Jumlah A", "unit", "5"],
        ["1 02 02 2.01 0001", "Pembangunan RS", "Jumlah B", "unit", "1"],
        header=header,
    )
    assert [(r.tingkat, r.program, r.kegiatan, r.sub_kegiatan) for r in found] == [
        ("program", "PROGRAM PELAYANAN", None, None),
        ("kegiatan", "PROGRAM PELAYANAN", "Penyediaan Fasilitas", None),
        ("sub_kegiatan", "PROGRAM PELAYANAN", "Penyediaan Fasilitas", "Pembangunan RS"),
    ]
    assert [r.kode_nomenklatur for r in found] == ["1.02.02", "1.02.02.2.01", "1.02.02.2.01.0001"]


def test_goal_and_sasaran_in_one_column_are_told_apart_by_their_first_word() -> None:
    header = ["No", "Tujuan/Sasaran", "Indikator", "2021"]
    goal, target = records(["1", "Tujuan : Sehat", "Indeks A", "1"], ["", "Sasaran 1 : Terlayani", "Indeks B", "2"], header=header)
    assert (goal.tingkat, goal.tujuan, goal.sasaran) == ("tujuan", "Sehat", None)
    assert (target.tingkat, target.tujuan, target.sasaran) == ("sasaran", "Sehat", "Terlayani")


def test_other_columns_are_kept_by_their_header() -> None:
    header = ["No", "Indikator", "Alasan Pemilihan Ini", "2021"]
    (record,) = records(["1", "Angka A", "Karena penting", "1"], header=header)
    assert dict(record.lainnya) == {"Alasan Pemilihan Ini": "Karena penting"}


def test_budget_columns_are_money() -> None:
    header = [[C("Program", 2), C("Indikator", 2), C("Satuan", 2), C("2022", 1, 2), None], [None, None, None, "K", "Rp"]]
    (record,) = document(table([*header, ["P", "Angka A", "orang", "5", "1.500.000"]], ["RENCANA STRATEGIS", *TITLE[1:]])).records
    assert figures(record) == [(2022, "target", 5.0, "orang"), (2022, "pagu", 1_500_000.0, "rupiah")]
    assert record.jenis_tabel == "renstra"


def test_a_year_outside_the_period_is_flagged() -> None:
    header = ["No", "Sasaran", "Indikator", "2018", "2021"]
    (record,) = records(["1", "Satu", "Angka A", "1", "2"], header=header)
    assert ["tahun_di_luar_periode" in value.catatan for value in record.values] == [True, False]


def test_counted_years_end_with_the_period() -> None:
    header = [[C("No", 2), C("Indikator", 2), C("Target Tahun ke-", 1, 3), None, None], [None, None, "1", "2", "3"]]
    (record,) = document(table([*header, ["1", "Angka A", "5", "6", "7"]], TITLE)).records
    assert [value.tahun for value in record.values] == [2021, 2022, 2023]


def test_a_band_that_names_a_programme_tells_what_the_names_below_it_are() -> None:
    header: list[C | str | None] = ["No", "Program/Kegiatan", "Indikator Kinerja", "Target 2021"]
    found = records(
        [C("I. Program Pelayanan Kesehatan", 1, 4), None, None, None],
        ["1", "Pengadaan obat", "Jumlah obat", "10"],
        ["2", "Penyuluhan", "Jumlah warga", "100"],
        header=header,
    )
    assert [(record.program, record.kegiatan) for record in found] == [
        ("Program Pelayanan Kesehatan", "Pengadaan obat"),
        ("Program Pelayanan Kesehatan", "Penyuluhan"),
    ]
    assert not any("tingkat_diduga" in record.catatan for record in found)


def test_a_goal_that_heads_rows_in_the_indicators_column_is_no_indicator() -> None:
    found = records(
        ["A", "SASARAN 1 : Meningkatnya mutu", ""],
        ["1", "Persentase mutu", "80"],
        ["B", "SASARAN 2 : Meningkatnya akses", ""],
        ["1", "Jumlah akses", "10"],
        header=["No", "Indikator Kinerja", "Target 2021"],
    )
    assert [(record.sasaran, record.indikator) for record in found] == [
        ("Meningkatnya mutu", "Persentase mutu"),
        ("Meningkatnya akses", "Jumlah akses"),
    ]


def test_money_beside_several_indicators_is_theirs_together_and_less_sure() -> None:
    found = records(
        ["Meningkatnya mutu", "1. Persentase mutu\n2. Jumlah mutu", "80%\n90", "1.000.000"],
        header=["Sasaran", "Indikator Kinerja", "Target 2021", "Anggaran"],
    )
    assert [[value.nilai for value in record.values] for record in found] == [[80.0, 1_000_000.0], [90.0, 1_000_000.0]]
    assert all("nilai_sel_gabung" in record.values[1].catatan and record.values[1].keyakinan <= 0.8 for record in found)


def test_a_unit_below_its_figure_hides_neither_the_items_nor_what_holds_for_all() -> None:
    found = records(
        ["Meningkatnya mutu", "a. Jumlah ruang\nb. Jumlah siswa", "64 Ruang\n1.350\nSiswa", "1.000.000"],
        header=["Sasaran", "Indikator Kinerja", "Target 2021", "Anggaran"],
    )
    assert [(r.indikator, *(value.nilai for value in r.values)) for r in found] == [
        ("Jumlah ruang", 64.0, 1_000_000.0),
        ("Jumlah siswa", 1350.0, 1_000_000.0),
    ]


def test_money_of_a_programme_without_an_indicator_waits() -> None:
    rows = table(
        [
            ["Program/Kegiatan", "Indikator Kinerja", "Target 2021", "Rp"],
            ["Program Pelayanan", "", "", "900.000"],
            ["Kegiatan Pengadaan", "Jumlah obat", "10", "900.000"],
        ],
        above=TITLE,
    )
    done = document(rows, title=TITLE)
    assert [record.indikator for record in done.records] == ["Jumlah obat"]
    assert [row.alasan for row in done.quarantined] == ["tanpa_indikator"]


def test_running_text_above_a_table_gives_it_no_year() -> None:
    above = ["PENGUKURAN KINERJA TAHUN 2021", "naik dibandingkan dengan capaian tahun 2019"]
    found = document(table([["No", "Indikator Kinerja", "Target"], ["1", "Persentase mutu", "80"]], above=above), title=above).records
    assert [value.tahun for value in found[0].values] == [2021]


def test_an_indicator_left_of_the_programmes_is_its_goals_indicator() -> None:
    header: list[C | str | None] = ["Sasaran", "Indikator Kinerja", "Target 2021", "Program", "Anggaran"]
    (record,) = records(["Meningkatnya mutu", "Persentase mutu", "80", "Program Mutu", "1.000.000"], header=header)
    assert (record.tingkat, record.sasaran, record.program) == ("sasaran", "Meningkatnya mutu", "Program Mutu")


def test_an_achievement_below_the_word_for_percent_is_percent_however_it_is_spelt() -> None:
    for title in ("Prosentase Capaian", "Presentase Capaian", "Persentase Capaian", "Capaian (%)"):
        header: list[C | str | None] = ["No", "Indikator Kinerja", "Satuan", "Target 2021", "Realisasi 2021", title]
        (record,) = records(["1", "Jumlah guru", "orang", "40", "38", "95,00"], header=header, title=["LAPORAN KINERJA TAHUN 2021"])
        assert [(value.ukuran, value.satuan) for value in record.values] == [
            ("target", "orang"),
            ("realisasi", "orang"),
            ("capaian", "persen"),
        ]


def test_rows_above_a_tables_first_header_wait_and_are_not_lost() -> None:
    """A scan's missing rule joined two tables, and the first one's header was not read."""
    glued = table(
        [
            ["", "Meningkatnya layanan", "Jumlah trayek perintis", "6 Unit", "7 Unit"],
            ["3", "Meningkatnya kelaikan", "Jumlah kendaraan laik", "2.800 Unit", "5.600 Unit"],
            ["No", "Program", C("Anggaran", cols=2), None, "Sumber Dana"],
            ["1", "Program Lalu Lintas", C("Rp 14.872.300.000", cols=2), None, "APBD"],
        ],
        ["PERJANJIAN KINERJA TAHUN 2023"],
    )
    found = document(glued)
    texts = " ".join(row.teks for row in found.quarantined)
    assert "Jumlah trayek perintis" in texts and "Jumlah kendaraan laik" in texts


def test_who_answers_below_a_title_answers_for_what_stands_below_it() -> None:
    header = [
        ["No", C("Kinerja Daerah", 1, 2), None, C("Perangkat Daerah", 1, 3), None, None],
        [None, "Sasaran", "Indikator Sasaran", "Pelaksana", "Program", "Indikator Program"],
    ]
    header[0][0] = C("No", 2)
    row = ["1", "Meningkatnya mutu", "Indeks mutu", "Dinas Kesehatan", "Program layanan", "Persentase layanan"]
    first, second = document(table([*header, row], ["CROSSCUTTING KINERJA"])).records
    assert (first.indikator, first.penanggung_jawab) == ("Indeks mutu", None)
    assert (second.indikator, second.penanggung_jawab) == ("Persentase layanan", "Dinas Kesehatan")


@pytest.mark.parametrize(
    ("title", "heading", "header", "kind"),
    [
        ("LAPORAN PENERAPAN STANDAR PELAYANAN MINIMAL TAHUN 2023", "B. Urusan Kesehatan", ["Target", "Realisasi"], "spm"),
        ("PERJANJIAN KINERJA TAHUN 2023", "Kepala Bidang Angkutan", ["TW I", "TW II", "TW III", "TW IV"], "pk"),
    ],
)
def test_what_the_document_is_called_tells_the_kind_of_tables_under_names_alone(
    title: str, heading: str, header: list[str], kind: str
) -> None:
    rows = [["No", "Indikator Kinerja", "Satuan", *header], ["1", "Persentase layanan", "%", *["80"] * len(header)]]
    (record,) = document(table(rows, [heading]), title=[title, "KABUPATEN AGAM"]).records
    assert record.jenis_tabel == kind


def test_english_titles_beside_an_indicator_are_known() -> None:
    header = [
        "No",
        "Strategic Objective",
        "Indicator",
        "Unit",
        "Target 2023",
        "Realization 2023",
        "Achievement 2023 (%)",
        "Person in Charge",
    ]
    row = ["1", "Meningkatnya produksi", "Produksi padi", "ton", "80", "60", "75", "Bidang Tanaman Pangan"]
    (record,) = records(row, header=header)
    assert [(value.ukuran, value.nilai) for value in record.values] == [("target", 80.0), ("realisasi", 60.0), ("capaian", 75.0)]
    assert (record.sasaran, record.penanggung_jawab) == ("Meningkatnya produksi", "Bidang Tanaman Pangan")


@pytest.mark.parametrize("marks", [("a. ", "b. "), ("- ", "- "), ("1) ", "2) ")])
def test_parts_of_an_indicator_in_rows_of_their_own_bear_its_name(marks: tuple[str, str]) -> None:
    found = records(
        ["8", "", "Prevalensi stunting", "persen", "14", "13", "BPS"],
        ["9", "", "Angka Partisipasi Murni (APM):", "", "", "", ""],
        ["", "", f"{marks[0]}SD/MI/Paket A", "persen", "98", "99", "BPS"],
        ["", "", f"{marks[1]}SMP/MTs/Paket B", "persen", "92", "93", "BPS"],
        ["10", "", "Persentase guru", "persen", "96", "97", "BPS"],
    )
    assert [record.indikator for record in found] == [
        "Prevalensi stunting",
        "Angka Partisipasi Murni (APM): SD/MI/Paket A",
        "Angka Partisipasi Murni (APM): SMP/MTs/Paket B",
        "Persentase guru",
    ]
    assert all(len(record.values) == 2 and "tingkat_diduga" not in record.catatan for record in found)


def test_a_row_without_an_indicator_above_a_list_names_nothing() -> None:
    found = records(["9", "Meningkatnya mutu", "", "", "", "", ""], ["", "", "a. Jumlah SD", "unit", "98", "99", "BPS"])
    assert [(record.sasaran, record.indikator) for record in found] == [("Meningkatnya mutu", "Jumlah SD")]


def test_a_name_alone_among_measured_indicators_is_a_title_of_the_rows_below() -> None:
    found = records(
        ["A", "", "ASPEK KESEJAHTERAAN MASYARAKAT", "", "", "", ""],
        ["", "", "Fokus Kesejahteraan Sosial", "", "", "", ""],
        ["1", "", "Angka harapan hidup", "tahun", "70", "71", "BPS"],
        ["2", "", "Prevalensi stunting", "persen", "14", "13", "BPS"],
    )
    assert [record.indikator for record in found] == ["Angka harapan hidup", "Prevalensi stunting"]
    assert all("Fokus Kesejahteraan Sosial" in record.lainnya.values() for record in found)


def test_an_indicator_whose_figures_are_not_filled_in_stays_a_record() -> None:
    found = records(["1", "", "Angka harapan hidup", "tahun", "70", "71", ""], ["2", "", "Persentase guru", "", "", "", ""])
    assert [record.indikator for record in found] == ["Angka harapan hidup", "Persentase guru"]


def test_rows_of_another_table_in_the_same_frame_wait() -> None:
    result = document(
        table(
            [
                ["No", "Aspek", "Indikator Kinerja Individu", "Target"],
                ["1", "Kualitas", "Indeks kepuasan masyarakat", "80"],
                [C("PERILAKU KERJA", 1, 2), None, C("EKSPEKTASI KHUSUS PIMPINAN", 1, 2), None],
                ["1", "Akuntabel", C("Menyampaikan laporan sesuai ketentuan", 1, 2), None],
            ],
            ["SASARAN KINERJA PEGAWAI", "Jabatan : Camat Lubuk Sikaping"],
        ),
        title=["KABUPATEN PASAMAN", "TAHUN 2024"],
    )
    assert [record.indikator for record in result.records] == ["Indeks kepuasan masyarakat"]
    assert any("Menyampaikan laporan" in each.teks for each in result.quarantined)
