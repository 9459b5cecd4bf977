"""Where a white table's rows part: the best cut of its lines, by values that repeat, numbering, white between lines and type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf

from extractors.lattice.column_lines import (
    NEW_TEXT,
    POINT_OF_LIST,
    ROOM,
    ROW_NUMBER,
    VALUE_LIKE,
    Column,
    ColumnLine,
    goes_on,
    goes_on_code,
    is_section,
    is_value,
    value_goes_on,
)
from extractors.lattice.pieces import PieceLine, column_of

#: A row has at most this many lines.
MOST_LINES = 40
#: What two values in one row cost, and a cut through a wrapped value; the same for texts beyond and at leading.
VALUE, WRAPPED_VALUE, NEW, WRAPPED = 1.0, 1.2, 0.6, 0.5
#: What a cut through a text costs more where the text goes on with a small letter.
GOES_ON = 0.3
#: What a row without any value costs where other rows have some, and what two numbers in one row cost.
FRAGMENT, TWO_NUMBERS = 0.9, 4.0
#: What a row gains whose values (its number, where there are none) stand where the table's usually stand: on the first line, or in the
#: middle.
IN_PLACE = 0.35
#: Texts whose middles are nearer than this, in heights, stand beside each other.
ALIGNED = 0.35
#: A column whose texts stand in the middle of several rows has at most this share of the texts of a column of values.
MOST_FLOATING = 0.7
#: Where values may stand in their rows: on the first line, in the middle, on the last line (as Excel prints them).
PLACES = (0.0, 0.5, 1.0)
#: Rows are all numbered when there are this many numbers for each value.
ALL_NUMBERED = 0.8
#: So many columns, values among them, count the points of a list.
LISTED = 2
#: What all columns together ask of two lines counts no more than this.
MOST_WEIGHT = 3.0

_POINT = re.compile(r"^(\d{1,2})[.)]\s+(?=\S)")


def row_cuts(lines: Sequence[PieceLine], borders: Sequence[float], height: float, columns: Sequence[Column]) -> list[float]:
    """The heights at which rows part, without the outer ones.

    Args:
        lines: The body's lines, or those between two rules.
        borders: The inner column borders.
        height: The usual height of a line.
        columns: What stands in the columns of the whole body.
    """
    floating = floating_columns(columns)
    lines = [line for line in lines if any(column_of(p.middle, borders) not in floating for p in line.pieces) or is_section(line, borders)]
    if len(lines) < 2:
        return []
    search = _Search(lines, borders, height, columns, floating)
    best = max((search.best(place) for place in PLACES), key=lambda found: found[0])
    return [search.at(cut) for cut in best[1]]


def floating_columns(columns: Sequence[Column]) -> set[int]:
    """Columns with few texts set in the middle of several rows: one of them stands beside several values, or between two.

    Args:
        columns: What stands in the columns of the body.
    """
    values = [column for column in columns if column.values]
    if not values:
        return set()
    fullest = max(values, key=lambda column: len(column.lines))
    anchors = fullest.lines
    reach = ALIGNED * (anchors[0].bottom - anchors[0].top)
    middles = [a.middle for a in anchors] + [(a.middle + b.middle) / 2 for a, b in pairwise(anchors) if not is_value(b.text)]
    found = set()
    for index, column in enumerate(columns):
        entries = column.entries()
        beside = sum(any(abs(line.middle - a.middle) < reach for line in column.lines) for a in anchors)
        if column.values or not entries or len(entries) > MOST_FLOATING * len(anchors) or beside > MOST_FLOATING * len(anchors):
            continue
        for top, bottom in entries:
            lines = [line for line in column.lines if top <= line.middle <= bottom]
            held = [a.middle for a in anchors if top - 1 < a.middle < bottom + 1]
            if _stand_beside(lines, held, reach):
                continue
            own = [(top + bottom) / 2, *(line.middle for line in lines)]
            off = all(abs(at - middle) > reach for at in own for middle in middles)
            if anchors[0].top < (top + bottom) / 2 < anchors[-1].bottom and (len(held) >= 2 or off):
                found.add(index)
    return found


def _stand_beside(lines: Sequence[ColumnLine], anchors: Sequence[float], reach: float) -> bool:
    """Whether lines at leading are several texts, each of them in the middle beside a value of its own.

    Args:
        lines: The lines, top to bottom.
        anchors: The middles of the values beside them.
        reach: How far a text's middle may be from its value's.
    """
    ends = {0}
    for at in anchors:
        ends = {
            end
            for start in ends
            for end in range(start + 1, len(lines) + 1)
            if abs((lines[start].top + lines[end - 1].bottom) / 2 - at) < reach and not goes_on(lines[start].text)
        }
    return len(lines) in ends


def lists_in(texts: Sequence[Mapping[int, str]]) -> list[tuple[int, int]]:
    """The first and last lines of lists that several columns count from 1 on one line, their values too: points of one row.

    Args:
        texts: By line, what stands in each column.
    """
    marks = [{col: (int(point[1]), text[point.end() :]) for col, text in line.items() if (point := _POINT.match(text))} for line in texts]
    firsts = [{col: text for col, (number, text) in line.items() if number == 1} for line in marks]
    starts = [k for k, line in enumerate(firsts) if len(line) >= LISTED and any(is_value(text) for text in line.values())]
    found: list[tuple[int, int]] = []
    for start, end in pairwise([*starts, len(texts)]):
        last = start
        for col in firsts[start]:
            number = 1
            for k in range(start + 1, end):
                if marks[k].get(col, (0, ""))[0] == number + 1:
                    number, last = number + 1, max(last, k)
        found.append((start, last))
    return found


class _Search:
    """The best way to cut lines into rows.

    The score of a way is the sum of what its cuts and its rows gain and cost; the best one is found line by line (dynamic programming).
    """

    def __init__(
        self, lines: Sequence[PieceLine], borders: Sequence[float], height: float, columns: Sequence[Column], floating: set[int]
    ) -> None:
        self.lines, self.borders, self.height = lines, borders, height
        self.sections = [is_section(line, borders) for line in lines]
        self.columns = [(index, column) for index, column in enumerate(columns) if index not in floating and column.lines]
        self.texts: list[dict[int, str]] = []
        for line in lines:
            by_column: dict[int, list[str]] = {}
            for piece in line.pieces:
                by_column.setdefault(column_of(piece.middle, borders), []).append(piece.text)
            self.texts.append({col: " ".join(texts) for col, texts in by_column.items() if col not in floating})
        self.widest = {index: max(line.right for line in column.lines) for index, column in self.columns}
        self.rooms = [self._rooms_after(k) for k in range(len(lines))]
        self.value_columns = {index for index, column in self.columns if column.values}
        self.number_columns = {index for index, column in self.columns if column.numbers}
        self.has_value = [any(col in self.value_columns for col in texts) for texts in self.texts]
        self.has_number = [any(self._numbers(k, col) for col in texts if col in self.number_columns) for k, texts in enumerate(self.texts)]
        # Where about every row has a number, a row without one is a part of a row.
        numbers, values = sum(self.has_number), max((len(column.lines) for _, column in self.columns if column.values), default=0)
        self.all_numbered = numbers >= ALL_NUMBERED * max(values, 2)
        self.kept_together, self.cut_gain = self._weigh_pairs()
        for first, last in lists_in(self.texts):
            self.cut_gain[first + 1 : last + 1] = [-inf] * (last - first)

    def _numbers(self, k: int, col: int) -> bool:
        """Whether a line has a row's number in a column, and not the rest of a code."""
        text = self.texts[k][col]
        if ROW_NUMBER.match(text) is None:
            return False
        above = next((self.texts[at][col] for at in range(k - 1, -1, -1) if col in self.texts[at]), "")
        return not goes_on_code(above, text)

    def _rooms_after(self, k: int) -> set[int]:
        """The columns in which a line's text ends so early that the next one's first word, no small letter, had room behind it."""
        if k + 1 == len(self.lines):
            return set()
        found = set()
        for col, column in self.columns:
            if col in self.texts[k] and col in self.texts[k + 1] and not column.values and not column.numbers:
                end = max(piece.box[2] for piece in self.lines[k].pieces if column_of(piece.middle, self.borders) == col)
                first = next(piece for piece in self.lines[k + 1].pieces if column_of(piece.middle, self.borders) == col).words[0].box
                if self.widest[col] - end > ROOM * (first[2] - first[0]) and not goes_on(self.texts[k + 1][col]):
                    found.add(col)
        return found

    def at(self, cut: int) -> float:
        """The height of the cut above line ``cut``: in the white between the lines."""
        above, below = self.lines[cut - 1], self.lines[cut]
        return (above.bottom + below.top) / 2 if above.bottom < below.top else (above.middle + below.middle) / 2

    def _weigh_pairs(self) -> tuple[list[list[tuple[int, float]]], list[float]]:
        """What neighbours in one column ask for.

        Returns:
            By line, the lines below it that should not be in its row, each with what it costs; and by cut, what it gains.
        """
        apart: list[dict[int, float]] = [{} for _ in self.lines]
        gain = [0.0] * len(self.lines)
        for index, column in self.columns:
            here = [k for k, texts in enumerate(self.texts) if index in texts and not self.sections[k]]
            for above, below in pairwise(here):
                distance = (self.lines[below].middle - self.lines[above].middle) / column.leading
                wraps = distance <= NEW_TEXT
                same_value = wraps and value_goes_on(self.texts[above][index], self.texts[below][index])
                if column.values and not same_value and (not wraps or VALUE_LIKE.match(self.texts[below][index])):
                    weight = VALUE
                elif POINT_OF_LIST.match(self.texts[below][index]):
                    weight = NEW
                elif not wraps:
                    weight = NEW * min(1.0, distance - 1.0)
                else:
                    if index in self.rooms[above] and below == above + 1:
                        continue
                    wrapped = WRAPPED_VALUE if column.values else WRAPPED + GOES_ON * goes_on(self.texts[below][index])
                    for cut in range(above + 1, below + 1):
                        gain[cut] -= wrapped
                    continue
                apart[above][below] = apart[above].get(below, 0.0) + weight
        for cut in range(1, len(self.lines)):
            white = (self.lines[cut].top - self.lines[cut - 1].bottom) / self.height
            gain[cut] = max(-MOST_WEIGHT, gain[cut]) + min(0.5, max(-0.5, 0.5 * white))
        return [[(below, min(MOST_WEIGHT, weight)) for below, weight in pairs.items()] for pairs in apart], gain

    def _row_gain(self, first: int, end: int, place: float) -> float:
        numbers = sum(self.has_number[first:end])
        gain = -TWO_NUMBERS * max(0, numbers - 1)
        values = [k for k in range(first, end) if self.has_value[k]]
        if any(self.sections[first:end]):
            return gain if end == first + 1 else gain - TWO_NUMBERS
        if self.all_numbered and numbers == 0:
            gain -= FRAGMENT
        if self.value_columns and not values and self._stands_alone(first, end):
            return gain
        if self.value_columns and not values:
            return gain - FRAGMENT * (1.0 if numbers == 0 else 0.3)
        anchors = values if self.value_columns else [k for k in range(first, end) if self.has_number[k]]
        if anchors:
            above = self.lines[anchors[0]].middle - self.lines[first].middle
            below = self.lines[end - 1].middle - self.lines[anchors[-1]].middle
            off = abs((1 - place) * above - place * below)
            gain += IN_PLACE if off < ALIGNED * self.height else 0.0
        return gain

    def _stands_alone(self, first: int, end: int) -> bool:
        """Whether lines without values are the name of a group: all their texts end with room for the next line's first words."""
        texts = {col for col in self.texts[end - 1] if end < len(self.lines) and col in self.texts[end]}
        return bool(texts) and texts <= self.rooms[end - 1] and all(not self.rooms[k] for k in range(first, end - 1))

    def best(self, place: float) -> tuple[float, list[int]]:
        """The score and the cuts (numbers of the lines below them) of the best way.

        Args:
            place: Where values stand in their rows: 0 on the first line, 0.5 in the middle, 1 on the last.
        """
        n = len(self.lines)
        scores: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, n + 1):
            options = []
            together = 0.0
            for first in range(end - 1, max(-1, end - 1 - MOST_LINES), -1):
                together += sum(weight for below, weight in self.kept_together[first] if below < end)
                gain = scores[first][0] + self._row_gain(first, end, place) + (self.cut_gain[first] if first else 0.0) - together
                options.append((gain, first))
            scores.append(max(options))
        cuts: list[int] = []
        end = n
        while end > 0:
            end = scores[end][1]
            if end:
                cuts.append(end)
        return scores[n][0], cuts[::-1]
