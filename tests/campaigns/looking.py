"""What a reader finds in an output folder at any moment, by ``datapackage.json`` as the documentation says; nothing is repaired first."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pyarrow.dataset as ds
import pyarrow.parquet as pq

FILES = ("iku.parquet", "iku_datar.parquet", "dokumen.parquet", "indikator.parquet", "karantina.parquet")


@dataclass(frozen=True)
class Look:
    """What was found.

    Attributes:
        rows: Hash of each table of the run that stands; empty where none does.
        partitions: Ids of the rows of the partitioned dataset, None where there is none.
        wrong: What is wrong with the run that stands, or None.
        behind: Whether a file under a known path is missing or of another run than the one that stands.
    """

    rows: tuple[str, ...] = ()
    partitions: tuple[str, ...] | None = None
    wrong: str | None = None
    behind: bool = False


def ended(faults: Sequence[str]) -> int:
    """Say the faults of a campaign; its exit code."""
    for fault in faults:
        click.echo(f"   {fault}")
    return 1 if faults else 0


def look(output: Path) -> Look:
    """Look at an output folder as a reader does."""
    partitions = None
    if (output / "iku").is_dir():
        rows = ds.dataset(output / "iku", partitioning="hive").to_table(columns=["id_rekaman"])
        partitions = tuple(sorted(rows["id_rekaman"].to_pylist()))
    if not (output / "datapackage.json").exists():
        return Look(partitions=partitions)
    try:
        resources = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        paths = {Path(resource["path"]).name: output / resource["path"] for resource in resources}
        hashes = {name: _hash(path) for name, path in paths.items()}
    except (OSError, ValueError) as error:
        return Look(partitions=partitions, wrong=f"{type(error).__name__}: {error}")
    known = {name: _hash(output / name) if (output / name).exists() else "" for name in FILES}
    return Look(tuple(hashes[name] for name in FILES), partitions, _wrong(resources, paths, hashes), known != hashes)


def look_at_store(system: Any, root: str) -> Look:
    """Look at an output on an object store as a reader does: by its ``datapackage.json``, and then at what that names.

    Args:
        system: The store, as fsspec has it.
        root: The output's path there.
    """
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        if not system.exists(f"{root}/datapackage.json"):
            return Look()
        (here / "datapackage.json").write_bytes(system.cat_file(f"{root}/datapackage.json"))
        names = [resource["path"] for resource in json.loads((here / "datapackage.json").read_text(encoding="utf-8"))["resources"]]
        partitions = system.find(f"{root}/iku")
        for name in (*names, *(file for file in FILES if system.exists(f"{root}/{file}"))):
            (here / name).parent.mkdir(parents=True, exist_ok=True)
            if system.exists(f"{root}/{name}"):
                (here / name).write_bytes(system.cat_file(f"{root}/{name}"))
        run = Path(names[0]).parent.name
        # Partitions count only beside the mark of the run they are of, before they are read and after.
        marked = _marked(system, root)
        for path in partitions if marked == run else ():
            target = here / path[len(root) :].lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(system.cat_file(path))
        return look(here)


def _marked(system: Any, root: str) -> str | None:
    try:
        return str(json.loads(system.cat_file(f"{root}/.iku/partisi.json"))["hasil"])
    except FileNotFoundError:
        return None


def _wrong(resources: list[dict[str, str]], paths: dict[str, Path], hashes: dict[str, str]) -> str | None:
    if set(paths) != set(FILES):
        return f"only {sorted(paths)}"
    for resource in resources:
        if resource["sha256"] != hashes[Path(resource["path"]).name]:
            return f"{resource['path']} is of another run than datapackage.json"
    ids = pq.read_table(paths["dokumen.parquet"])["id_dokumen"].to_pylist()
    if len(ids) != len(set(ids)):
        return "a document is there twice"
    rows = set(pq.read_table(paths["iku.parquet"], columns=["id_dokumen"])["id_dokumen"].to_pylist())
    return None if rows <= set(ids) else "rows of a document that is not there"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
