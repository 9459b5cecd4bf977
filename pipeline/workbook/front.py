"""The front sheet: what the workbook is, when and from which documents it was made, how sure it is, how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.said import Language
from pipeline.workbook.grid_sheet import LINE, set_page
from pipeline.workbook.pivot import DIFFERING, DOUBTED, NOTED, SURE, Cell
from pipeline.workbook.styles import Styles, shown
from pipeline.workbook.words import Wording, counted

_LABEL, _WIDE = 20, 100
#: A value by which the signs are shown.
_EXAMPLE = 74.25


@dataclass(frozen=True, slots=True)
class Facts:
    """What the front sheet tells, counted.

    Attributes:
        when: When the run began that made the data; empty where that is not on record.
        version: Of the program, or empty.
        documents, read, look, failed: All; that hold indicators; of those to be looked at; that could not be read.
        years: First and last, as text.
        surely, doubtful: Values of a confidence of at least 0.9, and below the threshold of doubt.
        waiting, questions: Rows in quarantine; questions in ``tinjauan.xlsx``.
    """

    when: str
    version: str
    documents: int
    read: int
    look: int
    failed: int
    indicators: int
    values: int
    regions: int
    years: str
    surely: int
    doubtful: int
    waiting: int
    questions: int


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet of the workbook: its name and what it shows."""

    name: str
    shows: str


class Front:
    """Writes the sheet, whose place is the first and whose facts are known last.

    Args:
        book: The workbook.
        name: Of the sheet.
        styles, words, language: How it looks and reads.
    """

    def __init__(self, book: Any, name: str, styles: Styles, words: Wording, language: Language) -> None:
        self._sheet = book.add_worksheet(name)
        self._styles, self._words, self._language = styles, words, language
        self._row = 0

    def write(self, facts: Facts, sheets: Sequence[SheetLine], limits: Sequence[str], named: dict[str, str]) -> None:
        """Fill it in.

        Args:
            facts: What is told.
            sheets: All others, in order.
            limits: What Excel did not take, a sentence each.
            named: Names of the sheets ``list``, ``documents`` and ``waiting``.
        """
        words, sheet = self._words, self._sheet
        sheet.set_column(0, 0, _LABEL)
        sheet.set_column(1, 1, _WIDE)
        sheet.write_string(0, 0, words("title"), self._styles.title)
        self._row = 1
        numbers = {name: counted(getattr(facts, name), self._language) for name in _COUNTS}
        self._line("what", words("what_text", **numbers))
        when = facts.when.replace("T", " ").partition("+")[0][:16]
        self._line("when", words("when_text", when=when, version=facts.version) if when else words("not_recorded"))
        self._line("from", words("from_text", **numbers, sheet=named["documents"]))
        self._line("holds", words("holds_text", **numbers, years=facts.years or "–"))
        self._line("sure", words("sure_text", **numbers, sheet=named["waiting"]))
        if facts.questions:
            self._line("questions", words("questions_text", **numbers))
        self._legend(named["list"])
        for number, key in enumerate(("how_rows", "how_numbers", "how_link", "how_other")):
            self._line("how" if number == 0 else "", words(key, sheet=named["list"]))
        for number, limit in enumerate(limits):
            self._line("limits" if number == 0 else "", limit)
        self._row += 1
        for number, line in enumerate(sheets):
            self._link(words("sheets") if number == 0 else "", line)
        sheet.hide_gridlines(2)
        set_page(sheet, fits=True, wide=False)
        sheet.activate()

    def _line(self, label: str, text: str) -> None:
        self._row += 1
        self._sheet.write_string(self._row, 0, self._words(label) if label else "", self._styles.label)
        self._sheet.write_string(self._row, 1, shown(text), self._styles.wrapped)
        self._sheet.set_row(self._row, LINE * max(1, -(-len(text) // _WIDE)) + 4)

    def _legend(self, list_sheet: str) -> None:
        """The signs as they look, each with its meaning."""
        self._row += 1
        self._sheet.write_string(self._row, 0, self._words("legend"), self._styles.label)
        for mark, key in ((SURE, "legend_sure"), (NOTED, "legend_noted"), (DOUBTED, "legend_doubted"), (DIFFERING, "legend_differing")):
            self._row += 1
            cell = Cell(0, 0, None if mark == DIFFERING else _EXAMPLE, "74 / 80", mark, "", ())
            if cell.number is not None:
                self._sheet.write_number(self._row, 0, cell.number, self._styles.of_cell(cell))
            else:
                self._sheet.write_string(self._row, 0, f"{mark} {cell.text}", self._styles.of_cell(cell))
            self._sheet.write_string(self._row, 1, self._words(key, sheet=list_sheet), self._styles.wrapped)

    def _link(self, label: str, line: SheetLine) -> None:
        self._row += 1
        quoted = line.name.replace("'", "''")
        self._sheet.write_string(self._row, 0, label, self._styles.label)
        self._sheet.write_url(self._row, 1, f"internal:'{quoted}'!A1", self._styles.link, shown(f"{line.name}: {line.shows}"))


_COUNTS = (
    "documents", "read", "look", "failed", "indicators", "values", "regions", "surely", "doubtful", "waiting", "questions",
)  # fmt: skip
