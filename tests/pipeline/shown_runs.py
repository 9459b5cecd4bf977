"""Runs to look at: one read from PDFs with doubtful values and a form nobody knows, one of hostile text laid down as Parquet."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from pipeline.landing.tables import land, prepare
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from schemas.applied.rows import iku_rows
from schemas.stages import IndicatorMatch
from tests.broken_pdfs import good
from tests.pdf_maker import Row, Sheet
from tests.table_maker import FIRST, MATCH, PROVENANCE, REGENCY, document, record, tables_of, value

#: What a PDF may hold to act in a page, a workbook or a terminal.
HOSTILE = (
    "<script>document.title='kena'</script>",
    "<img src=x onerror=\"document.title='kena'\">",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    '=HYPERLINK("http://jahat.example";1)',
    "nol\x00 dering\x07 hapus\x1b[2J",
    "kanan\u202eke kiri\u2066",
    "javascript:alert(1)",
)
LONG = "a" * 100_000
#: What :func:`asking` asks about: a name, the one it is like, a unit.
ASKED, ASKED_LIKE = "Jumlah Dokumen Perubahan Perencanaan Perangkat Daerah", "Jumlah Dokumen Perencanaan Perangkat Daerah"
ASKED_UNIT = "orangs zz"


def pdfs(folder: Path) -> None:
    """Two documents: four values of the first are in doubt, the second's columns are known to nobody."""
    folder.mkdir(parents=True)
    header: Row = ["No", "Sasaran", "Indikator", "Satuan", "2021", "2022"]
    rows: list[Row] = [
        ["1", "Meningkatnya layanan", "Persentase penduduk terlayani", "%", "70", "8.000"],
        ["2", "Meningkatnya mutu", "Nilai <script>alert(1)</script> =1+1", "nilai", "1.234.5", "=HYPERLINK(1)"],
        ["3", "Meningkatnya mutu", "Persentase bayi diimunisasi", "%", "9O", "95"],
    ]
    sheet = Sheet(folder / "a.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA DINAS KESEHATAN KABUPATEN BANYUMAS TAHUN 2021-2022", 100, 60, 11)
    sheet.table([header, *rows], [30, 150, 180, 60, 60, 60])
    sheet.save()
    other = Sheet(folder / "b.pdf")
    other.line_of_text("INDIKATOR KINERJA UTAMA DINAS PEKERJAAN UMUM KABUPATEN BENGKULU SELATAN", 60, 40)
    other.line_of_text("TAHUN 2023", 60, 54)
    unknown: list[Row] = [
        ["No", "Indikator Kinerja", "RAK", "PAK"],
        ["1", "Persentase jalan mantap", "70", "68"],
        ["2", "Jumlah jembatan baik", "12", "11"],
        ["3", "Persentase irigasi baik", "55", "50"],
    ]
    other.table(unknown, [30, 220, 80, 80])
    other.save()


def ingested(place: Path) -> Path:
    """A place with ``masuk``, ``hasil`` and ``acuan``, its PDFs read."""
    pdfs(place / "masuk")
    again(place)
    return place


def again(place: Path) -> list[str]:
    """The run once more; decisions that were not applied."""
    return run_folder(place / "masuk", place / "hasil", Quiet(), Options(workers=1, acuan=place / "acuan")).notes


def copied(place: Path, to: Path) -> Path:
    """The place as it is, elsewhere: what a test does to it stays there."""
    shutil.copytree(place, to)
    return to


def hostile_run(output: Path) -> Path:
    """An output folder whose every text acts, were it taken for anything but text."""
    texts = [*HOSTILE, LONG]
    records, indicators = [], []
    for number, text in enumerate(texts):
        values = (value(tahun=2021, nilai_teks=text, nilai=None, jenis_nilai="teks", keyakinan=0.3), value(tahun=2022, satuan=text))
        each = record(baris=number + 1, indikator=text, sasaran=text, values=values, catatan=("angka_meragukan",))
        match = IndicatorMatch(f"jahat-{number}", text, 1.0, "baru")
        records += iku_rows(each, replace(REGENCY, perangkat_daerah=text[:200]), FIRST, "jahat <b>.pdf", match)
        indicators.append(
            {
                "id_indikator": match.id_indikator, "indikator_baku": text, "satuan": ["persen", text], "kode_nomenklatur": [],
                "ejaan": [text], "cara_padan": [text], "jumlah_ejaan": [1],
                "jumlah_rekaman": 1, "jumlah_dokumen": 1, "kabupaten_kota": [text],
                "tahun_awal": 2021, "tahun_akhir": 2022, "dokumen": ["jahat <b>.pdf"],
            }
        )  # fmt: skip
    waiting = [
        {
            "id_dokumen": FIRST, "berkas": "jahat <b>.pdf", "alasan": "kepala_tidak_dikenal", "penjelasan": text, "tabel": 1,
            "baris": number, "halaman": 3, "kotak": [10.0, 20.0, 110.0, 40.0], "kepala": text, "teks": text,
        }
        for number, text in enumerate(texts)
    ]  # fmt: skip
    shown = {**document(FIRST, "jahat <b>.pdf", REGENCY), "rekaman": len(texts), "nilai": 2 * len(texts), "karantina": len(texts)}
    shown |= {"perangkat_daerah": HOSTILE[0], "galat": HOSTILE[1], "status": "sebagian", "salinan": [HOSTILE[2]]}
    assert MATCH.id_indikator not in {row["id_indikator"] for row in indicators}
    tables = tables_of({"iku": records, "dokumen": [shown], "indikator": indicators, "karantina": waiting})
    prepare(output)
    land({name: [table] for name, table in tables.items()}, output, PROVENANCE)
    return output


def asking(place: Path) -> Path:
    """A run that asks: a name alike another, a unit that nobody knows, a document without an office, its two values in doubt."""
    folder = place / "masuk" / "dinas"
    folder.mkdir(parents=True)
    good(folder / "a.pdf", ASKED_LIKE)
    good(folder / "b.pdf", ASKED)
    sheet = Sheet(folder / "c.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA KABUPATEN BANYUMAS TAHUN 2021", 100, 60, 11)
    header: Row = ["No", "Sasaran", "Indikator", "Satuan", "2021"]
    rows: list[Row] = [
        ["1", "Meningkatnya layanan", "Jumlah pasien terlayani", ASKED_UNIT, "80"],
        ["2", "Meningkatnya layanan", "Jumlah pasien terobati", ASKED_UNIT, "70"],
        ["3", "Meningkatnya mutu", "Jumlah dokter terlatih", "orang", "1.234.5"],
        ["4", "Meningkatnya mutu", "Jumlah perawat terdaftar", "orang", "2.345.6"],
    ]
    sheet.table([header, *rows], [30, 150, 180, 60, 60])
    sheet.save()
    again(place)
    return place
