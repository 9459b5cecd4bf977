"""Figures and their money below one title: where a column of the group says that it is the money, the ones beside it are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from normalizers.form.drafts import IN_DOUBT, UNKNOWN_WORDS, Draft
from normalizers.form.facts import MONEY_SHARE
from normalizers.form.meaning import MONEY, Column, Header, Meaning, is_list
from normalizers.form.reading import BARE_MONEY, money_scale
from normalizers.header import Said
from normalizers.words import fold

#: Evidence of the money in a group for what stands beside it.
BESIDE_MONEY = 2.4
#: A column of figures has at least this share of them.
FIGURES = 0.5
#: So many figures tell that they are none of rupiah.
LEAST_FIGURES = 2
#: A note on a table's money stands among so many lines right above it.
NOTE_LINES = 4
#: What stands beside planned money, and beside money spent.
_COUNTERPART = {"pagu": "target", "realisasi_anggaran": "realisasi"}


def settle_money_groups(drafts: Sequence[Draft]) -> None:
    """Tell the figures below one title from the money below it ("APBD [Target | Pagu]", "2023 [Kinerja | Dana]"); drafts are changed."""
    for _, found in groupby(drafts, key=lambda draft: draft.path.texts[:-1]):
        group = list(found)
        money = next(
            (draft for draft in group if draft.best is not None and draft.best.meaning.ukuran in MONEY and _is_money(_leaf(draft))), None
        )
        if money is None or money.best is None or len(money.path.texts) < 2:
            continue
        others = [draft for draft in group if draft is not money and not _is_money(_leaf(draft))]
        for draft in others:
            _settle_beside(draft, money.best.meaning)
        if (
            len(others) == 1
            and others[0].best is not None
            and others[0].best.meaning.ukuran == "capaian"
            and money.best.meaning.ukuran == "pagu"
        ):
            others[0].doubt("capaian di samping pagu: yang direncanakan atau yang dicapai", IN_DOUBT)


def doubt_small_money(drafts: Sequence[Draft], above: Sequence[str]) -> None:
    """Doubt money that is so by its title alone, in figures that are none of rupiah; drafts are changed.

    It may be told in thousands, or be something else ("Alokasi Waktu").
    """
    if _scale_of_note(above) is not None:
        return
    for draft in drafts:
        meaning, facts = draft.best.meaning if draft.best is not None else None, draft.facts
        if meaning is None or meaning.ukuran not in MONEY or meaning.satuan != "rupiah" or facts.filled < LEAST_FIGURES:
            continue
        signed = any(said.money or set(BARE_MONEY) & set(fold(said.text).split()) for said in draft.path.said)
        if not signed and facts.values > FIGURES and not (facts.money or facts.rupiah or facts.nothing):
            draft.doubt("judulnya uang, angkanya tidak sebesar rupiah", IN_DOUBT)


def _scale_of_note(above: Sequence[str]) -> str | None:
    """The unit that a note right above a table gives its money."""
    near = [line for line in above if line.strip()][-NOTE_LINES:]
    return next((found for line in reversed(near) if "dalam" in fold(line).split() and (found := money_scale(line)) is not None), None)


def scaled(header: Header, above: Sequence[str]) -> Header:
    """The header with its money in the unit that a note right above the table gives it ("(dalam ribuan rupiah)"), where no title does."""
    unit = _scale_of_note(above)
    if unit is None:
        return header

    def in_unit(column: Column) -> Column:
        money = column.ukuran in MONEY and column.satuan == "rupiah"
        return replace(column, meaning=replace(column.meaning, satuan=unit)) if money else column

    return header.mapped(in_unit)


def _settle_beside(draft: Draft, money: Meaning) -> None:
    best, leaf = draft.best, _leaf(draft)
    if best is None or leaf is None or draft.facts.values < FIGURES or money.ukuran is None:
        return
    if draft.facts.money > MONEY_SHARE:
        # "Anggaran (Rp) [Pagu | Realisasi]": its money, too.
        return
    head = leaf.head
    measure = head.name if head is not None and head.section == "ukuran" else None
    if best.meaning.ukuran in MONEY and (measure is not None or leaf.short is not None):
        said = measure or (leaf.short if leaf.short != "target" else None) or _COUNTERPART[money.ukuran]
        draft.choose(replace(best.meaning, ukuran=said, satuan=leaf.unit), BESIDE_MONEY, "uangnya di kolom lain di bawah judul yang sama")
    elif best.meaning.ukuran in MONEY and head is None and leaf.foreign and not draft.facts.money and _lists_money(draft):
        # "Angka Tekad dan Pagu [Tekad | Dana]".
        draft.choose(replace(best.meaning, ukuran=_COUNTERPART[money.ukuran], satuan=None), BESIDE_MONEY, "bukan uang, di samping uangnya")
        draft.doubt(UNKNOWN_WORDS, IN_DOUBT)
    elif best.meaning.ukuran in MONEY and head is not None and head.name == "uraian" and not draft.facts.money:
        # "Target dan Kebutuhan Dana (Rp) [Kinerja | Dana]".
        meaning = replace(best.meaning, ukuran=_COUNTERPART[money.ukuran], satuan=None)
        draft.choose(meaning, BESIDE_MONEY, "kinerja di samping uangnya di bawah judul yang sama")
    elif best.meaning.role in ("lainnya", "tidak_pasti") and head is not None and head.name == "uraian":
        meaning = replace(money, ukuran=_COUNTERPART[money.ukuran], satuan=None)
        draft.choose(meaning, BESIDE_MONEY, "di samping uang di bawah judul yang sama")


def _lists_money(draft: Draft) -> bool:
    """Whether an outer title names other things beside the money ("Angka Tekad dan Pagu")."""
    return any(said.has("uang") and said.unknown and is_list(said) for said in draft.path.said[:-1])


def _leaf(draft: Draft) -> Said | None:
    return draft.path.said[-1] if draft.path.texts else None


def _is_money(leaf: Said | None) -> bool:
    return leaf is not None and (leaf.money or leaf.has("uang"))
