"""Units (satuan): every spelling of a unit becomes its canonical name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalizers.words import NOTHING_TAUGHT, DataFile, UserTerms, fold, read_data, squash

FILE = "figures/satuan.toml"
#: How numbers of a category behave, see ``satuan.toml``.
BEHAVIOURS = frozenset({"cacah", "ukur", "pecahan", "uang", "umum"})
#: More words than this are a sentence, and so are more characters.
LONGEST, LONGEST_TEXT = 8, 120
#: Shorter words have too many neighbours to guess at a misspelling ("desa" and "dosa", "barang" and "batang").
_FUZZY_FROM, _FUZZY_TWICE_FROM = 7, 12

_RATE = re.compile(
    r"^(?P<head>.*?)(?:\b(?:per|tiap|setiap)\b|/)\s*(?P<base>1(?:[\s.,]*0){2,7})(?![\s.,]*[0-9])(?P<noun>[^0-9]*)$",
    re.DOTALL | re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_TRAILING_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]][\s.:;,*]*(?:(?:tahun|thn|th|ta)?[\s.]*(?:19|20)[0-9]{2})?[\s.:;,*]*$", re.I)
_SMALL_WORDS = frozenset({"dan", "yang", "di", "atau", "per", "untuk", "dalam", "pada", "dengan", "ke", "dari"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes:
        name: The canonical name, or the folded text of a unit that is not in the lexicon.
        known: Whether the lexicon has it (of a compound: every part).
        behaviour: How its numbers behave (a value of ``[kategori]`` in ``satuan.toml``); None when that cannot be said.
        exact: False when a misspelling was guessed.
        leads: Whether it may stand before its number ("Rp 5").
    """

    name: str
    known: bool
    behaviour: str | None = field(default=None, compare=False)
    exact: bool = field(default=True, compare=False)
    leads: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The validated content of ``satuan.toml``.

    Attributes:
        units: Squashed spelling to unit.
        spellings: Canonical name to its spellings as written, itself included.
        multiples: Squashed spelling to canonical multiple ("jt" to "juta").
        not_units: Folded words that never begin a unit, the months included.
        months: Names of months, folded.
        words: Every word of every spelling, folded.
    """

    units: Mapping[str, Unit]
    spellings: Mapping[str, tuple[str, ...]]
    multiples: Mapping[str, str]
    not_units: frozenset[str]
    months: frozenset[str]
    words: frozenset[str]


def _key(text: str) -> str:
    """:func:`squash`, and the per mille sign is a word."""
    return squash(text.replace("‰", "permil"))


def read_lexicon(data: DataFile) -> Lexicon:
    """Check the content of ``satuan.toml``.

    Raises:
        DataFileError: A table is missing, a category has no known behaviour, or a spelling stands under two units.
    """
    categories = data.table("kategori")
    leading = frozenset(data.strings("awalan"))
    for category, behaviour in categories.items():
        if behaviour not in BEHAVIOURS:
            raise data.error(f"category {category!r} is {behaviour!r}, not one of {', '.join(sorted(BEHAVIOURS))}", category)
    for category in leading - categories.keys():
        raise data.error(f"awalan names the category {category!r}, which [kategori] does not have", category)

    units: dict[str, Unit] = {}
    spellings: dict[str, tuple[str, ...]] = {}
    for category, names in data.table("satuan").items():
        behaviour = categories.get(category)
        if behaviour is None or not isinstance(names, dict):
            raise data.error(f"[satuan.{category}] is no category of [kategori]", f"satuan.{category}")
        for name, others in names.items():
            unit = Unit(name, True, str(behaviour), leads=category in leading)
            if name in spellings:
                raise data.error(f"the unit {name!r} stands in two categories", name, -1)
            spellings[name] = (name, *data.as_strings(others, name))
            for spelling in spellings[name]:
                if not (key := _key(spelling)):
                    raise data.error(f"{spelling!r} of {name!r} has no letters", name, -1)
                if units.setdefault(key, unit) != unit:
                    raise data.error(f"{spelling!r} stands under {units[key].name!r} and under {name!r}", spelling, -1)

    multiples = {
        _key(spelling): name for name, others in data.table("kelipatan").items() for spelling in (name, *data.as_strings(others, name))
    }
    months = frozenset(fold(word) for word in data.strings("nama_bulan"))
    not_units = months | {fold(word) for word in data.strings("bukan_satuan")}
    words = frozenset(word for group in spellings.values() for spelling in group for word in fold(spelling).split())
    return Lexicon(units, spellings, multiples, not_units, months, words | multiples.keys())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The units of ``satuan.toml``.

    Raises:
        DataFileError: The file is not as it has to be.
    """
    return read_lexicon(read_data(FILE))


def canonical_unit(text: str, taught: UserTerms = NOTHING_TAUGHT) -> Unit | None:
    """The unit a text names.

    Args:
        text: A unit cell's text or what stands behind a number; lines joined by newlines.
        taught: Units that people named; they win over the lexicon.

    Returns:
        The unit. Parts joined by "/" are each made canonical and joined by "/"; rates are written "per 1.000 kelahiran hidup".
        A text that could be a unit but is not in the lexicon comes back folded with ``known`` False. None for what is
        no unit: nothing, numbers, sentences of more than eight words.
    """
    if len(text) > LONGEST_TEXT or not any(ch.isalpha() or ch in "%‰" for ch in text):
        return None
    words = fold(text).split()
    named = taught.unit_of(text)
    if named is not None:
        return _listed(named) or Unit(named, known=True)
    found = _listed(text) or _rate(text, taught) or _without_bracket(text, taught) or _multiple(words)
    if found is not None:
        return found
    if len(words) > LONGEST:
        return None
    return _compound(text, taught) or _misspelt(text) or _unlisted(words)


def leading_unit(text: str) -> tuple[Unit, str] | None:
    """The longest run of first words that is a unit of the lexicon, and the words after it ("orang PNS": orang, "PNS")."""
    words = text.split()
    for count in range(min(len(words) - 1, LONGEST), 0, -1):
        unit = _listed(" ".join(words[:count]))
        if unit is not None:
            return unit, " ".join(words[count:])
    return None


def unit_in_brackets(text: str, taught: UserTerms = NOTHING_TAUGHT) -> Unit | None:
    """The unit of the lexicon that stands in brackets at the end of a header or an indicator.

    Brackets that abbreviate the words before them are a name, not a unit: "Indeks Kepuasan Masyarakat (IKM)".

    Returns:
        The unit, or None when there are no brackets or the words in them are not a known unit.
    """
    bracket = _TRAILING_BRACKET.search(text)
    if bracket is None:
        return None
    inside = bracket.group(1)
    unit = canonical_unit(inside, taught)
    # A count per power of ten ("per 1.000 pasien keluar") is a unit, whatever it counts.
    if unit is None or not unit.exact or not (unit.known or _RATE.match(inside)):
        return None
    before = [word for word in fold(text[: bracket.start()]).split() if word not in _SMALL_WORDS]
    short = _key(inside)
    initials = "".join(word[0] for word in before)
    return None if len(short) > 1 and initials.endswith(short) else unit


def _listed(text: str) -> Unit | None:
    return lexicon().units.get(_key(text))


def _rate(text: str, taught: UserTerms) -> Unit | None:
    """A count per power of ten of something: "Kasus/100.000 penduduk"."""
    match = _RATE.match(text)
    if match is None:
        return None
    base = int(re.sub(r"[^0-9]", "", match["base"]))
    noun = canonical_unit(match["noun"], taught) if match["noun"].strip() else None
    head = canonical_unit(match["head"], taught) if match["head"].strip() else None
    parts = [f"per {base:,}".replace(",", ".")]
    if noun is not None:
        parts.append(noun.name)
    # "angka" and "rasio" before a rate only say that it is one.
    if head is not None and head.name not in ("angka", "rasio", "jumlah", "nilai"):
        parts.insert(0, head.name)
    return Unit(" ".join(parts), noun is None or noun.known, "pecahan")


def _without_bracket(text: str, taught: UserTerms) -> Unit | None:
    """ "(orang)", "Persen (%)", "Sambungan Rumah (SR)": the words outside brackets, else those inside."""
    bracket = _BRACKET.search(text)
    if bracket is None:
        return None
    outside = _BRACKET.sub(" ", text)
    inside = bracket.group(1) or bracket.group(2) or ""
    if fold(outside):
        return _listed(outside) or _rate(outside, taught) or (_listed(inside) if not fold(outside).isalpha() else None)
    return canonical_unit(inside, taught)


def _multiple(words: list[str]) -> Unit | None:
    """ "juta orang", and "juta" alone."""
    if not words or words[0] not in (multiples := lexicon().multiples):
        return None
    name = multiples[words[0]]
    if len(words) == 1:
        return Unit(name, True, "ukur")
    rest = _listed(" ".join(words[1:]))
    return Unit(f"{name} {rest.name}", True, "ukur") if rest is not None else None


def _compound(text: str, taught: UserTerms) -> Unit | None:
    if "/" not in text:
        return None
    parts = [canonical_unit(part, taught) for part in text.split("/") if fold(part)]
    if len(parts) < 2 or any(part is None for part in parts):
        return parts[0] if len(parts) == 1 else None
    units = list(dict.fromkeys(part for part in parts if part is not None))
    if len(units) == 1:
        return units[0]
    behaviours = {unit.behaviour for unit in units}
    return Unit(
        "/".join(unit.name for unit in units),
        all(unit.known for unit in units),
        behaviours.pop() if len(behaviours) == 1 else None,
        all(unit.exact for unit in units),
    )


@lru_cache(maxsize=1)
def _long_spellings() -> dict[int, list[str]]:
    """The spellings that a misspelling may be of, by their lengths."""
    found: dict[int, list[str]] = defaultdict(list)
    for spelling in lexicon().units:
        if len(spelling) >= _FUZZY_FROM - 1:
            found[len(spelling)].append(spelling)
    return found


@lru_cache(maxsize=20_000)
def _misspelt(text: str) -> Unit | None:
    """The one unit whose spelling is a letter away (two for very long words), if no other unit comes near."""
    key = _key(text)
    if len(key) < _FUZZY_FROM or any(ch.isdigit() for ch in key):
        return None
    allowed = 2 if len(key) >= _FUZZY_TWICE_FROM else 1
    units, distances = lexicon().units, dict[str, int]()
    # One much shorter or longer is further away.
    lengths = range(len(key) - allowed - 1, len(key) + allowed + 2)
    near_in_length = [spelling for length in lengths for spelling in _long_spellings().get(length, ())]
    for spelling, distance, _ in process.extract(key, near_in_length, scorer=OSA.distance, score_cutoff=allowed + 1, limit=None):
        name = units[spelling].name
        distances[name] = min(distance, distances.get(name, distance))
    near = sorted((distance, name) for name, distance in distances.items())
    if not near or near[0][0] > allowed or (len(near) > 1 and near[1][0] <= near[0][0] + 1):
        return None
    found = units[_key(near[0][1])]
    return Unit(found.name, True, found.behaviour, exact=False, leads=found.leads)


def _unlisted(words: list[str]) -> Unit | None:
    if not words or words[0] in lexicon().not_units or not all(any(ch.isalpha() for ch in word) for word in words):
        return None
    return Unit(" ".join(words), False)
