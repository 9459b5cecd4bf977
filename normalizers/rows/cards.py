"""Cards: one indicator a table, its properties as rows of a label and what it says ("Nama Indikator | : | …")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from normalizers.form import TEXTS
from normalizers.header import said_by
from normalizers.rows.parents import merge_labels
from normalizers.words import mend, without_numbering
from schemas.stages import Cell, Grid, Record, Table

#: A card has at least so many rows whose label is known, and so many columns at most.
LEAST_LABELS, MOST_COLUMNS = 3, 5
#: Roles that only a card or a table of definitions has.
_TELLING = frozenset({"definisi", "formula", "satuan", "sumber_data", "penanggung_jawab"})
_FIELDS = (*TEXTS, "tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")


def is_card(grid: Grid) -> bool:
    """Whether a table is a card: known labels down its first columns, what they say beside them."""
    if grid.n_cols > MOST_COLUMNS or grid.n_cols < 2:
        return False
    roles = [role for row in range(grid.n_rows) if (parts := _parts(grid, row)) and (role := _role(parts[0]))]
    first = [_parts(grid, row) for row in range(min(2, grid.n_rows)) if not _has_colon(grid, row)]
    if any(len(parts) >= 2 and all(_role(part) and said_by(part).whole for part in parts) for parts in first if parts):
        return False
    return (
        len(roles) >= LEAST_LABELS
        and len(set(roles)) >= LEAST_LABELS - 1
        and bool(_TELLING & set(roles))
        and len(roles) >= 0.4 * grid.n_rows
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
    return {role for row in range(grid.n_rows) if (parts := _parts(grid, row)) and (role := _role(parts[0]))}


def _has_colon(grid: Grid, row: int) -> bool:
    """Whether a colon stands between a row's label and what it says: no row of titles."""
    return any(cell.text.strip() == ":" for cell in grid.printed(row))


def read_cards(
    table: Table, grid: Grid, number: int, kind: str, vocabulary: Mapping[str, int], goals: Mapping[str, str]
) -> tuple[list[Record], dict[str, str]]:
    """Read a table of cards.

    Args:
        table, grid: The table.
        number: Its number in the document.
        kind: ``jenis_tabel``.
        vocabulary: Whole words of the document.
        goals: Levels that the heading right above names.

    Returns:
        A record each card, and what stands above the first card's indicator in a table that begins in the middle of one, by field or label.
    """
    cards: list[dict[str, str]] = []
    places: list[Cell] = []
    rows: list[int] = []
    before: dict[str, str] = {}
    current = before
    label = ""
    for row in range(grid.n_rows):
        cells = _part_cells(grid, row)
        if not cells:
            continue
        texts = [mend(cell.text, vocabulary) for cell in cells]
        role = _role(cells[0].text)
        content = " ".join(text for text in texts[1:] if not re.fullmatch(r"[:;.\s]*", text)).lstrip(": ").strip()
        if role == "indikator" and content:
            current = {}
            cards.append(current)
            places.append(cells[-1])
            rows.append(row)
        if role is None and label and len(cells) == 1 and cells[0].col > 0:
            current[label] = f"{current.get(label, '')} {texts[0]}".strip()
            continue
        label = role if role in ("indikator", *_FIELDS) else texts[0].strip(" :")
        if content:
            current.update(merge_labels(current, label, content))
    # What stands above a card's own name in its frame (the goal it serves) is its own where the name is not the first row.
    if cards and before and rows[0] < LEAST_LABELS:
        cards[0] = {**before, **cards[0]}
        before = {}
    records = [
        _record(table, number, row, card, kind, cell, goals)
        for row, card, cell in zip(rows, cards, places, strict=True)
        if card["indikator"]
    ]
    return records, before


def _record(table: Table, number: int, row: int, card: Mapping[str, str], kind: str, cell: Cell, goals: Mapping[str, str]) -> Record:
    fields = {name: card[name] for name in _FIELDS if card.get(name)}
    others = {label: text for label, text in card.items() if label not in (*_FIELDS, "indikator")}
    for role, text in goals.items():
        fields.setdefault(role, text)
    return Record(
        tabel=number,
        baris=row,
        jenis_tabel=kind,
        indikator=without_numbering(card["indikator"]),
        halaman=cell.page,
        kotak=cell.box,
        metode=table.method,
        keyakinan=table.confidence,
        tingkat=next((role for role in ("sub_kegiatan", "kegiatan", "program", "sasaran", "tujuan") if role in fields), None),
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


def _role(text: str) -> str | None:
    """The role a label names; ``lainnya`` for one that is known and has no field."""
    said = said_by(re.sub(r"[:;.\s]+$", "", text))
    head = said.head
    if head is None or said.foreign or len(text.split()) > 6:
        return None
    if head.section == "peran" and head.name not in ("uraian", "nama", "tujuan_sasaran", "kode"):
        return head.name
    return "lainnya" if head.section in ("lain", "ukuran") else None
