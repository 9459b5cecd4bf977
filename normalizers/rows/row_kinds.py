"""Rows that are no records: totals, section titles, repeated headers, signature blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalizers.form import Header, cell_terms, is_number_row
from normalizers.words import fold
from schemas.stages import Grid

_TOTAL = re.compile(r"(?:sub ?)?(?:total|jumlah)(?: (?:total|seluruh\w*|keseluruhan|anggaran|pagu|indikator))?(?: [ivx\d]+)?")
_SECTION = re.compile(
    r"^\W*(?:[ivxlc]+[.)]|[a-z][.)]|\d+[.)])?\W*"
    r"(?P<role>tujuan|sasaran(?: strategis)?|program|sub ?kegiatan|kegiatan)\b\s*"
    r"(?P<number>[ivx\d.]*)\s*(?P<colon>[:\-–]?)\s*(?P<name>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SIGNATURE = re.compile(r"\b(?:nip\.?\s*:?\s*\d{8}|mengetahui|ditetapkan di|pihak (?:pertama|kedua))\b", re.IGNORECASE)


def is_total_row(texts: Sequence[str]) -> bool:
    """Whether a row's first text says that it adds up others."""
    first = next((fold(text) for text in texts if text.strip() and not text.strip().isdigit()), "")
    return _TOTAL.fullmatch(first) is not None


def is_signature_row(texts: Sequence[str]) -> bool:
    """Whether a row belongs to the signatures under a table that share its frame."""
    filled = [text for text in texts if text]
    return len(filled) <= 3 and any(_SIGNATURE.search(text) for text in filled)


def is_header_again(grid: Grid, row: int) -> bool:
    """Whether a row repeats the header or the column numbers on a new page."""
    if is_number_row(grid, row):
        return True
    own = grid.printed(row)
    if len(own) < 3:
        return False
    said = [cell_terms(cell.text) for cell in own]
    return all(terms.says_value or (terms.role is not None and terms.score >= 0.86) for terms in said)


def is_section_row(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row is a title for the rows below: one text over more columns than one."""
    own = grid.printed(row)
    if len(own) != 1:
        return False
    cell = own[0]
    covered = [column for column in header.columns if any(cell.col <= c < cell.col + cell.cols for c in column.cols)]
    return len(covered) >= max(2, 0.5 * len(header.columns)) and re.search(r"[^\W\d_]", cell.text) is not None


def section_of(text: str) -> tuple[str | None, str]:
    """Which parent a section title names, and the name: "Sasaran 2 : Meningkatnya …" is a sasaran."""
    match = _SECTION.match(text.strip())
    if match is None:
        return None, text.strip()
    role = fold(match["role"]).replace("subkegiatan", "sub kegiatan").replace(" ", "_").removesuffix("_strategis")
    name = match["name"].strip()
    keeps_word = role in ("program", "kegiatan", "sub_kegiatan") and not match["colon"] and not match["number"]
    return role, (text.strip() if keeps_word or not name else name)
