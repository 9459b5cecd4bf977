"""What no page of a document tells (its region, office, period) is asked; the answer holds for it from then on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from normalizers.names import REGION, SAME, Decision
from pipeline.reference import append_decisions
from pipeline.review.answers import BookError
from pipeline.review.reviewing import take_over
from pipeline.web.deciding import decisions_of
from pipeline.web.desk import Desk, Refused
from pipeline.web.questions import documents_asked
from tests.pdf_maker import Sheet
from tests.pipeline.review.workbook import fill, run

NAME = "tanpa nama.pdf"
WHOLE = "INDIKATOR KINERJA UTAMA DINAS KESEHATAN KABUPATEN BANYUMAS TAHUN 2021"
Draw = Callable[..., Path]


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """A folder with a document under a title, its values under a header."""

    def drawn(title: str, years: tuple[str, ...] = ("Target 2021",)) -> Path:
        (tmp_path / "masuk").mkdir()
        sheet = Sheet(tmp_path / "masuk" / NAME)
        sheet.line_of_text(title, 100, 60, 11)
        header = ["No", "Sasaran", "Indikator", "Satuan", *years]
        values = [str(80 + number) for number in range(len(years))]
        row = ["1", "Meningkatnya layanan", "Jumlah pasien terlayani", "orang", *values]
        sheet.table([header, row], [30, 150, 180, 60, *(80 for _ in years)])
        sheet.save()
        return tmp_path

    return drawn


def answered(place: Path, sheet: str, answer: str, written: str | int = "") -> Path:
    def change(page: Any, columns: dict[str, int], first: int) -> None:
        assert page.cell(first, columns["Nama tercetak"]).value == NAME
        page.cell(first, columns["Keputusan"]).value = answer
        page.cell(first, columns["Sasaran"]).value = written or None

    return fill(place, change, sheet)


def landed(place: Path) -> dict[str, Any]:
    (row,) = pd.read_parquet(place / "hasil" / "iku.parquet").to_dict("records")
    return row


def test_a_document_that_tells_everything_is_asked_nothing(draw: Draw) -> None:
    assert run(draw(WHOLE)).questions == 0


def test_a_region_is_asked_answered_and_not_asked_again(draw: Draw) -> None:
    place = draw("INDIKATOR KINERJA UTAMA DINAS KESEHATAN TAHUN 2021")
    first = run(place)
    assert first.questions == 1
    assert [problem.code for _, problems in first.unclear for problem in problems] == ["wilayah_tidak_dikenal"]
    take_over(answered(place, "Wilayah dokumen", "Kabupaten Banyumas (33.02)"), place / "acuan")
    again = run(place)
    assert (again.questions, again.unclear) == (0, [])
    row = landed(place)
    assert (row["nama_provinsi"], row["nama_kabupaten_kota"], row["nilai"]) == ("Jawa Tengah", "Kabupaten Banyumas", 80.0)
    assert "wilayah_ditetapkan" in row["catatan"]


def test_an_office_is_asked_answered_and_not_asked_again(draw: Draw) -> None:
    place = draw("INDIKATOR KINERJA UTAMA KABUPATEN BANYUMAS TAHUN 2021")
    assert run(place).questions == 1
    assert pd.isna(landed(place)["perangkat_daerah"])
    take_over(answered(place, "Perangkat daerah dokumen", "nama di kolom Sasaran", "Dinas  Uji"), place / "acuan")
    assert run(place).questions == 0
    row = landed(place)
    assert row["perangkat_daerah"] == "Dinas Uji"
    assert "perangkat_daerah_ditetapkan" in row["catatan"]


def test_a_document_of_the_whole_region_is_asked_for_its_office_once(draw: Draw) -> None:
    place = draw("INDIKATOR KINERJA UTAMA KABUPATEN BANYUMAS TAHUN 2021")
    run(place)
    take_over(answered(place, "Perangkat daerah dokumen", "dokumen seluruh daerah"), place / "acuan")
    assert run(place).questions == 0
    assert pd.isna(landed(place)["perangkat_daerah"])


@pytest.mark.parametrize("written", ["2021-2023", 2021])
def test_a_period_is_asked_answered_and_not_asked_again(draw: Draw, written: str | int) -> None:
    place = draw("INDIKATOR KINERJA UTAMA DINAS KESEHATAN KABUPATEN BANYUMAS", ("Target",))
    assert run(place).questions == 1
    assert pd.isna(landed(place)["periode_awal"])
    take_over(answered(place, "Periode dokumen", "periode di kolom Sasaran", written), place / "acuan")
    assert run(place).questions == 0
    row = landed(place)
    assert (row["periode_awal"], row["periode_akhir"]) == (2021, 2023 if written == "2021-2023" else 2021)
    assert "periode_ditetapkan" in row["catatan"]


def test_years_that_are_only_counted_are_counted_from_the_period_that_was_answered(draw: Draw) -> None:
    header = ("Target Tahun ke-1", "Target Tahun ke-2")
    place = draw("RENCANA STRATEGIS DINAS KESEHATAN KABUPATEN BANYUMAS", header)
    assert run(place).questions == 1
    take_over(answered(place, "Periode dokumen", "periode di kolom Sasaran", "2021-2022"), place / "acuan")
    assert run(place).questions == 0
    rows = pd.read_parquet(place / "hasil" / "iku.parquet")
    assert list(zip(rows["tahun"], rows["nilai"], strict=True)) == [(2021, 80.0), (2022, 81.0)]


@pytest.mark.parametrize(
    ("title", "sheet", "answer", "written", "said"),
    [
        ("INDIKATOR KINERJA UTAMA DINAS KESEHATAN TAHUN 2021", "Wilayah dokumen", "Kabupaten Antah Berantah", "", "tidak ada dalam daftar"),
        (
            "INDIKATOR KINERJA UTAMA DINAS KESEHATAN KABUPATEN BANYUMAS",
            "Periode dokumen",
            "periode di kolom Sasaran",
            "2026-2021",
            "periode",
        ),
        ("INDIKATOR KINERJA UTAMA KABUPATEN BANYUMAS TAHUN 2021", "Perangkat daerah dokumen", "nama di kolom Sasaran", "", "tulis namanya"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(draw: Draw, title: str, sheet: str, answer: str, written: str, said: str) -> None:
    place = draw(title, ("Target",))
    run(place)
    with pytest.raises(BookError, match=said):
        take_over(answered(place, sheet, answer, written), place / "acuan")


def test_the_page_asks_the_same_and_keeps_the_same_answer(draw: Draw) -> None:
    place = draw("INDIKATOR KINERJA UTAMA KABUPATEN BANYUMAS TAHUN 2021")
    run(place)
    desk = Desk(place / "hasil", place / "acuan", "Ani", "id")
    assert documents_asked(desk) == {"perangkat_daerah": [NAME]}
    (document,) = desk.data().document_of
    asked = {"dokumen": document, "hal": "perangkat_daerah", "keputusan": "kosong"}
    append_decisions(decisions_of(desk, "dokumen", asked), place / "acuan")
    assert documents_asked(Desk(place / "hasil", place / "acuan", "Ani", "id")) == {}
    assert run(place).questions == 0
    with pytest.raises(Refused, match="no_region"):
        decisions_of(desk, "dokumen", {**asked, "hal": "wilayah"})


def test_a_region_that_was_answered_for_a_path_still_holds(draw: Draw) -> None:
    place = draw("INDIKATOR KINERJA UTAMA DINAS KESEHATAN TAHUN 2021")
    told = Decision("2026-01-02", "Sari", REGION, NAME, SAME, "33.02", "Kabupaten Banyumas (33.02)")
    append_decisions([told], place / "acuan")
    assert run(place).questions == 0
    assert landed(place)["nama_kabupaten_kota"] == "Kabupaten Banyumas"
