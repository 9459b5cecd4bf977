"""A folder of long and short PDFs, scans among them, read by two workers: time, peak memory, and what a run spends outside reading.

``make bench`` reads a small one; ``python -m tests.measures.bench_load samples 3000`` as many as are named. The documents have 1 to
60 pages, most of them few, taken from the typed samples in their order; one in :data:`SCANNED` is a scan of one or two pages, drawn anew
with other specks, so that no kept result of its picture can be used.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
import pikepdf
import pypdfium2 as pdfium
from PIL import ImageDraw

from pipeline.documents import find_pdfs
from pipeline.reading.ocr_cache import FOLDER_VARIABLE
from tests.measures.bench_recap import alone
from tests.measures.bench_runs import measure, touch

DOCUMENTS = 60
#: One document in so many is a scan.
SCANNED = 25
#: Most pages of a document; half of the documents have less than a tenth of them.
LONGEST = 60


def lay_down(samples: Path, folder: Path, count: int) -> tuple[int, int]:
    """Make so many documents; how many pages of text and of pictures they have."""
    rng = random.Random(1)
    typed, scans = [], []
    for found in find_pdfs(samples):
        (scans if "pindai" in found.path.name else typed).append(found.path)
    folder.mkdir(parents=True)
    sources = [pikepdf.open(path) for path in typed]
    pages = [page for source in sources for page in source.pages]
    text = pictures = 0
    for number in range(count):
        path = folder / f"{number:05}.pdf"
        if number % SCANNED == SCANNED - 1:
            pictures += _scan(rng.choice(scans), path, rng)
            continue
        length = max(1, round(LONGEST ** rng.random() ** 1.2))
        begun = rng.randrange(len(pages))
        made = pikepdf.Pdf.new()
        made.pages.extend(pages[(begun + place) % len(pages)] for place in range(length))
        made.save(path)
        touch(path, path.read_bytes(), number)
        text += length
    return text, pictures


def _scan(source: Path, path: Path, rng: random.Random) -> int:
    pdf = pdfium.PdfDocument(source)
    drawn = []
    for number in range(min(rng.choice((1, 2)), len(pdf))):
        picture = pdf[number].render(scale=200 / 72).to_pil().convert("L")
        pen = ImageDraw.Draw(picture)
        for _ in range(20):
            x, y = rng.randrange(picture.width), rng.randrange(picture.height)
            pen.point((x, y), fill=0)
        drawn.append(picture)
    pdf.close()
    drawn[0].save(path, "PDF", resolution=200, save_all=True, append_images=drawn[1:])
    return len(drawn)


def bench_load(samples: Path, sizes: Sequence[int] = (DOCUMENTS,), workers: int = 2) -> None:
    """Print the figures."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            os.environ[FOLDER_VARIABLE] = str(Path(place) / "cache")
            folder, output = Path(place) / "masuk", Path(place) / "hasil"
            text, pictures = alone(lay_down, samples, folder, size)
            first = measure(folder, output, workers)
            second = measure(folder, output, workers)
            assert second.unchanged == size, second
        outside = sum(seconds for stage, seconds in first.stages.items() if stage != "baca")
        pages = text + pictures
        click.echo(f"{size:,} documents of 1 to {LONGEST} pages: {pages:,} pages, {pictures} of them scanned; {workers} workers")
        click.echo(f"  {first.seconds:.1f} s, {pages / first.seconds:.1f} pages/s; the second run {second.seconds:.2f} s")
        click.echo(
            f"  processor s: parent {first.busy[0]:.1f}, workers {first.busy[1]:.1f}, {sum(first.busy) / pages * 1000:.1f} ms a page"
        )
        click.echo(f"  outside reading {outside:.1f} s, {100 * outside / first.seconds:.1f} % of the run")
        click.echo(f"  peak memory: parent {max(first.parent, second.parent):.0f} MB, largest worker {first.worker:.0f} MB")


if __name__ == "__main__":
    bench_load(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]] or (DOCUMENTS,))
