"""A grid and what its columns mean become records: one for each smallest row with its own indicator, or its own formula and values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from normalizers.form import LEVELS, MONEY, PARENTS, TEXTS, Column, Header, IndicatorSet, names_an_indicator
from normalizers.rows.context import TableContext
from normalizers.rows.doubts import doubted, doubted_together
from normalizers.rows.fraction_cells import factor_beside, with_denominator
from normalizers.rows.indicator_records import IndicatorRecords
from normalizers.rows.labelled_lines import role_of_label, texts_of_their_own
from normalizers.rows.named_rows import announces_indicators
from normalizers.rows.own_titles import is_own_title
from normalizers.rows.parents import FIELDS, LABELS, Parents, label_of, merge_labels
from normalizers.rows.quarters import joined_quarters
from normalizers.rows.row_kinds import (
    band_cells,
    begins_as_aim,
    is_average_row,
    is_band,
    is_heading,
    is_label,
    is_signature_row,
    is_total_row,
)
from normalizers.words import code_of, without_numbering
from schemas.stages import Grid, Quarantined, Record, Table

#: Columns of which one begins in every row that is a record.
TELLING = {"indikator", "nilai", "formula", "definisi"}
#: Columns that say where a row belongs and nothing of an indicator.
NAMING = (*PARENTS, "indikator_tujuan", "nomor", "kode")
#: Columns of which a row that only goes on the one above has some.
SPOKEN = (*TEXTS, "lainnya", "tidak_pasti", "uraian", "nomor")
#: More than this share of a table's rows print figures.
MOSTLY = 0.6
#: A row's own number or letter, which says nothing else.
_COUNT = re.compile(r"\W*(?:[\d.]+|[a-z]|[ivxlc]+)\W?", re.IGNORECASE)


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
    records = joined_quarters(reader.records, context.row_quarters)
    return doubted_together([doubted(record, drawn=table.drawn) for record in records], drawn=table.drawn), reader.quarantined


class _RowReader(IndicatorRecords):
    """Reads rows in order; the state is what merged and empty cells take from the rows above."""

    def __init__(self, table: Table, grid: Grid, header: Header, until: int, context: TableContext, parents: Parents) -> None:
        super().__init__(table, grid, header, until, context, parents)
        self.parents_only: list[int] = []
        rows = [row for row in range(header.end, until) if not is_band(grid.row(row), row, self.header)]
        self.mostly_measured = self._are_mostly_measured(rows)
        self.named_in_bands = [column for column in self.header.of_role(*LEVELS) if not any(self.own_text(column, row) for row in rows)]

    def _are_mostly_measured(self, rows: Sequence[int]) -> bool:
        """Whether most rows of which a text begins as indicators do print a figure or a unit beside it."""
        beside = [*self.header.values, *(each.unit for each in self.header.sets if each.unit is not None)]
        texts = {row: [without_numbering(self.own_text(each.indicator, row)) for each in self.header.sets] for row in rows}
        named = [row for row in rows if any(map(names_an_indicator, texts[row]))]
        measured = sum(any(re.search(r"\w", self.own_text(column, row)) for column in beside) for row in named)
        return measured > MOSTLY * len(named)

    def read(self, row: int) -> None:
        """Make a row's records, or put it where it belongs."""
        texts = self.grid.texts(row)
        if not any(texts) or self.is_header_again(row) or is_signature_row(texts):
            return
        is_title = is_band(self.grid.row(row), row, self.header) or (self.mixed is None and (self._is_heading(row) or self._is_alone(row)))
        if is_title:
            printed = [cell.text for cell in band_cells(self.grid.row(row), row, self.header) if re.search(r"[^\W\d_]{2}", cell.text)]
            text = self.mend("\n".join(printed))
            level = self.level_of_bands if begins_as_aim(without_numbering(text)) else None
            named = self._level_of_empty_column(row)
            codes = (code_of(self.own_text(column, row)) for column in self.header.of_role("kode"))
            guessed = self.bands_guessed and named is None
            self.parents.enter_section(text, named or level, beside=next(codes, None), guessed=guessed)
            return
        if reason := self._is_no_indicators(row, texts):
            self.wait(row, *reason)
            return
        begins = {col for cell in self.grid.printed(row) for col in range(cell.col, cell.col + cell.cols)}
        own = [column for column in self.header.columns if begins & set(column.cols)]
        above = self.parents.update(
            self.header,
            lambda column: self.name_in(column, row, own=False),
            lambda column: self.name_in(column, row, own=True),
            self.levels_in_force(row),
        )
        if self._names_what_follows(row, own):
            return
        if self.spread(row) is not None:
            # A band over one set's columns leaves the other sets their row.
            beside = [number for number, each in enumerate(self.header.sets) if not self.is_spread_over(each.indicator, row)]
            made = [self.records_of(row, number, self.header.sets[number]) for number in beside]
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
            if any(re.search(r"\d", self.own_text(column, row)) for column in self.header.values):
                self.wait(row, "baris_jumlah", "Angka perangkat daerah atau urusan seluruhnya, bukan milik satu indikator.")
            return
        sets = self._sets_of_row(row)
        made = [self.records_of(row, number, each) for number, each in enumerate(sets)]
        left = [column for each, done in zip(sets, made, strict=True) if not done for column in each.values]
        if any(made) and any(re.search(r"\w", self.own_text(column, row)) for column in left):
            self.wait(row, "tanpa_indikator", "Angka di samping sel indikator yang kosong.")
        if not any(made) and not any(is_own_title(self.own_text(each.indicator, row)) for each in self.header.sets):
            self._unplaced(row, own)

    def _names_what_follows(self, row: int, own: Sequence[Column]) -> bool:
        """Whether a row only names what the rows below are of: an indicator whose parts they list, or a level among the indicators."""
        if (heading := self.heads_items(row)) is not None:
            self.heading = heading
            return True
        if self.mixed is not None and self.spread(row) is None and self.is_name_row(self.mixed, row):
            self._enter_name(row, self.mixed, own)
            return True
        return False

    def _is_no_indicators(self, row: int, texts: Sequence[str]) -> tuple[str, str] | None:
        """Why a row with figures is of no indicator, as a code and a sentence; None where it may be of one."""
        if is_total_row(texts) or self.is_summary(row):
            return "baris_jumlah", "Baris jumlah/total, bukan indikator."
        if is_average_row(texts):
            return "baris_jumlah", "Baris rata-rata, bukan indikator."
        if self._covers_values(row):
            return "bukan_baris_indikator", "Sel di kolom indikator menutupi kolom nilainya: baris ini milik tabel lain."
        return None

    def _level_of_empty_column(self, row: int) -> str | None:
        """The level of the column that a band begins in, where names stand in no other rows of it: then the bands hold its names."""
        begins = min((cell.col for cell in band_cells(self.grid.row(row), row, self.header)), default=None)
        return next((column.role for column in self.named_in_bands if begins in column.cols), None)

    def _sets_of_row(self, row: int) -> list[IndicatorSet]:
        """The sets with their values in a row: what stands right of a last indicator that the row leaves out may be of the one before it.

        So is money, and everything where that one has no columns of values of its own.
        """
        sets = list(self.header.sets)
        last = sets[-1]
        money = tuple(column for column in last.values if column.ukuran in MONEY)
        others = [column for column in last.values if column not in money]
        named = [number for number, each in enumerate(sets) if self.own_text(each.indicator, row)]
        unnamed = not self.text(last.indicator, row)
        if unnamed and len(named) == 1 and not sets[named[0]].values and any(self.own_text(column, row) for column in last.values):
            sets[named[0]] = replace(sets[named[0]], values=last.values, unit=last.unit)
            sets[-1] = replace(last, values=())
            return sets
        left_out = unnamed and not any(self.own_text(column, row) for column in others)
        if named and left_out and any(self.own_text(column, row) for column in money):
            before = sets[named[-1]]
            sets[named[-1]] = replace(before, values=(*before.values, *money))
            sets[-1] = replace(last, values=tuple(others))
        return sets

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

    def _is_alone(self, row: int) -> bool:
        """Whether a row prints a name alone, or behind a letter, that begins as no indicator does, where indicators print figures."""
        if len(self.header.sets) != 1:
            return False
        (each,) = self.header.sets
        text = self.own_text(each.indicator, row)
        counted = [column for column in self.header.of_role("nomor") if not any(map(str.isdigit, self.own_text(column, row)))]
        others = (column for column in self.header.columns if column is not each.indicator and column not in counted)
        if not text or names_an_indicator(without_numbering(text)) or any(self.own_text(column, row) for column in others):
            return False
        return self.mostly_measured

    def _covers_values(self, row: int) -> bool:
        """Whether a drawn cell over an indicator's column runs over columns of values too: the rows of another table in the same frame."""
        if not self.table.drawn or len(self.header.sets) != 1 or self.spread(row) is not None:
            return False
        values = {col for column in self.header.values for col in column.cols}
        cells = {cell for each in self.header.sets for cell in self.cells(each.indicator, row) if cell.row == row and cell.text.strip()}
        return any(values & set(range(cell.col, cell.col + cell.cols)) for cell in cells)

    def _unplaced(self, row: int, own: Sequence[Column], *, named: bool = False) -> None:
        """A row with values but no indicator waits; one that only names parents holds for the rows below."""
        naming = (*NAMING, *TEXTS, "lainnya", "tidak_pasti") if named else NAMING
        beside = [column for column in own if column.role not in naming and re.search(r"\w", self.own_text(column, row))]
        if (named or any(column.role in PARENTS for column in own)) and not beside:
            self._keep_names(row, own)
        else:
            self.wait(row, "tanpa_indikator", "Baris berisi nilai atau rumus tetapi sel indikatornya kosong.")

    def _keep_names(self, row: int, own: Sequence[Column]) -> None:
        """A row of names alone: what it says beside them holds for the rows below."""
        self.parents_only.append(row)
        for column in own:
            if column.role in (*TEXTS, "lainnya", "tidak_pasti") and (text := self.own_text(column, row)):
                self.parents.beside[label_of(column)] = text

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
                self.wait(row, "tanpa_indikator", "Baris menyebut sasaran atau program tanpa indikator.")

    def _carried(self, column: Column, text: str, below: Sequence[Record]) -> bool:
        """Whether the text that a row of parents prints in a column stands in a record below."""
        if column.role == "kode":
            return True
        if column.role in (*PARENTS, "indikator_tujuan") or column is self.mixed:
            names = [getattr(record, role) for record in below for role in FIELDS]
            names += [record.lainnya.get(label) for record in below for label in LABELS]
            return any(name in text for name in names if name)
        if column.role == "nomor":
            return any(record.nomor in text for record in below if record.nomor)
        return any(text in kept for record in below for kept in (record.penanggung_jawab or "", *record.lainnya.values()))

    # -- rows that are no record ------------------------------------------------------------------------------------

    def _leftover(self, row: int, own: Sequence[Column]) -> None:
        """A row without an indicator, formula or value of its own: a parent's row, or text that belongs to the record above."""
        if any(column.role in PARENTS for column in own) and all(column.role in (*NAMING, "penanggung_jawab", "lainnya") for column in own):
            self._keep_names(row, own)
            return
        if self.records and own and all(column.role in SPOKEN for column in own):
            self._add_to_last(row, own)
            return
        self.wait(row, "bukan_baris_indikator", "Baris tidak memuat indikator, rumus, atau nilai.")

    def _add_to_last(self, row: int, own: Sequence[Column]) -> None:
        """Text that goes on below a record: a formula's second line, a variable in a row of its own."""
        last = self.records[-1]
        others: Mapping[str, str] = last.lainnya
        joined: dict[str, str] = {}
        for column in own:
            text = self.own_text(column, row)
            if column.role in TEXTS and (parts := texts_of_their_own(self.raw(column, row))):
                for label, content in parts:
                    if (role := role_of_label(label)) in TEXTS:
                        joined[role] = " ".join(part for part in (getattr(last, role), self.mend(content)) if part)
                    else:
                        others = merge_labels(others, label, self.mend(content))
            elif column.role == "formula" and last.formula and (factor := factor_beside(self.grid, column, row)) is not None:
                joined["formula"] = with_denominator(last.formula, self.mend(factor), text)
            elif column.role in TEXTS:
                joined[column.role] = " ".join(part for part in (getattr(last, column.role), text) if part)
            elif text and (column.role != "nomor" or not _COUNT.fullmatch(text)):
                others = merge_labels(others, label_of(column), text)
        flags = (*last.catatan, "teks_dari_baris_bawah") if "teks_dari_baris_bawah" not in last.catatan else last.catatan
        self.records[-1] = replace(last, lainnya=others, catatan=flags, **joined)  # type: ignore[arg-type]
