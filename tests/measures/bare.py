"""Ruled tables read with their rules taken away: ``python -m tests.measures.bare FOLDER …``.

What the rules say is the truth; what white space says without them is measured by neighbour relations, as in :mod:`tests.measures.icdar`:
with the level rules left (``rows``), and without any (``none``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from extractors.page import PageContent
from extractors.pdf import open_page, open_pdf, read_content
from extractors.tables import Reading, make_upright, read_upright
from tests.measures.icdar import Relations, relations

#: What is taken away.
KINDS = ("rows", "none")


def bare(content: PageContent, kind: str) -> PageContent:
    """A page without upright rules, or without any."""
    return replace(content, vertical=(), horizontal=content.horizontal if kind == "rows" else ())


def of_readings(readings: Sequence[Reading]) -> Relations:
    """The neighbour relations of all tables of a page."""
    total: Relations = Counter()
    for reading in readings:
        total += relations((c.row, c.row + c.rows - 1, c.col, c.col + c.cols - 1, c.text) for c in reading.cells)
    return total


def measure(path: Path, kind: str) -> tuple[int, int, int]:
    """Right, seen and true relations over the pages of a PDF that have ruled tables."""
    right = seen_total = true_total = 0
    with open_pdf(path) as pdf:
        for number in range(1, len(pdf) + 1):
            with open_page(pdf, number) as page:
                _, content = make_upright(read_content(page, number))
            readings = read_upright(content, None)
            ruled = [reading for reading in readings if reading.method == "garis" and reading.n_cols >= 3 and reading.n_rows >= 3]
            if not ruled:
                continue
            true = of_readings(ruled)
            seen = of_readings(read_upright(bare(content, kind), None))
            right += (true & seen).total()
            seen_total += seen.total()
            true_total += true.total()
    return right, seen_total, true_total


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--show", is_flag=True, help="Print every document's figures.")
def main(folders: Sequence[Path], show: bool) -> None:
    """Precision, recall and F1, averaged over the documents."""
    for kind in KINDS:
        figures: list[tuple[float, float]] = []
        for path in sorted(pdf for folder in folders for pdf in folder.glob("*.pdf")):
            right, seen, true = measure(path, kind)
            if true:
                figures.append((right / max(seen, 1), right / true))
                if show:
                    click.echo(f"{kind} {path.stem:40} precision {figures[-1][0]:.2f} recall {figures[-1][1]:.2f} of {true}")
        if figures:
            precision, recall = (sum(column) / len(figures) for column in zip(*figures, strict=True))
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            click.echo(f"{kind}: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  of {len(figures)} documents")


if __name__ == "__main__":
    main()
