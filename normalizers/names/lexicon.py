"""What makes two spellings of an indicator's name one, and what keeps alike names apart: ``padanan.toml``, loaded and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from normalizers.words import DataFile, fold, read_data, squash

FILE = "names/padanan.toml"

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """The validated data file; all words folded.

    Attributes:
        words: Variant of a word to the word.
        phrases: First word of a phrase to the phrases that begin so and what they become, longest first.
        acronyms: Words printed in capitals.
        voice_roots: Verbs that mean the same with "di" and "ter" before them.
        dropped: Words that are left out.
        bracketed: What is left out in brackets, squashed.
        loose: Words that may be too many or too few beside a reference name.
        own_begins: First words of indicators about the office itself.
        own_offices: First words of offices' names.
        guards: Guard word to its group.
    """

    words: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[Tokens, Tokens], ...]]
    acronyms: frozenset[str]
    voice_roots: frozenset[str]
    dropped: frozenset[str]
    bracketed: frozenset[str]
    loose: frozenset[str]
    own_begins: tuple[Tokens, ...]
    own_offices: tuple[Tokens, ...]
    guards: Mapping[str, str]


def tokens_of(text: str) -> Tokens:
    """The folded words of a text."""
    return tuple(fold(text).split())


@lru_cache(maxsize=1)
def name_lexicon() -> NameLexicon:
    """Load and check the data file.

    Raises:
        DataFileError: A variant stands under two words, or a variant is itself a word that has variants.
    """
    return parse_lexicon(read_data(FILE))


def parse_lexicon(file: DataFile) -> NameLexicon:
    """Check the data file; see :func:`name_lexicon`."""
    variants: dict[Tokens, Tokens] = {}
    acronyms = file.table("singkatan")
    for section in ("ejaan", "frasa", "singkatan"):
        for word, names in file.table(section).items():
            for name in file.as_strings(names, word):
                tokens = tokens_of(name)
                if variants.setdefault(tokens, tokens_of(word)) != tokens_of(word):
                    raise file.error(f"{name!r} stands under {' '.join(variants[tokens])!r} and {word!r}", name, -1)
    for target in set(variants.values()):
        if target in variants:
            raise file.error(
                f"{' '.join(target)!r} is a word with variants and a variant of {' '.join(variants[target])!r}", " ".join(target)
            )
    missing = file.table("hilang")
    for name in file.as_strings(missing.get("frasa"), "frasa"):
        variants[tokens_of(name)] = ()
    phrases: dict[str, list[tuple[Tokens, Tokens]]] = {}
    for tokens, target in variants.items():
        if len(tokens) > 1:
            phrases.setdefault(tokens[0], []).append((tokens, target))
    guards: dict[str, str] = {}
    for group, names in file.table("penjaga").items():
        for name in file.as_strings(names, group):
            guards.setdefault(fold(name), group)
    own = file.table("sendiri")
    return NameLexicon(
        words={tokens[0]: target[0] for tokens, target in variants.items() if len(tokens) == 1},
        phrases={first: tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair))) for first, found in phrases.items()},
        acronyms=frozenset(acronyms),
        voice_roots=frozenset(file.as_strings(file.table("suara").get("akar"), "akar")),
        dropped=frozenset(map(fold, file.as_strings(missing.get("kata"), "kata"))),
        bracketed=frozenset(map(squash, file.as_strings(missing.get("dalam_kurung"), "dalam_kurung"))),
        loose=frozenset(map(fold, file.as_strings(file.table("longgar").get("kata"), "kata"))),
        own_begins=tuple(map(tokens_of, file.as_strings(own.get("awal"), "awal"))),
        own_offices=tuple(map(tokens_of, file.as_strings(own.get("nama"), "nama"))),
        guards=guards,
    )
