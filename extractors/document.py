"""One PDF becomes page texts and stitched tables: the room's front door."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.page import EngineMissing, PageContent, PageUnreadable, Rule, Word, text_lines, turn_box
from extractors.pdf import LYING, Display, PageGlance, PagesInTurn, TriageWords, glance, open_page, read_content, read_letters
from extractors.pictured import Pictured, read_pictures
from extractors.sight import Sight, hidden_lines, lines_shown, look, wordless
from extractors.tables import (
    BreakWords,
    PagedTable,
    Reading,
    SecondOpinions,
    make_upright,
    moved,
    read_label_lists,
    read_left_out,
    read_scanned,
    read_upright,
    stands_as_head,
    stitch,
    tables_among,
    with_doubts,
    with_pictured,
    words_outside,
)
from schemas.stages import Box, ExtractedDocument, PageText, Table, TextLine

if TYPE_CHECKING:
    import pypdfium2 as pdfium

    # Only scans need it, and OpenCV with it.
    from extractors.scan import ScanReader

#: Lines of text kept above a table: enough for a letter's two parties and a list of duties.
LINES_ABOVE = 80
#: Pages of a scan that are read whatever is on them: they say whose document it is.
FIRST_PAGES = 2

#: Pages whose text is held against their picture whatever is on them: their titles say what tables are about.
TITLE_PAGES = 2
#: Of the others these are looked at first where pages tell whose document it is.
TELLING_PAGES = 6

#: What is said of a cell that unseen letters were left out of, and of one that shows more than its text; and how sure they are at most.
UNSEEN, UNSEEN_SCORE = "teks_tak_tampak", 0.75
WORDLESS, WORDLESS_SCORE = "gambar_tanpa_teks", 0.5

PageDone = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Meant:
    """What hangs on text outside tables; what these give is compared and nothing else.

    Attributes:
        whose: Whose document it is and of when, by its pages.
        about: What lines above a table say of it.
    """

    whose: Callable[[Sequence[PageText]], object]
    about: Callable[[Sequence[str]], object]


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """All words that decide how a document is read; the caller's language, not ours.

    Attributes:
        triage: What marks a page as worth reading; None reads every page.
        breaks: What stands around page breaks.
        meant: What hangs on the text of pages without tables; None takes that text as it is.
    """

    triage: TriageWords | None
    breaks: BreakWords
    meant: Meant | None = None


def extract(
    pdf: pdfium.PdfDocument,
    path: Path,
    words: ReadingWords,
    page_done: PageDone | None = None,
    skip: frozenset[int] = frozenset(),
    scans: Callable[[], ScanReader] | None = None,
    pages: Container[int] | None = None,
    *,
    joined: bool = True,
) -> ExtractedDocument:
    """Read the tables of a PDF.

    Args:
        pdf: The open file.
        path: Where it lies, for second opinions.
        words: What the documents' language says.
        page_done: Called after every page with its number and the page count.
        skip: Pages not to touch; they are kept as ``gagal``.
        scans: Gives the reader of pages that are pictures, asked for with the first one; None leaves them unread.
        pages: Which pages are read, from 1; None reads all. The others have no entry.
        joined: Whether tables that go on over a page break become one.

    Returns:
        Every page's text and the tables, stitched over page breaks unless told otherwise. A page that cannot be read is kept as
        ``gagal`` with its reason; it never stops the others.
    """
    # Where every table is wanted nobody is asked: other readers were never right where ours was not, and are lost in a map of fine lines.
    reader = _DocumentReader(SecondOpinions(path) if words.triage is not None else None, words, scans)
    with closing(PagesInTurn(pdf)) as in_turn:
        for number in range(1, len(pdf) + 1):
            if pages is not None and number not in pages:
                reader.pass_over()
            elif number in skip:
                reader.leave_out(number, "skipped")
            else:
                reader.read(in_turn, number)
            if page_done is not None:
                page_done(number, len(pdf))
    # Whoever hung here is said to have been behind the last page.
    if words.meant is not None and len(pdf) + 1 not in skip:
        reader.look_back(pdf, words.meant, page_done)
    tables = stitch(reader.tables, words.breaks) if joined else [paged.table for paged in reader.tables]
    placed, lists = (tuple(map(reader.on_pages, found)) for found in (tables, reader.lists))
    return ExtractedDocument(tuple(reader.pages), placed, tuple(reader.unseen), lists)


def _table(reading: Reading, page: int, above: tuple[TextLine, ...] = ()) -> Table:
    """A reading as what is handed on."""
    return Table(
        cells=reading.cells,
        n_rows=reading.n_rows,
        n_cols=reading.n_cols,
        page=page,
        method=reading.method,
        confidence=reading.confidence,
        above=above,
        flags=reading.flags,
        drawn=reading.drawn,
    )


def _turn_back(box: Box, *, quarters: int, width: float, height: float) -> Box:
    return turn_box(box, 4 - quarters, width, height)


def _doubted(page: pdfium.PdfPage, readings: list[Reading], content: PageContent, quarters: int, sight: Sight) -> list[Reading]:
    """Readings of an upright page whose cells say where the page shows more than its text, or less.

    Args:
        page: The open page.
        readings: The tables, read after so many quarter turns clockwise.
        content: The page as displayed.
        quarters: The turns.
        sight: What the page's picture showed.
    """

    def upright(box: Box) -> Box:
        return turn_box(box, quarters, content.width, content.height)

    cells = [cell.box for reading in readings for cell in reading.cells]
    if quarters:
        size = (content.height, content.width) if quarters % 2 else (content.width, content.height)
        cells = [turn_box(cell, 4 - quarters, *size) for cell in cells]
    bare = wordless(page, sight.picture, cells, content)
    doubts = [(upright(box), WORDLESS, WORDLESS_SCORE) for box in (*bare, *sight.unsaid)]
    doubts += [(upright(box), UNSEEN, UNSEEN_SCORE) for _, box in sight.hidden]
    return [with_doubts(reading, doubts) for reading in readings] if doubts else readings


class _DocumentReader:
    """Goes through pages in order; what it carries is the text since the last table and whether that may go on."""

    def __init__(self, opinions: SecondOpinions | None, words: ReadingWords, scans: Callable[[], ScanReader] | None) -> None:
        self.opinions, self.words, self.scans = opinions, words, scans
        # Tables are stitched on their pages as read (straight, upright); only then are their boxes put on the pages as displayed.
        self.place: dict[int, Callable[[Box], Box]] = {}
        self.pages: list[PageText] = []
        self.tables: list[PagedTable] = []
        self.lists: list[Table] = []
        self.above: list[TextLine] = []
        self.unseen: list[TextLine] = []
        self.may_go_on = False
        # Typed pages whose text was not held against their picture.
        self.unlooked: set[int] = set()

    def read(self, in_turn: PagesInTurn, number: int) -> None:
        """Read a page, from 1."""
        try:
            with in_turn.open(number) as page:
                self._page(page, number)
        except PageUnreadable as error:
            self.leave_out(number, error.code, error.detail)

    def pass_over(self) -> None:
        """Leave a page that nobody asked for unread; no table goes on over it."""
        self.may_go_on = False

    def leave_out(self, number: int, reason: str, detail: str = "") -> None:
        """Keep a page as one that could not be read."""
        self.pages.append(PageText(number, (), "gagal", False, reason, detail))
        self.may_go_on = False

    def _page(self, page: pdfium.PdfPage, number: int) -> None:
        text = page.get_textpage()
        seen = glance(page, self.words.triage, text)
        width, height = page.get_size()
        raw = tuple(TextLine(line, (0.0, 0.0, width, height), number) for line in seen.lines)
        reason, detail = seen.reason, seen.detail
        if seen.kind == "gambar" and self.scans is not None:
            self._scanned_page(page, number, self.scans())
            return
        parse = seen.candidate
        if not parse and self.may_go_on and seen.kind == "teks":
            parse, reason, detail = True, "may_go_on", ""
        kind, pictured = seen.kind, self._pictured(page, number, text, seen) if seen.kind == "teks" else None
        if isinstance(pictured, EngineMissing):
            kind, reason, detail, pictured = "gambar", pictured.code, pictured.detail, None
        elif pictured is not None:
            parse, reason, detail = True, "picture_of_table", ""
        if not parse:
            self.may_go_on = False
            self._add_above(raw)
            self.pages.append(PageText(number, raw, kind, False, reason, detail))
            self.unlooked.update([number] if raw else [])
            return
        letters = read_letters(text, display := Display(page))
        content = read_content(page, number, text, letters)
        quarters, upright = make_upright(content)
        readings = read_upright(upright, None if quarters else self.opinions, self._edges_before())
        if readings:
            sight = look(page, text, letters, (content.horizontal, content.vertical))
            if sight.seen.unseen or sight.seen.drawn_as:
                letters = read_letters(text, display, sight.seen.unseen)
                content = read_content(page, number, text, letters, sight.seen)
                raw = tuple(text_lines(content.words, number))
                quarters, upright = make_upright(content)
                readings = read_upright(upright, None if quarters else self.opinions, self._edges_before())
                self.unseen.extend(line for line in hidden_lines(sight, number) if not self.words.breaks.numbers_page(line, height))
            readings = _doubted(page, readings, content, quarters, sight)
            readings = [with_pictured(reading, partial(self._part, page, quarters), WORDLESS, LYING) for reading in readings]
        elif raw:
            self.unlooked.add(number)
        if quarters:
            self.place[number] = partial(_turn_back, quarters=quarters, width=upright.width, height=upright.height)
        elif pictured is not None:
            upright = replace(upright, words=(*upright.words, *pictured.words))
            readings = sorted([*readings, *pictured.readings], key=lambda reading: reading.box[1])
        self._keep(upright, readings)
        self.pages.append(PageText(number, raw, kind, True, reason, detail))

    def _edges_before(self) -> Sequence[float]:
        """The column edges of the table without drawn columns that may go on from the page before; white alone hides empty ones."""
        last = self.tables[-1].table if self.may_go_on and self.tables else None
        return () if last is None or last.drawn else last.column_edges()

    def _pictured(self, page: pdfium.PdfPage, number: int, text: pdfium.PdfTextPage, seen: PageGlance) -> Pictured | EngineMissing | None:
        """The tables that stand on a typed page as pictures, or why they cannot be read; those in letters suffice where all are wanted."""
        if self.scans is None or self.words.triage is None:
            return None
        try:
            return read_pictures(page, number, text, seen.pictures, self.words.triage, self.scans)
        except EngineMissing as error:
            return error
        except PageUnreadable:
            # A broken photograph is no reason to leave the letters beside it.
            return None

    def _part(self, page: pdfium.PdfPage, quarters: int, box: Box) -> tuple[Sequence[Word], Sequence[Rule]]:
        """What stands in a cell by its picture; nothing where that cannot be read."""
        if self.scans is None or quarters:
            return (), ()
        with suppress(EngineMissing):
            return self.scans().read_part(page, box)
        return (), ()

    def _scanned_page(self, page: pdfium.PdfPage, number: int, scans: ScanReader) -> None:
        try:
            # The first pages say whose document it is, which nobody asks where every table is wanted.
            first = number <= FIRST_PAGES and self.words.triage is not None
            scanned = scans.read(page, number, always=first or self.may_go_on)
        except EngineMissing as error:
            self.pages.append(PageText(number, (), "gambar", False, error.code, error.detail))
            return
        if scanned is None:
            self.may_go_on = False
            self.pages.append(PageText(number, (), "gambar", False, "no_table_seen"))
            return
        self.place[number] = scanned.on_page
        self._keep(scanned.content, read_scanned(scanned.content))
        lines = tuple(text_lines(scanned.content.words, number))
        self.pages.append(PageText(number, lines, "gambar", True, "read_by_ocr"))

    def look_back(self, pdf: pdfium.PdfDocument, meant: Meant, page_done: PageDone | None) -> None:
        """Hold pages without tables against their pictures where something hangs on their text: a title, what stands above a table,
        whose document it is. What nobody can see there is left out; it is said where the document would have been another's."""
        before, hidden = list(self.pages), list[TextLine]()
        wanted = sorted(self.unlooked & {*range(1, TITLE_PAGES + 1), *self._announcing(meant)})
        while wanted:
            for number in wanted:
                self.unlooked.discard(number)
                with suppress(PageUnreadable), open_page(pdf, number) as page:
                    shown = lines_shown(page, number)
                    if shown is not None:
                        self._shown(number, shown[0])
                        hidden += shown[1]
                if page_done is not None:
                    page_done(len(pdf), len(pdf))
            wanted = self._telling(meant)
        if hidden and meant.whose(before) != meant.whose(self.pages):
            self.unseen.extend(hidden)

    def _announcing(self, meant: Meant) -> set[int]:
        """Pages not looked at whose lines say something of a table below them that its other lines do not say."""
        found: set[int] = set()
        for above in (paged.table.above for paged in self.tables):
            doubtful = {line.page for line in above} & self.unlooked
            known = [line.text for line in above if line.page not in doubtful]
            if doubtful and meant.about([line.text for line in above]) != meant.about(known):
                found |= doubtful
        return found

    def _telling(self, meant: Meant) -> list[int]:
        """Pages not looked at yet as long as those that were looked at do not tell by themselves what all together do; the first first."""
        known = [page for page in self.pages if page.number not in self.unlooked]
        if not self.unlooked or meant.whose(self.pages) == meant.whose(known):
            return []
        return [number for number in sorted(self.unlooked) if number <= TELLING_PAGES] or sorted(self.unlooked)

    def _shown(self, number: int, lines: tuple[TextLine, ...]) -> None:
        """Take a page's lines as they can be seen for those of its text."""
        self.pages = [replace(page, lines=lines) if page.number == number else page for page in self.pages]
        for index, paged in enumerate(self.tables):
            above = paged.table.above
            at = next((place for place, line in enumerate(above) if line.page == number), None)
            if at is not None:
                rest = [line for line in above[at:] if line.page != number]
                changed = tuple([*above[:at], *lines, *rest][-LINES_ABOVE:])
                self.tables[index] = replace(paged, table=replace(paged.table, above=changed))

    def on_pages(self, table: Table) -> Table:
        """A stitched table with its cells' boxes on the pages as displayed."""
        if not self.place:
            return table

        def on_page(box: Box, page: int) -> Box:
            return self.place[page](box) if page in self.place else box

        return replace(table, cells=tuple(moved(cell, on_page) for cell in table.cells))

    def _add_above(self, lines: tuple[TextLine, ...] | list[TextLine]) -> None:
        self.above = [*self.above, *lines][-LINES_ABOVE:]

    def _keep(self, content: PageContent, readings: list[Reading]) -> None:
        if self.words.triage is None:
            # Where only indicators count, a drawing that is no table holds none.
            readings = tables_among(readings, content)
        apart = words_outside(content.words, [reading.box for reading in readings])
        if self.words.triage is not None:
            labelled = read_label_lists(content, apart)
            self.lists += [_table(reading, content.number) for reading in labelled]
            left_out = words_outside(apart, [reading.box for reading in labelled])
            if (left := read_left_out(left_out, content.number)) is not None:
                self.lists.append(_table(left, content.number))
        outside = text_lines(apart, content.number)
        heads = tuple(line for line in outside if stands_as_head(line, content.height))
        position = -1e9
        for index, reading in enumerate(readings):
            top = reading.box[1]
            self._add_above([line for line in outside if position <= line.box[1] < top])
            following = readings[index + 1].box[1] if index + 1 < len(readings) else 1e9
            below = tuple(line for line in outside if top <= line.box[1] < following)
            self.tables.append(
                PagedTable(
                    table=_table(reading, content.number, tuple(self.above)),
                    below=below,
                    starts_page=index == 0,
                    ends_page=index + 1 == len(readings),
                    ink=reading.ink,
                    height=content.height,
                    heads=heads,
                )
            )
            self.above = []
            position = top
        self._add_above([line for line in outside if line.box[1] >= position])
        self.may_go_on = bool(readings) and all(self.words.breaks.is_foot(line, content.height) for line in self.tables[-1].below)
