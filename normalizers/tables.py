"""One table of a document becomes records, or a reason why not: its columns, what stands around it, then its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from normalizers.form import (
    Calendar,
    Header,
    Surroundings,
    as_header,
    dated,
    headless,
    in_words,
    interpret,
    kind_of,
    looks_like_indicators,
    nearest_kind,
    speaks_of_performance,
    title_kind,
)
from normalizers.header import is_title_row
from normalizers.owner import echelon_of, post_of
from normalizers.rows import (
    Parents,
    TableContext,
    goals_of,
    is_card,
    is_tree_of_cells,
    read_cards,
    read_records,
    read_tree_of_cells,
    waiting_row,
)
from normalizers.words import NOTHING_TAUGHT, UserTerms, mend, years_in
from schemas.stages import AskedColumn, AskedForm, DocumentIdentity, Grid, Quarantined, Record, Table, Value

#: So many columns with text below them and no title show that a row is no header.
LEAST_BARE = 2
#: Column edges of two tables this near are the same columns (points).
SAME_EDGE = 5.0
#: So many columns of a table without a header are those of the one before it.
LEAST_SHARED = 3
#: A single year is looked for in so many lines above a table, of at most so many words each.
YEAR_LINES, YEAR_WORDS = 8, 18
#: A line of so many words that ends in a stop is a sentence.
PROSE_WORDS = 6
#: Cards have no more columns: label, colon, what it says.
NARROW = 3
#: A form with a value or indicator column less sure than this is put before a person, with so many of its rows.
SURE, SAMPLES = 0.8, 3
#: Why the rows of a table wait whose header nobody knows.
UNKNOWN = "Tabel tampak memuat indikator, tetapi judul kolomnya tidak dikenal. Jawab artinya di tinjauan.xlsx."
#: An amount of money; a label before a year.
_AMOUNT = re.compile(r"\brp\b\.?|\d{1,3}(?:\.\d{3}){2}", re.IGNORECASE)
_LABELLED_YEAR = re.compile(r"[^:]{0,40}:\s*(?:tahun\s*)?(?:19|20)\d\d\W*", re.IGNORECASE)
#: Kinds of sheets that belong to a post.
_OF_A_POST = ("iki", "pk", "iku", "renaksi", "realisasi")


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
class SeenTable:
    """A table whose columns were looked at."""

    number: int
    table: Table
    grid: Grid
    headers: tuple[Header, ...]
    around: Surroundings


def look(number: int, table: Table, title: Sequence[str], taught: UserTerms) -> SeenTable:
    """Understand a table's columns, as far as the table and what stands around it tell.

    Args:
        number: Its place in the document, from 1.
        table: The table.
        title: The document's first lines.
        taught: Headers that people named.
    """
    grid = table.grid()
    above = tuple(line.text for line in table.above)
    frame = tuple(cell.text for row in range(min(grid.n_rows, 3)) if is_title_row(grid, row) for cell in grid.printed(row))
    kind = nearest_kind((*above, *frame)) or title_kind(title)
    around = Surroundings((*above, *frame), kind, speaks_of_performance(above, title))
    return SeenTable(number, table, grid, tuple(interpret(grid, around, taught)), around)


def target_years(headers: Sequence[Sequence[Header]]) -> tuple[int, ...]:
    """The years of the value columns, those of the commonest set of columns: one old table does not stretch the period."""
    sets = Counter(
        tuple(sorted({c.tahun for c in header.values if c.tahun is not None}))
        for found in headers
        for header in found
        if header.has_indicator and any(c.tahun is not None for c in header.values)
    )
    return max(sets.items(), key=lambda item: (item[1], item[0]))[0] if sets else ()


@dataclass(slots=True)
class TableReader:
    """Reads tables in order; the state is what a table takes from the one before it."""

    identity: DocumentIdentity
    title: Sequence[str]
    berkas: str
    vocabulary: Mapping[str, int]
    taught: UserTerms = NOTHING_TAUGHT
    records: list[Record] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    verdicts: list[TableVerdict] = field(default_factory=list)
    last: tuple[Table, Header] | None = None
    form: list[str] = field(default_factory=list)
    parents: Parents = field(default_factory=Parents)
    asked: list[AskedForm] = field(default_factory=list)

    def read(self, seen: SeenTable) -> None:
        """Make a table's records, or say why it has none."""
        borrowed = _borrowed_header(seen, self.last)
        if borrowed is not None:
            seen = replace(seen, headers=tuple(own for own in seen.headers if not _is_only_label(own, borrowed, seen.grid)))
            borrowed = None if seen.headers else borrowed
        usable = [header for header in seen.headers if header.has_indicator]
        if not usable and borrowed is None and not seen.headers and not is_card(seen.grid):
            bare = headless(seen.grid, seen.around)
            usable = [bare] if bare is not None else []
        if (not usable or seen.grid.n_cols <= NARROW) and is_card(seen.grid):
            self._cards(seen)
        elif usable or borrowed is not None:
            self._table(seen, usable or [replace(borrowed, first=0, end=0)] if borrowed else usable, borrowed=borrowed is not None)
        elif seen.headers and is_tree_of_cells(seen.grid, seen.headers[0]):
            self._tree(seen, seen.headers[0])
        else:
            self._unusable(seen)

    def _table(self, seen: SeenTable, headers: Sequence[Header], *, borrowed: bool) -> None:
        table, grid = seen.table, seen.grid
        kinds: list[str] = []
        for header in headers:
            until = next((h.first for h in seen.headers if h.first >= header.end and h.first > header.first), table.n_rows)
            above = self._above(table, grid, header)
            kind, known = kind_of(header, above, self.title, self.berkas)
            columns, year_flags = dated(header, self._calendar(above, header))
            context = TableContext(
                number=seen.number,
                kind=kind,
                kind_known=known,
                eselon=echelon_of(above),
                jabatan=post_of(above) if kind in _OF_A_POST else None,
                goals=goals_of(above),
                year_flags=year_flags,
                vocabulary=self.vocabulary,
                taught=self.taught,
            )
            parents = self.parents if borrowed or self._goes_on(table, header) else Parents()
            made, lost = read_records(table, grid, columns, until, context, parents)
            self.parents = parents
            if borrowed:
                made = [replace(record, catatan=(*record.catatan, "kepala_dari_tabel_sebelumnya")) for record in made]
            self._keep(made, lost)
            self._ask(seen, columns, len(made) + len(lost), waiting=False)
            kinds.append(kind)
            self.last = (table, header)
        self.verdicts.append(TableVerdict(table, tuple(headers), kinds[0]))
        self.form = []

    def _goes_on(self, table: Table, header: Header) -> bool:
        """Whether a table is the one before it on a new page: the same header and no heading of its own between."""
        if self.last is None:
            return False
        before, last = self.last
        same = [column.path for column in last.columns if column.path] == [column.path for column in header.columns if column.path]
        near = 0 <= table.page - max(cell.page for cell in before.cells) <= 1
        named = nearest_kind([line.text for line in table.above])
        return same and near and named in (None, nearest_kind([line.text for line in before.above]))

    def _cards(self, seen: SeenTable) -> None:
        above = [*self.form, *(line.text for line in seen.table.above)]
        made, rest = read_cards(seen.table, seen.grid, seen.number, "definisi", self.vocabulary, goals_of(above))
        if rest and self.records and not made:
            last = self.records[-1]
            fields = {
                name: f"{before} {text}".strip()
                for name, text in rest.items()
                if hasattr(last, name) and (before := getattr(last, name) or "") is not None
            }
            others = {**last.lainnya, **{label: text for label, text in rest.items() if not hasattr(last, label)}}
            self.records[-1] = replace(last, lainnya=others, catatan=(*last.catatan, "teks_dari_baris_bawah"), **fields)  # type: ignore[arg-type]
        self._keep(made, [])
        self.verdicts.append(
            TableVerdict(seen.table, (), "definisi" if made or rest else None, "kartu tanpa nama indikator" if not made else "")
        )
        self.form = []

    def _tree(self, seen: SeenTable, header: Header) -> None:
        made = read_tree_of_cells(seen.table, seen.grid, header, seen.number, "cascading", self.vocabulary)
        self._keep(made, [])
        self.verdicts.append(TableVerdict(seen.table, (header,), "cascading"))

    def _keep(self, made: Sequence[Record], lost: Sequence[Quarantined]) -> None:
        self.records.extend(_flag_years(record, self.identity) for record in made)
        self.quarantined.extend(lost)

    def _unusable(self, seen: SeenTable) -> None:
        """A table without an indicator column: of other things, or one that a person must look at."""
        table, grid = seen.table, seen.grid
        self.form = [*(line.text for line in table.above), *_form_lines(grid)] if table.n_cols <= 3 else []
        first = seen.headers[0] if seen.headers else None
        if not looks_like_indicators(grid, first):
            reason = "tanpa kolom indikator" if first else "tidak memuat indikator"
            self.verdicts.append(TableVerdict(table, seen.headers, None, reason))
            return
        self.verdicts.append(TableVerdict(table, seen.headers, None, "judul kolom tidak dikenal (karantina)"))
        unknown = first or as_header(grid, seen.around)
        self._ask(seen, unknown, table.n_rows - unknown.end, waiting=True)
        kepala = " | ".join(column.text for column in first.columns) if first else " | ".join(mend(cell.text) for cell in grid.row(0))
        for row in range(first.end if first else 1, table.n_rows):
            if grid.printed(row):
                self.quarantined.append(waiting_row(grid, row, "kepala_tidak_dikenal", UNKNOWN, seen.number, kepala))

    def _ask(self, seen: SeenTable, header: Header, rows: int, *, waiting: bool) -> None:
        """Put a form before a person, where the program is not sure of it."""
        unsure = waiting or any(
            column.role == "tidak_pasti"
            or (column.score < SURE and (column.role in ("nilai", "indikator") or (column.role == "lainnya" and column.text)))
            for column in header.columns
        )
        if not unsure or not any(column.text for column in header.columns):
            return
        signature = header.signature
        if self.taught.knows(signature.code):
            return
        # Columns that differ only by their year are asked about once.
        distinct = [column for index, column in enumerate(header.columns) if signature.places[index] not in signature.places[:index]]
        first = [row for row in range(header.end, seen.table.n_rows) if any(seen.grid.texts(row))][:SAMPLES]
        samples = tuple(
            tuple(mend("\n".join(cell.text for cell in seen.grid.cells(row, column.cols)), self.vocabulary) for column in distinct)
            for row in first
        )
        columns = tuple(AskedColumn(column.text, in_words(column.meaning), round(column.score, 3)) for column in distinct)
        self.asked.append(AskedForm(signature.code, seen.table.page, rows, waiting, columns, samples))

    # -- what stands around a table -----------------------------------------------------------------------------------

    def _above(self, table: Table, grid: Grid, header: Header) -> list[str]:
        """The lines above a header: a form before the table, the page's lines, titles inside the frame."""
        frame = [mend(" ".join(cell.text for cell in grid.begins(row)), self.vocabulary) for row in range(header.first)]
        return [*self.form, *(line.text for line in table.above), *frame]

    def _calendar(self, above: Sequence[str], header: Header) -> Calendar:
        quarters = any(column.triwulan is not None for column in header.values)
        title, contradicted = _year_of_title(above)
        return Calendar(title, self.identity.periode_awal, self.identity.periode_akhir, evaluates=quarters, contradicted=contradicted)


def _form_lines(grid: Grid) -> list[str]:
    """A form drawn as a table ("Jabatan | : | Kepala …") as the lines of text it is."""
    return [" ".join(mend(cell.text) for cell in grid.begins(row)) for row in range(grid.n_rows)]


def _year_of_title(above: Sequence[str]) -> tuple[int | None, bool]:
    """The year of the nearest heading line above that names exactly one, and whether another line names another.

    Running text names other years in passing, amounts of money their own; a label's year ("Tahun : 2024") gives way to a heading's.
    """
    named: list[tuple[bool, int]] = []
    for line in list(above)[: -YEAR_LINES - 1 : -1]:
        if _is_prose(line) or _AMOUNT.search(line) or len(line.split()) > YEAR_WORDS:
            continue
        years = set(years_in(line, skip_laws=True))
        if len(years) > 1:
            break
        if years:
            named.append((_LABELLED_YEAR.match(line.strip()) is not None, years.pop()))
    nearest = next((year for labelled, year in named if not labelled), named[0][1] if named else None)
    labels = {year for labelled, year in named if labelled}
    return nearest, bool(labels - {nearest})


def _is_prose(line: str) -> bool:
    """Whether a line is of running text: it goes on with a small letter, or ends as sentences do."""
    text = line.strip()
    return text[:1].islower() or (len(text.split()) >= PROSE_WORDS and text.endswith((".", ",", ";")))


def _borrowed_header(seen: SeenTable, last: tuple[Table, Header] | None) -> Header | None:
    """The header of the table before, for a table of the very same columns: a continuation that was not stitched."""
    if last is None:
        return None
    before, header = last
    if not 0 <= seen.table.page - max(cell.page for cell in before.cells) <= 1:
        return None
    edges, own = before.column_edges(), seen.table.column_edges()
    # A column at the edge, or the rule inside one, may not be drawn on the new page; or one that is empty there is drawn beside them.
    near = [min(abs(edge - x) for edge in edges) <= SAME_EDGE for x in own]
    blank = [not any(cell.text.strip() for cell in seen.grid.down(col, 0, seen.grid.n_rows)) for col in range(seen.grid.n_cols)]
    left, right = 0, len(own) - 1
    while left < right and not near[left] and blank[left]:
        left += 1
    while right > left and not near[right] and blank[right - 1]:
        right -= 1
    places = [min(range(len(edges)), key=lambda k: abs(edges[k] - x)) for x in own[left : right + 1]]
    if len(places) <= LEAST_SHARED or not all(near[left : right + 1]) or any(a >= b for a, b in pairwise(places)):
        return None
    moved = header.over(places, left)
    return moved if moved is not None and moved.has_indicator else None


def _is_only_label(own: Header, borrowed: Header, grid: Grid) -> bool:
    """Whether a header is no more than a group's label ("Program 1 | Indikator Program"), over some of the columns only.

    The header of the table before names all those columns that have text and no title here.
    """
    titled = {col for column in borrowed.columns if column.text for col in column.cols}
    bare = [col for column in own.columns if not column.text for col in column.cols]
    filled = {col for col in bare if any(cell.text.strip() for cell in grid.down(col, own.end, grid.n_rows))}
    return len(filled) >= LEAST_BARE and filled <= titled


def _flag_years(record: Record, identity: DocumentIdentity) -> Record:
    start, end = identity.periode_awal, identity.periode_akhir
    if start is None or end is None or start == end:
        return record

    def flagged(value: Value) -> Value:
        if value.tahun is None or start <= value.tahun <= end or value.ukuran in ("kondisi_awal", "kondisi_akhir"):
            return value
        return value.noted("tahun_di_luar_periode")

    return replace(record, values=tuple(flagged(value) for value in record.values))
