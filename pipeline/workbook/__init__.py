"""What people open in Excel: ``rekap.xlsx``, made of the Parquet files of an output folder and of nothing else.

Hands on :func:`write_recap`.
"""

from pipeline.workbook.recap import NoResults, write_recap

__all__ = ["NoResults", "write_recap"]
