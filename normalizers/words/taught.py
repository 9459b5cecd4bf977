"""What people named after the program did not recognise it: a value that is handed in, the same for every document of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from normalizers.words.text import squash


@dataclass(frozen=True)
class UserTerms:
    """What people named.

    A matcher that keeps its answers by text alone must not keep these: they are looked up before it.

    Attributes:
        headers: Header text as printed to the column's meaning in words.
        columns: A form's signature and a column's place in it, as :func:`column_key` joins them, to the column's meaning in words.
        units: Unit text as printed to the canonical unit.
        levels: Name of a programme, kegiatan or sub kegiatan in an imported nomenclature to its level.
        regions: A document's path below the input folder to the code of its region.
        periods: A document's SHA-256 to its period ("2021-2026").
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> list[Mapping[str, str]]:
        """All of it, for telling whether anything changed."""
        return [self.headers, self.units, self.columns, self.levels, self.regions, self.periods]

    def role_of(self, text: str) -> str | None:
        """The role a person gave a header, however it is printed."""
        return self._roles.get(squash(text)) if self.headers else None

    def column_of(self, signature: str, place: int) -> str | None:
        """The meaning a person gave a column of a form, in words."""
        return self.columns.get(column_key(signature, place)) if self.columns else None

    def knows(self, signature: str) -> bool:
        """Whether a person said anything of a form."""
        return any(key.startswith(f"{signature}#") for key in self.columns)

    def unit_of(self, text: str) -> str | None:
        """The unit a person gave a text, however it is printed."""
        return self._units.get(squash(text)) if self.units else None

    def level_of(self, text: str) -> str | None:
        """The level that the nomenclature gives a name, however it is printed."""
        return self._levels.get(squash(text)) if self.levels else None

    @cached_property
    def _levels(self) -> Mapping[str, str]:
        return {squash(text): level for text, level in self.levels.items()}

    @cached_property
    def _roles(self) -> Mapping[str, str]:
        return {squash(text): role for text, role in self.headers.items()}

    @cached_property
    def _units(self) -> Mapping[str, str]:
        return {squash(text): unit for text, unit in self.units.items()}


def column_key(signature: str, place: int) -> str:
    """How an answer names a column: the form's signature and the column's place, from 1."""
    return f"{signature}#{place}"


#: Nobody has named anything.
NOTHING_TAUGHT = UserTerms()
