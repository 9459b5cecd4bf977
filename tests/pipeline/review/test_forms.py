"""A person teaches a form once: its columns are asked, the answer holds for every table with that header, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipeline.reference.folder import DECISIONS, load_reference
from pipeline.review.answers import BookError
from pipeline.review.reviewing import take_over
from pipeline.showing.explaining import explain_form
from tests.pdf_maker import Row, Sheet
from tests.pipeline.review.workbook import by_name, fill, run

SHEET = "Bentuk tabel"


def document(path: Path, year: int, office: str) -> None:
    """A form of its own: the indicators are told by what they are, the figures' columns by no word that anyone knows."""
    rows: list[Row] = [
        ["1", "Persentase jalan mantap", "70", "68"],
        ["2", "Jumlah jembatan baik", "12", "11"],
        ["3", "Persentase irigasi baik", "55", "50"],
    ]
    printed(path, [f"INDIKATOR KINERJA UTAMA {office}", f"TAHUN {year}"], [["No", "Indikator Kinerja", "RAK", "PAK"], *rows])


def printed(path: Path, titles: list[str], rows: list[Row]) -> None:
    sheet = Sheet(path)
    for number, title in enumerate(titles):
        sheet.line_of_text(title, 60, 40 + 14 * number)
    sheet.table(rows, [30, 220, *[80] * (len(rows[0]) - 2)])
    sheet.save()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "masuk").mkdir()
    document(tmp_path / "masuk" / "a.pdf", 2023, "DINAS PEKERJAAN UMUM KABUPATEN BENGKULU SELATAN")
    return tmp_path


def landed(place: Path) -> pd.DataFrame:
    return pd.read_parquet(place / "hasil" / "iku.parquet")


def answered(place: Path, answers: dict[str, str]) -> Path:
    return fill(place, by_name(answers), SHEET)


def test_figures_under_unknown_headers_have_no_measure_and_are_asked(place: Path) -> None:
    run(place)
    rows = landed(place)
    assert rows["ukuran"].isna().all()
    assert dict(rows["lainnya"].iloc[0])["RAK"] == "70"
    book = openpyxl.load_workbook(place / "hasil" / "tinjauan.xlsx")
    printed = [[cell.value for cell in row] for row in book[SHEET].iter_rows(min_row=3)]
    shown = {row[0]: dict(zip(printed[0], row, strict=True)) for row in printed[1:]}
    assert list(shown) == ["No", "Indikator Kinerja", "RAK", "PAK"]
    assert (shown["RAK"]["Arti menurut program"], shown["RAK"]["Contoh 1"], shown["RAK"]["Contoh 2"]) == ("tidak pasti", "70", "12")


def test_an_answer_holds_for_every_table_of_the_form_in_later_runs_too(place: Path) -> None:
    run(place)
    take_over(answered(place, {"RAK": "target", "PAK": "realisasi"}), place / "acuan")
    run(place)
    values = landed(place).pivot_table(index="indikator", columns="ukuran", values="nilai", observed=True)
    assert values.loc["Persentase jalan mantap"].to_dict() == {"target": 70.0, "realisasi": 68.0}
    document(place / "masuk" / "b.pdf", 2024, "DINAS PERHUBUNGAN KABUPATEN SELUMA")
    run(place)
    later = landed(place)
    assert set(later[later["berkas"] == "b.pdf"]["ukuran"]) == {"target", "realisasi"}
    assert set(later[later["berkas"] == "b.pdf"]["tahun"]) == {2024}


def test_an_answered_form_is_not_asked_again_and_can_be_taken_back(place: Path) -> None:
    run(place)
    take_over(answered(place, {"RAK": "target", "PAK": "realisasi"}), place / "acuan")
    assert run(place).questions == 0
    path = place / "acuan" / DECISIONS
    lines = path.read_text(encoding="utf-8").splitlines()
    back = [line.replace(",sama,", ",batal,") for line in lines if line.startswith("20")]
    path.write_text("\n".join([*lines, *back]) + "\n", encoding="utf-8")
    assert run(place).questions > 0
    assert landed(place)["ukuran"].isna().all()


def test_two_columns_given_one_meaning_are_refused_whole(place: Path) -> None:
    run(place)
    with pytest.raises(BookError, match="sama-sama target"):
        take_over(answered(place, {"RAK": "target", "PAK": "target"}), place / "acuan")
    assert not (place / "acuan" / DECISIONS).exists()


def test_a_wrong_answer_stops_its_form_and_no_other_question(place: Path) -> None:
    rows = [["1", "Persentase jembatan mantap", "70", "68"], ["2", "Jumlah pasar", "12", "11"], ["3", "Jumlah taman", "5", "4"]]
    other: list[Row] = [["No", "Indikator Kinerja", "XAK", "YAK"], *rows]
    printed(place / "masuk" / "b.pdf", ["INDIKATOR KINERJA UTAMA DINAS SOSIAL KABUPATEN SELUMA", "TAHUN 2023"], other)
    run(place)
    answers = {"RAK": "target", "PAK": "apa saja", "XAK": "target", "YAK": "realisasi"}
    taken = take_over(answered(place, answers), place / "acuan")
    (refused,) = taken.refused
    assert (taken.new, "apa saja" in refused) == (2, True)
    kept = (place / "acuan" / DECISIONS).read_text(encoding="utf-8")
    assert "XAK" in kept
    assert "RAK" not in kept


def test_two_contradicting_answers_for_one_form_are_refused_in_one_line_each(place: Path) -> None:
    run(place)
    take_over(answered(place, {"RAK": "target"}), place / "acuan")
    with pytest.raises(BookError, match="bertentangan"):
        take_over(answered(place, {"RAK": "realisasi"}), place / "acuan")


def test_an_answer_for_a_form_that_no_longer_occurs_changes_nothing(place: Path) -> None:
    run(place)
    take_over(answered(place, {"RAK": "target", "PAK": "realisasi"}), place / "acuan")
    (place / "masuk" / "a.pdf").unlink()
    table: list[Row] = [["No", "Indikator Kinerja", "Target 2023"], ["1", "Persentase jalan mantap", "70"]]
    printed(place / "masuk" / "c.pdf", ["INDIKATOR KINERJA UTAMA DINAS SOSIAL KABUPATEN SELUMA", "TAHUN 2023"], table)
    assert run(place).notes == []
    assert landed(place)["nilai"].tolist() == [70.0]


def test_answers_not_handed_over_yet_stand_in_the_next_workbook(place: Path) -> None:
    run(place)
    answered(place, {"RAK": "target"})
    document(place / "masuk" / "b.pdf", 2024, "DINAS PERHUBUNGAN KABUPATEN SELUMA")
    run(place)
    book = openpyxl.load_workbook(place / "hasil" / "tinjauan.xlsx")
    printed_rows = [[cell.value for cell in row] for row in book[SHEET].iter_rows(min_row=3)]
    shown = {row[0]: dict(zip(printed_rows[0], row, strict=True)) for row in printed_rows[1:]}
    assert (shown["RAK"]["Keputusan"], shown["RAK"]["Oleh"], shown["PAK"]["Keputusan"]) == ("target", "Sari", None)
    assert not list((place / "hasil").glob("tinjauan-sebelumnya*"))


def test_a_workbook_with_answers_whose_questions_are_gone_is_kept_beside_the_new_one(place: Path) -> None:
    run(place)
    before = answered(place, {"RAK": "target"}).read_bytes()
    (place / "masuk" / "a.pdf").unlink()
    table: list[Row] = [["No", "Indikator Kinerja", "Target 2023"], ["1", "Persentase jalan mantap", "70"]]
    printed(place / "masuk" / "c.pdf", ["INDIKATOR KINERJA UTAMA DINAS SOSIAL KABUPATEN SELUMA", "TAHUN 2023"], table)
    run(place)
    assert (place / "hasil" / "tinjauan-sebelumnya.xlsx").read_bytes() == before


def test_what_was_decided_about_a_form_is_told_by_its_header_or_code(place: Path) -> None:
    run(place)
    take_over(answered(place, {"RAK": "target", "PAK": "realisasi"}), place / "acuan")
    standing = load_reference(place / "acuan").harmoniser.decisions.standing
    told = explain_form("rak", standing)
    assert told[0].startswith("bentuk ")
    assert told == explain_form(told[0].removeprefix("bentuk "), standing)
    assert any("RAK" in line and line.endswith("berarti target") for line in told)
    assert any("oleh" not in line and "Sari" in line for line in told)
    assert explain_form("judul lain", standing) == []
