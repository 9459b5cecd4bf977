"""How right values are whose tables lose their rules: ``python -m tests.measures.bare_values FOLDER TRUTHS …``.

Every typed document is read as it is, with the level rules of its tables alone, and without any, and its values are held against the truth:
by how the table was read and ``keyakinan``, how many are right. What a table without drawn columns may be sure of stands on these figures
(``extractors.tables.arbiter``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from extractors import document as reader
from pipeline.landing import Finisher
from pipeline.reading.document import extract_document
from pipeline.reference import load_reference
from tests.measures.accuracy import Score, judged_values, score_document
from tests.measures.bare import KINDS, bare
from tests.measures.unseen import landed_rows, typed_documents

#: Values of about one confidence are counted together.
STEPS = 20
#: How the pages are read: as they are, and with rules taken away.
WHOLE = "as it is"


@contextmanager
def with_rules(kind: str) -> Iterator[None]:
    """Pages lose their rules, for as long as the block runs."""
    read_content = reader.read_content
    if kind != WHOLE:
        reader.read_content = lambda *given, **named: bare(read_content(*given, **named), kind)
    try:
        yield
    finally:
        reader.read_content = read_content


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True))
def main(folders: Sequence[Path]) -> None:
    """Print how right values are, by how their table was read and how sure they are."""
    with TemporaryDirectory() as empty:
        finish = Finisher(load_reference(Path(empty)))
    for kind in (WHOLE, *KINDS):
        score, right, there = Score(), Counter[tuple[str, float]](), Counter[tuple[str, float]]()
        for folder, truths in zip(folders[::2], folders[1::2], strict=True):
            for found, truth in typed_documents(folder, truths):
                with with_rules(kind):
                    extraction = extract_document(found)
                rows = landed_rows(found, extraction, finish)
                score.add(score_document(truth, rows)[0])
                for row, is_right in judged_values(truth, rows):
                    at = row["metode"], round(row["keyakinan"] * STEPS) / STEPS
                    there[at] += 1
                    right[at] += is_right
        click.echo(score.line(f"rules: {kind}"))
        for (method, sure), count in sorted(there.items()):
            click.echo(f"    {method:16} {sure:.2f}: {right[method, sure]:5} / {count:5} right ({right[method, sure] / count:.3f})")


if __name__ == "__main__":
    main()
