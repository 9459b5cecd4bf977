"""Headers and units that people named after they were not recognised; the same for every document of a process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from normalizers.words.text import squash


@dataclass(frozen=True)
class UserTerms:
    """What people named.

    Attributes:
        headers: Header text as printed to the column's role.
        units: Unit text as printed to the canonical unit.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


_headers: dict[str, str] = {}
_units: dict[str, str] = {}
_forget: list[Callable[[], None]] = []


def use(terms: UserTerms) -> None:
    """Let every later reading in this process know the terms. A worker is told once, before its first document."""
    _headers.clear()
    _headers.update({squash(text): role for text, role in terms.headers.items()})
    _units.clear()
    _units.update({squash(text): unit for text, unit in terms.units.items()})
    for forget in _forget:
        forget()


def named_role(text: str) -> str | None:
    """The role a person gave a header."""
    return _headers.get(squash(text)) if _headers else None


def named_unit(text: str) -> str | None:
    """The unit a person gave a text."""
    return _units.get(squash(text)) if _units else None


def when_changed(forget: Callable[[], None]) -> None:
    """Register what to forget when terms change: kept answers of a matcher."""
    _forget.append(forget)
