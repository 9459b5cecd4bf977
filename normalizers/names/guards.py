"""Whether the differences between two alike names are ways of writing, or make them different indicators."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from rapidfuzz.distance import OSA, Levenshtein

from normalizers.names.lexicon import Tokens, name_lexicon
from normalizers.names.vocabulary import SHORTEST, SHORTEST_GUARD, is_word

#: A word of at least this length may hold two errors.
TWO_ERRORS_FROM = 11
#: Words that begin so are verbs: an ending more or less is the same deed.
_VERBS = ("di", "me", "ter", "ber", "per")


@dataclass(frozen=True, slots=True)
class Difference:
    """How two names differ.

    Attributes:
        explained: What was taken for the same, as ``one=other``.
        unexplained: The words that only one of them has: first the one's, then the other's.
    """

    explained: tuple[str, ...]
    unexplained: tuple[tuple[str, str], ...]

    @property
    def is_writing_only(self) -> bool:
        return not self.unexplained


def difference(one: Tokens, other: Tokens, listed: Container[str] = ()) -> Difference:
    """Compare two names word by word, in their order.

    Explained are: words that add nothing, other spacing, an ending of a verb, and typing errors: a word that is none, one or two letters
    from the other's. A guard word, a number or a word that stands for something is never explained away.

    Args:
        one: Words of the printed name, reduced.
        other: Words of the name it is compared with.
        listed: Words of all names it is compared with; they are no typing errors.
    """
    loose = name_lexicon().loose
    left = [word for word in one if word not in loose]
    right = [word for word in other if word not in loose]
    explained: list[str] = []
    unexplained: list[tuple[str, str]] = []
    for step in Levenshtein.opcodes(left, right):
        if step.tag == "equal":
            continue
        mine, theirs = left[step.src_start : step.src_end], right[step.dest_start : step.dest_end]
        if "".join(mine) == "".join(theirs):
            explained.append(f"{' '.join(mine)}={' '.join(theirs)}")
        elif len(mine) == len(theirs):
            for a, b in zip(mine, theirs, strict=True):
                if _same_word(a, b, listed):
                    explained.append(f"{a}={b}")
                else:
                    unexplained.append((a, b))
        else:
            unexplained.append((" ".join(mine), " ".join(theirs)))
    return Difference(tuple(explained), tuple(unexplained))


def _same_word(one: str, other: str, listed: Container[str]) -> bool:
    guards = name_lexicon().guards
    if one in guards or not (one.isalpha() and other.isalpha()):
        return False
    if other in guards:
        return min(len(one), len(other)) >= SHORTEST_GUARD and _is_error(one, other, 1, listed)
    return _differ_by_ending(one, other) or _is_error(one, other, 2 if min(len(one), len(other)) >= TWO_ERRORS_FROM else 1, listed)


def _differ_by_ending(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST and long.startswith(short) and long[len(short) :] in ("kan", "nya") and short.startswith(_VERBS)


def _is_error(one: str, other: str, allowed: int, listed: Container[str]) -> bool:
    """Whether the printed word is none, and so many typing errors from the other, which stands in a list of names."""
    if min(len(one), len(other)) < SHORTEST or one[0] != other[0] or one in listed:
        return False
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed and not is_word(one)
