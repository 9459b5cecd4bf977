"""The lines of a document that can tell whose it is, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from itertools import chain, count

from normalizers.words import any_of, squash, squashed, title_words
from schemas.stages import PageText, TextLine, fixed

#: How many pages with text count as the beginning, and how many as the cover.
FIRST_PAGES, COVER_PAGES = 6, 3
#: A title stands among so many lines at the top of a cover page; the very first page may be all cover.
TOP_LINES, FIRST_TOP_LINES = 14, 20
#: Headings are short.
LONGEST_HEADING = 18
#: The share of capital letters that makes a line a heading, one misread letter does not unmake it; of a few letters all have to be.
CAPITALS, FEW_LETTERS = 0.8, 4
#: Shorter lines (letters) name nothing; shorter words are little ones that need no capital in a heading.
SHORTEST_LINE, LONG_WORD = 3, 4


class Role(Enum):
    """What part a line plays."""

    TITLE = "judul"
    HEADING = "kepala"
    LABEL = "label"
    SMALL = "kepala kecil"
    TEXT = "teks"


@fixed(frozen=True, slots=True)
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


_PULLED_APART = re.compile(r"(?:\b\w ){5}")
#: Before a label there may be a number or letter of a list.
NUMBERED = r"^\W*(?:\d{1,2}[.)]?\s+|[a-z][.)]\s+)?"
#: A label stands so near the line's beginning (characters).
_LABEL_REACH = 40
#: Place and day of signing are no longer than this (characters).
_LONGEST_DATE = 60


@dataclass(frozen=True, slots=True)
class _EvidenceWords:
    """What of ``judul.toml`` tells lines apart."""

    label: re.Pattern[str]
    #: A label whose colon the layout lost.
    bare_label: re.Pattern[str]
    laws: tuple[str, ...]
    own_decree: re.Pattern[str]
    own_titles: tuple[str, ...]
    compared: re.Pattern[str]
    dated: tuple[str, ...]


@cache
def _words() -> _EvidenceWords:
    titles = title_words()
    laws = titles.hukum
    return _EvidenceWords(
        label=re.compile(rf"{NUMBERED}{any_of(titles.label.pemilik)}\s*[:;]", re.IGNORECASE),
        bare_label=re.compile(rf"^\W*(?:\d{{1,2}}[.)]?\s+)?{any_of(titles.label.pemilik_tanpa_titik_dua)}\s+(?=[A-Z])", re.IGNORECASE),
        laws=laws.kutipan,
        own_decree=re.compile(rf"^\W*{any_of(laws.keputusan)}\s+{any_of(laws.pejabat)}", re.IGNORECASE),
        own_titles=squashed(laws.bukan_sambungan),
        compared=re.compile(rf"\b{any_of(titles.pemilik.membandingkan)}", re.IGNORECASE),
        dated=titles.tanda_tangan.tanggal,
    )


def evidence_lines(pages: Sequence[PageText]) -> Iterator[EvidenceLine]:
    """The lines worth reading: all of the first pages, headings and labels of the others, titles of laws nowhere."""
    with_text = [page.lines for page in pages if page.lines]
    return chain.from_iterable(map(_lines_of, with_text, count()))


# A document is asked whose it is several times, with ever more of its pages looked at.
@lru_cache(maxsize=300)
def _lines_of(lines: tuple[TextLine, ...], page: int) -> tuple[EvidenceLine, ...]:
    """The lines of one page, before which so many others have text."""
    texts = [line.text.strip() for line in lines]
    found = []
    for position, text in enumerate(texts):
        # Where pages are left out the others move up; beyond the first ones that changes nothing.
        role = _role(text, min(position, FIRST_TOP_LINES), min(page, FIRST_PAGES))
        if role is None:
            continue
        before = texts[position - 1] if position else ""
        after = texts[position + 1] if position + 1 < len(texts) else ""
        if role not in (Role.TITLE, Role.HEADING) or not _wraps_a_law(before, text):
            found.append(EvidenceLine(text, before, after, role, page))
    return tuple(found)


def label_value(text: str) -> str | None:
    """What follows the label of a line ("Unit Kerja : Dinas Sosial"), None when it has none."""
    words = _words()
    label = words.label.match(text) or words.bare_label.match(text)
    return text[label.end() :].strip() if label else None


def is_pulled_apart(text: str) -> bool:
    """Whether the letters of the line stand apart ("D I N A S")."""
    return _PULLED_APART.search(text) is not None


# Lines move to another place on their page when it is known what stands above its table, and to another page when some are left out.
@lru_cache(maxsize=20_000)
def _role(text: str, position: int, page: int) -> Role | None:
    is_first = page < FIRST_PAGES
    if len(text) < SHORTEST_LINE or not (is_first or text.isupper() or _may_be_label(text) or _may_be_dated(text)):
        return None
    if _cites_law(text) and not (text.isupper() and _words().own_decree.match(text)):
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
    if not is_first or _words().compared.search(text):
        return None
    return Role.SMALL if short and _is_title_like(words) else Role.TEXT


def _may_be_label(text: str) -> bool:
    return ":" in text[:_LABEL_REACH] or ";" in text[:_LABEL_REACH]


def _may_be_dated(text: str) -> bool:
    """Whether it may be place and day of a signature, which count on every page."""
    if len(text) >= _LONGEST_DATE or not text[-4:].isdigit():
        return False
    return "," in text or any(map(text.casefold().__contains__, _words().dated))


def _is_capital(text: str) -> bool:
    if text.isupper():
        return True
    letters = list(filter(str.isalpha, text))
    return len(letters) >= FEW_LETTERS and sum(map(str.isupper, letters)) >= CAPITALS * len(letters)


def _is_title_like(words: Sequence[str]) -> bool:
    """Whether every long word begins with a capital and no sentence ends: a heading that is not in capitals."""
    long = [word for word in words if len(word) >= LONG_WORD and word[0].isalpha()]
    return bool(long) and all(word[0].isupper() for word in long) and not words[-1].endswith((".", ";", ","))


def _cites_law(text: str) -> bool:
    plain = text.casefold()
    return any(map(plain.__contains__, _words().laws))


def _wraps_a_law(before: str, text: str) -> bool:
    """Whether a heading goes on the title of a law ("... TENTANG PEMBENTUKAN" / "KABUPATEN X")."""
    return _cites_law(before) and not _words().own_decree.match(before) and not squash(text).startswith(_words().own_titles)
