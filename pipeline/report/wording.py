"""Numbers, meanings and doubts of a row in words, in both languages; a PDF's text so that it can only be text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from pipeline.documents import DOUBTFUL
from pipeline.report.words import FLAGS, MEASURES, UNSURE, say_word
from pipeline.said import Language

#: Direction marks turn what stands beside them around; they are shown instead.
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: Anything that is not plain text; most texts hold nothing of it and are passed on as they are.
_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}
#: Longer texts are folded up behind their beginning.
LONG = 320


def plain(text: object) -> str:
    """A text in which no character does anything: controls and direction marks become visible signs."""
    said = str(text)
    if _ACTIVE.search(said) is None:
        return said
    shown = _CONTROLS.sub(lambda found: chr(0x2400 + ord(found[0])) if ord(found[0]) < 0x20 else "\ufffd", said)
    shown = shown.encode("utf-8", "replace").decode("utf-8")
    return _MARKS.sub(lambda found: f"⟦{unicodedata.name(found[0], 'U+200E').title()}⟧", shown)


def number(value: float | int | None, language: Language) -> str:
    """A number as people write it: "12.408,5" in Indonesian, "12,408.5" in English."""
    if value is None:
        return ""
    exact = f"{value:,.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return exact.translate(str.maketrans(",.", ".,")) if language == "id" else exact


def value_of(row: Mapping[str, Any], language: Language) -> str:
    """A row's value as it was understood: a number, a range, a grade or a text."""
    if row["jenis_nilai"] == "kosong":
        return "–" if row["nilai_teks"] else ""
    if row["nilai_bawah"] is not None or row["nilai_atas"] is not None:
        return f"{number(row['nilai_bawah'], language) or '…'} – {number(row['nilai_atas'], language) or '…'}"
    if row["nilai"] is not None and row["jenis_nilai"] != "predikat":
        sign = f"{row['pembanding']} " if row["pembanding"] else ""
        return f"{sign}{number(row['nilai'], language)}"
    return str(row["nilai_teks"] or "")


def moment(row: Mapping[str, Any], language: Language) -> str:
    """What a value states and when: "target 2024", "realisasi TW II 2024"."""
    parts = [say_word(MEASURES, row["ukuran"], language) if row["ukuran"] else ""]
    if row["triwulan"] is not None:
        parts.append(f"{'TW' if language == 'id' else 'Q'} {_QUARTERS[row['triwulan']]}")
    if row["tahun"] is not None:
        parts.append(str(row["tahun"]))
    return " ".join(part for part in parts if part) or "–"


def doubts(row: Mapping[str, Any], language: Language) -> list[str]:
    """Why a value is to be checked, in words; where no flag says why, what its table is like does."""
    said = [say_word(FLAGS, flag, language) for flag in row["catatan"]]
    if not said and row["keyakinan"] is not None and row["keyakinan"] < DOUBTFUL:
        return [say_word(UNSURE, row["metode"] if row["metode"] in UNSURE else "garis", language)]
    return said


def code_of(row: Mapping[str, Any]) -> str:
    """The code of the region that a row belongs to, or an empty text."""
    return row["kode_kabupaten_kota"] or row["kode_provinsi"] or ""


def region_of(row: Mapping[str, Any]) -> str:
    """The region that a row or document belongs to, or an empty text."""
    province = f"Provinsi {row['nama_provinsi']}" if row["nama_provinsi"] else ""
    return row["nama_kabupaten_kota"] or province
