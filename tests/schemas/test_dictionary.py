"""The data dictionary in docs/ is the one that the schemas make."""

from __future__ import annotations

import re

from schemas.applied.dictionary import DICTIONARY, data_dictionary
from schemas.contract.arrow import TABLES


def test_the_committed_dictionary_is_up_to_date() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == data_dictionary(), "run: python -m schemas.applied.dictionary"


def test_every_column_and_every_word_is_in_it() -> None:
    text = data_dictionary()
    for spec in TABLES.values():
        assert f"## {spec.name}.parquet" in text
        for column in spec.columns:
            assert f"| `{column.name}` | " in text
            assert all(f"| `{term.code}` | {term.deskripsi} | {term.description} |" in text for term in column.values)


def test_every_table_row_has_the_cells_of_its_header() -> None:
    widths = [len(re.split(r"(?<!\\)\|", line)) for line in data_dictionary().splitlines() if line.startswith("|")]
    assert set(widths) == {5, 7}
