"""Doubt goes to a person once: the workbook that asks, what comes back from it, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from normalizers.names.key import name_key
from pipeline.reference.folder import DECISIONS, import_list
from pipeline.report import write_report
from pipeline.review.answers import BookError
from pipeline.review.reviewing import take_over
from tests.broken_pdfs import good
from tests.pdf_maker import Sheet
from tests.pipeline.review.workbook import Fill, by_name, fill, run

KNOWN = "Jumlah Dokumen Perencanaan Perangkat Daerah"
ALIKE = "Jumlah Dokumen Perubahan Perencanaan Perangkat Daerah"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "masuk").mkdir()
    good(tmp_path / "masuk" / "a.pdf", KNOWN)
    good(tmp_path / "masuk" / "b.pdf", ALIKE)
    return tmp_path


def indicators(place: Path) -> pd.DataFrame:
    return pd.read_parquet(place / "hasil" / "iku.parquet").drop_duplicates("id_rekaman").set_index("indikator")


def answer(text: str, target: str | None = None) -> Fill:
    def change(page: Any, columns: dict[str, int], row: int) -> None:
        page.cell(row, columns["Keputusan"]).value = text
        page.cell(row, columns["Sasaran"]).value = target
        page.cell(row, columns["Oleh"]).value = "Sari"

    return change


def test_a_doubtful_name_is_asked_decided_once_and_never_asked_again(place: Path) -> None:
    assert run(place).questions == 1
    before = indicators(place)
    assert before.loc[ALIKE, "status_padanan"] == "tinjau"
    assert before.loc[ALIKE, "id_indikator"] != before.loc[KNOWN, "id_indikator"]
    taken = take_over(fill(place, answer("sama dengan calon 1")), place / "acuan")
    assert (taken.new, taken.unanswered, taken.refused) == (1, 0, ())
    assert run(place).questions == 0
    after = indicators(place)
    assert after.loc[ALIKE, "status_padanan"] == "ditetapkan"
    assert after.loc[ALIKE, "id_indikator"] == after.loc[KNOWN, "id_indikator"]
    rows = pd.read_parquet(place / "hasil" / "indikator.parquet")
    (rules,) = rows["cara_padan"]
    assert any("keputusan" in rule and "Sari" in rule for rule in rules)
    kept = (place / "acuan" / DECISIONS).read_text()
    assert take_over(fill_again(place), place / "acuan").new == 0
    assert (place / "acuan" / DECISIONS).read_text() == kept


def fill_again(place: Path) -> Path:
    """The run's new workbook asks nothing and brings nothing."""
    return place / "hasil" / "tinjauan.xlsx"


@pytest.mark.parametrize(
    ("text", "target", "id_indikator"),
    [
        ("berbeda dari semua calon", None, name_key(ALIKE).id),
        ("nama baku baru di kolom Sasaran", "Jumlah Dokumen Perubahan Renstra", name_key("Jumlah Dokumen Perubahan Renstra").id),
        ("sama dengan id di kolom Sasaran", name_key("Jumlah Laporan Evaluasi Kinerja Perangkat Daerah").id, None),
    ],
)
def test_other_answers_do_what_they_say(place: Path, text: str, target: str | None, id_indikator: str | None) -> None:
    run(place)
    take_over(fill(place, answer(text, target)), place / "acuan")
    assert run(place).questions == 0
    assert indicators(place).loc[ALIKE, "id_indikator"] == (id_indikator or target)
    assert indicators(place).loc[ALIKE, "status_padanan"] == "ditetapkan"


def edited(column: str, value: str) -> Fill:
    def change(page: Any, columns: dict[str, int], row: int) -> None:
        answer("sama dengan calon 1")(page, columns, row)
        page.cell(row, columns[column]).value = value

    return change


def without_column(page: Any, columns: dict[str, int], row: int) -> None:
    page.delete_cols(columns["Sasaran"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (edited("Id calon 1", "lain-123"), "lembar Indikator baris 4: nama, id atau kuncinya berubah"),
        (edited("Nama tercetak", "Jumlah Lain"), "lembar Indikator baris 4: nama, id atau kuncinya berubah"),
        (edited("Keputusan", "ya"), 'lembar Indikator baris 4: "ya" bukan jawaban'),
        (edited("Keputusan", "sama dengan calon 3"), "lembar Indikator baris 4: calon 3 tidak ada pada baris ini"),
        (edited("Keputusan", "nama baku baru di kolom Sasaran"), "lembar Indikator baris 4: tulis nama baku barunya"),
        (answer("sama dengan id di kolom Sasaran", "tidak-ada"), 'lembar Indikator baris 4: id "tidak-ada" tidak ada'),
        (answer("", "Jumlah Baru"), "lembar Indikator baris 4: Sasaran terisi tetapi Keputusan kosong"),
        (without_column, "lembar Indikator: kolom Sasaran tidak ada"),
    ],
    ids=["edited id", "edited name", "no such answer", "no such candidate", "half filled", "unknown id", "target only", "deleted column"],
)
def test_a_changed_workbook_is_refused_with_sheet_and_row_and_nothing_is_kept(place: Path, change: Fill, message: str) -> None:
    run(place)
    with pytest.raises(BookError) as caught:
        take_over(fill(place, change), place / "acuan")
    assert caught.value.messages[0].startswith(message)
    assert not (place / "acuan" / DECISIONS).exists()


def test_the_guide_comes_first_and_a_question_leads_to_its_page(place: Path) -> None:
    run(place)
    book = openpyxl.load_workbook(place / "hasil" / "tinjauan.xlsx")
    assert book.sheetnames[0] == "Petunjuk"

    def link() -> Any:
        page = openpyxl.load_workbook(place / "hasil" / "tinjauan.xlsx")["Indikator"]
        return next(cell for cell in page[4] if cell.value == "b.pdf hal. 1").hyperlink

    assert (link().target, link().location) == ("..\\masuk\\b.pdf", None)
    write_report(place / "hasil", {}, "id")
    good(place / "masuk" / "c.pdf", "Jumlah gedung yang lain sama sekali")
    run(place)
    assert link().target.startswith("laporan\\dokumen\\")
    assert link().location == "hal1"


def test_a_workbook_of_an_older_run_may_not_contradict_what_was_decided_since(place: Path) -> None:
    run(place)
    older = fill(place, answer("sama dengan calon 1")).rename(place / "lama.xlsx")
    run(place)
    take_over(fill(place, answer("berbeda dari semua calon")), place / "acuan")
    kept = (place / "acuan" / DECISIONS).read_text()
    with pytest.raises(BookError, match=r"baris 2 dan 3 bertentangan: .*berbeda.*sama"):
        take_over(older, place / "acuan")
    assert (place / "acuan" / DECISIONS).read_text() == kept


@pytest.mark.parametrize("content", [b"bukan excel", b""])
def test_what_is_no_workbook_is_said(place: Path, content: bytes) -> None:
    (place / "x.xlsx").write_bytes(content)
    with pytest.raises(BookError, match="bukan berkas Excel"):
        take_over(place / "x.xlsx", place / "acuan")
    with pytest.raises(BookError, match="berkas tidak ada"):
        take_over(place / "y.xlsx", place / "acuan")


def test_a_decision_that_no_longer_meets_its_data_is_reported_and_not_applied(place: Path) -> None:
    daftar = place / "daftar.csv"
    head = "Kode Sub Kegiatan,Sub Kegiatan,Indikator\n"
    daftar.write_text(head + "1.01.01.2.01.0001,Sub,Jumlah Berkas Perubahan Perencanaan Perangkat Daerah Lain\n", encoding="utf-8")
    import_list(daftar, place / "acuan", "satu")
    run(place)
    target = name_key("Jumlah Berkas Perubahan Perencanaan Perangkat Daerah Lain").id
    take_over(fill(place, answer("sama dengan id di kolom Sasaran", target)), place / "acuan")
    assert indicators_after(place).loc[ALIKE, "id_indikator"] == target
    (place / "acuan" / "nomenklatur" / "satu.json").unlink()
    decisions = place / "acuan" / DECISIONS
    decisions.write_text(decisions.read_text().replace("Jumlah Berkas Perubahan Perencanaan Perangkat Daerah Lain", "Nama Lama"))
    summary = run(place)
    assert "tidak diterapkan" in summary.notes[0]
    assert indicators(place).loc[ALIKE, "id_indikator"] == name_key(ALIKE).id


def indicators_after(place: Path) -> pd.DataFrame:
    run(place)
    return indicators(place)


def test_equal_questions_give_equal_bytes(place: Path) -> None:
    run(place)
    first = (place / "hasil" / "tinjauan.xlsx").read_bytes()
    run(place)
    assert (place / "hasil" / "tinjauan.xlsx").read_bytes() == first


def test_what_looks_like_a_formula_is_text(place: Path) -> None:
    good(place / "masuk" / "c.pdf", "=2+3 Jumlah Dokumen Perencanaan Perangkat Daerah")
    run(place)
    page = openpyxl.load_workbook(place / "hasil" / "tinjauan.xlsx")["Indikator"]
    cells = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert all(cell.data_type == "s" for cell in cells)
    assert cells


def with_unknown_header(path: Path, unit: str) -> None:
    """A document with a column of a header that nobody knows."""
    sheet = Sheet(path)
    sheet.line_of_text("INDIKATOR KINERJA UTAMA DINAS KESEHATAN KABUPATEN BANYUMAS TAHUN 2021", 100, 60, 11)
    header = ["No", "Sasaran", "Indikator", "Zzyxwatan", "Satuan", "2021"]
    sheet.table([header, ["1", "Meningkatnya layanan", "Jumlah pasien terlayani", "isi", unit, "80"]], [30, 150, 180, 90, 60, 60])
    sheet.save()


def test_a_header_and_a_unit_are_named_once_and_read_so_from_then_on(place: Path) -> None:
    with_unknown_header(place / "masuk" / "d.pdf", unit="blurben")
    run(place)
    before = indicators(place).loc["Jumlah pasien terlayani"]
    assert dict(before["lainnya"]) == {"Zzyxwatan": "isi"}
    assert before["satuan"] == "blurben"
    fill(place, by_name({"Zzyxwatan": "sumber data"}), "Bentuk tabel")
    take_over(fill(place, lambda page, columns, row: page.cell(row, columns["Keputusan"], "orang"), "Satuan"), place / "acuan")
    run(place)
    after = indicators(place).loc["Jumlah pasien terlayani"]
    assert (after["sumber_data"], after["satuan"], list(after["lainnya"])) == ("isi", "orang", [])


def test_a_column_that_is_no_value_is_not_asked_about_again(place: Path) -> None:
    with_unknown_header(place / "masuk" / "d.pdf", unit="orang")
    asked = run(place).questions
    take_over(fill(place, by_name({"Zzyxwatan": "bukan nilai"}), "Bentuk tabel"), place / "acuan")
    assert run(place).questions == asked - 1
    assert dict(indicators(place).loc["Jumlah pasien terlayani", "lainnya"]) == {"Zzyxwatan": "isi"}
