"""The columns of ``iku.parquet``, in the contract's order."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract.fields import BERKAS, BOX, FIRST_YEAR, ID_DOKUMEN, LABELLED, LAST_YEAR, PERIOD, REGION, TERM, TEXTS, Column, TableSpec
from schemas.contract.terms import JENIS_NILAI, JENIS_TABEL, PEMBANDING, STATUS_PADANAN, TINGKAT, UKURAN


def _text(name: str, deskripsi: str, description: str) -> Column:
    """A column of printed text that a table may or may not have."""
    return Column(name, pa.string(), deskripsi, description, nullable=True)


def _number(name: str, deskripsi: str, description: str) -> Column:
    return Column(name, pa.float64(), deskripsi, description, nullable=True)


_WHOSE = (
    Column(
        "id_rekaman",
        pa.string(),
        "Identitas rekaman: satu kemunculan indikator di satu baris tabel. Semua nilainya (per tahun, triwulan, dan ukuran) memakai "
        "identitas yang sama. Tetap sama setiap kali PDF yang sama dibaca.",
        "Identity of a record: one occurrence of an indicator in one table row. All its values (by year, quarter and measure) share it. "
        "It stays the same whenever the same PDF is read.",
    ),
    Column(
        "id_nilai",
        pa.string(),
        "Kunci baris ini, berbeda di setiap baris: identitas rekaman, ukuran, tahun, dan triwulan; akhiran -2 dan seterusnya bila "
        "halamannya mencetak beberapa nilai untuk saat dan ukuran yang sama, -kosong untuk indikator tanpa nilai.",
        "The key of this row, different in every row: identity of the record, measure, year and quarter; with the ending -2 and so on "
        "where the page prints several values for one moment and measure, -kosong for an indicator without values.",
    ),
    ID_DOKUMEN,
    BERKAS,
    *REGION,
    Column(
        "jenis_tabel",
        TERM,
        "Jenis tabel tempat indikator ini tercetak.",
        "The kind of table in which the indicator is printed.",
        values=JENIS_TABEL,
    ),
    *PERIOD,
    _text(
        "eselon",
        "Eselon pemilik tabel (II, III, atau IV), bila judulnya menyebutkan.",
        "Echelon the table belongs to (II, III or IV), when its heading says so.",
    ),
    _text(
        "jabatan",
        "Jabatan pemilik lembar kinerja individu, misalnya “Kepala Bidang Rehabilitasi Sosial”.",
        "The post an individual sheet belongs to, e.g. “Kepala Bidang Rehabilitasi Sosial”.",
    ),
)

_PLACE_IN_PLAN = (
    Column(
        "tingkat",
        TERM,
        "Pada jenjang apa indikator ini mengukur kinerja. Kosong bila tabelnya tidak menyebutkan.",
        "The level of the plan that the indicator measures. Empty when the table does not tell.",
        nullable=True,
        values=TINGKAT,
    ),
    _text("nomor", "Nomor baris seperti tercetak.", "The row's number as printed."),
    _text(
        "kode_nomenklatur",
        'Kode program, kegiatan, atau sub kegiatan menurut nomenklatur nasional, misalnya "1.06.02.2.01"; tercetak di tabel atau hasil '
        "pencocokan dengan daftar nomenklatur.",
        'Code of the programme, activity or sub-activity in the national nomenclature, e.g. "1.06.02.2.01"; printed in the table or '
        "matched from the nomenclature.",
    ),
    _text("tujuan", "Tujuan yang menaungi indikator ini.", "The goal (tujuan) above the indicator."),
    _text("indikator_tujuan", "Indikator dari tujuan itu, bila tercetak di kolom sendiri.", "That goal's indicator, when it has a column."),
    _text(
        "sasaran",
        "Sasaran (strategis, program, atau kegiatan) yang menaungi indikator ini. Sel gabung diisikan ke setiap baris yang dicakupnya, "
        "demikian pula pada tujuan, program, kegiatan, dan sub kegiatan.",
        "The objective (sasaran) above the indicator. Merged cells are filled down to every row they cover, as they are for goal, "
        "programme, activity and sub-activity.",
    ),
    _text("program", "Program yang menaungi indikator ini.", "The programme above the indicator."),
    _text("kegiatan", "Kegiatan yang menaungi indikator ini.", "The activity (kegiatan) above the indicator."),
    _text("sub_kegiatan", "Sub kegiatan yang menaungi indikator ini.", "The sub-activity (sub kegiatan) above the indicator."),
)

_INDICATOR = (
    Column(
        "indikator",
        pa.string(),
        "Nama indikator dengan ejaan dokumen; hanya patahan baris dan spasi yang dirapikan dan nomor di depannya dibuang.",
        "The indicator's name in the document's spelling; only line breaks and spaces are mended and a leading number is removed.",
    ),
    Column(
        "id_indikator",
        pa.string(),
        "Identitas indikator yang diselaraskan: sama di semua dokumen untuk indikator yang sama. Merujuk ke indikator.parquet.",
        "Identity of the harmonised indicator: equal across documents for the same indicator. Refers to indikator.parquet.",
    ),
    Column("indikator_baku", pa.string(), "Nama baku indikator itu.", "The standard name of that indicator."),
    Column(
        "skor_padanan",
        pa.float32(),
        "Kemiripan nama tercetak dengan nama baku, 0 sampai 1.",
        "How alike the printed and the standard name are, 0 to 1.",
        minimum=0,
        maximum=1,
    ),
    Column(
        "status_padanan",
        TERM,
        "Bagaimana nama tercetak dipadankan dengan nama baku.",
        "How the printed name was matched with the standard name.",
        values=STATUS_PADANAN,
    ),
    Column(
        "lainnya",
        LABELLED,
        "Isi kolom lain yang tidak punya tempat di sini, menurut judul kolomnya, misalnya “Alasan” atau “Dasar Pertimbangan”.",
        "Other columns that have no place here, by their header text, e.g. “Alasan” (reason) or “Dasar Pertimbangan” (grounds).",
    ),
    _text("formula", "Rumus atau cara perhitungan seperti tercetak.", "Formula or way of calculation as printed."),
    _text("definisi", "Definisi atau penjelasan indikator seperti tercetak.", "Definition or explanation of the indicator as printed."),
    _text("sumber_data", "Sumber data seperti tercetak.", "Source of the data as printed."),
    _text("penanggung_jawab", "Penanggung jawab seperti tercetak.", "Who is responsible, as printed."),
    _text("keterangan", "Keterangan seperti tercetak.", "Remarks as printed."),
)

_VALUE = (
    Column(
        "tahun",
        pa.int16(),
        "Tahun yang nilainya berlaku. Kosong pada indikator tanpa nilai dan pada nilai yang tahunnya tidak diketahui.",
        "The year the value is for. Empty for an indicator without values and for a value whose year is not known.",
        nullable=True,
        minimum=FIRST_YEAR,
        maximum=LAST_YEAR,
    ),
    Column(
        "triwulan",
        pa.int8(),
        "Triwulan 1 sampai 4. Kosong untuk nilai setahun.",
        "Quarter 1 to 4. Empty for a value of the whole year.",
        nullable=True,
        minimum=1,
        maximum=4,
    ),
    Column(
        "ukuran",
        TERM,
        "Apa yang dinyatakan nilai ini. Kosong pada indikator yang tercetak tanpa nilai.",
        "What the value states. Empty for an indicator printed without values.",
        nullable=True,
        values=UKURAN,
    ),
    _text("nilai_teks", "Nilai persis seperti tercetak.", "The value exactly as printed."),
    _number(
        "nilai",
        "Nilai sebagai bilangan dalam satuannya: “30 %” menjadi 30, “118.908” menjadi 118908, “19,55%” menjadi 19,55. "
        "Kosong bila nilainya rentang, teks, atau tidak ada.",
        "The value as a number in its unit: “30 %” is 30, “118.908” is 118908, “19,55%” is 19.55. "
        "Empty when the value is a range, a text or missing.",
    ),
    _number(
        "nilai_bawah", "Batas bawah rentang yang tercetak, misalnya 5,10 dari “5,10 - 5,45”.", "Lower end of a printed range, e.g. 5.10."
    ),
    _number(
        "nilai_atas", "Batas atas rentang yang tercetak, misalnya 5,45 dari “5,10 - 5,45”.", "Upper end of a printed range, e.g. 5.45."
    ),
    Column(
        "pembanding",
        pa.string(),
        "Tanda pembanding yang tercetak di depan nilai.",
        "The sign of comparison printed before the value.",
        nullable=True,
        values=PEMBANDING,
    ),
    _text(
        "satuan",
        "Satuan baku nilai ini, misalnya “persen”, “orang”, “dokumen”, atau “per 100.000 kelahiran hidup”; dari sel nilai, kolom satuan, "
        "atau judul kolom. Indikator di tabel tanpa kolom nilai memakai satuan dari kolom satuannya.",
        "Canonical unit of the value, e.g. “persen” (percent), “orang” (people), “dokumen” or “per 100.000 kelahiran hidup”; from the "
        "value's cell, the unit column or the header. An indicator in a table without value columns has that of its unit column.",
    ),
    Column("jenis_nilai", TERM, "Bentuk nilai yang tercetak.", "What kind of value is printed.", values=JENIS_NILAI),
)

_ORIGIN = (
    Column(
        "halaman",
        pa.int16(),
        "Halaman PDF tempat nilai ini tercetak, dihitung dari 1.",
        "Page of the PDF where the value is printed, counted from 1.",
        minimum=1,
    ),
    Column(
        "kotak",
        BOX,
        "Letak selnya di halaman itu: kiri, atas, kanan, bawah, dalam titik PDF (1/72 inci) dari sudut kiri atas halaman yang ditampilkan.",
        "Where its cell is on that page: x0, top, x1, bottom in PDF points (1/72 inch) from the top left corner of the page as displayed.",
    ),
    Column("tabel", pa.int16(), "Tabel ke berapa di dokumen, dihitung dari 1.", "Which table of the document, counted from 1.", minimum=1),
    Column(
        "baris",
        pa.int16(),
        "Baris ke berapa di tabel itu, dihitung dari 0; tabel yang bersambung ke halaman berikutnya adalah satu tabel.",
        "Which row of that table, counted from 0; a table that runs over several pages is one table.",
        minimum=0,
    ),
    Column(
        "metode",
        pa.string(),
        "Cara tabel dibaca: garis (bergaris), garis_mendatar (hanya garis mendatar), tanpa_garis, pdfplumber atau camelot (pembaca kedua), "
        "ocr (pindaian).",
        "How the table was read: garis (ruled), garis_mendatar (horizontal rules only), tanpa_garis (no rules), pdfplumber or camelot "
        "(second reader), ocr (scan).",
    ),
    Column(
        "keyakinan",
        pa.float32(),
        "Seberapa yakin nilai ini terbaca dan kolomnya dipahami dengan benar, 0 sampai 1; kosong bila tidak ada nilai yang tercetak.",
        "How sure it is that the value was read and its column understood right, 0 to 1; empty where no value is printed.",
        nullable=True,
        minimum=0,
        maximum=1,
    ),
    Column(
        "catatan",
        TEXTS,
        "Tanda untuk pemeriksa, misalnya sel_gabung_tahun atau angka_meragukan; artinya ada di docs/catatan.md.",
        "Flags for whoever checks, e.g. sel_gabung_tahun or angka_meragukan; their meanings are in docs/catatan.md.",
    ),
)

IKU = TableSpec(
    "iku",
    "Satu baris adalah satu nilai: indikator × tahun × (triwulan) × ukuran. Indikator yang tercetak tanpa nilai tetap punya satu baris.",
    "One row is one value: an indicator × year × (quarter) × measure. An indicator printed without values still has one row.",
    (*_WHOSE, *_PLACE_IN_PLAN, *_INDICATOR, *_VALUE, *_ORIGIN),
    primary_key="id_nilai",
    references=(("id_dokumen", "dokumen"), ("id_indikator", "indikator")),
)
