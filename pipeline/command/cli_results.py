"""Commands about the results of runs: ``iku rekap``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.command.common import LANGUAGE, ending
from pipeline.said import Language, say


@click.command()
@click.argument("output", type=click.Path(path_type=Path), default=Path("output"))
@LANGUAGE
def rekap(output: Path, language: Language) -> None:
    """Buat lagi rekap.xlsx dari berkas Parquet di folder hasil: indikator disandingkan antardaerah, untuk dibuka di Excel."""
    from pipeline.landing import renew_recap  # noqa: PLC0415 (kept out of `iku --help`)

    with ending(language):
        click.echo(say("recap_at", language, file=renew_recap(output, language)))
