"""Cards: one indicator a table, its properties as rows of a label and what it says ("Nama Indikator | : | …")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from normalizers.figures import canonical_unit
from normalizers.form import TEXTS, Column, Meaning
from normalizers.header import said_by
from normalizers.rows.cell_values import ValueContext, read_value
from normalizers.rows.labelled_lines import labelled_lines, role_of_label
from normalizers.rows.parents import deepest, merge_labels
from normalizers.words import mend, without_numbering
from schemas.stages import Cell, Grid, Record, Table, TextLine, Value

#: A card has at least so many rows whose label is known, and so many columns at most.
LEAST_LABELS, MOST_COLUMNS = 3, 5
#: So many years beside each other head figures; how sure a card's label is of what it says of a year.
LEAST_YEARS, SURE_OF_YEAR = 2, 0.95
#: Roles that only a card or a table of definitions has.
_TELLING = frozenset({"definisi", "formula", "satuan", "sumber_data", "penanggung_jawab"})
_FIELDS = (*TEXTS, "tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")


@dataclass(frozen=True, slots=True)
class Entry:
    """A property of a card: its label and what it says.

    Attributes:
        row: The grid row it stands in.
        label: The label, mended; empty for text that goes on the property before.
        content: What stands beside it.
        cell: The cell that says it.
        figures: What the years beside the label say, each year with its cell.
        from_lines: Whether label and content are a line of one cell.
    """

    row: int
    label: str
    content: str
    cell: Cell
    figures: tuple[tuple[int, Cell], ...] = ()
    from_lines: bool = False

    @property
    def role(self) -> str | None:
        return role_of_label(self.label)


def entries_of(grid: Grid, vocabulary: Mapping[str, int] | None = None) -> list[Entry]:
    """The properties that a table prints as rows of a label and what it says, or as lines of one cell.

    Args:
        grid: The table.
        vocabulary: Whole words of the document.
    """
    found: list[Entry] = []
    skip = -1
    for row in range(grid.n_rows):
        cells = _part_cells(grid, row)
        if not cells or row == skip:
            continue
        if len(cells) == 1 and (lines := labelled_lines(cells[0].text)):
            found += [Entry(row, label, mend(content, vocabulary), cells[0], from_lines=True) for label, content in lines]
            continue
        texts = [mend(cell.text, vocabulary) for cell in cells]
        if len(cells) == 1 and cells[0].col > 0:
            found.append(Entry(row, "", texts[0], cells[0]))
            continue
        figures = _figures_of_years(grid, row, cells[1:])
        skip = row + 1 if figures else skip
        content = "" if figures else " ".join(text for text in texts[1:] if not re.fullmatch(r"[:;.\s]*", text)).lstrip(": ").strip()
        found.append(Entry(row, texts[0].strip(" :"), content, cells[-1], figures))
    return found


def _figures_of_years(grid: Grid, row: int, cells: Sequence[Cell]) -> tuple[tuple[int, Cell], ...]:
    """What stands below the years beside a label; nothing where no row of years does."""
    years = [(int(cell.text), cell) for cell in cells if re.fullmatch(r"\s*(?:19|20)\d\d\s*", cell.text)]
    below = {cell.col: cell for cell in grid.begins(row + 1)} if row + 1 < grid.n_rows else {}
    if len(years) < LEAST_YEARS or not all(cell.col in below for _, cell in years):
        return ()
    return tuple((year, below[cell.col]) for year, cell in years)


def is_card(grid: Grid) -> bool:
    """Whether a table is a card: known labels down its first columns, or down a cell, what they say beside them."""
    if grid.n_cols < 2:
        return False
    entries = entries_of(grid)
    roles = [role for entry in entries if (role := entry.role)]
    in_cells = sum(entry.from_lines for entry in entries) >= LEAST_LABELS
    if grid.n_cols > MOST_COLUMNS and not in_cells:
        return False
    first = [_parts(grid, row) for row in range(min(2, grid.n_rows)) if not _has_colon(grid, row)]
    if any(len(parts) >= 2 and all(role_of_label(part) and said_by(part).whole for part in parts) for parts in first if parts):
        return False
    return (
        len(roles) >= LEAST_LABELS
        and len(set(roles)) >= LEAST_LABELS - 1
        and bool(_TELLING & set(roles))
        and len(roles) >= 0.4 * (len(entries) if in_cells else grid.n_rows)
    )


def cards_of(lists: Sequence[Table]) -> list[Table]:
    """The lists of labels that say what an indicator is, or how it is computed: cards, not forms that name one.

    A list that goes on over a page break is one: the next page's first list does not name another indicator.

    Args:
        lists: The lists of a document, in order.
    """
    whole: list[Table] = []
    for table in lists:
        before = whole[-1] if whole else None
        goes_on = before is not None and before.cells[-1].page + 1 == table.page and before.n_cols == table.n_cols
        if before is not None and goes_on and "indikator" not in _roles(table.grid()):
            below = [replace(cell, row=cell.row + before.n_rows) for cell in table.cells]
            whole[-1] = replace(before, cells=(*before.cells, *below), n_rows=before.n_rows + table.n_rows)
        else:
            whole.append(table)
    return [table for table in whole if _is_definition(table.grid())]


def _is_definition(grid: Grid) -> bool:
    roles = _roles(grid)
    return "indikator" in roles and bool({"definisi", "formula"} & roles) and is_card(grid)


def _roles(grid: Grid) -> set[str]:
    return {role for row in range(grid.n_rows) if (parts := _parts(grid, row)) and (role := role_of_label(parts[0]))}


def _has_colon(grid: Grid, row: int) -> bool:
    """Whether a colon stands between a row's label and what it says: no row of titles."""
    return any(cell.text.strip() == ":" for cell in grid.printed(row))


def colons_down(grid: Grid) -> bool:
    """Whether every row has a colon in a cell of its own."""
    return grid.n_rows >= LEAST_LABELS and all(_has_colon(grid, row) for row in range(grid.n_rows))


def begun_above(lines: Sequence[TextLine]) -> list[Entry]:
    """The properties above a table, from the nearest one on that names an indicator: a card whose rest is the table on the next page."""
    found: list[Entry] = []
    for line in lines:
        parts = labelled_lines(line.text)
        if not parts or not parts[0][1]:
            continue
        (label, content), role = parts[0], role_of_label(parts[0][0])
        found = [] if role == "indikator" else found
        if found or role == "indikator":
            found.append(Entry(-1, label, content, Cell(0, 0, line.text, line.box, line.page)))
    return found


def read_cards(
    table: Table,
    grid: Grid,
    number: int,
    kind: str,
    vocabulary: Mapping[str, int],
    goals: Mapping[str, str],
    lead: Sequence[Entry] = (),
) -> tuple[list[Record], dict[str, str]]:
    """Read a table of cards.

    Args:
        table, grid: The table.
        number: Its number in the document.
        kind: ``jenis_tabel``.
        vocabulary: Whole words of the document.
        goals: Levels that the heading right above names.
        lead: The first card's properties that stand above the table.

    Returns:
        A record each card, and what stands above the first card's indicator in a table that begins in the middle of one, by field or label.
    """
    cards: list[dict[str, str]] = []
    named: list[Entry] = []
    figures: list[list[tuple[str, int, Cell, str]]] = [[]]
    before: dict[str, str] = {}
    current = before
    label = ""
    for entry in (*lead, *entries_of(grid, vocabulary)):
        role = entry.role
        if role == "indikator" and entry.content:
            current = {}
            cards.append(current)
            named.append(entry)
            figures.append([])
        if not entry.label and label:
            current[label] = f"{current.get(label, '')} {entry.content}".strip()
            continue
        label = role if role in ("indikator", *_FIELDS) else entry.label
        figures[-1] += _figures(entry)
        if entry.content:
            current.update(merge_labels(current, label, entry.content))
    # What stands above a card's own name in its frame (the goal it serves) is its own where the name is not the first row.
    if cards and before and named[0].row < LEAST_LABELS:
        cards[0] = {**before, **cards[0]}
        before = {}
    records = [
        replace(record, values=tuple(_value(record, unit_of_card(card), *figure) for figure in of_card))
        for entry, card, of_card in zip(named, cards, figures[1:], strict=True)
        if card["indikator"] and (record := _record(table, number, entry, card, kind, goals))
    ]
    return records, before


def _figures(entry: Entry) -> list[tuple[str, int, Cell, str]]:
    """What a property says of single years ("Target 2025: 80"; "Target", years and figures beside it): measure, year, cell, text."""
    said = said_by(entry.label)
    if said.head is None or said.head.section != "ukuran" or said.foreign:
        return []
    if entry.figures:
        return [(said.head.name, year, cell, cell.text) for year, cell in entry.figures]
    years = said.when.years
    return [(said.head.name, years[0], entry.cell, entry.content)] if len(years) == 1 and entry.content else []


def unit_of_card(card: Mapping[str, str]) -> str | None:
    """The unit that a card names, canonical."""
    unit = next((canonical_unit(text) for label, text in card.items() if role_of_label(label) == "satuan"), None)
    return unit.name if unit is not None else None


def _value(record: Record, unit: str | None, measure: str, year: int, cell: Cell, text: str) -> Value:
    column = Column((cell.col,), measure, (measure,), Meaning("nilai", measure, year), SURE_OF_YEAR)
    return read_value(column, (cell,), text, ValueContext((column,), unit, record.indikator, record.keyakinan))


def _record(table: Table, number: int, entry: Entry, card: Mapping[str, str], kind: str, goals: Mapping[str, str]) -> Record:
    fields = {name: card[name] for name in _FIELDS if card.get(name)}
    others = {label: text for label, text in card.items() if label not in (*_FIELDS, "indikator")}
    for role, text in goals.items():
        fields.setdefault(role, text)
    return Record(
        tabel=number,
        baris=max(0, entry.row),
        jenis_tabel=kind,
        indikator=without_numbering(card["indikator"]),
        halaman=entry.cell.page,
        kotak=entry.cell.box,
        metode=table.method,
        keyakinan=table.confidence,
        tingkat=deepest(fields),
        lainnya=others,
        catatan=table.flags,
        **fields,  # type: ignore[arg-type]  # all of them text fields
    )


def _part_cells(grid: Grid, row: int) -> list[Cell]:
    """A row's printed cells without a number before the label."""
    cells = [cell for cell in grid.printed(row) if cell.text.strip(" .:;")]
    while len(cells) > 1 and re.fullmatch(r"\(?(?:\d{1,2}|[a-z])[.)]*", cells[0].text.strip()):
        cells = cells[1:]
    return cells


def _parts(grid: Grid, row: int) -> list[str]:
    return [cell.text for cell in _part_cells(grid, row)]
