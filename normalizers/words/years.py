"""Years and periods as headers and titles print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

#: The years that documents of this kind name: from before regional autonomy to beyond every plan.
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: Plans run for five years, the longest for twenty.
_LONGEST_PERIOD = 25

_YEAR = r"(?:199[0-9]|20[0-9]{2}|2100)"
#: A year whose digits the layout pulled apart: "2 0 2 5", "202 / 5", "20\n25", "2\n025". Two and two are only joined over a
#: line break, for on one line they are two numbers.
_TORN = r"2 0 [0-9] [0-9]|1 9 9 [0-9]|2\s*\n\s*0\s*\n?\s*[0-9]\s*\n?\s*[0-9]|20[0-9](?: ?/ ?|\s+)[0-9]|(?:19|20)\s*\n\s*[0-9]{2}"
_CANDIDATE = re.compile(rf"(?<![0-9])(?:{_YEAR}|{_TORN})(?![0-9])")
#: What stands between the first and the last of a period.
PERIOD_MARK = re.compile(
    r"\s*(?:-|–|—|−|~|\bs\s*[./]?\s*d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b)\s*(?:(?:tahun|thn|th)\b\.?)?\s*", re.IGNORECASE
)
#: An amount or a law is told by so many characters before a year, a decimal by so many after it.
_BEFORE, _AFTER = 32, 8
_OPEN_END = re.compile(r"\s*[-–—−]\s*[0-9]")

#: An amount, a share, the inside of a grouped or decimal number.
_BEFORE_NUMBER = re.compile(r"(?:\brp\.?\s*|[0-9],|(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3})*\.)$", re.IGNORECASE)
_DATE = re.compile(r"(?<![0-9.])[0-9]{1,2}\.[0-9]{1,2}\.$")
_AFTER_NUMBER = re.compile(rf"[.,](?!{_YEAR}(?![0-9]))[0-9]|\s*%")

#: A date with the time of day is when a page was printed, not what it is about.
_PRINTED = re.compile(r"(?<![0-9])[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{2,4},?\s+[0-9]{1,2}[.:][0-9]{2}(?![0-9])")
_NIP = re.compile(r"\bNIP\b[\s.:]*[0-9 .\n]+", re.IGNORECASE)
_LAW_NAMES = (
    r"uu|pp|perpu|perpres|permen\w*|perda|perdasus|perbup|perwali?|pergub|perkada|kepmen\w*|kepres|keppres|inpres|perka\w*|"
    r"undang[\s-]*undang|peraturan|keputusan|instruksi|surat edaran"
)
#: Three ways to cite: a number with its year, a kind of law with both, and the numbers that ministries give.
#: The last has to be looked at: dates are written alike.
_LAW = re.compile(
    rf"\b(?:nomor|nomer|nmr|no)\b[\s.:]*(?=\S{{0,40}}[0-9])[\w./()-]{{1,40}}(?:\s+[\w./()-]{{1,20}})?\s*\b(?:tahun|thn|th)\b[\s.]*{_YEAR}(?![0-9])"
    rf"|\b(?:{_LAW_NAMES})\s+(?:(?:nomor|no)\b[\s.:]*)?[0-9]{{1,4}}\s*(?:/|\b(?:tahun|thn|th)\b[\s.]*)\s*{_YEAR}(?![0-9])"
    rf"|(?<!\S)(?P<path>\S+/\S+)/{_YEAR}(?![0-9])",
    re.IGNORECASE,
)


def years_in(text: str, *, skip_laws: bool = False) -> tuple[int, ...]:
    """Every printed year from 1990 to 2100, in order.

    Letters and line breaks around a year do not matter ("TA.2024", "thn\\n2025"), nor that its digits were pulled apart
    ("2 0 2 5", "202 / 5"). Amounts, shares, longer numbers and personnel numbers (NIP) hold no years.

    Args:
        text: Any text.
        skip_laws: Leave out the year that belongs to a law ("Nomor 23 Tahun 2014").
    """
    return tuple(year for year, _, _ in _found(_prepared(text, skip_laws=skip_laws)))


def single_year(text: str) -> int | None:
    """The one year a header cell means; None when it names none, several, or a period."""
    prepared = _prepared(text, skip_laws=True)
    found = list(_found(prepared))
    if len({year for year, _, _ in found}) != 1 or any(_OPEN_END.match(prepared[end:]) for _, _, end in found):
        return None
    return found[0][0]


def period_in(text: str) -> tuple[int, int] | None:
    """The first period printed ("2025 – 2029", "2021 s/d 2026"), or a single year as a period of its own.

    Returns:
        First and last year; None when there is none, or when several years stand there without making a period.
    """
    prepared = _prepared(text, skip_laws=True)
    found = list(_found(prepared))
    for (first, _, end), (last, start, _) in pairwise(found):
        if PERIOD_MARK.fullmatch(prepared[end:start]) and first <= last <= first + _LONGEST_PERIOD:
            return first, last
    year = single_year(text)
    return None if year is None else (year, year)


def _prepared(text: str, *, skip_laws: bool) -> str:
    """The text without what only looks like years; nothing where no year can be."""
    if "1" not in text and "2" not in text:
        return ""
    text = _PRINTED.sub(" ", _NIP.sub(" ", text.replace("\u00a0", " ")))
    return _LAW.sub(_without_law, text) if skip_laws else text


def _without_law(match: re.Match[str]) -> str:
    # "31/12/2024" is a date, "PER/9/2007" a regulation.
    path = match["path"]
    return match.group() if path is not None and not any(ch.isalpha() for ch in path) else " ; "


def _found(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, start and end of every year."""
    for match in _CANDIDATE.finditer(text):
        year = int(re.sub(r"[^0-9]", "", match.group()))
        before, after = text[max(0, match.start() - _BEFORE) : match.start()], text[match.end() : match.end() + _AFTER]
        in_number = _BEFORE_NUMBER.search(before) and not _DATE.search(before) and not re.search(rf"{_YEAR}[.,]$", before)
        if FIRST_YEAR <= year <= LAST_YEAR and not in_number and not _AFTER_NUMBER.match(after):
            yield year, match.start(), match.end()
