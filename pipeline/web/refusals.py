"""What the review page says when it refuses something, and what was decided, in words of both languages."""

from __future__ import annotations

from collections.abc import Sequence

from normalizers.names import (
    CORRECTED,
    DIFFERENT,
    DOCUMENT,
    DROPPED,
    HEADER,
    INDICATOR,
    KEYED,
    NEW,
    SAME,
    UNIT,
    VALUE,
    WITHDRAWN,
    Decision,
)
from pipeline.report import MEASURES, say_word
from pipeline.said import Language

REFUSALS: dict[str, tuple[str, str]] = {
    # who may ask
    "other_host": ("Alamat lain tidak dilayani.", "No other address is served."),
    "no_token": (
        "Buka alamat lengkap yang ditulis iku buka, dengan kuncinya.",
        "Open the whole address that iku buka printed, with its key.",
    ),
    "other_page": ("Permintaan dari halaman lain ditolak.", "A request from another page is refused."),
    "no_origin": ("Permintaan tanpa asal ditolak.", "A request without an origin is refused."),
    "no_page": ("Halaman itu tidak ada.", "There is no such page."),
    "too_much": ("Terlalu banyak sekaligus.", "Too much at once."),
    "broken": ("Permintaannya rusak.", "The request is broken."),
    # what may be decided
    "no_kind": ("Hal itu tidak dapat diputuskan.", "That cannot be decided."),
    "no_field": ("Hal itu tidak dapat ditetapkan.", "That cannot be set."),
    "no_text": ("{name}: terlalu panjang atau bukan teks.", "{name}: too long, or no text."),
    "value_gone": ("Nilai itu tidak ada lagi dalam hasil; muat ulang halaman.", "That value is no longer in the results; reload the page."),
    "row_gone": ("Baris itu tidak ada lagi dalam hasil; muat ulang halaman.", "That row is no longer in the results; reload the page."),
    "document_gone": (
        "Dokumen itu tidak ada lagi dalam hasil; muat ulang halaman.",
        "That document is no longer in the results; reload the page.",
    ),
    "spelling_gone": (
        "Ejaan itu tidak ada lagi dalam hasil; muat ulang halaman.",
        "That spelling is no longer in the results; reload the page.",
    ),
    "form_gone": ("Bentuk itu tidak ada lagi dalam hasil; muat ulang halaman.", "That form is no longer in the results; reload the page."),
    "ledger_gone": (
        "Buku pembacaan tidak ada atau rusak; jalankan iku ingest dahulu.",
        "The ledger of what was read is missing or broken; run iku ingest first.",
    ),
    "withdrawn_correction": (
        "Koreksi nilai ini sudah dibatalkan; jalankan iku ingest dahulu.",
        "The correction of this value was taken back; run iku ingest first.",
    ),
    "withdrawn": ("Keputusan itu sudah dibatalkan.", "That decision was taken back already."),
    "decided": ("Sudah diputuskan: {what}", "Decided already: {what}"),
    "not_kept": ("{why}", "{why}"),
    "no_year": ('Tahun "{year}" tidak mungkin.', 'There is no year "{year}".'),
    "year_taken": (
        "Baris ini sudah punya {measure} {year}; perbaiki yang itu dahulu.",
        "This row has a {measure} of {year} already; correct that one first.",
    ),
    "nothing_changed": (
        "Tidak ada yang diubah; untuk menyatakan benar tekan Enter.",
        "Nothing was changed; to say that it is right press Enter.",
    ),
    "text_unchanged": ("Teks indikatornya tidak berubah.", "The indicator's text is unchanged."),
    "no_region": ('"{said}" tidak ada dalam daftar wilayah.', '"{said}" is not in the list of regions.'),
    "no_period": ('"{said}" bukan periode; tulis misalnya 2025-2029.', '"{said}" is no period; write one as 2025-2029.'),
    "no_office": ("Nama perangkat daerahnya kosong.", "The office's name is empty."),
    "own_name": (
        "Nama itu sama dengan nama indikatornya sendiri; tulis nama baku lain yang membedakannya.",
        "That is the indicator's own name; write another standard name that tells them apart.",
    ),
    "no_other": ("Pilih indikator lain dari daftar.", "Choose another indicator of the list."),
    "no_candidates": (
        "Ejaan itu tidak ditanyakan; pilih indikator lain, atau tulis nama baku baru.",
        "Nothing is asked about that spelling; choose another indicator, or write a new standard name.",
    ),
    "group_gone": (
        "Kelompok itu tidak ada lagi: sudah diputuskan atau hasilnya berubah; muat ulang halaman.",
        "That group is no longer there: it was decided, or the results changed; reload the page.",
    ),
    "unit_gone": ("Satuan itu tidak ditanyakan lagi; muat ulang halaman.", "That unit is no longer asked about; reload the page."),
    "no_unit": ('"{said}" tidak ada dalam daftar satuan.', '"{said}" is not in the list of units.'),
    "no_columns": ("Tidak ada kolom yang diisi.", "No column was filled in."),
    "no_meaning": ('"{said}" tidak ada dalam daftar arti kolom.', '"{said}" is not in the list of meanings.'),
}
_CHOICES: dict[str, tuple[str, str]] = {
    WITHDRAWN: ("dibatalkan", "taken back"),
    DROPPED: ("dibuang", "dropped"),
    CORRECTED: ("diperbaiki: {target}", "corrected: {target}"),
    DIFFERENT: ("berbeda dari calonnya", "different from its candidates"),
    NEW: ("nama baku baru: {target}", "new standard name: {target}"),
}
#: What "the same" says, by what it is about: a form's column means something, a document's facts are set.
_SAME: dict[str, tuple[str, str]] = {
    VALUE: ("benar seperti terbaca", "right as read"),
    INDICATOR: ("sama dengan {target}", "the same as {target}"),
    DOCUMENT: ("ditetapkan {target}", "set to {target}"),
}
#: What "different" says of what has no candidates.
_DIFFERENT: dict[str, tuple[str, str]] = {
    UNIT: ("seperti tercetak", "as printed"),
    HEADER: ("seperti tercetak", "as printed"),
    DOCUMENT: ("{target}", "{target}"),
}
_MEANS = ("berarti {target}", "means {target}")


def refusal(key: str, language: Language, **facts: object) -> str:
    """Why something is refused.

    Raises:
        KeyError: There is no such reason.
    """
    return REFUSALS[key][language == "en"].format(**facts)


def measure_word(code: str, language: Language) -> str:
    """A measure as a person reads it."""
    return say_word(MEASURES, code, language)


def about(decision: Decision) -> str:
    """What a decision is about: the key in front is the program's."""
    return decision.nama.partition(" ")[2] if decision.hal in KEYED else decision.nama


def choice(decision: Decision, language: Language) -> str:
    """What a decision says."""
    words = _SAME.get(decision.hal, _MEANS) if decision.keputusan == SAME else _CHOICES[decision.keputusan]
    if decision.keputusan == DIFFERENT:
        words = _DIFFERENT.get(decision.hal, words)
    return words[language == "en"].format(target=decision.nama_sasaran or decision.sasaran)


def in_words(decision: Decision, language: Language) -> str:
    """A decision as a sentence: what was decided about what, by whom, when."""
    by = f" ({decision.oleh}, {decision.tanggal})" if decision.oleh else f" ({decision.tanggal})"
    return f'"{about(decision)}": {choice(decision, language)}{by}'


def together_in_words(decisions: Sequence[Decision], language: Language) -> str:
    """Decisions made with one answer, as a sentence."""
    words = ("{n} nilai", "{n} values")[language == "en"].format(n=len(decisions))
    first = decisions[0]
    by = f"{first.oleh}, {first.tanggal}" if first.oleh else first.tanggal
    return f"{words}: {choice(first, language)} ({by})"
