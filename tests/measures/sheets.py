"""Tables written down by people who had not seen the program, with what each column means: ``python -m tests.measures.sheets [SET …]``.

A set (``tests/measures/sheets/*.json``) is a list of sheets of one table each: ``judul`` (the lines above it), ``kepala`` and ``baris``
(rows of cells as in HTML, a cell with a span being ``{"t": text, "r": rows, "c": columns}``), and ``makna``, a word a column: a role, or
``MEASURE YEAR [TWn]``; ``#2`` marks the columns of a second set of indicators, ``abaikan`` what the page leaves open, ``lainnya`` what is
no value. ``tingkat`` has the level of the names in a column ``nama`` by row, ``pita`` that of bands, ``baris_bukan`` the rows without an
indicator. Every value of a sheet is another number, so that a landed value tells its cell.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from normalizers.document import normalise
from normalizers.words import without_numbering
from schemas.stages import Cell, CellLine, ExtractedDocument, PageText, Record, Table, TextLine, Value

FOLDER = Path(__file__).parent / "sheets"
#: Text fields that are compared, and levels of programmes from the highest to the lowest.
TEXTS = (
    "tujuan", "indikator_tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan",
    "formula", "sumber_data", "penanggung_jawab", "keterangan",
)  # fmt: skip
PARENTS = TEXTS[:6]
PROGRAMMES = ("program", "kegiatan", "sub_kegiatan")
#: How sure a value is that is called sure.
SURE = 0.8
#: Points that a level of indentation is drawn in, and the size of a cell.
INDENT, WIDTH, HEIGHT = 6.0, 100.0, 20.0

_VALUE = re.compile(r"(target|realisasi|capaian|kondisi_awal|kondisi_akhir|pagu|realisasi_anggaran) (\d{4})(?: TW([1-4]))?")
_NOTHING = re.compile(r"\s*(?:[-–—]+|n/?a)?\s*", re.IGNORECASE)

Moment = tuple[str, int, int | None]


@dataclass
class Sheet:
    """One table as it was written down."""

    given: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.given["id"])

    @cached_property
    def head(self) -> dict[tuple[int, int], Mapping[str, Any]]:
        """By grid position, the header's cells as they were given."""
        return _placed(self.given["kepala"])

    @cached_property
    def body(self) -> dict[tuple[int, int], Mapping[str, Any]]:
        return _placed(self.given["baris"])

    @property
    def meanings(self) -> list[str]:
        return list(self.given["makna"])

    def text(self, row: int, col: int) -> str:
        return str(self.body[row, col]["t"])

    def begins(self, row: int, col: int) -> bool:
        """Whether a cell of the body begins in a row."""
        return bool(self.body[row, col]["row"] == row)

    def document(self) -> ExtractedDocument:
        """The sheet as a reader hands it on: a ruled table below its lines."""
        top = len(self.given["kepala"])
        cells: list[Cell] = []
        for offset, placed in ((0, self.head), (top, self.body)):
            once = {(cell["row"], cell["col"]): cell for cell in placed.values()}
            cells += [_cell(cell, offset) for _, cell in sorted(once.items())]
        rows, cols = top + len(self.given["baris"]), len(self.meanings)
        above = tuple(TextLine(line, (0.0, 0.0, 100.0, 10.0), 1) for line in self.given["judul"])
        page = PageText(1, above, "teks", True, "")
        return ExtractedDocument(
            (page,), (Table(tuple(sorted(cells, key=lambda c: (c.row, c.col))), rows, cols, 1, "garis", 1.0, above=above),)
        )

    def below_one_title(self, row: int, col: int) -> str:
        """A row's texts below the innermost title of a column, a number and its unit beside it."""
        last = len(self.given["kepala"]) - 1
        return " ".join(self.text(row, at) for at in range(len(self.meanings)) if self.head[last, at] is self.head[last, col])

    @cached_property
    def indicators(self) -> list[tuple[int, str]]:
        """The columns of indicators with the number of their set."""
        return [(col, _set_of(meaning)) for col, meaning in enumerate(self.meanings) if _bare(meaning) == "indikator"]

    def rows(self) -> Iterator[tuple[int, int, list[int]]]:
        """Each indicator: its row, its column and the columns that are its own."""
        passed = {*self.given.get("baris_bukan", ()), *map(int, self.given.get("pita", {}))}
        for row in range(len(self.given["baris"])):
            for col, number in self.indicators:
                if row not in passed and self.begins(row, col) and self.text(row, col).strip():
                    yield row, col, [other for other in range(len(self.meanings)) if self._belongs(other, col, number)]

    def _belongs(self, col: int, indicator: int, number: str) -> bool:
        meaning = self.meanings[col]
        if "#" in meaning:
            return _set_of(meaning) == number
        if len(self.indicators) == 1 or _bare(meaning) in ("abaikan", "lainnya"):
            return True
        if _bare(meaning) in PARENTS:
            return col < indicator
        left = [own for place, own in self.indicators if place <= col]
        return (left[-1] if left else self.indicators[0][1]) == number

    def names(self, row: int, col: int) -> dict[str, str]:
        """By level, the names that hold for a row of a column of several levels."""
        levels: Mapping[str, str] = self.given["tingkat"]
        begun = int(self.body[row, col]["row"])
        found: dict[str, str] = {}
        for at in range(begun + 1):
            level = levels.get(str(at))
            if level is not None:
                rank = PROGRAMMES.index(level) if level in PROGRAMMES else -1
                found = {name: text for name, text in found.items() if PROGRAMMES.index(name) < rank}
                if level in PROGRAMMES and self.begins(at, col):
                    found[level] = self.text(at, col)
        return found if levels.get(str(begun)) in PROGRAMMES else {}


def _bare(meaning: str) -> str:
    return meaning.partition("#")[0]


def _set_of(meaning: str) -> str:
    return meaning.partition("#")[2] or "1"


def _placed(rows: Sequence[Sequence[Any]]) -> dict[tuple[int, int], Mapping[str, Any]]:
    """Rows of cells as in HTML by grid position."""
    found: dict[tuple[int, int], Mapping[str, Any]] = {}
    for row, cells in enumerate(rows):
        col = 0
        for given in cells:
            while (row, col) in found:
                col += 1
            cell = {"r": 1, "c": 1, **(given if isinstance(given, dict) else {"t": given}), "row": row, "col": col}
            for place in ((row + a, col + b) for a in range(cell["r"]) for b in range(cell["c"])):
                found[place] = cell
    return found


def _cell(given: Mapping[str, Any], offset: int) -> Cell:
    row, col = given["row"] + offset, given["col"]
    box = (WIDTH * col, HEIGHT * row, WIDTH * (col + given["c"]), HEIGHT * (row + given["r"]))
    left = box[0] + 2 + INDENT * int(given.get("inden") or 0)
    lines = tuple(
        CellLine(text, (left, box[1] + 2 + 6 * at, left + 4 * len(text), box[1] + 8 + 6 * at), bool(given.get("tebal")), 8.0, 1)
        for at, text in enumerate(str(given["t"]).split("\n"))
        if text.strip()
    )
    return Cell(row, col, str(given["t"]), box, 1, given["r"], given["c"], lines=lines)


@dataclass
class Found:
    """What came of some sheets: rows wholly right, values in their place, values that are sure and wrong."""

    rows: int = 0
    whole: int = 0
    values: int = 0
    right: int = 0
    sure: int = 0
    sure_wrong: int = 0
    lost: int = 0
    told: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        for name in ("rows", "whole", "values", "right", "sure", "sure_wrong", "lost"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.told += other.told


def _key(text: object) -> str:
    return re.sub(
        r"[\W_]+",
        "",
        re.sub(r"^(?:tujuan|sasaran|program|(?:sub ?)?kegiatan)\s*\d*\s*:", "", without_numbering(str(text or "")).casefold()),
    )


def _printed(text: object) -> str:
    return re.sub(r"\s+", "", str(text or "")).casefold().strip(".;:")


def measure(sheet: Sheet) -> Found:
    """Compare what lands of a sheet with what was written down."""
    records = list(normalise(sheet.document(), f"{sheet.name}.pdf").records)
    found, problems = Found(), Counter[str]()
    for row, indicator, own in sheet.rows():
        found.rows += 1
        wanted = _key(sheet.text(row, indicator))
        same = [record for record in records if wanted in (_key(record.indikator), _key(record.indikator.split(": ", 1)[-1]))]
        if not same:
            found.lost += 1
            found.values += sum(_VALUE.match(sheet.meanings[col]) is not None for col in own)
            problems["hilang"] += 1
            continue
        printed = {_printed(sheet.text(row, col)) for col in own}
        record = max(same, key=lambda each: sum(_printed(value.nilai_teks) in printed for value in each.values))
        records.remove(record)
        wrong = [*_texts(sheet, row, own, record), *_values(sheet, row, own, record, found)]
        found.whole += not wrong
        problems.update(wrong)
    if problems:
        found.told.append(f"{sheet.name}: " + "; ".join(f"{problem} ×{count}" for problem, count in problems.most_common(6)))
    return found


def _texts(sheet: Sheet, row: int, own: Sequence[int], record: Record) -> Iterator[str]:
    for col in own:
        role = _bare(sheet.meanings[col])
        wanted = {role: sheet.text(row, col)} if role in TEXTS else sheet.names(row, col) if role == "nama" else {}
        for name, text in wanted.items():
            if text.strip() and _key(getattr(record, name)) != _key(text) and sorted(_key(getattr(record, name))) != sorted(_key(text)):
                yield f"{name} in column {col}"


def _values(sheet: Sheet, row: int, own: Sequence[int], record: Record, found: Found) -> Iterator[str]:
    left: list[Value] = [value for value in record.values if value.tahun is not None and value.jenis_nilai != "kosong"]
    open_texts = {_printed(sheet.text(row, col)) for col in range(len(sheet.meanings)) if _bare(sheet.meanings[col]) == "abaikan"}
    for col in own:
        match = _VALUE.fullmatch(_bare(sheet.meanings[col]))
        text = sheet.text(row, col)
        if match is None or _NOTHING.fullmatch(text):
            continue
        found.values += 1
        moment: Moment = (match[1], int(match[2]), int(match[3]) if match[3] else None)
        printed = {_printed(text), _printed(sheet.below_one_title(row, col))}
        here = [value for value in left if _printed(value.nilai_teks) in printed]
        value = next((each for each in here if _agrees(each, moment, sheet, col)), None) or next(iter(here), None)
        if value is None:
            yield f"{sheet.meanings[col]} in column {col} did not land"
            continue
        left.remove(value)
        right = _agrees(value, moment, sheet, col)
        found.right += right
        found.sure += (value.keyakinan or 0) >= SURE
        if not right:
            found.sure_wrong += (value.keyakinan or 0) >= SURE
            yield f"{sheet.meanings[col]} in column {col} is {value.ukuran} {value.tahun} {value.triwulan or ''}"
    for value in left:
        if not any(_printed(value.nilai_teks) in text for text in open_texts) and all(sheet.begins(row, col) for col in own):
            found.sure += (value.keyakinan or 0) >= SURE
            found.sure_wrong += (value.keyakinan or 0) >= SURE
            yield f"{value.ukuran} {value.tahun} is none"


def _agrees(value: Value, wanted: Moment, sheet: Sheet, col: int) -> bool:
    """Whether a value is what the column means; a target for the end of a plan may also be called its final condition."""
    got = (value.ukuran, value.tahun, value.triwulan)
    ends = {"target", "kondisi_akhir"}
    title = " ".join(str(cell["t"]) for (_, at), cell in sheet.head.items() if at == col).casefold()
    return got == wanted or ("akhir" in title and {got[0], wanted[0]} == ends and got[1:] == wanted[1:])


def sets() -> dict[str, list[Sheet]]:
    """All sets by name."""
    return {path.stem: [Sheet(given) for given in json.loads(path.read_text(encoding="utf-8"))] for path in sorted(FOLDER.glob("*.json"))}


@click.command()
@click.option("--show", is_flag=True, help="What differs, sheet by sheet.")
@click.argument("names", nargs=-1)
def main(show: bool, names: tuple[str, ...]) -> None:
    """Print, set by set, what comes of the sheets."""
    for name, sheets in sets().items():
        if names and name not in names:
            continue
        total = Found()
        for sheet in sheets:
            total.add(measure(sheet))
        if show:
            click.echo("\n".join(total.told))
        click.echo(
            f"{name}: {len(sheets)} sheets, rows wholly right {total.whole}/{total.rows}, values {total.right}/{total.values}, "
            f"sure and wrong {total.sure_wrong}/{total.sure}, rows lost {total.lost}"
        )


if __name__ == "__main__":
    main()
