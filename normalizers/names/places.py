"""Programmes, kegiatan and sub kegiatan told apart by a nomenclature, where a document writes them in one column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from normalizers.names.key import name_key
from normalizers.names.nomenclature import Entry
from normalizers.names.reference import Activity, ReferenceName
from schemas.stages import Record

#: Names of activities less alike than this (percent) are of two activities.
SAME_ACTIVITY = 60.0
LEVELS = ("program", "kegiatan", "sub_kegiatan")


@dataclass(frozen=True)
class Places:
    """The names of an imported nomenclature.

    Attributes:
        level_of: Key of a name to its level; names used on several levels are left out.
    """

    level_of: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Places:
        """The names of a nomenclature's entries."""
        levels: dict[str, set[str]] = {}
        for entry in entries:
            for level in LEVELS:
                levels.setdefault(name_key(getattr(entry, level)).letters, set()).add(level)
        return cls({key: next(iter(found)) for key, found in levels.items() if len(found) == 1 and key})

    def put_right(self, record: Record) -> Record:
        """The record with its programme, kegiatan and sub kegiatan in the fields where the nomenclature has them.

        A name is moved only when the field it belongs to is empty; nothing is overwritten.
        """
        if not self.level_of:
            return record
        now = {level: getattr(record, level) for level in LEVELS}
        for level in LEVELS:
            text = now[level]
            right = self.level_of.get(name_key(text).letters) if text else None
            if right is not None and right != level and now[right] is None:
                now[level], now[right] = None, text
                if record.tingkat == level:
                    record = replace(record, tingkat=right)
        return replace(record, **now) if any(getattr(record, level) != text for level, text in now.items()) else record


def code_for(reference: ReferenceName, record: Record) -> str | None:
    """The code of a nomenclature's sub kegiatan for a record, if it is certain.

    Where several activities share the indicator, the record's own sub kegiatan, kegiatan and programme decide; where they do not, there is
    no code. An indicator of a goal, programme or kegiatan has none.
    """
    if record.tingkat in ("tujuan", "sasaran", "program", "kegiatan") or not reference.activities:
        return None
    left = reference.activities
    for level in ("sub_kegiatan", "kegiatan", "program"):
        text = getattr(record, level)
        if text and len({activity.kode for activity in left}) > 1:
            fitting = tuple(activity for activity in left if _key_at(activity, level) == name_key(text).letters)
            left = fitting or left
    if len({activity.kode for activity in left}) != 1:
        return None
    own = record.sub_kegiatan
    if own and max(fuzz.ratio(name_key(own).letters, activity.sub_kegiatan) for activity in left) < SAME_ACTIVITY:
        return None
    return left[0].kode


def _key_at(activity: Activity, level: str) -> str:
    found: str = getattr(activity, level)
    return found
