"""Every form of the atlas is understood as a person would: roles, measures, times, units, sets and the kind of table."""

from __future__ import annotations

import pytest

from normalizers.form import Calendar, Header, Surroundings, dated, interpret, kind_of, nearest_kind, speaks_of_performance, title_kind
from normalizers.header import is_title_row
from tests.normalizers.form.golden_cases import WRITTEN, Golden, agrees, described, golden_cases
from tests.normalizers.grids import table

CASES = golden_cases() + golden_cases(WRITTEN)
#: So many forms at least; a form that was once written down stays understood.
AT_LEAST = 150


def understood(case: Golden) -> tuple[Header | None, tuple[str, ...]]:
    """The first header of a case's table that heads indicators, else its first, and the lines above it."""
    grid = table(case.rows).grid()
    frame = tuple(cell.text for row in range(min(grid.n_rows, 3)) if is_title_row(grid, row) for cell in grid.printed(row))
    above = (*case.above, *frame)
    around = Surroundings(above, nearest_kind(above) or title_kind(case.title), speaks_of_performance(case.above, case.title))
    headers = interpret(grid, around)
    return next((header for header in headers if header.has_indicator), headers[0] if headers else None), above


def in_years(case: Golden, header: Header) -> Header:
    if case.calendar is None:
        return header
    given = {"judul": "title", "awal": "first", "akhir": "last", "evaluasi": "evaluates", "rencana": "plans"}
    return dated(header, Calendar(**{given[name]: value for name, value in case.calendar.items()}))[0]  # type: ignore[arg-type]


def told(case: Golden, header: Header) -> str:
    """Header, what was expected, what was understood, and why, a line a column."""
    lines = [f"{case.family}: {case.name}"]
    for number, column in enumerate(header.columns):
        expected = case.meanings[number] if number < len(case.meanings) else "-"
        mark = "  " if agrees(expected, column.meaning) else "! "
        claims = "; ".join(f"{described(claim.meaning)} {claim.weight:.1f} ({', '.join(claim.reasons)})" for claim in column.claims[:3])
        lines.append(f"{mark}{column.text[:50]:<50} expected {expected:<20} got {described(column.meaning):<20} {claims}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.family}: {case.name}")
def test_a_form_is_understood(case: Golden, request: pytest.FixtureRequest) -> None:
    if case.beyond is not None:
        request.applymarker(pytest.mark.xfail(reason=case.beyond, strict=True))
    header, above = understood(case)
    expected_sets = (
        case.sets
        if case.sets is not None
        else sum(meaning.startswith("indikator") and "tujuan" not in meaning for meaning in case.meanings)
    )
    if expected_sets == 0:
        assert header is None or not header.sets, told(case, header)
        return
    assert header is not None, "no header was found"
    shown = in_years(case, header)
    report = told(case, shown)
    assert len(shown.columns) == len(case.meanings), report
    assert all(agrees(meaning, column.meaning) for meaning, column in zip(case.meanings, shown.columns, strict=True)), report
    assert len(shown.sets) == expected_sets, f"{len(shown.sets)} sets\n{report}"
    if case.kind is not None:
        assert kind_of(header, above, case.title)[0] == case.kind, report


def test_there_are_forms_enough_and_none_twice() -> None:
    names = [(case.family, case.name) for case in CASES]
    assert len(names) >= AT_LEAST
    assert len(names) == len(set(names))
