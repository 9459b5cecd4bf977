"""Whether a table goes on in another one: the same columns, the same header printed again, numbers that count on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from schemas.stages import Cell, Table

#: Column edges nearer than this on two pages are the same edge (points).
SAME_EDGE = 6.0
#: Rows at least this alike (percent, without spaces) are one header printed twice.
SAME_HEADER = 82
#: So many edges at the right tell that a page shows nothing of the first columns.
LEAST_SHARED = 4
#: A text of so many words is no column's title.
PROSE_WORDS = 7
#: A header printed again has no more rows than this.
HEADER_ROWS = 5
#: A row with at least so many numbers, and this share of its texts numbers, counts the columns.
LEAST_COUNTS, COUNTING = 3, 0.7

_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?$")


def is_number(text: str) -> bool:
    """Whether a text is a row's own number and nothing else: "3", "3.", "(3)"."""
    return _NUMBER.match(text) is not None


def columns_in(first: Table, second: Table) -> list[int] | None:
    """Column edges of the second table as columns of the first, or None when the columns differ.

    A table without upright rules may leave out columns of names on a page that their cells reach into: its first edge is a later one's.
    """
    a, b = first.column_edges(), second.column_edges()
    if len(a) == len(b) and all(abs(x - y) <= SAME_EDGE for x, y in zip(a, b, strict=True)):
        return list(range(len(b)))
    mapped = [min(range(len(a)), key=lambda k: abs(a[k] - y)) for y in b]
    near = all(abs(a[k] - y) <= SAME_EDGE for k, y in zip(mapped, b, strict=True))
    rising = all(x < y for x, y in pairwise(mapped))
    if near and rising and mapped[0] == 0 and mapped[-1] == len(a) - 1:
        return mapped
    if len(a) == len(b) and (repeated_rows(first, second) > 0 or (not second.drawn and _interlock(a, b))):
        return list(range(len(b)))
    if not second.drawn and len(b) < len(a) and rising and mapped[0] == 0 and mapped[-1] == len(a) - 1 and _in_reach(a, b, mapped):
        return mapped
    last = a[len(a) - len(b) :]
    if not second.drawn and LEAST_SHARED < len(b) < len(a) and _interlock(last, b):
        return list(range(len(a) - len(b), len(a)))
    return None


def _in_reach(a: Sequence[float], b: Sequence[float], mapped: Sequence[int]) -> bool:
    """Whether the edges of a table without upright rules are those of one that has more: a column is empty on its page.

    Such an edge lies anywhere in the white, yet nearer to its own than half a column.
    """
    widths = [y - x for x, y in pairwise(a)]
    inner = [(k, y) for k, y in zip(mapped, b, strict=True) if 0 < k < len(a) - 1]
    return all(abs(a[k] - y) < 0.5 * min(widths[k - 1], widths[k]) for k, y in inner)


def _interlock(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether the middle of every column lies in the other's column of the same number: all that white space can tell."""
    columns = zip(pairwise(a), pairwise(b), strict=True)
    return all(c <= (x + y) / 2 <= d and x <= (c + d) / 2 <= y for (x, y), (c, d) in columns)


def repeated_rows(first: Table, second: Table) -> int:
    """How many of the second table's top rows print the first one's header again."""
    repeated, same = 0, False
    a, b = first.grid(), second.grid()
    for row in range(min(a.n_rows, b.n_rows, HEADER_ROWS)):
        texts_a, texts_b = (["".join(cell.text.casefold().split()) for cell in grid.begins(row)] for grid in (a, b))
        if not any(texts_b) or len(texts_a) != len(texts_b):
            break
        if fuzz.ratio("|".join(texts_a), "|".join(texts_b)) < SAME_HEADER:
            break
        if not _is_heading(texts_b) or (same and texts_a != texts_b and _is_prose(b.begins(row))):
            break
        same = same or texts_a == texts_b
        repeated += 1
    return repeated


def _is_prose(cells: Sequence[Cell]) -> bool:
    """Whether a row says more than titles do: one alike below a header printed word for word again is a row of the same kind."""
    return max((len(cell.text.split()) for cell in cells), default=0) >= PROSE_WORDS


def _is_heading(texts: Sequence[str]) -> bool:
    """A header row holds words, years, or a count of the columns; a data row that happens to stand first twice has its number."""
    first = next((text for text in texts if text), "")
    return not is_number(first) or _counts_columns(texts)


def _counts_columns(texts: Sequence[str]) -> bool:
    return sum(map(is_number, texts)) >= max(LEAST_COUNTS, COUNTING * sum(map(bool, texts)))


def _numbers(table: Table, start: int) -> list[int]:
    return [
        int(match.group(1)) for cell in table.cells if cell.col == 0 and cell.row >= start and (match := _NUMBER.match(cell.text.strip()))
    ]


def _header_height(table: Table) -> int:
    """Rows above the first one that begins with a number of its own; a row that counts the columns is above it too."""
    grid = table.grid()
    for row in range(grid.n_rows):
        cells = grid.begins(row)
        texts = [cell.text.strip() for cell in cells]
        if cells and cells[0].col == 0 and is_number(texts[0]) and not _counts_columns(texts):
            return row
    return 0


def last_number(table: Table) -> int | None:
    numbers = _numbers(table, _header_height(table))
    return numbers[-1] if numbers else None


def first_number(table: Table, start: int) -> int | None:
    numbers = _numbers(table, start)
    return numbers[0] if numbers else None
