"""A ledger that is of no use is begun anew; one that is damaged costs only work."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.documents import file_content
from pipeline.documents.finding import Search, find_pdfs
from pipeline.documents.outcome import RunSummary
from pipeline.documents.run_files import HOLDER_FILE, LEDGER_FILE, LEDGER_FOLDER
from pipeline.ledger.holding import hold
from pipeline.ledger.ledger import SET_ASIDE, Ledger
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good
from tests.pipeline.runs import digests, here


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


# -- damage -------------------------------------------------------------------------------------------------------------


def bring_up_to_date(place: Path) -> RunSummary:
    return run_folder(place / "masuk", place / "hasil", Quiet(), Options(engine=here, acuan=place / "acuan", partition=True))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was read and landed."""
    place = tmp_path_factory.mktemp("selesai")
    (place / "masuk").mkdir()
    for name in "ab":
        good(place / "masuk" / f"{name}.pdf", f"Persentase layanan {name}{name}x")
    bring_up_to_date(place)
    return place


def sql(*statements: str) -> Callable[[Path], object]:
    """Damage by SQL."""

    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as database, database:
            for statement in statements:
                database.execute(statement)

    return damage


def a_folder(path: Path) -> None:
    path.unlink()
    (path / "isi").mkdir(parents=True)


def flipped(column: str) -> Callable[[Path], object]:
    """Damage by one bit in the middle of a kept result."""

    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as database, database:
            key, data = database.execute(f"SELECT id_dokumen, {column} FROM dokumen").fetchone()
            data = bytearray(data)
            data[len(data) // 2] ^= 4
            database.execute(f"UPDATE dokumen SET {column} = ? WHERE id_dokumen = ?", (bytes(data), key))

    return damage


def deep_inside(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes([0xA5]) * (len(data) - 4096))


def other_types_of_files(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE berkas SET ukuran = 'besar'")
        for name in ("a.pdf", "b.pdf"):
            there = os.fsencode(path.parents[2] / "masuk" / name)
            database.execute("UPDATE berkas SET jalur = ? WHERE cast(jalur AS TEXT) LIKE ?", (there, f"%{name}"))


NOTE = "DELETE FROM catatan WHERE kunci = 'mendarat'"
DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"bukan sqlite" * 500),
    "Parquet": lambda path: shutil.copy(path.parents[1] / "iku.parquet", path),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "truncated to a page": lambda path: os.truncate(path, 4096),
    "truncated in the middle": lambda path: os.truncate(path, path.stat().st_size // 2),
    "truncated by a byte": lambda path: os.truncate(path, path.stat().st_size - 1),
    "a folder": a_folder,
    "a folder beside it": lambda path: path.with_name(f"{LEDGER_FILE}-wal").mkdir(),
    "other layout": sql("PRAGMA user_version = 999"),
    "missing table": sql("DROP TABLE dokumen"),
    "missing column": sql("ALTER TABLE dokumen DROP COLUMN urutan"),
    "other column": sql("ALTER TABLE berkas RENAME COLUMN tepi TO pinggir"),
    "one more column": sql("ALTER TABLE catatan ADD COLUMN lagi TEXT"),
    "a view for a table": sql("ALTER TABLE dokumen RENAME TO lama", "CREATE VIEW dokumen AS SELECT * FROM lama"),
    "a trigger": sql("CREATE TRIGGER t AFTER INSERT ON dokumen BEGIN DELETE FROM dokumen; END"),
    "text for bytes": sql("UPDATE dokumen SET ringkas = 'teks'"),
    "number for text": sql("UPDATE dokumen SET berkas = x'00ff'"),
    "nothing for text": sql("UPDATE dokumen SET status = NULL"),
    "bytes that are no text": sql("UPDATE dokumen SET versi_bacaan = CAST(x'ff3c06fe' AS TEXT)"),
    "a note that is no text": sql("UPDATE catatan SET isi = CAST(x'c3ff' AS TEXT) WHERE kunci = 'mendarat'"),
    "text for a number": sql("UPDATE dokumen SET sementara = 'ya', detik = 'lama'"),
    "other types of files": other_types_of_files,
    "deep inside": deep_inside,
    "other note": sql("UPDATE catatan SET isi = 'banyak' WHERE kunci = 'mendarat'"),
    "other partitions": sql(NOTE, "UPDATE catatan SET isi = '[1]' WHERE kunci = 'partisi'"),
    "broken partitions": sql(NOTE, "UPDATE catatan SET isi = '{' WHERE kunci = 'partisi'"),
    "a bit of the counts": flipped("ringkas"),
    "bytes of another kind": sql("UPDATE dokumen SET ringkas = x'00'"),
}  # fmt: skip
if hasattr(os, "mkfifo"):
    # Nobody writes into them; opening one waits for ever.
    DAMAGES["a pipe"] = lambda path: (path.unlink(), os.mkfifo(path))
    DAMAGES["a pipe beside it"] = lambda path: os.mkfifo(path.with_name(f"{LEDGER_FILE}-journal"))
    DAMAGES["a link to nowhere"] = lambda path: (path.unlink(), path.symlink_to(path.parent / "tidak" / "ada"))
    DAMAGES["a link to itself"] = lambda path: (path.unlink(), path.symlink_to(path.name))


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_ledger_that_cannot_be_read_is_set_aside_and_begun_anew(done: Path, tmp_path: Path, damage: Callable[[Path], object]) -> None:
    place = shutil.copytree(done, tmp_path / "tempat")
    ledger = place / "hasil" / LEDGER_FOLDER / LEDGER_FILE
    damage(ledger)
    status = CliRunner().invoke(main, ["status", str(place / "hasil")])
    assert (status.exit_code, status.exception) == (0, None)
    preview = CliRunner().invoke(main, ["ingest", str(place / "masuk"), "-o", str(place / "hasil"), "--dry-run"])
    assert (preview.exit_code, preview.exception) == (0, None)
    summary = bring_up_to_date(place)
    assert summary.set_aside == str(ledger.with_name(SET_ASIDE))
    assert digests(place / "hasil") == digests(done / "hasil")
    after = bring_up_to_date(place)
    assert (after.set_aside, after.unchanged) == ("", 2)


def test_a_ledger_set_aside_is_said_in_one_line(done: Path, tmp_path: Path) -> None:
    place = shutil.copytree(done, tmp_path / "tempat")
    (place / "hasil" / LEDGER_FOLDER / LEDGER_FILE).write_bytes(b"bukan sqlite")
    shown = CliRunner().invoke(main, ["ingest", str(place / "masuk"), "-o", str(place / "hasil"), "-j", "1"])
    (line,) = [line for line in shown.output.splitlines() if "Buku" in line]
    assert f"disisihkan ke {place / 'hasil' / LEDGER_FOLDER / SET_ASIDE}" in line


def test_a_bit_flipped_in_a_kept_extraction_or_reading_changes_no_row(done: Path, tmp_path: Path) -> None:
    for column, older in (("ekstraksi", "versi_bacaan"), ("bacaan", "versi_baris"), ("baris", "status")):
        place = shutil.copytree(done, tmp_path / column)
        ledger = place / "hasil" / LEDGER_FOLDER / LEDGER_FILE
        flipped(column)(ledger)
        sql(NOTE, f"UPDATE dokumen SET {older} = 'lama'")(ledger)
        bring_up_to_date(place)
        assert digests(place / "hasil") == digests(done / "hasil")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"tahap_detik": [1], "keadaan": {"a": 1}}', '{"tahap_detik": {"baca": "lama"}}', "7"])
def test_what_a_run_said_of_itself_may_be_anything(done: Path, tmp_path: Path, text: str) -> None:
    place = shutil.copytree(done, tmp_path / "tempat")
    (place / "hasil" / "run.json").write_text(text)
    (place / "hasil" / LEDGER_FOLDER / HOLDER_FILE).write_text(json.dumps({"key": text, "language": "x", "proses": [text]}))
    with hold(place / "hasil"):
        (place / "hasil" / LEDGER_FOLDER / HOLDER_FILE).write_text(json.dumps({"key": text, "language": "x", "proses": [text]}))
        shown = CliRunner().invoke(main, ["status", str(place / "hasil")])
    assert (shown.exit_code, shown.exception) == (0, None)
    assert "Dokumen dalam buku: terbaca 2" in shown.output
