"""What one row says of one indicator becomes its record, or several where a cell names several."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from normalizers.figures import canonical_unit, decimal_mark
from normalizers.form import LEVELS, MONEY, PARENTS, TEXTS, Column, Header, IndicatorSet
from normalizers.header import said_by
from normalizers.rows.cell_values import LEGIBLE, ValueContext, read_value
from normalizers.rows.context import TableContext
from normalizers.rows.inputs import as_input
from normalizers.rows.items import Item, items_of
from normalizers.rows.labelled_lines import role_of_label, texts_of_their_own
from normalizers.rows.levels import Level
from normalizers.rows.listed import item_text, list_items, stages_in
from normalizers.rows.named_rows import NamedRows
from normalizers.rows.own_titles import below_own_title, is_own_title, without_own_title
from normalizers.rows.parents import Parents, deepest, label_of, merge_labels
from normalizers.rows.shared_money import money_of_higher_names
from normalizers.rows.stacked import piece_beside
from normalizers.rows.waiting import waiting_row
from normalizers.words import quarter_lines, without_numbering
from schemas.stages import Cell, Grid, Quarantined, Record, Table, Value

#: What stands where an indicator is missing.
_NONE = re.compile(r"\W*(?:belum|tidak) ada indikator\b", re.IGNORECASE)
#: The parts of one row (``bagian``) are numbered so many apart from set to set.
MOST_ITEMS = 100
#: Nothing that was not told apart is surer than this.
DOUBTFUL = 0.5
#: One value beside several indicators that have values of their own elsewhere is theirs together, not surer than this.
HOLDS_FOR_ALL = 0.8


class IndicatorRecords(NamedRows):
    """Makes the records of a row's indicators; which rows have some is told by who reads them in order."""

    def __init__(self, table: Table, grid: Grid, header: Header, until: int, context: TableContext, parents: Parents) -> None:
        super().__init__(grid, header, until, context.vocabulary, context.taught, parents.names)
        self.table, self.context = table, context
        self.records: list[Record] = []
        #: The indicator whose parts the rows list, where they do.
        self.heading: str | None = None
        self.quarantined: list[Quarantined] = []
        self.parents = parents
        parents.names = self.names
        self.header_doubts = self._header_doubts(until)
        self.of_higher_names = money_of_higher_names(self, self.header, until)
        # Where a title of aims stands over the indicators, the aims are the bands between them; where no column holds aims or programmes,
        # bands that begin as aims do are most likely sasaran.
        titled = {role for each in header.sets for role in each.indicator.titles}
        bare = None if header.of_role(*PARENTS) else "sasaran"
        self.level_of_bands = next((role for role in LEVELS[:2] if role in titled), bare)
        self.bands_guessed = not titled & set(LEVELS[:2])
        values = {col for column in header.of_role("nilai") for col in column.cols}
        self.mark = decimal_mark(cell.text for cell in table.cells if cell.col in values and cell.row >= header.end)

    def records_of(self, row: int, number: int, each: IndicatorSet) -> bool:
        """The records of one set in one row; False when it has none there."""
        own = self.own_text(each.indicator, row)
        begins = any(self.own_text(column, row) for column in (*each.values, *self._texts_of(number)))
        several = len(self.header.sets) > 1
        if not own and (not begins or (several and not any(self.own_text(column, row) for column in each.values))):
            return False
        flags = [*self.table.flags, *self._doubts(row, number, each)]
        indicator = without_own_title(self.mend(below_own_title(self.raw(each.indicator, row))) if own else self.text(each.indicator, row))
        if not indicator and number in self.parents.indikator:
            indicator = self.parents.indikator[number]
            flags.append("indikator_dari_baris_atas")
        if (part := self._part_in_row(each, row)) is not None:
            indicator = self.mend(part)
        if own and self.heading is not None:
            item = item_text(indicator)
            self.heading = self.heading if item is not None else None
            indicator = f"{self.heading}: {item}" if item is not None else indicator
        if not re.search(r"[^\W\d_]", indicator) or is_own_title(indicator) or _NONE.match(indicator):
            return False
        self.parents.indikator[number] = indicator
        below = self.name_below(each.indicator, row) if each.indicator is self.mixed and own else None
        self._record(row, number, each, indicator if below is None else below[0], flags)
        if below is not None and self.mixed is not None:
            self.parents.enter(self.mixed, Level(*below[1]))
        return True

    def _part_in_row(self, each: IndicatorSet, row: int) -> str | None:
        """The one of a cell's labelled or listed indicators that stands beside a row's values, where the cell covers a row for each."""
        cell = self.filled(each.indicator, row)[0]
        if cell.rows < 2:
            return None
        parts = stages_in(cell.text)
        if len(parts) < 2:
            parts = list_items(cell.text)
        values = [column for column in each.values if column.ukuran not in MONEY]
        valued = [at for at in range(cell.row, cell.row + cell.rows) if any(self.own_text(column, at) for column in values)]
        return parts[valued.index(row)] if len(parts) == len(valued) > 1 and row in valued else None

    def _doubts(self, row: int, number: int, each: IndicatorSet) -> list[str]:
        """What speaks against the texts of a record: flags of its cells that hold no values."""
        columns = [each.indicator, *self._texts_of(number), *self.header.of_role(*PARENTS)]
        found = {flag for column in columns for cell in self.cells(column, row) for flag in cell.flags}
        # A name that OCR hardly read names another indicator; its values do not show that.
        pale = self.table.method == "ocr" and any(cell.score < LEGIBLE for cell in self.filled(each.indicator, row))
        return sorted(found | ({"teks_meragukan"} if pale else set()))

    def _header_doubts(self, until: int) -> dict[tuple[int, ...], tuple[str, ...]]:
        """By value column, what speaks against the texts of its header."""
        found: dict[tuple[int, ...], tuple[str, ...]] = {}
        misplaced = {"tahun_meragukan"} if self.header.end < until and self._begins_with_times() else set()
        for column in self.header.values:
            cells = (cell for row in range(self.header.first, self.header.end) for cell in self.grid.cells(row, column.cols))
            flags = tuple(sorted({flag for cell in cells for flag in cell.flags} | misplaced))
            if flags:
                found[column.cols] = flags
        return found

    def _begins_with_times(self) -> bool:
        """Whether the first row holds a year, and nothing but times, where values stand, and no indicator: a row of the header."""
        row = self.header.end
        if any(self.own_text(each.indicator, row) for each in self.header.sets):
            return False
        times = [said_by(cell.text).when for column in self.header.values for cell in self.cells(column, row) if cell.text.strip()]
        return any(when.years for when in times) and all(when.years or when.bare for when in times)

    def _record(self, row: int, number: int, each: IndicatorSet, indicator: str, flags: list[str]) -> None:
        if not self.context.kind_known:
            flags.append("jenis_tabel_diduga")
        if self.parents.guessed and (self.header.of_role("nama") or self.bands_guessed):
            flags.append("tingkat_diduga")
        each, others = self._own_money(row, each, self._others(row, number))
        cell = self.filled(each.indicator, row)[0]
        parents = self.parents.fields(each.indicator, left_only=number < len(self.header.sets) - 1)
        unsure = self.apart & set(LEVELS[: LEVELS.index(self.parents.level)] if self.parents.level in LEVELS else ())
        if any(parents[role] for role in unsure):
            parents |= dict.fromkeys(unsure)
            flags.append("induk_tidak_pasti")
        told = {column.role for column in self.header.columns} | {role for role, text in parents.items() if text}
        highest = min((LEVELS.index(role) for role in LEVELS if role in told), default=len(LEVELS))
        for role in LEVELS[:highest]:
            if role in self.context.goals and not {"nama", "tujuan_sasaran"} & told:
                parents[role] = self.context.goals[role]
                flags.append("induk_dari_judul")
        if "induk_dari_judul" in flags and parents["kode_nomenklatur"] is None:
            parents["kode_nomenklatur"] = self.context.kode
        if any(said_by(title).has("lain", "semula") for title in each.indicator.path):
            flags.append("versi_sebelum_perubahan")
        record = Record(
            tabel=self.context.number,
            baris=row,
            bagian=number * MOST_ITEMS,
            jenis_tabel=self.context.kind,
            indikator=without_numbering(indicator),
            halaman=cell.page,
            kotak=cell.box,
            metode=self.table.method,
            keyakinan=min(self.table.confidence, each.indicator.score),
            tingkat=self._level(number, each) or deepest(parents),
            eselon=self.context.eselon,
            jabatan=self.context.jabatan,
            nomor=self.parents.nomor,
            lainnya=others,
            catatan=tuple(flags),
            **parents,  # type: ignore[arg-type]  # all of them text fields
        )
        # Lines that name quarters are one indicator's.
        cells = [self._value_cell(column, row) for column in each.values if not quarter_lines(self.raw(column, row))]
        items = items_of(self.filled(each.indicator, row), cells) if len(cells) == len(each.values) else None
        if items is None:
            self.records.append(self._below(self._whole(record, row, number, each), row, self._heights(each, row)))
        elif items == ():
            whole = self._below(self._whole(record, row, number, each), row, ())
            values = tuple(value.noted(at_most=DOUBTFUL) for value in whole.values)
            self.records.append(replace(whole, values=values, catatan=(*whole.catatan, "butir_tidak_terpisah")))
        else:
            flags = [*record.catatan, "sel_berisi_beberapa_indikator"]
            if not all(item.text for item in items):
                self.wait(row, "tanpa_indikator", "Sel berisi angka yang tidak bersebelahan dengan satu indikator pun.")
            for part, item in enumerate(items):
                if not item.text:
                    continue
                named = replace(
                    record, indikator=without_numbering(self.mend(item.text)), bagian=record.bagian + part, catatan=tuple(flags)
                )
                self.records.append(self._below(self._item(named, row, number, each, item), row, item.anchors[item.index : item.index + 1]))

    def _below(self, record: Record, row: int, heights: Sequence[float]) -> Record:
        """The record below the one of several names in a cell that stands beside it; a doubt where that cannot be told."""
        names = next((level.beside for level in self.levels_in_force(row).values() if level.beside), ())
        if not names:
            return record
        piece = piece_beside(names, heights)
        if piece is None:
            return replace(record, catatan=(*record.catatan, "tingkat_diduga"))
        return replace(record, tingkat=piece.role, **{piece.role: piece.name})  # type: ignore[arg-type]  # a level's text field

    def _heights(self, each: IndicatorSet, row: int) -> list[float]:
        """The heights of the lines that a row's values stand on, of its indicator's first line where there are none."""
        lines = [line for column in each.values for cell in self.filled(column, row) for line in cell.lines if line.text.strip()]
        lines = lines or [line for cell in self.filled(each.indicator, row) for line in cell.lines[:1]]
        return [(line.box[1] + line.box[3]) / 2 for line in lines]

    def _whole(self, record: Record, row: int, number: int, each: IndicatorSet) -> Record:
        texts = {column.role: self.text(column, row) or None for column in reversed(self._texts_of(number))}
        record, texts = self._parted(record, row, number, texts)
        unit = self._unit(each, lambda column: self.raw(column, row))
        values = self._values(row, each, record, unit, [self._raw_value(column, row) for column in each.values])
        return replace(record, values=values, satuan=None if values else unit, **texts)  # type: ignore[arg-type]

    def _raw_value(self, column: Column, row: int) -> str:
        """A value's text; the label of the year among quarters may run over it ("Kondisi Akhir (F)")."""
        labelled = row in self.context.row_quarters and self.context.row_quarters[row] is None
        return "" if labelled and self.filled(column, row)[0].col < column.cols[0] else self.raw(column, row)

    def _parted(self, record: Record, row: int, number: int, texts: dict[str, str | None]) -> tuple[Record, dict[str, str | None]]:
        """A record and its texts where one cell holds several, each behind its own label."""
        for column in self._texts_of(number):
            parts = texts_of_their_own(self.raw(column, row))
            if not parts:
                continue
            said: dict[str, str | None] = {}
            others = record.lainnya
            for label, content in parts:
                role = role_of_label(label)
                if role in TEXTS and role not in said and (role == column.role or not texts.get(role)):
                    said[role] = self.mend(content) or None
                elif content:
                    others = merge_labels(others, label, self.mend(content))
            record, texts = replace(record, lainnya=others), {**texts, column.role: None, **said}
        return record, texts

    def _item(self, record: Record, row: int, number: int, each: IndicatorSet, item: Item) -> Record:
        texts = {}
        for column in reversed(self._texts_of(number)):
            part = item.of(self._value_cell(column, row), text_column=True)
            texts[column.role] = self.mend(part if part is not None else self.raw(column, row)) or None
        unit = self._unit(each, lambda column: item.of(self._value_cell(column, row)) or self.raw(column, row))
        values = tuple(
            value.noted("nilai_sel_gabung", at_most=HOLDS_FOR_ALL) if place in item.shared else value
            for place, value in enumerate(self._values(row, each, record, unit, item.values))
        )
        return replace(record, values=values, satuan=None if values else unit, **texts)  # type: ignore[arg-type]

    def _value_cell(self, column: Column, row: int) -> tuple[Cell, ...]:
        return self.filled(column, row)

    def _values(self, row: int, each: IndicatorSet, record: Record, unit: str | None, texts: Sequence[str]) -> tuple[Value, ...]:
        dated, year_flags = self._in_year_of_row(row, each.values)
        context = ValueContext(
            columns=dated,
            unit=unit,
            indicator=record.indikator,
            confidence=record.keyakinan,
            year_flags=year_flags,
            taught=self.context.taught,
            mark=self.mark,
        )
        read = [
            (column, read_value(part, self.filled(column, row), said, context))
            for column, text in zip(dated, texts, strict=True)
            for part, said in _in_quarters(column, text)
        ]
        columns, values = [column for column, _ in read], [value for _, value in read]
        labels = [self.text(column, row) for column in self.header.of_role("lainnya", "uraian", "nomor", "tidak_pasti")]
        values = [
            value.noted("angka_meragukan", at_most=DOUBTFUL)
            if self.runs_into_name(column, row) and value.jenis_nilai != "kosong"
            else value
            for value, column in zip(as_input(values, record.indikator, labels), columns, strict=True)
        ]
        # What a doubtful header says of a column (its year, its measure) is doubtful of each of its values.
        return tuple(
            value.noted(*self.header_doubts[column.cols], at_most=DOUBTFUL) if column.cols in self.header_doubts else value
            for value, column in zip(values, columns, strict=True)
        )

    def _in_year_of_row(self, row: int, columns: Sequence[Column]) -> tuple[Sequence[Column], Mapping[int, str]]:
        """A row's value columns in the year and the quarter that it prints, where their own titles print none."""
        columns = self._in_quarter_of_row(row, columns)
        year = self.context.row_years.get(row)
        if year is None:
            return columns, self.context.year_flags
        found, flags = [], {}
        for column in columns:
            own = column.cols[0] not in self.context.year_flags or column.ukuran == "kondisi_akhir"
            begins = column.ukuran == "kondisi_awal"
            if begins and not own:
                # What a row's year starts from is of the year before it.
                flags[column.cols[0]] = "tahun_dihitung"
            found.append(column if own else replace(column, meaning=replace(column.meaning, tahun=year - begins)))
        return found, flags

    def _in_quarter_of_row(self, row: int, columns: Sequence[Column]) -> Sequence[Column]:
        """A row's value columns in its quarter; what stands over the rows of several quarters is the year's."""
        if row not in self.context.row_quarters:
            return columns
        quarter = self.context.row_quarters[row]
        found = []
        for column in columns:
            rows = {each for cell in self.filled(column, row) for each in range(cell.row, cell.row + cell.rows)}
            of_year = column.cols[0] in self.context.yearly or len({self.context.row_quarters.get(each) for each in rows}) > 1
            found.append(column if of_year else replace(column, meaning=replace(column.meaning, triwulan=quarter)))
        return found

    def _unit(self, each: IndicatorSet, text_of: Callable[[Column], str]) -> str | None:
        others = [other.unit for other in self.header.sets]
        columns = [each.unit] if each.unit is not None else [column for column in self.header.of_role("satuan") if column not in others][:1]
        for column in columns:
            unit = canonical_unit(text_of(column), self.context.taught)
            if unit is not None:
                return unit.name
        return None

    def _level(self, number: int, each: IndicatorSet) -> str | None:
        """What the indicator is an indicator of (``tingkat``)."""
        if self.context.kind == "spm":
            return "spm"
        if self.context.kind == "iki" or (self.context.jabatan is not None and self.context.kind == "iku"):
            return "individu"
        if len(self.header.sets) > 1:
            named = [column.role for column in each.parents]
            if named and named[-1] not in ("nama", "tujuan_sasaran"):
                return named[-1]
        return self.parents.deepest(each.indicator)

    def _texts_of(self, number: int) -> list[Column]:
        """The text columns that belong to a set: those between its own columns, and for the last set all behind it.

        What stands behind groups of indicators beside one name is said of the row, and holds for each.
        """
        sets = self.header.sets
        starts = [min(each.indicator.cols[0], self._first_below_title(each)) for each in sets]
        begin = 0 if number == 0 else starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else 10**6
        own = [column for column in self.header.columns if column.role in TEXTS and begin <= column.cols[0] < end]
        last = max((column.cols[-1] for column in sets[-1].values), default=10**6)
        if end == 10**6 or not all(each.parents == sets[0].parents for each in sets):
            return own
        told = {column.role for column in own}
        behind = [column for column in self.header.columns if column.role in TEXTS and column.cols[0] > last]
        return own + [column for column in behind if column.role not in told]

    def _first_below_title(self, each: IndicatorSet) -> int:
        """The first grid column below the title that stands over a set's indicator and others: what is printed there is the set's."""
        if len(each.indicator.path) < 2:
            return each.indicator.cols[0]
        below = [column.cols[0] for column in self.header.columns if len(column.path) > 1 and column.path[0] == each.indicator.path[0]]
        return min(below)

    def _others(self, row: int, number: int) -> Mapping[str, str]:
        others: Mapping[str, str] = dict(self.parents.section)
        last = number == len(self.header.sets) - 1
        for column in self.header.of_role("lainnya", "tidak_pasti", "uraian"):
            text = self.text(column, row)
            if text and (last or column.cols[0] < self.header.sets[number].indicator.cols[0]):
                others = merge_labels(others, label_of(column), text)
        return {**self.parents.beside, **others}

    def _own_money(self, row: int, each: IndicatorSet, others: Mapping[str, str]) -> tuple[IndicatorSet, Mapping[str, str]]:
        """A set without the columns whose money is a higher name's in this row; that is kept among what else the row says."""
        theirs = [column for column in each.values if (column.cols, row) in self.of_higher_names]
        for column in theirs:
            others = merge_labels(others, label_of(column), text) if (text := self.text(column, row)) else others
        return replace(each, values=tuple(column for column in each.values if column not in theirs)) if theirs else each, others

    def wait(self, row: int, reason: str, sentence: str) -> None:
        titles = " | ".join(column.text for column in self.header.columns)
        self.quarantined.append(waiting_row(self.grid, row, reason, sentence, self.context.number, titles, self.context.vocabulary))


def _in_quarters(column: Column, text: str) -> list[tuple[Column, str]]:
    """A value cell as it is, or the quarters that its lines name, each in its own."""
    parts = quarter_lines(text) if column.triwulan is None else []
    return [(replace(column, meaning=replace(column.meaning, triwulan=quarter)), said) for quarter, said in parts] or [(column, text)]
