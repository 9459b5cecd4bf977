"""What a form's columns hold on the other pages it is printed on: a column that is empty on one page means what it means on the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from normalizers.form.facts import Facts, facts_of
from normalizers.header import Block, Path, paths_of
from schemas.stages import Grid

#: A header as it is printed: the texts above each column.
Printed = tuple[tuple[str, ...], ...]
#: By printed header, what was seen below each of its columns where most of it stands.
Elsewhere = Mapping[Printed, Sequence[Facts]]


def printed(paths: Sequence[Path]) -> Printed:
    """A header as it is printed, the same on every page."""
    return tuple(path.texts for path in paths)


def seen_elsewhere(found: Iterable[tuple[Grid, Sequence[Block]]]) -> Elsewhere:
    """Look below every header that a document prints more than once.

    Args:
        found: The document's tables with the headers found in them.
    """
    places: dict[Printed, list[tuple[Grid, Sequence[Path], int, int]]] = {}
    for grid, blocks in found:
        ends = [*(block.first for block in blocks[1:]), grid.n_rows]
        for block, until in zip(blocks, ends, strict=False):
            paths = paths_of(grid, block)
            places.setdefault(printed(paths), []).append((grid, paths, block.end, until))
    return {form: _fullest(parts) for form, parts in places.items() if len(parts) > 1}


def _fullest(parts: Sequence[tuple[Grid, Sequence[Path], int, int]]) -> list[Facts]:
    return [
        max((facts_of(grid, paths[column].cols, first, end) for grid, paths, first, end in parts), key=lambda facts: facts.filled)
        for column in range(len(parts[0][1]))
    ]
