"""What a table's columns can mean, and what a whole table was understood as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from normalizers.header import Said, Signature, said_by, signature_of

#: Columns that name what an indicator is an indicator of, from the general to the particular.
LEVELS = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
#: Columns of names: a level each, or several levels in one (``nama``, ``tujuan_sasaran``).
PARENTS = (*LEVELS, "nama", "tujuan_sasaran")
#: Text columns that land as they are.
TEXTS = ("formula", "definisi", "sumber_data", "penanggung_jawab", "keterangan")
MONEY = ("pagu", "realisasi_anggaran")
#: Kinds of table that plan: a year's column without a measure is a target there.
PLANNING = frozenset({"iku", "iki", "pk", "renstra", "renaksi"})
#: Kinds of table that tell what was reached; a year alone may be either there.
ACHIEVED = frozenset({"realisasi"})
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the cells of one column say.

    Attributes:
        role: A level, ``nama``, ``indikator``, ``indikator_tujuan``, ``nomor``, ``kode``, ``satuan``, one of :data:`TEXTS`, ``nilai`` for
            values, ``lainnya`` for known columns that have no field of their own, ``tidak_pasti`` where the evidence does not decide.
        ukuran: Of values, what they measure (``target`` …).
        tahun: Of values, their year.
        tahun_ke: The year counted from the period's beginning, where the header only counts.
        urutan: Its place where the header only counts, and years or quarters may be meant.
        relatif: The year counted from the document's own ("n-2": -2), or ``lalu``, ``berjalan``, ``depan``.
        triwulan: Of values, their quarter.
        satuan: The unit that the header names.
    """

    role: str
    ukuran: str | None = None
    tahun: int | None = None
    tahun_ke: int | None = None
    relatif: int | str | None = None
    triwulan: int | None = None
    satuan: str | None = None
    urutan: int | None = None

    @property
    def moment(self) -> tuple[object, ...]:
        """What tells a value column from its neighbours."""
        return self.ukuran, self.tahun, self.tahun_ke, self.relatif, self.triwulan, self.urutan

    @property
    def undated(self) -> bool:
        """Whether the header says nothing of its time."""
        return all(time is None for time in self.moment[1:])


@dataclass(frozen=True, slots=True)
class Claim:
    """One meaning of a column, with what speaks for it.

    Attributes:
        weight: How strongly, in units of evidence (1: some, 3: plain).
        reasons: In Indonesian, for ``iku inspect``.
    """

    meaning: Meaning
    weight: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One logical column: the grid columns below one header cell, and what was decided of them.

    Attributes:
        cols: The grid columns.
        text: The header's printed text, rows joined by spaces.
        path: The header's cells from the outermost to the innermost.
        meaning: What it was understood as.
        score: 0..1, how surely.
        claims: Everything that spoke for a meaning, strongest first.
    """

    cols: tuple[int, ...]
    text: str
    path: tuple[str, ...]
    meaning: Meaning
    score: float
    claims: tuple[Claim, ...] = ()

    @property
    def role(self) -> str:
        return self.meaning.role

    @property
    def ukuran(self) -> str | None:
        return self.meaning.ukuran

    @property
    def tahun(self) -> int | None:
        return self.meaning.tahun

    @property
    def triwulan(self) -> int | None:
        return self.meaning.triwulan

    @property
    def satuan(self) -> str | None:
        return self.meaning.satuan

    @property
    def titles(self) -> frozenset[str]:
        """The roles that its title names, whichever it was taken for."""
        named = {tag.name for tag in said_by(self.path[-1]).tags if tag.section == "peran"} if self.path else set()
        return frozenset(named | {claim.meaning.role for claim in self.claims})

    @property
    def may_hold_names(self) -> bool:
        """Whether names may stand among its indicators: its title lists both, or is one for anything ("Uraian")."""
        said = said_by(self.path[-1]) if self.path else None
        return said is not None and (names_listed(said) or (said.head is not None and said.head.name == "uraian"))


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """One indicator column and what belongs to it alone.

    Attributes:
        indicator: The column.
        values: Its value columns, left to right.
        unit: Its unit column.
        parents: The name columns that hold for it.
    """

    indicator: Column
    values: tuple[Column, ...]
    unit: Column | None
    parents: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """A header block with what its columns mean.

    Attributes:
        first, end: Its grid rows, ``end`` exclusive, column-number rows included.
        columns: Left to right.
        sets: Its indicators, left to right; empty when no column holds any.
    """

    first: int
    end: int
    columns: tuple[Column, ...]
    sets: tuple[IndicatorSet, ...] = field(default=())

    def of_role(self, *roles: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role in roles)

    def mapped(self, new: Callable[[Column], Column | None]) -> Header:
        """The header with every column replaced, here and in its sets; columns that become None are left out, with the sets they head."""

        def kept(columns: tuple[Column, ...]) -> tuple[Column, ...]:
            return tuple(found for column in columns if (found := new(column)) is not None)

        sets = tuple(
            IndicatorSet(indicator, kept(each.values), new(each.unit) if each.unit else None, kept(each.parents))
            for each in self.sets
            if (indicator := new(each.indicator)) is not None
        )
        return replace(self, columns=kept(self.columns), sets=sets)

    def over(self, edges: Sequence[int], first: int = 0) -> Header | None:
        """The header over a table that has only some of its column edges: columns outside are left out.

        Args:
            edges: Of each edge of that table, which of the header's own table it is.
            first: The column of that table that begins at the first edge.

        Returns:
            None when a column of that table lies below two of the header's.
        """
        below = [set(range(left, right)) for left, right in pairwise(edges)]
        if any(sum(bool(cols & set(column.cols)) for column in self.columns) > 1 for cols in below):
            return None

        def moved(column: Column) -> Column | None:
            cols = tuple(col for col, covered in enumerate(below, start=first) if covered & set(column.cols))
            return replace(column, cols=cols) if cols else None

        return self.mapped(moved)

    @property
    def signature(self) -> Signature:
        """What makes it the same form as others, see :func:`normalizers.form.signatures.signature_of`."""
        return signature_of([column.path for column in self.columns])

    @property
    def has_indicator(self) -> bool:
        return bool(self.sets)

    @property
    def values(self) -> tuple[Column, ...]:
        return self.of_role("nilai")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a table.

    Attributes:
        above: The lines above it, nearest last.
        kind: The kind its heading, or the document's title, names; None when they name none.
        speaks_of_performance: Whether heading or title say that the table is one of performance.
    """

    above: tuple[str, ...] = ()
    kind: str | None = None
    speaks_of_performance: bool = False


def is_list(said: Said) -> bool:
    """Whether what a title names stands beside each other ("Target dan Realisasi") instead of describing one thing ("Target Capaian")."""
    text = f" {said.text.casefold()} "
    return any(mark in text for mark in (" dan ", "/", ",", "&"))


def names_listed(said: Said) -> bool:
    """Whether a title lists names before the indicators that stand in one column with them ("Program/Kegiatan/Indikator Kinerja")."""
    roles = [tag.name for tag in said.tags if tag.section == "peran"]
    return is_list(said) and "indikator" in roles[1:] and roles[0] in (*LEVELS, "nama", "tujuan_sasaran")
