"""Several indicators written as a list in one cell, with as many values beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ITEM = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-z][.)]|[-•▪])\s+\S")


def list_items(text: str) -> list[str]:
    """The items of a numbered, lettered or bulleted list, lines of one item joined by newlines; the whole text when it is none."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not _ITEM.match(lines[0]) or sum(bool(_ITEM.match(line)) for line in lines) < 2:
        return [text]
    items: list[list[str]] = []
    for line in lines:
        if _ITEM.match(line):
            items.append([])
        items[-1].append(line)
    return ["\n".join(item) for item in items]


def values_per_item(texts: Sequence[str], count: int) -> list[list[str]] | None:
    """The value cells' lines shared out over so many items.

    Args:
        texts: The value cells' texts; empty ones stay empty for every item.
        count: How many items there are.

    Returns:
        For each item its values, cell by cell; None when any filled cell does not hold exactly one figure an item.
    """
    shared: list[list[str]] = []
    for text in texts:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if not lines:
            shared.append([""] * count)
        elif len(lines) == count and all(re.search(r"\d", line) for line in lines) and any(len(line) > 1 for line in lines):
            shared.append([re.sub(r"^\(?\d{1,2}[.)]\s+(?=\S)", "", line) for line in lines])
        else:
            return None
    if not any(any(cell) for cell in shared):
        return None
    return [[cell[index] for cell in shared] for index in range(count)]
