"""The user's lists and decisions on disk.

Hands on :class:`Reference`: what was imported and what people decided, read once a run.
"""

from pipeline.reference.entering import FolderUnwritable, ListUnusable, ReferenceBroken
from pipeline.reference.folder import (
    DECISIONS,
    Reference,
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
    "FolderUnwritable",
    "ListUnusable",
    "Page",
    "Reference",
    "ReferenceBroken",
    "WorkbookUnusable",
    "append_decisions",
    "import_list",
    "imported_lists",
    "load_reference",
    "read_workbook",
    "reference_folder",
    "remove_list",
]
