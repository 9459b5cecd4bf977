"""The name of an indicator that only print knows: of its spellings the clean one that is printed most often."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from normalizers.names.lexicon import name_lexicon, tokens_of
from normalizers.names.vocabulary import is_word

#: What a cell's edge or a list leaves at the ends of a name.
_AT_ENDS = " .,;:-–•*"
_BRACKETS = ("()", "[]")
#: Shorter pieces are abbreviations or left over from a word.
_SHORTEST = 2


def printed_name(spellings: Mapping[str, int]) -> str:
    """The spelling to show.

    Clean is one whose words are words (or abbreviations), which is not in capitals throughout, and whose brackets close; of equally clean
    ones the most frequent stands, then the one with the fewest words, then the first of the alphabet.

    Args:
        spellings: How often each is printed; at least one.
    """
    if len(spellings) == 1:
        (only,) = spellings
        return only.strip(_AT_ENDS) or only
    return min(spellings, key=lambda name: (*_dirt(name), -spellings[name], len(name.split()), name)).strip(_AT_ENDS) or min(spellings)


@lru_cache(maxsize=100_000)
def _dirt(name: str) -> tuple[int, bool, bool]:
    """How unclean a spelling is: words that are none, capitals, brackets that do not close."""
    shouted = name.isupper()
    strange = sum(not _is_fine(word, shouted=shouted) for word in name.split())
    return strange, shouted, any(name.count(pair[0]) != name.count(pair[1]) for pair in _BRACKETS)


def _is_fine(word: str, *, shouted: bool) -> bool:
    """Whether every part of a word is a word, a number, or an abbreviation in capitals."""
    abbreviated = not shouted and word.isupper()
    acronyms = name_lexicon().acronyms
    return all(
        not part.isalpha() or abbreviated or part in acronyms or (len(part) >= _SHORTEST and is_word(part)) for part in tokens_of(word)
    )
