"""The measure of confidence tells sure readers that are right from sure readers that are not."""

from __future__ import annotations

import pytest

from tests.measures.calibration import Judged, coverage, fitted, held_out


def values(confidence: float, right: int, wrong: int, group: str = "11") -> list[Judged]:
    return [*[Judged(confidence, True, group)] * right, *[Judged(confidence, False, group)] * wrong]


def test_coverage_counts_down_to_the_confidence_that_still_holds() -> None:
    seen = [*values(0.95, 99, 1), *values(0.6, 5, 5)]
    assert coverage(seen, 0.99) == (100 / 110, 0.95)
    assert coverage(seen, 0.9) == (1.0, 0.6)
    assert coverage(values(0.9, 1, 9), 0.99) == (0.0, 1.0)


def test_a_confidence_that_holds_is_left_as_it_is() -> None:
    offset, slope = fitted([*values(0.9, 900, 100), *values(0.5, 500, 500)])
    assert (offset, slope) == (pytest.approx(0.0, abs=0.05), pytest.approx(1.0, abs=0.05))


def test_too_little_confidence_is_raised_for_a_group_that_was_left_out() -> None:
    seen = [*values(0.6, 95, 5, "11"), *values(0.6, 95, 5, "12")]
    as_is, curve = held_out(seen)
    assert curve < as_is
