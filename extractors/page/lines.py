"""Words become lines of text, upright or drawn sideways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.page.content import Word
from extractors.page.geometry import turn_box, union
from schemas.stages import CellLine, TextLine

#: Words share a line when their heights overlap by more than this share of the smaller one.
SAME_LINE = 0.5
#: So many lines back a word's line is looked for: words come nearly in order.
LOOK_BACK = 3
#: Heights are at least this (points), so that a speck has one.
LEAST_HEIGHT = 0.1
#: The number of a page stands below this share of its height, and further from the text than it is high.
FOOT = 0.92
_PAGE_NUMBER = re.compile(r"[-–|(]?\s*\d{1,4}\s*[-–|)]?")


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Group upright words into lines, top to bottom, words left to right.

    Words share a line when their heights overlap by more than half of the smaller one, so that a raised exponent or a low comma
    stays on its line.
    """
    # By their middles, then their left edges; of the same place the first comes first.
    in_order = sorted([((box := word.box)[1] + box[3], box[0], place, word) for place, word in enumerate(words)])
    if len(in_order) == 1:
        return [[in_order[0][3]]]
    lines: list[tuple[float, float, list[Word]]] = []
    for _, _, _, word in in_order:
        _, top, _, bottom = word.box
        for index in range(len(lines) - 1, max(-1, len(lines) - LOOK_BACK - 1), -1):
            line_top, line_bottom, members = lines[index]
            # Written out, not with min and max: this is done for every word many times over.
            high, low = (top if top > line_top else line_top), (bottom if bottom < line_bottom else line_bottom)
            least = bottom - top if bottom - top < line_bottom - line_top else line_bottom - line_top
            if low - high > SAME_LINE * (least if least > LEAST_HEIGHT else LEAST_HEIGHT):
                members.append(word)
                lines[index] = (top if top < line_top else line_top), (bottom if bottom > line_bottom else line_bottom), members
                break
        else:
            lines.append((top, bottom, [word]))
    lines.sort(key=lambda line: line[0] + line[1])
    return [members if len(members) == 1 else sorted(members, key=_left) for _, _, members in lines]


def _left(word: Word) -> float:
    return word.box[0]


def cell_lines(words: Sequence[Word], page: int, level: Sequence[Sequence[Word]]) -> tuple[CellLine, ...]:
    """The words as the printed lines of one cell, in reading order; sideways words are read in their own direction.

    Args:
        words: The cell's words.
        page: The page they stand on.
        level: Their lines, if they are all upright.
    """
    if len(words) == 1 or all(word.turn == 0 for word in words):
        return tuple([_cell_line(line, page) for line in level])
    lines: list[CellLine] = []
    for turn in sorted({word.turn for word in words}):
        here = [word for word in words if word.turn == turn]
        # Turned about the origin so that they read upright: only relative positions matter for reading order.
        if turn == 0:
            lines.extend(_cell_line(line, page) for line in lines_of(here))
            continue
        turned = [replace(word, box=turn_box(word.box, 4 - turn, 0.0, 0.0)) for word in here]
        as_drawn = {id(upright): word for upright, word in zip(turned, here, strict=True)}
        lines.extend(_cell_line([as_drawn[id(word)] for word in line], page) for line in lines_of(turned))
    return tuple(lines)


def _cell_line(line: Sequence[Word], page: int) -> CellLine:
    if len(line) == 1:
        word = line[0]
        return CellLine(word.text, word.box, word.bold, word.size, page)
    text = " ".join([word.text for word in line])
    bold = any(word.bold for word in line) and 2 * sum(len(word.text) for word in line if word.bold) > sum(len(word.text) for word in line)
    return CellLine(text, union([word.box for word in line]), bold, max([word.size for word in line]), page)


def without_page_number(words: Sequence[Word], height: float) -> list[Word]:
    """The words without the page's number at its foot: a table without rules that reaches down there does not end in it.

    Args:
        words: Upright words.
        height: Of the page, in points.
    """
    # Only what stands at the foot is put into lines: this is asked of every page.
    lines = lines_of(word for word in words if word.box[1] >= FOOT * height)
    if not lines or _PAGE_NUMBER.fullmatch(" ".join(word.text for word in lines[-1])) is None:
        return list(words)
    _, top, _, bottom = union(word.box for word in lines[-1])
    number = {id(word) for word in lines[-1]}
    rest = [word for word in words if id(word) not in number]
    above = max((word.box[3] for word in rest), default=0.0)
    return rest if top - above >= bottom - top else list(words)


def text_lines(words: Iterable[Word], page: int) -> list[TextLine]:
    """The lines of upright running text, top to bottom, for titles and labels.

    Args:
        words: Words outside tables.
        page: Their page.
    """
    lines = lines_of(word for word in words if word.turn == 0)
    return [TextLine(" ".join(word.text for word in line), union(word.box for word in line), page) for line in lines]
