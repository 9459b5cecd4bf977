"""Rows that are no records: totals, section titles, repeated headers, signature blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

from normalizers.form import Header, cell_terms, is_number_row
from normalizers.words import SectionWords, UserTerms, any_of, fold, title_words
from schemas.stages import Cell

#: The roles that a section title may name.
_ROLES = tuple(field.name for field in fields(SectionWords))


@dataclass(frozen=True, slots=True)
class _RowPatterns:
    """What of ``judul.toml`` tells rows that are no records."""

    total: re.Pattern[str]
    section: re.Pattern[str]
    signature: re.Pattern[str]


@cache
def _patterns() -> _RowPatterns:
    titles = title_words()
    roles = "|".join(f"(?P<{role}>{any_of(getattr(titles.bagian, role), gap=' ')})" for role in _ROLES)
    return _RowPatterns(
        total=re.compile(rf"{any_of(titles.baris.jumlah)}(?: {any_of(titles.baris.jumlah_dari)})?(?: [ivx\d]+)?"),
        section=re.compile(
            rf"^\W*(?:[ivxlc]+[.)]|[a-z][.)]|\d+[.)])?\W*(?:{roles})\s*(?P<number>[ivx\d.]*)\s*(?P<colon>[:\-–]?)\s*(?P<name>.*)$",
            re.IGNORECASE | re.DOTALL,
        ),
        # A personnel number is printed under a name only.
        signature=re.compile(rf"\b(?:nip\.?\s*:?\s*\d{{8}}\b|{any_of(titles.tanda_tangan.baris, gap=' ')})", re.IGNORECASE),
    )


def is_total_row(texts: Sequence[str]) -> bool:
    """Whether a row's first text says that it adds up others."""
    first = next((fold(text) for text in texts if text.strip() and not text.strip().isdigit()), "")
    return _patterns().total.fullmatch(first) is not None


def is_signature_row(texts: Sequence[str]) -> bool:
    """Whether a row belongs to the signatures under a table that share its frame."""
    filled = [text for text in texts if text]
    return len(filled) <= 3 and any(_patterns().signature.search(text) for text in filled)


def is_header_again(cells: Sequence[Cell], row: int, taught: UserTerms) -> bool:
    """Whether a row repeats the header or the column numbers on a new page."""
    if is_number_row(cells):
        return True
    own = [cell for cell in cells if cell.row == row and cell.text.strip()]
    if len(own) < 3:
        return False
    said = [cell_terms(cell.text, taught) for cell in own]
    return all(terms.says_value or (terms.role is not None and terms.score >= 0.86) for terms in said)


def is_section_row(cells: Sequence[Cell], row: int, header: Header) -> bool:
    """Whether a row is a title for the rows below: one text over more columns than one."""
    own = [cell for cell in cells if cell.row == row and cell.text.strip()]
    if len({id(cell) for cell in own}) != 1:
        return False
    cell = own[0]
    covered = [column for column in header.columns if any(cell.col <= c < cell.col + cell.cols for c in column.cols)]
    return len(covered) >= max(2, 0.5 * len(header.columns)) and re.search(r"[^\W\d_]", cell.text) is not None


def section_of(text: str) -> tuple[str | None, str]:
    """Which parent a section title names, and the name: "Sasaran 2 : Meningkatnya …" is a sasaran."""
    match = _patterns().section.match(text.strip())
    if match is None:
        return None, text.strip()
    role = next(role for role in _ROLES if match[role] is not None)
    name = match["name"].strip()
    keeps_word = role in ("program", "kegiatan", "sub_kegiatan") and not match["colon"] and not match["number"]
    return role, (text.strip() if keeps_word or not name else name)
