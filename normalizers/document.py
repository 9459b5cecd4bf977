"""All tables of one document become its records: the room's front door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from normalizers.form import asked_form, looks_like_indicators, rows_name_indicators
from normalizers.lines_above import running_lines, said_above
from normalizers.owner import PERIOD, REGION, given, identify
from normalizers.rows import cards_of, waiting_row
from normalizers.seen_tables import look, look_at_all, target_years
from normalizers.tables import TableReader, TableVerdict
from normalizers.words import NOTHING_TAUGHT, UserTerms, squash, words_of
from schemas.stages import LEFT_OUT, AskedForm, DocumentIdentity, ExtractedDocument, PageText, Quarantined, Record, TextLine

__all__ = ["NormalisedDocument", "TableVerdict", "forms_of", "normalise", "said_above"]

#: A document's title stands on its first pages, among so many lines at the top of each.
TITLE_PAGES, TITLE_LINES = 2, 12
OUTSIDE = "Baris ini tersusun dalam kolom, tetapi tidak masuk tabel mana pun. Periksa halamannya dan ketik nilainya bila perlu."
UNSEEN = "Teks ini ada di berkas tetapi tidak tampak di halamannya; tidak diambil. Periksa halamannya bila semestinya tampak."
UNSEEN_TEXTS = "{} teks ada di berkas tetapi tidak tampak di halaman ini; tidak diambil. Periksa halamannya bila semestinya tampak."


@dataclass(frozen=True, slots=True)
class NormalisedDocument:
    """One document's records, what could not be placed, whose document it is, and the forms that a person should look at."""

    identity: DocumentIdentity
    records: tuple[Record, ...]
    quarantined: tuple[Quarantined, ...]
    verdicts: tuple[TableVerdict, ...]
    asked: tuple[AskedForm, ...] = ()


def normalise(
    document: ExtractedDocument, berkas: str, taught: UserTerms = NOTHING_TAUGHT, period: str | None = None
) -> NormalisedDocument:
    """Turn one document's tables into records.

    Args:
        document: What was read off the PDF.
        berkas: Its path below the input folder, the last resort for telling whose it is.
        taught: Headers, units and regions that people named.
        period: The document's period ("2021-2026") where a person said it: years that are only counted are counted from it.

    Returns:
        The records and everything that looked like one.
    """
    pages = _titles_first(document)
    title = _title(pages)
    seen = look_at_all(document.tables, title, taught)
    identity = identify(pages, berkas, target_years([each.headers for each in seen]))
    if berkas in taught.regions:
        identity = given(identity, REGION, taught.regions[berkas])
    if period is not None:
        identity = given(identity, PERIOD, period)
    vocabulary = _vocabulary(document)
    reader = TableReader(identity, title, berkas, vocabulary, taught, running=running_lines(document.pages))
    for each in seen:
        reader.read(each)
    cards = cards_of([table for table in document.lists if LEFT_OUT not in table.flags])
    for number, table in enumerate(cards, start=len(document.tables) + 1):
        reader.read_card(look(number, table, title, taught))
    left_out = (*reader.quarantined, *_outside(document, len(document.tables) + len(cards) + 1), *_unseen(document))
    return NormalisedDocument(identity, tuple(reader.records), left_out, tuple(reader.verdicts), tuple(reader.asked))


def _outside(document: ExtractedDocument, first: int) -> list[Quarantined]:
    """Rows of indicators beside figures that no table holds: they wait, those of a page as one table more.

    Args:
        document: What was read off the PDF.
        first: The number of the first of them.
    """
    found: list[Quarantined] = []
    grids = (table.grid() for table in document.lists if LEFT_OUT in table.flags)
    for number, grid in enumerate(grids, start=first):
        if looks_like_indicators(grid, None) or rows_name_indicators(grid):
            found += [waiting_row(grid, row, LEFT_OUT, OUTSIDE, number, "") for row in range(grid.n_rows)]
    return found


def forms_of(document: ExtractedDocument, taught: UserTerms = NOTHING_TAUGHT) -> dict[int, AskedForm]:
    """The form of each table that has a header, by the table's number: also of those that are understood surely.

    A table that goes on from the one before it without a header of its own has that one's form.

    Args:
        document: What was read off the PDF.
        taught: Headers that people named.
    """
    title = _title(_titles_first(document))
    vocabulary = _vocabulary(document)
    forms: dict[int, AskedForm] = {}
    before: AskedForm | None = None
    for seen in look_at_all(document.tables, title, taught):
        if seen.headers:
            header = seen.headers[0]
            before = asked_form(seen.table, seen.grid, header, seen.table.n_rows - header.end, False, vocabulary)
        if before is not None:
            forms[seen.number] = before
    return forms


def _title(pages: Sequence[PageText]) -> tuple[str, ...]:
    return tuple(line.text for page in pages[:TITLE_PAGES] for line in page.lines[:TITLE_LINES])


def _vocabulary(document: ExtractedDocument) -> Mapping[str, int]:
    """The document's words."""
    return words_of([line.text for page in document.pages for line in page.lines] + [c.text for t in document.tables for c in t.cells])


def _titles_first(document: ExtractedDocument) -> list[PageText]:
    """The pages, what stands above a page's first table at the top of its lines: a file may draw a title after the table below it."""
    above: dict[int, list[TextLine]] = {}
    for table in document.tables:
        above.setdefault(table.page, [line for line in table.above if line.page == table.page])
    pages = []
    for page in document.pages:
        titles = above.get(page.number, [])
        said = {squash(line.text) for line in titles}
        lines = (*titles, *(line for line in page.lines if squash(line.text) not in said))
        pages.append(replace(page, lines=lines) if titles else page)
    return pages


def _unseen(document: ExtractedDocument) -> list[Quarantined]:
    """Text that nobody can see is no data; a page says once how much of it there is and all that it says, with the table it stands by.

    A page may hide a word in every cell: a row each would bury what else waits.
    """
    by_page: dict[int, list[TextLine]] = {}
    for line in document.unseen:
        by_page.setdefault(line.page, []).append(line)
    left_out = []
    for page, lines in by_page.items():
        beside = (number for number, table in enumerate(document.tables, start=1) if any(cell.page == page for cell in table.cells))
        x0s, tops, x1s, bottoms = zip(*(line.box for line in lines), strict=True)
        box = (min(x0s), min(tops), max(x1s), max(bottoms))
        sentence = UNSEEN if len(lines) == 1 else UNSEEN_TEXTS.format(len(lines))
        texts = " | ".join(line.text for line in lines)
        left_out.append(Quarantined("teks_tak_tampak", sentence, next(beside, 1), None, page, box, texts, ""))
    return left_out
