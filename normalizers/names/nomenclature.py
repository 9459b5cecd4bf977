"""A national list of programmes, kegiatan and sub kegiatan with their indicators, whatever its columns are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalizers.figures import canonical_unit
from normalizers.names.key import name_key
from normalizers.names.reference import Activity, ReferenceName
from normalizers.words import read_data, squash

FILE = "names/acuan_kolom.toml"
#: The header stands among so many first rows.
HEADER_WITHIN = 30
#: How the parts of a code are written, by level: urusan, bidang, program, kegiatan, sub kegiatan.
_DIGITS = (1, 2, 2, 0, 4)
_PARTS = ("kode_urusan", "kode_bidang", "program", "kegiatan", "sub_kegiatan")
#: Number of dotted parts of a code to its level.
_LEVELS = {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}


class NomenclatureError(ValueError):
    """A list that cannot be imported; nothing was taken from it.

    Attributes:
        sheet: The sheet, empty for CSV.
        row: Its 1-based row, 0 for the whole sheet.
        reason: What is wrong and what to do, in Indonesian.
    """

    def __init__(self, sheet: str, row: int, reason: str) -> None:
        place = ", ".join(part for part in (f"lembar {sheet}" if sheet else "", f"baris {row}" if row else "") if part)
        super().__init__(f"{place}: {reason}" if place else reason)
        self.sheet, self.row, self.reason = sheet, row, reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator of a list."""

    kode: str
    program: str
    kegiatan: str
    sub_kegiatan: str
    indikator: str
    satuan: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of a sheet as text, empty cells as empty strings; ``name`` is empty for CSV."""

    name: str
    rows: Sequence[Sequence[str]]


@lru_cache(maxsize=1)
def _columns() -> Mapping[str, str]:
    """Squashed header to role."""
    file = read_data(FILE)
    return {squash(name): role for role, names in file.table("kolom").items() for name in file.as_strings(names, role)}


def read_nomenclature(sheets: Iterable[Sheet]) -> list[Entry]:
    """Read the indicators of all sheets that hold a list.

    Three layouts are known: a row with all names and the whole code; one column of names whose level the length of the code tells; and
    the same with the code's parts in columns of their own.

    Raises:
        NomenclatureError: No sheet has an indicator and a code, or one code stands for two activities.
    """
    entries: list[Entry] = []
    seen: dict[str, tuple[str, int, str]] = {}
    closest: tuple[str, int, Sequence[str]] = ("", 0, ())
    for sheet in sheets:
        header = _find_header(sheet)
        if header is None:
            filled = next(((index, row) for index, row in enumerate(sheet.rows, 1) if sum(map(bool, row)) >= 2), (0, ()))
            closest = closest if closest[1] else (sheet.name, filled[0], filled[1])
            continue
        at, roles = header
        for row, entry in _entries(sheet, at, roles):
            sub = squash(entry.sub_kegiatan)
            before = seen.setdefault(entry.kode, (sheet.name, row, sub))
            if before[2] != sub:
                raise NomenclatureError(
                    sheet.name,
                    row,
                    f"kode {entry.kode} sudah dipakai di baris {before[1]} untuk sub kegiatan lain; perbaiki salah satunya lalu ulangi",
                )
            entries.append(entry)
    if not entries:
        found = ", ".join(cell for cell in closest[2] if cell)[:200]
        raise NomenclatureError(
            closest[0],
            closest[1],
            f"tidak ada kolom kode dan kolom indikator yang dikenal (yang ada: {found or 'tidak ada'}); beri judul kolom seperti "
            '"Kode Sub Kegiatan", "Sub Kegiatan", "Indikator", "Satuan"',
        )
    return list(dict.fromkeys(entries))


def as_references(entries: Iterable[Entry]) -> dict[str, ReferenceName]:
    """The list's indicators by their letters; one that several activities share has them all."""
    by_letters: dict[str, list[Entry]] = {}
    for entry in entries:
        by_letters.setdefault(name_key(entry.indikator).letters, []).append(entry)
    return {
        letters: ReferenceName(
            id=name_key(group[0].indikator).id,
            name=group[0].indikator,
            unit=_one_unit(group),
            source="acuan",
            synonyms=(),
            activities=tuple(dict.fromkeys(_activity(entry) for entry in group)),
        )
        for letters, group in by_letters.items()
    }


def _activity(entry: Entry) -> Activity:
    return Activity(entry.kode, *(name_key(name).letters for name in (entry.sub_kegiatan, entry.kegiatan, entry.program)))


def _one_unit(group: Sequence[Entry]) -> str | None:
    units = {unit.name for entry in group if entry.satuan and (unit := canonical_unit(entry.satuan)) is not None and unit.known}
    return next(iter(units)) if len(units) == 1 else None


def _find_header(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """The header's row and its columns' roles."""
    columns = _columns()
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        roles: dict[int, str] = {}
        for column, text in enumerate(row):
            role = columns.get(squash(text))
            if role is not None and role not in roles.values():
                roles[column] = role
        found = set(roles.values())
        if "indikator" in found and ("kode" in found or {"nama", "sub_kegiatan"} <= found):
            return index, roles
    return None


def _entries(sheet: Sheet, header: int, roles: Mapping[int, str]) -> Iterable[tuple[int, Entry]]:
    found = set(roles.values())
    above = {"program": "", "kegiatan": "", "sub_kegiatan": ""}
    parts = [""] * len(_PARTS)
    kode = ""
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        if not row:
            continue
        cells = {role: " ".join(row[column].split()) if column < len(row) else "" for column, role in roles.items()}
        if "nama" not in found:
            kode = cells["kode"] or kode
            above = {level: cells.get(level) or above[level] for level in above}
        else:
            kode, level = _code_in_parts(cells, parts) if "kode" not in found else _code_in_one(cells["kode"], kode)
            if level is not None and cells["nama"]:
                below = list(above)[list(above).index(level) :] if level in above else list(above)
                above |= dict.fromkeys(below, "")
                if level in above:
                    above[level] = cells["nama"]
        if cells["indikator"] and kode and above["sub_kegiatan"]:
            entry = Entry(kode, above["program"], above["kegiatan"], above["sub_kegiatan"], cells["indikator"], cells.get("satuan", ""))
            yield number, entry


def _code_in_one(printed: str, before: str) -> tuple[str, str | None]:
    if not printed:
        return before, None
    return printed, _LEVELS.get(len(printed.strip(".").split(".")), "lain")


def _code_in_parts(cells: Mapping[str, str], parts: list[str]) -> tuple[str, str | None]:
    """The code whose parts stand in columns; a row without parts goes on with the one before."""
    printed = [cells.get(role, "") for role in _PARTS]
    if not any(printed):
        return ".".join(part for part in parts if part), None
    parts[:] = [_padded(text, digits) for text, digits in zip(printed, _DIGITS, strict=True)]
    deepest = max(index for index, text in enumerate(printed) if text)
    return ".".join(part for part in parts[: deepest + 1] if part), _PARTS[deepest]


def _padded(text: str, digits: int) -> str:
    """Spreadsheets drop leading zeros: 1 is 01 or 0001."""
    whole = text.removesuffix(".0")
    return whole.zfill(digits) if whole.isdigit() and digits else whole
