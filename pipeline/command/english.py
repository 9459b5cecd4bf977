"""What the help says in English, by what it says in Indonesian where a command is made; a test sees to it that none is missing."""

ENGLISH = {
    "Bahasa pesan / language.": "Language of all messages / bahasa.",
    # iku
    "Mengubah PDF indikator kinerja (IKU) menjadi data Parquet.": (
        "Turns performance-indicator PDFs (IKU) of Indonesian local governments into Parquet."
    ),
    # iku ingest
    "Baca semua PDF di FOLDER (dengan subfoldernya) dan simpan hasilnya sebagai Parquet.\n\n"
    "Yang sudah dibaca dan tidak berubah tidak dibaca lagi; run yang terputus dilanjutkan. Wilayah yang tidak tertulis di halaman "
    'diambil dari nama folder atau berkas, misalnya "Kabupaten Banyumas/renstra.pdf".\n\n'
    "Kode keluar: 0 semua terbaca, 3 sebagian dokumen gagal dan sisanya tersimpan, 2 salah pakai, 1 tidak ada yang tersimpan.": (
        "Read all PDFs in FOLDER (and below it) and keep the results as Parquet.\n\n"
        "What was read and has not changed is not read again; an interrupted run goes on. A region that no page names is taken from the "
        'name of the folder or file, such as "Kabupaten Banyumas/renstra.pdf".\n\n'
        "Exit code: 0 all read, 3 some documents failed and the rest landed, 2 wrong usage, 1 nothing landed."
    ),
    "Folder hasil.": "Output folder.",
    "Jumlah proses; bawaan: satu per inti prosesor.": "Number of processes; by default one a processor core.",
    "local, atau dask://HOST:PORT untuk kluster Dask.": "local, or dask://HOST:PORT for a Dask cluster.",
    "Batas detik per halaman.": "Most seconds a page.",
    "Batas detik per dokumen.": "Most seconds a document.",
    "Batas memori per proses (GB).": "Most memory a process (GB).",
    "Tulis juga iku/ terbagi per provinsi dan tahun (Hive).": "Write iku/ too, parted by province and year (Hive).",
    "Baca lagi dokumen yang gagal, dan periksa isi semua berkas walaupun tampak tidak berubah.": (
        "Read failed documents again, and check the content of all files even where they look unchanged."
    ),
    "Ikuti juga tautan yang menuju ke luar FOLDER.": "Follow links that lead out of FOLDER too.",
    "Catat kejadian ke berkas ini, satu JSON per baris.": "Log events to this file, a JSON a line.",
    "Folder acuan (nomenklatur dan keputusan); bawaan: milik pengguna, atau IKU_ACUAN.": (
        "Reference folder (nomenclature and decisions); by default the user's own, or IKU_ACUAN."
    ),
    "Hanya menyebutkan apa yang akan dibaca.": "Only say what would be read.",
    "Tanpa kemajuan dan ringkasan.": "Without progress and summary.",
    # iku inspect
    "Tunjukkan bagaimana satu PDF dibaca: halaman, tabel, kolom, dan gambar sel-selnya.": (
        "Show how one PDF is read: pages, tables, columns, and pictures of the cells."
    ),
    "Halaman yang digambar; bawaan: halaman tabel pertama.": "Pages to draw; by default the first with a table.",
    "Gambar semua halaman yang memuat tabel.": "Draw every page that holds a table.",
    "Nama PNG untuk satu halaman; bawaan: NAMA-hal-N.png di folder hasil, dalam periksa/.": (
        "Name of the PNG of a single page; by default NAME-hal-N.png in the output folder, below periksa/."
    ),
    # iku cache
    "Tunjukkan atau hapus hasil OCR yang tersimpan.": "Show or remove the OCR results that are kept.",
    "Hapus semua hasil OCR yang tersimpan.": "Remove all OCR results that are kept.",
    # iku acuan, iku tinjau, iku status, iku jelaskan
    "Daftar nomenklatur yang menjadi acuan nama, satuan dan kode.": "Lists of the nomenclature that names, units and codes are held to.",
    "Impor daftar nomenklatur (CSV atau Excel) ke folder acuan.": "Import a list (CSV or Excel) into the reference folder.",
    "Nama rilis daftar ini; bawaan: nama berkasnya.": "Name of this list's release; by default the file's name.",
    "Tunjukkan daftar yang sudah diimpor.": "Show the lists that were imported.",
    "Hapus satu daftar dari folder acuan.": "Remove a list from the reference folder.",
    "Ambil keputusan dari tinjauan.xlsx yang sudah diisi; berlaku pada setiap pembacaan berikutnya.\n\n"
    "Kode keluar: 0 semua diambil, 3 sebagian jawaban keliru dan yang lain diambil, 2 tidak ada yang diambil.": (
        "Take over the decisions of a filled tinjauan.xlsx; they hold in every later run.\n\n"
        "Exit code: 0 all taken, 3 some answers are wrong and the others were taken, 2 nothing was taken."
    ),
    "Nama pemberi keputusan, bila tidak ditulis di berkasnya.": "Who decided, where the file does not say.",
    "Tunjukkan apa yang sudah dibaca ke folder hasil, kapan, dan apakah sedang ada yang berjalan.": (
        "Show what was read into an output folder, when, and whether a run is going on."
    ),
    "Jelaskan ejaan mana yang digabung menjadi satu indikator, atau arti kolom yang ditetapkan untuk satu bentuk tabel, dan mengapa.\n\n"
    "INDIKATOR adalah id_indikator, nama, atau sebagian nama.": (
        "Explain which spellings were joined into one indicator, or what was decided about the columns of a form, and why.\n\n"
        "INDIKATOR is an id_indikator, a name, or part of a name."
    ),
    # iku rekap, iku banding
    "Buat lagi rekap.xlsx dari berkas Parquet di folder hasil: indikator disandingkan antardaerah, untuk dibuka di Excel.": (
        "Make rekap.xlsx anew from the Parquet files of an output folder: indicators side by side, for Excel."
    ),
    "Tunjukkan apa yang berubah antara dua folder hasil: baris baru, hilang, berubah, menurut dokumen, beserta sebabnya.\n\n"
    "Dengan satu folder saja: pembacaan terakhirnya dibandingkan dengan yang sebelumnya.\n\n"
    "Kode keluar: 0 sama, 1 ada perbedaan, 2 salah pakai.": (
        "Show what changed between two output folders: rows new, gone and changed, by document, with the reason.\n\n"
        "With one folder alone its last run is compared with the one before.\n\n"
        "Exit code: 0 the same, 1 there are differences, 2 wrong usage."
    ),
    "Tampilkan versi lalu selesai.": "Show the version and exit.",
    "Tulis setiap perubahan ke berkas CSV ini.": "Write every change to this CSV file.",
    # iku laporan, iku buka
    "Tulis OUTPUT/laporan: halaman-halaman untuk dilihat di peramban, tanpa internet; buka laporan/index.html.": (
        "Write OUTPUT/laporan: pages to look at in a browser, without internet; open laporan/index.html."
    ),
    "Halaman yang disertai gambarnya: yang memuat tabel meragukan, semua yang memuat tabel, atau tidak satu pun.": (
        "Pages whose picture goes with the report: those with a doubtful table, all with a table, or none."
    ),
    "Folder PDF, bila sudah dipindah; bawaan: tempat PDF itu terakhir dibaca.": (
        "Folder of PDFs, when they were moved; by default where they were last read."
    ),
    "Buka halaman tinjauan hasil di OUTPUT: lihat, benarkan, perbaiki. Hanya di komputer ini; berhenti dengan Ctrl-C.": (
        "Open the review page of OUTPUT: look, accept, correct. On this machine only; Ctrl-C stops it."
    ),
    "Nama pemberi keputusan; bawaan: nama pemakai komputer ini.": "Who decides; by default the name of this computer's user.",
    "Porta; bawaan: yang sedang bebas.": "Port; by default one that is free.",
    "Hanya tulis alamatnya.": "Only print the address.",
    # iku tabel
    "Keluarkan semua tabel dari PDF apa pun, seperti tercetak, tanpa arti.\n\n"
    "Kode keluar: 0 terbaca (juga bila tidak ada tabel), 3 sebagian halaman tidak terbaca, 2 salah pakai, 1 tidak ada yang terbaca.": (
        "Hand out all tables of any PDF as printed, without meaning.\n\n"
        "Exit code: 0 read (even where there is no table), 3 some pages could not be read, 2 wrong usage, 1 nothing could be read."
    ),
    "Halaman yang dibaca; bawaan: semua.": "Pages to read; by default all.",
    "JSON ke keluaran baku (bawaan).": "JSON to standard output (the default).",
    "Folder; satu CSV per tabel.": "Folder; a CSV file a table.",
    "Berkas Excel; satu lembar per tabel, sel gabung tetap gabung.": "Excel file; a sheet a table, merged cells stay merged.",
    "Satukan tabel yang bersambung ke halaman berikutnya.": "Join tables that go on over the page.",
}
