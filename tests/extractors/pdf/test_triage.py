"""Triage parses the pages that can hold a table and no others, and loses none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from extractors.pdf import TriageWords, glance, open_page, open_pdf
from pipeline.said import explain
from tests.extractors.reading import BODY, HEADER, WIDTHS, read_pdf
from tests.pdf_maker import Sheet

Begin = Callable[..., Sheet]


def prose(page: Sheet, text: str = "Undang-Undang ini mulai berlaku pada tanggal diundangkan.") -> None:
    for k in range(10):
        page.line_of_text(text, 60, 60 + 14 * k)


def parsed(path: Path) -> list[bool]:
    return [page.parsed for page in read_pdf(path).pages]


def test_prose_pages_are_not_parsed(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    prose(page)
    page.next_page()
    page.table([*HEADER, *BODY], WIDTHS)
    page.next_page()
    prose(page)
    page.save()
    assert parsed(tmp_path / "a.pdf")[:2] == [False, True]


def test_a_continuation_page_without_header_is_parsed(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([*HEADER, BODY[0]], WIDTHS)
    page.next_page()
    page.table(BODY[1:], WIDTHS)
    page.save()
    assert parsed(tmp_path / "a.pdf") == [True, True]


def test_words_pulled_apart_are_found(sheet: Begin, tmp_path: Path) -> None:
    page = sheet()
    page.table([["N O", "SA SARAN", "I NDI KATOR", "TAR GET"], ["1", "a", "b", "2"]], [40, 100, 100, 80])
    page.save()
    assert parsed(tmp_path / "a.pdf") == [True]


def test_an_empty_page_and_a_picture_are_told_apart(sheet: Begin, tmp_path: Path) -> None:
    Image.new("L", (40, 60), 128).save(tmp_path / "scan.png")
    page = sheet()
    page.next_page()
    page.canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 842, 595)
    page.next_page()
    page.save()
    assert [p.kind for p in read_pdf(tmp_path / "a.pdf").pages][:2] == ["kosong", "gambar"]


def test_typed_text_over_a_background_photo_is_typed(sheet: Begin, tmp_path: Path) -> None:
    Image.new("L", (40, 60), 230).save(tmp_path / "photo.png")
    page = sheet()
    page.canvas.drawImage(str(tmp_path / "photo.png"), 0, 0, 842, 595)
    page.table([*HEADER, *BODY], WIDTHS)
    page.save()
    (only,) = read_pdf(tmp_path / "a.pdf").pages
    assert only.kind == "teks" and only.parsed


def test_a_hidden_text_layer_over_a_scan_is_a_picture(sheet: Begin, tmp_path: Path) -> None:
    Image.new("L", (40, 60), 230).save(tmp_path / "scan.png")
    page = sheet()
    page.canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 842, 595)
    text = page.canvas.beginText(60, 500)
    text.setTextRenderMode(3)
    text.textLine("Indikator sasaran target t00% dialasTSo/o dari seluruh penduduk")
    page.canvas.drawText(text)
    page.save()
    (only,) = read_pdf(tmp_path / "a.pdf").pages
    assert only.kind == "gambar"


@pytest.mark.parametrize(
    ("text", "reason", "said"),
    [
        ("", "blank", "halaman kosong"),
        ("Undang-undang ini mulai berlaku pada tanggal diundangkan.", "no_topic", "tidak menyebut indikator"),
        ("Yang dimaksud dengan indikator adalah sebuah ukuran.", "topic_only", "menyebut indikator tanpa judul kolom"),
        ("Indikator dan target ditetapkan setiap tahun oleh daerah.", "topic_and_columns", "menyebut indikator, target"),
    ],
)
def test_why_a_page_is_read_or_not_is_a_code_that_is_worded_for_people(
    sheet: Begin, tmp_path: Path, text: str, reason: str, said: str
) -> None:
    page = sheet()
    page.line_of_text(text, 60, 60)
    page.save()
    (only,) = read_pdf(tmp_path / "a.pdf").pages
    assert only.reason == reason
    assert explain(only.reason, "id", detail=only.detail) == said


@pytest.mark.parametrize(
    ("columns", "read"),
    [("Sasaran Target Satuan Persentase", True), ("Target Satuan Persentase", False), ("Sasaran Target Satuan", False)],
)
def test_a_page_without_rules_that_names_no_indicator_is_told_by_its_columns(
    sheet: Begin, tmp_path: Path, columns: str, read: bool
) -> None:
    page = sheet()
    for at, title in enumerate(columns.split()):
        page.line_of_text(title, 60 + 90 * at, 80)
    prose(page, "Bidang Tanaman Pangan 186750 Ton")
    page.save()
    words = TriageWords(("indikator",), ("sasaran", "target", "satuan"), ("persentase",))
    with open_pdf(tmp_path / "a.pdf") as pdf, open_page(pdf, 1) as opened:
        assert glance(opened, words).candidate is read


@pytest.mark.parametrize(("columns", "read"), [("Target Realisasi Satuan", True), ("Target Satuan Pagu", False)])
def test_words_that_only_count_together_mark_a_page_with_rules(sheet: Begin, tmp_path: Path, columns: str, read: bool) -> None:
    page = sheet()
    page.table([list(columns.split())], (140, 140, 140))
    page.save()
    words = TriageWords(("indikator",), ("sasaran",), ("target + realisasi + satuan",))
    with open_pdf(tmp_path / "a.pdf") as pdf, open_page(pdf, 1) as opened:
        assert glance(opened, words).candidate is read
