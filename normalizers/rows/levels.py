"""Which level each name in a shared column is of: urusan, tujuan, sasaran, program, kegiatan, sub kegiatan."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalizers.form import LEVELS
from normalizers.rows.code_levels import ABOVE, levels_of_codes, outline_of_aims
from normalizers.rows.nesting import (
    KEGIATAN,
    SAME_SUM,
    SUB_KEGIATAN,
    Style,
    among_siblings,
    counts_through,
    depths_by_sums,
    depths_by_type,
    groups_below,
    heads_by_type,
)
from normalizers.rows.outline import levels_by_outline, marker_of, shape_of
from normalizers.rows.row_kinds import begins_as_aim, is_above_levels, is_label, lists_levels, named_level
from normalizers.rows.stacked import Piece
from normalizers.words import code_before, fold

#: The level of a text that says what the name above it is to reach.
OUTCOME = "hasil"
#: A text that says itself that it is what a name above comes to.
_OUTCOME = re.compile(
    r"\W*(?:(?:ultimate|intermediate|immediate)\s+)?(?:outcomes?|outputs?|keluaran|hasil)\s*[\d.]*\s*:\s*(?=\S)", re.IGNORECASE
)
#: A header of no more words that names one level lists no others beside it ("Nama Program").
ONE_LEVEL = 2
#: So many amounts that add up to the one above them are no chance.
CERTAIN_PARTS = 2


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row that begins a name in a shared column.

    Attributes:
        row: The grid row.
        text: The name, mended.
        code: Its programme code, parts joined by dots.
        money: Its amounts, one a money column; None where none is printed.
        has_indicator: Whether the row has an indicator of its own.
        style: What tells its type from other rows'.
        listed: The level that an imported nomenclature gives the name.
        number: What the row's own cell in the column of numbers prints.
        pieces: The names of several levels that the cell holds, mended.
    """

    row: int
    text: str
    code: str | None
    money: tuple[float | None, ...]
    has_indicator: bool
    style: Style | None = None
    listed: str | None = None
    number: str | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """What a name is.

    Attributes:
        role: A level of :data:`normalizers.form.LEVELS`, or None for what stands above them (urusan, the office).
        name: The name without the level's own word.
        sure: Whether something told the level.
        over: Names of higher levels in the same cell, from the general to the particular.
        beside: Names of the next level in the same cell that stand beside each other, each with its place.
    """

    role: str | None
    name: str
    sure: bool = True
    over: tuple[Piece, ...] = ()
    beside: tuple[Piece, ...] = ()


def levels_of(rows: Sequence[NameRow], header: str) -> dict[int, Level]:
    """Tell the level of every name in a shared column.

    By code, by the nomenclature that lists the name, by the level's own word, by sums of money, by how the names are numbered, by type
    equal to that of rows already told; where only one level is left of those that the header names, by that.

    Args:
        rows: The names, top to bottom.
        header: The column's header, which names the levels that may stand in it.

    Returns:
        The level by grid row.
    """
    allowed, named = _allowed(header), _named_in(header)
    # Below a title of programmes a name that begins as an aim does is a programme's all the same.
    no_aims = bool(named) and not set(named) & set(LEVELS[:2])
    told: dict[int, Level] = {}
    announced: str | None = None
    by_word: set[int] = set()
    by_label: set[int] = set()
    by_code = _by_codes(rows, named)
    for each, coded in zip(rows, by_code, strict=True):
        if each.pieces:
            told[each.row] = _of_pieces(each.pieces)
            by_word.add(each.row)
            continue
        level = _by_itself(each, coded)
        if (outcome := _OUTCOME.match(each.text)) is not None:
            told[each.row] = Level(OUTCOME, each.text[outcome.end() :])
            continue
        if is_label(each.text):
            announced = level.role if level is not None and not lists_levels(each.text) else None
            continue
        if level is not None and level.role == "sasaran" and level.name == each.text and _headed(rows, each, told) and each.has_indicator:
            # What a programme is to reach, printed below its name in the same column.
            told[each.row] = Level(OUTCOME, each.text)
            continue
        if no_aims and level is not None and level.role == "sasaran" and level.name == each.text:
            level = None
        if announced is not None and (level is None or level.role == "sasaran"):
            level = Level(announced, each.text)
            by_label.add(each.row)
        elif level is not None and level.role is not None:
            announced = None
            by_word.add(each.row)
        if level is not None:
            told[each.row] = level
    rows = [each for each in rows if not is_label(each.text)]
    single = [each for each in rows if len(each.pieces) <= 1]
    _by_money_alone(single, told, header)
    _by_sums(single, told)
    _by_outline(single, told, allowed)
    _by_siblings(rows, told, by_word, header)
    _by_nesting(rows, told, by_label, allowed)
    _by_types(single, told, header)
    _by_style(rows, told)
    _by_what_is_left(single, told, allowed)
    sure = dict(told)
    for each in rows:
        told.setdefault(each.row, Level(_guess(rows, sure, each, allowed), each.text, sure=False))
    return told


def _by_codes(rows: Sequence[NameRow], named: Sequence[str]) -> list[str | None]:
    """What the codes of all names tell: the depths of aims that the header lists, else the levels of the nomenclature."""
    of_aims = outline_of_aims([(each.code, begins_as_aim(each.text)) for each in rows]) if set(LEVELS[:2]) <= set(named) else None
    return of_aims or levels_of_codes([(each.code, named_level(each.text)[0]) for each in rows])


def _of_pieces(pieces: Sequence[Piece]) -> Level:
    """The level of a cell of several names: that of its last one; of the one above where several of the last level stand below it."""
    last = tuple(piece for piece in pieces if piece.role == pieces[-1].role)
    over = tuple(piece for piece in pieces if piece.role != pieces[-1].role)
    if len(last) == 1 or not over:
        return Level(last[-1].role, last[-1].name, over=over)
    return Level(over[-1].role, over[-1].name, over=over[:-1], beside=last)


def _headed(rows: Sequence[NameRow], each: NameRow, told: Mapping[int, Level]) -> bool:
    """Whether the last name above that is no outcome is a programme's, kegiatan's or sub kegiatan's without an indicator of its own."""
    above = [other for other in rows if other.row < each.row and (level := told.get(other.row)) is not None and level.role != OUTCOME]
    return bool(above) and not above[-1].has_indicator and told[above[-1].row].role in LEVELS[2:]


def _named_in(header: str) -> tuple[str, ...]:
    """The levels that a header names."""
    whole = re.sub(r"\bkeg\b", "kegiatan", re.sub(r"\bprog\b", "program", fold(header)))
    words = re.sub(r"\bsub ?kegiatan\b", "sub_kegiatan", whole).split()
    return tuple(role for role in LEVELS if role in words)


def _allowed(header: str) -> tuple[str, ...]:
    """The levels that a header lists; one level by its name alone says nothing of the others that stand in its column."""
    named = _named_in(header)
    return named if len(named) > 1 or (named and len(fold(header).split()) > ONE_LEVEL) else LEVELS[2:]


def _by_itself(each: NameRow, by_code: str | None) -> Level | None:
    """What a row tells alone: by its code's level, its own word, the nomenclature."""
    role, name = named_level(each.text)
    if by_code == ABOVE:
        by_code = None
        if role is None and not each.has_indicator:
            return Level(None, each.text)
    if role is None and by_code is None and is_above_levels(each.text):
        return Level(None, each.text)
    whole = name == each.text
    if whole and (code := code_before(name)) is not None and code == each.code:
        name = name[name.index(code) + len(code) :].lstrip(" .-–:") or name
    if by_code is not None and (role is None or role == by_code or whole):
        return Level(by_code, name)
    if each.listed is not None:
        return Level(each.listed, name)
    if role is not None:
        return Level(role, name)
    if each.code is not None and len(each.code.split(".")) <= 2 and not each.has_indicator:
        return Level(None, each.text)
    if begins_as_aim(each.text):
        return Level("sasaran", each.text)
    return None


def _by_money_alone(rows: Sequence[NameRow], told: dict[int, Level], header: str) -> None:
    """Where no name tells its level of programmes: as many depths of money as the title lists such levels are these."""
    levels = [role for role in _named_in(header) if role in LEVELS[2:]]
    if len(levels) < 2 or any(level.role in LEVELS[2:] for level in told.values()):
        return
    among = [each for each in rows if each.row not in told]
    depths = depths_by_sums([each.money for each in among])
    if max((depth for depth in depths if depth is not None), default=0) == len(levels) - 1:
        told.update({each.row: Level(levels[at], each.text) for each, at in zip(among, depths, strict=True) if at is not None})


def _by_types(rows: Sequence[NameRow], told: dict[int, Level], header: str) -> None:
    """As many types as the title lists levels of programmes, each heading the next, are these, where the names that tell theirs agree."""
    levels = [role for role in _named_in(header) if role in LEVELS[2:]]
    among = [each for each in rows if each.row not in told or told[each.row].role in LEVELS[2:]]
    if len(levels) < 2 or all(each.row in told for each in among):
        return
    found = {row: levels[depth] for row, depth in (depths_by_type(among, len(levels)) or {}).items()}
    if all(told[row].role == role for row, role in found.items() if row in told):
        told.update({each.row: Level(found[each.row], each.text) for each in among if each.row in found and each.row not in told})


def _by_sums(rows: Sequence[NameRow], told: dict[int, Level]) -> None:
    """Between two programmes: a kegiatan's money is that of the sub kegiatan that follow it, a programme's that of all its kegiatan."""
    above: NameRow | None = None
    stretch: list[NameRow] = []
    for each in [*rows, None]:
        known = told.get(each.row) if each is not None else Level("program", "")
        if each is not None and known is None:
            stretch.append(each)
            continue
        if stretch:
            found = _nested(stretch)
            if above is not None:
                found |= dict.fromkeys(_parts_of_programme(above, stretch, found), "kegiatan")
            told.update({one.row: Level(found[one.row], one.text) for one in stretch if one.row in found})
        stretch = []
        above = each if known is not None and known.role == "program" else None


def _parts_of_programme(above: NameRow, stretch: Sequence[NameRow], found: Mapping[int, str]) -> list[int]:
    """The rows that, with the kegiatan found, add up to their programme's money; nothing where they do not."""
    parts = [each for each in stretch if found.get(each.row) != "sub_kegiatan"]
    rest = [each.row for each in parts if each.row not in found and any(each.money)]
    paid = [each for each in parts if any(each.money)]
    return rest if rest and _end_of_sum([above, *paid], 0) == len(paid) + 1 else []


def _nested(stretch: Sequence[NameRow]) -> dict[int, str]:
    """Kegiatan and sub kegiatan of a stretch as far as their sums tell.

    A sum that only one row makes counts where a sum has just ended: elsewhere two equal amounts may follow each other by chance.
    """
    found: dict[int, str] = {}
    at, aligned = 0, True
    while at < len(stretch):
        if not any(stretch[at].money):
            at += 1
            continue
        end = _end_of_sum(stretch, at)
        parts = sum(any(each.money) for each in stretch[at + 1 : end])
        if parts >= (1 if aligned else CERTAIN_PARTS):
            found[stretch[at].row] = "kegiatan"
            found.update({each.row: "sub_kegiatan" for each in stretch[at + 1 : end]})
            at, aligned = end, True
        else:
            at, aligned = at + 1, False
    return found


def _end_of_sum(stretch: Sequence[NameRow], at: int) -> int:
    """The place after the rows below that add up to a row's money in every column; the place after the row itself where none do.

    Sums that are only about the row's money may go on: small amounts still missing are looked for in the rows that follow.
    """
    wanted = [amount or 0.0 for amount in stretch[at].money]
    if not any(wanted):
        return at + 1
    total = [0.0] * len(wanted)
    end, nearest = at + 1, None
    for below in range(at + 1, len(stretch)):
        total = [before + (amount or 0.0) for before, amount in zip(total, stretch[below].money, strict=True)]
        if any(one > other * (1 + SAME_SUM) for one, other in zip(total, wanted, strict=True)):
            break
        missing = sum(abs(one - other) for one, other in zip(total, wanted, strict=True))
        same = all(abs(one - other) <= SAME_SUM * other for one, other in zip(total, wanted, strict=True))
        if same and (nearest is None or missing < nearest):
            end, nearest = below + 1, missing
    return end


def _by_outline(rows: Sequence[NameRow], told: dict[int, Level], allowed: Sequence[str]) -> None:
    """Names numbered alike are of one level, and what begins anew below them of the next one."""
    rows = [each for each in rows if (level := told.get(each.row)) is None or level.role != OUTCOME]
    marks = [each.number or marker_of(each.text)[0] for each in rows]
    shapes = [shape_of(mark) if mark else None for mark in marks]
    known = [(level.role, named_level(each.text)[0] == level.role) if (level := told.get(each.row)) is not None else None for each in rows]
    for each, role in zip(rows, levels_by_outline(shapes, known, allowed), strict=True):
        if role is not None:
            told[each.row] = Level(role, marker_of(each.text)[1])


def _by_siblings(rows: Sequence[NameRow], told: dict[int, Level], by_word: set[int], header: str) -> None:
    """Names below one that its level's own word marks, of the same type and not marked themselves, where no lower level is marked."""
    marked = Counter(level.role for row, level in told.items() if row in by_word and level.role is not None)
    lowest = _named_in(header)[-1:] or LEVELS[-1:]
    above: NameRow | None = None
    for each in rows:
        if each.row in told:
            above = each if each.row in by_word else None
        elif above is not None and each.style == above.style and (role := told[above.row].role) in LEVELS:
            told |= {each.row: Level(role, each.text)} if among_siblings(role, marked, lowest[0]) else {}


def _by_nesting(rows: Sequence[NameRow], told: dict[int, Level], by_label: set[int], allowed: Sequence[str]) -> None:
    """Two types below the programmes of which one heads every group are kegiatan and their sub kegiatan; what counts through is one level.

    A title that lists kegiatan only may stand over both.
    """
    announced = {row for row in by_label if told[row].role == KEGIATAN}
    roles = {row: level.role for row, level in told.items()}
    fixed = {role for row, role in roles.items() if row not in announced}
    if fixed & {KEGIATAN, SUB_KEGIATAN} or KEGIATAN not in allowed:
        return
    open_rows = frozenset(each.row for each in rows if each.row not in told or each.row in announced)
    groups = groups_below(rows, roles, open_rows)
    heads = heads_by_type(groups)
    if heads is None and not counts_through(groups):
        return
    for each in (each for group in groups for each in group):
        told[each.row] = Level(KEGIATAN if heads is None or each.row in heads else SUB_KEGIATAN, each.text)


def _by_style(rows: Sequence[NameRow], told: dict[int, Level]) -> None:
    """Rows of one type are of one level, where all rows of that type whose level is known agree.

    Among programmes an aim is told by how it begins: what does not begin so is none, whatever its type.
    """
    roles: dict[Style, set[str | None]] = defaultdict(set)
    for each in rows:
        if each.row in told and each.style is not None and told[each.row].role != OUTCOME:
            roles[each.style].add(told[each.row].role)
    if len({frozenset(found) for found in roles.values()}) < 2:
        return
    among = _among_programmes(rows, told)
    for each in rows:
        known = roles.get(each.style, set()) if each.style is not None else set()
        if each.row in among:
            known = known - set(LEVELS[:2])
        if each.row not in told and len(known) == 1 and None not in known:
            told[each.row] = Level(next(iter(known)), each.text)


def _among_programmes(rows: Sequence[NameRow], told: Mapping[int, Level]) -> set[int]:
    """The rows whose nearest told name above is a programme's, a kegiatan's or a sub kegiatan's."""
    found: set[int] = set()
    above: str | None = None
    for each in rows:
        if each.row in told:
            above = told[each.row].role if told[each.row].role != OUTCOME else above
        elif above in LEVELS[2:]:
            found.add(each.row)
    return found


def _by_what_is_left(rows: Sequence[NameRow], told: dict[int, Level], allowed: Sequence[str]) -> None:
    """One level that the header names and no row has shown yet: the rest are of it; as many types as levels left are these in order."""
    shown = {level.role for level in told.values() if level.role in LEVELS}
    left = [role for role in allowed if role not in shown]
    rest = [each for each in rows if each.row not in told]
    if not rest or not shown:
        return
    if len(left) == 1:
        told.update({each.row: Level(left[0], each.text) for each in rest})
        return
    styles = list(dict.fromkeys(each.style for each in rest))
    above = LEVELS[: LEVELS.index(left[0])] if left else ()
    begun = [each for before, each in pairwise(rows) if each.row not in told and before.row in told and told[before.row].role in above]
    if len(left) >= 2 and len(styles) == len(left) and all(styles) and all(each.style == styles[0] for each in begun):
        told.update({each.row: Level(left[styles.index(each.style)], each.text) for each in rest})


def _guess(rows: Sequence[NameRow], sure: Mapping[int, Level], each: NameRow, allowed: Sequence[str]) -> str:
    """The level below the nearest one told above, the same one where nothing is below it: a guess that is flagged."""
    above = [level.role for other in rows if other.row < each.row and (level := sure.get(other.row)) and level.role in LEVELS]
    last = above[-1] if above else None
    lower = [role for role in allowed if last is None or LEVELS.index(role) > LEVELS.index(last)]
    if not begins_as_aim(each.text):
        # "Sasaran Strategis/Sub Kegiatan": what begins as no aim is more likely the other one.
        lower = [role for role in lower if role not in LEVELS[:2]] or lower
    return lower[0] if lower else (last or allowed[-1])
