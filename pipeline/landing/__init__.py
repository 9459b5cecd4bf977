"""Rows to files: assembled, written, swapped in as one, partitions.

Hands on the output folder; a reader finds the old run or the new one.
"""

from pipeline.landing.assembling import assemble_sound, order_of
from pipeline.landing.landing_run import land_ledger
from pipeline.landing.tables import CannotLand, beside_the_tables, prepare, reason_of

__all__ = [
    "CannotLand",
    "assemble_sound",
    "beside_the_tables",
    "land_ledger",
    "order_of",
    "prepare",
    "reason_of",
]
