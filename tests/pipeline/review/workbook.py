"""Runs that ask, and ``tinjauan.xlsx`` filled in as Excel would save it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from pipeline.documents.outcome import RunSummary
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet

#: Changes a sheet: the sheet, its columns by name, and the first question's row.
Fill = Callable[[Any, dict[str, int], int], None]


def run(place: Path) -> RunSummary:
    return run_folder(place / "masuk", place / "hasil", Quiet(), Options(workers=1, acuan=place / "acuan"))


def fill(place: Path, change: Fill, sheet: str = "Indikator") -> Path:
    """Fill in a sheet of the workbook."""
    path = place / "hasil" / "tinjauan.xlsx"
    book = openpyxl.load_workbook(path)
    page: Any = book[sheet]
    (head,) = (row for row in page.iter_rows(max_row=5) if row[0].value == "Nama tercetak")
    change(page, {cell.value: cell.column for cell in head}, head[0].row + 1)
    book.save(path)
    return path


def by_name(answers: Mapping[str, str]) -> Fill:
    """Answers to the questions about these names, each of which is asked about."""

    def change(page: Any, columns: dict[str, int], first: int) -> None:
        asked = {page.cell(row, columns["Nama tercetak"]).value: row for row in range(first, page.max_row + 1)}
        for name, answer in answers.items():
            page.cell(asked[name], columns["Keputusan"]).value = answer
            page.cell(asked[name], columns["Oleh"]).value = "Sari"

    return change
