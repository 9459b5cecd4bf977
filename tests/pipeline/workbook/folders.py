"""Output folders made of rows, and their workbook as another program reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq

from pipeline.workbook.recap import write_recap
from schemas.applied.rows import iku_rows
from schemas.stages import DocumentIdentity, IndicatorMatch, Record
from tests.table_maker import FIRST, MATCH, REGENCY, Rows, document, sound_rows, tables_of

RECORD = {"hasil_sejak": "2026-03-01T08:00:00+00:00", "versi": "0.1.0", "masukan": "../pdf", "pertanyaan": 3}


def folder_of(place: Path, rows: Rows) -> Path:
    """An output folder that holds these rows."""
    place.mkdir(parents=True, exist_ok=True)
    for name, table in tables_of(rows).items():
        pq.write_table(table, place / f"{name}.parquet")
    return place


def rows_of(*records: Record, identity: DocumentIdentity = REGENCY, berkas: str = "selatan/iku.pdf", match: IndicatorMatch = MATCH) -> Rows:
    """The rows of one document with these records."""
    iku = [row for record in records for row in iku_rows(record, identity, FIRST, berkas, match)]
    indicator = {**sound_rows()["indikator"][0], "id_indikator": match.id_indikator, "indikator_baku": match.indikator_baku}
    return {"iku": iku, "dokumen": [document(FIRST, berkas, identity)], "indikator": [indicator], "karantina": []}


def together(*rows: Rows) -> Rows:
    """Rows of several documents."""
    found: Rows = {name: [row for each in rows for row in each[name]] for name in rows[0]}
    for name, key in (("dokumen", "id_dokumen"), ("indikator", "id_indikator")):
        found[name] = list({row[key]: row for row in found[name]}.values())
    return found


def book_of(place: Path, rows: Rows, **record: Any) -> Any:
    """The workbook of these rows, read by openpyxl."""
    return openpyxl.load_workbook(write_recap(folder_of(place, rows), {**RECORD, **record}))


def line_of(sheet: Any, name: str) -> list[Any]:
    """The cells of the row that has a name in it."""
    (found,) = ([*row] for row in sheet.iter_rows() if any(cell.value == name for cell in row))
    return found
