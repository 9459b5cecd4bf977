"""How names are numbered among each other ("I." "A." "1.1" "a)"): what is numbered alike is of one level, what begins anew is below."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from normalizers.form import LEVELS

#: What numbers a name: "1.", "1.2.3", "A.", "IV.", "a)", "(2)", "-".
_MARKED = re.compile(
    r"^\s*(?P<number>\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[ivx]{1,5}|[a-z])\s*[.,)]+|\d{1,2}(?:\.\d{1,2}){1,4}(?=\s)|[-•▪–➢])\s*(?=[^\W\d_]|$)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:\d{1,2}|[ivx]{1,5}|[a-z])", re.IGNORECASE)
_BULLET = re.compile(r"[-•▪–➢]")
#: A code's parts are filled up with zeros ("1.06.02"); an outline's numbers are not.
_PADDED = re.compile(r"(?:^|\.)0\d")

Shape = tuple[object, ...]


def marker_of(text: str) -> tuple[str | None, str]:
    """What numbers a name, and the name without it; None where nothing does, or what stands there is a code."""
    match = _MARKED.match(text)
    if match is None or _PADDED.search(match["number"]):
        return None, text
    return match["number"], text[match.end() :] or text


def shape_of(number: str) -> Shape | None:
    """What numbers of one level have in common: figures, letters or Roman ones, how many parts, how they end; None for no number."""
    text = number.strip()
    bare = text.strip("(").rstrip(".,) ")
    if _BULLET.fullmatch(text):
        return ("-",)
    if re.fullmatch(r"\d{1,2}(?:\.\d{1,2})+", bare) and not _PADDED.search(bare):
        return "1", bare.count(".") + 1
    if not _BARE.fullmatch(bare):
        return None
    end = ")" if ")" in text else "." if text.endswith((".", ",")) else ""
    if bare.isdigit():
        return "1", 1, end
    kind = "I" if len(bare) > 1 or bare.casefold() in "ivx" else "A"
    return kind if bare.isupper() else kind.casefold(), end


def follows(before: str, after: str) -> bool:
    """Whether a number counts on from another ("1." "2,", "a)" "b)"), or both are bullets."""
    one, other = (text.strip(" ().,") for text in (before, after))
    if _BULLET.fullmatch(before.strip()):
        return before.strip() == after.strip()
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    return len(one) == len(other) == 1 and one.isalpha() and ord(other) == ord(one) + 1


def levels_by_outline(
    shapes: Sequence[Shape | None], told: Sequence[tuple[str | None, bool] | None], allowed: Sequence[str]
) -> list[str | None]:
    """The levels that the outline gives to names whose own text tells none.

    A kind of number stands at one depth: where it has stood at two, or names of two levels carry it, it tells nothing. The depths below a
    level that is told are the levels below it; where none is told, as many depths as levels are the levels.

    Args:
        shapes: How each name is numbered, top to bottom; None for one without a number.
        told: The level of each name as far as it is told, and whether by its own word.
        allowed: The levels that may stand in the column, from the general to the particular.

    Returns:
        A level for each name, None where it is told already or the outline does not tell.
    """
    named: list[Shape] = [
        shape if shape is not None else ("", known[0] if known else None) for shape, known in zip(shapes, told, strict=True)
    ]
    depths = _depths(named)
    roles: dict[Shape, set[str | None]] = defaultdict(set)
    wordless: set[Shape] = set()
    by_word: set[Shape] = set()
    for shape, known in zip(named, told, strict=True):
        if known is None:
            wordless.add(shape)
        else:
            roles[shape].add(known[0])
            if known[1] and known[0] == "program":
                by_word.add(shape)
    fixed = {shape: next(iter(found)) for shape, found in roles.items() if len(found) == 1 and shape in depths}
    at_depth = {depths[shape]: role for shape, role in fixed.items() if role is not None}
    found = _levels_of_depths(sorted({depth for shape, depth in depths.items() if shape[0] != ""}), at_depth, allowed)
    result: list[str | None] = []
    for shape, known in zip(named, told, strict=True):
        usable = known is None and shape[0] != "" and shape in depths and not (len(roles[shape]) > 1)
        # Where some names of a kind carry their level's word, one without it is of another level.
        usable = usable and not (shape in by_word and shape in wordless)
        result.append(found.get(depths[shape]) if usable else None)
    return result


def _depths(shapes: Sequence[Shape]) -> dict[Shape, int]:
    """How deep each kind of number stands in the others; those that stand at several depths are left out."""
    stack: list[Shape] = []
    depths: dict[Shape, set[int]] = defaultdict(set)
    for shape in shapes:
        if shape in stack:
            del stack[stack.index(shape) + 1 :]
        else:
            stack.append(shape)
        depths[shape].add(len(stack) - 1)
    return {shape: next(iter(found)) for shape, found in depths.items() if len(found) == 1}


def _levels_of_depths(depths: Sequence[int], told: Mapping[int, str], allowed: Sequence[str]) -> dict[int, str]:
    """The level of each depth, where those told leave no other choice."""
    if not told:
        return dict(zip(depths, allowed, strict=True)) if len(depths) == len(allowed) > 1 else {}
    order = [role for role in LEVELS if role in allowed or role in told.values()]
    ranks = [(depth, order.index(role)) for depth, role in sorted(told.items())]
    if any(b[1] <= a[1] for a, b in pairwise(ranks)):
        return {}
    found = dict(told)
    for depth in depths:
        above = [(at, rank) for at, rank in ranks if at < depth]
        below = [(at, rank) for at, rank in ranks if at > depth]
        if depth in found or not above:
            continue
        rank = above[-1][1] + depth - above[-1][0]
        if rank < len(order) and (not below or rank < below[0][1]):
            found[depth] = order[rank]
    return found
