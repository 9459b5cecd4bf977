"""One PDF's facts and bytes: finding files, what became of each, results as bytes, whole files, the names of a run's files,
and what ends a command.

The bottom of the pipeline: knows no run.
"""

from pipeline.documents.file_content import SeenFile, look_at, times_of
from pipeline.documents.finding import UNKNOWN_CONTENT, FolderUnreadable, FoundPdf, Search, find_pdfs, pdf_paths
from pipeline.documents.outcome import DOUBTFUL, DocumentSummary, Outcome, PageCounts, Problem, Rows, RunSummary
from pipeline.documents.page_pictures import Crop, PagePictures
from pipeline.documents.page_places import PagePlace, PagePlaces, document_place, ids_of, page_anchor, shortened
from pipeline.documents.run_files import (
    DESCRIPTOR,
    FILES,
    FLAT_FILE,
    HOLDER_FILE,
    LEDGER_FILE,
    LEDGER_FOLDER,
    LOCK_FILE,
    PARTITIONED,
    RECAP_BOOK,
    REPORT_FOLDER,
    REVIEW_BOOK,
    RUN_FILES,
    RUN_RECORD,
    RUNS,
    TABLE_FILES,
    standing_file,
    standing_run,
)
from pipeline.documents.shown_text import as_cell, as_json, visible
from pipeline.documents.stops import EXIT_NOTHING, EXIT_PARTLY, EXIT_USAGE, Stop
from pipeline.documents.storing import Damaged, pack, pack_tables, read_parquet, unpack, unpack_tables
from pipeline.documents.versions import extraction_version, harmonising_version, normalising_version
from pipeline.documents.whole_file import now, write_whole

__all__ = [
    "DESCRIPTOR",
    "DOUBTFUL",
    "EXIT_NOTHING",
    "EXIT_PARTLY",
    "EXIT_USAGE",
    "FILES",
    "FLAT_FILE",
    "HOLDER_FILE",
    "LEDGER_FILE",
    "LEDGER_FOLDER",
    "LOCK_FILE",
    "PARTITIONED",
    "RECAP_BOOK",
    "REPORT_FOLDER",
    "REVIEW_BOOK",
    "RUNS",
    "RUN_FILES",
    "RUN_RECORD",
    "TABLE_FILES",
    "UNKNOWN_CONTENT",
    "Crop",
    "Damaged",
    "DocumentSummary",
    "FolderUnreadable",
    "FoundPdf",
    "Outcome",
    "PageCounts",
    "PagePictures",
    "PagePlace",
    "PagePlaces",
    "Problem",
    "Rows",
    "RunSummary",
    "Search",
    "SeenFile",
    "Stop",
    "as_cell",
    "as_json",
    "document_place",
    "extraction_version",
    "find_pdfs",
    "harmonising_version",
    "ids_of",
    "look_at",
    "normalising_version",
    "now",
    "pack",
    "pack_tables",
    "page_anchor",
    "pdf_paths",
    "read_parquet",
    "shortened",
    "standing_file",
    "standing_run",
    "times_of",
    "unpack",
    "unpack_tables",
    "visible",
    "write_whole",
]
