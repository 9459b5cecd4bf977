"""What the page is told after it asked: that a decision is kept, and how the thing looks now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from normalizers.names import FORM, INDICATOR, VALUE
from pipeline.report import Row, is_doubtful, moment, plain, value_of
from pipeline.web.deciding import TOGETHER, decisions_of, find_value, is_together, reading_of, text_of, who_of
from pipeline.web.desk import Desk, Refused
from pipeline.web.forms import effect
from pipeline.web.refusals import in_words, together_in_words

Asked = Mapping[str, Any]
KINDS = ("nilai", "kelompok", "baris", "dokumen", "indikator", "satuan", "bentuk")


def answer(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Keep a decision, or (``coba``) say what it would do.

    Raises:
        Refused: It cannot be kept.
    """
    what = asked["apa"]
    if what not in KINDS:
        raise Refused("no_kind")
    decisions = decisions_of(desk, what, asked)
    if asked.get("coba") is True and what == "bentuk":
        found = effect(desk, text_of(asked, "tanda"), {each.key: each.sasaran for each in decisions}, text_of(asked, "dokumen"))
        facts = {"masuk": found.landed, "tunggu": found.waiting, "berubah": found.changed, "baris": found.rows or []}
        return {"ok": True, **facts}
    desk.keep(decisions, instead=asked.get("ganti") is True)
    first = decisions[0]
    told: dict[str, Any] = {"ok": True, "hal": first.hal, "kunci": first.key, "pesan": in_words(first, desk.language)}
    if what == "bentuk":
        told["kunci"] = first.key.partition("#")[0]
    if what == "kelompok":
        told |= {"pesan": together_in_words(decisions, desk.language), "sekaligus": True}
    if what == "nilai":
        told["tampil"] = shown(desk, text_of(asked, "kunci"))
    return told


def taken_back(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Take a decision back; all columns of a form at once, and (``sekaligus``) everything that was decided together with it.

    Raises:
        Refused: Nothing stands there.
    """
    hal, key, who = text_of(asked, "hal"), text_of(asked, "kunci"), who_of(desk, asked)
    why = text_of(asked, "alasan") or "dibatalkan di iku buka"
    standing = desk.standing_now()
    first = standing.get((hal, key))
    earlier = [first] if first is not None else []
    if hal == FORM:
        earlier = [each for each in standing.values() if each.hal == FORM and each.key.partition("#")[0] == key.partition("#")[0]]
    elif first is not None and asked.get("sekaligus") is True:
        earlier = [each for each in standing.values() if is_together(each, first)]
    if len(earlier) > 1 and hal == VALUE:
        why = f"{TOGETHER} {len(earlier)}: {why}"
    desk.withdraw(earlier, who, why)
    words = together_in_words(earlier, desk.language) if len(earlier) > 1 and hal == VALUE else in_words(earlier[0], desk.language)
    told: dict[str, Any] = {"ok": True, "pesan": words}
    if hal == VALUE and asked.get("tampil"):
        told["tampil"] = shown(desk, text_of(asked, "tampil"))
    if hal == INDICATOR:
        told["nama"] = earlier[0].nama
    return told


def preview(desk: Desk, asked: Asked) -> dict[str, Any]:
    """How a corrected text would be read."""
    read = reading_of(desk, text_of(asked, "nilai"), text_of(asked, "satuan"))
    words = value_of(read, desk.language)
    return {"ok": True, "terbaca": plain(f"{words} {read['satuan'] or ''}".strip()), "jenis": read["jenis_nilai"]}


def shown(desk: Desk, key: str) -> dict[str, Any]:
    """How a value looks now, with what was decided."""
    row: Row = desk.overlay(find_value(desk, key))
    decided = next((flag for flag in ("dikoreksi", "diperiksa") if flag in row["catatan"]), "")
    return {
        "nilai": plain(value_of(row, desk.language)),
        "satuan": plain(row["satuan"] or ""),
        "tahun": "" if row["tahun"] is None else str(row["tahun"]),
        "saat": moment(row, desk.language),
        "putus": decided,
        "ragu": decided == "" and is_doubtful(row["keyakinan"]),
    }
