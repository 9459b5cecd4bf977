"""One PDF's facts and bytes: finding files, what became of each, results as bytes, whole files, the names of a run's files,
and what ends a command.

The bottom of the pipeline: knows no run.
"""

from pipeline.documents.finding import FileState, FolderUnreadable, FoundPdf, find_pdfs, pdf_paths, state_of
from pipeline.documents.outcome import DOUBTFUL, DocumentSummary, Outcome, PageCounts, Problem, Rows, RunSummary
from pipeline.documents.run_files import (
    DESCRIPTOR,
    FILES,
    HOLDER_FILE,
    LEDGER_FILE,
    LEDGER_FOLDER,
    LOCK_FILE,
    PARTITIONED,
    RECAP_BOOK,
    REVIEW_BOOK,
    RUN_RECORD,
    TABLE_FILES,
)
from pipeline.documents.stops import EXIT_NOTHING, EXIT_USAGE, Stop
from pipeline.documents.storing import pack, pack_tables, unpack, unpack_tables
from pipeline.documents.versions import extraction_version, harmonising_version, normalising_version
from pipeline.documents.whole_file import now, write_whole

__all__ = [
    "DESCRIPTOR",
    "DOUBTFUL",
    "EXIT_NOTHING",
    "EXIT_USAGE",
    "FILES",
    "HOLDER_FILE",
    "LEDGER_FILE",
    "LEDGER_FOLDER",
    "LOCK_FILE",
    "PARTITIONED",
    "RECAP_BOOK",
    "REVIEW_BOOK",
    "RUN_RECORD",
    "TABLE_FILES",
    "DocumentSummary",
    "FileState",
    "FolderUnreadable",
    "FoundPdf",
    "Outcome",
    "PageCounts",
    "Problem",
    "Rows",
    "RunSummary",
    "Stop",
    "extraction_version",
    "find_pdfs",
    "harmonising_version",
    "normalising_version",
    "now",
    "pack",
    "pack_tables",
    "pdf_paths",
    "state_of",
    "unpack",
    "unpack_tables",
    "write_whole",
]
