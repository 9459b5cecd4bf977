"""The signature of a header: what stays of it from one document to the next, for remembering a person's answers."""

from __future__ import annotations

import hashlib
import re

from normalizers.form.lexicon import header_words
from normalizers.form.meaning import Header
from normalizers.form.moments import timeless
from normalizers.form.said import joined
from normalizers.words import fold

#: Letters and digits of a signature.
LENGTH = 16
#: Words after which a place or an office is named; they and what follows up to a known header word are left out.
_PLACES = frozenset({"kabupaten", "kab", "kota", "provinsi", "prov", "kecamatan", "kelurahan", "desa"})
_OFFICES = frozenset({"dinas", "badan", "sekretariat", "inspektorat", "bagian", "kantor", "rsud", "satpol", "uptd", "puskesmas", "bappeda"})
_COUNTING = re.compile(r"[(\[]?\d{1,2}[)\]]?")


def signature(header: Header) -> str:
    """The same text for the same form of header, whatever the year, the region, the office and the way it is printed.

    Args:
        header: A header block.

    Returns:
        Letters and digits, stable across runs and documents. Columns of one title that differ only by their year are counted once, so
        that a plan for five years and one for six have one signature.
    """
    folded: list[tuple[str, ...]] = []
    for column in header.columns:
        path = tuple(text for text in map(_lasting, column.path) if text)
        if path and not (folded and folded[-1] == path):
            folded.append(path)
    return hashlib.sha256("|".join("/".join(path) for path in _groups_once(folded)).encode()).hexdigest()[:LENGTH]


def _groups_once(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The paths without a group of columns that repeats the one just before it (Target, Rp for each year)."""
    kept: list[tuple[str, ...]] = []
    at = 0
    while at < len(paths):
        length = next((n for n in range(min(len(kept), len(paths) - at), 0, -1) if kept[-n:] == paths[at : at + n]), 0)
        if length:
            at += length
        else:
            kept.append(paths[at])
            at += 1
    return kept


def _lasting(text: str) -> str:
    """A header cell's words without years, counted columns, places and offices."""
    if _COUNTING.fullmatch(text.strip()):
        return ""
    known = header_words().known
    words: list[str] = []
    skipping = False
    for word in fold(timeless(joined(text))).split():
        if word in _PLACES or word in _OFFICES:
            skipping = True
        elif word in known:
            skipping = False
        if not skipping and word not in ("tahun", "thn", "th"):
            words.append(word)
    return " ".join(words)
