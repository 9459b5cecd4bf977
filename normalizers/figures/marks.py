"""Which mark a table's numbers use for their decimals: what is certain of some of them decides of those that may be either."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalizers.figures.numerals import NUMBER

#: So many numbers of a table have to show the mark, and none the other one.
LEAST_SIGNS = 2

_TOKEN = re.compile(NUMBER)
#: A point that can only stand before decimals: "42.8", "1,077,633.93".
_POINT = re.compile(r"(?:0|[1-9][0-9]*)\.[0-9]{1,2}|[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")
#: A comma that can only stand before decimals: "42,8", "1.077.633,93".
_COMMA = re.compile(r"(?:0|[1-9][0-9]*),[0-9]{1,2}|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+")
#: Points that may part thousands ("1.250").
_POINTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_COMMA_GROUPS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")


def decimal_mark(texts: Iterable[str]) -> str | None:
    """What numbers have before their decimals, "." or ",", as far as they show it; None where they show neither, or both.

    Args:
        texts: The cells of a table's value columns.
    """
    points = commas = either = 0
    for text in texts:
        for token in _TOKEN.findall(text):
            points += bool(_POINT.fullmatch(token))
            commas += bool(_COMMA.fullmatch(token))
            either += bool(_POINTED.fullmatch(token))
    if commas >= LEAST_SIGNS and not points:
        return ","
    return "." if points >= LEAST_SIGNS and not commas and not either else None


def without_comma_groups(text: str) -> str:
    """A text of the English way whose thousands are not parted."""
    return _COMMA_GROUPS.sub(lambda match: match.group().replace(",", ""), text)
