"""Which names stand in a table's rows: in columns of several levels, spread over other columns, among the indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from normalizers.figures import parse_value
from normalizers.form import LEVELS, MONEY, PARENTS, Column, Header, names_an_indicator
from normalizers.header import said_by
from normalizers.rows.levels import Level, NameRow, levels_of
from normalizers.rows.listed import begins_list
from normalizers.rows.nesting import Style, listed_apart
from normalizers.rows.row_kinds import is_band, is_header_again, is_label, is_total_row, lists_levels, named_level
from normalizers.rows.row_texts import RowTexts
from normalizers.rows.stacked import pieces_of
from normalizers.words import UserTerms, code_before, code_of, level_of_code, squash, without_numbering
from schemas.stages import Grid

#: So many names of the parts before are looked at where a table goes on.
MOST_NAMES = 300
#: This share of a column's cells are level words where it says the level of the names beside it.
LEVEL_WORDS = 0.8
#: A row that repeats the header prints so many texts, this share of them its titles in their places.
HEADER_CELLS, HEADER_SHARE = 2, 0.8


class NamedRows(RowTexts):
    """The names of a table's rows and their levels.

    Args:
        grid: The table.
        header: Its columns.
        until: The row after the last one below the header.
        vocabulary: Whole words of the document.
        taught: Names whose level people imported.
        before: By a shared column's role, the names of the parts of the table before this one.

    Attributes:
        header: The columns, that of programmes one of several levels where its rows tell so.
        level_words: The column that says which level the name in a row is of.
        mixed: The column in which names stand among the indicators.
        levels: By a shared column's first grid column, the level of each name by the row it begins in.
        apart: The levels whose names are listed before all lower ones: of which of them a lower name is, nothing tells.
        names: By role, the names of this part and those before it, for the next one.
    """

    def __init__(
        self,
        grid: Grid,
        header: Header,
        until: int,
        vocabulary: Mapping[str, int],
        taught: UserTerms,
        before: Mapping[str, Sequence[NameRow]],
    ) -> None:
        super().__init__(grid, vocabulary, header.end)
        self.header, self.taught, self.before = header, taught, before
        self.titles = {(cell.col, squash(cell.text)) for row in range(header.first, header.end) for cell in grid.printed(row)}
        self.names: dict[str, list[NameRow]] = {}
        self.mixed: Column | None = None
        self.apart: frozenset[str] = frozenset()
        self.level_words = self._column_of_level_words(until)
        self.header = self._shared(until)
        self.mixed = self._mixed(until)
        shared = [*self.header.of_role("nama", "tujuan_sasaran"), *([self.mixed] if self.mixed is not None else [])]
        self.levels = {column.cols[0]: self.levels_of_column(column, until) for column in shared}

    def levels_of_column(self, column: Column, until: int) -> dict[int, Level]:
        """The level of every name in a shared column, by the row it begins in."""
        codes = self.header.of_role("kode")
        money = [value for value in self.header.values if value.ukuran in MONEY]
        indicators = [each.indicator for each in self.header.sets]
        rows = []
        for row in range(self.header.end, until):
            text = self._name_before_announcement(column, row) if column is self.mixed else self.own_text(column, row)
            if is_band(self.grid.row(row), row, self.header):
                # A band that names a level tells what the names below it are not.
                text = text if named_level(text)[0] is not None or level_of_code(code_before(text)) is not None else ""
            if not re.search(r"[^\W\d_]", text) or self.is_header_again(row):
                continue
            if column is self.mixed and self.heads_items(row) is not None:
                continue
            if column is self.mixed and (not self.is_name_row(column, row) or announces_indicators(text) or self._is_named_left(row)):
                continue
            code = next((code for each in codes if (code := code_of(self.text(each, row)))), None)
            if code is None:
                code = code_before(text)
            amounts = tuple(parse_value(self.raw(each, row), "rupiah").nilai for each in money)
            has_indicator = column is not self.mixed and self.spread(row) is None and any(self.own_text(each, row) for each in indicators)
            own, name = named_level(text)
            beside = self._level_beside(row) if column is not self.mixed else None
            # "Kegiatan" beside "Program Penempatan …" is what the row's indicator is of.
            listed = (beside if own in (None, beside) else None) or self.taught.level_of(name)
            number = next((own for each in self.header.of_role("nomor") if (own := self.own_text(each, row))), None)
            number = number or self.number_beside(column, row)
            begun = [cell for cell in self.filled(column, row) if cell.row == row and cell.text.strip()]
            pieces = tuple(replace(piece, name=self.mend(piece.name)) for piece in pieces_of(begun))
            rows.append(NameRow(row, text, code, amounts, has_indicator, self._style(column, row), listed, number, pieces))
        before = self.before.get(column.role, [])
        self.names[column.role] = [*before, *(replace(each, row=each.row - until) for each in rows)][-MOST_NAMES:]
        earlier = [each for each in before if len(each.money) == len(money)]
        earlier = [replace(each, row=at - len(earlier)) for at, each in enumerate(earlier)]
        levels = levels_of([*earlier, *rows], column.text)
        if not any(each.code for each in rows):
            self.apart |= listed_apart([(level.role, level.name) for _, level in sorted(levels.items())])
        return levels

    def _level_beside(self, row: int) -> str | None:
        """The level that a column of level words ("TUJUAN", "SASARAN", "PROGRAM") gives a row."""
        column = self.level_words
        text = self.text(column, row) if column is not None else ""
        return named_level(text)[0] if text and is_label(text) else None

    def _column_of_level_words(self, until: int) -> Column | None:
        """The column whose cells say nothing but levels, several of them; None where there is none."""
        for column in self.header.of_role("lainnya", "tidak_pasti", "nama", "uraian", "satuan"):
            texts = [text for row in range(self.header.end, until) if (text := self.own_text(column, row))]
            roles = [named_level(text)[0] for text in texts if is_label(text) and not lists_levels(text)]
            if len(roles) >= LEVEL_WORDS * max(1, len(texts)) and len(set(roles)) > 1:
                return column
        return None

    def _shared(self, until: int) -> Header:
        """The header, its one column of programmes one of several levels where sums, numbers or codes tell that kegiatan stand in it."""
        named = self.header.of_role(*PARENTS)
        if len(named) != 1 or named[0].role != "program":
            return self.header
        roles = {level.role for level in self.levels_of_column(named[0], until).values() if level.sure and level.role in LEVELS}
        if "program" not in roles or len(roles) < 2:
            return self.header
        return self.header.mapped(
            lambda column: replace(column, meaning=replace(column.meaning, role="nama")) if column.cols == named[0].cols else column
        )

    def _mixed(self, until: int) -> Column | None:
        """The column of indicators in which names stand too, in rows of their own without figures; None where there is none."""
        if len(self.header.sets) != 1 or not self.header.sets[0].indicator.may_hold_names:
            return None
        column = self.header.sets[0].indicator
        listed = said_by(column.path[-1]).head
        named = [row for row in range(self.header.end, until) if self.is_name_row(column, row)]
        # A title for anything tells nothing of names: they must say their level, or stand beside a code that does.
        tells = any(named_level(text := self.own_text(column, row))[0] or level_of_code(code_before(text)) for row in named)
        return column if named and (tells or (listed is not None and listed.name != "uraian")) else None

    def is_name_row(self, column: Column, row: int) -> bool:
        """Whether a row of a column of indicators and names prints a name: a text without a figure or unit beside it, money aside."""
        each = self.header.sets[0]
        measured = [value for value in each.values if value.ukuran not in MONEY]
        beside = [*measured, *([each.unit] if each.unit is not None else [])]
        text = self.own_text(column, row)
        if not measured or not re.search(r"[^\W\d_]", text) or is_band(self.grid.row(row), row, self.header):
            return False
        return not any(re.search(r"\w", self.own_text(other, row)) for other in beside) and not self.is_header_again(row)

    def heads_items(self, row: int) -> str | None:
        """The name of an indicator whose parts the rows below list, each with figures of its own ("Angka Partisipasi Murni" / "a. SD").

        Nothing where a row prints a figure itself, or what it prints does not begin as indicators do: then it names what stands below it.
        """
        if len(self.header.sets) != 1 or row + 1 >= self.grid.n_rows:
            return None
        column = self.header.sets[0].indicator
        text, below = self.own_text(column, row), self.own_text(column, row + 1)
        listed = begins_list(below) and not begins_list(text)
        if not listed or not names_an_indicator(without_numbering(text)) or not self.is_name_row(column, row):
            return None
        measured = any(re.search(r"\w", self.own_text(value, row + 1)) for value in self.header.sets[0].values)
        others = (each for each in self.header.columns if each is not column and each.role not in ("nomor", "kode"))
        alone = not any(self.own_text(each, row) for each in others)
        return without_numbering(text).rstrip(" :") if measured and alone else None

    def _name_before_announcement(self, column: Column, row: int) -> str:
        """A name among indicators, without the line below it that announces its indicators."""
        lines = self.raw(column, row).split("\n")
        end = next(
            (at for at, line in enumerate(lines) if at and announces_indicators(line) and lines[-1].rstrip().endswith(":")), len(lines)
        )
        return self.mend("\n".join(lines[:end]))

    def _style(self, column: Column, row: int) -> Style:
        """What tells a name's type from others': capitals, bold, shade, indentation."""
        cell = self.filled(column, row)[0]
        letters = [ch for ch in cell.text if ch.isalpha()]
        capitals = bool(letters) and sum(ch.isupper() for ch in letters) > 0.8 * len(letters)
        lines = cell.lines
        bold = bool(lines) and all(line.bold for line in lines)
        left = min(each.box[0] for each in self.cells(column, row))
        # Spaces set in the first line only, where a long name goes on below it.
        indent = max(0.0, lines[0].box[0] - left) if lines else 0.0
        return Style(capitals, bold, cell.fill, indent)

    def levels_in_force(self, row: int) -> dict[int, Level]:
        """By shared column, the level of the name that stands in a row, its cell possibly begun above."""
        found: dict[int, Level] = {}
        for column in self.header.of_role("nama", "tujuan_sasaran"):
            begun = min((cell.row for cell in self.filled(column, row)), default=row)
            level = self.levels[column.cols[0]].get(begun)
            if level is not None:
                found[column.cols[0]] = level
        return found

    def spread(self, row: int) -> tuple[Column, str] | None:
        """The text that stands in an indicator's column and in a column of names or a number's left of it, with the first such column."""
        for each in self.header.sets:
            for cell in self.cells(each.indicator, row):
                left = [c for c in self.header.columns if c.cols[-1] < each.indicator.cols[0] and c.role in (*PARENTS, "nomor", "satuan")]
                covered = [column for column in left if cell.col <= column.cols[-1]]
                if cell.row == row and cell.text.strip() and covered:
                    return next((column for column in covered if column.role in PARENTS), covered[0]), self.mend(cell.text)
        return None

    def _is_named_left(self, row: int) -> bool:
        """Whether a name that reaches into an indicator's column begins in a column of names left of it."""
        spread = self.spread(row)
        return spread is not None and spread[0].role in PARENTS

    def is_spread_over(self, column: Column, row: int) -> bool:
        """Whether a text that stands in other columns too stands in this one."""
        return any(cell.cols > len(column.cols) and cell.text.strip() for cell in self.cells(column, row))

    def is_header_again(self, row: int) -> bool:
        """Whether a row repeats the header on a new page: what headers say, or nothing but texts of this header in their places."""
        if is_header_again(self.grid, row):
            return True
        own = [(cell.col, squash(cell.text)) for cell in self.grid.printed(row)]
        return len(own) >= HEADER_CELLS and sum(place in self.titles for place in own) >= HEADER_SHARE * len(own)

    def is_summary(self, row: int) -> bool:
        """Whether a row's spread text is a label of the figures beside it, and no name that holds for the rows below."""
        spread = self.spread(row)
        if spread is None:
            return False
        column, text = spread
        if column.role not in PARENTS or is_total_row([text.split()[0]]):
            return True
        told = [level for level in self.levels_in_force(row).values() if level.sure]
        if told or named_level(text)[0] is not None or level_of_code(code_before(text)) is not None:
            return False
        # A programme prints its money; an average or a total prints what it sums up.
        measured = [value for value in self.header.values if value.ukuran not in MONEY]
        return column.role not in (*LEVELS[2:], "nama") or any(re.search(r"\w", self.own_text(value, row)) for value in measured)

    def name_in(self, column: Column, row: int, *, own: bool) -> str:
        """What a column of names says in a row: nothing where its cell begins in another column of names left of it."""
        starts = [cell.col for cell in self.filled(column, row) if cell.text.strip()]
        if column.role in PARENTS and starts:
            left = [each for each in self.header.of_role(*PARENTS) if starts[0] <= each.cols[-1] < column.cols[0]]
            if left:
                return ""
        return self.own_text(column, row) if own else self.text(column, row)

    def name_below(self, column: Column, row: int) -> tuple[str, tuple[str, str]] | None:
        """An indicator and the name below it in one cell, where no rule parts them; the name with its level before it."""
        lines = self.raw(column, row).split("\n")
        for at, line in enumerate(lines):
            role, name = named_level(line)
            numbered = is_label(line) and line.strip()[-1:].isdigit()
            if at and role is not None and (name != line.strip() or numbered):
                rest = named_level(self.mend("\n".join(lines[at:])))
                return self.mend("\n".join(lines[:at])), (role, rest[1])
        return None

    def runs_into_name(self, column: Column, row: int) -> bool:
        """Whether a value's cell goes on beside a name below, without an indicator: it may be that name's figure."""
        below = {at for cell in self.filled(column, row) for at in range(row + 1, cell.row + cell.rows)}
        return any(self.spread(at) is not None or (self.mixed is not None and self.is_name_row(self.mixed, at)) for at in below)


def announces_indicators(text: str) -> bool:
    """Whether a text only announces that indicators follow ("Indikator Kinerja Program 1:")."""
    said = said_by(text.rstrip(" :0123456789."))
    return said.head is not None and said.head.name in ("indikator", "indikator_tujuan") and not said.foreign and said.head.at == 0
