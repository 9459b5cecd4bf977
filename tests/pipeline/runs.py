"""Runs over a folder of three PDFs, for the tests of what a run does and leaves."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook

from pipeline.documents.outcome import RunSummary
from pipeline.reading.carrying_out import read
from pipeline.reading.pool import read_all
from pipeline.reading.task import Done, Means, Task
from pipeline.reading.work import finished
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet

FILES = (
    "iku.parquet",
    "iku_datar.parquet",
    "dokumen.parquet",
    "indikator.parquet",
    "karantina.parquet",
    "datapackage.json",
    "tinjauan.xlsx",
)


class Watching:
    """The local engine, remembering what it was asked to read and what only to renew."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.renewed: list[str] = []

    def __call__(self, tasks: Sequence[Task], *rest: Any) -> Any:
        self.read = sorted(task.found.berkas for task in tasks if task.extraction is None)
        self.renewed = sorted(task.found.berkas for task in tasks if task.extraction is not None)
        return read_all(tasks, *rest)


def here(tasks: Sequence[Task], progress: object, means: Means) -> Iterator[Done]:
    """An engine that reads in the process of the run: workers take long to start."""
    for task in tasks:
        yield finished(read(task, terms=means.terms), means.finish)


def run(place: Path, engine: Watching, **options: Any) -> RunSummary:
    return run_folder(place / "masuk", place / "hasil", Quiet(), Options(workers=1, engine=engine, acuan=place / "acuan", **options))


def landed(place: Path) -> list[str]:
    return sorted(pd.read_parquet(place / "hasil" / "iku.parquet")["berkas"].unique())


def fingerprint(name: str, content: bytes) -> str:
    """What a file of a run holds: its bytes; of a workbook what its cells say, for its links lead from where it lies."""
    if name.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(content))
        content = repr([(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book]).encode()
    return hashlib.sha256(content).hexdigest()


def digests(output: Path) -> dict[str, str]:
    return {name: fingerprint(name, (output / name).read_bytes()) for name in FILES}


def assert_like_a_fresh_run(place: Path) -> None:
    run_folder(place / "masuk", place / "baru", Quiet(), Options(workers=2, acuan=place / "acuan"))
    assert digests(place / "hasil") == digests(place / "baru")
    shutil.rmtree(place / "baru")
