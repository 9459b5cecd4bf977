"""A table's columns are understood together: each by what speaks for it, none against its neighbours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalizers.form.claims import claims_for
from normalizers.form.facts import Facts, facts_of
from normalizers.form.lexicon import said_by
from normalizers.form.meaning import MONEY, PARENTS, Claim, Column, Header, IndicatorSet, Meaning
from normalizers.form.tree import Block, Path, find_blocks, paths
from schemas.stages import Grid

#: Kinds of table that plan: a year's column without a measure is a target there.
PLANNING = frozenset({"iku", "iki", "pk", "renstra", "renaksi"})
#: Evidence for the measure of a column that names only a year.
FROM_RUN, FROM_HEADING, FROM_KIND = 2.4, 2.2, 1.2
#: An indicator column needs so much evidence; one told by its cells alone also needs a table that speaks of performance.
INDICATOR_FROM = 0.5
#: How evidence becomes confidence: a logistic curve over the lead before the second best and the weight itself (``tests/measures``).
_OFFSET, _PER_LEAD, _PER_WEIGHT = -1.0, 1.0, 0.5
#: Lines above a table that may name its measure.
HEADING_LINES = 4
#: Roles of which a table has one column; of several claims the strongest holds.
_SINGLE = ("satuan", "kode", "indikator_tujuan", "tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "formula", "definisi", "sumber_data", "penanggung_jawab", "keterangan")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a table.

    Attributes:
        above: The lines above it, nearest last.
        kind: The kind its heading, or the document's title, names; None when they name none.
    """

    above: tuple[str, ...] = ()
    kind: str | None = None

    @property
    def speaks_of_performance(self) -> bool:
        """Whether the heading says that the table is one of performance."""
        return self.kind is not None


@dataclass(slots=True)
class _Draft:
    """A column while it is being understood."""

    path: Path
    facts: Facts
    claims: list[Claim]

    @property
    def best(self) -> Claim | None:
        return self.claims[0] if self.claims else None

    @property
    def role(self) -> str:
        return self.best.meaning.role if self.best else "tidak_pasti"

    def choose(self, meaning: Meaning, weight: float, reason: str) -> None:
        """Put a meaning on top, with the weight it won by."""
        rest = [claim for claim in self.claims if claim.meaning != meaning]
        self.claims = [Claim(meaning, weight, (*(self.best.reasons if self.best else ()), reason)), *rest]

    def drop(self, role: str) -> None:
        self.claims = [claim for claim in self.claims if claim.meaning.role != role] or [Claim(Meaning("lainnya"), 0.3, ("peran itu sudah terisi",))]


def interpret(grid: Grid, around: Surroundings) -> list[Header]:
    """Find a table's headers and understand their columns.

    Args:
        grid: The table.
        around: What stands around it.

    Returns:
        The headers, top to bottom; one without :attr:`Header.sets` heads no indicators.
    """
    blocks = find_blocks(grid)
    ends = [*(block.first for block in blocks[1:]), grid.n_rows]
    return [understood(grid, block, end, around) for block, end in zip(blocks, ends, strict=True)]


def understood(grid: Grid, block: Block, until: int, around: Surroundings) -> Header:
    """Understand the columns below one header block.

    Args:
        grid: The table.
        block: The header's rows.
        until: The row after the last one below it.
        around: What stands around the table.
    """
    drafts = []
    for path in paths(grid, block):
        facts = facts_of(grid, path.cols, block.end, until)
        drafts.append(_Draft(path, facts, claims_for(path, facts)))
    _choose_indicators(drafts, around)
    _settle_singles(drafts)
    _settle_explanations(drafts)
    _settle_measures(drafts, around)
    columns = tuple(_column(draft) for draft in drafts)
    return Header(block.first, block.end, columns, _sets(columns))


def _column(draft: _Draft) -> Column:
    best = draft.best
    meaning = best.meaning if best else Meaning("tidak_pasti")
    return Column(draft.path.cols, draft.path.text, draft.path.texts, meaning, _confidence(draft.claims), tuple(draft.claims))


def _confidence(claims: Sequence[Claim]) -> float:
    """How sure the strongest claim is, by its weight and its lead before the next one."""
    if not claims:
        return 0.0
    lead = claims[0].weight - max((claim.weight for claim in claims[1:]), default=0.0)
    return 1 / (1 + math.exp(-(_OFFSET + _PER_LEAD * lead + _PER_WEIGHT * claims[0].weight)))


# -- what depends on the neighbours ---------------------------------------------------------------------------------------


def _choose_indicators(drafts: list[_Draft], around: Surroundings) -> None:
    """Where no header names the indicators, the column whose cells are indicators holds them, in a table that speaks of performance."""
    if any(draft.role == "indikator" for draft in drafts):
        _tell_indicators_apart(drafts)
        return
    has_target = any(draft.role == "nilai" and draft.best is not None and draft.best.meaning.ukuran not in MONEY for draft in drafts)
    offered = [(claim.weight, draft) for draft in drafts for claim in draft.claims if claim.meaning.role == "indikator"]
    generic = [draft for draft in drafts if (head := draft.path.said[-1].head if draft.path.texts else None) is not None and head.name == "uraian"]
    if not offered or not (around.speaks_of_performance or has_target):
        return
    weight, draft = max(offered, key=lambda offer: (offer[1] in generic, offer[0]))
    if weight >= INDICATOR_FROM:
        draft.choose(Meaning("indikator"), max(weight, 1.5), "satu-satunya kolom yang isinya indikator")


def _tell_indicators_apart(drafts: list[_Draft]) -> None:
    """Of two columns of indicators the one that its cells deny is another thing; the goal's own indicator is no record of its own."""
    claims = [draft for draft in drafts if draft.role == "indikator"]
    surest = max((draft.best.weight for draft in claims if draft.best), default=0.0)
    for draft in claims:
        if len(claims) > 1 and draft.best is not None and draft.best.weight < surest - 3.0:
            draft.drop("indikator")
    claims = [draft for draft in drafts if draft.role == "indikator"]
    if len(claims) == 2:
        first, second = (drafts.index(draft) for draft in claims)
        parent = next((drafts[k].role for k in range(first - 1, -1, -1) if drafts[k].role in PARENTS), None)
        between = {draft.role for draft in drafts[first + 1 : second]}
        if parent == "tujuan" and "nilai" not in between and "sasaran" in between:
            drafts[first].choose(Meaning("indikator_tujuan"), 3.0, "indikator di kanan tujuan, sebelum sasaran")


def _settle_singles(drafts: list[_Draft]) -> None:
    """A role that one column has is no other column's, unless a second set of indicators begins between them."""
    for role in _SINGLE:
        taken: dict[int, _Draft] = {}
        part = 0
        for index, draft in enumerate(drafts):
            if draft.role == "indikator" and index and any(d.role == "indikator" for d in drafts[:index]):
                part += 1
            if draft.role != role or draft.best is None:
                continue
            # What names a later set's parent stands left of its indicator.
            key = _set_number(drafts, index) if role in (*PARENTS, "satuan", "kode") else 0
            other = taken.get(key)
            if other is None:
                taken[key] = draft
            elif other.best is not None and draft.best.weight > other.best.weight:
                other.drop(role)
                taken[key] = draft
            else:
                draft.drop(role)


def _set_number(drafts: Sequence[_Draft], index: int) -> int:
    """Which set a column belongs to: names before an indicator belong to it, units and values after it."""
    role = drafts[index].role
    before = sum(draft.role == "indikator" for draft in drafts[:index])
    return before if role in PARENTS or role == "kode" else max(0, before - 1)


def _settle_explanations(drafts: list[_Draft]) -> None:
    """ "Penjelasan" is the formula where a table has none, else a remark."""
    for draft in drafts:
        if draft.role != "penjelasan" or draft.best is None:
            continue
        roles = {other.role for other in drafts}
        role = "formula" if "formula" not in roles else "keterangan" if "keterangan" not in roles else "lainnya"
        draft.choose(Meaning(role), draft.best.weight, "penjelasan dalam tabel ini")


def _settle_measures(drafts: list[_Draft], around: Surroundings) -> None:
    """A column that names only a year has the measure of the run it goes on with, of the heading, or of a table that plans."""
    heading = _measure_of_heading(around.above)
    run: Meaning | None = None
    for draft in drafts:
        best = draft.best
        if best is None or best.meaning.role != "nilai":
            run = None
            continue
        meaning = best.meaning
        if meaning.ukuran is None:
            goes_on = run is not None and None not in (run.tahun, meaning.tahun) and run.tahun < meaning.tahun  # type: ignore[operator]
            if run is not None and goes_on and run.ukuran is not None:
                draft.choose(replace(meaning, ukuran=run.ukuran), min(best.weight, FROM_RUN + 1), "melanjutkan deretan tahun di kirinya")
            elif heading is not None:
                draft.choose(replace(meaning, ukuran=heading), min(best.weight, FROM_HEADING + 1), f"judul di atas tabel menyebut {heading}")
            elif around.kind in PLANNING:
                draft.choose(replace(meaning, ukuran="target"), min(best.weight, FROM_KIND + 1), "tabel rencana")
            else:
                draft.choose(Meaning("tidak_pasti"), 0.3, "judul hanya menyebut waktu, tanpa ukuran")
                run = None
                continue
        run = draft.best.meaning if draft.best is not None else None


def _measure_of_heading(above: Sequence[str]) -> str | None:
    """The one measure that the nearest heading lines name."""
    for line in list(above)[: -HEADING_LINES - 1 : -1]:
        named = {tag.name for tag in said_by(line).tags if tag.section == "ukuran" and tag.name in ("target", "realisasi", "capaian")}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


# -- sets -----------------------------------------------------------------------------------------------------------------


def _sets(columns: Sequence[Column]) -> tuple[IndicatorSet, ...]:
    """The indicators with the columns that belong to each alone.

    What stands right of an indicator up to the next set's names is its own; where all values stand right of the last indicator, in a
    table of one record a row, they are the last one's.
    """
    places = [index for index, column in enumerate(columns) if column.role == "indikator"]
    if len(places) > 1 and not _each_has_a_parent(columns, places):
        places = [max(places, key=lambda index: columns[index].score)]
    sets: list[IndicatorSet] = []
    for number, place in enumerate(places):
        begin = _begin(columns, places, number)
        end = _begin(columns, places, number + 1) if number + 1 < len(places) else len(columns)
        own = columns[begin:end]
        if len(places) == 1:
            begin, own = 0, tuple(columns)
        values = tuple(column for column in own if column.role == "nilai")
        unit = next((column for column in own if column.role == "satuan"), None)
        parents = tuple(column for column in columns[begin:place] if column.role in PARENTS)
        if len(places) == 1:
            parents = tuple(column for column in columns if column.role in PARENTS)
        sets.append(IndicatorSet(columns[place], values, unit, parents))
    return tuple(sets)


def _each_has_a_parent(columns: Sequence[Column], places: Sequence[int]) -> bool:
    """Whether a column of names stands before every indicator but perhaps the first: a set each."""
    return all(
        any(columns[k].role in PARENTS for k in range(before + 1, place)) for before, place in zip(places, places[1:], strict=False)
    )


def _begin(columns: Sequence[Column], places: Sequence[int], number: int) -> int:
    """The first column of a set: the names and numbers left of its indicator."""
    place = places[number]
    before = places[number - 1] if number else -1
    begin = place
    while begin - 1 > before and columns[begin - 1].role in (*PARENTS, "nomor", "kode", "lainnya", "tidak_pasti"):
        begin -= 1
    return begin if number else 0
