"""Which words are words, and which are typing errors for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources

from rapidfuzz.distance import OSA
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from normalizers.names.lexicon import name_lexicon

#: The words of indicator names, one a line.
FILE = "names/kosakata.txt"
#: Shorter words are never corrected: too many words are one letter apart.
SHORTEST = 6
#: Nor are shorter words taken for a guard word.
SHORTEST_GUARD = 7


@lru_cache(maxsize=1)
def _stemmer() -> tuple[StemmerFactory, frozenset[str]]:
    factory = StemmerFactory()
    return factory.create_stemmer(), frozenset(factory.get_words())


@lru_cache(maxsize=200_000)
def is_word(word: str) -> bool:
    """Whether a word is Indonesian: its root is in the dictionary of PySastrawi, or it stands in our list."""
    if word in _words():
        return True
    stemmer, roots = _stemmer()
    return stemmer.stem(word) in roots


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    listed = resources.files("normalizers").joinpath("data", FILE).read_text(encoding="utf-8").split()
    lexicon = name_lexicon()
    return frozenset(listed) | lexicon.guards.keys() | frozenset(lexicon.words.values()) | lexicon.loose | lexicon.dropped


@lru_cache(maxsize=1)
def _by_shortened() -> Mapping[str, frozenset[str]]:
    """Words by themselves with one letter left out: words one error apart share an entry."""
    index: defaultdict[str, set[str]] = defaultdict(set)
    for word in _words():
        if len(word) >= SHORTEST - 1:
            for short in _shortened(word):
                index[short].add(word)
    return {short: frozenset(words) for short, words in index.items()}


def _shortened(word: str) -> Iterator[str]:
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


@lru_cache(maxsize=200_000)
def corrected(word: str) -> str:
    """The word without a typing error, where that is certain; else the word.

    Certain: it is no word, and exactly one listed word with the same first letter is one error away (a letter too many, too few, wrong,
    or two swapped). A guard word is only found for a long word.
    """
    if len(word) < SHORTEST or not word.isascii() or not word.isalpha():
        return word
    near = _near(word, (other for short in _shortened(word) for other in _by_shortened().get(short, ())))
    if len(near) != 1 or is_word(word):
        return word
    (only,) = near
    return word if only in name_lexicon().guards and min(len(only), len(word)) < SHORTEST_GUARD else only


def is_listed(word: str) -> bool:
    """Whether a word stands in our own lists."""
    return word in _words()


def _near(word: str, others: Iterable[str]) -> set[str]:
    return {other for other in set(others) if other[0] == word[0] and OSA.distance(word, other) == 1}
