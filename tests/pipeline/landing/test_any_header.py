"""Whatever titles stand side by side, a document's rows keep the contract: no mixture of headers makes a fault of the program."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import FoundPdf, unpack_tables
from pipeline.landing import Finisher
from pipeline.reading.document import Extraction, conclude
from pipeline.reference import load_reference
from schemas.stages import ExtractedDocument, PageText
from tests.normalizers.form.golden_cases import WRITTEN, golden_cases
from tests.normalizers.grids import table
from tests.pdf_maker import C, Row

FINISH = Finisher(load_reference(Path("tidak-ada")))


def said(cell: str | C | None) -> str:
    return cell.text if isinstance(cell, C) else cell or ""


TITLES = sorted({said(cell) for case in (*golden_cases(), *golden_cases(WRITTEN)) for cell in case.rows[0] if said(cell).strip()})
GROUPS = [
    "",
    "TW I",
    "Triwulan II",
    "Tahun 2024",
    "2025",
    "Target",
    "Realisasi",
    "Capaian Kinerja",
    "Keuangan",
    "Kinerja",
    "Renja Tahun 2024",
]
CELLS = [
    "12",
    "85,5",
    "97,5 %",
    "Rp 1.250.000.000",
    "1.250.000.000",
    "-",
    "",
    "BB",
    "T1 = 5\nT2 = 6",
    "Orang",
    "2024",
    "TW II",
    "Dinas Sosial",
    "Tahun 2025",
]
NAMES = ("Persentase jalan mantap", "Jumlah dokumen yang disusun", "Indeks kepuasan masyarakat")


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=2, max_size=10))
    at = draw(st.integers(0, len(titles)))
    columns = [*titles[:at], "Indikator Kinerja", *titles[at:]]
    grouped = draw(st.booleans())
    groups: Row = [draw(st.sampled_from(GROUPS)) if grouped else "" for _ in columns]
    body: list[Row] = [[name if col == at else draw(st.sampled_from(CELLS)) for col in range(len(columns))] for name in NAMES]
    return [*([groups] if any(groups) else []), list(columns), *body]


@settings(max_examples=150, deadline=None)
@given(tables())
def test_no_mixture_of_titles_makes_a_fault_of_the_program(rows: list[Row]) -> None:
    pages = (PageText(1, (), "teks", True, ""),)
    document = ExtractedDocument(pages, (table(rows, ("Capaian Kinerja Tahun 2024",)),))
    landed = unpack_tables(FINISH(conclude(FoundPdf(Path("a.pdf"), "a.pdf", "0" * 64, 1), Extraction(document))).tables, "dokumen")
    (state,) = landed["dokumen"].to_pylist()
    assert state["kode_galat"] != "galat_program", state["galat"]
