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

from pipeline.documents.run_files import FILES, RUNS, standing_file, standing_run
from pipeline.landing import standing
from pipeline.landing import tables as landing
from pipeline.landing.tables import CannotLand, prepare
from schemas.contract.arrow import SCHEMA_VERSION, TABLES, VIEWS, arrow_schema
from tests.table_maker import PROVENANCE, sound_rows, sound_tables, tables_of

Content = dict[str, bytes]


def content(folder: Path) -> Content:
    """Every file of a folder, hidden ones and subfolders too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def known(folder: Path) -> Content:
    """What lies under the paths that people know."""
    return {name: found for name, found in content(folder).items() if os.sep not in name}


def stands(folder: Path) -> Content:
    """What a reader finds who goes by the descriptor, and checks it as he may; empty where no run stands."""
    if not (folder / "datapackage.json").exists():
        return {}
    resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    found = {resource["name"]: (folder / resource["path"]).read_bytes() for resource in resources}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in found.items()} == {
        resource["name"]: resource["sha256"] for resource in resources
    }
    return found


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
    tables = {f"{name}.parquet" for name in (*TABLES, *VIEWS)}
    assert set(known(landed)) == set(FILES) == tables | {"datapackage.json"}
    assert set(content(landed)) - set(FILES) == {str(Path(RUNS, standing_run(landed), name)) for name in tables}


def test_the_known_paths_hold_what_the_descriptor_names(landed: Path) -> None:
    assert {f"{name}.parquet": data for name, data in stands(landed).items()} == {
        name: data for name, data in known(landed).items() if name.endswith(".parquet")
    }
    assert standing_file(landed, "iku.parquet") == landed / RUNS / standing_run(landed) / "iku.parquet"
    assert standing_file(landed, "iku_datar.parquet") == landed / RUNS / standing_run(landed) / "iku_datar.parquet"


def test_a_program_that_writes_into_a_known_path_changes_no_run(landed: Path) -> None:
    before = stands(landed)
    (landed / "iku.parquet").write_bytes(b"ditulisi orang")
    assert stands(landed) == before
    prepare(landed)
    assert (landed / "iku.parquet").read_bytes() == before["iku"]


def test_the_run_before_stays_for_its_readers_and_older_ones_go(landed: Path) -> None:
    first = standing_run(landed)
    land(other_tables(), landed)
    second = standing_run(landed)
    assert {path.name for path in (landed / RUNS).iterdir()} == {first, second}
    rows = sound_rows()
    rows["indikator"][0]["jumlah_rekaman"] = 77
    land(tables_of(rows), landed)
    assert {path.name for path in (landed / RUNS).iterdir()} == {second, standing_run(landed)}


def test_tables_of_a_run_that_somebody_spoilt_are_put_right(landed: Path) -> None:
    before = content(landed)
    path = landed / RUNS / standing_run(landed) / "iku.parquet"
    path.write_bytes(b"ditulisi orang")
    (landed / RUNS / standing_run(landed) / "dokumen.parquet").unlink()
    land(sound_tables(), landed)
    assert content(landed) == before


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
    assert all(after != before[name] for name, after in known(landed).items())
    land(other_tables(), tmp_path / "segar")
    assert (known(landed), stands(landed)) == (known(tmp_path / "segar"), stands(tmp_path / "segar"))


def test_other_files_in_the_folder_are_left_alone(landed: Path) -> None:
    (landed / "catatan saya.txt").write_text("penting")
    land(other_tables(), landed)
    assert (landed / "catatan saya.txt").read_text() == "penting"


def test_the_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    land(sound_tables(), tmp_path / "a" / "b" / "hasil")
    assert set(known(tmp_path / "a" / "b" / "hasil")) == set(FILES)


# -- what does not land -------------------------------------------------------------------------------------------------


def fail(number: int, after: int = 0) -> Callable[..., Any]:
    """A system call that fails, from the call after ``after`` good ones on; the good ones do nothing."""
    calls = iter(range(1_000))

    def call(*_: object, **__: object) -> None:
        if next(calls) >= after:
            raise OSError(number, os.strerror(number))

    return call


@pytest.mark.parametrize("after", range(6))
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
    move = standing.move

    def moving(source: Path, target: Path) -> None:
        if target.name == at and source.parent.name != "lama":
            raise error
        move(source, target)

    monkeypatch.setattr(standing, "move", moving)


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
    assert set(known(landed)) == set(FILES)


def test_when_even_undoing_fails_it_is_said_and_the_next_run_ends_the_landing(landed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stands(landed)
    move = standing.move

    def moving(source: Path, target: Path) -> None:
        if target.name == "iku.parquet" or source.parent.name == "lama":
            raise OSError(errno.EIO, "Input/output error")
        move(source, target)

    monkeypatch.setattr(standing, "move", moving)
    with pytest.raises(CannotLand, match="belum pulih seluruhnya"):
        land(other_tables(), landed)
    assert stands(landed) != before
    monkeypatch.undo()
    prepare(landed)
    assert {f"{name}.parquet": data for name, data in stands(landed).items()}.items() <= known(landed).items()


# -- a program that is killed -------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The program ends here, without a word and without any cleaning up."""


def killed_at(folder: Path, module: Any, step: str, count: int) -> None:
    """Land another run that is killed at the n-th call of a function (or is not, when it has fewer)."""
    calls, right = iter(range(10_000)), getattr(module, step)

    def dying(*arguments: Any, **named: Any) -> Any:
        if next(calls) == count:
            raise Killed
        return right(*arguments, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, step, dying)
        patched.setattr(landing, "undo", lambda *_: True)
        try:
            landing.land({name: [table] for name, table in other_tables().items()}, folder, PROVENANCE)
        except Killed:
            return


#: Every step of a landing that a power cut may come before.
STEPS = [
    *((standing, "move", count) for count in range(7)),
    *((standing, "_copy", count) for count in (0, 4)),
    (standing, "_link_or_copy", 2),
    *((standing, "sync_folder", count) for count in range(3)),
    *((os, "fsync", count) for count in (0, 4, 5, 8, 12)),
    *((landing, step, 0) for step in ("_stage", "place", "copy_for_known_paths", "keep_old", "switch", "move_to_known_paths")),
    (landing, "remove_runs", 0),
    (shutil, "rmtree", 0),
]


@pytest.mark.parametrize("first", [False, True], ids=["after another run", "first run"])
def test_a_reader_finds_one_whole_run_or_none_wherever_a_run_was_killed(tmp_path: Path, first: bool) -> None:
    """The reader looks before anything is repaired."""
    land(other_tables(), tmp_path / "segar")
    new, seen = stands(tmp_path / "segar"), []
    for number, (module, step, count) in enumerate(STEPS):
        folder = tmp_path / f"{number}"
        prepare(folder)
        if not first:
            land(sound_tables(), folder)
        old = stands(folder)
        killed_at(folder, module, step, count)
        found = stands(folder)
        assert found in (old, new), (step, count)
        seen.append(found == new)
        prepare(folder)
        assert stands(folder) == found
        assert {f"{name}.parquet": data for name, data in found.items()} == {
            name: data for name, data in known(folder).items() if name.endswith(".parquet")
        }
        assert not list(folder.glob(".landing-*"))
        land(other_tables(), folder)
        assert known(folder) == known(tmp_path / "segar")
    assert set(seen) == {False, True}


def test_settling_that_is_itself_cut_off_is_done_by_the_next_start(landed: Path) -> None:
    killed_at(landed, landing, "move_to_known_paths", 0)
    found = stands(landed)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(standing, "_copy", fail(errno.EIO))
        with pytest.raises(CannotLand, match="Input/output error"):
            prepare(landed)
    assert stands(landed) == found
    prepare(landed)
    assert {f"{name}.parquet": data for name, data in found.items()}.items() <= known(landed).items()


def test_an_output_folder_of_an_earlier_version_is_taken_over(landed: Path) -> None:
    descriptor = json.loads((landed / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource["path"] = resource["path"].rpartition("/")[2]
    (landed / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    shutil.rmtree(landed / RUNS)
    before = content(landed)
    prepare(landed)
    assert content(landed) == before
    assert standing_file(landed, "iku.parquet") == landed / "iku.parquet"
    land(other_tables(), landed)
    assert set(known(landed)) == set(FILES) and len(stands(landed)) == 5


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
    """A disk of a megabyte, where the system lets us make one."""
    disk = tmp_path / "cakram"
    disk.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("making a disk needs root on Linux")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False)
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
