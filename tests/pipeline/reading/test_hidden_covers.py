"""What nobody can see on a page without tables says neither whose a document is nor what its tables are about."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Page

from pipeline.documents import FoundPdf, Outcome
from pipeline.reading import read_document
from tests import hidden_pdfs
from tests.hidden_pdfs import HIDING, ONCE_A_PAGE, Hidden
from tests.pdf_maker import Sheet

COVER = ("RENCANA STRATEGIS", "DINAS KESEHATAN", "KABUPATEN SERUYAN", "TAHUN 2021-2023")
OTHER = ("BADAN PENDAPATAN DAERAH", "KABUPATEN LAMPUNG BARAT", "TAHUN 2027-2031")
PROSE = "Uraian tugas dan fungsi disusun menurut peraturan yang berlaku dan dijelaskan pada bagian berikut ini."
HEADER = ["No", "Sasaran", "Indikator", "Satuan", "Target"]


def made(path: Path, cover: tuple[str, ...] = COVER, prose: int = 1) -> Path:
    sheet = Sheet(path)
    for row, text in enumerate(cover):
        sheet.line_of_text(text, 300, 120 + 40 * row, 16)
    for _ in range(prose):
        sheet.next_page()
        for row in range(4):
            sheet.line_of_text(PROSE, 60, 90 + 20 * row, 9)
    sheet.next_page()
    sheet.line_of_text("INDIKATOR KINERJA UTAMA", 100, 60, 11)
    sheet.table([HEADER, ["1", "Meningkatnya layanan", "Jumlah pasien terlayani", "orang", "80"]], [30, 150, 180, 90, 60])
    sheet.save()
    return path


def hidden(path: Path, way: str, lines: tuple[str, ...], number: int = 1, top: float = 330.0) -> Path:
    target = path.with_name(f"{way}.pdf")
    with pikepdf.open(path) as pdf:
        for row, text in enumerate(lines[:1] if way in ONCE_A_PAGE else lines):
            HIDING[way](pdf, Page(pdf.pages[number - 1]), Hidden(text, 300, top + 30 * row, 14))
        pdf.save(target)
    return target


def read(path: Path) -> Outcome:
    return read_document(FoundPdf(path, "dokumen.pdf", "0" * 64, 0))


def facts(outcome: Outcome) -> object:
    years = [(value.tahun, value.nilai, value.catatan) for record in outcome.records for value in record.values]
    return outcome.identity, years


@pytest.mark.parametrize("way", sorted(HIDING))
def test_a_cover_says_what_it_shows(tmp_path: Path, way: str) -> None:
    bare = made(tmp_path / "asli.pdf", COVER[:1])
    before, after = read(bare), read(hidden(bare, way, OTHER[1:] if way in ONCE_A_PAGE else OTHER))
    assert before.identity.kode_kabupaten_kota is before.identity.perangkat_daerah is before.identity.periode_awal is None
    assert facts(after) == facts(before)
    if way != "beside_the_page":
        assert {item.alasan for item in after.quarantined} == {"teks_tak_tampak"}


def test_what_is_hidden_outweighs_nothing_that_is_seen(tmp_path: Path) -> None:
    whole = made(tmp_path / "asli.pdf")
    before = read(whole)
    assert (before.identity.nama_kabupaten_kota, before.identity.periode_awal) == ("Kabupaten Seruyan", 2021)
    assert facts(read(hidden(whole, "drawn_in_no_mode", OTHER))) == facts(before)


def test_a_page_further_in_is_looked_at_where_it_decides(tmp_path: Path) -> None:
    bare = made(tmp_path / "asli.pdf", COVER[:1], prose=9)
    assert facts(read(hidden(bare, "white_on_white", OTHER, number=9))) == facts(read(bare))


def test_the_title_above_a_table_is_seen(tmp_path: Path) -> None:
    bare = made(tmp_path / "asli.pdf", COVER[:3], prose=5)
    title = ("PENGUKURAN KINERJA TAHUN 2031",)
    assert facts(read(hidden(bare, "without_opacity", title, number=6, top=500.0))) == facts(read(bare))


def test_the_years_of_a_cover_are_those_that_are_drawn(tmp_path: Path) -> None:
    whole = made(tmp_path / "asli.pdf")
    with pikepdf.open(whole) as pdf:
        hidden_pdfs.rename_letters(pdf, {"1": "6", "6": "1"})
        pdf.save(tmp_path / "lain.pdf")
    after = read(tmp_path / "lain.pdf").identity
    assert (after.periode_awal, after.periode_akhir) == (2021, 2023)


def test_nothing_is_left_out_of_a_sound_cover(tmp_path: Path) -> None:
    assert not read(made(tmp_path / "asli.pdf", prose=3)).quarantined
