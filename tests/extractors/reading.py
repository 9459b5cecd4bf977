"""Helpers to read tables off PDFs made for one test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from extractors.document import ReadingWords, extract
from extractors.page import PageContent, turn_box
from extractors.pdf import TriageWords, open_page, open_pdf, read_content
from extractors.scan import ScanReader
from extractors.tables import BreakWords, Reading, make_upright, read_upright
from schemas.stages import Box, ExtractedDocument
from tests.pdf_maker import C, Row

WORDS = ReadingWords(
    TriageWords(("indikator",), ("sasaran", "target", "satuan")),
    BreakWords(("halaman", "hal"), ("dari",), ("dan", "atau", "yang")),
)


def page_content(path: Path, page: int = 1) -> PageContent:
    with open_pdf(path) as pdf, open_page(pdf, page) as opened:
        return read_content(opened, page)


def read_page(path: Path, page: int = 1) -> list[Reading]:
    """The tables of a page without second opinions, boxes on the page as displayed."""
    quarters, upright = make_upright(page_content(path, page))

    def displayed(box: Box) -> Box:
        return turn_box(box, 4 - quarters, upright.width, upright.height)

    return [
        replace(reading, box=displayed(reading.box), cells=tuple(replace(cell, box=displayed(cell.box)) for cell in reading.cells))
        for reading in read_upright(upright, None)
    ]


def read_pdf(path: Path, scans: Callable[[], ScanReader] | None = None) -> ExtractedDocument:
    with open_pdf(path) as pdf:
        return extract(pdf, path, WORDS, scans=scans)


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
