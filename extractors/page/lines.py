"""Words become lines of text, upright or drawn sideways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.page.content import Word
from extractors.page.geometry import overlap, turn_box, union
from schemas.stages import TextLine

#: Words share a line when their heights overlap by more than this share of the smaller one.
SAME_LINE = 0.5
#: So many lines back a word's line is looked for: words come nearly in order.
LOOK_BACK = 3
#: Heights are at least this (points), so that a speck has one.
LEAST_HEIGHT = 0.1


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Group upright words into lines, top to bottom, words left to right.

    Words share a line when their heights overlap by more than half of the smaller one, so that a raised exponent or a low comma
    stays on its line.
    """
    lines: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda w: (w.box[1] + w.box[3], w.box[0])):
        top, bottom = word.box[1], word.box[3]
        for index in range(len(lines) - 1, max(-1, len(lines) - LOOK_BACK - 1), -1):
            line_top, line_bottom, members = lines[index]
            least = max(min(bottom - top, line_bottom - line_top), LEAST_HEIGHT)
            if overlap(top, bottom, line_top, line_bottom) > SAME_LINE * least:
                members.append(word)
                lines[index] = min(top, line_top), max(bottom, line_bottom), members
                break
        else:
            lines.append((top, bottom, [word]))
    lines.sort(key=lambda line: line[0] + line[1])
    return [sorted(members, key=lambda w: w.box[0]) for _, _, members in lines]


def text_of(words: Sequence[Word]) -> str:
    """The words' text in reading order, lines joined by newlines; sideways words are read in their own direction."""
    parts: list[str] = []
    for turn in sorted({word.turn for word in words}):
        upright = [_upright(word) for word in words if word.turn == turn]
        parts.extend(" ".join(word.text for word in line) for line in lines_of(upright))
    return "\n".join(parts)


def _upright(word: Word) -> Word:
    """The word turned about the origin so that it reads upright: only relative positions matter for reading order."""
    if word.turn == 0:
        return word
    return Word(word.text, turn_box(word.box, 4 - word.turn, 0.0, 0.0), 0, word.run)


def text_lines(words: Iterable[Word], page: int) -> list[TextLine]:
    """The lines of upright running text, top to bottom, for titles and labels.

    Args:
        words: Words outside tables.
        page: Their page.
    """
    lines = lines_of(word for word in words if word.turn == 0)
    return [TextLine(" ".join(word.text for word in line), union(word.box for word in line), page) for line in lines]
