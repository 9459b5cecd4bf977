"""Whole documents that people made who had not seen the program land as they meant them, or in doubt; so do tables of other fields.

``documents`` holds eleven sets of PDFs, each beside its truth: plans and money, reports and agreements, the rest (twenty each), what the
offices of one province send, worksheets of planners (sixteen each, exports of a word processor and of worksheets), forms that are rare,
pages as offices print them, all forms by one author's chance, all forms in other words, tables drawn in odd ways, the mess of real
offices (twenty, eighteen, twenty-four, twenty, twelve, eighteen). ``tables`` holds forty in the manner of statistical offices, with their
structure as the ICDAR competition writes it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.landing import Finisher
from pipeline.reading.document import extract_document
from pipeline.reference import load_reference
from tests.measures.accuracy import Score, score_document
from tests.measures.icdar import average, score, seen_by
from tests.measures.unseen import landed_rows, typed_documents

HERE = Path(__file__).parent
#: By set: rows wholly right at least.
LEAST_WHOLE = {
    "satu": 311, "dua": 279, "tiga": 283, "empat": 202, "lima": 262, "enam": 276, "tujuh": 307, "delapan": 237, "sembilan": 177,
    "sepuluh": 99, "sebelas": 261,
}  # fmt: skip
#: Precision and recall of neighbouring cells, in percent.
LEAST_RIGHT, LEAST_SEEN = 95, 95


@pytest.fixture(scope="module", params=sorted(LEAST_WHOLE))
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Score, list[str]]:
    """A set's figures, and what differs."""
    finish = Finisher(load_reference(tmp_path_factory.mktemp("acuan")))
    total, told = Score(), []
    folder = HERE / "documents" / request.param
    for found, truth in typed_documents(folder, folder):
        one, notes = score_document(truth, landed_rows(found, extract_document(found), finish))
        total.add(one)
        told += [f"{found.berkas}: {note}" for note in notes]
    return request.param, total, told


def test_rows_of_documents_are_wholly_right(read: tuple[str, Score, list[str]]) -> None:
    name, total, told = read
    assert total.whole >= LEAST_WHOLE[name], "\n".join(told)


def test_sure_values_of_documents_are_right(read: tuple[str, Score, list[str]]) -> None:
    _, total, told = read
    sure = {
        right: sum(count for (level, each), count in total.by_confidence.items() if level >= 80 and each is right)
        for right in (True, False)
    }
    assert sure[True] > 0 and sure[False] == 0, "\n".join(told)


def test_tables_of_other_fields_are_read_as_they_are_printed() -> None:
    folder = HERE / "tables"
    figures = average(score(folder, seen_by("iku tabel", sorted(folder.glob("*.pdf")))).values())
    assert 100 * figures.precision >= LEAST_RIGHT and 100 * figures.recall >= LEAST_SEEN
