"""The user's lists and decisions on disk.

Hands on :class:`Reference`: what was imported and what people decided, read once a run.
"""

from pipeline.reference.corrections import FIELDS, YEARS, Corrections, document_key, read_facts, row_key, target_of, value_key
from pipeline.reference.entering import FolderUnwritable, ListUnusable, ReferenceBroken
from pipeline.reference.folder import (
    DECISIONS,
    Reference,
    all_decisions,
    append_decisions,
    import_list,
    imported_lists,
    load_reference,
    reference_folder,
    remove_list,
)
from pipeline.reference.workbooks import Page, WorkbookUnusable, read_workbook

__all__ = [
    "DECISIONS",
    "FIELDS",
    "YEARS",
    "Corrections",
    "FolderUnwritable",
    "ListUnusable",
    "Page",
    "Reference",
    "ReferenceBroken",
    "WorkbookUnusable",
    "all_decisions",
    "append_decisions",
    "document_key",
    "import_list",
    "imported_lists",
    "load_reference",
    "read_facts",
    "read_workbook",
    "reference_folder",
    "remove_list",
    "row_key",
    "target_of",
    "value_key",
]
