"""One sheet of values: names and units on the left, values in columns under two header rows, each value linked to its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipeline.workbook.links import PageLink
from pipeline.workbook.pivot import DIFFERING, DOUBTED, Cell, Pivot
from pipeline.workbook.stream_sheet import Cell as Written
from pipeline.workbook.stream_sheet import StreamSheet
from pipeline.workbook.styles import Styles, shown
from pipeline.workbook.values import Values
from pipeline.workbook.words import Wording

#: Links of a sheet, of which Excel holds 65,530, and values that are explained in a comment.
LINKS, COMMENTS = 65_000, 1_000
#: Where the header stands: title and hint above it.
HEAD_ROW = 3
#: Wider sheets than this are printed as they are; others fit on the width of a page.
FITS = 14
#: Height of a line of text, in points, and letters to a unit of a column's width.
LINE, _LETTERS = 13.5, 1.1
#: Lines of a row at most: the rest of a long text is seen in its cell.
TALLEST = 8
_VALUE_WIDTH, _TEXT_WIDTH = 11, 14
#: So many places are named in a comment.
_PLACES = 4


@dataclass(slots=True)
class Limits:
    """What did not fit: how many values have no link, and whether comments were left out."""

    links: int = 0
    comments: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """A column on the left: its header and width."""

    head: str
    width: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: what it belongs to (a region, or a year) and what it is itself (a year, or a measure)."""

    group: str | int
    name: str | int


#: A row: the texts of the columns on the left, and its cells.
Row = tuple[Sequence[str | int], Sequence[Cell]]


class GridWriter:
    """Writes sheets of values into one workbook."""

    def __init__(self, book: Any, styles: Styles, values: Values, link: PageLink, words: Wording, limits: Limits) -> None:
        self._book, self._styles, self._values, self._link, self._words = book, styles, values, link, words
        self._pivot = Pivot(values)
        self.limits = limits

    def write(self, name: str, title: str, leads: Sequence[Lead], columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """Write a sheet.

        Args:
            name: Of the sheet.
            title: Above the table.
            leads: The columns on the left.
            columns: The columns of values.
            rows: Top to bottom; the ``column`` of a cell counts in ``columns``.
        """
        sheet = self._book.add_worksheet(name, StreamSheet)
        for place, lead in enumerate(leads):
            sheet.set_column(place, place, lead.width)
        if columns:
            by_measure = any(isinstance(column.name, str) for column in columns)
            sheet.set_column(len(leads), len(leads) + len(columns) - 1, _TEXT_WIDTH if by_measure else _VALUE_WIDTH)
        sheet.write_string(0, 0, shown(title), self._styles.title)
        sheet.write_string(1, 0, self._words("side_hint"), self._styles.plain)
        self._heads(sheet, leads, columns)
        last = HEAD_ROW + 1
        links, comments = 0, 0
        for last, (texts, cells) in enumerate(rows, start=HEAD_ROW + 2):
            written: list[Written] = [self._lead(place, text) for place, text in enumerate(texts)]
            for cell in cells:
                column = len(leads) + cell.column
                written.append((column, *self._shown(cell)))
                links += self._linked(sheet, last, column, cell, left=LINKS - links)
                if cell.mark in (DOUBTED, DIFFERING):
                    comments += 1
                    if comments <= COMMENTS:
                        sheet.write_comment(last, column, shown(self._why(cell)), {"x_scale": 2, "author": ""})
            spelt = max((-(-len(text) // _VALUE_WIDTH) for _, text, _ in written[len(leads) :] if isinstance(text, str)), default=1)
            sheet.stream(last, written, LINE * min(max(_lines(texts, leads), spelt), TALLEST))
        self.limits.comments |= comments > COMMENTS
        sheet.freeze_panes(HEAD_ROW + 2, len(leads))
        if last > HEAD_ROW + 1:
            sheet.autofilter(HEAD_ROW + 1, 0, last, len(leads) - 1)
        sheet.repeat_rows(HEAD_ROW, HEAD_ROW + 1)
        sheet.repeat_columns(0, len(leads) - 1)
        set_page(sheet, fits=len(columns) <= FITS)
        sheet.done()

    def _lead(self, place: int, text: str | int) -> Written:
        return (place, text, self._styles.count) if isinstance(text, int) else (place, shown(text), self._styles.text)

    def _shown(self, cell: Cell) -> tuple[str | float | None, Any]:
        style = self._styles.of_cell(cell)
        if cell.number is not None or not cell.text:
            return cell.number, style
        return shown(f"{cell.mark} {cell.text}" if cell.mark else cell.text), style

    def _linked(self, sheet: StreamSheet, row: int, column: int, cell: Cell, *, left: int) -> bool:
        values, place = self._values, cell.places[0]
        link = self._link(values.file.words[values.file.codes[place]], int(values.page[place]))
        if link is None:
            return False
        if left <= 0:
            self.limits.links += 1
            return False
        sheet.link(row, column, link)
        return True

    def _why(self, cell: Cell) -> str:
        """Where a value stands and what is doubtful about it."""
        values = self._values
        lines = []
        for place in cell.places[:_PLACES]:
            where = self._words("page_of", file=values.file.words[values.file.codes[place]], page=int(values.page[place]))
            confidence = self._words("confidence_of", confidence=f"{values.confidence[place]:.2f}".replace(".", ","))
            flags = ", ".join(values.flags[place].as_py())
            lines.append(f"{self._pivot.shown(place)}: {where}, {confidence}" + (f" ({flags})" if flags else ""))
        if len(cell.places) > _PLACES:
            lines.append(self._words("more_places", count=len(cell.places) - _PLACES))
        return "\n".join(lines)

    def _heads(self, sheet: Any, leads: Sequence[Lead], columns: Sequence[Column]) -> None:
        styles = self._styles
        groups = [(group, len(list(same))) for group, same in groupby(columns, key=lambda column: column.group)]
        # A region with a single year has a narrow column for its name.
        lines = max((-(-len(str(group)) // (count * _VALUE_WIDTH)) for group, count in groups), default=1)
        sheet.set_row(HEAD_ROW, LINE * min(lines + (lines > 1), TALLEST))
        for place in range(len(leads)):
            sheet.write_string(HEAD_ROW, place, "", styles.head)
        begin = len(leads)
        for group, count in groups:
            end = begin + count
            if end - begin > 1:
                sheet.merge_range(HEAD_ROW, begin, HEAD_ROW, end - 1, "", styles.head_middle)
            _write(sheet, HEAD_ROW, begin, group, styles.head_middle)
            begin = end
        for place, lead in enumerate(leads):
            sheet.write_string(HEAD_ROW + 1, place, lead.head, styles.head)
        for place, column in enumerate(columns, start=len(leads)):
            _write(sheet, HEAD_ROW + 1, place, column.name, styles.year_head)


def _write(sheet: Any, row: int, column: int, what: str | int, style: Any) -> None:
    if isinstance(what, int):
        sheet.write_number(row, column, what, style)
    else:
        sheet.write_string(row, column, shown(what), style)


def _lines(texts: Sequence[str | int], leads: Sequence[Lead]) -> int:
    """Lines that the texts of a row take: a sheet written row by row does not fit its heights by itself."""
    taken = [-(-len(text) // int(lead.width * _LETTERS)) for text, lead in zip(texts, leads, strict=True) if isinstance(text, str)]
    return max(1, *taken)


def set_page(sheet: Any, *, fits: bool, wide: bool = True) -> None:
    """A4, across where it is wide, with page numbers; as wide as the page where that can still be read."""
    if wide:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
    if fits:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(70)
