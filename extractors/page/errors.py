"""What can go wrong while a PDF is read, each as its own class with the facts as attributes."""

from __future__ import annotations


class ExtractionError(Exception):
    """A PDF or a page could not be read.

    Attributes:
        code: A stable code, e.g. ``bukan_pdf``; the pipeline words it for the reader.
        page: The page, or None for the whole file.
        detail: What the library said, for the log.
    """

    def __init__(self, code: str, page: int | None = None, detail: str = "") -> None:
        super().__init__(f"{code}{f' (page {page})' if page else ''}{f': {detail}' if detail else ''}")
        self.code = code
        self.page = page
        self.detail = detail

    def __reduce__(self) -> tuple[type[ExtractionError], tuple[str, int | None, str]]:
        return type(self), (self.code, self.page, self.detail)


class PdfUnreadable(ExtractionError):
    """The whole file cannot be opened: ``kosong``, ``bukan_pdf``, ``rusak``, ``berkata_sandi`` or ``tanpa_halaman``."""


class PageUnreadable(ExtractionError):
    """One page cannot be read; the other pages may: ``pdfium_failed`` or ``broken_picture``."""


class EngineMissing(ExtractionError):
    """The OCR engine or its model cannot be loaded; typed pages are read all the same."""
