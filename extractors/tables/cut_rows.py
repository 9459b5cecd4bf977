"""A row or a merged cell that a page break cuts in two becomes one again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lattice import value_goes_on
from extractors.tables.continued import is_number
from extractors.tables.page_breaks import BreakWords, PagedTable
from extractors.tables.reading import Ink
from schemas.stages import Cell, Table

#: What speaks for one row (above 0) and for two (below 0) in each column. A text that had no room for its next word is worth a whole
#: point, and a whole point is enough: one column that surely goes on outweighs silence in the others. Room weighs more against it than
#: its lack weighs for it: a text that could have gone on and did not has ended.
NO_ROOM, ROOM = 1.0, -1.5
GOES_ON_SMALL, GOES_ON_HANGING, ENDS = 1.0, 0.5, -0.5
FIGURE_ABOVE_ONLY, MORE_FIGURES, TEXT_BELOW_ONLY = 1.0, 0.25, -1.0
BROKEN_FIGURE = 0.5
ENOUGH = 1.0
#: A word that would have fitted to so many points may as well not have.
TIGHT = 0.5
#: A text below which another line would have had room has ended: a break cuts a text where its page is full (heights of letters).
LINES_LEFT = 1.5
#: A text of more letters or words is no figure.
FIGURE_LETTERS, FIGURE_WORDS = 24, 3
#: A formula begins with a small letter and goes nothing on: "f(x) = …".
_FORMULA = re.compile(r"[a-z]\s*[(=]")


def is_cut_row(whole: Table, last: PagedTable, paged: PagedTable, skip: int, mapping: Sequence[int], words: BreakWords) -> bool:
    """Whether the first row of a page goes on the last row of the page before.

    A cut row has no number of its own; its texts go on where the line above had no room for their first word; and where the upper part
    holds a number the lower part is empty, or holds the digits it lacks. A new row begins its texts although there was room, beside it or
    below it, or brings numbers of its own.
    """
    ends = {cell.col: cell for cell in whole.cells if cell.row + cell.rows == whole.n_rows}
    heads = [cell for cell in paged.table.cells if cell.row == skip]
    evidence, figures = 0.0, 0
    if not any(cell.text.strip() for cell in heads):
        return False
    for head in heads:
        end = ends.get(mapping[head.col])
        if end is None:
            continue
        above, below = end.text.strip(), head.text.strip()
        figure_above, figure_below = _is_figure(above), _is_figure(below)
        if mapping[head.col] == 0 and below and is_number(below):
            return False
        if figure_above and figure_below:
            if not value_goes_on(above.split("\n")[-1], below.split("\n")[0]):
                return False
            evidence += BROKEN_FIGURE
            continue
        if figure_above and not below and end.col > 0:
            evidence += MORE_FIGURES if figures else FIGURE_ABOVE_ONLY
            figures += 1
        elif not figure_above and above and below:
            evidence += _room(last, paged, end, head) + _flow(above, below, words)
        elif not above and below:
            evidence += TEXT_BELOW_ONLY
    return evidence >= ENOUGH


def _room(last: PagedTable, paged: PagedTable, end: Cell, head: Cell) -> float:
    """How much the text below sits like the next line of the text above: a line breaks where the next word has no room."""
    above = _ink_above(last, end)
    below = paged.ink.get((head.row, head.col))
    if above is None or below is None:
        return 0.0
    if above.lines_left >= LINES_LEFT:
        return ROOM
    return NO_ROOM if below.first_word > above.room_left - TIGHT else ROOM


def _flow(above: str, below: str, words: BreakWords) -> float:
    """How much the text below reads like the next line of the text above."""
    score = 0.0
    if (below[0].islower() and not _FORMULA.match(below)) or below[0] in ",;)/":
        score += GOES_ON_SMALL
    if above[-1] in ",/-(" or words.hangs(above):
        score += GOES_ON_HANGING
    if above[-1] in ".;":
        score += ENDS
    return score


def _ink_above(last: PagedTable, end: Cell) -> Ink | None:
    """The ink, on the page's own table, of a cell of the stitched table that ends at its bottom."""
    table = last.table
    own = next((c for c in table.cells if last.place(c.col) == end.col and c.row + c.rows == table.n_rows), None)
    return last.ink.get((own.row, own.col)) if own else None


def _is_figure(text: str) -> bool:
    """Short and with a digit, or a lone percent sign: what stands in a value column, in any language."""
    has_figure = any(ch.isdigit() for ch in text) or text in ("%", "-", "–")
    return has_figure and len(text) <= FIGURE_LETTERS and len(text.split()) <= FIGURE_WORDS


def merge_cut_row(whole: Table, cells: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Append the texts of the first lower row to the cells above that end at the break; the lower parts lose that row."""
    heads = {cell.col: cell for cell in cells if cell.row == 0}
    upper: list[Cell] = []
    taken: set[int] = set()
    for cell in whole.cells:
        head = heads.get(cell.col) if cell.row + cell.rows == whole.n_rows else None
        if head is None or head.cols != cell.cols:
            upper.append(cell)
            continue
        taken.add(cell.col)
        text = "\n".join(part for part in (cell.text, head.text) if part.strip())
        place = head if not cell.text.strip() and head.text.strip() else cell
        lines = (*cell.lines, *head.lines)
        flags, score = tuple(dict.fromkeys((*cell.flags, *head.flags))), min(cell.score, head.score)
        rows = cell.rows + head.rows - 1
        upper.append(replace(cell, text=text, rows=rows, page=place.page, box=place.box, lines=lines, flags=flags, score=score))
    if taken != set(heads):
        # The parts do not match cell by cell: keep what could not be joined as a row of its own.
        return list(whole.cells), cells
    return upper, [cell for cell in cells if cell.row > 0]


def extend_merged(upper: list[Cell], lower: list[Cell], boundary: int, *, cut: bool) -> tuple[list[Cell], list[Cell]]:
    """A merged cell that reaches the break and an empty one that begins below it are one cell."""
    if cut:
        return upper, lower
    tops = {cell.col: cell for cell in lower if cell.row == boundary}
    extended: list[Cell] = []
    gone: set[int] = set()
    for cell in upper:
        top = tops.get(cell.col)
        reaches = cell.row + cell.rows == boundary
        if reaches and top is not None and not top.text.strip() and top.cols == cell.cols and max(cell.rows, top.rows) > 1:
            flags = tuple(dict.fromkeys((*cell.flags, *top.flags)))
            extended.append(replace(cell, rows=cell.rows + top.rows, flags=flags, score=min(cell.score, top.score)))
            gone.add(cell.col)
        else:
            extended.append(cell)
    return extended, [cell for cell in lower if not (cell.row == boundary and cell.col in gone)]
