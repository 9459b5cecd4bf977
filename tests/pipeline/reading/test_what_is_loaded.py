"""A run's parent hands out tasks: what reads is loaded by those that read."""

from __future__ import annotations

import subprocess
import sys


def loaded_by(statement: str, *modules: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*[name for name in {modules} if name in sys.modules])"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


def test_a_run_loads_nothing_that_reads() -> None:
    reads = ("pypdfium2", "pikepdf", "extractors.document", "normalizers.rows")
    assert loaded_by("import pipeline.run", *reads) == set()
    assert loaded_by("from pipeline.reading import read_document", *reads) == set(reads)


def test_a_worker_loads_nothing_that_writes_results() -> None:
    assert loaded_by("import pipeline.landing, pipeline.reading.carrying_out", "xlsxwriter", "pyarrow.parquet") == set()


def test_what_a_room_does_not_have_is_said() -> None:
    code = "import pipeline.reading; pipeline.reading.nothing_of_the_kind"
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert "has no attribute 'nothing_of_the_kind'" in result.stderr
