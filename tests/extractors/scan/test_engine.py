"""The OCR engine works for itself alone, and in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil

from extractors.scan import Engine


def test_the_engine_leaves_nothing_in_the_users_home(tmp_path: Path) -> None:
    look = "import numpy; from extractors.scan import Engine; print(Engine().find_text(numpy.full((60, 200), 255, numpy.uint8)))"
    places = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "simpanan")}
    done = subprocess.run(
        [sys.executable, "-c", look], env={**os.environ, **places}, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == []


def test_memory_for_looking_at_one_picture_is_given_back_before_the_next() -> None:
    engine, held = Engine(), psutil.Process().memory_info
    engine.find_text(np.full((64, 64), 255, np.uint8))
    before = held().rss
    for shape in ((1500, 1060), (1400, 1500), (1060, 1500)):
        engine.find_text(np.full(shape, 255, np.uint8))
    assert held().rss - before < 120_000_000
