"""All tables of one document become its records: the room's front door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from normalizers.form import (
    Header,
    find_headers,
    header_terms,
    header_text,
    kind_of,
    looks_like_indicators,
    nearest_kind,
    with_uraian_as_indicator,
)
from normalizers.owner import echelon_of, identify, post_of
from normalizers.rows import TableContext, read_records, row_box
from normalizers.words import mend, squash, words_of, years_in
from schemas.stages import DocumentIdentity, ExtractedDocument, Grid, Quarantined, Record, Table, Value

#: Column edges of two tables this near are the same columns (points).
SAME_EDGE = 5.0


@dataclass(frozen=True, slots=True)
class TableVerdict:
    """What a table was taken for, for ``iku inspect`` and the counts.

    Attributes:
        table: The table.
        headers: The header blocks found in it.
        kind: ``jenis_tabel``, or None when it is no indicator table.
        reason: Why not, when it is not.
    """

    table: Table
    headers: tuple[Header, ...]
    kind: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NormalisedDocument:
    """One document's records, what could not be placed, and whose document it is."""

    identity: DocumentIdentity
    records: tuple[Record, ...]
    quarantined: tuple[Quarantined, ...]
    verdicts: tuple[TableVerdict, ...]


def normalise(document: ExtractedDocument, berkas: str) -> NormalisedDocument:
    """Turn one document's tables into records.

    Args:
        document: What was read off the PDF.
        berkas: Its path below the input folder, the last resort for telling whose it is.

    Returns:
        The records and everything that looked like one.
    """
    found = [(table, grid, find_headers(grid)) for table in document.tables for grid in (table.grid(),)]
    identity = identify(document.pages, berkas, _target_years([headers for _, _, headers in found]))
    vocabulary = words_of(
        [line.text for page in document.pages for line in page.lines] + [c.text for t in document.tables for c in t.cells]
    )
    title = [line.text for page in document.pages[:2] for line in page.lines[:12]]
    records: list[Record] = []
    quarantined: list[Quarantined] = []
    verdicts: list[TableVerdict] = []
    last: tuple[Table, Header] | None = None
    form: list[str] = []
    for number, (table, grid, headers) in enumerate(found, start=1):
        borrowed = _borrowed_header(table, headers, last)
        usable = [header for header in headers if header.has_indicator] or ([borrowed] if borrowed else [])
        usable = usable or _by_heading(table, grid, headers, title)
        if not usable:
            verdict, lost = _unusable(table, grid, headers, number)
            verdicts.append(verdict)
            quarantined.extend(lost)
            form = [*(line.text for line in table.above), *_form_lines(grid)] if table.n_cols <= 3 else []
            continue
        kind: str | None = None
        for header in usable:
            until = next((h.first for h in headers if h.first >= header.end), table.n_rows)
            context = _context(table, grid, header, number, identity, title, vocabulary, form)
            made, lost = read_records(table, grid, header, until, context)
            if header is borrowed:
                made = [replace(record, catatan=(*record.catatan, "kepala_dari_tabel_sebelumnya")) for record in made]
            records.extend(_flag_years(record, identity) for record in made)
            quarantined.extend(lost)
            kind = kind or context.kind
            last = (table, header)
        verdicts.append(TableVerdict(table, tuple(usable), kind))
        form = []
    return NormalisedDocument(identity, tuple(records), tuple(quarantined), tuple(verdicts))


def _by_heading(table: Table, grid: Grid, headers: Sequence[Header], title: Sequence[str]) -> list[Header]:
    """Headers whose column of descriptions holds the indicators, because the heading above says that the table is one of indicators."""
    named = nearest_kind([line.text for line in table.above]) or nearest_kind(title)
    if _is_foreign(grid) or named is None:
        return []
    return [taken for header in headers if (taken := with_uraian_as_indicator(header)) is not None]


def _target_years(headers: Sequence[Sequence[Header]]) -> tuple[int, ...]:
    """The years of the value columns, those of the commonest set of columns: one old table does not stretch the period."""
    sets = Counter(
        tuple(sorted({c.tahun for c in header.values if c.tahun is not None}))
        for found in headers
        for header in found
        if header.has_indicator and any(c.tahun is not None for c in header.values)
    )
    return max(sets.items(), key=lambda item: (item[1], item[0]))[0] if sets else ()


def _context(
    table: Table,
    grid: Grid,
    header: Header,
    number: int,
    identity: DocumentIdentity,
    title: Sequence[str],
    vocabulary: Counter[str],
    form: Sequence[str],
) -> TableContext:
    preamble = [mend(" ".join(cell.text for cell in grid.begins(row)), vocabulary) for row in range(header.first)]
    above = [*form, *(line.text for line in table.above), *preamble]
    kind, known = kind_of(header, above, title)
    single = identity.periode_awal if identity.periode_awal == identity.periode_akhir else None
    return TableContext(
        number=number,
        kind=kind,
        kind_known=known,
        eselon=echelon_of(above),
        jabatan=post_of(above) if kind in ("iki", "pk", "iku", "renaksi", "realisasi") else None,
        year=_year_of_title(above) or single,
        end_year=identity.periode_akhir,
        vocabulary=vocabulary,
    )


def _form_lines(grid: Grid) -> list[str]:
    """A form drawn as a table ("Jabatan | : | Kepala …") as the lines of text it is."""
    return [" ".join(mend(cell.text) for cell in grid.begins(row)) for row in range(grid.n_rows)]


def _year_of_title(above: Sequence[str]) -> int | None:
    """The year of the nearest line above that names exactly one."""
    for line in list(above)[:-8:-1]:
        years = set(years_in(line, skip_laws=True))
        if len(years) == 1 and len(line.split()) <= 18:
            return years.pop()
        if len(years) > 1:
            return None
    return None


def _borrowed_header(table: Table, headers: Sequence[Header], last: tuple[Table, Header] | None) -> Header | None:
    """The header of the table before, for a table of the very same columns without one: a continuation that was not stitched."""
    if headers or last is None:
        return None
    before, header = last
    if before.n_cols != table.n_cols:
        return None
    same = all(abs(a - b) <= SAME_EDGE for a, b in zip(before.column_edges(), table.column_edges(), strict=True))
    return replace(header, first=0, end=0) if same and table.page - _last_page(before) <= 1 else None


def _last_page(table: Table) -> int:
    return max(cell.page for cell in table.cells)


def _unusable(table: Table, grid: Grid, headers: Sequence[Header], number: int) -> tuple[TableVerdict, list[Quarantined]]:
    """A table without an indicator column: of other things, or one that a person must look at."""
    if _is_foreign(grid):
        return TableVerdict(table, tuple(headers), None, "tabel anggaran, pegawai, atau aset"), []
    if not looks_like_indicators(grid):
        return TableVerdict(table, tuple(headers), None, "tidak memuat indikator"), []
    first = headers[0] if headers else None
    kepala = header_text(first.columns) if first else " | ".join(mend(cell.text) for cell in grid.row(0))
    start = first.end if first else 1
    lost = [
        Quarantined(
            alasan="kepala_tidak_dikenal",
            penjelasan="Tabel tampak memuat indikator, tetapi judul kolomnya tidak dikenal. Tambahkan ejaannya di kepala_kolom.toml.",
            tabel=number,
            baris=row,
            halaman=own[0].page,
            kotak=row_box(own),
            teks=" | ".join(mend(cell.text) for cell in grid.row(row)),
            kepala=kepala,
        )
        for row in range(start, table.n_rows)
        if grid.printed(row) and (own := grid.begins(row))
    ]
    return TableVerdict(table, tuple(headers), None, "judul kolom tidak dikenal (karantina)"), lost


def _is_foreign(grid: Grid) -> bool:
    """Whether the top of a table names budget or staff columns and no indicator."""
    foreign = header_terms().foreign
    for row in islice(grid, 2):
        keys = [squash(cell.text.split("(")[0]) for cell in row]
        if any("indikator" in key for key in keys):
            return False
        if sum(key in foreign for key in keys) >= 1:
            return True
    return False


def _flag_years(record: Record, identity: DocumentIdentity) -> Record:
    start, end = identity.periode_awal, identity.periode_akhir
    if start is None or end is None:
        return record

    def flagged(value: Value) -> Value:
        if value.tahun is None or start <= value.tahun <= end or value.ukuran in ("kondisi_awal", "kondisi_akhir"):
            return value
        return replace(value, catatan=(*value.catatan, "tahun_di_luar_periode"))

    return replace(record, values=tuple(flagged(value) for value in record.values))
