"""All tables of one document become its records: the room's front door."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers.form import find_headers
from normalizers.owner import identify
from normalizers.tables import Setting, TableReader, TableVerdict, target_years
from normalizers.words import NOTHING_TAUGHT, UserTerms, words_of
from schemas.stages import DocumentIdentity, ExtractedDocument, Quarantined, Record

__all__ = ["NormalisedDocument", "TableVerdict", "normalise"]

#: A document's title stands on its first pages, among so many lines at the top of each.
TITLE_PAGES, TITLE_LINES = 2, 12


@dataclass(frozen=True, slots=True)
class NormalisedDocument:
    """One document's records, what could not be placed, and whose document it is."""

    identity: DocumentIdentity
    records: tuple[Record, ...]
    quarantined: tuple[Quarantined, ...]
    verdicts: tuple[TableVerdict, ...]


def normalise(document: ExtractedDocument, berkas: str, taught: UserTerms = NOTHING_TAUGHT) -> NormalisedDocument:
    """Turn one document's tables into records.

    Args:
        document: What was read off the PDF.
        berkas: Its path below the input folder, the last resort for telling whose it is.
        taught: Headers and units that people named.

    Returns:
        The records and everything that looked like one.
    """
    found = [(table, grid, find_headers(grid, taught)) for table in document.tables for grid in (table.grid(),)]
    identity = identify(document.pages, berkas, target_years([headers for _, _, headers in found]))
    setting = Setting(
        identity=identity,
        title=tuple(line.text for page in document.pages[:TITLE_PAGES] for line in page.lines[:TITLE_LINES]),
        vocabulary=words_of(
            [line.text for page in document.pages for line in page.lines] + [c.text for t in document.tables for c in t.cells]
        ),
        taught=taught,
    )
    reader = TableReader(setting)
    for number, (table, grid, headers) in enumerate(found, start=1):
        reader.read(number, table, grid, headers)
    return NormalisedDocument(identity, tuple(reader.records), tuple(reader.quarantined), tuple(reader.verdicts))
