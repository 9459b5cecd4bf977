"""Everything that was decided, as a list to look at and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

from normalizers.names import COLUMNS, Decision
from pipeline.documents import RUN_RECORD
from pipeline.web.deciding import is_together
from pipeline.web.desk import Desk


@dataclass(slots=True)
class DecidedLine:
    """A decision, or several that were made with one answer.

    Attributes:
        decision: The first of them.
        count: How many they are.
        stands: How many of them stand.
        standing: One of those that stand.
    """

    decision: Decision
    count: int = 0
    stands: int = 0
    standing: Decision | None = None


def lines_of(desk: Desk) -> list[DecidedLine]:
    """All decisions, the latest first; those made with one answer are one line."""
    standing = {key: each.line for key, each in desk.standing_now().items()}
    lines: list[DecidedLine] = []
    for decision in reversed(desk.history()):
        last = lines[-1] if lines else None
        together = last is not None and last.decision.keputusan == decision.keputusan and is_together(decision, last.decision)
        if last is None or not together:
            last = DecidedLine(decision)
            lines.append(last)
        last.count += 1
        if standing.get((decision.hal, decision.key)) == decision.line:
            last.stands += 1
            last.standing = decision
    return lines


def notes_of(desk: Desk) -> list[str]:
    """What no longer meets its data: of the reference folder as it is now, and what the last run did not apply."""
    try:
        record = json.loads((desk.output / RUN_RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        record = {}
    said = record.get("catatan") if isinstance(record, dict) else None
    run = [note for note in said if isinstance(note, str)] if isinstance(said, list) else []
    return list(dict.fromkeys([*desk.reference().notes, *run]))


def as_csv_file(decisions: Iterable[Decision]) -> str:
    """The decisions for Excel; nothing in it is taken for a formula."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    for decision in decisions:
        writer.writerow([_no_formula(getattr(decision, name)) for name in COLUMNS])
    return "\ufeff" + target.getvalue()


def _no_formula(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
