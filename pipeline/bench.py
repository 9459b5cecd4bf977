"""``make bench``: our typed path beside the plain alternatives, on the same PDFs in one run.

Each reader runs in a process of its own, one after the other, over every page of every PDF with text; pages per second count reading
only, not the start of the process. Peak memory is the process's own.
"""

from __future__ import annotations

import multiprocessing as mp
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.finding import FoundPdf, find_pdfs


def _ours(path: Path) -> int:
    from pipeline.reading import read_document  # noqa: PLC0415 (each reader imports its own library)

    return read_document(FoundPdf(path, path.name, path.name, 0)).pages.total


def _pdfplumber(path: Path) -> int:
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def _camelot(path: Path) -> int:
    import camelot.io  # noqa: PLC0415
    import pypdfium2 as pdfium  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        camelot.io.read_pdf(str(path), pages="all", flavor="lattice", engine="vector")
    pdf = pdfium.PdfDocument(path)
    try:
        return len(pdf)
    finally:
        pdf.close()


READERS: dict[str, Callable[[Path], int]] = {
    "iku (tables, records, identity)": _ours,
    "pdfplumber extract_tables": _pdfplumber,
    "camelot lattice vector": _camelot,
}


def _timed(name: str, paths: list[Path], pipe: Any) -> None:
    """Read all PDFs with one reader; the first file is read once before, so that imports do not count."""
    reader = READERS[name]
    reader(min(paths, key=lambda path: path.stat().st_size))
    rates: dict[str, tuple[int, float]] = {}
    for path in paths:
        start = time.perf_counter()
        pages = reader(path)
        rates[path.name] = pages, time.perf_counter() - start
    pipe.send((rates, _peak_megabytes()))


def _peak_megabytes() -> float:
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _has_text(path: Path) -> bool:
    import pypdfium2 as pdfium  # noqa: PLC0415

    pdf = pdfium.PdfDocument(path)
    try:
        return any(pdf[k].get_textpage().count_chars() > 50 for k in range(min(3, len(pdf))))
    finally:
        pdf.close()


def main(folder: Path) -> int:
    """Time every reader and print pages per second, ratios and peak memory."""
    paths = [found.path for found in find_pdfs(folder) if _has_text(found.path)]
    context = mp.get_context("spawn")
    results: dict[str, tuple[dict[str, tuple[int, float]], float]] = {}
    for name in READERS:
        ours, theirs = context.Pipe()
        process = context.Process(target=_timed, args=(name, paths, theirs))
        process.start()
        results[name] = ours.recv()
        process.join()
    base = results["iku (tables, records, identity)"][0]
    click.echo(f"{'':34}{'pages/s':>9}{'ratio':>8}{'peak MB':>9}")
    for label, names in (("all typed samples", list(base)), ("largest PDF", [max(base, key=lambda n: base[n][0])])):
        pages = sum(base[n][0] for n in names)
        click.echo(f"{label} ({pages} pages)")
        ours_rate = pages / sum(base[n][1] for n in names)
        for name, (rates, peak) in results.items():
            rate = pages / sum(rates[n][1] for n in names)
            click.echo(f"  {name:32}{rate:9.1f}{ours_rate / rate:7.1f}x{peak:9.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
