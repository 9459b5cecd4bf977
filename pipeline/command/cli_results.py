"""Commands about the results of runs: ``iku rekap`` and ``iku banding``."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.command.common import LANGUAGE, ending, tell
from pipeline.documents import EXIT_USAGE, Stop
from pipeline.said import Language, say

if TYPE_CHECKING:
    from pipeline.showing import Difference

#: Exit code of a comparison that found differences; 0 is none, 2 wrong usage.
DIFFERENT = 1
#: So many changed values are shown: all are in the CSV file.
SHOWN = 20
_WIDTH = 28


@click.command()
@click.argument("output", type=click.Path(path_type=Path), default=Path("output"))
@LANGUAGE
def rekap(output: Path, language: Language) -> None:
    """Buat lagi rekap.xlsx dari berkas Parquet di folder hasil: indikator disandingkan antardaerah, untuk dibuka di Excel."""
    from pipeline.landing import renew_recap  # noqa: PLC0415 (kept out of `iku --help`)

    with ending(language):
        tell(say("recap_at", language, file=renew_recap(output, language)))


@click.command()
@click.argument("before", metavar="HASIL_LAMA", type=click.Path(path_type=Path))
@click.argument("after", metavar="[HASIL_BARU]", required=False, type=click.Path(path_type=Path))
@click.option("--csv", "table", type=click.Path(path_type=Path, dir_okay=False), help="Tulis setiap perubahan ke berkas CSV ini.")
@LANGUAGE
def banding(before: Path, after: Path | None, table: Path | None, language: Language) -> None:
    """Tunjukkan apa yang berubah antara dua folder hasil: baris baru, hilang, berubah, menurut dokumen, beserta sebabnya.

    Dengan satu folder saja: pembacaan terakhirnya dibandingkan dengan yang sebelumnya.

    Kode keluar: 0 sama, 1 ada perbedaan, 2 salah pakai.
    """
    from pipeline.showing import compare, write_differences  # noqa: PLC0415 (kept out of `iku --help`)

    with ending(language):
        differences = list(compare(before, after))
        if table is not None:
            try:
                write_differences(differences, table)
            except OSError as error:
                raise Stop("no_csv", EXIT_USAGE, file=table, detail=error.strerror or str(error)) from error
    _tell(differences, language)
    sys.exit(DIFFERENT if differences else 0)


def _tell(differences: list[Difference], language: Language) -> None:
    from pipeline.showing import cause_in, counted_differences  # noqa: PLC0415 (kept out of `iku --help`)

    if not differences:
        tell(say("the_same", language))
        return
    lines = counted_differences(differences)
    width = max(_WIDTH, *(len(berkas) for berkas, *_ in lines))
    tell(f"{'':{width}}  {say('rows_new', language):>8}{say('rows_gone', language):>8}{say('rows_changed', language):>9}")
    for berkas, cause, *counts in lines:
        tell(f"{berkas:{width}}  {counts[0]:>8}{counts[1]:>8}{counts[2]:>9}  {cause_in(cause, language)}")
    changed = [(each, *column) for each in differences for column in each.columns]
    for each, column, old, new in changed[:SHOWN]:
        name = textwrap.shorten(each.indicator, 50, placeholder="…")
        tell(f"{each.berkas} {say('page', language, page=each.page)}, {name}: {column} {_short(old)} → {_short(new)}")
    if len(changed) > SHOWN:
        tell(say("more_changes", language, count=len(changed) - SHOWN))


def _short(text: str) -> str:
    return textwrap.shorten(text, 40, placeholder="…") or "–"
