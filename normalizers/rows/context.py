"""What is known of a table beside its grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from normalizers.words import NOTHING_TAUGHT, UserTerms


@dataclass(frozen=True, slots=True)
class TableContext:
    """What is known of a table beside its grid.

    Attributes:
        number: The table's number in the document, from 1.
        kind: ``jenis_tabel``.
        kind_known: Whether a heading or column told the kind.
        eselon, jabatan: From the lines above it.
        goals: Levels that the heading right above the table names, by role.
        kode: The programme code that the most particular of them is printed with.
        year_flags: By a value column's first grid column, where its year comes from when the header does not print it.
        row_years: The years that rows print, for the columns that have a flag in ``year_flags``.
        row_quarters: The quarters that rows are of (None: the whole year), for the columns that have a cell of their own in them.
        yearly: First grid columns of values that are the year's in all those rows.
        vocabulary: Whole words of the document, for mending broken ones.
        taught: Headers and units that people named.
    """

    number: int
    kind: str
    kind_known: bool = True
    eselon: str | None = None
    jabatan: str | None = None
    goals: Mapping[str, str] = field(default_factory=dict)
    kode: str | None = None
    year_flags: Mapping[int, str] = field(default_factory=dict)
    row_years: Mapping[int, int] = field(default_factory=dict)
    row_quarters: Mapping[int, int | None] = field(default_factory=dict)
    yearly: frozenset[int] = frozenset()
    vocabulary: Mapping[str, int] = field(default_factory=dict)
    taught: UserTerms = NOTHING_TAUGHT
