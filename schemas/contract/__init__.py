"""The Parquet files, column by column: names, types, descriptions, the words a column may hold.

Hands on the tables' specifications and their Arrow schemas.
"""

from schemas.contract.arrow import SCHEMA_VERSION, TABLES, arrow_schema
from schemas.contract.fields import BOX, Column, TableSpec
from schemas.contract.terms import UKURAN, Term

__all__ = [
    "BOX",
    "SCHEMA_VERSION",
    "TABLES",
    "UKURAN",
    "Column",
    "TableSpec",
    "Term",
    "arrow_schema",
]
