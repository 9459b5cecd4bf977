"""A document that names no region is asked about; the answer holds for it from then on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pipeline.documents.outcome import RunSummary
from pipeline.review.answers import BookError
from pipeline.review.reviewing import take_over
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from tests.pdf_maker import Sheet

SHEET = "Wilayah dokumen"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "masuk").mkdir()
    sheet = Sheet(tmp_path / "masuk" / "tanpa wilayah.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA DINAS KESEHATAN TAHUN 2021", 100, 60, 11)
    header = ["No", "Sasaran", "Indikator", "Satuan", "Target 2021"]
    sheet.table([header, ["1", "Meningkatnya layanan", "Jumlah pasien terlayani", "orang", "80"]], [30, 150, 180, 60, 80])
    sheet.save()
    return tmp_path


def run(place: Path) -> RunSummary:
    return run_folder(place / "masuk", place / "hasil", Quiet(), Options(workers=1, acuan=place / "acuan"))


def answered(place: Path, answer: str) -> Path:
    path = place / "hasil" / "tinjauan.xlsx"
    book = openpyxl.load_workbook(path)
    page: Any = book[SHEET]
    (head,) = (row for row in page.iter_rows(max_row=5) if row[0].value == "Nama tercetak")
    columns = {cell.value: cell.column for cell in head}
    assert page.cell(head[0].row + 1, columns["Nama tercetak"]).value == "tanpa wilayah.pdf"
    page.cell(head[0].row + 1, columns["Keputusan"]).value = answer
    book.save(path)
    return path


def test_a_region_is_asked_answered_and_not_asked_again(place: Path) -> None:
    first = run(place)
    assert first.questions == 1
    assert [problem.code for _, problems in first.unclear for problem in problems] == ["wilayah_tidak_dikenal"]
    take_over(answered(place, "Kabupaten Banyumas (33.02)"), place / "acuan")
    again = run(place)
    assert (again.questions, again.unclear) == (0, [])
    row = pd.read_parquet(place / "hasil" / "iku.parquet").iloc[0]
    assert (row["nama_provinsi"], row["nama_kabupaten_kota"], row["nilai"]) == ("Jawa Tengah", "Kabupaten Banyumas", 80.0)
    assert "wilayah_ditetapkan" in row["catatan"]


def test_a_region_that_is_none_is_refused(place: Path) -> None:
    run(place)
    with pytest.raises(BookError, match="tidak ada dalam daftar pilihan"):
        take_over(answered(place, "Kabupaten Antah Berantah"), place / "acuan")
