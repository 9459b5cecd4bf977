"""Values of the classes that a page has thousands of."""

from __future__ import annotations

import pickle
from dataclasses import replace

from schemas.stages import CellLine


def test_such_a_value_is_told_by_what_it_holds() -> None:
    line = CellLine("Persen", (0.0, 1.0, 2.0, 3.0), bold=True)
    same = CellLine("Persen", (0.0, 1.0, 2.0, 3.0), bold=True)
    assert line == same
    assert hash(line) == hash(same)
    assert {line, same, replace(line, page=2)} == {same, replace(same, page=2)}


def test_such_a_value_goes_from_process_to_process() -> None:
    line = CellLine("Persen", (0.0, 1.0, 2.0, 3.0), size=11.0, page=4)
    assert pickle.loads(pickle.dumps(line)) == line


def test_such_a_value_takes_no_other_field() -> None:
    assert not hasattr(CellLine("Persen", (0.0, 1.0, 2.0, 3.0)), "__dict__")
