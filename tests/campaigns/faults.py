"""The fault campaign: a run is killed at random moments, its disk fills up, a PDF vanishes, a worker hangs,
the ledger is spoilt; nothing may be lost or doubled.

``python -m tests.campaigns.faults --kills 100`` prints what happened; the tests run a short version.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import click
import psutil
import pyarrow.parquet as pq

from pipeline.documents.run_files import LEDGER_FILE, LEDGER_FOLDER
from tests.broken_pdfs import good
from tests.campaigns.looking import ended, look
from tests.pipeline.runs import digests

#: A run takes no longer (seconds), on a machine with other work: one that does hangs.
PATIENCE = 3600


@dataclass
class Findings:
    """What a campaign saw.

    Attributes:
        kills, full, hung, vanished, spoilt: How often that was done.
        compared: Runs compared with an undisturbed one.
        resumed: Runs that used what a killed run had read.
        faults: What must not happen.
    """

    kills: int = 0
    full: int = 0
    hung: int = 0
    vanished: int = 0
    spoilt: int = 0
    resumed: int = 0
    compared: int = 0
    faults: list[str] = field(default_factory=list)


def command(folder: Path, output: Path, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "pipeline.command",
        "ingest",
        str(folder),
        "-o",
        str(output),
        "-q",
        "-j",
        "2",
        "--page-limit",
        "3",
        *more,
    ]


def bytes_of(output: Path) -> dict[str, str]:
    """The landed files by what they hold."""
    return digests(output)


def start(arguments: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def fill_up(arguments: list[str], size: int) -> str | None:
    """Run where no file can grow beyond so many bytes, as on a disk that fills up in the middle of a write.

    Returns:
        What is wrong with how it ended, None when nothing is.
    """

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    ended = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=PATIENCE, preexec_fn=limit)
    if ended.returncode == 0 or (ended.returncode == 1 and ended.stderr.count("\n") == 1):
        return None
    return f"exit code {ended.returncode}, {ended.stderr[-500:]}"


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """As a power cut: the run and its workers, without a word."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def first_difference(clean: Path, output: Path) -> str:
    """The first document that differs."""
    for right, landed in zip(
        pq.read_table(clean / "dokumen.parquet").to_pylist(), pq.read_table(output / "dokumen.parquet").to_pylist(), strict=False
    ):
        if right != landed:
            return str({name: (right[name], landed[name]) for name in right if right[name] != landed[name]})
    return "not in the documents"


def finish(folder: Path, output: Path, findings: Findings) -> None:
    """Let a run end and compare it with an undisturbed one."""
    ended = subprocess.run(command(folder, output), capture_output=True, check=False, timeout=PATIENCE)
    if ended.returncode not in (0, 3):
        findings.faults.append(f"exit code {ended.returncode}: {ended.stderr.decode()[:300]}")
        return
    record = json.loads((output / "run.json").read_text())
    findings.resumed += record["tidak_berubah"] > 0
    with tempfile.TemporaryDirectory() as place:
        clean = Path(place) / "bersih"
        subprocess.run(command(folder, clean, "-j", "1"), capture_output=True, check=True, timeout=PATIENCE)
        findings.compared += 1
        different = [name for name, digest in bytes_of(clean).items() if bytes_of(output).get(name) != digest]
        if different:
            findings.faults.append(f"differs from an undisturbed run: {different}: {first_difference(clean, output)}")
    # A campaign of hours that is cut off has said what it had seen.
    click.echo(f"  {findings.kills} kills, {findings.compared} runs compared, {len(findings.faults)} faults", err=True)


def hang_a_worker(process: subprocess.Popen[bytes], rng: random.Random) -> bool:
    """Stop a worker, so that it hangs; whether there was one."""
    try:
        workers = [child for child in psutil.Process(process.pid).children() if "spawn_main" in " ".join(child.cmdline())]
        if not workers:
            return False
        rng.choice(workers).suspend()
    except psutil.Error:
        return False
    return True


def spoil_ledger(output: Path, rng: random.Random) -> bool:
    """Damage what was kept, as a disk or a person does; whether there was something."""
    path = output / LEDGER_FOLDER / LEDGER_FILE
    if not path.is_file() or path.stat().st_size < 8192:
        return False
    size = path.stat().st_size
    kind = rng.choice(["cut", "page", "folder"])
    if kind == "cut":
        os.truncate(path, rng.randrange(size))
    elif kind == "page":
        with path.open("rb+") as file:
            file.seek(rng.randrange(size // 4096) * 4096)
            file.write(rng.randbytes(4096))
    else:
        path.unlink()
        path.mkdir()
    for beside in ("-wal", "-shm"):
        path.with_name(f"{LEDGER_FILE}{beside}").unlink(missing_ok=True)
    return True


def campaign(kills: int, documents: int, seed: int = 1, every: int = 10) -> Findings:
    """Run the campaign.

    Args:
        kills: How often a run is killed.
        documents: PDFs in the folder.
        seed: Of the random moments.
        every: After so many kills a run may end and is compared, and the folder changes.
    """
    rng = random.Random(seed)
    findings = Findings()
    with tempfile.TemporaryDirectory() as place:
        folder, output = Path(place) / "masuk", Path(place) / "hasil"
        folder.mkdir()
        for number in range(documents):
            good(folder / f"{number:03}.pdf", f"Persentase layanan nomor {number} yang tersedia", pages=1 + number % 4)
        longest = 4.0
        while findings.kills < kills:
            process = start(command(folder, output))
            moment = rng.uniform(0.2, longest)
            if rng.random() < 0.1:
                # The run notices the worker after the limit of a page, and ends with everything read.
                hung = False
                while process.poll() is None and not hung:
                    time.sleep(0.05)
                    hung = hang_a_worker(process, rng)
                findings.hung += hung
                if process.wait(PATIENCE) != 0:
                    findings.faults.append(f"after a worker hung: exit code {process.returncode}")
                continue
            if rng.random() < 0.1:
                process.wait(PATIENCE)
                new = [good(folder / f"{rng.randrange(10**6):06}.pdf", f"Jumlah layanan baru {rng.randrange(10**6)}") for _ in range(3)]
                findings.full += 1
                problem = fill_up(command(folder, output), rng.choice([10_000, 30_000, 100_000, 300_000])) or look(output).wrong
                if problem:
                    findings.faults.append(f"full disk {findings.full}, {len(new)} new PDFs: {problem}")
                continue
            if rng.random() < 0.1 and len(list(folder.glob("*.pdf"))) > documents // 2:
                rng.choice(sorted(folder.glob("*.pdf"))).unlink()
                findings.vanished += 1
            if rng.random() < 0.05:
                process.wait(PATIENCE)
                findings.spoilt += spoil_ledger(output, rng)
                continue
            try:
                process.wait(moment)
                # It was done before the moment came: something new for the next.
                longest = max(1.0, longest * 0.9)
                good(folder / f"{rng.randrange(10**6):06}.pdf", f"Jumlah layanan baru {rng.randrange(10**6)}")
                continue
            except subprocess.TimeoutExpired:
                kill_group(process)
                findings.kills += 1
            problem = look(output).wrong
            if problem:
                findings.faults.append(f"after kill {findings.kills}: {problem}")
            if findings.kills % every == 0:
                finish(folder, output, findings)
                for _ in range(5):
                    good(folder / f"{rng.randrange(10**6):06}.pdf", f"Jumlah layanan baru {rng.randrange(10**6)}")
        finish(folder, output, findings)
    return findings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    begun = time.monotonic()
    findings = campaign(given.kills, given.documents, given.seed)
    click.echo(
        f"{findings.kills} kills, {findings.full} full disks, {findings.hung} workers hung, {findings.vanished} PDFs vanished, "
        f"{findings.spoilt} ledgers spoilt; "
        f"{findings.compared} runs compared with an undisturbed one, {findings.resumed} of them went on from what a killed run had read; "
        f"{len(findings.faults)} faults; {time.monotonic() - begun:.0f} s"
    )
    return ended(findings.faults)


if __name__ == "__main__":
    sys.exit(main())
