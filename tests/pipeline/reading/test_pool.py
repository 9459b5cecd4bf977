"""A page that hangs or kills its reader costs that page; the rest of the document and of the run is read."""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.documents.finding import find_pdfs
from pipeline.documents.outcome import DocumentSummary, Outcome, Rows
from pipeline.documents.storing import unpack
from pipeline.landing.finishing import Finisher
from pipeline.reading import pool as pool_module
from pipeline.reading.pool import NoReaders, read_all
from pipeline.reading.task import Done, Limits, Means, Task
from pipeline.reference.folder import load_reference
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good, with_slow_page

FINISH = Finisher(load_reference(Path("tidak-ada")))
ONE = Means(FINISH, workers=1)


def outcome_of(done: Done) -> Outcome:
    return unpack(done.reading, Outcome)


def tasks(folder: Path) -> list[Task]:
    return [Task(found) for found in find_pdfs(folder)]


def read(folder: Path, workers: int = 1, limits: Limits | None = None) -> list[Outcome]:
    means = Means(FINISH, limits=limits or Limits(), workers=workers)
    return sorted(map(outcome_of, read_all(tasks(folder), Quiet(), means)), key=lambda outcome: outcome.found.berkas)


def test_the_result_does_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    for k in range(4):
        good(tmp_path / f"{k}.pdf", f"Persentase layanan ke {k}", pages=2)
    assert read(tmp_path, workers=1) == read(tmp_path, workers=3)


def test_a_page_over_its_time_is_skipped_and_named(tmp_path: Path) -> None:
    with_slow_page(tmp_path / "lambat.pdf")
    good(tmp_path / "biasa.pdf")
    fine, slow = read(tmp_path, limits=Limits(page=1.0))
    assert fine.status == "terbaca"
    assert slow.status == "sebagian"
    assert [(problem.code, problem.page) for problem in slow.problems] == [("terlalu_lama", 2)]
    assert {record.halaman for record in slow.records} == {1, 3}


class Killer(Quiet):
    """Kills the reader of a document at its first pages, so many times."""

    def __init__(self, times: int) -> None:
        self.left = times

    def page_done(self, berkas: str, page: int, pages: int) -> None:
        if self.left and page == 1 and berkas == "lambat.pdf":
            self.left -= 1
            for child in mp.active_children():
                child.kill()


@pytest.mark.parametrize(("deaths", "problems", "pages"), [(1, [], {1, 3}), (2, [("pembaca_berhenti", 2)], {1, 3})])
def test_a_document_whose_reader_dies_is_read_once_more_alone_then_without_the_page(
    tmp_path: Path, deaths: int, problems: list[tuple[str, int]], pages: set[int]
) -> None:
    # Slow enough to die at, and read in the end.
    with_slow_page(tmp_path / "lambat.pdf", strokes=800_000)
    killer = Killer(deaths)
    (outcome,) = map(outcome_of, read_all(tasks(tmp_path), killer, ONE))
    assert killer.left == 0
    assert [(problem.code, problem.page) for problem in outcome.problems] == problems
    assert {record.halaman for record in outcome.records} == pages


def test_a_document_over_its_time_is_given_up_and_the_others_are_read(tmp_path: Path) -> None:
    with_slow_page(tmp_path / "lambat.pdf")
    good(tmp_path / "biasa.pdf")
    fine, slow = read(tmp_path, limits=Limits(document=1.0))
    assert fine.status == "terbaca"
    assert (slow.status, slow.problems[0].code) == ("gagal", "dokumen_terlalu_lama")


def test_a_worker_over_its_memory_costs_the_page_it_was_at(tmp_path: Path) -> None:
    with_slow_page(tmp_path / "lambat.pdf")
    (outcome,) = read(tmp_path, limits=Limits(memory=1e6))
    assert {problem.code for problem in outcome.problems} == {"memori_habis"}


class Faulty:
    """Makes no rows of a document that was read; can be sent to a worker."""

    def __call__(self, outcome: Outcome) -> Rows:
        if outcome.status == "terbaca":
            raise RuntimeError("tidak dapat")
        return FINISH(outcome)


def test_a_fault_in_making_rows_costs_the_document_and_is_named(tmp_path: Path) -> None:
    good(tmp_path / "a.pdf")
    (done,) = read_all(tasks(tmp_path), Quiet(), Means(Faulty(), workers=1))
    assert done.rows.summary.status == "gagal"
    assert [(problem.code, problem.detail) for problem in done.rows.summary.problems] == [("galat_program", "RuntimeError: tidak dapat")]


@pytest.mark.parametrize("workers", [1, 2])
def test_no_worker_is_left_behind(tmp_path: Path, workers: int) -> None:
    good(tmp_path / "a.pdf")
    read(tmp_path, workers=workers)
    assert mp.active_children() == []


def test_a_worker_that_hangs_while_it_starts_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good(tmp_path / "a.pdf")
    right, begun = pool_module._Pool._start, []

    def start(pool: Any) -> Any:
        worker = right(pool)
        if not begun:
            psutil.Process(worker.process.pid).suspend()
        begun.append(worker)
        return worker

    monkeypatch.setattr(pool_module, "START_LIMIT", 10.0)
    monkeypatch.setattr(pool_module._Pool, "_start", start)
    assert [outcome.status for outcome in read(tmp_path)] == ["terbaca"]
    assert len(begun) == 2


class Heavy:
    """Rows that cannot be made without a list longer than what a pipe holds; can be sent to a worker."""

    def __init__(self) -> None:
        self.ballast = bytes(8_000_000)

    def __call__(self, outcome: Outcome) -> Rows:
        return FINISH(outcome)


def test_a_worker_that_stands_still_in_the_middle_of_a_message_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good(tmp_path / "a.pdf")
    right, stopped = pool_module._tell, []

    def tell(worker: Any) -> None:
        message = worker.outbox.get()
        if not stopped:
            stopped.append(worker)
            psutil.Process(worker.process.pid).suspend()
        with contextlib.suppress(OSError):
            worker.pipe.send(message)
        right(worker)

    monkeypatch.setattr(pool_module, "START_LIMIT", 10.0)
    monkeypatch.setattr(pool_module, "_tell", tell)
    (done,) = read_all(tasks(tmp_path), Quiet(), Means(Heavy(), workers=1))
    assert done.rows.summary.status == "terbaca"
    assert mp.active_children() == []


def test_a_worker_that_dies_between_two_documents_costs_nothing(tmp_path: Path) -> None:
    for name in "abc":
        good(tmp_path / f"{name}.pdf", f"Persentase layanan {name}")

    class Kills(Quiet):
        def document_done(self, document: DocumentSummary) -> None:
            if document.berkas == "a.pdf":
                for child in mp.active_children():
                    child.kill()
                    child.join()

    assert [done.rows.summary.status for done in read_all(tasks(tmp_path), Kills(), ONE)] == ["terbaca"] * 3


def test_a_worker_ends_with_the_run_it_works_for(tmp_path: Path) -> None:
    with_slow_page(tmp_path / "lambat.pdf")
    command = [sys.executable, "-m", "pipeline.command", "ingest", str(tmp_path), "-o", str(tmp_path / "hasil"), "-j", "1", "-q"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as run:
        parent = psutil.Process(run.pid)
        deadline = time.monotonic() + 60
        while not (busy := [child for child in parent.children() if child.cpu_times().user > 0.5 and "spawn_main" in str(child.cmdline())]):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        run.kill()
        gone, alive = psutil.wait_procs(busy, timeout=20)
        assert (len(gone), alive) == (1, [])
        assert run.stderr is not None
        assert run.stderr.read() == b""


def test_a_computer_that_slept_is_not_held_against_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The clock of Windows goes on while the computer sleeps: here it jumps by an hour with every page.
    good(tmp_path / "a.pdf", pages=4)
    monotonic, slept = time.monotonic, [0.0]
    monkeypatch.setattr(pool_module.time, "monotonic", lambda: monotonic() + slept[0])

    class Sleeps(Quiet):
        def page_done(self, berkas: str, page: int, pages: int) -> None:
            slept[0] += 3600.0

    (done,) = read_all(tasks(tmp_path), Sleeps(), Means(FINISH, limits=Limits(page=30.0, document=600.0), workers=1))
    assert done.rows.summary.status == "terbaca"


def test_workers_that_never_start_end_the_run_with_a_word(tmp_path: Path) -> None:
    nothing = shutil.which("false")
    if nothing is None:
        pytest.skip("there is no program that does nothing and fails")
    good(tmp_path / "a.pdf")
    mp.set_executable(nothing)
    try:
        with pytest.raises(NoReaders):
            read(tmp_path)
        shown = CliRunner().invoke(main, ["ingest", str(tmp_path), "-o", str(tmp_path / "hasil"), "-q"])
    finally:
        mp.set_executable(sys.executable)
    assert (shown.exit_code, shown.output.count("\n"), "Yang sudah dibaca tidak hilang" in shown.output) == (1, 1, True)
