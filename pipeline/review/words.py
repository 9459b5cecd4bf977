"""The words of ``tinjauan.xlsx`` in both languages: written in one, read back from either. In the program they are the Indonesian ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from normalizers.form import choices
from pipeline.reference import Page
from pipeline.said import Language, say_meaning

SHEETS: Mapping[str, str] = {
    "Petunjuk": "Guide", "Bentuk tabel": "Forms of tables", "Wilayah dokumen": "Regions of documents",
    "Perangkat daerah dokumen": "Offices of documents", "Periode dokumen": "Periods of documents", "Indikator": "Indicators",
    "Kepala kolom": "Column titles", "Satuan": "Units",
}  # fmt: skip
COLUMNS: Mapping[str, str] = {
    "Nama tercetak": "Printed name", "Baris data": "Rows", "Tempat": "Where", "Gambar": "Picture", "Tetangga": "Neighbours",
    "Arti menurut program": "Taken for", "Yakin": "How sure", "Contoh 1": "Sample 1", "Contoh 2": "Sample 2", "Contoh 3": "Sample 3",
    "Menunggu": "Waiting", "Calon 1": "Candidate 1", "Calon 2": "Candidate 2", "Calon 3": "Candidate 3", "Skor 1": "Score 1",
    "Skor 2": "Score 2", "Skor 3": "Score 3", "Id calon 1": "Candidate id 1", "Id calon 2": "Candidate id 2",
    "Id calon 3": "Candidate id 3", "Keputusan": "Decision", "Sasaran": "Target", "Alasan": "Reason", "Oleh": "By",
    "Id sekarang": "Id now", "Kunci": "Key",
}  # fmt: skip
ANSWERS: Mapping[str, str] = {
    "sama dengan calon 1": "the same as candidate 1", "sama dengan calon 2": "the same as candidate 2",
    "sama dengan calon 3": "the same as candidate 3", "sama dengan id di kolom Sasaran": "the same as the id in column Target",
    "berbeda dari semua calon": "different from all candidates", "nama baku baru di kolom Sasaran": "new standard name in column Target",
    "nanti saja": "later", "biarkan seperti tercetak": "leave as printed", "nama di kolom Sasaran": "name in column Target",
    "periode di kolom Sasaran": "period in column Target", "dokumen seluruh daerah": "document of the whole region",
    "tanpa periode": "without a period",
}  # fmt: skip
_TEXTS: Mapping[str, tuple[str, str]] = {
    "title": ("Tinjauan padanan", "Review"),
    "asked": ("{title}: {count} perlu keputusan", "{title}: {count} need a decision"),
    "none_asked": ("{title}: tidak ada yang perlu keputusan", "{title}: nothing needs a decision"),
    "hint": (
        "Isi kolom kuning, simpan, lalu jalankan: iku tinjau tinjauan.xlsx",
        "Fill in the yellow columns, save, then run: iku tinjau tinjauan.xlsx",
    ),
    "choose": ("Pilih dari daftar", "Choose from the list"),
    "choose_one": ("Pilih salah satu jawaban dari daftar.", "Choose one of the answers of the list."),
    "yes": ("ya", "yes"),
    "choices": ("Pilihan", "Choices"),
    # what is wrong with an answer
    "at_row": ("lembar {sheet} baris {row}: {what}", "sheet {sheet} row {row}: {what}"),
    "no_file": ("{path}: berkas tidak ada", "{path}: there is no such file"),
    "not_opened": ("{path}: berkas tidak dapat dibuka ({detail})", "{path}: the file cannot be opened ({detail})"),
    "no_sheet": (
        "{path}: tidak ada lembar {sheets}; pakai tinjauan.xlsx dari folder hasil",
        "{path}: none of the sheets {sheets}; use the tinjauan.xlsx of the output folder",
    ),
    "no_column": (
        "lembar {sheet}: kolom {columns} tidak ada; buat ulang tinjauan.xlsx dengan iku ingest, lalu isi lagi",
        "sheet {sheet}: no column {columns}; make tinjauan.xlsx anew with iku ingest, then fill it in again",
    ),
    "doubled": (
        'lembar {sheet}: "{one}" dan "{other}" sama-sama {meaning}; bedakan, atau pilih bukan nilai',
        'sheet {sheet}: "{one}" and "{other}" are both {meaning}; tell them apart, or choose no value',
    ),
    "half": (
        "Sasaran terisi tetapi Keputusan kosong; isi keduanya atau kosongkan",
        "Target is filled in and Decision is not; fill in both or none",
    ),
    "changed": (
        "nama, id atau kuncinya berubah; kembalikan isinya atau buat ulang tinjauan.xlsx",
        "its name, id or key was changed; put it back or make tinjauan.xlsx anew",
    ),
    "not_listed": ('"{answer}" tidak ada dalam daftar pilihan', '"{answer}" is not in the list'),
    "no_answer": ('"{answer}" bukan jawaban dari daftar pilihan', '"{answer}" is no answer of the list'),
    "new_name_missing": ("tulis nama baku barunya di kolom Sasaran", "write its new standard name in column Target"),
    "no_period": (
        '"{said}" bukan periode; tulis misalnya 2021-2026 di kolom Sasaran',
        '"{said}" is no period; write one as 2021-2026 in column Target',
    ),
    "name_missing": ("tulis namanya di kolom Sasaran", "write its name in column Target"),
    "unknown_id": ('id "{id}" tidak ada dalam daftar baku atau acuan', 'there is no id "{id}" in the registry or the lists'),
    "id_missing": ("tulis id_indikator yang sama di kolom Sasaran", "write the id_indikator of the same one in column Target"),
    "candidate_gone": (
        "calon {number} tidak ada lagi dalam daftar baku atau acuan; buat ulang tinjauan.xlsx dengan iku ingest",
        "candidate {number} is no longer in the registry or the lists; make tinjauan.xlsx anew with iku ingest",
    ),
    "no_candidate": ("calon {number} tidak ada pada baris ini", "this row has no candidate {number}"),
}  # fmt: skip
GUIDE: tuple[tuple[str, str], ...] = (
    ("Cara memakai berkas ini", "How to use this file"),
    (
        "1. Setiap baris adalah satu nama yang meragukan; yang paling banyak datanya di atas.",
        "1. Each row is a name in doubt; what most rows hang on stands first.",
    ),
    (
        "2. Pilih jawaban pada kolom Keputusan (kuning). Kata yang berbeda dari nama tercetak berwarna merah pada setiap calon.",
        "2. Choose an answer in the column Decision (yellow). Of each candidate the words that the printed name has not are red.",
    ),
    (
        '3. Untuk "nama baku baru" tulis namanya di kolom Sasaran; untuk "sama dengan id" tulis id_indikatornya di sana.',
        '3. For a "new standard name" write it in the column Target; for "the same as the id" write the id_indikator there.',
    ),
    (
        "4. Alasan dan Oleh boleh diisi. Baris tanpa keputusan akan ditanyakan lagi.",
        "4. Reason and By may be filled in. Rows without a decision will be asked again.",
    ),
    (
        "5. Simpan, lalu jalankan: iku tinjau tinjauan.xlsx. Keputusan disimpan selamanya dan dipakai pada setiap pembacaan berikutnya.",
        "5. Save, then run: iku tinjau tinjauan.xlsx. Decisions are kept for ever and used in every later run.",
    ),
    (
        "6. Lembar Bentuk tabel: satu baris satu kolom dari tabel yang judulnya belum dipahami; "
        "pilih arti kolom yang keliru atau belum pasti.",
        "6. Sheet Forms of tables: a row is a column of a table whose titles are not understood; "
        "choose a meaning where it is wrong or missing.",
    ),
    (
        "7. Jawaban atas satu bentuk berlaku bagi semua tabel dengan judul yang sama, juga di tahun dan kantor lain.",
        "7. The answer about a form holds for every table with the same titles, of other years and offices too.",
    ),
    (
        "8. Lembar Wilayah dokumen: pilih kabupaten, kota atau provinsi dari dokumen yang halamannya tidak menyebutnya.",
        "8. Sheet Regions of documents: choose the regency, city or province of a document whose pages name none.",
    ),
    (
        "9. Lembar Perangkat daerah dokumen dan Periode dokumen: tulis namanya, atau periodenya (misalnya 2021-2026), di kolom Sasaran.",
        "9. Sheets Offices and Periods of documents: write the name, or the period (as 2021-2026), in the column Target.",
    ),
    (
        "10. Kolom Gambar memuat potongan halamannya, kolom Tetangga jawaban yang mungkin; keduanya tidak perlu diubah.",
        "10. The column Picture shows that piece of the page, the column Neighbours answers that may be right; leave both as they are.",
    ),
    (
        "11. Klik kolom Tempat untuk melihat halamannya: di laporan bila iku laporan sudah dijalankan, jika tidak PDF-nya.",
        "11. Click the column Where to see its page: in the report where iku laporan wrote one, else its PDF.",
    ),
    (
        "12. Jangan mengubah kolom lain: baris yang nama, id atau kuncinya berubah ditolak; jawaban lain tetap diambil.",
        "12. Change no other column: a row whose name, id or key was changed is refused; all other answers are taken over.",
    ),
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with an answer: a key of the texts, with its facts; a fact may be a complaint itself."""

    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def told(self, language: Language) -> str:
        """It in words."""
        facts = {name: fact.told(language) if isinstance(fact, Complaint) else fact for name, fact in self.facts.items()}
        return text(self.key, language, **facts)


def text(key: str, language: Language, **facts: object) -> str:
    """A text of the workbook, or about it.

    Raises:
        KeyError: There is no such text.
    """
    return _TEXTS[key][language == "en"].format(**facts)


def sheet_in(title: str, language: Language) -> str:
    """A sheet's title."""
    return SHEETS[title] if language == "en" else title


def column_in(name: str, language: Language) -> str:
    """A column's name."""
    return COLUMNS[name] if language == "en" else name


def answer_in(answer: str, language: Language) -> str:
    """An answer; regions, units and what a person wrote are the same in both."""
    return ANSWERS.get(answer) or say_meaning(answer, language) if language == "en" else answer


@lru_cache(maxsize=1)
def _indonesian() -> Mapping[str, str]:
    """Answers by their English words."""
    return {say_meaning(meaning, "en"): meaning for meaning in choices()} | {english: answer for answer, english in ANSWERS.items()}


def in_indonesian(pages: Mapping[str, Page]) -> dict[str, Page]:
    """A workbook's sheets by their Indonesian titles, with columns and answers in Indonesian, whichever language they were written in."""
    titles = {english: title for title, english in SHEETS.items()}
    return {titles.get(title, title): _page(page) if title in titles and title not in SHEETS else page for title, page in pages.items()}


def _page(page: Page) -> Page:
    names = {english: name for name, english in COLUMNS.items()}
    head = next((place for place, row in enumerate(page.rows) if COLUMNS["Nama tercetak"] in row), None)
    if head is None:
        return page
    columns = tuple(names.get(cell, cell) for cell in page.rows[head])
    decision = columns.index("Keputusan") if "Keputusan" in columns else len(columns)
    rows = [*page.rows[:head], columns, *(_answered(row, decision) for row in page.rows[head + 1 :])]
    return replace(page, rows=rows)


def _answered(row: tuple[str, ...], decision: int) -> tuple[str, ...]:
    if decision >= len(row):
        return row
    return (*row[:decision], _indonesian().get(row[decision], row[decision]), *row[decision + 1 :])
