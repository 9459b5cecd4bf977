"""Layouts of names, bands and texts that districts print: each read as a person reads it."""

from __future__ import annotations

from dataclasses import replace

from schemas.stages import Record, Table
from tests.normalizers.grids import document, table
from tests.pdf_maker import C, Row

TITLE = ["PERJANJIAN KINERJA", "DINAS SOSIAL KABUPATEN BANYUMAS", "TAHUN 2023"]


def made(*tables: Table) -> tuple[Record, ...]:
    return document(*tables, title=TITLE).records


def test_a_band_beside_its_code_is_the_aim_of_the_rows_below() -> None:
    rows: list[Row] = [
        ["Kode", "Sasaran Kegiatan / Indikator Kinerja Kegiatan", "Satuan", "Target"],
        ["SK1", C("Meningkatnya mutu layanan", cols=3), None, None],
        ["IKK 1.1", "Persentase layanan tepat waktu", "persen", "85"],
        ["SK2", C("Terwujudnya tata kelola yang baik", cols=3), None, None],
        ["IKK 2.1", "Nilai SAKIP", "nilai", "70"],
    ]
    records = made(table(rows, TITLE))
    assert [(each.indikator, each.sasaran) for each in records] == [
        ("Persentase layanan tepat waktu", "Meningkatnya mutu layanan"),
        ("Nilai SAKIP", "Terwujudnya tata kelola yang baik"),
    ]


def test_a_column_of_indicator_numbers_is_no_column_of_indicators() -> None:
    rows: list[Row] = [
        ["Sasaran", "IKU", "Uraian", "Satuan", "Target"],
        ["Meningkatnya mutu layanan", "IKU 1.1", "Persentase layanan tepat waktu", "persen", "85"],
        ["Terwujudnya tata kelola", "IKU 1.2", "Nilai SAKIP", "nilai", "70"],
    ]
    assert [each.indikator for each in made(table(rows, TITLE))] == ["Persentase layanan tepat waktu", "Nilai SAKIP"]


def test_aims_that_head_bands_give_the_column_below_their_title_to_the_indicators() -> None:
    rows: list[Row] = [
        [C("No", rows=2), C("Sasaran Strategis", rows=2, cols=2), None, C("Target", cols=2), None],
        [None, None, None, "2025", "2026"],
        [C("1. Terwujudnya supremasi hukum", cols=5), None, None, None, None],
        ["", "IK SS 1.1", "Indeks persepsi publik terhadap layanan", "73", "75"],
        ["", "IK SS 1.2", "Tingkat efektivitas pengendalian perkara", "80%", "82%"],
        [C("2. Meningkatnya mutu layanan", cols=5), None, None, None, None],
        ["", "IK SS 2.1", "Indeks kualitas pelayanan publik daerah", "94", "95"],
    ]
    records = made(table(rows, ["RENCANA STRATEGIS TAHUN 2025-2026"]))
    assert [(each.indikator, each.sasaran) for each in records] == [
        ("Indeks persepsi publik terhadap layanan", "Terwujudnya supremasi hukum"),
        ("Tingkat efektivitas pengendalian perkara", "Terwujudnya supremasi hukum"),
        ("Indeks kualitas pelayanan publik daerah", "Meningkatnya mutu layanan"),
    ]


def test_a_column_of_level_words_tells_the_level_of_the_names_beside_it() -> None:
    rows: list[Row] = [
        ["Tingkatan", "Kinerja", "Indikator Kinerja", "Satuan", "Target"],
        ["Tujuan", "Meningkatnya kontribusi sektor perikanan", "Kontribusi PDRB perikanan", "persen", "3"],
        ["Sasaran", "Meningkatnya produksi", "Jumlah produksi perikanan", "ton", "48"],
        ["Program", "Pengelolaan Perikanan Budidaya", "Persentase kenaikan produksi", "persen", "2"],
        ["Kegiatan", "Pemberdayaan Pembudi Daya", "Jumlah kelompok naik kelas", "kelompok", "15"],
        ["Sub Kegiatan", "Pengembangan Kapasitas", "Jumlah pembudi daya dilatih", "orang", "120"],
    ]
    last = made(table(rows, TITLE))[-1]
    assert (last.tujuan, last.sasaran) == ("Meningkatnya kontribusi sektor perikanan", "Meningkatnya produksi")
    assert (last.program, last.kegiatan) == ("Pengelolaan Perikanan Budidaya", "Pemberdayaan Pembudi Daya")
    assert last.sub_kegiatan == "Pengembangan Kapasitas"


def test_a_band_over_one_set_s_columns_leaves_the_other_set_its_row() -> None:
    rows: list[Row] = [
        ["Sasaran", "Indikator Sasaran", "Target", "Program/Kegiatan", "Indikator Kegiatan", "Target"],
        [
            C("Meningkatnya produksi", rows=2),
            C("Produktivitas padi", rows=2),
            C("5", rows=2),
            C("Program Ketahanan Pangan", cols=3),
            None,
            None,
        ],
        [None, None, None, "Penyediaan prasarana", "Panjang jalan usaha tani", "14"],
    ]
    assert [each.indikator for each in made(table(rows, TITLE))] == ["Produktivitas padi", "Panjang jalan usaha tani"]


def test_texts_behind_labels_in_one_cell_go_each_to_its_field() -> None:
    cell = "Alasan Pemilihan Indikator :\nMutu layanan\nFormulasi :\nJumlah A dibagi B\nSumber Data : Laporan\nPenanggung Jawab : Umum"
    rows: list[Row] = [["No", "Sasaran", "Indikator", "Penjelasan"], ["1", "Meningkatnya mutu", "Persentase layanan tepat waktu", cell]]
    (record,) = made(table(rows, TITLE))
    assert (record.formula, record.sumber_data, record.penanggung_jawab) == ("Jumlah A dibagi B", "Laporan", "Umum")
    assert record.lainnya["Alasan Pemilihan Indikator"] == "Mutu layanan"


def test_what_an_indicator_is_and_how_it_is_computed_stay_one_explanation() -> None:
    cell = "Definisi Operasional : Layanan yang selesai\nFormulasi : Jumlah A dibagi B"
    rows: list[Row] = [
        ["No", "Sasaran", "Indikator", "Penjelasan/Formulasi"],
        ["1", "Meningkatnya mutu", "Persentase layanan tepat waktu", cell],
    ]
    (record,) = made(table(rows, TITLE))
    assert record.formula == "Definisi Operasional : Layanan yang selesai Formulasi : Jumlah A dibagi B"


def test_a_page_s_first_row_without_a_name_goes_on_the_record_before_it() -> None:
    rows: list[Row] = [
        ["No", "Sasaran", "Indikator", "Formulasi", "Sumber Data"],
        ["1", "Meningkatnya mutu", "Persentase layanan tepat waktu", "Jumlah A", "Laporan"],
        ["", "", "", "dibagi B", "bulanan"],
    ]
    one = table(rows, TITLE)
    cells = tuple(replace(cell, page=2) if cell.row == 2 else cell for cell in one.cells)
    (record,) = made(replace(one, cells=cells))
    assert (record.formula, record.sumber_data) == ("Jumlah A dibagi B", "Laporan bulanan")


def test_a_label_on_the_line_above_an_indicator_is_none_of_it() -> None:
    rows: list[Row] = [["Program/Kegiatan", "Indikator"], ["Kegiatan: Pembinaan", "Indikator Kegiatan\nPersentase lembaga aktif"]]
    (record,) = made(table(rows, ["INDIKATOR KINERJA UTAMA"]))
    assert record.indikator == "Persentase lembaga aktif"


def test_kegiatan_listed_below_their_programme_in_one_cell_stand_beside_their_indicators() -> None:
    names = C("Program Pembangunan Jalan\n1. Pembangunan jalan\n2. Pembangunan jembatan", rows=2)
    rows: list[Row] = [
        ["Program/Kegiatan", "Indikator", "Satuan", "Target"],
        [names, "Panjang jalan dibangun", "km", "60"],
        [None, "Jumlah jembatan dibangun", "unit", "8"],
    ]
    assert {each.program for each in made(table(rows, TITLE))} == {"Program Pembangunan Jalan"}


def test_a_column_that_is_empty_on_the_next_page_still_has_its_own_values() -> None:
    header: Row = ["Sasaran", "Indikator Sasaran", "Target", "Program", "Indikator Program", "Target"]
    first = table([header, ["Meningkatnya mutu", "Indeks layanan", "80", "Program Layanan", "Persentase layanan", "90"]], TITLE)
    second = table([header, ["", "", "", "Program Penunjang", "Persentase temuan ditindaklanjuti", "100"]], page=2)
    last = made(first, second)[-1]
    assert [value.nilai for value in last.values if value.jenis_nilai != "kosong"] == [100.0]
    assert len(last.values) == 1


MATRIX: list[Row] = [
    ["Program/Kegiatan", "Sasaran Program / Kegiatan / Indikator", "Lokasi", "Target 2025", "Target 2026", "Alokasi 2025", "Alokasi 2026"],
    ["Program Dukungan Manajemen", "", "", "", "", "22.279", "25.334"],
    ["", "Sasaran Program 1: Meningkatnya realisasi anggaran", "Pusat dan Daerah", "", "", "", ""],
    ["", "Persentase realisasi anggaran", "", "90", "95", "", ""],
    ["", "Sasaran Program 2: Meningkatnya tertib aset", "Daerah", "", "", "", ""],
    ["", "Persentase aset tercatat", "", "80", "85", "", ""],
]  # fmt: skip


def test_names_among_indicators_with_a_place_beside_them_hold_for_the_rows_below() -> None:
    read = document(table(MATRIX, ["RENCANA STRATEGIS TAHUN 2025-2026"]))
    assert [(each.indikator, each.program, each.sasaran, each.lainnya.get("Lokasi")) for each in read.records] == [
        ("Persentase realisasi anggaran", "Program Dukungan Manajemen", "Meningkatnya realisasi anggaran", "Pusat dan Daerah"),
        ("Persentase aset tercatat", "Program Dukungan Manajemen", "Meningkatnya tertib aset", "Daerah"),
    ]
    assert [each.teks.split(" | ")[0] for each in read.quarantined] == ["Program Dukungan Manajemen"], "its money is no indicator's"


def test_a_name_that_reaches_over_the_indicators_is_of_its_own_column() -> None:
    rows = [*MATRIX, [C("Layanan Perkantoran", cols=2), None, "", "", "", "9.339", "12.550"],
            ["", "Sasaran Kegiatan : Meningkatnya layanan kantor", "Daerah", "", "", "", ""],
            ["", "Jumlah layanan perkantoran", "", "12", "12", "", ""]]  # fmt: skip
    last = document(table(rows, ["RENCANA STRATEGIS TAHUN 2025-2026"])).records[-1]
    assert (last.program, last.kegiatan, last.sasaran) == (
        "Program Dukungan Manajemen",
        "Layanan Perkantoran",
        "Meningkatnya layanan kantor",
    )


def test_lines_of_a_budget_are_no_indicators_though_they_have_a_realisation() -> None:
    rows: list[Row] = [
        ["Uraian", "Anggaran", "Realisasi", "Persentase"],
        ["Belanja Pegawai", "9.412.500.000", "9.083.062.500", "96,50"],
        ["Belanja Barang dan Jasa", "11.205.750.000", "10.432.553.250", "93,10"],
    ]
    assert not made(table(rows, ["LAPORAN KINERJA TAHUN 2023", "Realisasi Anggaran"]))


def test_bands_with_codes_of_the_nomenclature_before_nest_as_their_codes_do() -> None:
    rows: list[Row] = [
        ["Uraian", "Indikator", "Satuan", "Target"],
        [C("1.03.01.15 Program Pembangunan Jalan", cols=4), None, None, None],
        [C("1.03.01.15.03 Pembangunan Jalan", cols=4), None, None, None],
        ["", "Panjang jalan yang dibangun", "km", "14"],
        [C("1.03.01.15.05 Pembangunan Jembatan", cols=4), None, None, None],
        ["", "Jumlah jembatan yang dibangun", "unit", "3"],
    ]
    assert [(each.program, each.kegiatan) for each in made(table(rows, ["RENCANA KERJA TAHUN 2015"]))] == [
        ("Program Pembangunan Jalan", "Pembangunan Jalan"),
        ("Program Pembangunan Jalan", "Pembangunan Jembatan"),
    ]


PLAN: list[Row] = [
    ["Kode", "Program/Kegiatan", "Capaian Tolok Ukur", "Target", "Keluaran Tolok Ukur", "Target", "Pagu Indikatif", "Prakiraan Maju"],
    ["1.13.01.15", "Program Pemberdayaan", "Persentase fakir miskin", "80%", "", "", "1.200.000.000", "1.300.000.000"],
    ["1.13.01.15.01", "Pelatihan", "", "", "Jumlah peserta pelatihan", "40 orang", "200.000.000", "220.000.000"],
]  # fmt: skip


def test_money_right_of_an_indicator_that_the_row_leaves_out_is_that_of_the_one_before() -> None:
    made_of = made(table(PLAN, ["RENCANA KERJA TAHUN 2016"]))
    assert [[(value.ukuran, value.nilai) for value in each.values] for each in made_of] == [
        [("target", 80), ("pagu", 1.2e9), ("pagu", 1.3e9)],
        [("target", 40), ("pagu", 2e8), ("pagu", 2.2e8)],
    ]


def test_figures_beside_an_indicator_that_the_row_leaves_out_wait() -> None:
    rows = [*PLAN, ["1.13.01.15.02", "Bimbingan", "", "75%", "Jumlah peserta bimbingan", "30 orang", "100.000.000", "110.000.000"]]
    read = document(table(rows, ["RENCANA KERJA TAHUN 2016"]), title=TITLE)
    assert [each.indikator for each in read.records] == ["Persentase fakir miskin", "Jumlah peserta pelatihan", "Jumlah peserta bimbingan"]
    assert ["75%" in each.teks for each in read.quarantined] == [True]


def test_progress_beside_a_unit_of_its_own_is_doubted() -> None:
    """ "Fisik" may be the share of the work that is done, or how many of the unit's things there are."""
    rows: list[Row] = [
        ["Kegiatan", "Indikator", "Target", "Satuan", "Anggaran", "Realisasi Fisik", "Realisasi Keuangan"],
        ["Pelatihan", "Jumlah peserta pelatihan", "40", "orang", "200.000.000", "100", "190.000.000"],
        ["Bimbingan", "Jumlah dokumen bimbingan", "2", "dokumen", "20.000.000", "100", "19.000.000"],
    ]
    records = made(table(rows, ["LAPORAN KINERJA TAHUN 2016"]))
    doubtful = {value.ukuran for each in records for value in each.values if value.keyakinan is not None and value.keyakinan <= 0.5}
    assert doubtful == {"realisasi"}


def test_titles_of_groups_above_the_first_row_of_a_new_page_hold_for_what_follows() -> None:
    header = ["Sasaran / Indikator", "Satuan", "Target 2015", "Realisasi 2015"]
    band = [C("Misi 1 : Membangun daerah", 1, 4), None, None, None]
    first = table([header, band, [C("Sasaran 1 : Meningkatnya mutu air", 1, 4), None, None, None], ["Indeks mutu air", "Indeks", "5", "6"]])
    second = table([["Opini BPK", "Opini", "WTP", "WDP"]], above=["Misi 2 : Menata daerah", "Sasaran 2 : Meningkatnya tata kelola"], page=2)
    records = document(first, second, title=["Laporan Kinerja 2015"]).records
    assert [(record.sasaran, record.lainnya["Bagian"]) for record in records] == [
        ("Meningkatnya mutu air", "Misi 1 : Membangun daerah"), ("Meningkatnya tata kelola", "Misi 2 : Menata daerah"),
    ]  # fmt: skip


def test_bands_that_begin_as_aims_are_sasaran_where_no_column_holds_any_and_that_is_a_guess() -> None:
    band = [C("Terlaksananya pelayanan kesehatan", 1, 3), None, None]
    rows = [["No", "Indikator Kinerja", "Target"], band, ["1", "Pelayanan ibu hamil", "100 %"], ["2", "Pelayanan bayi", "100 %"]]
    made = document(table(rows), title=["PERJANJIAN KINERJA TAHUN 2021"]).records
    assert {(record.sasaran, "tingkat_diduga" in record.catatan) for record in made} == {("Terlaksananya pelayanan kesehatan", True)}


def test_codes_alone_in_a_table_of_few_rows_are_no_names() -> None:
    header = ["Kode", "Sub Kegiatan", "Indikator Keluaran", "Target 2022"]
    rows = [[C("2.22.02.2.01.01", 2, 1), C("Pelindungan budaya", 2, 1), "Jumlah objek budaya", "7"], [None, None, "Jumlah festival", "2"]]
    made = document(table([header, *rows, [C("Total", 1, 3), None, None, "9"]]), title=["RENCANA KERJA TAHUN 2022"]).records
    assert {(record.program, record.sub_kegiatan, record.kode_nomenklatur) for record in made} == {
        (None, "Pelindungan budaya", "2.22.02.2.01.01")
    }
