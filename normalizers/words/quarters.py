"""Quarters as headers, titles and cells print them: by their number, or by their months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from normalizers.words.years import PERIOD_MARK

#: A quarter's number where nothing else stands beside it.
QUARTER_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
#: The months that end a quarter.
ENDS_OF_QUARTERS = (3, 6, 9, 12)
_FIRSTS = (1, 4, 7, 10)
#: So many lines at least make a list of quarters; a figure in one has no more letters.
LEAST_LINES, LONGEST_FIGURE = 2, 24
_LINE = re.compile(r"\s*(?P<label>[^=:\n]{1,20}?)\s*[=:]\s*(?P<value>[^=:]*?)\s*")
#: A quarter's number behind a letter ("T1"), or alone, among lines that count on.
_BRIEF = re.compile(r"(?:t\.?\s*)?([1-4]|i{1,3}|iv)", re.IGNORECASE)
#: What stands around the figures of a list.
_BETWEEN = " :=;,/|-–)("

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


def quarter_lines(text: str) -> list[tuple[int, str]]:
    """The quarters that a cell names in turn, each with what stands behind it; nothing where it names none, or not in order.

    A line each ("TW I = 25"), or all on one ("TW I: 25, TW II: 50").

    >>> quarter_lines("TW I: 25; TW II: 50")
    [(1, '25'), (2, '50')]
    """
    lines = [line for line in text.split("\n") if line.strip()]
    found = [_quarter_line(line) for line in lines] if len(lines) > 1 else list(_named_on_one_line(text))
    parts = [part for part in found if part is not None]
    in_order = all(a[0] < b[0] for a, b in pairwise(parts))
    return parts if len(parts) == len(found) >= LEAST_LINES and in_order else []


def _quarter_line(line: str) -> tuple[int, str] | None:
    match = _LINE.fullmatch(line)
    if match is not None:
        brief = _BRIEF.fullmatch(match["label"].strip(" ."))
        quarter = QUARTER_NUMBERS[brief[1].casefold()] if brief is not None else quarter_in(match["label"])
        return (quarter, match["value"]) if quarter is not None else None
    named = list(_named_on_one_line(line))
    return named[0] if len(named) == 1 else None


def _named_on_one_line(line: str) -> Iterator[tuple[int, str]]:
    """The quarters that a line names, each with the figure behind it; nothing unless the line begins with one."""
    names = list(_QUARTER.finditer(line))
    if not names or line[: names[0].start()].strip():
        return
    for name, after in zip(names, [*names[1:], None], strict=True):
        quarter = quarter_in(name.group())
        value = line[name.end() : after.start() if after is not None else len(line)].strip(_BETWEEN)
        if quarter is not None and any(map(str.isdigit, value)) and len(value) <= LONGEST_FIGURE:
            yield quarter, value
