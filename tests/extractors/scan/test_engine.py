"""The OCR engine works for itself alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_the_engine_leaves_nothing_in_the_users_home(tmp_path: Path) -> None:
    look = "import numpy; from extractors.scan import Engine; print(Engine().find_text(numpy.full((60, 200), 255, numpy.uint8)))"
    places = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "simpanan")}
    done = subprocess.run(
        [sys.executable, "-c", look], env={**os.environ, **places}, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == []
