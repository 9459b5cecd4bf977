"""A PDF is read somewhere: in this process, in workers, on a cluster; OCR results are kept.

Takes tasks, hands on finished documents as they come, by :func:`read_all`.
"""

from pipeline.reading.cluster import NoCluster, dask_engine
from pipeline.reading.document import NO_SUCH_PAGE, Extraction, damage_problems, read_document, reading_words, scan_reader, surest
from pipeline.reading.every_table import read_tables
from pipeline.reading.ocr_cache import OcrCache, cache_folder
from pipeline.reading.pool import NoReaders, read_all
from pipeline.reading.task import Done, Engine, EveryTable, Finish, Limits, Means, Task

__all__ = [
    "NO_SUCH_PAGE",
    "Done",
    "Engine",
    "EveryTable",
    "Extraction",
    "Finish",
    "Limits",
    "Means",
    "NoCluster",
    "NoReaders",
    "OcrCache",
    "Task",
    "cache_folder",
    "damage_problems",
    "dask_engine",
    "read_all",
    "read_document",
    "read_tables",
    "reading_words",
    "scan_reader",
    "surest",
]
