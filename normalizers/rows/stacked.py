"""Names of several levels in one cell: a programme, below it its kegiatan, each on lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalizers.form import LEVELS
from normalizers.rows.outline import follows, marker_of
from normalizers.rows.row_kinds import is_above_levels, is_label, named_level
from normalizers.words import code_before, level_of_code
from schemas.stages import Cell

#: A text stands beside a name whose first line begins no lower than so many points below its middle.
SLACK = 1.0
#: A line is set in when it begins so many points right of the one above.
SET_IN = 2.0
#: What the first of a list is marked by.
FIRST = ("1", "a", "i", "-", "•", "▪", "–", "➢")


@dataclass(frozen=True, slots=True)
class Piece:
    """One of several names in a cell.

    Attributes:
        role: Its level.
        name: The name, lines joined by newlines.
        top, bottom: Where it stands on its page; both 0 where the cell's lines have no place.
    """

    role: str
    name: str
    top: float = 0.0
    bottom: float = 0.0


@dataclass(slots=True)
class _Open:
    role: str | None
    marker: str | None
    lines: list[str]
    at: list[int]


def pieces_of(cells: Sequence[Cell]) -> tuple[Piece, ...]:
    """The names of a cell that holds several levels, or that prints its level's word on a line of its own.

    A line begins a name when it says its level and something sets it off: a label's colon or number, a code, a place in a list. The word
    alone may be where a narrow column broke the name before. A line of a list that counts on from the name before is a name beside it.

    Returns:
        The names from the general to the particular, several of the last level where they stand beside each other; empty for one name.
    """
    if len(cells) != 1:
        return ()
    texts = [line.strip() for line in cells[0].text.split("\n") if line.strip()]
    found: list[_Open] = []
    for at, text in enumerate(texts):
        role, marker, name = _beginning(text)
        if not found:
            if role is None and not is_above_levels(text):
                return ()
            found.append(_Open(role, marker, [name], [at]))
            continue
        last = found[-1]
        if role is not None and (marker is not None or name != text or last.role is None):
            found.append(_Open(role, marker, [name], [at]))
        elif role is None and marker is not None and last.marker is not None and last.role is not None and follows(last.marker, marker):
            found.append(_Open(last.role, marker, [marker_of(text)[1]], [at]))
        elif (below := _level_below(last, marker, texts[at + 1 :], set_in=_is_set_in(cells[0], texts, last.at[0], at))) is not None:
            found.append(_Open(below, marker, [marker_of(text)[1]], [at]))
        else:
            last.lines.append(text)
            last.at.append(at)
    named = [each for each in found if each.role is not None]
    if not _descend([each.role for each in named if each.role is not None]) or not all(any(each.lines) for each in named):
        return ()
    if len({each.role for each in named}) == 1 and (len(named) > 1 or not texts[named[0].at[0]].endswith(":")):
        return ()
    return tuple(_piece(each, cells[0], len(texts)) for each in named)


def piece_beside(pieces: Sequence[Piece], heights: Sequence[float]) -> Piece | None:
    """The one name that stands beside all of some heights; None where several do, or none."""
    tops = [piece.top for piece in pieces]
    found = {sum(top - SLACK <= height for top in tops) - 1 for height in heights}
    at = found.pop() if len(found) == 1 else -1
    return pieces[at] if at >= 0 and any(tops) else None


def _is_set_in(cell: Cell, texts: Sequence[str], above: int, at: int) -> bool:
    """Whether a line of a cell begins right of another one."""
    lines = [line for line in cell.lines if line.text.strip()]
    return len(lines) == len(texts) and lines[at].box[0] > lines[above].box[0] + SET_IN


def _level_below(last: _Open, marker: str | None, following: Sequence[str], *, set_in: bool) -> str | None:
    """The level of a list that begins below a name without a number: the next one, where the list counts on or is set in."""
    if marker is None or last.marker is not None or last.role not in LEVELS[2:-1] or marker.strip(" (.)").casefold() not in FIRST:
        return None
    counts_on = set_in or any((other := marker_of(text)[0]) is not None and follows(marker, other) for text in following)
    return LEVELS[LEVELS.index(last.role) + 1] if counts_on else None


def _beginning(text: str) -> tuple[str | None, str | None, str]:
    """The level that a line names, what numbers it, and the name without either; no level where it only goes on."""
    code = code_before(text)
    role, name = named_level(text)
    if is_label(text) and text.endswith(":"):
        return role, None, ""
    if role is not None and role not in LEVELS[2:] and name == text:
        role = None
    marker = code or marker_of(text)[0]
    if role is None and code is not None and (role := level_of_code(code)) is not None:
        return role, code, text[text.index(code) + len(code) :].lstrip(" .")
    return role, marker, name


def _descend(roles: Sequence[str]) -> bool:
    """Whether names go from the general to the particular, none but the last level several times."""
    ranks = [LEVELS.index(role) for role in roles]
    return bool(ranks) and all(a < b or (a == b == ranks[-1]) for a, b in pairwise(ranks))


def _piece(each: _Open, cell: Cell, count: int) -> Piece:
    assert each.role is not None
    name = "\n".join(line for line in each.lines if line)
    lines = [line for line in cell.lines if line.text.strip()]
    if len(lines) != count or len({line.page for line in lines}) > 1:
        return Piece(each.role, name)
    return Piece(each.role, name, lines[each.at[0]].box[1], lines[each.at[-1]].box[3])
