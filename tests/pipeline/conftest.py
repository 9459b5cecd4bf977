"""A folder of three PDFs and an engine that remembers what it was asked to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_pdfs import good
from tests.pipeline.runs import Watching
from tests.pipeline.shown_runs import copied, ingested


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "masuk").mkdir()
    for name in "abc":
        good(tmp_path / "masuk" / f"{name}.pdf", f"Persentase layanan {name}{name}x")
    return tmp_path


@pytest.fixture
def engine() -> Watching:
    return Watching()


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with values in doubt and a form nobody knows; not to be changed."""
    return ingested(tmp_path_factory.mktemp("dilihat") / "tempat")


@pytest.fixture
def shown(read_once: Path, tmp_path: Path) -> Path:
    """The same run, for a test to decide on."""
    return copied(read_once, tmp_path / "tempat")
