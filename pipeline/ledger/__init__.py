"""What was done before: results kept in the output folder, who holds it, the record of a run.

Hands on :class:`Ledger`.
"""

from pipeline.ledger.holding import UNKNOWN, Held, hold, holder_of, is_held
from pipeline.ledger.ledger import Kept, Ledger, LedgerBroken, open_ledger, set_aside, told_broken
from pipeline.ledger.run_record import note_results, read_record, write_record

__all__ = [
    "UNKNOWN",
    "Held",
    "Kept",
    "Ledger",
    "LedgerBroken",
    "hold",
    "holder_of",
    "is_held",
    "note_results",
    "open_ledger",
    "read_record",
    "set_aside",
    "told_broken",
    "write_record",
]
