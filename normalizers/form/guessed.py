"""Columns of figures below titles that nobody knows: what they are most likely together, by their order, their size and their sums.

All that may be is weighed at once: a title is given a meaning only where the table as a whole speaks for it, and then in doubt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from statistics import median

from normalizers.form.arithmetic import Figures, is_of_its_kind, is_share_of, says_share
from normalizers.form.drafts import IN_DOUBT, UNKNOWN_WORDS, Draft, set_numbers, untimed
from normalizers.form.facts import MONEY_SHARE
from normalizers.form.meaning import MONEY, PLANNING, Meaning, Surroundings

#: A column holds figures when more of its cells do, and so many of them tell its size.
FIGURES, LEAST = 0.5, 2
#: More unknown titles than this are a table of another kind.
MOST_UNKNOWN = 4
#: A meaning has to be so much likelier than any other, and so likely at least.
MARGIN, ENOUGH = 0.5, 0.5
#: Evidence: of sums that come out, of a plan or a report, of the heading, of the customary order and against it, of size and against it.
BY_SUMS, BY_KIND, BY_HEADING, IN_ORDER, OUT_OF_ORDER, BY_SIZE, OTHER_SIZE = 3.0, 1.5, 1.0, 0.6, 2.0, 0.7, 1.0
#: A measure stands below one title.
OTHER_TITLE = 1.0
#: Percents of targets are about so large.
PERCENTS = (40.0, 160.0)

_ORDER = {"kondisi_awal": 0, "target": 1, "pagu": 2, "realisasi": 3, "realisasi_anggaran": 4, "capaian": 5, "kondisi_akhir": 6}
_COUNTED = ("target", "realisasi", "capaian", "kondisi_awal", "kondisi_akhir")
_REPORTS = frozenset({"realisasi", "spm"})
_IN_REPORTS = {"realisasi": 1.0, "realisasi_anggaran": 1.0, "target": 0.5, "pagu": 0.5, "capaian": 0.5}
_PLANS = PLANNING | {"cascading"}
_OF_PLANS = frozenset({"target", "pagu", "kondisi_awal", "kondisi_akhir"})

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A column of figures: where it stands, its title without times, its set, its time, and the measure where it is known."""

    at: int
    key: Key
    own: int
    moment: tuple[object, ...]
    measure: str | None


def settle_unknown(drafts: list[Draft], around: Surroundings, heading: str | None, figures: Sequence[Figures]) -> None:
    """Give titles that nobody knows the meanings that fit the whole table best, in doubt; ``drafts`` are changed.

    Args:
        drafts: A table's columns, left to right, what is known of them settled.
        around: What stands around the table.
        heading: The measure that the lines above the table name.
        figures: The numbers below each column.
    """
    places = _places(drafts)
    unknown = list(dict.fromkeys(place.key for place in places if place.measure is None))
    if not 0 < len(unknown) <= MOST_UNKNOWN or not around.speaks_of_performance or not any(draft.role == "indikator" for draft in drafts):
        return
    if not _has_anchor(places, around.kind):
        return
    weighed = _weighed(drafts, places, unknown, around, heading, figures)
    for key in unknown if weighed else ():
        ranked = sorted(((weight, given[key]) for weight, given in weighed), key=lambda each: -each[0])
        best, measure = ranked[0]
        second = next((weight for weight, other in ranked if other != measure), best - MARGIN)
        if measure is None or best < ENOUGH or best - second < MARGIN:
            continue
        for place in places:
            if place.key == key:
                draft = drafts[place.at]
                draft.choose(replace(_dated(draft), ukuran=measure), IN_DOUBT, "menurut urutan, besar angka dan kolom di sampingnya")
                draft.doubt(UNKNOWN_WORDS, IN_DOUBT)


def _has_anchor(places: Sequence[_Place], kind: str | None) -> bool:
    """Whether something says what kind of values a table holds: a column of a known measure, or the years or quarters of a plan."""
    if any(place.measure is not None and place.measure not in MONEY for place in places):
        return True
    runs = [len({place.moment for place in places if place.key == key}) for key in {place.key for place in places}]
    return kind in _PLANS and max(runs, default=0) > 1


def _places(drafts: Sequence[Draft]) -> list[_Place]:
    found: list[_Place] = []
    for at, (draft, own) in enumerate(zip(drafts, set_numbers(drafts), strict=True)):
        unknown = draft.role == "tidak_pasti" and bool(draft.path.texts) and draft.facts.values > FIGURES and draft.facts.filled >= LEAST
        # "Skor" alone is a figure of another kind.
        unknown = unknown and (draft.path.said[-1].unit is None or draft.path.said[-1].times)
        listed = max(draft.facts.years, draft.facts.codes) > FIGURES
        if draft.best is None or listed or not (draft.role == "nilai" or unknown):
            continue
        key = untimed(draft.path)
        measure = draft.best.meaning.ukuran if draft.role == "nilai" else None
        found.append(_Place(at, key, own, _dated(draft).moment[1:], measure))
    return found


def _dated(draft: Draft) -> Meaning:
    """What a column's titles say of its time."""
    return next(iter(draft.as_values), Meaning("nilai"))


def _weighed(
    drafts: Sequence[Draft],
    places: Sequence[_Place],
    unknown: Sequence[Key],
    around: Surroundings,
    heading: str | None,
    figures: Sequence[Figures],
) -> list[tuple[float, Mapping[Key, str | None]]]:
    """Everything that the unknown titles may mean together, with what speaks for it."""
    choices = [_may_be([drafts[place.at] for place in places if place.key == key]) for key in unknown]
    found: list[tuple[float, Mapping[Key, str | None]]] = []
    for measures in product(*choices):
        given: dict[Key, str | None] = dict(zip(unknown, measures, strict=True))
        columns = [(place, place.measure or given[place.key]) for place in places]
        told = [(place, measure) for place, measure in columns if measure is not None]
        if _doubled(told) or not _fits(told):
            continue
        weight = sum(_of_kind(measure, around.kind) + BY_HEADING * (measure == heading) for measure in measures if measure is not None)
        weight -= OTHER_TITLE * sum(any(measure == name and key != place.key for place, name in told) for key, measure in given.items())
        weight += _of_order(told, given) + _of_sizes(drafts, told, given, figures)
        found.append((weight, given))
    return found


def _may_be(drafts: Sequence[Draft]) -> list[str | None]:
    """The measures that columns of one title may be of; None: none of them."""
    if any(draft.facts.money > MONEY_SHARE or draft.facts.rupiah > FIGURES for draft in drafts):
        return [None, *MONEY]
    conditions = len(drafts) == 1
    return [None, *(measure for measure in _COUNTED if conditions or not measure.startswith("kondisi"))]


def _doubled(told: Sequence[tuple[_Place, str]]) -> bool:
    """Whether two columns are of one measure and time; one that names no time may be of any other's."""
    moments: dict[tuple[str, int], list[tuple[object, ...]]] = {}
    for place, measure in told:
        moments.setdefault((measure, place.own), []).append(place.moment)
    undated = any(len(each) > 1 and any(all(time is None for time in moment) for moment in each) for each in moments.values())
    return undated or any(len(set(each)) < len(each) for each in moments.values())


def _fits(told: Sequence[tuple[_Place, str]]) -> bool:
    """Whether the first condition stands left of all targets, and the final one right of them; and only one of each is there."""
    targets = [place.at for place, measure in told if measure == "target"]
    first = [place.at for place, measure in told if measure == "kondisi_awal"]
    last = [place.at for place, measure in told if measure == "kondisi_akhir"]
    if len(first) > 1 or len(last) > 1 or ((first or last) and len(targets) < LEAST):
        return False
    return all(at < min(targets) for at in first) and all(at > max(targets) for at in last)


def _of_kind(measure: str, kind: str | None) -> float:
    if kind in _PLANS:
        return BY_KIND if measure in _OF_PLANS else -BY_KIND
    return _IN_REPORTS.get(measure, 0.0) if kind in _REPORTS else 0.0


def _of_order(told: Sequence[tuple[_Place, str]], given: Mapping[Key, str | None]) -> float:
    """What the order of measures of one time says: a target stands left of its result, this left of its share."""
    weight = 0.0
    for place, measure in told:
        if place.key not in given:
            continue
        for other, beside in told:
            if (other.moment, other.own) != (place.moment, place.own) or other is place or other.key == place.key:
                continue
            in_order = (place.at < other.at) == (_ORDER[measure] < _ORDER[beside])
            weight += (IN_ORDER if in_order else -OUT_OF_ORDER) / sum(each.key == place.key for each, _ in told)
    return weight


def _of_sizes(
    drafts: Sequence[Draft], told: Sequence[tuple[_Place, str]], given: Mapping[Key, str | None], figures: Sequence[Figures]
) -> float:
    """What the figures say: results are of their targets' size, and a share is a hundred times one over the other."""
    weight = 0.0
    by_place = {(measure, place.own, place.moment): place for place, measure in told}
    for place, measure in told:
        beside = {name: by_place.get((name, place.own, place.moment)) for name in ("target", "realisasi")}
        target, result = beside["target"], beside["realisasi"]
        of_guess = 1 / sum(each.key == place.key for each, _ in told)
        if measure == "realisasi" and target is not None and given.keys() & {place.key, target.key}:
            kind = is_of_its_kind(figures[place.at], figures[target.at])
            weight += of_guess * (BY_SIZE if kind else -OTHER_SIZE if kind is False else 0.0)
        if measure == "capaian" and target is not None and result is not None and given.keys() & {place.key, target.key, result.key}:
            fits = is_share_of(figures[place.at], figures[result.at], figures[target.at])
            weight += of_guess * (BY_SUMS if fits else -BY_SUMS)
        if measure == "capaian" and place.key in given:
            numbers = [number for number, _ in figures[place.at].values()]
            near = bool(numbers) and PERCENTS[0] < median(numbers) < PERCENTS[1]
            weight += of_guess * (BY_SIZE if near and says_share(drafts[place.at].path.texts) else -OTHER_SIZE)
    return weight
