"""``frictionless validate`` passes on what a run leaves: types, keys, references and lists hold, as other programs see them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.documents.run_files import standing_file
from tests.pipeline.runs import Watching, run


def test_frictionless_finds_nothing_wrong(place: Path, engine: Watching) -> None:
    run(place, engine)
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=place / "hasil", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("VALID") == 5 and "INVALID" not in done.stdout


def test_frictionless_does_find_a_key_that_is_there_twice(place: Path, engine: Watching) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    run(place, engine)
    path = standing_file(place / "hasil", "iku_datar.parquet")
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table, table.slice(0, 1)]), path)
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=place / "hasil", capture_output=True, text=True, check=False)
    assert done.returncode == 1
