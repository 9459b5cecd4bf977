"""What the documents promise: every flag is explained, the links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.documents.finding import find_pdfs
from pipeline.reading.document import read_document
from schemas.contract import arrow_schema

ROOT = Path(__file__).parent.parent


def test_every_flag_that_the_samples_raise_is_explained() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", (ROOT / "docs" / "catatan.md").read_text("utf-8")))
    raised: set[str] = set()
    cheap = [found for found in find_pdfs(ROOT / "samples") if "pindai" not in found.berkas or found.size < 1_000_000]
    assert {"pindai" in found.berkas for found in cheap} == {True, False}
    for found in cheap:
        outcome = read_document(found)
        raised |= set(outcome.identity.catatan)
        raised |= {flag for record in outcome.records for flag in record.catatan}
        raised |= {flag for record in outcome.records for value in record.values for flag in value.catatan}
    assert raised
    assert raised <= explained


def test_every_flag_written_in_the_code_is_explained() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", (ROOT / "docs" / "catatan.md").read_text("utf-8")))
    opening = (
        r"(?:angka|nilai|satuan|sel|tahun|teks|wilayah|periode|perangkat_daerah|kepala_dari|indikator_dari|jenis_tabel|baris_dipisah"
        r"|persen_tidak|capaian_tidak|induk_dari|butir_tidak|tingkat)"
    )
    code = "".join(p.read_text("utf-8") for room in ("normalizers", "extractors") for p in (ROOT / room).rglob("*.py"))
    written = set(re.findall(rf'"({opening}_[a-z_]+)"', code))
    columns = set(arrow_schema("iku").names)
    assert len(written - columns) > 10
    assert written - columns <= explained


@pytest.mark.parametrize("page", ["README.md", "README.id.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert targets
    for target in targets:
        assert (ROOT / target).exists(), target
    assert "@@" not in text
