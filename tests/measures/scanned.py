"""Typed documents read from scans of their pages: ``python -m tests.measures.scanned FOLDER``.

Each document is scanned in one of five ways, in turn: askew and shaded, faint and noisy, coarse, black and white, on its side.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from pipeline.landing import Finisher
from pipeline.reading.document import extract_document
from pipeline.reference import load_reference
from tests.measures.accuracy import Score
from tests.measures.unseen import scored, typed_documents
from tests.scan_maker import Scanner

SCANNERS = (
    Scanner(skew=0.6, shade=0.15, noise=6, jpeg=70),
    Scanner(skew=-0.8, noise=10, faint=0.2),
    Scanner(dpi=150, noise=4, jpeg=60),
    Scanner(dpi=300, skew=0.3, bilevel=True),
    Scanner(quarters=1, skew=0.4, noise=5, jpeg=75),
)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
def main(folder: Path) -> None:
    """Print the figures of each document of a folder, PDFs beside their truth, and of all."""
    total = Score()
    with TemporaryDirectory() as name:
        finish = Finisher(load_reference(Path(name)))
        for (found, truth), scanner in zip(typed_documents(folder, folder), cycle(SCANNERS), strict=False):
            path = scanner.scan(found.path, Path(name) / found.path.name)
            scan = replace(found, path=path, size=path.stat().st_size)
            score = scored(scan, extract_document(scan), truth, finish)
            click.echo(score.line(found.path.stem))
            total.add(score)
    click.echo(total.line(folder.name))


if __name__ == "__main__":
    main()
