"""A table's columns are understood together: each by what speaks for it, none against its neighbours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from normalizers.form.claims import claims_for
from normalizers.form.facts import Facts, facts_of
from normalizers.form.said import said_by
from normalizers.form.meaning import MONEY, PARENTS, Claim, Column, Header, IndicatorSet, Meaning
from normalizers.form.tree import Block, Path, find_blocks, paths
from normalizers.words import NOTHING_TAUGHT, UserTerms, fold
from schemas.stages import Grid

QUARTERS = (1, 2, 3, 4)
#: Kinds of table that plan: a year's column without a measure is a target there.
PLANNING = frozenset({"iku", "iki", "pk", "renstra", "renaksi"})
#: Kinds of table that tell what was reached; a year alone may be either there.
ACHIEVED = frozenset({"realisasi"})
#: Evidence for the measure of a column that names only a year.
FROM_RUN, FROM_HEADING, FROM_KIND = 2.4, 2.2, 1.2
#: An indicator column needs so much evidence; one told by its cells alone also needs a table that speaks of performance.
INDICATOR_FROM = 0.5
#: What a person said of a header outweighs what the program thinks.
TAUGHT = 12.0
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
        speaks_of_performance: Whether heading or title say that the table is one of performance.
    """

    above: tuple[str, ...] = ()
    kind: str | None = None
    speaks_of_performance: bool = False


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
        self.claims = [claim for claim in self.claims if claim.meaning.role != role] or [
            Claim(Meaning("lainnya"), 0.3, ("peran itu sudah terisi",))
        ]


def interpret(grid: Grid, around: Surroundings, taught: UserTerms = NOTHING_TAUGHT) -> list[Header]:
    """Find a table's headers and understand their columns.

    Args:
        grid: The table.
        around: What stands around it.
        taught: Headers that people named.

    Returns:
        The headers, top to bottom; one without :attr:`Header.sets` heads no indicators.
    """
    blocks = find_blocks(grid)
    ends = [*(block.first for block in blocks[1:]), grid.n_rows]
    return [understood(grid, block, end, around, taught) for block, end in zip(blocks, ends, strict=False)]


def understood(grid: Grid, block: Block, until: int, around: Surroundings, taught: UserTerms = NOTHING_TAUGHT) -> Header:
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
        claims = claims_for(path, facts)
        role = taught.role_of(path.text) or (taught.role_of(path.texts[-1]) if path.texts else None)
        if role is not None:
            claims = [Claim(Meaning(role), TAUGHT, ("ditetapkan orang",)), *claims]
        drafts.append(_Draft(path, facts, claims))
    _choose_indicators(drafts, around)
    _settle_singles(drafts)
    _settle_explanations(drafts)
    _settle_measures(drafts, around)
    _settle_quarters(drafts)
    _settle_rivals(drafts)
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
    goals = [draft for draft in drafts if draft.role == "indikator_tujuan"]
    if len(goals) == 1 and not any(draft.role == "indikator" for draft in drafts) and goals[0].best is not None:
        goals[0].choose(Meaning("indikator"), goals[0].best.weight, "satu-satunya indikator")
    if any(draft.role == "indikator" for draft in drafts):
        _tell_indicators_apart(drafts)
        return
    has_target = any(draft.role == "nilai" and draft.best is not None and draft.best.meaning.ukuran not in MONEY for draft in drafts)
    offered = [(claim.weight, draft) for draft in drafts for claim in draft.claims if claim.meaning.role == "indikator"]
    generic = [
        draft for draft in drafts if (head := draft.path.said[-1].head if draft.path.texts else None) is not None and head.name == "uraian"
    ]
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
    """A column that names only a time has the measure of the run it goes on with, of the heading, of a table that plans: what adds up to most."""
    heading = _measure_of_heading(around.above)
    run: Meaning | None = None
    measures: list[str | None] = []
    for draft in drafts:
        best = draft.best
        short = draft.path.said[0].short if len(draft.path.texts) == 1 else None
        if short is not None and measures and draft.facts.values > 0.5 and best is not None and best.meaning.role == "tidak_pasti":
            if short == "capaian" and "realisasi" in measures:
                draft.choose(Meaning("nilai", "capaian", satuan="persen"), FROM_RUN + 1, "persen di kanan target dan realisasi")
            elif short in measures:
                draft.choose(Meaning("lainnya"), FROM_KIND, "singkatan tanpa judul di atasnya")
            best = draft.best
        if best is None or best.meaning.role != "nilai":
            run = None
            continue
        meaning = best.meaning
        if meaning.ukuran is None:
            _settle_measure(draft, run, heading, around.kind)
        run = draft.best.meaning if draft.best is not None and draft.role == "nilai" else None
        measures.append(run.ukuran if run is not None else None)


def _settle_measure(draft: _Draft, run: Meaning | None, heading: str | None, kind: str | None) -> None:
    best = draft.best
    assert best is not None
    meaning = best.meaning
    evidence: dict[str, float] = {}
    reasons: list[str] = []
    if run is not None and run.ukuran is not None and run.ukuran in ("target", "realisasi", "capaian") and _goes_on(run, meaning):
        evidence[run.ukuran] = FROM_RUN
        reasons.append("melanjutkan deretan di kirinya")
    if heading is not None:
        evidence[heading] = evidence.get(heading, 0.0) + FROM_HEADING
        reasons.append(f"judul di atas tabel menyebut {heading}")
    if kind in PLANNING:
        evidence["target"] = evidence.get("target", 0.0) + FROM_KIND
        reasons.append("tabel rencana")
    if kind in ACHIEVED and not evidence:
        evidence["realisasi"] = FROM_KIND / 2
        reasons.append("tabel capaian")
    if not evidence:
        draft.choose(Meaning("tidak_pasti"), 0.3, "judul hanya menyebut waktu, tanpa ukuran")
        return
    ranked = sorted(evidence.items(), key=lambda item: -item[1])
    others = [Claim(replace(meaning, ukuran=name), weight) for name, weight in ranked[1:]]
    draft.claims = [claim for claim in draft.claims if claim.meaning != meaning]
    draft.claims = [Claim(replace(meaning, ukuran=ranked[0][0]), ranked[0][1] + 1.0, (*best.reasons, *reasons)), *others, *draft.claims]


def _goes_on(run: Meaning, meaning: Meaning) -> bool:
    """Whether a column goes on with the run left of it: later years, later quarters, or the quarters of the year left of them."""
    if meaning.triwulan is not None:
        return run.triwulan is None or run.triwulan < meaning.triwulan
    return run.tahun is not None and meaning.tahun is not None and run.tahun < meaning.tahun


def _settle_quarters(drafts: list[_Draft]) -> None:
    """Four groups of columns below quarters are the first to the fourth, whatever a scan made of the letters (I, I, III, IV)."""
    quarters = [draft for draft in drafts if draft.best is not None and draft.role == "nilai" and draft.best.meaning.triwulan is not None]
    groups: list[list[_Draft]] = []
    for draft in quarters:
        meaning = draft.best.meaning if draft.best else Meaning("nilai")
        last = groups[-1][-1].best if groups else None
        repeats = bool(groups) and any(other.best is not None and other.best.meaning.ukuran == meaning.ukuran for other in groups[-1])
        if last is None or last.meaning.triwulan != meaning.triwulan or repeats:
            groups.append([])
        groups[-1].append(draft)
    printed = [group[0].best.meaning.triwulan if group[0].best else None for group in groups]
    if len(groups) != len(QUARTERS) or printed == list(QUARTERS) or sum(a == b for a, b in zip(printed, QUARTERS, strict=True)) < 2:
        return
    for quarter, group in zip(QUARTERS, groups, strict=True):
        for draft in group:
            if draft.best is not None and draft.best.meaning.triwulan != quarter:
                draft.choose(replace(draft.best.meaning, triwulan=quarter), FROM_RUN, "urutan triwulan")


def _settle_rivals(drafts: list[_Draft]) -> None:
    """Two value columns of one record are not the same measure of the same time: the one whose header also names another is that."""
    for draft in drafts:
        if draft.best is None or draft.role != "nilai":
            continue
        number = drafts.index(draft)
        rivals = [other for other in drafts if other is not draft and _set_number(drafts, drafts.index(other)) == _set_number(drafts, number)]
        taken = {other.best.meaning.moment for other in rivals if other.best is not None and other.role == "nilai"}
        if draft.best.meaning.moment in taken:
            free = [claim for claim in draft.claims[1:] if claim.meaning.role == "nilai" and claim.meaning.moment not in taken]
            if free:
                draft.choose(free[0].meaning, FROM_RUN, "ukuran pertama sudah dipakai kolom lain")
    measures = {draft.best.meaning.ukuran for draft in drafts if draft.best is not None and draft.role == "nilai"}
    for draft in drafts:
        target = next((claim for claim in draft.claims if claim.meaning.ukuran == "target"), None)
        if draft.role == "lainnya" and target is not None and measures and "target" not in measures:
            draft.choose(target.meaning, FROM_RUN, "satu-satunya target")


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
    """Whether a column of names stands before every indicator but perhaps the first: a set each.

    In a tree of goals with headers of its own the names' columns are unknown ones, one left of each indicator.
    """
    between = [columns[before + 1 : place] for before, place in pairwise(places)]
    named = all(any(column.role in PARENTS for column in part) for part in between)
    alternate = len(places) > 2 and all(len(part) == 1 and part[0].role in (*PARENTS, "lainnya", "tidak_pasti") for part in between)
    return named or alternate


def _begin(columns: Sequence[Column], places: Sequence[int], number: int) -> int:
    """The first column of a set: the names and numbers left of its indicator."""
    place = places[number]
    before = places[number - 1] if number else -1
    begin = place
    while begin - 1 > before and columns[begin - 1].role in (*PARENTS, "nomor", "kode", "lainnya", "tidak_pasti"):
        begin -= 1
    return begin if number else 0


# -- tables without a header of indicators --------------------------------------------------------------------------------


#: Of a column's cells this share begins as indicators do, in a table that looks like one of indicators.
LOOKS_LIKE = 0.5


def looks_like_indicators(grid: Grid, header: Header | None) -> bool:
    """Whether a table without an indicator column still looks like one of indicators.

    It does when its upper rows speak of indicators, or when a column holds names that begin as indicators do.
    """
    upper = " ".join(fold(cell.text) for row in range(min(3, grid.n_rows)) for cell in grid.row(row))
    if "indikator" in upper.split() or "indikator" in upper.replace(" ", ""):
        return grid.n_rows > 1 and grid.n_cols > 1
    first = header.end if header is not None else 0
    found = [facts_of(grid, (col,), first, grid.n_rows) for col in range(grid.n_cols)]
    named = any(facts.indicators >= LOOKS_LIKE and facts.filled >= 2 and facts.words >= 3 for facts in found)
    return named and any(facts.values >= LOOKS_LIKE and facts.filled >= 2 for facts in found)
