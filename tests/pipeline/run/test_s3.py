"""Input and output over the S3 protocol: one run's whole result or none, whatever happens to connections, runs and their neighbours."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.documents.outcome import RunSummary
from pipeline.ledger import Held
from pipeline.run import RemoteProblem, mirror, remote_hold, remote_output
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good
from tests.pipeline.runs import FILES, digests, fingerprint, here

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("s3fs")
pytest.importorskip("moto")

from tests.campaigns.looking import look_at_store  # noqa: E402 (after the packages it needs)
from tests.s3_server import CHANGES, Fate, S3Server, new_bucket  # noqa: E402


@pytest.fixture(scope="module")
def running() -> Iterator[S3Server]:
    server = S3Server()
    yield server
    server.stop()


@pytest.fixture
def server(running: S3Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[S3Server]:
    for name, value in running.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("IKU_CACHE", str(tmp_path / "cache"))
    running.meddle, running.heeds = (lambda method, path: ""), True
    yield running
    running.meddle, running.heeds = (lambda method, path: ""), True


@pytest.fixture
def system(server: S3Server) -> Any:
    return fsspec.filesystem("s3", use_listings_cache=False, skip_instance_cache=True)


@pytest.fixture
def bucket(system: Any, tmp_path: Path) -> str:
    """A bucket with three PDFs in ``masuk/``; they are in a folder as well."""
    name = new_bucket(system)
    (tmp_path / "masuk").mkdir()
    for letter in "abc":
        put(system, tmp_path, name, letter)
    return name


def put(system: Any, tmp_path: Path, bucket: str, letter: str) -> None:
    path = tmp_path / "masuk" / f"{letter}.pdf"
    good(path, f"Persentase layanan {letter}{letter}x")
    system.pipe_file(f"{bucket}/masuk/{letter}.pdf", path.read_bytes())


def ingest(bucket: str, *, partition: bool = False) -> RunSummary:
    folder = mirror(f"s3://{bucket}/masuk")
    with remote_output(f"s3://{bucket}/hasil") as output:
        # Workers take long to start.
        return run_folder(folder, output, Quiet(), Options(engine=here, partition=partition, linked=False))


def same_as_local(system: Any, bucket: str, tmp_path: Path) -> bool:
    run_folder(tmp_path / "masuk", tmp_path / "hasil", Quiet(), Options(engine=here))
    return digests(tmp_path / "hasil") == {name: fingerprint(name, system.cat_file(f"{bucket}/hasil/{name}")) for name in FILES}


def test_a_bucket_gives_what_a_folder_gives_through_connections_that_fail(
    server: S3Server, system: Any, bucket: str, tmp_path: Path
) -> None:
    rng, fates = random.Random(3), list[Fate]()

    def meddle(method: str, path: str) -> Fate:
        fate: Fate = rng.choice(("before", "after", "half", "busy")) if rng.random() < 0.06 else ""
        fates.append(fate)
        return fate

    server.meddle = meddle
    ingest(bucket)
    assert sum(map(bool, fates)) > 3
    server.meddle = lambda method, path: ""
    assert same_as_local(system, bucket, tmp_path)
    found = look_at_store(system, f"{bucket}/hasil")
    assert (found.wrong, found.behind) == (None, False)


def test_the_command_takes_addresses_and_writes_only_what_changed(server: S3Server, system: Any, bucket: str) -> None:
    ingest(bucket)
    before = len(server.seen)
    shown = CliRunner().invoke(main, ["ingest", f"s3://{bucket}/masuk", "-o", f"s3://{bucket}/hasil", "-j", "1"])
    assert (shown.exit_code, "Dokumen tidak berubah, hasil lama dipakai             3" in shown.output) == (0, True), shown.output
    written = {path.rpartition("/hasil/")[2] for method, path in server.seen[before:] if method == "PUT"}
    assert written == {".iku/pemegang.json", "run.json"}


@pytest.mark.parametrize("at", [10, 18], ids=["between-descriptor-and-ledger", "among-the-partitions"])
def test_a_network_that_ends_leaves_one_whole_run(
    server: S3Server, system: Any, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Another machine goes on; what a reader finds before it does is the new run. At every write: ``tests.campaigns.store_kills``."""
    ingest(bucket, partition=True)
    put(system, tmp_path, bucket, "d")
    with monkeypatch.context() as broken:
        broken.setenv("AWS_MAX_ATTEMPTS", "1")
        broken.setattr(type(system), "retries", 1)
        interrupted(server, bucket, at)
    found = look_at_store(system, f"{bucket}/hasil")
    monkeypatch.setattr(remote_hold, "STALE", -1.0)
    monkeypatch.setenv("IKU_CACHE", str(tmp_path / "mesin-lain"))
    ingest(bucket)
    after = look_at_store(system, f"{bucket}/hasil")
    assert (found.wrong, after.wrong, found.behind, after.behind) == (None, None, at < 18, False)
    assert (found.rows, found.partitions) == (after.rows, None)
    assert after.partitions is not None
    assert same_as_local(system, bucket, tmp_path)


def interrupted(server: S3Server, bucket: str, at: int) -> None:
    """A run whose network ends with its n-th write."""
    writes = 0

    def meddle(method: str, path: str) -> Fate:
        nonlocal writes
        writes += method in CHANGES
        return "before" if writes >= at else ""

    server.meddle = meddle
    with pytest.raises(RemoteProblem):
        ingest(bucket)
    server.meddle = lambda method, path: ""


def test_of_runs_that_begin_in_the_same_second_one_goes_on(server: S3Server, system: Any, bucket: str) -> None:
    assert enter_together(bucket) == 1


def test_a_store_that_heeds_no_conditions_lets_one_go_on_too(
    server: S3Server, system: Any, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.heeds = False
    monkeypatch.setattr(remote_hold, "SETTLING", 1.0)
    assert enter_together(bucket) == 1


def test_of_runs_that_take_over_from_a_dead_one_one_goes_on(server: S3Server, system: Any, bucket: str) -> None:
    system.pipe_file(f"{bucket}/hasil/.iku/pemegang.json", b'{"komputer": "lain", "proses": "1", "sejak": "2001-01-01T00:00:00+00:00"}')
    assert enter_together(bucket) == 1


def enter_together(bucket: str, count: int = 4) -> int:
    """Enter an address with several runs at once; how many were let in."""
    together, ended, entered = threading.Barrier(count), threading.Event(), list[int]()

    def enter(number: int) -> None:
        together.wait()
        try:
            with remote_output(f"s3://{bucket}/hasil"):
                entered.append(number)
                ended.wait(30)
        except Held:
            pass

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 30
    while sum(thread.is_alive() for thread in threads) > 1 and time.monotonic() < deadline:
        time.sleep(0.02)
    ended.set()
    for thread in threads:
        thread.join()
    return len(entered)


def test_who_was_taken_for_dead_puts_nothing_over_what_came_after(
    server: S3Server, system: Any, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Held), remote_output(f"s3://{bucket}/hasil") as folder:
        run_folder(tmp_path / "masuk", folder, Quiet(), Options(engine=here))
        # It slept for hours; another machine takes the address over and lands more.
        monkeypatch.setattr(remote_hold, "STALE", -1.0)
        monkeypatch.setenv("IKU_CACHE", str(tmp_path / "mesin-lain"))
        put(system, tmp_path, bucket, "d")
        ingest(bucket)
    assert same_as_local(system, bucket, tmp_path)


def test_a_landing_is_a_write_over_what_the_run_found(server: S3Server, system: Any, bucket: str, tmp_path: Path) -> None:
    """Even who holds the address lands only over the run it has seen."""
    ingest(bucket)
    put(system, tmp_path, bucket, "d")
    changed = b'{"resources": []}'

    def meddle(method: str, path: str) -> Fate:
        if method == "PUT" and "/hasil-utuh/" in path:
            server.meddle = lambda method, path: ""
            system_there = fsspec.filesystem("s3", use_listings_cache=False, skip_instance_cache=True)
            system_there.pipe_file(f"{bucket}/hasil/datapackage.json", changed)
        return ""

    server.meddle = meddle
    with pytest.raises(Held):
        ingest(bucket)
    assert system.cat_file(f"{bucket}/hasil/datapackage.json") == changed
    ingest(bucket)
    assert same_as_local(system, bucket, tmp_path)


def test_half_a_pdf_is_no_pdf(server: S3Server, system: Any, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that ends early for good: the run says so and reads no part of a document."""
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(type(system), "retries", 1)
    server.meddle = lambda method, path: "half" if method == "GET" and path.endswith("b.pdf") else ""
    with pytest.raises(RemoteProblem):
        ingest(bucket)
    server.meddle = lambda method, path: ""
    ingest(bucket)
    assert same_as_local(system, bucket, tmp_path)
