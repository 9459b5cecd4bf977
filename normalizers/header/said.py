"""What the words of a header cell say: the phrase at its front decides, what follows only describes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from normalizers.figures import canonical_unit, unit_in_brackets
from normalizers.header.lexicon import header_words
from normalizers.header.moments import NO_MOMENT, QUARTERS, Moments, printed_moments, timeless
from normalizers.words import fold, quarter_in, squash

#: Below this similarity (percent) a misspelt header is another header.
ALIKE = 86
#: Shorter headers (letters) are not guessed at: one letter makes another word.
#: A word in capitals of so many letters is a name.
ACRONYM = 3
GUESSED_FROM = 6
#: Longer header cells than this (words) are sentences; sentences are data.
LONGEST = 30
#: A cell of more words is not guessed at as a whole.
MOST_GUESSED = 6
#: A unit has no more words.
MOST_OF_A_UNIT = 4
#: An ending that makes another word of one has at least so many letters.
DERIVED = 2
#: A glued word begins with a header's words of at least so many letters ("SASARANSTRATEGIS").
GLUED_FROM = 7

#: What brackets may name where the title before them does not; levels of programmes are units, too.
_NAMED_IN_BRACKETS = frozenset({"tujuan", "sasaran", "indikator", "formula", "sumber_data", "penanggung_jawab"})
_LEVELS = frozenset({"program", "kegiatan", "sub_kegiatan"})
#: What a clause behind it only describes ("Kondisi Akhir yang Diharapkan").
_CONDITIONS = frozenset({"kondisi_awal", "kondisi_akhir"})
#: How a share of a target is called.
SHARE_WORDS = frozenset({"persen", "persentase", "prosentase", "presentase", "rasio", "ratio", "tingkat"})

_YEAR_OF_BUDGET = re.compile(r"\btahun\s+anggaran\b", re.IGNORECASE)
_OTHER_CASE = re.compile(r"/\s*\(([^\W\d_]{3,})\)")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_ABBREVIATED = re.compile(r"(?<!\w)(?P<begun>[^\W\d_]{3,})\.(?!\w)")
_SHORT_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,6})(?:\.(?!\w)|(?![^\W\d_]))")
_NO_WORD = re.compile(r"\W")
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_MISREAD = re.compile(r"(?<=[^\W\d_])[01]|[01](?=[^\W\d_])")


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
class Said:
    """What one header cell says by itself.

    Attributes:
        text: The cell's text on one line.
        tags: The known phrases in reading order, those in brackets last.
        foreign: How many unknown words stand before the first known phrase.
        whole: Whether the first phrase is the whole cell, fillers and times aside.
        strength: 0..1, how surely the words were recognised; less for misspelt ones.
        when: The years and quarters it names.
        unit: The unit in brackets at its end, or that the whole cell is.
        money: Whether brackets at its end say rupiah.
        unknown: How many of its words nobody knows, that may change what it means.
        short: The measure that the whole cell ("K", "%") stands for below another level.
    """

    text: str
    tags: tuple[Tag, ...] = ()
    foreign: int = 0
    whole: bool = False
    strength: float = 1.0
    when: Moments = NO_MOMENT
    unit: str | None = None
    money: bool = False
    short: str | None = None
    unknown: int = 0

    @property
    def head(self) -> Tag | None:
        """The phrase that decides; None when none is known. Words for years stand before it as adjectives do."""
        return next((tag for tag in self.tags if tag.section != "tahun"), None)

    @property
    def times(self) -> bool:
        """Whether it names a year or quarter in any way but by a bare number."""
        return self.when.named

    def has(self, section: str, name: str | None = None) -> bool:
        return any(tag.section == section and name in (None, tag.name) for tag in self.tags)

    @property
    def says_all(self) -> bool:
        """Whether what it says is the whole cell, not only its beginning."""
        return self.whole or self.times or self.short is not None

    @property
    def is_header_word(self) -> bool:
        """Whether only a header would say this."""
        return (bool(self.tags) and not self.foreign) or self.times or self.short is not None


def joined(text: str) -> str:
    """A header's lines as one, words that a narrow column tore apart joined where the whole is a header word ("Targe / t")."""
    text = _GLUED.sub(" ", text)
    if "\n" not in text:
        return " ".join(text.split())
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
        taken, word = 1, words[at]
        for more in (3, 2, 1) if at + 1 < len(words) and breaks[at + 1] else ():
            pieces = words[at : at + more + 1]
            if len(pieces) == more + 1 and all(breaks[at + 1 : at + more + 1]):
                # A hyphen at a line's end parts a word as often as it belongs to it ("Ditarget- / kan", "Rata- / rata").
                pieces[:-1] = [piece.removesuffix("-") for piece in pieces[:-1]]
                whole = "".join(_NO_WORD.split(piece)[0] if k == more else piece for k, piece in enumerate(pieces))
                if fold(whole) in known and not all(fold(piece) in known for piece in pieces):
                    taken, word = more + 1, "".join(pieces)
                    break
        result.append(word)
        at += taken
    return " ".join(result)


def spelt_out(text: str) -> str:
    """A header with its abbreviated words whole: customary ones ("Tgt"), and those that only one word of headers begins like ("Indik.")."""
    abbreviated = header_words().abbreviated

    def whole(match: re.Match[str]) -> str:
        begun = match["begun"].casefold()
        known = header_words().known
        words = [word for word in known if word.startswith(begun)] if begun not in known else []
        return f"{words[0]} " if len(words) == 1 else match.group()

    return _ABBREVIATED.sub(whole, _SHORT_WORD.sub(lambda match: abbreviated.get(match[1].casefold(), match[0]), text))


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
    printed = " ".join(plain.split())
    # "Naik/(Turun)": the accountants' brackets around the other case explain nothing.
    # "Tahun Anggaran 2022" is a year, and no money.
    plain = _YEAR_OF_BUDGET.sub("Tahun ", spelt_out(_OTHER_CASE.sub(r"/\1", plain)))
    inside = " ".join(_BRACKETS.findall(plain))
    outside = _BRACKETS.sub(" ", plain)
    main = outside if fold(outside) else inside
    bare = timeless(main)
    tags, foreign, covered, total = _tags(bare)
    named = [tag.name for tag in (tags if bare == main else _tags(main)[0]) if tag.section == "tahun"]
    clause = next((tag for tag in tags if tag.section == "klausa"), None)
    if clause is not None and tags[0].name not in _CONDITIONS:
        # "Kinerja yang dijanjikan": what the clause says decides, the words before it are described by it.
        tags, foreign = [Tag("ukuran", clause.name, clause.at, clause.words), *(tag for tag in tags if tag.section != "klausa")], 0
    if _is_share_of_the_target(bare, tags) or _is_result_by_target(plain, tags) or _is_share_of_the_result(bare, tags):
        tags, foreign = [Tag("ukuran", "capaian", 0, 1), *tags], 0
    strength = 1.0
    if (not tags or foreign) and total <= MOST_GUESSED:
        guessed, strength = _guessed(main, bare)
        if guessed is not None:
            tags, foreign, covered = [Tag(*guessed, 0, total)], 0, total
        elif (spelt := _spelt_right(bare)) is not None:
            again = _tags(spelt)
            if again[0] and again[2] == again[3] and again[0][0].section in ("peran", "ukuran", "uang"):
                (tags, foreign, covered, total), bare, strength = again, spelt, ALIKE / 100
    if fold(outside) and inside:
        tags, foreign = _with_brackets(tags, foreign, timeless(inside), said=clause is not None)
    if _tags_of_months(tags) and (covered < total or foreign or quarter_in(plain) is not None):
        # A month within other words, or one that only explains a quarter, is no head.
        tags = [tag for tag in tags if tag.name != "bulan"]
    when = printed_moments(plain, main, named)
    unit = unit_in_brackets(plain)
    whole_unit = canonical_unit(main.strip(" ()")) if not tags and when == NO_MOMENT and total <= MOST_OF_A_UNIT else None
    key = fold(bare)
    short = header_words().short.get(key if key else main.strip(" ()"))
    if short == "target" or (whole_unit is not None and whole_unit.behaviour == "umum"):
        # "Volume" below another title, or "Jumlah", says what is measured, not in what.
        whole_unit = None
    return Said(
        text=printed,
        tags=tuple(tags),
        foreign=foreign,
        whole=bool(tags) and covered >= total and not foreign,
        strength=strength,
        unit=unit.name if unit is not None else (whole_unit.name if whole_unit is not None and whole_unit.known else None),
        money=unit is not None and unit.name == "rupiah",
        short=short,
        when=when,
        unknown=_unknown(main, bare, tags),
    )


def _with_brackets(tags: Sequence[Tag], foreign: int, inside: str, *, said: bool) -> tuple[list[Tag], int]:
    """What a title says with the words in its brackets: they explain it, and name what it does not name itself.

    Args:
        tags: The phrases outside the brackets.
        foreign: The unknown words before the first of them.
        inside: What stands in the brackets.
        said: Whether a clause said what it is ("Kinerja yang diperjanjikan").
    """
    explained, _, covered, total = _tags(inside)
    head = tags[0] if tags else None
    found = [
        *tags,
        *(tag for tag in explained if (tag.section in ("uang", "lain") and tag.name != "bulan") or tag.name == "kondisi_akhir"),
    ]
    if len(explained) != 1 or covered < total:
        return found, foreign
    named = explained[0]
    vague = head is None or foreign or head.section == "lain" or head.name == "uraian" or said
    if head is None and foreign and named.name in _LEVELS:
        # "Payung Kerja (Program)"; behind words that are known it is a unit ("Target (Kegiatan)").
        return [named], 0
    if vague and (named.section == "ukuran" or named.name in _NAMED_IN_BRACKETS):
        # "Angka Kesepakatan (Target)", "Alat Ukur (Indikator)", "2019 (baseline)".
        return [named, *(tag for tag in found if tag != named)], 0
    which = head is not None and (head.section, head.name) == ("ukuran", "capaian") and named.name in ("target", "realisasi")
    if which and not any(tag.name == named.name for tag in found):
        # "Capaian Kabupaten (Realisasi)": which achievement is meant, unless the brackets only say a word of it again.
        found = [named, *found[1:]]
    return found, foreign


def _is_share_of_the_target(text: str, tags: Sequence[Tag]) -> bool:
    """Whether a title is of a share that is compared with the target ("% thd target", "Persentase terhadap Target")."""
    named = [(tag.section, tag.name) for tag in tags[:3]]
    before = fold(text).split()[: tags[0].at] if tags else []
    compared = [("lain", "banding"), ("ukuran", "target")]
    return named[:2] == compared and bool(before) and set(before) <= SHARE_WORDS | {"%"}


def _is_share_of_the_result(text: str, tags: Sequence[Tag]) -> bool:
    """Whether a title is of a result as a share ("Tingkat Hasil (%)", "% Terlayani")."""
    first = tags[0] if tags else None
    before = fold(text).split()[: first.at] if first is not None else []
    shares = set(before) <= SHARE_WORDS | {"%"} if before else text.lstrip().startswith("%")
    return first is not None and (first.section, first.name) == ("ukuran", "realisasi") and shares and len(tags) == 1


def _is_result_by_target(text: str, tags: Sequence[Tag]) -> bool:
    """Whether a title sets the result over the target, as a percent ("Realisasi/Target (%)", "Realisasi terhadap Target (%)")."""
    named = [(tag.section, tag.name) for tag in tags if (tag.section, tag.name) != ("lain", "banding")]
    compared = "/" in text or len(named) < len(tags)
    return named == [("ukuran", "realisasi"), ("ukuran", "target")] and compared and "%" in text


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
        for length in range(min(lexicon.openers.get(words[at], 0), len(words) - at), 0, -1):
            meaning = lexicon.phrases.get(tuple(words[at : at + length]))
            if meaning is not None:
                best = length, meaning
                break
        for pattern, meaning in lexicon.patterns.get(words[at], ()):
            match = pattern.match(folded, starts[at])
            if match is not None and (length := len(match.group().split())) > (best[0] if best else 0):
                best = length, meaning
        if best is not None:
            tags.append(Tag(*best[1], at, best[0]))
            covered += best[0]
            at += best[0]
            continue
        if words[at] in lexicon.fillers or words[at].isdigit() or words[at] in QUARTERS or words[at] == "%":
            covered += 1
        elif not tags:
            foreign += 1
        at += 1
    return tags, foreign, covered, len(words)


def _unknown(main: str, bare: str, tags: Sequence[Tag]) -> int:
    """How many words of a title beside its known phrases are unknown; names in capitals among small letters are an office's."""
    lexicon = header_words()
    covered = {at for tag in tags for at in range(tag.at, tag.at + tag.words)}
    capitals = {fold(word) for word in main.split() if word.isupper() and len(word) >= ACRONYM} if not main.isupper() else set()
    return sum(
        not (at in covered or word in lexicon.harmless or word in capitals or word.isdigit() or word in QUARTERS or word == "%")
        for at, word in enumerate(fold(bare).split())
    )


def _tags_of_months(tags: list[Tag]) -> bool:
    return any(tag.name == "bulan" for tag in tags)


def _guessed(text: str, bare: str) -> tuple[tuple[str, str] | None, float]:
    """The phrase that a misspelt or misread cell, or one whose letters were pulled apart or glued, stands for."""
    read = _MISREAD.sub(lambda match: "o" if match.group() == "0" else "i", bare)
    key = squash(read)
    squashed = header_words().squashed
    if key in squashed and (len(key) > 2 or key != squash(text)):
        return squashed[key], 1.0
    if len(key) < GUESSED_FROM or any(ch.isdigit() for ch in key):
        return None, 1.0
    found = process.extractOne(key, list(squashed), scorer=fuzz.ratio, score_cutoff=ALIKE)
    if found is not None and not _derived(key, found[0]):
        return squashed[found[0]], found[1] / 100
    if len(text.split()) == 1:
        begun = next((key[:length] for length in range(len(key), GLUED_FROM - 1, -1) if key[:length] in squashed), None)
        if begun is not None and len(key) >= len(begun) + 4:
            return squashed[begun], ALIKE / 100
    return None, 1.0


def _spelt_right(text: str) -> str | None:
    """A text whose misspelt words ("Relisasi Triwulan") are the header words they are like; None where none is."""
    printed = fold(text).split()
    words = [_meant(word) if len(word) >= GUESSED_FROM and word.isalpha() else word for word in printed]
    return " ".join(words) if words != printed else None


@lru_cache(maxsize=20_000)
def _meant(word: str) -> str:
    """The header word that a misspelt one is like; the word itself where none is."""
    known = header_words().known
    if word in known:
        return word
    found = process.extractOne(word, _long_words(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[0] if found is not None and not _derived(word, found[0]) else word


@lru_cache(maxsize=1)
def _long_words() -> list[str]:
    return [word for word in header_words().known if len(word) >= GUESSED_FROM]


def _derived(word: str, known: str) -> bool:
    """Whether one word is the other with an ending or a beginning more ("pelaksanaan", "pelaksana"): another word, not a misspelt one."""
    longer, shorter = sorted((word, known), key=len, reverse=True)
    return len(longer) - len(shorter) >= DERIVED and (longer.startswith(shorter) or longer.endswith(shorter))
