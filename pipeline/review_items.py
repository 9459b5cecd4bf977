"""What needs a person: names, headers and units, with where they stand and how much hangs on them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from normalizers.decisions import HEADER, INDICATOR, UNIT
from normalizers.harmonise import Candidate, NameIndex
from normalizers.name_key import name_key
from normalizers.standardise import standardise
from normalizers.units import canonical_unit
from pipeline.outcome import Outcome
from pipeline.reference_folder import Reference

#: Names of no list this alike are put before a person together.
ALIKE_AMONG_THEMSELVES = 0.9
#: So many places are named.
PLACES = 5


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One question.

    Attributes:
        hal: ``indikator``, ``kepala_kolom`` or ``satuan``.
        name: As printed, the commonest spelling.
        id_indikator: The id it has now; empty for headers and units.
        rows: How many records, columns or values hang on it.
        places: Files and pages, the first few.
        candidates: For indicators: what it may be the same as, best first.
    """

    hal: str
    name: str
    id_indikator: str
    rows: int
    places: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()

    @property
    def mark(self) -> str:
        """A short hash of the question: an edited row of a workbook no longer fits it."""
        return mark_of(self.hal, self.name, [candidate.id for candidate in self.candidates])


def mark_of(hal: str, name: str, candidates: Sequence[str]) -> str:
    """See :attr:`ReviewItem.mark`."""
    return hashlib.sha256("\x1f".join((hal, name, *candidates)).encode()).hexdigest()[:12]


@dataclass(slots=True)
class _Seen:
    rows: int = 0
    places: dict[str, None] = field(default_factory=dict)
    spellings: dict[str, int] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    decided: bool = False

    def add(self, spelling: str, berkas: str, page: int) -> None:
        self.rows += 1
        self.places.setdefault(f"{berkas} hal. {page}")
        self.spellings[spelling] = self.spellings.get(spelling, 0) + 1

    def item(self, hal: str, id_indikator: str = "", candidates: tuple[Candidate, ...] = ()) -> ReviewItem:
        name = min(self.spellings, key=lambda spelling: (-self.spellings[spelling], spelling))
        places = list(self.places)
        shown = (*places[:PLACES], *([f"… dan {len(places) - PLACES} tempat lain"] if len(places) > PLACES else []))
        return ReviewItem(hal, name, id_indikator, self.rows, shown, candidates)


def review_items(outcomes: Iterable[Outcome], reference: Reference) -> list[ReviewItem]:
    """Everything in doubt, worst first: what most rows hang on."""
    ordered = sorted(outcomes, key=lambda outcome: (outcome.found.berkas, outcome.found.id_dokumen))
    named = [item for item in (*_headers(ordered), *_units(ordered)) if not reference.harmoniser.decisions.is_decided(item.hal, item.name)]
    return sorted([*_indicators(ordered, reference), *named], key=lambda item: (-item.rows, item.hal, item.name))


def _indicators(outcomes: Sequence[Outcome], reference: Reference) -> list[ReviewItem]:
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    unmatched: dict[str, str] = {}
    for outcome in outcomes:
        for record in outcome.records:
            _, found = standardise(record, reference.harmoniser, reference.places)
            if found.match.status_padanan in ("tinjau", "baru"):
                each = seen[found.match.id_indikator]
                each.add(record.indikator, outcome.found.berkas, record.halaman)
                each.candidates = found.candidates
                unmatched.setdefault(found.match.id_indikator, record.indikator)
    among = _alike_among_themselves(unmatched, {id_: each.rows for id_, each in seen.items()})
    return [
        each.item(INDICATOR, id_, candidates[:3])
        for id_, each in seen.items()
        if (candidates := tuple(sorted((*each.candidates, *among.get(id_, ())), key=lambda c: (-c.score, c.id))))
    ]


def _alike_among_themselves(names: dict[str, str], rows: dict[str, int]) -> dict[str, list[Candidate]]:
    """For each name of no list the alike ones that more rows hang on; a pair is asked once."""
    index = NameIndex((name_key(name), id_, name) for id_, name in names.items())
    return {
        id_: [
            other
            for other in index.alike(name_key(name))
            if other.id != id_ and other.score >= ALIKE_AMONG_THEMSELVES and (-rows[other.id], other.id) < (-rows[id_], id_)
        ]
        for id_, name in names.items()
    }


def _headers(outcomes: Sequence[Outcome]) -> list[ReviewItem]:
    """Headers of columns that were kept as others."""
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    for outcome in outcomes:
        for record in outcome.records:
            for header in record.lainnya:
                seen[header.casefold()].add(header, outcome.found.berkas, record.halaman)
    return [each.item(HEADER) for each in seen.values()]


def _units(outcomes: Sequence[Outcome]) -> list[ReviewItem]:
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    for outcome in outcomes:
        for record in outcome.records:
            for value in record.values:
                unit = canonical_unit(value.satuan) if value.satuan is not None else None
                if value.satuan is not None and (unit is None or not unit.known):
                    seen[value.satuan.casefold()].add(value.satuan, outcome.found.berkas, value.halaman)
    return [each.item(UNIT) for each in seen.values()]
