"""Reference lists as people keep them: CSV and Excel, in any encoding, with merged cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from normalizers.names import NomenclatureError, Sheet

#: Separators tried for CSV.
_DELIMITERS = ",;\t|"
#: So many lines tell the separator: titles above the header may hold none.
_LOOKED_AT = 20


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
            return list(_workbook(path))
        if kind in (".csv", ".tsv", ".txt"):
            return [_csv(path)]
    except OSError as error:
        raise NomenclatureError("", 0, f"berkas tidak dapat dibuka ({error.strerror or error})") from error
    raise NomenclatureError("", 0, f'berkas "{kind}" tidak dikenal; simpan sebagai .xlsx atau .csv lalu ulangi')


def _csv(path: Path) -> Sheet:
    lines = [_decoded(line) for line in path.read_bytes().splitlines(keepends=True)]
    text = "".join(lines).removeprefix("\ufeff")
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff("".join(lines[:_LOOKED_AT]), _DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    return Sheet("", [list(row) for row in csv.reader(text.splitlines(keepends=True), dialect)])


def _decoded(line: bytes) -> str:
    """A line as text: files that grew in several programs change their encoding in the middle."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _workbook(path: Path) -> Iterator[Sheet]:
    import openpyxl  # noqa: PLC0415 (slow to import; only an import of a list needs it)

    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:
        raise NomenclatureError("", 0, f"berkas Excel rusak atau berkata sandi ({type(error).__name__})") from error
    for sheet in book.worksheets:
        rows = [["" if value is None else str(value).strip() for value in row] for row in sheet.iter_rows(values_only=True)]
        for merged in sheet.merged_cells.ranges:
            value = rows[merged.min_row - 1][merged.min_col - 1]
            for row in range(merged.min_row - 1, merged.max_row):
                for column in range(merged.min_col - 1, merged.max_col):
                    rows[row][column] = value
        yield Sheet(sheet.title, rows)
    book.close()
