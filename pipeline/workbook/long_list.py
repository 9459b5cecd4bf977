"""Every value, one a row, as a real Excel table with filters."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from pipeline.documents import DOUBTFUL
from pipeline.workbook.grid_sheet import LINKS, Limits, set_page
from pipeline.workbook.links import PageLink
from pipeline.workbook.pivot import Pivot
from pipeline.workbook.sheet_names import SheetNames
from pipeline.workbook.stream_sheet import Cell, StreamSheet
from pipeline.workbook.styles import Styles, shown
from pipeline.workbook.values import Values
from pipeline.workbook.words import Wording

#: Rows of values on one sheet: Excel holds 1,048,576, the header is one.
ROWS = 1_048_575
#: Rows read from the file at a time.
_BATCH = 10_000
#: Columns of the sheet: word of the header, column of iku.parquet, width.
_COLUMNS = (
    ("province", "nama_provinsi", 16), ("kabupaten", "nama_kabupaten_kota", 26), ("office", "perangkat_daerah", 22),
    ("kind", "jenis_tabel", 10), ("level", "tingkat", 12), ("indicator", "indikator_baku", 46), ("unit", "satuan", 12),
    ("year", "tahun", 8), ("quarter_head", "triwulan", 9), ("measure", "ukuran", 12), ("number", "nilai", 14),
    ("printed_value", "nilai_teks", 16), ("confidence", "keyakinan", 10), ("sign", "", 7), ("notes", "catatan", 26), ("file", "berkas", 30),
    ("page", "halaman", 9), ("printed_name", "indikator", 46), ("id", "id_indikator", 20),
)  # fmt: skip
_READ = [column for _, column, _ in _COLUMNS if column]
_PLACE = {word: place for place, (word, _, _) in enumerate(_COLUMNS)}


class LongList:
    """Writes the list."""

    def __init__(self, book: Any, styles: Styles, values: Values, link: PageLink, words: Wording, limits: Limits) -> None:
        self._book, self._styles, self._values, self._link, self._words, self._limits = book, styles, values, link, words, limits
        self._pivot = Pivot(values)

    def write(self, tables: Path, names: SheetNames) -> list[str]:
        """Write all rows of ``iku.parquet``; the names of the sheets."""
        heads = [self._words(word) for word, _, _ in _COLUMNS]
        rows = self._rows(tables)
        made = []
        for number in range(max(1, math.ceil(len(self._values) / ROWS))):
            made.append(names.give(self._words("list")))
            sheet = self._book.add_worksheet(made[-1], StreamSheet)
            for place, (_, _, width) in enumerate(_COLUMNS):
                sheet.set_column(place, place, width)
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            set_page(sheet, fits=True)
            # On two pages side by side, which can be read, and without what only programs want.
            sheet.fit_to_pages(2, 0)
            sheet.print_area(0, 0, min(ROWS, len(self._values)), _PLACE["page"])
            sheet.stream(0, ((place, head, self._styles.head) for place, head in enumerate(heads)))
            count = min(ROWS, len(self._values) - number * ROWS)
            self._fill(sheet, number * ROWS, count, rows)
            sheet.make_table(f"Daftar{number + 1 if number else ''}", heads, max(1, count))
            sheet.done()
        return made

    def _fill(self, sheet: StreamSheet, begin: int, count: int, rows: Iterator[list[Any]]) -> None:
        linked = self._linked(begin, count)
        file, page = _PLACE["file"], _PLACE["page"]
        for row, found in enumerate(islice(rows, count), start=1):
            link = self._link(found[file], found[page]) if linked[row - 1] else None
            if link is not None:
                sheet.link(row, page, link)
            sheet.stream(row, self._cells(found, self._pivot.mark(begin + row - 1), linked=link is not None))

    def _rows(self, tables: Path) -> Iterator[list[Any]]:
        """The rows of the file in the sheet's columns."""
        with (tables / "iku.parquet").open("rb") as raw, pq.ParquetFile(raw) as file:
            for batch in file.iter_batches(_BATCH, columns=_READ):
                columns = [batch.column(name).to_pylist() if name else [None] * batch.num_rows for _, name, _ in _COLUMNS]
                yield from map(list, zip(*columns, strict=True))

    def _linked(self, begin: int, count: int) -> npt.NDArray[np.bool_]:
        """Which rows get a link: all, or where they are too many the doubtful ones first."""
        here = slice(begin, begin + count)
        doubtful = self._values.filled[here] & (self._values.confidence[here] < DOUBTFUL)
        linked = np.zeros(count, dtype=bool)
        linked[np.argsort(~doubtful, kind="stable")[:LINKS]] = True
        self._limits.links += max(0, count - LINKS)
        return linked

    def _cells(self, found: list[Any], mark: str, *, linked: bool) -> Iterator[Cell]:
        styles = self._styles
        for place, (word, _, _) in enumerate(_COLUMNS):
            value = found[place]
            if word == "sign":
                if mark:
                    yield place, mark, styles.marked[mark]
            elif value is None or value == []:
                continue
            elif word == "number":
                yield place, value, styles.of_number(value)
            elif word == "confidence":
                yield place, round(value, 2), styles.marked_share[mark]
            elif word == "page":
                yield place, value, styles.link if linked else styles.year
            elif word in ("year", "quarter_head"):
                yield place, value, styles.year
            elif word == "printed_value":
                yield place, shown(value), styles.indented
            else:
                yield place, shown(", ".join(value) if word == "notes" else value), styles.line
