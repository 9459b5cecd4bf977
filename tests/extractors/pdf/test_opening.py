"""Why a PDF does not open is said of that PDF, whatever was opened before it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from extractors.page import PdfUnreadable
from extractors.pdf import open_pdf
from tests.broken_pdfs import locked, without_pages


def test_the_reason_does_not_depend_on_what_was_opened_before(tmp_path: Path) -> None:
    locked(tmp_path / "berkata_sandi.pdf", user="rahasia")
    without_pages(tmp_path / "tanpa_halaman.pdf")
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    (tmp_path / "bukan_pdf.pdf").write_bytes(b"bukan")
    for order in permutations(sorted(tmp_path.glob("*.pdf"))):
        for path in order:
            with pytest.raises(PdfUnreadable) as caught, open_pdf(path):
                pass
            assert caught.value.code == path.stem
