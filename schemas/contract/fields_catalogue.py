"""The columns of ``dokumen.parquet``, ``indikator.parquet`` and ``karantina.parquet``, in the contract's order."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract.fields import BERKAS, BOX, COUNTS, FIRST_YEAR, ID_DOKUMEN, LAST_YEAR, PERIOD, REGION, TERM, TEXTS, Column, TableSpec
from schemas.contract.terms import ARAH, STATUS_DOKUMEN


def _count(name: str, deskripsi: str, description: str) -> Column:
    return Column(name, pa.int32(), deskripsi, description, minimum=0)


DOKUMEN = TableSpec(
    "dokumen",
    "Satu baris adalah satu PDF di folder masukan: milik siapa, bagaimana dibaca, dan bagaimana akhirnya.",
    "One row is one PDF of the input folder: whose it is, how it was read and how that ended.",
    (
        ID_DOKUMEN,
        BERKAS,
        Column(
            "salinan",
            TEXTS,
            "Berkas lain di folder masukan yang isinya persis sama; isinya hanya dibaca sekali.",
            "Other files of the input folder with the very same content; it was read only once.",
        ),
        Column("ukuran_berkas", pa.int64(), "Ukuran berkas dalam bita.", "Size of the file in bytes.", minimum=0),
        Column("status", TERM, "Bagaimana pembacaan dokumen berakhir.", "How reading the document ended.", values=STATUS_DOKUMEN),
        Column(
            "galat",
            pa.string(),
            "Apa yang salah dan apa yang dapat dilakukan; kosong bila tidak ada yang salah.",
            "What went wrong and what can be done about it, in Indonesian; empty when nothing did.",
            nullable=True,
        ),
        Column(
            "kode_galat",
            pa.string(),
            'Kode tetap galat yang pertama, misalnya "berkata_sandi"; untuk dihitung dan disaring.',
            'Stable code of the first error, e.g. "berkata_sandi" (locked with a password); for counting and filtering.',
            nullable=True,
        ),
        _count("halaman", "Jumlah halaman; 0 bila berkas tidak dapat dibuka.", "Number of pages; 0 when the file cannot be opened."),
        _count("halaman_teks", "Jumlah halaman yang memuat teks (bukan gambar).", "Pages that hold text (not a picture of text)."),
        _count("halaman_gambar", "Jumlah halaman yang berupa gambar (pindaian).", "Pages that are pictures (scans)."),
        _count(
            "halaman_dibaca",
            "Jumlah halaman yang tabelnya dicari; halaman tanpa tanda-tanda tabel indikator dilewati.",
            "Pages that were searched for tables; pages without any sign of an indicator table are passed over.",
        ),
        _count("tabel", "Jumlah tabel indikator.", "Number of indicator tables."),
        _count("rekaman", "Jumlah rekaman indikator di iku.parquet.", "Number of indicator records in iku.parquet."),
        _count("nilai", "Jumlah nilai yang terisi di iku.parquet.", "Number of filled-in values in iku.parquet."),
        _count("karantina", "Jumlah baris di karantina.parquet.", "Number of rows in karantina.parquet."),
        Column(
            "mesin_ocr",
            pa.string(),
            "Nama dan versi mesin OCR yang membaca halaman gambar; kosong bila tidak dipakai.",
            "Name and version of the OCR engine that read its pictures; empty when none was used.",
            nullable=True,
        ),
        Column(
            "terkunci_salin",
            pa.bool_(),
            "Apakah PDF ini melarang penyalinan teks. Tetap dibaca karena dokumen publik.",
            "Whether the PDF forbids copying its text. It is read all the same: the document is public.",
        ),
        *REGION,
        *PERIOD,
        Column(
            "catatan",
            TEXTS,
            "Tanda tentang dokumen, misalnya wilayah_dari_nama_berkas; artinya ada di docs/catatan.md.",
            "Flags about the document, e.g. wilayah_dari_nama_berkas; their meanings are in docs/catatan.md.",
        ),
    ),
    primary_key="id_dokumen",
)

INDIKATOR = TableSpec(
    "indikator",
    "Satu baris adalah satu indikator yang diselaraskan: nama bakunya, semua ejaannya, berapa kali dan di mana ditemukan.",
    "One row is one harmonised indicator: its standard name, every spelling found, how often and where.",
    (
        Column(
            "id_indikator", pa.string(), "Identitas indikator, sama di semua dokumen.", "The indicator's identity, equal across documents."
        ),
        Column(
            "indikator_baku",
            pa.string(),
            "Nama baku indikator; bila hanya dikenal dari dokumen, ejaan bersih yang paling sering tercetak.",
            "The indicator's standard name; where only print knows it, the clean spelling that is printed most often.",
        ),
        Column(
            "satuan_baku",
            pa.string(),
            "Satuan menurut daftar baku atau nomenklatur yang diimpor; kosong bila tidak ada di sana.",
            "The unit by the registry or an imported nomenclature; empty when the indicator is in neither.",
            nullable=True,
        ),
        Column(
            "sumber_baku",
            pa.string(),
            "Dari mana nama bakunya: baku (daftar program ini), acuan (nomenklatur yang diimpor) atau keputusan (diberikan orang); kosong "
            "bila indikator ini ada karena tercetak saja.",
            "Where its standard name is from: baku (our registry), acuan (an imported nomenclature) or keputusan (a person gave it); empty "
            "when only print knows it.",
            nullable=True,
        ),
        Column(
            "arah",
            TERM,
            "Arah yang lebih baik menurut daftar baku; kosong bila tidak ada arahnya atau indikatornya tidak ada di sana.",
            "Which way is better, by the registry; empty when neither is or the indicator is not in it.",
            nullable=True,
            values=ARAH,
        ),
        Column(
            "urusan",
            pa.string(),
            "Bidang urusan pemerintahan yang mengampunya menurut daftar baku; kosong bila tidak ada di sana.",
            "The government field (urusan) that answers for it, by the registry; empty when it is not in it.",
            nullable=True,
        ),
        Column(
            "kode_nomenklatur",
            TEXTS,
            "Kode nomenklatur yang pernah tercetak atau dipadankan, urut abjad.",
            "Codes of the national nomenclature that were printed or matched with it, sorted.",
        ),
        Column(
            "satuan",
            TEXTS,
            "Satuan baku yang pernah dipakai, urut abjad. Lebih dari satu patut diperiksa.",
            "The canonical units seen with it, sorted. More than one is worth a look.",
        ),
        Column("ejaan", TEXTS, "Semua ejaan yang tercetak, urut abjad.", "Every spelling found in print, sorted."),
        Column(
            "jumlah_ejaan",
            COUNTS,
            "Untuk setiap ejaan, dalam urutan yang sama: berapa kali tercetak (rekaman).",
            "For each spelling, in the same order: how often it is printed (records).",
        ),
        Column(
            "cara_padan",
            TEXTS,
            "Untuk setiap ejaan, dalam urutan yang sama: status, skor, dan aturan atau keputusan yang memadankannya.",
            "For each spelling, in the same order: status, score, and the rule or decision that joined it.",
        ),
        _count("jumlah_rekaman", "Berapa kali indikator ini muncul (rekaman).", "How often it occurs (records)."),
        _count("jumlah_dokumen", "Di berapa dokumen indikator ini muncul.", "In how many documents it occurs."),
        Column(
            "kabupaten_kota",
            TEXTS,
            "Nama kabupaten dan kota yang memakainya, urut abjad; kosong bila hanya ada di dokumen provinsi.",
            "Names of the regencies and cities that use it, sorted; empty when only provincial documents do.",
        ),
        Column(
            "tahun_awal",
            pa.int16(),
            "Tahun nilai yang paling awal; kosong bila tidak ada nilai bertahun.",
            "The earliest year it has a value for; empty when no value has a year.",
            nullable=True,
            minimum=FIRST_YEAR,
            maximum=LAST_YEAR,
        ),
        Column(
            "tahun_akhir",
            pa.int16(),
            "Tahun nilai yang paling akhir; kosong bila tidak ada nilai bertahun.",
            "The latest year it has a value for; empty when no value has a year.",
            nullable=True,
            minimum=FIRST_YEAR,
            maximum=LAST_YEAR,
        ),
        Column("dokumen", TEXTS, "Berkas tempat indikator ini muncul, urut abjad.", "The files in which it occurs, sorted."),
    ),
    primary_key="id_indikator",
)

KARANTINA = TableSpec(
    "karantina",
    "Satu baris adalah satu baris atau tabel yang tampak memuat indikator tetapi tidak dapat ditempatkan, beserta alasannya.",
    "One row is one table row, or table, that looked like an indicator and could not be placed, with the reason.",
    (
        ID_DOKUMEN,
        BERKAS,
        Column(
            "alasan",
            pa.string(),
            'Kode alasan yang tetap, misalnya "kepala_tidak_dikenal"; untuk dihitung dan disaring.',
            'Stable code of the reason, e.g. "kepala_tidak_dikenal" (header not recognised); for counting and filtering.',
        ),
        Column(
            "penjelasan",
            pa.string(),
            "Alasan yang sama dalam satu kalimat, dengan apa yang dapat dilakukan.",
            "The same reason as one sentence in Indonesian, with what can be done about it.",
        ),
        Column(
            "tabel", pa.int16(), "Tabel ke berapa di dokumen, dihitung dari 1.", "Which table of the document, counted from 1.", minimum=1
        ),
        Column(
            "baris",
            pa.int16(),
            "Baris ke berapa di tabel itu, dihitung dari 0; kosong bila yang dimaksud seluruh tabel.",
            "Which row of that table, counted from 0; empty when the whole table is meant.",
            nullable=True,
            minimum=0,
        ),
        Column("halaman", pa.int16(), "Halaman PDF, dihitung dari 1.", "Page of the PDF, counted from 1.", minimum=1),
        Column(
            "kotak",
            BOX,
            "Letaknya di halaman itu: kiri, atas, kanan, bawah, dalam titik PDF (1/72 inci) dari sudut kiri atas halaman yang ditampilkan.",
            "Where it is on that page: x0, top, x1, bottom in PDF points (1/72 inch) from the top left corner of the page as displayed.",
        ),
        Column(
            "kepala", pa.string(), "Judul kolom tabel itu, dipisah dengan “ | ”.", "The table's column headers, with “ | ” between them."
        ),
        Column("teks", pa.string(), "Teks barisnya, sel dipisah dengan “ | ”.", "The row's text, with “ | ” between cells."),
    ),
    references=(("id_dokumen", "dokumen"),),
)
