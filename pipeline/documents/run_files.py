"""The names of the files of a run, in one place, and which run stands: who writes one and who looks for it agree by importing it."""

from __future__ import annotations

import json
import re
from pathlib import Path

#: The hidden folder of the output that people need not open: ledger, lock, holder.
LEDGER_FOLDER = ".iku"
#: What was read, with which versions, and what came of it (in :data:`LEDGER_FOLDER`).
LEDGER_FILE = "buku.sqlite"
#: Held while a run goes on (in :data:`LEDGER_FOLDER`).
LOCK_FILE = "kunci"
#: Who holds the folder (in :data:`LEDGER_FOLDER`).
HOLDER_FILE = "pemegang.json"
#: What the run did and how long it took.
RUN_RECORD = "run.json"
#: The questions to a person.
REVIEW_BOOK = "tinjauan.xlsx"
#: The report as files.
REPORT_FOLDER = "laporan"
#: What people look at in Excel.
RECAP_BOOK = "rekap.xlsx"
#: The same rows as ``iku.parquet``, partitioned by province and year.
PARTITIONED = "iku"
#: What the files hold and their hashes.
DESCRIPTOR = "datapackage.json"
#: Each run's tables lie in a folder of their own in here, named by what they hold; the descriptor says which of them stands.
RUNS = "hasil-utuh"
#: The tables of the contract; those that others refer to come first.
TABLE_FILES = ("dokumen.parquet", "indikator.parquet", "karantina.parquet", "iku.parquet")
#: The rows of ``iku.parquet`` without columns of lists.
FLAT_FILE = "iku_datar.parquet"
#: All that lies in a run's folder.
RUN_FILES = (*TABLE_FILES, FLAT_FILE)
#: What lands in one step, the descriptor last.
FILES = (*RUN_FILES, DESCRIPTOR)

_RUN = re.compile(rf"{RUNS}/([0-9a-f]+)/[a-z_]+\.parquet")


def standing_run(folder: Path) -> str:
    """The name of the run that ``datapackage.json`` says stands; empty when there is none, or it is of an earlier version."""
    try:
        resources = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
        names = {found[1] if (found := _RUN.fullmatch(str(resource["path"]))) else "" for resource in resources}
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return names.pop() if len(names) == 1 else ""


def standing_file(folder: Path, name: str) -> Path:
    """Where a table of the run that stands lies: its own folder, where nothing is ever changed."""
    run = standing_run(folder)
    path = folder / RUNS / run / name
    return path if run and path.exists() else folder / name
