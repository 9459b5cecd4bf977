"""What rows inherit: goals, targets and programmes from merged and empty cells, section titles and mixed columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from normalizers.form import PARENTS, Column, Header
from normalizers.rows.row_kinds import section_of
from normalizers.words import fold

#: From the general to the particular. A new one ends what hangs below it in a mixed column.
LADDER = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
FIELDS = ("tujuan", "indikator_tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")

TextOf = Callable[[Column], str]


@dataclass(slots=True)
class Parents:
    """The parents in force at a row; updated row by row.

    Attributes:
        texts: Text by role.
        nomor: The number in force.
        kode: The national programme code in force, parts joined by dots.
        indikator: The indicator in force, for rows whose own cell is empty.
        section: Titles over rows that name no role, by label.
        level: The role that the mixed programme column named last.
    """

    texts: dict[str, str] = field(default_factory=dict)
    nomor: str | None = None
    kode: str | None = None
    indikator: str | None = None
    section: dict[str, str] = field(default_factory=dict)
    level: str | None = None

    def update(self, header: Header, text_of: TextOf, own_text_of: TextOf) -> None:
        """Take over what a row says of its parents.

        Columns stand from the general to the particular. Where one begins anew, the ones right of it that are empty in this row are
        unknown, not what they were under the parent before.

        Args:
            header: The columns.
            text_of: A column's text in the row, a merged cell's text in every row it covers.
            own_text_of: The same, but only of cells that begin in the row.
        """
        anew = False
        for column in header.columns:
            if column.role == "nomor":
                self.nomor = own_text_of(column) or self.nomor
            elif column.role == "kode":
                self.kode = code_of(text_of(column)) or self.kode
            elif column.role in (*PARENTS, "indikator_tujuan"):
                text = text_of(column)
                if text:
                    anew = self._put(column, text) or anew
                elif anew:
                    self.texts.pop(column.role, None)
        if anew and not any(text_of(column) for column in header.of_role("indikator")):
            self.indikator = None

    def _put(self, column: Column, text: str) -> bool:
        """Set a parent; True when it is another than before."""
        role, name = column.role, text
        if role == "program_kegiatan":
            said, name = section_of(text)
            role = said or level_of_code(self.kode) or self.level or "sub_kegiatan"
            self.level = role
        elif role in ("tujuan", "sasaran") and {"tujuan", "sasaran"} <= set(fold(column.text).split()):
            # "Tujuan/Sasaran" in one column: each cell says which of the two it is.
            said, rest = section_of(text)
            if said in ("tujuan", "sasaran") and rest != text:
                role, name = said, rest
        if self.texts.get(role) == name:
            return False
        self.texts[role] = name
        if column.role == "program_kegiatan" or role != column.role:
            for lower in LADDER[LADDER.index(role) + 1 :]:
                self.texts.pop(lower, None)
        return True

    def enter_section(self, text: str) -> None:
        """A title row: it sets the parent it names, or stands by as a label for the rows below."""
        role, name = section_of(text)
        if role is None:
            self.section["Bagian"] = text
        else:
            self.texts[role] = name
        self.indikator = None

    def fields(self, columns: Sequence[Column], indicator: Column, *, several_levels: bool) -> dict[str, str | None]:
        """The parents of an indicator as record fields; in a tree of several levels only those left of it."""
        found: dict[str, str | None] = {}
        for role in FIELDS:
            at = next((c.cols[0] for c in columns if c.role == role), None)
            if not (several_levels and at is not None and at > indicator.cols[0]):
                found[role] = self.texts.get(role)
        found["kode_nomenklatur"] = self.kode
        return found

    def deepest(self) -> str | None:
        """The most particular parent in force."""
        if self.level is not None:
            return self.level
        return next((role for role in reversed(LADDER) if role in self.texts), None)


def code_of(text: str) -> str | None:
    """A national programme code, however its parts are printed ("1 06 02", "1.06.02.2.01"); None for anything else."""
    parts = re.findall(r"\d+|[Xx]{1,2}", text)
    if len(parts) < 2 or re.search(r"[^\dXx.\s-]", text):
        return None
    return ".".join(parts)


def level_of_code(code: str | None) -> str | None:
    """What a code of so many parts stands for (Permendagri 90/2019): 1.06.02 programme, 1.06.02.2.01 kegiatan, one more sub kegiatan."""
    parts = code.split(".") if code else []
    return {3: "program", 4: "kegiatan", 5: "kegiatan", 6: "sub_kegiatan"}.get(len(parts))


def merge_labels(labels: Mapping[str, str], key: str, text: str) -> dict[str, str]:
    """Labels with one more; a second text under the same key is appended."""
    before = labels.get(key)
    joined = text if before is None or before == text else f"{before} {text}"
    return {**labels, key: joined}
