"""What needs a person: forms, names, headers and units, with where they stand and how much hangs on them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from normalizers.figures import canonical_unit
from normalizers.names import DOCUMENT, FORM, INDICATOR, UNIT, Candidate, NameIndex, name_key
from normalizers.owner import OFFICE, PERIOD, REGION
from normalizers.words import column_key
from pipeline.documents import Outcome, as_cell
from pipeline.reference import FIELDS, Reference, document_key
from schemas.stages import AskedForm, Box, DocumentIdentity

#: Names of no list this alike are put before a person together.
ALIKE_AMONG_THEMSELVES = 0.9
#: Between a file and its page.
PAGE = " hal. "
#: So many places are named.
PLACES = 5
#: A box of no size: where something stands is not known.
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
#: So many candidates are put before a person: who has to weigh more reads none.
CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form that is put before a person: its meaning in words, how surely, its first rows, and whether rows wait for it."""

    meaning: str
    score: float
    samples: tuple[str, ...]
    waiting: bool


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One question.

    Attributes:
        hal: ``bentuk``, ``wilayah``, ``perangkat_daerah``, ``periode``, ``indikator`` or ``satuan``.
        name: As printed, the commonest spelling; of a document its path.
        id_indikator: The id it has now; of a document the key of what is asked about it; empty for headers and units.
        rows: How many records, columns or values hang on it.
        places: Files and pages, the first few.
        candidates: For indicators: what it may be the same as, best first.
        column: For a form's column: what it is taken for, how surely, and what stands in its first rows.
        box: Where on the page of the first place it stands; of no size where that is not known.
        forms: For a form's column: how many tables have it.
        neighbours: Answers that stand near, see :mod:`pipeline.review.neighbours`.
    """

    hal: str
    name: str
    id_indikator: str
    rows: int
    places: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()
    column: FormColumn | None = None
    box: Box = NOWHERE
    forms: int = 0
    neighbours: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """A short hash of the question: an edited row of a workbook no longer fits it."""
        ids = [self.id_indikator] if self.hal in (FORM, *FIELDS) else [candidate.id for candidate in self.candidates]
        return mark_of(self.hal, as_cell(self.name), ids)


def mark_of(hal: str, name: str, candidates: Sequence[str]) -> str:
    """See :attr:`ReviewItem.mark`."""
    return hashlib.sha256("\x1f".join((hal, name, *candidates)).encode()).hexdigest()[:12]


@dataclass(slots=True)
class _Seen:
    rows: int = 0
    #: The first few places, and how many there are: of thousands of documents not all are kept.
    places: list[str] = field(default_factory=list)
    all_places: int = 0
    last_place: str = ""
    box: Box = NOWHERE
    spellings: dict[str, int] = field(default_factory=dict)

    def add(self, fact: Fact, berkas: str) -> None:
        self.rows += 1
        spelling, place = fact.name, f"{berkas}{PAGE}{fact.page}"
        if not self.all_places:
            self.box = fact.box
        if place != self.last_place:
            self.last_place = place
            self.all_places += 1
            if len(self.places) < PLACES:
                self.places.append(place)
        self.spellings[spelling] = self.spellings.get(spelling, 0) + 1

    def item(self, hal: str, id_indikator: str = "", candidates: tuple[Candidate, ...] = ()) -> ReviewItem:
        name = min(self.spellings, key=lambda spelling: (-self.spellings[spelling], spelling))
        others = self.all_places - len(self.places)
        shown = (*self.places, *([f"… dan {others} tempat lain"] if others else []))
        return ReviewItem(hal, name, id_indikator, self.rows, shown, candidates, box=self.box)


@dataclass(slots=True)
class _SeenForm:
    """A form over all documents: the first table of it stands for all."""

    form: AskedForm
    rows: int = 0
    tables: int = 0
    waiting: bool = False
    places: list[str] = field(default_factory=list)

    def add(self, form: AskedForm, berkas: str) -> None:
        self.rows += form.baris
        self.tables += 1
        self.waiting = self.waiting or form.menunggu
        place = f"{berkas}{PAGE}{form.halaman}"
        if place not in self.places and len(self.places) < PLACES:
            self.places.append(place)

    def items(self) -> list[ReviewItem]:
        """One question a column, left to right."""
        return [
            ReviewItem(
                hal=FORM,
                name=column.kepala or f"(kolom {place})",
                id_indikator=column_key(self.form.tanda, place),
                rows=self.rows,
                places=tuple(self.places),
                box=self.form.kotak,
                forms=self.tables,
                column=FormColumn(column.arti, column.keyakinan, tuple(row[place - 1] for row in self.form.contoh), self.waiting),
            )
            for place, column in enumerate(self.form.kolom, start=1)
        ]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something in doubt in one document: what it is about, as printed, its id now (of an indicator), page, form, and place on the page."""

    hal: str
    name: str
    id_indikator: str
    page: int
    form: AskedForm | None = None
    box: Box = NOWHERE


def facts_of(outcome: Outcome, reference: Reference) -> list[Fact]:
    """What a document has that may need a person."""
    facts = [Fact(FORM, form.tanda, form.tanda, form.halaman, form) for form in outcome.asked]
    if outcome.records or outcome.quarantined:
        facts += [Fact(what, outcome.found.berkas, document_key(outcome.found.id_dokumen, what), 1) for what in _unknown(outcome.identity)]
    for record in outcome.records:
        match = reference.harmoniser.match(record.indikator).match
        if match.status_padanan in ("tinjau", "baru"):
            facts.append(Fact(INDICATOR, record.indikator, match.id_indikator, record.halaman, box=record.kotak))
        for value in record.values:
            unit = canonical_unit(value.satuan) if value.satuan is not None else None
            if value.satuan is not None and (unit is None or not unit.known):
                facts.append(Fact(UNIT, value.satuan, "", value.halaman, box=value.kotak))
    return facts


def _unknown(identity: DocumentIdentity) -> list[str]:
    """What is not known of a document."""
    known = {REGION: identity.kode_provinsi, OFFICE: identity.perangkat_daerah, PERIOD: identity.periode_awal}
    return [what for what in FIELDS if known[what] is None]


def review_items(documents: Iterable[tuple[str, Sequence[Fact]]], reference: Reference) -> list[ReviewItem]:
    """Everything in doubt, worst first: what most rows hang on.

    Args:
        documents: Path and facts of each, sorted by path.
        reference: Standard names and decisions.
    """
    seen: defaultdict[tuple[str, str], _Seen] = defaultdict(_Seen)
    forms: dict[str, _SeenForm] = {}
    for berkas, facts in documents:
        for fact in sorted(facts, key=lambda fact: fact.page):
            if fact.form is not None:
                forms.setdefault(fact.form.tanda, _SeenForm(fact.form)).add(fact.form, berkas)
                continue
            seen[fact.hal, fact.id_indikator or fact.name.casefold()].add(fact, berkas)
    names = {key: min(each.spellings) for (hal, key), each in seen.items() if hal == INDICATOR}
    among = _alike_among_themselves(names, {key: seen[INDICATOR, key].rows for key in names})
    items = []
    for (hal, key), each in seen.items():
        if hal != INDICATOR:
            item = each.item(hal, key if hal in FIELDS else "")
            decided = reference.harmoniser.decisions.is_decided
            if not (decided(DOCUMENT, key) if hal in FIELDS else decided(hal, item.name)):
                items.append(item)
            continue
        own = reference.harmoniser.match(names[key]).candidates
        candidates = tuple(sorted((*own, *among.get(key, ())), key=lambda candidate: (-candidate.score, candidate.id)))
        if candidates:
            items.append(each.item(hal, key, candidates[:CANDIDATES]))
    asked = sorted(forms.values(), key=lambda form: (not form.waiting, -form.rows, form.form.tanda))
    return [*(item for form in asked for item in form.items()), *sorted(items, key=lambda item: (-item.rows, item.hal, item.name))]


def count_questions(items: Iterable[ReviewItem]) -> int:
    """How many decisions a person is asked for; all columns of one form are one."""
    return len({item.id_indikator.partition("#")[0] if item.hal == FORM else item.mark for item in items})


def _alike_among_themselves(names: dict[str, str], rows: dict[str, int]) -> dict[str, list[Candidate]]:
    """For each name of no list the alike ones that more rows hang on; a pair is asked once."""
    index = NameIndex((name_key(name), id_, name) for id_, name in sorted(names.items()))
    return {
        id_: [
            other
            for other in index.alike(name_key(name))
            if other.id != id_ and other.score >= ALIKE_AMONG_THEMSELVES and (-rows[other.id], other.id) < (-rows[id_], id_)
        ]
        for id_, name in names.items()
    }
