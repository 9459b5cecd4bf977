"""Names that an indicator can be known by: our registry of standard names, and a nomenclature the user imported."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from normalizers.names.key import name_key
from normalizers.words import DataFileError
from schemas.contract import ARAH

FILE = "names/indikator_baku.csv"
COLUMNS = ("id_indikator", "indikator_baku", "satuan", "jenis", "arah", "urusan", "sinonim", "bukan", "sumber")
#: Between the synonyms of a name in the registry, and between its neighbours.
BETWEEN = " | "
_DIRECTIONS = frozenset({"", *(term.code for term in ARAH)})


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
        direction: Which way is better: a code of :data:`schemas.contract.ARAH`, or None where neither is or nobody says.
        field: The government field (urusan) that answers for it, or None.
        neighbours: Alike names that are known to mean something else.
    """

    id: str
    name: str
    unit: str | None
    source: str
    synonyms: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    direction: str | None = None
    field: str | None = None
    neighbours: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def registry() -> tuple[ReferenceName, ...]:
    """Our registry of standard names.

    Raises:
        DataFileError: A column is missing, a field is empty, two rows share an id or a name, or a neighbour is the name itself.
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
        if row["arah"] not in _DIRECTIONS:
            raise DataFileError(FILE, line, f"arah has to be empty or one of {', '.join(sorted(_DIRECTIONS - {''}))}")
        synonyms, neighbours = (tuple(part for part in row[name].split(BETWEEN) if part) for name in ("sinonim", "bukan"))
        own = {name_key(name).letters for name in (row["indikator_baku"], *synonyms)}
        for mark in (row["id_indikator"], *own):
            if mark in seen:
                raise DataFileError(FILE, line, f"says the same as line {seen[mark]}: {row['indikator_baku']}")
            seen[mark] = line
        for name in neighbours:
            if name_key(name).letters in own:
                raise DataFileError(FILE, line, f"is not to be joined with itself: {name}")
        names.append(
            ReferenceName(
                id=row["id_indikator"],
                name=row["indikator_baku"],
                unit=row["satuan"] or None,
                source="baku",
                synonyms=synonyms,
                direction=row["arah"] or None,
                field=row["urusan"] or None,
                neighbours=neighbours,
            )
        )
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
        names.append(
            replace(name, name=official.name, unit=official.unit or name.unit, source="acuan", synonyms=synonyms, activities=activities)
        )
    return (*names, *left.values())
