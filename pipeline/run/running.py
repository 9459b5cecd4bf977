"""A run from end to end: hold the output folder, open its ledger, find the PDFs, ingest them, and leave a record."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.documents import EXIT_NOTHING, EXIT_USAGE, RUN_RECORD, Damaged, RunSummary, Stop, find_pdfs, now, pdf_paths
from pipeline.landing import CannotLand, beside_the_tables, prepare, reason_of
from pipeline.ledger import Ledger, LedgerBroken, hold, open_ledger, set_aside, told_broken, write_record
from pipeline.run.ingest import Options, Timings, ingest
from pipeline.said import Progress, event

#: So often the folder is looked at when PDFs are replaced while they are read: what else changed is read too.
LOOKS = 3


class NothingToRead(Stop):
    """There is no PDF in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__("no_pdfs", EXIT_USAGE, folder=folder)


def run_folder(folder: Path, output: Path, progress: Progress, options: Options | None = None) -> RunSummary:
    """Bring an output folder up to date with a folder of PDFs; arguments as of :func:`pipeline.run.ingest.ingest`.

    Raises:
        NothingToRead: There is no PDF in the folder; nothing was written.
        Held: Another run holds the output folder.
        FolderUnreadable: The folder or one below it cannot be listed; nothing was changed.
        CannotLand, NoReaders, ReferenceBroken: As of :func:`pipeline.run.ingest.ingest`.
    """
    if not find_any(folder, output):
        raise NothingToRead(folder)
    try:
        with _held(output):
            prepare(output)
            try:
                return _with_ledger(folder, output, progress, options)
            except (LedgerBroken, Damaged, sqlite3.DatabaseError) as error:
                # Also one that is damaged where opening it does not look.
                if not told_broken(error):
                    raise
                with _writing(output):
                    aside = set_aside(output, error)
                summary = _with_ledger(folder, output, progress, options)
                summary.set_aside = str(aside)
                return summary
    except sqlite3.OperationalError as error:
        raise CannotLand(output, _ledger_problem(error)) from error


def _with_ledger(folder: Path, output: Path, progress: Progress, options: Options | None) -> RunSummary:
    with open_ledger(output) as ledger:
        return _recorded(folder, output, ledger, progress, options)


def _recorded(folder: Path, output: Path, ledger: Ledger, progress: Progress, options: Options | None) -> RunSummary:
    """The run, and a record of how it went."""
    began = now()
    options = options or Options()
    with _writing(output):
        write_record(output, began, "berjalan", None)
    event("mulai", folder=str(folder), output=str(output))
    timings = Timings()
    try:
        source = _seen_from(output, folder) if options.linked else None
        for _ in range(LOOKS):
            with timings.of("cari"):
                documents = find_pdfs(folder, output, ledger, options.search)
            summary = ingest(documents, output, ledger, progress, options, source)
            if not summary.replaced:
                break
            event("folder_berubah", dokumen=summary.replaced)
    except BaseException as error:
        state = "dihentikan" if isinstance(error, KeyboardInterrupt) else "gagal"
        code = error.exit_code if isinstance(error, Stop) else EXIT_NOTHING
        with contextlib.suppress(OSError):
            write_record(output, began, state, code)
        event(state, galat=f"{type(error).__name__}: {error}"[:500])
        raise
    summary.seconds = {**timings.seconds, **summary.seconds}
    state = "selesai" if summary.exit_code == 0 else "selesai_dengan_kegagalan"
    with beside_the_tables(output, RUN_RECORD):
        write_record(output, began, state, summary.exit_code, summary, ledger)
    event("selesai", kode_keluar=summary.exit_code, dokumen=summary.documents, tahap_detik=summary.seconds)
    return summary


def _seen_from(output: Path, folder: Path) -> str:
    """The way from the output folder to the PDFs, which holds when both are moved together."""
    try:
        return Path(os.path.relpath(folder, output)).as_posix()
    except ValueError:
        # Another drive of Windows.
        return folder.absolute().as_posix()


@contextmanager
def _held(output: Path) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        with _writing(output):
            stack.enter_context(hold(output))
        yield


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    """What keeps the output folder from being written is said as one thing."""
    try:
        yield
    except OSError as error:
        raise CannotLand(output, reason_of(error)) from error


def _ledger_problem(error: sqlite3.OperationalError) -> str:
    """What a clerk is to do about a ledger that cannot be written."""
    if "full" in str(error):
        what = "disk penuh; kosongkan ruang lalu jalankan lagi."
    else:
        what = f"buku di folder hasil tidak dapat ditulisi ({error}); periksa izin dan sambungan foldernya lalu jalankan lagi."
    return f"{what} Yang sudah dibaca tidak hilang."


def find_any(folder: Path, output: Path) -> bool:
    """Whether there is a PDF to read."""
    return next(pdf_paths(folder, output), None) is not None
