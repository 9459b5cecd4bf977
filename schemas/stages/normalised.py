"""What normalising a document gives: whose it is, its records and values, and what could not be placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from schemas.stages.extracted import Box
from schemas.stages.frozen import fixed


@dataclass(frozen=True, slots=True)
class DocumentIdentity:
    """Whose document it is. What cannot be known is None.

    Attributes:
        catatan: Flags, e.g. ``wilayah_dari_nama_berkas`` when only the file's name told.
    """

    kode_provinsi: str | None = None
    nama_provinsi: str | None = None
    kode_kabupaten_kota: str | None = None
    nama_kabupaten_kota: str | None = None
    perangkat_daerah: str | None = None
    periode_awal: int | None = None
    periode_akhir: int | None = None
    catatan: tuple[str, ...] = ()


@fixed(frozen=True, slots=True)
class Value:
    """One printed value with its place on the page; field meanings as in the contract (``iku.parquet``)."""

    tahun: int | None
    triwulan: int | None
    ukuran: str | None
    nilai_teks: str | None
    nilai: float | None
    nilai_bawah: float | None
    nilai_atas: float | None
    pembanding: str | None
    satuan: str | None
    jenis_nilai: str
    halaman: int
    kotak: Box
    keyakinan: float
    catatan: tuple[str, ...] = ()

    def noted(self, *flags: str, at_most: float = 1.0) -> Value:
        """The same with more flags, and no surer than ``at_most``."""
        catatan, keyakinan = tuple(dict.fromkeys((*self.catatan, *flags))), min(self.keyakinan, at_most)
        if catatan == self.catatan and keyakinan == self.keyakinan:
            return self
        return replace(self, catatan=catatan, keyakinan=keyakinan)


@fixed(frozen=True, slots=True)
class Record:
    """One indicator occurrence: the smallest row with its own indicator text, or its own formula and values.

    Field meanings as in the contract (``iku.parquet``). ``bagian`` numbers the indicators of one row, where a row holds several: one a
    level in a tree of goals and programmes, or one a list item. ``satuan`` is the unit that a row without any value column prints.
    """

    tabel: int
    baris: int
    jenis_tabel: str
    indikator: str
    halaman: int
    kotak: Box
    metode: str
    keyakinan: float
    bagian: int = 0
    values: tuple[Value, ...] = ()
    tingkat: str | None = None
    eselon: str | None = None
    jabatan: str | None = None
    nomor: str | None = None
    kode_nomenklatur: str | None = None
    tujuan: str | None = None
    indikator_tujuan: str | None = None
    sasaran: str | None = None
    program: str | None = None
    kegiatan: str | None = None
    sub_kegiatan: str | None = None
    formula: str | None = None
    definisi: str | None = None
    sumber_data: str | None = None
    penanggung_jawab: str | None = None
    keterangan: str | None = None
    satuan: str | None = None
    lainnya: Mapping[str, str] = field(default_factory=dict)
    catatan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Something that looked like an indicator row or table and could not be placed.

    Attributes:
        alasan: A stable code, e.g. ``kepala_tidak_dikenal`` (header not recognised).
        penjelasan: The same as one sentence in Indonesian that a clerk can act on.
        teks: The row's or header's printed text, cells joined by `` | ``.
        baris: None when the whole table is meant.
    """

    alasan: str
    penjelasan: str
    tabel: int
    baris: int | None
    halaman: int
    kotak: Box
    teks: str
    kepala: str


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """A column of a form that is put before a person.

    Attributes:
        kepala: Its header as printed.
        arti: What the program takes it for, in words.
        keyakinan: How surely, 0..1.
    """

    kepala: str
    arti: str
    keyakinan: float


@dataclass(frozen=True, slots=True)
class AskedForm:
    """A table's form that is put before a person, because the program does not understand it surely.

    Attributes:
        tanda: The form's signature.
        halaman: Where it stands.
        baris: How many rows hang on it.
        menunggu: Whether those wait in quarantine until it is answered.
        kolom: Its columns, left to right.
        contoh: The texts of its first rows, by row and column.
        kotak: What its header and those rows cover of the page; of no size where that is not known.
    """

    tanda: str
    halaman: int
    baris: int
    menunggu: bool
    kolom: tuple[AskedColumn, ...]
    contoh: tuple[tuple[str, ...], ...]
    kotak: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class IndicatorMatch:
    """Which harmonised indicator a printed name stands for; field meanings as in the contract (``iku.parquet``).

    Attributes:
        kode_nomenklatur: The code of an imported nomenclature, when the name was found there.
    """

    id_indikator: str
    indikator_baku: str
    skor_padanan: float
    status_padanan: str
    kode_nomenklatur: str | None = None
