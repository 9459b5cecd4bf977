"""Runs over one output folder: only what changed is done again, what is gone goes, what was cut off goes on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.dataset as ds
import pytest
from click.testing import CliRunner

from pipeline.command.cli import main
from pipeline.documents import finding, versions
from pipeline.documents.finding import FolderUnreadable, find_pdfs
from pipeline.documents.outcome import Outcome, RunSummary
from pipeline.documents.run_files import LEDGER_FILE, LEDGER_FOLDER
from pipeline.documents.storing import pack, unpack
from pipeline.landing import landing_run, partitioning
from pipeline.landing.tables import CannotLand
from pipeline.ledger.holding import Held, hold
from pipeline.ledger.ledger import Ledger
from pipeline.reading.document import extract_document, read_document
from pipeline.reading.workers import Task, read_all
from pipeline.review import book as review_book
from pipeline.run import planning
from pipeline.run.ingest import Options
from pipeline.run.running import NothingToRead, run_folder
from pipeline.said.event_log import stop_log
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good
from tests.campaigns import faults, fuzz
from tests.pdf_maker import Sheet

FILES = ("iku.parquet", "dokumen.parquet", "indikator.parquet", "karantina.parquet", "datapackage.json", "tinjauan.xlsx")


class Watching:
    """The local engine, remembering what it was asked to read and what only to renew."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.renewed: list[str] = []

    def __call__(self, tasks: Sequence[Task], *rest: Any) -> Any:
        self.read = sorted(task.found.berkas for task in tasks if task.extraction is None)
        self.renewed = sorted(task.found.berkas for task in tasks if task.extraction is not None)
        return read_all(tasks, *rest)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "masuk").mkdir()
    for name in "abc":
        good(tmp_path / "masuk" / f"{name}.pdf", f"Persentase layanan {name}{name}x")
    return tmp_path


@pytest.fixture
def engine() -> Watching:
    return Watching()


def run(place: Path, engine: Watching, **options: Any) -> RunSummary:
    return run_folder(place / "masuk", place / "hasil", Quiet(), Options(workers=1, engine=engine, acuan=place / "acuan", **options))


def landed(place: Path) -> list[str]:
    return sorted(pd.read_parquet(place / "hasil" / "iku.parquet")["berkas"].unique())


def digests(output: Path) -> dict[str, str]:
    return {name: hashlib.sha256((output / name).read_bytes()).hexdigest() for name in FILES}


def assert_like_a_fresh_run(place: Path) -> None:
    run_folder(place / "masuk", place / "baru", Quiet(), Options(workers=2, acuan=place / "acuan"))
    assert digests(place / "hasil") == digests(place / "baru")
    shutil.rmtree(place / "baru")


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


def test_every_data_file_belongs_to_a_stage() -> None:
    root = Path(versions.__file__).parents[2]
    assert all((root / place).exists() for place in (*versions.HARMONISING, *versions.EXTRACTING, *versions.LANDING))
    assert len({versions.extraction_version(), versions.normalising_version(), versions.harmonising_version()}) == 3


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


def test_the_second_run_on_a_held_folder_says_who_holds_it_and_stops(place: Path, engine: Watching) -> None:
    (place / "hasil").mkdir()
    with hold(place / "hasil"):
        with pytest.raises(Held) as caught:
            run(place, engine)
        assert set(caught.value.holder) == {"komputer", "proses", "sejak"}
        shown = CliRunner().invoke(main, ["ingest", str(place / "masuk"), "-o", str(place / "hasil")])
        assert shown.exit_code == 1
        assert "sedang dipakai oleh proses" in shown.output
    run(place, engine)


def test_the_lock_of_a_killed_run_is_not_in_the_way(place: Path, engine: Watching) -> None:
    code = (
        "import sys,os,pathlib; from pipeline.ledger.holding import hold; c = hold(pathlib.Path(sys.argv[1])); c.__enter__(); os._exit(9)"
    )
    (place / "hasil").mkdir()
    subprocess.run([sys.executable, "-c", code, str(place / "hasil")], check=False)
    assert run(place, engine).documents == 3


def test_a_damaged_ledger_is_begun_anew(place: Path, engine: Watching) -> None:
    run(place, engine)
    (place / "hasil" / LEDGER_FOLDER / LEDGER_FILE).write_bytes(b"bukan sqlite" * 500)
    assert run(place, engine).documents == 3
    assert engine.read == ["a.pdf", "b.pdf", "c.pdf"]
    assert_like_a_fresh_run(place)


def test_a_ledger_of_another_layout_is_begun_anew(place: Path, engine: Watching) -> None:
    run(place, engine)
    with closing(sqlite3.connect(place / "hasil" / LEDGER_FOLDER / LEDGER_FILE)) as database:
        database.execute("PRAGMA user_version = 999")
    assert run(place, engine).documents == 3
    assert engine.read == ["a.pdf", "b.pdf", "c.pdf"]


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


def test_files_that_were_removed_by_hand_are_written_again(place: Path, engine: Watching) -> None:
    run(place, engine)
    before = digests(place / "hasil")
    (place / "hasil" / "iku.parquet").unlink()
    engine.read = []
    run(place, engine)
    assert (digests(place / "hasil"), engine.read) == (before, [])


def test_partitions_are_read_by_others_and_only_the_touched_ones_are_written(place: Path, engine: Watching) -> None:
    run(place, engine, partition=True)
    data = ds.dataset(place / "hasil" / "iku", partitioning="hive").to_table().to_pandas()
    flat = pd.read_parquet(place / "hasil" / "iku.parquet")
    assert sorted(data["id_rekaman"]) == sorted(flat["id_rekaman"])
    assert set(data["tahun"]) == {2021, 2022}
    times = {path: path.stat().st_mtime_ns for path in (place / "hasil" / "iku").rglob("*.parquet")}
    assert len(times) == 2
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    run(place, engine, partition=True)
    assert all(path.stat().st_mtime_ns != before for path, before in times.items())
    now = {path: path.stat().st_mtime_ns for path in times}
    (place / "hasil" / "tinjauan.xlsx").unlink()
    run(place, engine, partition=True)
    assert {path: path.stat().st_mtime_ns for path in times} == now


def test_a_partition_that_no_document_touches_is_not_written(place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    # Groups end in the middle of documents and provinces.
    monkeypatch.setattr(partitioning, "_ROWS_PER_GROUP", 3)
    for name, region in (("p", "KABUPATEN BENGKULU SELATAN"), ("q", "KABUPATEN SERUYAN")):
        sheet = Sheet(place / "masuk" / f"{name}.pdf")
        sheet.line_of_text(f"INDIKATOR KINERJA UTAMA DINAS KESEHATAN {region} TAHUN 2023", 100, 60, 11)
        header = ["No", "Sasaran", "Indikator", "Satuan", "2023"]
        sheet.table([header, ["1", "Meningkatnya layanan", "Jumlah pasien terlayani", "orang", "80"]], [30, 150, 180, 90, 60])
        sheet.save()
    run(place, engine, partition=True)
    places = {path.relative_to(place / "hasil" / "iku").parts[:2]: path for path in (place / "hasil" / "iku").rglob("*.parquet")}
    provinces = ("17", 2023), ("33", 2021), ("33", 2022), ("62", 2023)
    assert set(places) == {(f"kode_provinsi={code}", f"tahun={year}") for code, year in provinces}
    times = {key: path.stat().st_mtime_ns for key, path in places.items()}
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    run(place, engine)
    written = {key for key, path in places.items() if path.stat().st_mtime_ns != times[key]}
    assert written == {("kode_provinsi=33", "tahun=2021"), ("kode_provinsi=33", "tahun=2022")}
    data = ds.dataset(place / "hasil" / "iku", partitioning="hive").to_table().to_pandas()
    assert sorted(data["id_rekaman"]) == sorted(pd.read_parquet(place / "hasil" / "iku.parquet")["id_rekaman"])


def test_partitions_once_written_do_not_grow_stale(place: Path, engine: Watching) -> None:
    run(place, engine, partition=True)
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    run(place, engine)
    data = ds.dataset(place / "hasil" / "iku", partitioning="hive").to_table().to_pandas()
    assert sorted(data["id_rekaman"]) == sorted(pd.read_parquet(place / "hasil" / "iku.parquet")["id_rekaman"])


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


def test_status_and_record_and_log_tell_what_happened(place: Path, engine: Watching) -> None:
    (place / "masuk" / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    command = ["ingest", str(place / "masuk"), "-o", str(place / "hasil"), "-j", "1", "-q", "--log", str(place / "log" / "iku.jsonl")]
    assert CliRunner().invoke(main, command).exit_code == 3
    record = json.loads((place / "hasil" / "run.json").read_text())
    assert (record["keadaan"], record["kode_keluar"], record["dokumen"]) == ("selesai_dengan_kegagalan", 3, 3)
    assert set(record["tahap_detik"]) == {"cari", "siapkan", "baca", "padankan", "simpan"}
    assert [failed["berkas"] for failed in record["kegagalan"]] == ["rusak.pdf"]
    events = [json.loads(line) for line in (place / "log" / "iku.jsonl").read_text().splitlines()]
    assert [event["kejadian"] for event in events][:2] == ["mulai", "mulai_membaca"]
    assert sum(event["kejadian"] == "dokumen" for event in events) == 4
    shown = CliRunner().invoke(main, ["status", str(place / "hasil")]).output
    assert "Tidak ada yang sedang berjalan" in shown
    assert "gagal 1, terbaca 3" in shown
    assert CliRunner().invoke(main, ["status", str(place / "kosong")]).exit_code == 2
    stop_log()


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


def test_partitions_of_a_landing_that_was_cut_off_are_written_again(place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    run(place, engine, partition=True)
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    put_note = Ledger.put_note

    def cut_off(ledger: Ledger, key: str, text: str) -> None:
        put_note(ledger, key, text)
        if key == "partisi":
            ledger.put_note = raising  # type: ignore[method-assign]

    def raising(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "put_note", cut_off)
    with pytest.raises(KeyboardInterrupt):
        run(place, engine)
    monkeypatch.undo()
    (place / "masuk" / "d.pdf").unlink()
    run(place, engine)
    data = ds.dataset(place / "hasil" / "iku", partitioning="hive").to_table().to_pandas()
    assert sorted(data["berkas"].unique()) == ["a.pdf", "b.pdf", "c.pdf"]


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


def test_a_file_replaced_while_others_are_hashed_is_hashed_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "hasil").mkdir()
    sha256 = finding._sha256

    def slowly(path: Path) -> str:
        if path.name == "c.pdf":
            good(place / "masuk" / "a.pdf", "Jumlah sesuatu yang lain")
        return sha256(path)

    monkeypatch.setattr(finding, "_sha256", slowly)
    with closing(Ledger(place / "hasil")) as ledger:
        find_pdfs(place / "masuk", place / "hasil", ledger)
        monkeypatch.undo()
        assert find_pdfs(place / "masuk", place / "hasil", ledger) == find_pdfs(place / "masuk", place / "hasil")


def test_a_ledger_damaged_deep_inside_is_begun_anew(place: Path, engine: Watching) -> None:
    run(place, engine)
    path = place / "hasil" / LEDGER_FOLDER / LEDGER_FILE
    data = bytearray(path.read_bytes())
    data[4096:] = bytes([0xA5]) * (len(data) - 4096)
    path.write_bytes(data)
    assert "rusak" in CliRunner().invoke(main, ["status", str(place / "hasil")]).output
    assert run(place, engine).documents == 3
    assert_like_a_fresh_run(place)


def test_status_only_looks(place: Path, engine: Watching) -> None:
    run(place, engine)
    path = place / "hasil" / LEDGER_FOLDER / LEDGER_FILE
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    shown = CliRunner().invoke(main, ["status", str(place / "hasil")])
    assert (shown.exit_code, "dari versi lain" in shown.output, path.read_bytes() == before) == (0, True, True)
    path.write_bytes(b"bukan basis data" * 100)
    assert "rusak" in CliRunner().invoke(main, ["status", str(place / "hasil")]).output


def test_what_cannot_be_written_beside_the_tables_is_said_in_one_line(place: Path) -> None:
    command = ["ingest", str(place / "masuk"), "-o", str(place / "hasil"), "-j", "1", "-q"]
    (place / "berkas").write_text("")
    shown = CliRunner().invoke(main, [*command, "--log", str(place / "berkas" / "iku.jsonl")])
    assert (shown.exit_code, shown.output.count("\n"), "--log" in shown.output) == (2, 1, True)
    (place / "hasil" / "run.json").mkdir(parents=True)
    shown = CliRunner().invoke(main, command)
    assert (shown.exit_code, shown.output.count("\n"), "pilih folder lain" in shown.output) == (1, 1, True)


def test_a_log_that_cannot_be_written_costs_nothing(place: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no file that is always full")
    command = [
        sys.executable,
        "-m",
        "pipeline.command.cli",
        "ingest",
        str(place / "masuk"),
        "-o",
        str(place / "hasil"),
        "-q",
        "--log",
        "/dev/full",
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_empty_folder_writes_nothing(place: Path, engine: Watching) -> None:
    (place / "masuk-kosong").mkdir()
    with pytest.raises(NothingToRead):
        run_folder(place / "masuk-kosong", place / "hasil", Quiet(), Options(engine=engine))
    assert not (place / "hasil").exists()


def test_a_changed_file_is_seen_though_its_hash_is_remembered(place: Path) -> None:
    (place / "hasil").mkdir()
    with closing(Ledger(place / "hasil")) as ledger:
        first = find_pdfs(place / "masuk", place / "hasil", ledger)
        assert find_pdfs(place / "masuk", place / "hasil", ledger) == first
        good(place / "masuk" / "a.pdf", "Jumlah sesuatu yang lain")
        again = find_pdfs(place / "masuk", place / "hasil", ledger)
    assert [found.id_dokumen for found in again] != [found.id_dokumen for found in first]


def test_results_are_read_as_they_were_kept(place: Path) -> None:
    (found, *_) = find_pdfs(place / "masuk")
    outcome = read_document(found)
    assert unpack(pack(outcome), Outcome) == outcome
    extraction = extract_document(found)
    assert unpack(pack(extraction), type(extraction)) == extraction
    with pytest.raises(Exception, match="Expected"):
        unpack(pack([1, 2]), Outcome)
    assert replace(outcome, tables=99) != outcome


def test_a_short_fault_campaign_finds_nothing() -> None:
    findings = faults.campaign(kills=4, documents=6, every=2)
    assert findings.faults == []
    assert findings.compared >= 2


def test_a_short_fuzz_campaign_finds_nothing() -> None:
    findings = fuzz.campaign([Path("samples/lampung-barat-excel.pdf"), Path("samples/bengkulu-selatan-sempit.pdf")], 25)
    assert findings.faults == []
    assert findings.rows > 0
    assert findings.told > findings.same


def test_a_run_that_may_not_hold_the_folder_leaves_the_other_runs_landing_alone(place: Path, engine: Watching) -> None:
    landing = place / "hasil" / ".landing-1"
    landing.mkdir(parents=True)
    with hold(place / "hasil"), pytest.raises(Held):
        run(place, engine)
    assert landing.exists()
    run(place, engine)
    assert not landing.exists()


def test_kept_extractions_are_fetched_a_batch_at_a_time(place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    run(place, engine)
    monkeypatch.setattr(planning, "normalising_version", lambda: "lain")
    monkeypatch.setattr("pipeline.run.ingest.BATCH", 2)
    assert run(place, engine).documents == 3
    assert engine.renewed == ["c.pdf"]
