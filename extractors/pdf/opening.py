"""A PDF is opened, and its pages one by one; whatever PDFium cannot do becomes an error of ours."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.page import PageUnreadable, PdfUnreadable

#: How far into a file its mark may stand (bytes): some downloads leave other lines before it.
HEAD = 4096
#: The bit of a PDF's permissions that allows copying (ISO 32000-1, table 22, bit 5).
MAY_COPY = 1 << 4

#: Why PDFium does not open a file. It leaves its last error standing where a document merely has no pages, so that error is set first, to
#: one that a file which was just read cannot have.
_OPEN_ERRORS = {
    pdfium_c.FPDF_ERR_PASSWORD: "berkata_sandi",
    pdfium_c.FPDF_ERR_SECURITY: "berkata_sandi",
    pdfium_c.FPDF_ERR_FILE: "tanpa_halaman",
}


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
        OSError: The file cannot be read.
    """
    if path.stat().st_size == 0:
        raise PdfUnreadable("kosong")
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(HEAD):
            raise PdfUnreadable("bukan_pdf")
    pdfium_c.FPDF_LoadDocument(b"", None)
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise PdfUnreadable(_OPEN_ERRORS.get(error.err_code, "rusak"), detail=str(error)) from error
    try:
        if len(pdf) == 0:
            raise PdfUnreadable("tanpa_halaman")
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            # Without, its form fields are not drawn.
            pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


def facts_of(pdf: pdfium.PdfDocument) -> PdfFacts:
    """Page count and permissions of an open PDF."""
    permissions = ctypes.c_uint32(pdfium_c.FPDF_GetDocPermissions(pdf.raw)).value
    return PdfFacts(len(pdf), not permissions & MAY_COPY)


class PagesInTurn:
    """Opens the pages of a PDF one after the other.

    Each stays open until the next one is: the fonts both are set in, and their letters as drawn, are not made anew.

    Args:
        pdf: The PDF.
    """

    def __init__(self, pdf: pdfium.PdfDocument) -> None:
        self._pdf = pdf
        self._before: pdfium.PdfPage | None = None

    @contextmanager
    def open(self, number: int) -> Iterator[pdfium.PdfPage]:
        """Open a page, from 1; as :func:`open_page` does."""
        try:
            page = self._pdf[number - 1]
            self.close()
            self._before = page
            yield page
        except pdfium.PdfiumError as error:
            raise PageUnreadable("pdfium_failed", number, str(error)) from error

    def close(self) -> None:
        """Close the page opened last."""
        if self._before is not None:
            self._before.close()
            self._before = None


@contextmanager
def open_page(pdf: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    """Open a page of an open PDF.

    Args:
        pdf: The PDF.
        number: The page, from 1.

    Raises:
        PageUnreadable: PDFium failed, now or at anything that was asked of it while the page was open; its words are the detail.
    """
    try:
        page = pdf[number - 1]
        try:
            yield page
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise PageUnreadable("pdfium_failed", number, str(error)) from error
