"""Groups of columns of the same times beside each other: what one of them is tells what the other one is, in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalizers.form.drafts import IN_DOUBT, UNKNOWN_WORDS, Draft
from normalizers.form.meaning import ACHIEVED, MONEY, Meaning, Surroundings
from normalizers.form.reading import BARE_MONEY
from normalizers.words import fold

#: Evidence of a column by those beside it.
BESIDE = 2.4
#: Words for money that is planned or spent, and for what is planned.
GENERIC_MONEY = frozenset({*BARE_MONEY, "anggaran", "keuangan", "keu", "dana", "biaya"})
PLANNED_MONEY = frozenset({"pagu", "alokasi", "rencana", "target", "kebutuhan", "plafon"})


def settle_beside_plans(drafts: Sequence[Draft], around: Surroundings) -> None:
    """ "Rencana [I | II] | words that nobody knows [I | II]", in a table of what was reached: they are the results; in doubt.

    Args:
        drafts: A table's columns, left to right; they are changed.
        around: What stands around the table.
    """
    if around.kind not in ACHIEVED or any(
        draft.role == "nilai" and draft.best and draft.best.meaning.ukuran == "realisasi" for draft in drafts
    ):
        return
    groups: dict[tuple[str, ...], list[tuple[Draft, Meaning]]] = {}
    for draft in drafts:
        meaning = next((meaning for meaning in draft.as_values if not meaning.undated), None)
        if meaning is not None and len(draft.path.texts) > 1:
            groups.setdefault(draft.path.texts[:-1], []).append((draft, meaning))
    times = {title: [meaning.moment[1:] for _, meaning in members] for title, members in groups.items()}
    planned = [
        times[title]
        for title, members in groups.items()
        if all(draft.role == "nilai" and draft.best and draft.best.meaning.ukuran == "target" for draft, _ in members)
    ]
    unknown = [title for title, members in groups.items() if all(draft.role == "tidak_pasti" for draft, _ in members)]
    if len(unknown) == 1 and len(times[unknown[0]]) > 1 and times[unknown[0]] in planned:
        for draft, meaning in groups[unknown[0]]:
            draft.choose(replace(meaning, ukuran="realisasi"), BESIDE, "waktu yang sama seperti rencana di sampingnya")
            draft.doubt(UNKNOWN_WORDS, IN_DOUBT)


def settle_money_of_quarters(drafts: Sequence[Draft]) -> None:
    """ "Fisik [TW I | TW II] | Keuangan [TW I | TW II]": money beside what was reached in the same quarters was spent; in doubt."""
    money = [draft for draft in drafts if draft.best is not None and draft.role == "nilai" and draft.best.meaning.ukuran == "pagu"]
    money = [draft for draft in money if draft.best is not None and draft.best.meaning.triwulan is not None and _is_generic_money(draft)]
    figures = [draft.best.meaning for draft in drafts if draft.best is not None and draft.role == "nilai"]
    figures = [meaning for meaning in figures if meaning.triwulan is not None and meaning.ukuran not in (*MONEY, "capaian")]
    if not money or not figures or any(meaning.ukuran != "realisasi" for meaning in figures):
        return
    for draft in money:
        assert draft.best is not None
        draft.turn_into(replace(draft.best.meaning, ukuran="realisasi_anggaran"), "uang triwulan yang realisasinya di kolom lain")
        draft.doubt("uang tanpa kata rencana atau realisasi", IN_DOUBT)


def _is_generic_money(draft: Draft) -> bool:
    """Whether titles of money say neither that it is planned nor that it was spent."""
    words = {word for said in draft.path.said if said.has("uang") for word in fold(said.text).split()}
    return not any(said.has("ukuran") for said in draft.path.said) and bool(words & GENERIC_MONEY) and not words & PLANNED_MONEY
