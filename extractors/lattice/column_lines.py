"""The lines of a white table's columns: which are values, which count rows, how far apart the lines of one text are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from extractors.lattice.pieces import Piece, PieceLine, column_of

#: Lines of one text are set this far apart at most, in heights of the letters' boxes, from middle to middle.
LEADING = 1.6
#: Lines further apart than their column's leading by this factor begin a new text.
NEW_TEXT = 1.25
#: Lines of a column are set wider than others' when their leading is this many times theirs.
WIDER = 1.4
#: So many lines at one leading, to this factor, are wrapped ones.
LEAST_WRAPS, SAME_LEADING = 2, 1.1
#: A line had room for the next word when so many times its width were left: spaces and letters differ in width.
ROOM = 1.2
#: The share of a column's lines that must look like values, or like numbers that count rows.
MOSTLY = 0.6
#: As many are enough where all others are of so few letters and words.
MANY, SHORT_LETTERS, SHORT_WORDS = 0.4, 14, 5

#: A text that looks like a value; a number of a row and nothing else.
VALUE_LIKE = re.compile(
    r"^(?:[<>=≤≥±~(-]{0,3}\s*(?:(?:rp\.?|us\$|[$€£¥])\s*)?\(?\d[\d.,/]*(?:-|\s?%)?\)?|[-–—]+|n/?a|%)(?:\s+\S{1,18}){0,2}$"
    # Marks of a cell that holds for its column, or has no figure.
    r"|^(?:[xv✓✔√*]|\.{2,3}|\([a-z]{1,2}\))$",
    re.IGNORECASE,
)
ROW_NUMBER = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,4})[.)]?$")
_BROKEN_BEFORE = re.compile(r"(?:^rp\.?|\d\S*\s*(?:[-–/]|s/d|s\.d\.?)|\d,)$", re.IGNORECASE)
_LOSS = re.compile(r"^\(\d[\d.,]*\)$")
_DATE_BEFORE = re.compile(r"\b\d{1,2} [^\W\d_]{3,9}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BROKEN_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3})+\.(\d{0,2})$")
#: What stands before a point of a list: such a line goes on no text.
POINT_OF_LIST = re.compile(r"^(?:[•▪■●○◦‣➢✓*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\w")


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One line of text in one column.

    Attributes:
        top, bottom, right: Where it stands.
        first: How wide its first word is.
    """

    top: float
    bottom: float
    text: str
    right: float = 0.0
    first: float = 0.0

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column's lines in the body, top to bottom, and what kind of column it is.

    Attributes:
        lines: The lines.
        leading: How far apart the lines of one text are at least, from middle to middle (points).
        values, numbers: Whether it holds values, or numbers that count rows.
        wraps: How many lines stand that near below others.
    """

    lines: tuple[ColumnLine, ...]
    leading: float
    values: bool
    numbers: bool
    wraps: int = 0

    def begins_after_room(self, at: float) -> bool:
        """Whether the first line below a height begins a text: a point of a list, or a capital below a line that had room for its word."""
        above = [line for line in self.lines if line.middle < at]
        below = [line for line in self.lines if line.middle >= at]
        if not above or not below or goes_on(below[0].text):
            return False
        if POINT_OF_LIST.match(below[0].text):
            return True
        return max(line.right for line in self.lines) - above[-1].right > ROOM * below[0].first

    def entries(self) -> list[tuple[float, float]]:
        """Its texts' extents: lines at leading are one text."""
        found: list[tuple[float, float]] = []
        before: ColumnLine | None = None
        for line in self.lines:
            if before is not None and not self.values and line.middle - before.middle <= NEW_TEXT * self.leading:
                found[-1] = found[-1][0], line.bottom
            else:
                found.append((line.top, line.bottom))
            before = line
        return found


def is_value(text: str) -> bool:
    """Whether a text looks like a value: a figure, a dash, a percent sign, with a short unit at most."""
    return bool(VALUE_LIKE.match(text))


def goes_on(text: str) -> bool:
    """Whether a line goes on a text: it begins with a small letter that is no mark of a list."""
    return text[:1].islower() and not ROW_NUMBER.match(text.split(maxsplit=1)[0])


def value_goes_on(above: str, below: str) -> bool:
    """Whether a line of a value goes on the one above it: "Rp" and its amount, broken thousands, a range, a score in brackets.

    A number in brackets below another number is a loss, as accountants write it.
    """
    if _DATE_BEFORE.search(above) and _YEAR.fullmatch(below):
        # "28 Februari" / "2024".
        return True
    in_brackets = below.startswith("(") and "(" not in above and not (_LOSS.match(below) and is_value(above))
    if in_brackets or _BROKEN_BEFORE.search(above):
        return True
    broken = _BROKEN_THOUSANDS.search(above)
    return broken is not None and bool(re.match(rf"\d{{{3 - len(broken[1])}}}(?:\D|$)", below))


def goes_on_code(above: str, below: str) -> bool:
    """Whether figures are the rest of a code that is broken over lines ("2.11.02.2.01." / "0002")."""
    return below.isdigit() and "." in above and (above.endswith(".") or below.startswith("0"))


def columns_of(lines: Sequence[PieceLine], borders: Sequence[float], height: float) -> list[Column]:
    """What stands in each column of some lines; pieces alone on their line that run across borders are left out."""
    texts: list[list[ColumnLine]] = [[] for _ in range(len(borders) + 1)]
    for line in lines:
        if is_section(line, borders):
            continue
        by_column: dict[int, list[Piece]] = {}
        for piece in line.pieces:
            by_column.setdefault(column_of(piece.middle, borders), []).append(piece)
        for col, pieces in by_column.items():
            text = " ".join(piece.text for piece in pieces)
            first = pieces[0].words[0].box
            top, bottom = min(p.box[1] for p in pieces), max(p.box[3] for p in pieces)
            texts[col].append(ColumnLine(top, bottom, text, pieces[-1].box[2], first[2] - first[0]))
    return _set_alike([_column(index, found, height) for index, found in enumerate(texts)])


def is_section(line: PieceLine, borders: Sequence[float]) -> bool:
    """Whether a line is one piece that runs across a border, perhaps behind its number: the name of a group of rows."""
    *before, name = line.pieces
    alone = not before or (len(before) == 1 and ROW_NUMBER.match(before[0].text) is not None)
    return alone and any(name.box[0] + 1 < x < name.box[2] - 1 for x in borders)


def _column(index: int, lines: list[ColumnLine], height: float) -> Column:
    distances = [b.middle - a.middle for a, b in pairwise(lines)]
    wrapped = [d for d in distances if 0.7 * height < d <= LEADING * height]
    leading = min(wrapped, default=LEADING / NEW_TEXT * height)
    numbers = index == 0 and len(lines) >= 1 and sum(bool(ROW_NUMBER.match(line.text)) for line in lines) >= MOSTLY * len(lines)
    values = not numbers and len(lines) >= 2 and _hold_values([line.text for line in lines])
    wraps = sum(d <= SAME_LEADING * leading for d in wrapped)
    return Column(tuple(lines), leading, values, numbers, wraps)


def _set_alike(columns: Sequence[Column]) -> list[Column]:
    """The columns with the leading that texts of one table share: lines set wider than another column's wrapped ones begin rows."""
    closest = min((column.leading for column in columns if column.wraps >= LEAST_WRAPS), default=inf)
    return [replace(column, leading=closest) if column.wraps and column.leading > WIDER * closest else column for column in columns]


def _hold_values(texts: Sequence[str]) -> bool:
    """Whether texts are values: most of them look like one, or many do and all others are as short as grades are ("CC", "Ada")."""
    others = [text for text in texts if not is_value(text)]
    found = 1 - len(others) / len(texts)
    return found >= MOSTLY or (found >= MANY and all(len(text) <= SHORT_LETTERS and len(text.split()) <= SHORT_WORDS for text in others))
