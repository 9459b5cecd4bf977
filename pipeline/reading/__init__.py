"""A PDF is read somewhere: in this process, in workers, on a cluster; OCR results are kept.

Takes tasks, hands on finished documents as they come, by :func:`read_all`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.reading.cluster import NoCluster, dask_engine
from pipeline.reading.ocr_cache import OcrCache, cache_folder
from pipeline.reading.pool import NoReaders, read_all
from pipeline.reading.task import NO_SUCH_PAGE, Done, Engine, EveryTable, Finish, Limits, Means, Task

if TYPE_CHECKING:
    from pipeline.reading.document import Extraction, damage_problems, read_document, reading_words, scan_reader, surest
    from pipeline.reading.every_table import read_tables

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

#: What reads in this process, by its module: PDFium, numpy and all that tables are made with come along, half a second to load, and a run's
#: parent, which only hands out tasks, needs none of it.
_READS_HERE = {
    "Extraction": "document",
    "damage_problems": "document",
    "read_document": "document",
    "read_tables": "every_table",
    "reading_words": "document",
    "scan_reader": "document",
    "surest": "document",
}


def __getattr__(name: str) -> object:
    """What reads here, loaded when it is first asked for."""
    if name not in _READS_HERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_READS_HERE[name]}"), name)
    return found
