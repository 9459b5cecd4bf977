"""What one answer settles for many rows: forms, names, units, and whose a document is; the most rows first."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from normalizers.names import DOCUMENT, FORM, Candidate
from pipeline.documents import unpack
from pipeline.ledger import Ledger, LedgerBroken
from pipeline.reference import FIELDS, Reference
from pipeline.review import PAGE, Fact, ReviewItem, review_items, with_neighbours
from pipeline.web.desk import Desk

Box = tuple[float, float, float, float]
#: Of a document's first page so much is shown (points): whose it is stands there.
TITLE = 300.0


@dataclass(frozen=True, slots=True)
class Question:
    """A question that one answer settles.

    Attributes:
        hal: ``bentuk``, ``indikator``, ``satuan`` or what is asked of a document.
        name: What it is about, as printed; of a document its path; of a form its column titles.
        key: What names it: of a form its signature, of a document its id in addresses.
        settles: How many rows (of a unit: values) hang on it.
        tables: How many tables have that form.
        waiting: Whether rows wait for it.
        places: Files and pages, the first few.
        document, page, box: Where the first stands; the box is None where that is not known.
        candidates: What a name may be the same as.
        neighbours: Answers that stand near.
    """

    hal: str
    name: str
    key: str
    settles: int
    tables: int
    waiting: bool
    places: tuple[str, ...]
    document: str
    page: int
    box: Box | None
    candidates: tuple[Candidate, ...]
    neighbours: tuple[str, ...]


def items_of(desk: Desk) -> list[ReviewItem]:
    """Everything that is asked and not answered yet, worst first; nothing where the ledger is gone.

    To find out takes seconds for thousands of names, so what is answered meanwhile is left out of what was found; only a decision that was
    taken back may bring a question that was not there.
    """
    data, standing = desk.data(), desk.standing_now()
    kept = desk.asked
    if kept is None or kept[0] is not data or not kept[1] <= standing.keys():
        kept = desk.asked = (data, frozenset(standing), _items(desk))
    reference = desk.reference()
    return [item for item in kept[2] if not _is_answered(reference, item)]


def _is_answered(reference: Reference, item: ReviewItem) -> bool:
    if item.hal == FORM:
        return reference.terms.knows(item.id_indikator.partition("#")[0])
    decided = reference.harmoniser.decisions.is_decided
    return decided(DOCUMENT, item.id_indikator) if item.hal in FIELDS else decided(item.hal, item.name)


def _items(desk: Desk) -> list[ReviewItem]:
    try:
        with closing(Ledger(desk.output, watch=True)) as ledger:
            facts = [unpack(kept, tuple[str, list[Fact]]) for kept in ledger.all_of("tanya", "berkas, id_dokumen")]
    except (LedgerBroken, sqlite3.DatabaseError):
        return []
    return with_neighbours(review_items(facts, desk.reference()), desk.data().documents)


def questions(desk: Desk) -> list[Question]:
    """Everything that is asked and not answered yet, what settles most first; all columns of a form are one question."""
    keys = short_by_path(desk)
    forms: dict[str, list[ReviewItem]] = {}
    found = []
    for item in items_of(desk):
        if item.hal == FORM:
            forms.setdefault(item.id_indikator.partition("#")[0], []).append(item)
        else:
            found.append(_question(desk, item, keys))
    found += [_of_form(sign, items, keys) for sign, items in forms.items()]
    return sorted(found, key=lambda each: (not each.waiting, -each.settles, each.hal, each.name))


def short_by_path(desk: Desk) -> Mapping[str, str]:
    """Documents' ids in addresses by their path."""
    return {row["berkas"]: desk.data().short[row["id_dokumen"]] for row in desk.data().documents}


def _question(desk: Desk, item: ReviewItem, keys: Mapping[str, str]) -> Question:
    document, page = _place(item, keys)
    settles, key = item.rows, item.name
    box: Box | None = item.box if item.box[2] > item.box[0] else None
    if item.hal in FIELDS:
        row = desk.data().document_of.get(document)
        settles, key = (row["rekaman"] + row["karantina"] if row is not None else 1), document
        box = (0.0, 0.0, TITLE, TITLE)
    return Question(item.hal, item.name, key, settles, 0, False, item.places, document, page, box, item.candidates, item.neighbours)


def _of_form(sign: str, items: Sequence[ReviewItem], keys: Mapping[str, str]) -> Question:
    first = items[0]
    document, page = _place(first, keys)
    waiting = any(item.column is not None and item.column.waiting for item in items)
    box = first.box if first.box[2] > first.box[0] else None
    name = " | ".join(item.name for item in items)
    return Question(FORM, name, sign, first.rows, first.forms, waiting, first.places, document, page, box, (), ())


def _place(item: ReviewItem, keys: Mapping[str, str]) -> tuple[str, int]:
    """The document and page of the first place."""
    berkas, _, page = item.places[0].rpartition(PAGE)
    return keys.get(berkas, ""), int(page) if page.isdigit() else 1


def documents_asked(desk: Desk) -> dict[str, list[str]]:
    """By what is not known of them (a region, an office, a period), the files of documents."""
    asked = items_of(desk)
    return {what: names for what in FIELDS if (names := [item.name for item in asked if item.hal == what])}
