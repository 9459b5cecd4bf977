"""The values of ``iku.parquet`` as columns of codes, small enough for a million of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.documents import read_parquet
from schemas.applied import leave_pandas_out, numbers_of

#: 32 bits where a value has one, 64 where several are joined: there are a million values.
Codes = npt.NDArray[np.signedinteger[Any]]

#: Stands for a year or quarter that is not there; sorts before all.
NONE = 0
_REGION = ("kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota")
_TEXTS = ("perangkat_daerah", "id_indikator", "satuan", "ukuran", "jenis_nilai", "pembanding", "berkas", "id_dokumen")
_COLUMNS = (*_REGION, *_TEXTS, "tahun", "triwulan", "nilai", "nilai_teks", "halaman", "keyakinan", "catatan")
#: Of a value that says nothing of its confidence.
_UNSURE = -1.0


@dataclass(frozen=True, slots=True)
class Region:
    """Whose values stand in a column or on a sheet.

    Attributes:
        order: Sorts provinces by code, the province itself before its kabupaten, the unknown last.
        name: As people say it: "Kabupaten Seruyan", "Provinsi Sumatera Selatan"; empty where it is not known.
        province: The province's name, or empty.
        kabupaten: Whether it is a kabupaten or kota.
    """

    order: tuple[bool, str, str]
    name: str
    province: str
    kabupaten: bool


@dataclass(frozen=True)
class Words:
    """A column of text as codes into its sorted words; what is empty is the word "".

    Attributes:
        words: Sorted.
        codes: For each row the place of its word.
    """

    words: tuple[str, ...]
    codes: Codes

    def code(self, word: str) -> int:
        """The code of a word; -1 for one that no row has."""
        return self.words.index(word) if word in self.words else -1


@dataclass(frozen=True)
class Values:
    """Every row of ``iku.parquet``, column by column.

    Attributes:
        regions: Sorted; ``region`` holds places in it.
        year, quarter: 0 where there is none.
        number: NaN where the value is no number.
        confidence: Below 0 where nothing is printed.
        noted: Whether it has flags.
        text, flags: As in the file, looked up one at a time.
        names: Standard name by ``id_indikator``.
    """

    regions: tuple[Region, ...]
    region: Codes
    office: Words
    indicator: Words
    unit: Words
    measure: Words
    kind: Words
    sign: Words
    file: Words
    document: Words
    year: Codes
    quarter: Codes
    page: Codes
    number: npt.NDArray[np.float64]
    confidence: npt.NDArray[np.float64]
    noted: npt.NDArray[np.bool_]
    text: pa.ChunkedArray
    flags: pa.ChunkedArray
    names: dict[str, str]

    def __len__(self) -> int:
        return len(self.year)

    @property
    def filled(self) -> npt.NDArray[np.bool_]:
        """Which rows hold a value that says something."""
        has_measure: npt.NDArray[np.bool_] = self.measure.codes != self.measure.code("")
        printed: npt.NDArray[np.bool_] = self.kind.codes != self.kind.code("kosong")
        return has_measure & printed


def load_values(tables: Path) -> Values:
    """Read ``iku.parquet`` and the names of ``indikator.parquet``.

    Args:
        tables: The folder of the run's tables.
    """
    leave_pandas_out()
    table = read_parquet(tables / "iku.parquet", columns=list(_COLUMNS), read_dictionary=[*_REGION, *_TEXTS])
    texts = {name: _words(table[name]) for name in _TEXTS}
    regions, region = _regions([table[name] for name in _REGION])
    named = read_parquet(tables / "indikator.parquet", columns=["id_indikator", "indikator_baku"])
    return Values(
        regions, region, texts["perangkat_daerah"], texts["id_indikator"], texts["satuan"], texts["ukuran"], texts["jenis_nilai"],
        texts["pembanding"], texts["berkas"], texts["id_dokumen"], _whole(table["tahun"]), _whole(table["triwulan"]),
        _whole(table["halaman"]), _numbers(table["nilai"], float("nan")), _numbers(table["keyakinan"], _UNSURE),
        _whole(pc.list_value_length(table["catatan"])) > 0, table["nilai_teks"], table["catatan"],
        dict(zip(named["id_indikator"].to_pylist(), named["indikator_baku"].to_pylist(), strict=True)),
    )  # fmt: skip


def _words(column: pa.ChunkedArray) -> Words:
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    found = [*whole.dictionary.to_pylist(), ""]
    words = sorted(set(found))
    places = {word: place for place, word in enumerate(words)}
    moved = np.array([places[word] for word in found], dtype=np.int32)
    return Words(tuple(words), moved[numbers_of(whole.indices.fill_null(pa.scalar(len(found) - 1, whole.indices.type)))])


def _regions(columns: list[pa.ChunkedArray]) -> tuple[tuple[Region, ...], Codes]:
    parts = [_words(column) for column in columns]
    joined = np.zeros(len(parts[0].codes), dtype=np.int64)
    for part in parts:
        joined = joined * max(1, len(part.words)) + part.codes
    _, first, codes = np.unique(joined, return_index=True, return_inverse=True)
    found = [_region(*(part.words[part.codes[row]] for part in parts)) for row in first]
    regions = sorted(found, key=lambda region: (region.order, region.name))
    places = {region: place for place, region in enumerate(regions)}
    return tuple(regions), np.array([places[region] for region in found], dtype=np.int32)[codes.reshape(-1)]


def _region(province_code: str, province: str, code: str, name: str) -> Region:
    own = name or (f"Provinsi {province}" if province else "")
    return Region((not province_code, province_code, code), own, province, bool(code or name))


def _whole(column: pa.ChunkedArray) -> Codes:
    return numbers_of(column.cast(pa.int32()).fill_null(pa.scalar(NONE, pa.int32())))


def _numbers(column: pa.ChunkedArray, empty: float) -> npt.NDArray[np.float64]:
    return numbers_of(column.cast(pa.float64()).fill_null(pa.scalar(empty, pa.float64())))
