"""Does it know headers, or remember them: ``python -m tests.measures.unseen FOLDER TRUTHS``.

Every document is read again without the header phrases that no other document of the folder prints: as if its wording had never been
seen. What is still right was understood from the rest of the table; what is wrong has to be doubted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import click

from normalizers.document import normalise
from normalizers.header import header_words, said_by
from normalizers.words import fold
from pipeline.documents import FoundPdf, find_pdfs, unpack_tables
from pipeline.landing import Finisher
from pipeline.reading.document import Extraction, conclude, extract_document
from pipeline.reference import load_reference
from schemas.stages import ExtractedDocument
from tests.measures.accuracy import Score, score_document

Phrase = tuple[str, ...]
IKU = "iku"


@contextmanager
def without(phrases: Collection[Phrase]) -> Iterator[None]:
    """The dictionary of headers without some phrases, for as long as the block runs."""
    known, squashed = (cast("dict[Any, Any]", words) for words in (header_words().phrases, header_words().squashed))
    before = dict(known), dict(squashed)
    for phrase in phrases:
        known.pop(phrase, None)
        squashed.pop("".join(phrase), None)
    said_by.cache_clear()
    try:
        yield
    finally:
        known.update(before[0])
        squashed.update(before[1])
        said_by.cache_clear()


def phrases_of(document: ExtractedDocument) -> set[Phrase]:
    """The known phrases that a document's headers print."""
    found: set[Phrase] = set()
    longest = header_words().longest
    for verdict in normalise(document, "").verdicts:
        for text in {text for header in verdict.headers for column in header.columns for text in column.path}:
            words = fold(text).split()
            found |= {tuple(words[a:b]) for a in range(len(words)) for b in range(a + 1, min(len(words), a + longest) + 1)}
    return found & set(header_words().phrases)


def scored(found: FoundPdf, extraction: Extraction, truth: dict[str, Any], finish: Finisher) -> Score:
    """The figures of one document as it is read now."""
    return score_document(truth, landed_rows(found, extraction, finish))[0]


def typed_documents(folder: Path, truths: Path) -> Iterator[tuple[FoundPdf, dict[str, Any]]]:
    """The typed PDFs of a folder whose truth is known, with it."""
    for found in find_pdfs(folder):
        path = truths / f"{Path(found.berkas).stem}.json"
        truth = json.loads(path.read_text("utf-8")) if path.exists() else {}
        if "rekaman" in truth and not truth.get("pindaian"):
            yield found, truth


def landed_rows(found: FoundPdf, extraction: Extraction, finish: Finisher) -> list[dict[str, Any]]:
    """The rows of ``iku.parquet`` that one document gives."""
    return unpack_tables(finish(conclude(found, extraction)).tables, IKU)[IKU].to_pylist()


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.argument("truths", type=click.Path(path_type=Path, exists=True))
def main(folder: Path, truths: Path) -> None:
    """Print the figures with all words, and without those of each document alone."""
    documents = []
    for found, truth in typed_documents(folder, truths):
        extraction = extract_document(found)
        if extraction.document is not None:
            documents.append((found, extraction, truth, phrases_of(extraction.document)))
    seen = Counter(phrase for *_, phrases in documents for phrase in phrases)
    with TemporaryDirectory() as empty:
        finish = Finisher(load_reference(Path(empty)))
    known, unknown = Score(), Score()
    for found, extraction, truth, phrases in documents:
        known.add(scored(found, extraction, truth, finish))
        own = {phrase for phrase in phrases if seen[phrase] == 1}
        with without(own):
            score = scored(found, extraction, truth, finish)
        unknown.add(score)
        if own:
            click.echo(f"{score.line(Path(found.berkas).stem)}  tanpa/without: {', '.join(sorted(map(' '.join, own)))}")
    click.echo(known.line("semua kata / all words"))
    click.echo(unknown.line("tanpa kata sendiri / own words left out"))
    for line in unknown.calibration():
        click.echo(line)


if __name__ == "__main__":
    main()
