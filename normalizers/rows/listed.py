"""Several indicators written in one cell, with as many values beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from normalizers.header import header_words
from normalizers.words import fold
from schemas.stages import Cell

_ITEM = re.compile(r"^\s*(?:\(?\d{1,2}[.)](?!\d)|\(?[a-z][.)]|[-•▪–*➢✓])\s*(?=\S)")
_FIRST_ITEM = re.compile(r"^\s*(?:\(?1[.)](?!\d)|\(?a[.)]|[-•▪–*➢✓])\s*(?=\S)")
_STAGE = re.compile(r"(?<!\w)(?:outputs?|outcomes?|keluaran|hasil|masukan|inputs?|dampak|impacts?|manfaat|benefits?)\s*:\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-•▪–*➢✓]\s+")
#: A line had room for the next word when so many times its width were left: letters differ in width.
ROOM = 1.15
#: A line stands beside another when their middles are no further apart than this share of its height.
BESIDE = 0.6
#: A value cell's line that says nothing of its own: a unit, a bracket, the rest of a word.
_FIGURE = re.compile(r"\d|^\s*[-–—]+\s*$|^\s*n\s*/?\s*a\s*$", re.IGNORECASE)


def list_items(text: str) -> list[str]:
    """The items of a numbered, lettered or bulleted list, lines of one item joined by newlines; the whole text when it is none."""
    lines = [line for line in text.split("\n") if line.strip()]
    starts = [index for index, line in enumerate(lines) if _ITEM.match(line)]
    if len(lines) < 2 or len(starts) < 2 or starts[0] != 0 or not _in_sequence([lines[index] for index in starts]):
        return [text]
    ends = [*starts[1:], len(lines)]
    return ["\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def begins_list(text: str) -> bool:
    """Whether a text is the first item of a list: "a. SD/MI", "1) Laki-laki", "- Padi"."""
    return _FIRST_ITEM.match(text) is not None


def item_text(text: str) -> str | None:
    """A list's item without its mark; None of a text that is none."""
    mark = _ITEM.match(text)
    return text[mark.end() :].strip() if mark is not None else None


def stages_in(text: str) -> list[str]:
    """The texts behind labels of a kegiatan's stages ("Output: … Outcome: …"); the whole text where it does not begin with one."""
    starts = list(_STAGE.finditer(text))
    if len(starts) < 2 or text[: starts[0].start()].strip():
        return [text]
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return [text[match.end() : end].strip() for match, end in zip(starts, ends, strict=True)]


def group_items(text: str) -> tuple[str, list[str]] | None:
    """A heading of its own above the items of a list, and the items; None when there is no heading or no list."""
    lines = [line for line in text.split("\n") if line.strip()]
    first = next((index for index, line in enumerate(lines) if _ITEM.match(line)), 0)
    if first == 0:
        return None
    items = list_items("\n".join(lines[first:]))
    return ("\n".join(lines[:first]), items) if len(items) > 1 else None


def bare_items(text: str) -> list[str]:
    """Lines that each begin as an indicator does, lines of one item joined; the whole text when fewer than two do."""
    lines = [line for line in text.split("\n") if line.strip()]
    openings = header_words().openings["indikator"]
    starts = [
        i
        for i, line in enumerate(lines)
        if line[:1].isupper() and any(fold(line).startswith(f"{word} ") or fold(line) == word for word in openings)
    ]
    if len(starts) < 2 or starts[0] != 0:
        return [text]
    ends = [*starts[1:], len(lines)]
    return ["\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def paragraphs(cell: Cell) -> list[str]:
    """A cell's texts that each begin on a line of their own although the line before had room for their first word.

    Wrapped lines are full; what stands on a new line for no lack of room is a new text.
    """
    lines = cell.lines
    if len(lines) < 2 or len({line.page for line in lines}) > 1:
        return [cell.text]
    widest = max(line.box[2] - line.box[0] for line in lines)
    found: list[list[str]] = [[lines[0].text]]
    for before, line in pairwise(lines):
        letters = max(1, len(line.text))
        first_word = (line.box[2] - line.box[0]) * (len(line.text.split()[0]) + 1) / letters
        room = widest - (before.box[2] - before.box[0])
        if room > first_word * ROOM and (line.text[:1].isupper() or line.text[:1].isdigit() or _ITEM.match(line.text)):
            found.append([])
        found[-1].append(line.text)
    return ["\n".join(part) for part in found]


def without_bullet(text: str) -> str:
    """An item without its bullet; numbers and letters are for :func:`normalizers.words.without_numbering`."""
    return _BULLET.sub("", text, count=1)


def _in_sequence(lines: Sequence[str]) -> bool:
    """Whether the markers count on (1 2 3, a b c) or are all bullets: what merely begins like an item is none."""
    numbers = [int(m.group(1)) for line in lines if (m := re.match(r"\s*\(?(\d{1,2})[.)]", line))]
    letters = [m.group(1) for line in lines if (m := re.match(r"\s*\(?([a-z])[.)]", line))]
    if len(numbers) == len(lines):
        return all(b == a + 1 for a, b in pairwise(numbers))
    if len(letters) == len(lines):
        return all(ord(b) == ord(a) + 1 for a, b in pairwise(letters))
    return not numbers and not letters


def per_item(cell: Cell | None, text: str, anchors: Sequence[float], count: int) -> list[str] | None:
    """A neighbouring cell's text shared out over the items of a list.

    Args:
        cell: The neighbouring cell, for where its lines stand.
        text: Its text.
        anchors: The heights at which each item's figures stand in the columns that print one for every item, where known.
        count: How many items there are.

    Returns:
        The part of each item; None when that cannot be told.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return [""] * count
    listed = list_items(text)
    if len(listed) == count:
        return [_ITEM.sub("", item, count=1).strip() or item for item in listed]
    if len(lines) == count:
        return [re.sub(r"^\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)", "", line) for line in lines]
    figures = [index for index, line in enumerate(lines) if _FIGURE.search(line)]
    if len(figures) == count and figures[0] == 0:
        ends = [*figures[1:], len(lines)]
        return ["\n".join(lines[start:end]) for start, end in zip(figures, ends, strict=True)]
    return _by_place(cell, anchors, count)


def anchors_of(cells: Sequence[Cell], count: int) -> tuple[float, ...]:
    """The heights of a cell's figures, when it prints exactly one for every item on one page; else nothing."""
    lines = cells[0].lines if len(cells) == 1 else ()
    if len(lines) > count and lines[0].text and _FIGURE.search(lines[0].text):
        # Units may stand on lines of their own below their figures.
        lines = tuple(line for line in lines if _FIGURE.search(line.text))
    if len(lines) != count or len({line.page for line in lines}) > 1:
        return ()
    return tuple((line.box[1] + line.box[3]) / 2 for line in lines)


def _by_place(cell: Cell | None, anchors: Sequence[float], count: int) -> list[str] | None:
    """The lines of a cell beside the figures they stand beside; a place may stay empty."""
    lines = cell.lines if cell is not None else ()
    if not lines or len(anchors) != count or len({line.page for line in lines}) > 1:
        return None
    shared: list[list[str]] = [[] for _ in range(count)]
    for line in lines:
        middle = (line.box[1] + line.box[3]) / 2
        nearest = min(range(count), key=lambda index: abs(anchors[index] - middle))
        if abs(anchors[nearest] - middle) > BESIDE * (line.box[3] - line.box[1]):
            return None
        shared[nearest].append(line.text)
    return ["\n".join(part) for part in shared]
