"""What changed is done again and nothing else; what is gone goes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.documents import finding
from pipeline.documents.finding import FolderUnreadable
from pipeline.reading.pool import read_all
from pipeline.reading.task import Task
from pipeline.run import planning
from pipeline.run.ingest import Options
from pipeline.run.running import NothingToRead, run_folder
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good
from tests.pipeline.runs import Watching, assert_like_a_fresh_run, digests, landed, run


def test_a_second_run_reads_and_writes_nothing(place: Path, engine: Watching) -> None:
    assert run(place, engine).unchanged == 0
    assert engine.read == ["a.pdf", "b.pdf", "c.pdf"]
    before = {path.name: path.stat().st_mtime_ns for path in (place / "hasil").glob("*.parquet")}
    engine.read = []
    summary = run(place, engine)
    assert (summary.unchanged, summary.documents, summary.records) == (3, 3, 3)
    assert engine.read == []
    assert {path.name: path.stat().st_mtime_ns for path in (place / "hasil").glob("*.parquet")} == before


def test_only_what_changed_is_read_and_the_result_is_that_of_a_fresh_run(place: Path, engine: Watching) -> None:
    run(place, engine)
    good(place / "masuk" / "b.pdf", "Jumlah sesuatu yang lain")
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    (place / "masuk" / "c.pdf").unlink()
    summary = run(place, engine)
    assert engine.read == ["b.pdf", "d.pdf"]
    assert (summary.unchanged, summary.removed) == (1, 2)
    assert landed(place) == ["a.pdf", "b.pdf", "d.pdf"]
    assert_like_a_fresh_run(place)


def test_a_renamed_file_is_not_extracted_again(place: Path, engine: Watching) -> None:
    run(place, engine)
    (place / "masuk" / "a.pdf").rename(place / "masuk" / "z.pdf")
    run(place, engine)
    assert (engine.read, engine.renewed) == ([], ["z.pdf"])
    assert landed(place) == ["b.pdf", "c.pdf", "z.pdf"]
    assert_like_a_fresh_run(place)


def test_a_copy_changes_the_documents_row_only(place: Path, engine: Watching) -> None:
    run(place, engine)
    engine.read = engine.renewed = []
    shutil.copy(place / "masuk" / "a.pdf", place / "masuk" / "salinan.pdf")
    run(place, engine)
    assert (engine.read, engine.renewed) == ([], [])
    documents = pd.read_parquet(place / "hasil" / "dokumen.parquet").set_index("berkas")
    assert list(documents.loc["a.pdf", "salinan"]) == ["salinan.pdf"]
    assert_like_a_fresh_run(place)


@pytest.mark.parametrize(
    ("changed", "read", "renewed"),
    [
        ("harmonising_version", [], []),
        ("normalising_version", [], ["a.pdf", "b.pdf", "c.pdf"]),
        ("extraction_version", ["a.pdf", "b.pdf", "c.pdf"], []),
    ],
)
def test_a_change_in_a_stage_redoes_that_stage_and_those_after_it(
    place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch, changed: str, read: list[str], renewed: list[str]
) -> None:
    run(place, engine)
    engine.read = engine.renewed = []
    monkeypatch.setattr(planning, changed, lambda: "lain")
    summary = run(place, engine)
    assert (engine.read, engine.renewed, summary.unchanged) == (read, renewed, 0)
    assert summary.documents == 3


def test_a_decision_redoes_the_rows_only(place: Path, engine: Watching) -> None:
    run(place, engine)
    (place / "acuan").mkdir()
    head = "tanggal,oleh,hal,nama,keputusan,sasaran,nama_sasaran,alasan,bukti\n"
    (place / "acuan" / "keputusan.csv").write_text(f"{head}2026-01-01,S,indikator,Persentase layanan aax,baku_baru,,Jumlah baku,,\n")
    engine.read = engine.renewed = []
    run(place, engine)
    assert (engine.read, engine.renewed) == ([], [])
    assert "Jumlah baku" in set(pd.read_parquet(place / "hasil" / "iku.parquet")["indikator_baku"])
    assert_like_a_fresh_run(place)


def test_a_failure_that_may_pass_is_tried_again_and_another_only_when_asked(place: Path, engine: Watching) -> None:
    (place / "masuk" / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    (place / "masuk" / "putus.pdf").symlink_to(place / "tidak-ada.pdf")
    assert run(place, engine).exit_code == 3
    assert run(place, engine).exit_code == 3
    assert engine.read == ["putus.pdf"]
    run(place, engine, again=True)
    assert engine.read == ["putus.pdf", "rusak.pdf"]


def test_the_number_and_order_of_workers_changes_no_byte(place: Path, engine: Watching) -> None:
    run(place, engine)

    def backwards(tasks: Sequence[Task], *rest: Any) -> Any:
        return reversed(list(read_all(tasks[::-1], *rest)))

    run_folder(place / "masuk", place / "lain", Quiet(), Options(workers=3, engine=backwards, acuan=place / "acuan"))
    assert digests(place / "hasil") == digests(place / "lain")


def test_what_is_read_again_lands(place: Path, engine: Watching) -> None:
    class Away(Quiet):
        def started(self, documents: int) -> None:
            (place / "masuk" / "b.pdf").rename(place / "b.pdf")

    options = Options(workers=1, engine=engine, acuan=place / "acuan")
    assert run_folder(place / "masuk", place / "hasil", Away(), options).exit_code == 3
    (place / "b.pdf").rename(place / "masuk" / "b.pdf")
    assert run(place, engine).exit_code == 0
    assert landed(place) == ["a.pdf", "b.pdf", "c.pdf"]
    assert_like_a_fresh_run(place)


def test_a_folder_that_cannot_be_listed_is_not_taken_for_empty(place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "masuk" / "bawah").mkdir()
    (place / "masuk" / "a.pdf").rename(place / "masuk" / "bawah" / "a.pdf")
    run(place, engine)
    scandir = os.scandir

    def dropped(path: Any) -> Any:
        if str(path).endswith("bawah"):
            raise OSError(5, "Input/output error", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", dropped)
    with pytest.raises(FolderUnreadable, match="bawah"):
        run(place, engine)
    monkeypatch.undo()
    engine.read = []
    run(place, engine)
    assert engine.read == []
    assert landed(place) == ["b.pdf", "bawah/a.pdf", "c.pdf"]


def test_rows_of_a_pdf_that_cannot_be_opened_for_a_while_stay(place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    run(place, engine)
    state_of = finding.state_of

    def locked(path: Path) -> Any:
        if path.name == "a.pdf":
            raise PermissionError(13, "Permission denied", str(path))
        return state_of(path)

    monkeypatch.setattr(finding, "state_of", locked)
    assert run(place, engine).exit_code == 3
    assert landed(place) == ["a.pdf", "b.pdf", "c.pdf"]
    monkeypatch.undo()
    engine.read = []
    assert run(place, engine).exit_code == 0
    assert engine.read == []
    assert_like_a_fresh_run(place)


def test_an_empty_folder_writes_nothing(place: Path, engine: Watching) -> None:
    (place / "masuk-kosong").mkdir()
    with pytest.raises(NothingToRead):
        run_folder(place / "masuk-kosong", place / "hasil", Quiet(), Options(engine=engine))
    assert not (place / "hasil").exists()


def test_kept_extractions_are_fetched_a_batch_at_a_time(place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    run(place, engine)
    monkeypatch.setattr(planning, "normalising_version", lambda: "lain")
    monkeypatch.setattr("pipeline.run.ingest.BATCH", 2)
    assert run(place, engine).documents == 3
    assert engine.renewed == ["c.pdf"]
