"""Filters over what is in doubt: each with the counts of what it would leave, combined freely, kept in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.report import Doubt

#: Filters by their name in the address.
NAMES = ("berkas", "wilayah", "sebab")


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: its name in the address, what is chosen, and each value with how many values or rows it leaves."""

    name: str
    chosen: str
    values: tuple[tuple[str, int], ...]


def filtered(doubts: Sequence[Doubt], asked: Mapping[str, str]) -> tuple[list[Doubt], list[Facet]]:
    """What the filters leave, and the filters.

    Args:
        doubts: Everything in doubt.
        asked: What is chosen, by the filter's name.
    """
    chosen = {name: asked[name] for name in NAMES if asked.get(name)}
    left = [doubt for doubt in doubts if _fits(doubt, chosen)]
    facets = []
    for name in NAMES:
        others = {key: value for key, value in chosen.items() if key != name}
        counts: Counter[str] = Counter()
        for doubt in doubts:
            if _fits(doubt, others):
                counts[_value(doubt, name)] += doubt.hangs
        if name in chosen:
            counts.setdefault(chosen[name], 0)
        facets.append(Facet(name, chosen.get(name, ""), tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))))
    return left, facets


def _value(doubt: Doubt, name: str) -> str:
    return {"berkas": doubt.berkas, "wilayah": doubt.region or "–", "sebab": doubt.title}[name]


def _fits(doubt: Doubt, chosen: Mapping[str, str]) -> bool:
    return all(_value(doubt, name) == value for name, value in chosen.items())
