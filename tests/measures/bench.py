"""``make bench``: our typed path beside the plain alternatives, on the same PDFs in one run.

Each reader runs in a process of its own, one after the other, over every page of every PDF with text; pages per second count reading
only, not the start of the process. On a busy machine only the processor's seconds tell. Peak memory is the process's own.
"""

from __future__ import annotations

import json
import multiprocessing as mp
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from pipeline.documents import FoundPdf, find_pdfs
from pipeline.reference import load_reference, reference_folder
from tests.measures.bench_load import bench_load
from tests.measures.bench_names import bench_names
from tests.measures.bench_recap import bench_recap
from tests.measures.bench_runs import bench_runs
from tests.measures.bench_scale import bench_scale


def _ours(path: Path) -> int:
    from pipeline.reading import read_document  # noqa: PLC0415 (each reader imports its own library)

    return read_document(FoundPdf(path, path.name, path.name, 0)).pages.total


def _ours_unseen(path: Path) -> int:
    """The same without a look at the pages' pictures: what that look costs."""
    from extractors import document  # noqa: PLC0415
    from extractors.pdf import Seen  # noqa: PLC0415
    from extractors.sight import Sight  # noqa: PLC0415

    nothing: Any = Sight(Seen(), (), None)  # type: ignore[arg-type]
    looks = document.look, document._doubted, document.lines_shown
    document.look, document._doubted, document.lines_shown = lambda *_: nothing, lambda _, readings, *__: readings, lambda *_: None
    try:
        return _ours(path)
    finally:
        document.look, document._doubted, document.lines_shown = looks


def _pdfplumber(path: Path) -> int:
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def _camelot(path: Path) -> int:
    import camelot.io  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        camelot.io.read_pdf(str(path), pages="all", flavor="lattice", engine="vector")
    return _pages(path)


def _plain_text(path: Path) -> int:
    import pypdfium2 as pdfium  # noqa: PLC0415

    pdf = pdfium.PdfDocument(path)
    try:
        for number in range(len(pdf)):
            page = pdf[number]
            page.get_textpage().get_text_range()
            page.close()
        return len(pdf)
    finally:
        pdf.close()


READERS: dict[str, Callable[[Path], int]] = {
    "iku (tables, records, identity)": _ours,
    "iku, pictures not looked at": _ours_unseen,
    "pdfplumber extract_tables": _pdfplumber,
    "camelot lattice vector": _camelot,
    "plain text by PDFium": _plain_text,
}
#: By PDF: pages, seconds by the clock, seconds of the processor.
Rates = dict[str, tuple[int, float, float]]


def _timed(name: str, paths: list[Path], pipe: Any) -> None:
    """Read all PDFs with one reader; the first file is read once before, so that imports do not count."""
    reader = READERS[name]
    reader(min(paths, key=lambda path: path.stat().st_size))
    rates: Rates = {}
    for path in paths:
        start, busy = time.perf_counter(), time.process_time()
        pages = reader(path)
        rates[path.name] = pages, time.perf_counter() - start, time.process_time() - busy
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


def _ours_scanned(path: Path) -> list[str]:
    import pypdfium2 as pdfium  # noqa: PLC0415

    from extractors.document import extract  # noqa: PLC0415
    from extractors.scan import Engine, ScanReader  # noqa: PLC0415 (kept out of `iku --help`)
    from pipeline.reading import reading_words  # noqa: PLC0415

    reader = ScanReader(Engine())
    pdf = pdfium.PdfDocument(path)
    try:
        document = extract(pdf, path, reading_words(), scans=lambda: reader)
    finally:
        pdf.close()
    return [cell.text for table in document.tables for cell in table.cells]


def _ocrmypdf(path: Path) -> list[str]:
    import pdfplumber  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "ocr.pdf"
        command = ["ocrmypdf", "--jobs", "1", "--rotate-pages", "--deskew", "--force-ocr", "--quiet", str(path), str(target)]
        subprocess.run(command, check=True, capture_output=True)
        with pdfplumber.open(target) as pdf:
            # A scan's rules are pixels, which pdfplumber does not see: it is given the text's alignment to go by.
            by_text = {"vertical_strategy": "text", "horizontal_strategy": "text"}
            return [cell or "" for page in pdf.pages for table in page.extract_tables(by_text) for row in table for cell in row]


def _img2table(path: Path) -> list[str]:
    from img2table.document import PDF  # noqa: PLC0415 (only where installed)
    from img2table.ocr import RapidOCR  # noqa: PLC0415

    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
    found = PDF(str(path), detect_rotation=True, pdf_text_extraction=False).extract_tables(ocr=RapidOCR(threads))
    return [cell.value or "" for tables in found.values() for table in tables for row in table.content.values() for cell in row]


SCAN_READERS: dict[str, Callable[[Path], list[str]]] = {
    "iku (OCR kept nowhere)": _ours_scanned,
    "OCRmyPDF + pdfplumber": _ocrmypdf,
    "img2table, same engine": _img2table,
}


def _wanted(truth: Path) -> Counter[str]:
    """The cell texts that a reader of tables must find: indicators and values."""
    found: Counter[str] = Counter()
    for record in json.loads(truth.read_text("utf-8"))["rekaman"]:
        found[_letters(record["indikator"])] += 1
        found.update(_letters(value["nilai_teks"]) for value in record["nilai"] if "nilai" in value)
    return found


def _letters(text: str) -> str:
    return "".join(text.split()).casefold()


def _bench_scans(folder: Path) -> None:
    """Time readers on the scanned samples, with the share of true cell texts that each finds."""
    scans = [f.path for f in find_pdfs(folder) if not _has_text(f.path) and (folder / "truth" / f"{f.path.stem}.json").exists()]
    if not scans:
        return
    click.echo(f"scanned samples{'':19}{'s/page':>9}{'of a processor':>16}{'cells found':>13}")
    for name, reader in SCAN_READERS.items():
        if (reader is _ocrmypdf and shutil.which("ocrmypdf") is None) or (reader is _img2table and find_spec("img2table") is None):
            click.echo(f"  {name:32}{'not installed':>38}")
            continue
        seconds = busy = pages = hits = wanted_all = 0.0
        for path in scans:
            start, began = time.perf_counter(), time.process_time()
            found = Counter(_letters(text) for text in reader(path))
            seconds, busy = seconds + time.perf_counter() - start, busy + time.process_time() - began
            wanted = _wanted(folder / "truth" / f"{path.stem}.json")
            hits += (found & wanted).total()
            wanted_all += wanted.total()
            pages += _pages(path)
        # OCRmyPDF works in processes of its own.
        of_processor = f"{busy / pages:16.2f}" if reader is not _ocrmypdf else f"{'-':>16}"
        click.echo(f"  {name:32}{seconds / pages:9.2f}{of_processor}{hits / wanted_all:13.3f}")


def _pages(path: Path) -> int:
    import pypdfium2 as pdfium  # noqa: PLC0415

    pdf = pdfium.PdfDocument(path)
    try:
        return len(pdf)
    finally:
        pdf.close()


def bench_typed(folder: Path) -> None:
    """Time every reader on the typed samples and print pages per second, how many times ours is faster, and peak memory."""
    paths = [found.path for found in find_pdfs(folder) if _has_text(found.path)]
    context = mp.get_context("spawn")
    results: dict[str, tuple[Rates, float]] = {}
    for name in READERS:
        ours, theirs = context.Pipe()
        process = context.Process(target=_timed, args=(name, paths, theirs))
        process.start()
        results[name] = ours.recv()
        process.join()
    base = results["iku (tables, records, identity)"][0]
    click.echo(f"{'':34}{'pages/s':>9}{'ratio':>8}{'of a processor':>16}{'ratio':>8}{'peak MB':>9}")
    for label, names in (("all typed samples", list(base)), ("largest PDF", [max(base, key=lambda n: base[n][0])])):
        pages = sum(base[n][0] for n in names)
        click.echo(f"{label} ({pages} pages)")
        our_clock, our_busy = _seconds(base, names)
        for name, (rates, peak) in results.items():
            clock, busy = _seconds(rates, names)
            click.echo(f"  {name:32}{pages / clock:9.1f}{clock / our_clock:7.1f}x{pages / busy:16.1f}{busy / our_busy:7.1f}x{peak:9.0f}")


def _seconds(rates: Rates, names: list[str]) -> tuple[float, float]:
    return sum(rates[n][1] for n in names), sum(rates[n][2] for n in names)


def main(folder: Path) -> int:
    """Measure everything."""
    bench_typed(folder)
    _bench_scans(folder)
    bench_runs(folder)
    bench_load(folder)
    bench_scale(folder)
    bench_recap()
    bench_names(load_reference(reference_folder()).harmoniser.references)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
