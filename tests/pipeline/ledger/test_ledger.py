"""A ledger that is of no use is begun anew; one that is damaged costs only work."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.documents import file_content
from pipeline.documents.finding import Search, find_pdfs
from pipeline.documents.run_files import LEDGER_FILE, LEDGER_FOLDER
from pipeline.ledger.ledger import Ledger
from tests.broken_pdfs import good
from tests.pipeline.runs import Watching, assert_like_a_fresh_run, run


def test_a_damaged_ledger_is_begun_anew(place: Path, engine: Watching) -> None:
    run(place, engine)
    (place / "hasil" / LEDGER_FOLDER / LEDGER_FILE).write_bytes(b"bukan sqlite" * 500)
    assert run(place, engine).documents == 3
    assert engine.read == ["a.pdf", "b.pdf", "c.pdf"]
    assert_like_a_fresh_run(place)


def test_a_ledger_of_another_layout_is_begun_anew(place: Path, engine: Watching) -> None:
    run(place, engine)
    with closing(sqlite3.connect(place / "hasil" / LEDGER_FOLDER / LEDGER_FILE)) as database:
        database.execute("PRAGMA user_version = 999")
    assert run(place, engine).documents == 3
    assert engine.read == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_ledger_damaged_deep_inside_is_begun_anew(place: Path, engine: Watching) -> None:
    run(place, engine)
    path = place / "hasil" / LEDGER_FOLDER / LEDGER_FILE
    data = bytearray(path.read_bytes())
    data[4096:] = bytes([0xA5]) * (len(data) - 4096)
    path.write_bytes(data)
    assert "rusak" in CliRunner().invoke(main, ["status", str(place / "hasil")]).output
    assert run(place, engine).documents == 3
    assert_like_a_fresh_run(place)


def test_a_file_replaced_while_others_are_hashed_is_hashed_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "hasil").mkdir()
    sha256 = file_content._sha256

    def slowly(file: BinaryIO, *rest: Any) -> str:
        if Path(file.name).name == "c.pdf":
            good(place / "masuk" / "a.pdf", "Jumlah sesuatu yang lain")
        return sha256(file, *rest)

    monkeypatch.setattr(file_content, "_sha256", slowly)
    with closing(Ledger(place / "hasil")) as ledger:
        find_pdfs(place / "masuk", place / "hasil", ledger)
        monkeypatch.undo()
        assert find_pdfs(place / "masuk", place / "hasil", ledger) == find_pdfs(place / "masuk", place / "hasil")


def test_a_changed_file_is_seen_though_its_hash_is_remembered(place: Path) -> None:
    (place / "hasil").mkdir()
    with closing(Ledger(place / "hasil")) as ledger:
        first = find_pdfs(place / "masuk", place / "hasil", ledger)
        assert find_pdfs(place / "masuk", place / "hasil", ledger) == first
        good(place / "masuk" / "a.pdf", "Jumlah sesuatu yang lain")
        again = find_pdfs(place / "masuk", place / "hasil", ledger)
    assert [found.id_dokumen for found in again] != [found.id_dokumen for found in first]


@pytest.mark.parametrize("at", [0, -1], ids=["first bytes", "last bytes"])
def test_content_that_changed_with_size_and_time_kept_is_seen(place: Path, at: int) -> None:
    (place / "hasil").mkdir()
    path = place / "masuk" / "a.pdf"
    with closing(Ledger(place / "hasil")) as ledger:
        first = find_pdfs(place / "masuk", place / "hasil", ledger)
        kept = path.stat()
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
        os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
        # As where the system does not say when a file was last touched.
        seen = ledger.known_file(path)
        assert seen is not None
        ledger.keep_files([(path, replace(seen, changed=path.stat().st_ctime_ns))])
        assert find_pdfs(place / "masuk", place / "hasil", ledger)[0].id_dokumen != first[0].id_dokumen


def test_any_change_is_seen_when_everything_is_to_be_looked_at_again(place: Path) -> None:
    (place / "hasil").mkdir()
    path = place / "masuk" / "a.pdf"
    path.write_bytes(path.read_bytes() + b"%" * 100_000)
    with closing(Ledger(place / "hasil")) as ledger:
        first = find_pdfs(place / "masuk", place / "hasil", ledger)
        kept = path.stat()
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
        seen = ledger.known_file(path)
        assert seen is not None
        ledger.keep_files([(path, replace(seen, changed=path.stat().st_ctime_ns))])
        assert find_pdfs(place / "masuk", place / "hasil", ledger)[0].id_dokumen == first[0].id_dokumen
        assert find_pdfs(place / "masuk", place / "hasil", ledger, Search(afresh=True))[0].id_dokumen != first[0].id_dokumen
