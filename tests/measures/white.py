"""How right tables without full rules are read: ``python -m tests.measures.white CORPUS [--json FILE] [NAME …]``.

There is no truth of cells, only of records. A record counts as ``whole`` when one extracted row holds the indicator as the whole text of
a cell and each printed value as the whole text of other cells; as ``part`` when that is so of parallel lines of one row: whether those are
rows of their own is decided where their meaning is known.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from extractors.document import extract
from extractors.pdf import open_pdf
from pipeline.reading.document import reading_words
from schemas.stages import Cell, CellLine, Grid, Table

#: Kinds of rules (column ``garis`` of the corpus' list) that leave a table's columns undrawn.
WITHOUT_FULL_RULES = ("rows", "header", "none")
_MARKER = re.compile(r"^\s*(?:\d+(?:[.,)]\d*)*[.)]?\s+|\d+(?:\.\d+)*[.)]\s*|\(?[a-z]\)\s+|[a-z]\.\s+|[-•▪]\s+)(?=\w)")
_LEVEL = re.compile(r"^(?:tujuan|sasaran|program|kegiatan|sub ?kegiatan)\s*\d*\s*:\s*(?=\w)")


def norm(text: str) -> str:
    """Case, spaces, hyphenation and list markers do not count."""
    plain = text.casefold().replace("–", "-").replace("—", "-").replace("‑", "-")
    plain = _LEVEL.sub("", _MARKER.sub("", _MARKER.sub("", plain)))
    return re.sub(r"[\s\-]+", "", plain).strip(".;:")


def names(indicator: str) -> set[str]:
    """An indicator's name, and what stands behind a group heading ("Heading: item")."""
    _, _, item = indicator.partition(": ")
    return {norm(indicator), norm(item)} - {""}


def found(record: dict[str, Any], tables: Sequence[Table]) -> str:
    """``whole``, ``part`` or ``lost``."""
    wanted = names(record["indikator"])
    values = Counter(norm(value["nilai_teks"]) for value in record["nilai"] if value.get("nilai_teks"))
    best = "lost"
    for table in tables:
        grid = Grid(table.cells, table.n_rows, table.n_cols)
        for number, cells in enumerate(grid):
            row = [grid.at(number, col) for col in range(table.n_cols)]
            if any(norm(cell.text) in wanted for cell in cells) and not values - Counter(norm(cell.text) for cell in row):
                return "whole"
            if best == "lost" and any(_holds(band, row, values) for cell in cells for band in _parts(cell, wanted)):
                best = "part"
    return best


def _parts(cell: Cell, wanted: set[str]) -> Iterator[Sequence[CellLine]]:
    """Runs of a cell's lines that are the indicator."""
    for start in range(len(cell.lines)):
        for end in range(start + 1, min(len(cell.lines), start + 12) + 1):
            if norm(" ".join(line.text for line in cell.lines[start:end])) in wanted:
                yield cell.lines[start:end]


def _holds(part: Sequence[CellLine], row: Sequence[Cell], values: Counter[str]) -> bool:
    """Whether the values stand in whole cells of the row, or in lines beside the part."""
    height = part[0].box[3] - part[0].box[1]
    top, bottom = part[0].box[1] - 0.5 * height, part[-1].box[3] + 0.5 * height
    beside: Counter[str] = Counter()
    for cell in row:
        texts = {norm(cell.text)}
        for line in cell.lines:
            if line.page == part[0].page and top <= (line.box[1] + line.box[3]) / 2 <= bottom:
                texts.add(norm(line.text))
        beside.update(texts)
    return not values - beside


def tables_of(path: Path) -> Sequence[Table]:
    """Every table of a PDF, stitched."""
    with open_pdf(path) as pdf:
        return extract(pdf, path, reading_words()).tables


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True))
@click.argument("only", nargs=-1)
@click.option("--json", "keep", type=click.Path(path_type=Path), help="Where the figures are kept.")
@click.option("--show", is_flag=True, help="Print the indicators that were not found whole.")
def main(corpus: Path, only: Sequence[str], keep: Path | None, show: bool) -> None:
    """Figures a document and a kind of rules, for typed documents without full rules."""
    total: dict[str, Counter[str]] = {}
    kept: dict[str, dict[str, int]] = {}
    with (corpus / "daftar.csv").open(encoding="utf-8") as file:
        listed = [row for row in csv.DictReader(file) if not row["pindai"] and (only or row["garis"] in WITHOUT_FULL_RULES)]
    for row in listed:
        name = row["berkas"]
        if only and not any(part in name for part in only):
            continue
        truth = json.loads((corpus / "truth" / f"{name}.json").read_text(encoding="utf-8"))
        tables = tables_of(corpus / "pdf" / f"{name}.pdf")
        counts: Counter[str] = Counter()
        for record in truth["rekaman"]:
            how = found(record, tables)
            counts[how] += 1
            if show and how != "whole":
                click.echo(f"   {how}: {record['indikator']} | {[v['nilai_teks'] for v in record['nilai']]}")
        click.echo(f"{name:24} {row['garis']:7} {_figures(counts)}")
        kept[name] = dict(counts)
        for kind in (row["garis"], "total"):
            total.setdefault(kind, Counter()).update(counts)
    for kind, counts in sorted(total.items()):
        click.echo(f"{kind:32} {_figures(counts)}")
    if keep is not None:
        keep.write_text(json.dumps(kept), encoding="utf-8")


def _figures(counts: Counter[str]) -> str:
    n = max(counts.total(), 1)
    return f"whole {counts['whole'] / n:.2f}  with parts {(counts['whole'] + counts['part']) / n:.2f}  of {counts.total()}"


if __name__ == "__main__":
    main()
