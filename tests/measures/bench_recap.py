"""``make bench``: what ``rekap.xlsx`` costs for a province's worth of regions, each in a process of its own.

The Parquet files are made up by the schemas: every region has every indicator, a tenth of the values doubtful, some that differ.
"""

from __future__ import annotations

import multiprocessing as mp
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.workbook import write_recap
from schemas.contract import TABLES, Column, arrow_schema

#: Regions, indicators, and values of each: a target of one year, or targets of five years with results of two.
SIZES = ((38, 500, 1), (200, 500, 1), (200, 500, 7))
_FIRST_YEAR = 2021


def make_results(folder: Path, regions: int, indicators: int, years: int) -> int:
    """Write the four Parquet files of a made-up run; how many rows of values it has."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = regions * indicators * years
    number = np.arange(rows)
    region, indicator, year = number // (indicators * years), number // years % indicators, number % years
    target = year < 5
    value = np.round(np.random.default_rng(1).uniform(0, 100, rows), 2)
    names = [f"Persentase layanan urusan {place} yang memenuhi standar pelayanan minimal di wilayahnya" for place in range(indicators)]
    parents = np.char.mod("%02d", region // 40 + 11)
    columns: dict[str, Any] = {
        "id_rekaman": np.char.mod("%020x", number // years),
        "id_dokumen": np.char.mod("%064x", region),
        "berkas": np.char.mod("kab-%03d/renstra.pdf", region),
        "kode_provinsi": parents,
        "nama_provinsi": parents,
        "kode_kabupaten_kota": np.char.mod("11.%03d", region),
        "nama_kabupaten_kota": np.char.mod("Kabupaten Contoh %03d", region),
        "perangkat_daerah": "Dinas Contoh",
        "jenis_tabel": "renstra",
        "indikator": np.array(names)[indicator],
        "id_indikator": np.char.mod("indikator-%04d", indicator),
        "indikator_baku": np.array(names)[indicator],
        "skor_padanan": 1.0,
        "status_padanan": "baru",
        "lainnya": [],
        "tahun": np.where(target, _FIRST_YEAR + year, _FIRST_YEAR + year - 5),
        "ukuran": np.where(target, "target", "realisasi"),
        "nilai_teks": np.char.mod("%.2f", value),
        "nilai": value,
        "satuan": "persen",
        "jenis_nilai": "persen",
        "halaman": indicator % 60 + 1,
        "kotak": [10.0, 20.0, 30.0, 40.0],
        "tabel": 1,
        "baris": indicator,
        "metode": "garis",
        "keyakinan": np.where(number % 10 == 0, 0.6, 0.95),
        "catatan": [],
    }
    _write(folder, "iku", columns, rows)
    documents = {"id_dokumen": np.char.mod("%064x", np.arange(regions)), "berkas": np.char.mod("kab-%03d/renstra.pdf", np.arange(regions))}
    _write(folder, "dokumen", {**documents, "status": "terbaca", "rekaman": indicators, "kode_provinsi": "11"}, regions)
    known = {"id_indikator": np.char.mod("indikator-%04d", np.arange(indicators)), "indikator_baku": np.array(names)}
    _write(folder, "indikator", known, indicators)
    pq.write_table(arrow_schema("karantina").empty_table(), folder / "karantina.parquet")
    return rows


def _write(folder: Path, name: str, columns: dict[str, Any], rows: int) -> None:
    schema = arrow_schema(name)
    arrays = [_array(column, columns.get(column.name), rows) for column in TABLES[name].columns]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), folder / f"{name}.parquet", compression="zstd", row_group_size=65_536)


def _array(column: Column, given: Any, rows: int) -> pa.Array:
    """A column: as given, one thing in every row, or empty as far as it may be."""
    if given is None:
        empty: Any = None if column.nullable else False if pa.types.is_boolean(column.type) else 0
        given = [] if pa.types.is_list(column.type) else "" if pa.types.is_string(column.type) and not column.nullable else empty
    if not isinstance(given, np.ndarray):
        return pa.repeat(pa.scalar(given, column.type), rows)
    array = pa.array(given.tolist() if given.dtype.kind == "U" else given)
    return array.dictionary_encode().cast(column.type) if pa.types.is_dictionary(column.type) else array.cast(column.type)


def _measured(output: Path) -> tuple[float, float, float, float]:
    start = time.perf_counter()
    path = write_recap(output, {"masukan": "masuk", "versi": "0"})
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, time.process_time(), peak, path.stat().st_size / 1e6


def alone(work: Callable[..., Any], *given: Any) -> Any:
    """Call something in a process of its own, begun by a small one: a child's peak memory counts from its parent's on."""
    with mp.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def bench_recap(sizes: Sequence[tuple[int, int, int]] = SIZES) -> None:
    """Print the figures."""
    click.echo(f"rekap.xlsx{'':38}{'seconds':>9}{'cpu s':>9}{'peak MB':>9}{'file MB':>9}")
    for regions, indicators, years in sizes:
        with tempfile.TemporaryDirectory() as place:
            rows = alone(make_results, Path(place) / "hasil", regions, indicators, years)
            seconds, busy, peak, size = alone(_measured, Path(place) / "hasil")
        label = f"{regions} regions x {indicators} indicators, {rows:,} values"
        click.echo(f"  {label:46}{seconds:9.1f}{busy:9.1f}{peak:9.0f}{size:9.1f}")


if __name__ == "__main__":
    named = [int(number) for number in sys.argv[1:]]
    bench_recap([(named[0], named[1], named[2])] if named else SIZES)
