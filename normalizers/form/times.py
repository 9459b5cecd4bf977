"""Which calendar year a column means: printed, counted from the period, relative to the document, or the title's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalizers.form.achievements import planned
from normalizers.form.meaning import QUARTERS, Column, Header, Meaning
from normalizers.form.reading import PLANS
from normalizers.header import said_by
from normalizers.words import fold

#: What a title of a final condition is the end of.
_PLANS = frozenset({"perencanaan", "periode", "renstra", "rpjmd", "rpd"})
#: Of columns that bare numbers alone date nothing is surer than this.
COUNTED_ALONE = 0.75
#: A plan has targets for so many of its years at least.
LEAST_PLANNED = 2
#: "Tahun lalu" and "tahun berjalan" of a plan for year n (Permendagri 86/2017, T-C.29): two years and one year before it.
IN_A_PLAN = {"lalu": -2, "berjalan": -1, "ini": 0, "depan": 1}
#: The same in an evaluation of year n (E.81): the year before, and the year itself.
IN_AN_EVALUATION = {"lalu": -1, "berjalan": 0, "ini": 0, "depan": 1}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years a document and its table speak of.

    Attributes:
        title: The one year of the table's title.
        first, last: The document's period.
        evaluates: Whether the table evaluates its year (quarters, an evaluation) instead of planning it.
        contradicted: Whether a line beside the title names another year.
        period: The period that the table's own title names.
        plans: Whether the table is a plan's.
    """

    title: int | None = None
    first: int | None = None
    last: int | None = None
    evaluates: bool = False
    contradicted: bool = False
    period: tuple[int, int] | None = None
    plans: bool = False

    @property
    def own(self) -> int | None:
        """The document's own year, when it is made for a single one; else the title's."""
        return self.first if self.first is not None and self.first == self.last else self.title


def dated(header: Header, calendar: Calendar) -> tuple[Header, dict[int, str]]:
    """The header with every value column in its year, as far as that can be told.

    Returns:
        The header, and by a column's first grid column the flag that says where its year comes from (``tahun_dari_judul``,
        ``tahun_meragukan``, ``tahun_dihitung``, ``tahun_tidak_diketahui``); columns that print their year have none.
    """
    header, flags = _in_turn(header, calendar)
    changed: dict[tuple[int, ...], Column] = {}
    counts = [c.meaning.tahun_ke for c in header.values if c.meaning.tahun_ke is not None]
    targets = [c.tahun for c in header.values if c.tahun is not None and c.ukuran == "target"]
    for column in header.values:
        if column.tahun is not None:
            continue
        doubt = flags.get(column.cols[0])
        year, flag = _counted(column, counts, calendar, header.values)
        if year is None and (beside := _beside_its_result(column, header)) is not None:
            year, flag = beside, "tahun_dihitung"
        if year is not None and column.ukuran == "target":
            targets.append(year)
        if year is None and column.meaning.tahun_ke is None and column.ukuran not in ("kondisi_awal", "kondisi_akhir"):
            year, flag = (calendar.title or calendar.own), "tahun_meragukan" if calendar.contradicted else "tahun_dari_judul"
            if year is None:
                year, flag = _planned_beside(header), "tahun_dihitung"
        if year is not None:
            changed[column.cols] = replace(column, meaning=replace(column.meaning, tahun=year))
            flags[column.cols[0]] = doubt or flag
    for column in header.values:
        if column.tahun is None and column.cols not in changed:
            year = _edge(column, targets, calendar)
            flags[column.cols[0]] = "tahun_dihitung" if year is not None else "tahun_tidak_diketahui"
            changed[column.cols] = replace(column, meaning=replace(column.meaning, tahun=year))
    dated_header = _before_the_plan(_with(header, changed), calendar)
    if calendar.plans:
        first = calendar.first if calendar.first is not None else calendar.title
        dated_header = planned(dated_header, first, calendar.last if calendar.first is not None else first)
    return _final_target(dated_header), flags


def _in_turn(header: Header, calendar: Calendar) -> tuple[Header, dict[int, str]]:
    """Bare numbers that count on from one ("Target [1 | 2 | 3 | 4]"), read by the time of the table.

    They are the years of a period that has as many, or the quarters of its one year; columns of neither stay as they are, undated.
    Which of both they are is in doubt.

    Returns:
        The header, and by a column's first grid column the flag that says so.
    """
    most = max((column.meaning.urutan or 0 for column in header.values), default=0)
    period = calendar.period or ((calendar.first, calendar.last) if calendar.first is not None and calendar.last is not None else None)
    years = period[1] - period[0] + 1 if period is not None else 1 if calendar.own is not None else 0
    flags: dict[int, str] = {}

    def told(column: Column) -> Column:
        place = column.meaning.urutan
        if place is None or column.role != "nilai":
            return column
        if years > 1 and most in (years, years - 1):
            meaning, flag = replace(column.meaning, tahun_ke=place, urutan=None), "tahun_dihitung"
        elif years == 1 and most == QUARTERS[-1]:
            meaning, flag = replace(column.meaning, triwulan=place, urutan=None), "triwulan_meragukan"
        else:
            return column
        flags[column.cols[0]] = flag
        return replace(column, meaning=meaning, score=min(column.score, COUNTED_ALONE))

    return (header.mapped(told), flags) if most else (header, flags)


def _with(header: Header, changed: dict[tuple[int, ...], Column]) -> Header:
    return header.mapped(lambda column: changed.get(column.cols, column))


def _counted(column: Column, counts: list[int], calendar: Calendar, columns: Sequence[Column]) -> tuple[int | None, str]:
    meaning = column.meaning
    if meaning.tahun_ke is not None:
        start = _first_counted(max(counts), calendar, columns)
        return (start + meaning.tahun_ke - 1, "tahun_dihitung") if start is not None else (None, "")
    beside = {c.tahun for c in columns if c.tahun is not None and c.meaning.relatif == meaning.relatif and c.path[:1] == column.path[:1]}
    if meaning.relatif is not None and len(beside) == 1:
        return next(iter(beside)), "tahun_dihitung"
    own = calendar.own
    if own is None or meaning.relatif is None:
        return None, ""
    if isinstance(meaning.relatif, int):
        return own + meaning.relatif, "tahun_dihitung"
    evaluates = calendar.evaluates or any(_looks_back(column) for column in columns)
    # Plans and evaluations count "last year" differently, and offices do not always say which of both they print.
    return own + (IN_AN_EVALUATION if evaluates else IN_A_PLAN)[meaning.relatif], "tahun_meragukan"


def _beside_its_result(column: Column, header: Header) -> int | None:
    """The year of an undated "capaian" right of the realisasi of a year that it prints, where that year's target stands there too."""
    meaning = column.meaning
    if column.ukuran != "capaian" or meaning.tahun_ke is not None or meaning.relatif is not None or meaning.triwulan is not None:
        return None
    own = next((each.values for each in header.sets if column in each.values), header.values)
    before = own[own.index(column) - 1] if column in own and own.index(column) else None
    if before is None or before.ukuran != "realisasi" or before.triwulan is not None:
        return None
    planned_then = any(other.ukuran == "target" and other.tahun == before.tahun for other in own)
    return before.tahun if planned_then else None


def _planned_beside(header: Header) -> int | None:
    """The one year that the table's targets print, those of a plan of several years aside: what names no year is told of it."""
    years = {
        column.tahun
        for column in header.values
        if column.ukuran in ("target", "pagu") and column.triwulan is None and not PLANS & set(fold(" ".join(column.path)).split())
    }
    return next(iter(years)) if len(years) == 1 else None


def _first_counted(most: int, calendar: Calendar, columns: Sequence[Column]) -> int | None:
    """The year that is counted as the first: by the period that has room for all counts, else by the year that the counts begin from.

    Args:
        most: The highest count.
        calendar: The years of the document and the table.
        columns: All value columns.
    """
    base = max((c.tahun for c in columns if c.ukuran == "kondisi_awal" and c.tahun is not None), default=None)
    for first, last in (calendar.period or (None, None), (calendar.first, calendar.last)):
        if first is None or last is None or last - first + 1 < most:
            continue
        # Counts begin with the first year; one count less than there are years means that the first year is the base.
        start = first + 1 if most == last - first else first
        if base is None or base < start:
            return start
    if base is not None:
        return base + 1
    if calendar.first is not None and calendar.last is not None and calendar.first < calendar.last < calendar.first + most - 2:
        # More years than the plan has, and more than the one year that plans go on for: they are counted from another beginning.
        return None
    # A document that names one year for a table of several is of the first.
    return calendar.first


def _looks_back(column: Column) -> bool:
    """Whether a column speaks of its year as one that is being told of: "tahun ini", or what was reached in "tahun berjalan", or simply."""
    meaning = column.meaning
    told = column.ukuran == "realisasi" and (meaning.relatif == "berjalan" or meaning.undated)
    return meaning.relatif == "ini" or told


def _edge(column: Column, targets: list[int], calendar: Calendar) -> int | None:
    """The year of a first or final condition that prints none: the year before the first target's, and the last target's.

    "Akhir tahun perencanaan" is the plan's own, also in a table that holds only its first years.
    """
    if column.ukuran == "kondisi_akhir":
        if not _PLANS & set(fold(column.text).split()):
            return max(targets, default=calendar.last)
        if calendar.first != calendar.last and calendar.last is not None:
            return max([*targets, calendar.last])
        # A document of one year does not say when the plan ends that it is a year of.
        return max(targets) if len(set(targets)) > 1 else None
    if column.ukuran == "kondisi_awal":
        first = min(targets, default=calendar.first)
        return first - 1 if first is not None else None
    return None


def _before_the_plan(header: Header, calendar: Calendar) -> Header:
    """In the years of a plan, a year before them under no word for a measure is what the plan starts from, not a target of it.

    Where all of a table's years are before the plan, nothing tells what they are.
    """
    first, last = calendar.period or (calendar.first, calendar.last)
    if not calendar.plans or first is None or first == last or any(column.ukuran == "kondisi_awal" for column in header.values):
        return header
    targets = [column for column in header.values if column.ukuran == "target" and column.tahun is not None]
    unnamed = [column for column in targets if not any(said_by(text).has("ukuran") for text in column.path)]
    bare = [column for column in unnamed if (column.tahun or first) < first]
    begun = calendar.first if calendar.first is not None and calendar.first != calendar.last else first
    if unnamed and len(unnamed) == len(targets) and all((column.tahun or begun) < begun for column in unnamed):
        # "2022 | 2023 | 2024" in a plan from 2025 on: what was, and of what nothing says.
        without = header.mapped(lambda column: None if column in unnamed else column)
        aside = (replace(column, meaning=Meaning("tidak_pasti")) for column in unnamed)
        return replace(without, columns=tuple(sorted((*without.columns, *aside), key=lambda column: column.cols)))
    if len(bare) != 1 or sum(first <= (column.tahun or 0) for column in targets) < LEAST_PLANNED:
        return header

    def moved(column: Column) -> Column:
        if column != bare[0]:
            return column
        return replace(column, meaning=replace(column.meaning, ukuran="kondisi_awal"), score=min(column.score, COUNTED_ALONE))

    return header.mapped(moved)


def _final_target(header: Header) -> Header:
    """A final target with its year is that year's target, unless that year has a column of its own: then it is the final condition."""
    changed: dict[tuple[int, ...], Column] = {}
    sets = []
    for each in header.sets:
        money: list[Column] = []
        years = {column.tahun for column in each.values if column.ukuran == "target" and column.triwulan is None}
        for column in each.values:
            named_target = "target" in column.text.casefold()
            if column.ukuran == "kondisi_akhir" and named_target and column.tahun is not None and column.tahun not in years:
                changed[column.cols] = replace(column, meaning=replace(column.meaning, ukuran="target"))
                money += _money_beside(column, header)
        changed |= {column.cols: column for column in money}
        sets.append(replace(each, values=tuple(sorted((*each.values, *money), key=lambda column: column.cols))) if money else each)
    return _with(replace(header, sets=tuple(sets)), changed) if changed else header


def _money_beside(column: Column, header: Header) -> list[Column]:
    """The planned money below the title of a final target, in its year."""
    title = column.path[:-1]
    beside = [other for other in header.columns if title and other.path[:-1] == title and other.role == "lainnya"]
    pagu = Meaning("nilai", "pagu", column.tahun, satuan="rupiah")
    return [
        replace(other, meaning=pagu) for other in beside if (head := said_by(other.path[-1]).head) is not None and head.section == "uang"
    ]
