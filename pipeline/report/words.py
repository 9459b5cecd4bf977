"""The words of the report and the review page, in both languages; the flags are those of ``docs/catatan.md`` said shortly."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.said import Language

Words = Mapping[str, tuple[str, str]]

MEASURES: Words = {
    "target": ("target", "target"),
    "realisasi": ("realisasi", "result"),
    "capaian": ("capaian", "achievement"),
    "kondisi_awal": ("kondisi awal", "baseline"),
    "kondisi_akhir": ("kondisi akhir", "final condition"),
    "pagu": ("pagu", "budget"),
    "realisasi_anggaran": ("realisasi anggaran", "budget spent"),
}

KINDS: Words = {
    "iku": ("IKU", "key performance indicators (IKU)"),
    "iki": ("IKI (individu)", "individual indicators (IKI)"),
    "ikk": ("IKK", "key indicators (IKK)"),
    "spm": ("SPM", "minimum service standards (SPM)"),
    "pk": ("perjanjian kinerja", "performance agreement"),
    "realisasi": ("realisasi kinerja", "results"),
    "renaksi": ("rencana aksi", "action plan"),
    "renstra": ("renstra / renja", "strategic or work plan"),
    "cascading": ("pohon kinerja", "tree of goals"),
    "definisi": ("definisi operasional", "definitions"),
}

FLAGS: Words = {
    "angka_meragukan": ("angkanya dapat dibaca dengan cara lain", "the number can be read in another way"),
    "angka_dalam_teks": ("kalimat yang memuat angka", "a sentence with a number in it"),
    "teks_meragukan": ("nama indikatornya hampir tidak terbaca", "the indicator's name is hardly legible"),
    "angka_terputus": ("angka terpotong ganti baris", "a number broken over lines"),
    "nilai_ganda": ("ada beberapa nilai", "several values"),
    "capaian_tidak_cocok": ("capaian tidak cocok dengan realisasi dibagi target", "the achievement does not fit result and target"),
    "tahun_di_luar_periode": ("tahun di luar periode dokumen", "the year lies outside the period"),
    "tahun_dari_judul": ("tahun dari judul", "the year comes from the title"),
    "tahun_dihitung": ("tahun dihitung dari periode", "the year was counted from the period"),
    "tahun_tidak_diketahui": ("tahunnya tidak diketahui", "the year is not known"),
    "triwulan_dari_judul": ("triwulan dari judul tabel", "the quarter comes from the table's caption"),
    "triwulan_meragukan": ("mungkin hanya satu triwulan", "perhaps of one quarter only"),
    "indikator_dari_judul": ("nama indikator dari judul tabel", "the indicator's name comes from the table's caption"),
    "satuan_berbeda": ("satuan di sel dan di kolomnya berbeda", "the units of cell and column differ"),
    "satuan_tidak_dikenal": ("satuannya tidak dikenal", "the unit is not known"),
    "satuan_diduga": ("satuannya salah ketik", "the unit is misspelt"),
    "satuan_dari_indikator": ("satuan dari nama indikator", "the unit comes from the indicator's name"),
    "satuan_dari_acuan": ("satuan dari acuan", "the unit comes from the reference list"),
    "satuan_berketerangan": ("satuannya disertai keterangan", "words stand beside the unit"),
    "persen_tidak_wajar": ("persentase di atas 1.000", "a percentage above 1,000"),
    "nilai_sebesar_uang": ("angka sebesar uang tanpa satuan", "a number as large as money"),
    "pembacaan_berbeda": ("dua pembaca melihat tabel yang berbeda", "two readers saw different tables"),
    "teks_melewati_sel": ("teks melewati batas sel", "text runs over its cell"),
    "sel_gabung_tahun": ("satu sel untuk beberapa tahun", "one cell for several years"),
    "sel_gabung_baris": ("satu sel untuk beberapa baris", "one cell for several rows"),
    "nilai_sel_gabung": ("satu sel untuk beberapa baris", "one cell for several rows"),
    "sel_berisi_beberapa_indikator": ("satu sel memuat beberapa indikator", "several indicators in one cell"),
    "butir_tidak_terpisah": ("butir dalam sel tidak terpisahkan", "items of the cell cannot be told apart"),
    "dokumen_tidak_utuh": ("dokumennya tidak utuh", "the document is not whole"),
    "wilayah_bertentangan": ("halaman menyebut wilayah yang berbeda", "pages name different regions"),
    "wilayah_meragukan": ("wilayahnya meragukan", "the region is in doubt"),
    "jenis_tabel_diduga": ("jenis tabel diduga", "the kind of table is a guess"),
    "tingkat_diduga": ("tingkatnya diduga", "the level is a guess"),
    "versi_sebelum_perubahan": ("versi sebelum perubahan", "the version before a change"),
    "induk_tidak_pasti": ("tidak jelas milik sasaran atau program yang mana", "it is not told to which goal or programme it belongs"),
    "kepala_dari_tabel_sebelumnya": ("judul kolom dari tabel sebelumnya", "the header of the table before"),
    "diperiksa": ("sudah diperiksa orang", "checked by a person"),
    "dikoreksi": ("diperbaiki orang", "corrected by a person"),
    "buang": ("barisnya dibuang orang", "its row was dropped by a person"),
}

METHODS: Words = {
    "garis": ("tabel bergaris", "ruled table"),
    "garis_mendatar": ("hanya bergaris mendatar", "horizontal rules only"),
    "tanpa_garis": ("tanpa garis", "no rules"),
    "pdfplumber": ("pembaca kedua", "second reader"),
    "camelot": ("pembaca kedua", "second reader"),
    "ocr": ("pindaian", "scan"),
}

#: Why a value without a flag is in doubt, by how its table was read.
UNSURE: Words = {
    "garis": ("arti kolomnya belum pasti", "what its column means is not certain"),
    "garis_mendatar": ("batas kolomnya tidak digambar", "its columns' borders are not drawn"),
    "tanpa_garis": ("batas kolomnya tidak digambar", "its columns' borders are not drawn"),
    "pdfplumber": ("dua pembaca melihat tabel yang berbeda", "two readers saw different tables"),
    "camelot": ("dua pembaca melihat tabel yang berbeda", "two readers saw different tables"),
    "ocr": ("hurufnya kurang jelas pada pindaian", "its letters are not clear on the scan"),
}

#: What decisions are about.
SUBJECTS: Words = {
    "nilai": ("nilai", "value"),
    "baris": ("baris", "row"),
    "dokumen": ("dokumen", "document"),
    "indikator": ("indikator", "indicator"),
    "bentuk": ("bentuk tabel", "form of a table"),
    "wilayah": ("wilayah", "region"),
    "perangkat_daerah": ("perangkat daerah", "office"),
    "periode": ("periode", "period"),
    "satuan": ("satuan", "unit"),
    "kepala": ("judul kolom", "column title"),
}

#: How a spelling came to its indicator, see ``status_padanan``.
JOINED: Words = {
    "baku": ("nama baku", "standard name"),
    "otomatis": ("digabung program", "joined by the program"),
    "tinjau": ("belum diputuskan", "not decided yet"),
    "ditetapkan": ("diputuskan orang", "a person decided"),
    "baru": ("indikator tersendiri", "an indicator of its own"),
}

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

TEXTS: Words = {
    "report": ("Laporan", "Report"),
    "documents": ("Dokumen", "Documents"),
    "doubtful": ("Ragu", "In doubt"),
    "indicators": ("Indikator", "Indicators"),
    "forms": ("Bentuk", "Forms"),
    "decisions": ("Keputusan", "Decisions"),
    "skip": ("Langsung ke isi", "Skip to content"),
    "good": ("baik", "good"),
    "look": ("perlu dilihat", "look at it"),
    "unread": ("tidak terbaca", "not read"),
    "search": ("Cari…", "Search…"),
    "all": ("semua", "all"),
    "filter": ("Saring", "Filter"),
    "show_all": ("Tampilkan semua", "Show all"),
    "reset": ("Hapus saringan", "Clear filters"),
    "province": ("Provinsi", "Province"),
    "regency": ("Kabupaten/kota", "Regency/city"),
    "office": ("Perangkat daerah", "Office"),
    "kind": ("Jenis tabel", "Kind of table"),
    "year": ("Tahun", "Year"),
    "state": ("Keadaan", "State"),
    "unknown": ("tidak diketahui", "not known"),
    "shown": ("ditampilkan", "shown"),
    "why": ("Mengapa", "Why"),
    "whose": ("Milik", "Whose"),
    "period": ("Periode", "Period"),
    "pages": ("Halaman", "Pages"),
    "page": ("Halaman", "Page"),
    "tables": ("Tabel", "Tables"),
    "table": ("Tabel", "Table"),
    "rows": ("Baris", "Rows"),
    "values": ("Nilai", "Values"),
    "to_check": ("Nilai ragu", "Values in doubt"),
    "waiting": ("Menunggu", "Waiting"),
    "file": ("Berkas", "File"),
    "indicator": ("Indikator", "Indicator"),
    "unit": ("Satuan", "Unit"),
    "region": ("Wilayah", "Region"),
    "spelling": ("Ejaan tercetak", "Printed spelling"),
    "joined_by": ("Digabung karena", "Joined by"),
    "spellings": ("Ejaan", "Spellings"),
    "years": ("Tahun", "Years"),
    "units_differ": ("satuan berbeda", "units differ"),
    "units_agree": ("satuan sama", "one unit"),
    "field_name": ("Urusan", "Field"),
    "printed": ("tercetak", "printed"),
    "sure": ("yakin", "sure"),
    "reason": ("Alasan", "Reason"),
    "text": ("Teks", "Text"),
    "none_doubtful": ("Tidak ada nilai yang meragukan.", "No value is in doubt."),
    "r_failed": ("Tidak terbaca: {detail}", "Not read: {detail}"),
    "r_picture": ("Halamannya gambar (pindaian) tanpa tabel yang dikenali", "Its pages are pictures in which no table was found"),
    "r_all_wait": ("{n} baris menunggu: judul kolom belum dikenal", "{n} rows wait: the column titles are not known"),
    "r_partly": ("Terbaca sebagian: {detail}", "Read in part: {detail}"),
    "r_wait": ("{n} baris menunggu", "{n} rows wait"),
    "r_doubt": ("{n} nilai meragukan", "{n} values in doubt"),
    "r_region": ("Wilayahnya tidak tertulis", "Its region is printed nowhere"),
    "r_no_table": ("Tidak ditemukan tabel indikator", "No indicator table was found"),
    "r_no_values": ("Tidak satu pun nilai terbaca", "Not one value was read"),
    "r_good": ("Semua baris masuk, tidak ada nilai yang meragukan", "All rows landed, no value is in doubt"),
    "hangs": ("{n} nilai bergantung padanya", "{n} values hang on it"),
    "waits_group": ("{n} baris menunggu", "{n} rows wait"),
    "not_drawn": (
        "Gambar halaman ini tidak disertakan karena semua nilainya yakin (pilihan --gambar semua menyertakannya).",
        "The picture of this page was left out since all its values are sure (--gambar semua puts it in).",
    ),
    "no_pdf": ("PDF-nya tidak ditemukan, jadi gambar halamannya tidak ada.", "The PDF was not found, so there is no picture of its page."),
    "hover_hint": (
        "Tunjuk baris untuk melihat selnya di halaman; klik sel untuk melihat barisnya.",
        "Point at a row to see its cell on the page; click a cell to see its row.",
    ),
    "copies": ("Salinan", "Copies"),
    "how_big": (
        "Laporan ini {size} dengan {pictures} gambar halaman.",
        "This report is {size} with {pictures} pictures of pages.",
    ),
    "chart_title": ("Nilai per tahun", "Values by year"),
    "chart_note": (
        "Garis penuh: realisasi; putus-putus: target. Satuan: {unit}.",
        "Solid: result; dashed: target. Unit: {unit}.",
    ),
    "better_tinggi": ("makin tinggi makin baik", "the higher the better"),
    "better_rendah": ("makin rendah makin baik", "the lower the better"),
    "reached": ("target tercapai", "target reached"),
    "missed": ("target belum tercapai", "target missed"),
    "missed_note": ("Titik kosong: target belum tercapai.", "Hollow point: target missed."),
    "field": ("urusan {field}", "field: {field}"),
    "choose_regions": ("Pilih kabupaten/kota", "Choose regions"),
    "side_by_side": ("Kabupaten × tahun", "Regions × years"),
    "who_has": ("Dokumen yang memuatnya", "Documents that have it"),
    "previous": ("Sebelumnya", "Previous"),
    "next": ("Berikutnya", "Next"),
    "refused": ("Baris dan tabel yang menunggu", "Rows and tables that wait"),
    "number_of_documents": ("dokumen", "documents"),
    "number_of_values": ("nilai", "values"),
    "share_sure": ("{share} % yakin", "{share} % sure"),
    "more": ("selengkapnya ({n} huruf)", "all of it ({n} letters)"),
    "zoom": ("Perbesar", "Zoom in"),
    "unzoom": ("Perkecil", "Zoom out"),
    "in_document": ("lihat di dokumen", "see in the document"),
    "k_right": ("benar", "right"),
    "k_fix": ("perbaiki", "correct"),
    "k_skip": ("lewati", "skip"),
    "k_undo": ("urungkan", "undo"),
    "k_drop": ("buang baris", "drop the row"),
    "k_text": ("perbaiki teks", "correct the text"),
    "k_save": ("simpan", "save"),
    "k_cancel": ("batal", "cancel"),
    "k_replace": ("Ganti keputusan itu", "Replace that decision"),
    "your_name": ("Nama Anda", "Your name"),
    "value": ("Nilai", "Value"),
    "why_field": ("Alasan (boleh kosong)", "Reason (may be empty)"),
    "fix_title": ("Keputusan", "Decision"),
    "about_document": ("Wilayah, perangkat daerah, periode", "Region, office, period"),
    "set": ("Tetapkan", "Set"),
    "set_before": ("Ditetapkan: {what}; berlaku pada iku ingest berikutnya.", "Set: {what}; holds from the next iku ingest on."),
    "forms_intro": (
        "Satu jawaban berlaku bagi semua tabel dengan judul kolom yang sama, juga di dokumen lain dan tahun lain.",
        "One answer holds for every table with the same column titles, in other documents and years too.",
    ),
    "no_forms": ("Tidak ada bentuk tabel yang menunggu jawaban.", "No form of a table waits for an answer."),
    "try_out": ("Lihat pengaruhnya", "See what it does"),
    "use_for": ("Pakai untuk {n} tabel", "Use for {n} tables"),
    "undo_form": ("Batalkan jawaban atas bentuk ini", "Take back the answers about this form"),
    "would_become": ("Barisnya akan menjadi", "What its rows would become"),
    "decided_is": ("ditetapkan: {what}", "set: {what}"),
    "no_form_there": (
        "Tabel itu tidak punya judul kolom sendiri yang dapat diberi arti; di bawah ini bentuk yang menunggu jawaban.",
        "That table has no column titles of its own that could be given a meaning; below are the forms that wait for an answer.",
    ),
    "all_forms": ("Semua bentuk yang menunggu", "All forms that wait"),
    "to_document": ("Kembali ke dokumennya", "Back to the document"),
    "wrong_column": ("kolom salah arti", "wrong meaning of a column"),
    "answer_form": ("Jawab arti kolomnya: 1 jawaban menyelesaikan {n} baris", "Give its columns a meaning: 1 answer settles {n} rows"),
    "give_meaning": ("Beri arti kolomnya", "Give its columns a meaning"),
    "one_answer": ("Satu jawaban menyelesaikan banyak baris", "One answer settles many rows"),
    "settles": ("1 jawaban menyelesaikan {n} baris", "1 answer settles {n} rows"),
    "settles_values": ("1 jawaban menyelesaikan {n} nilai", "1 answer settles {n} values"),
    "all_right": ("Semua {n} nilai ini benar", "All {n} values are right"),
    "same_as": ("sama dengan", "the same as"),
    "differs_from_all": ("berbeda dari semuanya", "different from all of them"),
    "another_answer": ("jawaban lain", "another answer"),
    "as_printed": ("biarkan seperti tercetak", "leave as printed"),
    "beside_it": ("menurut dokumen di folder yang sama", "by the documents of the same folder"),
    "more_questions": ("{n} pertanyaan lagi sesudah ini dijawab.", "{n} more questions once these are answered."),
    "n_values": ("{n} nilai sekaligus", "{n} values at once"),
    "undo_all": ("urungkan {n} nilai", "undo {n} values"),
    "hangs_rows": ("{n} baris bergantung padanya", "{n} rows hang on it"),
    "taken_for": ("dikira program", "taken for"),
    "no_wilayah": ("Dokumen tanpa wilayah", "Documents without a region"),
    "no_perangkat_daerah": ("Dokumen tanpa perangkat daerah", "Documents without an office"),
    "no_periode": ("Dokumen tanpa periode", "Documents without a period"),
    "has_none": ("Tidak ada", "None"),
    "no_decisions": ("Belum ada keputusan.", "Nothing was decided yet."),
    "kept_in": ("Disimpan di {folder}; berlaku pada setiap iku ingest berikutnya.", "Kept in {folder}; hold in every later iku ingest."),
    "not_applied": ("Tidak diterapkan", "Not applied"),
    "date": ("Tanggal", "Date"),
    "by": ("Oleh", "By"),
    "about": ("Tentang", "About"),
    "decided": ("Keputusan", "Decision"),
    "evidence": ("Bukti", "Evidence"),
    "withdrawn": ("tidak berlaku lagi", "stands no more"),
    "part": ("bukan indikator yang sama", "not the same indicator"),
    "new_name": ("Nama baku barunya", "Its new standard name"),
    "join": ("Gabungkan dengan", "Join with"),
    "join_button": ("gabungkan", "join"),
    "as_csv": ("Unduh sebagai CSV", "Download as CSV"),
    "not_reached": (
        "Tidak tersambung: periksa apakah iku buka masih berjalan, lalu muat ulang. Jawaban ini belum disimpan.",
        "No connection: see whether iku buka still runs, then reload. This answer was not kept.",
    ),
    "keys_hint": (
        "Enter benar · e perbaiki · l lewati · k kolom salah arti · u urungkan · panah berpindah",
        "Enter right · e correct · l skip · k wrong column · u undo · arrows move",
    ),
    "effect": (
        "{landed} baris masuk, {waiting} menunggu, {changed} nilai berubah arti",
        "{landed} rows land, {waiting} wait, {changed} values change their meaning",
    ),
    "left": ("{n} tersisa di halaman ini", "{n} left on this page"),
    "of_table": ("tabel {n}", "table {n}"),
}


def say_meaning(meaning: str, language: Language) -> str:
    """What a column means, as ``normalizers.form`` says it, in a language; the year or quarter behind it stays."""
    head = max((known for known in MEANINGS if meaning == known or meaning.startswith(f"{known} ")), key=len, default="")
    if language == "id" or not head:
        return meaning
    behind = meaning.removeprefix(head)
    for indonesian, english in _TIMES:
        behind = behind.replace(indonesian, english)
    return MEANINGS[head] + behind


def say_word(words: Words, key: str, language: Language) -> str:
    """A word in a language; one that is not known is shown as it is."""
    found = words.get(key)
    return key.replace("_", " ") if found is None else found[language == "en"]


def phrase(key: str, language: Language, **facts: object) -> str:
    """A text of the pages with its facts filled in.

    Raises:
        KeyError: There is no such text.
    """
    return TEXTS[key][language == "en"].format(**facts)
