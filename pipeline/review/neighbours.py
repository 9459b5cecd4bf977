"""What stands nearest to a question: known units like a printed one; what is known of the documents beside one that names nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from normalizers.figures import lexicon
from normalizers.names import UNIT
from normalizers.owner import OFFICE, PERIOD, REGION, region_labels
from normalizers.words import fold
from pipeline.review.items import CANDIDATES, ReviewItem

#: Units less alike than this (of 100) are no neighbours.
LEAST_ALIKE = 60
#: What fewer of a folder's documents say is by chance.
SHARE = 0.2


def with_neighbours(items: Iterable[ReviewItem], documents: Iterable[Mapping[str, Any]]) -> list[ReviewItem]:
    """The questions with what stands nearest to each, the nearest first; each neighbour is an answer that could be given.

    Args:
        items: The questions.
        documents: The rows of ``dokumen``.
    """
    folders = _Folders(documents)
    return [replace(item, neighbours=_near_units(item.name) if item.hal == UNIT else folders.of(item)) for item in items]


def _near_units(printed: str) -> tuple[str, ...]:
    found = process.extract(fold(printed), _units(), scorer=fuzz.WRatio, score_cutoff=LEAST_ALIKE, limit=CANDIDATES)
    return tuple(unit for unit, _, _ in found)


@lru_cache(maxsize=1)
def _units() -> tuple[str, ...]:
    return tuple(sorted({unit.name for unit in lexicon().units.values()}))


class _Folders:
    """What is known of the documents of each folder."""

    def __init__(self, documents: Iterable[Mapping[str, Any]]) -> None:
        self._known: dict[tuple[str, str], Counter[str]] = {}
        for row in documents:
            for what, value in _facts(row).items():
                for folder in _above(row["berkas"]):
                    self._known.setdefault((what, folder), Counter())[value] += 1

    def of(self, item: ReviewItem) -> tuple[str, ...]:
        """The commonest answers of the nearest folder that knows any; of a folder with documents of everybody there are none."""
        for folder in _above(item.name):
            known = self._known.get((item.hal, folder))
            if known:
                often = [(value, count) for value, count in known.items() if count >= SHARE * known.total()]
                return tuple(value for value, _ in sorted(often, key=lambda each: (-each[1], each[0]))[:CANDIDATES])
        return ()


def _above(berkas: str) -> Sequence[str]:
    """The folders that a document lies in, the nearest first."""
    parts = berkas.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(len(parts), -1, -1)]


def _facts(row: Mapping[str, Any]) -> dict[str, str]:
    """What is known of a document, as a person would answer it."""
    first, last = row["periode_awal"], row["periode_akhir"]
    code = row["kode_kabupaten_kota"] or row["kode_provinsi"]
    found = {
        REGION: _labels().get(code, "") if code else "",
        OFFICE: row["perangkat_daerah"] or "",
        PERIOD: f"{first}-{last}" if first and first != last else str(first or ""),
    }
    return {what: value for what, value in found.items() if value}


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    """Regions as a person chooses them, by code."""
    return {label.rpartition("(")[2].rstrip(")"): label for label in region_labels()}
