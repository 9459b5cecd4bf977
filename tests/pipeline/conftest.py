"""A folder of three PDFs and an engine that remembers what it was asked to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_pdfs import good
from tests.pipeline.runs import Watching


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "masuk").mkdir()
    for name in "abc":
        good(tmp_path / "masuk" / f"{name}.pdf", f"Persentase layanan {name}{name}x")
    return tmp_path


@pytest.fixture
def engine() -> Watching:
    return Watching()
