"""Which of several readings of one table is right: evidence decides, not the reader's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.lattice import Frame
from extractors.page import overlap
from extractors.tables.reading import RUNS_OVER, Reading
from schemas.stages import Box

#: A reading with less evidence than this is worth a second opinion.
SURE = 0.93
#: A column narrower than this holds no word (points).
SLIT = 12.0
#: A slit costs this share of a column: it spoils the grid, but no word is lost by it.
SLIT_COST = 0.5
#: The evidence of a table without drawn rules: nothing speaks against its lines, and nothing for them.
UNDRAWN = 0.95
#: How right the values of tables are whose columns are not drawn (``tests.measures.bare_values``): no such table is surer, however well its
#: words fit. Where words run over the white that parts their columns, one value in fifteen is in the wrong cell.
RIGHT_WITHOUT_RULES = {"garis_mendatar": 0.99, "tanpa_garis": 0.96}
RIGHT_WHERE_WORDS_RUN_OVER = 0.79
#: A cell's border this near to a rule is that rule (points): as far as snapping moves it.
ON_RULE = 3.5
#: A reading with so little less evidence than the winner is a close rival.
CLOSE = 0.03


def evidence(reading: Reading, frame: Frame | None) -> float:
    """How well a reading agrees with its page, 0..1.

    Three questions are asked: does every word inside the table lie in exactly one cell; do the columns agree with the header (no
    slits without text, none split under one word); do the rows and columns agree with the drawn rules.
    """
    if not reading.words or reading.n_cols < 2:
        return 0.0
    placed = 1.0 - reading.loose_words / reading.words
    columns = 1.0 - SLIT_COST * _empty_slits(reading) / reading.n_cols
    return placed * columns * _rules_agree(reading, frame)


def _empty_slits(reading: Reading) -> int:
    """How many columns are narrow and without any text: the gap of a double frame, not a column someone left empty."""
    filled = {c for cell in reading.cells if cell.text.strip() for c in range(cell.col, cell.col + cell.cols)}
    narrow = {cell.col for cell in reading.cells if cell.cols == 1 and cell.box[2] - cell.box[0] < SLIT}
    return len(narrow - filled)


def _rules_agree(reading: Reading, frame: Frame | None) -> float:
    """The share of the drawn rules inside the frame that are borders of cells."""
    if frame is None:
        return UNDRAWN
    drawn = agreed = 0.0
    boxes = [cell.box for cell in reading.cells]
    for lines, positions, axis in ((frame.upright, frame.xs, 0), (frame.level, frame.ys, 1)):
        for line, at in zip(lines, positions, strict=True):
            borders = _borders(boxes, axis, at, outermost=abs(reading.box[axis] - at) <= ON_RULE)
            for start, end in line:
                drawn += end - start
                agreed += min(end - start, sum([overlap(low, high, start, end) for low, high in borders]))
    return agreed / drawn if drawn else UNDRAWN


def _borders(boxes: Sequence[Box], axis: int, at: float, *, outermost: bool) -> list[tuple[float, float]]:
    """From where to where the borders of cells run on which a rule lies: on their far sides, on an outermost rule the near ones too."""
    on = [box for box in boxes if abs(box[axis + 2] - at) <= ON_RULE or (outermost and abs(box[axis] - at) <= ON_RULE)]
    return [(box[1 - axis], box[3 - axis]) for box in on]


def choose(readings: Sequence[tuple[Reading, float]]) -> Reading:
    """The reading with the most evidence; the first one on a tie.

    Args:
        readings: Readings of one table with their evidence, the preferred reader first.

    Returns:
        The winner, its confidence set to its evidence and how right its reader is; flagged ``pembacaan_berbeda`` when a close rival saw
        another grid.
    """
    best, score = max(readings, key=lambda item: round(item[1], 2))
    rivals = [
        other
        for other, value in readings
        if other is not best and value > score - CLOSE and (other.n_rows, other.n_cols) != (best.n_rows, best.n_cols)
    ]
    flags = (*best.flags, *(("pembacaan_berbeda",) if rivals else ()))
    return replace(best, confidence=round(min(1.0, score) * _right(best), 3), flags=flags)


def _right(reading: Reading) -> float:
    """How right readings of this kind are."""
    if reading.method in RIGHT_WITHOUT_RULES and RUNS_OVER in reading.flags:
        return RIGHT_WHERE_WORDS_RUN_OVER
    return RIGHT_WITHOUT_RULES.get(reading.method, 1.0)
