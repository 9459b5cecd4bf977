"""Rows that are no records: totals, section titles, repeated headers, signature blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalizers.form import LEVELS, Header, is_data, is_number_row, said_by
from normalizers.words import fold
from schemas.stages import Cell, Grid

_TOTAL = re.compile(r"(?:sub ?)?(?:total|jumlah)(?: (?:total|seluruh\w*|keseluruhan|anggaran|pagu|indikator|belanja))*(?: [ivx\d]+)?")
_SECTION = re.compile(
    r"^\W*(?:[ivxlc]+[.)]|[a-z][.)]|\d+(?:\.\d+)*[.)]?)?\W*"
    r"(?P<role>tujuan|sasaran(?: strategis)?|program|sub[ -]?kegiatan|kegiatan|proram)\b\s*"
    r"(?P<number>(?:[ivx]+\b|[\d.]+)?)\s*(?P<colon>[:\-–.]?)\s*(?P<name>.*)$",
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
    if is_number_row(grid.row(row)):
        return True
    printed = grid.printed(row)
    if len(printed) < 3:
        return False
    said = [(cell, said_by(cell.text)) for cell in printed]
    heads = sum(one.head is not None and not one.foreign for _, one in said)
    return heads >= 2 and all(one.is_header_word and not is_data(cell.text, one) for cell, one in said)


def is_band(cells: Sequence[Cell], row: int, header: Header) -> bool:
    """Whether a row is a title for the rows below: one text over more columns than one."""
    own = [cell for cell in cells if cell.row == row and cell.text.strip()]
    if len(own) != 1:
        return False
    cell = own[0]
    covered = [column for column in header.columns if any(cell.col <= c < cell.col + cell.cols for c in column.cols)]
    return len(covered) >= max(2, 0.5 * len(header.columns)) and re.search(r"[^\W\d_]", cell.text) is not None


def named_level(text: str) -> tuple[str | None, str]:
    """Which level a text names by its first word, and the name: "Sasaran 2 : Meningkatnya …" is a sasaran.

    A level's own word before a colon or number is left out of the name; in "Program Pengelolaan …" it belongs to it.
    """
    match = _SECTION.match(text.strip())
    if match is None:
        return None, text.strip()
    role = (
        re.sub(r"[ -]", "_", match["role"].lower())
        .replace("subkegiatan", "sub_kegiatan")
        .removesuffix("_strategis")
        .replace("proram", "program")
    )
    name = match["name"].strip()
    if role not in LEVELS:
        return None, text.strip()
    keeps_word = (
        role in ("program", "kegiatan", "sub_kegiatan") and not (match["colon"] and match["colon"] in ":.-–") and not match["number"]
    )
    if role in ("tujuan", "sasaran") and not match["colon"] and not match["number"] and name[:1].islower():
        return None, text.strip()
    return role, (text.strip() if keeps_word or not name else name)
