"""Stretches of lines that stand in columns where no rules bound them, and how one line stands to the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf, isfinite
from statistics import median

from extractors.lattice.pieces import BOX, Piece, PieceLine, split_at_starts, widest_gap

#: A table has at least this many lines; and columns, where no rules bound it: two columns of text are a letter or a newspaper.
LEAST_LINES, LEAST_COLUMNS = 2, 3
#: Lines further apart than this, in their heights, are not of one table unless rules hold them together.
FAR = 3.2
#: A row of a table stands no lower than this below the one before, in heights, however tall that one is drawn.
FAR_ROW = 8.0
#: So many texts of a row tell by themselves that it stands in the columns of the row above.
MANY_COLUMNS, MOSTLY_ALIKE = 6, 0.6
#: Lines nearer than this go on a table whose rules have ended.
NEAR = 2.0
#: White that lines have in common is no river when it is narrower than this, in heights.
RIVER = 0.3
#: White wider than this, in heights, is no space of justified text.
COLUMN_GAP = 1.5
#: A title stands no higher than this above the columns it is over, in heights; one that is as bold as theirs may stand higher.
TITLE_GAP, BOLD_TITLE_GAP = 1.2, 2.0
#: The next line of a text stands no lower than this below the one before, from middle to middle, in heights; a text may have so many lines.
WRAPPED, LINES_OF_ROW = 1.5, 8
#: Pieces whose left edges or middles are nearer than this stand alike (points).
SAME_PLACE = 2.0
#: A line is held against the lines of several columns among so many around it, else among so many.
AROUND, FURTHER = 4, 12
#: A line of so many words in type larger or smaller than the rows' by more than this is prose; no type counts as smaller (points).
OTHER_TYPE, WORDS_OF_PROSE, LEAST_TYPE = 1.35, 4, 1.0
#: Half a column of row numbers is at most so wide, in heights.
NUMBER_COLUMN = 4.0


def stretches_of(lines: Sequence[PieceLine]) -> list[list[PieceLine]]:
    """Stretches of lines that leave rivers white, by the best sum of the lines' votes."""
    if not lines:
        return []
    height = median(line.height for line in lines)
    blocks: list[list[PieceLine]] = [[lines[0]]]
    for above, line in pairwise(lines):
        white = (line.top - above.bottom) / height
        if white > FAR and not (white <= FAR_ROW and _goes_on_below(line, blocks[-1])):
            blocks.append([])
        blocks[-1].append(line)
    return [zone for block in blocks for part in _of_one_type(block) for zone in _best_stretches(part)]


def _of_one_type(block: Sequence[PieceLine]) -> list[list[PieceLine]]:
    """Lines parted where prose in much larger or smaller type stands between rows; justified, it seems to stand in columns itself."""
    sizes = Counter[float]()
    for line in block:
        if len(line.pieces) >= LEAST_COLUMNS and widest_gap(line) > COLUMN_GAP:
            sizes[round(type_size(line), 1)] += len(line.pieces)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    parts: list[list[PieceLine]] = [[]]
    before = False
    for line in block:
        size = max(type_size(line), LEAST_TYPE)
        other = usual > 0 and max(size / usual, usual / size) > OTHER_TYPE and sum(len(p.words) for p in line.pieces) >= WORDS_OF_PROSE
        if other != before:
            parts.append([])
        parts[-1].append(line)
        before = other
    return [part for part in parts if part]


def _goes_on_below(line: PieceLine, block: Sequence[PieceLine]) -> bool:
    """Whether a line far below others is the next row of their table: its last piece stands below their last ones, another as theirs do."""
    wide = [other for other in block if len(other.pieces) >= LEAST_COLUMNS][-LINES_OF_ROW:]
    if len(line.pieces) < LEAST_COLUMNS or not wide:
        return False
    if len(wide) < LEAST_LINES:
        # The first of several tall rows: many texts have to stand as its own do.
        alike = [piece for piece in line.pieces if stands_as(replace(line, pieces=(piece,)), wide) or _ends_as(piece, wide)]
        return len(alike) >= max(MANY_COLUMNS, MOSTLY_ALIKE * len(line.pieces))
    last = [replace(other, pieces=other.pieces[-1:]) for other in wide]
    if not stands_as(replace(line, pieces=line.pieces[-1:]), last):
        return False
    return any(stands_as(replace(line, pieces=(piece,)), wide) for piece in line.pieces[:-1])


def _ends_as(piece: Piece, lines: Sequence[PieceLine]) -> bool:
    """Whether a piece ends where one of other lines does, as figures set to the right do."""
    return any(abs(other.box[2] - piece.box[2]) < SAME_PLACE for line in lines for other in line.pieces)


def _best_stretches(block: Sequence[PieceLine]) -> list[list[PieceLine]]:
    """The best stretch of a block, then the best ones above and below it."""
    if len(block) < LEAST_LINES or sum(len(line.pieces) >= LEAST_COLUMNS for line in block) < LEAST_LINES:
        return []
    votes = [_vote(block, k) for k in range(len(block))]
    best, start, end = 0.0, 0, 0
    total, first = 0.0, 0
    for k, vote in enumerate(votes):
        if total <= 0:
            total, first = 0.0, k
        total += vote
        if total > best:
            best, start, end = total, first, k + 1
    if end == 0:
        return []
    while end < len(block) and (_overlap(block[end - 1], block[end]) or wraps(block[end], block[start:end])):
        end += 1
    bands = [block[k] for k in range(start, end) if _names_a_group(block, k)]
    while end < len(block) and any(_is_alike(block[end], band) for band in bands):
        # The last group's name at a page's foot, its rows on the next one.
        end += 1
    start = _above_titles(block, _above_names_of_groups(block, _above_titles(block, start, end), end), end)
    found = list(block[start:end])
    wide = [line for line in found if len(line.pieces) >= LEAST_COLUMNS]
    columns = len(wide) >= LEAST_LINES and median(widest_gap(line) for line in wide) > COLUMN_GAP
    return [*_best_stretches(block[:start]), *([found] if columns else []), *_best_stretches(block[end:])]


def _above_titles(block: Sequence[PieceLine], start: int, end: int) -> int:
    """Where a stretch begins when the titles right above it are its own."""
    while start > 0 and (_overlap(block[start - 1], block[start]) or is_title_over(block[start - 1], block[start], block[start:end])):
        start -= 1
    return start


def _above_names_of_groups(block: Sequence[PieceLine], start: int, end: int) -> int:
    """Where a stretch begins when names of groups of rows part it from a header in the same columns."""
    wide = [line for line in block[start:end] if len(line.pieces) >= LEAST_COLUMNS]
    left = min(line.pieces[0].box[0] for line in wide) if wide else 0.0
    at = start
    while at > 0 and len(block[at - 1].pieces) == 1:
        # Row numbers stand in the middle of their column, the name of a group at its left edge.
        before = (left - block[at - 1].pieces[0].box[0]) / block[at - 1].height
        if not -COLUMN_GAP < before < NUMBER_COLUMN:
            break
        at -= 1
    header = block[at - 1] if 0 < at < start else None
    if header is None or len(header.pieces) < max(LEAST_COLUMNS, 0.7 * median(len(line.pieces) for line in wide)):
        return start
    if max(gaps_filled(header, line) for line in wide[:4]) > 0:
        return start
    at -= 1
    # More lines of the header, above a row that numbers the columns.
    while at > 0 and len(block[at - 1].pieces) >= LEAST_COLUMNS and block[at].top - block[at - 1].bottom < NEAR * header.height:
        at -= 1
    return at


def _is_alike(line: PieceLine, band: PieceLine) -> bool:
    """Whether a line is one text that begins where the name of a group does, in the same type."""
    if len(line.pieces) != 1 or abs(line.pieces[0].box[0] - band.pieces[0].box[0]) > SAME_PLACE:
        return False
    weights = {word.bold for each in (line, band) for word in each.pieces[0].words}
    return len(weights) == 1 and abs(type_size(line) - type_size(band)) < 0.1 * type_size(band)


def _vote(block: Sequence[PieceLine], k: int) -> float:
    """How much a line stands in columns: its own gaps, or whether it leaves those of the lines around it white."""
    line = block[k]
    if len(line.pieces) >= LEAST_COLUMNS:
        return 1.0
    around = _wide_around(block, k, AROUND) or _wide_around(block, k, FURTHER)
    if not around:
        return -1.0
    crossed = rivers_filled(line, around)
    if len(line.pieces) == 2:
        return 0.6 if crossed == 0 else -0.6
    return 0.0 if crossed == 0 or _names_a_group(block, k) else -0.8 * min(crossed, 2)


def _names_a_group(block: Sequence[PieceLine], k: int) -> bool:
    """Whether a line is one text at the left edge of a table, between two rows of it whose texts stand alike."""
    line = block[k]
    above = next((other for other in reversed(block[max(0, k - AROUND) : k]) if len(other.pieces) >= LEAST_COLUMNS), None)
    below = next((other for other in block[k + 1 : k + 1 + AROUND] if len(other.pieces) >= LEAST_COLUMNS), None)
    if len(line.pieces) != 1 or above is None or below is None:
        return False
    before = (min(above.pieces[0].box[0], below.pieces[0].box[0]) - line.pieces[0].box[0]) / line.height
    if not -COLUMN_GAP < before < NUMBER_COLUMN or line.pieces[0].box[2] > max(above.pieces[-1].box[2], below.pieces[-1].box[2]):
        return False
    alike = sum(stands_as(replace(below, pieces=(piece,)), [above]) or _ends_as(piece, [above]) for piece in below.pieces)
    return alike >= max(LEAST_COLUMNS, MOSTLY_ALIKE * len(below.pieces))


def _wide_around(block: Sequence[PieceLine], k: int, reach: int) -> list[PieceLine]:
    """The lines of several columns among so many above a line and below it; where many stand in few columns the next one may be far."""
    return [other for other in (*block[max(0, k - reach) : k], *block[k + 1 : k + 1 + reach]) if len(other.pieces) >= LEAST_COLUMNS]


def wraps(line: PieceLine, table: Sequence[PieceLine]) -> bool:
    """Whether the line below a table's lines goes on texts of its columns: its pieces stand as some above do, and none between them."""
    if line.middle - table[-1].middle > WRAPPED * line.height:
        return False
    if len(line.pieces) == 1:
        line = split_at_starts(line, table[-LINES_OF_ROW:])
    wide = [other for other in table if len(other.pieces) >= LEAST_COLUMNS]
    return stands_as(line, table[-LINES_OF_ROW:]) and bool(wide) and rivers_filled(line, wide[-4:]) == 0


def _overlap(above: PieceLine, below: PieceLine) -> bool:
    """Whether two lines stand partly beside each other: texts of one row, set in its middle."""
    return above.bottom - below.top > 0.2 * min(above.height, above.bottom - above.top, below.bottom - below.top)


def is_title_over(line: PieceLine, below: PieceLine, zone: Sequence[PieceLine]) -> bool:
    """Whether a line right above a table is a title over some of its columns: a heading begins at the left, or stands over all of them."""
    bold = all(word.bold for piece in (*line.pieces, *below.pieces) for word in piece.words)
    if below.top - line.bottom > (BOLD_TITLE_GAP if bold else TITLE_GAP) * line.height or abs(
        type_size(line) - type_size(below)
    ) > 0.1 * type_size(below):
        return False
    left, right = min(other.pieces[0].box[0] for other in zone), max(other.pieces[-1].box[2] for other in zone)
    first = [other.pieces[0] for other in zone if len(other.pieces) >= LEAST_COLUMNS]
    edge = median(piece.box[2] for piece in first) if first else right
    wide = sum(piece.box[2] - piece.box[0] for piece in line.pieces) > 0.6 * (right - left)
    over_one = any(abs(line.pieces[0].middle - piece.middle) < SAME_PLACE for piece in below.pieces) and len(below.pieces) > 1
    over_all = len(line.pieces) == 1 and abs(line.pieces[0].middle - (left + right) / 2) < 0.1 * (right - left) and not over_one
    return not wide and not over_all and line.pieces[0].box[0] > edge and line.pieces[-1].middle <= right


def gaps_filled(line: PieceLine, other: PieceLine) -> int:
    """How many of another line's gaps a line fills."""
    gaps = [(a.box[2], b.box[0]) for a, b in pairwise(other.pieces)]
    return sum(piece.box[0] < a and piece.box[2] > b for piece in line.pieces for a, b in gaps)


def rivers_filled(line: PieceLine, others: Sequence[PieceLine]) -> int:
    """How many of the gaps that other lines have in common a line fills; where they have too few, how many of one of them at most.

    The spaces of justified text are wide and stand in one line each.
    """
    common, least = _whites(others[0]), RIVER * line.height
    for other in others[1:]:
        # Written out, not with min and max: this is done for every two lines near each other.
        common = [
            (left, right)
            for a, b in common
            for c, d in _whites(other)
            if (right := b if b < d else d) - (left := a if a > c else c) > least
        ]
    common = [(a, b) for a, b in common if isfinite(a) and isfinite(b)]
    if len(common) < LEAST_COLUMNS - 1:
        return max(gaps_filled(line, other) for other in others)
    return sum(piece.box[0] < a and piece.box[2] > b for piece in line.pieces for a, b in common)


def _whites(line: PieceLine) -> list[tuple[float, float]]:
    """What a line leaves white: left of it, between its pieces, right of it."""
    boxes = [piece.box for piece in line.pieces]
    return list(zip([-inf, *[box[2] for box in boxes]], [*[box[0] for box in boxes], inf], strict=True))


def stands_as(line: PieceLine, others: Sequence[PieceLine]) -> bool:
    """Whether each piece of a line begins, or has its middle, where a piece of other lines does."""
    pieces = [piece for other in others for piece in other.pieces]

    def stands(piece: Piece) -> bool:
        return any(abs(p.box[0] - piece.box[0]) < SAME_PLACE or abs(p.middle - piece.middle) < SAME_PLACE for p in pieces)

    return all(map(stands, line.pieces))


def type_size(line: PieceLine) -> float:
    words = [word for piece in line.pieces for word in piece.words]
    return median(word.size or (word.box[3] - word.box[1]) / BOX for word in words)
