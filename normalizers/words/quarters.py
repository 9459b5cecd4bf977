"""Quarters as headers, titles and cells print them: by their number, or by their months."""

from __future__ import annotations

import re
from itertools import pairwise

from normalizers.words.years import PERIOD_MARK

#: A quarter's number where nothing else stands beside it.
QUARTER_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
#: The months that end a quarter.
ENDS_OF_QUARTERS = (3, 6, 9, 12)
_FIRSTS = (1, 4, 7, 10)

_QUARTER_WORD = (
    r"(?<![A-Za-z])(?:t\s*r\s*i\s*w\s*u\s*l\s*a\s*n|t\s*r\s*(?:i\s*)?w(?:\s*u)?(?:\s*l)?(?:\s*n)?|t\s*w|tri(?:\s*bulan|b)?"
    r"|k[uw]artal|quarter|q)"
)
_QUARTER_NUMBER = r"(?P<number>[Il|]\s*V|[Il|](?:\s*[Il|]){0,2}|[1-4]|pertama|kedua|ketiga|keempat|satu|dua|tiga|empat)(?![A-Za-z0-9])"
_QUARTER = re.compile(rf"{_QUARTER_WORD}[\s.:_-]*(?:ke\b[\s.-]*)?\(?\s*(?:{_QUARTER_NUMBER})", re.IGNORECASE)
_MORE_QUARTERS = re.compile(
    r"\s*(?:-|–|—|/|,|&|\bdan\b|\bs\s*[./]?\s*d\b\.?|\bsampai\b(?:\s+dengan\b)?)\s*(?:I{1,3}|IV|[1-4])(?![A-Za-z0-9])", re.IGNORECASE
)
_QUARTER_WORDS = {"pertama": 1, "satu": 1, "kedua": 2, "dua": 2, "ketiga": 3, "tiga": 3, "keempat": 4, "empat": 4}

_MONTHS = (
    "jan(?:uari)?",
    "[fp]eb(?:r?uari)?",
    "mar(?:et)?|mrt|mart",
    "apr(?:il)?",
    "mei",
    "jun[ie]?",
    "jul[iy]?",
    "ag(?:u(?:st(?:us)?|s)?|s?t|s)",
    "sep(?:t(?:ember)?)?",
    "o[kc]t(?:ober)?",
    "no[vp](?:ember)?",
    "de[sc](?:ember)?",
)
_NAMED_MONTH = "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(_MONTHS, start=1))
_MONTH = rf"(?<![^\W_])(?:{_NAMED_MONTH})(?![^\W\d_])\.?"
_A_MONTH = re.compile(_MONTH, re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A month alone: named, behind the last of its days, numbered ("B03", "Bulan ke-3"), with a year or without.
_ONLY_MONTH = re.compile(rf"(?:(?:bulan|bln)\b\W*)?(?:(?:28|29|30|31)\W+)?{_MONTH}\W*(?:(?:19|20)\d\d)?", re.IGNORECASE)
_NUMBERED_MONTH = re.compile(r"(?:b|bln|bulan)\W*(?:ke\W*)?(0?[1-9]|1[0-2])", re.IGNORECASE)


def quarter_in(text: str) -> int | None:
    """The quarter a header names: "TW I", "Triwulan III", "Tw.4", "Q1", "Jan-Mar"; None when it names none or several."""
    by_months = months_of_a_quarter(text)
    found = {by_months} if by_months is not None else set()
    for match in _QUARTER.finditer(text):
        if _MORE_QUARTERS.match(text, match.end()):
            return None
        number = match["number"].casefold()
        roman = re.sub(r"\s", "", number).replace("l", "i").replace("|", "i")
        if number in _QUARTER_WORDS:
            found.add(_QUARTER_WORDS[number])
        elif number.isdigit():
            found.add(int(number))
        else:
            found.add(4 if roman == "iv" else len(roman))
    return found.pop() if len(found) == 1 else None


def months_of_a_quarter(text: str) -> int | None:
    """The quarter whose first and last month, or all three of them, a text prints ("Januari s.d. Maret", "Jul-Sep 2024").

    >>> months_of_a_quarter("Januari s.d. Juni") is None
    True
    """
    found = _quarters_months(text)
    return found[0] if found is not None else None


def without_quarters_months(text: str) -> str:
    """A text without the months that name a quarter."""
    found = _quarters_months(text)
    return f"{text[: found[1]]} {text[found[2] :]}" if found is not None else text


def _quarters_months(text: str) -> tuple[int, int, int] | None:
    """The quarter that a text's months are of, and where they begin and end in it."""
    found = list(_A_MONTH.finditer(text))
    months = [int(match.lastgroup[1:]) for match in found if match.lastgroup]
    first = months[0] if months else 0
    if first not in _FIRSTS or months not in ([first, first + 2], [first, first + 1, first + 2]):
        return None
    between = [_YEAR.sub("", text[left.end() : right.start()]) for left, right in pairwise(found)]
    spans = PERIOD_MARK.fullmatch(between[0]) if len(between) == 1 else all(len(part.split()) <= 1 for part in between)
    return (ENDS_OF_QUARTERS.index(first + 2) + 1, found[0].start(), found[-1].end()) if spans else None


def month_alone(text: str) -> int | None:
    """The month that a text prints and nothing else: "Maret", "31 Maret 2024", "B03", "Bulan ke-3"."""
    text = " ".join(text.split()).strip(" .()")
    if (named := _ONLY_MONTH.fullmatch(text)) is not None:
        return next(number for number in range(1, 13) if named[f"m{number}"])
    numbered = _NUMBERED_MONTH.fullmatch(text)
    return int(numbered[1]) if numbered is not None else None


def last_month(text: str) -> int | None:
    """The last month that a text names."""
    found = [int(match.lastgroup[1:]) for match in _A_MONTH.finditer(text) if match.lastgroup]
    return found[-1] if found else None
