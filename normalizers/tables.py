"""One table of a document becomes records, or a reason why not: its headers, what stands above it, then its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from normalizers.form import (
    Grid,
    Header,
    header_terms,
    header_text,
    kind_of,
    looks_like_indicators,
    nearest_kind,
    with_uraian_as_indicator,
)
from normalizers.owner import echelon_of, post_of
from normalizers.rows import TableContext, read_records, row_box
from normalizers.words import NOTHING_TAUGHT, UserTerms, mend, squash, years_in
from schemas.stages import DocumentIdentity, Quarantined, Record, Table, Value, distinct

#: Column edges of two tables this near are the same columns (points).
SAME_EDGE = 5.0
#: A form drawn as a table above the table proper ("Jabatan | : | Kepala Bidang") has no more columns than label, colon and answer.
FORM_COLUMNS = 3
#: The year of a table stands in one of so many lines above it, and its line is a heading: no longer than this (words).
YEAR_REACH, YEAR_WORDS = 7, 18
#: Kinds of table that are of one person where a post stands above them.
SHEET_KINDS = frozenset({"iki", "pk", "iku", "renaksi", "realisasi"})
#: What a table is of stands in its first rows: a title and the header.
FOREIGN_ROWS = 2
#: The period says nothing about these: they are how things were before it and shall be after it.
OUTSIDE_PERIOD = frozenset({"kondisi_awal", "kondisi_akhir"})


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
class Setting:
    """What a document says for all of its tables.

    Attributes:
        identity: Whose document it is and for which years.
        title: Its first lines.
        vocabulary: Its whole words with their counts, for mending broken ones.
        taught: Headers and units that people named.
    """

    identity: DocumentIdentity
    title: tuple[str, ...] = ()
    vocabulary: Mapping[str, int] = field(default_factory=dict)
    taught: UserTerms = NOTHING_TAUGHT


class TableReader:
    """Reads a document's tables in order; the state is what a table takes from the one before it.

    Attributes:
        records, quarantined, verdicts: What was read so far.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.records: list[Record] = []
        self.quarantined: list[Quarantined] = []
        self.verdicts: list[TableVerdict] = []
        self._last: tuple[Table, Header] | None = None
        self._form: list[str] = []

    def read(self, number: int, table: Table, grid: Grid, headers: Sequence[Header]) -> None:
        """Read the next table.

        Args:
            number: The table's, from 1.
            table, grid: The table and its cells by position.
            headers: The header blocks found in it.
        """
        borrowed = _borrowed_header(table, headers, self._last)
        usable = [header for header in headers if header.has_indicator] or ([borrowed] if borrowed else [])
        usable = usable or _by_heading(table, grid, headers, self.setting.title)
        if not usable:
            verdict, lost = _unusable(table, grid, headers, number)
            self.verdicts.append(verdict)
            self.quarantined.extend(lost)
            self._form = [*(line.text for line in table.above), *_form_lines(grid)] if table.n_cols <= FORM_COLUMNS else []
            return
        kinds = []
        for header in usable:
            until = next((h.first for h in headers if h.first >= header.end), table.n_rows)
            context = self._context(table, grid, header, number)
            made, lost = read_records(table, grid, header, until, context)
            if header is borrowed:
                made = [replace(record, catatan=(*record.catatan, "kepala_dari_tabel_sebelumnya")) for record in made]
            self.records.extend(_flag_years(record, self.setting.identity) for record in made)
            self.quarantined.extend(lost)
            kinds.append(context.kind)
            self._last = (table, header)
        self.verdicts.append(TableVerdict(table, tuple(usable), kinds[0]))
        self._form = []

    def _context(self, table: Table, grid: Grid, header: Header, number: int) -> TableContext:
        identity, vocabulary = self.setting.identity, self.setting.vocabulary
        preamble = [mend(" ".join(cell.text for cell in distinct(grid[row]) if cell.row == row), vocabulary) for row in range(header.first)]
        above = [*self._form, *(line.text for line in table.above), *preamble]
        kind, known = kind_of(header, above, self.setting.title)
        single = identity.periode_awal if identity.periode_awal == identity.periode_akhir else None
        return TableContext(
            number=number,
            kind=kind,
            kind_known=known,
            eselon=echelon_of(above),
            jabatan=post_of(above) if kind in SHEET_KINDS else None,
            year=_year_of_title(above) or single,
            end_year=identity.periode_akhir,
            vocabulary=vocabulary,
            taught=self.setting.taught,
        )


def target_years(headers: Sequence[Sequence[Header]]) -> tuple[int, ...]:
    """The years of the value columns, those of the commonest set of columns: one old table does not stretch the period."""
    sets = Counter(
        tuple(sorted({c.tahun for c in header.values if c.tahun is not None}))
        for found in headers
        for header in found
        if header.has_indicator and any(c.tahun is not None for c in header.values)
    )
    return max(sets.items(), key=lambda item: (item[1], item[0]))[0] if sets else ()


def _by_heading(table: Table, grid: Grid, headers: Sequence[Header], title: Sequence[str]) -> list[Header]:
    """Headers whose column of descriptions holds the indicators, because the heading above says that the table is one of indicators."""
    named = nearest_kind([line.text for line in table.above]) or nearest_kind(title)
    if _is_foreign(grid) or named is None:
        return []
    return [taken for header in headers if (taken := with_uraian_as_indicator(header)) is not None]


def _form_lines(grid: Grid) -> list[str]:
    """A form drawn as a table ("Jabatan | : | Kepala …") as the lines of text it is."""
    return [" ".join(mend(cell.text) for cell in distinct(row) if cell.row == index) for index, row in enumerate(grid)]


def _year_of_title(above: Sequence[str]) -> int | None:
    """The year of the nearest line above that names exactly one."""
    for line in reversed(above[-YEAR_REACH:]):
        years = set(years_in(line, skip_laws=True))
        if len(years) == 1 and len(line.split()) <= YEAR_WORDS:
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
    kepala = header_text(first.columns) if first else " | ".join(mend(cell.text) for cell in distinct(grid[0]))
    start = first.end if first else 1
    lost = [
        Quarantined(
            alasan="kepala_tidak_dikenal",
            penjelasan="Tabel tampak memuat indikator, tetapi judul kolomnya tidak dikenal. Tambahkan ejaannya di kepala_kolom.toml.",
            tabel=number,
            baris=row,
            halaman=own[0].page,
            kotak=row_box(own),
            teks=" | ".join(mend(cell.text) for cell in distinct(grid[row])),
            kepala=kepala,
        )
        for row in range(start, table.n_rows)
        if (own := [cell for cell in distinct(grid[row]) if cell.row == row]) and any(cell.text.strip() for cell in own)
    ]
    return TableVerdict(table, tuple(headers), None, "judul kolom tidak dikenal (karantina)"), lost


def _is_foreign(grid: Grid) -> bool:
    """Whether the top of a table names budget or staff columns and no indicator."""
    foreign = header_terms().foreign
    for row in grid[:FOREIGN_ROWS]:
        keys = [squash(cell.text.split("(")[0]) for cell in distinct(row)]
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
        if value.tahun is None or start <= value.tahun <= end or value.ukuran in OUTSIDE_PERIOD:
            return value
        return replace(value, catatan=(*value.catatan, "tahun_di_luar_periode"))

    return replace(record, values=tuple(flagged(value) for value in record.values))
