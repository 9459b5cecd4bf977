"""The sheets of ``tinjauan.xlsx`` and their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from normalizers.names import FORM, HEADER, INDICATOR, UNIT
from normalizers.owner import OFFICE, PERIOD, REGION
from pipeline.reference import Page
from pipeline.review.items import CANDIDATES

SHEETS = {
    FORM: "Bentuk tabel", REGION: "Wilayah dokumen", OFFICE: "Perangkat daerah dokumen", PERIOD: "Periode dokumen",
    INDICATOR: "Indikator", HEADER: "Kepala kolom", UNIT: "Satuan",
}  # fmt: skip
#: Above it title and hint stand.
HEAD_ROW = 3
#: What a person fills in, and what tells which question a row is.
#: What is only looked at: workbooks of earlier versions have it not.
PICTURE, NEIGHBOURS = "Gambar", "Tetangga"
ANSWER_COLUMNS, KEY = ("Keputusan", "Sasaran", "Alasan", "Oleh"), "Kunci"

#: Of a form's column: what it is taken for, and how it looks.
_FORM = ("Arti menurut program", "Yakin", "Contoh 1", "Contoh 2", "Contoh 3", "Menunggu")
_FIRST = ("Nama tercetak", "Baris data", "Tempat", PICTURE)
_LAST = (*ANSWER_COLUMNS, "Id sekarang", KEY)


def cells_of(pages: Mapping[str, Page], title: str) -> Iterator[dict[str, str]]:
    """The rows of a sheet below its head by the names of the columns; none of a sheet that is not there."""
    rows = pages[title].rows[HEAD_ROW - 1 :] if title in pages else []
    for row in rows[1:]:
        if row:
            yield dict(zip(rows[0], row, strict=False))


def columns_of(hal: str) -> list[str]:
    """The columns of a sheet."""
    candidates = [f"{what} {number}" for number in range(1, CANDIDATES + 1) for what in ("Calon", "Skor", "Id calon")]
    own = {INDICATOR: candidates, FORM: list(_FORM), HEADER: []}
    return [*_FIRST, *own.get(hal, [NEIGHBOURS]), *_LAST]


def needed_columns(hal: str) -> list[str]:
    """The columns that a filled workbook must have."""
    return [name for name in columns_of(hal) if name not in (PICTURE, NEIGHBOURS)]
