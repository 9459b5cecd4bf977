"""The campaign of what is seen: PDFs whose text is not what their pages show. No value that is printed nowhere may land without a flag.

Every mutant's page looks as its original's, or lacks a value as text that is drawn all the same; what lands sure and without a flag must be
what the original gave. ``python -m tests.campaigns.seen --pdfs 1000 samples`` prints what happened; the tests run a short version.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import click
import pikepdf
import pyarrow.parquet as pq
from pikepdf import Page, Pdf

from extractors.page import Word, inside
from extractors.pdf import open_page, open_pdf, read_content
from normalizers.owner.region import regions
from pipeline.documents import FoundPdf
from pipeline.reading import read_document
from schemas.stages import Box
from tests import drawn_pdfs, hidden_pdfs
from tests.campaigns.fuzz import ORIGINAL, Findings, ingested, look_at_documents
from tests.campaigns.seen_compared import Covered, compare, compare_owners
from tests.drawn_pdfs import COVERING, DRAWING_ONLY
from tests.hidden_pdfs import FOR_BARE_PLACES, HIDING, ONCE_A_PAGE, Hidden

#: So many of the hidden texts are numbers; the others are signs of numbers and words that are said beside them.
NUMBERS, SIGNS = 0.6, ("%", "-", ",", ".", "Rp", "orang", "(", "s.d. 90")
OFFICES, YEARS = ("BADAN", "DINAS", "INSPEKTORAT"), ("TAHUN", "PERIODE")
#: Mutants are made of so many pages of a PDF at once: a long one takes long to read and shows no more.
PAGES = 2


@dataclass
class Source:
    """A PDF to make mutants of.

    Attributes:
        path: The PDF.
        figures: By page the words with digits in cells that land as values.
        bare: Value cells with nothing in them.
        covered: The page and the middle of the number that the last mutant covers.
    """

    path: Path
    figures: dict[int, list[Word]] = field(default_factory=dict)
    bare: dict[int, list[Box]] = field(default_factory=dict)
    covered: tuple[int, tuple[float, float]] | None = None


def sources_of(path: Path, folder: Path) -> list[Source]:
    """Parts of a PDF, written to a folder, with the values they give."""
    found = []
    with pikepdf.open(path) as whole:
        for first in range(0, len(whole.pages), PAGES):
            part = Pdf.new()
            part.pages.extend(whole.pages[first : first + PAGES])
            target = folder / f"{path.stem}_{first + 1}.pdf"
            part.save(target, deterministic_id=True)
            source = _source_of(target)
            if source.figures:
                found.append(source)
    return found


def _source_of(path: Path) -> Source:
    source = Source(path)
    outcome = read_document(FoundPdf(path, path.name, path.name, 0))
    values = [value for record in outcome.records for value in record.values]
    for number in {value.halaman for value in values}:
        with open_pdf(path) as pdf, open_page(pdf, number) as page:
            content = read_content(page, number)
            if page.get_rotation() or sum(word.turn == 0 for word in content.words) < len(content.words) / 2:
                continue
        boxes = [value.kotak for value in values if value.halaman == number and value.nilai is not None]
        numbers = [word for word in content.words if word.text.strip("0123456789.,%") == "" and any(ch.isdigit() for ch in word.text)]
        figures = [word for word in numbers if any(inside(*word.centre, box) for box in boxes)]
        if figures:
            source.figures[number] = figures
            bare = [value.kotak for value in values if value.halaman == number and value.jenis_nilai == "kosong"]
            source.bare[number] = [box for box in bare if box[2] - box[0] > 25 and box[3] - box[1] > 10]
    return source


def _hide(source: Source, pdf: Pdf, rng: random.Random, way: str) -> bool:
    """Hide a number, a sign or a unit beside a value, below it, over it, in a bare cell, or numbers in a row below a row of values."""
    number = rng.choice(sorted(source.figures))
    word, page = rng.choice(source.figures[number]), Page(pdf.pages[number - 1])
    for each in _hidden(source, number, word, rng, way):
        HIDING[way](pdf, page, each)
    return True


def _hidden(source: Source, number: int, word: Word, rng: random.Random, way: str) -> list[Hidden]:
    size = word.size or 8.0
    line = word.box[3] - 0.22 * (word.box[3] - word.box[1])
    text = str(rng.randrange(1, 10 ** rng.choice([1, 2, 3]))) if rng.random() < NUMBERS else rng.choice(SIGNS)
    anywhere = [] if way in FOR_BARE_PLACES else ["over", "before"]
    place = rng.choice(["beside", "below", "row", *(["bare"] if source.bare[number] else []), *anywhere])
    if place == "row":
        row = [other for other in source.figures[number] if abs(other.box[1] - word.box[1]) < 2]
        hidden = [Hidden(str(rng.randrange(1, 100)), each.box[0], line + 1.15 * size, size) for each in row]
        return hidden[: 1 if way in ONCE_A_PAGE else 6]
    if place == "bare":
        x0, top, x1, bottom = rng.choice(source.bare[number])
        return [Hidden(text, (x0 + x1) / 2 - 4, (top + bottom) / 2 + 3, min(size, bottom - top - 3))]
    x = {"beside": word.box[2] + 0.1, "before": word.box[0] - 0.1 - 0.56 * len(text) * size}.get(place, word.box[0])
    return [Hidden(text, x, line + (1.1 * size if place == "below" else 0), size)]


def _hide_on_a_cover(source: Source, pdf: Pdf, rng: random.Random) -> bool:
    """Office, region and years on a new first page on which nothing can be seen."""
    way, region = rng.choice(sorted(HIDING)), rng.choice(list(regions().values()))
    year = rng.randrange(2010, 2040)
    said = (f"{rng.choice(OFFICES)} {region.nama.split()[-1].upper()}", region.nama.upper(), f"{rng.choice(YEARS)} {year}-{year + 5}")
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages.insert(0, pdf.pages[-1])
    del pdf.pages[-1]
    lines = rng.sample(said, 1) if way in ONCE_A_PAGE else said
    for row, text in enumerate(lines):
        HIDING[way](pdf, Page(pdf.pages[0]), Hidden(text, 80, 120 + 40 * row, 16))
    return True


def _rename(renamed: Callable[[random.Random], Mapping[str, str]]) -> Callable[[Source, Pdf, random.Random], bool]:
    def change(source: Source, pdf: Pdf, rng: random.Random) -> bool:
        hidden_pdfs.rename_letters(pdf, renamed(rng))
        return True

    return change


def _exchanged(rng: random.Random) -> Mapping[str, str]:
    one, other = rng.sample("0123456789", 2)
    return {one: other, other: one}


def _moved_on(rng: random.Random) -> Mapping[str, str]:
    digits = rng.sample("0123456789", 10)
    return dict(zip("0123456789", digits, strict=True))


def _arabic(rng: random.Random) -> Mapping[str, str]:
    return {str(digit): chr(0x660 + digit) for digit in range(10)}


def _target(source: Source, pdf: Pdf, rng: random.Random) -> tuple[int, Page, Word, int] | None:
    """A value that one operator of its own draws."""
    for _ in range(20):
        number = rng.choice(sorted(source.figures))
        word = rng.choice(source.figures[number])
        page = Page(pdf.pages[number - 1])
        if sum(other.text == word.text for other in source.figures[number]) == 1:
            place = hidden_pdfs.operator_of(page, word.text)
            if place is not None:
                return number, page, word, place
    return None


def _say_otherwise(source: Source, pdf: Pdf, rng: random.Random) -> bool:
    target = _target(source, pdf, rng)
    if target is None:
        return False
    _, page, word, place = target
    other = "".join(rng.choice("123456789") if ch.isdigit() else ch for ch in word.text)
    hidden_pdfs.say_otherwise(pdf, page, place, other)
    return True


def _draw(source: Source, pdf: Pdf, rng: random.Random, way: str) -> bool:
    target = _target(source, pdf, rng)
    if target is None:
        return False
    number, page, word, place = target
    hidden_pdfs.without_text(pdf, page, place)
    if way == "as_a_picture":
        drawn_pdfs.put_picture(pdf, page, word.box, drawn_pdfs.picture_of(source.path, number, word.box))
    else:
        DRAWING_ONLY[way](pdf, page, word.text, word.box)
    return True


def _cover(source: Source, pdf: Pdf, rng: random.Random, way: str) -> bool:
    """Cover one digit of a number, or all of it: the page shows another number than the text says, or none."""
    number = rng.choice(sorted(source.figures))
    word = rng.choice(source.figures[number])
    x0, top, x1, bottom = word.box
    # Letters part in the middle between their own middles.
    known = len(word.edges) == len(word.text)
    between = (
        [(a + b) / 2 for a, b in pairwise(word.edges)] if known else [x0 + (x1 - x0) * k / len(word.text) for k in range(1, len(word.text))]
    )
    bounds = [x0, *between, x1]
    which = rng.choice([place for place, letter in enumerate(word.text) if letter.isdigit()])
    first, last = rng.choice([(0, len(word.text)), (which, which + 1)])
    COVERING[way](pdf, Page(pdf.pages[number - 1]), (bounds[first], top, bounds[last], bottom))
    source.covered = number, word.centre
    return True


def ways() -> dict[str, Callable[[Source, Pdf, random.Random], bool]]:
    """All ways to make a mutant, by name; each says whether the PDF allowed it."""
    found: dict[str, Callable[[Source, Pdf, random.Random], bool]] = {
        way: lambda source, pdf, rng, way=way: _hide(source, pdf, rng, way)
        for way in HIDING  # type: ignore[misc]
    }
    found |= {"digits_exchanged": _rename(_exchanged), "digits_permuted": _rename(_moved_on), "digits_arabic": _rename(_arabic)}
    found["actual_text"] = _say_otherwise
    found["on_a_cover"] = _hide_on_a_cover
    found |= {way: lambda source, pdf, rng, way=way: _cover(source, pdf, rng, way) for way in COVERING}  # type: ignore[misc]
    found |= {way: lambda source, pdf, rng, way=way: _draw(source, pdf, rng, way) for way in (*DRAWING_ONLY, "as_a_picture")}  # type: ignore[misc]
    return found


def write_mutants(folder: Path, sources: list[Source], count: int, seed: int, only: str | None = None) -> Covered:
    """So many mutants, each named by its number, its way and its source, and the sources themselves; which numbers they cover."""
    rng, covered, impossible = random.Random(seed), Covered(), 0
    known = {name: make for name, make in ways().items() if only is None or name == only}
    number = 0
    while number < count:
        source, way = rng.choice(sources), rng.choice(sorted(known))
        source.covered = None
        with pikepdf.open(source.path) as pdf:
            if known[way](source, pdf, rng):
                name = f"{number:05}-{way}-{source.path.name}"
                pdf.save(folder / name, deterministic_id=True)
                covered |= {name: source.covered} if source.covered else {}
                number += 1
            else:
                impossible += 1
                number += impossible > 20 * count
    for source in sources:
        (folder / f"{ORIGINAL}{source.path.name}").write_bytes(source.path.read_bytes())
    return covered


def campaign(
    paths: list[Path], count: int, seed: int = 1, only: str | None = None, keep: Path | None = None
) -> tuple[Findings, dict[str, Counter[str]]]:
    """Make mutants, ingest them, and look at what landed.

    Args:
        paths: PDFs to make them of.
        count: How many.
        seed: Of the chances.
        only: One way to make them; None takes all.
        keep: A folder for PDFs and results; None forgets them.
    """
    findings, by_way = Findings(), defaultdict[str, Counter[str]](Counter)
    with tempfile.TemporaryDirectory() as place:
        folder, output = (keep or Path(place)) / "masuk", (keep or Path(place)) / "hasil"
        folder.mkdir(parents=True)
        parts = Path(place) / "bagian"
        parts.mkdir()
        sources = [source for path in paths for source in sources_of(path, parts)]
        covered = write_mutants(folder, sources, count, seed, only)
        if ingested(folder, output, 30.0, count, findings):
            documents = pq.read_table(output / "dokumen.parquet").to_pylist()
            look_at_documents(documents, len(list(folder.glob("*.pdf"))), findings)
            compare(pq.read_table(output / "iku.parquet").to_pylist(), findings, by_way, covered)
            compare_owners(documents, findings, by_way)
    return findings, by_way


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("samples"))
    parser.add_argument("--pdfs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    paths = [path for path in sorted(given.folder.glob("*.pdf")) if "pindai" not in path.name]
    findings, by_way = campaign(paths, given.pdfs, given.seed, given.only, given.keep)
    click.echo(f"{given.pdfs} mutants in {findings.seconds:.0f} s, exit code {findings.exit_code}")
    for way, seen in sorted(by_way.items()):
        click.echo(f"  {way:30}" + ", ".join(f"{what} {seen[what]}" for what in ("mutants", "told", "values told", "values gone", "wrong")))
    click.echo(f"  {len(findings.faults)} faults")
    for fault in findings.faults[:40]:
        click.echo(f"   {fault}")
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
