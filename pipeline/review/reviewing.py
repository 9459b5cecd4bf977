"""A filled workbook becomes decisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pipeline.reference import ReferenceBroken, append_decisions, load_reference
from pipeline.review.answers import BookError, count_unanswered, pages_of, read_book
from pipeline.said import Language


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a workbook: decisions that are new, questions without an answer, and a line for each answer that was refused."""

    new: int
    unanswered: int
    refused: tuple[str, ...] = ()


def take_over(workbook: Path, folder: Path, who: str = "", language: Language = "id") -> Taken:
    """Keep the decisions of a workbook in the reference folder.

    Args:
        workbook: ``tinjauan.xlsx``, filled in.
        folder: The reference folder.
        who: Who decided, where the workbook does not say.
        language: Of what is said about answers that are wrong.

    Raises:
        BookError: Nothing of the workbook can be taken over, or the reference folder is broken; nothing was kept.
        FolderUnwritable: The reference folder cannot be written.
    """
    try:
        return _taken_over(workbook, folder, who, language)
    except ReferenceBroken as error:
        raise BookError(error.messages) from error


def _taken_over(workbook: Path, folder: Path, who: str, language: Language) -> Taken:
    known = load_reference(folder).harmoniser

    def name_of(id_indikator: str) -> str | None:
        found = known.by_id(id_indikator)
        return found.name if found is not None else None

    pages = pages_of(workbook, language)
    decisions, refused = read_book(workbook, pages, name_of, who, dt.datetime.now(tz=dt.UTC).date().isoformat(), language)
    return Taken(append_decisions(decisions, folder), count_unanswered(pages), tuple(refused))
