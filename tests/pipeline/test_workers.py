"""A page that hangs or kills its reader costs that page; the rest of the document and of the run is read."""

from __future__ import annotations

import multiprocessing as mp
import threading
import time
from pathlib import Path

import pytest

from pipeline.finding import find_pdfs
from pipeline.outcome import Outcome
from pipeline.progress import Quiet
from pipeline.workers import read_all
from tests.broken_pdfs import good, with_slow_page


def read(folder: Path, **limits: float) -> list[Outcome]:
    return sorted(read_all(find_pdfs(folder), Quiet(), **limits), key=lambda o: o.found.berkas)  # type: ignore[arg-type]


def test_the_result_does_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    for k in range(4):
        good(tmp_path / f"{k}.pdf", f"Persentase layanan ke {k}", pages=2)
    assert read(tmp_path, workers=1) == read(tmp_path, workers=3)


def test_a_page_over_its_time_is_skipped_and_named(tmp_path: Path) -> None:
    with_slow_page(tmp_path / "lambat.pdf")
    good(tmp_path / "biasa.pdf")
    fine, slow = read(tmp_path, workers=1, page_limit=1.0)
    assert fine.status == "terbaca"
    assert slow.status == "sebagian"
    assert [(problem.code, problem.page) for problem in slow.problems] == [("terlalu_lama", 2)]
    assert {record.halaman for record in slow.records} == {1, 3}


def test_a_reader_that_dies_costs_one_page(tmp_path: Path) -> None:
    with_slow_page(tmp_path / "lambat.pdf")
    killed = threading.Event()

    def kill_the_reader() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not killed.is_set():
            for child in mp.active_children():
                if started.wait(30):
                    time.sleep(0.5)
                    child.kill()
                    killed.set()
                    return
            time.sleep(0.05)

    started = threading.Event()

    class Watch(Quiet):
        def page_done(self, berkas: str, page: int, pages: int) -> None:
            started.set()

    threading.Thread(target=kill_the_reader, daemon=True).start()
    (outcome,) = read_all(find_pdfs(tmp_path), Watch(), workers=1)
    assert killed.is_set()
    assert [(problem.code, problem.page) for problem in outcome.problems] == [("pembaca_berhenti", 2)]
    assert {record.halaman for record in outcome.records} == {1, 3}


@pytest.mark.parametrize("workers", [1, 2])
def test_no_worker_is_left_behind(tmp_path: Path, workers: int) -> None:
    good(tmp_path / "a.pdf")
    read(tmp_path, workers=workers)
    assert mp.active_children() == []
