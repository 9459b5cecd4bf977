"""Value columns that are told by standing alone: what a plan starts from, its only projection, an agreement's only figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalizers.form.arithmetic import is_share
from normalizers.form.drafts import IN_DOUBT, UNKNOWN_WORDS, Draft, says_more
from normalizers.form.facts import MONEY_SHARE
from normalizers.form.meaning import MONEY, PLANNING, Meaning, Surroundings
from normalizers.words import years_in

#: Evidence of a column by what stands around it.
BY_PLACE = 2.4
#: Kinds of table that hold nothing but targets.
OF_TARGETS = frozenset({"iku", "iki", "pk", "cascading"})
#: A column of figures has more than this share of them, and so many at least.
FIGURES, LEAST = 0.5, 2
#: A plan has targets for so many years at least.
LEAST_YEARS = 2


def settle_lone_values(drafts: list[Draft], around: Surroundings) -> None:
    """Tell columns by what no other column is; ``drafts`` are changed.

    Args:
        drafts: A table's columns, left to right, those with measures settled.
        around: What stands around the table.
    """
    _settle_base(drafts, around)
    _settle_after_base(drafts)
    _settle_lone_target(drafts)
    _settle_only_figures(drafts, around)


def _measured(drafts: Sequence[Draft], measure: str) -> list[Draft]:
    return [draft for draft in drafts if draft.role == "nilai" and draft.best is not None and draft.best.meaning.ukuran == measure]


def _settle_base(drafts: list[Draft], around: Surroundings) -> None:
    """In a plan, the figures of a year before all targets, left of them, under words that nobody knows ("Pijakan 2020"): what it starts
    from, in doubt."""
    if around.kind not in (*PLANNING, None) or _measured(drafts, "kondisi_awal") or _measured(drafts, "realisasi"):
        return
    targets = _measured(drafts, "target")
    found = [draft for draft in drafts if draft.facts.values > FIGURES and draft.path.texts and says_more(draft.path)]
    dated = ((draft, meaning) for draft in found for meaning in draft.as_values if meaning.tahun)
    draft, meaning = next(dated, (None, None))
    if draft is None or meaning is None or meaning.tahun is None:
        return
    others = [other for other in targets if other is not draft]
    planned = [other.best.meaning.tahun for other in others if other.best is not None and other.best.meaning.tahun is not None]
    if len(planned) < LEAST_YEARS or meaning.tahun >= min(planned):
        return
    # Years below one title are of one measure.
    apart = len(draft.path.texts) == 1 or all(other.path.texts[:-1] != draft.path.texts[:-1] for other in others)
    if apart and all(drafts.index(draft) < drafts.index(other) for other in others):
        draft.choose(replace(meaning, ukuran="kondisi_awal"), BY_PLACE, "tahun sebelum semua target, di kirinya")
        draft.doubt(UNKNOWN_WORDS, IN_DOUBT)


def _settle_after_base(drafts: list[Draft]) -> None:
    """ "Baseline | 2022 | 2023 | 2024", without a target or a result of any year: what a plan starts from comes before its targets.

    Where the years are headed by "capaian" they may be what was reached.
    """
    base = next((at for at, draft in enumerate(drafts) if draft.best is not None and draft.best.meaning.ukuran == "kondisi_awal"), None)
    if base is None or _measured(drafts, "target") or _measured(drafts, "realisasi"):
        return
    begun = drafts[base].best.meaning.tahun if drafts[base].best is not None else None  # type: ignore[union-attr]
    for draft in drafts[base + 1 :]:
        meaning = next(iter(draft.as_values), None)
        if meaning is None or meaning.ukuran not in (None, "capaian") or draft.role not in ("nilai", "tidak_pasti") or is_share(draft):
            continue
        counted = meaning.tahun_ke is not None or meaning.urutan is not None
        later = meaning.tahun is not None and (begun is None or meaning.tahun > begun)
        if draft.facts.values <= FIGURES or not (later or counted):
            continue
        if counted or meaning.ukuran is None:
            # Years that are counted are a plan's.
            draft.choose(replace(meaning, ukuran="target"), BY_PLACE, "tahun sesudah kondisi awal, tanpa realisasi")
        if meaning.ukuran is not None:
            draft.doubt("capaian sesudah kondisi awal: yang direncanakan, atau yang dicapai", IN_DOUBT)


def _settle_lone_target(drafts: list[Draft]) -> None:
    """What only a target can be where the table has none: one without a year, a projection that no result goes before."""
    measures = {draft.best.meaning.ukuran for draft in drafts if draft.best is not None and draft.role == "nilai"}
    if "target" in measures:
        return
    for draft in drafts:
        target = next((claim for claim in draft.claims if claim.meaning.ukuran == "target"), None)
        lone = "realisasi" not in measures if draft.says("proyeksi") else bool(measures)
        if draft.role == "lainnya" and target is not None and lone and not draft.says("semula"):
            draft.choose(target.meaning, BY_PLACE, "satu-satunya target")


def _plans_one_year(above: Sequence[str]) -> bool:
    """Whether the lines above a table name one year and no period: what a plan of a year prints is that year's."""
    return len({year for line in above for year in years_in(line, skip_laws=True)}) == 1


def _settle_only_figures(drafts: list[Draft], around: Surroundings) -> None:
    """In an agreement, a list of main indicators or a plan of one year the only figures are the target, whatever it is called; in doubt."""
    if not (around.kind in OF_TARGETS or (around.kind in PLANNING and _plans_one_year(around.above))):
        return
    if not any(draft.role == "indikator" for draft in drafts):
        return
    figures = [draft for draft in drafts if draft.role in ("nilai", "tidak_pasti") and draft.facts.values > FIGURES]
    figures = [draft for draft in figures if draft.facts.money <= MONEY_SHARE and draft.facts.filled >= LEAST and not draft.facts.years]
    figures = [draft for draft in figures if draft.best is None or draft.best.meaning.ukuran not in MONEY]
    if len(figures) == 1 and figures[0].role == "tidak_pasti" and figures[0].path.texts:
        figures[0].choose(Meaning("nilai", "target"), BY_PLACE, "satu-satunya kolom angka dalam daftar indikator")
        figures[0].doubt(UNKNOWN_WORDS, IN_DOUBT)
