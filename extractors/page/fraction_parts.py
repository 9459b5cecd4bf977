"""What stands above and below a bar in a cell, by place alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.page.content import Rule, Word
from extractors.page.geometry import overlap, union
from extractors.page.lines import lines_of
from extractors.page.underlines import is_underline

#: What multiplies a fraction stands behind it.
_TIMES = re.compile(r"[xX×*✕∗](?:\s*100\s*%?)?$")
_BRACKETS = re.compile(r"[()\[\]{}]+")
#: A bar is at least so long (heights of a letter).
LEAST_BAR = 1.5
#: The text above and below is no further from the bar than this (heights).
FAR = 2.8
#: Lines of one text have no more than this between them (heights).
LEADING = 0.75
#: Letters with less than this between them stand in one text (heights).
SPACE = 0.6
#: Words are of one line when they share so much of its height, and lines are mixed when they share so much.
LEVEL, MIXED = 0.6, 0.25
#: A word whose middle is so near to the bar's height stands beside it (heights).
LEVEL_WITH = 0.25
#: A further line comes out of the bar no further than this on either side, or begins as far left as the one before (heights).
OUT = 1.0
#: An underline begins so near to its text (points), and so much of it is below text; the rest is spaces.
BEGINS, TEXTED = 2.0, 0.6

Line = list[Word]


@dataclass(frozen=True, slots=True)
class Fraction:
    """Lines above and below a bar, each top to bottom.

    Attributes:
        bar: The bar.
        above, below: The lines.
        underlined: Whether the bar is the underline of what stands above it.
    """

    bar: Rule
    above: list[Line]
    below: list[Line]
    underlined: bool

    @property
    def words(self) -> list[Word]:
        return [word for line in (*self.above, *self.below) for word in line]


def fraction_around(bar: Rule, words: Sequence[Word], later: Sequence[Rule], height: float) -> Fraction | None:
    """What stands above and below a bar; None where something is missing.

    Args:
        bar: The bar.
        words: The words of its cell.
        later: The bars further down.
        height: Of a letter.
    """
    if bar.end - bar.start < LEAST_BAR * height:
        return None
    nexts = [other.at for other in later if other.start < bar.end and other.end > bar.start]
    upper = [word for word in words if word.centre[1] < bar.at]
    lower = [word for word in words if bar.at <= word.centre[1] < (nexts[0] if nexts else float("inf"))]
    above, below = _grown(bar, upper, height, up=True), _grown(bar, lower, height, up=False)
    if above and _underlines(bar, above[0]) and not (below and _mixed(above[0], below[0], height)):
        return _underlined(bar, above[0], words, later, height)
    if nexts and len(below) > 1:
        below = below[: _widest_gap(below)]
    return Fraction(bar, above[::-1], below, underlined=False) if above and below else None


def _underlines(bar: Rule, line: Line) -> bool:
    """Whether a bar is a line's underline: that begins with the text, or in a word of it, and goes little further."""
    covered = overlap(line[0].box[0], line[-1].box[2], bar.start, bar.end)
    begins = any(word.box[0] - BEGINS <= bar.start <= word.box[2] for word in line)
    return begins and covered >= TEXTED * bar.length and is_underline(bar, line)


def _mixed(upper: Line, lower: Line, height: float) -> bool:
    """Whether two lines overlap: no underlined text does with the next."""
    return max(word.box[3] for word in upper) - min(word.box[1] for word in lower) > MIXED * height


def _covers(bar: Rule, word: Word, end: float = 0.0) -> bool:
    """Whether a word stands above or below a bar, and not only at its end."""
    return bar.start <= word.centre[0] <= bar.end and word.box[0] <= bar.end - end and word.box[2] >= bar.start + end


def _underlined(bar: Rule, over: Line, words: Sequence[Word], later: Sequence[Rule], height: float) -> Fraction:
    """An underlined text with what stands below it until another one is underlined or a heading begins."""
    over = [word for word in over if _covers(bar, word)]
    last = max(word.box[3] for word in over)
    ends = [other.at - height for other in later if other.at > last + height]
    below: list[Line] = []
    for line in lines_of([word for word in words if word.centre[1] > last and not _stands_behind(bar, word, last)]):
        _, top, _, bottom = union(word.box for word in line)
        if top - last > (LEADING if below else FAR) * height or (ends and below and bottom > ends[0] + height):
            break
        if below and line[-1].text.endswith((":", "=")):
            break
        below.append(line)
        last = bottom
    return Fraction(bar, [over], below, underlined=True)


def _stands_behind(bar: Rule, word: Word, bottom: float) -> bool:
    """Whether a word stands behind underlined text and is not yet of the line below, whose letters begin where those end."""
    return word.centre[0] > bar.end and bottom - word.box[1] > MIXED * (word.box[3] - word.box[1])


def _grown(bar: Rule, words: Sequence[Word], height: float, *, up: bool) -> list[Line]:
    """The lines that stand on a bar, or hang below it, from the nearest on.

    Args:
        bar: The bar.
        words: All words on that side of it.
        height: Of a letter.
        up: On which side.
    """
    found: list[Line] = []
    edge = bar.at
    lines = lines_of([word for word in words if _covers(bar, word, height)])
    for covered in lines[::-1] if up else lines:
        # What stands at the bar's own height behind its end is no text above or below it.
        line = _with_ends(covered, [word for word in words if abs(word.centre[1] - bar.at) > LEVEL_WITH * height], height)
        x0, top, x1, bottom = union(word.box for word in line)
        gap = edge - bottom if up else top - edge
        if gap > (LEADING if found else FAR) * height:
            break
        goes_on = bool(found) and abs(x0 - found[0][0].box[0]) <= OUT * height
        if found and (line[-1].text.endswith(":") or not (goes_on or bar.start - OUT * height <= x0 <= x1 <= bar.end + OUT * height)):
            break
        found.append(line)
        edge = top if up else bottom
    return found


def _with_ends(line: Line, words: Sequence[Word], height: float) -> Line:
    """The words of a line that a bar covers, with those that go on beyond its ends without a gap."""
    top, bottom = min(word.box[1] for word in line), max(word.box[3] for word in line)
    level = [word for word in words if word not in line and overlap(word.box[1], word.box[3], top, bottom) > LEVEL * height]
    # A bracket beyond the bar goes around the whole fraction.
    level = [word for word in level if not _BRACKETS.fullmatch(word.text)]
    whole = list(line)
    for word in sorted((word for word in level if word.centre[0] < line[0].centre[0]), key=lambda word: -word.centre[0]):
        if whole[0].box[0] - word.box[2] >= SPACE * height:
            break
        whole.insert(0, word)
    for word in sorted((word for word in level if word.centre[0] > line[-1].centre[0]), key=lambda word: word.centre[0]):
        if word.box[0] - whole[-1].box[2] >= SPACE * height or _TIMES.match(word.text):
            break
        whole.append(word)
    return whole


def _widest_gap(lines: Sequence[Line]) -> int:
    """Before which line the most room is."""
    boxes = [union(word.box for word in line) for line in lines]
    return max(range(1, len(boxes)), key=lambda index: boxes[index][1] - boxes[index - 1][3])
