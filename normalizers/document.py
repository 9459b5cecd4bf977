"""All tables of one document become its records: the room's front door."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers.owner import PERIOD, REGION, given, identify
from normalizers.tables import TableReader, TableVerdict, look, target_years
from normalizers.words import NOTHING_TAUGHT, UserTerms, words_of
from schemas.stages import AskedForm, DocumentIdentity, ExtractedDocument, Quarantined, Record, TextLine

__all__ = ["NormalisedDocument", "TableVerdict", "normalise"]

#: A document's title stands on its first pages, among so many lines at the top of each.
TITLE_PAGES, TITLE_LINES = 2, 12
UNSEEN = "Teks ini ada di berkas tetapi tidak tampak di halamannya; tidak diambil. Periksa halamannya bila semestinya tampak."


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
    title = tuple(line.text for page in document.pages[:TITLE_PAGES] for line in page.lines[:TITLE_LINES])
    seen = [look(number, table, title, taught) for number, table in enumerate(document.tables, start=1)]
    identity = identify(document.pages, berkas, target_years([each.headers for each in seen]))
    if berkas in taught.regions:
        identity = given(identity, REGION, taught.regions[berkas])
    if period is not None:
        identity = given(identity, PERIOD, period)
    vocabulary = words_of(
        [line.text for page in document.pages for line in page.lines] + [c.text for t in document.tables for c in t.cells]
    )
    reader = TableReader(identity, title, berkas, vocabulary, taught)
    for each in seen:
        reader.read(each)
    left_out = (*reader.quarantined, *(_unseen(line, document) for line in document.unseen))
    return NormalisedDocument(identity, tuple(reader.records), left_out, tuple(reader.verdicts), tuple(reader.asked))


def _unseen(line: TextLine, document: ExtractedDocument) -> Quarantined:
    """Text that nobody can see is no data; it is said where it stands, with the table it would have got into."""
    beside = (number for number, table in enumerate(document.tables, start=1) if any(cell.page == line.page for cell in table.cells))
    return Quarantined("teks_tak_tampak", UNSEEN, next(beside, 1), None, line.page, line.box, line.text, "")
