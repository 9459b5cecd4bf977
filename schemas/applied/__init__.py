"""The contract applied: records to rows, rows to Arrow tables, tables checked and described.

Hands on tables that keep the contract, and what lands beside them.
"""

from schemas.applied.checks import check
from schemas.applied.columns import codes_of, leave_pandas_out, numbers_of
from schemas.applied.descriptor import datapackage
from schemas.applied.flattening import flat
from schemas.applied.provenance import Provenance, fingerprint
from schemas.applied.rows import iku_rows, record_id, to_table

__all__ = [
    "Provenance",
    "check",
    "codes_of",
    "datapackage",
    "fingerprint",
    "flat",
    "iku_rows",
    "leave_pandas_out",
    "numbers_of",
    "record_id",
    "to_table",
]
