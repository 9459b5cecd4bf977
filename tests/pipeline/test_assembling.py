"""Outcomes become tables; one document that breaks the contract does not stop the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.documents.finding import find_pdfs
from pipeline.documents.outcome import Outcome, Problem
from pipeline.landing.assembling import assemble, assemble_sound
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
    assert check(assemble(outcomes, NONE)) == []


def test_the_order_of_documents_changes_nothing(outcomes: list[Outcome]) -> None:
    assert assemble(outcomes, NONE) == assemble(outcomes[::-1], NONE)


def test_spellings_that_differ_in_case_and_punctuation_are_one_indicator(outcomes: list[Outcome]) -> None:
    indicators = assemble(outcomes, NONE)["indikator"].to_pylist()
    assert [row["ejaan"] for row in indicators if row["jumlah_dokumen"] == 2] == [
        ["PERSENTASE Rumah Layak-Huni", "Persentase rumah layak huni"]
    ]
    assert len(indicators) == 2


def test_a_document_that_breaks_the_contract_fails_alone(outcomes: list[Outcome]) -> None:
    broken = replace(outcomes[1], records=tuple(replace(record, halaman=10**9, values=()) for record in outcomes[1].records))
    tables, failed = assemble_sound([outcomes[0], broken, outcomes[2]], NONE)
    assert [outcome.found.berkas for outcome in failed] == ["b.pdf"]
    assert check(tables) == []
    status = {row["berkas"]: row["status"] for row in tables["dokumen"].to_pylist()}
    assert status == {"a.pdf": "terbaca", "b.pdf": "gagal", "c.pdf": "terbaca"}
    assert {row["berkas"] for row in tables["iku"].to_pylist()} == {"a.pdf", "c.pdf"}


def test_every_row_of_a_document_that_was_not_read_whole_says_so(outcomes: list[Outcome]) -> None:
    partly = replace(outcomes[0], status="sebagian", problems=(Problem("halaman_gagal", 2, "rusak"),))
    rows = assemble([partly, outcomes[1]], NONE)["iku"].to_pylist()
    assert {row["berkas"]: "dokumen_tidak_utuh" in row["catatan"] for row in rows} == {"a.pdf": True, "b.pdf": False}
