"""What a run costs by its number of documents, without reading PDFs: ledger, normalising, harmonising, landing, review, recap, and the run
after it. ``make bench`` runs a small one; ``python -m tests.measures.bench_scale samples 5000 50000`` as many as are named.

Documents are made of extractions of single pages of the typed samples: each gets a path, a region, an office and a year of its own, and its
indicators other names: mostly those that all offices of its kind have, one document in twenty some of its own. The PDFs are a line of text;
only their names, sizes and bytes are looked at.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from normalizers.words import UserTerms
from pipeline.documents import FoundPdf, find_pdfs, pack, unpack
from pipeline.ledger.ledger import Ledger
from pipeline.reading.document import Extraction
from pipeline.reading.task import Task
from pipeline.reading.work import read
from pipeline.reference import load_reference
from pipeline.run.planning import Versions
from schemas.stages import Cell, ExtractedDocument, TextLine
from tests.measures.bench_recap import alone
from tests.measures.bench_runs import measure, vary

SIZES = (1_000, 3_000)
#: Pages of the samples that documents are made of.
BASES = 60
OFFICES, YEARS = 35, 5
#: One document in so many names its indicators as no other does.
OWN_NAMES = 20
_SYLLABLES = [first + vowel + last for first in "bdgjklmnprst" for vowel in "aiu" for last in ("", "n", "r", "s")]
_MEASURES = ("Persentase", "Jumlah", "Indeks", "Nilai", "Rasio", "Cakupan", "Tingkat")


def bases(samples: Path) -> list[tuple[Extraction, frozenset[str]]]:
    """Extractions of pages with rows, and the texts of their indicators."""
    sources = [found.path for found in find_pdfs(samples) if "pindai" not in found.path.name]
    found = []
    with tempfile.TemporaryDirectory() as place:
        vary(sources, Path(place), 2 * BASES)
        for path in sorted(Path(place).glob("*.pdf")):
            done = read(Task(FoundPdf(path, path.name, path.name, 0)), terms=UserTerms())
            names = frozenset(_letters(record.indikator) for record in done.outcome.records)
            if names and done.extraction is not None:
                found.append((unpack(done.extraction, Extraction), names))
    return found[:BASES]


def _letters(text: str) -> str:
    return "".join(text.split())


def simulate(place: Path, samples: Path, count: int) -> None:
    """Lay down a folder of so many documents and a ledger that has their extractions."""
    regions = [line.split(",")[1] for line in _region_lines() if line.endswith(",kabupaten")]
    pages = bases(samples)
    versions = Versions.now(load_reference(place / "hasil" / "tanpa-acuan"))
    with closing(Ledger(place / "hasil")) as ledger:
        for number in range(count):
            region, office, year = regions[number // (OFFICES * YEARS) % len(regions)], number % OFFICES, number // OFFICES % YEARS
            berkas = f"{region}/perangkat-{office:02}/{2020 + year}-{number:06}.pdf"
            data = f"%PDF-1.7 {number}\n".encode()
            path = place / "masuk" / berkas
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            base, names = pages[number % len(pages)]
            made = _as_of(base, names, number, (region, office, 2020 + year))
            found = FoundPdf(path, berkas, hashlib.sha256(data).hexdigest(), len(data))
            ledger.put(found, {"versi_ekstraksi": versions.extraction, "ekstraksi": pack(made), "status": "terbaca"})


def _region_lines() -> list[str]:
    return (Path("normalizers") / "data" / "owner" / "wilayah.csv").read_text(encoding="utf-8").splitlines()


def _as_of(base: Extraction, names: frozenset[str], number: int, whose: tuple[str, int, int]) -> Extraction:
    region, office, year = whose
    document = base.document
    assert isinstance(document, ExtractedDocument)
    cover = (f"DINAS {_words(office, 2).upper()}", region.upper(), f"TAHUN {year}")
    lines = tuple(TextLine(text, (100.0, 60.0 + 20 * row, 400.0, 72.0 + 20 * row), 1) for row, text in enumerate(cover))
    own = number if number % OWN_NAMES == 0 else -1
    tables = []
    for table in document.tables:
        cells = [_renamed(cell, names, f"{office} {own} {cell.row} {cell.text}") for cell in table.cells]
        tables.append(replace(table, cells=tuple(cells)))
    pages = tuple(replace(page, lines=lines) for page in document.pages)
    return replace(base, document=replace(document, pages=pages, tables=tuple(tables)))


def _renamed(cell: Cell, names: frozenset[str], seed: str) -> Cell:
    if _letters(cell.text) not in names or not cell.lines:
        return cell
    name = f"{random.Random(seed).choice(_MEASURES)} {_words(seed, 4)}"
    return replace(cell, text=name, lines=(replace(cell.lines[0], text=name),))


def _words(seed: object, count: int) -> str:
    """Invented words, the same for the same seed."""
    rng = random.Random(str(seed))
    return " ".join("".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 3)))) for _ in range(count))


def bench_scale(samples: Path, sizes: Sequence[int] = SIZES, workers: int = 2) -> None:
    """Print the figures."""
    click.echo(
        f"runs over kept extractions{'':4}{'first s':>9}{'ms/document':>13}{'second s':>10}{'parent MB':>11}{'worker MB':>11}{'MB':>8}"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            alone(simulate, place, samples, size)
            first = measure(place / "masuk", place / "hasil", workers)
            second = measure(place / "masuk", place / "hasil", workers)
            assert second.unchanged == size, second
            kept = sum(path.stat().st_size for path in (place / "hasil").rglob("*") if path.is_file()) / 1e6
            took = f"{first.seconds:9.1f}{1000 * first.seconds / size:13.2f}{second.seconds:10.2f}"
            click.echo(f"  {size:7,} documents{'':11}{took}{max(first.parent, second.parent):11.0f}{first.worker:11.0f}{kept:10.0f}")
            for name, seconds in first.stages.items():
                click.echo(f"      {name:28}{seconds:9.1f}{1000 * seconds / size:13.2f}")
            parent, workers_busy = (1000 * busy / size for busy in first.busy)
            click.echo(f"      processor ms/document: parent {parent:.2f}, workers {workers_busy:.2f}; the second run {second.stages}")


if __name__ == "__main__":
    bench_scale(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]] or SIZES)
