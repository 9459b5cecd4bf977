"""Titles that repeat side by side ("Target Realisasi %", "K Rp"): what stands above them stands over whole groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.lattice.pieces import PieceLine, column_of

#: Groups that repeat have so many titles.
GROUP_SIZES = range(2, 5)
#: So many titles that count on are a run.
LEAST_RUN = 3


def leaf_of(lines: Sequence[PieceLine], borders: Sequence[float], col: int) -> str:
    """The words of a column on the lowest line that has any there."""
    for line in reversed(lines):
        words = [word.text for piece in line.pieces for word in piece.words if column_of(word.centre[0], borders) == col]
        if words:
            return " ".join(words).casefold()
    return ""


def counted_runs(said: Sequence[Mapping[int, str]], groups: Sequence[int | None]) -> list[frozenset[int]]:
    """The columns below titles that count from 1 on side by side ("1 2 3 4 5"): what stands above them stands over all of them.

    Years that go on may be those of two titles.

    Args:
        said: By line, the words of the columns.
        groups: By column, the group of titles it belongs to: a number stands over its whole group.
    """
    found: list[frozenset[int]] = []
    for line in said:
        run: list[tuple[int, int]] = []
        for col, number in [*((col, _number(line[col])) for col in sorted(line)), (-1, None)]:
            if run and number == run[-1][1] + 1:
                run.append((col, number))
                continue
            if len(run) >= LEAST_RUN and run[0][1] == 1:
                own = {groups[at] for at, _ in run} - {None}
                found.append(frozenset({at for at, _ in run} | {at for at, group in enumerate(groups) if group in own}))
            run = [(col, number)] if number is not None else []
    return found


def _number(text: str) -> int | None:
    """The number that a title is, all of it."""
    plain = text.strip(" ()")
    return int(plain) if plain.isdigit() and len(plain) == 1 else None


def ways_to_group(leaves: Sequence[str]) -> list[list[int | None]]:
    """The groups of titles that repeat side by side, in every way that makes as many of them ("A B A B A": A B, A B or B A, B A)."""
    found: list[list[int | None]] = []
    for shift in range(GROUP_SIZES.stop - 1):
        groups = repeated_groups(leaves, shift)
        if groups not in found:
            found.append(groups)
    return found


def repeated_groups(leaves: Sequence[str], shift: int = 0) -> list[int | None]:
    """By column, the number of the group it belongs to where groups of titles repeat side by side; None elsewhere.

    Args:
        leaves: The lowest title of each column.
        shift: So many columns further right the groups begin where titles are left over at their end.
    """
    groups: list[int | None] = [None] * len(leaves)
    number = 0
    for size in GROUP_SIZES:
        start = 0
        while start + 2 * size <= len(leaves):
            end = start + size
            while end < len(leaves) and leaves[end] == leaves[end - size] and leaves[end]:
                end += 1
            whole = (end - start) // size
            words = leaves[start : start + size]
            # Years repeat below titles of any width.
            told_apart = len(set(words)) == size and not any(char.isdigit() for word in words for char in word)
            if whole < 2 or not told_apart or any(groups[col] is not None for col in range(start, end)):
                start += 1
                continue
            start += min(shift, end - start - whole * size)
            for col in range(start, start + whole * size):
                groups[col] = number + (col - start) // size
            number += whole
            # What the last comparison went beyond the last whole group begins the next ones.
            start += whole * size
    return groups
