"""The command line: ``iku ingest``, ``iku inspect`` and ``iku cache``; the others are in the modules beside it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.command.cli_reference import acuan, jelaskan, status, tinjau
from pipeline.command.cli_results import banding, rekap
from pipeline.command.cli_showing import buka, laporan
from pipeline.command.cli_tables import tabel
from pipeline.command.common import ACUAN, LANGUAGE, ending, interruptible, is_remote, page_spans, tell
from pipeline.command.spoken import Spoken
from pipeline.documents import EXIT_USAGE, RECAP_BOOK, REVIEW_BOOK, Search, Stop, find_pdfs
from pipeline.said import Language, Logged, explain, log_to, progress_for, say

if TYPE_CHECKING:
    from pipeline.documents import RunSummary
    from pipeline.run import Options

#: So many problems of a document are told: all are in ``dokumen.parquet``.
PROBLEMS_SHOWN = 3
#: So many documents to look at are named: all are in ``dokumen.parquet`` and the questions.
UNCLEAR_SHOWN = 20


@click.group(cls=Spoken, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="iku-ingest", prog_name="iku", help="Tampilkan versi lalu selesai.")
@LANGUAGE
def main(language: Language) -> None:
    """Mengubah PDF indikator kinerja (IKU) menjadi data Parquet."""
    # Names of files may have letters that the screen has not.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("folder")
@click.option("--output", "-o", default="output", show_default=True, help="Folder hasil.")
@click.option("--workers", "-j", type=click.IntRange(1, 256), help="Jumlah proses; bawaan: satu per inti prosesor.")
@click.option("--engine", default="local", show_default=True, help="local, atau dask://HOST:PORT untuk kluster Dask.")
@click.option("--page-limit", type=click.FloatRange(1), default=60.0, show_default=True, help="Batas detik per halaman.")
@click.option("--document-limit", type=click.FloatRange(1), default=3600.0, show_default=True, help="Batas detik per dokumen.")
@click.option("--memory-limit", type=click.FloatRange(0.2), default=3.0, show_default=True, help="Batas memori per proses (GB).")
@click.option("--partition", is_flag=True, help="Tulis juga iku/ terbagi per provinsi dan tahun (Hive).")
@click.option("--again", is_flag=True, help="Baca lagi dokumen yang gagal, dan periksa isi semua berkas walaupun tampak tidak berubah.")
@click.option("--follow-links", is_flag=True, help="Ikuti juga tautan yang menuju ke luar FOLDER.")
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), help="Catat kejadian ke berkas ini, satu JSON per baris.")
@ACUAN
@click.option("--dry-run", is_flag=True, help="Hanya menyebutkan apa yang akan dibaca.")
@click.option("--quiet", "-q", is_flag=True, help="Tanpa kemajuan dan ringkasan.")
@LANGUAGE
def ingest(
    folder: str,
    output: str,
    workers: int | None,
    engine: str,
    page_limit: float,
    document_limit: float,
    memory_limit: float,
    partition: bool,
    again: bool,
    follow_links: bool,
    log: Path | None,
    acuan: Path | None,
    dry_run: bool,
    quiet: bool,
    language: Language,
) -> None:
    """Baca semua PDF di FOLDER (dengan subfoldernya) dan simpan hasilnya sebagai Parquet.

    Yang sudah dibaca dan tidak berubah tidak dibaca lagi; run yang terputus dilanjutkan. Wilayah yang tidak tertulis di halaman
    diambil dari nama folder atau berkas, misalnya "Kabupaten Banyumas/renstra.pdf".

    Kode keluar: 0 semua terbaca, 3 sebagian dokumen gagal dan sisanya tersimpan, 2 salah pakai, 1 tidak ada yang tersimpan.
    """
    with ending(language, folder=output):
        source = _source(folder)
        from pipeline.run import Options  # noqa: PLC0415 (kept out of `iku --help`)

        if dry_run:
            with interruptible("interrupted", folder=output):
                _list(source, Path(output), Options(acuan=acuan, again=again, follow_links=follow_links), language)
            return
        from pipeline.reading import Limits, dask_engine, read_all  # noqa: PLC0415 (as above)

        limits = Limits(page_limit, document_limit, memory_limit * 1e9)
        # Workers of a cluster do not see what was brought to this machine.
        read = read_all if engine == "local" else dask_engine(engine, ship=is_remote(folder))
        options = Options(
            workers,
            limits,
            acuan,
            again=again,
            partition=partition,
            follow_links=follow_links,
            engine=read,
            language=language,
            linked=not (is_remote(folder) or is_remote(output)),
        )
        if log is not None:
            log_to(log)
        with interruptible("interrupted", folder=output):
            summary = _run(source, output, options, language, quiet=quiet)
    if not quiet:
        _report(summary, output, options.acuan, language)
    elif summary.exit_code:
        _failures(summary, language)
    sys.exit(summary.exit_code)


def _source(folder: str) -> Path:
    """The folder of PDFs; for an address of an object store, a local copy of it."""
    if is_remote(folder):
        from pipeline.run import mirror  # noqa: PLC0415 (kept out of `iku --help`)

        return mirror(folder)
    # Workers of a cluster, and later runs, may stand in another folder.
    path = Path(folder).absolute()
    if not path.exists():
        raise Stop("no_folder", EXIT_USAGE, folder=folder)
    if not path.is_dir():
        raise Stop("not_a_folder", EXIT_USAGE, folder=folder)
    return path


def _run(folder: Path, output: str, options: Options, language: Language, *, quiet: bool) -> RunSummary:
    from pipeline.run import remote_output, run_folder  # noqa: PLC0415 (kept out of `iku --help`)

    place = remote_output(output) if is_remote(output) else nullcontext(Path(output))
    with place as here:
        return run_folder(folder, here, Logged(progress_for(language, quiet=quiet)), options)


def _list(folder: Path, output: Path, options: Options, language: Language) -> None:
    """What a run would read."""
    from pipeline.reference import load_reference, reference_folder  # noqa: PLC0415 (kept out of `iku --help`)
    from pipeline.run import NothingToRead, look_ahead  # noqa: PLC0415 (as above)

    documents = find_pdfs(folder, leave_out=output, search=Search(follow_links=options.follow_links))
    if not documents:
        raise NothingToRead(folder)
    work = look_ahead(documents, output, load_reference(reference_folder(options.acuan)), again=options.again)
    for found in sorted([*work.read, *work.renew], key=lambda found: found.berkas):
        note = f"  ({explain(found.problem, language, detail=found.error)})" if found.error is not None else ""
        tell(f"{found.berkas}{note}")
        for copy in found.copies:
            tell(f"{copy}  ({say('copy_of', language, berkas=found.berkas)})")
    tell(say("would_read", language, count=len(work.read) + len(work.renew)))


def _report(summary: RunSummary, output: str, acuan: Path | None, language: Language) -> None:
    """The closing lines: counts, what needs a person, what failed and why."""
    counts = [
        ("documents", summary.documents - len(summary.scanned), True),
        ("unchanged", summary.unchanged, False),
        ("removed_documents", summary.removed, False),
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
        ("questions", summary.questions, False),
    ]
    shown = [(say(key, language), count) for key, count, always in counts if always or count]
    width = max(len(label) for label, _ in shown)
    tell(say("summary_title", language))
    for label, count in shown:
        number = f"{count:,}".replace(",", "." if language == "id" else ",")
        tell(f"  {label:<{width}}  {number:>9}")
    if summary.set_aside:
        tell(say("ledger_set_aside", language, file=summary.set_aside), err=True)
    if summary.decisions:
        tell(say("decisions_used", language, count=summary.decisions, folder=summary.acuan))
    elif acuan is not None and not summary.acuan:
        tell(say("no_acuan", language, folder=acuan), err=True)
    for note in summary.notes:
        tell(say("outdated", language, note=note), err=True)
    _failures(summary, language)
    if summary.questions:
        tell(say("review", language, file=f"{output.rstrip('/')}/{REVIEW_BOOK}"))
    if summary.documents:
        tell(say("recap_at", language, file=f"{output.rstrip('/')}/{RECAP_BOOK}"))
    if summary.values and not is_remote(output):
        tell(say("open_page", language, folder=output))
    tell(say("landed", language, folder=output) if summary.documents else say("nothing_landed", language))


def _failures(summary: RunSummary, language: Language) -> None:
    """Which documents failed, were read in part, or went badly, and why."""
    for ended in ("gagal", "sebagian"):
        troubled = [item for item in summary.troubled if item[1] == ended]
        if troubled:
            tell(f"{say('failed' if ended == 'gagal' else 'partly', language)} ({len(troubled)}):", err=True)
        for berkas, _, problems in troubled:
            for problem in problems[:PROBLEMS_SHOWN]:
                text = explain(problem.code, language, page=problem.page, detail=problem.detail)
                tell(f"  {berkas}: {text}", err=True)
            if len(problems) > PROBLEMS_SHOWN:
                tell(f"  {berkas}: … +{len(problems) - PROBLEMS_SHOWN}", err=True)
    if summary.unclear:
        tell(f"{say('unclear', language)} ({len(summary.unclear)}):", err=True)
    for berkas, problems in summary.unclear[:UNCLEAR_SHOWN]:
        for problem in problems:
            tell(f"  {berkas}: {explain(problem.code, language, detail=problem.detail)}", err=True)
    if len(summary.unclear) > UNCLEAR_SHOWN:
        tell(f"  … +{len(summary.unclear) - UNCLEAR_SHOWN}", err=True)


@main.command()
@click.option("--clear", is_flag=True, help="Hapus semua hasil OCR yang tersimpan.")
@LANGUAGE
def cache(clear: bool, language: Language) -> None:
    """Tunjukkan atau hapus hasil OCR yang tersimpan."""
    from pipeline.reading import OcrCache, cache_folder  # noqa: PLC0415 (kept out of `iku --help`)

    kept = OcrCache()
    if clear:
        tell(say("cache_cleared", language, count=kept.clear()))
    else:
        tell(say("cache_at", language, folder=cache_folder(), size=kept.size() / 1e6))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--halaman", "--pages", "--page", "-p", "pages", metavar="3,5-7", help="Halaman yang digambar; bawaan: halaman tabel pertama."
)
@click.option("--semua", "--all", "whole", is_flag=True, help="Gambar semua halaman yang memuat tabel.")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Folder hasil.")
@click.option(
    "--picture",
    type=click.Path(path_type=Path),
    help="Nama PNG untuk satu halaman; bawaan: NAMA-hal-N.png di folder hasil, dalam periksa/.",
)
@LANGUAGE
def inspect(file: Path, pages: str | None, whole: bool, output: Path, picture: Path | None, language: Language) -> None:
    """Tunjukkan bagaimana satu PDF dibaca: halaman, tabel, kolom, dan gambar sel-selnya."""
    from pipeline.showing import Drawn, inspect_file  # noqa: PLC0415 (kept out of `iku --help`)

    with ending(language):
        for line in inspect_file(file, Drawn(page_spans(pages), whole, output, picture), language):
            tell(line)


for command in (acuan, status, tabel, tinjau, jelaskan, rekap, banding, laporan, buka):
    main.add_command(command)
