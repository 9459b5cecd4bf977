"""What the figures of a table say of its columns: a share of its target tells which columns are target, result and achievement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from normalizers.figures import parse_value
from normalizers.form.drafts import Draft, set_numbers
from normalizers.form.facts import MONEY_SHARE
from normalizers.form.meaning import MONEY, Meaning
from normalizers.header import SHARE_WORDS, said_by
from normalizers.words import fold
from schemas.stages import Grid

#: A column by its rows: the number of each, and how many decimals it prints.
Figures = Mapping[int, tuple[float, int]]

#: So many rows, and this share of those with three numbers, make a share of its target of one column.
LEAST_ROWS, MOSTLY = 2, 0.75
#: So many of the three are named by their words, and so many beside a column that is named as one of indicators.
NAMED, NAMED_BESIDE = 2, 1
#: Evidence of a column that the sums of its rows tell.
BY_SUMS = 3.6
#: What words say beyond doubt weighs so much; sums do not overrule it.
PLAIN = 3.0
#: A target from 60 to 140 is near a hundred: beside it nothing tells whether a figure is a percent of it or of its own kind.
NEAR_HUNDRED = (60.0, 140.0)
#: What was reached is this much of its target, as far as figures tell.
OF_ITS_KIND = (0.3, 2.0)
#: A percent of a target is no more than this, and no result of such a size is none.
PERCENT = (20.0, 300.0)
#: Half a step of the last decimal, and what rounding before dividing adds.
_ROUNDED = 0.6

_DECIMALS = re.compile(r"[.,](\d+)(?!.*\d)")
_UNSAID = ("tidak_pasti", "lainnya")


def figures_of(grid: Grid, drafts: Sequence[Draft], first: int, until: int) -> list[Figures]:
    """By column, the numbers of its rows; nothing of columns that hold none.

    Args:
        grid: The table.
        drafts: Its columns.
        first, until: The rows below the header, ``until`` exclusive.
    """
    return [_figures(grid, draft.path.cols, first, until) if draft.facts.values > 0.5 else {} for draft in drafts]


def _figures(grid: Grid, cols: Sequence[int], first: int, until: int) -> dict[int, tuple[float, int]]:
    found: dict[int, tuple[float, int]] = {}
    for row in range(first, until):
        cells = [cell for cell in grid.cells(row, cols) if cell.row == row and cell.text.strip()]
        if len(cells) == 1 and any(map(str.isdigit, cells[0].text)) and (number := parse_value(cells[0].text).nilai) is not None:
            decimals = _DECIMALS.search(cells[0].text)
            found[row] = number, len(decimals[1]) if decimals is not None and len(decimals[1]) != len("000") else 0
    return found


def settle_by_sums(drafts: Sequence[Draft], figures: Sequence[Figures]) -> None:
    """Where one column is a hundred times a second one over a third, they are the achievement, the result and the target.

    So titles that nobody knows are understood ("Janji | Hasil | %"), and those that may be either. ``drafts`` are changed.
    """
    sets = set_numbers(drafts)
    for share in range(len(drafts)):
        if not figures[share] or not _may_be(drafts[share], "capaian"):
            continue
        near = [at for at in range(max(0, share - 6), min(len(drafts), share + 3)) if at != share and figures[at]]
        near = [at for at in near if sets[at] == sets[share]]
        found = [
            (target, result)
            for target, result in permutations(near, 2)
            if target < result
            if _may_be(drafts[target], "target") and _may_be(drafts[result], "realisasi")
            if is_share_of(figures[share], figures[result], figures[target])
        ]
        if len(found) == 1:
            _settle(drafts, *found[0], share)


def _may_be(draft: Draft, measure: str) -> bool:
    """Whether a column is of that measure, or of none that its words say plainly; money has its own."""
    if draft.best is None or draft.facts.money > MONEY_SHARE:
        return False
    meaning = draft.best.meaning
    if meaning.role in _UNSAID:
        return draft.best.weight < PLAIN
    if meaning.role != "nilai" or meaning.ukuran in MONEY:
        return False
    return meaning.ukuran in (measure, None) or (measure == "realisasi" and meaning.ukuran == "capaian")


def is_share_of(share: Figures, result: Figures, target: Figures) -> bool:
    """Whether a column is a hundred times a second one over a third in nearly all rows, and rows tell it from both."""
    rows = [row for row in share if row in result and row in target and target[row][0]]
    fits = [row for row in rows if abs(share[row][0] - 100 * result[row][0] / target[row][0]) <= _ROUNDED * 10 ** -share[row][1]]
    telling = {share[row][0] for row in fits if abs(share[row][0] - result[row][0]) > 1 and result[row][0] != target[row][0]}
    return len(fits) >= max(LEAST_ROWS, MOSTLY * len(rows)) and len(telling) >= LEAST_ROWS


def _settle(drafts: Sequence[Draft], target: int, result: int, share: int) -> None:
    three = {target: "target", result: "realisasi", share: "capaian"}
    meanings = [drafts[at].best.meaning for at in three if drafts[at].best is not None]  # type: ignore[union-attr]
    if all(meaning.ukuran == measure and not meaning.undated for meaning, measure in zip(meanings, three.values(), strict=True)):
        return
    said = [meaning.ukuran is not None or (at == share and is_share(drafts[at])) for at, meaning in zip(three, meanings, strict=True)]
    if sum(said) < (NAMED_BESIDE if any(draft.says("indikator", "peran") for draft in drafts) else NAMED):
        # Shares stand beside other things, too: words have to say that these are of performance.
        return
    times = {meaning.moment[1:] for meaning in meanings if meaning.role == "nilai" and not meaning.undated}
    if len(times) > 1:
        # A share of another year's target.
        return
    dated = next((meaning for meaning in meanings if meaning.role == "nilai" and not meaning.undated), Meaning("nilai"))
    for at, measure in three.items():
        best = drafts[at].best
        if best is not None and (best.meaning.ukuran != measure or (best.meaning.undated and not dated.undated)):
            unit = "persen" if measure == "capaian" else best.meaning.satuan
            drafts[at].choose(replace(dated, ukuran=measure, satuan=unit), BY_SUMS, "angkanya: persen capaian adalah hasil per target")


def is_share(draft: Draft) -> bool:
    """Whether a title says that a column is a share of the target, and not what was reached of it."""
    return says_share(draft.path.texts)


def says_share(titles: Sequence[str]) -> bool:
    """The same of a column's titles."""
    return any(
        "%" in said.text or said.unit == "persen" or bool(SHARE_WORDS & set(fold(said.text).split())) for said in map(said_by, titles)
    )


def is_of_its_kind(values: Figures, targets: Figures) -> bool | None:
    """Whether a column holds what was reached of its target, by the size of both; False where it is a percent of it.

    Returns:
        None where the rows do not tell: targets near a hundred, figures of another size than both.
    """
    telling = [
        row for row in values if row in targets and targets[row][0] > 0 and not NEAR_HUNDRED[0] <= targets[row][0] <= NEAR_HUNDRED[1]
    ]
    reached = sum(OF_ITS_KIND[0] <= values[row][0] / targets[row][0] <= OF_ITS_KIND[1] for row in telling)
    percents = sum(PERCENT[0] <= values[row][0] <= PERCENT[1] for row in telling) if reached < len(telling) else 0
    if len(telling) >= LEAST_ROWS and reached >= MOSTLY * len(telling):
        return True
    if len(telling) >= LEAST_ROWS and percents >= MOSTLY * len(telling) and reached <= len(telling) / 2:
        return False
    return None
