"""A grid becomes records: one for each smallest row with its own indicator, or its own formula and values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from normalizers.figures import canonical_unit
from normalizers.form import PARENTS, Column, Header
from normalizers.rows.cell_values import ValueContext, read_value
from normalizers.rows.listed import list_items, values_per_item
from normalizers.rows.parents import FIELDS, LADDER, Parents, merge_labels
from normalizers.rows.row_kinds import is_header_again, is_section_row, is_signature_row, is_total_row
from normalizers.words import mend, without_numbering
from schemas.stages import Box, Cell, Grid, Quarantined, Record, Table, Value

#: Text columns that land as they are.
TEXTS = ("formula", "definisi", "sumber_data", "penanggung_jawab", "keterangan")
#: Columns of which one begins in every row that is a record.
TELLING = {"indikator", "nilai", "formula", "definisi"}

#: More items than this in one cell are not told apart by number.
MOST_ITEMS = 100


@dataclass(frozen=True, slots=True)
class TableContext:
    """What is known of a table beside its grid.

    Attributes:
        number: The table's number in the document, from 1.
        kind: ``jenis_tabel``.
        kind_known: Whether a heading or column told the kind.
        eselon, jabatan: From the lines above it.
        year: The one year its title or document names, for value columns without a year.
        end_year: The last year of the document's period, for a final condition without a year.
        vocabulary: Whole words of the document, for mending broken ones.
    """

    number: int
    kind: str
    kind_known: bool = True
    eselon: str | None = None
    jabatan: str | None = None
    year: int | None = None
    end_year: int | None = None
    vocabulary: Mapping[str, int] = field(default_factory=dict)


def read_records(table: Table, grid: Grid, header: Header, until: int, context: TableContext) -> tuple[list[Record], list[Quarantined]]:
    """Read the rows below one header.

    Args:
        table: The table.
        grid: ``table.grid()``.
        header: The header block.
        until: The row after the last one that belongs to this header.
        context: What is known of the table otherwise.

    Returns:
        The records, and the rows that could not be placed. Every row with text is in one of the two, but for repeated headers,
        column-number rows, section titles (whose text the records below carry) and signature blocks.
    """
    reader = _RowReader(table, grid, header, context)
    for row in range(header.end, until):
        reader.read(row)
    reader.close()
    return reader.records, reader.quarantined


class _RowReader:
    """Reads rows in order; the state is what merged and empty cells take from the rows above."""

    def __init__(self, table: Table, grid: Grid, header: Header, context: TableContext) -> None:
        self.table, self.grid, self.header, self.context = table, grid, header, context
        self.records: list[Record] = []
        self.quarantined: list[Quarantined] = []
        self.parents = Parents()
        self.levels = _levels(header)
        self.parents_only: list[int] = []

    def read(self, row: int) -> None:
        """Make a row's records, or put it where it belongs."""
        texts = self.grid.texts(row)
        if not any(texts) or is_header_again(self.grid, row) or is_signature_row(texts):
            return
        if is_section_row(self.grid, row, self.header):
            self.parents.enter_section(self._mend("\n".join(text for text in texts if text)))
            return
        if is_total_row(texts):
            self._quarantine(row, "baris_jumlah", "Baris jumlah/total, bukan indikator.")
            return
        begins = {cell.col for cell in self.grid.printed(row)}
        own = [column for column in self.header.columns if begins & set(column.cols)]
        self.parents.update(self.header, lambda column: self._text(column, row), lambda column: self._own_text(column, row))
        if not TELLING & {column.role for column in own}:
            self._leftover(row, own)
            return
        for column in self.levels:
            last = column is self.levels[-1]
            if self._own_text(column, row) or last:
                self._record(row, column, last=last)

    def close(self) -> None:
        """Rows that named only parents are lost when no record below carries them: those go to quarantine."""
        for row in self.parents_only:
            texts = [text for column in self.header.columns if column.role != "nomor" and (text := self._own_text(column, row))]
            texts += [text for column in self.header.of_role("nomor") if re.search(r"[^\W\d_]{3}", text := self._own_text(column, row))]
            below = [record for record in self.records if record.baris > row]
            carried = {kept for record in below for role in (*FIELDS, "nomor", "kode_nomenklatur") if (kept := getattr(record, role))}
            if not all(any(kept in text for kept in carried) for text in texts):
                self._quarantine(row, "tanpa_indikator", "Baris menyebut sasaran atau program tanpa indikator.")

    # -- the texts of a row -----------------------------------------------------------------------------------------

    def _mend(self, text: str) -> str:
        return mend(text, self.context.vocabulary)

    def _cells(self, column: Column, row: int) -> Sequence[Cell]:
        return self.grid.cells(row, column.cols)

    def _raw(self, column: Column, row: int) -> str:
        return "\n".join(cell.text for cell in self._cells(column, row) if cell.text.strip())

    def _text(self, column: Column, row: int) -> str:
        """The column's text in a row, a merged cell's text in every row it covers."""
        return self._mend(self._raw(column, row))

    def _own_text(self, column: Column, row: int) -> str:
        """The column's text when a cell of it begins in this row, else nothing."""
        cells = [cell for cell in self._cells(column, row) if cell.row == row]
        return self._mend("\n".join(cell.text for cell in cells if cell.text.strip()))

    # -- records ----------------------------------------------------------------------------------------------------

    def _record(self, row: int, column: Column, *, last: bool) -> None:
        own = self._own_text(column, row)
        indicator, flags = own or self._text(column, row), list(self.table.flags)
        if not indicator and self.parents.indikator is not None:
            indicator = self.parents.indikator
            flags.append("indikator_dari_baris_atas")
        if not re.search(r"[^\W\d_]", indicator):
            self._quarantine(row, "tanpa_indikator", "Baris berisi nilai atau rumus tetapi sel indikatornya kosong.")
            return
        self.parents.indikator = own or self.parents.indikator
        if not self.context.kind_known:
            flags.append("jenis_tabel_diduga")
        cell = next((c for c in self._cells(column, row) if c.text.strip()), self._cells(column, row)[0])
        record = Record(
            tabel=self.context.number,
            baris=row,
            bagian=self.levels.index(column) * MOST_ITEMS,
            jenis_tabel=self.context.kind,
            indikator=without_numbering(indicator),
            halaman=cell.page,
            kotak=cell.box,
            metode=self.table.method,
            keyakinan=self.table.confidence,
            tingkat=self._level(column),
            eselon=self.context.eselon,
            jabatan=self.context.jabatan,
            nomor=self.parents.nomor,
            lainnya=self._others(row),
            catatan=tuple(flags),
        )
        texts = self.parents.fields(self.header.columns, column, several_levels=len(self.levels) > 1)
        if last:
            texts |= self._texts(row)
        record = replace(record, **texts)  # type: ignore[arg-type]  # all of them text fields
        self.records.extend(self._with_values(record, row, column) if last else [record])

    def _with_values(self, record: Record, row: int, column: Column) -> list[Record]:
        """The record with its values; one each when the cell lists several indicators with a value each."""
        columns = self.header.values
        texts = [self._raw(value_column, row) for value_column in columns]
        items = list_items(self._raw(column, row))
        shared = values_per_item(texts, len(items)) if len(items) > 1 else None
        if shared is None:
            return [replace(record, values=self._values(row, record.indikator, texts))]
        flags = (*record.catatan, "sel_berisi_beberapa_indikator")
        names = [without_numbering(self._mend(item)) for item in items]
        return [
            replace(record, indikator=name, bagian=record.bagian + part, values=self._values(row, name, own), catatan=flags)
            for part, (name, own) in enumerate(zip(names, shared, strict=True))
        ]

    def _values(self, row: int, indicator: str, texts: Sequence[str]) -> tuple[Value, ...]:
        years = [column.tahun for column in self.header.values if column.tahun is not None]
        context = ValueContext(
            columns=self.header.values,
            unit=self._unit(row),
            indicator=indicator,
            confidence=self.table.confidence,
            year=self.context.year,
            end_year=self.context.end_year or max(years, default=None),
        )
        return tuple(
            read_value(column, self._filled_cells(column, row), text, context)
            for column, text in zip(self.header.values, texts, strict=True)
        )

    def _filled_cells(self, column: Column, row: int) -> Sequence[Cell]:
        cells = self._cells(column, row)
        return [cell for cell in cells if cell.text.strip()] or cells

    def _unit(self, row: int) -> str | None:
        for column in self.header.of_role("satuan"):
            unit = canonical_unit(self._raw(column, row))
            if unit is not None:
                return unit.name
        return None

    def _level(self, column: Column) -> str | None:
        """What the indicator is an indicator of (``tingkat``)."""
        if self.context.kind == "spm":
            return "spm"
        if self.context.kind == "iki" or (self.context.jabatan is not None and self.context.kind == "iku"):
            return "individu"
        if len(self.levels) > 1:
            before = [c.role for c in self.header.columns if c.cols[0] < column.cols[0] and c.role in LADDER]
            return before[-1] if before else None
        return self.parents.deepest()

    def _texts(self, row: int) -> dict[str, str | None]:
        texts: dict[str, str | None] = {}
        for role in TEXTS:
            found = [self._text(column, row) for column in self.header.of_role(role)]
            texts[role] = next((text for text in found if text), None)
        return texts

    def _others(self, row: int) -> Mapping[str, str]:
        others: Mapping[str, str] = dict(self.parents.section)
        for column in (*self.header.of_role("lainnya"), *self.header.of_role("uraian")):
            text = self._text(column, row)
            if text:
                others = merge_labels(others, column.text or f"Kolom {column.cols[0] + 1}", text)
        return others

    # -- rows that are no record ------------------------------------------------------------------------------------

    def _leftover(self, row: int, own: Sequence[Column]) -> None:
        """A row without an indicator, formula or value of its own: a parent's row, or text that belongs to the record above."""
        if any(column.role in PARENTS for column in own) and all(
            column.role in (*PARENTS, "indikator_tujuan", "nomor", "kode") for column in own
        ):
            self.parents_only.append(row)
            return
        texts = {column.role: self._own_text(column, row) for column in own if column.role in TEXTS}
        if self.records and texts and all(column.role in TEXTS for column in own):
            last = self.records[-1]
            joined = {role: " ".join(part for part in (getattr(last, role), text) if part) for role, text in texts.items()}
            changed = replace(last, catatan=(*last.catatan, "teks_dari_baris_bawah"))
            for role, text in joined.items():
                changed = replace(changed, **{role: text})  # type: ignore[arg-type]
            self.records[-1] = changed
            return
        self._quarantine(row, "bukan_baris_indikator", "Baris tidak memuat indikator, rumus, atau nilai.")

    def _quarantine(self, row: int, reason: str, sentence: str) -> None:
        cells = self.grid.row(row)
        own = self.grid.begins(row) or cells
        self.quarantined.append(
            Quarantined(
                alasan=reason,
                penjelasan=sentence,
                tabel=self.context.number,
                baris=row,
                halaman=own[0].page,
                kotak=row_box(own),
                teks=" | ".join(self._mend(cell.text) for cell in cells),
                kepala=" | ".join(column.text for column in self.header.columns),
            )
        )


def row_box(cells: Sequence[Cell]) -> Box:
    """The box around a row's cells, those on the first one's page."""
    boxes = [cell.box for cell in cells if cell.page == cells[0].page]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _levels(header: Header) -> list[Column]:
    """The indicator columns whose cells are records: all of them where each has its own parent column on its left."""
    claims = list(header.of_role("indikator"))
    if len(claims) < 2:
        return claims
    between = [any(c.role in PARENTS and a.cols[0] < c.cols[0] < b.cols[0] for c in header.columns) for a, b in pairwise(claims)]
    return claims if all(between) else [max(claims, key=lambda column: column.score)]
