"""Years as rows: a table of one indicator lands under the name that its caption says, or waits; beside indicators they date their rows."""

from __future__ import annotations

import pytest

from normalizers.document import NormalisedDocument
from schemas.stages import Record
from tests.normalizers.grids import document, table
from tests.pdf_maker import C, Row

YEARS: list[Row] = [
    ["Tahun", "Target", "Realisasi", "Capaian"],
    ["2022", "80%", "76%", "95%"],
    ["2023", "85%", "85%", "100%"],
    ["2024", "90%", "81%", "90%"],
]
CAPTION = ["dapat dilihat pada tabel di bawah ini.", "Tabel 3.4. Persentase Aduan Warga yang Selesai", "Tahun 2022-2024 pada Dinas Kominfo"]


def values(record: Record) -> list[tuple[int | None, str | None, float | None, str | None]]:
    return [(value.tahun, value.ukuran, value.nilai, value.satuan) for value in record.values]


def waiting(result: NormalisedDocument) -> list[tuple[str, int | None]]:
    return [(each.alasan, each.baris) for each in result.quarantined]


def test_years_as_rows_are_one_indicator_by_the_caption() -> None:
    result = document(table(YEARS, CAPTION))
    (record,) = result.records
    assert (record.indikator, record.jenis_tabel) == ("Persentase Aduan Warga yang Selesai", "realisasi")
    assert values(record)[:3] == [(2022, "target", 80.0, "persen"), (2022, "realisasi", 76.0, "persen"), (2022, "capaian", 95.0, "persen")]
    assert [value.tahun for value in record.values[::3]] == [2022, 2023, 2024]
    assert "indikator_dari_judul" in record.catatan
    assert record.lainnya["Judul tabel"] == " ".join(CAPTION[1:])
    assert all(value.keyakinan < 0.9 for value in record.values)
    assert waiting(result) == []


def test_measures_as_rows_and_years_as_columns_are_one_indicator_too() -> None:
    rows = [["Uraian", "2023", "2024"], ["Target", "80", "85"], ["Realisasi", "76", "85"], ["Capaian (%)", "95", "100"]]
    (record,) = document(table(rows, ["Tabel 7 Indeks Kepuasan Warga Tahun 2023-2024"])).records
    assert record.indikator == "Indeks Kepuasan Warga"
    assert values(record)[0] == (2023, "target", 80.0, None)
    assert values(record)[-1] == (2024, "capaian", 100.0, "persen")


def test_measures_are_no_indicators_whatever_their_column_is_called() -> None:
    rows = [["Indikator", "2023", "2024"], ["Target", "80", "85"], ["Realisasi", "76", "85"]]
    (record,) = document(table(rows, ["Tabel 7 Indeks Kepuasan Warga Tahun 2023-2024"])).records
    assert record.indikator == "Indeks Kepuasan Warga"


def test_years_beside_the_realisation_alone() -> None:
    rows = [["Tahun", "Realisasi"], ["2023", "12"], ["2024", "15"]]
    (record,) = document(table(rows, ["Tabel 2. Jumlah Perpustakaan Desa Tahun 2023 dan 2024"])).records
    assert (record.indikator, values(record)[1][:3]) == ("Jumlah Perpustakaan Desa", (2024, "realisasi", 15.0))


def test_numbered_rows_and_a_unit_beside_the_years() -> None:
    rows = [["No", "Tahun", "Target", "Realisasi", "Satuan"], ["1", "2023", "12", "10", "desa"], ["2", "2024", "15", "15", "desa"]]
    (record,) = document(table(rows, ["Tabel 2. Jumlah Perpustakaan Desa Tahun 2023 - 2024"])).records
    assert values(record)[0] == (2023, "target", 12.0, "desa")


def test_a_mean_below_the_years_waits() -> None:
    result = document(table([*YEARS, ["Rata-rata", "85%", "81%", "95%"]], CAPTION))
    assert len(result.records) == 1
    assert waiting(result) == [("baris_jumlah", 4)]


@pytest.mark.parametrize(
    ("caption", "indicator"),
    [
        ("Tabel III-4 Target dan Realisasi Cakupan Imunisasi Dasar Tahun 2022 s.d. 2024", "Cakupan Imunisasi Dasar"),
        ("Tabel 3. 2 Capaian Indikator Kinerja Utama “Nilai SAKIP Perangkat Daerah” 2022-2024", "Nilai SAKIP Perangkat Daerah"),
        ("Tabel 5 Perkembangan Realisasi IKU 2: Angka Kemiskinan (%) Tahun 2022–2024 Kabupaten Anu", "Angka Kemiskinan (%)"),
        ("Indikator Kinerja : Persentase Jalan Mantap", "Persentase Jalan Mantap"),
    ],
)
def test_what_introduces_a_name_and_the_years_behind_it_are_no_part_of_it(caption: str, indicator: str) -> None:
    (record,) = document(table(YEARS, [caption])).records
    assert record.indikator == indicator


@pytest.mark.parametrize(
    "caption",
    [
        "Tabel 9. Kinerja Pelayanan Aduan Tahun 2022-2024",
        "Tabel 9. Capaian Kinerja Dinas Kominfo Tahun 2022-2024",
        "Tabel 9. Persentase Aduan yang Selesai dan Persentase Aduan yang Ditolak Tahun 2022-2024",
        "Tabel 9. Perbandingan Persentase Aduan yang Selesai dengan Standar Nasional Tahun 2022-2024",
        "Tabel 9. Persentase Aduan yang Selesai Tahun 2022-2024 dan Jumlah Aduan yang Masuk",
        "Tabel 9. Persentase Aduan yang Selesai Triwulan II Tahun 2022-2024",
        "Persentase aduan warga yang selesai terus naik dari tahun ke tahun",
        "Gambaran pelayanan",
    ],
)
def test_a_caption_that_does_not_plainly_name_one_indicator_makes_the_table_wait(caption: str) -> None:
    result = document(table(YEARS, [caption]))
    assert result.records == ()
    assert waiting(result) == [("indikator_tidak_disebut", row) for row in (1, 2, 3)]


def test_rows_that_another_column_may_tell_apart_wait() -> None:
    rows = [["Tahun", "Wilayah", "Target", "Realisasi"], ["2023", "Utara", "80", "76"], ["2024", "Selatan", "85", "85"]]
    result = document(table(rows, ["Tabel 4. Persentase Aduan yang Selesai Tahun 2023-2024"]))
    assert result.records == ()
    assert "Wilayah" in result.quarantined[0].penjelasan


def test_years_of_a_budget_are_no_indicator_and_say_so() -> None:
    rows = [["Tahun", "Target", "Realisasi"], ["2023", "12.500.000.000", "12.400.000.000"], ["2024", "9.000.000.000", "8.900.000.000"]]
    result = document(table(rows, ["Tabel 4. Jumlah Anggaran Belanja Tahun 2023-2024"]))
    assert result.records == () and waiting(result) == []
    assert result.verdicts[0].reason == "anggaran per tahun, tanpa kolom indikator"


def test_money_that_an_office_is_to_earn_is_its_indicator() -> None:
    rows = [["Tahun", "Target", "Realisasi"], ["2023", "12.500.000.000", "12.400.000.000"], ["2024", "9.000.000.000", "8.900.000.000"]]
    (record,) = document(table(rows, ["Tabel 4. Jumlah Pendapatan Retribusi Daerah (Rp) Tahun 2023-2024"])).records
    assert values(record)[0] == (2023, "target", 12.5e9, "rupiah")


def test_years_that_go_on_over_a_page_keep_their_caption() -> None:
    result = document(table(YEARS[:3], CAPTION), table([["2024", "90%", "81%", "90%"], ["2025", "91%", "", ""]], page=2))
    first, second = result.records
    assert first.indikator == second.indikator
    assert [value.tahun for value in second.values[::3]] == [2024, 2025]
    assert "kepala_dari_tabel_sebelumnya" in second.catatan


def test_a_caption_inside_the_frame_counts() -> None:
    (record,) = document(table([[C(CAPTION[1], 1, 4), None, None, None], *YEARS])).records
    assert record.indikator == "Persentase Aduan Warga yang Selesai"


def test_a_title_over_the_years_changes_nothing() -> None:
    rows = [[C("Uraian", 2), C("Tahun", 1, 2), None], [None, "2023", "2024"], ["Target", "80", "85"], ["Realisasi", "76", "85"]]
    (record,) = document(table(rows, ["Tabel 7 Indeks Kepuasan Warga Tahun 2023-2024"])).records
    assert values(record)[-1][:3] == (2024, "realisasi", 85.0)


def test_one_row_of_target_and_realisation_is_of_the_captions_year() -> None:
    (record,) = document(
        table([["Target", "Realisasi", "Capaian (%)"], ["80", "76", "95"]], ["Tabel 7. Indeks Kepuasan Warga Tahun 2024"])
    ).records
    assert record.indikator == "Indeks Kepuasan Warga"
    assert [value.tahun for value in record.values] == [2024, 2024, 2024]
    assert all("tahun_dari_judul" in value.catatan for value in record.values)


def test_one_row_below_years_has_theirs() -> None:
    head = [[C("Tahun 2023", 1, 2), None, C("Tahun 2024", 1, 2), None], ["Target", "Realisasi", "Target", "Realisasi"]]
    (record,) = document(table([*head, ["80", "76", "85", "85"]], ["Tabel 7. Indeks Kepuasan Warga Tahun 2023 dan 2024"])).records
    assert [(value.tahun, value.ukuran) for value in record.values] == [
        (2023, "target"), (2023, "realisasi"), (2024, "target"), (2024, "realisasi"),
    ]  # fmt: skip


def test_one_row_whose_year_is_open_waits() -> None:
    rows = [["Target", "Realisasi", "Capaian (%)"], ["80", "76", "95"]]
    result = document(table(rows, ["Tabel 7. Indeks Kepuasan Warga Tahun 2023-2024"]))
    assert result.records == () and waiting(result) == [("indikator_tidak_disebut", 1)]


@pytest.mark.parametrize("quarters", [["I", "II", "III", "IV"], ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"]])
def test_quarters_as_rows_wait(quarters: list[str]) -> None:
    rows = [["Triwulan", "Target", "Realisasi"], *([quarter, "20", "19"] for quarter in quarters)]
    result = document(table(rows, ["Tabel 3. Indeks Kepuasan Warga Tahun 2024"]))
    assert result.records == ()
    assert waiting(result) == [("indikator_tidak_disebut", row) for row in (1, 2, 3, 4)]


def test_two_sets_of_columns_for_the_same_years_wait() -> None:
    rows = [["Tahun", "Target", "Realisasi", "Target", "Realisasi"], ["2023", "80", "76", "1", "2"], ["2024", "85", "85", "1", "2"]]
    result = document(table(rows, ["Tabel 3. Indeks Kepuasan Warga Tahun 2023-2024"]))
    assert result.records == () and len(waiting(result)) == 2


@pytest.mark.parametrize("title", ["Capaian Kinerja Tahun 2024", "Capaian Kinerja"])
def test_years_beside_indicators_date_their_rows_whatever_the_title_says(title: str) -> None:
    head = ["No", "Indikator Kinerja", "Tahun", "Target", "Realisasi"]
    rows = [
        [C("1", 2), C("Persentase jalan mantap", 2), "2023", "80", "76"],
        [None, None, "2024", "85", "85"],
        ["2", "Jumlah jembatan baik", "2024", "12", "11"],
    ]
    result = document(table([head, *rows], [title]))
    assert [(record.indikator, values(record)[0][:3]) for record in result.records] == [
        ("Persentase jalan mantap", (2023, "target", 80.0)),
        ("Persentase jalan mantap", (2024, "target", 85.0)),
        ("Jumlah jembatan baik", (2024, "target", 12.0)),
    ]
    assert not any(
        {"tahun_dari_judul", "tahun_tidak_diketahui"} & set(value.catatan) for record in result.records for value in record.values
    )
    assert [record.nomor for record in result.records] == ["1", "1", "2"]


def test_years_of_something_else_date_nothing() -> None:
    head = ["No", "Indikator Kinerja", "Tahun Perolehan", "Target", "Realisasi"]
    rows = [["1", "Persentase jalan mantap", "2019", "80", "76"], ["2", "Jumlah jembatan baik", "2020", "12", "11"]]
    records = document(table([head, *rows], ["Capaian Kinerja Tahun 2024"])).records
    assert {value.tahun for record in records for value in record.values} == {2024}


def test_a_captions_quarter_holds_for_years_beside_indicators() -> None:
    head = ["No", "Indikator Kinerja", "Tahun", "Target", "Realisasi"]
    rows = [["1", "Persentase jalan mantap", "2023", "80", "38"], ["2", "Persentase jalan mantap", "2024", "80", "41"]]
    for record in document(table([head, *rows], ["Tabel 2. Realisasi Kinerja Triwulan II"])).records:
        target, reached = record.values
        assert (target.triwulan, reached.triwulan) == (None, 2)
        assert "triwulan_dari_judul" in reached.catatan
