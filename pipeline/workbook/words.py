"""The words of ``rekap.xlsx`` in both languages."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.said import Language

#: The text for a key with its facts filled in.
Wording = Callable[..., str]

_WORDS: dict[str, tuple[str, str]] = {
    "front": ("Baca dahulu", "Read first"),
    "side": ("Sandingan {measure}", "Side by side {measure}"),
    "list": ("Daftar panjang", "Long list"),
    "documents": ("Dokumen", "Documents"),
    "waiting": ("Menunggu", "Waiting"),
    "nowhere": ("Wilayah tidak diketahui", "Region not known"),
    "tip_report": (
        "{file}, halaman {page}. Klik untuk melihat halamannya di laporan.",
        "{file}, page {page}. Click to see the page in the report.",
    ),
    "tip": ("{file}, halaman {page}. Klik untuk membuka dokumennya.", "{file}, page {page}. Click to open the document."),
    "title": ("Rekap indikator kinerja", "Performance indicators at a glance"),
    "what": ("Apa ini", "What this is"),
    "what_text": (
        "Semua nilai indikator kinerja yang terbaca dari {documents} dokumen PDF, disandingkan antardaerah. "
        "Dibuat dari berkas Parquet di folder yang sama; perubahan di sini tidak terbawa ke sana.",
        "All values of performance indicators read from {documents} PDF documents, side by side. "
        "Made of the Parquet files in the same folder; changes made here are not carried over to them.",
    ),
    "when": ("Kapan dibaca", "When it was read"),
    "when_text": ("{when} (UTC), iku-ingest {version}", "{when} (UTC), iku-ingest {version}"),
    "not_recorded": ("tidak tercatat", "not recorded"),
    "from": ("Dari mana", "Out of what"),
    "from_text": (
        "{read} dokumen memuat indikator, {look} di antaranya perlu dilihat; {failed} tidak terbaca. Lihat lembar {sheet}.",
        "{read} documents hold indicators, {look} of them are to be looked at; {failed} could not be read. See sheet {sheet}.",
    ),
    "holds": ("Isinya", "What it holds"),
    "holds_text": (
        "{indicators} indikator, {values} nilai, {regions} daerah, tahun {years}",
        "{indicators} indicators, {values} values, {regions} regions, years {years}",
    ),
    "sure": ("Seberapa yakin", "How sure"),
    "sure_text": (
        "{surely} dari {values} nilai berkeyakinan 0,9 ke atas; dari nilai berkeyakinan 0,9 kira-kira sembilan dari sepuluh benar. "
        "{doubtful} nilai meragukan, {waiting} baris menunggu di lembar {sheet}.",
        "{surely} of {values} values have a confidence of 0.9 and more; of values at 0.9 some nine in ten are right. "
        "{doubtful} values are doubtful, {waiting} rows wait on sheet {sheet}.",
    ),
    "questions": ("Perlu keputusan", "To be decided"),
    "questions_text": ("Jawab {questions} pertanyaan di tinjauan.xlsx.", "Answer {questions} questions in tinjauan.xlsx."),
    "how": ("Cara membaca", "How to read it"),
    "legend": ("Tanda pada nilai", "Signs on values"),
    "legend_sure": ("terbaca dengan yakin", "read surely"),
    "legend_noted": (
        "ada catatan; arti catatannya di docs/catatan.md, catatannya di lembar {sheet}",
        "there is a note; notes are on sheet {sheet}, their meanings in docs/catatan.md",
    ),
    "legend_doubted": (
        "meragukan (keyakinan di bawah 0,8): periksa halamannya sebelum dipakai",
        "doubtful (confidence below 0.8): check its page before using it",
    ),
    "legend_differing": (
        "dokumen atau tabel menyebut nilai yang berbeda; semuanya ditulis, tidak ada yang dipilihkan dan tidak dirata-rata",
        "documents or tables give different values; all are written, none is picked and none averaged",
    ),
    "how_link": (
        "Klik sebuah nilai untuk melihat gambar halamannya di laporan, bila iku laporan sudah dijalankan; jika belum, PDF-nya yang dibuka. "
        "Halamannya tertulis saat penunjuk berada di atas nilai itu.",
        "Click a value to see the picture of its page in the report, where iku laporan wrote one; else its PDF opens. "
        "The page is named when the pointer is on the value.",
    ),
    "how_rows": (
        "Satu baris satu indikator menurut nama bakunya. Baris dipisah bila satuannya berbeda (satuan bertanda ≠), bila nilainya per "
        "triwulan, dan bila beberapa perangkat daerah di satu daerah memberi nilai sendiri-sendiri.",
        "One row an indicator by its standard name. Rows are parted where units differ (marked ≠), for quarters, and where several "
        "offices of a region give values of their own.",
    ),
    "how_numbers": (
        "Angka adalah angka seperti tercetak: 30 dengan satuan persen berarti 30 %. Sel kosong berarti tidak ada di dokumen yang dibaca.",
        "Numbers are as printed: 30 with the unit persen is 30 %. An empty cell means that no document read has it.",
    ),
    "how_other": (
        "Kondisi awal, kondisi akhir, pagu dan realisasi anggaran ada di lembar daerah dan {sheet}, begitu pula indikator tanpa nilai.",
        "Baselines, final conditions and budgets are on the regions' sheets and on {sheet}, as are indicators without values.",
    ),
    "limits": ("Batas Excel", "Limits of Excel"),
    "limit_rows": (
        "{sheet} dibagi atas {count} lembar: Excel memuat paling banyak 1.048.576 baris selembar.",
        "{sheet} is split over {count} sheets: Excel holds at most 1,048,576 rows a sheet.",
    ),
    "limit_columns": (
        "{sheet} dibagi atas {count} lembar: Excel memuat paling banyak 16.384 kolom selembar.",
        "{sheet} is split over {count} sheets: Excel holds at most 16,384 columns a sheet.",
    ),
    "limit_links": (
        "{count} nilai tidak bertautan: Excel memuat paling banyak 65.530 tautan selembar. Dokumen dan halamannya ada di {sheet}.",
        "{count} values have no link: Excel holds at most 65,530 links a sheet. Their documents and pages are on {sheet}.",
    ),
    "limit_comments": (
        "Hanya {count} nilai meragukan pertama tiap lembar diberi keterangan; semua catatan ada di {sheet}.",
        "Only the first {count} doubtful values of a sheet are explained in a comment; all notes are on {sheet}.",
    ),
    "sheets": ("Lembar-lembarnya", "Its sheets"),
    "sheet_side": ("satu baris satu indikator, daerah dan tahun berdampingan", "one row an indicator, regions and years side by side"),
    "sheet_list": ("semua nilai, satu baris satu nilai, dengan saringan", "all values, one a row, with filters"),
    "sheet_documents": ("setiap dokumen dan keadaannya, yang terburuk di atas", "every document and its state, worst first"),
    "sheet_waiting": ("baris yang belum dapat ditempatkan, dengan alasannya", "rows that could not be placed, with the reason"),
    "sheet_region": ("semua indikator dan ukuran, {region}", "all indicators and measures, {region}"),
    "no_links": (
        "Tautan tidak dibuat karena folder PDF-nya tidak tercatat.",
        "There are no links: the folder of the PDFs is not on record.",
    ),
    "side_hint": (
        "? meragukan   * ada catatan   ≠ nilai berbeda-beda   Klik nilai untuk melihat halamannya.",
        "? doubtful   * noted   ≠ values differ   Click a value to see its page.",
    ),
    "indicator": ("Indikator", "Indicator"),
    "unit": ("Satuan", "Unit"),
    "time": ("Waktu", "Time"),
    "office": ("Perangkat daerah", "Office"),
    "regions": ("Daerah", "Regions"),
    "region": ("Daerah", "Region"),
    "quarter": ("TW {number}", "Q{number}"),
    "no_year": ("tanpa tahun", "no year"),
    "page_of": ("{file} hal. {page}", "{file} p. {page}"),
    "more_places": ("dan {count} tempat lain", "and {count} other places"),
    "confidence_of": ("keyakinan {confidence}", "confidence {confidence}"),
    "state": ("Keadaan", "State"),
    "why": ("Sebab", "Why"),
    "good": ("baik", "good"),
    "look": ("perlu dilihat", "to be looked at"),
    "unread": ("tidak terbaca", "not read"),
    "none": ("tanpa tabel indikator", "no indicator table"),
    "all_wait": (
        "{waiting} baris menunggu: judul kolom tabelnya belum dikenal",
        "{waiting} rows wait: their table's headers are not known",
    ),
    "some_wait": ("{waiting} baris menunggu, {landed} masuk", "{waiting} rows wait, {landed} landed"),
    "some_doubted": ("{doubtful} nilai meragukan", "{doubtful} values in doubt"),
    "no_region": ("wilayahnya tidak tertulis", "its region is printed nowhere"),
    "file": ("Dokumen", "Document"),
    "period": ("Periode", "Period"),
    "pages": ("Halaman", "Pages"),
    "page": ("Halaman", "Page"),
    "tables": ("Tabel", "Tables"),
    "rows_landed": ("Baris masuk", "Rows landed"),
    "rows_waiting": ("Baris menunggu", "Rows waiting"),
    "values": ("Nilai", "Values"),
    "values_doubtful": ("Nilai meragukan", "Doubtful values"),
    "read_by": ("Dibaca dengan", "Read by"),
    "reason": ("Alasan", "Reason"),
    "explanation": ("Penjelasan", "Explanation"),
    "table_row": ("Tabel/baris", "Table/row"),
    "head": ("Judul kolom", "Headers"),
    "text": ("Teks barisnya", "Text of the row"),
    "province": ("Provinsi", "Province"),
    "kabupaten": ("Kabupaten/kota", "Kabupaten/kota"),
    "kind": ("Jenis tabel", "Kind of table"),
    "level": ("Tingkat", "Level"),
    "printed_name": ("Indikator tercetak", "Indicator as printed"),
    "year": ("Tahun", "Year"),
    "quarter_head": ("Triwulan", "Quarter"),
    "measure": ("Ukuran", "Measure"),
    "number": ("Nilai", "Value"),
    "printed_value": ("Nilai tercetak", "Value as printed"),
    "sign": ("Tanda", "Sign"),
    "confidence": ("Keyakinan", "Confidence"),
    "notes": ("Catatan", "Notes"),
    "id": ("Id indikator", "Indicator id"),
    "empty_list": ("Tidak ada yang menunggu.", "Nothing waits."),
}


def wording(language: Language) -> Wording:
    """The words of a language."""
    place = 1 if language == "en" else 0

    def word(key: str, **facts: object) -> str:
        return _WORDS[key][place].format(**facts)

    return word


def counted(number: int, language: Language) -> str:
    """A count as people write it."""
    return f"{number:,}".replace(",", "." if language == "id" else ",")
