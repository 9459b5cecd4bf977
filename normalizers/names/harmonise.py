"""Indicator names become harmonised indicators: one id for one indicator, across documents, runs and spellings.

In this order, the first that holds: a person decided; the name is a standard name but for its writing; it differs from exactly one
standard name by words that add nothing or by typing errors; else it is an indicator of its own, by its own key. What is alike but differs
by a word that means something is never joined: it is put before a person with its candidates.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from normalizers.figures import canonical_unit
from normalizers.names.decisions import Applied, Decisions
from normalizers.names.guards import Difference, difference
from normalizers.names.key import NameKey, name_key
from normalizers.names.lexicon import Tokens, name_lexicon
from normalizers.names.reference import ReferenceName, registry
from normalizers.words import squash
from schemas.stages import IndicatorMatch

#: Names less alike than this (percent) are not put before anyone.
ALIKE = 86.0
#: A name is looked for among those that share its rarest words, so many of them, so many names at most.
RARE_WORDS, LOOKED_AT = 4, 60
#: With enough names found, a word that so many names have tells no more of them apart.
COMMON_WORD = 10 * LOOKED_AT
#: Names whose lengths differ more than this (shares of the printed one's) are not alike by :data:`ALIKE` either.
SHORTER, LONGER = 0.7, 1.4
#: Names that are not the same are not 100 percent alike, whatever their letters.
MOST_ALIKE = 99.0
#: So many candidates are shown.
SHOWN = 3
_UNIT_BEHIND = re.compile(r"(.*\S)\s*\(([^()]+)\)\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A standard name that a printed name is like.

    Attributes:
        id: The candidate's indicator.
        name: Its standard name.
        score: 0..1.
        difference: How the two differ.
    """

    id: str
    name: str
    score: float
    difference: Difference


@dataclass(frozen=True, slots=True)
class Harmonised:
    """What became of a printed name.

    Attributes:
        match: The harmonised indicator.
        rule: Why, in a few words: ``persis``, ``ejaan: ...``, ``selisih: ...``, ``keputusan ...``, ``tanpa padanan``.
        candidates: Alike names that were not taken, best first.
        reference: The standard name's entry, when it was matched.
    """

    match: IndicatorMatch
    rule: str
    candidates: tuple[Candidate, ...] = ()
    reference: ReferenceName | None = None


class Harmoniser:
    """Matches names with a registry, an imported nomenclature and people's decisions.

    Args:
        references: Standard names, as of :func:`normalizers.names.reference.merged`; by default our registry.
        decisions: What people decided.
    """

    def __init__(self, references: Sequence[ReferenceName] | None = None, decisions: Decisions | None = None) -> None:
        self.references = tuple(references if references is not None else registry())
        self.decisions = decisions or Decisions()
        self._done: dict[str, Harmonised] = {}

    def __getstate__(self) -> dict[str, object]:
        """What is worked out of the lists goes along to the workers: getting it takes them a tenth of the time of working it out again."""
        for worked_out in ("_by_id", "_exact", "_neighbours", "_index"):
            getattr(self, worked_out)
        return {**self.__dict__, "_done": {}}

    def match(self, name: str) -> Harmonised:
        """The harmonised indicator of a printed name. It depends on the name, the lists and the decisions, never on other names."""
        found = self._done.get(name)
        if found is None:
            found = self._done[name] = self._match(name, name_key(name))
        return found

    def by_id(self, id_indikator: str) -> ReferenceName | None:
        """The standard name with an id."""
        return self._by_id.get(id_indikator)

    def _match(self, name: str, key: NameKey) -> Harmonised:
        decided = self._decided(key)
        if decided is not None and decided.id_indikator is not None:
            known = self._by_id.get(decided.id_indikator)
            baku = known.name if known is not None else decided.indikator_baku or key.name
            return Harmonised(IndicatorMatch(decided.id_indikator, baku, 1.0, "ditetapkan"), decided.rule, (), known)
        exact = self._exact.get(key.letters)
        if exact is not None:
            rule = "persis" if squash(name) == squash(exact.name) else "ejaan" + (f": {'; '.join(key.changes)}" if key.changes else "")
            return Harmonised(IndicatorMatch(exact.id, exact.name, 1.0, "baku"), rule, (), exact)
        with_unit = self._with_its_unit(name)
        if with_unit is not None and decided is None:
            match = IndicatorMatch(with_unit.id, with_unit.name, 1.0, "otomatis")
            return Harmonised(match, f"selisih: satuan {with_unit.unit}", (), with_unit)
        refused = self._neighbours.get(key.letters, frozenset()) | (decided.different_from if decided is not None else frozenset[str]())
        candidates = [candidate for candidate in self._candidates(key) if candidate.id not in refused]
        same = {candidate.id for candidate in candidates if candidate.difference.is_writing_only}
        if len(same) == 1:
            (taken,) = (candidate for candidate in candidates if candidate.id in same)
            why = "; ".join((*key.changes, *taken.difference.explained)) or "kata yang tidak menambah arti"
            match = IndicatorMatch(taken.id, taken.name, round(taken.score, 4), "otomatis")
            return Harmonised(match, f"selisih: {why}", (), self._by_id[taken.id])
        if decided is not None:
            return Harmonised(IndicatorMatch(key.id, key.name, 1.0, "ditetapkan"), decided.rule, tuple(candidates[:SHOWN]))
        if candidates:
            match = IndicatorMatch(key.id, key.name, round(candidates[0].score, 4), "tinjau")
            return Harmonised(match, "mirip dengan nama lain", tuple(candidates[:SHOWN]))
        return Harmonised(
            IndicatorMatch(key.id, key.name, 1.0, "baru"), "tanpa padanan" if not key.changes else f"ejaan: {'; '.join(key.changes)}"
        )

    def _with_its_unit(self, name: str) -> ReferenceName | None:
        """The standard name that is printed with its own unit in brackets behind it: "Luas Kawasan Kumuh (Ha)"."""
        found = _UNIT_BEHIND.fullmatch(name)
        known = self._exact.get(name_key(found[1]).letters) if found is not None else None
        unit = canonical_unit(found[2]) if found is not None and known is not None else None
        return known if known is not None and unit is not None and unit.known and unit.name == known.unit else None

    def _decided(self, key: NameKey) -> Applied | None:
        """What was decided about a name; where it is the same as one that was itself decided about, that counts."""
        decided = self.decisions.for_name(key.letters)
        passed = {key.letters}
        while decided is not None and decided.id_indikator is not None and decided.id_indikator not in self._by_id:
            letters = name_key(decided.indikator_baku or "").letters
            further = self.decisions.for_name(letters) if letters not in passed else None
            if further is None or further.id_indikator is None:
                break
            passed.add(letters)
            decided = further
        return decided

    @cached_property
    def _by_id(self) -> Mapping[str, ReferenceName]:
        return {reference.id: reference for reference in self.references}

    @cached_property
    def _exact(self) -> Mapping[str, ReferenceName]:
        exact: dict[str, ReferenceName] = {}
        for reference in self.references:
            for spelling in (reference.name, *reference.synonyms):
                exact.setdefault(name_key(spelling).letters, reference)
        return exact

    @cached_property
    def _neighbours(self) -> Mapping[str, frozenset[str]]:
        """By the letters of a name, the indicators that are known to be others."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for reference in self.references:
            for name in reference.neighbours:
                found[name_key(name).letters].add(reference.id)
        return {letters: frozenset(ids) for letters, ids in found.items()}

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(
            (name_key(spelling), reference.id, reference.name)
            for reference in self.references
            for spelling in (reference.name, *reference.synonyms)
        )

    def _candidates(self, key: NameKey) -> list[Candidate]:
        return self._index.alike(key)


class NameIndex:
    """Names by their words, for finding those that are like another.

    Args:
        names: Key, id and standard name of each.
    """

    def __init__(self, names: Iterable[tuple[NameKey, str, str]]) -> None:
        self.names = list(names)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_loose: defaultdict[str, list[int]] = defaultdict(list)
        for index, (key, _, _) in enumerate(self.names):
            for word in set(key.tokens):
                self._by_word[word].append(index)
            self._by_loose[_loose_letters(key.tokens)].append(index)
        self._lengths = [len(key.letters) for key, _, _ in self.names]

    def alike(self, key: NameKey) -> list[Candidate]:
        """Names alike by letters, those that differ in writing only first, then by score; one a standard name."""
        near = self._near(key)
        choices = {index: self.names[index][0].letters for index in near}
        scored = process.extract(key.letters, choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        scores = {index: score for _, score, index in scored}
        # Equal but for words that add nothing: alike however short the rest is.
        scores.update({index: max(scores.get(index, 0.0), ALIKE) for index in self._by_loose.get(_loose_letters(key.tokens), ())})
        best: dict[str, Candidate] = {}
        for index, score in scores.items():
            other, id_indikator, name = self.names[index]
            candidate = Candidate(id_indikator, name, min(score, MOST_ALIKE) / 100, difference(key.tokens, other.tokens, self._by_word))
            if id_indikator not in best or _rank(candidate) < _rank(best[id_indikator]):
                best[id_indikator] = candidate
        return sorted(best.values(), key=_rank)

    def _near(self, key: NameKey) -> list[int]:
        """Names that share the rarest words, most shared words first."""
        words = sorted((word for word in set(key.tokens) if word in self._by_word), key=lambda word: (len(self._by_word[word]), word))
        shared: Counter[int] = Counter()
        length = len(key.letters)
        for word in words[: 2 * RARE_WORDS]:
            if len(shared) > LOOKED_AT and len(self._by_word[word]) > COMMON_WORD:
                break
            for index in self._by_word[word]:
                if SHORTER * length <= self._lengths[index] <= LONGER * length:
                    shared[index] += 1
        return [index for index, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:LOOKED_AT]]


def _rank(candidate: Candidate) -> tuple[bool, float, str]:
    return (not candidate.difference.is_writing_only, -candidate.score, candidate.id)


def _loose_letters(tokens: Tokens) -> str:
    loose = name_lexicon().loose
    return "".join(word for word in tokens if word not in loose)
