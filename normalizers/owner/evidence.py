"""The lines of a document that can tell whose it is, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from normalizers.words import squash
from schemas.stages import PageText

#: How many pages with text count as the beginning, and how many as the cover.
FIRST_PAGES, COVER_PAGES = 6, 3
#: A title stands among so many lines at the top of a cover page; the very first page may be all cover.
TOP_LINES, FIRST_TOP_LINES = 14, 20
#: Headings are short.
LONGEST_HEADING = 18
#: The share of capital letters that makes a line a heading; one misread letter does not unmake it.
CAPITALS = 0.8


class Role(Enum):
    """What part a line plays."""

    TITLE = "judul"
    HEADING = "kepala"
    LABEL = "label"
    SMALL = "kepala kecil"
    TEXT = "teks"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A line that may tell region, office or period.

    Attributes:
        text: The line.
        before, after: Its neighbours on the page, empty at the edges.
        role: What part it plays.
        page: How many pages with text come before its own.
    """

    text: str
    before: str
    after: str
    role: Role
    page: int


_LABEL = re.compile(
    r"^\W*(?:\d{1,2}[.)]?\s+|[a-z][.)]\s+)?(?:"
    r"(?:nama\s+)?(?:unit\s+organisasi|organisasi|unit\s+kerja|satuan\s+kerja|perangkat\s+daerah|instansi|opd|skpd)|nama\s+(?:unit|pd)"
    r"|kabupaten\s*/\s*kota|kabupaten|kota|provinsi|jabatan)\s*[:;]",
    re.IGNORECASE,
)
#: A label whose colon the layout lost; its words begin no other line.
_BARE_LABEL = re.compile(r"^\W*(?:\d{1,2}[.)]?\s+)?nama\s+(?:unit\s+)?organisasi\s+(?=[A-Z])", re.IGNORECASE)
#: Titles of laws name regions and years that are not the document's.
_LAW_WORDS = (
    "undang-undang", "undang undang", "lembaran", "berita negara", "berita daerah", "pembentukan", "peraturan", "perda ", "perpres",
    "pergub", "perbup", "perwal", "permen", "kepmen", "mengingat", "surat edaran", "instruksi",
)  # fmt: skip
#: ... but a regulation on whose first lines the head of the region stands is itself the document.
_OWN_DECREE = re.compile(
    r"^\W*(?:peraturan|keputusan)\s+(?:bupati|wali\s*kota|gubernur|kepala|sekretaris|inspektur|camat)\b", re.IGNORECASE
)
_OWN_TITLES = ("indikatorkinerja", "perjanjiankinerja", "penetapanindikator", "rencanastrategis", "laporankinerja")
_COMPARED = re.compile(r"\bdibanding|\bperbandingan\b|\bsedangkan\b|\bantara\b", re.IGNORECASE)
_PULLED_APART = re.compile(r"(?:\b\w ){5}")


def evidence_lines(pages: Sequence[PageText]) -> Iterator[EvidenceLine]:
    """The lines worth reading: all of the first pages, headings and labels of the others, titles of laws nowhere."""
    with_text = [page for page in pages if page.lines]
    for number, page in enumerate(with_text):
        texts = [line.text.strip() for line in page.lines]
        for position, text in enumerate(texts):
            role = _role(text, position, number)
            if role is None:
                continue
            before = texts[position - 1] if position else ""
            after = texts[position + 1] if position + 1 < len(texts) else ""
            if role in (Role.TITLE, Role.HEADING) and _wraps_a_law(before, text):
                continue
            yield EvidenceLine(text, before, after, role, number)


def label_value(text: str) -> str | None:
    """What follows the label of a line ("Unit Kerja : Dinas Sosial"), None when it has none."""
    label = _LABEL.match(text) or _BARE_LABEL.match(text)
    return text[label.end() :].strip() if label else None


def is_pulled_apart(text: str) -> bool:
    """Whether the letters of the line stand apart ("D I N A S")."""
    return _PULLED_APART.search(text) is not None


def _role(text: str, position: int, page: int) -> Role | None:
    is_first = page < FIRST_PAGES
    if len(text) < 3 or not (is_first or text.isupper() or _may_be_label(text) or _may_be_dated(text)):
        return None
    if _cites_law(text) and not (text.isupper() and _OWN_DECREE.match(text)):
        return None
    if label_value(text):
        return Role.LABEL
    words = text.split()
    short = len(words) <= LONGEST_HEADING or is_pulled_apart(text)
    top = page < COVER_PAGES and position < (TOP_LINES if page else FIRST_TOP_LINES)
    if short and _is_capital(text):
        return Role.TITLE if top else Role.HEADING
    if _may_be_dated(text):
        return Role.TEXT
    if not is_first or _COMPARED.search(text):
        return None
    return Role.SMALL if short and _is_title_like(words) else Role.TEXT


def _may_be_label(text: str) -> bool:
    return ":" in text[:40] or ";" in text[:40]


def _may_be_dated(text: str) -> bool:
    """Whether it may be place and day of a signature, which count on every page."""
    return len(text) < 60 and text[-4:].isdigit() and ("," in text or "tanggal" in text.casefold())


def _is_capital(text: str) -> bool:
    if text.isupper():
        return True
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and sum(letter.isupper() for letter in letters) >= CAPITALS * len(letters)


def _is_title_like(words: Sequence[str]) -> bool:
    """Whether every long word begins with a capital and no sentence ends: a heading that is not in capitals."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(long) and all(word[0].isupper() for word in long) and not words[-1].endswith((".", ";", ","))


def _cites_law(text: str) -> bool:
    plain = text.casefold()
    return any(word in plain for word in _LAW_WORDS)


def _wraps_a_law(before: str, text: str) -> bool:
    """Whether a heading goes on the title of a law ("... TENTANG PEMBENTUKAN" / "KABUPATEN X")."""
    return _cites_law(before) and not _OWN_DECREE.match(before) and not squash(text).startswith(_OWN_TITLES)
