"""Answers that were filled in and not handed over yet: a new workbook carries them on, and nothing of them is overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from pipeline.documents import REVIEW_BOOK
from pipeline.reference import WorkbookUnusable, read_workbook
from pipeline.review.columns import ANSWER_COLUMNS, KEY, SHEETS, cells_of
from pipeline.review.words import in_indonesian

#: Where a workbook is put aside whose answers belong to no question of the new one.
ASIDE = "tinjauan-sebelumnya{}.xlsx"

Answers = Mapping[str, Mapping[str, str]]


def unsent_answers(folder: Path) -> Answers | None:
    """By question (its key), what a person wrote into the workbook of an output folder; None where there is one that cannot be read."""
    path = folder / REVIEW_BOOK
    if not path.exists():
        return {}
    try:
        pages = in_indonesian(read_workbook(path))
    except (WorkbookUnusable, OSError):
        return None
    found: dict[str, dict[str, str]] = {}
    for title in SHEETS.values():
        for cells in cells_of(pages, title):
            written = {name: cells[name] for name in ANSWER_COLUMNS if cells.get(name)}
            if written and cells.get(KEY):
                found[cells[KEY]] = written
    return found


def put_aside(folder: Path, answers: Answers | None, asked: Collection[str]) -> Path | None:
    """Keep the old workbook beside the new one when an answer in it belongs to no question that is still asked, or it cannot be read.

    Args:
        folder: The output folder.
        answers: What was written into the old workbook.
        asked: Keys of the questions of the new one.

    Returns:
        Where it is kept, or None when nothing would be lost.
    """
    path = folder / REVIEW_BOOK
    if not path.exists() or (answers is not None and all(key in asked for key in answers)):
        return None
    number = 0
    while (kept := folder / ASIDE.format(f"-{number}" if number else "")).exists():
        number += 1
    if path.is_file():
        shutil.copyfile(path, kept)
    else:
        path.rename(kept)
    return kept
