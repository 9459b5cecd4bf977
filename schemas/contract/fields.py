"""How the contract's tables are described: columns, keys, and the columns that several tables share."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from schemas.contract.terms import Term

TERM = pa.dictionary(pa.int8(), pa.string())
TEXTS = pa.list_(pa.field("element", pa.string(), nullable=False))
COUNTS = pa.list_(pa.field("element", pa.int32(), nullable=False))
BOX = pa.list_(pa.field("element", pa.float32(), nullable=False), 4)
LABELLED = pa.map_(pa.string(), pa.field("value", pa.string(), nullable=False))

FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the contract.

    Attributes:
        type: Its Arrow type.
        deskripsi: What it holds, in Indonesian.
        description: The same in English.
        nullable: Whether it may be empty.
        values: The only values it may hold; none means any.
        minimum, maximum: The range of a number, both inclusive; None means no limit.
    """

    name: str
    type: pa.DataType
    deskripsi: str
    description: str
    nullable: bool = False
    values: tuple[Term, ...] = ()
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One file of the contract.

    Attributes:
        name: The file's name without ``.parquet``.
        deskripsi: What one row is, in Indonesian.
        description: The same in English.
        primary_key: The column that is different in every row.
        references: For columns that must occur in another table's column of the same name, that table.
    """

    name: str
    deskripsi: str
    description: str
    columns: tuple[Column, ...]
    primary_key: str | None = None
    references: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> Column:
        """The column of a name."""
        return next(column for column in self.columns if column.name == name)


ID_DOKUMEN = Column(
    "id_dokumen",
    pa.string(),
    "Identitas dokumen: sidik SHA-256 isi berkas PDF (64 huruf heksadesimal). Isi sama berarti identitas sama, apa pun nama berkasnya; "
    "hanya untuk berkas yang sama sekali tidak dapat dibuka, sidik ini dibuat dari nama berkasnya.",
    "The document's identity: SHA-256 of the PDF file's content (64 hexadecimal digits). Equal content means equal identity, whatever the "
    "file is called; only for a file that cannot be opened at all it is made from the file's path.",
)
BERKAS = Column(
    "berkas",
    pa.string(),
    "Letak PDF di dalam folder masukan, dengan garis miring / sebagai pemisah folder.",
    "Path of the PDF below the input folder, with / between folders.",
)
REGION = (
    Column(
        "kode_provinsi",
        pa.string(),
        'Kode provinsi menurut Kemendagri, misalnya "17" untuk Bengkulu. Kosong bila provinsinya tidak diketahui.',
        'Province code of the Ministry of Home Affairs (Kemendagri), e.g. "17" for Bengkulu. Empty when the province is not known.',
        nullable=True,
    ),
    Column(
        "nama_provinsi",
        pa.string(),
        'Nama provinsi tanpa kata "Provinsi", misalnya "Bengkulu".',
        'Name of the province without the word "Provinsi", e.g. "Bengkulu".',
        nullable=True,
    ),
    Column(
        "kode_kabupaten_kota",
        pa.string(),
        'Kode kabupaten atau kota menurut Kemendagri, misalnya "17.01". Kosong untuk dokumen pemerintah provinsi.',
        'Code of the regency or city (Kemendagri), e.g. "17.01". Empty for documents of a provincial government.',
        nullable=True,
    ),
    Column(
        "nama_kabupaten_kota",
        pa.string(),
        'Nama kabupaten atau kota dengan jenisnya, misalnya "Kabupaten Bengkulu Selatan". Kosong untuk dokumen pemerintah provinsi.',
        'Name of the regency or city with its kind, e.g. "Kabupaten Bengkulu Selatan". Empty for documents of a provincial government.',
        nullable=True,
    ),
    Column(
        "perangkat_daerah",
        pa.string(),
        'Nama perangkat daerah (OPD/SKPD) tanpa nama wilayahnya, misalnya "Dinas Sosial". Kosong bila dokumennya milik seluruh daerah.',
        'The government office (perangkat daerah) without its region, e.g. "Dinas Sosial". Empty when the document is of the whole region.',
        nullable=True,
    ),
)
PERIOD = (
    Column(
        "periode_awal",
        pa.int16(),
        "Tahun pertama periode dokumen, misalnya 2021 untuk Renstra 2021-2026. Kosong bila tidak diketahui.",
        "First year of the document's own period, e.g. 2021 for a strategic plan 2021-2026. Empty when not known.",
        nullable=True,
        minimum=FIRST_YEAR,
        maximum=LAST_YEAR,
    ),
    Column(
        "periode_akhir",
        pa.int16(),
        "Tahun terakhir periode dokumen; sama dengan periode_awal bila dokumennya untuk satu tahun.",
        "Last year of the document's own period; the same as periode_awal for a document of one year.",
        nullable=True,
        minimum=FIRST_YEAR,
        maximum=LAST_YEAR,
    ),
)
