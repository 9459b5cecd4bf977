"""The same run on a Dask cluster: a real scheduler and two real worker processes, one of which is killed in the middle."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from normalizers.words.taught import UserTerms
from pipeline.command import main
from pipeline.documents.finding import FoundPdf
from pipeline.documents.outcome import DocumentSummary
from pipeline.reading.cluster import NoCluster, OtherVersion, _work, dask_engine
from pipeline.reading.task import Limits, Task
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good, with_slow_page
from tests.pipeline.runs import digests

ADDRESS = "127.0.0.1:{}"
#: Address and processes.
Cluster = tuple[str, list[subprocess.Popen[bytes]]]


def process(*arguments: str, **settings: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **settings}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=environment
    )


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Two workers of one thread each and their scheduler, each a process of its own."""
    pytest.importorskip("distributed")
    port = str(20_000 + os.getpid() % 20_000)
    address = ADDRESS.format(port)
    # A document is given up with the first worker it ends, not the fourth: there are two.
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    scheduler = process("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", **settings)
    common = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60")
    workers = [process("distributed.cli.dask_worker", f"tcp://{address}", *common) for _ in range(2)]
    try:
        yield f"dask://{address}", [*workers, scheduler]
    finally:
        for each in (*workers, scheduler):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(each.pid, signal.SIGKILL)
            each.wait()


def documents(tmp_path: Path, count: int) -> Path:
    """A folder of so many PDFs of one to three pages."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    for number in range(count):
        good(folder / f"{number}.pdf", f"Persentase layanan nomor {number}", pages=1 + number % 3)
    return folder


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path: Path, cluster: Cluster) -> None:
    address, workers = cluster
    folder = documents(tmp_path, 30)
    (folder / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")

    class KillOne(Quiet):
        done = 0

        def document_done(self, document: DocumentSummary) -> None:
            self.done += 1
            if self.done == 5:
                workers[0].kill()

    watching = KillOne()
    summary = run_folder(folder, tmp_path / "kluster", watching, Options(engine=_patiently(address), acuan=tmp_path / "acuan"))
    assert workers[0].wait(10) == -signal.SIGKILL
    assert (summary.documents, watching.done, [t[0] for t in summary.troubled]) == (30, 31, ["rusak.pdf"]), summary.troubled
    run_folder(folder, tmp_path / "sendiri", Quiet(), Options(workers=2, acuan=tmp_path / "acuan"))
    assert digests(tmp_path / "kluster") == digests(tmp_path / "sendiri")


def test_a_page_that_hangs_ends_its_worker_and_is_left_out_as_on_one_machine(tmp_path: Path, cluster: Cluster) -> None:
    address, processes = cluster
    folder = documents(tmp_path, 4)
    with_slow_page(folder / "lambat.pdf")
    limits = Limits(page=1.5)
    run_folder(folder, tmp_path / "kluster", Quiet(), Options(engine=_patiently(address), limits=limits, acuan=tmp_path / "acuan"))
    # On a busy machine the run may be over long before its worker is.
    for _ in range(600):
        if any(each.poll() is not None for each in processes):
            break
        time.sleep(0.1)
    assert sum(each.poll() is not None for each in processes) == 1
    run_folder(folder, tmp_path / "sendiri", Quiet(), Options(workers=2, limits=limits, acuan=tmp_path / "acuan"))
    assert digests(tmp_path / "kluster") == digests(tmp_path / "sendiri")


def test_a_cluster_that_goes_away_leaves_the_rest_to_this_machine(tmp_path: Path, cluster: Cluster) -> None:
    address, processes = cluster
    folder = documents(tmp_path, 20)

    class KillAll(Quiet):
        def document_done(self, document: DocumentSummary) -> None:
            for each in processes:
                each.kill()

    engine = _patiently(address)
    summary = run_folder(folder, tmp_path / "hasil", KillAll(), Options(engine=engine, acuan=tmp_path / "acuan"))
    assert (summary.documents, summary.troubled) == (20, [])
    good(folder / "baru.pdf", "Jumlah yang baru datang")
    summary = run_folder(folder, tmp_path / "hasil", Quiet(), Options(engine=engine, acuan=tmp_path / "acuan"))
    assert (summary.documents, summary.troubled) == (21, [])


def test_new_documents_and_others_to_renew_go_in_batches(tmp_path: Path, cluster: Cluster) -> None:
    address, _ = cluster
    (tmp_path / "masuk").mkdir()
    good(tmp_path / "masuk" / "a.pdf", "Persentase layanan a")
    run_folder(tmp_path / "masuk", tmp_path / "hasil", Quiet(), Options(workers=1, acuan=tmp_path / "acuan"))
    # Its name may say whose it is, so the stages after reading are done again.
    (tmp_path / "masuk" / "a.pdf").rename(tmp_path / "masuk" / "lain.pdf")
    good(tmp_path / "masuk" / "b.pdf", "Persentase layanan b")
    summary = run_folder(tmp_path / "masuk", tmp_path / "hasil", Quiet(), Options(engine=_patiently(address), acuan=tmp_path / "acuan"))
    assert (summary.documents, summary.records) == (2, 2)


def test_a_worker_of_another_version_is_not_believed(tmp_path: Path) -> None:
    with pytest.raises(OtherVersion):
        _work(Task(FoundPdf(tmp_path / "a.pdf", "a.pdf", "0" * 64, 1)), UserTerms(), Limits(), "versi lain")


def _patiently(address: str) -> Any:
    """The engine, once the scheduler and both workers are up."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return dask_engine(address, workers=2)
        except NoCluster:
            if time.monotonic() > deadline:
                raise


def test_no_cluster_at_the_address_is_said_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    good(tmp_path / "a.pdf")
    for address in ("dask://127.0.0.1:1", "tcp://127.0.0.1:8786"):
        shown = CliRunner().invoke(main, ["ingest", str(tmp_path), "-o", str(tmp_path / "hasil"), "--engine", address])
        assert shown.exit_code == 2
        assert "tidak dapat dihubungi" in shown.output


def test_workers_that_do_not_see_the_folder_are_sent_the_pdfs(tmp_path: Path, cluster: Cluster) -> None:
    (tmp_path / "masuk").mkdir()
    good(tmp_path / "masuk" / "a.pdf")
    address, _ = cluster
    _patiently(address)
    engine = dask_engine(address, 2, ship=True)
    sent = []

    def hidden(tasks: Any, *rest: Any) -> Any:
        for done in engine(tasks, *rest):
            sent.append(done)
            yield done

    summary = run_folder(tmp_path / "masuk", tmp_path / "hasil", Quiet(), Options(engine=hidden, acuan=tmp_path / "acuan"))
    assert (summary.records, len(sent)) == (1, 1)
