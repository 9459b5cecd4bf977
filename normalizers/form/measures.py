"""What the value columns of a table decide together: measures, quarters, and which of two rivals is what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from normalizers.form.achievements import settle_achievements
from normalizers.form.arithmetic import Figures
from normalizers.form.drafts import UNKNOWN_WORDS, Draft, others_of_its_set, says_more, untimed
from normalizers.form.facts import MONEY_SHARE
from normalizers.form.guessed import settle_unknown
from normalizers.form.lone_values import settle_lone_values
from normalizers.form.meaning import ACHIEVED, MONEY, PLANNING, QUARTERS, Claim, Meaning, Surroundings, is_list
from normalizers.form.money_groups import doubt_small_money, settle_money_groups
from normalizers.form.parallels import GENERIC_MONEY, settle_beside_plans, settle_money_of_quarters
from normalizers.form.reading import BARE_MONEY
from normalizers.header import Path, Said, header_words, said_by
from normalizers.words import fold

#: Evidence for the measure of a column that names only a year.
FROM_RUN, FROM_HEADING, FROM_KIND = 2.4, 2.2, 1.2
#: Evidence that is left for each of two columns that mean the same.
ALIKE = 2.0
#: What the progress of work is called beside that of its money.
PROGRESS = "fisik"
#: More than this share of a column's cells print the sign for rupiah where it is one of money.
MOSTLY_RUPIAH = 0.5
#: More than this share of a column's cells are percents where it is one of shares.
MOSTLY_PERCENTS = 0.5
#: What a year's target is called beside those of quarters.
YEARLY = frozenset({"tahunan", "setahun", "1 tahun", "satu tahun"})
#: No measures: they say only that a column holds values.
UNMEASURED = (None, "kondisi")
#: What is planned or reached.
PERFORMANCE = "kinerja"
#: What a plan calls figures of the time before it.
DATA = "data"
#: Plans of work and projections head targets.
_MEANT = {"jadwal": "target", "proyeksi": "target"}
#: Lines above a table that may name its measure.
HEADING_LINES = 4

#: What a column is taken for by its cells alone: figures that stay or go on look as if they counted rows.
_UNSAID = ("tidak_pasti", "nomor")


def settle_measures(drafts: list[Draft], around: Surroundings, figures: Sequence[Figures]) -> None:
    """Give every value column a measure and a time that no other one of its set has; ``drafts`` are changed.

    Args:
        drafts: A table's columns, left to right.
        around: What stands around the table.
        figures: The numbers below each column.
    """
    _settle_performance(drafts)
    _settle_undated(drafts, around)
    settle_beside_plans(drafts, around)
    settle_achievements(drafts, around, measure_of_heading(around.above), figures)
    _settle_bare_money(drafts)
    _settle_printed_money(drafts)
    _settle_shares_of_money(drafts)
    settle_money_groups(drafts)
    _settle_quarters(drafts)
    _settle_yearly(drafts)
    _settle_conditions(drafts, around)
    _settle_begin_or_target(drafts)
    _settle_versions(drafts)
    _settle_up_to_the_year(drafts)
    _settle_rivals(drafts)
    settle_lone_values(drafts, around)
    settle_unknown(drafts, around, measure_of_heading(around.above), figures)
    _settle_volume(drafts)
    _doubt_unknown_titles(drafts)
    _doubt_progress(drafts)
    doubt_small_money(drafts, around.above)
    _drop_unmeasured(drafts)


def _drop_unmeasured(drafts: Sequence[Draft]) -> None:
    """Values whose measure nothing tells, or a "kondisi" of which nothing tells which it is, are none: the column is asked about."""
    for draft in drafts:
        if draft.best is not None and draft.role == "nilai" and draft.best.meaning.ukuran in UNMEASURED:
            draft.choose(Meaning("tidak_pasti"), 0.3, "tanpa ukuran")


def _settle_volume(drafts: Sequence[Draft]) -> None:
    """Amounts right beside their units ("Volume | Satuan") are the target where no other column is."""
    measures = {draft.best.meaning.ukuran for draft in drafts if draft.best is not None and draft.role == "nilai"}
    for draft, after in pairwise(drafts):
        short = draft.path.said[-1].short if draft.path.texts else None
        if measures and "target" not in measures and short == "target" and draft.role == "tidak_pasti" and after.role == "satuan":
            draft.choose(Meaning("nilai", "target"), FROM_RUN, "jumlah di samping satuannya")


def _doubt_progress(drafts: Sequence[Draft]) -> None:
    """ "Fisik" without a percent sign beside a unit of its own: the progress in percent, or the amount reached."""
    has_unit = any(draft.role == "satuan" for draft in drafts)
    for draft in drafts:
        percent = "%" in draft.path.text or any(said.unit for said in draft.path.said)
        if has_unit and draft.role == "nilai" and not percent and PROGRESS in fold(draft.path.text).split():
            draft.doubt("kemajuan fisik dalam persen, atau jumlah dalam satuannya", ALIKE)


def _doubt_unknown_titles(drafts: Sequence[Draft]) -> None:
    """Money below a time beside words that nobody knows may be planned or spent."""
    for draft in drafts:
        if draft.role == "nilai" and draft.best is not None and draft.best.meaning.ukuran in MONEY:
            timed = any(said.times and said.foreign and said.head is None for said in draft.path.said[:-1])
            if timed and says_more(draft.path):
                draft.doubt(UNKNOWN_WORDS, ALIKE)


def _settle_undated(drafts: list[Draft], around: Surroundings) -> None:
    """A column that names only a time has the measure of the run it goes on with, of the heading, of a table that plans."""
    heading = measure_of_heading(around.above)
    titled = any(draft.role == "indikator" and draft.says("indikator", "peran") for draft in drafts)
    # What titles name, with its time: another column of that time is of something else.
    said = {(each.best.meaning.ukuran, each.best.meaning.moment[1:]) for each in drafts if each.best is not None and each.role == "nilai"}
    run: Meaning | None = None
    before: Draft | None = None
    doubted = False
    measures: list[str | None] = []
    for draft in drafts:
        best = draft.best
        short = draft.path.said[0].short if len(draft.path.texts) == 1 else None
        if short is not None and measures and draft.facts.values > 0.5 and best is not None and best.meaning.role in _UNSAID:
            if short == "capaian" and ("realisasi" in measures or {"target", "capaian"} <= set(measures)):
                draft.choose(Meaning("nilai", "capaian", satuan="persen"), FROM_RUN + 1, "persen di kanan target dan realisasi")
            elif short in measures:
                draft.choose(Meaning("lainnya"), FROM_KIND, "singkatan tanpa judul di atasnya")
            best = draft.best
        if short == "target" and _is_lone_amount(draft, drafts) and around.kind in PLANNING:
            draft.choose(Meaning("nilai", "target"), FROM_RUN, "satu-satunya jumlah dalam tabel rencana")
            best = draft.best
        if best is None or best.meaning.role != "nilai":
            run = None
            continue
        meaning = best.meaning
        if meaning.ukuran is None and is_share_of_a_time(draft.path):
            draft.choose(replace(meaning, ukuran="capaian", satuan="persen"), FROM_RUN + 1, "persen pada waktu itu")
        elif meaning.ukuran is None:
            alike = before is not None and untimed(before.path) == untimed(draft.path)
            _settle_measure(
                draft,
                run,
                heading,
                around.kind,
                alike=alike,
                taken=bool({(heading, meaning.moment[1:]), ("realisasi", meaning.moment[1:])} & said),
            )
            # What a run of years goes on with is no surer than its first one.
            doubted = not titled and (doubted or run is None or run.ukuran is None)
            if draft.role == "nilai" and doubted:
                draft.doubt("tidak ada judul yang menyebut ukuran atau indikator", ALIKE)
        else:
            doubted = False
        run, before = draft.best.meaning if draft.best is not None and draft.role == "nilai" else None, draft
        measures.append(run.ukuran if run is not None else None)


def _settle_performance(drafts: Sequence[Draft]) -> None:
    """ "TW I [Target | Kinerja | Anggaran]": beside its target below one title, "Kinerja" is what was reached."""
    for draft in drafts:
        known = draft.best is not None and draft.best.meaning.ukuran is not None
        if known or len(draft.path.texts) < 2 or fold(draft.path.texts[-1]) != PERFORMANCE or draft.facts.values <= 0.5:
            continue
        beside = [other for other in drafts if other is not draft and other.path.texts[:-1] == draft.path.texts[:-1]]
        values = {other.best.meaning.ukuran: other.best.meaning for other in beside if other.best is not None and other.role == "nilai"}
        if "target" in values and "realisasi" not in values:
            draft.choose(replace(values["target"], ukuran="realisasi", satuan=None), FROM_RUN, "kinerja di samping targetnya")


def _is_lone_amount(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a column of amounts ("Volume") is the only one of figures beside the money."""
    if draft.best is None or draft.role != "tidak_pasti" or draft.facts.values <= 0.5:
        return False
    values = [other for other in drafts if other.best is not None and other.role == "nilai" and other.facts.values > 0.5]
    return all(other.best is not None and other.best.meaning.ukuran in MONEY for other in values)


def _settle_measure(
    draft: Draft, run: Meaning | None, heading: str | None, kind: str | None, *, alike: bool = False, taken: bool = False
) -> None:
    best = draft.best
    assert best is not None
    meaning = best.meaning
    if draft.facts.money > MONEY_SHARE and kind in PLANNING:
        money = Claim(
            replace(meaning, ukuran="pagu", satuan="rupiah"), FROM_RUN + 1.0, (*best.reasons, "isinya sebesar uang, tabel rencana")
        )
        draft.claims = [money, *(claim for claim in draft.claims if claim.meaning != meaning)]
        return
    evidence: dict[str, float] = {}
    reasons: list[str] = []
    goes_on = run is not None and run.ukuran in ("target", "realisasi", "capaian") and _goes_on(run, meaning)
    if run is not None and run.ukuran is not None and goes_on and (alike or not says_more(draft.path)):
        evidence[run.ukuran] = FROM_RUN
        reasons.append("melanjutkan deretan di kirinya")
    if meaning.tahun is not None and {"awal", "dasar"} & set(fold(draft.path.texts[-1]).split()):
        evidence["kondisi_awal"] = FROM_RUN + FROM_HEADING
        reasons.append("judul menyebut tahun awal")
    if heading is not None and not (taken and says_more(draft.path)):
        evidence[heading] = evidence.get(heading, 0.0) + FROM_HEADING
        reasons.append(f"judul di atas tabel menyebut {heading}")
    if kind in PLANNING:
        evidence["target"] = evidence.get("target", 0.0) + FROM_KIND
        reasons.append("tabel rencana")
    if kind in ACHIEVED and not evidence and not says_more(draft.path):
        evidence["realisasi"] = FROM_KIND / 2
        reasons.append("tabel capaian")
    if not evidence:
        draft.choose(Meaning("tidak_pasti"), 0.3, "judul hanya menyebut waktu, tanpa ukuran")
        return
    ranked = sorted(evidence.items(), key=lambda item: -item[1])
    others = [Claim(replace(meaning, ukuran=name), weight) for name, weight in ranked[1:]]
    draft.claims = [claim for claim in draft.claims if claim.meaning != meaning]
    draft.claims = [Claim(replace(meaning, ukuran=ranked[0][0]), ranked[0][1] + 1.0, (*best.reasons, *reasons)), *others, *draft.claims]
    if says_more(draft.path):
        draft.doubt(UNKNOWN_WORDS, ALIKE)


def _settle_bare_money(drafts: Sequence[Draft]) -> None:
    """Money that is only called "Rp" or "Anggaran" below the title of a realisation is money spent.

    Beside a column that calls itself the realisation ("Realisasi | Anggaran") only "Rp" is.
    """
    for left, draft in pairwise(drafts):
        if draft.best is None or draft.best.meaning.ukuran != "pagu" or left.best is None or left.best.meaning.ukuran != "realisasi":
            continue
        title, leaf = draft.path.texts[:-1], set(fold("".join(draft.path.texts[-1:])).split())
        above = leaf <= GENERIC_MONEY and not left.path.said[-1].has("ukuran")
        if title and left.path.texts[:-1] == title and (leaf <= set(BARE_MONEY) or above):
            draft.choose(replace(draft.best.meaning, ukuran="realisasi_anggaran"), draft.best.weight, "uang di samping realisasi")
    settle_money_of_quarters(drafts)


def _settle_printed_money(drafts: Sequence[Draft]) -> None:
    """ "Triwulan I [Realisasi] … Realisasi TW I", this all "Rp …": beside figures of its measure that are no money it is the money."""
    for draft in drafts:
        if draft.best is None or draft.role != "nilai" or draft.facts.rupiah <= MOSTLY_RUPIAH:
            continue
        money = {"target": "pagu", "realisasi": "realisasi_anggaran"}.get(draft.best.meaning.ukuran or "")
        alike = [other for other in drafts if other.best is not None and other.best.meaning.ukuran == draft.best.meaning.ukuran]
        if money is not None and any(other.role == "nilai" and other.facts.rupiah == 0.0 for other in alike):
            draft.turn_into(replace(draft.best.meaning, ukuran=money, satuan="rupiah"), "isinya rupiah, di samping ukuran yang sama")


def _settle_shares_of_money(drafts: Sequence[Draft]) -> None:
    """A bare percent sign right of money below the same title is the money's, as is any share below a title of money, or of its time.

    So is a column of percents that its title calls money ("Serapan").
    """
    for left, draft in pairwise(drafts):
        if draft.role != "nilai" or draft.best is None or draft.best.meaning.ukuran != "capaian" or left.best is None:
            continue
        below = len(draft.path.texts) > 1 and left.path.texts[:-1] == draft.path.texts[:-1]
        of_money = any(said.has("uang") for said in draft.path.said[:-1])
        alone = below and (draft.path.said[-1].short == "capaian" or of_money)
        timed = is_share_of_a_time(draft.path) and left.best.meaning.moment[1:] == draft.best.meaning.moment[1:]
        if (alone or timed) and left.role == "nilai" and left.best.meaning.ukuran in MONEY:
            draft.choose(Meaning("lainnya"), FROM_RUN + 1, "persen di kanan uang")
    for draft in drafts:
        money = draft.role == "nilai" and draft.best is not None and draft.best.meaning.ukuran in MONEY
        if money and draft.facts.percents > MOSTLY_PERCENTS and draft.facts.money < MONEY_SHARE:
            draft.turn_into(Meaning("lainnya"), "persen dari uang")


def is_share_of_a_time(path: Path) -> bool:
    """Whether a title is nothing but a percent sign and a time ("% TW I")."""
    said = path.said[-1] if path.texts else None
    return said is not None and said.head is None and said.when.named and "%" in said.text and not said.foreign


def _goes_on(run: Meaning, meaning: Meaning) -> bool:
    """Whether a column goes on with the run left of it: later years, later quarters, or the quarters of the year left of them."""
    if meaning.triwulan is not None:
        return run.triwulan is None or run.triwulan < meaning.triwulan
    return run.tahun is not None and meaning.tahun is not None and run.tahun < meaning.tahun


def _settle_quarters(drafts: list[Draft]) -> None:
    """Four groups of columns below quarters are the first to the fourth, whatever a scan made of the letters (I, I, III, IV)."""
    quarters = [draft for draft in drafts if draft.best is not None and draft.role == "nilai" and draft.best.meaning.triwulan is not None]
    groups: list[list[Draft]] = []
    for draft in quarters:
        meaning = draft.best.meaning if draft.best else Meaning("nilai")
        last = groups[-1][-1].best if groups else None
        repeats = bool(groups) and any(other.best is not None and other.best.meaning.ukuran == meaning.ukuran for other in groups[-1])
        if last is None or last.meaning.triwulan != meaning.triwulan or repeats:
            groups.append([])
        groups[-1].append(draft)
    printed = [group[0].best.meaning.triwulan if group[0].best else None for group in groups]
    measured = {tuple(draft.best.meaning.ukuran for draft in group if draft.best is not None) for group in groups}
    if len(measured) > 1 or printed[:2] == printed[2:]:
        # Two quarters of one measure, then of another; or two quarters twice.
        return
    if len(groups) != len(QUARTERS) or printed == list(QUARTERS) or sum(a == b for a, b in zip(printed, QUARTERS, strict=True)) < 2:
        return
    for quarter, group in zip(QUARTERS, groups, strict=True):
        for draft in group:
            if draft.best is not None and draft.best.meaning.triwulan != quarter:
                draft.choose(replace(draft.best.meaning, triwulan=quarter), FROM_RUN, "urutan triwulan")


def _settle_conditions(drafts: list[Draft], around: Surroundings) -> None:
    """A "Kondisi" is the first or the final one by its words, its year beside the targets' years, or its side.

    Without targets beside it, it is what the table is of.
    """
    _settle_data(drafts)
    conditions = [draft for draft in drafts if draft.best is not None and draft.best.meaning.ukuran == "kondisi"]
    targets = [draft for draft in drafts if draft.best is not None and draft.best.meaning.ukuran == "target"]
    years = [draft.best.meaning.tahun for draft in targets if draft.best is not None and draft.best.meaning.tahun is not None]
    heading = measure_of_heading(around.above) if conditions else None
    for draft in conditions:
        assert draft.best is not None
        meaning = draft.best.meaning
        words = fold(draft.path.text).split()
        if "awal" in words or "akhir" in words:
            name = "kondisi_awal" if "awal" in words else "kondisi_akhir"
        elif meaning.tahun is not None and years:
            name = "kondisi_awal" if meaning.tahun < min(years) else "kondisi_akhir" if meaning.tahun >= max(years) else "realisasi"
        elif targets:
            name = "kondisi_awal" if drafts.index(draft) < drafts.index(targets[0]) else "kondisi_akhir"
        else:
            draft.choose(replace(meaning, ukuran=None), draft.best.weight, "kondisi, tanpa target di sampingnya")
            _settle_measure(draft, None, heading, around.kind)
            continue
        draft.choose(replace(meaning, ukuran=name), draft.best.weight - 1.0, f"{name} menurut tahun dan letaknya")


def _settle_yearly(drafts: Sequence[Draft]) -> None:
    """ "Tahunan | TW1 [T | R] | TW2 [T | R] …": beside the quarters' targets, and without another one of the year, it is the year's."""
    values = [draft.best.meaning for draft in drafts if draft.best is not None and draft.role == "nilai"]
    targets = [meaning.triwulan for meaning in values if meaning.ukuran == "target"]
    if not targets or None in targets:
        return
    for draft in drafts:
        words = fold(draft.path.text)
        if draft.role == "tidak_pasti" and (words in YEARLY or YEARLY & set(words.split())) and draft.facts.values > 0.5:
            draft.choose(Meaning("nilai", "target"), FROM_RUN, "target setahun di samping target triwulan")
            if words not in YEARLY:
                draft.doubt(UNKNOWN_WORDS, ALIKE)


def _settle_begin_or_target(drafts: Sequence[Draft]) -> None:
    """ "Baseline / Target Tahunan": what is begun from or the year's target, and this where the other targets are all of quarters."""
    for draft in drafts:
        said = draft.path.said[-1] if draft.path.texts else None
        if said is None or draft.best is None or draft.role != "nilai" or not is_list(said):
            continue
        if {tag.name for tag in said.tags if tag.section == "ukuran"} != {"kondisi_awal", "target"}:
            continue
        own = [other.best.meaning for other in others_of_its_set(drafts, drafts.index(draft)) if other.best is not None]
        targets = [meaning for meaning in own if meaning.ukuran == "target" and meaning != draft.best.meaning]
        if targets and all(meaning.triwulan is not None for meaning in targets):
            draft.choose(replace(draft.best.meaning, ukuran="target"), FROM_RUN, "target triwulan tanpa target setahun")
        draft.doubt("kondisi awal atau target", ALIKE)


def _settle_data(drafts: Sequence[Draft]) -> None:
    """The only "Data Capaian", of a year before all targets, is what the plan starts from (Permendagri 86/2017, T-C.27)."""
    valued = [draft.best.meaning for draft in drafts if draft.best is not None and draft.role == "nilai"]
    planned = [meaning.tahun for meaning in valued if meaning.ukuran == "target" and meaning.tahun is not None]
    reached = [meaning for meaning in valued if meaning.ukuran in ("capaian", "realisasi")]
    for draft in drafts:
        meaning = draft.best.meaning if draft.best is not None else None
        if meaning is None or draft.best is None or reached != [meaning] or meaning.tahun is None or not planned:
            continue
        if meaning.tahun < min(planned) and DATA in fold(draft.path.text).split():
            draft.choose(replace(meaning, ukuran="kondisi_awal"), draft.best.weight, "data tahun sebelum semua target")


def _settle_versions(drafts: list[Draft]) -> None:
    """Of a state before a change and one after it the second is the value, unless each has an indicator of its own: a set each."""
    for index, draft in enumerate(drafts):
        if draft.role == "lainnya" and draft.says("semula"):
            own = next((other for other in reversed(drafts[:index]) if other.role == "indikator"), None)
            value = next(iter(draft.as_values), None)
            if own is not None and own.says("semula") and value is not None:
                draft.choose(value, FROM_RUN, "punya indikator sendiri")
    for left, draft in pairwise(drafts):
        value = next(iter(left.as_values), None)
        unknown = draft.best is not None and draft.best.weight < ALIKE
        if draft.says("menjadi") and unknown and left.says("semula") and value is not None:
            draft.choose(value, FROM_RUN, "perubahan dari kolom di kirinya")
    for draft in drafts:
        if draft.says("menjadi") and draft.best is not None and draft.role == "nilai":
            for other in _rivals(drafts, draft):
                if not other.says("menjadi"):
                    other.choose(Meaning("lainnya"), FROM_RUN, "kolom lain memuat perubahannya")


def _settle_up_to_the_year(drafts: Sequence[Draft]) -> None:
    """What is summed up to the year's end is the year's value, unless a column of its own holds that."""
    for draft in drafts:
        if draft.best is not None and draft.role == "nilai" and draft.says("kumulatif") and _rivals(drafts, draft):
            draft.choose(Meaning("lainnya"), FROM_RUN, "kolom lain memuat nilai setahunnya")


def _rivals(drafts: Sequence[Draft], draft: Draft) -> list[Draft]:
    """The other value columns of its set with its measure and time."""
    assert draft.best is not None
    return [
        other
        for other in others_of_its_set(drafts, drafts.index(draft))
        if other.best is not None and other.role == "nilai" and other.best.meaning.moment == draft.best.meaning.moment
        # "Target Triwulan" beside "Target Tahunan": its cells name the quarters.
        if _speaks_of_quarters(other) == _speaks_of_quarters(draft)
    ]


def _speaks_of_quarters(draft: Draft) -> bool:
    return any("triwulan" in said.when.speaks_of for said in draft.path.said)


def _settle_rivals(drafts: list[Draft]) -> None:
    """Two value columns of one record are not the same measure of the same time.

    The one whose header or cells also speak for another measure, as the other's do not, is that; of money by its sources the first is
    the plan. What stays alike is less sure.
    """
    for draft in drafts:
        if draft.best is None or draft.role != "nilai" or not (rivals := _rivals(drafts, draft)):
            continue
        own = {other.best.meaning.moment for other in drafts if other.best is not None and other.role == "nilai"}
        also_theirs = {claim.meaning.moment for other in rivals for claim in other.claims}
        others = [claim for claim in draft.claims[1:] if claim.meaning.role == "nilai" and claim.meaning.ukuran not in UNMEASURED]
        free = [claim for claim in others if claim.meaning.moment not in own | also_theirs]
        if free:
            draft.choose(free[0].meaning, FROM_RUN, "ukuran pertama sudah dipakai kolom lain")
        elif draft.best.meaning.ukuran in MONEY and draft.says("asal", "uang"):
            for other in rivals:
                if other.says("asal", "uang"):
                    other.choose(Meaning("lainnya"), FROM_RUN, "uang dari sumber lain")
        elif any(other.best is not None and other.best.meaning.satuan == draft.best.meaning.satuan for other in rivals):
            draft.doubt("kolom lain berarti sama", ALIKE)


def _reached_again(said: Said) -> bool:
    """Whether a heading says right behind each other that something was realised and achieved."""
    named = [tag for tag in said.tags if tag.section == "ukuran"]
    both = [tag.name for tag in named] == ["realisasi", "capaian"]
    return both and named[1].at == named[0].at + named[0].words


def measure_of_heading(above: Sequence[str]) -> str | None:
    """The one measure that the nearest heading lines name."""
    for line in list(above)[: -HEADING_LINES - 1 : -1]:
        if header_words().begins["aras"].match(f"{fold(line)} "):
            # An aim ("Meningkatnya realisasi investasi") heads rows, not columns.
            continue
        said = [_MEANT.get(tag.name, tag.name) for tag in said_by(line).tags if tag.section == "ukuran" or tag.name in _MEANT]
        named = [name for name in said if name in ("target", "realisasi", "capaian")]
        if _reached_again(said_by(line)):
            # "Realisasi Pencapaian SPM": one thing, and not two.
            return "realisasi"
        if named[:1] == ["target"] and "realisasi" not in named:
            # "Rencana Aksi Pencapaian Kinerja", "Target Capaian": what is described is planned.
            return "target"
        if named:
            return named[0] if len(set(named)) == 1 else None
    return None
