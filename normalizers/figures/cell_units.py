"""The unit printed around a number in a value cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalizers.figures.numerals import number_in_words
from normalizers.figures.sureness import GUESSED, UNKNOWN_UNIT
from normalizers.figures.units import Unit, canonical_unit, leading_unit, lexicon
from normalizers.words import NOTHING_TAUGHT, UserTerms

#: Words behind a number that are not in the lexicon are taken for its unit up to this many.
_LONGEST_UNKNOWN = 3
#: Words after a known unit that still only describe it ("orang penerima bantuan").
_LONGEST_REMARK = 6

#: ",-" and ".-" close an amount of money.
_AMOUNT_END = re.compile(r"^[.,]\s*[-–—=]+")
_FIRST_BRACKET = re.compile(r"^\(([^()]*)\)\s*")
_NUMBER_IN_BRACKET = re.compile(r"\([^()]*(?<![^\W\d_])[0-9]")


@dataclass(frozen=True, slots=True)
class CellUnit:
    """What stands around a number.

    Attributes:
        unit: The unit; None when none is printed.
        flags: What to note about it.
        confidence: 0..1, how surely it is this unit.
        spoken: The number in words that follows a number, "5 (lima)".
    """

    unit: Unit | None = None
    flags: tuple[str, ...] = ()
    confidence: float = 1.0
    spoken: int | None = None


def unit_around(before: str, after: str, taught: UserTerms = NOTHING_TAUGHT) -> CellUnit | None:
    """The unit printed before or after a number.

    Args:
        before, after: The cell's text on both sides of the number.
        taught: Units that people named.

    Returns:
        The unit, or a :class:`CellUnit` without one when nothing is printed there; None when the words are no unit, so that the
        number is part of a text.
    """
    before = before.strip()
    leading = canonical_unit(before, taught) if before else None
    if before and (leading is None or not leading.leads):
        return None
    tail, spoken = _without_spoken(_AMOUNT_END.sub("", after).strip())
    tail = tail.rstrip(" .;:")
    if not tail:
        return CellUnit(leading, spoken=spoken)
    if not (tail[0].isalpha() or tail[0] in "%‰(" or re.match(r"/\s*[0-9]", tail)):
        return None
    found = _of_amount(leading, before, tail, taught) if leading is not None and leading.behaviour == "uang" else _of_tail(tail, taught)
    return None if found is None else CellUnit(found.unit or leading, found.flags, found.confidence, spoken)


def _without_spoken(tail: str) -> tuple[str, int | None]:
    """The text without the number in words at its head: "(lima persen) lagi" becomes "persen lagi" and 5."""
    bracket = _FIRST_BRACKET.match(tail)
    if bracket is None:
        return tail, None
    words = bracket.group(1).split()
    for count in range(len(words), 0, -1):
        spoken = number_in_words(" ".join(words[:count]))
        if spoken is not None:
            return " ".join((*words[count:], tail[bracket.end() :])).strip(), spoken
    return tail, None


def _of_amount(leading: Unit, before: str, tail: str, taught: UserTerms) -> CellUnit | None:
    """ "Rp 1,2 miliar" is an amount in "miliar rupiah"."""
    for candidate in (canonical_unit(f"{before} {tail}", taught), canonical_unit(tail, taught)):
        if candidate is not None and candidate.known and candidate.name.endswith(leading.name):
            return CellUnit(candidate)
    return None


def _of_tail(tail: str, taught: UserTerms) -> CellUnit | None:
    if _NUMBER_IN_BRACKET.search(tail):
        return None
    unit = canonical_unit(tail, taught)
    if unit is not None and unit.known:
        return CellUnit(unit) if unit.exact else CellUnit(unit, ("satuan_diduga",), GUESSED)
    if any(ch.isnumeric() for ch in tail):
        return None
    found = leading_unit(tail)
    if found is not None and len(found[1].split()) <= _LONGEST_REMARK:
        return CellUnit(found[0], ("satuan_berketerangan",), GUESSED)
    if unit is None or len(unit.name.split()) > _LONGEST_UNKNOWN or unit.name.split()[0] in lexicon().not_units:
        return None
    if tail[0] == "(":
        return CellUnit(None, ("satuan_berketerangan",), GUESSED)
    return CellUnit(unit, ("satuan_tidak_dikenal",), UNKNOWN_UNIT)
