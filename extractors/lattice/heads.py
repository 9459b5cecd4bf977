"""Signs of a header that need no columns: a row that numbers them, a rule below, bold type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.lattice.pieces import PieceLine, is_bold
from extractors.lattice.zones import Zone

#: Tokens of a row that numbers the columns: 1, (1), 5=4/3x100%; or a, (b).
_COUNT = re.compile(r"^\(?(\d{1,2})\)?(?:\s*\)?\s*[=:]?.*)?$")
_LETTER = re.compile(r"^\(?([a-z])[.)]?$")
#: Where nothing tells, this share of a table's lines is taken for its header while columns are sought.
ROUGH = 0.25


def numbering_line(lines: Sequence[PieceLine], least: float = 3.0) -> int | None:
    """Which line numbers the columns: words that count on from one end to the other, formulas among them.

    Args:
        lines: The lines to look at.
        least: How many numbers there must be, at least three.
    """
    for index, line in enumerate(lines):
        tokens = [word.text for piece in line.pieces for word in piece.words]
        counts = [int(match.group(1)) for token in tokens if (match := _COUNT.match(token))]
        if not counts:
            counts = [ord(match.group(1)) - ord("a") + 1 for token in tokens if (match := _LETTER.match(token))]
        if len(counts) < max(3, least, 0.8 * len(tokens)):
            continue
        steps = sum(b == a + 1 for a, b in pairwise(counts))
        # What begins anew counts the years of several groups, not the columns.
        anew = counts.count(counts[0]) > 1
        if steps >= 0.8 * (len(counts) - 1) and counts[0] <= 2 and not anew:
            return index
    return None


def above_rule(zone: Zone) -> int:
    """How many lines stand above the first rule over all columns that has lines above it and below."""
    for bar in zone.bars:
        above = sum(line.middle < bar.at for line in zone.lines)
        if bar.whole and 0 < above < len(zone.lines):
            return above
    return 0


def bold_lines(lines: Sequence[PieceLine]) -> int:
    """How many lines from the top are bold, if most of those below are not."""
    bold = list(map(is_bold, lines))
    count = next((k for k, each in enumerate(bold) if not each), len(bold))
    return count if sum(bold) < 0.5 * len(bold) or count <= 3 < len(bold) else 0


def rough_head(zone: Zone) -> int:
    """How many lines the header has at a first look: by its numbers, a rule below it, bold type, else a share of the table."""
    counted = numbering_line(zone.lines)
    if counted is not None:
        return counted + 1
    return above_rule(zone) or bold_lines(zone.lines) or max(1, int(ROUGH * len(zone.lines)))
