"""Printed numbers: Indonesian style first, English style where only that makes sense, and doubt where both do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from normalizers.figures.sureness import BY_RULE, DOUBTFUL, GUESSED, OPEN, PLAIN, UNUSUAL
from normalizers.words import fold, read_data
from schemas.stages import fixed

#: A number as a run of digits with dots and commas inside.
NUMBER = r"[0-9](?:[0-9.,]*[0-9])?"
#: More digits than this before the decimals are an identity number, and no float holds them exactly.
_MOST_DIGITS = 15
#: Scores and indices end here.
BEST_SCORE = 100

_PLAIN = re.compile(r"[0-9]+")
_DOTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_ONE_MARK = re.compile(r"(?P<whole>0|[1-9][0-9]*)(?P<mark>[.,])(?P<part>[0-9]+)")
_DOTS_COMMA = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+),(?P<part>[0-9]+)")
_COMMAS_DOT = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.(?P<part>[0-9]+)")
#: Thousands of which a dot is lost: "1250.000.000", "12.500000.000".
_LOST_DOT = re.compile(r"[1-9][0-9]{3,5}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:\.[0-9]{3})*\.[0-9]{6}(?:\.[0-9]{3})*")


@fixed(frozen=True, slots=True)
class Numeral:
    """A number that was read.

    Attributes:
        value: The number.
        confidence: 0..1, how surely it is this number.
        doubtful: Whether another reading is as good a guess.
    """

    value: float
    confidence: float
    doubtful: bool = False


def read_number(token: str, behaviour: str | None = None, *, commas: bool = False) -> Numeral | None:
    """Read one number.

    Args:
        token: Digits, dots and commas, as printed.
        behaviour: How numbers of its unit behave (:attr:`normalizers.figures.units.Unit.behaviour`): a count of persons has no
            decimals, a percentage no thousands.
        commas: Whether the numbers beside it have a comma before their decimals.

    Returns:
        The number, or None when the token is none ("1.2.3", "007", an identity number).
    """
    if _PLAIN.fullmatch(token):
        return _plain(token)
    if len(re.sub(r"[^0-9]", "", re.split(r"[.,](?=[0-9]*$)", token)[0])) > _MOST_DIGITS:
        return None
    if behaviour == "uang" and _LOST_DOT.fullmatch(token):
        return Numeral(float(token.replace(".", "")), OPEN, True)
    if match := _DOTS_COMMA.fullmatch(token):
        return _whole_and_part(match["whole"], match["part"], behaviour)
    if match := _COMMAS_DOT.fullmatch(token):
        read = _whole_and_part(match["whole"], match["part"], behaviour)
        return Numeral(read.value, min(read.confidence, GUESSED), read.doubtful)
    if match := _ONE_MARK.fullmatch(token):
        return _one_mark(match["whole"], match["mark"], match["part"], behaviour, commas=commas)
    if _DOTS.fullmatch(token) or _COMMAS.fullmatch(token):
        whole = float(re.sub(r"[.,]", "", token))
        return Numeral(whole, PLAIN if "." in token else UNUSUAL) if whole < 10**_MOST_DIGITS else None
    return None


def is_number(token: str) -> bool:
    """Whether the token can stand alone as a number."""
    return read_number(token) is not None


def is_grouped(token: str, groups: int = 1) -> bool:
    """Whether the token's whole part is written with at least so many thousands dots."""
    whole = token.partition(",")[0]
    return _DOTS.fullmatch(whole) is not None and whole.count(".") >= groups


def _plain(token: str) -> Numeral | None:
    # "05 dokumen" is common; more zeros, or zeros before long numbers, are codes and telephone numbers.
    if len(token) > _MOST_DIGITS or (token[0] == "0" and len(token) > 2) or token == "00":
        return None
    return Numeral(float(token), UNUSUAL if token[0] == "0" and len(token) == 2 else PLAIN)


def _whole_and_part(whole: str, part: str, behaviour: str | None) -> Numeral:
    value = float(re.sub(r"[.,]", "", whole) + "." + part)
    if behaviour == "cacah" and int(part):
        return Numeral(value, DOUBTFUL, True)
    return Numeral(value, BY_RULE)


def _one_mark(whole: str, mark: str, part: str, behaviour: str | None, *, commas: bool) -> Numeral:
    """One dot or comma: thousands or decimals."""
    if len(part) == 3 and whole != "0" and len(whole) <= 3:
        return _three_digits(whole, mark, part, behaviour, commas=commas)
    value = float(f"{whole}.{part}")
    if len(part) == 3 and len(whole) > 3:
        # "1234.567": decimals, or thousands of which the recognition lost a dot.
        return Numeral(value, DOUBTFUL, True)
    if behaviour == "cacah" and (int(part) or mark == "."):
        # Half a person; or "11.00" that lost its last zero.
        return Numeral(value, DOUBTFUL, True)
    if behaviour == "uang" and mark == "." and len(part) < 3:
        return Numeral(value, DOUBTFUL, True)
    return Numeral(value, BY_RULE)


def _three_digits(whole: str, mark: str, part: str, behaviour: str | None, *, commas: bool) -> Numeral:
    """ "1.234" and "1,234": what the unit makes likelier. A dot is thousands by rule, a comma decimals by rule.

    Both are the surer where the numbers beside it have commas before their decimals.
    """
    thousands, decimals = float(whole + part), float(f"{whole}.{part}")
    if mark == ".":
        if behaviour in ("cacah", "uang"):
            return Numeral(thousands, BY_RULE)
        if behaviour == "pecahan":
            return Numeral(decimals, OPEN, True)
        # No score is higher, nobody writes three decimals to say they are zero, and few measures have three.
        sure = decimals > BEST_SCORE or part == "000" or (behaviour == "ukur" and (commas or part.endswith("00")))
        return Numeral(thousands, GUESSED if sure else DOUBTFUL, not sure)
    if behaviour == "cacah" or (behaviour == "uang" and not commas):
        return Numeral(thousands, OPEN, True)
    return Numeral(decimals, DOUBTFUL, True)


@lru_cache(maxsize=1)
def _number_words() -> tuple[Mapping[str, int], Mapping[str, int]]:
    data = read_data("figures/nilai.toml")
    tables: list[dict[str, int]] = []
    for name in ("bilangan", "bilangan_pengali"):
        table: dict[str, int] = {}
        for word, value in data.table(name).items():
            if not isinstance(value, int) or value < 0:
                raise data.error(f"{word!r} in [{name}] has to be a whole number", word)
            table[word] = value
        tables.append(table)
    return tables[0], tables[1]


@lru_cache(maxsize=5_000)
def number_in_words(text: str) -> int | None:
    """The number that Indonesian words say ("dua puluh lima" is 25); None when a word is no number word."""
    ones, multiples = _number_words()
    total = group = digit = 0
    words = fold(text).split()
    for word in words:
        multiple_name = word.removeprefix("se")
        if word in ones:
            digit = ones[word]
        elif word in multiples or multiple_name in multiples:
            multiple = multiples.get(word) or multiples[multiple_name]
            digit = 1 if word not in multiples else digit
            if word.endswith("belas"):
                group, digit = group + multiple + digit, 0
            elif multiple < 1000:
                group, digit = group + digit * multiple, 0
            else:
                total, group, digit = total + (group + digit) * multiple, 0, 0
        else:
            return None
    return total + group + digit if words else None
