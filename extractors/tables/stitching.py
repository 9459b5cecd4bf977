"""Tables that continue over page breaks become one table again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.tables.reading import Ink
from schemas.stages import Cell, Table, TextLine

#: Column edges nearer than this on two pages are the same edge (points).
SAME_EDGE = 6.0
#: Rows at least this alike (percent, without spaces) are one header printed twice.
SAME_HEADER = 82
#: The share of a page's height at its upper and lower edge where running heads and feet stand.
MARGIN = 0.08
#: A header printed again has no more rows than this.
HEADER_ROWS = 5

_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?$")
_PAGE_NUMBER = re.compile(
    r"^(?:hal(?:aman)?\.?|page)?\s*[-–|]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:/\s*\d+|dari \d+)?\s*[-–|]?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PagedTable:
    """A table with what stitching needs to know beside it.

    Attributes:
        table: The table as read from one page.
        below: The text lines between it and the end of its page.
        ends_page, starts_page: Whether it is the last, or the first table of its page.
        ink: How full each cell's last line is and how wide its first word, by row and column.
        height: Of its page, in points.
    """

    table: Table
    below: tuple[TextLine, ...]
    starts_page: bool
    ends_page: bool
    ink: dict[tuple[int, int], Ink]
    height: float


def stitch(tables: Sequence[PagedTable]) -> list[Table]:
    """Join tables that continue over page breaks.

    Two tables on consecutive pages are one when nothing but page numbers and running titles stands between them and their columns
    agree; a header printed again is dropped, a row cut by the break becomes one row, and merged cells go on over the break. Tables
    that merely follow each other stay two: a new title stands between them, or their numbering begins again below a header of its own.

    Args:
        tables: One document's tables in reading order.

    Returns:
        The joined tables in the same order.
    """
    joined: list[Table] = []
    last: PagedTable | None = None
    for paged in tables:
        if last is not None and joined and _continues(last, paged):
            merged = _join(joined[-1], last, paged)
            if merged is not None and merged.is_whole():
                joined[-1] = merged
                last = paged
                continue
        joined.append(paged.table)
        last = paged
    return joined


def _continues(last: PagedTable, paged: PagedTable) -> bool:
    if paged.table.page != last.table.page + 1 or not (last.ends_page and paged.starts_page):
        return False
    if _mapping(last.table, paged.table) is None:
        return False
    repeated = _repeated_rows(last.table, paged.table)
    before, after = _last_number(last.table), _first_number(paged.table, repeated)
    goes_on = before is not None and after is not None and after == before + 1
    restarts = repeated > 0 and after is not None and after <= 1 and before is not None
    if restarts:
        return False
    heads = {(_plain(line.text), round(line.box[1] / 4)) for line in last.table.above if line.page == last.table.page}
    title = [
        line
        for line in paged.table.above
        if line.page == paged.table.page
        and not _PAGE_NUMBER.match(line.text)
        and not (line.box[3] < MARGIN * paged.height and (_plain(line.text), round(line.box[1] / 4)) in heads)
    ]
    below = [line for line in last.below if not is_foot(line, last.height)]
    if not title and not below:
        return True
    # A title or running head that is printed again above a table whose numbering goes on.
    seen = {_plain(line.text) for line in last.table.above}
    return goes_on and not below and all(_plain(line.text) in seen for line in title)


def is_foot(line: TextLine, height: float) -> bool:
    """Whether a line is a page number or a short line in the lower margin, which ends no table."""
    return bool(_PAGE_NUMBER.match(line.text)) or (line.box[1] > (1 - MARGIN) * height and len(line.text.split()) <= 12)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _mapping(first: Table, second: Table) -> list[int] | None:
    """Column edges of the second table as columns of the first, or None when the columns differ."""
    a, b = first.column_edges(), second.column_edges()
    if len(a) == len(b) and all(abs(x - y) <= SAME_EDGE for x, y in zip(a, b, strict=True)):
        return list(range(len(b)))
    mapped = [min(range(len(a)), key=lambda k: abs(a[k] - y)) for y in b]
    near = all(abs(a[k] - y) <= SAME_EDGE for k, y in zip(mapped, b, strict=True))
    rising = all(x < y for x, y in pairwise(mapped))
    if near and rising and mapped[0] == 0 and mapped[-1] == len(a) - 1:
        return mapped
    if len(a) == len(b) and (_repeated_rows(first, second) > 0 or (not _is_ruled(second) and _interlock(a, b))):
        return list(range(len(b)))
    return None


def _is_ruled(table: Table) -> bool:
    return table.method not in ("tanpa_garis", "garis_mendatar")


def _interlock(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether the middle of every column lies in the other's column of the same number: all that white space can tell."""
    columns = zip(pairwise(a), pairwise(b), strict=True)
    return all(c <= (x + y) / 2 <= d and x <= (c + d) / 2 <= y for (x, y), (c, d) in columns)


def _rows(table: Table) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return rows


def _repeated_rows(first: Table, second: Table) -> int:
    """How many of the second table's top rows print the first one's header again."""
    repeated = 0
    for a, b in zip(_rows(first)[:HEADER_ROWS], _rows(second)[:HEADER_ROWS], strict=False):
        texts_a, texts_b = (
            ["".join(c.text.casefold().split()) for c in a],
            ["".join(c.text.casefold().split()) for c in b],
        )
        if not any(texts_b) or len(a) != len(b):
            break
        if fuzz.ratio("|".join(texts_a), "|".join(texts_b)) < SAME_HEADER:
            break
        if not _is_heading(texts_b):
            break
        repeated += 1
    return repeated


def _is_heading(texts: Sequence[str]) -> bool:
    """A header row holds words, years, or a count of the columns; a data row that happens to stand first twice has its number."""
    first = next((text for text in texts if text), "")
    counts = [text for text in texts if _NUMBER.match(text)]
    return not _NUMBER.match(first) or len(counts) >= max(3, 0.7 * sum(bool(text) for text in texts))


def _numbers(table: Table, start: int) -> list[int]:
    return [
        int(match.group(1)) for cell in table.cells if cell.col == 0 and cell.row >= start and (match := _NUMBER.match(cell.text.strip()))
    ]


def _header_height(table: Table) -> int:
    """Rows above the first one that begins with a number of its own; a row that counts the columns is above it too."""
    for index, row in enumerate(_rows(table)):
        texts = [cell.text.strip() for cell in row]
        counts = sum(1 for text in texts if _NUMBER.match(text))
        if row and row[0].col == 0 and _NUMBER.match(texts[0]) and not (counts >= 3 and counts >= 0.7 * len([t for t in texts if t])):
            return index
    return 0


def _last_number(table: Table) -> int | None:
    numbers = _numbers(table, _header_height(table))
    return numbers[-1] if numbers else None


def _first_number(table: Table, start: int) -> int | None:
    numbers = _numbers(table, start)
    return numbers[0] if numbers else None


def _join(whole: Table, last: PagedTable, paged: PagedTable) -> Table | None:
    mapping = _mapping(last.table, paged.table)
    if mapping is None or whole.n_cols != last.table.n_cols:
        return None
    skip = _repeated_rows(last.table, paged.table) or _repeated_rows(whole, paged.table)
    cells = [
        replace(c, row=c.row - skip, col=mapping[c.col], cols=mapping[c.col + c.cols] - mapping[c.col])
        for c in paged.table.cells
        if c.row >= skip
    ]
    n_rows = paged.table.n_rows - skip
    if not cells:
        return whole
    if _is_cut_row(whole, last, paged, skip, mapping):
        upper, cells = _merge_cut_row(whole, cells)
        offset = whole.n_rows - 1
    else:
        upper, offset = list(whole.cells), whole.n_rows
    lower = [replace(c, row=c.row + offset) for c in cells if c.rows > 0]
    upper, lower = _extend_merged(upper, lower, whole.n_rows, cut=offset < whole.n_rows)
    ordered = tuple(sorted([*upper, *lower], key=lambda c: (c.row, c.col)))
    return replace(
        whole,
        cells=ordered,
        n_rows=offset + n_rows,
        confidence=min(whole.confidence, paged.table.confidence),
        flags=tuple(dict.fromkeys((*whole.flags, *paged.table.flags))),
    )


def _is_cut_row(whole: Table, last: PagedTable, paged: PagedTable, skip: int, mapping: list[int]) -> bool:
    """Whether the first row of a page goes on the last row of the page before.

    A cut row has no number of its own; its texts go on where the line above had no room for their first word; and where the upper part
    holds a number the lower part is empty. A new row begins its texts although there was room, or brings numbers of its own.
    """
    ends = {cell.col: cell for cell in whole.cells if cell.row + cell.rows == whole.n_rows}
    heads = [cell for cell in paged.table.cells if cell.row == skip]
    evidence = 0.0
    if not any(cell.text.strip() for cell in heads):
        return False
    for head in heads:
        end = ends.get(mapping[head.col])
        if end is None:
            continue
        above, below = end.text.strip(), head.text.strip()
        figure_above, figure_below = _is_figure(above), _is_figure(below)
        if mapping[head.col] == 0 and below and _NUMBER.match(below):
            return False
        if figure_above and figure_below:
            return False
        if figure_above and not below:
            evidence += 1.0 if end.col > 0 else 0.0
        elif not figure_above and above and below:
            evidence += _flow(above, below, last, paged, end, head)
        elif not above and below:
            evidence -= 1.0
    return evidence >= 1.0


def _flow(above: str, below: str, last: PagedTable, paged: PagedTable, end: Cell, head: Cell) -> float:
    """How much the text below reads and sits like the next line of the text above."""
    room = last.ink.get((_row_on_page(last.table, end), end.col))
    first = paged.ink.get((head.row, head.col))
    score = 0.0
    if room is not None and first is not None:
        score += 1.0 if first.first_word > room.room_left else -1.5
    if below[0].islower() or below[0] in ",;)/":
        score += 1.0
    if above[-1] in ",/-(" or re.search(r"\b(?:dan|atau|yang|di|ke|dari|untuk|pada|dengan|serta)$", above):
        score += 0.5
    if above[-1] in ".;":
        score -= 0.5
    return score


def _row_on_page(table: Table, cell: Cell) -> int:
    """The row, in the page's own table, of a cell of the stitched table that ends at its bottom."""
    return next((c.row for c in table.cells if c.col == cell.col and c.row + c.rows == table.n_rows), 0)


def _is_figure(text: str) -> bool:
    """Short and with a digit, or a lone percent sign: what stands in a value column, in any language."""
    return bool(text) and len(text) <= 24 and (any(ch.isdigit() for ch in text) or text in ("%", "-", "–")) and len(text.split()) <= 3


def _merge_cut_row(whole: Table, cells: list[Cell]) -> tuple[list[Cell], list[Cell]]:
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
        upper.append(replace(cell, text=text, rows=cell.rows + head.rows - 1, page=place.page, box=place.box, lines=lines))
    if taken != set(heads):
        # The parts do not match cell by cell: keep what could not be joined as a row of its own.
        return list(whole.cells), cells
    return upper, [cell for cell in cells if cell.row > 0]


def _extend_merged(upper: list[Cell], lower: list[Cell], boundary: int, *, cut: bool) -> tuple[list[Cell], list[Cell]]:
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
            extended.append(replace(cell, rows=cell.rows + top.rows))
            gone.add(cell.col)
        else:
            extended.append(cell)
    return extended, [cell for cell in lower if not (cell.row == boundary and cell.col in gone)]
