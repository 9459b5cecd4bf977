"""Quarters in the lines of one cell ("TW I = 25", "T2: 50"), each with its value."""

from __future__ import annotations

import re

from normalizers.words import QUARTER_NUMBERS, quarter_in

#: So many lines at least make a list of quarters.
LEAST = 2
_LINE = re.compile(r"\s*(?P<label>[^=:\n]{1,20}?)\s*[=:]\s*(?P<value>.*?)\s*")
#: A quarter's number behind a letter ("T1"), or alone, among lines that count on.
_BRIEF = re.compile(r"(?:t\.?\s*)?([1-4]|i{1,3}|iv)", re.IGNORECASE)


def quarter_lines(text: str) -> list[tuple[int, str]]:
    """The quarters that a cell's lines name in turn, each with what stands behind its sign; nothing where a line names none.

    Args:
        text: The cell's text, lines joined by newlines.
    """
    found: list[tuple[int, str]] = []
    for line in filter(str.strip, text.split("\n")):
        match = _LINE.fullmatch(line)
        quarter = _quarter(match["label"]) if match is not None else None
        if match is None or quarter is None or (found and quarter <= found[-1][0]):
            return []
        found.append((quarter, match["value"]))
    return found if len(found) >= LEAST else []


def _quarter(label: str) -> int | None:
    brief = _BRIEF.fullmatch(label.strip(" ."))
    if brief is None:
        return quarter_in(label)
    return QUARTER_NUMBERS[brief[1].casefold()]
