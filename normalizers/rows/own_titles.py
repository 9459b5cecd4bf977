"""Cells of an indicator column that call the indicator what their column is called, alone or before its name."""

from __future__ import annotations

import re

from normalizers.header import said_by

#: A label of a group of rows is no longer than this.
LABEL_WORDS = 4
#: What may be a label before a colon or a list's number.
_LABELLED = re.compile(r"(?P<label>[^:\d]{4,60}?)(?:\s*:\s*(?=\S)|\s+(?=\d{1,2}[.)]\s+\S))")


def is_own_title(text: str) -> bool:
    """Whether an indicator's cell only repeats what the column is called ("Indikator Sasaran"), as labels of groups of rows do."""
    if len(text.split()) > LABEL_WORDS:
        return False
    said = said_by(text)
    return said.whole and said.head is not None and said.head.name in ("indikator", "indikator_tujuan")


def below_own_title(raw: str) -> str:
    """An indicator's lines without a first one that only says what it is of ("Indikator Kegiatan")."""
    first, _, rest = raw.partition("\n")
    return rest if rest.strip() and is_own_title(first) else raw


def without_own_title(text: str) -> str:
    """An indicator without what its cell calls it before it ("Indikator Sasaran : …", "Indikator Program 1. …")."""
    match = _LABELLED.match(text)
    return text[match.end() :] if match is not None and is_own_title(match["label"]) else text
