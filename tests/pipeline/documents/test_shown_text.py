"""Text from outside is shown as text: nothing in it moves a cursor, turns a line round or begins a new one."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.shown_text import as_json, visible

SHAPELESS = ("Cc", "Cf", "Cs", "Zl", "Zp")
#: Any characters, those without a shape and halves of pairs among them.
ANY = st.text(st.characters() | st.characters(categories=SHAPELESS))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\x9b31mb", "a\\x9b31mb"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("laporan\u202efdp.exe", "laporan\\u202efdp.exe"),
        ("a\u2028b\u200bc\u00add", "a\\u2028b\\u200bc\\xadd"),
        (b"a\xff".decode(errors="surrogateescape"), "a\\xff"),
        ("\U000e0041", "\\U000e0041"),
        ("Rénçana Kerja – 2024 (岡).pdf", "Rénçana Kerja – 2024 (岡).pdf"),
    ],
)
def test_what_has_no_shape_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY)
def test_what_is_shown_has_a_shape_and_is_shown_alike_again(text: str) -> None:
    shown = visible(text)
    assert not [letter for letter in shown if unicodedata.category(letter) in SHAPELESS]
    assert visible(shown) == shown


@given(st.recursive(ANY, lambda inner: st.lists(inner) | st.dictionaries(ANY, inner)))
def test_json_is_shown_as_text_and_read_as_it_was(value: object) -> None:
    written = as_json(value)
    assert visible(written) == written
    # JSON knows pairs only: two halves that stand side by side are one letter to whoever reads it.
    assert json.dumps(json.loads(written)) == json.dumps(value)
