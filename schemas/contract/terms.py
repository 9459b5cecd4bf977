"""The words a column may hold where the contract lists them: one place, described in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One allowed value of a column.

    Attributes:
        code: The value as it stands in the column.
        deskripsi: What it means, in Indonesian.
        description: The same in English.
    """

    code: str
    deskripsi: str
    description: str


JENIS_TABEL = (
    Term("iku", "Indikator Kinerja Utama", "key performance indicators of the office (Indikator Kinerja Utama)"),
    Term("iki", "Indikator Kinerja Individu: lembar satu jabatan", "individual performance indicators: the sheet of one post"),
    Term("ikk", "Indikator Kinerja Kunci", "key indicators of government affairs (Indikator Kinerja Kunci)"),
    Term("spm", "Standar Pelayanan Minimal", "minimum service standards (Standar Pelayanan Minimal)"),
    Term("pk", "Perjanjian Kinerja (dahulu Penetapan Kinerja)", "performance agreement for one year (Perjanjian Kinerja)"),
    Term(
        "realisasi",
        "realisasi dan capaian kinerja, misalnya dari LKjIP atau LAKIP",
        "results and achievement, e.g. of the yearly performance report (LKjIP, LAKIP)",
    ),
    Term("renaksi", "rencana aksi: target setahun dirinci per triwulan", "action plan: yearly targets broken down by quarter"),
    Term(
        "renstra",
        "rencana program dan anggaran: Renstra, RKT, atau Renja",
        "plan of programmes with budget: strategic plan, yearly performance plan or work plan (Renstra, RKT, Renja)",
    ),
    Term(
        "cascading",
        "penjenjangan (pohon) kinerja dari tujuan sampai sub kegiatan dalam satu tabel",
        "the whole tree from goal down to sub-activity in one table",
    ),
    Term("definisi", "definisi operasional indikator, tanpa nilai", "operational definitions of indicators, without values"),
)

TINGKAT = (
    Term("tujuan", "indikator suatu tujuan", "indicator of a goal (tujuan)"),
    Term("sasaran", "indikator suatu sasaran", "indicator of an objective (sasaran)"),
    Term("program", "indikator suatu program", "indicator of a programme"),
    Term("kegiatan", "indikator suatu kegiatan", "indicator of an activity (kegiatan)"),
    Term("sub_kegiatan", "indikator suatu sub kegiatan", "indicator of a sub-activity (sub kegiatan)"),
    Term("individu", "indikator seorang pejabat atau pegawai", "indicator of one official or employee"),
    Term("spm", "indikator suatu jenis pelayanan SPM", "indicator of a service under the minimum service standards"),
)

STATUS_PADANAN = (
    Term("baku", "nama tercetak sama dengan nama atau ejaan di daftar baku", "the printed name is exactly one in the registry"),
    Term("otomatis", "dipadankan oleh aturan dan skor, tanpa orang", "matched by rule and score, without a person"),
    Term("tinjau", "ada calon padanan yang perlu diputuskan orang", "there is a candidate that needs a person's decision"),
    Term("ditetapkan", "diputuskan orang", "decided by a person"),
    Term("baru", "tidak ada padanan; indikator ini beridentitas sendiri", "no match; the indicator has an identity of its own"),
)

UKURAN = (
    Term("target", "nilai yang direncanakan", "the value planned"),
    Term("realisasi", "nilai yang tercapai, dalam satuan indikator", "the value reached, in the indicator's own unit"),
    Term("capaian", "realisasi dibanding target, biasanya dalam persen", "the result against the target, usually in percent"),
    Term("kondisi_awal", "nilai sebelum periode dimulai (kondisi awal, baseline)", "the value before the period began (baseline)"),
    Term("kondisi_akhir", "nilai yang diharapkan pada akhir periode", "the value expected at the end of the period"),
    Term("pagu", "anggaran yang disediakan", "the budget provided"),
    Term("realisasi_anggaran", "anggaran yang terpakai", "the budget spent"),
)

PEMBANDING = (
    Term("<=", "paling banyak (≤, maksimal)", "at most"),
    Term(">=", "paling sedikit (≥, minimal)", "at least"),
    Term("<", "kurang dari", "less than"),
    Term(">", "lebih dari", "more than"),
)

JENIS_NILAI = (
    Term("angka", "sebuah bilangan", "a number"),
    Term("persen", "sebuah persentase", "a percentage"),
    Term(
        "rentang", "dua bilangan, dari sampai; lihat nilai_bawah dan nilai_atas", "from one number to another; see nilai_bawah, nilai_atas"
    ),
    Term("predikat", "peringkat seperti BB, WTP, atau Baik", "a grade such as BB, WTP or Baik"),
    Term("teks", "kata-kata yang bukan bilangan atau peringkat", "words that are neither a number nor a grade"),
    Term("kosong", "tidak ada nilai: sel kosong atau bertanda strip", "no value: the cell is empty or holds a dash"),
)

ARAH = (
    Term("tinggi", "makin tinggi makin baik", "the higher the better"),
    Term("rendah", "makin rendah makin baik", "the lower the better"),
)

STATUS_DOKUMEN = (
    Term("terbaca", "seluruh dokumen terbaca dan memuat tabel indikator", "read as a whole, with indicator tables"),
    Term(
        "sebagian",
        "berkas rusak atau sebagian halaman gagal dibaca; sisanya ada di data",
        "the file is damaged or some pages could not be read; the rest is in the data",
    ),
    Term(
        "menunggu",
        "terbaca; tabelnya mirip tabel indikator, tetapi belum dipahami: barisnya menunggu di karantina",
        "read; a table looks like one of indicators and is not understood yet: its rows wait in quarantine",
    ),
    Term("tanpa_tabel", "terbaca, tetapi tidak memuat tabel indikator", "read, but without an indicator table"),
    Term("gambar", "halamannya berupa gambar (pindaian) dan tidak dibaca", "its pages are pictures (scans) and were not read"),
    Term("gagal", "tidak dapat dibaca; lihat kolom galat", "could not be read; see the column galat"),
)
