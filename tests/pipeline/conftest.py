"""A folder of three PDFs and an engine that remembers what it was asked to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_pdfs import good
from tests.pipeline.runs import Watching
from tests.pipeline.shown_runs import asking, copied, ingested


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


@pytest.fixture(scope="session")
def asked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with a question of each kind; not to be changed."""
    return asking(tmp_path_factory.mktemp("ditanya") / "tempat")


@pytest.fixture
def asked(asked_once: Path, tmp_path: Path) -> Path:
    """The same run, for a test to answer."""
    return copied(asked_once, tmp_path / "tempat")
