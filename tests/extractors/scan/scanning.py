"""Helpers to scan PDFs made for one test and to read their first pages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from extractors.page import PageContent
from extractors.pdf import open_page, open_pdf
from extractors.scan import ScanReader
from extractors.scan.straightening import Picture
from tests.scan_maker import Scanner

#: Pixels a point that pages are drawn with.
SCALE = 200 / 72


def grey_scan(path: Path, scanner: Scanner) -> Picture:
    """The first page of a PDF, scanned, in grey levels."""
    target = scanner.scan(path, path.with_name("scan.pdf"))
    picture = pdfium.PdfDocument(target)[0].render(scale=SCALE, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture[:, :, 0] if picture.ndim == 3 else picture)


def content_of_scan(reader: ScanReader, path: Path, scanner: Scanner) -> PageContent:
    """What is read on the first page of a PDF, scanned."""
    with open_pdf(scanner.scan(path, path.with_name("scan.pdf"))) as pdf, open_page(pdf, 1) as page:
        read = reader.read(page, 1, always=True)
    assert read is not None
    return read.content
