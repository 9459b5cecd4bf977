"""What people decided about names, kept in an append-only CSV and replayed on every run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from normalizers.names.key import name_key
from normalizers.words import from_csv, to_csv

COLUMNS = ("tanggal", "oleh", "hal", "nama", "keputusan", "sasaran", "nama_sasaran", "alasan", "bukti")
#: What a decision may be about.
INDICATOR, HEADER, UNIT, FORM, REGION = "indikator", "kepala_kolom", "satuan", "bentuk", "wilayah"
#: Of one document, known by its content: a value, a row, or whose the document is.
VALUE, ROW, DOCUMENT = "nilai", "baris", "dokumen"
#: Decisions whose name begins with a key of their own.
KEYED = (FORM, VALUE, ROW, DOCUMENT)
#: What may be decided about a name: it is the same as another; it is none of its candidates (a header or unit stays as printed, what is not
#: known of a document has nothing to be known); it is a new standard name; an earlier decision is taken back.
SAME, DIFFERENT, NEW, WITHDRAWN = "sama", "berbeda", "baku_baru", "batal"
#: What may be decided about a value or a row beside that it is right as read: it is something else; it is no indicator's row.
CORRECTED, DROPPED = "koreksi", "buang"
CHOICES: Mapping[str, tuple[str, ...]] = {
    INDICATOR: (SAME, DIFFERENT, NEW, WITHDRAWN),
    HEADER: (SAME, DIFFERENT, WITHDRAWN),
    UNIT: (SAME, DIFFERENT, WITHDRAWN),
    FORM: (SAME, WITHDRAWN),
    REGION: (SAME, WITHDRAWN),
    VALUE: (SAME, CORRECTED, WITHDRAWN),
    ROW: (CORRECTED, DROPPED, WITHDRAWN),
    DOCUMENT: (SAME, DIFFERENT, WITHDRAWN),
}


class DecisionError(ValueError):
    """Decisions that cannot be applied.

    Attributes:
        messages: One line each in Indonesian, with the lines they are about.
    """

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("; ".join(messages))
        self.messages = tuple(messages)


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the file.

    Attributes:
        tanggal: Date, YYYY-MM-DD.
        oleh: Who decided.
        hal: ``indikator``, ``kepala_kolom``, ``satuan``, ``bentuk``, ``wilayah``, ``nilai``, ``baris`` or ``dokumen``.
        nama: The name as printed that it is about; of a form's column its signature and place, then its header; of a region the document;
            of a value, a row or a document its key, then words for people.
        keputusan: See :data:`CHOICES`.
        sasaran: For ``sama`` the id (of the indicator, the column's role, the unit); for ``berbeda`` the ids it is not.
        nama_sasaran: The target's standard name when it was decided; for ``baku_baru`` the new standard name.
        alasan: Why.
        bukti: Documents and pages it was decided on.
        line: Its line in the file.
    """

    tanggal: str
    oleh: str
    hal: str
    nama: str
    keputusan: str
    sasaran: str
    nama_sasaran: str
    alasan: str = ""
    bukti: str = ""
    line: int = 0

    @property
    def key(self) -> str:
        """What names are the same to it."""
        if self.hal == REGION:
            return self.nama
        return self.nama.partition(" ")[0] if self.hal in KEYED else name_key(self.nama).letters

    @property
    def says(self) -> tuple[str, str]:
        """Two decisions that say different things contradict each other."""
        target = name_key(self.nama_sasaran).letters if self.keputusan == NEW else self.sasaran
        return self.keputusan, target

    def shown(self) -> str:
        """The decision as a line for a message."""
        target = self.nama_sasaran or self.sasaran
        name = self.nama.partition(" ")[2] if self.hal in (VALUE, ROW, DOCUMENT) else self.nama
        return f'{self.tanggal} {self.oleh}: "{name}" {self.keputusan} {target}'.rstrip()


@dataclass(frozen=True, slots=True)
class Applied:
    """What the decisions say about one name.

    Attributes:
        id_indikator: The indicator it is, or None when only is said what it is not.
        indikator_baku: Its standard name.
        different_from: Indicators it is not.
        rule: Who decided and when.
    """

    id_indikator: str | None
    indikator_baku: str | None
    different_from: frozenset[str]
    rule: str


@dataclass(frozen=True)
class Decisions:
    """All decisions that stand.

    Attributes:
        standing: Neither withdrawn nor contradicting each other.
    """

    standing: tuple[Decision, ...] = field(default=())

    def for_name(self, letters: str) -> Applied | None:
        """What was decided about an indicator's name, by its key."""
        return self._by_key.get(letters)

    def targets(self, hal: str) -> dict[str, str]:
        """Printed text (of a form's column or a document its key) to what it stands for, of headers, units, forms, regions or documents."""
        named = (each for each in self.standing if each.hal == hal and each.keputusan == SAME)
        return {each.key if hal in KEYED else each.nama: each.sasaran for each in named}

    def is_decided(self, hal: str, name: str) -> bool:
        """Whether anything was decided about a name, or by its key about what is known by one."""
        return (hal, name if hal == REGION or hal in KEYED else name_key(name).letters) in self._decided

    @cached_property
    def _decided(self) -> frozenset[tuple[str, str]]:
        return frozenset((decision.hal, decision.key) for decision in self.standing)

    @cached_property
    def _by_key(self) -> Mapping[str, Applied]:
        return {decision.key: _applied(decision) for decision in self.standing if decision.hal == INDICATOR}


def _applied(decision: Decision) -> Applied:
    rule = f"keputusan {decision.tanggal} {decision.oleh}".rstrip()
    if decision.keputusan == DIFFERENT:
        return Applied(None, None, frozenset(decision.sasaran.split()), rule)
    if decision.keputusan == NEW:
        return Applied(name_key(decision.nama_sasaran).id, decision.nama_sasaran, frozenset(), rule)
    return Applied(decision.sasaran, decision.nama_sasaran, frozenset(), rule)


def parse_decisions(text: str) -> list[Decision]:
    """The lines of a file of decisions.

    Raises:
        DecisionError: A column is missing or a line says something that is no decision.
    """
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise DecisionError([f"baris 1: kolom {', '.join(missing)} tidak ada"])
    decisions, wrong = [], []
    for row in reader:
        decision = Decision(**{column: from_csv((row[column] or "").strip()) for column in COLUMNS}, line=reader.line_num)
        if decision.keputusan not in CHOICES.get(decision.hal, ()):
            wrong.append(f'baris {decision.line}: "{decision.hal} {decision.keputusan}" bukan keputusan yang dikenal')
        elif (
            not decision.nama
            or (decision.keputusan in (SAME, CORRECTED) and not decision.sasaran)
            or (decision.keputusan == NEW and not decision.nama_sasaran)
        ):
            wrong.append(f"baris {decision.line}: nama atau sasarannya kosong")
        else:
            decisions.append(decision)
    if wrong:
        raise DecisionError(wrong)
    return decisions


def standing(decisions: Iterable[Decision]) -> Decisions:
    """The decisions that stand after those taken back.

    Raises:
        DecisionError: Two lines contradict each other; both are shown.
    """
    latest: dict[tuple[str, str], Decision] = {}
    wrong = []
    for decision in decisions:
        place = (decision.hal, decision.key)
        before = latest.get(place)
        if decision.keputusan == WITHDRAWN:
            latest.pop(place, None)
        elif before is not None and before.says != decision.says:
            wrong.append(f"baris {before.line} dan {decision.line} bertentangan: {before.shown()} / {decision.shown()}")
        else:
            latest[place] = decision
    if wrong:
        raise DecisionError(wrong)
    return Decisions(tuple(latest.values()))


def outdated(decisions: Decisions, names_by_id: Mapping[str, str]) -> tuple[Decisions, list[str]]:
    """Set aside decisions whose target is no longer what it was when they were made.

    Args:
        decisions: Those that stand.
        names_by_id: Standard name of every indicator in the lists.

    Returns:
        The decisions to apply, and a line in Indonesian for each that is not applied.
    """
    kept, told = [], []
    for decision in decisions.standing:
        problem = _changed(decision, names_by_id) if decision.hal == INDICATOR and decision.keputusan == SAME else None
        if problem is None:
            kept.append(decision)
        else:
            told.append(f"baris {decision.line}: {decision.shown()} tidak diterapkan: {problem}")
    return Decisions(tuple(kept)), told


def _changed(decision: Decision, names_by_id: Mapping[str, str]) -> str | None:
    now = names_by_id.get(decision.sasaran)
    then = name_key(decision.nama_sasaran)
    if now is None:
        # An indicator of no list is known by its name alone.
        return None if then.id == decision.sasaran else "sasarannya tidak ada lagi dalam daftar baku atau acuan"
    return None if name_key(now).letters == then.letters else f'nama baku sasarannya sekarang "{now}"'


def as_csv(decisions: Iterable[Decision]) -> str:
    """Lines of the file, without its header."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerows([to_csv(getattr(decision, column)) for column in COLUMNS] for decision in decisions)
    return target.getvalue()
