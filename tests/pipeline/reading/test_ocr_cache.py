"""Kept OCR results spare work; whatever is wrong with them, scans are read."""

from __future__ import annotations

import ast
import pickle
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading import ocr_cache
from pipeline.reading.ocr_cache import STORE, OcrCache, cache_folder


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKU_CACHE", str(tmp_path / "simpanan"))


def test_what_is_kept_is_found_by_the_next_run() -> None:
    OcrCache().put("kunci", "isi")
    assert OcrCache().get("kunci") == "isi"
    assert OcrCache().get("lain") is None


def test_a_damaged_cache_is_begun_anew() -> None:
    OcrCache().put("kunci", "isi")
    for path in cache_folder().glob(f"{STORE}*"):
        path.write_bytes(b"bukan basis data" * 1000)
    assert OcrCache().get("kunci") is None
    OcrCache().put("kunci", "isi")
    assert OcrCache().get("kunci") == "isi"


def test_a_cache_damaged_deep_inside_keeps_nothing_and_says_nothing() -> None:
    OcrCache().put("kunci", "isi")
    path = cache_folder() / STORE
    data = bytearray(path.read_bytes())
    data[4096:] = bytes([0xA5]) * (len(data) - 4096)
    for beside in cache_folder().glob(f"{STORE}-*"):
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


def set_to(key: str, value: object) -> None:
    """Lay something into the store, as another program could."""
    with closing(sqlite3.connect(cache_folder() / STORE)) as database, database:
        database.execute("UPDATE hasil SET isi = ? WHERE kunci = ?", (value, key))


def test_one_flipped_bit_gives_no_other_text() -> None:
    cache = OcrCache()
    cache.put("kunci", "isi" * 20)
    with closing(sqlite3.connect(cache_folder() / STORE)) as database:
        (kept,) = database.execute("SELECT isi FROM hasil").fetchone()
    found = []
    for bit in range(len(kept) * 8):
        data = bytearray(kept)
        data[bit // 8] ^= 1 << bit % 8
        set_to("kunci", bytes(data))
        found.append(cache.get("kunci"))
    # A few bits tell nothing of the text: how hard it was packed, what fills up the last byte.
    assert set(found) <= {None, "isi" * 20}
    assert found.count(None) > 0.9 * len(found)
    cache.put("kunci", "dibaca lagi")
    assert cache.get("kunci") == "dibaca lagi"


def test_a_text_kept_under_another_key_is_not_taken() -> None:
    OcrCache().put("satu", "isi")
    with closing(sqlite3.connect(cache_folder() / STORE)) as database, database:
        database.execute("INSERT INTO hasil SELECT 'dua', isi, dipakai FROM hasil")
    assert (OcrCache().get("satu"), OcrCache().get("dua")) == ("isi", None)


class Ran(Exception):
    """What was laid into the cache was run."""


class Runs:
    """Is run where it is unpickled."""

    def __reduce__(self) -> Any:
        return exec, ("raise __import__('tests.pipeline.reading.test_ocr_cache', fromlist=['Ran']).Ran",)


@pytest.mark.parametrize("value", [pickle.dumps(Runs()), "teks", 7, None, b"", b"x" * 16], ids=str)
def test_what_others_lay_into_the_cache_is_not_run(value: object) -> None:
    OcrCache().put("kunci", "isi")
    set_to("kunci", value)
    assert OcrCache().get("kunci") is None


def test_a_cache_of_another_kind_is_begun_anew_and_not_looked_into() -> None:
    cache_folder().mkdir(parents=True)
    with closing(sqlite3.connect(cache_folder() / "cache.db")) as database, database:
        database.execute("CREATE TABLE Settings (key TEXT, value BLOB)")
        database.execute("INSERT INTO Settings VALUES ('disk_pickle_protocol', ?)", (pickle.dumps(Runs()),))
    OcrCache().put("kunci", "isi")
    assert OcrCache().get("kunci") == "isi"
    assert not (cache_folder() / "cache.db").exists()


def test_a_cache_with_triggers_in_it_is_begun_anew() -> None:
    OcrCache().put("kunci", "isi")
    with closing(sqlite3.connect(cache_folder() / STORE)) as database, database:
        database.execute("CREATE TRIGGER t AFTER INSERT ON hasil BEGIN DELETE FROM hasil; END")
    OcrCache().put("lain", "isi")
    assert (OcrCache().get("kunci"), OcrCache().get("lain")) == (None, "isi")


def test_the_least_recently_used_results_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_cache, "SIZE_LIMIT", 400_000)
    cache = OcrCache()
    for number in range(400):
        monkeypatch.setattr(ocr_cache.time, "time", lambda number=number: 1e9 + number * 10_000)
        cache.put(f"{number:03}", "".join(f"{number * 7919 + k:x}" for k in range(1000)))
        assert cache.get("000") is not None
    assert cache.get("399") is not None
    assert cache.get("100") is None
    assert ocr_cache._used(cache._store) <= 400_000  # type: ignore[arg-type]


@given(st.text(st.characters() | st.characters(categories=["Cs"])))
def test_any_text_is_kept_to_the_letter(text: str) -> None:
    assert ocr_cache._plain("kunci", ocr_cache._packed("kunci", text)) == text


def test_nothing_in_the_program_runs_what_lies_on_a_disk() -> None:
    forbidden = {"pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal", "joblib", "diskcache", "yaml"}
    for path in [each for house in ("pipeline", "extractors", "normalizers", "schemas") for each in Path(house).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not forbidden & {name.partition(".")[0] for name in names}, path
