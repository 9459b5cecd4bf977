"""What every test of reading tables begins with: an empty sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pdf_maker import Sheet


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Sheet]:
    """Begins a new PDF ``name`` in the test's folder."""

    def begin(name: str = "a.pdf", width: float = 842.0, height: float = 595.0) -> Sheet:
        return Sheet(tmp_path / name, width, height)

    return begin
