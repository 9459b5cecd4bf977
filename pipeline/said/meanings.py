"""What a column may mean, in both languages."""

from __future__ import annotations

from pipeline.said.messages import Language

#: What a column may mean, in English; in Indonesian it is said as it is kept.
MEANINGS: dict[str, str] = {
    "nomor": "number of the row",
    "kode": "code",
    "indikator": "indicator",
    "indikator tujuan": "indicator of the goal",
    "satuan": "unit",
    "nama beberapa tingkat (program, kegiatan, sub kegiatan)": "names of several levels (programme, activity, sub-activity)",
    "tujuan atau sasaran": "goal or objective",
    "bukan nilai": "no value",
    "tujuan": "goal",
    "sasaran": "objective",
    "program": "programme",
    "kegiatan": "activity",
    "sub kegiatan": "sub-activity",
    "formula": "formula",
    "definisi": "definition",
    "sumber data": "source of the data",
    "penanggung jawab": "who is responsible",
    "keterangan": "remarks",
    "target": "target",
    "realisasi": "result",
    "capaian": "achievement",
    "kondisi awal": "baseline",
    "kondisi akhir": "final condition",
    "pagu (Rp)": "budget (Rp)",
    "realisasi anggaran (Rp)": "budget spent (Rp)",
    "tidak pasti": "not certain",
}
_TIMES = (("triwulan ", "quarter "), ("tahun ke-", "year "), ("tahun ", "year "))


def say_meaning(meaning: str, language: Language) -> str:
    """What a column means, as ``normalizers.form`` says it, in a language; the year or quarter behind it stays."""
    head = max((known for known in MEANINGS if meaning == known or meaning.startswith(f"{known} ")), key=len, default="")
    if language == "id" or not head:
        return meaning
    behind = meaning.removeprefix(head)
    for indonesian, english in _TIMES:
        behind = behind.replace(indonesian, english)
    return MEANINGS[head] + behind
