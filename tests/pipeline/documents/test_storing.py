"""Results are kept as they were, with the versions of what made them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.documents import versions
from pipeline.documents.finding import find_pdfs
from pipeline.documents.outcome import Outcome
from pipeline.documents.storing import pack, unpack
from pipeline.reading.document import extract_document, read_document


def test_every_data_file_belongs_to_a_stage() -> None:
    root = Path(versions.__file__).parents[2]
    assert all((root / place).exists() for place in (*versions.HARMONISING, *versions.EXTRACTING, *versions.LANDING))
    assert len({versions.extraction_version(), versions.normalising_version(), versions.harmonising_version()}) == 3


def test_results_are_read_as_they_were_kept(place: Path) -> None:
    (found, *_) = find_pdfs(place / "masuk")
    outcome = read_document(found)
    assert unpack(pack(outcome), Outcome) == outcome
    extraction = extract_document(found)
    assert unpack(pack(extraction), type(extraction)) == extraction
    with pytest.raises(Exception, match="Expected"):
        unpack(pack([1, 2]), Outcome)
    assert replace(outcome, tables=99) != outcome
