"""The command line: ``iku ingest`` and ``iku inspect``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline.messages import Language, explain, say

if TYPE_CHECKING:
    from pipeline.finding import FoundPdf
    from pipeline.outcome import RunSummary

EXIT_NOTHING, EXIT_USAGE, EXIT_SOME_FAILED = 1, 2, 3

_LANGUAGE = click.option(
    "--lang",
    "language",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    help="Bahasa pesan / language.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="iku-ingest", prog_name="iku")
def main() -> None:
    """Mengubah PDF indikator kinerja (IKU) menjadi data Parquet.

    Turns performance-indicator PDFs of Indonesian local governments into Parquet.
    """


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Folder hasil.")
@click.option("--workers", "-j", type=click.IntRange(1, 256), help="Jumlah proses; bawaan: satu per inti prosesor.")
@click.option("--page-limit", type=click.FloatRange(1), default=60.0, show_default=True, help="Batas detik per halaman.")
@click.option("--dry-run", is_flag=True, help="Hanya menyebutkan apa yang akan dibaca.")
@click.option("--quiet", "-q", is_flag=True, help="Tanpa kemajuan dan ringkasan.")
@_LANGUAGE
def ingest(folder: Path, output: Path, workers: int | None, page_limit: float, dry_run: bool, quiet: bool, language: Language) -> None:
    """Baca semua PDF di FOLDER (dengan subfoldernya) dan simpan hasilnya sebagai Parquet.

    Kode keluar: 0 semua terbaca, 3 sebagian dokumen gagal dan sisanya tersimpan, 2 salah pakai, 1 tidak ada yang tersimpan.
    """
    from pipeline.finding import find_pdfs  # noqa: PLC0415 (kept out of `iku --help`)

    if not folder.exists():
        _stop(say("no_folder", language, folder=folder), EXIT_USAGE)
    if not folder.is_dir():
        _stop(say("not_a_folder", language, folder=folder), EXIT_USAGE)
    documents = find_pdfs(folder, leave_out=output)
    if not documents:
        _stop(say("no_pdfs", language, folder=folder), EXIT_USAGE)
    if dry_run:
        _list(documents, language)
        return
    summary = _run(documents, output, workers, page_limit, language, quiet=quiet)
    if not quiet:
        _report(summary, output, language)
    elif summary.exit_code:
        _failures(summary, language)
    sys.exit(summary.exit_code)


def _run(documents: list[FoundPdf], output: Path, workers: int | None, page_limit: float, language: Language, *, quiet: bool) -> RunSummary:
    from pipeline.ingest import ingest as run  # noqa: PLC0415 (kept out of `iku --help`)
    from pipeline.landing import CannotLand, ContractBroken  # noqa: PLC0415
    from pipeline.progress import progress_for  # noqa: PLC0415

    try:
        return run(documents, output, progress_for(language, quiet=quiet), workers=workers, page_limit=page_limit)
    except CannotLand as error:
        _stop(str(error), EXIT_NOTHING)
    except ContractBroken as error:
        _stop(explain("galat_program", language, detail=str(error)[:500]), EXIT_NOTHING)
    except KeyboardInterrupt:
        _stop(say("interrupted", language, folder=output), EXIT_NOTHING)


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


def _list(documents: list[FoundPdf], language: Language) -> None:
    for found in documents:
        note = f"  ({explain('tidak_terbaca', language, detail=found.error)})" if found.error else ""
        click.echo(f"{found.berkas}{note}")
        for copy in found.copies:
            click.echo(f"{copy}  ({say('copy_of', language, berkas=found.berkas)})")
    click.echo(say("would_read", language, count=len(documents)))


def _report(summary: RunSummary, output: Path, language: Language) -> None:
    """The closing lines: counts, what needs a person, what failed and why."""
    counts = [
        ("documents", summary.documents - len(summary.scanned), True),
        ("scans", summary.ocr, False),
        ("scanned", len(summary.scanned), False),
        ("without_tables", len(summary.without_tables), False),
        ("copies", summary.copies, False),
        ("protected", len(summary.protected), False),
        ("tables", summary.tables, True),
        ("records", summary.records, True),
        ("values", summary.values, True),
        ("doubtful", summary.doubtful, True),
        ("quarantined", summary.quarantined, True),
    ]
    shown = [(say(key, language), count) for key, count, always in counts if always or count]
    width = max(len(label) for label, _ in shown)
    click.echo(say("summary_title", language))
    for label, count in shown:
        number = f"{count:,}".replace(",", "." if language == "id" else ",")
        click.echo(f"  {label:<{width}}  {number:>9}")
    _failures(summary, language)
    click.echo(say("landed", language, folder=output) if summary.documents else say("nothing_landed", language))


def _failures(summary: RunSummary, language: Language) -> None:
    for status in ("gagal", "sebagian"):
        troubled = [item for item in summary.troubled if item[1] == status]
        if troubled:
            click.echo(f"{say('failed' if status == 'gagal' else 'partly', language)} ({len(troubled)}):", err=True)
        for berkas, _, problems in troubled:
            for problem in problems[:3]:
                text = explain(problem.code, language, page=problem.page, detail=problem.detail)
                click.echo(f"  {berkas}: {text}", err=True)
            if len(problems) > 3:
                click.echo(f"  {berkas}: … +{len(problems) - 3}", err=True)


@main.command()
@click.option("--clear", is_flag=True, help="Hapus semua hasil OCR yang tersimpan.")
@_LANGUAGE
def cache(clear: bool, language: Language) -> None:
    """Tunjukkan atau hapus hasil OCR yang tersimpan."""
    from pipeline.ocr_cache import OcrCache, cache_folder  # noqa: PLC0415 (kept out of `iku --help`)

    kept = OcrCache()
    if clear:
        click.echo(say("cache_cleared", language, count=kept.clear()))
    else:
        click.echo(say("cache_at", language, folder=cache_folder(), size=kept.size() / 1e6))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", "-p", type=click.IntRange(1), help="Halaman yang digambar; bawaan: halaman tabel pertama.")
@click.option("--picture", type=click.Path(path_type=Path), help="Nama PNG; bawaan: NAMA-hal-N.png di folder kerja.")
@_LANGUAGE
def inspect(file: Path, page: int | None, picture: Path | None, language: Language) -> None:
    """Tunjukkan bagaimana satu PDF dibaca: halaman, tabel, kolom, dan gambar sel-selnya."""
    from pipeline.inspecting import inspect_file  # noqa: PLC0415 (kept out of `iku --help`)

    sys.exit(inspect_file(file, page, picture, language))


if __name__ == "__main__":
    main()
