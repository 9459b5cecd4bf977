"""``make bench``: how well and how fast names are harmonised, on respellings and traps made from a reference list.

Every name of the list is respelt as offices respell them, one to three ways at once; the answer has to be the name's own indicator, with
all its near-identical neighbours in the list. Traps change one word that makes another indicator; the answer must not be the name's.
"""

from __future__ import annotations

import random
import re
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

from normalizers.names import INDICATOR, SAME, Decision, Harmoniser, ReferenceName, name_key, registry, standing

Respell = Callable[[str, random.Random], str]


def _case(name: str, rng: random.Random) -> str:
    return rng.choice([name.upper(), name.lower(), name.capitalize()])


def _spacing(name: str, rng: random.Random) -> str:
    return rng.choice([name.replace("/", " / "), name.replace("-", "- "), name.replace(" ", "  "), name + "."])


def _split_prefix(name: str, rng: random.Random) -> str:
    return re.sub(r"\b(di|ter)(?=pelihara|sediakan|laksanakan|susun|tangani|kelola|bina|latih|bangun)", r"\1 ", name, flags=re.I)


def _without_yang(name: str, rng: random.Random) -> str:
    return re.sub(r"\byang\s+", "", name, count=1, flags=re.I)


def _joining(name: str, rng: random.Random) -> str:
    return re.sub(r"\bdan\b", rng.choice(["&", "serta"]), name, count=1)


def _measure(name: str, rng: random.Random) -> str:
    return re.sub(r"^Persentase\b", rng.choice(["Presentase", "Prosentase", "%"]), name)


def _region(name: str, rng: random.Random) -> str:
    return re.sub(r"Kabupaten/\s?Kota", rng.choice(["Kab/Kota", "Kab./Kota", "kabupaten / kota"]), name)


def _without_competence(name: str, rng: random.Random) -> str:
    return re.sub(r"\s*Kewenangan Kabupaten/Kota", "", name)


def _acronym(name: str, rng: random.Random) -> str:
    """An acronym written out."""
    first = {"SKPD": "Perangkat Daerah", "ASN": "Aparatur Sipil Negara", "SD": "Sekolah Dasar", "SMP": "Sekolah Menengah Pertama",
             "PAUD": "Pendidikan Anak Usia Dini", "UMKM": "Usaha Mikro, Kecil dan Menengah", "SDM": "Sumber Daya Manusia"}  # fmt: skip
    return re.sub(rf"\b({'|'.join(first)})\b", lambda match: first[match.group()], name, count=1)


def _typing_error(name: str, rng: random.Random) -> str:
    """A letter too few, too many or swapped in one long word."""
    words = name.split(" ")
    long = [index for index, word in enumerate(words) if len(word) >= 8 and word.isalpha()]
    if not long:
        return name
    index = rng.choice(long)
    word, at = words[index], rng.randrange(2, len(words[index]) - 2)
    changed = [word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :]]
    words[index] = rng.choice(changed)
    return " ".join(words)


def _without_package(name: str, rng: random.Random) -> str:
    return re.sub(r"^Jumlah Paket\b", "Jumlah", name)


RESPELLINGS: tuple[Respell, ...] = (
    _case, _spacing, _split_prefix, _without_yang, _joining, _measure, _region, _without_competence, _acronym, _typing_error,
    _without_package,
)  # fmt: skip

#: Words that make another indicator when one stands for the other.
_SWAPS = (
    ("SD", "SMP"), ("dalam", "luar"), ("Jumlah", "Persentase"), ("Laki-laki", "Perempuan"), ("Dokumen", "Laporan"),
    ("Kabupaten", "Provinsi"),
    ("Sekolah Dasar", "Sekolah Menengah Pertama"), ("Anak", "Lanjut Usia"), ("Kecamatan", "Kelurahan"), ("RKA", "DPA"),
    ("Pembangunan", "Pemeliharaan"), ("Bulanan", "Tahunan"), ("Awal", "Akhir"), ("Ringan", "Berat"), ("Orang", "Keluarga"),
)  # fmt: skip


def _trap(name: str, rng: random.Random) -> str | None:
    """A name of another indicator, as like this one as can be."""
    made = [
        re.sub(rf"\b{one}\b", other, name, count=1)
        for pair in _SWAPS
        for one, other in (pair, pair[::-1])
        if re.search(rf"\b{one}\b", name)
    ]
    if re.search(r"\byang\b", name):
        made.append(re.sub(r"\byang\b", "yang tidak", name, count=1))
    if re.search(r"\b(Dokumen|RKA|DPA)\b", name):
        made.append(re.sub(r"\b(Dokumen|RKA|DPA)\b", r"\1 Perubahan", name, count=1))
    return rng.choice(made) if made else None


@dataclass(slots=True)
class NameScore:
    """Answers over all made names: joined rightly, joined wrongly, left apart though one, and put before a person."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    asked: int = 0
    seconds: float = 0.0
    names: int = 0
    wrong_examples: tuple[tuple[str, str], ...] = ()

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def made_names(names: Sequence[str], seed: int = 1) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Respellings and traps of names.

    Returns:
        Pairs of a respelt name and the name it is; pairs of a trap and the name it must not be.
    """
    rng = random.Random(seed)
    known = {name_key(name).letters for name in names}
    respelt, traps = [], []
    for name in names:
        made = name
        for respell in rng.sample(RESPELLINGS, rng.randint(1, 4)):
            made = respell(made, rng)
        if made != name:
            respelt.append((made, name))
        trap = _trap(name, rng)
        if trap is not None and trap != name and name_key(trap).letters not in known:
            traps.append((trap, name))
    return respelt, traps


def score_names(references: Sequence[ReferenceName], *, with_list: bool) -> NameScore:
    """Harmonise made names and count.

    Args:
        references: The list the names are made from.
        with_list: Whether the harmoniser knows the list; else a name and its respelling have to meet by their own keys.
    """
    respelt, traps = made_names([reference.name for reference in references])
    score = NameScore(names=len(respelt) + len(traps))
    start = time.perf_counter()
    harmoniser = Harmoniser(references if with_list else ())
    examples = []
    for made, name in respelt:
        own, found = harmoniser.match(name).match.id_indikator, harmoniser.match(made)
        joined = found.match.id_indikator == own
        elsewhere = not joined and found.match.status_padanan in ("baku", "otomatis")
        score.right += joined
        score.missed += not joined
        score.wrong += elsewhere
        score.asked += found.match.status_padanan == "tinjau"
        if elsewhere:
            examples.append((made, found.match.indikator_baku))
    for trap, name in traps:
        found = harmoniser.match(trap)
        if found.match.id_indikator == harmoniser.match(name).match.id_indikator:
            score.wrong += 1
            examples.append((trap, name))
    score.seconds = time.perf_counter() - start
    score.wrong_examples = tuple(examples)
    return score


def learning_curve(references: Sequence[ReferenceName], districts: int = 10, each: int = 60) -> list[float]:
    """The share of names that a person is asked about, document by document, in made-up districts of one kind of office.

    Every district writes the names of the office in one of a few ways; what a person decided about one document holds for the next.

    Args:
        references: The list the names are from.
        districts: How many documents.
        each: Names a document.
    """
    rng = random.Random(5)
    pool = rng.sample([reference.name for reference in references], min(2 * each, len(references)))
    ways = {name: [name, *(rng.choice(RESPELLINGS)(_typing_error(name, rng), rng) for _ in range(3))] for name in pool}
    lines: list[Decision] = []
    shares = []
    for _ in range(districts):
        harmoniser = Harmoniser(references, standing(lines))
        names = [(rng.choice(ways[name]), name) for name in rng.sample(pool, min(each, len(pool)))]
        asked = [(made, name) for made, name in names if harmoniser.match(made).match.status_padanan in ("tinjau", "baru")]
        shares.append(len(asked) / len(names))
        decided = {name_key(line.nama).letters for line in lines}
        for made, name in asked:
            key = name_key(made).letters
            if key not in decided:
                decided.add(key)
                lines.append(Decision("2026-01-01", "bench", INDICATOR, made, SAME, harmoniser.match(name).match.id_indikator, name))
    return shares


def bench_names(references: Sequence[ReferenceName] | None = None) -> None:
    """Print precision, recall and time, how the questions get fewer, and how it scales."""
    references = registry() if references is None else references
    click.echo(f"harmonising, names made from {len(references)} standard names")
    click.echo(f"  {'':32}{'precision':>11}{'recall':>9}{'asked':>8}{'names':>9}{'s':>8}")
    for label, with_list in (("against the list", True), ("by the name alone", False)):
        score = score_names(references, with_list=with_list)
        click.echo(f"  {label:32}{score.precision:11.4f}{score.recall:9.4f}{score.asked:8}{score.names:9}{score.seconds:8.1f}")
    shares = " ".join(f"{share:.0%}" for share in learning_curve(references))
    click.echo(f"  asked, document by document: {shares}")
    seconds, peak = scale()
    click.echo(f"  {SCALE_NAMES:,} names against {SCALE_LIST:,} standard names: {seconds:.0f} s, {peak:.0f} MB")


#: The size of a country: printed names, and standard names.
SCALE_NAMES, SCALE_LIST = 200_000, 10_000


def scale() -> tuple[float, float]:
    """Seconds and peak memory (MB) of harmonising many made-up names."""
    rng = random.Random(3)
    words = sorted({word for reference in registry() for word in name_key(reference.name).tokens if len(word) > 4})
    names = list(dict.fromkeys(f"Jumlah {' '.join(rng.sample(words, rng.randint(4, 9)))}" for _ in range(SCALE_LIST)))
    harmoniser = Harmoniser([ReferenceName(name_key(name).id, name, None, "acuan") for name in names])
    made = []
    for _ in range(SCALE_NAMES):
        name = rng.choice(names)
        for respell in rng.sample(RESPELLINGS, rng.randint(0, 3)):
            name = respell(name, rng)
        made.append(name)
    start = time.perf_counter()
    for name in made:
        harmoniser.match(name)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
