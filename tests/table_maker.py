"""A small run's tables that keep the whole contract, for tests that break one thing in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa

from schemas.applied.provenance import Provenance, fingerprint
from schemas.applied.rows import iku_rows, to_table
from schemas.stages import DocumentIdentity, IndicatorMatch, Record, Value

PROVENANCE = Provenance("0.1.0", "aturan", fingerprint([]), 2, "acuan", 0)
Rows = dict[str, list[dict[str, Any]]]

FIRST, SECOND = "a" * 64, "b" * 64
BOX = (10.0, 20.0, 110.0, 40.0)
REGENCY = DocumentIdentity("17", "Bengkulu", "17.01", "Kabupaten Bengkulu Selatan", "Dinas Sosial", 2021, 2026)
PROVINCE = DocumentIdentity("17", "Bengkulu", None, None, "Dinas Kesehatan", 2024, 2024)
MATCH = IndicatorMatch("kemiskinan-1", "Persentase penduduk miskin", 1.0, "baru")


def value(**changed: Any) -> Value:
    """A target of 19,55 percent for 2021, but for what is changed."""
    usual = Value(2021, None, "target", "19,55%", 19.55, None, None, None, "persen", "persen", 2, BOX, 0.9)
    return replace(usual, **changed)


def record(**changed: Any) -> Record:
    """A record with one value, but for what is changed."""
    usual = Record(1, 2, "iku", "Persentase penduduk miskin", 2, BOX, "garis", 0.95, values=(value(),), sasaran="Menurunnya kemiskinan")
    return replace(usual, **changed)


def document(id_dokumen: str, berkas: str, identity: DocumentIdentity) -> dict[str, Any]:
    """A row of ``dokumen``."""
    return {
        "id_dokumen": id_dokumen, "berkas": berkas, "salinan": [], "ukuran_berkas": 12_345, "status": "terbaca", "halaman": 3,
        "halaman_teks": 3, "halaman_gambar": 0, "halaman_dibaca": 2, "tabel": 1, "rekaman": 1, "nilai": 1, "karantina": 0,
        "terkunci_salin": False, "kode_provinsi": identity.kode_provinsi, "nama_provinsi": identity.nama_provinsi, "catatan": [],
    }  # fmt: skip


def sound_rows() -> Rows:
    """Two documents: values by year and quarter, a range, an indicator without values, and a quarantined row."""
    ranged = value(tahun=2022, nilai=None, nilai_bawah=5.10, nilai_atas=5.45, nilai_teks="5,10 - 5,45", jenis_nilai="rentang")
    quarter = value(triwulan=1, nilai=4.0, nilai_teks="≤ 4", pembanding="<=", catatan=("angka_meragukan",))
    several = record(values=(value(), quarter, ranged), lainnya={"Alasan": "wajib"}, catatan=("jenis_tabel_diduga",))
    without = record(baris=3, indikator="Persentase Penduduk Miskin", values=())
    province = record(jenis_tabel="pk", tingkat="sasaran", kode_nomenklatur="1.06.02")
    iku = [
        *iku_rows(several, REGENCY, FIRST, "selatan/iku.pdf", MATCH),
        *iku_rows(without, REGENCY, FIRST, "selatan/iku.pdf", MATCH),
        *iku_rows(province, PROVINCE, SECOND, "provinsi.pdf", MATCH),
    ]
    indicator = {
        "id_indikator": MATCH.id_indikator, "indikator_baku": MATCH.indikator_baku, "satuan": ["persen"],
        "kode_nomenklatur": [], "cara_padan": ["baru 1.00: tanpa padanan"],
        "ejaan": ["Persentase Penduduk Miskin", "Persentase penduduk miskin"], "jumlah_ejaan": [1, 2],
        "jumlah_rekaman": 3, "jumlah_dokumen": 2,
        "kabupaten_kota": ["Kabupaten Bengkulu Selatan"], "tahun_awal": 2021, "tahun_akhir": 2022,
        "dokumen": ["provinsi.pdf", "selatan/iku.pdf"],
    }  # fmt: skip
    lost = {
        "id_dokumen": FIRST, "berkas": "selatan/iku.pdf", "alasan": "baris_jumlah", "penjelasan": "Baris jumlah.", "tabel": 1,
        "baris": 9, "halaman": 3, "kotak": list(BOX), "kepala": "No | Indikator", "teks": "Jumlah | 12",
    }  # fmt: skip
    return {
        "iku": iku,
        "dokumen": [document(FIRST, "selatan/iku.pdf", REGENCY), document(SECOND, "provinsi.pdf", PROVINCE)],
        "indikator": [indicator],
        "karantina": [lost],
    }


def tables_of(rows: Rows) -> dict[str, pa.Table]:
    """The rows as tables of the contract."""
    return {name: to_table(name, table_rows) for name, table_rows in rows.items()}


def sound_tables() -> dict[str, pa.Table]:
    """:func:`sound_rows` as tables."""
    return tables_of(sound_rows())
