"""A filled workbook becomes decisions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.reference import append_decisions, load_reference
from pipeline.review.answers import count_unanswered, read_book


def take_over(workbook: Path, folder: Path, who: str = "") -> tuple[int, int]:
    """Keep the decisions of a workbook in the reference folder.

    Args:
        workbook: ``tinjauan.xlsx``, filled in.
        folder: The reference folder.
        who: Who decided, where the workbook does not say.

    Returns:
        How many decisions are new, and how many questions are unanswered.

    Raises:
        BookError, DecisionError: The workbook cannot be taken over as it is; nothing was kept.
    """
    known = load_reference(folder).harmoniser

    def name_of(id_indikator: str) -> str | None:
        found = known.by_id(id_indikator)
        return found.name if found is not None else None

    decisions = read_book(workbook, name_of, who, dt.datetime.now(tz=dt.UTC).date().isoformat())
    return append_decisions(decisions, folder), count_unanswered(workbook)
