"""Commands that show a run: ``iku laporan`` writes it as pages."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.command.common import LANGUAGE, ending
from pipeline.said import Language, say

PDFS = click.option(
    "--pdf", "pdfs", type=click.Path(path_type=Path), help="Folder PDF, bila sudah dipindah; bawaan: tempat PDF itu terakhir dibaca."
)


@click.command()
@click.argument("output", type=click.Path(path_type=Path), default=Path("output"))
@click.option(
    "--gambar",
    "pictures",
    type=click.Choice(["ragu", "semua", "tanpa"]),
    default="ragu",
    show_default=True,
    help="Halaman yang disertai gambarnya: yang memuat tabel meragukan, semua yang memuat tabel, atau tidak satu pun.",
)
@PDFS
@LANGUAGE
def laporan(output: Path, pictures: str, pdfs: Path | None, language: Language) -> None:
    """Tulis OUTPUT/laporan: halaman-halaman untuk dilihat di peramban, tanpa internet; buka laporan/index.html."""
    from pipeline.report import find_sources, megabytes, write_report  # noqa: PLC0415 (kept out of `iku --help`)

    with ending(language, folder=output):
        written = write_report(output, find_sources(output, pdfs), language, pictures)
    size = megabytes(written.size, language)
    click.echo(say("report_written", language, file=written.index, files=written.files, pictures=written.pictures, size=size))
