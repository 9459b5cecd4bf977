"""Forms as applications print them: quarters in a cell's lines, sets side by side, bands with codes, means, one set of values for all."""

from __future__ import annotations

import pytest

from normalizers.words import quarter_lines
from schemas.stages import Record
from tests.normalizers.grids import document, table
from tests.pdf_maker import C, Row


def read(*rows: Row, above: tuple[str, ...] = ("Rencana Aksi Tahun 2023",)) -> list[Record]:
    return document(table(list(rows), above)).records


def printed(record: Record) -> list[tuple[int | None, int | None, str | None, str | None]]:
    return [(value.tahun, value.triwulan, value.ukuran, value.nilai_teks) for value in record.values]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("T1 = 10\nT2 = 20", [(1, "10"), (2, "20")]),
        ("TW I : 10%\nTW II : 20%\nTW IV : 30%", [(1, "10%"), (2, "20%"), (4, "30%")]),
        ("Triwulan 1: 5\n\nTriwulan 2:", [(1, "5"), (2, "")]),
        ("I = 1\nII = 2\nIII = 3\nIV = 4", [(1, "1"), (2, "2"), (3, "3"), (4, "4")]),
        ("TW I: 25, TW II: 50; TW III: 75", [(1, "25"), (2, "50"), (3, "75")]),
        ("Tw I 25%\nTw II 50%", [(1, "25%"), (2, "50%")]),
        ("Laporan TW I 25 dan TW II 50", []),
        ("T1 = 10", []),
        ("T2 = 10\nT1 = 20", []),
        ("1 : 400\n2 : 500\ndokumen", []),
        ("Target : 10\nRealisasi : 20", []),
    ],
)
def test_lines_that_name_quarters_in_turn(text: str, found: list[tuple[int, str]]) -> None:
    assert quarter_lines(text) == found


def test_quarters_in_a_cells_lines_are_one_indicators_values() -> None:
    (record,) = read(
        ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"],
        ["1", "Meningkatnya produksi", "Produksi padi", "Ton", "T1 = 10\nT2 = 20\nT3 = 30\nT4 = 40"],
    )
    assert printed(record) == [(2023, 1, "target", "10"), (2023, 2, "target", "20"), (2023, 3, "target", "30"), (2023, 4, "target", "40")]
    assert {value.satuan for value in record.values} == {"ton"}


def test_the_label_of_the_year_among_quarters_is_no_target() -> None:
    (record,) = read(
        ["No", "Indikator Kinerja", "Target Tahunan", "Triwulan", "Target", "Realisasi"],
        [C("1", 5), C("Indeks kualitas air", 5), C("53", 5), "Triwulan 1 :", "10", "9"],
        [None, None, None, "Triwulan 2 :", "20", "19"],
        [None, None, None, "Triwulan 3 :", "30", "31"],
        [None, None, None, "Triwulan 4 :", "53", "55"],
        [None, None, None, C("Kondisi Akhir (F)", 1, 2), None, "56"],
        above=("Capaian Indikator Kinerja Utama Tahun 2023",),
    )
    found = printed(record)
    assert (2023, None, "target", "53") in found
    assert (2023, None, "realisasi", "56") in found
    assert not any("Akhir" in (text or "") for *_, text in found)


def test_two_sets_with_a_goal_each_keep_their_own() -> None:
    rows: list[Row] = [
        [f"Meningkatnya layanan {k}", f"Indeks layanan {k}", str(k), f"Terwujudnya aplikasi {k}", f"Jumlah aplikasi {k}", str(10 + k)]
        for k in (1, 2, 3)
    ]
    records = read(
        ["KINERJA UTAMA", "INDIKATOR KINERJA UTAMA", "TARGET", "KINERJA ESELON III", "INDIKATOR KINERJA ESELON III", "TARGET ESELON III"],
        *rows,
    )
    found = {record.indikator: record.sasaran for record in records}
    assert found["Indeks layanan 2"] == "Meningkatnya layanan 2"
    assert found["Jumlah aplikasi 2"] == "Terwujudnya aplikasi 2"


def test_a_set_without_units_does_not_take_those_of_another_set() -> None:
    rows: list[Row] = [
        [f"Indeks layanan {k}", "Persen", "5", f"Kegiatan Pembinaan {k}", "1.000.000", f"Jumlah kelompok {k}", "7"] for k in (1, 2, 3)
    ]
    records = read(["Indikator Kinerja", "Satuan", "Target", "Kegiatan", "Anggaran", "Output Kegiatan", "Target"], *rows)
    outputs = [record for record in records if record.indikator.startswith("Jumlah kelompok")]
    assert len(outputs) == len(rows)
    assert {value.satuan for record in outputs for value in record.values if value.ukuran == "target"} == {None}
    assert all({value.ukuran for value in record.values} == {"pagu", "target"} for record in outputs)


def test_the_code_beside_a_band_tells_its_level() -> None:
    header: Row = ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Satuan", "Target 2023", "Pagu 2023"]
    rows: list[Row] = [
        ["3.27.02", C("PROGRAM PENYEDIAAN SARANA PERTANIAN", 1, 5), None, None, None, None],
        ["3.27.02.2.01", C("Pengawasan Penggunaan Sarana Pertanian", 1, 5), None, None, None, None],
        ["3.27.02.2.01.0002", "Pendampingan Penggunaan Sarana", "Jumlah pendampingan", "Laporan", "12", "355.415.500"],
        ["3.27.02.2.01.0003", "Pengawasan Sarana Pengolahan", "Jumlah pengawasan", "Laporan", "10", "574.250.000"],
    ]
    records = read(header, *rows, above=("Evaluasi Renja Tahun 2023",))
    assert {(record.program, record.kegiatan) for record in records} == {
        ("PROGRAM PENYEDIAAN SARANA PERTANIAN", "Pengawasan Penggunaan Sarana Pertanian")
    }
    assert [record.sub_kegiatan for record in records] == ["Pendampingan Penggunaan Sarana", "Pengawasan Sarana Pengolahan"]


def test_values_beside_the_only_indicator_of_a_row_are_its_own() -> None:
    records = read(
        ["Sasaran", "Indikator Sasaran", "Program", "Indikator Program", "Target 2021", "Target 2022"],
        ["Meningkatnya kapasitas", "Nilai SAKIP", "", "", "70", "72"],
        ["", "", "Program Kepegawaian", "Persentase formasi terisi", "80", "82"],
        ["", "", "Program Penunjang", "Persentase dokumen tepat waktu", "90", "92"],
        above=("Rencana Strategis 2021-2022",),
    )
    found = {record.indikator: [text for *_, text in printed(record)] for record in records}
    assert found == {"Nilai SAKIP": ["70", "72"], "Persentase formasi terisi": ["80", "82"], "Persentase dokumen tepat waktu": ["90", "92"]}


@pytest.mark.parametrize("label", ["RATA-RATA CAPAIAN DARI 3 INDIKATOR", "Rata-rata capaian per sasaran", "TOTAL PER SASARAN", "T O T A L"])
def test_means_and_sums_of_the_rows_above_are_no_indicators(label: str) -> None:
    records = read(
        ["No", "Indikator Kinerja", "Target", "Realisasi", "%"],
        ["1", "Persentase jalan mantap", "80", "78", "97,5"],
        ["", label, "", "", "97,5"],
        above=("Capaian Kinerja Tahun 2023",),
    )
    assert [record.indikator for record in records] == ["Persentase jalan mantap"]


def test_what_a_rows_year_starts_from_is_of_the_year_before() -> None:
    rows: list[Row] = [[str(k), f"Jumlah layanan {k}", "2025", "5", "6", "7"] for k in (1, 2, 3)]
    records = read(["No", "Indikator Kinerja", "Tahun", "Baseline", "Target", "Realisasi"], *rows, above=("Monitoring Kinerja",))
    assert {(value.ukuran, value.tahun) for record in records for value in record.values} == {
        ("kondisi_awal", 2024), ("target", 2025), ("realisasi", 2025),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells", "doubted"),
    [
        (["Baseline / Target Tahunan", "Target TW I", "Target TW II"], ["7", "3", "7"], ("target", None)),
        (["Target 2023", "Realisasi TW I", "Capaian TW I (%)"], ["12", "2", "16,7"], ("capaian", 1)),
    ],
)
def test_what_a_title_leaves_open_is_doubted(header: list[str], cells: list[str], doubted: tuple[str, int | None]) -> None:
    rows: list[Row] = [[str(k), f"Jumlah layanan {k}", *cells] for k in (1, 2, 3)]
    records = read(["No", "Indikator Kinerja", *header], *rows)
    sure = {(value.ukuran, value.triwulan): value.keyakinan for value in records[0].values}
    assert sure[doubted] is not None
    assert (sure[doubted] or 0) <= 0.5


def test_bands_in_a_column_that_nothing_else_fills_are_its_names() -> None:
    records = read(
        ["#", "Sasaran Strategis", "Indikator Sasaran", "Satuan", "Target"],
        ["1.", C("Kemandirian desa", 1, 4), None, None, None],
        ["", "", "Indeks desa membangun", "Indeks", "0,7142"],
        ["", "", "Jumlah desa mandiri", "Desa", "18"],
        ["2.", C("Tata kelola pemerintahan desa", 1, 4), None, None, None],
        ["", "", "Persentase desa tepat waktu", "Persen", "92"],
        above=("Perjanjian Kinerja Tahun 2023",),
    )
    assert [(record.sasaran, record.indikator) for record in records] == [
        ("Kemandirian desa", "Indeks desa membangun"),
        ("Kemandirian desa", "Jumlah desa mandiri"),
        ("Tata kelola pemerintahan desa", "Persentase desa tepat waktu"),
    ]


def test_codes_that_number_aims_are_no_programmes_codes() -> None:
    header: Row = [
        C("Kode", 1, 3),
        None,
        None,
        "Misi/Tujuan/Sasaran/Program Pembangunan Daerah",
        "Indikator Kinerja",
        "Target 2022",
        "Rp 2022",
    ]
    records = read(
        header,
        ["1", "1", "", "Meningkatnya kualitas sumber daya manusia", "Indeks pembangunan manusia", "65,45", ""],
        ["1", "1", "1", "Meningkatnya derajat kesehatan masyarakat", "Usia harapan hidup", "69,88", ""],
        ["", "", "", "Program Kesehatan Keluarga", "Angka kematian ibu", "13", "2.350.112.500"],
        ["1", "1", "2", "Meningkatnya akses pendidikan", "Rata-rata lama sekolah", "6,3", ""],
        ["", "", "", "Program Wajib Belajar", "Angka partisipasi murni", "80,7", "18.700.112.500"],
        above=("Program Pembangunan Daerah RPJMD Tahun 2019-2023",),
    )
    assert [(record.tujuan, record.sasaran, record.program) for record in records] == [
        ("Meningkatnya kualitas sumber daya manusia", None, None),
        ("Meningkatnya kualitas sumber daya manusia", "Meningkatnya derajat kesehatan masyarakat", None),
        ("Meningkatnya kualitas sumber daya manusia", "Meningkatnya derajat kesehatan masyarakat", "Program Kesehatan Keluarga"),
        ("Meningkatnya kualitas sumber daya manusia", "Meningkatnya akses pendidikan", None),
        ("Meningkatnya kualitas sumber daya manusia", "Meningkatnya akses pendidikan", "Program Wajib Belajar"),
    ]


@pytest.mark.parametrize(("reached", "sure"), [(("14", "41", "60"), False), (("4", "12", "20"), True)])
def test_a_target_beside_what_a_quarter_nearly_reached_may_be_the_quarters(reached: tuple[str, ...], sure: bool) -> None:
    rows: list[Row] = [
        [str(k + 1), f"Jumlah layanan {k}", target, done] for k, (target, done) in enumerate(zip(("12", "45", "60"), reached, strict=True))
    ]
    records = read(["No", "Indikator Kinerja", "Target", "Realisasi"], *rows, above=("Capaian Kinerja Triwulan II Tahun 2023",))
    targets = [value for record in records for value in record.values if value.ukuran == "target"]
    assert {value.triwulan for value in targets} == {None}
    assert all((value.keyakinan or 0) > 0.5 for value in targets) is sure


@pytest.mark.parametrize("text", ["Belum ada capaian", "belum dinilai", "Belum rilis"])
def test_words_for_nothing_are_no_values(text: str) -> None:
    (record,) = read(["No", "Indikator Kinerja", "Target", "Realisasi"], ["1", "Indeks layanan", "5", text])
    assert [value.jenis_nilai for value in record.values if value.ukuran == "realisasi"] == ["kosong"]


def test_a_form_drawn_as_several_tables_holds_for_the_table_below_it() -> None:
    code = "2.23.02"
    labels = (
        ("Urusan", "2.23", "Perpustakaan"),
        ("Organisasi", "2.23.01", "Dinas Perpustakaan"),
        ("Program", code, "PROGRAM PEMBINAAN PERPUSTAKAAN"),
    )
    form = table([[label, ":", number, name] for label, number, name in labels], ())
    place = table([["Lokasi Kegiatan", ":", "Kota Cirebon"], ["Sumber Dana", ":", "PAD"]], ())
    amount = table([["Jumlah Tahun n", ":", "Rp", "385,000,000"]], ())
    body = table(
        [["Tolok Ukur Kinerja", "Target Kinerja"], ["Persentase pemustaka aktif", "62.50 Persen"], ["Jumlah judul buku", "1,250 Judul"]], ()
    )
    records = document(form, place, amount, body, title=("RENCANA KERJA DAN ANGGARAN TAHUN 2023",)).records
    assert {record.program for record in records} == {"PROGRAM PEMBINAAN PERPUSTAKAAN"}
    assert {record.kode_nomenklatur for record in records} == {code}


def test_of_two_people_above_a_table_the_one_assessed_has_it() -> None:
    records = read(
        [C("NO PEGAWAI YANG DINILAI", 1, 2), None, C("NO ATASAN PENILAI KINERJA", 1, 2), None],
        [C("4 JABATAN Pranata Hubungan Masyarakat", 1, 2), None, C("4 JABATAN Kepala Bidang", 1, 2), None],
        ["RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "REALISASI"],
        ["Tersedianya konten informasi", "Jumlah konten", "240 Konten", "256 Konten"],
        above=("EVALUASI KINERJA PEGAWAI TAHUN 2024",),
    )
    assert [(record.jabatan, record.jenis_tabel) for record in records] == [("Pranata Hubungan Masyarakat", "iki")]


def test_stages_in_one_cell_are_told_apart_beside_their_rows() -> None:
    records = read(
        ["No", "Program", "Uraian Kegiatan", "Indikator", "Satuan", "Target", "Realisasi"],
        [C("1", 3), C("Program Persampahan", 3), "", "Persentase sampah tertangani", "%", "82", "84,15"],
        [
            None,
            None,
            C("Penyediaan Sarana", 2),
            C("Output: Jumlah kontainer sampah\nOutcome: Persentase cakupan layanan", 2),
            "unit",
            "12",
            "11",
        ],
        [None, None, None, None, "%", "78", "76,5"],
        above=("Laporan Realisasi Kinerja Tahun 2020",),
    )
    assert [(record.indikator, record.values[0].nilai_teks) for record in records] == [
        ("Persentase sampah tertangani", "82"),
        ("Jumlah kontainer sampah", "12"),
        ("Persentase cakupan layanan", "78"),
    ]


def test_levels_abbreviated_before_a_colon_are_levels() -> None:
    (record,) = read(
        ["No", "Program / Kegiatan", "Sub Kegiatan", "Indikator Sub Kegiatan", "Satuan", "Target"],
        [
            "1",
            "Prog: Program Kesehatan Perorangan\nKeg: Penyediaan Layanan Rujukan",
            "Pengelolaan Krisis",
            "Jumlah laporan",
            "Laporan",
            "12",
        ],
        ["2", "Prog: Program Kesehatan Perorangan\nKeg: Penyediaan Layanan Rujukan", "Promosi Kesehatan", "(Belum ada indikator)", "", ""],
        above=("Rencana Kerja Tahun 2025",),
    )
    assert (record.program, record.kegiatan, record.sub_kegiatan) == (
        "Program Kesehatan Perorangan",
        "Penyediaan Layanan Rujukan",
        "Pengelolaan Krisis",
    )


def test_periods_of_rows_date_their_values() -> None:
    rows: list[Row] = [
        ["1", "Indeks layanan", "2,6", "2,4", "Tahun 2025"],
        ["2", "Jumlah peserta", "48", "32", "Triwulan IV 2025"],
        ["3", "Jumlah pencari kerja", "300", "341", "Triwulan IV 2025"],
    ]
    records = read(["No.", "Indikator Kinerja", "Target", "Realisasi", "Periode"], *rows, above=("Capaian Kinerja Tahun 2025",))
    assert [{(value.tahun, value.triwulan) for value in record.values} for record in records] == [{(2025, None)}, {(2025, 4)}, {(2025, 4)}]


def test_years_of_evaluation_date_their_rows() -> None:
    rows: list[Row] = [[str(k), f"Jumlah layanan {k}", str(k + 5), "2024"] for k in (1, 2, 3)]
    records = read(["No.", "Indikator", "Target Tahunan", "Tahun Evaluasi"], *rows, above=("Data SAKIP",))
    assert {value.tahun for record in records for value in record.values} == {2024}
    others = read(["No.", "Indikator", "Target Tahunan", "Tahun Perolehan"], *rows, above=("Data SAKIP",))
    assert {value.tahun for record in others for value in record.values} == {None}


def test_names_that_begin_as_no_aim_are_of_the_other_level() -> None:
    rows: list[Row] = [
        ["1", "Pengawasan Sarana Pertanian", "Jumlah laporan", "4 Laporan"],
        ["2", "Pemanfaatan SDG Hewan", "Jumlah varietas", "5 Varietas"],
    ]
    records = read(
        ["NO", "SASARAN STRATEGIS/SUB KEGIATAN", "INDIKATOR SUB KEGIATAN", "TARGET"], *rows, above=("Perjanjian Kinerja Tahun 2022",)
    )
    assert [(record.sasaran, record.sub_kegiatan) for record in records] == [(None, str(row[1])) for row in rows]
