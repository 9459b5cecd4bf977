"""Tables of one indicator, whose name only the caption says: years as rows beside target and realisation, or the other way round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalizers.form.facts import MONEY_SHARE, facts_of
from normalizers.form.meaning import TEXTS, Column, Header, Meaning, Surroundings
from normalizers.form.measured import REACHING
from normalizers.form.understanding import understood
from normalizers.header import Block, is_number_row, is_title_row, said_by
from normalizers.words import fold, years_in
from schemas.stages import Grid

#: This share of the rows has a year, or a measure, of its own; the others wait.
SHARE = 0.6
#: A row's year or measure stands in so few words, and years are told by so many of them.
LABEL_WORDS, LEAST_YEARS = 4, 2
#: How surely a row's own word for its measure, or a column's own year, is what it says.
SURE = 0.97

_YEAR = re.compile(r"\W*(?:(?:tahun|thn|th|ta)\W*)?((?:19|20)\d\d)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A row and its value columns, each in its year."""

    row: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class OneIndicator:
    """A table of one indicator.

    Attributes:
        header: Its header.
        rows: Its rows with their years.
        undated: Rows with text that have no year, or no measure.
        beside: Columns that say something else of each row.
        unknown: Titles of columns that may tell the rows apart: the table may be of more than one indicator.
        money: Whether most of its figures have the size of money.
    """

    header: Header
    rows: tuple[DatedRow, ...]
    undated: tuple[int, ...]
    beside: tuple[Column, ...] = ()
    unknown: tuple[str, ...] = ()
    money: bool = False


def one_indicator(grid: Grid, header: Header | None, around: Surroundings) -> OneIndicator | None:
    """Understand a table in which no column names an indicator as one of a single one, by its years and measures.

    Args:
        grid: The table.
        header: Its header; None where its first row, down to where its titles reach, may be one.
        around: What stands around it.

    Returns:
        Its rows in their years; None when it is laid out in no such way.
    """
    if grid.n_rows < LEAST_YEARS or grid.n_cols < LEAST_YEARS:
        return None
    if header is None:
        below = max(cell.row + cell.rows for cell in grid.row(0))
        deeper = below < grid.n_rows and any(cell.cols > 1 for cell in grid.row(0) if cell.rows < below)
        end = below if deeper or below == 1 else 1
        header = understood(grid, Block(0, end), grid.n_rows, around)
    elif not all(is_title_row(grid, row) for row in range(header.first)):
        # Years alone over the titles name no header by themselves.
        header = understood(grid, Block(0, header.end), grid.n_rows, around)
    return _by_time(grid, header) or measures_as_rows(grid, header) or _one_row(grid, header)


def _by_time(grid: Grid, header: Header) -> OneIndicator | None:
    """Tahun | Target | Realisasi | Capaian. Rows of quarters or months are seen, and left to a person."""
    values = [column for column in header.values if column.meaning.undated]
    if not any(column.ukuran in REACHING for column in values) or len(values) < len(header.values):
        return None
    beside = [column for column in header.columns if column not in values]
    found = {column.cols: years for column in beside if (years := _years_below(grid, header, column))}
    cols = [col for column in values for col in column.cols]
    if len(found) != 1:
        parts = [column for column in beside if _tells_parts(grid, header, column)]
        return _whole(grid, header, (), beside, cols, [column.text or "Triwulan" for column in parts]) if parts and not found else None
    (time, years), *_ = found.items()
    rows = [DatedRow(row, tuple(_in_year(column, year) for column in values)) for row, year in years.items()]
    return _whole(grid, header, rows, [column for column in beside if column.cols != time], cols)


def _tells_parts(grid: Grid, header: Header, column: Column) -> bool:
    """Whether the rows of a column are the quarters or months of a year."""
    texts = [cell.text for cell in grid.down(column.cols[0], header.end, grid.n_rows) if cell.text.strip()]
    said = [said_by(text) for text in texts]
    titled = any("triwulan" in said_by(text).when.speaks_of for text in column.path)
    parts = [
        one.when.quarter is not None or (titled and one.when.bare_quarter is not None) or any(tag.name == "bulan" for tag in one.tags)
        for one in said
    ]
    return sum(parts) >= max(LEAST_YEARS, SHARE * len(parts))


def _one_row(grid: Grid, header: Header) -> OneIndicator | None:
    """Target | Realisasi | Capaian above a single row of figures; years that no title names are the caption's."""
    rows = [row for row in range(header.end, grid.n_rows) if any(grid.texts(row)) and not is_number_row(grid.row(row))]
    values = [column for column in header.values if column.ukuran in REACHING]
    if len(rows) != 1 or len(values) < LEAST_YEARS or len(values) < len(header.values):
        return None
    if any(column.meaning.tahun_ke is not None or column.meaning.relatif is not None for column in values):
        return None
    if not {"target", "realisasi"} & {column.ukuran for column in values} or not any(map(str.isdigit, "".join(grid.texts(rows[0])))):
        return None
    others = [column for column in header.columns if column not in values]
    if any(_may_tell_apart(grid, header, column) for column in others):
        # A row with a name of its own is not named by the caption.
        return None
    return _whole(grid, header, [DatedRow(rows[0], tuple(values))], others, [col for column in values for col in column.cols])


def _years_below(grid: Grid, header: Header, column: Column) -> dict[int, int]:
    """The years of a column's rows; none where they are not years, or one stands in several rows."""
    rows = [row for row in range(header.end, grid.n_rows) if (cell := grid.at(row, column.cols[0])).text.strip() and cell.row == row]
    years = {row: int(match[1]) for row in rows if (match := _YEAR.fullmatch(" ".join(grid.at(row, column.cols[0]).text.split())))}
    merged = any(grid.at(row, column.cols[0]).rows > 1 for row in years)
    distinct = len(set(years.values())) == len(years) >= LEAST_YEARS
    return years if distinct and not merged and len(years) >= SHARE * len(rows) else {}


def measures_as_rows(grid: Grid, header: Header) -> OneIndicator | None:
    """Uraian | 2023 | 2024, below it Target, Realisasi, Capaian."""
    dated = [(column, year) for column in header.columns if (year := _year_of(column)) is not None]
    named = [column for column in header.columns if column.cols not in {column.cols for column, _ in dated}]
    if not dated or not named or len({year for _, year in dated}) < len(dated):
        return None
    for label in named:
        texts = {row: " ".join(grid.at(row, label.cols[0]).text.split()) for row in range(header.end, grid.n_rows)}
        texts = {row: text for row, text in texts.items() if text}
        measures = {row: measure for row, text in texts.items() if (measure := _measure_of(text)) is not None}
        distinct = len(set(measures.values())) == len(measures) >= LEAST_YEARS
        if distinct and len(measures) >= SHARE * len(texts) and {"target", "realisasi"} & set(measures.values()):
            rows = [
                DatedRow(row, tuple(_in_year(column, year, measure, texts[row]) for column, year in dated))
                for row, measure in measures.items()
            ]
            others = [column for column in named if column.cols != label.cols]
            return _whole(grid, header, rows, others, [col for column, _ in dated for col in column.cols])
    return None


def _year_of(column: Column) -> int | None:
    """The one year that a column's titles name and nothing else."""
    said = [said_by(text) for text in column.path]
    years = {year for one in said for year in one.when.years}
    others = any(one.tags or one.foreign or one.when.quarter is not None for one in said)
    return years.pop() if len(years) == 1 and not others else None


def _measure_of(label: str) -> str | None:
    """The measure that a row's label is a word for."""
    said = said_by(label)
    if len(label.split()) > LABEL_WORDS or said.head is None or said.foreign or said.has("lain") or said.money or years_in(label):
        return None
    return said.head.name if said.head.section == "ukuran" and said.head.name in REACHING else None


def _in_year(column: Column, year: int, measure: str | None = None, label: str = "") -> Column:
    if measure is None:
        return replace(column, meaning=replace(column.meaning, tahun=year))
    # A percent sign behind the row's label ("Capaian (%)") is its unit.
    return replace(column, text=label, meaning=Meaning("nilai", measure, year, satuan=said_by(label).unit), score=SURE)


def _whole(
    grid: Grid, header: Header, rows: Sequence[DatedRow], others: Sequence[Column], cols: Sequence[int], untold: Sequence[str] = ()
) -> OneIndicator:
    dated = {each.row for each in rows}
    undated = [
        row for row in range(header.end, grid.n_rows) if row not in dated and any(grid.texts(row)) and not is_number_row(grid.row(row))
    ]
    unknown = [*untold, *(column.text for column in others if _may_tell_apart(grid, header, column) and column.text not in untold)]
    moments = Counter(column.meaning.moment for each in rows[:1] for column in each.columns)
    # Two sets of target and realisation are two indicators', or two of something.
    unknown += [column.text for each in rows[:1] for column in each.columns if moments[column.meaning.moment] > 1]
    facts = [facts_of(grid, (col,), header.end, grid.n_rows) for col in cols]
    filled = sum(each.filled for each in facts)
    money = bool(filled) and sum(each.filled * each.money for each in facts) > MONEY_SHARE * filled
    return OneIndicator(header, tuple(rows), tuple(undated), tuple(others), tuple(dict.fromkeys(unknown)), money)


def _may_tell_apart(grid: Grid, header: Header, column: Column) -> bool:
    """Whether a column may say what each row is of: neither a number, a unit nor a note, and not the same in every row."""
    if column.role in ("nomor", "satuan", *TEXTS):
        return False
    said = said_by(column.text)
    if said.head is not None and said.head.section == "lain" and not said.foreign:
        return False
    texts = {fold(cell.text) for col in column.cols for cell in grid.down(col, header.end, grid.n_rows)} - {""}
    return bool(texts)
