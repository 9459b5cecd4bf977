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
#: A comma before decimals ("42,8"), or points that may part thousands ("1.250").
_COMMA = re.compile(r"(?:0|[1-9][0-9]*),[0-9]{1,2}|[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_COMMA_GROUPS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")


def points_are_decimal(texts: Iterable[str]) -> bool:
    """Whether numbers are written the English way, as far as they show it.

    Args:
        texts: The cells of a table's value columns.
    """
    points = 0
    for text in texts:
        for token in _TOKEN.findall(text):
            if _COMMA.fullmatch(token):
                return False
            points += bool(_POINT.fullmatch(token))
    return points >= LEAST_SIGNS


def without_comma_groups(text: str) -> str:
    """A text of the English way whose thousands are not parted."""
    return _COMMA_GROUPS.sub(lambda match: match.group().replace(",", ""), text)
