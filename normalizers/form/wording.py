"""What a column means, in the words that people read and choose from ("realisasi triwulan II", "bukan nilai")."""

from __future__ import annotations

from dataclasses import replace

from normalizers.form.meaning import LEVELS, TEXTS, Meaning

#: What stands for a known column that is no value and has no field of its own.
NOT_A_VALUE = "bukan nilai"
UNCERTAIN = "tidak pasti"
_ROLES = {
    "nomor": "nomor",
    "kode": "kode",
    "indikator": "indikator",
    "indikator_tujuan": "indikator tujuan",
    "satuan": "satuan",
    "nama": "nama beberapa tingkat (program, kegiatan, sub kegiatan)",
    "tujuan_sasaran": "tujuan atau sasaran",
    "lainnya": NOT_A_VALUE,
    "tidak_pasti": UNCERTAIN,
    **{role: role.replace("_", " ") for role in (*LEVELS, *TEXTS)},
}
_MEASURES = {
    "target": "target",
    "realisasi": "realisasi",
    "capaian": "capaian",
    "kondisi_awal": "kondisi awal",
    "kondisi_akhir": "kondisi akhir",
    "pagu": "pagu (Rp)",
    "realisasi_anggaran": "realisasi anggaran (Rp)",
}
#: Roles that answers of earlier versions name otherwise.
_EARLIER = {"program_kegiatan": "nama", "penjelasan": "keterangan", "uraian": "indikator"}
_QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}
#: Roles that a person cannot choose: what the program says when it does not know.
_NOT_CHOSEN = ("tidak_pasti",)


def in_words(meaning: Meaning) -> str:
    """A meaning as people say it; its year stands behind it, as far as it is known."""
    if meaning.role != "nilai":
        return _ROLES.get(meaning.role, meaning.role)
    parts = [_MEASURES.get(meaning.ukuran or "", UNCERTAIN)]
    if meaning.urutan is not None:
        parts.append(f"ke-{meaning.urutan}")
    if meaning.triwulan is not None:
        parts.append(f"triwulan {_QUARTERS[meaning.triwulan]}")
    if meaning.tahun is not None:
        parts.append(str(meaning.tahun))
    elif meaning.tahun_ke is not None:
        parts.append(f"tahun ke-{meaning.tahun_ke}")
    elif meaning.relatif is not None:
        parts.append(f"tahun n{meaning.relatif:+d}" if isinstance(meaning.relatif, int) else f"tahun {meaning.relatif}")
    return " ".join(parts)


def choices() -> tuple[str, ...]:
    """All meanings that a person can choose, without years: those stand in the header or the title."""
    roles = [words for role, words in _ROLES.items() if role not in _NOT_CHOSEN]
    values = list(_MEASURES.values())
    quarters = [f"{words} triwulan {number}" for words in values for number in _QUARTERS.values() if not words.startswith("kondisi")]
    return (*roles, *values, *quarters)


def chosen(words: str) -> Meaning | None:
    """The meaning that a person chose; None for words that are none of :func:`choices`."""
    role = next((role for role, said in _ROLES.items() if said == words and role not in _NOT_CHOSEN), None)
    if role is not None:
        return Meaning(role)
    head, _, number = words.partition(" triwulan ")
    measure = next((measure for measure, said in _MEASURES.items() if said == head), None)
    quarter = next((quarter for quarter, said in _QUARTERS.items() if said == number), None)
    if measure is None or (number and quarter is None):
        return None
    return Meaning("nilai", measure, triwulan=quarter, satuan="rupiah" if "anggaran" in measure or measure == "pagu" else None)


def named_role(role: str) -> Meaning:
    """The meaning of an answer about a single header, today's words or the roles of earlier versions ("program_kegiatan")."""
    return chosen(role) or Meaning(_EARLIER.get(role, role if role in _ROLES else "lainnya"))


def in_its_time(answer: Meaning, printed: Meaning) -> Meaning:
    """What a person chose, in the year (and, where none was chosen, the quarter) that the header prints."""
    if answer.role != "nilai":
        return answer
    return replace(
        answer,
        tahun=printed.tahun,
        tahun_ke=printed.tahun_ke,
        relatif=printed.relatif,
        triwulan=answer.triwulan or printed.triwulan,
        satuan=answer.satuan or printed.satuan,
        urutan=None if answer.triwulan else printed.urutan,
    )
