"""A PDF is read somewhere: in this process, in workers, on a cluster; OCR results are kept.

Takes tasks, hands on finished documents as they come, by :func:`read_all`.
"""

from pipeline.reading.cluster import NoCluster, dask_engine
from pipeline.reading.document import Extraction, damage_problems, read_document, reading_words, scan_reader
from pipeline.reading.ocr_cache import OcrCache, cache_folder
from pipeline.reading.pool import NoReaders, read_all
from pipeline.reading.task import Done, Engine, Finish, Limits, Means, Task

__all__ = [
    "Done",
    "Engine",
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
    "reading_words",
    "scan_reader",
]
