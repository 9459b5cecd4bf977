"""Names of sheets as Excel allows them."""

from __future__ import annotations

import re

#: Letters of a name at most, as Excel counts them.
LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_SHORTER = (("Kabupaten ", "Kab. "), ("Provinsi ", "Prov. "))
#: Names that Excel keeps for itself.
_RESERVED = frozenset({"history", "riwayat"})


class SheetNames:
    """Gives out names, each once, whatever their case."""

    def __init__(self) -> None:
        self._taken: set[str] = set(_RESERVED)

    def give(self, wanted: str) -> str:
        """A legal name like the one wanted that no sheet has yet."""
        short = wanted
        for long, brief in _SHORTER:
            if short.startswith(long):
                short = brief + short[len(long) :]
        clean = " ".join(_FORBIDDEN.sub(" ", short).split()).strip("'") or "-"
        number, name = 1, _cut(clean, LONGEST)
        while name.casefold() in self._taken:
            number += 1
            ending = f" {number}"
            name = _cut(clean, LONGEST - len(ending)) + ending
        self._taken.add(name.casefold())
        return name


def _cut(name: str, length: int) -> str:
    """The beginning of a name; letters outside the basic plane count twice, as in Excel."""
    while len(name.encode("utf-16-le")) // 2 > length:
        name = name[:-1]
    return name.strip("' ") or "-"
