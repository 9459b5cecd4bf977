"""One PDF becomes page texts and stitched tables: the room's front door."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.page import EngineMissing, PageContent, PageUnreadable, PdfUnreadable, text_lines, turn_box
from extractors.pdf import TriageWords, glance, read_content
from extractors.tables import PagedTable, Reading, SecondOpinions, is_foot, make_upright, moved, read_upright, stitch, words_outside
from schemas.stages import Box, ExtractedDocument, PageText, Table, TextLine

if TYPE_CHECKING:
    # Only scans need it, and OpenCV with it.
    from extractors.scan import ScanReader

#: Lines of text kept above a table: enough for a letter's two parties and a list of duties.
LINES_ABOVE = 80
#: Pages of a scan that are read whatever is on them: they say whose document it is.
FIRST_PAGES = 2

#: Why PDFium does not open a file. It leaves its last error standing where a document merely has no pages, so that error is set first, to
#: one that a file which was just read cannot have.
_OPEN_ERRORS = {
    pdfium_c.FPDF_ERR_PASSWORD: "berkata_sandi",
    pdfium_c.FPDF_ERR_SECURITY: "berkata_sandi",
    pdfium_c.FPDF_ERR_FILE: "tanpa_halaman",
}

PageDone = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What opening a PDF tells.

    Attributes:
        pages: Number of pages.
        copy_protected: Whether its permissions forbid copying; it is read all the same, the documents are public.
    """

    pages: int
    copy_protected: bool


@contextmanager
def open_pdf(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF.

    Raises:
        PdfUnreadable: With a code that says why.
    """
    if path.stat().st_size == 0:
        raise PdfUnreadable("kosong")
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(4096):
            raise PdfUnreadable("bukan_pdf")
    pdfium_c.FPDF_LoadDocument(b"", None)
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise PdfUnreadable(_OPEN_ERRORS.get(error.err_code, "rusak"), detail=str(error)) from error
    try:
        if len(pdf) == 0:
            raise PdfUnreadable("tanpa_halaman")
        yield pdf
    finally:
        pdf.close()


def facts_of(pdf: pdfium.PdfDocument) -> PdfFacts:
    """Page count and permissions of an open PDF."""
    may_copy = 1 << 4
    permissions = ctypes.c_uint32(pdfium_c.FPDF_GetDocPermissions(pdf.raw)).value
    return PdfFacts(len(pdf), not permissions & may_copy)


def extract(
    pdf: pdfium.PdfDocument,
    path: Path,
    words: TriageWords,
    page_done: PageDone | None = None,
    skip: frozenset[int] = frozenset(),
    scans: Callable[[], ScanReader] | None = None,
) -> ExtractedDocument:
    """Read the tables of a PDF.

    Args:
        pdf: The open file.
        path: Where it lies, for second opinions.
        words: What marks a page as worth reading.
        page_done: Called after every page with its number and the page count.
        skip: Pages not to touch; they are kept as ``gagal``.
        scans: Gives the reader of pages that are pictures, asked for with the first one; None leaves them unread.

    Returns:
        Every page's text and the tables, stitched over page breaks. A page that cannot be read is kept as
        ``gagal`` with its reason; it never stops the others.
    """
    reader = _DocumentReader(SecondOpinions(path), words, scans)
    for index in range(len(pdf)):
        if index + 1 in skip:
            reader.leave_out(index + 1, "dilewati")
        else:
            reader.read(pdf, index)
        if page_done is not None:
            page_done(index + 1, len(pdf))
    tables = tuple(reader.on_pages(table) for table in stitch(reader.tables))
    return ExtractedDocument(tuple(reader.pages), tables)


def _turn_back(box: Box, *, quarters: int, width: float, height: float) -> Box:
    return turn_box(box, 4 - quarters, width, height)


class _DocumentReader:
    """Goes through pages in order; what it carries is the text since the last table and whether that may go on."""

    def __init__(self, opinions: SecondOpinions, words: TriageWords, scans: Callable[[], ScanReader] | None) -> None:
        self.opinions, self.words, self.scans = opinions, words, scans
        # Tables are stitched on their pages as read (straight, upright); only then are their boxes put on the pages as displayed.
        self.place: dict[int, Callable[[Box], Box]] = {}
        self.pages: list[PageText] = []
        self.tables: list[PagedTable] = []
        self.above: list[TextLine] = []
        self.may_go_on = False

    def read(self, pdf: pdfium.PdfDocument, index: int) -> None:
        number = index + 1
        try:
            page = pdf[index]
        except pdfium.PdfiumError as error:
            self.leave_out(number, str(error))
            return
        try:
            self._page(page, number)
        except (pdfium.PdfiumError, PageUnreadable) as error:
            self.leave_out(number, str(error))
        finally:
            page.close()

    def leave_out(self, number: int, detail: str) -> None:
        """Keep a page as one that could not be read."""
        self.pages.append(PageText(number, (), "gagal", False, detail))
        self.may_go_on = False

    def _page(self, page: pdfium.PdfPage, number: int) -> None:
        seen = glance(page, self.words)
        width, height = page.get_size()
        raw = tuple(TextLine(line, (0.0, 0.0, width, height), number) for line in seen.lines)
        reason = seen.reason
        if seen.kind == "gambar" and self.scans is not None:
            self._scanned_page(page, number, self.scans())
            return
        parse = seen.candidate
        if not parse and self.may_go_on and seen.kind == "teks":
            parse, reason = True, "mungkin lanjutan tabel dari halaman sebelumnya"
        if not parse:
            self.may_go_on = False
            self._add_above(raw)
            self.pages.append(PageText(number, raw, seen.kind, False, reason))
            return
        quarters, content = make_upright(read_content(page, number))
        if quarters:
            self.place[number] = partial(_turn_back, quarters=quarters, width=content.width, height=content.height)
        self._keep(content, read_upright(content, None if quarters else self.opinions))
        self.pages.append(PageText(number, raw, seen.kind, True, reason))

    def _scanned_page(self, page: pdfium.PdfPage, number: int, scans: ScanReader) -> None:
        try:
            scanned = scans.read(page, number, always=number <= FIRST_PAGES or self.may_go_on)
        except EngineMissing as error:
            self.pages.append(PageText(number, (), "gambar", False, f"{error.code}: {error.detail}"))
            return
        if scanned is None:
            self.may_go_on = False
            self.pages.append(PageText(number, (), "gambar", False, "gambar tanpa tabel"))
            return
        self.place[number] = scanned.on_page
        readings = read_upright(scanned.content, None)
        self._keep(scanned.content, [replace(reading, method="ocr") for reading in readings])
        lines = tuple(text_lines(scanned.content.words, number))
        self.pages.append(PageText(number, lines, "gambar", True, "dibaca dengan OCR"))

    def on_pages(self, table: Table) -> Table:
        """A stitched table with its cells' boxes on the pages as displayed."""
        if not self.place:
            return table

        def on_page(box: Box, page: int) -> Box:
            return self.place[page](box) if page in self.place else box

        return replace(table, cells=tuple(moved(cell, on_page) for cell in table.cells))

    def _add_above(self, lines: tuple[TextLine, ...] | list[TextLine]) -> None:
        self.above = [*self.above, *lines][-LINES_ABOVE:]

    def _keep(self, content: PageContent, readings: list[Reading]) -> None:
        outside = text_lines(words_outside(content.words, [reading.box for reading in readings]), content.number)
        position = -1e9
        for index, reading in enumerate(readings):
            top = reading.box[1]
            self._add_above([line for line in outside if position <= line.box[1] < top])
            following = readings[index + 1].box[1] if index + 1 < len(readings) else 1e9
            below = tuple(line for line in outside if top <= line.box[1] < following)
            self.tables.append(
                PagedTable(
                    table=Table(
                        cells=reading.cells,
                        n_rows=reading.n_rows,
                        n_cols=reading.n_cols,
                        page=content.number,
                        method=reading.method,
                        confidence=reading.confidence,
                        above=tuple(self.above),
                        flags=reading.flags,
                    ),
                    below=below,
                    starts_page=index == 0,
                    ends_page=index + 1 == len(readings),
                    ink=reading.ink,
                    height=content.height,
                )
            )
            self.above = []
            position = top
        self._add_above([line for line in outside if line.box[1] >= position])
        self.may_go_on = bool(readings) and all(is_foot(line, content.height) for line in self.tables[-1].below)
