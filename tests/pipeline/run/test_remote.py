"""Input and output on an object store give what local folders give."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.run import remote, remote_hold
from pipeline.run.remote import local_folder
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good
from tests.pipeline.runs import FILES, digests, fingerprint

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An object store in memory with three PDFs."""
    monkeypatch.setenv("IKU_CACHE", str(tmp_path / "cache"))
    system = fsspec.filesystem("memory")
    system.store.clear()
    (tmp_path / "masuk").mkdir()
    for name in "abc":
        put(system, tmp_path, name, f"Persentase layanan {name}{name}x")
    yield system
    system.store.clear()


def put(system: Any, tmp_path: Path, name: str, indicator: str) -> None:
    good(tmp_path / "masuk" / f"{name}.pdf", indicator)
    system.pipe_file(f"/masuk/{name}.pdf", (tmp_path / "masuk" / f"{name}.pdf").read_bytes())


def ingest() -> Any:
    return CliRunner().invoke(main, ["ingest", "memory://masuk", "-o", "memory://hasil", "-j", "1"])


def same_as_local(system: Any, tmp_path: Path) -> bool:
    run_folder(tmp_path / "masuk", tmp_path / "hasil", Quiet())
    return digests(tmp_path / "hasil") == {name: fingerprint(name, system.cat_file(f"/hasil/{name}")) for name in FILES}


def test_a_store_gives_what_a_folder_gives_and_only_what_changed_is_read(store: Any, tmp_path: Path) -> None:
    first = ingest()
    assert first.exit_code == 0, first.output
    assert same_as_local(store, tmp_path)
    assert not store.exists("/hasil/.iku/pemegang.json")
    put(store, tmp_path, "d", "Jumlah yang baru datang")
    store.rm_file("/masuk/a.pdf")
    (tmp_path / "masuk" / "a.pdf").unlink()
    second = ingest()
    assert "tidak berubah, hasil lama dipakai" in second.output
    assert same_as_local(store, tmp_path)


def test_another_machine_goes_on_with_the_ledger_of_the_store(store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest()
    monkeypatch.setenv("IKU_CACHE", str(tmp_path / "mesin-lain"))
    assert not local_folder("memory://hasil").exists()
    shown = ingest().output
    assert "Dokumen tidak berubah, hasil lama dipakai             3" in shown


def test_partitions_that_are_gone_are_removed_from_the_store(store: Any) -> None:
    command = ["ingest", "memory://masuk", "-o", "memory://hasil", "-j", "1", "--partition"]
    assert CliRunner().invoke(main, command).exit_code == 0
    store.pipe_file("/hasil/iku/kode_provinsi=99/tahun=1999/data.parquet", b"sisa")
    assert CliRunner().invoke(main, command).exit_code == 0
    assert {path.rpartition("/tahun=")[2] for path in store.find("/hasil/iku")} == {"2021/data.parquet", "2022/data.parquet"}


def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("IKU_CACHE", str(tmp_path / name))


def test_partitions_another_machine_has_renewed_are_not_put_back(store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["ingest", "memory://masuk", "-o", "memory://hasil", "-j", "1"]
    machine(tmp_path, monkeypatch, "satu")
    assert CliRunner().invoke(main, [*command, "--partition"]).exit_code == 0
    put(store, tmp_path, "d", "Jumlah yang baru datang")
    for name in ("dua", "satu"):
        machine(tmp_path, monkeypatch, name)
        assert CliRunner().invoke(main, command).exit_code == 0
        rows = [pq.read_table(store.open(path)).num_rows for path in store.find("/hasil/iku")]
        assert sum(rows) == pq.read_table(store.open("/hasil/iku.parquet")).num_rows


def test_work_that_could_not_be_put_back_is_not_lost(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise ConnectionError("putus")

    with monkeypatch.context() as broken:
        broken.setattr(type(store), "put_file", unreachable)
        shown = ingest()
    assert (shown.exit_code, shown.output.count("tidak dapat dicapai")) == (1, 1)
    assert "Dokumen tidak berubah, hasil lama dipakai             3" in ingest().output


def test_what_a_mirroring_that_was_cut_off_brought_goes_when_it_is_gone(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    get_file = type(store).get_file

    def cut_off(system: Any, path: str, *rest: Any, **more: Any) -> Any:
        if path.endswith("c.pdf"):
            raise ConnectionError("putus")
        return get_file(system, path, *rest, **more)

    monkeypatch.setattr(type(store), "get_file", cut_off)
    assert ingest().exit_code == 2
    monkeypatch.setattr(type(store), "get_file", get_file)
    store.rm_file("/masuk/b.pdf")
    (tmp_path / "masuk" / "b.pdf").unlink()
    assert ingest().exit_code == 0
    assert same_as_local(store, tmp_path)


def test_a_held_address_is_said_and_the_trace_of_a_dead_run_is_not_in_the_way(store: Any) -> None:
    def holder(since: str) -> None:
        store.pipe_file("/hasil/.iku/pemegang.json", json.dumps({"komputer": "lain", "proses": "1", "sejak": since}).encode())

    holder("2999-01-01T00:00:00+00:00")
    shown = ingest()
    assert (shown.exit_code, "sedang dipakai oleh proses 1 di lain" in shown.output) == (1, True)
    holder("2001-01-01T00:00:00+00:00")
    assert ingest().exit_code == 0


def test_a_holder_says_that_it_is_still_there(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_hold, "BEAT", 0.01)
    with remote.remote_output("memory://hasil"):
        deadline = time.monotonic() + 30
        while "terakhir" not in json.loads(store.cat_file("/hasil/.iku/pemegang.json")):
            assert time.monotonic() < deadline
            time.sleep(0.01)
    assert not store.exists("/hasil/.iku/pemegang.json")


def test_a_long_run_is_not_taken_for_dead(store: Any) -> None:
    told = {"komputer": "lain", "proses": "1", "sejak": "2001-01-01T00:00:00+00:00", "terakhir": "2999-01-01T00:00:00+00:00"}
    store.pipe_file("/hasil/.iku/pemegang.json", json.dumps(told).encode())
    assert ingest().exit_code == 1


def test_an_address_that_cannot_be_used_is_said_in_one_line(store: Any) -> None:
    shown = CliRunner().invoke(main, ["ingest", "takada://x", "-o", "memory://hasil"])
    assert shown.exit_code == 2
    assert "jenis alamat ini belum dapat dipakai" in shown.output
    shown = CliRunner().invoke(main, ["ingest", "memory://kosong", "-o", "memory://hasil"])
    assert shown.exit_code == 2
