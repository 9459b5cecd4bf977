"""``make bench``: what a run costs by its size, what an unchanged run costs, and what a cluster costs beside the local pool.

The PDFs are single pages of the typed samples, each with a comment of its own at the end, so that every one is another content.
"""

from __future__ import annotations

import json
import multiprocessing as mp
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pypdfium2 as pdfium

from pipeline.documents import find_pdfs
from pipeline.run import Options, run_folder
from pipeline.said import Quiet

SIZES = (100, 1_000, 3_000)
#: Documents for the comparison of engines, and how many change in the run after the second.
COMPARED, CHANGED = 300, 10


def vary(sources: Sequence[Path], folder: Path, count: int) -> None:
    """Make PDFs of one page each from the pages of others."""
    pages: list[bytes] = []
    with tempfile.TemporaryDirectory() as place:
        for source in sources:
            whole = pdfium.PdfDocument(source)
            for index in range(len(whole)):
                single = pdfium.PdfDocument.new()
                single.import_pages(whole, [index])
                single.save(Path(place) / "satu.pdf")
                pages.append((Path(place) / "satu.pdf").read_bytes())
                single.close()
            whole.close()
    # A hundred documents are to be as hard as thousands.
    random.Random(1).shuffle(pages)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        touch(folder / f"{number:05}.pdf", pages[number % len(pages)], number)


def touch(path: Path, data: bytes, mark: object) -> None:
    """Write a PDF with a mark that changes its content and nothing that is read."""
    path.write_bytes(data + f"\n% {mark}\n".encode())


@dataclass(frozen=True)
class Run:
    """What a run took.

    Attributes:
        seconds: By the clock.
        parent, worker: Peak memory of the parent of the workers, and of the largest of these (MB).
        busy: Seconds of processors of the parent and of all workers.
        stages: Seconds by stage.
        unchanged: Documents that had nothing to do.
    """

    seconds: float
    parent: float
    worker: float
    busy: tuple[float, float]
    stages: dict[str, float]
    unchanged: int


def _measured(folder: str, output: str, workers: int | None, pipe: Any) -> None:
    start = time.perf_counter()
    summary = run_folder(Path(folder), Path(output), Quiet(), Options(workers=workers, acuan=Path(output) / "tanpa-acuan"))
    seconds = time.perf_counter() - start
    # What a worker used counts once it is gone.
    for child in mp.active_children():
        child.join()
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    busy = used[0].ru_utime + used[0].ru_stime, used[1].ru_utime + used[1].ru_stime
    pipe.send(Run(seconds, used[0].ru_maxrss / 1024, used[1].ru_maxrss / 1024, busy, summary.seconds, summary.unchanged))


def measure(folder: Path, output: Path, workers: int | None = None) -> Run:
    """Run in a process of its own."""
    context = mp.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measured, args=(str(folder), str(output), workers, theirs))
    process.start()
    result: Run = ours.recv()
    process.join()
    return result


def bench_runs(samples: Path, sizes: Sequence[int] = SIZES) -> None:
    """Print the figures."""
    sources = [found.path for found in find_pdfs(samples) if "pindai" not in found.path.name]
    click.echo(f"runs{'':20}{'first s':>10}{'ms/document':>13}{'second s':>10}{f'{CHANGED} changed s':>14}{'parent MB':>11}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder, output = Path(place) / "masuk", Path(place) / "hasil"
            vary(sources, folder, size)
            first = measure(folder, output)
            second = measure(folder, output)
            for path in sorted(folder.glob("*.pdf"))[:CHANGED]:
                touch(path, path.read_bytes(), "berubah")
            changed = measure(folder, output)
            took = f"{first.seconds:10.1f}{1000 * first.seconds / size:13.1f}{second.seconds:10.2f}{changed.seconds:14.2f}"
            click.echo(f"  {size:6,} documents{'':6}{took}{max(first.parent, second.parent, changed.parent):11.0f}")
            click.echo(f"      {json.dumps(first.stages)} {json.dumps(changed.stages)}")
    _bench_engines(sources)


def _bench_engines(sources: Sequence[Path]) -> None:
    """The local pool and a Dask cluster of two workers each on the same documents."""
    try:
        from distributed import LocalCluster  # noqa: PLC0415 (the extra [dask] only)
    except ImportError:
        click.echo("  Dask                            not installed")
        return
    from pipeline.reading import dask_engine  # noqa: PLC0415 (as above)

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "masuk"
        vary(sources, folder, COMPARED)
        cluster: Any = LocalCluster
        local = cluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
        try:
            for name in ("local pool", "Dask", "local pool", "Dask"):
                options = Options(workers=2, acuan=Path(place) / "tanpa-acuan")
                if name == "Dask":
                    address = str(local.scheduler_address).replace("tcp://", "dask://")
                    options = Options(engine=dask_engine(address, 2), acuan=Path(place) / "tanpa-acuan")
                start = time.perf_counter()
                run_folder(folder, Path(place) / "hasil", Quiet(), options)
                click.echo(f"  {name + ', 2 workers':32}{COMPARED / (time.perf_counter() - start):8.1f} documents/s")
                shutil.rmtree(Path(place) / "hasil")
        finally:
            local.close()


if __name__ == "__main__":
    bench_runs(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]] or SIZES)
