"""Which levels a table's programme codes stand for: those of the nomenclature in force, or of the one before it.

Since Permendagri 90/2019 a programme's code has three parts, a kegiatan's five (1.06.02.2.01, the fourth a figure for the kind of region),
a sub kegiatan's six. Before (Permendagri 13/2006 and 59/2007) the office's code stood in front of the programme's number, a kegiatan's
number behind it: 1.06.01 is an office, 1.06.01.15 its programme, 1.06.01.15.02 a kegiatan; many tables print the urusan or office twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from normalizers.words import is_old_code, level_of_length

#: The level of what stands above the programmes: an urusan, an office.
ABOVE = "urusan"
#: So many parts an old programme's code has where nothing else tells.
OLD_PROGRAMME = 4
#: This share of the codes at least stands beside aims where they number aims.
MOSTLY_AIMS = 0.7

Coded = tuple[str | None, str | None]


def levels_of_codes(rows: Sequence[Coded]) -> list[str | None]:
    """The level that each row's code stands for, told from all of them.

    Args:
        rows: The code of each name, its parts joined by dots, and the level that the name's first word tells ("Program …").

    Returns:
        One of the levels of programmes, :data:`ABOVE`, or None for a row without a code or with one that tells nothing.
    """
    lengths = [len(code.split(".")) if code else 0 for code, _ in rows]
    programme = _old_programme(rows, lengths)
    if programme is None:
        return [level_of_length(length) for length in lengths]
    levels = {programme: "program", programme + 1: "kegiatan", programme + 2: "sub_kegiatan"}
    return [levels.get(length, ABOVE if 0 < length < programme else None) for length in lengths]


def outline_of_aims(coded: Sequence[tuple[str | None, bool]]) -> list[str | None] | None:
    """The level of each name where the codes beside a column number its aims ("1.1 Tujuan …", "1.1.1 Sasaran …") and no programmes.

    Args:
        coded: The code of each name, and whether the name begins as aims do.

    Returns:
        ``tujuan`` and ``sasaran`` by depth, None for names that are no aims; None where the codes are not of two depths of aims.
    """
    depths = [code.count(".") if code and aim else None for code, aim in coded]
    present = sorted({depth for depth in depths if depth is not None})
    aims, all_codes = sum(depth is not None for depth in depths), sum(bool(code) for code, _ in coded)
    if len(present) != 2 or aims < MOSTLY_AIMS * all_codes:
        return None
    return [None if depth is None else "tujuan" if depth == present[0] else "sasaran" for depth in depths]


def _old_programme(rows: Sequence[Coded], lengths: Sequence[int]) -> int | None:
    """How many parts a programme's code has in a table of old codes; None in one of new ones."""
    present = set(lengths) - {0}
    skips_one = OLD_PROGRAMME not in present and {3, 5} <= present
    if skips_one or not any(is_old_code(code) for code, _ in rows if code):
        return None
    for role, below in (("program", 0), ("kegiatan", 1)):
        by_word = Counter(length - below for (_, word), length in zip(rows, lengths, strict=True) if word == role and length)
        if by_word:
            return by_word.most_common(1)[0][0]
    deepest = max(present)
    codes = {code for code, _ in rows if code}
    nested = all(code.rsplit(".", 1)[0] in codes for code in codes if code.count(".") + 1 == deepest)
    return deepest - 1 if nested or deepest > OLD_PROGRAMME + 1 else OLD_PROGRAMME
