"""Formulas set as fractions: what stands above a bar, "/", what stands below it, and what stands beside it outside."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from extractors.page.content import Rule, Word
from extractors.page.fraction_parts import LEVEL, SPACE, Fraction, Line, fraction_around
from extractors.page.geometry import overlap, union
from extractors.page.lines import lines_of
from extractors.page.underlines import is_part, joined
from schemas.stages import Box

#: A line written of these is a bar.
_WRITTEN = re.compile(r"[_‗─━—―]{4,}|[-–]{8,}")
#: What is multiplied with a fraction: "x 100%"; and signs that stand beside one.
_FACTOR = re.compile(r"[)\]}]*\s*[xX×*✕∗.]?\s*100\s*%?[).]*")
_TIMES = re.compile(r"[xX×*✕∗]?")
_BEFORE = re.compile(r"(?:.*\s)?[xX×*]|.*[=(\[{+\-−–]", re.DOTALL)
_BEHIND = re.compile(r"[)\]}=+\-−–×*%]|[xX]\s?\d|[xX]$|100\s?%|100$")
#: Underscores stand so far above the lower edge of their places (heights).
UNDERSCORE = 0.15
#: Where nothing stands beside a fraction its text is as near to the bar as this (heights of a letter).
NEAR = 1.0
#: A bar alone takes so much of the wider text's width.
COVERS = 0.75
#: Nearer to a cell's border a rule is the border (points).
BORDER = 2.0


class LevelRules:
    """A page's level rules, to be found by cell.

    Args:
        rules: The rules.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = sorted(rules, key=lambda rule: rule.at)
        self._heights = [rule.at for rule in self._rules]

    def inside(self, box: Box) -> list[Rule]:
        """Those inside a cell that are none of its borders."""
        x0, top, x1, bottom = box
        first, end = bisect_right(self._heights, top + BORDER), bisect_left(self._heights, bottom - BORDER)
        return [rule for rule in self._rules[first:end] if x0 - BORDER <= rule.start and rule.end <= x1 + BORDER]


def fraction_lines(words: Sequence[Word], rules: Sequence[Rule]) -> list[Line] | None:
    """A cell's lines in reading order where some of them form fractions.

    Args:
        words: The cell's upright words.
        rules: The level rules inside the cell, none of them its border.

    Returns:
        The lines, "/" before the first one below each bar, what stands beside a fraction before its first or behind its last line;
        None where there is no fraction.
    """
    if len(words) < 2:
        return None
    written = {rule: word for word in words if (rule := _as_bar(word, words)) is not None}
    bars = sorted(joined([*rules, *written]), key=lambda rule: (rule.at, rule.start))
    left = [word for word in words if word not in written.values()]
    if not bars or len(left) < 2:
        return None
    height = median([word.box[3] - word.box[1] for word in left])
    placed: list[tuple[float, list[Line]]] = []
    while bars:
        side_by_side = _beside_the_first(bars, height)
        bars = [bar for bar in bars if bar not in side_by_side]
        found = [fraction for bar in side_by_side if (fraction := fraction_around(bar, left, bars, height)) is not None]
        if (block := _block(found, left, height)) is not None:
            lines, used = block
            # What is left is told apart by where it stands: the same letters may stand in many places.
            left = [word for word in left if id(word) not in used]
            placed.append((_middle(lines[0]), lines))
            written = {rule: word for rule, word in written.items() if not any(is_part(rule, bar) for bar in side_by_side)}
    if not placed:
        return None
    left += written.values()
    placed += [(_middle(line), [line]) for line in lines_of(left)]
    return [line for _, lines in sorted(placed, key=lambda part: part[0]) for line in lines]


def _as_bar(word: Word, words: Sequence[Word]) -> Rule | None:
    """The bar that a line of underscores is; None for other words, and where it follows a word as a blank to fill in does."""
    if not _WRITTEN.fullmatch(word.text):
        return None
    x0, top, x1, bottom = word.box
    height = bottom - top
    for other in words:
        if overlap(top, bottom, other.box[1], other.box[3]) > LEVEL * height and 0 <= x0 - other.box[2] < SPACE * height:
            return None
    return Rule(bottom - UNDERSCORE * height, x0, x1)


def _middle(line: Line) -> float:
    return sum(word.centre[1] for word in line) / len(line)


def _beside_the_first(bars: Sequence[Rule], height: float) -> list[Rule]:
    """The uppermost bar and those beside it, left to right."""
    row = [bars[0]]
    for bar in bars[1:]:
        if abs(bar.at - row[0].at) < height / 2 and all(bar.start >= other.end or bar.end <= other.start for other in row):
            row.append(bar)
    return sorted(row, key=lambda bar: bar.start)


def _block(fractions: list[Fraction], words: Sequence[Word], height: float) -> tuple[list[Line], set[int]] | None:
    """The lines of fractions side by side with what stands beside them, and which words those are; None where they are none."""
    if not fractions:
        return None
    used = {id(word) for fraction in fractions for word in fraction.words}
    top = min(word.box[1] for fraction in fractions for word in fraction.above[0])
    bottom = max(word.box[3] for fraction in fractions for word in (fraction.below or fraction.above)[-1])
    if any(fraction.underlined for fraction in fractions):
        # What belongs to underlined text stands in its line.
        bottom = max(word.box[3] for fraction in fractions for word in fraction.above[-1]) + height / 2
    beside = [word for word in words if id(word) not in used and top <= word.centre[1] <= bottom]
    slots = [_between(beside, fractions, place) for place in range(len(fractions) + 1)]
    fractions = [_with_wrapped_factor(fraction, slots[place + 1]) for place, fraction in enumerate(fractions)]
    if not all(_is_one(fraction, slots[place], slots[place + 1], height) for place, fraction in enumerate(fractions)):
        return None
    used |= {id(word) for slot in slots for word in slot}
    lines: list[Line] = [list(slots[0])]
    for place, fraction in enumerate(fractions):
        lines[-1] += fraction.above[0]
        lines += [list(line) for line in fraction.above[1:]]
        lines += [[_slash(fraction.bar, fraction.below[0][0]), *fraction.below[0]], *(list(line) for line in fraction.below[1:])]
        lines[-1] += slots[place + 1]
    return lines, used


def _between(words: Sequence[Word], fractions: Sequence[Fraction], place: int) -> Line:
    """The words between the fraction before a place and the one after it, in reading order."""
    middles = [(fraction.bar.start + fraction.bar.end) / 2 for fraction in fractions]
    low = middles[place - 1] if place else float("-inf")
    high = middles[place] if place < len(fractions) else float("inf")
    return [word for line in lines_of([word for word in words if low <= word.centre[0] < high]) for word in line]


def _with_wrapped_factor(fraction: Fraction, behind: Line) -> Fraction:
    """A fraction whose factor is wrapped into the line below underlined text, put with what stands behind it."""
    if not fraction.underlined or len(fraction.below) < 2 or not _TIMES.fullmatch(_text(behind)):
        return fraction
    if not _FACTOR.fullmatch(_text([*behind, *fraction.below[0]])):
        return fraction
    behind += fraction.below[0]
    return replace(fraction, below=fraction.below[1:])


def _is_one(fraction: Fraction, before: Line, behind: Line, height: float) -> bool:
    """Whether a bar with text above and below is a fraction's: what stands beside it tells, or that it is drawn for nothing else."""
    if not fraction.below:
        return False
    if fraction.underlined:
        return _FACTOR.fullmatch(_text(behind)) is not None
    if _BEFORE.fullmatch(_text(before)) or _BEHIND.match(_text(behind)):
        return True
    upper, lower = (union(word.box for line in lines for word in line) for lines in (fraction.above, fraction.below))
    near = fraction.bar.at - upper[3] <= NEAR * height and lower[1] - fraction.bar.at <= NEAR * height
    widest = max(upper[2] - upper[0], lower[2] - lower[0])
    said = all(any(ch.isalpha() for word in line for ch in word.text) for line in (fraction.above[-1], fraction.below[0]))
    # On a scan the feet of letters may be taken for a rule; nothing read off a picture has a known size.
    typed = all(word.size > 0 for word in fraction.words)
    return typed and near and said and not before and not behind and fraction.bar.length >= COVERS * widest


def _text(line: Line) -> str:
    return " ".join(word.text for word in line)


def _slash(bar: Rule, below: Word) -> Word:
    """The bar as the sign it is written as in a line."""
    return replace(below, text="/", box=(bar.start, bar.at, bar.start, below.box[3]), edges=(), score=1.0, flags=())
