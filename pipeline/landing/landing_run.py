"""The ledger's rows become the output files, one document at a time, and only if something changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa

from pipeline.documents import (
    FILES,
    PARTITIONED,
    RECAP_BOOK,
    REVIEW_BOOK,
    Crop,
    PagePictures,
    PagePlaces,
    harmonising_version,
    ids_of,
    read_parquet,
    standing_file,
    standing_run,
    unpack,
    unpack_tables,
)
from pipeline.landing.assembling import Indicators, with_names
from pipeline.landing.partitioning import are_partitions_there, is_partitioned, land_partitions
from pipeline.landing.standing import is_whole
from pipeline.landing.tables import CannotLand, beside_the_tables, cause_of, land
from pipeline.ledger import Ledger, LedgerBroken, note_results, read_record
from pipeline.reference import Reference
from pipeline.review import Fact, count_questions, review_items, with_neighbours, write_book
from pipeline.said import Language
from schemas.applied import Provenance, fingerprint
from schemas.stages import Box

_BY_PATH = "berkas, id_dokumen"


def land_ledger(
    output: Path,
    ledger: Ledger,
    reference: Reference,
    *,
    partition: bool = False,
    source: str | None = None,
    language: Language = "id",
) -> int:
    """Land what the ledger has.

    Args:
        output: The output folder.
        ledger: Its ledger.
        reference: Standard names and decisions, for what is asked.
        partition: Write ``iku/`` as a Hive-partitioned dataset as well; one that is there is kept up to date without being asked for.
        source: The folder of PDFs as seen from the output folder, for links; None where people cannot open it.
        language: Of the words in ``rekap.xlsx`` and ``tinjauan.xlsx``.

    Returns:
        How many questions there are for a person.

    Raises:
        CannotLand: Writing failed; the earlier files are as they were.
    """
    from pipeline.workbook import write_recap  # noqa: PLC0415 (workers, which load this too, write no workbook)

    partition = partition or is_partitioned(output)
    wanted = [*FILES, REVIEW_BOOK, RECAP_BOOK, *([PARTITIONED] if partition else [])]
    landed = ledger.landed()
    if landed is not None and is_whole(output) and all((output / name).exists() for name in wanted):
        said, _, run = landed.partition(" ")
        if not said.isdecimal():
            raise LedgerBroken("no count of questions")
        # Files of another run than the ledger's may have been put here: by hand, or by a machine that died before it sent its ledger.
        if run == standing_run(output) and (not partition or are_partitions_there(output, ledger)):
            return int(said)
    ledger.begin_landing()
    indicators = Indicators()
    for table in _tables(ledger, "indikator", _BY_PATH):
        indicators.add(table)
    names = indicators.names()
    land(
        {
            "iku": (with_names(table, names) for table in _tables(ledger, "iku", "urutan")),
            "dokumen": _tables(ledger, "dokumen", _BY_PATH),
            "indikator": [indicators.table()],
            "karantina": _tables(ledger, "karantina", _BY_PATH),
        },
        output,
        _provenance(ledger, reference),
    )
    facts = (unpack(kept, tuple[str, list[Fact]]) for kept in ledger.all_of("tanya", _BY_PATH))
    items = review_items(facts, reference)
    if partition:
        with beside_the_tables(output, f"{PARTITIONED}/"):
            land_partitions((with_names(table, names) for table in _tables(ledger, "iku", "urutan")), output, ledger)
    with beside_the_tables(output, REVIEW_BOOK):
        documents = read_parquet(standing_file(output, "dokumen.parquet")).to_pylist()
        asked = with_neighbours(items, documents)
        write_book(asked, output, PagePlaces(output, source, ids_of(documents)), language, _crops(output, source, ids_of(documents)))
    questions = count_questions(items)
    with beside_the_tables(output, RECAP_BOOK):
        write_recap(output, note_results(output, questions, source), language)
    ledger.end_landing(f"{questions} {standing_run(output)}")
    return questions


def _crops(output: Path, source: str | None, ids: Mapping[str, str]) -> Callable[[str, int, Box | None], Crop | None] | None:
    """Pieces of pages for questions; None where the PDFs lie where people cannot open them."""
    if source is None:
        return None
    pictures = PagePictures({id_dokumen: [output / source / berkas] for berkas, id_dokumen in ids.items()})

    def crop(berkas: str, page: int, box: Box | None) -> Crop | None:
        return pictures.crop(ids[berkas], page, box) if berkas in ids else None

    return crop


def _provenance(ledger: Ledger, reference: Reference) -> Provenance:
    """What the rows are made of and with."""
    documents = ledger.kept()
    rules = hashlib.sha256(harmonising_version().encode()).hexdigest()[:16]
    decisions = len(reference.harmoniser.decisions.standing)
    return Provenance(version("iku-ingest"), rules, fingerprint(documents), len(documents), reference.version, decisions)


def _tables(ledger: Ledger, name: str, order: str) -> Iterator[pa.Table]:
    for kept in ledger.all_of("baris", order):
        table = unpack_tables(kept, name)[name]
        if table.num_rows:
            yield table


def renew_recap(output: Path, language: Language) -> Path:
    """Make ``rekap.xlsx`` anew from the files that have landed; where it lies.

    Raises:
        NoResults: The folder holds no results.
        CannotLand: It cannot be written, e.g. because it is open in Excel.
    """
    from pipeline.workbook import write_recap  # noqa: PLC0415 (as above)

    try:
        return write_recap(output, read_record(output), language)
    except OSError as error:
        raise CannotLand(output / RECAP_BOOK, cause_of(error)) from error
