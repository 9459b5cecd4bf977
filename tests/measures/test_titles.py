"""Titles of columns that people wrote down who had not seen the program are understood as they meant them."""

from __future__ import annotations

import pytest

from tests.measures.titles import Title, lists, misread

#: By list: so many at least. What is left may be either ("Tujuan/Sasaran", "Bukti Dukung") or is decided by what stands around it.
LEAST_UNDERSTOOD = {"satu": 1239}


@pytest.mark.parametrize("name", sorted(LEAST_UNDERSTOOD))
def test_titles_are_understood(name: str) -> None:
    titles = lists()[name]
    wrong = misread(titles)
    assert len(titles) - len(wrong) >= LEAST_UNDERSTOOD[name], "\n".join(wrong)


def test_a_title_that_means_otherwise_is_told() -> None:
    assert misread([Title(("Realisasi",), "target"), Title(("Realisasi",), "realisasi")]) == ["Realisasi: target, read as realisasi"]
