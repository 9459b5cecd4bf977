"""Kills inside the landing: the run dies before one of its file operations, and a reader looks before anything is repaired.

``python -m tests.campaigns.landing_kills --kills 200`` prints what happened; ``make faults`` runs it, the tests a short version.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from pipeline.landing import landing_run
from pipeline.run import ingest
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said import Quiet
from tests.broken_pdfs import good
from tests.campaigns.looking import ended, look
from tests.pipeline.runs import here

#: What changes something on a disk, as Python's own audit tells it.
_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.utime", "os.truncate", "shutil.copyfile", "shutil.rmtree"}


@dataclass
class Findings:
    """What a campaign saw.

    Attributes:
        kills: Runs that were killed inside their landing.
        found: What the reader found: the run before, the new one, or none.
        behind: Looks at which a known path was not yet that of the run that stands.
        faults: What must not happen.
    """

    kills: int = 0
    found: Counter[str] = field(default_factory=Counter)
    behind: int = 0
    faults: list[str] = field(default_factory=list)


def run_and_die(folder: Path, output: Path, at: int) -> int:
    """Bring an output folder up to date, and die before the n-th operation of the landing; how many there were, when it lives."""
    count, landing = 0, False

    def step() -> None:
        nonlocal count
        if landing:
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and isinstance(arguments[1], str) and set("wax+") & set(arguments[1])):
            step()

    fsync, land_ledger = os.fsync, landing_run.land_ledger

    def counted(handle: int) -> None:
        step()
        fsync(handle)

    def watched(*arguments: Any, **named: Any) -> int:
        nonlocal landing
        landing = True
        try:
            return land_ledger(*arguments, **named)
        finally:
            landing = False

    os.fsync = counted
    ingest.land_ledger = watched  # type: ignore[assignment]
    sys.addaudithook(hook)
    # Workers take long to start.
    run_folder(folder, output, Quiet(), Options(engine=here, partition=True))
    return count


def serve() -> None:
    """Run what is asked for on each line, each run in a process of its own that has everything loaded."""
    for line in sys.stdin:
        folder, output, at = json.loads(line)
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.write(writing, str(run_and_die(Path(folder), Path(output), at)).encode())
                os._exit(0)
            except BaseException as error:
                os.write(writing, f"{type(error).__name__}: {error}".encode())
                os._exit(1)
        os.close(writing)
        with os.fdopen(reading) as told:
            said = told.read()
        click.echo(json.dumps([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said]))


class Server:
    """Runs, one after the other."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.campaigns.landing_kills", "--serve"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, folder: Path, output: Path, at: int) -> tuple[int, str]:
        """A run that dies before the n-th operation; how it ended, and how many there were or what went wrong."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps([str(folder), str(output), at]) + "\n")
        self.process.stdin.flush()
        ended, said = json.loads(self.process.stdout.readline())
        return ended, said

    def whole(self, folder: Path, output: Path) -> int:
        """A run that ends; how many operations its landing had."""
        ended, said = self.run(folder, output, 0)
        if ended:
            raise RuntimeError(said)
        return int(said)

    def close(self) -> None:
        self.process.communicate()


def campaign(kills: int, seed: int = 1, documents: int = 4) -> Findings:
    """Kill runs inside their landing, at operations chosen at random, each in a folder where one more document came or went."""
    rng = random.Random(seed)
    findings = Findings()
    with tempfile.TemporaryDirectory() as place:
        folder, output = Path(place) / "masuk", Path(place) / "hasil"
        folder.mkdir()
        for number in range(documents):
            good(folder / f"{number}.pdf", f"Persentase layanan nomor {number} yang tersedia", pages=1 + number % 2)
        aside = Path(place) / "sisih.pdf"
        server = Server()
        most = server.whole(folder, output)
        while findings.kills < kills:
            if aside.exists():
                aside.rename(folder / "0.pdf")
            else:
                (folder / "0.pdf").rename(aside)
            before = look(output)
            ended, said = server.run(folder, output, rng.randrange(1, most + 1))
            if ended not in (0, -signal.SIGKILL):
                findings.faults.append(f"exit code {ended}: {said}")
                break
            findings.kills += ended != 0
            found = look(output)
            most = max(most, server.whole(folder, output))
            after = look(output)
            compare(before, found, after, findings)
        server.close()
        if most < 10:
            findings.faults.append(f"only {most} operations of a landing were seen")
    return findings


def compare(before: Any, found: Any, after: Any, findings: Findings) -> None:
    """What the reader found must be what was there before, or what is there after the next run."""
    findings.behind += found.behind
    kind = "new" if found.rows == after.rows else "old" if found.rows == before.rows else ""
    findings.found[kind or "other"] += 1
    if found.wrong or not kind:
        findings.faults.append(f"kill {findings.kills}: {found.wrong or 'neither the run before nor the new one'}")
    if found.partitions is not None and found.partitions not in (before.partitions, after.partitions):
        findings.faults.append(f"kill {findings.kills}: partitions of two runs")
    if after.wrong or after.behind:
        findings.faults.append(f"after kill {findings.kills} and another run: {after.wrong or 'a known path is of another run'}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--serve", action="store_true")
    given = parser.parse_args()
    if given.serve:
        serve()
        return 0
    begun = time.monotonic()
    findings = campaign(given.kills, given.seed)
    seen = ", ".join(f"{count} {kind}" for kind, count in sorted(findings.found.items()))
    click.echo(
        f"{findings.kills} kills inside the landing; readers found {seen}; known paths behind at {findings.behind} looks; "
        f"{len(findings.faults)} faults; {time.monotonic() - begun:.0f} s"
    )
    return ended(findings.faults)


if __name__ == "__main__":
    sys.exit(main())
