"""Records become rows, rows become Arrow tables in the contract's types and order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from schemas.applied.columns import leave_pandas_out
from schemas.contract import TABLES, UKURAN, Column, arrow_schema
from schemas.stages import DocumentIdentity, IndicatorMatch, Record, Value

Row = dict[str, Any]
SortKey = tuple[Any, ...]

_FROM_IDENTITY = (
    "kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota", "perangkat_daerah", "periode_awal", "periode_akhir",
)  # fmt: skip
_FROM_RECORD = (
    "jenis_tabel", "eselon", "jabatan", "tingkat", "nomor", "tujuan", "indikator_tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan",
    "indikator", "formula", "definisi", "sumber_data", "penanggung_jawab", "keterangan", "tabel", "baris", "metode",
)  # fmt: skip
_FROM_VALUE = (
    "tahun", "triwulan", "ukuran", "nilai_teks", "nilai", "nilai_bawah", "nilai_atas", "pembanding", "satuan", "jenis_nilai", "halaman",
    "keyakinan",
)  # fmt: skip
_MEASURE_ORDER = {term.code: position for position, term in enumerate(UKURAN)}


def record_id(id_dokumen: str, tabel: int, baris: int, bagian: int = 0) -> str:
    """The identity of a record, made from where it stands and from nothing else.

    Args:
        id_dokumen: SHA-256 of the PDF.
        tabel: The table in the document.
        baris: The row in the table.
        bagian: Which indicator of the row, where one row holds several.

    Returns:
        20 hexadecimal digits.
    """
    return hashlib.sha256(f"{id_dokumen}/{tabel}/{baris}/{bagian}".encode()).hexdigest()[:20]


def value_id(id_rekaman: str, value: Value | None, number: int = 1) -> str:
    """The key of a row of ``iku.parquet``.

    Args:
        id_rekaman: Of its record.
        value: What the row holds; None for a record without values.
        number: Which value of this moment and measure it is, counted from 1.
    """
    if value is None:
        return f"{id_rekaman}-kosong"
    quarter = f"-tw{value.triwulan}" if value.triwulan is not None else ""
    more = f"-{number}" if number > 1 else ""
    return f"{id_rekaman}-{value.ukuran or 'tanpa_ukuran'}-{value.tahun or 'tanpa_tahun'}{quarter}{more}"


def iku_rows(record: Record, identity: DocumentIdentity, id_dokumen: str, berkas: str, match: IndicatorMatch) -> list[Row]:
    """The rows of one record in ``iku.parquet``.

    Args:
        record: The record.
        identity: Whose document it is in.
        id_dokumen: SHA-256 of the PDF.
        berkas: The PDF's path below the input folder.
        match: The harmonised indicator it stands for.

    Returns:
        One row a value, in the order of the values; one row without a value when the record has none.
    """
    shared: Row = {
        "id_rekaman": record_id(id_dokumen, record.tabel, record.baris, record.bagian),
        "id_dokumen": id_dokumen,
        "berkas": berkas,
        **{name: getattr(identity, name) for name in _FROM_IDENTITY},
        **{name: getattr(record, name) for name in _FROM_RECORD},
        "kode_nomenklatur": record.kode_nomenklatur or match.kode_nomenklatur,
        "id_indikator": match.id_indikator,
        "indikator_baku": match.indikator_baku,
        "skor_padanan": match.skor_padanan,
        "status_padanan": match.status_padanan,
        "lainnya": list(record.lainnya.items()),
    }
    if not record.values:
        nothing = dict.fromkeys(_FROM_VALUE)
        own = {"satuan": record.satuan, "jenis_nilai": "kosong", "halaman": record.halaman, "kotak": list(record.kotak)}
        own["id_nilai"] = value_id(shared["id_rekaman"], None)
        return [{**shared, **nothing, **own, "catatan": _once((*identity.catatan, *record.catatan))}]
    return [
        {
            **shared,
            "id_nilai": value_id(shared["id_rekaman"], value, number),
            **{name: getattr(value, name) for name in _FROM_VALUE},
            "kotak": list(value.kotak),
            # Where nothing is printed there is nothing to be sure of.
            "keyakinan": value.keyakinan if value.jenis_nilai != "kosong" else None,
            "catatan": _once((*identity.catatan, *record.catatan, *value.catatan)),
        }
        for number, value in _numbered(record.values)
    ]


def _numbered(values: Iterable[Value]) -> Iterator[tuple[int, Value]]:
    """Values with their number among those of one moment and measure."""
    seen: Counter[tuple[str | None, int | None, int | None]] = Counter()
    for value in values:
        moment = (value.ukuran, value.tahun, value.triwulan)
        seen[moment] += 1
        yield seen[moment], value


def to_table(name: str, rows: Sequence[Row]) -> pa.Table:
    """Rows as a table of the contract.

    A column that a row does not mention is empty there; whether it may be is for :func:`schemas.applied.checks.check` to say.

    Args:
        name: ``iku``, ``dokumen``, ``indikator`` or ``karantina``.
        rows: In any order of documents; the rows of one record together, in reading order.

    Returns:
        The table, sorted: ``iku`` by region, office, document, table, row, record, year, quarter and measure, the others by their names.

    Raises:
        ValueError: A row holds a column that the table does not have.
    """
    columns = TABLES[name].columns
    unknown = {key for row in rows for key in row} - {column.name for column in columns}
    if unknown:
        raise ValueError(f"{name} has no column {', '.join(sorted(unknown))}")
    leave_pandas_out()
    ordered = sorted(rows, key=_iku_order(rows) if name == "iku" else _ORDERS[name])
    arrays = [_array(column, [row.get(column.name) for row in ordered]) for column in columns]
    return pa.Table.from_arrays(arrays, schema=arrow_schema(name))


def _once(flags: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(flags))


# -- order --------------------------------------------------------------------------------------------------------------


def _iku_order(rows: Sequence[Row]) -> Callable[[Row], SortKey]:
    """Rows of one record stay together even where a table row holds several records: those keep their reading order."""
    reading_order: dict[str, int] = {}
    for row in rows:
        reading_order.setdefault(row["id_rekaman"], len(reading_order))

    def order(row: Row) -> SortKey:
        return (
            _empty_last(row["kode_provinsi"]),
            _empty_first(row["kode_kabupaten_kota"]),
            _empty_first(row["perangkat_daerah"]),
            row["berkas"],
            row["id_dokumen"],
            row["tabel"],
            row["baris"],
            reading_order[row["id_rekaman"]],
            _empty_first(row["tahun"]),
            _empty_first(row["triwulan"]),
            _MEASURE_ORDER.get(row["ukuran"], len(_MEASURE_ORDER)),
        )

    return order


def _empty_first(value: Any) -> SortKey:
    return (value is not None, value)


def _empty_last(value: Any) -> SortKey:
    return (value is None, value)


_ORDERS: Mapping[str, Callable[[Row], SortKey]] = {
    "dokumen": lambda row: (row["berkas"], row["id_dokumen"]),
    "indikator": lambda row: (row["indikator_baku"].casefold(), row["id_indikator"]),
    "karantina": lambda row: (
        row["berkas"], row["id_dokumen"], row["tabel"], _empty_first(row["baris"]), row["halaman"], row["kotak"][1], row["kotak"][0],
    ),
}  # fmt: skip


# -- types --------------------------------------------------------------------------------------------------------------


def _array(column: Column, values: list[Any]) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        return _terms(column, values)
    try:
        return pa.array(values, column.type)
    except UnicodeEncodeError:
        return pa.array([_storable(value) for value in values], column.type)


def _terms(column: Column, values: list[Any]) -> pa.DictionaryArray:
    """Always the contract's words in the contract's order, so that equal columns have equal bytes; strangers follow for the checks."""
    known = [term.code for term in column.values]
    words = known + sorted({value for value in values if value is not None} - set(known))
    positions = {word: position for position, word in enumerate(words)}
    indices = pa.array([None if value is None else positions[value] for value in values], column.type.index_type)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, column.type.value_type))


def _storable(value: Any) -> Any:
    """Text without lone surrogates: fonts with a broken character map yield them, and UTF-8 cannot hold them."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, (list, tuple)):
        return type(value)(_storable(item) for item in value)
    return value
