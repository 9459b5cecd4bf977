"""What other readers' opinions earn and cost: ``python -m tests.measures.opinions FOLDER [TRUTHS]``.

The typed documents of a folder are read in this process four times: with the opinions of pdfplumber and camelot, of one of them, and of
none. Printed are the figures of the reading, how many pages were asked about, in how many tables the other reader's grid was taken, and the
seconds that asking took, in all and at most for a page. Without TRUTHS every typed page is read for its tables, and measured where the
folder has structure files (:mod:`tests.measures.icdar`). Pictures are left out: nobody is asked about them.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet as pq

from extractors.lattice import Lattice
from extractors.page import PageContent
from extractors.pdf import glance, open_page, open_pdf, read_content
from extractors.tables import Reading, SecondOpinions, arbiter, make_upright, read_upright, typed
from pipeline.reading import Done, Means, Task
from pipeline.reading.carrying_out import read
from pipeline.reading.work import finished
from pipeline.run import Options, run_folder
from pipeline.said import Quiet
from tests.measures.accuracy import Score, score_document
from tests.measures.icdar import Relations, Seen, average, relations, score

READERS = ("pdfplumber", "camelot")
VARIANTS: tuple[tuple[str, ...], ...] = (READERS, ("pdfplumber",), ("camelot",), ())


@dataclass(slots=True)
class Asked:
    """What asking came to in one reading of a folder."""

    pages: Counter[str] = field(default_factory=Counter)
    won: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [0.0] for name in READERS})

    def line(self, name: str) -> str:
        seconds = self.seconds[name]
        return (
            f"{name} asked about {self.pages[name]} pages, taken in {self.won[name]} tables, "
            f"{sum(seconds):.2f} s, at most {max(seconds):.2f} s"
        )


@contextmanager
def only(names: Sequence[str]) -> Iterator[Asked]:
    """Ask these readers and no other, and count."""
    asked = Asked()
    before = {name: getattr(SecondOpinions, f"_{name}") for name in READERS}
    choose = typed.choose

    def counted(name: str) -> Callable[[SecondOpinions, PageContent], Iterator[Lattice]]:
        def reader(opinions: SecondOpinions, content: PageContent) -> Iterator[Lattice]:
            if name not in names:
                return iter(())
            start = time.perf_counter()
            try:
                return iter(list(before[name](opinions, content)))
            finally:
                asked.pages[name] += 1
                asked.seconds[name].append(time.perf_counter() - start)

        return reader

    def watched(readings: Sequence[tuple[Reading, float]]) -> Reading:
        best = choose(readings)
        asked.won[best.method] += 1
        return best

    # The product has no switch for this, and needs none.
    patched: Any = typed
    patched.choose = watched
    for name in READERS:
        setattr(SecondOpinions, f"_{name}", counted(name))
    try:
        yield asked
    finally:
        patched.choose = arbiter.choose
        for name in READERS:
            setattr(SecondOpinions, f"_{name}", before[name])


def here(tasks: Sequence[Task], _progress: object, means: Means) -> Iterator[Done]:
    """The engine that reads in this process."""
    for task in tasks:
        yield finished(read(task, terms=means.terms), means.finish)


def typed_truths(truths: Path) -> dict[str, Any]:
    """The truth of the documents that are no pictures, by name."""
    read_ = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(truths.glob("*.json"))}
    return {stem: truth for stem, truth in read_.items() if "rekaman" in truth and not truth.get("pindaian")}


def landed(folder: Path, truths: Path) -> str:
    """The figures of the typed documents of a folder, as :mod:`tests.measures.accuracy` has them."""
    wanted = typed_truths(truths)
    total = Score()
    with tempfile.TemporaryDirectory() as place:
        pdfs, output = Path(place) / "masuk", Path(place) / "hasil"
        pdfs.mkdir()
        for stem in wanted:
            (pdfs / f"{stem}.pdf").symlink_to((folder / f"{stem}.pdf").resolve())
        run_folder(pdfs, output, Quiet(), Options(engine=here, acuan=Path(place) / "acuan"))
        rows = pq.read_table(output / "iku.parquet").to_pylist()
    for stem, truth in wanted.items():
        total.add(score_document(truth, [row for row in rows if Path(row["berkas"]).stem == stem])[0])
    return total.line(f"{len(wanted)} typed")


def seen_on_pages(folder: Path) -> str:
    """Every typed page of a folder read; the figures, where the truth lies beside the PDFs."""
    seen = {}
    for path in sorted(folder.glob("*.pdf")):
        total, opinions, start = Relations(), SecondOpinions(path), time.perf_counter()
        with open_pdf(path) as pdf:
            for number in range(1, len(pdf) + 1):
                with open_page(pdf, number) as page:
                    if glance(page, None).kind != "teks":
                        continue
                    quarters, content = make_upright(read_content(page, number))
                for reading in read_upright(content, None if quarters else opinions):
                    total += relations((c.row, c.row + c.rows - 1, c.col, c.col + c.cols - 1, c.text) for c in reading.cells)
        seen[path.stem] = Seen(total, time.perf_counter() - start)
    if not any(folder.glob("*-str.xml")):
        return f"{len(seen)} documents"
    whole = average(score(folder, seen).values())
    return f"precision {whole.precision:.4f}  recall {whole.recall:.4f}  F1 {whole.f1:.4f}"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.argument("truths", type=click.Path(path_type=Path, exists=True), required=False)
def main(folder: Path, truths: Path | None) -> None:
    """Read a folder with and without other readers' opinions."""
    for names in VARIANTS:
        with only(names) as asked:
            start = time.perf_counter()
            figures = seen_on_pages(folder) if truths is None else landed(folder, truths)
            seconds = time.perf_counter() - start
        click.echo(f"{' + '.join(names) or 'none':22} {figures}  {seconds:.1f} s")
        for name in names:
            click.echo(f"    {asked.line(name)}")


if __name__ == "__main__":
    main()
