"""Tables as files that a spreadsheet opens: a CSV a table, or a workbook with a sheet a table. Text stays text."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.documents import EXIT_NOTHING, Stop, write_whole
from pipeline.export.plain import text_of
from pipeline.said import Language, say
from schemas.stages import Cell, Table

#: A cell that begins so is a formula to a spreadsheet, also behind white space and in the wide letters of East Asia.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
#: More letters a cell of a workbook does not hold.
MOST_LETTERS = 32_767
#: Points of a page for one of the units that a workbook measures columns in, and bounds of a column in such units.
POINTS, NARROWEST, WIDEST = 5.0, 4.0, 60.0


class CannotWrite(Stop):
    """A file cannot be written: it is open elsewhere, or its folder does not allow it."""

    def __init__(self, place: Path, error: OSError) -> None:
        super().__init__("not_written", EXIT_NOTHING, place=place, detail=error.strerror or str(error))


def write_csv(tables: Sequence[Table], folder: Path, stem: str) -> list[Path]:
    """Write a CSV file (UTF-8, marked as such for Excel; commas) a table.

    A merged cell's text stands where it begins. Text that a spreadsheet would take for a formula gets an apostrophe in front.

    Args:
        tables: The tables.
        folder: Made where it is not there.
        stem: The files' names begin so.

    Returns:
        The files.

    Raises:
        CannotWrite: The folder or a file in it cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder, error) from error
    for number, table in enumerate(tables, start=1):
        target = folder / f"{stem}-tabel-{number:02}-hal-{table.page}.csv"
        lines = io.StringIO(newline="")
        csv.writer(lines, lineterminator="\r\n").writerows(_rows(table))
        _write(target, lines.getvalue().encode("utf-8-sig"))
        written.append(target)
    return written


def _rows(table: Table) -> list[list[str]]:
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        text = text_of(cell)
        rows[cell.row][cell.col] = f"'{text}" if text.lstrip().startswith(FORMULA) else text
    return rows


def write_xlsx(tables: Sequence[Table], target: Path, language: Language) -> int:
    """Write a workbook with a sheet a table, cells merged as in the PDF; equal tables give equal bytes.

    Args:
        tables: The tables; without any, one sheet says so.
        target: The file.
        language: Of the names of the sheets.

    Returns:
        How many cells hold more text than a workbook can and were cut.

    Raises:
        CannotWrite: The file cannot be written.
    """
    import xlsxwriter  # noqa: PLC0415 (slow to import, and only wanted here)

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2000, 1, 1)})
    looks: dict[str | None, Any] = {None: book.add_format(_look(None))}
    cut = 0
    for number, table in enumerate(tables, start=1):
        sheet = book.add_worksheet(say("sheet", language, number=number, page=table.page))
        # Numbers are as printed: whether the point parts thousands or decimals is not for a spreadsheet to guess.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        edges = table.column_edges()
        for col in range(table.n_cols):
            sheet.set_column(col, col, min(max((edges[col + 1] - edges[col]) / POINTS, NARROWEST), WIDEST))
        for cell in table.cells:
            if cell.fill not in looks:
                looks[cell.fill] = book.add_format(_look(cell.fill))
            cut += _put(sheet, cell, looks[cell.fill])
    if not tables:
        book.add_worksheet(say("no_table_sheet", language))
    book.close()
    _write(target, written.getvalue())
    return cut


def _look(fill: str | None) -> Mapping[str, object]:
    plain: dict[str, object] = {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"}
    return plain if fill is None else {**plain, "bg_color": f"#{fill}"}


def _put(sheet: Any, cell: Cell, look: Any) -> bool:
    """Write a cell as text; whether it had to be cut."""
    text = text_of(cell)
    if cell.rows > 1 or cell.cols > 1:
        sheet.merge_range(cell.row, cell.col, cell.row + cell.rows - 1, cell.col + cell.cols - 1, "", look)
    sheet.write_string(cell.row, cell.col, text[:MOST_LETTERS], look)
    return len(text) > MOST_LETTERS


def _write(target: Path, data: bytes) -> None:
    try:
        write_whole(target, data)
    except OSError as error:
        raise CannotWrite(target, error) from error
