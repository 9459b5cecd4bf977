"""Which office (perangkat daerah) a line of text names, and how its name is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalizers.owner.region import Region, bare_region, find_regions
from normalizers.words import DataFile, fold, read_data, squash
from schemas.stages import fixed

OFFICE_FILE = "owner/perangkat_daerah.toml"

#: An office's name has at most so many words.
LONGEST_NAME = 16
#: Misspellings of standard names: shorter names exactly, then one wrong letter, from the second length on two.
ONE_ERROR_FROM, TWO_ERRORS_FROM = 10, 30
#: A word in capitals among others is an abbreviation up to this length (letters); longer ones are shouted.
LONGEST_ABBREVIATION = 5

#: A title or an initial keeps its stop: "RSUD dr. R. Sumarno".
_TOKEN = re.compile(r"(?i:\bdr\.)|\b[A-Z]\.(?=\s*[A-Z])|[^\W_]+|[^\w\s]")
_INITIAL = re.compile(r"[A-Z]\.")
_WORD = re.compile(r"[^\W_]+")
#: Digits among capitals, or letters pulled apart: a word may not look like itself.
_MAY_BE_DAMAGED = re.compile(r"[A-Z][01]|[01][A-Z]|\b\w \w \w\b")
_ROMAN = re.compile(r"[IVX]+")
#: A word in capitals with one or two digits in it that look like letters ("D1NAS").
_MISREAD = re.compile(r"(?=.{4,}$)(?=(?:[^01]*[01]){1,2}[^01]*$)[A-Z]*[01]?[A-Z]+[01]?[A-Z]+")


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A place in a text that names an office.

    Attributes:
        name: Its name in normal writing, abbreviations expanded, without the region.
        start, end: Where it stands in the text.
        is_unit: Whether it is only a unit of an office (UPTD, Bagian).
        is_short: Whether it was printed as an abbreviation.
        is_cut: Whether the line ends in the middle of the name.
        regions: The region whose bare name follows ("DINAS SOSIAL SERUYAN"); several when the name fits more than one.
    """

    name: str
    start: int
    end: int
    is_unit: bool = False
    is_short: bool = False
    is_cut: bool = False
    regions: tuple[Region, ...] = ()


@fixed(frozen=True, slots=True)
class _Token:
    raw: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """``perangkat_daerah.toml`` ready for matching; phrases are tuples of folded words by their first word, longest first."""

    starts: Mapping[str, Sequence[tuple[str, ...]]]
    units: frozenset[str]
    complete: frozenset[str]
    local: frozenset[str]
    ends: Mapping[str, Sequence[tuple[str, ...]]]
    not_offices: tuple[str, ...]
    not_after: frozenset[str]
    short: Mapping[str, str]
    standard: Mapping[str, str]
    small: frozenset[str]
    capitals: Mapping[str, str]
    joining: frozenset[str]


def find_offices(text: str, following: str = "") -> list[OfficeMention]:
    """The offices that a line names.

    Args:
        text: The line.
        following: The line below, for a name that goes on there.

    Returns:
        The mentions in order. A name cut at the end of the line is completed from the line below when it has to go on ("... dan")
        or when the whole is a standard name; what still ends in the middle is marked ``is_cut``.
    """
    found = list(_mentions(text))
    if not following or not found or not (found[-1].is_cut or not text[found[-1].end :].strip()):
        return found
    joined = [mention for mention in _mentions(f"{text} {following}") if mention.start == found[-1].start]
    if joined and (found[-1].is_cut or squash(joined[0].name) in _words().standard):
        found[-1] = joined[0]
    return found


def office_in_path(path: str) -> str | None:
    """The office that the name of a file or its folders tell ("jabar/dinkes_2017.pdf"), the file's name first."""
    for part in reversed(re.split(r"[/\\]", path.rsplit(".", 1)[0])):
        words = re.sub(r"[\W_]+", " ", part)
        found = [mention for mention in _mentions(words) if not mention.is_cut]
        if found:
            return max(found, key=lambda mention: (not mention.is_unit, not mention.is_short)).name
    return None


def title_case(text: str) -> str:
    """Writes a name as Indonesian does: capitals on every word but the little ones, abbreviations and numerals kept.

    >>> title_case("DINAS PARIWISATA DAN KEBUDAYAAN")
    'Dinas Pariwisata dan Kebudayaan'
    """
    words = _words()
    shouted = text.isupper()

    def written(match: re.Match[str]) -> str:
        raw, word = match.group(), match.group().casefold()
        if word in words.small and match.start() > 0:
            return word
        if word in words.capitals:
            return words.capitals[word]
        if any(letter.isdigit() for letter in raw) or (_ROMAN.fullmatch(raw) and (len(raw) > 1 or match.start() > 0)):
            return raw
        if raw.isupper() and not shouted and len(raw) <= LONGEST_ABBREVIATION:
            return raw  # an abbreviation, for the words around it are not in capitals
        return raw.capitalize() if raw.isupper() or raw.islower() else raw

    return re.sub(r"[^\W_]+", written, text)


def _mentions(text: str) -> Iterator[OfficeMention]:
    if _words().starts.keys().isdisjoint(_WORD.findall(text.casefold())) and not _MAY_BE_DAMAGED.search(text):
        return
    tokens = [_token(match) for match in _TOKEN.finditer(text)]
    if sum(len(token.raw) == 1 and token.raw.isalpha() for token in tokens) > len(tokens) / 2:
        yield from _pulled_apart(tokens)
        return
    region_starts = [mention.start for mention in find_regions(text)]
    position = 0
    while position < len(tokens):
        mention, position = _mention_at(tokens, position, region_starts)
        if mention is not None:
            yield mention


def _token(match: re.Match[str]) -> _Token:
    raw = match.group()
    if _MISREAD.fullmatch(raw):
        raw = raw.replace("1", "I").replace("0", "O")
    return _Token(raw, fold(raw), match.start(), match.end())


def _mention_at(tokens: Sequence[_Token], first: int, region_starts: Sequence[int]) -> tuple[OfficeMention | None, int]:
    """The office whose name begins at this token, and where to look on."""
    words = _words()
    phrase = _phrase_at(tokens, first, words.starts)
    before = next((token.word for token in reversed(tokens[:first]) if token.word), "")
    if phrase is None or before in words.not_after:
        return None, first + 1
    head = "".join(phrase)
    short = words.short.get(head)
    stop = first + len(phrase)
    rest: list[_Token] = []
    if short is None or squash(short) in words.complete or squash(short) in words.local:
        rest = _name_after(tokens, stop, region_starts, numbered=head in words.local)
    spoken = " ".join([*phrase, *(token.word for token in rest)])
    if spoken.startswith(words.not_offices):
        return None, stop
    after = stop + len(rest)
    at_end = after == len(tokens)
    rest, regions = (rest, ()) if head in words.local else _without_region(rest, may_be_all=head in words.complete)
    cut = False
    while rest and (rest[-1].word in words.joining or not rest[-1].word):
        cut = at_end
        rest.pop()
    needs_more = short is None and head not in words.complete and not rest
    if needs_more and not at_end:
        return None, stop
    name = _written(short or " ".join(token.raw for token in tokens[first:stop]), rest)
    end = (rest[-1] if rest else tokens[stop - 1]).end
    return OfficeMention(name, tokens[first].start, end, head in words.units, short is not None, cut or needs_more, regions), after


def _phrase_at(tokens: Sequence[_Token], first: int, phrases: Mapping[str, Sequence[tuple[str, ...]]]) -> tuple[str, ...] | None:
    for phrase in phrases.get(tokens[first].word, ()):
        if all(first + step < len(tokens) and tokens[first + step].word == word for step, word in enumerate(phrase)):
            return phrase
    return None


def _name_after(tokens: Sequence[_Token], first: int, region_starts: Sequence[int], *, numbered: bool) -> list[_Token]:
    ends = _words().ends
    name: list[_Token] = []
    for position in range(first, min(len(tokens), first + LONGEST_NAME)):
        token = tokens[position]
        if token.start in region_starts or _phrase_at(tokens, position, ends):
            break
        if token.word == "kota" and position + 1 == len(tokens):
            break
        if not token.word and token.raw not in (",", "&"):
            break
        if token.word.isdigit() and not numbered:
            break
        if _INITIAL.fullmatch(token.raw) and name and not name[-1].raw.endswith("."):
            # The letter of a list's next item.
            break
        name.append(token)
    return name


def _without_region(name: list[_Token], *, may_be_all: bool) -> tuple[list[_Token], tuple[Region, ...]]:
    """The name and the region whose bare name it ended in."""
    for keep in range(0 if may_be_all else 1, len(name)):
        if found := bare_region(token.word for token in name[keep:]):
            return name[:keep], found
    return name, ()


def _pulled_apart(tokens: Sequence[_Token]) -> Iterator[OfficeMention]:
    """In "D I N A S  S O S I A L" only standard names can be told, for the spaces between words are lost."""
    squashed = "".join(token.word for token in tokens)
    standard = _words().standard
    found = [(squashed.find(key), -len(key), name) for key, name in standard.items() if key in squashed]
    if found:
        begin, length, name = min(found)
        offsets = [0]
        for token in tokens:
            offsets.append(offsets[-1] + len(token.word))
        first = max(number for number, offset in enumerate(offsets[:-1]) if offset <= begin)
        last = max(number for number, offset in enumerate(offsets[:-1]) if offset < begin - length)
        yield OfficeMention(name, tokens[first].start, tokens[last].end)


def _written(head: str, rest: Sequence[_Token]) -> str:
    tail = ""
    for token in rest:
        tail += token.raw if token.raw == "," else " " + ("dan" if token.raw == "&" else token.raw)
    return _standard(head + tail) or title_case(head + tail)


@lru_cache(maxsize=5_000)
def _standard(name: str) -> str | None:
    """The standard name that this is but for spaces, commas and small misspellings."""
    standard = _words().standard
    key = squash(name)
    if key in standard:
        return standard[key]
    allowed = 2 if len(key) >= TWO_ERRORS_FROM else 1 if len(key) >= ONE_ERROR_FROM else 0
    near = process.extract(key, standard.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=3)
    # Nearness to two standard names says nothing.
    return standard[near[0][0]] if allowed and len({standard[hit[0]] for hit in near}) == 1 else None


@cache
def _words() -> _Words:
    file = read_data(OFFICE_FILE)
    short = _table_of_names(file, "singkatan")
    starts = [*file.strings("awal"), *file.strings("unit"), *file.table("singkatan")]
    return _Words(
        starts=_by_first_word(starts),
        units=frozenset(map(squash, file.strings("unit"))),
        complete=frozenset(map(squash, file.strings("lengkap"))),
        local=frozenset(map(squash, file.strings("bernama_tempat"))),
        ends=_by_first_word(file.strings("akhir")),
        not_offices=tuple(map(fold, file.strings("bukan"))),
        not_after=frozenset(map(fold, file.strings("bukan_sesudah"))),
        short=short,
        standard={squash(name): name for name in file.as_strings(file.table("nama").get("baku"), "baku")},
        small=frozenset(file.strings("kata_kecil")),
        capitals={word.casefold(): word for word in file.strings("huruf_besar")},
        joining=frozenset(map(fold, file.strings("penghubung"))),
    )


def _table_of_names(file: DataFile, table: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for short, name in file.table(table).items():
        if not isinstance(name, str) or not name.strip():
            raise file.error(f"{short!r} needs a name", short)
        names[squash(short)] = name
    return names


def _by_first_word(phrases: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        words = tuple(fold(phrase).split())
        found[words[0]].append(words)
    return {first: sorted(set(several), key=lambda words: (-len(words), words)) for first, several in found.items()}
