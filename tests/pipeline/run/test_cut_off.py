"""A run that was cut off goes on where it stopped; full disks and files in use cost nothing that was read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

from pipeline.landing import landing_run
from pipeline.landing.tables import CannotLand
from pipeline.ledger.ledger import Ledger
from pipeline.reading.pool import read_all
from pipeline.reading.task import Task
from pipeline.review import book as review_book
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good
from tests.campaigns import faults, fuzz, landing_kills, seen
from tests.pipeline.runs import Watching, assert_like_a_fresh_run, digests, landed, run


class CutOff(Exception):
    pass


def test_a_run_that_is_cut_off_goes_on_where_it_stopped(place: Path, engine: Watching) -> None:
    def until_one_is_done(tasks: Sequence[Task], *rest: Any) -> Any:
        for number, done in enumerate(read_all(tasks, *rest)):
            if number == 1:
                raise CutOff
            yield done

    with pytest.raises(CutOff):
        run_folder(place / "masuk", place / "hasil", Quiet(), Options(workers=1, engine=until_one_is_done, acuan=place / "acuan"))
    assert json.loads((place / "hasil" / "run.json").read_text())["keadaan"] == "gagal"
    assert not (place / "hasil" / "iku.parquet").exists()
    summary = run(place, engine)
    assert len(engine.read) == 2
    assert summary.unchanged == 1
    assert_like_a_fresh_run(place)


def test_a_full_disk_is_said_and_what_was_landed_stays(place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    run(place, engine)
    before = digests(place / "hasil")
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "put", full)
        with pytest.raises(CannotLand, match="disk penuh"):
            run(place, engine)
    assert digests(place / "hasil") == before
    assert run(place, engine).documents == 4


@pytest.mark.parametrize("size", [1_000, 30_000])
def test_a_disk_that_is_full_from_the_start_costs_nothing_that_was_read(place: Path, engine: Watching, size: int) -> None:
    pytest.importorskip("resource", reason="full disks are tried on POSIX only")
    run(place, engine)
    assert faults.fill_up(faults.command(place / "masuk", place / "hasil"), size) is None
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    assert faults.fill_up(faults.command(place / "masuk", place / "hasil"), size) is None
    engine.read = []
    run(place, engine)
    assert engine.read == ["d.pdf"]


def test_files_that_were_removed_by_hand_are_written_again(place: Path, engine: Watching) -> None:
    run(place, engine)
    before = digests(place / "hasil")
    (place / "hasil" / "iku.parquet").unlink()
    engine.read = []
    run(place, engine)
    assert (digests(place / "hasil"), engine.read) == (before, [])


def test_a_workbook_that_cannot_be_replaced_is_named_and_renewed_by_the_next_run(
    place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, engine)
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")

    def open_in_excel(path: Path, data: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(review_book, "write_whole", open_in_excel)
    with pytest.raises(CannotLand, match=r"tutup berkas yang dibuka.*tinjauan\.xlsx masih yang lama"):
        run(place, engine)
    assert landed(place) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    monkeypatch.undo()
    engine.read = []
    run(place, engine)
    assert engine.read == []
    assert_like_a_fresh_run(place)


def test_a_landing_that_was_cut_off_is_made_again_though_its_cause_is_gone(
    place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, engine, partition=True)
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(landing_run, "write_book", cut_off)
    with pytest.raises(KeyboardInterrupt):
        run(place, engine)
    assert landed(place) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    monkeypatch.undo()
    (place / "masuk" / "d.pdf").unlink()
    run(place, engine)
    assert landed(place) == ["a.pdf", "b.pdf", "c.pdf"]
    data = ds.dataset(place / "hasil" / "iku", partitioning="hive").to_table().to_pandas()
    assert sorted(data["berkas"].unique()) == landed(place)


def test_a_short_fault_campaign_finds_nothing() -> None:
    findings = faults.campaign(kills=4, documents=6, every=2)
    assert findings.faults == []
    assert findings.compared >= 2


def test_a_few_kills_inside_the_landing_leave_one_whole_run_or_none() -> None:
    findings = landing_kills.campaign(kills=3, documents=2)
    assert findings.faults == []
    assert findings.kills == 3


def test_a_short_fuzz_campaign_finds_nothing() -> None:
    findings = fuzz.campaign([Path("samples/lampung-barat-excel.pdf"), Path("samples/bengkulu-selatan-sempit.pdf")], 25)
    assert findings.faults == []
    assert findings.rows > 0
    assert findings.told > findings.same


def test_a_short_campaign_of_hidden_and_lying_text_finds_nothing() -> None:
    findings, by_way = seen.campaign([Path("samples/lampung-barat-excel.pdf")], 40)
    assert findings.faults == []
    assert sum(way["told"] for way in by_way.values()) > 20
