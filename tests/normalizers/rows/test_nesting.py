"""Names that nest by how far they are set in."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from normalizers.rows.nesting import Style, heads_by_type


@dataclass(frozen=True)
class Name:
    row: int
    text: str = "Penyediaan jasa"
    style: Style | None = None
    number: str | None = None


def heads(*groups: tuple[float, ...]) -> frozenset[int] | None:
    """The heads among names set in so far, group by group."""
    made: list[list[Name]] = []
    row = 0
    for group in groups:
        made.append([Name(row + at, style=Style(indent=indent)) for at, indent in enumerate(group)])
        row += len(group)
    return heads_by_type(made)


def test_names_set_in_less_head_those_set_in_more() -> None:
    assert heads((4.4, 8.9, 8.8), (4.5, 8.8)) == frozenset({0, 3})


@pytest.mark.parametrize("groups", [((4.4, 5.2), (4.6, 5.1)), ((0.0, 4.0, 9.0), (2.0, 7.0)), ((8.8, 4.4), (8.8, 4.4))])
def test_names_that_hardly_differ_or_at_many_places_or_the_other_way_round_tell_nothing(groups: tuple[tuple[float, ...], ...]) -> None:
    assert heads(*groups) is None
