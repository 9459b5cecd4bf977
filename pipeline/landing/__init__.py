"""Rows to files: assembled, written, landed in one step, partitions.

Hands on the output folder; a reader finds the old run or the new one.
"""

from pipeline.landing.finishing import Finisher
from pipeline.landing.landing_run import land_ledger, renew_recap
from pipeline.landing.tables import CannotLand, beside_the_tables, prepare, reason_of

__all__ = [
    "CannotLand",
    "Finisher",
    "beside_the_tables",
    "land_ledger",
    "prepare",
    "reason_of",
    "renew_recap",
]
