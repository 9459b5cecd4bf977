"""What "capaian" means: a percent of its target, what was reached, or what a plan is to reach, as titles and columns beside it tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalizers.form.arithmetic import Figures, is_of_its_kind, is_share, says_share
from normalizers.form.drafts import Draft, others_of_its_set, set_numbers
from normalizers.form.meaning import PLANNING, QUARTERS, Column, Header, Meaning, Surroundings
from normalizers.header import Said, said_by
from normalizers.words import fold

#: What a plan leaves open is kept with no more evidence than this.
OPEN = 2.0
#: What stands above or below sums of the columns beside it, and the moment of a column that names none.
TOTALS = frozenset({"total", "jumlah", "jumlah total", "total jumlah"})
#: Why "capaian" is what was reached.
REACHED = "capaian di samping persentasenya"


def settle_achievements(drafts: Sequence[Draft], around: Surroundings, heading: str | None, figures: Sequence[Figures]) -> None:
    """Give every "capaian" its measure; ``drafts`` are changed.

    Args:
        drafts: A table's columns, left to right.
        around: What stands around the table.
        heading: The measure that the lines above the table name.
        figures: The numbers below each column.
    """
    _settle_totals(drafts)
    _settle_planned(drafts)
    _settle_reached(drafts)
    _settle_reached_before(drafts)
    _settle_reached_by_size(drafts, figures)
    _doubt_shares_of_a_quarter(drafts)
    if around.kind in PLANNING and heading not in ("realisasi", "capaian"):
        _doubt_in_a_plan(drafts)


def planned(header: Header, first: int | None, last: int | None) -> Header:
    """The header of a plan's table in which "capaian" of the plan's own years is what is to be reached.

    So it is where it has no target of its time, nor any realisasi beside it. The columns stay as doubtful as they are.

    Args:
        header: Its columns in their years.
        first, last: The plan's years.
    """
    if first is None or any(column.ukuran == "realisasi" for column in header.values):
        return header
    targets = {(column.tahun, column.triwulan) for column in header.values if column.ukuran == "target"}
    own = [
        column for column in header.values if column.ukuran == "capaian" and column.tahun is not None and not _names_a_share(column.path)
    ]
    ahead = [
        column
        for column in own
        if ((column.tahun or 0) > first or column.tahun == first == last) and (column.tahun, column.triwulan) not in targets
    ]
    groups = {column.path[:-1] for column in ahead if len(column.path) > 1}

    def moved(column: Column) -> Column:
        begins = column.ukuran == "capaian" and column.tahun == first and column.path[:-1] in groups
        if column in ahead or begins:
            return replace(column, meaning=replace(column.meaning, ukuran="target"))
        return column

    return header.mapped(moved) if ahead else header


def _names_a_share(titles: Sequence[str]) -> bool:
    """Whether titles call a column the achievement in percent: no plan sets that."""
    return says_share(titles) and any(said_by(title).has("ukuran", "capaian") for title in titles)


def _settle_totals(drafts: Sequence[Draft]) -> None:
    """ "2024 [Vol | Biaya] … Total [Vol | Biaya]": beside several years or quarters of its measure it is their sum, no year's value."""
    for draft in drafts:
        if draft.best is None or draft.role != "nilai" or not draft.best.meaning.undated:
            continue
        if not any(fold(said.text) in TOTALS for said in draft.path.said):
            continue
        measure = draft.best.meaning.ukuran
        others = [other.best.meaning for other in drafts if other.best is not None and other.role == "nilai" and other is not draft]
        if sorted(other.triwulan or 0 for other in others if other.ukuran == measure) == list(QUARTERS):
            # "TW I | TW II | TW III | TW IV | Jumlah": the year's, which no other column holds.
            continue
        if len({other.moment for other in others if other.ukuran == measure and not other.undated}) > 1:
            draft.turn_into(Meaning("lainnya"), "jumlah dari beberapa tahun atau triwulan")


def _is_achievement(draft: Draft) -> bool:
    return draft.best is not None and draft.role == "nilai" and draft.best.meaning.ukuran == "capaian"


def _plans(said: Said) -> bool:
    return said.has("tahun", "depan") or (said.head is not None and (said.head.section, said.head.name) == ("ukuran", "target"))


def _settle_planned(drafts: Sequence[Draft]) -> None:
    """ "Rencana Tahun 2025 [Lokasi | Capaian Kinerja | Dana]": below a plan's title without a target of its own it is the target."""
    for draft in drafts:
        if not _is_achievement(draft) or is_share(draft):
            continue
        above = next((depth for depth, said in enumerate(draft.path.said[:-1]) if _plans(said)), None)
        if above is None:
            continue
        title = draft.path.texts[: above + 1]
        beside = [other for other in drafts if other is not draft and other.path.texts[: above + 1] == title]
        if not any(other.best is not None and other.best.meaning.ukuran in ("target", "realisasi") for other in beside):
            assert draft.best is not None
            draft.turn_into(replace(draft.best.meaning, ukuran="target"), "capaian di bawah judul rencana")


def _settle_reached(drafts: Sequence[Draft]) -> None:
    """ "Target | Capaian | Tingkat Capaian": beside its share, and without another realisasi of its time, it is what was reached."""
    for index, draft in enumerate(drafts):
        if not _is_achievement(draft) or is_share(draft) or draft.best is None:
            continue
        moment, right = draft.best.meaning.moment[1:], next(iter(drafts[index + 1 :]), None)
        beside = [
            other
            for other in others_of_its_set(drafts, index)
            if other.best is not None and other.role == "nilai"
            # A share right of it that names no time is of the same.
            if other.best.meaning.moment[1:] == moment or (other is right and other.best.meaning.undated)
        ]
        shares = [other for other in beside if _is_achievement(other) and is_share(other)]
        plain = [other for other in beside if _is_achievement(other) and not is_share(other)]
        if not shares or plain or any(other.best is not None and other.best.meaning.ukuran == "realisasi" for other in beside):
            continue
        draft.turn_into(replace(draft.best.meaning, ukuran="realisasi"), REACHED)
        _money_of_it(drafts, draft)


def _settle_reached_before(drafts: Sequence[Draft]) -> None:
    """ "Capaian Tahun Sebelumnya | Capaian Tahun Ini | Capaian (%)": what the word means once it means at the other moments, too."""
    for index, draft in enumerate(drafts):
        if not _is_achievement(draft) or is_share(draft) or draft.best is None:
            continue
        own = others_of_its_set(drafts, index)
        meanings = [other.best.meaning for other in own if other.best is not None and other.role == "nilai"]
        taken = any(meaning.ukuran == "realisasi" and meaning.moment[1:] == draft.best.meaning.moment[1:] for meaning in meanings)
        if not taken and any(REACHED in other.best.reasons for other in own if other.best is not None):
            draft.turn_into(replace(draft.best.meaning, ukuran="realisasi"), REACHED)


def _settle_reached_by_size(drafts: Sequence[Draft], figures: Sequence[Figures]) -> None:
    """ "Target 2024 | Capaian 2024", and no realisasi: what was reached where the figures are of the target's kind, else a percent of it.

    Where the figures do not tell, as beside targets near a hundred, it is in doubt.
    """
    sets = set_numbers(drafts)
    for index, draft in enumerate(drafts):
        if not _is_achievement(draft) or is_share(draft) or draft.best is None or not figures[index]:
            continue
        own = [
            (other.best.meaning, at)
            for at, other in enumerate(drafts)
            if other.best is not None and other.role == "nilai" and sets[at] == sets[index]
        ]
        moment = draft.best.meaning.moment[1:]
        if any(meaning.ukuran == "realisasi" and (meaning.moment[1:] == moment or draft.best.meaning.undated) for meaning, _ in own):
            continue
        targets = [(meaning, at) for meaning, at in own if meaning.ukuran == "target"]
        beside = [at for meaning, at in targets if meaning.moment[1:] == moment]
        # Another year's target tells the size of what is measured, too.
        likely = beside or [at for meaning, at in targets if meaning.triwulan == draft.best.meaning.triwulan]
        # "Target [K | Rp] … Pencapaian [K | Rp]": no percent of a target has money of its own.
        money = _has_money(drafts, draft) and any(_has_money(drafts, drafts[at]) for _, at in targets)
        if not (likely or money):
            continue
        reached = True if money else is_of_its_kind(figures[index], figures[likely[0]])
        if reached:
            draft.turn_into(replace(draft.best.meaning, ukuran="realisasi"), "angkanya sebesar targetnya, bukan persennya")
            _money_of_it(drafts, draft)
        elif reached is None and beside:
            draft.doubt("capaian: hasil, atau persen dari targetnya", OPEN)


def _doubt_shares_of_a_quarter(drafts: Sequence[Draft]) -> None:
    """A share of a quarter that has no target of its own, in a table of the year's targets: of which of them it is is not said."""
    for index, draft in enumerate(drafts):
        if not _is_achievement(draft) or draft.best is None or draft.best.meaning.triwulan is None:
            continue
        quarter = draft.best.meaning.triwulan
        own = [other.best.meaning for other in others_of_its_set(drafts, index) if other.best is not None]
        targets = {meaning.triwulan for meaning in own if meaning.ukuran == "target"}
        if targets and quarter not in targets and any(meaning.ukuran == "realisasi" and meaning.triwulan == quarter for meaning in own):
            draft.doubt("persen dari target setahun, atau dari target triwulannya", OPEN)


def _has_money(drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether a column of money stands beside a column below the same title."""
    title = draft.path.texts[:-1]
    beside = [other for other in drafts if title and other is not draft and other.path.texts[:-1] == title]
    return any(other.path.said[-1].money or ((head := other.path.said[-1].head) is not None and head.section == "uang") for other in beside)


def _money_of_it(drafts: Sequence[Draft], reached: Draft) -> None:
    """The money below the title of what was reached was spent."""
    assert reached.best is not None
    title = reached.path.texts[:-1]
    for draft in drafts:
        head = draft.path.said[-1].head if draft.path.texts else None
        if title and draft.path.texts[:-1] == title and draft.role == "lainnya" and head is not None and head.section == "uang":
            spent = replace(reached.best.meaning, ukuran="realisasi_anggaran", satuan="rupiah")
            draft.turn_into(spent, "uang di samping realisasi")


def _doubt_in_a_plan(drafts: Sequence[Draft]) -> None:
    """In a plan, without a target of its time or any realisasi beside it, "capaian" may be what is to be reached or what was."""
    values = [draft.best.meaning for draft in drafts if draft.best is not None and draft.role == "nilai"]
    targets = {meaning.moment[1:] for meaning in values if meaning.ukuran == "target"}
    years = [meaning.tahun for meaning in values if meaning.ukuran == "target" and meaning.tahun is not None]
    if any(meaning.ukuran == "realisasi" for meaning in values):
        return
    for draft in drafts:
        if not _is_achievement(draft) or draft.best is None or draft.best.meaning.moment[1:] in targets:
            continue
        year = draft.best.meaning.tahun
        if not (year is not None and years and year < min(years)):
            draft.doubt("capaian dalam tabel rencana tanpa target di sampingnya", OPEN)
