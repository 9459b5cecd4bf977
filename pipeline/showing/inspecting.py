"""``iku inspect``: how one PDF was read, in words and as a picture with the cells drawn on it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractors.document import extract
from extractors.page import ExtractionError
from extractors.pdf import Mark, damage_of, draw_page, open_pdf
from normalizers.document import NormalisedDocument, TableVerdict, normalise
from normalizers.form import PARENTS, Column, in_words
from pipeline.documents import EXIT_NOTHING, EXIT_USAGE, Stop
from pipeline.reading import damage_problems, reading_words, scan_reader
from pipeline.said import Language, explain, say, say_meaning
from schemas.stages import DocumentIdentity, ExtractedDocument, PageText, Record

#: Colours by role: header, indicator, values, parents, other text, quarantine.
HEADER, INDICATOR, VALUE, PARENT, TEXT, LOST = (
    (90, 90, 90), (30, 90, 200), (20, 140, 60), (150, 90, 190), (200, 140, 30), (210, 40, 40),
)  # fmt: skip
#: Of tables that hold no indicators.
FOREIGN = (170, 170, 170)
#: So many quarantined rows are shown: a screenful.
LOST_SHOWN = 20
#: Columns right of their header's text; a meaning surer than this needs no reason.
HEAD_WIDTH, SURE = 44, 0.95
_PARENTS = {*PARENTS, "indikator_tujuan", "nomor", "kode"}
#: A PDF has fewer pages; a stretch is not counted out beyond them.
MOST_PAGES = 100_000
#: Where pictures lie in the output folder.
PICTURES = "periksa"


_WORDS: Mapping[str, tuple[str, str]] = {
    "pages": ("Halaman", "Pages"),
    "teks": ("teks", "text"),
    "gambar": ("gambar", "picture"),
    "read": ("dibaca", "read"),
    "passed": ("dilewati", "passed over"),
    "waiting": ("Karantina", "Quarantine"),
    "lost": ("hal. {page}, tabel {table}, baris {row}: {reason}: {text}", "p. {page}, table {table}, row {row}: {reason}: {text}"),
    "document": ("Dokumen: {office}, {region} ({code})", "Document: {office}, {region} ({code})"),
    "period": ("Periode: {period}", "Period: {period}"),
    "notes": ("catatan: {notes}", "flags: {notes}"),
    "one_page": ("hal. {first}", "p. {first}"),
    "span": ("hal. {first}-{last}", "p. {first}-{last}"),
    "no_table": ("bukan tabel indikator: {reason}", "no table of indicators: {reason}"),
    "table": (
        "Tabel {number} ({span}, {rows} x {columns}, {method}, keyakinan {sure:.2f}): {kind}",
        "Table {number} ({span}, {rows} x {columns}, {method}, confidence {sure:.2f}): {kind}",
    ),
    "rows": ("{count} baris indikator", "{count} rows of indicators"),
    "empty": ("(kosong)", "(empty)"),
    "because": ("karena {reasons}", "because {reasons}"),
    "or": ("atau {meaning}: {reasons}", "or {meaning}: {reasons}"),
}


def _said(key: str, language: Language, **facts: object) -> str:
    return _WORDS[key][language == "en"].format(**facts)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Which pages are drawn, and where the pictures go.

    Attributes:
        spans: First and last of stretches of pages; none for the first page with an indicator table.
        whole: Draw every page that holds a table instead.
        output: The output folder; pictures lie in it below ``periksa``.
        picture: The name of the PNG instead, of a single page.
    """

    spans: tuple[tuple[int, int], ...] = ()
    whole: bool = False
    output: Path = Path("output")
    picture: Path | None = None


def inspect_file(path: Path, drawn: Drawn, language: Language) -> Iterator[str]:
    """Say how a PDF is read and write pictures of pages.

    Args:
        path: The PDF.
        drawn: Which pages, and where to.
        language: Of the messages.

    Yields:
        The report, line by line.

    Raises:
        Stop: The file or a page cannot be read, or a picture not be written.
    """
    try:
        with open_pdf(path) as pdf:
            document = extract(pdf, path, reading_words(), scans=scan_reader)
            result = normalise(document, path.name)
            shown = _pages_drawn(result, drawn)
            beyond = next((page for page in shown if page > len(pdf)), None)
            if beyond is not None:
                raise _stop(path, explain("halaman_tidak_ada", language, page=beyond, detail=str(len(pdf))))
            if drawn.picture is not None and len(shown) > 1:
                raise Stop("one_picture", EXIT_USAGE, count=len(shown))
            problems = damage_problems(damage_of(path))
            for problem in problems:
                yield explain(problem.code, language, page=problem.page, detail=problem.detail)
            yield from describe(document, result, language)
            yield ""
            for page in shown:
                target = drawn.picture or drawn.output / PICTURES / f"{path.stem}-hal-{page}.png"
                image = draw_page(pdf[page - 1], marks_of(result, page))
                try:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    image.save(target)
                except (OSError, ValueError) as error:
                    raise _stop(target, explain("gambar_gagal", language, detail=str(error))) from error
                yield say("picture", language, file=target)
    except ExtractionError as error:
        raise _stop(path, explain(error.code, language, page=error.page, detail=error.detail)) from error
    except OSError as error:
        raise _stop(path, explain("tidak_terbaca", language, detail=error.strerror or str(error))) from error


def _pages_drawn(result: NormalisedDocument, drawn: Drawn) -> list[int]:
    if drawn.whole:
        pages = {cell.page for verdict in result.verdicts for cell in verdict.table.cells}
    else:
        pages = {page for first, last in drawn.spans for page in range(first, min(last, first + MOST_PAGES) + 1)}
    return sorted(pages) or [_first_page(result)]


def _stop(place: Path, what: str) -> Stop:
    return Stop("at_place", EXIT_NOTHING, place=place, detail=what)


def _first_page(result: NormalisedDocument) -> int:
    return next((verdict.table.page for verdict in result.verdicts if verdict.kind is not None), 1)


def describe(document: ExtractedDocument, result: NormalisedDocument, language: Language) -> Iterator[str]:
    """The report, line by line."""
    yield from _identity_lines(result.identity, language)
    yield ""
    yield _said("pages", language)
    for first, last, page in _runs(document.pages):
        span = f"{first}" if first == last else f"{first}-{last}"
        why = explain(page.reason, language, detail=page.detail)
        kind = _said(page.kind, language) if page.kind in _WORDS else page.kind
        yield f"  {span:>9}  {kind:7}  {_said('read' if page.parsed else 'passed', language):11}  {why}"
    for number, verdict in enumerate(result.verdicts, start=1):
        yield ""
        yield from _table_lines(number, verdict, result.records, language)
    if result.quarantined:
        yield ""
        yield _said("waiting", language)
        for lost in result.quarantined[:LOST_SHOWN]:
            where = {"page": lost.halaman, "table": lost.tabel, "row": lost.baris}
            yield f"  {_said('lost', language, **where, reason=lost.alasan, text=textwrap.shorten(lost.teks, 90))}"
        if len(result.quarantined) > LOST_SHOWN:
            yield f"  … +{len(result.quarantined) - LOST_SHOWN}"


def _identity_lines(identity: DocumentIdentity, language: Language) -> Iterator[str]:
    region = identity.nama_kabupaten_kota or identity.nama_provinsi or "?"
    period = f"{identity.periode_awal}-{identity.periode_akhir}" if identity.periode_awal else "?"
    code = identity.kode_kabupaten_kota or identity.kode_provinsi or "?"
    yield _said("document", language, office=identity.perangkat_daerah or "?", region=region, code=code)
    notes = f"   {_said('notes', language, notes=', '.join(identity.catatan))}" if identity.catatan else ""
    yield _said("period", language, period=period) + notes


def _runs(pages: Iterable[PageText]) -> Iterator[tuple[int, int, PageText]]:
    """Neighbouring pages with one verdict, as first, last and one of them."""
    run: list[PageText] = []
    for page in pages:
        if run and _verdict(run[0]) != _verdict(page):
            yield run[0].number, run[-1].number, run[0]
            run = []
        run.append(page)
    if run:
        yield run[0].number, run[-1].number, run[0]


def _verdict(page: PageText) -> tuple[str, bool, str, str]:
    return page.kind, page.parsed, page.reason, page.detail


def _table_lines(number: int, verdict: TableVerdict, records: Iterable[Record], language: Language) -> Iterator[str]:
    table = verdict.table
    pages = sorted({cell.page for cell in table.cells})
    span = _said("one_page" if len(pages) == 1 else "span", language, first=pages[0], last=pages[-1])
    kind = verdict.kind or _said("no_table", language, reason=verdict.reason)
    facts = {"rows": table.n_rows, "columns": table.n_cols, "method": table.method, "sure": table.confidence}
    yield _said("table", language, number=number, span=span, kind=kind, **facts)
    for header in verdict.headers:
        for column in header.columns:
            yield from _column_lines(column, language)
    if verdict.kind is not None:
        yield f"    {_said('rows', language, count=sum(record.tabel == number for record in records))}"


def _column_lines(column: Column, language: Language) -> Iterator[str]:
    """A column's header and meaning, how surely, why, and what it would mean otherwise."""
    head = textwrap.shorten(column.text, HEAD_WIDTH, placeholder="…") or _said("empty", language)
    yield f"    {head:{HEAD_WIDTH}} -> {say_meaning(in_words(column.meaning), language)} ({column.score:.2f})"
    if not column.claims or column.score >= SURE:
        return
    yield f"    {'':{HEAD_WIDTH}}    {_said('because', language, reasons='; '.join(column.claims[0].reasons) or '?')}"
    other = next((claim for claim in column.claims[1:] if claim.meaning != column.meaning), None)
    if other is not None:
        told = {"meaning": say_meaning(in_words(other.meaning), language), "reasons": "; ".join(other.reasons) or "?"}
        yield f"    {'':{HEAD_WIDTH}}    {_said('or', language, **told)}"


def marks_of(result: NormalisedDocument, page: int) -> Iterator[Mark]:
    """The cells of the tables on a page, coloured by what they were taken for."""
    lost = {(item.tabel, item.baris) for item in result.quarantined}
    for number, verdict in enumerate(result.verdicts, start=1):
        grid = verdict.table.grid()
        roles = {col: column.role for header in verdict.headers for column in header.columns for col in column.cols}
        heads = {row for header in verdict.headers for row in range(header.first, header.end)}
        for row in range(verdict.table.n_rows):
            for cell in grid.begins(row):
                if cell.page != page:
                    continue
                label = ""
                if verdict.kind is None or (number, row) in lost:
                    colour = LOST if (number, row) in lost else FOREIGN
                elif row in heads:
                    colour = HEADER
                    label = roles.get(cell.col, "") if cell.row == min(heads) and roles.get(cell.col) != "nilai" else ""
                else:
                    role = roles.get(cell.col, "lainnya")
                    colour = {"indikator": INDICATOR, "nilai": VALUE}.get(role, PARENT if role in _PARENTS else TEXT)
                yield Mark(cell.box, colour, label)
