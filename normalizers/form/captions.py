"""What a table's own caption says: the one indicator that the whole table is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalizers.header import header_words
from normalizers.words import INDICATOR_NUMBER, fold, mend, quarter_in, read_data, without_numbering

FILE = "form/judul_tabel.toml"
#: A caption begins so many lines above its table, and has at most so many words.
REACH, MOST_WORDS = 7, 60
#: An indicator's name has so many words.
NAME_WORDS = range(2, 41)

_YEAR = r"(?:19|20)\d\d"
_JOIN = r"\s*(?:-|–|—|−|/|,|&|\bdan\b|\bs\s*[./]?\s*d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b)\s*"
_PART = r"(?:(?:periode|semester|triwulan|tribulan|tw)\b[\s.]*[ivx\d]{0,3}\s*)"
_TIME = re.compile(
    rf"[\s,(]*(?:\b(?:pada|periode|dalam|untuk|dari|selama)\s+)*{_PART}*\b(?:tahun|thn|th|ta|periode)?[\s.]*(?:anggaran\s+|ke\s*-?\s*\d\s+)?"
    rf"(?<!\d){_YEAR}(?!\d)(?:{_JOIN}(?:tahun\s+)?(?<!\d){_YEAR}(?!\d))*\s*\)?",
    re.IGNORECASE,
)
#: Half of a year.
SEMESTER = re.compile(r"\bsemester\s*(?:i{1,2}|[12]|pertama|kedua|satu|dua)\b", re.IGNORECASE)
#: Quotes, and what a sentence ends with.
_QUOTES = "\"'“”„‘’«»"


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption's lines, joined, and how many lines it has; ``marked`` where it says so ("Tabel 9. …") or a label does."""

    text: str
    lines: int
    marked: bool


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    file = read_data(FILE)
    return {name: tuple(map(fold, file.as_strings(words, name))) for name, words in file.table("judul").items()}


@lru_cache(maxsize=1)
def _money_words() -> dict[str, frozenset[str]]:
    file = read_data(FILE)
    return {name: frozenset(map(fold, file.as_strings(words, name))) for name, words in file.table("uang").items()}


def may_be_of_money(name: str) -> bool:
    """Whether a name has no other words than a budget's lines have ("Realisasi", "Persentase")."""
    known = frozenset[str]().union(*_money_words().values())
    words = [bare for word in fold(name).split() if (bare := word.strip("%")) and not bare.isdigit()]
    return known.issuperset(words)


def is_of_money(name: str) -> bool:
    """Whether a name is made of words for money alone ("Pagu Awal", "Realisasi (Rp)", "Persentase Penggunaan Anggaran (%)")."""
    said = set(fold(name).split())
    return may_be_of_money(name) and bool((_money_words()["inti"] | _money_words()["satuan"]) & said)


def speaks_of_money(name: str) -> bool:
    """Whether a name has a word for planned or spent money in it."""
    return bool(_money_words()["inti"] & set(fold(name).split()))


@lru_cache(maxsize=1)
def _mark() -> re.Pattern[str]:
    """ "Tabel 3.2", "Tabel III-4.", "Tabel 2. 1" before a title."""
    number = r"(?:\d+|[ivxlc]+|[a-z])(?:\s?[.\-–]\s?(?:\d+|[ivxlc]+\b|[a-z]\b))*"
    return re.compile(rf"\W*(?:{'|'.join(_words()['tabel'])})\s*{number}\s*[.:)\-–]*(?:\s+|$)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(_words()["label"], key=len, reverse=True))
    return re.compile(rf"\W*(?:\(?\w{{1,3}}[.)]\s*)?(?:{labels})\s*(?:[\d.]+)?\s*:\s*(?=\S)", re.IGNORECASE)


def caption_of(above: Sequence[str]) -> Caption | None:
    """The caption of a table: from the nearest line that says "Tabel n" or names an indicator behind its label, down to the table.

    Args:
        above: The lines above it, nearest last; without those that every page prints.

    Returns:
        The caption; None where no line near the table begins one.
    """
    near = list(above)[-REACH:]
    for at in range(len(near) - 1, -1, -1):
        for begins in (_mark(), _label()):
            if (match := begins.match(near[at])) is None:
                continue
            rest = [near[at][match.end() :], *near[at + 1 :]]
            text = mend("\n".join(line for line in rest if re.search(r"[^\W\d_]|\d{4}", line)))
            return Caption(text, len(near) - at, marked=True) if text and len(text.split()) <= MOST_WORDS else None
    return None


def indicator_of(caption: str) -> str | None:
    """The one indicator that a caption names, without what introduces it and the years behind it; None where it does not plainly name one.

    >>> indicator_of("Capaian Persentase Jalan Mantap Tahun 2020-2024 pada Dinas Bina Marga")
    'Persentase Jalan Mantap'
    """
    name = re.sub(f"[{_QUOTES}]", "", caption).strip(" .:;")
    times = list(_TIME.finditer(name))
    if times:
        last = times[-1]
        if not _only_says_where(name[last.end() :]) or len(times) > 1:
            return None
        name = name[: last.start()].strip(" ,.:;-–(")
    introduced, name = _without_introduction(name)
    if quarter_in(name) is not None or SEMESTER.search(name):
        return None
    folded = fold(name)
    opening = header_words().begins["indikator"].match(f"{folded} ")
    if opening is None or len(name.split()) not in NAME_WORDS or _names_two(folded):
        return None
    compares = set(_words()["pembanding"]) & set(folded.split()) and ("perbandingan" in introduced or " dengan " in folded)
    return None if compares or re.search(r"[.;:]\s", name) else name


def _without_introduction(text: str) -> tuple[list[str], str]:
    """The words that introduce a name, folded, and the name."""
    introducing = set(_words()["pengantar"])
    introduced: list[str] = []
    rest = without_numbering(text)
    while (word := re.match(rf"\W*(?:{INDICATOR_NUMBER}(?=\s)|\d+(?:\.\d+)*|[^\W_]+)[\s:./\-–]*", rest, re.IGNORECASE)) is not None:
        folded = fold(word.group())
        if not (folded in introducing or re.fullmatch(r"(?:ik[a-z]{0,3} ?)?[\d ]+", folded)):
            break
        introduced.append(folded)
        rest = rest[word.end() :]
    return introduced, rest.strip()


def _names_two(folded: str) -> bool:
    """Whether a second indicator begins within a name ("persentase a dan persentase b")."""
    begins = header_words().begins["indikator"]
    return any(begins.match(f"{folded[join.end() :]} ") for join in re.finditer(r" (?:dan|serta|atau|vs) ", folded))


def _only_says_where(tail: str) -> bool:
    """Whether what stands behind a caption's years only says where, or whose table it is."""
    folded = fold(tail)
    if not folded:
        return True
    offices = header_words().openings["kantor"]
    where = any(folded == word or folded.startswith(f"{word} ") for word in (*_words()["sesudah_tahun"], *offices))
    return where and not _names_two(f"x dan {folded}")
