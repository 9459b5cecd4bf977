"""``iku tabel``: every table of a PDF, as read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.command.common import LANGUAGE, ending, interruptible, page_spans
from pipeline.documents import EXIT_NOTHING, EXIT_PARTLY, EXIT_USAGE, Stop
from pipeline.said import Language, explain, progress_for, say

if TYPE_CHECKING:
    from pipeline.reading import EveryTable, Extraction


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--halaman", "--pages", "pages", metavar="3,5-7", help="Halaman yang dibaca; bawaan: semua.")
@click.option("--json", "as_json", is_flag=True, help="JSON ke keluaran baku (bawaan).")
@click.option("--csv", "folder", metavar="FOLDER", type=click.Path(path_type=Path), help="Folder; satu CSV per tabel.")
@click.option(
    "--xlsx",
    "book",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    help="Berkas Excel; satu lembar per tabel, sel gabung tetap gabung.",
)
@click.option("--sambung", "--join", "join", is_flag=True, help="Satukan tabel yang bersambung ke halaman berikutnya.")
@LANGUAGE
def tabel(file: Path, pages: str | None, as_json: bool, folder: Path | None, book: Path | None, join: bool, language: Language) -> None:
    """Keluarkan semua tabel dari PDF apa pun, seperti tercetak, tanpa arti.

    Kode keluar: 0 terbaca (juga bila tidak ada tabel), 3 sebagian halaman tidak terbaca, 2 salah pakai, 1 tidak ada yang terbaca.
    """
    with ending(language):
        if as_json + (folder is not None) + (book is not None) > 1:
            raise Stop("one_form", EXIT_USAGE)
        spans = page_spans(pages)
        if not file.is_file():
            raise Stop("no_file", EXIT_USAGE, file=file)
        from pipeline.reading import EveryTable  # noqa: PLC0415 (kept out of `iku --help`)

        with interruptible("stopped"):
            extraction, code = _read(file, EveryTable(spans, join), language)
            _hand_on(extraction, file, folder, book, language)
    sys.exit(code)


def _read(file: Path, every: EveryTable, language: Language) -> tuple[Extraction, int]:
    """What was read, and the exit code; what went wrong is said.

    Raises:
        Stop: The document cannot be opened, or has no such page.
    """
    from pipeline.reading import NO_SUCH_PAGE, read_tables  # noqa: PLC0415 (kept out of `iku --help`)

    outcome, extraction = read_tables(file, every, progress_for(language, quiet=not sys.stderr.isatty()))
    told = [explain(problem.code, language, page=problem.page, detail=problem.detail) for problem in extraction.problems]
    if extraction.document is None:
        usage = any(problem.code == NO_SUCH_PAGE for problem in extraction.problems)
        raise Stop("at_place", EXIT_USAGE if usage else EXIT_NOTHING, place=file, detail="; ".join(told))
    for text in told:
        click.echo(say("at_place", language, place=file, detail=text), err=True)
    if not extraction.document.tables:
        click.echo(say("no_tables", language, file=file), err=True)
    return extraction, {"gagal": EXIT_NOTHING, "sebagian": EXIT_PARTLY}.get(outcome.status, 0)


def _hand_on(extraction: Extraction, file: Path, folder: Path | None, book: Path | None, language: Language) -> None:
    """Write the tables in the form that was asked for."""
    from pipeline.export import json_lines, write_csv, write_xlsx  # noqa: PLC0415 (kept out of `iku --help`)

    tables = extraction.document.tables if extraction.document is not None else ()
    if folder is not None:
        write_csv(tables, folder, file.stem)
    elif book is not None:
        cut = write_xlsx(tables, book, language)
        if cut:
            click.echo(say("cells_cut", language, file=book, count=cut), err=True)
    else:
        _print(json_lines(file.name, extraction, language))
        return
    if tables:
        click.echo(say("tables_written", language, count=len(tables), place=folder or book))


def _print(lines: Iterable[str]) -> None:
    """On a screen as it can show it; into a file or pipe as UTF-8, whatever the system's own letters are."""
    if sys.stdout.isatty():
        for line in lines:
            click.echo(line)
        return
    for line in lines:
        sys.stdout.buffer.write(f"{line}\n".encode())
    sys.stdout.buffer.flush()
