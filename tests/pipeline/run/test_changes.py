"""What changed is done again and nothing else; what is gone goes."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.documents import finding
from pipeline.documents.finding import FolderUnreadable, FoundPdf
from pipeline.reading import carrying_out
from pipeline.reading.pool import read_all
from pipeline.reading.task import Done, Task
from pipeline.run import planning
from pipeline.run.ingest import Options
from pipeline.run.running import NothingToRead, run_folder
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good
from tests.pipeline.runs import Watching, assert_like_a_fresh_run, digests, here, landed, run


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

    def locked(look: Any) -> Any:
        def look_unless_locked(path: Path, *rest: Any) -> Any:
            if path.name == "a.pdf":
                raise PermissionError(13, "Permission denied", str(path))
            return look(path, *rest)

        return look_unless_locked

    monkeypatch.setattr(finding, "look_at", locked(finding.look_at))
    monkeypatch.setattr(finding, "is_still", locked(finding.is_still))
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


# -- files that are replaced while they are read --------------------------------------------------------------------------


def while_reading(monkeypatch: pytest.MonkeyPatch, name: str, change: Callable[[Path, int], object]) -> None:
    """Do something to a file each time after it was read and before anything is made of it."""
    extract, times = carrying_out.extract_document, iter(range(100))

    def extracting(found: FoundPdf, *rest: Any) -> Any:
        extraction = extract(found, *rest)
        if found.path.name == name:
            change(found.path, next(times))
        return extraction

    monkeypatch.setattr(carrying_out, "extract_document", extracting)


def hashes_of(place: Path) -> dict[str, str]:
    table = pd.read_parquet(place / "hasil" / "dokumen.parquet")
    return dict(zip(table["berkas"], table["id_dokumen"], strict=True))


def on_disk(place: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (place / "masuk").iterdir()}


@pytest.mark.parametrize("keeps_time", [False, True])
def test_a_pdf_replaced_while_it_is_read_lands_as_what_was_read(place: Path, monkeypatch: pytest.MonkeyPatch, keeps_time: bool) -> None:
    def replace_once(path: Path, time: int) -> None:
        if time == 0:
            kept = path.stat()
            good(path.with_name("baru"), "Persentase layanan yang baru datang").replace(path)
            if keeps_time:
                os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))

    while_reading(monkeypatch, "b.pdf", replace_once)
    options = Options(engine=here, acuan=place / "acuan")
    summary = run_folder(place / "masuk", place / "hasil", Quiet(), options)
    assert hashes_of(place) == on_disk(place)
    rows = pd.read_parquet(place / "hasil" / "iku.parquet")
    assert set(rows.loc[rows["berkas"] == "b.pdf", "indikator"]) == {"Persentase layanan yang baru datang"}
    assert set(rows["id_dokumen"]) == set(on_disk(place).values())
    assert summary.documents == 3
    monkeypatch.undo()
    assert run_folder(place / "masuk", place / "hasil", Quiet(), options).unchanged == 3


def test_a_pdf_replaced_before_its_turn_came_lands_with_its_own_hash_and_its_copies_too(place: Path) -> None:
    (place / "masuk" / "d.pdf").write_bytes((place / "masuk" / "b.pdf").read_bytes())

    def later(tasks: Sequence[Task], *rest: Any) -> Iterator[Done]:
        if not (place / "sudah").exists():
            (place / "sudah").touch()
            good(place / "masuk" / "b.pdf", "Persentase layanan yang baru datang")
        yield from here(tasks, *rest)

    run_folder(place / "masuk", place / "hasil", Quiet(), Options(engine=later, acuan=place / "acuan"))
    assert hashes_of(place) == on_disk(place)


def test_a_pdf_that_keeps_changing_is_said_and_read_by_the_next_run(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    while_reading(monkeypatch, "b.pdf", lambda path, time: good(path, f"Persentase layanan ke {time}"))
    options = Options(engine=here, acuan=place / "acuan")
    summary = run_folder(place / "masuk", place / "hasil", Quiet(), options)
    assert [(berkas, [each.code for each in problems]) for berkas, _, problems in summary.troubled] == [("b.pdf", ["berubah_terus"])]
    monkeypatch.undo()
    assert run_folder(place / "masuk", place / "hasil", Quiet(), options).troubled == []
    assert hashes_of(place) == on_disk(place)


def test_files_of_another_run_than_the_ledgers_are_landed_anew(place: Path, engine: Watching) -> None:
    """Somebody put the results of another machine here, without their ledger."""
    run(place, engine)
    shutil.copytree(place / "hasil", place / "lain")
    (place / "masuk" / "a.pdf").rename(place / "a.pdf")
    run_folder(place / "masuk", place / "lain", Quiet(), Options(engine=here))
    (place / "a.pdf").rename(place / "masuk" / "a.pdf")
    shutil.copytree(place / "lain", place / "hasil", ignore=shutil.ignore_patterns(".iku"), dirs_exist_ok=True)
    run(place, engine)
    assert_like_a_fresh_run(place)
