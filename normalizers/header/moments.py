"""The years and quarters that a header cell prints, counts or only speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalizers.words import fold, month_alone, quarter_in, without_quarters_months, years_in

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: A year without its century: "'21", "Target'21".
_SHORT_YEAR = re.compile(r"(?<![\d'’‘`´])['’‘`´]\s?([0-4]\d)(?![\d%.,'’‘`´])")
_COUNTS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
#: "Ketiga" and "tiga", "pertama" and "kesatu": 3 and 1.
_ORDINALS = {"pertama": 1} | {f"{prefix}{word}": number for prefix in ("", "ke") for number, word in enumerate(_COUNTS, start=1)}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_COUNTED = re.compile(
    rf"\b(?:tahun|thn|th)\s*(?:ke)?\s*([1-9]|10|i{{1,3}}|iv|vi?|{'|'.join(_ORDINALS)})$|\bke\s*([1-9]|10|i{{1,3}}|iv|vi?)$"
)
_RELATIVE = re.compile(
    r"(?<![a-z0-9])n\s*([-–+])\s*([1-5])(?![0-9])|\b(?:thn?\b\.?|tahun\b)\s*n(?![a-z0-9])(?!\s*[-–+]\s*\d)", re.IGNORECASE
)
_OF_QUARTERS, _OF_YEARS = (
    re.compile(r"\b(?:tri ?wulan|tri ?bulan|trib|tw|tri?wl?n?|trwulan|k[uw]artal|tiga bulan)\b"),
    re.compile(r"\btahun ke\b|\btahun$|\btahunan$"),
)
_EVALUATED = re.compile(r"\byang\s+di\s*evaluasi\b", re.IGNORECASE)
#: "T1" to "T4", "R1": of a quarter ("triwulan"), a year ("tahun"), a target, a result.
_OF_SOME_TIME = re.compile(r"^[a-mo-z]-?(?=[1-9]$)")
_AROUND, _BARE_COUNT = re.compile(r"[\s.()\[\]]"), re.compile(r"[1-9]|10")
#: What a cell that holds nothing else means below quarters, letters that a scan mistook included.
_WRITTEN = {1: ("i", "1", "l"), 2: ("ii", "2", "ll", "1i", "il"), 3: ("iii", "3", "lll", "ill"), 4: ("iv", "4", "lv", "1v")}
QUARTERS = {written: quarter for quarter, ways in _WRITTEN.items() for written in ways}
_RANGE = re.compile(
    r"(?:19|20)\d\d\s*(?:-|–|—|s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga)\s*(?:(?:tahun|th\.?)\s*)?(?:19|20)\d\d", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Moments:
    """The times of one header cell.

    Attributes:
        years: The years it names, those of a period apart ("Renstra 2021-2026 (Tahun 2026)": 2026).
        counted: The count in "Tahun ke-3", or of a bare number.
        bare: Whether it is nothing but that number.
        relative: Years from the document's own year in "n-2" (-2), or the name of a year ("lalu").
        quarter: The quarter it names.
        bare_quarter: The quarter that a bare "III" stands for below a title that speaks of quarters.
        month: The month that is the whole cell.
        in_turn: Its place among numbers that count on from one and say neither of what (:mod:`normalizers.header.sequences`).
        speaks_of: Times it speaks of without naming one: ``triwulan``, ``tahun``.
    """

    years: tuple[int, ...] = ()
    counted: int | None = None
    bare: bool = False
    relative: int | str | None = None
    quarter: int | None = None
    bare_quarter: int | None = None
    month: int | None = None
    in_turn: int | None = None
    speaks_of: frozenset[str] = frozenset()

    @property
    def named(self) -> bool:
        """Whether it names a year or quarter in any way but by a bare number."""
        counted = self.counted is not None and not self.bare
        return bool(self.years) or counted or self.relative is not None or self.quarter is not None


NO_MOMENT = Moments()


def timeless(text: str) -> str:
    """The text without years, without periods ("2019 s/d 2023"), without the months of a quarter and without "n-2"."""
    return _RELATIVE.sub(" ", _YEAR.sub(" ", _RANGE.sub(" ", without_quarters_months(text))))


def _number(written: str) -> int:
    """A count in figures, in Roman ones or as a word ("ketiga")."""
    return int(written) if written.isdigit() else _ROMAN.get(written) or _ORDINALS[written]


def printed_moments(plain: str, main: str, named: Sequence[str]) -> Moments:
    """The times of a header cell.

    Args:
        plain: Its whole text.
        main: The text outside brackets.
        named: The names of years in it, from the lexicon ("lalu").
    """
    words = fold(main)
    plain = _SHORT_YEAR.sub(r" 20\1", plain)
    years = tuple(dict.fromkeys(years_in(_RANGE.sub(" ", plain), skip_laws=True)))
    quarter = quarter_in(plain)
    relative: int | str | None = None if years else next(reversed(named), None)
    sign = _RELATIVE.search(plain)
    if sign is not None and _EVALUATED.search(plain):
        # "Tahun berjalan (n-1) yang dievaluasi": the plan it is counted from is the next year's.
        relative = "ini"
    elif sign is not None:
        relative = 0 if sign.group(1) is None else int(sign.group(2)) * (1 if sign.group(1) == "+" else -1)
    bare = _OF_SOME_TIME.sub("", _AROUND.sub("", plain).casefold())
    counted, is_bare = None, bool(_BARE_COUNT.fullmatch(bare)) or bare in _ROMAN or bare in _ORDINALS
    if is_bare:
        counted = _number(bare)
    elif not years and quarter is None and (count := _COUNTED.search(words)) is not None:
        counted = _number(count.group(1) or count.group(2))
    speaks: frozenset[str] = frozenset()
    if quarter is None and _OF_QUARTERS.search(fold(plain)):
        speaks = frozenset({"triwulan"})
    elif not years and _OF_YEARS.search(words):
        speaks = frozenset({"tahun"})
    month = month_alone(plain) if quarter is None else None
    bare_quarter = QUARTERS.get(bare) or QUARTERS.get(str(_ORDINALS.get(bare)))
    return Moments(years, counted, is_bare, relative, quarter, bare_quarter, month, speaks_of=speaks)
