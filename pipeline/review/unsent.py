"""Answers that were filled in and not handed over yet: a new workbook carries them on, and nothing of them is overwritten."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from pipeline.documents import REVIEW_BOOK
from pipeline.review.columns import ANSWER_COLUMNS, HEAD_ROW, KEY, SHEETS

#: Where a workbook is put aside whose answers belong to no question of the new one.
ASIDE = "tinjauan-sebelumnya{}.xlsx"

Answers = Mapping[str, Mapping[str, str]]


def unsent_answers(folder: Path) -> Answers:
    """By question (its key), what a person wrote into the workbook of an output folder; nothing where none can be read."""
    path = folder / REVIEW_BOOK
    if not path.exists():
        return {}
    import openpyxl  # noqa: PLC0415 (slow to import)

    try:
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    except Exception:
        # Damaged, or open and half written: it is put aside as it is.
        return {}
    found: dict[str, dict[str, str]] = {}
    for title in SHEETS.values():
        if title not in book.sheetnames:
            continue
        rows = book[title].iter_rows(min_row=HEAD_ROW, values_only=True)
        head = [str(value) for value in next(rows, ())]
        for row in rows:
            cells = {name: "" if value is None else str(value).strip() for name, value in zip(head, row, strict=False)}
            written = {name: cells[name] for name in ANSWER_COLUMNS if cells.get(name)}
            if written and cells.get(KEY):
                found[cells[KEY]] = written
    book.close()
    return found


def put_aside(folder: Path, answers: Answers, asked: Collection[str]) -> Path | None:
    """Keep the old workbook beside the new one when an answer in it belongs to no question that is still asked.

    Args:
        folder: The output folder.
        answers: What was written into the old workbook.
        asked: Keys of the questions of the new one.

    Returns:
        Where it is kept, or None when nothing would be lost.
    """
    path = folder / REVIEW_BOOK
    if not path.exists() or all(key in asked for key in answers):
        return None
    number = 0
    while (kept := folder / ASIDE.format(f"-{number}" if number else "")).exists():
        number += 1
    kept.write_bytes(path.read_bytes())
    return kept
