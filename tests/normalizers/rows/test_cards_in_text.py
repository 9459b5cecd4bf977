"""Lists of labels that are cards: an indicator's definition becomes a record, a form that names one does not."""

from __future__ import annotations

from collections.abc import Sequence

from normalizers.document import normalise
from schemas.stages import Cell, ExtractedDocument, PageText, Record, Table, TextLine

CARD = [
    ("Sasaran Strategis", "Meningkatnya produksi"),
    ("Nama Indikator", "Prosentase realisasi belanja"),
    ("Definisi Operasional", "Belanja yang terealisasi"),
    ("Satuan", "%"),
    ("Formula", "realisasi dibagi pagu"),
    ("Penanggung Jawab", "Bidang Keuangan"),
]


def listed(rows: Sequence[tuple[str, str]], page: int = 1) -> Table:
    cells = [
        Cell(row, col, text, (50.0 + 100 * col, 100.0 + 20 * row, 150.0 + 100 * col, 120.0 + 20 * row), page)
        for row, (label, says) in enumerate(rows)
        for col, text in enumerate((label, ":", says))
    ]
    return Table(tuple(cells), len(rows), 3, page, "tanpa_garis", 0.75)


def records(*lists: Table) -> tuple[Record, ...]:
    pages = tuple(
        PageText(number, (TextLine("Manual Indikator Kinerja Utama", (50, 50, 300, 60), number),), "teks", True, "") for number in (1, 2)
    )
    return normalise(ExtractedDocument(pages, (), lists=tuple(lists)), "a.pdf").records


def test_a_card_is_a_definition() -> None:
    (record,) = records(listed(CARD))
    assert (record.jenis_tabel, record.indikator, record.sasaran) == ("definisi", "Prosentase realisasi belanja", "Meningkatnya produksi")
    assert (record.formula, record.penanggung_jawab) == ("realisasi dibagi pagu", "Bidang Keuangan")


def test_a_card_cut_by_the_page_is_one() -> None:
    (record,) = records(listed(CARD[:2]), listed(CARD[2:], page=2))
    assert record.formula == "realisasi dibagi pagu"


def test_a_form_that_names_an_indicator_is_no_definition() -> None:
    assert (
        records(
            listed([("Program", "Program pelayanan"), ("Indikator", "Produksi padi"), ("Satuan", "Ton"), ("Penanggung Jawab", "Bidang")])
        )
        == ()
    )
