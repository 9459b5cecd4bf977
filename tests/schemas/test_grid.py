"""A grid looks a table's cells up by position; a merged cell stands at every position it covers and is still one cell."""

from __future__ import annotations

import pytest

from schemas.stages import Cell, Grid

BOX = (0.0, 0.0, 1.0, 1.0)
TALL = Cell(0, 0, " No ", BOX, 1, rows=2)
WIDE = Cell(0, 1, "Target", BOX, 1, cols=2)
FIRST, SECOND = Cell(1, 1, "2021", BOX, 1), Cell(1, 2, "", BOX, 1)


@pytest.fixture
def grid() -> Grid:
    return Grid([SECOND, TALL, FIRST, WIDE], 2, 3)


def test_a_merged_cell_stands_at_every_position_it_covers(grid: Grid) -> None:
    assert [grid.at(0, 1), grid.at(0, 2)] == [WIDE, WIDE]
    assert [grid.at(0, 0), grid.at(1, 0)] == [TALL, TALL]


def test_a_row_has_each_cell_once_left_to_right(grid: Grid) -> None:
    assert list(grid) == [(TALL, WIDE), (TALL, FIRST, SECOND)]
    assert grid.row(1) == (TALL, FIRST, SECOND)
    assert grid.texts(0) == ["No", "Target"]


def test_a_cell_begins_in_its_top_row_only(grid: Grid) -> None:
    assert grid.begins(0) == [TALL, WIDE]
    assert grid.begins(1) == [FIRST, SECOND]
    assert grid.printed(1) == [FIRST]


def test_some_columns_of_a_row_and_some_rows_of_a_column_have_each_cell_once(grid: Grid) -> None:
    assert grid.cells(0, (1, 2)) == (WIDE,)
    assert grid.cells(1, (1, 2)) == (FIRST, SECOND)
    assert grid.down(0, 0, 2) == (TALL,)
    assert grid.down(2, 0, 2) == (WIDE, SECOND)


def test_cells_of_the_same_text_and_place_of_two_rows_are_two() -> None:
    same = [Cell(row, 0, "-", BOX, 1) for row in range(2)]
    assert len(Grid(same, 2, 1).down(0, 0, 2)) == 2


def test_a_position_without_a_cell_is_an_error() -> None:
    with pytest.raises(ValueError, match="no cell covers"):
        Grid([TALL, WIDE, FIRST], 2, 3)
