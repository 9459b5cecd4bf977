"""What ``rekap.xlsx`` shows, read back by another program."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2 as pdfium
import pytest
from openpyxl.utils.escape import unescape

from pipeline.report import RunData, overview
from pipeline.workbook import layouts, long_list
from pipeline.workbook.recap import NoResults, write_recap
from schemas.stages import DocumentIdentity
from tests.pipeline.workbook.folders import RECORD, book_of, folder_of, line_of, rows_of, together
from tests.table_maker import FIRST, MATCH, PROVINCE, record, sound_rows, value

NAME = MATCH.indikator_baku


@pytest.fixture
def book(tmp_path: Path) -> Any:
    return book_of(tmp_path, sound_rows())


def texts(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_its_sheets(book: Any) -> None:
    assert book.sheetnames == [
        "Baca dahulu", "Sandingan target", "Daftar panjang", "Dokumen", "Menunggu", "Prov. Bengkulu", "Kab. Bengkulu Selatan",
    ]  # fmt: skip


def test_the_front_sheet_tells_what_when_and_how_sure(book: Any) -> None:
    told = texts(book["Baca dahulu"])
    for part in (
        "2 dokumen",
        "2026-03-01 08:00 (UTC), iku-ingest 0.1.0",
        "1 indikator, 4 nilai, 2 daerah, tahun 2021–2022",
        "3 pertanyaan",
    ):
        assert part in told


def test_an_indicator_is_one_row_with_its_regions_and_years_side_by_side(book: Any) -> None:
    sheet = book["Sandingan target"]
    heads = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=5)]
    assert heads[0][4:] == ["Provinsi Bengkulu", "Kabupaten Bengkulu Selatan", None]
    assert heads[1] == ["Indikator", "Satuan", "Waktu", "Daerah", 2021, 2021, 2022]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert rows == [[NAME, "persen", None, 2, 19.55, 19.55, "* 5,10 - 5,45"], [NAME, "persen", "TW 1", 2, None, 4, None]]


def test_numbers_are_numbers_in_indonesian_format_and_years_whole(book: Any) -> None:
    sheet = book["Sandingan target"]
    assert (sheet["E6"].value, sheet["E6"].number_format) == (19.55, "[$-421]#,##0.00")
    assert (sheet["E5"].value, sheet["E5"].number_format) == (2021, "0")


def test_a_comparison_stands_before_its_number(book: Any) -> None:
    assert book["Sandingan target"]["F7"].number_format.startswith('[$-421]"* ≤ "#,##0;')


@pytest.mark.parametrize(
    ("changed", "sign", "colour"),
    [({"keyakinan": 0.5}, '"? "', "FFFFD9A8"), ({"catatan": ("sel_gabung_tahun",)}, '"* "', "FFFFF6CC"), ({}, "", "00000000")],
)
def test_doubt_is_seen_by_colour_and_by_sign(tmp_path: Path, changed: dict[str, Any], sign: str, colour: str) -> None:
    cell = line_of(book_of(tmp_path, rows_of(record(values=(value(**changed),))))["Sandingan target"], NAME)[-1]
    assert (cell.value, cell.fill.fgColor.rgb) == (19.55, colour)
    assert cell.number_format.startswith(f"[$-421]{sign}#") or (not sign and '"' not in cell.number_format)


def test_why_a_value_is_doubtful_is_told_beside_it(tmp_path: Path) -> None:
    doubtful = value(keyakinan=0.5, catatan=("angka_meragukan",))
    cell = line_of(book_of(tmp_path, rows_of(record(values=(doubtful,))))["Sandingan target"], NAME)[-1]
    assert cell.comment.text == "19,55%: selatan/iku.pdf hal. 2, keyakinan 0,50 (angka_meragukan)"


def test_values_that_differ_are_all_written_and_none_is_a_number(tmp_path: Path) -> None:
    first, second = record(values=(value(),)), record(baris=5, values=(value(nilai=21.0, nilai_teks="21%", keyakinan=0.8),))
    cell = line_of(book_of(tmp_path, rows_of(first, second))["Sandingan target"], NAME)[-1]
    assert (cell.value, cell.data_type) == ("≠ 19,55% / 21%", "s")


def test_values_that_agree_are_one_however_they_are_printed(tmp_path: Path) -> None:
    first, second = record(values=(value(),)), record(baris=5, values=(value(nilai_teks="19,55 %"),))
    assert line_of(book_of(tmp_path, rows_of(first, second))["Sandingan target"], NAME)[-1].value == 19.55


def test_offices_of_a_region_with_values_of_their_own_have_a_row_each(tmp_path: Path) -> None:
    other = rows_of(record(values=(value(nilai=70.0, nilai_teks="70%"),)), identity=replace(PROVINCE, perangkat_daerah="Dinas Pangan"))
    sheet = book_of(tmp_path, together(rows_of(record(), identity=PROVINCE), other))["Sandingan target"]
    assert [[cell.value for cell in row][2:] for row in sheet.iter_rows(min_row=6)] == [
        ["Dinas Kesehatan", 1, 19.55],
        ["Dinas Pangan", 1, 70],
    ]


def test_units_that_differ_are_rows_of_their_own_and_marked(tmp_path: Path) -> None:
    people = record(baris=5, values=(value(satuan="orang", nilai=46.0, nilai_teks="46", jenis_nilai="angka"),))
    sheet = book_of(tmp_path, rows_of(record(), people))["Sandingan target"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)] == [[NAME, "orang ≠", 1, 46], [NAME, "persen ≠", 1, 19.55]]


def test_a_grade_is_shown_as_printed(tmp_path: Path) -> None:
    graded = record(values=(value(nilai=83.0, nilai_teks="A (83)", jenis_nilai="predikat", satuan=None),))
    assert line_of(book_of(tmp_path, rows_of(graded))["Sandingan target"], NAME)[-1].value == "A (83)"


def test_every_value_leads_to_its_document_and_names_its_page(book: Any) -> None:
    sheet = book["Kab. Bengkulu Selatan"]
    links = {cell.coordinate: cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert len(links) == 3
    assert {(link.target, link.tooltip) for link in links.values()} == {
        ("..\\pdf\\selatan\\iku.pdf", "selatan/iku.pdf, halaman 2. Klik untuk membuka dokumennya.")
    }


def test_a_value_leads_to_the_picture_of_its_page_where_the_report_stands(tmp_path: Path) -> None:
    rows = together(rows_of(record()), sound_rows())
    reported = tmp_path / "laporan" / "dokumen" / f"{FIRST[:16]}.html"
    reported.parent.mkdir(parents=True)
    reported.write_text("", encoding="utf-8")
    book = book_of(tmp_path, rows)
    links = [cell.hyperlink for row in book["Kab. Bengkulu Selatan"].iter_rows() for cell in row if cell.hyperlink]
    assert {(link.target, link.location) for link in links} == {(f"laporan\\dokumen\\{FIRST[:16]}.html", "hal2")}
    assert all("di laporan" in link.tooltip for link in links)
    others = [cell.hyperlink for row in book["Prov. Bengkulu"].iter_rows() for cell in row if cell.hyperlink]
    assert {link.target for link in others} == {"..\\pdf\\provinsi.pdf"}


def test_a_file_whose_name_has_a_hash_is_linked_whole(tmp_path: Path) -> None:
    book = book_of(tmp_path, rows_of(record(), berkas="a #1.pdf"))
    (target,) = {cell.hyperlink.target for row in book["Kab. Bengkulu Selatan"].iter_rows() for cell in row if cell.hyperlink}
    assert target == "..\\pdf\\a%20%231.pdf"


def test_without_the_folder_of_pdfs_nothing_is_linked_and_that_is_said(tmp_path: Path) -> None:
    book = book_of(tmp_path, sound_rows(), masukan=None)
    assert not any(cell.hyperlink for row in book["Sandingan target"].iter_rows() for cell in row)
    assert "Tautan tidak dibuat" in texts(book["Baca dahulu"])


def test_every_row_is_in_the_long_list_which_is_a_table(book: Any) -> None:
    sheet = book["Daftar panjang"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) == 1 + len(sound_rows()["iku"])
    table = sheet.tables["Daftar"]
    assert (table.ref, [column.name for column in table.tableColumns]) == (f"A1:S{len(rows)}", rows[0])
    assert table.autoFilter.ref == table.ref


def test_an_indicator_without_values_has_a_row_on_its_regions_sheet(tmp_path: Path) -> None:
    book = book_of(tmp_path, rows_of(record(values=())))
    assert [cell.value for cell in line_of(book["Kab. Bengkulu Selatan"], NAME)][:2] == ["Dinas Sosial", NAME]
    assert "Sandingan target" not in book.sheetnames


def test_what_is_no_side_by_side_measure_is_on_the_regions_sheet(tmp_path: Path) -> None:
    budget = value(ukuran="pagu", nilai=1_500_000_000.0, nilai_teks="1.500.000.000", satuan="rupiah", jenis_nilai="angka")
    sheet = book_of(tmp_path, rows_of(record(values=(budget,))))["Kab. Bengkulu Selatan"]
    assert (sheet["D5"].value, sheet["D6"].value) == ("pagu", 1_500_000_000)


def test_documents_stand_worst_first_with_the_reason(tmp_path: Path) -> None:
    rows = sound_rows()
    rows["dokumen"][1] |= {"status": "gagal", "galat": "PDF rusak", "rekaman": 0, "nilai": 0}
    rows["dokumen"][0] |= {"karantina": 9}
    sheet = book_of(tmp_path, rows)["Dokumen"]
    assert [[cell.value for cell in row][:3] for row in sheet.iter_rows(min_row=4)] == [
        ["tidak terbaca", "PDF rusak", "provinsi.pdf"],
        ["perlu dilihat", "9 baris menunggu, 1 masuk", "selatan/iku.pdf"],
    ]


def test_the_front_sheet_and_the_report_judge_documents_alike(tmp_path: Path) -> None:
    rows = sound_rows()
    rows["dokumen"][0]["karantina"] = 0
    for row in rows["iku"]:
        row["keyakinan"] = 0.5 if row["berkas"] == "selatan/iku.pdf" and row["ukuran"] else row["keyakinan"]
    rows["karantina"] = []
    book = book_of(tmp_path, rows)
    told = {row[2].value: (row[0].value, row[1].value) for row in book["Dokumen"].iter_rows(min_row=4)}
    lines = {line.berkas: line for line in overview(RunData(tmp_path), "id")}
    assert told["selatan/iku.pdf"][0] == lines["selatan/iku.pdf"].word == "perlu dilihat"
    assert told["selatan/iku.pdf"][1] == f"{lines['selatan/iku.pdf'].doubtful} nilai meragukan"
    look = sum(line.light == "lihat" for line in lines.values())
    assert f"{look} di antaranya perlu dilihat" in texts(book["Baca dahulu"])


def test_what_waits_is_shown_with_its_reason(book: Any) -> None:
    assert [cell.value for cell in book["Menunggu"][4]] == [
        "selatan/iku.pdf", 3, "1/9", "baris_jumlah", "Baris jumlah.", "No | Indikator", "Jumlah | 12",
    ]  # fmt: skip


def test_a_document_of_no_known_region_has_its_sheet(tmp_path: Path) -> None:
    book = book_of(tmp_path, rows_of(record(), identity=DocumentIdentity()))
    assert line_of(book["Wilayah tidak diketahui"], NAME)[-1].value == 19.55
    assert "wilayahnya tidak tertulis" in texts(book["Dokumen"])


@pytest.mark.parametrize(
    "hostile",
    [
        '=HYPERLINK("http://example.org","klik")', "+1+1", "@SUM(A1)", "<r><t>x</t></r>", "_x0041_", "http://example.org", "a\x01b\x0bc",
        "a\u202eb",
        "\ufffe", "' OR 1=1", "x" * 100_000, "<b>&amp;</b>",
    ],
)  # fmt: skip
def test_text_of_a_pdf_is_text_whatever_it_looks_like(tmp_path: Path, hostile: str) -> None:
    match = replace(MATCH, indikator_baku=hostile)
    rows = rows_of(record(indikator=hostile, values=(value(nilai=None, nilai_teks=hostile, jenis_nilai="teks"),)), match=match)
    book = book_of(tmp_path, rows)
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s", "n"}
    kept = hostile.translate({**dict.fromkeys((0x1, 0xB, 0x202E), "\u2426"), 0xFFFE: "\N{REPLACEMENT CHARACTER}"})[:50]
    assert sum(unescape(str(cell.value)).strip().startswith(kept) for cell in found) >= 3


def test_rows_too_many_for_a_sheet_go_on_in_another_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_list, "ROWS", 2)
    book = book_of(tmp_path, sound_rows())
    names = ["Daftar panjang", "Daftar panjang 2", "Daftar panjang 3"]
    assert [book[name].max_row - 1 for name in names] == [2, 2, 1]
    assert [list(book[name].tables) for name in names] == [["Daftar"], ["Daftar2"], ["Daftar3"]]
    assert "dibagi atas 3 lembar" in texts(book["Baca dahulu"])


def test_columns_too_many_for_a_sheet_go_on_in_another_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "COLUMNS", 2)
    book = book_of(tmp_path, sound_rows())
    assert line_of(book["Sandingan target 2"], "* 5,10 - 5,45")[0].value == NAME
    assert "Sandingan target dibagi atas 2 lembar" in texts(book["Baca dahulu"])


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = folder_of(tmp_path / "a", sound_rows()), folder_of(tmp_path / "b", sound_rows())
    assert write_recap(first, RECORD).read_bytes() == write_recap(second, RECORD).read_bytes()


def test_in_english_too(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_recap(folder_of(tmp_path, sound_rows()), RECORD, "en"))
    assert book.sheetnames[:2] == ["Read first", "Side by side target"]
    assert "1 indicators, 4 values, 2 regions" in texts(book["Read first"])


def test_no_results_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(NoResults):
        write_recap(tmp_path, {})
    assert not list(tmp_path.iterdir())


def test_an_empty_run_has_a_workbook(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"iku": [], "dokumen": [], "indikator": [], "karantina": []})
    assert book.sheetnames == ["Baca dahulu", "Daftar panjang", "Dokumen", "Menunggu"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_shows_indonesian_numbers(tmp_path: Path) -> None:
    write_recap(folder_of(tmp_path, sound_rows()), RECORD)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "rekap.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = pdfium.PdfDocument(tmp_path / "rekap.pdf")
    shown = "".join(page.get_textpage().get_text_bounded() for page in pages).replace(" ", "")
    pages.close()
    assert "19,55" in shown
    assert "*≤4" in shown
