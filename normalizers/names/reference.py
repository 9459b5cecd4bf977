"""Names that an indicator can be known by: our registry of standard names, and a nomenclature the user imported."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from normalizers.names.key import name_key
from normalizers.words import DataFileError

FILE = "names/indikator_baku.csv"
COLUMNS = ("id_indikator", "indikator_baku", "satuan", "jenis", "sinonim", "sumber")
#: Between the synonyms of a name in the registry.
BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Activity:
    """Where a nomenclature has an indicator: the code of its sub kegiatan and the names above it, as keys."""

    kode: str
    sub_kegiatan: str
    kegiatan: str
    program: str


@dataclass(frozen=True, slots=True)
class ReferenceName:
    """A standard name.

    Attributes:
        id: Of the indicator.
        name: As it is to be written.
        unit: The canonical unit, or None.
        source: ``baku`` (our registry), ``acuan`` (imported) or ``keputusan`` (a person's).
        synonyms: Other names that are known to mean the same.
        activities: Where the nomenclature has it.
    """

    id: str
    name: str
    unit: str | None
    source: str
    synonyms: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()


@lru_cache(maxsize=1)
def registry() -> tuple[ReferenceName, ...]:
    """Our registry of standard names.

    Raises:
        DataFileError: A column is missing, a field is empty, or two rows share an id or a name.
    """
    return parse_registry(resources.files("normalizers").joinpath("data", FILE).read_text(encoding="utf-8"))


def parse_registry(text: str) -> tuple[ReferenceName, ...]:
    """Check the registry's text; see :func:`registry`."""
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise DataFileError(FILE, 1, f"the columns have to be {', '.join(COLUMNS)}")
    names: list[ReferenceName] = []
    seen: dict[str, int] = {}
    for row in reader:
        line = reader.line_num
        if not row["id_indikator"] or not row["indikator_baku"]:
            raise DataFileError(FILE, line, "id_indikator and indikator_baku may not be empty")
        synonyms = tuple(part for part in row["sinonim"].split(BETWEEN) if part)
        for mark in (row["id_indikator"], *{name_key(name).letters for name in (row["indikator_baku"], *synonyms)}):
            if mark in seen:
                raise DataFileError(FILE, line, f"says the same as line {seen[mark]}: {row['indikator_baku']}")
            seen[mark] = line
        names.append(ReferenceName(row["id_indikator"], row["indikator_baku"], row["satuan"] or None, "baku", synonyms))
    return tuple(names)


def merged(known: tuple[ReferenceName, ...], imported: Mapping[str, ReferenceName]) -> tuple[ReferenceName, ...]:
    """The registry with an imported nomenclature: where both have a name, the registry's id with the nomenclature's name and codes.

    Args:
        known: The registry.
        imported: The nomenclature's names by their letters (:attr:`NameKey.letters`).
    """
    left = dict(imported)
    names: list[ReferenceName] = []
    for name in known:
        found = [left.pop(key) for key in dict.fromkeys(name_key(each).letters for each in (name.name, *name.synonyms)) if key in left]
        if not found:
            names.append(name)
            continue
        official = found[0]
        synonyms = tuple(dict.fromkeys((name.name, *name.synonyms, *(other.name for other in found[1:]))))
        activities = tuple(activity for other in found for activity in other.activities)
        names.append(ReferenceName(name.id, official.name, official.unit or name.unit, "acuan", synonyms, activities))
    return (*names, *left.values())
