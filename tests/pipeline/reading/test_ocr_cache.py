"""Kept OCR results spare work; whatever is wrong with them, scans are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading.ocr_cache import OcrCache, cache_folder


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKU_CACHE", str(tmp_path / "simpanan"))


def test_what_is_kept_is_found_by_the_next_run() -> None:
    OcrCache().put("kunci", "isi")
    assert OcrCache().get("kunci") == "isi"
    assert OcrCache().get("lain") is None


def test_a_damaged_cache_is_begun_anew() -> None:
    OcrCache().put("kunci", "isi")
    for path in cache_folder().glob("cache.db*"):
        path.write_bytes(b"bukan basis data" * 1000)
    assert OcrCache().get("kunci") is None
    OcrCache().put("kunci", "isi")
    assert OcrCache().get("kunci") == "isi"


def test_a_cache_damaged_deep_inside_keeps_nothing_and_says_nothing() -> None:
    OcrCache().put("kunci", "isi")
    path = cache_folder() / "cache.db"
    data = bytearray(path.read_bytes())
    data[4096:] = bytes([0xA5]) * (len(data) - 4096)
    for beside in cache_folder().glob("cache.db-*"):
        beside.unlink()
    path.write_bytes(data)
    cache = OcrCache()
    cache.put("lain", "isi")
    assert cache.get("kunci") is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "simpanan").write_text("bukan folder")
    cache = OcrCache()
    cache.put("kunci", "isi")
    assert (cache.get("kunci"), cache.size(), cache.clear()) == (None, 0, 0)
