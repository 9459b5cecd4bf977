"""Money printed once for a kegiatan belongs to it, not to the sub kegiatan beside it."""

from __future__ import annotations

from tests.normalizers.grids import document, table
from tests.pdf_maker import C, Row

HEADER: Row = ["Kegiatan", "Sub Kegiatan", "Indikator Kinerja", "Target 2022", "Alokasi (Rp)"]
TITLE = ["RENCANA KERJA TAHUN 2022", "DINAS PERTANIAN KABUPATEN BANYUMAS"]


def money(*rows: Row) -> list[tuple[str | None, list[float | None], list[str]]]:
    """By record, its sub kegiatan, its money, and what is kept beside it."""
    records = document(table([HEADER, *rows], TITLE)).records
    return [(r.sub_kegiatan, [v.nilai for v in r.values if v.ukuran == "pagu"], list(r.lainnya.values())) for r in records]


def test_an_amount_over_several_sub_kegiatan_is_none_of_theirs_and_is_kept() -> None:
    found = money(
        [C("Pengawasan sarana", 2), "Pengawasan pupuk", "Jumlah kios yang diawasi", "12", C("318.400.000", 2)],
        [None, "Pengawasan alat", "Jumlah alat yang diawasi", "8", None],
    )
    assert found == [("Pengawasan pupuk", [], ["318.400.000"]), ("Pengawasan alat", [], ["318.400.000"])]


def test_an_amount_over_the_indicators_of_one_sub_kegiatan_is_of_each() -> None:
    found = money(
        [C("Pengawasan sarana", 2), C("Pengawasan pupuk", 2), "Jumlah kios yang diawasi", "12", C("318.400.000", 2)],
        [None, None, "Jumlah laporan pengawasan", "8", None],
    )
    assert [amounts for _, amounts, _ in found] == [[318_400_000.0]] * 2


def test_amounts_on_the_first_row_of_every_kegiatan_and_no_other_are_the_kegiatans() -> None:
    found = money(
        ["Pengawasan sarana", "Pengawasan pupuk", "Jumlah kios yang diawasi", "12", "318.400.000"],
        ["", "Pengawasan alat", "Jumlah alat yang diawasi", "8", ""],
        ["Penyuluhan", "Pelatihan petani", "Jumlah petani terlatih", "30", "76.250.000"],
        ["", "Kunjungan lapang", "Jumlah kunjungan", "4", ""],
    )
    assert [amounts for _, amounts, _ in found] == [[], [None], [], [None]]


def test_amounts_on_every_row_are_the_sub_kegiatans_own() -> None:
    found = money(
        ["Pengawasan sarana", "Pengawasan pupuk", "Jumlah kios yang diawasi", "12", "318.400.000"],
        ["", "Pengawasan alat", "Jumlah alat yang diawasi", "8", "17.600.000"],
    )
    assert [amounts for _, amounts, _ in found] == [[318_400_000.0], [17_600_000.0]]
