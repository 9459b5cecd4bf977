"""What the program says to people, in Indonesian and English."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pipeline.documents import visible

Language = Literal["id", "en"]

#: What a document's error code means and what to do, one sentence a clerk understands.
ERRORS: dict[str, dict[Language, str]] = {
    "kosong": {
        "id": "berkas kosong (0 bita); minta salinan yang utuh",
        "en": "the file is empty (0 bytes); ask for a whole copy",
    },
    "bukan_pdf": {
        "id": "bukan PDF walaupun namanya .pdf; simpan ulang dokumen aslinya sebagai PDF",
        "en": "not a PDF although it is called .pdf; save the original document as PDF again",
    },
    "rusak": {
        "id": "PDF rusak atau terpotong; unduh atau salin ulang",
        "en": "the PDF is damaged or cut off; download or copy it again",
    },
    "tanpa_halaman": {
        "id": "PDF tidak berisi halaman; minta salinan yang utuh",
        "en": "the PDF holds no pages; ask for a whole copy",
    },
    "berkata_sandi": {
        "id": "PDF terkunci kata sandi; simpan salinan tanpa kata sandi",
        "en": "the PDF is locked with a password; save a copy without one",
    },
    "tidak_terbaca": {
        "id": "berkas tidak dapat dibuka ({detail}); periksa izin berkas",
        "en": "the file cannot be opened ({detail}); check its permissions",
    },
    "berubah_terus": {
        "id": "berkas terus berubah selagi dibaca; tunggu sampai selesai disalin lalu jalankan lagi",
        "en": "the file kept changing while it was read; wait until it is copied, then run again",
    },
    "tidak_menjawab": {
        "id": "berkas tidak selesai dibuka dalam {detail} detik; periksa sambungan ke tempatnya lalu jalankan lagi",
        "en": "the file could not be opened within {detail} seconds; check the connection to where it lies, then run again",
    },
    "bukan_berkas": {
        "id": "bukan berkas melainkan pipa, perangkat atau soket; keluarkan dari folder ini",
        "en": "not a file but a pipe, a device or a socket; take it out of this folder",
    },
    "tautan_keluar": {
        "id": "tautan ke luar folder ini, tidak diikuti; salin isinya ke sini atau jalankan dengan --follow-links",
        "en": "a link that leads out of this folder, not followed; copy what it leads to, or run with --follow-links",
    },
    "terlalu_lama": {
        "id": "halaman {page} tidak selesai dibaca dalam {detail} detik dan dilewati; periksa halaman itu dengan tangan",
        "en": "page {page} was not read within {detail} seconds and was skipped; check that page by hand",
    },
    "dokumen_terlalu_lama": {
        "id": "dokumen tidak selesai dibaca dalam {detail} detik (sampai hal. {page}); pecah atau naikkan --document-limit, dengan --again",
        "en": "the document was not read within {detail} seconds (up to p. {page}); split it or raise --document-limit, with --again",
    },
    "memori_habis": {
        "id": "halaman {page} memerlukan memori lebih dari {detail} GB dan dilewati; periksa halaman itu dengan tangan",
        "en": "page {page} needs more than {detail} GB of memory and was skipped; check that page by hand",
    },
    "pembaca_berhenti": {
        "id": "pembaca berhenti mendadak di halaman {page}; halaman itu dilewati, periksa dengan tangan",
        "en": "the reader stopped suddenly on page {page}; the page was skipped, check it by hand",
    },
    "berkas_cacat": {
        "id": "PDF rusak dan dibaca sebisanya ({detail}); halaman atau baris mungkin hilang: minta salinan yang utuh",
        "en": "the PDF is damaged and was read as well as could be ({detail}); pages or rows may be missing: ask for a whole copy",
    },
    "isi_rusak": {
        "id": "isi halaman {detail} rusak; baris di sana mungkin hilang atau berubah: periksa dengan tangan atau minta salinan yang utuh",
        "en": "the content of page {detail} is damaged; rows there may be missing or changed: check by hand or ask for a whole copy",
    },
    "semua_menunggu": {
        "id": "{detail} baris menunggu: judul kolom tabelnya belum dikenal; jawab di tinjauan.xlsx, lembar Bentuk tabel",
        "en": "{detail} rows wait: the headers of its tables are not known; answer in tinjauan.xlsx, sheet Bentuk tabel",
    },
    "lebih_banyak_menunggu": {
        "id": "lebih banyak baris menunggu daripada yang masuk ({detail}); lihat karantina dan tinjauan.xlsx, lembar Bentuk tabel",
        "en": "more rows wait than landed ({detail}); see the quarantine and tinjauan.xlsx, sheet Bentuk tabel",
    },
    "wilayah_tidak_dikenal": {
        "id": "wilayahnya tidak tertulis; pilih di tinjauan.xlsx, lembar Wilayah dokumen",
        "en": "its region is printed nowhere; choose it in tinjauan.xlsx, sheet Wilayah dokumen",
    },
    "halaman_tidak_ada": {
        "id": "tidak ada halaman {page}; dokumen ini mempunyai {detail} halaman",
        "en": "there is no page {page}; the document has {detail} pages",
    },
    "halaman_gagal": {
        "id": "halaman {page} tidak dapat dibaca ({detail}); periksa halaman itu dengan tangan",
        "en": "page {page} cannot be read ({detail}); check it by hand",
    },
    "gambar_gagal": {
        "id": "gambar tidak dapat disimpan ({detail}); pilih nama lain dengan --picture NAMA.png",
        "en": "the picture cannot be saved ({detail}); choose another name with --picture NAME.png",
    },
    "ocr_tidak_ada": {
        "id": "pindaian tidak dibaca, mesin OCR tidak dapat dimuat ({detail}); pasang dengan: pip install rapidocr onnxruntime",
        "en": "the scan was not read, the OCR engine cannot be loaded ({detail}); install it with: pip install rapidocr onnxruntime",
    },
    "galat_program": {
        "id": "terjadi galat program ({detail}); laporkan dengan menyertakan PDF ini",
        "en": "the program failed ({detail}); report it with this PDF",
    },
}

#: What the rooms below found, as they code it: why a page was or was not read, what is broken.
FOUND: dict[str, dict[Language, str]] = {
    "picture": {"id": "halaman berupa gambar (pindaian)", "en": "the page is a picture (a scan)"},
    "blank": {"id": "halaman kosong", "en": "nothing on the page"},
    "hidden_text": {"id": "halaman pindaian dengan lapisan teks tersembunyi", "en": "a scan with a hidden layer of text"},
    "misread_text": {"id": "halaman pindaian dengan lapisan teks yang salah baca", "en": "a scan with a misread layer of text"},
    "letters_unknown": {
        "id": "huruf-hurufnya tidak dapat dibaca dari berkas, hanya dari gambarnya",
        "en": "its letters cannot be read from the file, only from their picture",
    },
    "every_page": {"id": "semua halaman dibaca", "en": "every page is read"},
    "no_topic": {"id": "tidak menyebut indikator", "en": "does not speak of indicators"},
    "topic_only": {"id": "menyebut {detail} tanpa judul kolom", "en": "says {detail} without column titles"},
    "topic_and_columns": {"id": "menyebut {detail}", "en": "says {detail}"},
    "may_go_on": {"id": "mungkin lanjutan tabel dari halaman sebelumnya", "en": "a table of the page before may go on here"},
    "no_table_seen": {"id": "gambar tanpa tabel", "en": "a picture without a table"},
    "picture_of_table": {
        "id": "gambar tabel di halaman teks, dibaca dengan OCR",
        "en": "a picture of a table on a page of text, read with OCR",
    },
    "read_by_ocr": {"id": "dibaca dengan OCR", "en": "read with OCR"},
    "skipped": {"id": "dilewati", "en": "skipped"},
    "pdfium_failed": {"id": "{detail}", "en": "{detail}"},
    "broken_picture": {"id": "gambarnya rusak", "en": "its picture is broken"},
    "broken_object_stream": {"id": "aliran objek rusak", "en": "an object stream is broken"},
}

TEXTS: dict[str, dict[Language, str]] = {
    # What is wrong with a place, in the words of whoever found it.
    "at_place": {"id": "{place}: {detail}", "en": "{place}: {detail}"},
    "as_told": {"id": "{detail}", "en": "{detail}"},
    "no_log": {
        "id": "Log {log} tidak dapat ditulis ({detail}); pilih berkas lain dengan --log.",
        "en": "The log {log} cannot be written ({detail}); choose another file with --log.",
    },
    "folder_unreadable": {
        "id": "Folder {folder} tidak dapat dilihat isinya ({detail}); periksa izin dan sambungannya. Tidak ada yang berubah.",
        "en": "The folder {folder} cannot be listed ({detail}); check its permissions and connection. Nothing was changed.",
    },
    "no_readers": {
        "id": "Proses pembaca tidak dapat dimulai; tutup program lain atau pasang ulang iku-ingest. Yang sudah dibaca tidak hilang.",
        "en": "Reading processes do not start on this machine; close other programs or install iku-ingest anew. What was read is kept.",
    },
    "no_folder": {
        "id": "Folder {folder} tidak ada. Periksa ejaannya, atau buat folder itu dan isi dengan PDF.",
        "en": "There is no folder {folder}. Check its spelling, or make it and put PDFs into it.",
    },
    "not_a_folder": {
        "id": "{folder} bukan folder. Beri nama folder yang berisi PDF.",
        "en": "{folder} is not a folder. Name a folder that holds PDFs.",
    },
    "no_pdfs": {
        "id": "Tidak ada PDF di {folder} dan subfoldernya.",
        "en": "There is no PDF in {folder} or below it.",
    },
    "no_file": {
        "id": "Tidak ada berkas {file}. Periksa ejaannya, dan beri nama satu PDF.",
        "en": "There is no file {file}. Check its spelling, and name one PDF.",
    },
    "bad_pages": {
        "id": 'Halaman "{given}" tidak dapat dipahami; tulis misalnya --halaman 3,5-7.',
        "en": 'The pages "{given}" cannot be understood; write for example --halaman 3,5-7.',
    },
    "one_form": {
        "id": "Pilih salah satu: --json, --csv FOLDER atau --xlsx BERKAS.",
        "en": "Choose one of --json, --csv FOLDER and --xlsx FILE.",
    },
    "no_tables": {"id": "{file}: tidak ada tabel.", "en": "{file}: no table."},
    "tables_written": {"id": "{count} tabel disimpan: {place}", "en": "{count} tables written: {place}"},
    "not_written": {
        "id": "{place} tidak dapat ditulis ({detail}); tutup bila sedang dibuka di Excel, atau pilih nama lain.",
        "en": "{place} cannot be written ({detail}); close it if it is open in Excel, or choose another name.",
    },
    "cells_cut": {
        "id": "{file}: {count} sel lebih panjang daripada yang dapat dimuat Excel dan dipotong; teks utuhnya ada dengan --json.",
        "en": "{file}: {count} cells are longer than Excel can hold and were cut; --json has their whole text.",
    },
    "sheet": {"id": "Tabel {number} hal {page}", "en": "Table {number} p {page}"},
    "no_table_sheet": {"id": "Tidak ada tabel", "en": "No table"},
    "stopped": {"id": "Dihentikan.", "en": "Stopped."},
    "would_read": {"id": "Akan dibaca: {count} dokumen.", "en": "Would read {count} documents."},
    "copy_of": {"id": "salinan dari {berkas}", "en": "copy of {berkas}"},
    "pages": {"id": "{count} halaman", "en": "{count} pages"},
    "summary_title": {"id": "Ringkasan", "en": "Summary"},
    "documents": {"id": "Dokumen dibaca", "en": "Documents read"},
    "scanned": {"id": "Pindaian tanpa tabel yang dikenali", "en": "Scans in which no table was found"},
    "without_tables": {"id": "Dokumen tanpa tabel indikator", "en": "Documents without an indicator table"},
    "copies": {"id": "Salinan yang dilewati", "en": "Copies passed over"},
    "tables": {"id": "Tabel indikator", "en": "Indicator tables"},
    "records": {"id": "Baris indikator", "en": "Indicator rows"},
    "values": {"id": "Nilai", "en": "Values"},
    "doubtful": {"id": "Nilai yang perlu diperiksa (keyakinan < 0,8)", "en": "Values to check (confidence < 0.8)"},
    "quarantined": {"id": "Baris dikarantina", "en": "Rows quarantined"},
    "protected": {
        "id": "Dokumen terkunci salin, tetap dibaca (dokumen publik)",
        "en": "Copy-protected documents, read all the same (public documents)",
    },
    "failed": {"id": "Dokumen gagal", "en": "Documents that failed"},
    "unclear": {"id": "Dokumen yang perlu dilihat", "en": "Documents to look at"},
    "partly": {"id": "Dokumen terbaca sebagian", "en": "Documents read in part"},
    "landed": {"id": "Hasil ada di {folder}", "en": "The results are in {folder}"},
    "nothing_landed": {
        "id": "Tidak ada yang terbaca: semua dokumen gagal, dan tabel hasil sekarang kosong.",
        "en": "Nothing was read: every document failed, and the tables are empty now.",
    },
    "interrupted": {
        "id": "Dihentikan. Hasil lama di {folder} tidak berubah.",
        "en": "Stopped. The earlier results in {folder} are unchanged.",
    },
    "picture": {"id": "Gambar: {file}", "en": "Picture: {file}"},
    "scans": {"id": "Dokumen pindaian, dibaca dengan OCR", "en": "Scanned documents, read with OCR"},
    "unchanged": {"id": "Dokumen tidak berubah, hasil lama dipakai", "en": "Documents unchanged, earlier results used"},
    "removed_documents": {"id": "Dokumen yang sudah tidak ada, barisnya dihapus", "en": "Documents gone, their rows removed"},
    "held": {
        "id": "{folder} sedang dipakai oleh proses {proses} di {komputer} sejak {sejak}; tunggu selesai atau pilih folder hasil lain.",
        "en": "{folder} is held by process {proses} on {komputer} since {sejak}; wait until it ends or choose another output folder.",
    },
    "no_dask": {
        "id": 'Dask belum terpasang; jalankan: pip install "iku-ingest[dask]"',
        "en": 'Dask is not installed; run: pip install "iku-ingest[dask]"',
    },
    "no_cluster": {
        "id": "Kluster {address} tidak dapat dihubungi ({detail}); periksa alamatnya, misalnya dask://10.0.0.5:8786.",
        "en": "The cluster {address} cannot be reached ({detail}); check its address, e.g. dask://10.0.0.5:8786.",
    },
    "running": {
        "id": "Sedang berjalan: proses {proses} di {komputer} sejak {sejak}",
        "en": "Running: process {proses} on {komputer} since {sejak}",
    },
    "not_running": {"id": "Tidak ada yang sedang berjalan", "en": "Nothing is running"},
    "last_run": {
        "id": "Run terakhir: {keadaan}, mulai {mulai}, selesai {selesai}",
        "en": "Last run: {keadaan}, begun {mulai}, ended {selesai}",
    },
    "stages": {"id": "Waktu tiap tahap (detik): {stages}", "en": "Seconds of each stage: {stages}"},
    "by_status": {"id": "Dokumen dalam buku: {counts}", "en": "Documents in the ledger: {counts}"},
    "ledger_broken": {
        "id": "Buku di folder hasil rusak atau dari versi lain; pembacaan berikutnya memulainya lagi dari awal.",
        "en": "The ledger is damaged or of another version; the next run begins it anew.",
    },
    "ledger_set_aside": {
        "id": "Buku di folder hasil tidak terbaca (rusak atau dari versi lain); disisihkan ke {file}, dan semua dokumen dibaca lagi.",
        "en": "The ledger could not be read (damaged or of another version); it was set aside as {file}, and all documents were read anew.",
    },
    "slowest": {"id": "Paling lama: {slow}", "en": "Slowest: {slow}"},
    "questions": {"id": "Bentuk, nama, satuan yang perlu keputusan", "en": "Forms, names or units that need a decision"},
    "review": {
        "id": "Isi keputusan di {file}, lalu jalankan: iku tinjau {file}",
        "en": "Fill in {file}, then run: iku tinjau {file}",
    },
    "decisions_used": {
        "id": "Keputusan yang berlaku: {count}, dari {folder}",
        "en": "Decisions that stand: {count}, from {folder}",
    },
    "no_acuan": {
        "id": "Folder acuan {folder} tidak ada: tidak ada keputusan yang diterapkan. Periksa ejaan dan sambungannya.",
        "en": "There is no reference folder {folder}: no decision was applied. Check its spelling and connection.",
    },
    "open_page": {
        "id": "Lihat dan perbaiki di peramban: iku buka {folder}",
        "en": "Look at it and correct it in a browser: iku buka {folder}",
    },
    "recap_at": {"id": "Rekap di Excel: {file}", "en": "The workbook to look at: {file}"},
    "no_earlier": {
        "id": "{folder} hanya menyimpan satu pembacaan; sebutkan folder hasil lain untuk dibandingkan: iku banding HASIL_LAMA HASIL_BARU.",
        "en": "{folder} keeps one run only; name another output folder to compare it with: iku banding BEFORE AFTER.",
    },
    "the_same": {"id": "Sama: tidak ada baris yang berbeda.", "en": "The same: no row differs."},
    "rows_new": {"id": "baru", "en": "new"},
    "rows_gone": {"id": "hilang", "en": "gone"},
    "rows_changed": {"id": "berubah", "en": "changed"},
    "page": {"id": "hal. {page}", "en": "p. {page}"},
    "more_changes": {
        "id": "… dan {count} perubahan lagi; tulis semuanya dengan --csv BERKAS.csv",
        "en": "… and {count} more changes; write all with --csv FILE.csv",
    },
    "no_csv": {
        "id": "{file} tidak dapat ditulis ({detail}); tutup berkas itu atau pilih nama lain dengan --csv.",
        "en": "{file} cannot be written ({detail}); close it or choose another name with --csv.",
    },
    "outdated": {"id": "Keputusan tidak diterapkan: {note}", "en": "Decision not applied: {note}"},
    "reference_broken": {
        "id": "Folder acuan tidak dapat dipakai; tidak ada yang dibaca.\n{detail}",
        "en": "The reference folder cannot be used; nothing was read.\n{detail}",
    },
    "imported": {
        "id": '{count} indikator diimpor sebagai "{name}" ke {folder}. Jalankan iku ingest lagi agar dipakai.',
        "en": '{count} indicators imported as "{name}" into {folder}. Run iku ingest again to use them.',
    },
    "lists_in": {"id": "{count} daftar di {folder}", "en": "{count} lists in {folder}"},
    "no_list": {
        "id": 'Tidak ada daftar "{name}" di {folder}; lihat iku acuan list.',
        "en": 'No list "{name}" in {folder}; see iku acuan list.',
    },
    "removed": {"id": 'Daftar "{name}" dihapus.', "en": 'List "{name}" removed.'},
    "not_taken": {"id": "{detail}\nTidak ada keputusan yang diambil.", "en": "{detail}\nNo decision was taken over."},
    "not_all_taken": {
        "id": "{count} jawaban tidak diambil; perbaiki lalu jalankan iku tinjau lagi:\n{detail}",
        "en": "{count} answers were not taken over; mend them and run iku tinjau again:\n{detail}",
    },
    "taken": {
        "id": "{count} keputusan baru disimpan di {file}; {left} belum dijawab. Jalankan iku ingest lagi agar dipakai.",
        "en": "{count} new decisions kept in {file}; {left} unanswered. Run iku ingest again to use them.",
    },
    "no_output": {
        "id": "{folder} belum berisi hasil; jalankan iku ingest dahulu.",
        "en": "{folder} holds no results yet; run iku ingest first.",
    },
    "report_written": {
        "id": "Laporan: buka {file} ({size}, {files} berkas, {pictures} gambar halaman)",
        "en": "Report: open {file} ({size}, {files} files, {pictures} pictures of pages)",
    },
    "page_opened": {
        "id": "Halaman tinjauan: {address}\nKeputusan disimpan di {folder} ({count} berlaku). Berhenti dengan Ctrl-C.",
        "en": "Review page: {address}\nDecisions are kept in {folder} ({count} stand). Stop with Ctrl-C.",
    },
    "port_taken": {
        "id": "Porta {port} tidak dapat dipakai ({detail}); pilih yang lain dengan --port, atau biarkan memilih sendiri.",
        "en": "Port {port} cannot be used ({detail}); choose another with --port, or let one be found.",
    },
    "report_failed": {
        "id": "Laporan {folder} tidak dapat ditulis ({detail}); tutup halaman dan folder yang dibuka, lalu ulangi.",
        "en": "The report {folder} cannot be written ({detail}); close its pages and folder, then try again.",
    },
    "no_indicator": {
        "id": 'Tidak ada indikator dengan id atau nama "{id}" di {folder}.{near}',
        "en": 'No indicator with the id or name "{id}" in {folder}.{near}',
    },
    "near_indicators": {"id": "\nYang mirip:\n{names}", "en": "\nAlike:\n{names}"},
    "several_indicators": {
        "id": '{count} indikator memuat "{wanted}"; sebutkan id atau namanya:',
        "en": '{count} indicators have "{wanted}" in them; name one by its id or name:',
    },
    "one_picture": {
        "id": "--picture menamai satu gambar, tetapi {count} halaman digambar; pakai --output FOLDER.",
        "en": "--picture names one picture, and {count} pages are drawn; use --output FOLDER.",
    },
    "cache_at": {"id": "Hasil OCR tersimpan di {folder}: {size:.1f} MB", "en": "Kept OCR results in {folder}: {size:.1f} MB"},
    "cache_cleared": {"id": "{count} hasil OCR dihapus.", "en": "{count} OCR results removed."},
    "a_minute": {"id": "{count} dokumen/menit", "en": "{count} documents/min"},
    "pace_and_left": {"id": "{pace}, kira-kira {minutes} menit lagi", "en": "{pace}, some {minutes} min left"},
    "page_of": {"id": "hal. {page}/{pages}", "en": "p. {page}/{pages}"},
}


def say(key: str, language: Language, **facts: object) -> str:
    """The text for a key with its facts filled in, each shown as text; a fact of several texts is a line each."""
    return TEXTS[key][language].format(**{name: _shown(fact) for name, fact in facts.items()})


def _shown(fact: object) -> object:
    if isinstance(fact, tuple):
        return "\n".join(visible(str(each)) for each in fact)
    return visible(str(fact)) if isinstance(fact, str | Path) else fact


def explain(code: str, language: Language, *, page: int | None = None, detail: str = "") -> str:
    """The sentence for a code of an error, or of what was found; an unknown code is shown as it is.

    Args:
        code: The code.
        language: Of the sentence.
        page: The page it is about.
        detail: What a library said, or a code again.
    """
    wording = ERRORS.get(code) or FOUND.get(code)
    if wording is None:
        return visible(f"{code}: {detail}" if detail else code)
    shown = FOUND[detail][language] if detail in FOUND else visible(detail)
    return wording[language].format(page=page, detail=shown)
