"""A grid and what its columns mean become records: one for each smallest row with its own indicator, or its own formula and values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from normalizers.figures import canonical_unit, points_are_decimal
from normalizers.form import LEVELS, PARENTS, TEXTS, Column, Header, IndicatorSet
from normalizers.header import said_by
from normalizers.rows.cell_values import ValueContext, read_value
from normalizers.rows.doubts import doubted, doubted_together
from normalizers.rows.inputs import as_input
from normalizers.rows.items import Item, items_of
from normalizers.rows.labelled_lines import labelled_lines, role_of_label
from normalizers.rows.levels import Level
from normalizers.rows.named_rows import NamedRows, announces_indicators
from normalizers.rows.parents import FIELDS, LABELS, Parents, merge_labels
from normalizers.rows.row_kinds import band_cells, begins_as_aim, is_band, is_heading, is_label, is_signature_row, is_total_row
from normalizers.rows.stacked import piece_beside
from normalizers.words import NOTHING_TAUGHT, UserTerms, mend, without_numbering
from schemas.stages import Box, Cell, Grid, Quarantined, Record, Table, Value

#: Columns of which one begins in every row that is a record.
TELLING = {"indikator", "nilai", "formula", "definisi"}
#: More items than this in one cell are not told apart by number.
MOST_ITEMS = 100
#: A label of a group of rows is no longer than this.
LABEL_WORDS = 4
#: Nothing that was not told apart is surer than this.
DOUBTFUL = 0.5
#: One value beside several indicators that have values of their own elsewhere is theirs together, not surer than this.
HOLDS_FOR_ALL = 0.8
#: Columns that say where a row belongs and nothing of an indicator.
NAMING = (*PARENTS, "indikator_tujuan", "nomor", "kode")
#: Columns of which a row that only goes on the one above has some.
SPOKEN = (*TEXTS, "lainnya", "tidak_pasti", "uraian", "nomor")
#: Texts that are parted from others in one cell by their labels.
OF_THEIR_OWN = {"sumber_data", "penanggung_jawab", "keterangan", "satuan"}
#: What may be a label before a colon or a list's number.
_LABELLED = re.compile(r"(?P<label>[^:\d]{4,60}?)(?:\s*:\s*(?=\S)|\s+(?=\d{1,2}[.)]\s+\S))")
#: A row's own number or letter, which says nothing else.
_COUNT = re.compile(r"\W*(?:[\d.]+|[a-z]|[ivxlc]+)\W?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableContext:
    """What is known of a table beside its grid.

    Attributes:
        number: The table's number in the document, from 1.
        kind: ``jenis_tabel``.
        kind_known: Whether a heading or column told the kind.
        eselon, jabatan: From the lines above it.
        goals: Levels that the heading right above the table names, by role.
        year_flags: By a value column's first grid column, where its year comes from when the header does not print it.
        vocabulary: Whole words of the document, for mending broken ones.
        taught: Headers and units that people named.
    """

    number: int
    kind: str
    kind_known: bool = True
    eselon: str | None = None
    jabatan: str | None = None
    goals: Mapping[str, str] = field(default_factory=dict)
    year_flags: Mapping[int, str] = field(default_factory=dict)
    vocabulary: Mapping[str, int] = field(default_factory=dict)
    taught: UserTerms = NOTHING_TAUGHT


def read_records(
    table: Table, grid: Grid, header: Header, until: int, context: TableContext, parents: Parents
) -> tuple[list[Record], list[Quarantined]]:
    """Read the rows below one header.

    Args:
        table: The table.
        grid: ``table.grid()``.
        header: The header block, its columns in their years.
        until: The row after the last one that belongs to this header.
        context: What is known of the table otherwise.
        parents: What the rows inherit; in a table that goes on over pages those of its last row there. Kept up to date.

    Returns:
        The records, and the rows that could not be placed. Every row with text is in one of the two, but for repeated headers,
        column-number rows, section titles (whose text the records below carry) and signature blocks.
    """
    reader = _RowReader(table, grid, header, until, context, parents)
    for row in range(header.end, until):
        reader.read(row)
    reader.close()
    return doubted_together([doubted(record, drawn=table.drawn) for record in reader.records]), reader.quarantined


class _RowReader(NamedRows):
    """Reads rows in order; the state is what merged and empty cells take from the rows above."""

    def __init__(self, table: Table, grid: Grid, header: Header, until: int, context: TableContext, parents: Parents) -> None:
        super().__init__(grid, header, until, context.vocabulary, context.taught, parents.names)
        self.table, self.context = table, context
        self.records: list[Record] = []
        self.quarantined: list[Quarantined] = []
        self.parents = parents
        parents.names = self.names
        self.parents_only: list[int] = []
        self.header_doubts = self._header_doubts()
        # Where a title of aims stands over the indicators, the aims are the bands between them.
        titled = {role for each in header.sets for role in each.indicator.titles}
        self.level_of_bands = next((role for role in LEVELS[:2] if role in titled), None)
        values = {col for column in header.of_role("nilai") for col in column.cols}
        self.points = points_are_decimal(cell.text for cell in table.cells if cell.col in values and cell.row >= header.end)

    # -- rows -------------------------------------------------------------------------------------------------------

    def read(self, row: int) -> None:
        """Make a row's records, or put it where it belongs."""
        texts = self.grid.texts(row)
        if not any(texts) or self.is_header_again(row) or is_signature_row(texts):
            return
        if is_band(self.grid.row(row), row, self.header) or (self.mixed is None and self._is_heading(row)):
            printed = [cell.text for cell in band_cells(self.grid.row(row), row, self.header) if re.search(r"[^\W\d_]{2}", cell.text)]
            text = self.mend("\n".join(printed))
            self.parents.enter_section(text, self.level_of_bands if begins_as_aim(without_numbering(text)) else None)
            return
        if is_total_row(texts) or self.is_summary(row):
            self._quarantine(row, "baris_jumlah", "Baris jumlah/total, bukan indikator.")
            return
        begins = {col for cell in self.grid.printed(row) for col in range(cell.col, cell.col + cell.cols)}
        own = [column for column in self.header.columns if begins & set(column.cols)]
        above = self.parents.update(
            self.header,
            lambda column: self.name_in(column, row, own=False),
            lambda column: self.name_in(column, row, own=True),
            self.levels_in_force(row),
        )
        if self.mixed is not None and self.spread(row) is None and self.is_name_row(self.mixed, row):
            self._enter_name(row, self.mixed, own)
            return
        if self.spread(row) is not None:
            # A band over one set's columns leaves the other sets their row.
            beside = [number for number, each in enumerate(self.header.sets) if not self.is_spread_over(each.indicator, row)]
            made = [self._set(row, number, self.header.sets[number]) for number in beside]
            if not any(made):
                self._unplaced(row, [column for column in own if column.role != "indikator"])
            return
        if not TELLING & {column.role for column in own}:
            self._leftover(row, own)
            return
        if self._goes_on(row, own) or self._goes_on_over_page(row, own):
            self._add_to_last(row, own)
            return
        if above and not any(self.own_text(each.indicator, row) for each in self.header.sets):
            return
        made = [self._set(row, number, each) for number, each in enumerate(self.header.sets)]
        if not any(made) and not any(_is_label(self.own_text(each.indicator, row)) for each in self.header.sets):
            self._unplaced(row, own)

    def _enter_name(self, row: int, column: Column, own: Sequence[Column]) -> None:
        """A name among the indicators holds for the rows below; what only announces indicators says nothing."""
        text = self.own_text(column, row)
        if announces_indicators(text):
            return
        self.parents.enter(column, self.levels[column.cols[0]][row])
        self._unplaced(row, [each for each in own if each is not column], named=True)

    def _goes_on(self, row: int, own: Sequence[Column]) -> bool:
        """Whether a row only goes on the texts of the record above: its indicator's cell covers both, and it has no values of its own.

        A fraction is often drawn as two cells, the bar between them.
        """
        if not self.records or not all(column.role in SPOKEN for column in own):
            return False
        last = self.records[-1]
        cells = {cell for each in self.header.sets for cell in self.filled(each.indicator, row)}
        return all(cell.row < row and cell.text.strip() and cell.box == last.kotak for cell in cells)

    def _goes_on_over_page(self, row: int, own: Sequence[Column]) -> bool:
        """Whether a page's first row only goes on the texts of the last record of the page before it: it names nothing of its own."""
        if not self.records or any(column.role not in SPOKEN or column.role == "nomor" for column in own):
            return False
        last, pages = self.records[-1], {cell.page for cell in self.grid.begins(row)}
        return len(pages) == 1 and last.halaman + 1 in pages and not any(record.halaman in pages for record in self.records)

    def _is_heading(self, row: int) -> bool:
        """Whether an indicator column's cell names a goal for the rows below ("SASARAN 1: …"), nothing but numbers beside it."""
        named = [each.indicator for each in self.header.sets if is_heading(self.own_text(each.indicator, row))]
        if len(named) != 1:
            return False
        others = (column for column in self.header.columns if column.role != "nomor" and column is not named[0])
        return not any(self.own_text(column, row) for column in others)

    def _set(self, row: int, number: int, each: IndicatorSet) -> bool:
        """The records of one set in one row; False when it has none there."""
        own = self.own_text(each.indicator, row)
        begins = any(self.own_text(column, row) for column in (*each.values, *self._texts_of(number)))
        several = len(self.header.sets) > 1
        if not own and (not begins or (several and not any(self.own_text(column, row) for column in each.values))):
            return False
        flags = [*self.table.flags, *self._doubts(row, number, each)]
        indicator = _without_label(self.mend(_below_label(self.raw(each.indicator, row))) if own else self.text(each.indicator, row))
        if not indicator and number in self.parents.indikator:
            indicator = self.parents.indikator[number]
            flags.append("indikator_dari_baris_atas")
        if not re.search(r"[^\W\d_]", indicator) or _is_label(indicator):
            return False
        self.parents.indikator[number] = indicator
        below = self.name_below(each.indicator, row) if each.indicator is self.mixed and own else None
        self._record(row, number, each, indicator if below is None else below[0], flags)
        if below is not None and self.mixed is not None:
            self.parents.enter(self.mixed, Level(*below[1]))
        return True

    def _doubts(self, row: int, number: int, each: IndicatorSet) -> list[str]:
        """What speaks against the texts of a record: flags of its cells that hold no values."""
        columns = [each.indicator, *self._texts_of(number), *self.header.of_role(*PARENTS)]
        cells = [cell for column in columns for cell in self.cells(column, row) if cell.flags]
        return sorted({flag for cell in cells for flag in cell.flags})

    def _header_doubts(self) -> dict[tuple[int, ...], tuple[str, ...]]:
        """By value column, what speaks against the texts of its header."""
        found: dict[tuple[int, ...], tuple[str, ...]] = {}
        for column in self.header.values:
            cells = (cell for row in range(self.header.first, self.header.end) for cell in self.grid.cells(row, column.cols))
            flags = tuple(sorted({flag for cell in cells for flag in cell.flags}))
            if flags:
                found[column.cols] = flags
        return found

    def _unplaced(self, row: int, own: Sequence[Column], *, named: bool = False) -> None:
        """A row with values but no indicator waits; one that only names parents holds for the rows below."""
        naming = (*NAMING, *TEXTS, "lainnya", "tidak_pasti") if named else NAMING
        beside = [column for column in own if column.role not in naming and re.search(r"\w", self.own_text(column, row))]
        if (named or any(column.role in PARENTS for column in own)) and not beside:
            self.parents_only.append(row)
        else:
            self._quarantine(row, "tanpa_indikator", "Baris berisi nilai atau rumus tetapi sel indikatornya kosong.")

    def close(self) -> None:
        """Rows that named only parents are lost when no record below carries them: those go to quarantine."""
        for row in self.parents_only:
            below = [record for record in self.records if record.baris > row]
            printed = [(column, text) for column in self.header.columns if re.search(r"\w", text := self.own_text(column, row))]
            telling = [
                (column, text)
                for column, text in printed
                if not (_COUNT.fullmatch(text) if column.role == "nomor" else column.role in PARENTS and is_label(text))
            ]
            if not all(self._carried(column, text, below) for column, text in telling):
                self._quarantine(row, "tanpa_indikator", "Baris menyebut sasaran atau program tanpa indikator.")

    def _carried(self, column: Column, text: str, below: Sequence[Record]) -> bool:
        """Whether the text that a row of parents prints in a column stands in a record below."""
        if column.role == "kode":
            return True
        if column.role in PARENTS or column.role == "indikator_tujuan":
            names = [getattr(record, role) for record in below for role in FIELDS]
            names += [record.lainnya.get(label) for record in below for label in LABELS]
            return any(name in text for name in names if name)
        if column.role == "nomor":
            return any(record.nomor in text for record in below if record.nomor)
        return any(text in kept for record in below for kept in (record.penanggung_jawab or "", *record.lainnya.values()))

    # -- records ----------------------------------------------------------------------------------------------------

    def _record(self, row: int, number: int, each: IndicatorSet, indicator: str, flags: list[str]) -> None:
        if not self.context.kind_known:
            flags.append("jenis_tabel_diduga")
        if self.parents.guessed and self.header.of_role("nama"):
            flags.append("tingkat_diduga")
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
            tingkat=self._level(number, each),
            eselon=self.context.eselon,
            jabatan=self.context.jabatan,
            nomor=self.parents.nomor,
            lainnya=self._others(row, number),
            catatan=tuple(flags),
            **parents,  # type: ignore[arg-type]  # all of them text fields
        )
        items = items_of(self.filled(each.indicator, row), [self._value_cell(column, row) for column in each.values])
        if items is None:
            self.records.append(self._below(self._whole(record, row, number, each), row, self._heights(each, row)))
        elif items == ():
            whole = self._below(self._whole(record, row, number, each), row, ())
            values = tuple(value.noted(at_most=DOUBTFUL) for value in whole.values)
            self.records.append(replace(whole, values=values, catatan=(*whole.catatan, "butir_tidak_terpisah")))
        else:
            flags = [*record.catatan, "sel_berisi_beberapa_indikator"]
            if not all(item.text for item in items):
                self._quarantine(row, "tanpa_indikator", "Sel berisi angka yang tidak bersebelahan dengan satu indikator pun.")
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
        values = self._values(row, each, record, unit, [self.raw(column, row) for column in each.values])
        return replace(record, values=values, **texts)  # type: ignore[arg-type]

    def _parted(self, record: Record, row: int, number: int, texts: dict[str, str | None]) -> tuple[Record, dict[str, str | None]]:
        """A record and its texts where one cell holds several, each behind its own label."""
        for column in self._texts_of(number):
            parts = labelled_lines(self.raw(column, row))
            # What an indicator is and how it is computed are one explanation; where its data come from is another thing.
            if not OF_THEIR_OWN & {role_of_label(label) for label, _ in parts}:
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
        return replace(record, values=values, **texts)  # type: ignore[arg-type]

    def _value_cell(self, column: Column, row: int) -> tuple[Cell, ...]:
        return self.filled(column, row)

    def _values(self, row: int, each: IndicatorSet, record: Record, unit: str | None, texts: Sequence[str]) -> tuple[Value, ...]:
        context = ValueContext(
            columns=each.values,
            unit=unit,
            indicator=record.indikator,
            confidence=record.keyakinan,
            year_flags=self.context.year_flags,
            taught=self.context.taught,
            points=self.points,
        )
        values = [read_value(column, self.filled(column, row), text, context) for column, text in zip(each.values, texts, strict=True)]
        labels = [self.text(column, row) for column in self.header.of_role("lainnya", "uraian", "nomor", "tidak_pasti")]
        values = [
            value.noted("angka_meragukan", at_most=DOUBTFUL)
            if self.runs_into_name(column, row) and value.jenis_nilai != "kosong"
            else value
            for value, column in zip(as_input(values, record.indikator, labels), each.values, strict=True)
        ]
        # What a doubtful header says of a column (its year, its measure) is doubtful of each of its values.
        return tuple(
            value.noted(*self.header_doubts[column.cols], at_most=DOUBTFUL) if column.cols in self.header_doubts else value
            for value, column in zip(values, each.values, strict=True)
        )

    def _unit(self, each: IndicatorSet, text_of: object) -> str | None:
        columns = [each.unit] if each.unit is not None else list(self.header.of_role("satuan"))[:1]
        for column in columns:
            unit = canonical_unit(text_of(column), self.context.taught)  # type: ignore[operator]
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
        """The text columns that belong to a set: those between its own columns, and for the last set all behind it."""
        starts = [each.indicator.cols[0] for each in self.header.sets]
        begin = 0 if number == 0 else starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else 10**6
        return [column for column in self.header.columns if column.role in TEXTS and begin <= column.cols[0] < end]

    def _others(self, row: int, number: int) -> Mapping[str, str]:
        others: Mapping[str, str] = dict(self.parents.section)
        last = number == len(self.header.sets) - 1
        for column in self.header.of_role("lainnya", "tidak_pasti", "uraian"):
            text = self.text(column, row)
            if text and (last or column.cols[0] < self.header.sets[number].indicator.cols[0]):
                others = merge_labels(others, column.text or f"Kolom {column.cols[0] + 1}", text)
        return others

    # -- rows that are no record ------------------------------------------------------------------------------------

    def _leftover(self, row: int, own: Sequence[Column]) -> None:
        """A row without an indicator, formula or value of its own: a parent's row, or text that belongs to the record above."""
        if any(column.role in PARENTS for column in own) and all(column.role in (*NAMING, "penanggung_jawab", "lainnya") for column in own):
            self.parents_only.append(row)
            return
        if self.records and own and all(column.role in SPOKEN for column in own):
            self._add_to_last(row, own)
            return
        self._quarantine(row, "bukan_baris_indikator", "Baris tidak memuat indikator, rumus, atau nilai.")

    def _add_to_last(self, row: int, own: Sequence[Column]) -> None:
        """Text that goes on below a record: a formula's second line, a variable in a row of its own."""
        last = self.records[-1]
        others: Mapping[str, str] = last.lainnya
        joined: dict[str, str] = {}
        for column in own:
            text = self.own_text(column, row)
            parts = labelled_lines(self.raw(column, row)) if column.role in TEXTS else []
            if OF_THEIR_OWN & {role_of_label(label) for label, _ in parts}:
                for label, content in parts:
                    if (role := role_of_label(label)) in TEXTS:
                        joined[role] = " ".join(part for part in (getattr(last, role), self.mend(content)) if part)
                    else:
                        others = merge_labels(others, label, self.mend(content))
            elif column.role in TEXTS:
                joined[column.role] = " ".join(part for part in (getattr(last, column.role), text) if part)
            elif text and (column.role != "nomor" or not _COUNT.fullmatch(text)):
                others = merge_labels(others, column.text or f"Kolom {column.cols[0] + 1}", text)
        flags = (*last.catatan, "teks_dari_baris_bawah") if "teks_dari_baris_bawah" not in last.catatan else last.catatan
        self.records[-1] = replace(last, lainnya=others, catatan=flags, **joined)  # type: ignore[arg-type]

    def _quarantine(self, row: int, reason: str, sentence: str) -> None:
        titles = " | ".join(column.text for column in self.header.columns)
        self.quarantined.append(waiting_row(self.grid, row, reason, sentence, self.context.number, titles, self.context.vocabulary))


def _is_label(text: str) -> bool:
    """Whether an indicator's cell only repeats what the column is called ("Indikator Sasaran"), as labels of groups of rows do."""
    said = said_by(text)
    return said.whole and said.head is not None and said.head.name in ("indikator", "indikator_tujuan") and len(text.split()) <= LABEL_WORDS


def _below_label(raw: str) -> str:
    """An indicator's lines without a first one that only says what it is of ("Indikator Kegiatan")."""
    first, _, rest = raw.partition("\n")
    return rest if rest.strip() and _is_label(first) else raw


def _without_label(text: str) -> str:
    """An indicator without what its cell calls it before it ("Indikator Sasaran : …", "Indikator Program 1. …")."""
    match = _LABELLED.match(text)
    return text[match.end() :] if match is not None and _is_label(match["label"]) else text


def waiting_row(
    grid: Grid, row: int, reason: str, sentence: str, table: int, titles: str, vocabulary: Mapping[str, int] | None = None
) -> Quarantined:
    """A row that waits: why, where it stands, what is printed there and above it.

    Args:
        grid, row: The row.
        reason, sentence: Why, as a code and in words.
        table: The table's number in the document.
        titles: Its column titles.
        vocabulary: Whole words of the document, for mending broken ones.
    """
    cells = grid.row(row)
    own = grid.begins(row) or list(cells)
    text = " | ".join(mend(cell.text, vocabulary) for cell in cells)
    return Quarantined(reason, sentence, table, row, own[0].page, _row_box(own), text, titles)


def _row_box(cells: Sequence[Cell]) -> Box:
    """The box around a row's cells, those on the first one's page."""
    boxes = [cell.box for cell in cells if cell.page == cells[0].page]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)
