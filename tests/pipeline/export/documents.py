"""PDFs with tables of no indicators, and how they are read for the tests of what is handed on."""

from __future__ import annotations

from pathlib import Path

from pipeline.documents.finding import FoundPdf
from pipeline.reading.document import Extraction, extract_document
from pipeline.reading.task import EveryTable
from schemas.stages import Cell, ExtractedDocument, Table
from tests.pdf_maker import C, Drawn, Row, Sheet

RICE: list[Row] = [
    [C("Pasar", 2), C("Harga beras", 1, 2), None],
    [None, "Januari", "Februari"],
    ["Wage", "12.500", "12.750"],
    ["Manis", "-", "=12.900"],
]
WIDTHS = [120.0, 80.0, 80.0]


def rice(path: Path, pages: int = 1) -> Drawn:
    """A market report: a ruled table a page with its header, and nothing said of indicators."""
    sheet = Sheet(path)
    for page in range(pages):
        if page:
            sheet.next_page()
        else:
            sheet.line_of_text("Laporan harga di pasar kabupaten, disusun setiap bulan.", 40, 60)
        # Other markets on every page: a page whose rows are those of the page before prints them again.
        markets: list[Row] = RICE[2:] if page == 0 else [[f"Pon {page}", "11.000", "11.250"], [f"Kliwon {page}", "10.900", "-"]]
        drawn = sheet.table([*RICE[:2], *markets], WIDTHS)
    sheet.save()
    return drawn


def letter(path: Path) -> Path:
    """Text in lines and one framed line: no table."""
    sheet = Sheet(path)
    for k in range(8):
        sheet.line_of_text("Dengan hormat, bersama ini kami sampaikan laporan kegiatan bulan ini.", 60, 60 + 12 * k)
    sheet.table([["Rahasia"]], [120.0], top=300)
    sheet.save()
    return path


def read(path: Path, *pages: tuple[int, int], joined: bool = False) -> Extraction:
    """What ``iku tabel`` reads, in this process."""
    return extract_document(FoundPdf(path, path.name, path.name, 0), every=EveryTable(pages, joined))


def table_of(texts: list[list[str]]) -> Table:
    """A table without merged cells."""
    cells = tuple(
        Cell(r, c, text, (40.0 * c, 12.0 * r, 40.0 * c + 40, 12.0 * r + 12), 1) for r, row in enumerate(texts) for c, text in enumerate(row)
    )
    return Table(cells, len(texts), len(texts[0]), 1, "garis", 1.0)


def extraction_of(*tables: Table) -> Extraction:
    return Extraction(ExtractedDocument((), tables))
