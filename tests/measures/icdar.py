"""Other people's tables: ``python -m tests.measures.icdar FOLDER``, the whole task of the ICDAR-2013 table competition.

A table is the set of its neighbour relations: a cell with text and the nearest one with text to its right, and below. Precision and recall
are averaged over the documents. A document's tables may lie in several structure files (``a``, ``b``).
"""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from extractors.pdf import open_page, open_pdf, read_content
from extractors.tables import SecondOpinions, make_upright, read_upright

#: A cell with text: first and last row, first and last column, text.
Placed = tuple[int, int, int, int, str]
Relation = tuple[str, str, str]
Relations = Counter[Relation]


def plain(text: str) -> str:
    """Without spaces and punctuation."""
    return re.sub(r"[\W_]+", "", text)


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


def true_relations(files: Sequence[Path]) -> Relations:
    """The relations of all regions of a document."""
    total: Relations = Counter()
    for file in files:
        for region in ET.parse(file).getroot().iter("region"):
            cells = []
            for cell in region.iter("cell"):
                r0, c0 = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
                content = cell.find("content")
                text = (content.text or "") if content is not None else ""
                cells.append((r0, int(cell.get("end-row", r0)), c0, int(cell.get("end-col", c0)), text))
            total += relations(cells)
    return total


def ours(path: Path) -> Relations:
    """What our page reader sees, page by page."""
    total: Relations = Counter()
    opinions = SecondOpinions(path)
    with open_pdf(path) as pdf:
        for number in range(1, len(pdf) + 1):
            with open_page(pdf, number) as page:
                quarters, content = make_upright(read_content(page, number))
            for reading in read_upright(content, None if quarters else opinions):
                total += relations((c.row, c.row + c.rows - 1, c.col, c.col + c.cols - 1, c.text) for c in reading.cells)
    return total


def score(folder: Path, reader: Callable[[Path], Relations], *, show: bool = False) -> tuple[float, float, float]:
    """Precision, recall and F1 over a folder's documents."""
    files: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(folder.glob("*-str.xml")):
        files[re.sub(r"[a-z]?-str$", "", file.stem)].append(file)
    precisions, recalls = [], []
    for pdf in sorted(folder.glob("*.pdf")):
        true = true_relations(files[re.sub(r"[a-z]$", "", pdf.stem)])
        seen = reader(pdf)
        right = (true & seen).total()
        precisions.append(right / seen.total() if seen else 0.0)
        recalls.append(right / true.total())
        if show:
            click.echo(f"{pdf.stem:10} precision {precisions[-1]:.2f} recall {recalls[-1]:.2f} of {true.total()}")
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return precision, recall, 2 * precision * recall / (precision + recall)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--show", is_flag=True, help="Print every document's figures.")
def main(folder: Path, show: bool) -> None:
    """Figures of our page reader."""
    if not folder.is_dir():
        click.echo(f"{folder} is not here; nothing to measure")
        return
    start = time.perf_counter()
    precision, recall, f1 = score(folder, ours, show=show)
    click.echo(f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
