"""Reference lists as people keep them: CSV and Excel, in any encoding, with merged cells."""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

from normalizers.names import NomenclatureError, Sheet
from normalizers.words import from_csv
from pipeline.reference.workbooks import Page, WorkbookUnusable, read_workbook

#: Separators tried for CSV.
_DELIMITERS = ",;\t|"
#: So many lines tell the separator: titles above the header may hold none.
_LOOKED_AT = 20
#: Bytes of a CSV file: a national list has some 2 MB.
LARGEST = 64 << 20
#: A cell that was merged over so many is one nobody meant.
MERGED = 200_000


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a file as text.

    Args:
        path: ``.csv``, ``.tsv``, ``.txt`` or ``.xlsx``, ``.xlsm``.

    Raises:
        NomenclatureError: The file cannot be opened, or is of another kind.
    """
    try:
        kind = path.suffix.casefold()
        if kind in (".xlsx", ".xlsm"):
            return [_sheet(page) for page in read_workbook(path).values()]
        if kind in (".csv", ".tsv", ".txt"):
            return [_csv(path)]
    except WorkbookUnusable as error:
        raise NomenclatureError("", 0, error.reason) from error
    except OSError as error:
        raise NomenclatureError("", 0, f"berkas tidak dapat dibuka ({error.strerror or error})") from error
    raise NomenclatureError("", 0, f'berkas "{kind}" tidak dikenal; simpan sebagai .xlsx atau .csv lalu ulangi')


def _csv(path: Path) -> Sheet:
    if path.exists() and not path.is_file() and not path.is_dir():
        raise NomenclatureError("", 0, "bukan berkas; beri nama berkas CSV atau Excel")
    if path.stat().st_size > LARGEST:
        raise NomenclatureError("", 0, f"lebih dari {LARGEST >> 20} MB; bagi menjadi beberapa daftar")
    lines = [_decoded(line) for line in path.read_bytes().splitlines(keepends=True)]
    text = "".join(lines).removeprefix("\ufeff")
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff("".join(lines[:_LOOKED_AT]), _DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    try:
        return Sheet("", [[from_csv(cell) for cell in row] for row in csv.reader(text.splitlines(keepends=True), dialect)])
    except csv.Error as error:
        raise NomenclatureError("", 0, f"CSV rusak ({error}); simpan ulang sebagai CSV UTF-8") from error


def _decoded(line: bytes) -> str:
    """A line as text: files that grew in several programs change their encoding in the middle."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _sheet(page: Page) -> Sheet:
    """A page whose merged cells hold for every row they cover in which something stands."""
    rows: list[Sequence[str]] = list(page.rows)
    filled = [number for number, row in enumerate(page.rows, 1) if row]
    width = max(map(len, page.rows), default=0)
    for first_row, first_column, last_row, last_column in page.merged:
        covered = filled[bisect_left(filled, first_row) : bisect_right(filled, last_row)]
        columns = range(first_column - 1, min(last_column, width))
        area = (last_row - first_row + 1) * (last_column - first_column + 1)
        whole_sheet = area > MERGED and last_row > first_row and last_column > first_column
        if whole_sheet or len(covered) * len(columns) > MERGED:
            raise NomenclatureError(page.name, first_row, "sel gabung meliputi seluruh tabel; pisahkan (Unmerge Cells) lalu ulangi")
        top = rows[first_row - 1] if first_row <= len(rows) else ()
        value = top[first_column - 1] if first_column <= len(top) else ""
        for number in covered:
            row = [*rows[number - 1], *[""] * (columns.stop - len(rows[number - 1]))]
            row[columns.start : columns.stop] = [value] * len(columns)
            rows[number - 1] = row
    return Sheet(page.name, rows)
