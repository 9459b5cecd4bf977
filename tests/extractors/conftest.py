"""Helpers to read tables off PDFs made for one test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from extractors.document import ReadingWords, extract
from extractors.page.content import PageContent
from extractors.page.geometry import turn_box
from extractors.pdf.content import read_content
from extractors.pdf.triage import TriageWords
from extractors.tables.page_breaks import BreakWords
from extractors.tables.reading import Reading
from extractors.tables.typed import make_upright, read_upright
from schemas.stages import Box, ExtractedDocument
from tests.pdf_maker import C, Row, Sheet

WORDS = ReadingWords(
    TriageWords(("indikator",), ("sasaran", "target", "satuan")),
    BreakWords(("halaman", "hal"), ("dari",), ("dan", "atau", "yang")),
)


def page_content(path: Path, page: int = 1) -> PageContent:
    pdf = pdfium.PdfDocument(path)
    try:
        return read_content(pdf[page - 1], page)
    finally:
        pdf.close()


def read_page(path: Path, page: int = 1) -> list[Reading]:
    """The tables of a page without second opinions, boxes on the page as displayed."""
    quarters, upright = make_upright(page_content(path, page))

    def displayed(box: Box) -> Box:
        return turn_box(box, 4 - quarters, upright.width, upright.height)

    return [
        replace(reading, box=displayed(reading.box), cells=tuple(replace(cell, box=displayed(cell.box)) for cell in reading.cells))
        for reading in read_upright(upright, None)
    ]


def read_pdf(path: Path) -> ExtractedDocument:
    pdf = pdfium.PdfDocument(path)
    try:
        return extract(pdf, path, WORDS)
    finally:
        pdf.close()


def texts(reading: Reading) -> list[list[str]]:
    """The grid as text, a merged cell's text once, where it begins; lines joined by spaces."""
    grid = [["" for _ in range(reading.n_cols)] for _ in range(reading.n_rows)]
    for cell in reading.cells:
        grid[cell.row][cell.col] = " ".join(cell.text.split())
    return grid


HEADER: list[Row] = [
    [C("No", 2), C("Sasaran", 2), C("Indikator", 2), C("Target", 1, 3), None, None, C("Sumber Data", 2)],
    [None, None, None, "2021", "2022", "2023", None],
]
WIDTHS = [30.0, 150.0, 180.0, 60.0, 60.0, 60.0, 120.0]
BODY: list[Row] = [
    [
        "1",
        "Meningkatnya kualitas pelayanan kesehatan masyarakat di daerah",
        "Angka harapan hidup",
        "70,1",
        "70,3",
        "70,5",
        "BPS",
    ],
    [
        "2",
        "Meningkatnya akses pendidikan",
        "Rata-rata lama sekolah penduduk di atas 15 tahun",
        "8,1",
        "8,2",
        "8,3",
        "Dinas",
    ],
    ["3", "Meningkatnya pertumbuhan ekonomi", "Laju pertumbuhan ekonomi", "5,10 - 5,45", "5,2", "5,3", "BPS"],
]


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Sheet]:
    """Begins a new PDF ``name`` in the test's folder."""

    def begin(name: str = "a.pdf", width: float = 842.0, height: float = 595.0) -> Sheet:
        return Sheet(tmp_path / name, width, height)

    return begin
