"""The names of the files of a run, in one place: who writes one and who looks for it agree by importing it."""

from __future__ import annotations

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
#: What people look at in Excel.
RECAP_BOOK = "rekap.xlsx"
#: The same rows as ``iku.parquet``, partitioned by province and year.
PARTITIONED = "iku"
#: What the files hold and their hashes.
DESCRIPTOR = "datapackage.json"
#: Files that others refer to come first, the descriptor last: while it waits in the hidden folder the landing is not complete.
TABLE_FILES = ("dokumen.parquet", "indikator.parquet", "karantina.parquet", "iku.parquet")
#: The rows of ``iku.parquet`` without columns of lists.
FLAT_FILE = "iku_datar.parquet"
FILES = (*TABLE_FILES, FLAT_FILE, DESCRIPTOR)
