"""What an output folder holds and whether a run is going on: ``iku status``."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.documents import EXIT_USAGE, LEDGER_FILE, LEDGER_FOLDER, Stop
from pipeline.ledger import UNKNOWN, Ledger, LedgerBroken, holder_of, is_held, read_record
from pipeline.said import Language, say


def status_lines(output: Path, language: Language) -> list[str]:
    """Lines for a person.

    Raises:
        Stop: The folder has no ledger.
    """
    # A link to nowhere is a broken ledger, not none.
    if not os.path.lexists(output / LEDGER_FOLDER / LEDGER_FILE):
        raise Stop("no_output", EXIT_USAGE, folder=output)
    lines = [say("running", language, **{**UNKNOWN, **(holder_of(output) or {})}) if is_held(output) else say("not_running", language)]
    lines += _record_lines(output, language)
    try:
        lines += _ledger_lines(output, language)
    except (LedgerBroken, sqlite3.DatabaseError):
        lines.append(say("ledger_broken", language))
    return lines


def _record_lines(output: Path, language: Language) -> list[str]:
    """What the last run said of itself; nothing where that cannot be read."""
    record = read_record(output)
    if not record:
        return []
    told = {name: str(record.get(name, "-")) for name in ("keadaan", "mulai", "selesai")}
    seconds = record.get("tahap_detik")
    numbers = {name: each for name, each in seconds.items() if isinstance(each, int | float)} if isinstance(seconds, dict) else {}
    stages = ", ".join(f"{name} {each:.1f}" for name, each in numbers.items())
    return [say("last_run", language, **told), *([say("stages", language, stages=stages)] if stages else [])]


def _ledger_lines(output: Path, language: Language) -> list[str]:
    with closing(Ledger(output, watch=True)) as ledger:
        counts = ", ".join(f"{status} {count}" for status, count in ledger.counts().items())
        slow = "; ".join(f"{berkas} {seconds:.1f} s" for berkas, seconds in ledger.slowest(3))
    return [say("by_status", language, counts=counts or "0"), *([say("slowest", language, slow=slow)] if slow else [])]
