"""Imported lists: every way people save them, and nothing taken by halves."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.reference.entering import ListUnusable, ReferenceBroken
from pipeline.reference.folder import import_list, imported_lists, load_reference, remove_list
from tests.pipeline.reference.hostile_workbooks import HARMLESS, HOSTILE, bounded, merged_over_all

HEAD = ["Kode Sub Kegiatan", "Sub Kegiatan", "Indikator", "Satuan"]
ROWS = [
    ["1.01.01.2.01.0001", "Penyusunan Dokumen Zz", "Jumlah Dokumen Zz yang Disusun", "Dokumen"],
    ["1.01.01.2.01.0002", "Pengadaan Mébel Zz", "Jumlah Mébel Zz yang Disediakan", "Unit"],
]


def text(separator: str) -> str:
    return "\n".join(separator.join(row) for row in (HEAD, *ROWS)) + "\n"


TWICE = text(",").encode() + b"1.01.01.2.01.0001,Kegiatan lain,Jumlah lain,Unit\n"


@pytest.mark.parametrize(
    "data",
    [
        text(",").encode(),
        text(";").encode("utf-8-sig"),
        text("\t").encode(),
        text(";").encode("cp1252"),
        text(",").encode().replace("Pengadaan Mébel".encode(), "Pengadaan Mébel".encode("cp1252")).replace(b"\n", b"\r\n"),
    ],
    ids=["commas", "semicolons with a mark", "tabs", "Windows", "two encodings in one file"],
)
def test_csv_however_it_was_saved(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "d.csv").write_bytes(data)
    assert import_list(tmp_path / "d.csv", tmp_path / "acuan").indikator == 2
    found = load_reference(tmp_path / "acuan").harmoniser.match("jumlah dokumen zz disusun")
    assert (found.match.indikator_baku, found.match.status_padanan) == ("Jumlah Dokumen Zz yang Disusun", "baku")


def test_merged_excel_cells_hold_for_every_row_they_cover(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Sampul")["A1"] = "Lampiran"
    page = book.create_sheet("Daftar")
    for row in ([], ["Kode Sub Kegiatan", "Sub Kegiatan", "Indikator", "Satuan"], ["1.01.01.2.01.0001", "Sub Zz", "Jumlah Zz", "Unit"]):
        page.append(row)
    page.append([None, None, "Jumlah Yy", "Unit"])
    page.merge_cells("A3:A4")
    page.merge_cells("B3:B4")
    book.save(tmp_path / "d.xlsx")
    assert import_list(tmp_path / "d.xlsx", tmp_path / "acuan").indikator == 2


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("d.csv", b"Nama,Alamat\na,b\n", "baris 1: tidak ada kolom kode"),
        ("d.csv", b"", "tidak ada kolom kode"),
        ("d.xlsx", b"PK\x03\x04rusak", "bukan berkas Excel.*rusak"),
        ("d.pdf", b"%PDF", 'berkas ".pdf" tidak dikenal'),
        (
            "d.csv",
            TWICE,
            "baris 4: kode 1.01.01.2.01.0001 sudah dipakai di baris 2",
        ),
    ],
)
def test_a_list_that_cannot_be_imported_changes_nothing(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / "baik.csv").write_text(text(","), encoding="utf-8")
    import_list(tmp_path / "baik.csv", tmp_path / "acuan", "d")
    before = imported_lists(tmp_path / "acuan")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ListUnusable, match=message):
        import_list(tmp_path / name, tmp_path / "acuan", "d")
    assert imported_lists(tmp_path / "acuan") == before


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ListUnusable, match="tidak dapat dibuka"):
        import_list(tmp_path / "tidak-ada.csv", tmp_path / "acuan")


def test_names_of_an_imported_list_have_their_level(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes(text(",").encode())
    import_list(tmp_path / "d.csv", tmp_path / "acuan")
    terms = load_reference(tmp_path / "acuan").terms
    assert terms.level_of("PENGADAAN  mébel zz") == "sub_kegiatan"
    assert terms.level_of("Pengadaan Meja") is None


def test_a_list_changed_by_hand_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(text(","), encoding="utf-8")
    import_list(tmp_path / "d.csv", tmp_path / "acuan", "Rilis 2027")
    kept = tmp_path / "acuan" / "nomenklatur" / "rilis-2027.csv"
    kept.write_text(kept.read_text(encoding="utf-8").replace("Unit", "Buah"), encoding="utf-8")
    with pytest.raises(ReferenceBroken, match="berubah sejak diimpor"):
        load_reference(tmp_path / "acuan")
    assert remove_list("rilis-2027", tmp_path / "acuan")
    assert not remove_list("rilis-2027", tmp_path / "acuan")
    assert load_reference(tmp_path / "acuan").lists == ()


def test_a_hundred_thousand_rows_are_imported(tmp_path: Path) -> None:
    lines = [",".join(HEAD)]
    lines += [f"1.{n // 1000:02}.01.2.01.{n % 1000:04},Sub kegiatan {n},Jumlah berkas {n} yang disusun,Berkas" for n in range(100_000)]
    (tmp_path / "d.csv").write_text("\n".join(lines), encoding="utf-8")
    assert import_list(tmp_path / "d.csv", tmp_path / "acuan").indikator == 100_000


# -- workbooks that say they hold more than anyone can read --------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A list in Excel."""
    made = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        made.active.append(row)  # type: ignore[union-attr]
    made.save(tmp_path / "d.xlsx")
    return tmp_path / "d.xlsx"


@pytest.mark.parametrize("make", HARMLESS.values(), ids=HARMLESS)
def test_a_stray_cell_far_away_costs_nothing(book: Path, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with bounded():
        assert import_list(make(book), tmp_path / "acuan").indikator == 2


@pytest.mark.parametrize("make", [*HOSTILE.values(), merged_over_all], ids=[*HOSTILE, "one cell over all"])
def test_what_no_person_put_into_a_workbook_is_refused_in_one_line(book: Path, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    make(book)
    with bounded():
        shown = CliRunner().invoke(main, ["acuan", "import", str(book), "--acuan", str(tmp_path / "acuan")])
    assert (shown.exit_code, shown.output.count("\n")) == (2, 1), shown.output
    assert "d.xlsx" in shown.output and ("tidak wajar" in shown.output or "rusak" in shown.output or "Unmerge" in shown.output)
    assert not (tmp_path / "acuan").exists()


@pytest.mark.parametrize("name", ["d.csv", "d.xlsx"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows has no such pipes")
    os.mkfifo(tmp_path / name)
    with bounded(10), pytest.raises(ListUnusable, match="bukan berkas"):
        import_list(tmp_path / name, tmp_path / "acuan")


def test_cells_that_would_be_formulas_are_text_in_the_kept_list(tmp_path: Path) -> None:
    rows = [[ROWS[0][0], "=1+1", "-Jumlah @Zz", "+unit"], ROWS[1]]
    (tmp_path / "d.csv").write_text("\n".join(",".join(row) for row in (HEAD, *rows)))
    import_list(tmp_path / "d.csv", tmp_path / "acuan")
    with (tmp_path / "acuan" / "nomenklatur" / "d.csv").open(encoding="utf-8", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell[:1] in tuple("=+-@")]
    assert load_reference(tmp_path / "acuan").harmoniser.match("-Jumlah @Zz").match.indikator_baku == "-Jumlah @Zz"
