"""Whether a result reached its target, where which way is better is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.report.run_data import Row, is_doubtful
from pipeline.report.wording import region_of

#: Whose target it is, of when and in which unit.
Target = tuple[str, str, str, int, int | None]
#: Targets and results are compared as printed: what differs less than this came about by rounding in memory.
_EQUAL = 1e-9


def targets_of(rows: Sequence[Row]) -> dict[Target, float]:
    """The targets of an indicator's rows; where one is printed with two values, or is in doubt, none is known."""
    found: defaultdict[Target, set[float]] = defaultdict(set)
    unsure: set[Target] = set()
    for row in rows:
        key = _key(row) if row["ukuran"] == "target" else None
        if key is None:
            continue
        if row["nilai"] is None or row["pembanding"] is not None or is_doubtful(row["keyakinan"]):
            unsure.add(key)
        else:
            found[key].add(row["nilai"])
    return {key: next(iter(values)) for key, values in found.items() if len(values) == 1 and key not in unsure}


def reached(row: Row, targets: Mapping[Target, float], direction: str) -> bool | None:
    """Whether a result is as good as its target; None where it is no sure number, or the target or the direction is not known."""
    key = _key(row) if row["ukuran"] == "realisasi" and direction else None
    target = targets.get(key) if key is not None else None
    value = row["nilai"]
    if target is None or value is None or row["pembanding"] is not None or is_doubtful(row["keyakinan"]):
        return None
    ahead = value - target if direction == "tinggi" else target - value
    return bool(ahead >= -_EQUAL * max(1.0, abs(target)))


def _key(row: Row) -> Target | None:
    if row["tahun"] is None or row["jenis_nilai"] not in ("angka", "persen"):
        return None
    return region_of(row), row["perangkat_daerah"] or "", row["satuan"] or "", row["tahun"], row["triwulan"]
