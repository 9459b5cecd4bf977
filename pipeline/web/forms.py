"""Forms of tables that wait for a meaning: one card each, and what an answer would do before it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from normalizers.form import choices
from normalizers.names import FORM
from normalizers.words import UserTerms
from pipeline.documents import unpack
from pipeline.ledger import Ledger, LedgerBroken
from pipeline.reference import FIELDS
from pipeline.review import Fact, ReviewItem, review_items
from pipeline.web.desk import Desk, Refused


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column to give a meaning: its place, header, what it is taken for, how surely, its first rows, and what was answered."""

    place: int
    header: str
    meaning: str
    percent: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormCard:
    """A form: how many rows hang on it, where it stands, where its first table is, its columns."""

    sign: str
    rows: int
    waiting: bool
    places: tuple[str, ...]
    document: str
    page: int
    columns: tuple[FormColumn, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What answers would do: rows that land and wait, now and then."""

    landed: int
    landed_then: int
    waiting: int
    waiting_then: int


def questions(desk: Desk) -> list[ReviewItem]:
    """Everything that is asked, worst first; nothing where the ledger is gone."""
    try:
        with closing(Ledger(desk.output, watch=True)) as ledger:
            facts = [unpack(kept, tuple[str, list[Fact]]) for kept in ledger.all_of("tanya", "berkas, id_dokumen")]
    except (LedgerBroken, sqlite3.DatabaseError):
        return []
    return review_items(facts, desk.reference())


def cards(desk: Desk) -> list[FormCard]:
    """The forms that are asked about, those that rows wait for first; answered ones are done."""
    found: dict[str, list[ReviewItem]] = {}
    for item in questions(desk):
        if item.hal == FORM:
            found.setdefault(item.id_indikator.partition("#")[0], []).append(item)
    terms = desk.reference().terms
    keys = {row["berkas"]: desk.data().short[row["id_dokumen"]] for row in desk.data().documents}
    made = []
    for sign, items in found.items():
        if terms.knows(sign):
            continue
        first = items[0]
        berkas, _, page = first.places[0].rpartition(" hal. ")
        columns = tuple(
            FormColumn(_place(item), item.name, item.column.meaning, round(100 * item.column.score), item.column.samples[:3])
            for item in items
            if item.column is not None
        )
        waiting = any(item.column is not None and item.column.waiting for item in items)
        made.append(FormCard(sign, first.rows, waiting, first.places, keys.get(berkas, ""), int(page), columns))
    return made


def _place(item: ReviewItem) -> int:
    return int(item.id_indikator.partition("#")[2])


def documents_asked(desk: Desk) -> dict[str, list[str]]:
    """By what is not known of them (a region, an office, a period), the files of documents."""
    asked = questions(desk)
    return {what: names for what in FIELDS if (names := [item.name for item in asked if item.hal == what])}


def meanings() -> Sequence[str]:
    """What a column may mean, in words."""
    return choices()


def effect(desk: Desk, sign: str, answers: Mapping[str, str]) -> Effect:
    """What answers about a form would do to the documents that have it; nothing is kept.

    Args:
        desk: The run.
        sign: The form's signature.
        answers: By column key, its meaning in words.

    Raises:
        Refused: The ledger is gone, or has no such form.
    """
    now = desk.reference().terms
    then = replace(now, columns={**now.columns, **answers})
    counts = [0, 0, 0, 0]
    any_there = False
    try:
        with closing(Ledger(desk.output, watch=True)) as ledger:
            for kept in ledger.all_of("tanya", "berkas, id_dokumen"):
                berkas, facts = unpack(kept, tuple[str, list[Fact]])
                if not any(fact.form is not None and fact.form.tanda == sign for fact in facts):
                    continue
                any_there = True
                id_dokumen = next(row["id_dokumen"] for row in desk.data().documents if row["berkas"] == berkas)
                extraction = ledger.get(id_dokumen, "ekstraksi")
                if extraction is not None:
                    for place, count in enumerate(
                        (*_counts(extraction, berkas, id_dokumen, now), *_counts(extraction, berkas, id_dokumen, then))
                    ):
                        counts[place] += count
    except (LedgerBroken, sqlite3.DatabaseError, StopIteration) as error:
        raise Refused("ledger_gone") from error
    if not any_there:
        raise Refused("form_gone")
    return Effect(counts[0], counts[2], counts[1], counts[3])


def _counts(extraction: bytes, berkas: str, id_dokumen: str, terms: UserTerms) -> tuple[int, int]:
    """Rows that land and rows that wait."""
    from normalizers.document import normalise  # noqa: PLC0415 (the readers are loaded when a form is tried, not before the first page)
    from pipeline.reading import Extraction  # noqa: PLC0415 (as above)

    document: Any = unpack(extraction, Extraction).document
    if document is None:
        return 0, 0
    made = normalise(document, berkas, terms, terms.periods.get(id_dokumen))
    return len(made.records), len(made.quarantined)
