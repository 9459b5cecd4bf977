"""What rows inherit: goals, targets and programmes from merged and empty cells, section titles and shared columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from normalizers.form import LEVELS, PARENTS, Column, Header
from normalizers.rows.code_levels import levels_of_codes
from normalizers.rows.levels import OUTCOME, Level, NameRow
from normalizers.rows.row_kinds import named_level
from normalizers.words import code_before, code_of, without_numbering

FIELDS = ("tujuan", "indikator_tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
#: The labels of titles over rows that name no level, of what goals come to, and of offices.
SECTION, OUTCOME_LABEL, OFFICE_LABEL = "Bagian", "Hasil", "Urusan"
#: All labels under which a record keeps names that are of no level.
LABELS = (SECTION, OUTCOME_LABEL, OFFICE_LABEL)
#: So many lines above the rows of a new page may be titles of groups of rows.
TITLES_ABOVE = 4
#: They name what they are, numbered, before a colon.
_TITLE_ABOVE = re.compile(r"^\s*[^\W\d_]+(?:\s+[^\W\d_]+)?\s*(?:\d+(?:\.\d+)*|[IVX]+)?\s*[.:]\s*\S")

TextOf = Callable[[Column], str]


@dataclass(slots=True)
class Parents:
    """The parents in force at a row; updated row by row.

    Attributes:
        texts: Text by role.
        at: The grid column each came from; a title over all columns stands left of all.
        by_column: The role and text in force of each column, by its first grid column: two sets may each have a column of one role.
        nomor: The number in force.
        kode: The national programme code in force, parts joined by dots.
        indikator: The indicator in force by set, for rows whose own cell is empty.
        section: Titles over rows that name no role, by label.
        beside: What a row of names alone says beside them (a place, an office), by label: it holds for the rows of that name.
        level: The role that a shared column named last.
        guessed: Roles whose level nothing told.
        names: By a shared column's role, the names of the parts of the table before this one, their rows counted back from its first.
        titled: The codes of the titles over rows, each with the level that its words tell.
    """

    texts: dict[str, str] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    by_column: dict[int, tuple[str, str]] = field(default_factory=dict)
    nomor: str | None = None
    kode: str | None = None
    indikator: dict[int, str] = field(default_factory=dict)
    section: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    level: str | None = None
    guessed: set[str] = field(default_factory=set)
    names: Mapping[str, Sequence[NameRow]] = field(default_factory=dict)
    titled: list[tuple[str, str | None]] = field(default_factory=list)

    def update(self, header: Header, text_of: TextOf, own_text_of: TextOf, levels: Mapping[int, Level]) -> bool:
        """Take over what a row says of its parents.

        Columns stand from the general to the particular. Where one begins anew, the ones right of it that are empty in this row are
        unknown, not what they were under the parent before.

        Args:
            header: The columns.
            text_of: A column's text in the row, a merged cell's text in every row it covers.
            own_text_of: The same, but only of cells that begin in the row.
            levels: By a shared column's first grid column, the level of its name in force in this row.

        Returns:
            Whether a name stands in the row that is of no level (an office, an urusan).
        """
        anew = above = False
        for column in header.columns:
            if column.role == "nomor":
                self.nomor = own_text_of(column) or self.nomor
            elif column.role == "kode":
                self.kode = code_of(text_of(column)) or (self.kode if not own_text_of(column) else None)
            elif column.role in (*PARENTS, "indikator_tujuan"):
                self.section.pop(OUTCOME_LABEL, None)
                text = text_of(column)
                if not text:
                    if anew:
                        self._forget(column.role)
                    continue
                level = levels.get(column.cols[0]) if column.role in ("nama", "tujuan_sasaran") else Level(*_own_level(column, text))
                if level is None:
                    continue
                self.kode = code_before(text) or self.kode
                if level.role == OUTCOME:
                    self.section[OUTCOME_LABEL] = level.name
                elif level.role is None:
                    above = True
                    anew = self._enter_above(text, own=bool(own_text_of(column))) or anew
                else:
                    for piece in level.over:
                        anew = self._put(column, Level(piece.role, piece.name)) or anew
                    anew = self._put(column, level) or anew
        if anew:
            self.indikator.clear()
            self.beside.clear()
        return above

    def _forget(self, role: str) -> None:
        self.texts.pop(role, None)
        self.by_column = {col: named for col, named in self.by_column.items() if named[0] != role}

    def _enter_above(self, text: str, *, own: bool) -> bool:
        if not own or self.section.get(OFFICE_LABEL) == text:
            return False
        self.section[OFFICE_LABEL] = text
        for role in LEVELS[2:]:
            self._forget(role)
        self.level = None
        return True

    def _put(self, column: Column, level: Level) -> bool:
        """Set a parent; True when it is another than before."""
        assert level.role is not None
        shared = column.role in ("nama", "tujuan_sasaran")
        if shared:
            self.level = level.role
        if level.beside:
            self._forget(level.beside[0].role)
        self.by_column[column.cols[0]] = level.role, level.name
        if self.texts.get(level.role) == level.name:
            return False
        self.texts[level.role], self.at[level.role] = level.name, column.cols[0]
        self.guessed.discard(level.role)
        if not level.sure:
            self.guessed.add(level.role)
        if level.role in LEVELS and (shared or level.role != column.role):
            for lower in LEVELS[LEVELS.index(level.role) + 1 :]:
                if self.at.get(lower, column.cols[0]) == column.cols[0]:
                    self._forget(lower)
        return True

    def enter(self, column: Column, level: Level) -> None:
        """A name in a row of its own, in a column that it shares with indicators."""
        if level.role == OUTCOME:
            self.section[OUTCOME_LABEL] = level.name
        elif level.role is None:
            self._enter_above(level.name, own=True)
        else:
            self.level = level.role
            self._put(column, level)
        self.indikator.clear()
        self.beside.clear()

    def enter_section(self, text: str, unnamed: str | None = None, *, beside: str | None = None, guessed: bool = False) -> None:
        """A title row: it sets the parent it names, or stands by as a label for the rows below.

        Args:
            text: The title.
            beside: The code that stands in a cell of its own beside it.
            unnamed: The level of a title that names none.
            guessed: Whether nothing tells that level.
        """
        role, name = named_level(text)
        if role is None and unnamed is not None:
            role, name = unnamed, without_numbering(text)
            if guessed:
                self.guessed.add(role)
        elif role is not None:
            self.guessed.discard(role)
        code = code_before(text) or beside
        if code is not None:
            self.titled.append((code, role))
        if role is None and code is not None and (role := self._level_of_titles_code()) is not None:
            name = text[text.index(code) + len(code) :].lstrip(" .-") if code in text else without_numbering(text)
        if role is None:
            self.section[SECTION] = text
        else:
            self.texts[role], self.at[role] = name, -1
            for lower in LEVELS[LEVELS.index(role) + 1 :]:
                if self.at.get(lower) == -1:
                    self._forget(lower)
        self.indikator.clear()

    def enter_titles_above(self, lines: Sequence[str]) -> None:
        """Titles of groups of rows that a new page prints above the first of them, outside the table: "Sasaran 6 : Meningkatnya …"."""
        before = self.section.get(SECTION, "").split(maxsplit=1)
        for line in lines[-TITLES_ABOVE:]:
            marked = _TITLE_ABOVE.match(line)
            if marked and (named_level(line)[0] is not None or (before and line.split(maxsplit=1)[0].casefold() == before[0].casefold())):
                self.enter_section(line.strip())

    def _level_of_titles_code(self) -> str | None:
        """The level that the last title's code stands for among those of the titles before it."""
        role = levels_of_codes(self.titled)[-1]
        return role if role in LEVELS else None

    def fields(self, indicator: Column, *, left_only: bool) -> dict[str, str | None]:
        """The parents of an indicator as record fields; only those left of it where another set's stand right of it."""
        found: dict[str, str | None] = {}
        for role in FIELDS:
            if not (left_only and self.at.get(role, -1) > indicator.cols[0]):
                found[role] = self.texts.get(role)
            else:
                own = [col for col, named in self.by_column.items() if named[0] == role and col < indicator.cols[0]]
                found[role] = self.by_column[max(own)][1] if own else None
        found["kode_nomenklatur"] = self.kode
        return found

    def deepest(self, indicator: Column) -> str | None:
        """The most particular parent in force left of an indicator; where there is none, one right of it."""
        if self.level is not None:
            return self.level
        there = [role for role in LEVELS if role in self.texts]
        left = [role for role in there if self.at.get(role, -1) < indicator.cols[0]]
        nearest = left or there
        return nearest[-1] if nearest else None


def _own_level(column: Column, text: str) -> tuple[str, str, bool]:
    """A column's own level; a level's own word before a colon or number is left out of the name."""
    role, name = named_level(text)
    return column.role, (name if role == column.role else text), True


def deepest(names: Mapping[str, str | None]) -> str | None:
    """The most particular level that is named, of names by role."""
    return next((role for role in reversed(LEVELS) if names.get(role)), None)


def label_of(column: Column) -> str:
    """What a column's texts are kept under: its header, or its place where it has none."""
    return column.text or f"Kolom {column.cols[0] + 1}"


def merge_labels(labels: Mapping[str, str], key: str, text: str) -> dict[str, str]:
    """Labels with one more; a second text under the same key is appended."""
    before = labels.get(key)
    joined = text if before is None or before == text else f"{before} {text}"
    return {**labels, key: joined}
