"""What a run costs by its number of documents, without reading PDFs: ledger, normalising, harmonising, landing, review, recap, and the run
after it. ``make bench`` runs a small one; ``python -m tests.measures.bench_scale samples 5000 50000`` as many as are named.

Documents are made of extractions of single pages of the typed samples: each gets a path, a region, an office and a year of its own, and its
indicators other names: mostly those that all offices of its kind have, one document in twenty some of its own. The PDFs are a line of text;
only their names, sizes and bytes are looked at. The first thousand are normalised and harmonised by two workers, which costs each document
the same; the ledger's rows of the others are made of theirs, with ids, paths, regions and own names of their own, and land with them.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import pyarrow.compute as pc

from normalizers.words import UserTerms
from pipeline.documents import DocumentSummary, FoundPdf, find_pdfs, pack, pack_tables, unpack, unpack_tables
from pipeline.ledger.ledger import Ledger
from pipeline.reading.carrying_out import read
from pipeline.reading.document import Extraction
from pipeline.reading.task import Task
from pipeline.reference import load_reference
from pipeline.review import Fact
from pipeline.run.planning import Versions
from schemas.contract import TABLES
from schemas.stages import Cell, ExtractedDocument, TextLine
from tests.measures.bench_recap import alone
from tests.measures.bench_runs import measure, vary

SIZES = (1_000, 5_000)
#: So many documents are normalised and harmonised, and the others made of their rows.
READ = 1_000
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
    pages = bases(samples)
    versions = Versions.now(load_reference(place / "hasil" / "tanpa-acuan"))
    with closing(Ledger(place / "hasil")) as ledger:
        for number in range(count):
            found = _file(place, number)
            base, names = pages[number % len(pages)]
            made = _as_of(base, names, number)
            ledger.put(found, {"versi_ekstraksi": versions.extraction, "ekstraksi": pack(made), "status": "terbaca"})


def multiply(place: Path, count: int) -> None:
    """Make so many documents of those whose rows the ledger has: their files, and their rows in the ledger."""
    columns = "versi_ekstraksi, ekstraksi, versi_bacaan, bacaan, versi_baris, baris, tanya, ringkas, status"
    with closing(Ledger(place / "hasil")) as ledger:
        kept = ledger._db.execute(f"SELECT {columns} FROM dokumen ORDER BY berkas").fetchall()
        # One transaction for all: what a commit costs is measured where documents are read.
        ledger._db.execute("BEGIN")
        for number in range(len(kept), count):
            values = dict(zip(columns.split(", "), kept[number % len(kept)], strict=True))
            found = _file(place, number)
            region = _regions()[number // (OFFICES * YEARS) % len(_regions())]
            tables = unpack_tables(values["baris"], *TABLES)
            made = {name: _of_another(table, found, region, number) for name, table in tables.items()}
            _, facts = unpack(values["tanya"], tuple[str, list[Fact]])
            summary = replace(unpack(values["ringkas"], DocumentSummary), berkas=found.berkas)
            office = (made["dokumen"]["perangkat_daerah"][0].as_py() or "", found.berkas, found.id_dokumen)
            values |= {"baris": pack_tables(made), "tanya": pack((found.berkas, facts)), "ringkas": pack(summary)}
            values |= {"id_dokumen": found.id_dokumen, "berkas": found.berkas, "salinan": "", "urutan": "\x01".join((*region[:2], *office))}
            marks = ", ".join("?" * len(values))
            ledger._db.execute(f"INSERT INTO dokumen ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
        ledger._db.execute("COMMIT")
        ledger.begin_landing()


def _of_another(table: pa.Table, found: FoundPdf, region: tuple[str, str, str, str], number: int) -> pa.Table:
    """A document's rows as those of another: ids, path, region, and names where the document has its own."""
    said: dict[str, Any] = {"id_dokumen": found.id_dokumen, "berkas": found.berkas}
    said |= dict(zip(("kode_provinsi", "kode_kabupaten_kota", "nama_provinsi", "nama_kabupaten_kota"), region, strict=True))
    added = {"id_rekaman": f"-{number}", "id_nilai": f"-{number}"}
    if number % OWN_NAMES == 0:
        added |= {"id_indikator": f"-{number}", "indikator_baku": f" {_words(number, 1)}"}
    for place, name in enumerate(table.column_names):
        column = table[name]
        if name in said:
            column = pa.repeat(said[name], table.num_rows).cast(column.type)
        elif name in added:
            column = pc.binary_join_element_wise(column.cast(pa.string()), added[name], "").cast(column.type)
        table = table.set_column(place, table.schema.field(place), column)
    return table


def _file(place: Path, number: int) -> FoundPdf:
    """The file of a document, written."""
    region, office, year = _whose(number)
    berkas = f"{region}/perangkat-{office:02}/{year}-{number:06}.pdf"
    data = f"%PDF-1.7 {number}\n".encode()
    path = place / "masuk" / berkas
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return FoundPdf(path, berkas, hashlib.sha256(data).hexdigest(), len(data))


def _whose(number: int) -> tuple[str, int, int]:
    """Region, office and year of a document."""
    return _regions()[number // (OFFICES * YEARS) % len(_regions())][3], number % OFFICES, 2020 + number // OFFICES % YEARS


@cache
def _regions() -> list[tuple[str, str, str, str]]:
    """All kabupaten: code of the province, own code, name of the province, own name."""
    with (Path("normalizers") / "data" / "owner" / "wilayah.csv").open(encoding="utf-8") as file:
        named = {row["kode"]: (row["nama"], row["jenis"]) for row in csv.DictReader(file)}
    return [(code[:2], code, named[code[:2]][0], name) for code, (name, kind) in named.items() if kind == "kabupaten"]


def _as_of(base: Extraction, names: frozenset[str], number: int) -> Extraction:
    region, office, year = _whose(number)
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
    click.echo("runs over kept extractions")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            folders, first = (place / "masuk", place / "hasil"), min(size, READ)
            alone(simulate, place, samples, first)
            read = measure(*folders, workers)
            alone(multiply, place, size)
            landing, again = measure(*folders, workers), measure(*folders, workers)
            assert again.unchanged == size, again
            kept = (place / "hasil" / ".iku" / "buku.sqlite").stat().st_size / size / 1000
            landed = sum(path.stat().st_size for path in (place / "hasil").glob("hasil-utuh/*/*.parquet")) / size / 1000
        each = [1000 * busy / first for busy in read.busy]
        normalised = f"{each[1]:.1f} ms of a processor each in workers, {each[0]:.1f} in the parent"
        click.echo(f"  {size:,} documents, {first:,} normalised: {normalised}")
        took = f"{landing.seconds:.1f} s, processor {landing.busy[0]:.1f} s, {1000 * landing.busy[0] / size:.2f} ms a document"
        click.echo(f"    landing all: {took}; peak memory {landing.parent:.0f} MB")
        click.echo(f"    a run after it: {again.seconds:.2f} s, processor {again.busy[0]:.2f} s, peak memory {again.parent:.0f} MB")
        click.echo(f"    kept {kept:.1f} KB a document in the ledger, {landed:.1f} KB in Parquet")


if __name__ == "__main__":
    bench_scale(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]] or SIZES)
