"""A document that names no region is asked about; the answer holds for it from then on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.review.answers import BookError
from pipeline.review.reviewing import take_over
from tests.pdf_maker import Sheet
from tests.pipeline.review.workbook import by_name, fill, run

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


def answered(place: Path, answer: str) -> Path:
    return fill(place, by_name({"tanpa wilayah.pdf": answer}), SHEET)


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
