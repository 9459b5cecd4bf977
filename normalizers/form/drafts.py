"""A column while it is being understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalizers.form.facts import Facts
from normalizers.form.meaning import PARENTS, Claim, Meaning
from normalizers.header import Path, timeless
from normalizers.words import fold

#: Why a title that is understood in part is doubted, and the evidence that is left for it then.
UNKNOWN_WORDS, IN_DOUBT = "judulnya memuat kata yang tidak dikenal", 2.0

_TIMES = frozenset({"tahun", "thn", "th", "triwulan", "tw", "trw", "ke", "i", "ii", "iii", "iv", "v", "vi", "pada"})


@dataclass(slots=True)
class Draft:
    """A column while it is being understood.

    Attributes:
        path: The header cells above it.
        facts: What the cells below look like.
        claims: What it may mean, the strongest first.
    """

    path: Path
    facts: Facts
    claims: list[Claim]

    @property
    def best(self) -> Claim | None:
        return self.claims[0] if self.claims else None

    @property
    def role(self) -> str:
        return self.best.meaning.role if self.best else "tidak_pasti"

    @property
    def as_values(self) -> list[Meaning]:
        """What its values are where it is a column of values, the strongest first."""
        return [claim.meaning for claim in self.claims if claim.meaning.role == "nilai"]

    def choose(self, meaning: Meaning, weight: float, reason: str) -> None:
        """Put a meaning on top, with the weight it won by."""
        rest = [claim for claim in self.claims if claim.meaning != meaning]
        self.claims = [Claim(meaning, weight, (*(self.best.reasons if self.best else ()), reason)), *rest]

    def turn_into(self, meaning: Meaning, reason: str) -> None:
        """Put a meaning in the place of the strongest one, with its evidence."""
        if self.best is not None:
            rest = [claim for claim in self.claims[1:] if claim.meaning != meaning]
            self.claims = [Claim(meaning, self.best.weight, (*self.best.reasons, reason)), *rest]

    def says(self, name: str, section: str = "lain") -> bool:
        """Whether any of its header cells holds a phrase of that name."""
        return any(said.has(section, name) for said in self.path.said)

    def doubt(self, reason: str, weight: float) -> None:
        """Keep the meaning, with no more evidence than this and no lead."""
        if self.best is not None:
            best = Claim(self.best.meaning, min(self.best.weight, weight), (*self.best.reasons, reason))
            self.claims = [best, Claim(Meaning("tidak_pasti"), best.weight, (reason,)), *self.claims[1:]]

    def drop(self, role: str) -> None:
        self.claims = [claim for claim in self.claims if claim.meaning.role != role] or [
            Claim(Meaning("lainnya"), 0.3, ("peran itu sudah terisi",))
        ]


def set_numbers(drafts: Sequence[Draft]) -> list[int]:
    """Which set each column belongs to: names before an indicator belong to it, units and values after it."""
    numbers: list[int] = []
    before = 0
    for draft in drafts:
        role = draft.role
        numbers.append(before if role in PARENTS or role == "kode" else max(0, before - 1))
        before += role == "indikator"
    return numbers


def others_of_its_set(drafts: Sequence[Draft], index: int) -> list[Draft]:
    """The other columns of a column's set that mean something."""
    numbers = set_numbers(drafts)
    return [
        other
        for at, (other, number) in enumerate(zip(drafts, numbers, strict=True))
        if at != index and other.best is not None and number == numbers[index]
    ]


def says_more(path: Path) -> bool:
    """Whether a title beside the time has words that nobody knows: they may say that the column is of another measure."""
    return any(said.foreign and said.head is None and said.short is None and said.unit is None for said in path.said)


def untimed(path: Path) -> tuple[str, ...]:
    """Titles without the years and quarters that they name or count; a level that names nothing else is left out."""
    plain = (" ".join(word for word in fold(timeless(text)).split() if word not in _TIMES and not word.isdigit()) for text in path.texts)
    return tuple(words for words in plain if words)
