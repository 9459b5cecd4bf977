"""One table of a document becomes records, or a reason why not: its columns, what stands around it, then its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile

from normalizers.form import (
    Calendar,
    Elsewhere,
    Header,
    OneIndicator,
    Surroundings,
    as_header,
    dated,
    headless,
    in_its_part,
    in_words,
    interpret,
    kind_of,
    looks_like_indicators,
    measure_of_heading,
    measures_as_rows,
    measures_names,
    names_only_money,
    nearest_kind,
    one_indicator,
    other_kind,
    part_of_year,
    scaled,
    seen_elsewhere,
    speaks_of_performance,
    speaks_of_quarters,
    taken_over,
    title_kind,
    years_of_rows,
)
from normalizers.header import Block, find_blocks, is_number_row, is_title_row
from normalizers.owner import echelon_of, post_of, posts_of_form
from normalizers.rows import (
    Headed,
    Labelled,
    Parents,
    TableContext,
    begun_above,
    code_above,
    entries_of,
    form_of,
    goals_of,
    headed_alike,
    in_its_quarter,
    is_card,
    is_tree_of_cells,
    labelled_levels,
    read_captioned,
    read_cards,
    read_records,
    read_tree_of_cells,
    waiting_row,
)
from normalizers.words import NOTHING_TAUGHT, UserTerms, fold, mend, years_in
from schemas.stages import AskedColumn, AskedForm, DocumentIdentity, Grid, PageText, Quarantined, Record, Table, TextLine, Value

#: So many columns with text below them and no title show that a row is no header.
LEAST_BARE = 2
#: A page's running lines are among so many at its top and bottom, and stand on this share of the pages.
EDGE_LINES, RUNNING = 4, 0.5
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
_LABELLED_YEAR = re.compile(r".{0,60}:\s*(?:tahun\s*)?(?:19|20)\d\d\W*", re.IGNORECASE)
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


def look_at_all(tables: Sequence[Table], title: Sequence[str], taught: UserTerms) -> list[SeenTable]:
    """Understand the columns of a document's tables, those of one form together.

    Args:
        tables: The tables.
        title: The document's first lines.
        taught: Headers that people named.
    """
    grids = [table.grid() for table in tables]
    blocks = [find_blocks(grid) for grid in grids]
    elsewhere = seen_elsewhere(zip(grids, blocks, strict=True))
    return [
        _look(number, table, grid, title, taught, found, elsewhere)
        for number, (table, grid, found) in enumerate(zip(tables, grids, blocks, strict=True), start=1)
    ]


def look(number: int, table: Table, title: Sequence[str], taught: UserTerms) -> SeenTable:
    """Understand a table's columns, as far as the table and what stands around it tell.

    Args:
        number: Its place in the document, from 1.
        table: The table.
        title: The document's first lines.
        taught: Headers that people named.
    """
    grid = table.grid()
    return _look(number, table, grid, title, taught, find_blocks(grid), {})


def _look(
    number: int, table: Table, grid: Grid, title: Sequence[str], taught: UserTerms, found: Sequence[Block], elsewhere: Elsewhere
) -> SeenTable:
    above = tuple(line.text for line in table.above)
    frame = tuple(cell.text for row in range(min(grid.n_rows, 3)) if is_title_row(grid, row) for cell in grid.printed(row))
    kind = nearest_kind((*above, *frame)) or title_kind(title)
    around = Surroundings((*above, *frame), kind, speaks_of_performance(above, title))
    return SeenTable(number, table, grid, tuple(interpret(grid, around, taught, found, elsewhere)), around)


def said_above(lines: Sequence[str]) -> object:
    """What lines above a table may say of it: to be compared with what others say, and nothing else.

    Args:
        lines: The lines, top to bottom.
    """
    columns = nearest_kind(lines), speaks_of_performance(tuple(lines), ()), speaks_of_quarters(lines), measure_of_heading(lines)
    return columns, _year_of_title(lines), echelon_of(lines), post_of(lines), goals_of(lines)


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
    labelled: tuple[Labelled, ...] = ()
    running: frozenset[str] = frozenset()
    above: Sequence[str] = ()
    headed: Headed | None = None
    one: tuple[Table, Header, Sequence[TextLine]] | None = None

    def read(self, seen: SeenTable) -> None:
        """Make a table's records, or say why it has none."""
        borrowed = _borrowed_header(seen, self.last)
        if borrowed is not None:
            seen = replace(seen, headers=tuple(own for own in seen.headers if not _is_only_label(own, borrowed, seen.grid)))
            borrowed = None if seen.headers else borrowed
        usable = [header for header in seen.headers if header.has_indicator]
        if usable and all(names_only_money(seen.grid, header) for header in usable):
            self.verdicts.append(TableVerdict(seen.table, seen.headers, None, "anggaran: nama barisnya hanya kata uang"))
            return
        if not usable and borrowed is None and not seen.headers and not is_card(seen.grid):
            bare = headless(seen.grid, seen.around)
            usable = [bare] if bare is not None else []
        if borrowed is None and (one := _of_one(seen, usable)) is not None:
            lines = self._own_lines(seen, one.header.first)
            self._captioned(seen, one, lines)
            self.one = (seen.table, one.header, lines)
        elif not seen.headers and self.one is not None and (one := _goes_on_with_years(seen, *self.one[:2])) is not None:
            self._captioned(seen, one, self.one[2], borrowed=True)
        elif (not usable or seen.grid.n_cols <= NARROW) and is_card(seen.grid):
            self.read_card(seen)
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
            above = self._above(table, grid, header, headers)
            on = borrowed or self._goes_on(table, header)
            if on:
                # What stands above its first part holds for the whole table; what every page prints says nothing of it.
                above = [*self.above, *self._of_its_own(above)]
            kind, known = kind_of(header, above, self.title, self.berkas)
            own = years_of_rows(grid, header, until)
            columns, year_flags = dated(own.header, self._calendar(above, header))
            moved = in_its_part(columns, part_of_year(self._of_its_own(above)))
            columns = moved.header
            context = TableContext(
                number=seen.number,
                kind=kind,
                kind_known=known,
                eselon=echelon_of(above),
                jabatan=post_of(above) if kind in _OF_A_POST else None,
                goals=goals_of(above, self.labelled),
                kode=code_above(above, self.labelled),
                year_flags=year_flags,
                row_years=own.years,
                vocabulary=self.vocabulary,
                taught=self.taught,
            )
            parents = self.parents if on else Parents()
            if on and (self.last is None or self.last[0] is not table):
                parents.enter_titles_above(self._of_its_own([line.text for line in table.above]))
            made, lost = read_records(table, grid, scaled(columns, above), until, context, parents)
            self.parents = parents
            if context.goals and made:
                self.headed = Headed(context.goals, frozenset(fold(record.indikator) for record in made))
            else:
                made = headed_alike(made, self.headed)
            if borrowed:
                made = [replace(record, catatan=(*record.catatan, "kepala_dari_tabel_sebelumnya")) for record in made]
            self._keep(in_its_quarter(made, moved.in_years(own.years.values())), lost)
            self._ask(seen, columns, len(made) + len(lost), waiting=False)
            kinds.append(kind)
            self.last, self.above = (table, header), above
            self.labelled = form_of(above, self.labelled)
        self.verdicts.append(TableVerdict(table, tuple(headers), kinds[0]))
        self.form = []

    def _goes_on(self, table: Table, header: Header) -> bool:
        """Whether a table is the one before it on a new page: the same header and no heading of its own between."""
        if self.last is None:
            return False
        before, last = self.last
        if not _alike(last, header):
            return False
        near = before is table or 0 <= table.page - max(cell.page for cell in before.cells) <= 1
        named = nearest_kind(self._of_its_own([line.text for line in table.above])) if before is not table else None
        return near and named in (None, nearest_kind(self.above))

    def _of_its_own(self, lines: Sequence[str]) -> list[str]:
        """Lines without those that many pages print at their edges."""
        return [line for line in lines if undated_line(line) not in self.running]

    def read_card(self, seen: SeenTable) -> None:
        """Make the records of a table of cards."""
        above = [*self.form, *(line.text for line in seen.table.above)]
        own = entries_of(seen.grid)
        lead = begun_above(seen.table.above) if own and own[0].role != "indikator" else []
        made, rest = read_cards(seen.table, seen.grid, seen.number, "definisi", self.vocabulary, goals_of(above), lead)
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

    def _own_lines(self, seen: SeenTable, first: int) -> list[TextLine]:
        """The lines above a table and inside its frame above row ``first``, without those that many pages print."""
        inside = [cell for row in range(first) for cell in seen.grid.printed(row)]
        lines = [*seen.table.above, *(TextLine(mend(cell.text, self.vocabulary), cell.box, cell.page) for cell in inside)]
        return [line for line in lines if undated_line(line.text) not in self.running]

    def _captioned(self, seen: SeenTable, found: OneIndicator, lines: Sequence[TextLine], *, borrowed: bool = False) -> None:
        """A table that is of one indicator, as its caption names it."""
        above = [line.text for line in lines]
        measures = replace(found.header, columns=tuple(column for row in found.rows for column in row.columns))
        kind, known = kind_of(measures, above, self.title, self.berkas)
        context = TableContext(seen.number, kind, known, echelon_of(above), vocabulary=self.vocabulary, taught=self.taught)
        made, lost, why_not = read_captioned(seen.table, seen.grid, found, lines, context)
        if borrowed:
            made = [replace(record, catatan=(*record.catatan, "kepala_dari_tabel_sebelumnya")) for record in made]
        self._keep(made, lost)
        self.verdicts.append(TableVerdict(seen.table, (found.header,), kind if made else None, why_not))
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
        above = [line.text for line in table.above]
        self.labelled = form_of(above, self.labelled)
        self.form = [*above, *_form_lines(grid)] if table.n_cols <= 3 else [*_labels_inside(grid), *posts_of_form(grid)]
        first = seen.headers[0] if seen.headers else None
        other = other_kind(first) if first else None
        if other is not None:
            self.verdicts.append(TableVerdict(table, seen.headers, None, f"{other}, tanpa kolom indikator"))
            return
        if not looks_like_indicators(grid, first) and not measures_names(grid, first, seen.around):
            reason = "tanpa kolom indikator" if first else "tidak memuat indikator"
            self.verdicts.append(TableVerdict(table, seen.headers, None, reason))
            return
        self.verdicts.append(TableVerdict(table, seen.headers, None, "judul kolom tidak dikenal (karantina)"))
        unknown = first or as_header(grid, seen.around)
        self._ask(seen, unknown, table.n_rows - unknown.end, waiting=True)
        kepala = " | ".join(column.text for column in first.columns) if first else " | ".join(mend(cell.text) for cell in grid.row(0))
        for row in range(first.end if first else 1, table.n_rows):
            if grid.printed(row) and not is_number_row(grid.row(row)):
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

    def _above(self, table: Table, grid: Grid, header: Header, headers: Sequence[Header]) -> list[str]:
        """The lines above a header: a form before the table, the page's lines, titles inside the frame."""
        # Above a header further down stand the rows of the one before it: only titles are of its own.
        later = any(other.has_indicator and other.first < header.first for other in headers)
        rows = takewhile(partial(is_title_row, grid), range(header.first - 1, -1, -1)) if later else range(header.first)
        frame = [mend(" ".join(cell.text for cell in grid.begins(row)), self.vocabulary) for row in sorted(rows)]
        return [*self.form, *(line.text for line in table.above), *frame]

    def _calendar(self, above: Sequence[str], header: Header) -> Calendar:
        quarters = any(column.triwulan is not None for column in header.values)
        title, contradicted = _year_of_title(above)
        return Calendar(title, self.identity.periode_awal, self.identity.periode_akhir, evaluates=quarters, contradicted=contradicted)


def _of_one(seen: SeenTable, usable: Sequence[Header]) -> OneIndicator | None:
    """A table as one of a single indicator, where no column names indicators, or what seems to is target, result and achievement."""
    if usable:
        return measures_as_rows(seen.grid, usable[0])
    return one_indicator(seen.grid, seen.headers[0] if seen.headers else None, seen.around)


def _goes_on_with_years(seen: SeenTable, before: Table, header: Header) -> OneIndicator | None:
    """A table without a header that goes on with the years of the one before it, on the next page at most."""
    near = 0 <= seen.table.page - max(cell.page for cell in before.cells) <= 1
    above = replace(header, first=0, end=0)
    return one_indicator(seen.grid, above, seen.around) if near and seen.table.n_cols == before.n_cols else None


def _form_lines(grid: Grid) -> list[str]:
    """A form drawn as a table ("Jabatan | : | Kepala …") as the lines of text it is."""
    return [" ".join(mend(cell.text) for cell in grid.begins(row)) for row in range(grid.n_rows)]


def _labels_inside(grid: Grid) -> list[str]:
    """The lines of a table's cells that name a level behind its label: forms between the lists of a budget."""
    return [line for row in range(grid.n_rows) for cell in grid.begins(row) for line in cell.text.split("\n") if labelled_levels([line])]


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


def _alike(one: Header, other: Header) -> bool:
    """Whether two headers are one printed again: spelt alike, or columns of the same meanings in the same order."""
    return one.signature == other.signature or [column.meaning for column in one.columns] == [column.meaning for column in other.columns]


def undated_line(line: str) -> str:
    """A line as it is the same on every page: without numbers."""
    return " ".join(re.sub(r"\d+", " ", fold(line)).split())


def running_lines(pages: Sequence[PageText]) -> frozenset[str]:
    """The lines, as :func:`undated_line` has them, that many pages print at their top or bottom: they head no table."""
    seen = Counter(
        text
        for page in pages
        for text in {undated_line(line.text) for line in (*page.lines[:EDGE_LINES], *page.lines[-EDGE_LINES:])}
        if text
    )
    return frozenset(text for text, count in seen.items() if count >= max(2, RUNNING * len(pages)))


def _borrowed_header(seen: SeenTable, last: tuple[Table, Header] | None) -> Header | None:
    """The header of the table before, for a table of the very same columns: a continuation that was not stitched."""
    if last is None:
        return None
    before, header = last
    pages = seen.table.page - max(cell.page for cell in before.cells)
    if not 0 <= pages <= 1:
        return None
    return taken_over(header, before.column_edges(), seen.table.column_edges(), seen.grid, next_page=pages == 1 and not seen.headers)


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
