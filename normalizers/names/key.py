"""An indicator's name reduced to what tells it from others: equal keys are one indicator, whatever else is in the folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalizers.names.lexicon import NameLexicon, Tokens, name_lexicon, tokens_of
from normalizers.names.vocabulary import corrected, is_listed
from normalizers.words import squash

_BRACKETS = re.compile(r"\(([^()]*)\)")
_NUMBER_SIGN = re.compile(r"(?<=\d)%")
#: Small words that an acronym may leave out or name: "Potensi dan Sumber Kesejahteraan Sosial (PSKS)".
_SMALL = frozenset({"dan", "&", "serta", "di", "ke", "dari", "dengan", "yang", "untuk", "atau", "pada"})
#: Shorter words keep their "-nya".
_LONG_ENOUGH = 7
#: Abbreviations in brackets have so many letters, and at most so many of the words they stand for are small ones that they leave out.
_ABBREVIATION, _SMALL_INSIDE = range(2, 9), 2
#: Letters of the key and digits of its hash in an id: a million names, no collision.
_READABLE, _DIGITS = 24, 16


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name reduced.

    Attributes:
        tokens: Its words as compared.
        letters: The words without spaces: names are one when these are equal.
        changes: What was taken for the same, as ``printed=compared``; empty for a name that was written as it is compared.
    """

    tokens: Tokens
    letters: str
    changes: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of an indicator that no list knows: made of the key alone."""
        start = self.letters.replace("%", "persen").replace("&", "dan")[:_READABLE]
        return f"{start}-{hashlib.sha256(self.letters.encode()).hexdigest()[:_DIGITS]}"

    @property
    def name(self) -> str:
        """The key as a name to show."""
        lexicon = name_lexicon()
        words = ["kabupaten/kota" if word == "kabkota" else word.upper() if word in lexicon.acronyms else word for word in self.tokens]
        text = " ".join(words)
        return text[:1].upper() + text[1:]


@lru_cache(maxsize=300_000)
def name_key(name: str) -> NameKey:
    """Reduce a name.

    Left out: case, punctuation, spaces, what brackets repeat, words that add nothing. Made one: spellings, acronyms and what they stand
    for, "di-" and "ter-", doubled words, certain typing errors; all by ``padanan.toml`` and the word list, never by other names.
    """
    lexicon = name_lexicon()
    changes: list[str] = []
    words = list(tokens_of(_NUMBER_SIGN.sub(" %", _without_brackets(name, lexicon, changes))))
    if words and words[0] == "%":
        words[0] = "persentase"
    words = _once_each(_joined(["persentase" if word == "%" else word for word in words], lexicon))
    single = [_word(word, lexicon, changes) for word in words]
    tokens = _phrases(_once_each(single), lexicon, changes)
    tokens = _own_office(tokens, lexicon, changes)
    kept = tuple(word for word in tokens if word not in lexicon.dropped) or tokens or (squash(name) or "".join(name.split()) or "-",)
    return NameKey(kept, "".join(kept), tuple(dict.fromkeys(changes)))


def _without_brackets(name: str, lexicon: NameLexicon, changes: list[str]) -> str:
    """The name without brackets that only abbreviate the words before them, say its first word again, or are listed."""
    first = _spelt(next(iter(tokens_of(name)), ""), lexicon)

    def kept(match: re.Match[str]) -> str:
        inside, before = match.group(1), name[: match.start()]
        again = tuple(_spelt("persentase" if word == "%" else word, lexicon) for word in tokens_of(inside)) == (first,)
        if squash(inside) in lexicon.bracketed or (again and before.strip()) or _abbreviates(squash(inside), tokens_of(before)):
            changes.append(f"({inside.strip()})=")
            return " "
        return f" {inside} "

    return _BRACKETS.sub(kept, name)


def _abbreviates(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are the first letters of the last words; small words may be left out."""
    if len(letters) not in _ABBREVIATION or not letters.isalpha():
        return False
    return any(
        "".join(word[0] for word in tail if not small or word not in _SMALL) == letters
        for length in range(len(letters), len(letters) + _SMALL_INSIDE + 1)
        if length <= len(words)
        for tail in [words[-length:]]
        for small in (False, True)
    )


def _joined(words: Sequence[str], lexicon: NameLexicon) -> list[str]:
    """The words with "di pelihara" written as one."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in ("di", "ter") and (word in lexicon.voice_roots or _is_verb(joined[-1] + word, lexicon)):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _is_verb(word: str, lexicon: NameLexicon) -> bool:
    return is_listed(word) or word in lexicon.words


def _once_each(words: Sequence[str]) -> list[str]:
    """Doubled words once: "anak-anak", "rata-rata"."""
    return [word for index, word in enumerate(words) if index == 0 or word != words[index - 1]]


def _word(word: str, lexicon: NameLexicon, changes: list[str]) -> str:
    found = _spelt(word, lexicon)
    if found == word:
        found = _spelt(corrected(word), lexicon)
    if found != word:
        changes.append(f"{word}={found}")
    return found


def _spelt(word: str, lexicon: NameLexicon) -> str:
    """The word in the spelling that is compared."""
    if word in lexicon.words:
        return lexicon.words[word]
    if word.startswith("ter") and word.removeprefix("ter") in lexicon.voice_roots:
        return "di" + word.removeprefix("ter")
    if word.endswith("nya") and len(word) >= _LONG_ENOUGH and word not in lexicon.words.values():
        bare = word.removesuffix("nya")
        return lexicon.words.get(bare, bare)
    return word


def _phrases(words: Sequence[str], lexicon: NameLexicon, changes: list[str]) -> Tokens:
    """Phrases replaced, the longest at each place first; what becomes of one may begin another."""
    tokens: list[str] = []
    rest = list(words)
    while rest:
        for phrase, target in lexicon.phrases.get(rest[0], ()):
            if tuple(rest[: len(phrase)]) == phrase:
                changes.append(f"{' '.join(phrase)}={' '.join(target)}")
                rest[: len(phrase)] = list(target)
                if not target or target[0] not in lexicon.phrases:
                    tokens.extend(target)
                    del rest[: len(target)]
                break
        else:
            tokens.append(rest.pop(0))
    return tuple(_once_each(_again(tokens, lexicon)))


def _again(tokens: Sequence[str], lexicon: NameLexicon) -> list[str]:
    """Phrases that only came about by replacing others ("kewenangan kabkota")."""
    done: list[str] = []
    index = 0
    while index < len(tokens):
        for phrase, target in lexicon.phrases.get(tokens[index], ()):
            if tuple(tokens[index : index + len(phrase)]) == phrase:
                done.extend(target)
                index += len(phrase)
                break
        else:
            done.append(tokens[index])
            index += 1
    return done


def _own_office(tokens: Tokens, lexicon: NameLexicon, changes: list[str]) -> Tokens:
    """ "nilai sakip dinas sosial" as "nilai sakip skpd"."""
    if not any(tokens[: len(begin)] == begin for begin in lexicon.own_begins):
        return tokens
    for index in range(1, len(tokens)):
        if any(tokens[index : index + len(office)] == office for office in lexicon.own_offices):
            changes.append(f"{' '.join(tokens[index:])}=skpd")
            return (*tokens[:index], "skpd")
    return tokens
