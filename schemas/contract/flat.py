"""The columns of ``iku_datar.parquet``: the rows of ``iku.parquet`` with plain types only, for programs that know no lists."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from schemas.contract.fields import Column
from schemas.contract.fields_iku import IKU

#: Between the flags of a row.
BETWEEN_FLAGS = ";"
#: The corners of a box, in the order of ``kotak``.
CORNERS = ("kiri", "atas", "kanan", "bawah")

_CORNERS = tuple(
    Column(name, pa.float32(), f"Tepi {place} selnya dalam titik PDF; lihat kotak di iku.parquet.", f"{corner} of its cell, in PDF points.")
    for name, place, corner in zip(CORNERS, ("kiri", "atas", "kanan", "bawah"), ("Left", "Top", "Right", "Bottom"), strict=True)
)
_FLAT = {
    "kotak": _CORNERS,
    "catatan": (
        Column(
            "catatan",
            pa.string(),
            'Tanda untuk pemeriksa, dipisah dengan ";"; kosong bila tidak ada. Artinya ada di docs/catatan.md.',
            'Flags for whoever checks, with ";" between them; empty when there are none. Their meanings are in docs/catatan.md.',
            nullable=True,
        ),
    ),
    "lainnya": (
        Column(
            "lainnya",
            pa.string(),
            "Isi kolom lain yang tidak punya tempat di sini, sebagai objek JSON menurut judul kolomnya; kosong bila tidak ada.",
            "Other columns that have no place here, as a JSON object by their header text; empty when there are none.",
            nullable=True,
        ),
    ),
}

IKU_DATAR = replace(
    IKU,
    name="iku_datar",
    deskripsi="Baris yang sama dengan iku.parquet, dalam urutan yang sama, tanpa kolom berisi daftar: untuk pandas, R, dan Excel.",
    description="The same rows as iku.parquet in the same order, without columns of lists: for pandas, R and Excel.",
    columns=tuple(column for each in IKU.columns for column in _FLAT.get(each.name, (each,))),
)
