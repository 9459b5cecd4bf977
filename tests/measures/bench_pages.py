"""``make bench``: how soon a person sees something at 1,000 documents and 100,000 values, and how soon a correction.

The run is laid down as Parquet by the contract's own schemas; no PDF is read. Measured from the request to the last byte of the answer, by
one browser's worth of requests on this machine.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import psutil
import uvicorn

from pipeline.landing.tables import land, prepare
from pipeline.report import RunData, overview, write_report
from pipeline.web.app import make_app
from pipeline.web.desk import Desk
from schemas.applied.rows import iku_rows
from schemas.stages import DocumentIdentity, IndicatorMatch, Record, Value
from tests.table_maker import PROVENANCE, document, tables_of

DOCUMENTS, RECORDS, YEARS, INDICATORS = 1_000, 20, 5, 500
#: One value in so many is in doubt; one row in so many documents waits.
DOUBTED, WAITING = 20, 10
TOKEN = "bench"
#: So often is the start tried; the best counts, the first also warms the system's own store of files.
COLD = 3
WAITS = {
    "alasan": "kepala_tidak_dikenal", "penjelasan": "Judul kolom belum dikenal.", "tabel": 9, "baris": 1, "halaman": 1,
    "kotak": [10.0, 700.0, 500.0, 720.0], "teks": "1 | x",
}  # fmt: skip


def lay_down(output: Path, documents: int = DOCUMENTS) -> int:
    """A run of so many documents; the number of its values."""
    iku: list[dict[str, Any]] = []
    catalogue, waiting = [], []
    for number in range(documents):
        id_dokumen, berkas = f"{number:064x}", f"kab-{number % 38:02}/dokumen-{number:04}.pdf"
        identity = DocumentIdentity(
            "17", "Bengkulu", f"17.{number % 38:02}", f"Kabupaten {number % 38}", f"Dinas {number % 25}", 2021, 2025
        )
        for row in range(RECORDS):
            iku += _record_rows(identity, id_dokumen, berkas, number, row)
        catalogue.append({**document(id_dokumen, berkas, identity), "rekaman": RECORDS, "nilai": RECORDS * YEARS})
        catalogue[-1] |= {"nama_kabupaten_kota": identity.nama_kabupaten_kota, "perangkat_daerah": identity.perangkat_daerah}
        if number % WAITING == 0:
            catalogue[-1]["karantina"] = 1
            waiting.append({**WAITS, "id_dokumen": id_dokumen, "berkas": berkas, "kepala": f"No | Kepala {number}"})
    indicators = [
        {
            "id_indikator": f"indikator-{number}", "indikator_baku": f"Indikator ke-{number}", "satuan": ["persen"], "kode_nomenklatur": [],
            "ejaan": [f"Indikator ke-{number}"], "cara_padan": ["baku 1.00: persis"], "jumlah_ejaan": [1],
            "jumlah_rekaman": 1, "jumlah_dokumen": 1,
            "kabupaten_kota": [], "tahun_awal": 2021, "tahun_akhir": 2025, "dokumen": [],
        }
        for number in range(INDICATORS)
    ]  # fmt: skip
    prepare(output)
    tables = tables_of({"iku": iku, "dokumen": catalogue, "indikator": indicators, "karantina": waiting})
    land({name: [table] for name, table in tables.items()}, output, PROVENANCE)
    return len(iku)


def _record_rows(identity: DocumentIdentity, id_dokumen: str, berkas: str, number: int, row: int) -> list[dict[str, Any]]:
    box = (60.0, 60.0 + 30 * row, 120.0, 85.0 + 30 * row)
    first = Value(2021, None, "target", "70,5", 70.5, None, None, None, "persen", "persen", 1 + row // 10, box, 0.95)
    values = []
    for year in range(YEARS):
        left = 60.0 + 70 * year
        doubted = (number * RECORDS * YEARS + row * YEARS + year) % DOUBTED == 0
        value = replace(first, tahun=2021 + year, nilai=70.5 + year, kotak=(left, box[1], left + 60, box[3]))
        values.append(value.noted("angka_meragukan", at_most=0.5) if doubted else value)
    name = f"Indikator ke-{(number + row * 37) % INDICATORS}"
    record = Record(1 + row // 10, row, "iku", name, 1 + row // 10, box, "garis", 0.95, values=tuple(values), sasaran="Sasaran")
    match = IndicatorMatch(f"indikator-{name.rpartition('-')[2]}", name, 1.0, "baku")
    return iku_rows(record, identity, id_dokumen, berkas, match)


def timed(what: Callable[[], Any]) -> tuple[str, Any]:
    """Seconds it took, by the clock and of the processor (server and client are one process), and what it gave."""
    start, busy = time.perf_counter(), time.process_time()
    result = what()
    return f"{time.perf_counter() - start:8.2f} s{time.process_time() - busy:8.2f} s", result


def cold_start(output: Path, acuan: Path) -> tuple[float, float]:
    """From calling ``iku buka`` to the last byte of its first view: seconds by the clock, and of the processor."""
    command = [sys.executable, "-m", "pipeline.command", "buka", str(output), "--acuan", str(acuan), "--no-browser"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        address = re.search(r"http://\S+", run.stdout.readline())
        assert address is not None
        with urllib.request.urlopen(address[0]) as answer:
            answer.read()
        clock = time.perf_counter() - start
        used = psutil.Process(run.pid).cpu_times()
        run.terminate()
    return clock, used.user + used.system


def bench_pages() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        output, acuan = Path(place) / "hasil", Path(place) / "acuan"
        values = lay_down(output)
        click.echo(f"{f'pages at {DOCUMENTS:,} documents, {values:,} values':42}{'clock':>10}{'processor':>10}")
        clock, processor = min(cold_start(output, acuan) for _ in range(COLD))
        click.echo(f"  {'iku buka until its first view is there':40}{clock:8.2f} s{processor:8.2f} s")
        cold, desk = timed(lambda: Desk(output, acuan, "bench", "id"))
        click.echo(f"  {'opened (files read)':40}{cold}")
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            port = listening.getsockname()[1]
            server = uvicorn.Server(uvicorn.Config(make_app(desk, port, TOKEN), log_level="error", lifespan="off"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.01)
            _bench_requests(f"http://127.0.0.1:{port}", desk)
            server.should_exit = True
            thread.join()
        report, written = timed(lambda: write_report(output, {}, "id", "tanpa"))
        click.echo(f"  {'the report as files':40}{report}  {written.size / 1e6:.0f} MB in {written.files:,} files")


def _bench_requests(host: str, desk: Desk) -> None:
    root = f"{host}/{TOKEN}/"

    def fetch(path: str, body: object = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(root + path, data, {"Origin": host, "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            found: bytes = answer.read()
            return found

    for name, path in (("first view", ""), ("first view again", ""), ("in doubt", "ragu"), ("a document", f"dokumen/{_first(desk)}"),
                       ("an indicator", "indikator/indikator-0"), ("all indicators", "indikator")):  # fmt: skip
        seconds, page = timed(lambda path=path: fetch(path))
        click.echo(f"  {name:40}{seconds}  {len(page) / 1e6:.2f} MB")
    row = desk.data().doubtful_rows[0]
    from pipeline.reference import value_key  # noqa: PLC0415 (named where it is used)

    key = value_key(row["id_dokumen"], row["id_rekaman"], row)
    seconds, _ = timed(lambda: fetch("putus/nilai", {"kunci": key, "keputusan": "koreksi", "nilai": "12,5", "satuan": "persen"}))
    click.echo(f"  {'a correction, kept and shown':40}{seconds}")
    seconds, lines = timed(lambda: overview(RunData(desk.output), "id"))
    click.echo(f"  {'all lines from the files':40}{seconds}  {len(lines):,} documents")


def _first(desk: Desk) -> str:
    return next(iter(desk.data().document_of))


if __name__ == "__main__":
    bench_pages()
