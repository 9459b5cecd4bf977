"""What passes between the rooms: plain frozen values, no behaviour beyond looking things up.

Every box is ``(x0, top, x1, bottom)`` in PDF points with the origin at the top left of the page as displayed
(rotation applied). Pages count from 1, rows and columns of a table from 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line of text outside any table.

    Attributes:
        text: The line, words separated by one space.
        box: Where it stands on its page.
        page: The page it stands on.
    """

    text: str
    box: Box
    page: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table as displayed on the page.

    Attributes:
        row, col: The top left grid position.
        text: The printed text, lines joined by newlines.
        box: The cell's frame (not the text's).
        page: The page the cell stands on; of a cell cut by a page break, the page where its text begins.
        rows, cols: How many grid rows and columns it spans.
        score: 0..1, how surely its letters are read; 1 for typed text.
    """

    row: int
    col: int
    text: str
    box: Box
    page: int
    rows: int = 1
    cols: int = 1
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells; every grid position is covered by exactly one cell.

    Attributes:
        cells: Sorted by row, then column.
        n_rows, n_cols: The size of the grid.
        page: The page it begins on.
        method: How it was read: ``garis`` (ruled), ``garis_mendatar`` (horizontal rules only), ``tanpa_garis`` (no rules),
            ``pdfplumber`` or ``camelot`` (second opinions the arbiter preferred), ``ocr``.
        confidence: 0..1, how well the grid agrees with the page's rules and words.
        above: The text lines between the table before it (or the start of the document) and this table.
        flags: Doubts about the whole table, see ``docs/catatan.md``.
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    page: int
    method: str
    confidence: float
    above: tuple[TextLine, ...] = ()
    flags: tuple[str, ...] = ()

    def column_edges(self) -> list[float]:
        """Where the columns begin and the last one ends, ``n_cols + 1`` positions in points."""
        edges = [0.0] * (self.n_cols + 1)
        for cell in self.cells:
            edges[cell.col] = cell.box[0]
            edges[cell.col + cell.cols] = cell.box[2]
        return edges

    def is_whole(self) -> bool:
        """Whether every grid position is covered by exactly one cell inside the grid."""
        covered = [
            (r, c) for cell in self.cells for r in range(cell.row, cell.row + cell.rows) for c in range(cell.col, cell.col + cell.cols)
        ]
        inside = all(0 <= r < self.n_rows and 0 <= c < self.n_cols for r, c in covered)
        return inside and len(covered) == len(set(covered)) == self.n_rows * self.n_cols

    def grid(self) -> list[list[Cell]]:
        """The cells by position, ``n_rows`` lists of ``n_cols``; a merged cell stands at every position it covers."""
        grid: list[list[Cell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for col in range(cell.col, cell.col + cell.cols):
                    grid[row][col] = cell
        full = [[cell for cell in row if cell is not None] for row in grid]
        if any(len(row) != self.n_cols for row in full):
            raise ValueError("table has grid positions that no cell covers")
        return full


def distinct(row: Sequence[Cell]) -> list[Cell]:
    """The cells of one grid row, each once, left to right."""
    cells: list[Cell] = []
    for cell in row:
        if not cells or cells[-1] is not cell:
            cells.append(cell)
    return cells


@dataclass(frozen=True, slots=True)
class PageText:
    """What is printed on one page.

    Attributes:
        number: The page.
        lines: Its text in reading order, tables included.
        kind: ``teks`` (typed), ``gambar`` (a picture of a page), ``kosong`` (nothing on it), ``gagal`` (could not be read).
        parsed: Whether its tables were looked for.
        reason: Why it was or was not looked at, for ``iku inspect``.
    """

    number: int
    lines: tuple[TextLine, ...]
    kind: str
    parsed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """All that was read off one PDF.

    Attributes:
        pages: One entry a page of the file, in order.
        tables: The tables in reading order, stitched over page breaks.
    """

    pages: tuple[PageText, ...]
    tables: tuple[Table, ...]


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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Record:
    """One indicator occurrence: the smallest row with its own indicator text, or its own formula and values.

    Field meanings as in the contract (``iku.parquet``). ``bagian`` numbers the indicators of one row, where a row holds several: one a
    level in a tree of goals and programmes, or one a list item.
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
