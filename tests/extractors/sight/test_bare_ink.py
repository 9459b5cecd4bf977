"""Ink in a cell that no word explains: what goes on beyond the cell's borders is not the cell's."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.sight.bare_ink import _run_on


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 6), (6, 2), (7, 7), (30, 40)])
@pytest.mark.parametrize("slant", [0, 2, 3, 9])
def test_cells_of_any_size_are_looked_at(rows: int, columns: int, slant: int) -> None:
    ink = np.ones((rows, columns), dtype=bool)
    around = np.full((rows + 4, columns + 4), 255, dtype=np.int16)
    found = _run_on(ink, around, np.ones_like(around, dtype=bool), (2, 2), slant)
    assert found.shape == ink.shape
    assert not found.any()


def test_ink_that_comes_out_on_the_other_side_of_a_border_runs_on() -> None:
    ink = np.zeros((20, 30), dtype=bool)
    ink[:, 12] = True
    around = np.full((24, 34), 255, dtype=np.int16)
    around[0, 15] = 0
    found = _run_on(ink, around, np.ones_like(around, dtype=bool), (2, 2), 2)
    assert found[0, 12]
    assert not found[-1].any()
