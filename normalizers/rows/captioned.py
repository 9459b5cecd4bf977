"""A table of one indicator, whose name its caption says, becomes that indicator's record with a value for each year and measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from normalizers.figures import canonical_unit, decimal_mark
from normalizers.form import TEXTS, Column, Moved, OneIndicator, caption_of, indicator_of, part_of_year, speaks_of_money
from normalizers.rows.cell_values import ValueContext, read_value
from normalizers.rows.context import TableContext
from normalizers.rows.doubts import doubted, doubted_together
from normalizers.rows.parents import label_of, merge_labels
from normalizers.rows.row_kinds import is_average_row, is_total_row
from normalizers.rows.waiting import waiting_row
from normalizers.words import mend, years_in
from schemas.stages import Grid, Quarantined, Record, Table, TextLine, Value

FROM_CAPTION, QUARTER_FROM_CAPTION, QUARTER_IN_DOUBT = "indikator_dari_judul", "triwulan_dari_judul", "triwulan_meragukan"
#: What a caption names is not surer than this: it is a sentence about the table, not a cell of it.
BY_CAPTION = 0.85
#: And a quarter that only the caption names not surer than this.
BY_ITS_CAPTION = 0.75
#: Nothing that may be of another moment is surer than this.
DOUBTFUL = 0.5
#: Under this label a record keeps its table's caption as printed.
CAPTION = "Judul tabel"
UNNAMED = "Tabel tampak memuat satu indikator per tahun, tetapi judul di atasnya tidak jelas menyebut satu indikator."
OTHER_COLUMNS = "Tabel tampak memuat satu indikator per tahun, tetapi kolom ini mungkin membedakan barisnya: {}."
UNDATED_TABLE = "Tabel tampak memuat satu indikator, tetapi tahunnya tidak jelas dari judul tabel."
UNDATED = "Baris tabel satu indikator tanpa tahun atau ukuran yang dikenal."


def read_captioned(
    table: Table, grid: Grid, found: OneIndicator, above: Sequence[TextLine], context: TableContext
) -> tuple[list[Record], list[Quarantined], str]:
    """Read a table of one indicator.

    Args:
        table, grid: The table.
        found: Its rows in their years.
        above: The lines above it that are its own, nearest last.
        context: What is known of the table otherwise.

    Returns:
        The record, if its caption names an indicator; the rows that could not be placed; and why the whole table has no record, "" where
        it has one.
    """
    caption = caption_of([line.text for line in above])
    if found.money and (caption is None or speaks_of_money(caption.text)):
        return [], [], "anggaran per tahun, tanpa kolom indikator"
    part = part_of_year([line.text for line in above])
    whole = part.quarter is None and not part.up_to
    indicator = indicator_of(caption.text) if caption is not None and whole else None
    undated = not all(column.tahun for row in found.rows for column in row.columns)
    years = set(years_in(caption.text, skip_laws=True)) if caption is not None else set()
    if caption is None or indicator is None or found.unknown or (undated and len(years) != 1):
        sentence = UNNAMED if indicator is None else OTHER_COLUMNS.format(", ".join(found.unknown)) if found.unknown else UNDATED_TABLE
        rows = sorted({each.row for each in found.rows} | set(found.undated))
        waiting = [_waits(grid, row, found, context, "indikator_tidak_disebut", sentence) for row in rows]
        return [], waiting, "satu indikator, namanya tidak dikenali dari judul tabel (karantina)"
    if undated:
        found, context = _in_year(found, years.pop(), context)
    record = _record(table, grid, found, indicator, above[-caption.lines :], context)
    lost = [_waits(grid, row, found, context, "tanpa_indikator", UNDATED) for row in found.undated]
    return [record], lost, ""


def _in_year(found: OneIndicator, year: int, context: TableContext) -> tuple[OneIndicator, TableContext]:
    """A table in the year that its caption names, where its columns name none."""
    bare = {column.cols[0] for row in found.rows for column in row.columns if column.tahun is None}
    rows = tuple(
        replace(row, columns=tuple(replace(column, meaning=replace(column.meaning, tahun=column.tahun or year)) for column in row.columns))
        for row in found.rows
    )
    return replace(found, rows=rows), replace(context, year_flags=dict.fromkeys(bare, "tahun_dari_judul"))


def _record(table: Table, grid: Grid, found: OneIndicator, indicator: str, printed: Sequence[TextLine], context: TableContext) -> Record:
    unit = _unit(grid, found, context)
    values = [_read(table, grid, found, row.row, column, unit, indicator, context) for row in found.rows for column in row.columns]
    caption = mend("\n".join(line.text for line in printed), context.vocabulary)
    others, texts = _beside(grid, found, context)
    first = grid.begins(found.rows[0].row)[0]
    record = Record(
        tabel=context.number,
        baris=found.rows[0].row,
        jenis_tabel=context.kind,
        indikator=indicator,
        halaman=first.page,
        kotak=first.box,
        metode=table.method,
        keyakinan=min(table.confidence, BY_CAPTION),
        values=tuple(values),
        eselon=context.eselon,
        jabatan=context.jabatan,
        lainnya={CAPTION: caption, **others},
        catatan=(*table.flags, FROM_CAPTION, *(() if context.kind_known else ("jenis_tabel_diduga",))),
        **texts,  # type: ignore[arg-type]  # all of them text fields
    )
    (seen,) = doubted_together([doubted(record, drawn=table.drawn)])
    return seen


def _read(
    table: Table, grid: Grid, found: OneIndicator, row: int, column: Column, unit: str | None, indicator: str, context: TableContext
) -> Value:
    cells = grid.cells(row, column.cols)
    filled = tuple(cell for cell in cells if cell.text.strip()) or cells[:1]
    columns = next(each.columns for each in found.rows if each.row == row)
    own = {col for each in found.rows for one in each.columns for col in one.cols}
    mark = decimal_mark(cell.text for cell in table.cells if cell.col in own and cell.row >= found.header.end)
    around = ValueContext(columns, unit, indicator, min(table.confidence, BY_CAPTION), context.year_flags, context.taught, mark)
    return read_value(column, filled, "\n".join(cell.text for cell in filled), around)


def _unit(grid: Grid, found: OneIndicator, context: TableContext) -> str | None:
    """The unit that a column of units prints for all rows alike."""
    texts = {
        mend(cell.text)
        for column in found.beside
        if column.role == "satuan"
        for row in found.rows
        for cell in grid.cells(row.row, column.cols)
    }
    units = {unit.name for text in texts if text and (unit := canonical_unit(text, context.taught)) is not None}
    return units.pop() if len(units) == 1 else None


def _beside(grid: Grid, found: OneIndicator, context: TableContext) -> tuple[dict[str, str], dict[str, str]]:
    """What other columns say of the rows: by label what has no field of its own, and by field the rest."""
    others: Mapping[str, str] = {}
    texts: dict[str, str] = {}
    for column in found.beside:
        if column.role in ("nomor", "satuan"):
            continue
        said = dict.fromkeys(mend(cell.text, context.vocabulary) for row in found.rows for cell in grid.cells(row.row, column.cols))
        whole = " ".join(text for text in said if text)
        if whole and column.role in TEXTS:
            texts[column.role] = " ".join(filter(None, (texts.get(column.role), whole)))
        elif whole:
            others = merge_labels(others, label_of(column), whole)
    return dict(others), texts


def _waits(grid: Grid, row: int, found: OneIndicator, context: TableContext, reason: str, sentence: str) -> Quarantined:
    titles = " | ".join(column.text for column in found.header.columns)
    texts = grid.texts(row)
    if is_total_row(texts) or is_average_row(texts):
        reason, sentence = "baris_jumlah", "Baris jumlah atau rata-rata, bukan indikator."
    return waiting_row(grid, row, reason, sentence, context.number, titles, context.vocabulary)


def in_its_quarter(records: Sequence[Record], moved: Moved) -> list[Record]:
    """Records whose results are of a quarter that only the caption names: offices head what was reached up to it so, too."""
    flag = QUARTER_FROM_CAPTION if moved.quarter is not None else QUARTER_IN_DOUBT

    def noted(value: Value) -> Value:
        hangs = (value.ukuran, value.tahun) in moved.moments and value.triwulan == moved.quarter and value.jenis_nilai != "kosong"
        return value.noted(flag, at_most=BY_ITS_CAPTION) if hangs else value

    if not moved.moments:
        return list(records)
    found = [replace(record, values=tuple(map(noted, record.values))) for record in records]
    return _targets_doubted(found, moved) if moved.quarter is not None and _look_like_quarters(found, moved.quarter) else found


def _look_like_quarters(records: Sequence[Record], quarter: int) -> bool:
    """Whether most of what was reached in a quarter is so near the targets beside it that these may be the quarter's, too."""
    shares = []
    for record in records:
        numbers = {(value.ukuran, value.triwulan): value.nilai for value in record.values}
        target, reached = numbers.get(("target", None)), numbers.get(("realisasi", quarter))
        shares += [reached / target] if target and reached is not None else []
    # Of a year's target a quarter of it, half of it … is reached by then; of an index the whole: that looks like a quarter's.
    return bool(shares) and median(shares) > (quarter / 4 + 1) / 2


def _targets_doubted(records: Sequence[Record], moved: Moved) -> list[Record]:
    years = {year for _, year in moved.moments}

    def noted(value: Value) -> Value:
        of_year = value.ukuran == "target" and value.triwulan is None and value.tahun in years and value.jenis_nilai != "kosong"
        return value.noted(QUARTER_IN_DOUBT, at_most=DOUBTFUL) if of_year else value

    return [replace(record, values=tuple(map(noted, record.values))) for record in records]
