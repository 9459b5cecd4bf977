"""Commands that show a run: ``iku laporan`` writes it as pages, ``iku buka`` lets people decide on them."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.command.common import ACUAN, LANGUAGE, ending, tell
from pipeline.documents import RECAP_BOOK, Stop
from pipeline.said import Language, say

if TYPE_CHECKING:
    from pipeline.web import Opened

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
    from pipeline.landing import renew_recap  # noqa: PLC0415 (kept out of `iku --help`)
    from pipeline.report import find_sources, megabytes, write_report  # noqa: PLC0415 (kept out of `iku --help`)

    with ending(language, folder=output):
        written = write_report(output, find_sources(output, pdfs), language, pictures)
    size = megabytes(written.size, language)
    click.echo(say("report_written", language, file=written.index, files=written.files, pictures=written.pictures, size=size))
    if (output / RECAP_BOOK).exists():
        # Its values lead into the report from now on.
        try:
            tell(say("recap_at", language, file=renew_recap(output, language)))
        except Stop as stop:
            tell(say(stop.key, language, **stop.facts), err=True)


@click.command()
@click.argument("output", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--by", "--oleh", "who", default="", help="Nama pemberi keputusan; bawaan: nama pemakai komputer ini.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Porta; bawaan: yang sedang bebas.")
@click.option("--no-browser", "--tanpa-peramban", "alone", is_flag=True, help="Hanya tulis alamatnya.")
@PDFS
@ACUAN
@LANGUAGE
def buka(output: Path, who: str, port: int, alone: bool, pdfs: Path | None, acuan: Path | None, language: Language) -> None:
    """Buka halaman tinjauan hasil di OUTPUT: lihat, benarkan, perbaiki. Hanya di komputer ini; berhenti dengan Ctrl-C."""
    from pipeline.reference import reference_folder  # noqa: PLC0415 (kept out of `iku --help`)
    from pipeline.web import serve  # noqa: PLC0415 (as above)

    def opened(page: Opened) -> None:
        click.echo(say("page_opened", language, address=page.address, folder=page.acuan, count=page.decisions))
        if not alone:
            click.launch(page.address)

    with ending(language, folder=output):
        serve(output, reference_folder(acuan), who or _own_name(), language, opened, port, pdfs)


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
