"""Every run leaves a workbook, and ``iku rekap`` makes the same one again."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from tests.pipeline.runs import Watching, run


def test_a_run_leaves_a_workbook_that_links_to_the_pdfs(place: Path, engine: Watching) -> None:
    run(place, engine)
    sheet = openpyxl.load_workbook(place / "hasil" / "rekap.xlsx")["Dokumen"]
    assert {cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink} == {
        "..\\masuk\\a.pdf", "..\\masuk\\b.pdf", "..\\masuk\\c.pdf",
    }  # fmt: skip


def test_the_command_makes_the_same_workbook_again(place: Path, engine: Watching) -> None:
    run(place, engine)
    first = (place / "hasil" / "rekap.xlsx").read_bytes()
    (place / "hasil" / "rekap.xlsx").unlink()
    told = CliRunner().invoke(main, ["rekap", str(place / "hasil")])
    assert told.exit_code == 0
    assert "rekap.xlsx" in told.output
    assert (place / "hasil" / "rekap.xlsx").read_bytes() == first


def test_a_run_that_changes_nothing_keeps_the_workbook_and_its_date(place: Path, engine: Watching) -> None:
    run(place, engine)
    first = (place / "hasil" / "rekap.xlsx").read_bytes()
    since = json.loads((place / "hasil" / "run.json").read_text())["hasil_sejak"]
    run(place, engine)
    assert (place / "hasil" / "rekap.xlsx").read_bytes() == first
    assert json.loads((place / "hasil" / "run.json").read_text())["hasil_sejak"] == since
    CliRunner().invoke(main, ["rekap", str(place / "hasil")])
    assert (place / "hasil" / "rekap.xlsx").read_bytes() == first


def test_the_workbook_is_of_the_run_that_stands_whatever_lies_beside_it(place: Path, engine: Watching) -> None:
    run(place, engine)
    first = (place / "hasil" / "rekap.xlsx").read_bytes()
    (place / "hasil" / "iku.parquet").write_bytes(b"ditulisi orang")
    (place / "hasil" / "dokumen.parquet").unlink()
    assert CliRunner().invoke(main, ["rekap", str(place / "hasil")]).exit_code == 0
    assert (place / "hasil" / "rekap.xlsx").read_bytes() == first


def test_a_spoilt_record_costs_no_workbook(place: Path, engine: Watching) -> None:
    run(place, engine)
    for record in ("{", "[]", '{"pertanyaan": "banyak", "masukan": 7, "hasil_sejak": [], "versi": null}', '{"masukan": "\\udcff"}'):
        (place / "hasil" / "run.json").write_text(record)
        told = CliRunner().invoke(main, ["rekap", str(place / "hasil")])
        assert told.exit_code == 0, (record, told.exception)
        assert "Dokumen" in openpyxl.load_workbook(place / "hasil" / "rekap.xlsx").sheetnames


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_folder_whose_name_is_no_text_gets_a_workbook_without_links(place: Path, engine: Watching) -> None:
    other = place.with_name(os.fsdecode(b"masuk-\xff"))
    place.rename(other)
    run_folder(other / "masuk", place / "hasil", Quiet(), Options(workers=1, engine=engine, acuan=other / "acuan"))
    sheet = openpyxl.load_workbook(place / "hasil" / "rekap.xlsx")["Dokumen"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_a_folder_without_results_is_wrong_usage(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["rekap", str(tmp_path)])
    assert (told.exit_code, "iku ingest" in told.output) == (2, True)
