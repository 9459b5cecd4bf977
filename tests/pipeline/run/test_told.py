"""What a run leaves for those who watch: its record, its log, its status, and one line for what went wrong."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.documents.run_files import LEDGER_FILE, LEDGER_FOLDER
from pipeline.said.event_log import stop_log
from tests.pipeline.runs import Watching, run


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
        "pipeline.command",
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
