"""The Parquet files, column by column: names, types, descriptions, the words a column may hold.

Hands on the tables' specifications and their Arrow schemas.
"""

from schemas.contract.arrow import FILES, SCHEMA_VERSION, TABLES, VIEWS, arrow_schema, without
from schemas.contract.fields import BOX, Column, TableSpec
from schemas.contract.flat import BETWEEN_FLAGS, CORNERS
from schemas.contract.terms import ARAH, UKURAN, Term

__all__ = [
    "ARAH",
    "BETWEEN_FLAGS",
    "BOX",
    "CORNERS",
    "FILES",
    "SCHEMA_VERSION",
    "TABLES",
    "UKURAN",
    "VIEWS",
    "Column",
    "TableSpec",
    "Term",
    "arrow_schema",
    "without",
]
