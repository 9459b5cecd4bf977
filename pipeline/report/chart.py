"""Values over the years as lines: where each point stands in a picture of fixed size; drawn by a template."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.report.reaching import reached, targets_of
from pipeline.report.run_data import Row
from pipeline.report.wording import number, region_of
from pipeline.report.words import MEASURES, phrase, say_word
from pipeline.said import Language

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 16, 34
#: More regions than colours that eyes keep apart are drawn in grey.
COLOURS = 8
#: So many lines of an axis at most.
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One region's values of one measure: points in pixels, what each says, and whether it missed its target."""

    region: str
    measure: str
    colour: int
    points: tuple[tuple[float, float, str, bool], ...]

    @property
    def path(self) -> str:
        """The points as SVG wants them."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y, *_ in self.points)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its lines, its axes' lines with their labels, and the names of its regions.

    Attributes:
        better: Which end of the axis is the better one: ``tinggi``, ``rendah`` or empty.
    """

    unit: str
    lines: tuple[Line, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    regions: tuple[tuple[str, int], ...]
    better: str = ""
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(rows: Sequence[Row], unit: str, language: Language, direction: str = "") -> Chart | None:
    """A chart of targets and results of one unit; None where fewer than two years have numbers.

    Args:
        rows: The indicator's values.
        unit: Of all of them.
        language: Of what the points say.
        direction: Which way is better (``tinggi``, ``rendah``); empty where that is not known, and no result is judged.
    """
    targets = targets_of(rows)
    missed: set[tuple[str, int, float]] = set()
    found: defaultdict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for row in rows:
        if row["ukuran"] in ("target", "realisasi") and row["triwulan"] is None and row["tahun"] is not None and row["nilai"] is not None:
            found[region_of(row), row["ukuran"]].setdefault(row["tahun"], row["nilai"])
            if reached(row, targets, direction) is False:
                missed.add((region_of(row), row["tahun"], row["nilai"]))
    years = sorted({year for values in found.values() for year in values})
    if len(years) < 2:
        return None
    values = [value for points in found.values() for value in points.values()]
    ticks = ticks_of(min(values), max(values))
    low, high = ticks[0], ticks[-1]

    def x_of(year: int) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (year - years[0]) / (years[-1] - years[0])

    def y_of(value: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * (value - low) / (high - low)

    regions = sorted({region for region, _ in found})
    colour = {region: place if place < COLOURS else COLOURS for place, region in enumerate(regions)}
    lines = []
    for (region, measure), points in sorted(found.items()):
        placed = []
        for year, value in sorted(points.items()):
            said = f"{region or '?'} {say_word(MEASURES, measure, language)} {year}: {number(value, language)}"
            below = measure == "realisasi" and (region, year, value) in missed
            placed.append((x_of(year), y_of(value), f"{said} ({phrase('missed', language)})" if below else said, below))
        lines.append(Line(region, measure, colour[region], tuple(placed)))
    step = max(1, math.ceil((years[-1] - years[0]) / 12))
    across = tuple((x_of(year), str(year)) for year in range(years[0], years[-1] + 1, step))
    up = tuple((y_of(tick), number(tick, language)) for tick in ticks)
    return Chart(unit, tuple(lines), across, up, tuple((region, colour[region]) for region in regions), direction)


def ticks_of(low: float, high: float) -> list[float]:
    """Round numbers from below ``low`` to above ``high``, at least two."""
    span = (high - low) or abs(high) or 1.0
    step = 10.0 ** math.floor(math.log10(span / _TICKS))
    step *= next(each for each in (1, 2, 2.5, 5, 10) if span / (step * each) <= _TICKS)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(each * step, 10) for each in range(first, max(last, first + 1) + 1)]
