"""How names without a word or code of their own nest: by the type that heads each group, by money, by how they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, Protocol

from normalizers.form import LEVELS

PROGRAM, KEGIATAN, SUB_KEGIATAN = LEVELS[2:]
#: So many names of a group's head type with others below them are no chance; so many groups that count anew neither.
LEAST_HEADS, LEAST_COUNTED = 2, 2
#: Sums of money that differ by less than this share are the same sum; so many names that are the sums of several others are no chance.
SAME_SUM, LEAST_SUMS = 0.002, 2
#: Names stand at one place up to so many points apart, and are set in from so many on.
SAME_PLACE, SET_IN = 1.0, 3.0
_COUNTED = re.compile(r"\s*\(?(\d{1,2})[.)]?\s*")


class Style(NamedTuple):
    """What tells a name's type from others'.

    Attributes:
        capitals, bold: Whether it is set so.
        shade: The colour behind it, None for none.
        indent: How far its first line is set in, in points.
    """

    capitals: bool = False
    bold: bool = False
    shade: str | None = None
    indent: float = 0.0


class Named(Protocol):
    """What is looked at of a name's row, see :class:`normalizers.rows.levels.NameRow`."""

    @property
    def row(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def style(self) -> Style | None: ...
    @property
    def number(self) -> str | None: ...


#: Names below one programme, top to bottom.
Group = Sequence[Named]


def groups_below(rows: Sequence[Named], told: Mapping[int, str | None], open_rows: frozenset[int]) -> list[Group]:
    """The names that nothing tells yet, by the programme they stand below; those above the first programme are left out.

    Args:
        rows: All names of the column, top to bottom.
        told: The levels told so far, by row.
        open_rows: The rows that are looked at.
    """
    groups: list[list[Named]] = []
    below = False
    for each in rows:
        if each.row in open_rows:
            if below:
                groups[-1].append(each)
        elif each.row in told:
            below = told[each.row] == PROGRAM
            if below:
                groups.append([])
    return [group for group in groups if group]


def heads_by_type(groups: Sequence[Group]) -> frozenset[int] | None:
    """The rows whose type heads the others of their group.

    Bold stands over plain, capitals over small letters, a shade over none, what is set in less over what is set in more.

    Returns:
        The rows of the heads, where one difference of type, or several that agree, begins every group; None where none does.
    """
    found = set(_heads(groups).values())
    return next(iter(found)) if len(found) == 1 else None


def depths_by_type(names: Group, levels: int) -> dict[int, int] | None:
    """How deep each name stands, told by as many types as there are levels, each of which heads the groups of the next.

    Returns:
        A depth from 0 by row; None where the types do not nest so, or in more ways than one.
    """
    found = _nestings([names], levels)
    return found[0] if found and all(each == found[0] for each in found) else None


def _nestings(groups: Sequence[Group], levels: int) -> list[dict[int, int]]:
    found: list[dict[int, int]] = []
    for heads in _heads(groups).values():
        below = [part for group in groups for part in _parted(group, heads)]
        deeper = [{each.row: 0 for part in below for each in part}] if levels == 2 else _nestings(below, levels - 1)
        found += [dict.fromkeys(heads, 0) | {row: depth + 1 for row, depth in each.items()} for each in deeper]
    return found


def _parted(group: Group, heads: frozenset[int]) -> list[Group]:
    """The names between the heads of a group."""
    return [list(part) for head, part in groupby(group, lambda each: each.row in heads) if not head]


def _heads(groups: Sequence[Group]) -> dict[str, frozenset[int]]:
    """By a difference of type, the rows of the names that head the others by it."""
    by_type = {"bold": _bold, "capitals": _capitals, "shade": _shaded, "indent": _outdented}
    return {name: heads for name, higher in by_type.items() if (heads := _headed(groups, higher)) is not None}


def _headed(groups: Sequence[Group], higher: Callable[[Sequence[Style]], Sequence[bool]]) -> frozenset[int] | None:
    flat = [each for group in groups for each in group]
    styles = [each.style for each in flat if each.style is not None]
    if not flat or len(styles) < len(flat):
        return None
    marks = dict(zip((each.row for each in flat), higher(styles), strict=True))
    kinds = [[marks[each.row] for each in group] for group in groups]
    with_others = sum(a and not b for kind in kinds for a, b in pairwise(kind))
    if not all(kind[0] for kind in kinds) or with_others < LEAST_HEADS:
        return None
    return frozenset(row for row, head in marks.items() if head)


def _bold(styles: Sequence[Style]) -> list[bool]:
    return [style.bold for style in styles]


def _capitals(styles: Sequence[Style]) -> list[bool]:
    return [style.capitals for style in styles]


def _shaded(styles: Sequence[Style]) -> list[bool]:
    return [style.shade is not None for style in styles]


def _outdented(styles: Sequence[Style]) -> list[bool]:
    places = sorted({style.indent for style in styles})
    gaps = [b - a for a, b in pairwise(places)]
    # Two places, and all names at one of them: anything between is no setting in.
    apart = [at for at, gap in enumerate(gaps) if gap > SET_IN]
    if len(apart) != 1 or any(gap > SAME_PLACE for at, gap in enumerate(gaps) if at not in apart):
        return [True for _ in styles]
    return [style.indent <= places[apart[0]] for style in styles]


def counts_through(groups: Sequence[Group]) -> bool:
    """Whether the names of every group are numbered 1, 2, 3 …: none of them is below another."""
    counted = [[_number(each.number) for each in group] for group in groups]
    begun = [numbers for numbers in counted if numbers[0] == 1]
    if len(begun) < LEAST_COUNTED or not any(len(numbers) > 1 for numbers in begun):
        return False
    return all(None not in numbers and all(b == (a or 0) + 1 for a, b in pairwise(numbers)) for numbers in counted)


def _number(text: str | None) -> int | None:
    match = _COUNTED.fullmatch(text or "")
    return int(match.group(1)) if match else None


def among_siblings(level: str, marked: Mapping[str, int], lowest_named: str) -> bool:
    """Whether an unmarked name below one that its own word marks as of a level is of that level too.

    Forms print the word once a group ("Sub Kegiatan: …", then its siblings without it) only where nothing can stand below.

    Args:
        level: The level of the name above.
        marked: How many names of each level carry its word.
        lowest_named: The most particular level that the column's title lists.
    """
    below = LEVELS[LEVELS.index(level) + 1 :]
    return level in LEVELS[2:] and not any(marked.get(each) for each in below) and level in (SUB_KEGIATAN, lowest_named)


def depths_by_sums(amounts: Sequence[Sequence[float | None]]) -> list[int | None]:
    """How deep each name stands by its money: what is below a name adds up to it, in every column.

    Args:
        amounts: A name's amounts, top to bottom, one a column of money.

    Returns:
        A depth from 0; None for names without money, and for all where no two names are sums of several others.
    """
    paid = [place for place, each in enumerate(amounts) if any(each)]
    money = [[amount or 0.0 for amount in amounts[place]] for place in paid]
    ends = _ends_of_sums(money)
    if sum(end > at + 2 for at, end in enumerate(ends)) < LEAST_SUMS:
        return [None] * len(amounts)
    depths: list[int | None] = [None] * len(amounts)
    open_until: list[int] = []
    for at, place in enumerate(paid):
        while open_until and open_until[-1] <= at:
            open_until.pop()
        depths[place] = len(open_until)
        if ends[at] > at + 1:
            open_until.append(ends[at])
    return depths


def _ends_of_sums(money: Sequence[Sequence[float]]) -> list[int]:
    """The place after each name's part of the list: what adds up to it, each of that with its own."""
    ends = [at + 1 for at in range(len(money))]
    for at in range(len(money) - 1, -1, -1):
        total, below = [0.0] * len(money[at]), at + 1
        while below < len(money) and not _same(total, money[at]) and not _over(total, money[at]):
            total = [a + b for a, b in zip(total, money[below], strict=True)]
            below = ends[below]
        if below > at + 1 and _same(total, money[at]):
            ends[at] = below
    return ends


def _same(total: Sequence[float], wanted: Sequence[float]) -> bool:
    return all(abs(a - b) <= SAME_SUM * b for a, b in zip(total, wanted, strict=True))


def _over(total: Sequence[float], wanted: Sequence[float]) -> bool:
    return any(a > b * (1 + SAME_SUM) for a, b in zip(total, wanted, strict=True))


def listed_apart(names: Sequence[tuple[str | None, str]]) -> frozenset[str]:
    """The levels whose names all stand before the first lower one among them: which of them a lower name is below, nothing tells.

    Args:
        names: A shared column's names, top to bottom, each with its level.
    """
    found = set()
    for rank, level in enumerate(LEVELS[:-1]):
        own = [at for at, (role, _) in enumerate(names) if role == level]
        # What stands above the first of them is below none of them.
        lower = [at for at, (role, _) in enumerate(names) if role in LEVELS[rank + 1 :] and own and at > own[0]]
        if len({names[at][1] for at in own}) > 1 and lower and own[-1] < lower[0]:
            found.add(level)
    return frozenset(found)
