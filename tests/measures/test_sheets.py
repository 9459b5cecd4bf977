"""What people wrote down who had not seen the program lands as they meant it, or in doubt."""

from __future__ import annotations

import pytest

from tests.measures.sheets import Found, Sheet, measure, sets

SETS = sets()
#: By set: rows wholly right at least, and values that are sure and wrong at most: a goal's two indicators of one stage each, whose
#: money and target a form of 2006 prints beside each other, and the quarter of a report that only its title names.
LEAST_WHOLE = {
    "aplikasi_1": 231, "aplikasi_2": 219, "bentuk_1": 340, "bentuk_2": 215, "bentuk_3": 346, "campuran": 236, "daerah": 316,
    "dokumen_1": 274, "dokumen_2": 231, "dokumen_3": 250, "kata_lain_1": 327, "kata_lain_2": 301, "kata_lain_3": 234, "kata_lain_4": 248,
    "susunan": 298, "tingkat_dan_uang": 264,
}  # fmt: skip
MOST_SURE_AND_WRONG = {"aplikasi_1": 12, "bentuk_1": 4, "bentuk_3": 2, "dokumen_1": 2, "dokumen_3": 4}


@pytest.fixture(scope="module", params=sorted(SETS))
def found(request: pytest.FixtureRequest) -> tuple[str, Found]:
    total = Found()
    for sheet in SETS[request.param]:
        total.add(measure(sheet))
    return request.param, total


def test_rows_are_wholly_right(found: tuple[str, Found]) -> None:
    name, total = found
    assert total.whole >= LEAST_WHOLE[name], "\n".join(total.told)


def test_what_is_sure_is_right(found: tuple[str, Found]) -> None:
    name, total = found
    assert total.sure > 0
    assert total.sure_wrong <= MOST_SURE_AND_WRONG.get(name, 0), "\n".join(total.told)


def test_a_sheet_that_means_otherwise_is_told() -> None:
    given = {
        "id": "x", "judul": ["PERJANJIAN KINERJA TAHUN 2024"], "kepala": [["No", "Indikator Kinerja", "Target"]],
        "baris": [["1", "Persentase jalan mantap", "81"], ["2", "Indeks layanan", "79"]],
    }  # fmt: skip
    right, wrong = (measure(Sheet({**given, "makna": ["nomor", "indikator", meaning]})) for meaning in ("target 2024", "realisasi 2024"))
    assert (right.whole, right.right, right.sure_wrong) == (2, 2, 0)
    assert (wrong.whole, wrong.right) == (0, 0)
    assert wrong.sure_wrong == wrong.sure > 0
