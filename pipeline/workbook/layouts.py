"""Which rows and columns the sheets of values have: indicators side by side over regions and years, and all of one region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from pipeline.workbook.grid_sheet import Column, GridWriter, Lead
from pipeline.workbook.pivot import DIFFERING, Cell, Pivot, keys_of
from pipeline.workbook.sheet_names import SheetNames
from pipeline.workbook.values import NONE, Codes, Values
from pipeline.workbook.words import Wording

#: What is set side by side over all regions.
SIDE_BY_SIDE = ("target", "realisasi", "capaian")
#: Columns of values on one sheet: Excel holds 16,384, some are on the left.
COLUMNS = 16_000
_NAME, _UNIT, _TIME, _OFFICE, _COUNT = 46, 12, 8, 24, 8
#: What values of a year state, in the order of a table.
_MEASURES = ("kondisi_awal", "target", "realisasi", "capaian", "kondisi_akhir", "pagu", "realisasi_anggaran")


class Layouts:
    """Lays the values of a run out on sheets."""

    def __init__(self, values: Values, writer: GridWriter, names: SheetNames, words: Wording) -> None:
        self._values, self._writer, self._names, self._words = values, writer, names, words
        self._pivot = Pivot(values)
        shown = [(values.names.get(key, key).casefold(), key) for key in values.indicator.words]
        place = {key: number for number, (_, key) in enumerate(sorted(shown))}
        #: For every value the place of its indicator among the standard names.
        self._alphabet = np.array([place[key] for key in values.indicator.words], dtype=np.int32)[values.indicator.codes]

    # -- side by side ---------------------------------------------------------------------------------------------------

    def side_by_side(self, measure: str) -> list[str]:
        """Write one measure of all regions and years; the sheets' names, several where the columns are too many for one."""
        values = self._values
        chosen = np.flatnonzero(values.measure.codes == values.measure.code(measure))
        if not len(chosen):
            return []
        office = np.where(self._own_offices(chosen)[values.indicator.codes], values.office.codes + 1, 0)
        regions = self._regions_of(chosen)[values.indicator.codes]
        rows = _Keys(chosen, regions.max() - regions, self._alphabet, values.unit.codes, office, values.quarter)
        columns = _Keys(chosen, values.region, values.year)
        heads = [Column(self._region(place), self._year(place)) for place in columns.first]
        leads, texts = self._leads(rows.first, office, regions)
        title = self._words("side", measure=measure)
        made = []
        for begin in range(0, len(heads), COLUMNS):
            here = chosen[(columns.code[chosen] >= begin) & (columns.code[chosen] < begin + COLUMNS)]
            cells = self._pivot.cells(here, rows.code, columns.code - begin)
            made.append(self._names.give(title))
            self._writer.write(made[-1], title, leads, heads[begin : begin + COLUMNS], ((texts[code], row) for code, row in _by_row(cells)))
        return made

    def _own_offices(self, chosen: Codes) -> npt.NDArray[np.bool_]:
        """Which indicators several offices of one region give different values for: each office has its own."""
        values = self._values
        own = np.zeros(len(values.indicator.words), dtype=bool)
        same = _Keys(chosen, values.indicator.codes, values.unit.codes, values.region, values.year, values.quarter)
        offices = _Keys(chosen, same.code, values.office.codes).first
        several = np.bincount(same.code[offices], minlength=1) > 1
        nothing = np.zeros(len(values), dtype=np.int32)
        for cell in self._pivot.cells(chosen[several[same.code[chosen]]], same.code, nothing):
            if cell.mark == DIFFERING:
                places = np.array(cell.places)
                own[values.indicator.codes[places[0]]] |= len(np.unique(values.office.codes[places])) > 1
        return own

    def _regions_of(self, chosen: Codes) -> Codes:
        """How many regions have each indicator."""
        pairs = _Keys(chosen, self._values.indicator.codes, self._values.region).first
        return np.bincount(self._values.indicator.codes[pairs], minlength=len(self._values.indicator.words))

    def _leads(self, first: Codes, office: Codes, regions: Codes) -> tuple[list[Lead], list[list[str | int]]]:
        """The columns on the left and their texts in every row; those that would be empty are left out."""
        values, words = self._values, self._words
        with_office, with_time = bool((office[first] > 0).any()), bool((values.quarter[first] != NONE).any())
        leads = [Lead(words("indicator"), _NAME), Lead(words("unit"), _UNIT)]
        leads += [Lead(words("time"), _TIME)] * with_time + [Lead(words("office"), _OFFICE)] * with_office
        leads.append(Lead(words("regions"), _COUNT))
        units = self._units(first)
        texts: list[list[str | int]] = []
        for place in first.tolist():
            office_name = values.office.words[values.office.codes[place]] if office[place] else ""
            texts.append(
                [self._name(place), units[place], *[self._quarter(place)] * with_time, *[office_name] * with_office, int(regions[place])]
            )
        return leads, texts

    # -- regions --------------------------------------------------------------------------------------------------------

    def regions(self) -> list[tuple[str, str]]:
        """Write a sheet a region; the sheets' names with what they show."""
        made = []
        order = np.argsort(self._values.region, kind="stable")
        ends = np.cumsum(np.bincount(self._values.region, minlength=len(self._values.regions)))
        for place, region in enumerate(self._values.regions):
            title = region.name or self._words("nowhere")
            made.append((self._names.give(title), title))
            self._region_sheet(made[-1][0], title, np.sort(order[ends[place - 1] if place else 0 : ends[place]]))
        return made

    def _region_sheet(self, name: str, title: str, chosen: Codes) -> None:
        values, words = self._values, self._words
        rows = _Keys(chosen, values.office.codes, self._alphabet, values.unit.codes, values.quarter)
        order = np.array([_MEASURES.index(word) if word in _MEASURES else len(_MEASURES) for word in values.measure.words], dtype=np.int64)
        measured = chosen[values.measure.codes[chosen] != values.measure.code("")]
        columns = _Keys(measured, values.year, order[values.measure.codes])
        heads = [Column(self._year(place), values.measure.words[values.measure.codes[place]].replace("_", " ")) for place in columns.first]
        with_time = bool((values.quarter[rows.first] != NONE).any())
        leads = [Lead(words("office"), _OFFICE), Lead(words("indicator"), _NAME), Lead(words("unit"), _UNIT)]
        leads += [Lead(words("time"), _TIME)] * with_time
        cells = dict(_by_row(self._pivot.cells(measured, rows.code, columns.code)))
        units = self._units(rows.first)

        def texts(place: int) -> list[str | int]:
            office = values.office.words[values.office.codes[place]]
            return [office, self._name(place), units[place], *[self._quarter(place)] * with_time]

        lines = ((texts(place), cells.get(code, [])) for code, place in enumerate(rows.first.tolist()))
        self._writer.write(name, title, leads, heads, lines)

    # -- words ----------------------------------------------------------------------------------------------------------

    def _name(self, place: int) -> str:
        key: str = self._values.indicator.words[self._values.indicator.codes[place]]
        return self._values.names.get(key, key)

    def _region(self, place: int) -> str:
        return self._values.regions[self._values.region[place]].name or self._words("nowhere")

    def _year(self, place: int) -> str | int:
        return int(self._values.year[place]) or self._words("no_year")

    def _quarter(self, place: int) -> str:
        quarter = int(self._values.quarter[place])
        return self._words("quarter", number=quarter) if quarter else ""

    def _units(self, first: Codes) -> dict[int, str]:
        """The unit of each row, with a sign where rows of one indicator have another."""
        values = self._values
        pairs = _Keys(first, values.indicator.codes, values.unit.codes).first
        # A row without a unit beside one with it differs from nothing.
        named = pairs[values.unit.codes[pairs] != values.unit.code("")]
        several = np.bincount(values.indicator.codes[named], minlength=len(values.indicator.words)) > 1
        units = {}
        for place in first.tolist():
            unit = values.unit.words[values.unit.codes[place]]
            units[place] = f"{unit} {DIFFERING}" if unit and several[values.indicator.codes[place]] else unit
        return units


class _Keys:
    """Values by several codes at once.

    Attributes:
        code: For every value of the file the place of its codes among those that occur, sorted; -1 for one that was not chosen.
        first: A value for each of them.
    """

    def __init__(self, chosen: Codes, *columns: Codes) -> None:
        places, first = keys_of(*(column[chosen] for column in columns))
        self.code = np.full(len(columns[0]), -1, dtype=np.int32)
        self.code[chosen] = places
        self.first = chosen[first]


def _by_row(cells: Iterable[Cell]) -> Iterator[tuple[int, Sequence[Cell]]]:
    for code, row in groupby(cells, key=lambda cell: cell.row):
        yield code, list(row)
