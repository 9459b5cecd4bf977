"""One table of a document becomes records, or a reason why not: its columns, what stands around it, then its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile
from operator import is_

from normalizers.form import (
    PLANNING,
    Calendar,
    Header,
    OneIndicator,
    as_header,
    asked_form,
    dated,
    headless,
    in_its_part,
    kind_of,
    looks_like_indicators,
    measure_of_heading,
    measures_names,
    names_only_money,
    nearest_kind,
    other_kind,
    part_of_year,
    quarters_of_rows,
    scaled,
    years_of_rows,
)
from normalizers.header import header_words, is_number_row, is_title_row
from normalizers.lines_above import form_lines, labels_inside, period_of_title, undated_line, year_of_title
from normalizers.other_regions import without_other_regions
from normalizers.owner import echelon_of, labels_a_post, post_of, posts_of_form
from normalizers.rows import (
    Headed,
    Labelled,
    Parents,
    TableContext,
    begun_above,
    below_a_borrowed_header,
    code_above,
    colons_down,
    entries_of,
    form_of,
    goals_of,
    headed_alike,
    in_its_quarter,
    is_card,
    is_tree_of_cells,
    read_captioned,
    read_cards,
    read_records,
    read_tree_of_cells,
    waiting_row,
)
from normalizers.seen_tables import SeenTable, alike, borrowed_header, goes_on_with_years, is_only_label, of_one
from normalizers.words import NOTHING_TAUGHT, UserTerms, fold, mend, without_numbering
from schemas.stages import AskedForm, Cell, DocumentIdentity, Grid, Quarantined, Record, Table, TextLine, Value

#: Cards without a column of colons have no more columns: number, label, what it says.
NARROW = 3
#: A form with a value or indicator column less sure than this is put before a person.
SURE = 0.8
#: So many cells above a table's first header are a row, not a title.
LEAST_OF_ROW = 4
#: Why the rows of a table wait whose header nobody knows.
UNKNOWN = "Tabel tampak memuat indikator, tetapi judul kolomnya tidak dikenal. Jawab artinya di tinjauan.xlsx."
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
        borrowed = borrowed_header(seen, self.last)
        if borrowed is not None:
            seen = replace(seen, headers=tuple(own for own in seen.headers if not is_only_label(own, borrowed, seen.grid)))
            borrowed = None if seen.headers else borrowed
        usable = [header for header in seen.headers if header.has_indicator]
        if usable and all(names_only_money(seen.grid, header) for header in usable):
            self.verdicts.append(TableVerdict(seen.table, seen.headers, None, "anggaran: nama barisnya hanya kata uang"))
            return
        if not usable and borrowed is None and not seen.headers and not is_card(seen.grid):
            bare = headless(seen.grid, seen.around)
            usable = [bare] if bare is not None else []
        if borrowed is None and (one := of_one(seen, usable)) is not None:
            lines = self._own_lines(seen, one.header.first)
            self._captioned(seen, one, lines)
            self.one = (seen.table, one.header, lines)
        elif not seen.headers and self.one is not None and (one := goes_on_with_years(seen, *self.one[:2])) is not None:
            self._captioned(seen, one, self.one[2], borrowed=True)
        elif (not usable or seen.grid.n_cols <= NARROW or colons_down(seen.grid)) and is_card(seen.grid):
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
            elif not above and self.last is not None and self.last[0].cells[-1].page == table.page:
                # Nothing parts it from the table above it: both stand below one heading.
                above = list(self.above)
            kind, known = kind_of(header, above, self.title, self.berkas)
            own = years_of_rows(grid, header, until)
            parts = quarters_of_rows(grid, own.header, until)
            columns, year_flags = dated(parts.header, self._calendar(above, header, kind))
            moved = in_its_part(columns, part_of_year(self._of_its_own(above)))
            columns = without_other_regions(moved.header, self.identity)
            if header.values and not columns.values:
                # Nothing tells what any of its values are.
                kinds.append(kind)
                self._ask(seen, columns, until - header.end, waiting=True)
                self._wait(seen, range(header.end, until), " | ".join(column.text for column in columns.columns))
                continue
            context = TableContext(
                number=seen.number,
                kind=kind,
                kind_known=known,
                eselon=echelon_of(above),
                jabatan=post_of(above, of_heads=kind == "pk") if kind in _OF_A_POST else None,
                goals=goals_of(above, self.labelled),
                kode=code_above(above, self.labelled),
                year_flags=year_flags,
                row_years=own.years,
                row_quarters=parts.quarters,
                yearly=parts.yearly,
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
                made = below_a_borrowed_header(made, drawn=table.drawn)
            self._keep(in_its_quarter(made, moved.in_years(own.years.values())), lost)
            self._ask(seen, columns, len(made) + len(lost), waiting=False)
            kinds.append(kind)
            self.last, self.above = (table, header), above
            self.labelled = form_of(above, self.labelled)
        self.verdicts.append(TableVerdict(table, tuple(headers), kinds[0]))
        self._wait_above(seen, min(seen.headers, key=lambda header: header.first, default=None))
        self.form = []

    def _goes_on(self, table: Table, header: Header) -> bool:
        """Whether a table is the one before it on a new page: the same header and no heading of its own between."""
        if self.last is None:
            return False
        before, last = self.last
        if not alike(last, header):
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
            made = below_a_borrowed_header(made, drawn=seen.table.drawn)
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
        if table.n_cols <= NARROW or colons_down(grid) or (table.n_rows == 1 and self.form):
            # A form may be drawn as several tables, one below the other.
            self.form = [*self.form, *above, *form_lines(grid)]
        else:
            self.form = [*labels_inside(grid), *posts_of_form(grid)]
        first = seen.headers[0] if seen.headers else None
        self._wait_above(seen, first)
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
        self._wait(seen, range(first.end if first else 1, table.n_rows), kepala)

    def _wait(self, seen: SeenTable, rows: Iterable[int], kepala: str) -> None:
        """Rows below a header that is not understood wait."""
        for row in rows:
            if seen.grid.printed(row) and not is_number_row(seen.grid.row(row)):
                self.quarantined.append(waiting_row(seen.grid, row, "kepala_tidak_dikenal", UNKNOWN, seen.number, kepala))

    def _wait_above(self, seen: SeenTable, first: Header | None) -> None:
        """Indicators beside figures above a table's first header are another table's whose own header was not read: they wait."""
        for row in range(first.first if first else 0):
            printed = seen.grid.printed(row)
            figures = any(any(map(str.isdigit, cell.text)) for cell in printed[1:])
            if len(printed) >= LEAST_OF_ROW and figures and any(map(_begins_as_indicator, printed)):
                self.quarantined.append(waiting_row(seen.grid, row, "kepala_tidak_dikenal", UNKNOWN, seen.number, ""))

    def _ask(self, seen: SeenTable, header: Header, rows: int, *, waiting: bool) -> None:
        """Put a form before a person, where the program is not sure of it."""
        unsure = waiting or any(
            column.role == "tidak_pasti"
            or (column.score < SURE and (column.role in ("nilai", "indikator") or (column.role == "lainnya" and column.text)))
            for column in header.columns
        )
        if not unsure or not any(column.text for column in header.columns):
            return
        if self.taught.knows(header.signature.code):
            return
        self.asked.append(asked_form(seen.table, seen.grid, header, rows, waiting, self.vocabulary))

    # -- what stands around a table -----------------------------------------------------------------------------------

    def _above(self, table: Table, grid: Grid, header: Header, headers: Sequence[Header]) -> list[str]:
        """The lines above a header: a form before the table, the page's lines, titles inside the frame."""
        # Above a header further down stand the rows of the one before it: only titles are of its own.
        later = any(other.has_indicator and other.first < header.first for other in headers)
        rows = takewhile(partial(is_title_row, grid), range(header.first - 1, -1, -1)) if later else range(header.first)
        # Of two people side by side only one is the sheet's.
        posts = [] if later else posts_of_form(grid, header.first)
        kept = [row for row in sorted(rows) if not (posts and labels_a_post(grid.begins(row)))]
        frame = [*(mend(" ".join(cell.text for cell in grid.begins(row)), self.vocabulary) for row in kept), *posts]
        return [*self.form, *(line.text for line in table.above), *frame]

    def _calendar(self, above: Sequence[str], header: Header, kind: str) -> Calendar:
        quarters = any(column.triwulan is not None for column in header.values)
        title, contradicted = year_of_title(above)
        period = period_of_title(above)
        return Calendar(title, self.identity.periode_awal, self.identity.periode_akhir, quarters, contradicted, period, _plans(kind, above))


def _plans(kind: str, above: Sequence[str]) -> bool:
    """Whether a table of a kind plans, and its heading does not speak of what was reached."""
    return kind in PLANNING and measure_of_heading(above) not in ("realisasi", "capaian")


def _begins_as_indicator(cell: Cell) -> bool:
    """Whether a cell reads like an indicator's name, and not like a label ("Jumlah Anggaran :")."""
    begins = header_words().begins["indikator"].match(f"{fold(without_numbering(cell.text))} ")
    return begins is not None and not cell.text.rstrip().endswith(":")


def _flag_years(record: Record, identity: DocumentIdentity) -> Record:
    start, end = identity.periode_awal, identity.periode_akhir
    if start is None or end is None or start == end:
        return record

    def flagged(value: Value) -> Value:
        if value.tahun is None or start <= value.tahun <= end or value.ukuran in ("kondisi_awal", "kondisi_akhir"):
            return value
        return value.noted("tahun_di_luar_periode")

    values = tuple(map(flagged, record.values))
    return record if all(map(is_, values, record.values)) else replace(record, values=values)
