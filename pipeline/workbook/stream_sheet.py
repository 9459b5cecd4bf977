"""A sheet whose rows go straight to disk, with links that cost little and a table around it.

XlsxWriter's own way takes some twenty microseconds a cell and half a kilobyte a link, and makes no table of a sheet that it does not keep
in memory: for a province's values that is minutes and a gigabyte. Here a row is one piece of XML, and links to one document share its
address. This is the one module that knows XlsxWriter from within; the tests read what it writes with other programs.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

from pipeline.workbook.links import Link

#: A cell: its column, what stands in it (text, a number or nothing), and its format.
Cell = tuple[int, str | float | None, Any]

#: Texts whose XML is kept: names and units stand in thousands of cells.
_KEPT_TEXTS = 20_000
#: Excel reads such text as a character by its number.
_LOOKS_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
_COLUMNS = tuple(xl_col_to_name(column) for column in range(16_384))


class StreamSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """See the module; titles, widths, panes and printing are set as on any sheet, before the rows."""

    def __init__(self) -> None:
        super().__init__()
        self._stream_texts: dict[str, str] = {}
        self._stream_rows, self._stream_columns, self._stream_links = array("I"), array("I"), list[Link]()

    def stream(self, row: int, cells: Iterable[Cell], height: float | None = None) -> None:
        """Write a row below all others.

        Args:
            row: Its number, from 0.
            cells: Left to right; text is fit for a cell (:func:`pipeline.workbook.styles.shown`).
            height: In points; the usual by default.
        """
        sheet: Any = self
        if row > sheet.previous_row:
            sheet._write_single_row(row)
        number = str(row + 1)
        parts = [f'<row r="{number}">' if height is None else f'<row r="{number}" ht="{height:g}" customHeight="1">']
        column = 0
        for column, value, style in cells:
            start = f'<c r="{_COLUMNS[column]}{number}" s="{style._get_xf_index()}"'
            if value is None or value == "":
                parts.append(f"{start}/>")
            elif isinstance(value, str):
                parts.append(f'{start} t="inlineStr">{self._text(value)}</c>')
            else:
                parts.append(f"{start}><v>{value:.16G}</v></c>")
        parts.append("</row>")
        sheet.fh.write("".join(parts))
        sheet._check_dimensions(row, column)
        sheet.previous_row = row + 1

    def _text(self, text: str) -> str:
        made = self._stream_texts.get(text)
        if made is None:
            keep = ' xml:space="preserve"' if text.strip() != text or "\n" in text else ""
            plain = _LOOKS_ESCAPED.sub(r"_x005F\1", text)
            made = f"<is><t{keep}>{escape(plain)}</t></is>"
            if len(self._stream_texts) >= _KEPT_TEXTS:
                self._stream_texts.clear()
            self._stream_texts[text] = made
        return made

    def link(self, row: int, column: int, link: Link) -> None:
        """Let a cell lead to a page."""
        self._stream_rows.append(row)
        self._stream_columns.append(column)
        self._stream_links.append(link)

    def make_table(self, name: str, heads: Sequence[str], rows: int) -> None:
        """Make an Excel table of the sheet once it is written: its first row is the header, then so many rows, at least one."""
        sheet: Any = self
        row_by_row, strings, kept = sheet.constant_memory, sheet.str_table, dict(sheet.table[0])
        # It is made of two rows, and then told its size: XlsxWriter notes every cell of a table.
        sheet.constant_memory, sheet.str_table = 0, _NoStrings()
        columns = [{"header": head} for head in heads]
        sheet.add_table(0, 0, 1, len(heads) - 1, {"name": name, "columns": columns, "style": "Table Style Light 9"})
        sheet.constant_memory, sheet.str_table = row_by_row, strings
        sheet.table[0].clear()
        sheet.table[0].update(kept)
        made = sheet.tables[-1]
        made["range"] = made["a_range"] = made["autofilter"] = xl_range(0, 0, rows, len(heads) - 1)

    def done(self) -> None:
        """Nothing more is written but by the workbook itself: the file of its rows is closed, as a system has few."""
        sheet: Any = self
        sheet._write_single_row(sheet.previous_row + 1)
        sheet._opt_close()
        self._stream_texts.clear()

    def _write_hyperlinks(self) -> None:
        if not self._stream_links:
            return
        sheet: Any = self
        sheet._xml_start_tag("hyperlinks")
        addresses: dict[str, str] = {}
        for row, column, link in zip(self._stream_rows, self._stream_columns, self._stream_links, strict=True):
            if link.target not in addresses:
                sheet.rel_count += 1
                addresses[link.target] = f"rId{sheet.rel_count}"
                sheet.external_hyper_links.append(["/hyperlink", link.target, "External"])
            place = f"{_COLUMNS[column]}{row + 1}"
            anchor = [("location", link.anchor)] if link.anchor else []
            sheet._xml_empty_tag("hyperlink", [("ref", place), ("r:id", addresses[link.target]), *anchor, ("tooltip", link.tip)])
        sheet._xml_end_tag("hyperlinks")


class _NoStrings:
    """Takes the header that the sheet holds already."""

    def _get_shared_string_index(self, text: str) -> int:
        return 0
