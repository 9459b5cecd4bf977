"""The words of headers: the checked content of ``kata_kepala.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from normalizers.words import fold, read_data

FILE = "header/kata_kepala.toml"
#: A wildcard stands for at most so many words.
_MOST_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """The validated content of ``kata_kepala.toml``.

    Attributes:
        phrases: Words of a phrase to (section, name).
        patterns: The same for phrases with wildcards, by their first word; a wildcard stands for no word that turns the meaning round.
        squashed: A phrase without spaces to (section, name).
        short: Whole cells below another level to measure.
        abbreviated: Abbreviated words to whole ones.
        fillers: Words that decide nothing.
        harmless: Those, and words that do not change what a title of values means.
        changes: Words that make of a measure how it changed.
        openings: Kind of cell to the first words of such cells.
        begins: The same as an expression that matches a folded text of more words.
        known: Every word of every phrase, for joining words that a narrow column tore apart.
        openers: First words of phrases, with how many words the longest such phrase has.
        longest: Words of the longest phrase.
    """

    phrases: Mapping[tuple[str, ...], tuple[str, str]]
    patterns: Mapping[str, tuple[tuple[re.Pattern[str], tuple[str, str]], ...]]
    squashed: Mapping[str, tuple[str, str]]
    short: Mapping[str, str]
    abbreviated: Mapping[str, str]
    fillers: frozenset[str]
    harmless: frozenset[str]
    changes: frozenset[str]
    openings: Mapping[str, tuple[str, ...]]
    begins: Mapping[str, re.Pattern[str]]
    known: frozenset[str]
    openers: Mapping[str, int]
    longest: int


@lru_cache(maxsize=1)
def header_words() -> HeaderWords:
    """Load and check the words of headers.

    Raises:
        DataFileError: A phrase stands in two places.
    """
    file = read_data(FILE)
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    patterns: dict[str, list[tuple[re.Pattern[str], tuple[str, str]]]] = {}
    turning = file.as_strings(file.table("balik")["balik"], "balik")
    for section in ("peran", "ukuran", "uang", "lain", "tahun", "klausa"):
        for name, given in file.table(section).items():
            for phrase in file.as_strings(given, name):
                meaning = (section, name)
                if "*" in phrase:
                    parts = [fold(part) for part in phrase.split("*")]
                    between = rf" (?:(?!(?:{'|'.join(turning)}) )\S+ ){{0,{_MOST_BETWEEN}}}"
                    patterns.setdefault(parts[0].split()[0], []).append((re.compile(between.join(parts) + r"(?!\S)"), meaning))
                    continue
                key = tuple(fold(phrase).split())
                if phrases.setdefault(key, meaning) != meaning:
                    raise file.error(f'"{phrase}" stands under {phrases[key][1]} and under {name}', phrase, 1)
    short = {fold(word) or word: name for name, words in file.table("singkat").items() for word in file.as_strings(words, name)}
    abbreviated = {fold(word): name for name, words in file.table("singkatan").items() for word in file.as_strings(words, name)}
    fillers = frozenset(fold(word) for word in file.as_strings(file.table("sela")["sela"], "sela"))
    openings = {name: tuple(fold(word) for word in file.as_strings(words, name)) for name, words in file.table("isi").items()}
    begins = {name: re.compile(rf"(?:{'|'.join(sorted(words, key=len, reverse=True))}) ") for name, words in openings.items()}
    openers = {key[0]: len(key) for key in sorted(phrases, key=len)}
    neutral = frozenset(map(fold, file.as_strings(file.table("netral")["netral"], "netral")))
    changes = frozenset(map(fold, file.as_strings(file.table("perubahan")["perubahan"], "perubahan")))
    known = frozenset(word for key in phrases for word in key) | fillers | changes
    squashed = {"".join(key): meaning for key, meaning in phrases.items() if meaning[1] != "sela"}
    return HeaderWords(
        phrases,
        {word: tuple(found) for word, found in patterns.items()},
        squashed,
        short,
        abbreviated,
        fillers,
        fillers | neutral,
        changes,
        openings,
        begins,
        known,
        openers,
        max(openers.values()),
    )
