"""Other people's tables: ``python -m tests.measures.icdar FOLDER``, the whole task of the ICDAR-2013 table competition.

A table is the set of its neighbour relations: a cell with text and the nearest one with text to its right, and below. Precision and recall
are averaged over the documents. Our reader and others read the same PDFs in one run, each in a process of its own, one after the other;
seconds are those of reading, with the library loaded, by the clock and of the processor (which what else runs does not lengthen much).

A document's tables may lie in several structure files (``a``, ``b``). Where those describe the same cells they are two opinions of one
table, and the one that a reader comes nearer to counts; else they are taken together.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import re
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from multiprocessing.connection import Connection
from operator import add
from pathlib import Path

import click

from pipeline.reading.ocr_cache import FOLDER_VARIABLE
from tests.measures.table_readers import READERS, Placed, is_installed

Relation = tuple[str, str, str]
Relations = Counter[Relation]

#: Two structure files that share more than this of the smaller one's cells describe the same tables.
SAME_CELLS = 0.5


def plain(text: str) -> str:
    """In capitals, without spaces and punctuation, as the competition compares texts."""
    return re.sub(r"[\W_]+", "", text).upper()


def relations(cells: Iterable[Placed]) -> Relations:
    """The neighbour relations of one table."""
    cells = [(r0, r1, c0, c1, plain(text)) for r0, r1, c0, c1, text in cells if plain(text)]
    at = {(r, c): k for k, (r0, r1, c0, c1, _) in enumerate(cells) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
    last_row = max((cell[1] for cell in cells), default=0)
    last_col = max((cell[3] for cell in cells), default=0)
    found: set[tuple[int, int, str]] = set()
    for k, (r0, r1, c0, c1, _) in enumerate(cells):
        for r in range(r0, r1 + 1):
            right = next((at[r, c] for c in range(c1 + 1, last_col + 1) if (r, c) in at), None)
            if right is not None:
                found.add((k, right, "right"))
        for c in range(c0, c1 + 1):
            below = next((at[r, c] for r in range(r1 + 1, last_row + 1) if (r, c) in at), None)
            if below is not None:
                found.add((k, below, "below"))
    return Counter((cells[a][4], cells[b][4], way) for a, b, way in found)


def truths_of(files: Sequence[Path]) -> list[Relations]:
    """A document's true relations: one set, or several opinions of the same tables."""
    described = [(_places(root), _relations_of(root)) for root in (ET.parse(file).getroot() for file in files)]
    opinions: list[tuple[set[tuple[str, ...]], Relations]] = []
    for places, found in described:
        if opinions and len(places & opinions[0][0]) > SAME_CELLS * min(len(places), len(opinions[0][0])):
            opinions.append((places, found))
        else:
            opinions = [(a | places, b + found) for a, b in opinions] or [(places, found)]
    return [found for _, found in opinions]


def _places(root: ET.Element) -> set[tuple[str, ...]]:
    """Where a file's cells stand: page and box."""
    return {
        (region.get("page", ""), *(box.get(side, "") for side in ("x1", "y1", "x2", "y2")))
        for region in root.iter("region")
        for box in region.iter("bounding-box")
    }


def _relations_of(root: ET.Element) -> Relations:
    total: Relations = Counter()
    for region in root.iter("region"):
        cells: list[Placed] = []
        for cell in region.iter("cell"):
            r0, c0 = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
            content = cell.find("content")
            text = (content.text or "") if content is not None else ""
            cells.append((r0, int(cell.get("end-row", r0)), c0, int(cell.get("end-col", c0)), text))
        total += relations(cells)
    return total


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader saw in a document; nothing where it failed, and why."""

    relations: Relations
    seconds: float
    processor: float = 0.0
    fault: str = ""


def seen_by(name: str, pdfs: Sequence[Path]) -> dict[str, Seen]:
    """What a reader sees in each PDF, by name; the smallest is read once before, so that imports do not count."""
    reader = READERS[name]
    found: dict[str, Seen] = {}
    for path in [min(pdfs, key=lambda pdf: pdf.stat().st_size), *pdfs]:
        start, worked = time.perf_counter(), time.process_time()
        try:
            total, fault = reduce(add, map(relations, reader(path)), Relations()), ""
        except Exception as error:
            total, fault = Relations(), f"{type(error).__name__}: {error}"
        found[path.stem] = Seen(total, time.perf_counter() - start, time.process_time() - worked, fault)
    return dict(sorted(found.items()))


def _in_a_process(pipe: Connection, name: str, pdfs: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        # What OCR costs is part of the time.
        os.environ[FOLDER_VARIABLE] = folder
        pipe.send(seen_by(name, pdfs))


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and seconds of one document, or on average."""

    precision: float
    recall: float
    seconds: float
    processor: float = 0.0

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0

    def line(self, name: str) -> str:
        return f"  {name:20}{self.precision:11.3f}{self.recall:9.3f}{self.f1:8.3f}{self.seconds:9.1f}{self.processor:11.1f}"


def figures_of(seen: Seen, truths: Sequence[Relations]) -> Figures:
    """Against the opinion that the reader comes nearest to."""
    each = []
    for true in truths:
        right = (true & seen.relations).total()
        precision = right / seen.relations.total() if seen.relations else 0.0
        each.append(Figures(precision, right / true.total(), seen.seconds, seen.processor))
    return max(each, key=lambda figures: figures.f1)


def score(folder: Path, seen: dict[str, Seen]) -> dict[str, Figures]:
    """The figures of every document."""
    files: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(folder.glob("*-str.xml")):
        files[_document(file.stem.removesuffix("-str"))].append(file)
    return {stem: figures_of(each, truths_of(files[_document(stem)])) for stem, each in seen.items()}


def _document(stem: str) -> str:
    """``eu-009`` of ``eu-009a``."""
    return re.sub(r"[a-z]$", "", stem)


def average(figures: Iterable[Figures]) -> Figures:
    """Precision and recall averaged, seconds added up."""
    each = list(figures)
    precision, recall = sum(f.precision for f in each) / len(each), sum(f.recall for f in each) / len(each)
    return Figures(precision, recall, sum(f.seconds for f in each), sum(f.processor for f in each))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--reader", "names", multiple=True, type=click.Choice(list(READERS)), help="Only this one; may be given again.")
@click.option("--show", is_flag=True, help="Print every document's figures.")
def main(folder: Path, names: Sequence[str], show: bool) -> None:
    """Precision, recall, F1 and seconds of our reader and others."""
    pdfs = sorted(folder.glob("*.pdf"))
    if not pdfs:
        click.echo(f"{folder} holds no PDFs; nothing to measure")
        return
    context = mp.get_context("spawn")
    click.echo(f"{f'{len(pdfs)} documents':22}{'precision':>11}{'recall':>9}{'F1':>8}{'seconds':>9}{'processor':>11}")
    for name in names or READERS:
        if not is_installed(name):
            click.echo(f'  {name:20}{"not installed":>37}  (pip install -e ".[bench]")')
            continue
        here, there = context.Pipe()
        process = context.Process(target=_in_a_process, args=(there, name, pdfs))
        process.start()
        seen = here.recv()
        process.join()
        figures = score(folder, seen)
        click.echo(average(figures.values()).line(name))
        for stem, each in figures.items():
            if seen[stem].fault:
                click.echo(f"    {stem} failed: {seen[stem].fault[:100]}")
            elif show:
                click.echo(each.line(f"  {stem}"))


if __name__ == "__main__":
    main()
