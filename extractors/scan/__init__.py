"""Pixels: a picture of a page made straight, its ink, its text by OCR, and second looks at what is doubtful.

Hands on the same :class:`PageContent` as a typed page, by :class:`ScanReader`.
"""

from extractors.scan.ocr import Engine
from extractors.scan.scanned import ScanReader

__all__ = [
    "Engine",
    "ScanReader",
]
