"""What a clerk sees in ``tinjauan.xlsx``: a piece of the page and neighbours beside every question, in Indonesian or English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from normalizers.form import choices
from pipeline.reference import all_decisions
from pipeline.review.answers import BookError
from pipeline.review.book import ANSWERS, write_book
from pipeline.review.columns import SHEETS, columns_of
from pipeline.review.items import ReviewItem
from pipeline.review.neighbours import with_neighbours
from pipeline.review.reviewing import take_over
from pipeline.review.words import COLUMNS, GUIDE, answer_in, in_indonesian, sheet_in
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from tests.pipeline.shown_runs import ASKED, ASKED_UNIT


def book_at(place: Path) -> Any:
    return openpyxl.load_workbook(place / "hasil" / "tinjauan.xlsx")


def row_of(page: Any) -> dict[str, Any]:
    """The first question of a sheet by its columns."""
    return {head.value: cell.value for head, cell in zip(page[3], page[4], strict=True)}


def in_english(place: Path) -> None:
    (place / "hasil" / "tinjauan.xlsx").unlink()
    run_folder(place / "masuk", place / "hasil", Quiet(), Options(workers=1, acuan=place / "acuan", language="en"))


def test_every_question_has_its_piece_of_the_page_and_its_neighbours(asked_once: Path) -> None:
    book = book_at(asked_once)
    for title in ("Indikator", "Satuan", "Perangkat daerah dokumen"):
        (image,) = book[title]._images
        assert (image.anchor._from.row, image.anchor._from.col) == (3, 3)
        assert 30 < image.height <= 300
        assert book[title].row_dimensions[4].height > 40
    assert row_of(book["Satuan"])["Tetangga"].split("\n")[0] == "orang"
    assert row_of(book["Perangkat daerah dokumen"])["Tetangga"]
    assert "Tetangga" not in row_of(book["Indikator"])


def test_the_columns_of_a_form_share_one_picture(read_once: Path) -> None:
    page = book_at(read_once)["Bentuk tabel"]
    place = [cell.value for cell in page[3]].index("Id sekarang")
    forms = {row[place].value.partition("#")[0] for row in page.iter_rows(min_row=4)}
    assert len(page._images) == len(forms) > 0


def test_the_workbook_is_in_english_and_its_answers_are_the_same_decisions(asked: Path) -> None:
    in_english(asked)
    book = book_at(asked)
    assert book.sheetnames[:2] == ["Guide", "Forms of tables"]
    page = book["Indicators"]
    assert page["A1"].value == "Indicators: 1 need a decision"
    assert row_of(page)["Printed name"] == ASKED
    columns = {cell.value: cell.column for cell in page[3]}
    page.cell(4, columns["Decision"]).value = "the same as candidate 1"
    units = book["Units"]
    units.cell(4, {cell.value: cell.column for cell in units[3]}["Decision"]).value = "leave as printed"
    book.save(asked / "hasil" / "tinjauan.xlsx")
    # Not handed over yet: the next run carries them on, in either language.
    run_folder(asked / "masuk", asked / "hasil", Quiet(), Options(workers=1, acuan=asked / "acuan", again=True))
    (asked / "hasil" / "rekap.xlsx").unlink()
    run_folder(asked / "masuk", asked / "hasil", Quiet(), Options(workers=1, acuan=asked / "acuan"))
    assert row_of(book_at(asked)["Indikator"])["Keputusan"] == "sama dengan calon 1"
    taken = take_over(asked / "hasil" / "tinjauan.xlsx", asked / "acuan", "Sari")
    assert (taken.new, taken.refused) == (2, ())
    assert [(each.hal, each.nama, each.keputusan) for each in all_decisions(asked / "acuan")] == [
        ("indikator", ASKED, "sama"), ("satuan", ASKED_UNIT, "berbeda"),
    ]  # fmt: skip


def test_a_wrong_answer_is_told_in_the_language_that_is_asked_for(asked: Path) -> None:
    in_english(asked)
    book = book_at(asked)
    page = book["Indicators"]
    page.cell(4, {cell.value: cell.column for cell in page[3]}["Decision"]).value = "the same as candidate 3"
    book.save(asked / "hasil" / "tinjauan.xlsx")
    with pytest.raises(BookError) as caught:
        take_over(asked / "hasil" / "tinjauan.xlsx", asked / "acuan", "Sari", "en")
    assert caught.value.messages == ("sheet Indicators row 4: this row has no candidate 3",)
    with pytest.raises(BookError, match="calon 3 tidak ada pada baris ini"):
        take_over(asked / "hasil" / "tinjauan.xlsx", asked / "acuan", "Sari")


def test_every_word_of_the_workbook_has_an_english_one_that_leads_back() -> None:
    assert {sheet_in(title, "en") for title in SHEETS.values()}.isdisjoint(SHEETS.values())
    assert all(name in COLUMNS for hal in SHEETS for name in columns_of(hal))
    answers = {answer for hal in ("indikator", "bentuk", "perangkat_daerah", "periode") for answer in ANSWERS[hal]()}
    english = {answer: answer_in(answer, "en") for answer in answers}
    assert len(set(english.values())) == len(answers)
    assert {answer for answer in answers if english[answer] == answer} <= set(choices())
    assert all(indonesian and english for indonesian, english in GUIDE)
    assert in_indonesian({}) == {}


def test_a_folder_of_everybodys_documents_is_no_neighbour() -> None:
    nothing = {"kode_provinsi": None, "kode_kabupaten_kota": None, "periode_awal": None, "periode_akhir": None}
    rows = [{**nothing, "berkas": f"campur/{number}.pdf", "perangkat_daerah": f"Dinas {number}"} for number in range(9)]
    rows += [{**nothing, "berkas": f"satu/{number}.pdf", "perangkat_daerah": "Dinas Satu"} for number in range(3)]
    asked = [ReviewItem("perangkat_daerah", f"{folder}/x.pdf", "k", 1, ()) for folder in ("campur", "satu", "satu/dalam", "lain")]
    assert [item.neighbours for item in with_neighbours(asked, rows)] == [(), ("Dinas Satu",), ("Dinas Satu",), ("Dinas Satu",)]


def test_a_page_that_is_gone_leaves_its_question_without_a_picture(tmp_path: Path) -> None:
    item = ReviewItem("satuan", "x", "", 1, ("a.pdf hal. 1",), box=(1, 1, 9, 9))
    write_book([item], tmp_path, None, "id", lambda berkas, page, box: None)
    assert openpyxl.load_workbook(tmp_path / "tinjauan.xlsx")["Satuan"]._images == []
