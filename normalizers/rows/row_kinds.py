"""Rows that are no records: totals, section titles, repeated headers, signature blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

from rapidfuzz.distance import OSA

from normalizers.form import Header
from normalizers.header import Said, header_words, is_data, is_number_row, said_by
from normalizers.words import SectionWords, any_of, fold, title_words
from schemas.stages import Cell, Grid

#: A programme code before a name, all its parts ("1.06.02.2.01", "X.XX.01").
_CODE = re.compile(r"(?:\d{1,2}|X{1,2})(?:\.(?:\d{1,4}|X{1,2})){1,6}\.?\s*[-–:]?\s*(?=[^\W\d_])", re.IGNORECASE)
#: Names of what stands above the programmes: they head rows and are no level of ours.
_ABOVE = re.compile(
    r"^(?:[ivx\d.]+\s*)?(?:urusan|bidang urusan|unsur|non urusan|dinas|badan|kecamatan|sekretariat|inspektorat|kantor|rsud|satuan polisi)\b"
)
#: Levels abbreviated before a colon ("Prog:", "Keg. :").
_ABBREVIATED = re.compile(r"^(\W*)(sub ?keg|keg|prog)\.?\s*:\s*", re.IGNORECASE)
_WHOLE = {"prog": "Program", "keg": "Kegiatan", "subkeg": "Sub Kegiatan"}
#: The levels that a section title may name.
_ROLES = tuple(field.name for field in fields(SectionWords))
#: A signature block prints at most so many texts a row.
SIGNATURE_TEXTS = 3
#: A repeated header has at least so many cells, as many of them known.
HEADER_CELLS, HEADER_KNOWN = 3, 2
#: This share of its cells is header words as a whole.
HEADER_WHOLE = 0.4
#: Shorter words (letters) are not guessed at.
MISSPELT_FROM = 6
#: The ending of nouns of doing.
NOUN_OF_DOING = "isasi"
#: A band covers this share of the columns.
BAND_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _RowPatterns:
    """What of ``judul.toml`` tells rows that are no records."""

    total: re.Pattern[str]
    average: re.Pattern[str]
    section: re.Pattern[str]
    label: re.Pattern[str]
    listed: re.Pattern[str]
    signature: re.Pattern[str]


@cache
def _patterns() -> _RowPatterns:
    titles = title_words()
    roles = "|".join(f"(?P<{role}>{any_of(getattr(titles.bagian, role), gap='[ -]')})" for role in _ROLES)
    word = rf"(?:{'|'.join(any_of(getattr(titles.bagian, role), gap='[ -]') for role in _ROLES)})"
    return _RowPatterns(
        total=re.compile(rf"{any_of(titles.baris.jumlah)}(?: {any_of(titles.baris.jumlah_dari)})*(?: [ivx\d]+)?"),
        average=re.compile(rf"{any_of(titles.baris.rata_rata)}(?: (?:{any_of(titles.baris.rata_rata_dari)}|\d+))*(?: [ivx\d]+)?(?: %)?"),
        section=re.compile(
            rf"^\W*(?:[ivxlc]+[.)]|[a-z][.)]|(?:[ivx]{{1,4}}|[a-z])(?=\s)|(?:\d+|x{{1,2}})(?:\.(?:\d+|x{{1,2}}))*[.)]?)?\W*(?:nama\s+)?(?:{roles})\s*"
            r"(?P<number>(?:[ivx]+\b|[\d.]+)?)\s*(?P<colon>[:\-–.]?)\s*(?P<name>.*)$",
            re.IGNORECASE | re.DOTALL,
        ),
        label=re.compile(rf"^(?:nama\s+)?(?:{roles})\s*(?:[\d.]+|[ivx]+)?\s*[:.]?$", re.IGNORECASE),
        listed=re.compile(rf"{word}(?:\s*(?:,|/|&|dan|,\s*dan)\s*{word})+\s*:?", re.IGNORECASE),
        # A personnel number is printed under a name only.
        signature=re.compile(rf"\b(?:nip\.?\s*:?\s*\d{{8}}\b|{any_of(titles.tanda_tangan.baris, gap=' ')})", re.IGNORECASE),
    )


def is_total_row(texts: Sequence[str]) -> bool:
    """Whether a row's first text says that it adds up others."""
    first = next((fold(text) for text in texts if text.strip() and not text.strip().isdigit()), "")
    spaced = all(len(letter) == 1 for letter in first.split())
    return _patterns().total.fullmatch("".join(first.split()) if spaced else first) is not None


def is_average_row(texts: Sequence[str]) -> bool:
    """Whether a row's first text says that it is the mean of others, and nothing of what; a number of its own would make it one of them."""
    first = next((fold(text) for text in texts if text.strip()), "")
    return _patterns().average.fullmatch(first) is not None


def is_signature_row(texts: Sequence[str]) -> bool:
    """Whether a row belongs to the signatures under a table that share its frame."""
    filled = [text for text in texts if text]
    return len(filled) <= SIGNATURE_TEXTS and any(_patterns().signature.search(text) for text in filled)


def is_header_again(grid: Grid, row: int) -> bool:
    """Whether a row repeats the header or the column numbers on a new page."""
    if is_number_row(grid.row(row)):
        return True
    printed = grid.printed(row)
    if len(printed) < HEADER_CELLS:
        return False
    said: list[Said] = []
    for cell in printed:
        one = said_by(cell.text)
        if not one.is_header_word or is_data(cell.text, one):
            return False
        said.append(one)
    heads = sum(one.head is not None and not one.foreign for one in said)
    # "Nilai SAKIP | Hasil Nilai SAKIP" begins as headers do, but says more than they.
    whole = sum(one.says_all for one in said)
    return heads >= HEADER_KNOWN and whole >= HEADER_WHOLE * len(said)


def is_band(cells: Sequence[Cell], row: int, header: Header) -> bool:
    """Whether a row is a title for the rows below: one text over more columns than one, its number or code aside."""
    own = band_cells(cells, row, header)
    if len(own) != 1:
        return False
    cell = own[0]
    covered = [column for column in header.columns if any(cell.col <= c < cell.col + cell.cols for c in column.cols)]
    return len(covered) >= max(2, BAND_SHARE * len(header.columns)) and re.search(r"[^\W\d_]", cell.text) is not None


def band_cells(cells: Sequence[Cell], row: int, header: Header) -> list[Cell]:
    """What a row prints beside its number and code."""
    beside = {col for column in header.of_role("nomor", "kode") for col in column.cols}
    return [cell for cell in cells if cell.row == row and cell.text.strip() and not (cell.cols == 1 and cell.col in beside)]


def is_heading(text: str) -> bool:
    """Whether a text names a level as headings do: numbered, before a colon, or all in capitals ("SASARAN 1: …", "PROGRAM PELAYANAN …")."""
    role, name = named_level(text)
    return role is not None and bool(name) and (name != text.strip() or text.isupper())


def is_label(text: str) -> bool:
    """Whether a text only announces a level ("Sasaran 1.1:") and the names follow in rows of their own."""
    return _patterns().label.match(text.strip()) is not None or lists_levels(text)


def lists_levels(text: str) -> bool:
    """Whether a text announces names of several levels and nothing else ("PROGRAM DAN KEGIATAN")."""
    return _patterns().listed.fullmatch(text.strip()) is not None


def is_above_levels(text: str) -> bool:
    """Whether a text names what stands above the programmes: an urusan, an office."""
    return _ABOVE.match(fold(text)) is not None


def _misspelt_level(text: str) -> str | None:
    """The level that a name's first word is a letter away from ("Proram Peningkatan …")."""
    first = fold(text).split(" ")[0]
    if len(first) < MISSPELT_FROM:
        return None
    return next((role for role in _ROLES if len(role) >= MISSPELT_FROM and OSA.distance(first, role, score_cutoff=1) == 1), None)


def begins_as_aim(text: str) -> bool:
    """Whether a name begins as aims do ("Meningkatnya …"); a noun of doing ("Optimalisasi …") begins kegiatan as well."""
    folded = fold(text)
    return any(folded.startswith(f"{word} ") for word in header_words().openings["aras"] if not word.endswith(NOUN_OF_DOING))


def named_level(text: str) -> tuple[str | None, str]:
    """Which level a text names by its first word, and the name: "Sasaran 2 : Meningkatnya …" is a sasaran.

    A level's own word before a colon or number is left out of the name; in "Program Pengelolaan …" it belongs to it.
    """
    bare = _ABBREVIATED.sub(lambda found: f"{found[1]}{_WHOLE[found[2].casefold().replace(' ', '')]} : ", text.strip())
    match = _patterns().section.match(bare)
    if match is None:
        return _misspelt_level(bare), bare
    role = next(role for role in _ROLES if match[role] is not None)
    name = match["name"].strip()
    if match["colon"] and (coded := _CODE.match(name)) is not None:
        name = name[coded.end() :]
    marked = bool(match["colon"] or match["number"])
    if role in ("tujuan", "sasaran") and not marked and name[:1].islower():
        # A sentence that begins with the word.
        return None, bare
    if name and (marked or role not in ("program", "kegiatan", "sub_kegiatan")):
        return role, name
    return role, (bare[match.start(role) :] if name else bare)
