"""Sheets' names are legal in Excel and no two are one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbook.sheet_names import SheetNames


@given(
    st.lists(st.one_of(st.text(max_size=60), st.sampled_from(["History", "Kabupaten A", "kabupaten a", "'", "a/b", "[x]:*?"])), max_size=8)
)
def test_any_names_become_legal_ones_that_differ(wanted: list[str]) -> None:
    names = SheetNames()
    given_out = [names.give(each) for each in wanted]
    assert len({name.casefold() for name in given_out}) == len(wanted)
    for name in given_out:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_a_region_keeps_as_much_of_its_name_as_fits() -> None:
    names = SheetNames()
    assert names.give("Kabupaten Bengkulu Selatan") == "Kab. Bengkulu Selatan"
    assert names.give("Kabupaten Kepulauan Siau Tagulandang Biaro") == "Kab. Kepulauan Siau Tagulandang"
