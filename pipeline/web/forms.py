"""Forms of tables that a person gives a meaning: one card each, and what an answer would do before it is kept."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from normalizers.form import choices
from normalizers.names import FORM
from normalizers.words import UserTerms, column_key
from pipeline.documents import unpack
from pipeline.ledger import Ledger, LedgerBroken
from pipeline.report import moment, plain, value_of
from pipeline.review import Fact, ReviewItem
from pipeline.web.desk import Desk, Refused
from pipeline.web.questions import Box, items_of, questions
from schemas.stages import AskedForm, Record

if TYPE_CHECKING:
    from normalizers.document import NormalisedDocument
    from schemas.stages import ExtractedDocument

#: So many rows are shown as they would become.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column to give a meaning: its place, header, what it is taken for, how surely, its first rows, and what was answered."""

    place: int
    header: str
    meaning: str
    percent: int
    samples: tuple[str, ...]
    decided: str = ""


@dataclass(frozen=True, slots=True)
class FormCard:
    """A form: how many rows and tables hang on it, where it stands, where its first table is, its columns."""

    sign: str
    rows: int
    tables: int
    waiting: bool
    places: tuple[str, ...]
    document: str
    page: int
    box: Box | None
    columns: tuple[FormColumn, ...]


@dataclass(slots=True)
class Effect:
    """What answers would do.

    Attributes:
        landed, waiting: By how many more (or fewer) rows land and wait.
        changed: How many values would mean something else.
        rows: The first rows as they would become, each with its values by what they mean.
    """

    landed: int = 0
    waiting: int = 0
    changed: int = 0
    rows: list[tuple[str, list[str]]] | None = None


def cards(desk: Desk) -> list[FormCard]:
    """The forms that are asked about, those that rows wait for first; answered ones are done."""
    items: dict[str, list[ReviewItem]] = {}
    for item in items_of(desk):
        if item.hal == FORM:
            items.setdefault(item.id_indikator.partition("#")[0], []).append(item)
    made = []
    for each in questions(desk):
        if each.hal != FORM:
            continue
        columns = tuple(
            FormColumn(int(item.id_indikator.partition("#")[2]), item.name, item.column.meaning, round(100 * item.column.score),
                       item.column.samples)
            for item in items[each.key]
            if item.column is not None
        )  # fmt: skip
        made.append(
            FormCard(each.key, each.settles, each.tables, each.waiting, each.places, each.document, each.page, each.box, columns)
        )  # fmt: skip
    return made


def card_of_table(desk: Desk, document: str, table: int) -> FormCard | None:
    """The form of a table, also of one that is understood surely; None where its table has no header of its own or the ledger is gone.

    Raises:
        KeyError: There is no such document.
    """
    from normalizers.document import forms_of  # noqa: PLC0415 (the readers are loaded when a form is tried, not before the first page)

    row = desk.data().document_of[document]
    found = _extraction(desk, row["id_dokumen"])
    form = forms_of(found, desk.reference().terms).get(table) if found is not None else None
    if form is None or not any(column.kepala for column in form.kolom):
        return None
    asked = next((card for card in cards(desk) if card.sign == form.tanda), None)
    standing = desk.standing_now()
    columns = tuple(
        FormColumn(place, column.kepala or f"(kolom {place})", column.arti, round(100 * column.keyakinan),
                   tuple(row[place - 1] for row in form.contoh), decided.sasaran if decided is not None else "")
        for place, column in enumerate(form.kolom, start=1)
        for decided in [standing.get((FORM, column_key(form.tanda, place)))]
    )  # fmt: skip
    places = asked.places if asked is not None else (f"{row['berkas']} hal. {form.halaman}",)
    tables, rows = (asked.tables, asked.rows) if asked is not None else (1, form.baris)
    box = form.kotak if form.kotak[2] > form.kotak[0] else None
    return FormCard(form.tanda, rows, tables, asked is not None and asked.waiting, places, document, form.halaman, box, columns)


def meanings() -> Sequence[str]:
    """What a column may mean, in words."""
    return choices()


def effect(desk: Desk, sign: str, answers: Mapping[str, str], document: str = "") -> Effect:
    """What answers about a form would do to the documents that have it; nothing is kept.

    Args:
        desk: The run.
        sign: The form's signature.
        answers: By column key, its meaning in words.
        document: The id in addresses of a document that has it, where the program asks nothing about it.

    Raises:
        Refused: The ledger is gone, or has no such form.
    """
    now = desk.reference().terms
    then = replace(now, columns={**now.columns, **answers})
    found = Effect()
    ids = _with_form(desk, sign)
    if document in desk.data().document_of:
        ids.setdefault(desk.data().document_of[document]["id_dokumen"], desk.data().document_of[document]["berkas"])
    if not ids:
        raise Refused("form_gone")
    for id_dokumen, berkas in ids.items():
        extracted = _extraction(desk, id_dokumen)
        if extracted is not None:
            _add(found, desk, sign, extracted, berkas, (now, then), id_dokumen)
    return found


def _with_form(desk: Desk, sign: str) -> dict[str, str]:
    """The documents that a form is asked about in: path by id."""
    ids = {row["berkas"]: row["id_dokumen"] for row in desk.data().documents}
    try:
        with closing(Ledger(desk.output, watch=True)) as ledger:
            kept = (unpack(each, tuple[str, list[Fact]]) for each in ledger.all_of("tanya", "berkas, id_dokumen"))
            named = [berkas for berkas, facts in kept if any(fact.form is not None and fact.form.tanda == sign for fact in facts)]
    except (LedgerBroken, sqlite3.DatabaseError) as error:
        raise Refused("ledger_gone") from error
    return {ids[berkas]: berkas for berkas in named if berkas in ids}


def _extraction(desk: Desk, id_dokumen: str) -> ExtractedDocument | None:
    """What was read off a document's pages."""
    from pipeline.reading import Extraction  # noqa: PLC0415 (as above)

    try:
        with closing(Ledger(desk.output, watch=True)) as ledger:
            kept = ledger.get(id_dokumen, "ekstraksi")
    except (LedgerBroken, sqlite3.DatabaseError):
        return None
    extraction: Any = unpack(kept, Extraction) if kept is not None else None
    document: ExtractedDocument | None = extraction.document if extraction is not None else None
    return document


def _add(
    found: Effect, desk: Desk, sign: str, document: ExtractedDocument, berkas: str, terms: tuple[UserTerms, UserTerms], id_dokumen: str
) -> None:
    from normalizers.document import forms_of, normalise  # noqa: PLC0415 (as above)

    now, then = (normalise(document, berkas, each, each.periods.get(id_dokumen)) for each in terms)
    found.landed += len(then.records) - len(now.records)
    found.waiting += len(then.quarantined) - len(now.quarantined)
    found.changed += (_meant(then) - _meant(now)).total()
    if not found.rows:
        forms = forms_of(document, terms[1])
        found.rows = [_shown(desk, record) for record in then.records if _is_of(forms, record, sign)][:SHOWN]


def _is_of(forms: Mapping[int, AskedForm], record: Record, sign: str) -> bool:
    form = forms.get(record.tabel)
    return form is not None and form.tanda == sign


def _meant(made: NormalisedDocument) -> Counter[tuple[object, ...]]:
    """What each value is taken to state."""
    return Counter(
        (record.tabel, record.baris, record.bagian, value.ukuran, value.tahun, value.triwulan, value.nilai_teks, value.satuan)
        for record in made.records
        for value in record.values
    )


def _shown(desk: Desk, record: Record) -> tuple[str, list[str]]:
    """A row as it would become: its indicator, and each value with what it states."""
    names = ("nilai_teks", "nilai", "nilai_bawah", "nilai_atas", "pembanding", "jenis_nilai", "satuan", "ukuran", "tahun", "triwulan")
    rows = [{name: getattr(value, name) for name in names} for value in record.values]
    told = ((row, value_of(row, desk.language)) for row in rows)
    values = [f"{moment(row, desk.language)}: {said} {row['satuan'] or ''}".strip() for row, said in told if said]
    return plain(record.indikator[:200]), [plain(value[:200]) for value in values]
