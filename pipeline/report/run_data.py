"""A run's Parquet files in memory, and the rows of one document or one indicator out of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.documents import DOUBTFUL, EXIT_USAGE, FILES, Stop, read_parquet, shortened, standing_file
from pipeline.report.columns import combinations, places_by_value, rows_below

Row = dict[str, Any]
#: Changes a row of ``iku`` to what people decided since it landed.
Overlay = Callable[[Row], Row]

#: What the views show of ``iku``; the rest is long and not looked at here.
_COLUMNS = (
    "id_rekaman", "id_dokumen", "berkas", "kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota",
    "perangkat_daerah", "jenis_tabel", "tingkat", "nomor", "tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "indikator",
    "id_indikator", "indikator_baku", "status_padanan", "tahun", "triwulan", "ukuran", "nilai_teks", "nilai", "nilai_bawah", "nilai_atas",
    "pembanding", "satuan", "jenis_nilai", "halaman", "kotak", "tabel", "baris", "metode", "keyakinan", "catatan",
)  # fmt: skip
#: Measures that are given in an indicator's own unit.
OWN_UNIT = ("target", "realisasi", "kondisi_awal", "kondisi_akhir")


def is_doubtful(keyakinan: float | None) -> bool:
    """Whether a value as sure as this is to be checked; the files hold it in single precision."""
    return keyakinan is not None and keyakinan < DOUBTFUL - 1e-6


def no_change(row: Row) -> Row:
    """The overlay of a report: everything decided has landed."""
    return row


class RunData:
    """What a run landed.

    Args:
        output: The output folder.

    Raises:
        Stop: There are no results, or they cannot be read.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.state = state_of_run(output)
        try:
            self.iku = read_parquet(standing_file(output, "iku.parquet"), columns=list(_COLUMNS)).unify_dictionaries().combine_chunks()
            self.documents: list[Row] = read_parquet(standing_file(output, "dokumen.parquet")).to_pylist()
            self.indicators: list[Row] = read_parquet(standing_file(output, "indikator.parquet")).to_pylist()
            waiting: list[Row] = read_parquet(standing_file(output, "karantina.parquet")).to_pylist()
        except FileNotFoundError as error:
            raise Stop("no_output", EXIT_USAGE, folder=output) from error
        except (OSError, pa.ArrowException) as error:
            raise Stop("at_place", EXIT_USAGE, place=output, detail=str(error)) from error
        self._waiting: defaultdict[str, list[Row]] = defaultdict(list)
        for row in waiting:
            self._waiting[row["id_dokumen"]].append(row)
        self.short = shortened([row["id_dokumen"] for row in self.documents])
        self.document_of: dict[str, Row] = {self.short[row["id_dokumen"]]: row for row in self.documents}
        self.slug = {row["id_indikator"]: slug_of(row["id_indikator"]) for row in self.indicators}
        self.indicator_of = {self.slug[row["id_indikator"]]: row for row in self.indicators}

    @property
    def waiting(self) -> Iterable[Row]:
        """All rows of ``karantina``."""
        return (row for rows in self._waiting.values() for row in rows)

    def rows_of_document(self, id_dokumen: str) -> list[Row]:
        """A document's rows of ``iku``, in their order."""
        return self._taken(self._by_document, id_dokumen)

    def rows_of_indicator(self, id_indikator: str) -> list[Row]:
        """An indicator's rows of ``iku``, in their order."""
        return self._taken(self._by_indicator, id_indikator)

    def waiting_of(self, id_dokumen: str) -> list[Row]:
        """A document's rows of ``karantina``."""
        return self._waiting.get(id_dokumen, [])

    @cached_property
    def doubtful_rows(self) -> list[Row]:
        """Every value less sure than what is to be checked, in the order of the data."""
        rows: list[Row] = self.iku.take(rows_below(self.iku["keyakinan"], DOUBTFUL - 1e-6)).to_pylist()
        return rows

    def doubtful_by_document(self, overlay: Overlay) -> Counter[str]:
        """How many values of each document are to be checked, with what was decided since the run landed."""
        return Counter(row["id_dokumen"] for row in map(overlay, self.doubtful_rows) if is_doubtful(row["keyakinan"]))

    @cached_property
    def kinds(self) -> Mapping[str, list[str]]:
        """By document, the kinds of its tables."""
        return self._distinct("jenis_tabel")

    @cached_property
    def years(self) -> Mapping[str, list[int]]:
        """By document, the years it has values for."""
        return self._distinct("tahun")

    @cached_property
    def pages(self) -> Mapping[str, list[int]]:
        """By document, the pages that values or waiting rows stand on."""
        found = {key: set(pages) for key, pages in self._distinct("halaman").items()}
        for row in self.waiting:
            found.setdefault(row["id_dokumen"], set()).add(row["halaman"])
        return {key: sorted(pages) for key, pages in found.items()}

    @cached_property
    def doubtful_pages(self) -> Mapping[str, set[int]]:
        """By document, the pages of tables with a value to check or a row that waits."""
        tables = {(row["id_dokumen"], row["tabel"]) for row in self.doubtful_rows}
        found: defaultdict[str, set[int]] = defaultdict(set)
        for row in self.waiting:
            found[row["id_dokumen"]].add(row["halaman"])
        for key, table, page in combinations([self.iku[name] for name in ("id_dokumen", "tabel", "halaman")]):
            if (key, table) in tables:
                found[key].add(page)
        return found

    def _distinct(self, column: str) -> dict[str, list[Any]]:
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for key, value in combinations([self.iku["id_dokumen"], self.iku[column]]):
            if value is not None:
                found[key].append(value)
        return {key: sorted(values) for key, values in found.items()}

    @cached_property
    def provinces_of(self) -> Mapping[str, list[str]]:
        """By indicator, the provinces that have it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for key, province in combinations([self.iku["id_indikator"], self.iku["nama_provinsi"]]):
            if province is not None:
                found[key].add(province)
        return {key: sorted(names) for key, names in found.items()}

    @cached_property
    def measured_in(self) -> Mapping[str, list[str]]:
        """By indicator, the units of what it states: not of budgets, and not the percentage of an achievement."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key, measure, unit in combinations([self.iku[name] for name in ("id_indikator", "ukuran", "satuan")]):
            if measure in OWN_UNIT and unit is not None and unit not in found[key]:
                found[key].append(unit)
        return {key: sorted(units) for key, units in found.items()}

    @cached_property
    def _by_document(self) -> Mapping[str, pa.Array]:
        return places_by_value(self.iku["id_dokumen"])

    @cached_property
    def _by_indicator(self) -> Mapping[str, pa.Array]:
        return places_by_value(self.iku["id_indikator"])

    def _taken(self, places: Mapping[str, pa.Array], key: str) -> list[Row]:
        if key not in places:
            return []
        rows: list[Row] = self.iku.take(places[key]).to_pylist()
        return rows


def state_of_run(output: Path) -> tuple[tuple[int, int], ...]:
    """Changes when a run lands; empty where nothing has landed."""
    try:
        found = [(output / name).stat() for name in FILES]
    except OSError:
        return ()
    return tuple((each.st_size, each.st_mtime_ns) for each in found)


def slug_of(id_indikator: str) -> str:
    """An indicator's id as a file's name; one that is no plain word is hashed."""
    return id_indikator if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,80}", id_indikator) else sha256(id_indikator.encode()).hexdigest()[:24]
