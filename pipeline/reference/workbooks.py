"""Excel workbooks that come from outside, read in bounded time and memory: as text, and of all that may be in one only the cells.

A workbook is an archive that may unpack to anything, and a sheet may say that it reaches from A1 to XFD1048576. So the parts are counted
before anything is made of them, and only cells that hold something are kept.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from xml.parsers import expat

#: Bytes of a workbook that people filled in, and of all its parts unpacked; a list of 100,000 rows has some 40 MB of them.
PACKED, UNPACKED = 64 << 20, 128 << 20
#: Parts of an archive.
PARTS = 5_000
#: Elements of cells, and all others: styles, texts, merged cells, links. The latter take far longer each.
CELL_ELEMENTS, OTHER_ELEMENTS = 3_000_000, 400_000
#: Elements within elements.
DEPTH = 64
#: What Excel has at most.
ROWS, COLUMNS = 1_048_576, 16_384
#: Places up to the last filled cell of each row, all rows together.
PLACES = 10_000_000
_PIECE = 1 << 20
_OF_CELLS = frozenset({"row", "c", "v", "f", "t"})
_EMPTY: tuple[str, ...] = ()


class WorkbookUnusable(Exception):
    """A file is no workbook that can be read.

    Attributes:
        reason: What is wrong and what to do, one line in Indonesian.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet.

    Attributes:
        name: Its title.
        rows: From the first row of the sheet on, each up to its last cell that holds something.
        merged: First row and column, last row and column of the cells that were made one, from 1.
    """

    name: str
    rows: list[tuple[str, ...]]
    merged: list[tuple[int, int, int, int]]


def read_workbook(path: Path) -> dict[str, Page]:
    """The sheets of a workbook by their titles.

    Raises:
        WorkbookUnusable: It is damaged, locked, or holds more than a person put into it.
        OSError: It cannot be opened.
    """
    if not path.is_file():
        # A folder or a link to nowhere says so when it is opened; of a pipe nothing is to be waited for.
        if path.exists() and not path.is_dir():
            raise WorkbookUnusable("bukan berkas; beri nama berkas Excel")
        path.open("rb").close()
    if path.stat().st_size > PACKED:
        _too_much(f"lebih dari {PACKED >> 20} MB")
    try:
        with zipfile.ZipFile(path) as archive:
            _count(archive)
        return {page.name: page for page in _pages(path)}
    except (WorkbookUnusable, OSError):
        raise
    except Exception as error:
        # Whatever is wrong in it: the libraries raise a dozen classes.
        raise WorkbookUnusable(
            f"bukan berkas Excel yang dapat dibuka ({type(error).__name__}): rusak atau berkata sandi; "
            "tutup di Excel dan simpan sebagai .xlsx"
        ) from error


def _too_much(what: str) -> NoReturn:
    raise WorkbookUnusable(f"isinya tidak wajar ({what}); salin tabelnya saja ke berkas Excel baru lalu ulangi")


def _count(archive: zipfile.ZipFile) -> None:
    """See that the parts of an archive are as many as a person may have put into it; nothing is made of them yet."""
    parts = archive.infolist()
    written = [part for part in parts if part.filename.casefold().endswith((".xml", ".rels", ".vml"))]
    if len(parts) > PARTS:
        _too_much(f"{len(parts)} bagian")
    unpacked = sum(part.file_size for part in written)
    if unpacked > UNPACKED:
        _too_much(f"{unpacked >> 20} MB bila dibuka")
    counts = _Counts()
    for part in written:
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile("packed in a way that Excel does not")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = counts.start, counts.end
        parser.StartDoctypeDeclHandler = counts.doctype
        with archive.open(part) as file:
            while piece := file.read(_PIECE):
                parser.Parse(piece, False)
        parser.Parse(b"", True)


class _Counts:
    """Counts the elements of all parts."""

    def __init__(self) -> None:
        self.cells = self.others = self.depth = 0

    def start(self, name: str, _: object) -> None:
        self.depth += 1
        if name.rpartition(" ")[2] in _OF_CELLS:
            self.cells += 1
        else:
            self.others += 1
        if self.cells > CELL_ELEMENTS or self.others > OTHER_ELEMENTS:
            _too_much("terlalu banyak sel, gaya atau tautan")
        if self.depth > DEPTH:
            raise ValueError("elements within elements")

    def end(self, _: str) -> None:
        self.depth -= 1

    def doctype(self, *_: object) -> NoReturn:
        raise ValueError("no workbook declares a document type")


def _pages(path: Path) -> Iterator[Page]:
    import openpyxl  # noqa: PLC0415 (slow to import; a run asks and does not read answers)

    # What openpyxl makes do without (styles, extensions) is not needed, and its words are none for a clerk.
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(file, data_only=True, read_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                yield _page(book, sheet)
        finally:
            book.close()


def _page(book: Any, sheet: Any) -> Page:
    """A sheet by its cells: openpyxl's own rows are as many and as wide as the sheet says it is."""
    from openpyxl.worksheet._reader import WorkSheetParser  # noqa: PLC0415 (as above)

    filled: dict[int, dict[int, str]] = {}
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, cells in parser.parse():
            for cell in cells:
                row, column, value = cell["row"], cell["column"], cell["value"]
                text = "" if value is None else str(value).strip()
                if not (1 <= row <= ROWS and 1 <= column <= COLUMNS):
                    raise ValueError("a cell outside the sheet")
                if text:
                    filled.setdefault(row, {})[column] = text
        ranges = parser.merged_cells.mergeCell if parser.merged_cells is not None else ()
        merged = [(each.min_row, each.min_col, each.max_row, each.max_col) for each in ranges]
    return Page(sheet.title, _rows(filled), merged)


def _rows(filled: dict[int, dict[int, str]]) -> list[tuple[str, ...]]:
    """Rows of cells; those in which nothing stands are one and the same."""
    if sum(map(max, filled.values())) > PLACES:
        _too_much("sel terisi jauh di kanan pada banyak baris")
    rows = [_EMPTY] * max(filled, default=0)
    for number, cells in filled.items():
        row = [""] * max(cells)
        for column, text in cells.items():
            row[column - 1] = text
        rows[number - 1] = tuple(row)
    return rows
