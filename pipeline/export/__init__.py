"""The tables of one PDF as read, without meaning: as JSON, as CSV files, as an Excel workbook.

Takes what was read, hands on text and files.
"""

from pipeline.export.as_json import json_lines
from pipeline.export.files import CannotWrite, write_csv, write_xlsx

__all__ = [
    "CannotWrite",
    "json_lines",
    "write_csv",
    "write_xlsx",
]
