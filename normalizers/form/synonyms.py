"""What a header cell says by itself: a column's role, a measure, a year, a quarter, a unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from normalizers.figures import canonical_unit, unit_in_brackets
from normalizers.words import NOTHING_TAUGHT, UserTerms, fold, quarter_in, read_data, squash, years_in

FILE = "form/kepala_kolom.toml"
#: Below this similarity (percent) a misspelt header is another header.
ALIKE = 86
#: Longer header cells than this (words) are sentences; sentences are data.
LONGEST = 14

_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class HeaderTerms:
    """The validated synonym file, by squashed spelling.

    Attributes:
        roles: Spelling to role.
        measures: Spelling to measure (``ukuran``).
        short_measures: Spelling to measure, for a cell that holds nothing else.
        openings: First words to role.
        foreign: Spellings that mark tables of other things (budget, staff).
        phrases: The measures' spellings with their spaces, for finding them inside longer headers.
    """

    roles: Mapping[str, str]
    measures: Mapping[str, str]
    short_measures: Mapping[str, str]
    openings: Mapping[str, str]
    foreign: frozenset[str]
    phrases: tuple[str, ...]


@lru_cache(maxsize=1)
def header_terms() -> HeaderTerms:
    """Load and check the synonym file.

    Raises:
        DataFileError: A spelling stands under two roles.
    """
    file = read_data(FILE)

    def by_spelling(section: str) -> dict[str, str]:
        spellings: dict[str, str] = {}
        for role, names in file.table(section).items():
            for name in file.as_strings(names, role):
                key = squash(name) or name.strip()
                if spellings.setdefault(key, role) != role:
                    raise file.error(f'"{name}" stands under {spellings[key]} and under {role} in [{section}]', name, 1)
        return spellings

    return HeaderTerms(
        roles=by_spelling("peran"),
        measures=by_spelling("ukuran"),
        short_measures=by_spelling("ukuran_singkat"),
        openings=by_spelling("awalan"),
        foreign=frozenset(by_spelling("bukan_indikator")),
        phrases=tuple(fold(name) for role, names in file.table("ukuran").items() for name in file.as_strings(names, role)),
    )


def role_of(text: str, taught: UserTerms = NOTHING_TAUGHT) -> tuple[str | None, float]:
    """The role a header cell names, and how surely.

    Args:
        text: The cell's text, several header rows joined by newlines.
        taught: Headers that people named.

    Returns:
        The role and 1.0 for a spelling that is listed or that a person named, 0.86 to 1 for a misspelt one, 0.7 when only its first
        words are known; else ``(None, 0.0)``.
    """
    named = taught.role_of(text)
    return (named, 1.0) if named is not None else _listed_role(text)


@lru_cache(maxsize=20_000)
def _listed_role(text: str) -> tuple[str | None, float]:
    """The role of a text by the synonym file alone."""
    terms = header_terms().roles
    for candidate in (text, _BRACKETS.sub(" ", text)):
        key = squash(candidate)
        if key in terms:
            return terms[key], 1.0
    if not len(key) >= 4 or len(fold(text).split()) > LONGEST:
        return None, 0.0
    found = process.extractOne(key, list(terms), scorer=fuzz.ratio, score_cutoff=ALIKE)
    if found is not None and len(key) >= 6:
        return terms[found[0]], found[1] / 100
    words = fold(text).split()
    if len(words) <= 7:
        for opening, role in header_terms().openings.items():
            if key.startswith(opening) and not any(ch.isdigit() for ch in key):
                return role, 0.7
    return None, 0.0


@lru_cache(maxsize=20_000)
def measure_of(text: str) -> str | None:
    """The measure (``ukuran``) a header cell names: the longest listed phrase in it."""
    terms = header_terms()
    bare = _without_times(text)
    key = squash(bare)
    if key in terms.measures:
        return terms.measures[key]
    words = fold(_BRACKETS.sub(" ", bare)).split()
    if not words or len(words) > LONGEST:
        return None
    padded = f" {' '.join(words)} "
    inside = [name for name in terms.phrases if f" {name} " in padded]
    if inside:
        return terms.measures[squash(max(inside, key=len))]
    if len(key) >= 6:
        found = process.extractOne(key, list(terms.measures), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if found is not None:
            return terms.measures[found[0]]
    return None


@lru_cache(maxsize=20_000)
def short_measure_of(text: str) -> str | None:
    """The measure that a short cell ("K", "%") stands for below a year or beside other values; by itself it names none."""
    return header_terms().short_measures.get(squash(_without_times(text)) or text.strip())


def _without_times(text: str) -> str:
    """The text without years, quarters and the words that announce them."""
    text = re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", " ", text)
    return re.sub(r"\b(pada|tahun|thn|th|ta|triwulan|tw|ke|n)\b\.?", " ", text, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellTerms:
    """All that one header cell says.

    Attributes:
        role, score: As of :func:`role_of`.
        tahun: The one year it names; None when it names none or a period.
        triwulan, ukuran, satuan: As named, else None.
        bare_unit: The unit that the whole cell is, without brackets: "orang" below "Target" is one, "Triwulan" above quarters is not.
        short: The measure that the cell stands for among values, see :func:`short_measure_of`.
    """

    role: str | None
    score: float
    tahun: int | None
    triwulan: int | None
    ukuran: str | None
    satuan: str | None
    short: str | None = None
    bare_unit: str | None = None

    @property
    def says_value(self) -> bool:
        """Whether the cell heads values rather than text."""
        return any(x is not None for x in (self.tahun, self.triwulan, self.ukuran))


def cell_terms(text: str, taught: UserTerms = NOTHING_TAUGHT) -> CellTerms:
    """Read one header cell.

    Args:
        text: The cell's text, lines joined by newlines.
        taught: Headers and units that people named.
    """
    if len(fold(text).split()) > LONGEST:
        return CellTerms(None, 0.0, None, None, None, None)
    role, score = role_of(text, taught)
    year, quarter = _times_in(text)
    measure = measure_of(text) if role is None or score < 0.8 else None
    if measure is not None:
        role, score = None, 0.0
    unit = unit_in_brackets(text, taught)
    bare = None
    if unit is None and role is None and measure is None and year is None and quarter is None:
        whole = canonical_unit(text.strip(" ()"), taught)
        bare = whole.name if whole is not None and whole.known else None
    return CellTerms(role, score, year, quarter, measure, unit.name if unit is not None else None, short_measure_of(text), bare)


@lru_cache(maxsize=20_000)
def _times_in(text: str) -> tuple[int | None, int | None]:
    """The one year and the one quarter that a text names."""
    years = set(years_in(text))
    return years.pop() if len(years) == 1 else None, quarter_in(text)
