"""One cell with several indicators, and its neighbours' texts shared out among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from normalizers.figures import canonical_unit, completes
from normalizers.header import header_words
from normalizers.rows.listed import BESIDE, anchors_of, bare_items, group_items, list_items, paragraphs, per_item, without_bullet
from normalizers.words import fold
from schemas.stages import Cell, CellLine

#: An amount of millions whose last thousands are not whole.
_BROKEN_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+\.\d{0,2}$")


@dataclass(frozen=True, slots=True)
class Item:
    """One of several indicators in a cell.

    Attributes:
        text: Its text, lines joined by newlines, without bullet.
        values: Its part of each value cell.
        index, count: Its place among the others.
        anchors: The heights at which the items' figures stand, where known.
        shared: The places of the value cells that print one value for all items.
    """

    text: str
    values: tuple[str, ...]
    index: int
    count: int
    anchors: tuple[float, ...] = ()
    shared: tuple[int, ...] = ()

    def of(self, cells: Sequence[Cell], *, text_column: bool = False) -> str | None:
        """Its part of another cell; None when that cell holds for all items.

        A text that runs over as many lines as there are items need not be a list: it is shared out only when it is numbered, or each line
        begins as an office's name or is a unit.
        """
        text = "\n".join(cell.text for cell in cells if cell.text.strip())
        if not text.strip():
            return None
        lines = [line for line in text.split("\n") if line.strip()]
        parts = paragraphs(cells[0]) if text_column and len(cells) == 1 else []
        if len(parts) == self.count and len(list_items(text)) != self.count:
            return parts[self.index]
        if len(list_items(text)) != self.count:
            if len(lines) < self.count or not _are_list(lines, self.count, text_column=text_column):
                return None
            if text_column and len(lines) != self.count:
                starts = [index for index, line in enumerate(lines) if _begins_office(line)]
                ends = [*starts[1:], len(lines)]
                return "\n".join(lines[starts[self.index] : ends[self.index]])
        shared = per_item(cells[0] if len(cells) == 1 else None, text, self.anchors, self.count)
        return shared[self.index] if shared is not None else None


def _are_parallel(texts: Sequence[str], count: int) -> bool:
    """Whether each value cell prints nothing or a line for every item, which bare lines need to be items at all.

    Where a cell prints a figure for every item, one that prints a single line says it of all of them: what a kegiatan costs.
    """
    lines = [[line for line in text.split("\n") if line.strip()] for text in texts]
    counts = {len(each) for each in lines}
    figures = any(len(each) == count and all(any(map(str.isdigit, line)) for line in each) for each in lines)
    return counts <= {0, count} or (counts <= {0, 1, count} and figures)


def _begins_office(line: str) -> bool:
    return any(fold(line).startswith(word) for word in header_words().openings["kantor"])


def _are_list(lines: Sequence[str], count: int, *, text_column: bool) -> bool:
    if text_column:
        return sum(map(_begins_office, lines)) == count and _begins_office(lines[0])
    units = [canonical_unit(line) for line in lines]
    return len(lines) == count and all(unit is not None and unit.known for unit in units)


def _for_all(texts: Sequence[str], count: int) -> tuple[int, ...]:
    """The places of cells that print one line where another cell prints a figure for every item, its unit perhaps on a line below."""
    lines = [sum(bool(line.strip()) for line in text.split("\n")) for text in texts]
    each = any(number >= count and per_item(None, text, (), count) is not None for number, text in zip(lines, texts, strict=True))
    return tuple(place for place, number in enumerate(lines) if number == 1) if each else ()


def _beside_figures(cell: Cell, items: Sequence[str], neighbours: Sequence[Sequence[Cell]]) -> tuple[Item, ...] | None:
    """Items beside more figures than there are items, each by the height of its first line; figures beside none make an item without text.

    None where the figures of the columns stand at different heights, or not every item beside one.
    """
    columns = [[line for each in column for line in each.lines if line.text.strip()] for column in neighbours]
    printed = [column for column in columns if column]
    if not printed or len({len(column) for column in printed}) > 1 or len(printed[0]) <= len(items):
        return None
    if len({line.page for column in printed for line in column} | {line.page for line in cell.lines}) > 1:
        return None
    heights = [(line.box[1] + line.box[3]) / 2 for line in printed[0]]
    reach = BESIDE * min(line.box[3] - line.box[1] for line in printed[0])
    if any(abs((line.box[1] + line.box[3]) / 2 - at) > reach for column in printed for line, at in zip(column, heights, strict=True)):
        return None
    own = [line for line in cell.lines if line.text.strip()]
    values = [tuple(column[place].text if column else "" for column in columns) for place in range(len(heights))]
    if _each_beside_one(own, heights, reach):
        # The mark of an item may not have been read.
        return tuple(Item(without_bullet(line.text), values[place], place, len(own), tuple(heights)) for place, line in enumerate(own))
    firsts = [sum(len(item.split("\n")) for item in items[:index]) for index in range(len(items))]
    if len(own) != sum(len(item.split("\n")) for item in items):
        return None
    middles = [(own[at].box[1] + own[at].box[3]) / 2 for at in firsts]
    places = [next((place for place, at in enumerate(heights) if abs(at - middle) <= reach), None) for middle in middles]
    if None in places or len(set(places)) < len(places):
        return None
    texts = {place: without_bullet(item) for place, item in zip(places, items, strict=True)}
    return tuple(Item(texts.get(place, ""), values[place], place, len(heights), tuple(heights)) for place in range(len(heights)))


def _each_beside_one(lines: Sequence[CellLine], heights: Sequence[float], reach: float) -> bool:
    """Whether every line of a cell stands beside a figure of its own and none goes on the line above."""
    if len(lines) != len(heights) or any(without_bullet(line.text)[:1].islower() for line in lines):
        return False
    return all(abs((line.box[1] + line.box[3]) / 2 - at) <= reach for line, at in zip(lines, heights, strict=True))


def _with_whole_amounts(cell: Cell) -> Cell:
    """A cell whose amounts are on one line each: a narrow column breaks them within their last thousands ("2.563.836.0" / "00")."""
    lines = cell.text.split("\n")
    joined = [at for at, (above, below) in enumerate(pairwise(lines)) if _is_broken(above, below)]
    if not joined:
        return cell
    text = "\n".join(lines[0:1]) + "".join(("" if at in joined else "\n") + line for at, line in enumerate(lines[1:]))
    kept = cell.lines
    if len(kept) == len(lines):
        whole = {at: replace(kept[at], text=kept[at].text + kept[at + 1].text) for at in joined}
        kept = tuple(whole.get(at, line) for at, line in enumerate(kept) if at - 1 not in joined)
    return replace(cell, text=text, lines=kept)


def _is_broken(above: str, below: str) -> bool:
    """Whether a line's amount lacks as many figures as stand alone on the next one."""
    above, below = above.strip(), below.strip()
    return _BROKEN_AMOUNT.search(above) is not None and completes(above, below)


def items_of(cells: Sequence[Cell], neighbours: Sequence[Sequence[Cell]]) -> tuple[Item, ...] | None:
    """The indicators of a cell that holds several.

    Args:
        cells: The indicator's cells.
        neighbours: The cells of each value column.

    Returns:
        The items with their values; None when the cell holds one indicator, an empty tuple when it holds several that cannot be told apart.
    """
    neighbours = [[_with_whole_amounts(cell) for cell in column] for column in neighbours]
    text = "\n".join(cell.text for cell in cells if cell.text.strip())
    texts = ["\n".join(cell.text for cell in column if cell.text.strip()) for column in neighbours]
    heading, items, marked = "", list_items(text), True
    if len(items) < 2 and (group := group_items(text)) is not None:
        heading, items = group
    if len(items) < 2:
        items, marked = bare_items(text), False
        if len(items) < 2 and len(cells) == 1:
            items = paragraphs(cells[0])
    if len(items) < 2 or (not marked and not _are_parallel(texts, len(items))):
        return None
    counted = any(len(list_items(value)) == len(items) for value in texts)
    if marked and not heading and not counted and len(cells) == 1 and (placed := _beside_figures(cells[0], items, neighbours)) is not None:
        return placed
    anchors = next((found for column in neighbours if (found := anchors_of(column, len(items)))), ())
    shared = []
    for_all = _for_all(texts, len(items)) if not heading else ()
    for place, (column, value) in enumerate(zip(neighbours, texts, strict=True)):
        if place in for_all:
            shared.append([value] * len(items))
            continue
        part = per_item(column[0] if len(column) == 1 else None, value, anchors, len(items))
        if part is None:
            return () if marked and not heading else None
        if not marked and value.strip() and not all(each.strip() for each in part):
            return None
        shared.append(part)
    if not marked and not any(value.strip() for value in texts):
        return None
    if heading and not any(value.strip() for value in texts):
        return None
    prefix = f"{' '.join(heading.split())}: ".replace(":: ", ": ") if heading else ""
    return tuple(
        Item(f"{prefix}{without_bullet(item)}", tuple(part[index] for part in shared), index, len(items), anchors, for_all)
        for index, item in enumerate(items)
    )
