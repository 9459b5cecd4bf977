"""The signature of a header: what stays of it from one document to the next, for remembering a person's answers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalizers.header.lexicon import header_words
from normalizers.header.moments import timeless
from normalizers.header.said import joined
from normalizers.words import fold

#: Letters and digits of a signature.
LENGTH = 16
#: Words after which a place or an office is named; they and what follows up to a known header word are left out.
_PLACES = frozenset({"kabupaten", "kab", "kota", "provinsi", "prov", "kecamatan", "kelurahan", "desa"})
_OFFICES = frozenset({"dinas", "badan", "sekretariat", "inspektorat", "bagian", "kantor", "rsud", "satpol", "uptd", "puskesmas", "bappeda"})
_COUNTING = re.compile(r"[(\[]?\d{1,2}[)\]]?")


@dataclass(frozen=True, slots=True)
class Signature:
    """What a header shares with every header of its form.

    Attributes:
        code: Letters and digits, stable across runs and documents.
        places: By column, its place in the form, from 1. Columns that differ only by their year share one.
    """

    code: str
    places: tuple[int, ...]


def signature_of(paths: Sequence[Sequence[str]]) -> Signature:
    """The same code for the same form of header, whatever the year, the region, the office and the way it is printed.

    Args:
        paths: By column, the texts of its header cells, outermost first.

    Returns:
        The signature. Columns and groups of columns of one title that differ only by their year are counted once, so that a plan for five
        years and one for six have one signature.
    """
    lasting: list[tuple[str, ...]] = []
    at: list[int] = []
    for path in paths:
        bare = tuple(text for text in map(_lasting, path) if text)
        if not lasting or lasting[-1] != bare:
            lasting.append(bare)
        at.append(len(lasting) - 1)
    kept, place = _groups_once(lasting)
    code = hashlib.sha256("|".join("/".join(path) for path in kept).encode()).hexdigest()[:LENGTH]
    return Signature(code, tuple(place[index] + 1 for index in at))


def _groups_once(paths: Sequence[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], list[int]]:
    """The paths without a group of columns that repeats the one just before it (Target, Rp for each year), and where each path went."""
    kept: list[tuple[str, ...]] = []
    place: list[int] = []
    at = 0
    while at < len(paths):
        longest = min(len(kept), len(paths) - at)
        length = next((n for n in range(longest, 0, -1) if kept[-n:] == list(paths[at : at + n])), 0)
        if length:
            place += range(len(kept) - length, len(kept))
            at += length
        else:
            place.append(len(kept))
            kept.append(paths[at])
            at += 1
    return kept, place


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
