"""What the words of a header cell say: the phrase at its front decides, what follows only describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from normalizers.figures import canonical_unit, unit_in_brackets
from normalizers.words import fold, quarter_in, read_data, squash, years_in

FILE = "form/kata_kepala.toml"
#: Below this similarity (percent) a misspelt header is another header.
ALIKE = 86
#: Shorter headers (letters) are not guessed at: one letter makes another word.
GUESSED_FROM = 6
#: Longer header cells than this (words) are sentences; sentences are data.
LONGEST = 30
#: A wildcard stands for at most so many words.
_MOST_BETWEEN = 3

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_COUNTED = re.compile(r"\b(?:tahun|thn|th)\s*(?:ke)?\s*([1-9]|10)$|\bke\s*([1-9]|10)$")
_RELATIVE = re.compile(r"(?<![a-z0-9])n\s*([-–+])\s*([1-5])(?![0-9])|\b(?:thn?\.?|tahun)\s*n(?![a-z0-9])(?!\s*[-–+]\s*\d)", re.IGNORECASE)
_QUARTERS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "l": 1,
    "ll": 2,
    "lll": 3,
    "lv": 4,
    "1i": 2,
    "1v": 4,
    "ill": 3,
    "il": 2,
}
_RANGE = re.compile(r"(?:19|20)\d\d\s*(?:-|–|—|s\s*/?\s*d|sampai)\s*(?:19|20)\d\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A known phrase in a header.

    Attributes:
        section: ``peran``, ``ukuran``, ``uang``, ``lain`` or ``tahun``.
        name: What it stands for within the section ("sasaran", "target", "belanja", "kumulatif").
        at: Its first word's place.
        words: How many words it covers.
    """

    section: str
    name: str
    at: int
    words: int


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """The validated content of ``kata_kepala.toml``.

    Attributes:
        phrases: Words of a phrase to (section, name).
        patterns: The same for phrases with wildcards.
        squashed: A phrase without spaces to (section, name).
        short: Whole cells below another level to measure.
        fillers: Words that decide nothing.
        openings: Kind of cell to the first words of such cells.
        known: Every word of every phrase, for joining words that a narrow column tore apart.
        longest: Words of the longest phrase.
    """

    phrases: Mapping[tuple[str, ...], tuple[str, str]]
    patterns: tuple[tuple[re.Pattern[str], tuple[str, str]], ...]
    squashed: Mapping[str, tuple[str, str]]
    short: Mapping[str, str]
    fillers: frozenset[str]
    openings: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    longest: int


@lru_cache(maxsize=1)
def header_words() -> HeaderWords:
    """Load and check the words of headers.

    Raises:
        DataFileError: A phrase stands in two places.
    """
    file = read_data(FILE)
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    patterns: list[tuple[re.Pattern[str], tuple[str, str]]] = []
    for section in ("peran", "ukuran", "uang", "lain", "tahun"):
        for name, given in file.table(section).items():
            for phrase in file.as_strings(given, name):
                meaning = (section, name)
                if "*" in phrase:
                    parts = [re.escape(fold(part)) for part in phrase.split("*")]
                    patterns.append((re.compile(rf" (?:\S+ ){{0,{_MOST_BETWEEN}}}".join(parts) + r"(?!\S)"), meaning))
                    continue
                key = tuple(fold(phrase).split())
                if phrases.setdefault(key, meaning) != meaning:
                    raise file.error(f'"{phrase}" stands under {phrases[key][1]} and under {name}', phrase, 1)
    short = {fold(word) or word: name for name, words in file.table("singkat").items() for word in file.as_strings(words, name)}
    fillers = frozenset(fold(word) for word in file.as_strings(file.table("sela")["sela"], "sela"))
    openings = {name: tuple(fold(word) for word in file.as_strings(words, name)) for name, words in file.table("isi").items()}
    known = frozenset(word for key in phrases for word in key) | fillers
    squashed = {"".join(key): meaning for key, meaning in phrases.items() if meaning[1] != "sela"}
    return HeaderWords(phrases, tuple(patterns), squashed, short, fillers, openings, known, max(map(len, phrases)))


@dataclass(frozen=True, slots=True)
class Said:
    """What one header cell says by itself.

    Attributes:
        text: The cell's text on one line.
        tags: The known phrases in reading order, those in brackets last.
        foreign: How many unknown words stand before the first known phrase.
        whole: Whether the first phrase is the whole cell, fillers and times aside.
        strength: 0..1, how surely the words were recognised; less for misspelt ones.
        years: The years it names; empty for a period.
        counted: The count in "Tahun ke-3", or of a bare number.
        bare: Whether it is nothing but that number.
        relative: Years from the document's own year in "n-2", "tahun lalu".
        quarter: The quarter it names.
        bare_quarter: The quarter that a bare "III" stands for below a title that speaks of quarters.
        speaks_of: Times it speaks of without naming one: ``triwulan``, ``tahun``.
        unit: The unit in brackets at its end, or that the whole cell is.
        money: Whether brackets at its end say rupiah.
        short: The measure that the whole cell ("K", "%") stands for below another level.
    """

    text: str
    tags: tuple[Tag, ...] = ()
    foreign: int = 0
    whole: bool = False
    strength: float = 1.0
    years: tuple[int, ...] = ()
    counted: int | None = None
    bare: bool = False
    relative: int | str | None = None
    quarter: int | None = None
    bare_quarter: int | None = None
    speaks_of: frozenset[str] = frozenset()
    unit: str | None = None
    money: bool = False
    short: str | None = None

    @property
    def head(self) -> Tag | None:
        """The phrase that decides; None when none is known. Words for years stand before it as adjectives do."""
        return next((tag for tag in self.tags if tag.section != "tahun"), None)

    @property
    def times(self) -> bool:
        """Whether it names a year or quarter in any way but by a bare number."""
        counted = self.counted is not None and not self.bare
        return bool(self.years) or counted or self.relative is not None or self.quarter is not None

    def has(self, section: str, name: str | None = None) -> bool:
        return any(tag.section == section and name in (None, tag.name) for tag in self.tags)

    @property
    def is_header_word(self) -> bool:
        """Whether only a header would say this."""
        return (bool(self.tags) and not self.foreign) or self.times or self.quarter is not None or self.short is not None


def joined(text: str) -> str:
    """A header's lines as one, words that a narrow column tore apart joined where the whole is a header word ("Targe / t")."""
    words: list[str] = []
    breaks: list[bool] = []
    for line in text.split("\n"):
        for index, word in enumerate(line.split()):
            words.append(word)
            breaks.append(index == 0)
    known = header_words().known
    result: list[str] = []
    at = 0
    while at < len(words):
        taken = 1
        for more in (3, 2, 1):
            pieces = words[at : at + more + 1]
            if len(pieces) == more + 1 and all(breaks[at + 1 : at + more + 1]):
                whole = "".join(re.split(r"\W", piece)[0] if k == more else piece for k, piece in enumerate(pieces))
                if fold(whole) in known and not all(fold(piece) in known for piece in pieces):
                    taken = more + 1
                    break
        result.append("".join(words[at : at + taken]))
        at += taken
    return " ".join(result)


@lru_cache(maxsize=20_000)
def said_by(text: str) -> Said:
    """Read one header cell.

    Args:
        text: Its text, lines joined by newlines.
    """
    plain = joined(text)
    if not plain.strip():
        return Said("")
    if len(plain.split()) > LONGEST:
        return Said(plain, foreign=LONGEST)
    inside = " ".join(_BRACKETS.findall(plain))
    outside = _BRACKETS.sub(" ", plain)
    main = outside if fold(outside) else inside
    tags, foreign, covered, total = _tags(_timeless(main))
    strength = 1.0
    if not tags:
        guessed, strength = _guessed(main)
        if guessed is not None:
            tags, foreign, covered = [Tag(*guessed, 0, total)], 0, total
    if fold(outside) and inside:
        tags = [*tags, *(tag for tag in _tags(_timeless(inside))[0] if tag.section in ("uang", "lain"))]
    times = _times(plain, main)
    unit = unit_in_brackets(plain)
    whole_unit = canonical_unit(main.strip(" ()")) if not tags and not times else None
    key = fold(_timeless(main))
    return Said(
        text=re.sub(r"\s+", " ", plain).strip(),
        tags=tuple(tags),
        foreign=foreign,
        whole=bool(tags) and covered >= total and not foreign,
        strength=strength,
        unit=unit.name if unit is not None else (whole_unit.name if whole_unit is not None and whole_unit.known else None),
        money=unit is not None and unit.name == "rupiah",
        short=header_words().short.get(key if key else main.strip(" ()")),
        **times,  # type: ignore[arg-type]  # its keys are fields of Said
    )


def _timeless(text: str) -> str:
    """The text without years, quarters' numbers and counts."""
    text = re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", " ", text)
    return _RELATIVE.sub(" ", text)


def _tags(text: str) -> tuple[list[Tag], int, int, int]:
    """The known phrases of a text, unknown words before the first, words covered by phrases or fillers, and all words."""
    lexicon = header_words()
    folded = fold(text)
    words = folded.split()
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    tags: list[Tag] = []
    foreign = covered = at = 0
    while at < len(words):
        best: tuple[int, tuple[str, str]] | None = None
        for length in range(min(lexicon.longest, len(words) - at), 0, -1):
            meaning = lexicon.phrases.get(tuple(words[at : at + length]))
            if meaning is not None:
                best = length, meaning
                break
        for pattern, meaning in lexicon.patterns:
            match = pattern.match(folded, starts[at])
            if match is not None and (length := len(match.group().split())) > (best[0] if best else 0):
                best = length, meaning
        if best is not None:
            tags.append(Tag(*best[1], at, best[0]))
            covered += best[0]
            at += best[0]
            continue
        if words[at] in lexicon.fillers or words[at].isdigit() or words[at] in _QUARTERS or words[at] == "%":
            covered += 1
        elif not tags:
            foreign += 1
        at += 1
    return tags, foreign, covered, len(words)


def _guessed(text: str) -> tuple[tuple[str, str] | None, float]:
    """The phrase that a misspelt cell, or one whose letters were pulled apart, stands for."""
    key = squash(_timeless(text))
    squashed = header_words().squashed
    if key in squashed and len(key) > 2:
        return squashed[key], 1.0
    if len(key) < GUESSED_FROM or any(ch.isdigit() for ch in key):
        return None, 1.0
    found = process.extractOne(key, list(squashed), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return (squashed[found[0]], found[1] / 100) if found is not None else (None, 1.0)


def _times(plain: str, main: str) -> dict[str, object]:
    """The years and quarters a header names, as fields of :class:`Said`; only those that it names."""
    found: dict[str, object] = {}
    words = fold(main)
    if not _RANGE.search(plain):
        years = tuple(dict.fromkeys(years_in(plain)))
        if years:
            found["years"] = years
    quarter = quarter_in(plain)
    if quarter is not None:
        found["quarter"] = quarter
    elif re.search(r"\b(?:triwulan|tw|triw)\b", words):
        found["speaks_of"] = frozenset({"triwulan"})
    relative = _RELATIVE.search(plain)
    if relative is not None:
        sign, count = relative.group(1), relative.group(2)
        found["relative"] = 0 if sign is None else int(count) * (1 if sign == "+" else -1)
    elif "years" not in found:
        for section, name in ((tag.section, tag.name) for tag in _tags(main)[0]):
            if section == "tahun":
                found["relative"] = name
    counted = _COUNTED.search(words)
    if counted is not None and "years" not in found and "quarter" not in found:
        found["counted"] = int(counted.group(1) or counted.group(2))
    bare = re.sub(r"[\s.()\[\]]", "", plain).casefold()
    if bare in _QUARTERS:
        found["bare_quarter"] = _QUARTERS[bare]
    if re.fullmatch(r"[1-9]|10", bare):
        found["counted"], found["bare"] = int(bare), True
    if "speaks_of" not in found and re.search(r"\btahun ke\b|\btahun$|\btahunan$", words) and "years" not in found:
        found["speaks_of"] = frozenset({"tahun"})
    return found
