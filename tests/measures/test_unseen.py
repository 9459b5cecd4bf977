"""Words left out of the dictionary of headers are unknown for as long as that is asked, and known again afterwards."""

from __future__ import annotations

from normalizers.header import said_by
from schemas.stages import ExtractedDocument
from tests.measures.unseen import phrases_of, without
from tests.normalizers.grids import table


def test_a_phrase_that_is_left_out_says_nothing() -> None:
    assert said_by("Data Awal 2020").head is not None
    with without([("data", "awal")]):
        assert said_by("Data Awal 2020").head is None
    assert said_by("Data Awal 2020").head is not None


def test_the_phrases_of_a_document_are_those_its_headers_print() -> None:
    one = table([["Indikator Kinerja", "Data Awal 2020"], ["Persentase A", "50"]], ["INDIKATOR KINERJA UTAMA"])
    found = phrases_of(ExtractedDocument((), (one,)))
    assert {("indikator", "kinerja"), ("data", "awal")} <= found
    assert ("realisasi",) not in found
