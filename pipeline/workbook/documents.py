"""The documents with their state, worst first, and what waits with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.documents import DOUBTFUL, read_parquet
from pipeline.workbook.grid_sheet import LINE, LINKS, TALLEST, set_page
from pipeline.workbook.links import PageLink
from pipeline.workbook.stream_sheet import StreamSheet
from pipeline.workbook.styles import Styles, shown
from pipeline.workbook.values import Values
from pipeline.workbook.words import Wording

#: States, worst first: the word and what it means for a clerk.
STATES = ("unread", "look", "none", "good")
_DOCUMENT_COLUMNS = (
    ("state", 14), ("why", 50), ("file", 34), ("region", 28), ("office", 24), ("period", 11), ("pages", 9), ("tables", 8),
    ("rows_landed", 9), ("rows_waiting", 10), ("values", 8), ("values_doubtful", 10), ("read_by", 16),
)  # fmt: skip
_WAITING_COLUMNS = (("file", 34), ("page", 9), ("table_row", 11), ("reason", 24), ("explanation", 46), ("head", 46), ("text", 60))
#: Heads of the tables stand below a title.
_HEAD = 2


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its state (of :data:`STATES`), why, its row of ``dokumen.parquet``, and how many of its values are in doubt."""

    state: str
    why: str
    row: Mapping[str, Any]
    doubtful: int = 0


def load_documents(tables: Path, words: Wording, values: Values) -> list[Document]:
    """All documents, worst first, as the report judges them."""
    doubted = values.filled & (values.confidence < DOUBTFUL)
    counts = np.bincount(values.document.codes[doubted], minlength=len(values.document.words)).tolist()
    doubtful = dict(zip(values.document.words, counts, strict=True))
    rows = read_parquet(tables / "dokumen.parquet").to_pylist()
    found = [Document(*_state(row, words, count), row, count) for row in rows for count in [doubtful.get(row["id_dokumen"], 0)]]
    return sorted(
        found, key=lambda each: (STATES.index(each.state), -each.row["karantina"] - each.doubtful, each.row["berkas"])
    )  # fmt: skip


def _state(row: Mapping[str, Any], words: Wording, doubtful: int) -> tuple[str, str]:
    if row["status"] in ("gagal", "gambar"):
        return "unread", row["galat"] or ""
    waiting, landed = row["karantina"], row["rekaman"]
    why = [row["galat"]] if row["galat"] else []
    if waiting and not landed:
        why.append(words("all_wait", waiting=waiting))
    elif waiting:
        why.append(words("some_wait", waiting=waiting, landed=landed))
    if landed and row["kode_provinsi"] is None:
        why.append(words("no_region"))
    if doubtful:
        why.append(words("some_doubted", doubtful=doubtful))
    if why or row["status"] in ("sebagian", "menunggu"):
        return "look", "; ".join(why)
    return ("none" if row["status"] == "tanpa_tabel" else "good"), ""


class DocumentSheets:
    """Writes the sheets about documents and what waits."""

    def __init__(self, book: Any, styles: Styles, link: PageLink, words: Wording) -> None:
        self._book, self._styles, self._link, self._words = book, styles, link, words

    def documents(self, name: str, documents: list[Document]) -> None:
        """A row a document."""
        sheet = self._begun(name, name, _DOCUMENT_COLUMNS)
        for number, document in enumerate(documents):
            row = document.row
            region = row["nama_kabupaten_kota"] or (f"Provinsi {row['nama_provinsi']}" if row["nama_provinsi"] else "")
            years = sorted({str(year) for year in (row["periode_awal"], row["periode_akhir"]) if year is not None})
            cells: list[Any] = [
                self._words(document.state), document.why, row["berkas"], region, row["perangkat_daerah"] or "", "–".join(years),
                row["halaman"], row["tabel"], row["rekaman"], row["karantina"], row["nilai"], document.doubtful,
                row["mesin_ocr"] or "",
            ]  # fmt: skip
            self._row(sheet, number, _DOCUMENT_COLUMNS, cells, (row["berkas"], 1), "file", self._styles.lights[document.state])
        self._ended(sheet, _HEAD + len(documents), len(_DOCUMENT_COLUMNS))

    def waiting(self, name: str, tables: Path) -> int:
        """A row for each that waits; how many."""
        sheet = self._begun(name, name, _WAITING_COLUMNS)
        rows = read_parquet(tables / "karantina.parquet").to_pylist()
        for number, row in enumerate(rows):
            where = f"{row['tabel']}/{row['baris']}" if row["baris"] is not None else str(row["tabel"])
            cells = [row["berkas"], row["halaman"], where, row["alasan"], row["penjelasan"], row["kepala"], row["teks"]]
            self._row(sheet, number, _WAITING_COLUMNS, cells, (row["berkas"], row["halaman"]), "page")
        if not rows:
            sheet.write_string(_HEAD + 1, 0, self._words("empty_list"), self._styles.plain)
        self._ended(sheet, _HEAD + len(rows), len(_WAITING_COLUMNS))
        return len(rows)

    def _begun(self, name: str, title: str, columns: Sequence[tuple[str, int]]) -> Any:
        sheet = self._book.add_worksheet(name, StreamSheet)
        for place, (_, width) in enumerate(columns):
            sheet.set_column(place, place, width)
        sheet.write_string(0, 0, title, self._styles.title)
        sheet.set_row(_HEAD, 2 * LINE)
        for place, (word, _) in enumerate(columns):
            sheet.write_string(_HEAD, place, self._words(word), self._styles.head)
        return sheet

    def _row(
        self,
        sheet: StreamSheet,
        number: int,
        columns: Sequence[tuple[str, int]],
        cells: Sequence[Any],
        page: tuple[str, int],
        linked: str,
        first: Any = None,
    ) -> None:
        """Write a row below the head; the column of the word ``linked`` leads to the page, the first has a format of its own."""
        row, styles = _HEAD + 1 + number, self._styles
        link = self._link(*page) if number < LINKS else None
        written = []
        for place, ((word, _), cell) in enumerate(zip(columns, cells, strict=True)):
            style = styles.count if isinstance(cell, int) else styles.text
            if word == linked and link is not None:
                style = styles.linked_text
                sheet.link(row, place, link)
            written.append((place, shown(cell) if isinstance(cell, str) else cell, first if first is not None and not place else style))
        lines = max(-(-len(str(cell)) // width) for cell, (_, width) in zip(cells, columns, strict=True))
        sheet.stream(row, written, LINE * min(max(1, lines), TALLEST))

    def _ended(self, sheet: Any, last: int, columns: int) -> None:
        sheet.freeze_panes(_HEAD + 1, 0)
        if last > _HEAD:
            sheet.autofilter(_HEAD, 0, last, columns - 1)
        sheet.repeat_rows(_HEAD)
        set_page(sheet, fits=True)
        sheet.done()
