"""Workbooks and names that nobody should have made: bounded, said, and text to every spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from normalizers.names.decisions import INDICATOR
from normalizers.names.harmonise import Candidate
from normalizers.names.key import name_key
from pipeline.command import main
from pipeline.documents.shown_text import visible
from pipeline.reference.folder import load_reference
from pipeline.review.book import write_book
from pipeline.review.items import ReviewItem
from pipeline.review.reviewing import take_over
from tests.pipeline.reference.hostile_workbooks import HARMLESS, HOSTILE, bounded, merged_over_all


@pytest.mark.parametrize("make", [HOSTILE["many other things"], *HARMLESS.values(), merged_over_all], ids=["bomb", *HARMLESS, "merged"])
def test_a_workbook_that_is_more_than_a_person_filled_in_takes_no_time(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    write_book([ReviewItem(INDICATOR, "Jumlah Zz", "x", 1, ("a.pdf hal. 1",))], tmp_path)
    make(tmp_path / "tinjauan.xlsx")
    with bounded():
        shown = CliRunner().invoke(main, ["tinjau", str(tmp_path / "tinjauan.xlsx"), "--acuan", str(tmp_path / "acuan")])
        write_book([], tmp_path)
    if make in HOSTILE.values():
        assert (shown.exit_code, shown.output.count("\n")) == (2, 2), shown.output
        assert "tinjauan.xlsx" in shown.output
        # What could not be read is not lost.
        assert (tmp_path / "tinjauan-sebelumnya.xlsx").exists()
    else:
        assert (shown.exit_code, shown.exception) == (0, None), shown.output
        assert "1 belum dijawab" in shown.output


def test_names_without_a_shape_are_shown_in_the_workbook_and_their_answers_hold(tmp_path: Path) -> None:
    name = "=Jumlah\u202e Zz\x1b yang\x9b baru"
    item = ReviewItem(INDICATOR, name, name_key(name).id, 1, ("a.pdf hal. 1",), (Candidate("abc", "Jumlah Zz lama", 0.9, "lama"),))
    write_book([item], tmp_path)
    book = openpyxl.load_workbook(tmp_path / "tinjauan.xlsx")
    row = [cell for cell in book["Indikator"][4] if cell.value is not None]
    assert not [cell.value for cell in row if visible(str(cell.value), keep="\n") != str(cell.value)]
    assert row[0].data_type == "s"
    shown = str(row[0].value)
    assert name_key(shown).letters == name_key(name).letters
    head = [cell.value for cell in book["Indikator"][3]]
    book["Indikator"].cell(4, head.index("Keputusan") + 1).value = "nama baku baru di kolom Sasaran"
    book["Indikator"].cell(4, head.index("Sasaran") + 1).value = "=1+1"
    book["Indikator"].cell(4, head.index("Sasaran") + 1).data_type = "s"
    book.save(tmp_path / "tinjauan.xlsx")
    taken = take_over(tmp_path / "tinjauan.xlsx", tmp_path / "acuan")
    assert (taken.new, taken.unanswered, taken.refused) == (1, 0, ())
    with (tmp_path / "acuan" / "keputusan.csv").open(encoding="utf-8", newline="") as file:
        assert not [cell for line in csv.reader(file) for cell in line if cell[:1] in tuple("=+-@")]
    (decision,) = load_reference(tmp_path / "acuan").harmoniser.decisions.standing
    assert (decision.nama, decision.nama_sasaran) == (shown, "=1+1")
    assert load_reference(tmp_path / "acuan").harmoniser.match(name).match.indikator_baku == "=1+1"
