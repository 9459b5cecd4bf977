"""Tables as read are handed on whole: nothing lost, nothing turned into a formula, merged cells merged."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pdf import Damage
from pipeline.export.as_json import json_lines
from pipeline.export.files import FORMULA, CannotWrite, write_csv, write_xlsx
from pipeline.reading.document import Extraction
from tests.pipeline.export.documents import RICE, extraction_of, letter, read, rice, table_of


def as_json(extraction: Extraction) -> Any:
    return json.loads("\n".join(json_lines("harga.pdf", extraction, "id")))


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_table_that_speaks_of_no_indicator_is_handed_on_with_every_cell(tmp_path: Path) -> None:
    drawn = rice(tmp_path / "harga.pdf")
    found = as_json(read(tmp_path / "harga.pdf"))
    (table,) = found["tabel"]
    assert (table["jumlah_baris"], table["jumlah_kolom"], table["halaman"], table["metode"]) == (4, 3, [1], "garis")
    cells = {(cell["baris"], cell["kolom"]): cell for cell in table["sel"]}
    assert {place: cell["teks"] for place, cell in cells.items()} == {
        (0, 0): "Pasar", (0, 1): "Harga beras", (1, 1): "Januari", (1, 2): "Februari",
        (2, 0): "Wage", (2, 1): "12.500", (2, 2): "12.750", (3, 0): "Manis", (3, 1): "-", (3, 2): "=12.900",
    }  # fmt: skip
    assert {place: (cell["rentang_baris"], cell["rentang_kolom"]) for place, cell in cells.items() if place[0] == 0} == {
        (0, 0): (2, 1),
        (0, 1): (1, 2),
    }
    for place, box in drawn.boxes.items():
        assert cells[place]["kotak"] == pytest.approx(box, abs=1.0)
        assert cells[place]["halaman"] == 1 and cells[place]["metode"] == "garis" and 0.9 < cells[place]["keyakinan"] <= 1


def test_only_the_pages_that_were_asked_for_are_read(tmp_path: Path) -> None:
    rice(tmp_path / "harga.pdf", pages=5)
    found = as_json(read(tmp_path / "harga.pdf", (2, 2), (4, 5)))
    assert [page["nomor"] for page in found["halaman"]] == [2, 4, 5]
    assert [table["halaman"] for table in found["tabel"]] == [[2], [4], [5]]


def test_tables_are_joined_over_page_breaks_only_when_asked(tmp_path: Path) -> None:
    rice(tmp_path / "harga.pdf", pages=2)
    apart, joined = (as_json(read(tmp_path / "harga.pdf", joined=join)) for join in (False, True))
    assert [table["jumlah_baris"] for table in apart["tabel"]] == [4, 4]
    assert [(table["jumlah_baris"], table["halaman"]) for table in joined["tabel"]] == [(6, [1, 2])]


def test_a_framed_line_is_no_table(tmp_path: Path) -> None:
    found = as_json(read(letter(tmp_path / "surat.pdf")))
    assert found["tabel"] == [] and found["masalah"] == []


def test_nothing_on_a_damaged_page_is_sure(tmp_path: Path) -> None:
    rice(tmp_path / "harga.pdf", pages=2)
    whole = read(tmp_path / "harga.pdf")
    first, second = as_json(replace(whole, damage=Damage(pages=(2,))))["tabel"]
    assert min(cell["keyakinan"] for cell in first["sel"]) > 0.9
    assert max(cell["keyakinan"] for cell in second["sel"]) == 0.5


@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), min_size=1, max_size=3))
def test_json_holds_any_text(texts: list[list[str]]) -> None:
    (table,) = as_json(extraction_of(table_of(texts)))["tabel"]
    found = [cell["teks"] for cell in table["sel"]]
    for text, kept in zip([text for row in texts for text in row], found, strict=True):
        assert len(text) == len(kept)
        assert all(b in (a, "\ufffd") for a, b in zip(text, kept, strict=True))


def test_a_csv_has_a_merged_text_where_it_begins_and_no_formula(tmp_path: Path) -> None:
    rice(tmp_path / "harga.pdf")
    document = read(tmp_path / "harga.pdf").document
    assert document is not None
    (path,) = write_csv(document.tables, tmp_path / "hasil" / "csv", "harga")
    assert path.name == "harga-tabel-01-hal-1.csv"
    assert csv_rows(path) == [
        ["Pasar", "Harga beras", ""],
        ["", "Januari", "Februari"],
        ["Wage", "12.500", "12.750"],
        ["Manis", "'-", "'=12.900"],
    ]


PRINTED = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))
CELL = st.one_of(PRINTED, st.sampled_from(["=1+1", "-5,2", "@A1", " =2"]))


@given(text=CELL)
def test_no_text_is_a_formula_and_none_is_changed_otherwise(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("csv")
    (path,) = write_csv([table_of([[text, "x"]])], folder, "a")
    ((kept, _),) = csv_rows(path)
    assert not kept.lstrip().startswith(FORMULA)
    clean = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert kept in (clean, f"'{clean}")


def test_a_workbook_has_a_sheet_a_table_and_its_merged_cells(tmp_path: Path) -> None:
    rice(tmp_path / "harga.pdf", pages=2)
    document = read(tmp_path / "harga.pdf").document
    assert document is not None
    for name in ("satu.xlsx", "dua.xlsx"):
        assert write_xlsx(document.tables, tmp_path / name, "id") == 0
    assert (tmp_path / "satu.xlsx").read_bytes() == (tmp_path / "dua.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "satu.xlsx")
    assert book.sheetnames == ["Tabel 1 hal 1", "Tabel 2 hal 2"]
    sheet = book["Tabel 1 hal 1"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1"}
    begun = {cell.text if isinstance(cell, type(RICE[0][0])) else cell for row in RICE for cell in row if cell is not None}
    assert {cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None} == begun
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_a_text_too_long_for_a_workbook_is_counted(tmp_path: Path) -> None:
    assert write_xlsx([table_of([["a" * 40_000, "b"]])], tmp_path / "a.xlsx", "id") == 1
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet["A1"].value == "a" * 32_767 and sheet["B1"].value == "b"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    table = table_of([["a", "b"]])
    with pytest.raises(CannotWrite, match="berkas"):
        write_csv([table], tmp_path / "berkas", "a")
    with pytest.raises(CannotWrite, match="tidak-ada"):
        write_xlsx([table], tmp_path / "tidak-ada" / "a.xlsx", "id")
