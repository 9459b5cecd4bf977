"""How cells look: the formats of the workbook, each made once, and text made fit for a cell."""

from __future__ import annotations

import re
from typing import Any

from pipeline.documents import as_cell
from pipeline.workbook.pivot import DIFFERING, DOUBTED, NOTED, SURE, Cell

#: Letters of a cell at most; Excel holds 32,767.
LONGEST_TEXT = 32_000
CUT = " […]"
#: Indonesian separators also where the program is not set to Indonesian (as far as it heeds that).
LOCALE = "[$-421]"
#: So many decimals are shown at most.
DECIMALS = 6
FILLS = {SURE: None, NOTED: "#FFF6CC", DOUBTED: "#FFD9A8", DIFFERING: "#F6C9C4"}
#: What XML cannot hold besides the characters that have no shape.
_NO_XML = re.compile("[\ufffe\uffff]")
_LINE = "#BFBFBF"


def shown(text: str) -> str:
    """Text as it may stand in a cell: printed characters only, and not so long that Excel calls the file damaged."""
    clean = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", as_cell(text[:LONGEST_TEXT]))
    if len(text) > LONGEST_TEXT:
        clean += CUT
    # XlsxWriter takes text that looks like a run of its own XML for one.
    return f" {clean}" if clean.startswith("<r>") else clean


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._cells: dict[tuple[int | None, str, str], Any] = {}
        self.plain = self.of()
        self.text = self.of(text_wrap=True, valign="top", border=1, border_color=_LINE)
        self.line = self.of(valign="top")
        #: Beside a number.
        self.indented = self.of(valign="top", align="left", indent=1)
        self.head = self.of(
            bold=True, bg_color="#1F4E78", font_color="white", text_wrap=True, valign="vcenter", border=1, border_color=_LINE
        )
        self.head_middle = self.of(
            bold=True,
            bg_color="#1F4E78",
            font_color="white",
            valign="vcenter",
            align="center",
            text_wrap=True,
            border=1,
            border_color=_LINE,
        )
        self.title = self.of(bold=True, font_size=16, font_color="#1F4E78")
        self.label = self.of(bold=True, valign="top")
        self.wrapped = self.of(text_wrap=True, valign="top")
        self.linked_text = self.of(font_color="#0563C1", text_wrap=True, valign="top", border=1, border_color=_LINE)
        self.link = self.of(font_color="#0563C1", underline=1, valign="top")
        self.whole = self.of(num_format=f"{LOCALE}#,##0", valign="top")
        self.count = self.of(num_format=f"{LOCALE}#,##0", valign="top", border=1, border_color=_LINE)
        self.year = self.of(num_format="0", valign="top")
        self.year_head = self.of(
            num_format="0", bold=True, bg_color="#DCE6F1", align="center", valign="vcenter", border=1, border_color=_LINE, text_wrap=True
        )
        self.share = self.of(num_format=f"{LOCALE}0.00", valign="top")
        self.blank = self.of(border=1, border_color=_LINE)
        #: By mark: of the sign itself, and of the confidence beside it.
        self.marked = {mark: self.of(valign="top", align="center", **_filled(mark)) for mark in FILLS}
        self.marked_share = {mark: self.of(num_format=f"{LOCALE}0.00", valign="top", **_filled(mark)) for mark in FILLS}
        self.lights = {
            "good": self.of(bg_color="#D9EAD3", valign="top"),
            "look": self.of(bg_color=FILLS[DOUBTED], valign="top"),
            "unread": self.of(bg_color=FILLS[DIFFERING], valign="top"),
            "none": self.of(bg_color="#EEEEEE", valign="top"),
        }

    def of(self, **properties: Any) -> Any:
        """A format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": "Calibri", "font_size": 10, **properties})
        return self._made[key]

    def of_cell(self, cell: Cell) -> Any:
        """The format of a value: its mark as fill and as sign, its decimals as printed."""
        key = (decimals_of(cell.number) if cell.number is not None else None, cell.mark, cell.sign)
        if key not in self._cells:
            common: dict[str, Any] = {"valign": "top", "border": 1, "border_color": _LINE, **_filled(cell.mark)}
            if key[0] is None:
                self._cells[key] = self.of(**common, align="right", text_wrap=True)
            else:
                self._cells[key] = self.of(**common, num_format=number_format(key[0], cell.mark, cell.sign))
        return self._cells[key]

    def of_number(self, number: float) -> Any:
        """The format of a bare number."""
        return self.of(valign="top", num_format=number_format(decimals_of(number)))


def _filled(mark: str) -> dict[str, Any]:
    fill = FILLS[mark]
    return {"bg_color": fill} if fill else {}


def decimals_of(number: float) -> int:
    """How many decimals a number has."""
    return len(f"{number:.{DECIMALS}f}".partition(".")[2].rstrip("0"))


def number_format(decimals: int, mark: str = SURE, sign: str = "") -> str:
    """Excel's format for a number: thousands parted, so many decimals, mark and comparison before it."""
    figures = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    before = " ".join(part for part in (mark, _SIGNS.get(sign, sign)) if part)
    # The locale comes first: behind other text it is taken for the name of a currency.
    return f'{LOCALE}"{before} "{figures};{LOCALE}"{before} "-{figures}' if before else f"{LOCALE}{figures}"


_SIGNS = {"<=": "≤", ">=": "≥"}
