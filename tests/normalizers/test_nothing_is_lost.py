"""Every row of a recognised table is in the records or in quarantine; a table that cannot be mapped is in quarantine whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.document import NormalisedDocument, normalise
from schemas.stages import LEFT_OUT, ExtractedDocument, PageText
from tests.normalizers.grids import document, table
from tests.pdf_maker import C

HEADER = ["No", "Sasaran", "Indikator", "Satuan", "2021", "Sumber Data"]
WORDS = st.sampled_from(
    ["", "", "Angka kemiskinan", "Persentase layanan", "12", "45 %", "BPS", "Meningkatnya mutu", "Jumlah", "-", "a. SD", "b. SMP"]
)


def placed(result: NormalisedDocument) -> set[int]:
    return {r.baris for r in result.records} | {q.baris for q in result.quarantined if q.baris is not None}


@given(st.lists(st.tuples(*[WORDS] * 6), min_size=1, max_size=8))
def test_no_text_of_any_row_disappears(rows: list[tuple[str, ...]]) -> None:
    result = document(table([HEADER, *map(list, rows)], ["INDIKATOR KINERJA UTAMA"]))
    landed = " ".join(
        " ".join([r.indikator, *(str(getattr(r, f) or "") for f in ("nomor", "sasaran", "sumber_data", "keterangan")),
                  *(v.nilai_teks or "" for v in r.values), *r.lainnya.values()]) for r in result.records
    ) + " ".join(q.teks for q in result.quarantined)  # fmt: skip
    for number, row in enumerate(rows, start=1):
        if number not in placed(result):
            # A dash, and the number of a row that is otherwise empty, are no texts.
            texts = [text for column, text in enumerate(row) if text != "-" and not (column == 0 and text.isdigit())]
            assert all(text in landed for text in texts), f"row {number} {row} is nowhere"


def test_a_total_row_is_quarantined_with_its_reason() -> None:
    result = document(table([HEADER, ["1", "A", "Angka B", "orang", "1", ""], ["", "Jumlah", "", "", "1", ""]]))
    assert [(q.alasan, q.baris) for q in result.quarantined] == [("baris_jumlah", 2)]


def test_values_without_any_indicator_are_quarantined() -> None:
    result = document(table([HEADER, ["1", "A", "", "orang", "1", ""]], ["INDIKATOR KINERJA UTAMA"]))
    assert result.records == ()
    assert [(q.alasan, q.baris) for q in result.quarantined] == [("tanpa_indikator", 1)]


def test_a_value_in_words_without_an_indicator_is_quarantined() -> None:
    rows = [["1", "Angka B", "", "", "Baik", ""], ["", "", "Angka B", "orang", "1", ""]]
    result = document(table([HEADER, *rows], ["INDIKATOR KINERJA UTAMA"]))
    assert [(q.alasan, q.baris) for q in result.quarantined] == [("tanpa_indikator", 1)]


def test_a_sasaran_without_indicator_is_quarantined() -> None:
    result = document(table([HEADER, ["1", "A", "Angka B", "orang", "1", ""], ["2", "Sasaran tanpa indikator", "", "", "", ""]]))
    assert [(q.alasan, q.baris) for q in result.quarantined] == [("tanpa_indikator", 2)]


def test_a_table_of_indicators_with_an_unknown_header_is_quarantined_with_its_header() -> None:
    rows = [["Urusan", "Aspek yang dinilai", "Besaran"], ["A", "Persentase jalan mantap", "70"], ["B", "Jumlah jembatan baik", "9"]]
    result = document(table(rows))
    assert {q.alasan for q in result.quarantined} == {"kepala_tidak_dikenal"}
    assert [q.baris for q in result.quarantined] == [1, 2]
    assert result.quarantined[0].kepala == "Urusan | Aspek yang dinilai | Besaran"


def test_budget_and_staff_tables_are_neither_landed_nor_quarantined() -> None:
    budget = table([["No", "Program", "Anggaran", "Keterangan"], ["1", "Program Rehabilitasi", "10.000", "APBD"]])
    staff = table([["No", "Nama Jabatan", "Kelas Jabatan"], ["1", "Kepala Dinas", "14"]])
    result = document(budget, staff)
    assert result.records == () and result.quarantined == ()


def test_a_budget_table_in_the_same_frame_adds_no_records() -> None:
    rows = [["No", "Sasaran", "Indikator", "Target"], ["1", "A", "Angka B", "5 unit"],
            ["No", "Program", "Anggaran", "Keterangan"], ["1", "Program C", "Rp 10.000", "APBD"]]  # fmt: skip
    assert [r.indikator for r in document(table(rows, ["PERJANJIAN KINERJA TAHUN 2024"])).records] == ["Angka B"]


def test_a_merged_header_over_two_columns_joins_their_texts() -> None:
    rows = [["No", C("Indikator", 1, 2), None, "2021"], ["1", "a.", "Angka kemiskinan", "5"]]
    (record,) = document(table(rows)).records
    assert record.indikator == "Angka kemiskinan"


def waiting(result: NormalisedDocument) -> list[tuple[str, int | None]]:
    return [(each.alasan, each.baris) for each in result.quarantined]


def test_names_beside_their_achievement_wait_where_no_title_says_indicator() -> None:
    rows = [
        ["Unsur Kinerja", "Capaian Kinerja"],
        ["1", "2"],
        ["1. Pemulihan aset daerah", "100 %"],
        ["2. Penagihan piutang daerah", "NIHIL"],
    ]
    result = document(table([*rows, ["Rata-rata", "66,4 %"]]))
    assert waiting(result) == [("kepala_tidak_dikenal", row) for row in (2, 3, 4)]


def test_names_beside_a_target_wait_below_a_heading_of_performance_only() -> None:
    rows = [["Tahapan Tugas 1", "Target", "Capaian"], ["Penanganan perkara umum", "90", "99"], ["Penanganan perkara khusus", "90", "5,5"]]
    assert waiting(document(table(rows, ["Capaian Kinerja", "Triwulan II Tahun 2025"]))) == [
        ("kepala_tidak_dikenal", 1),
        ("kepala_tidak_dikenal", 2),
    ]
    assert waiting(document(table(rows, ["Pengadaan barang"]))) == []


def test_purchases_with_a_target_in_money_do_not_wait() -> None:
    rows = [
        ["Jenis Belanja", "Target", "Realisasi"],
        ["Belanja alat tulis", "12.500.000", "12.400.000"],
        ["Belanja sewa gedung", "9.000.000", "0"],
    ]
    assert waiting(document(table(rows, ["Realisasi Kinerja Tahun 2024"]))) == []


def test_what_an_office_spent_in_all_waits() -> None:
    head = ["Urusan/Program/Kegiatan", "Indikator Kinerja", "Realisasi 2023", "Rp"]
    rows = [["SEKRETARIAT DAERAH", "", "", ""], ["SEKRETARIAT DAERAH", "", "-", "26.733.044.785"],
            ["PROGRAM ADMINISTRASI UMUM", "Persentase surat terjawab", "90", "23.153.024.985"]]  # fmt: skip
    result = document(table([head, *rows]))
    assert waiting(result) == [("baris_jumlah", 2)]
    assert [record.baris for record in result.records] == [3]


def test_the_mean_of_the_rows_above_waits_and_the_mean_of_something_lands() -> None:
    head = ["Kinerja Pendukung", "Capaian"]
    rows = [["Persentase perkara selesai", "100 %"], ["Rata-rata lama penanganan", "96 %"], ["Rata-Rata Capaian", "99 %"]]
    result = document(table([head, *rows], ["Capaian Indikator Kinerja Tahun 2025"]))
    assert [record.indikator for record in result.records] == ["Persentase perkara selesai", "Rata-rata lama penanganan"]
    assert waiting(result) == [("baris_jumlah", 3)]


def test_a_numbered_mean_is_an_indicator() -> None:
    rows = [HEADER, ["1", "A", "Angka B", "orang", "1", ""], ["2", "A", "Rata-rata capaian kinerja", "%", "1", ""]]
    assert [record.baris for record in document(table(rows)).records] == [1, 2]


@pytest.mark.parametrize("counts", [["1", "2"], ["1", "3"]])
def test_two_columns_are_numbered_and_that_is_no_row(counts: list[str]) -> None:
    rows = [["Kinerja Pendukung", "Capaian Kinerja"], counts, ["Persentase perkara selesai", "50 %"]]
    result = document(table(rows, ["Capaian Indikator Kinerja Tahun 2025"]))
    assert [record.baris for record in result.records] == [2]
    assert waiting(result) == []


def test_lines_of_a_budget_are_no_indicators_and_the_table_says_so() -> None:
    head = [
        [C("Tahun", 2), C("Aspek", 2), C("Program", 1, 3), None, None],
        [None, None, "Penegakan Hukum Dan Pelayanan Hukum", "Dukungan Manajemen", "Total"],
    ]
    rows = [
        [C("2023", 3), "Anggaran (Rp)", "961.197.000", "5.152.448.000", "6.113.645.000"],
        [None, "Realisasi (Rp)", "900.197.000", "5.000.448.000", "5.900.645.000"],
        [None, "Persentase Penggunaan Anggaran (%)", "93,7%", "97,1%", "96,5%"],
    ]
    rows = [*head, *rows, *rows]
    result = document(table(rows, ["Kinerja Realisasi Penggunaan Anggaran Tahun 2020-2024"]), title=["RENCANA STRATEGIS 2025-2029"])
    assert result.records == () and waiting(result) == []
    assert result.verdicts[0].reason == "anggaran: nama barisnya hanya kata uang"


def test_the_share_of_a_budget_that_was_spent_is_an_indicator() -> None:
    rows = [
        ["No", "Indikator", "Target", "Realisasi"],
        ["1", "Persentase Realisasi Anggaran", "95 %", "97 %"],
        ["2", "Persentase Penyerapan Anggaran", "95 %", "90 %"],
    ]
    assert len(document(table(rows, ["CAPAIAN KINERJA TAHUN 2024"])).records) == 2


def test_rows_of_indicators_that_no_table_holds_wait() -> None:
    rows = [["Persentase jalan mantap", "80", "%"], ["Jumlah jembatan yang dibangun", "4", "unit"], ["Persentase irigasi baik", "61", "%"]]
    outside = replace(table(rows), flags=(LEFT_OUT,))
    done = normalise(ExtractedDocument((PageText(1, (), "teks", True, ""),), (), (), (outside,)), "a.pdf")
    assert [(each.alasan, each.halaman) for each in done.quarantined] == [(LEFT_OUT, 1)] * 3
    assert "Jumlah jembatan yang dibangun" in done.quarantined[1].teks
    # Tables are counted from 1, and those rows are of none of the document's own.
    assert [each.tabel for each in done.quarantined] == [1] * 3
    beside = ExtractedDocument(
        (PageText(1, (), "teks", True, ""),), (table([HEADER, ["1", "A", "Angka X", "%", "7", "BPS"]]),), (), (outside,)
    )
    assert {each.tabel for each in normalise(beside, "a.pdf").quarantined} == {2}
    # A line's texts stand in no columns: what is left empty before them moves them.
    moved = [["1", "Mutu", "Nilai investasi", "80"], ["Jumlah izin terbit", "4", "unit", ""], ["Rata-rata waktu izin", "3", "hari", ""]]
    outside = replace(table(moved), flags=(LEFT_OUT,))
    assert len(normalise(replace(beside, tables=(), lists=(outside,)), "a.pdf").quarantined) == 3
    prose = replace(table([["Kepala Dinas", "Ciamis", "2024"], ["NIP. 1971", "Drs. Ahmad", "1"]]), flags=(LEFT_OUT,))
    assert not normalise(ExtractedDocument((PageText(1, (), "teks", True, ""),), (), (), (prose,)), "a.pdf").quarantined
