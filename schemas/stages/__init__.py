"""What the rooms hand each other: plain frozen values.

Knows nothing of where they come from. Hands on :class:`Table` and its cells (what was read) and :class:`Record` (what it means).
"""

from schemas.stages.extracted import LEFT_OUT, Box, Cell, CellLine, ExtractedDocument, Grid, PageText, Table, TextLine
from schemas.stages.frozen import fixed
from schemas.stages.normalised import AskedColumn, AskedForm, DocumentIdentity, IndicatorMatch, Quarantined, Record, Value

__all__ = [
    "LEFT_OUT",
    "AskedColumn",
    "AskedForm",
    "Box",
    "Cell",
    "CellLine",
    "DocumentIdentity",
    "ExtractedDocument",
    "Grid",
    "IndicatorMatch",
    "PageText",
    "Quarantined",
    "Record",
    "Table",
    "TextLine",
    "Value",
    "fixed",
]
