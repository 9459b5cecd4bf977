"""Outcomes become rows; a document that breaks the contract lands as failed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents.finding import find_pdfs
from pipeline.documents.outcome import Outcome, Problem
from pipeline.documents.storing import unpack_tables
from pipeline.landing.assembling import Indicators, assemble
from pipeline.landing.finishing import Finisher
from pipeline.reading.document import read_document
from pipeline.reference.folder import load_reference
from schemas.applied.checks import check
from tests.broken_pdfs import good

NONE = load_reference(Path("tidak-ada"))


@pytest.fixture
def outcomes(tmp_path: Path) -> list[Outcome]:
    good(tmp_path / "a.pdf", "Persentase rumah layak huni")
    good(tmp_path / "b.pdf", "PERSENTASE Rumah Layak-Huni")
    good(tmp_path / "c.pdf", "Jumlah rumah layak huni")
    return [read_document(found) for found in find_pdfs(tmp_path)]


def test_the_tables_fulfil_the_contract(outcomes: list[Outcome]) -> None:
    assert [check(assemble(outcome, NONE)) for outcome in outcomes] == [[], [], []]


def together(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    indicators = Indicators()
    for outcome in outcomes:
        indicators.add(assemble(outcome, NONE)["indikator"])
    rows: list[dict[str, Any]] = indicators.table().to_pylist()
    return rows


def test_the_order_of_documents_changes_nothing(outcomes: list[Outcome]) -> None:
    assert together(outcomes) == together(outcomes[::-1])


def test_spellings_that_differ_in_case_and_punctuation_are_one_indicator(outcomes: list[Outcome]) -> None:
    indicators = together(outcomes)
    assert [row["ejaan"] for row in indicators if row["jumlah_dokumen"] == 2] == [
        ["PERSENTASE Rumah Layak-Huni", "Persentase rumah layak huni"]
    ]
    assert len(indicators) == 2


def test_a_document_that_breaks_the_contract_lands_as_failed(outcomes: list[Outcome]) -> None:
    broken = replace(outcomes[1], records=tuple(replace(record, halaman=10**9, values=()) for record in outcomes[1].records))
    rows = Finisher(NONE)(broken)
    assert (rows.summary.status, [problem.code for problem in rows.summary.problems]) == ("gagal", ["galat_program"])
    tables = unpack_tables(rows.tables)
    assert [(row["berkas"], row["status"]) for row in tables["dokumen"].to_pylist()] == [("b.pdf", "gagal")]
    assert tables["iku"].num_rows == 0


def test_every_row_of_a_document_that_was_not_read_whole_says_so(outcomes: list[Outcome]) -> None:
    partly = replace(outcomes[0], status="sebagian", problems=(Problem("halaman_gagal", 2, "rusak"),))
    for outcome, flagged in ((partly, True), (outcomes[1], False)):
        rows = assemble(outcome, NONE)["iku"].to_pylist()
        assert {"dokumen_tidak_utuh" in row["catatan"] for row in rows} == {flagged}


def test_a_name_that_only_print_knows_is_the_spelling_printed_most(tmp_path: Path) -> None:
    for name, spelling in zip(
        "abc", ("PERSENTASE GEDUNG SIAP-PAKAI", "Persentase Gedung Siap Pakai", "Persentase Gedung Siap Pakai"), strict=True
    ):
        good(tmp_path / f"{name}.pdf", spelling)
    with (tmp_path / "c.pdf").open("ab") as file:
        file.write(b"\n% not a copy of b\n")
    (indicator,) = together([read_document(found) for found in find_pdfs(tmp_path)])
    assert indicator["indikator_baku"] == "Persentase Gedung Siap Pakai"
    assert list(zip(indicator["ejaan"], indicator["jumlah_ejaan"], strict=True)) == [
        ("PERSENTASE GEDUNG SIAP-PAKAI", 1),
        ("Persentase Gedung Siap Pakai", 2),
    ]
    assert indicator["sumber_baku"] is None
