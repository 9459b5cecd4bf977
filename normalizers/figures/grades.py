"""Grades (predikat): "BB", "WTP", "Sangat Baik", "B Nilai 60,70 (Baik)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from normalizers.figures.numerals import BEST_SCORE, NUMBER, Numeral, read_number
from normalizers.words import DataFile, fold, read_data

FILE = "figures/predikat.toml"
_TOKEN = re.compile(
    rf"(?P<number>(?<![\w.,]){NUMBER}(?![\w]|[.,][0-9]))|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)|(?P<mark>[()\[\]:;=,./–-])|(?P<other>\S)"
)
#: Whole numbers below this beside a grade may count something.
_LEAST = 10
#: No grade in words, its level included, has more words than this.
_LONGEST_GRADE = 7
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LEVEL = re.compile(r"(?:[1-5]|I{1,3}|IV|V|[A-D])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade that was read.

    Attributes:
        names: The grades as printed, one in letters and one in words at most.
        score: The score printed beside it.
        doubtful: Whether a number stands beside it that may be no score.
        level: The number that the grade is itself ("Level 3", "Tingkat IV"); None where it is none.
    """

    names: tuple[str, ...]
    score: Numeral | None
    doubtful: bool = False
    level: int | None = None


@dataclass(frozen=True, slots=True)
class GradeTerms:
    """The validated content of ``predikat.toml``.

    Attributes:
        letters: Letter grades, in capitals.
        words: Grades in words, each folded and split, stages included.
        stages: Those of them that may also be counted.
        levelled: Words that need a level behind them, folded and split.
        fillers: Words that say nothing, folded.
    """

    letters: frozenset[str]
    words: frozenset[tuple[str, ...]]
    stages: frozenset[str]
    levelled: frozenset[tuple[str, ...]]
    fillers: frozenset[str]

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every single word of every grade, folded."""
        return frozenset(word for phrase in self.words | self.levelled for word in phrase) | frozenset(map(fold, self.letters))


def read_grades(data: DataFile) -> GradeTerms:
    """Check the content of ``predikat.toml``.

    Raises:
        DataFileError: A list is missing, a letter grade is not in capitals, or a grade is listed twice.
    """
    letters, stages = data.strings("huruf"), data.strings("tahap")
    words = (*data.strings("sebutan"), *stages)
    for letter in letters:
        if letter != letter.upper():
            raise data.error(f"the letter grade {letter!r} has to be in capitals", letter)
    seen: dict[str, str] = {}
    for name in (*letters, *words):
        if fold(name) in seen:
            raise data.error(f"the grade {name!r} is listed twice", name, -1)
        seen[fold(name)] = name
    return GradeTerms(
        frozenset(letters),
        frozenset(tuple(fold(word).split()) for word in words),
        frozenset(fold(word) for word in stages),
        frozenset(tuple(fold(word).split()) for word in data.strings("bertingkat")),
        frozenset(fold(word) for word in data.strings("pengisi")),
    )


@lru_cache(maxsize=1)
def grade_terms() -> GradeTerms:
    """The grades of ``predikat.toml``.

    Raises:
        DataFileError: The file is not as it has to be.
    """
    return read_grades(read_data(FILE))


def read_grade(text: str) -> Grade | None:
    """Read a cell that holds a grade, with or without its score and its name in words.

    Args:
        text: The cell's text on one line.

    Returns:
        The grade; None when anything else stands in the cell, or more grades or numbers than belong to one value.
    """
    tokens = list(_TOKEN.finditer(text))
    if not tokens or any(token["other"] for token in tokens):
        return None
    terms = grade_terms()
    letters: list[str] = []
    words: list[str] = []
    scores: list[Numeral | None] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token["mark"]:
            continue
        if token["number"]:
            scores.append(read_number(token["number"], "pecahan"))
            continue
        word = token["word"]
        if word in terms.letters:
            letters.append(word)
            continue
        length, name = _phrase_at(tokens, index - 1, terms)
        if length:
            words.append(name)
            index += length - 1
        elif fold(word) not in terms.fillers:
            return None
    if not letters and not words:
        return None
    if len(letters) > 1 or len(words) > 1 or len(scores) > 1:
        return None
    if any(score is None or score.value > BEST_SCORE for score in scores):
        return None
    if scores and not letters and fold(words[0]) in terms.stages and "(" not in text:
        return None
    score = scores[0] if scores else None
    if score is not None and score.value < _LEAST and score.value.is_integer():
        # "WTP 1 Opini": a count, or a score; nobody can tell.
        return Grade((*letters, *words), None, doubtful=True)
    return Grade((*letters, *words), score, level=_level_of(words[0], terms) if words and not letters else None)


def _level_of(name: str, terms: GradeTerms) -> int | None:
    """The number behind a word for levels; None where the grade has no such word or a letter behind it."""
    *word, level = fold(name).split()
    if tuple(word) not in terms.levelled:
        return None
    return int(level) if level.isdigit() else _ROMAN.get(level)


def _phrase_at(tokens: list[re.Match[str]], start: int, terms: GradeTerms) -> tuple[int, str]:
    """How many tokens from ``start`` are a grade in words (the longest), and their text; 0 for none."""
    phrase: tuple[str, ...] = ()
    best = 0
    for length, token in enumerate(tokens[start : start + _LONGEST_GRADE], start=1):
        if phrase in terms.levelled and _LEVEL.fullmatch(token.group()):
            best = length
        if not token["word"]:
            break
        phrase = (*phrase, fold(token["word"]))
        if phrase in terms.words:
            best = length
    return best, " ".join(token.group() for token in tokens[start : start + best])
