"""Landing: a reader finds the old run or the new one; whatever goes wrong, the old one is still there."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.documents.run_files import FILES
from pipeline.landing import tables as landing
from pipeline.landing.tables import CannotLand, prepare
from schemas.contract.arrow import SCHEMA_VERSION, TABLES, VIEWS, arrow_schema
from tests.table_maker import PROVENANCE, sound_rows, sound_tables, tables_of

Content = dict[str, bytes]


def content(folder: Path) -> Content:
    """Every file of a folder, hidden ones and subfolders too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def other_tables() -> dict[str, pa.Table]:
    """A run that differs from the sound one in every file."""
    rows = sound_rows()
    for row in rows["iku"]:
        row["keterangan"] = "baru"
    for row in rows["dokumen"]:
        row["mesin_ocr"] = "mesin 2"
    for row in rows["karantina"]:
        row["teks"] = "lain"
    rows["indikator"][0]["jumlah_rekaman"] = 99
    return tables_of(rows)


def land(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Land whole tables as a run does: what an earlier one left is settled first."""
    prepare(folder)
    landing.land({name: [table] for name, table in tables.items()}, folder, PROVENANCE)


@pytest.fixture
def landed(tmp_path: Path) -> Path:
    """An output folder with an earlier run."""
    land(sound_tables(), tmp_path / "hasil")
    return tmp_path / "hasil"


# -- what lands ---------------------------------------------------------------------------------------------------------


def test_the_tables_the_view_and_their_descriptor_land_and_nothing_else(landed: Path) -> None:
    assert set(content(landed)) == set(FILES) == {f"{name}.parquet" for name in (*TABLES, *VIEWS)} | {"datapackage.json"}


@pytest.mark.parametrize("name", TABLES)
def test_pyarrow_reads_back_what_landed(landed: Path, name: str) -> None:
    read = pq.read_table(landed / f"{name}.parquet")
    assert read.equals(sound_tables()[name])
    assert read.schema.equals(arrow_schema(name))
    assert read.schema.metadata[b"skema_versi"] == SCHEMA_VERSION.encode()
    assert all(field.metadata[b"deskripsi"] and field.metadata[b"description"] for field in read.schema)


def test_pandas_reads_back_what_landed(landed: Path) -> None:
    frame = pd.read_parquet(landed / "iku.parquet")
    assert frame["nilai"].tolist()[:2] == [19.55, 19.55]
    assert frame.loc[frame["jenis_nilai"] == "rentang", ["nilai_bawah", "nilai_atas"]].to_numpy().tolist() == [[5.10, 5.45]]
    assert frame["ukuran"].cat.categories.tolist()[:2] == ["target", "realisasi"]
    assert frame["nama_kabupaten_kota"].isna().tolist() == [True, False, False, False, False]
    assert frame["tahun"].dtype == "Int16"


def test_the_flat_view_holds_the_same_rows_in_types_that_pandas_compares(landed: Path) -> None:
    flat, full = pd.read_parquet(landed / "iku_datar.parquet"), pd.read_parquet(landed / "iku.parquet")
    assert flat["id_nilai"].tolist() == full["id_nilai"].tolist()
    assert flat[["kiri", "atas", "kanan", "bawah"]].to_numpy().tolist() == [list(box) for box in full["kotak"]]
    assert flat["catatan"].fillna("").tolist() == [";".join(flags) for flags in full["catatan"]]
    assert [json.loads(text) for text in flat["lainnya"].dropna()] == [dict(items) for items in full["lainnya"] if len(items)]
    assert len(pd.concat([flat, flat]).drop_duplicates()) == len(flat)


def test_every_file_says_where_its_rows_are_from(landed: Path) -> None:
    for name in (*TABLES, *VIEWS):
        about = pq.read_schema(landed / f"{name}.parquet").metadata
        assert about[b"program"] == b"iku-ingest 0.1.0"
        assert about[b"sitasi"] == PROVENANCE.citation.encode()
        assert about[b"sidik_masukan"] == PROVENANCE.inputs.encode()


def test_a_key_that_is_in_two_documents_does_not_land(landed: Path) -> None:
    before = content(landed)
    twice = {name: [table, table] if name == "iku" else [table] for name, table in sound_tables().items()}
    with pytest.raises(CannotLand, match=r"iku\.id_nilai: 5 kunci tercatat dua kali"):
        landing.land(twice, landed, PROVENANCE)
    assert content(landed) == before


def test_parquet_is_compressed_with_zstd_and_has_page_statistics(landed: Path) -> None:
    found = pq.read_metadata(landed / "iku.parquet").row_group(0)
    years = found.column([found.column(k).path_in_schema for k in range(found.num_columns)].index("tahun"))
    assert years.compression == "ZSTD"
    assert (years.statistics.min, years.statistics.max) == (2021, 2022)
    assert years.has_column_index and years.has_offset_index


def test_the_descriptor_holds_size_and_sha256_of_every_file(landed: Path) -> None:
    resources = json.loads((landed / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert len(resources) == 5
    for resource in resources:
        found = (landed / resource["path"]).read_bytes()
        assert resource["ukuran_berkas"] == len(found)
        assert resource["sha256"] == hashlib.sha256(found).hexdigest()


def test_the_same_tables_give_the_same_bytes(landed: Path, tmp_path: Path) -> None:
    land(sound_tables(), tmp_path / "lagi")
    assert content(tmp_path / "lagi") == content(landed)
    land(sound_tables(), landed)
    assert content(tmp_path / "lagi") == content(landed)


def test_how_a_table_is_cut_into_chunks_does_not_change_the_bytes(landed: Path, tmp_path: Path) -> None:
    chunked = {name: pa.concat_tables([table.slice(0, 1), table.slice(1)]) for name, table in sound_tables().items()}
    land(chunked, tmp_path / "lagi")
    assert content(tmp_path / "lagi") == content(landed)


def test_a_new_run_replaces_the_old_one_wholly(landed: Path, tmp_path: Path) -> None:
    before = content(landed)
    land(other_tables(), landed)
    assert all(after != before[name] for name, after in content(landed).items())
    land(other_tables(), tmp_path / "segar")
    assert content(landed) == content(tmp_path / "segar")


def test_other_files_in_the_folder_are_left_alone(landed: Path) -> None:
    (landed / "catatan saya.txt").write_text("penting")
    land(other_tables(), landed)
    assert (landed / "catatan saya.txt").read_text() == "penting"


def test_the_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    land(sound_tables(), tmp_path / "a" / "b" / "hasil")
    assert set(content(tmp_path / "a" / "b" / "hasil")) == set(FILES)


# -- what does not land -------------------------------------------------------------------------------------------------


def fail(number: int, after: int = 0) -> Callable[..., Any]:
    """A system call that fails, from the call after ``after`` good ones on; the good ones do nothing."""
    calls = iter(range(1_000))

    def call(*_: object, **__: object) -> None:
        if next(calls) >= after:
            raise OSError(number, os.strerror(number))

    return call


@pytest.mark.parametrize("after", range(5))
def test_a_disk_that_fills_up_at_any_file_leaves_the_old_run(landed: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    before = content(landed)
    monkeypatch.setattr(os, "fsync", fail(errno.ENOSPC, after))
    with pytest.raises(CannotLand) as caught:
        land(other_tables(), landed)
    monkeypatch.undo()
    assert caught.value.facts["place"] == landed
    assert "disk penuh" in str(caught.value) and "Hasil lama tidak berubah" in str(caught.value)
    assert "\n" not in str(caught.value) and str(landed) in str(caught.value)
    assert content(landed) == before


def break_move(monkeypatch: pytest.MonkeyPatch, at: str, error: BaseException) -> None:
    """Make the move of one file into the output folder fail, once."""
    move = landing._move

    def moving(source: Path, target: Path) -> None:
        if target.name == at and source.parent.name.startswith(".landing-"):
            raise error
        move(source, target)

    monkeypatch.setattr(landing, "_move", moving)


@pytest.mark.parametrize("at", FILES)
def test_a_replacement_that_fails_midway_is_undone(landed: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    before = content(landed)
    break_move(monkeypatch, at, PermissionError(errno.EACCES, "in use"))
    with pytest.raises(CannotLand, match="tutup berkas yang dibuka"):
        land(other_tables(), landed)
    assert content(landed) == before


@pytest.mark.parametrize("at", FILES)
def test_a_first_run_that_fails_midway_leaves_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    break_move(monkeypatch, at, PermissionError(errno.EACCES, "in use"))
    with pytest.raises(CannotLand):
        land(sound_tables(), tmp_path)
    assert content(tmp_path) == {}


@pytest.mark.parametrize("at", FILES)
def test_stopping_the_program_midway_is_undone(landed: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    before = content(landed)
    break_move(monkeypatch, at, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        land(other_tables(), landed)
    assert content(landed) == before


def test_without_hard_links_the_old_files_are_copied(landed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(landed)
    monkeypatch.setattr(Path, "hardlink_to", fail(errno.EPERM))
    break_move(monkeypatch, "datapackage.json", OSError(errno.EIO, "Input/output error"))
    with pytest.raises(CannotLand, match="Input/output error"):
        land(other_tables(), landed)
    assert content(landed) == before
    monkeypatch.undo()
    monkeypatch.setattr(Path, "hardlink_to", fail(errno.EPERM))
    land(other_tables(), landed)
    assert set(content(landed)) == set(FILES)


def test_when_even_undoing_fails_it_is_said_and_the_next_run_undoes_it(landed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(landed)
    move = landing._move

    def moving(source: Path, target: Path) -> None:
        if target.name == "iku.parquet" or source.parent.name == "lama":
            raise OSError(errno.EIO, "Input/output error")
        move(source, target)

    monkeypatch.setattr(landing, "_move", moving)
    with pytest.raises(CannotLand, match="belum pulih seluruhnya"):
        land(other_tables(), landed)
    assert content(landed) != before
    monkeypatch.undo()
    prepare(landed)
    assert content(landed) == before


# -- a program that is killed -------------------------------------------------------------------------------------------


def kill_at(landed: Path, place: str, count: int) -> None:
    """Land another run in a process that dies, without any cleaning up, at the n-th call of a function of the module."""
    code = f"""
import os
from pathlib import Path
from tests.table_maker import PROVENANCE, sound_rows, tables_of
from pipeline.landing import tables as landing
rows = sound_rows()
for row in rows["dokumen"]:
    row["mesin_ocr"] = "mesin 2"
calls, right = iter(range(100)), landing.{place}
def dying(*arguments):
    if next(calls) == {count}:
        os._exit(9)
    return right(*arguments)
landing.{place} = dying
landing.land({{name: [table] for name, table in tables_of(rows).items()}}, Path({str(landed)!r}), PROVENANCE)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])
    assert done.returncode == 9, done.stderr


@pytest.mark.parametrize("count", range(5))
def test_a_run_killed_between_two_files_is_undone_by_the_next(landed: Path, count: int) -> None:
    before = content(landed)
    kill_at(landed, "_move", count)
    assert any(name.startswith(".landing-") for name in content(landed))
    prepare(landed)
    assert content(landed) == before


@pytest.mark.parametrize("place", ["_keep_old", "_link_or_copy", "_sync_folder"])
def test_a_run_killed_while_writing_leaves_the_old_run_and_its_remains_are_cleared(landed: Path, place: str) -> None:
    before = content(landed)
    kill_at(landed, place, 0)
    assert {name: found for name, found in content(landed).items() if not name.startswith(".landing-")} == before
    prepare(landed)
    assert content(landed) == before


def test_a_first_run_killed_midway_leaves_nothing_after_the_next_start(tmp_path: Path) -> None:
    kill_at(tmp_path, "_move", 3)
    assert (tmp_path / "karantina.parquet").exists()
    prepare(tmp_path)
    assert content(tmp_path) == {}


def test_undoing_that_is_itself_cut_off_is_finished_by_the_next_run(landed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(landed)
    kill_at(landed, "_move", 4)
    break_move_back = iter(range(100))
    move = landing._move

    def moving(source: Path, target: Path) -> None:
        if next(break_move_back) == 2:
            raise OSError(errno.EIO, "Input/output error")
        move(source, target)

    monkeypatch.setattr(landing, "_move", moving)
    with pytest.raises(CannotLand):
        prepare(landed)
    monkeypatch.undo()
    prepare(landed)
    assert content(landed) == before


def test_a_run_killed_after_its_last_file_stands(landed: Path, tmp_path: Path) -> None:
    kill_at(landed, "_sync_folder", 2)
    prepare(landed)
    resources = json.loads((landed / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert all(hashlib.sha256((landed / r["path"]).read_bytes()).hexdigest() == r["sha256"] for r in resources)
    assert pd.read_parquet(landed / "dokumen.parquet")["mesin_ocr"].tolist() == ["mesin 2", "mesin 2"]


def test_remains_of_a_killed_run_do_not_stop_the_next_landing(landed: Path, tmp_path: Path) -> None:
    kill_at(landed, "_move", 2)
    land(other_tables(), landed)
    land(other_tables(), tmp_path / "segar")
    assert content(landed) == content(tmp_path / "segar")


# -- folders that cannot be written -------------------------------------------------------------------------------------


def test_a_file_in_the_folders_place_is_said_before_the_run(tmp_path: Path) -> None:
    (tmp_path / "hasil").write_text("sebuah berkas")
    for folder in (tmp_path / "hasil", tmp_path / "hasil" / "dalam"):
        with pytest.raises(CannotLand, match="bukan folder"):
            prepare(folder)
    assert (tmp_path / "hasil").read_text() == "sebuah berkas"


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_said_before_the_run(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotLand, match="periksa izinnya"):
            prepare(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_read_only_disk_is_said_before_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", fail(errno.EROFS))
    with pytest.raises(CannotLand, match="periksa izinnya"):
        prepare(tmp_path / "hasil")


def test_prepare_leaves_nothing_behind(landed: Path) -> None:
    before = content(landed)
    prepare(landed)
    assert content(landed) == before
    assert not list(landed.glob(".landing-*"))


# -- a disk that is really full -----------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 KB, where the system lets us make one."""
    disk = tmp_path / "cakram"
    disk.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("making a disk needs root on Linux")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("this system does not allow mounting")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("spare", [0, 8_192, 40_960, 65_536])
def test_a_full_disk_leaves_the_old_run(small_disk: Path, spare: int) -> None:
    land(sound_tables(), small_disk)
    before = content(small_disk)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "penuh").write_bytes(b"x" * max(0, free - spare))
    with pytest.raises(CannotLand, match="disk penuh"):
        land(other_tables(), small_disk)
    (small_disk / "penuh").unlink()
    assert content(small_disk) == before
    land(other_tables(), small_disk)
