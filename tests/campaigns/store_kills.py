"""Kills at an object store: a run dies when one of its requests comes to an S3 server, before it is carried out or after, and a reader
looks before anything is repaired; another machine, or the same, goes on. In some runs connections fail as well.

``python -m tests.campaigns.store_kills --kills 200`` prints what happened; ``make faults`` runs it, the tests a short version.
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
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import click
import fsspec

from pipeline.run import mirror, remote_output
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said import Quiet
from tests.broken_pdfs import good
from tests.campaigns.looking import Look, ended, look, look_at_store
from tests.pipeline.runs import here
from tests.s3_server import CHANGES, Fate, S3Server, new_bucket

#: Of the machines that take turns, by the folder where each keeps its copies.
MACHINES = ("satu", "dua")
#: Share of requests whose connection fails, in runs where they do.
FAILING = 0.03


@dataclass
class Findings:
    """What a campaign saw.

    Attributes:
        kills: Runs that were killed.
        failed: Requests whose connection failed.
        found: What the reader found: the run before, the new one, or none.
        behind: Looks at which a known path was not yet that of the run that stands.
        gave_up: Runs that ended by themselves because of connections that failed.
        faults: What must not happen.
    """

    kills: int = 0
    failed: int = 0
    found: Counter[str] = field(default_factory=Counter)
    behind: int = 0
    gave_up: int = 0
    faults: list[str] = field(default_factory=list)


def ingest(address: str) -> None:
    """A run from ``masuk`` to ``hasil`` below an address."""
    folder = mirror(f"{address}/masuk")
    with remote_output(f"{address}/hasil") as output:
        # Workers take long to start.
        run_folder(folder, output, Quiet(), Options(engine=here, partition=True, linked=False))


def serve() -> None:
    """Run what is asked for on each line, each run in a process of its own that has everything loaded; first its number, then its end."""
    for line in sys.stdin:
        address, cache = json.loads(line)
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.environ["IKU_CACHE"] = cache
            # Until the one who kills knows whom.
            sys.stdin.readline()
            try:
                ingest(address)
                os._exit(0)
            except BaseException as error:
                os.write(writing, f"{type(error).__name__}: {getattr(error, 'detail', '') or error}".encode())
                os._exit(1)
        os.close(writing)
        click.echo(json.dumps(pid))
        with os.fdopen(reading) as told:
            said = told.read()
        click.echo(json.dumps([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said]))


class Runs:
    """Runs, one after the other, that a request may end."""

    def __init__(self, server: S3Server, place: Path, seed: int) -> None:
        self.server, self.place, self.rng = server, place, random.Random(seed)
        command = [sys.executable, "-m", "tests.campaigns.store_kills", "--serve"]
        environment = {**os.environ, **server.variables}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env=environment)
        self.changes = self.failed = 0

    def run(self, address: str, machine: str, at: int = 0, failing: float = 0.0) -> tuple[int, str]:
        """A run that dies at the n-th request that changes something (0: it lives); how it ended and what it said."""
        assert self.process.stdin is not None and self.process.stdout is not None
        print(json.dumps([address, str(self.place / machine)]), file=self.process.stdin, flush=True)
        pid = json.loads(self.process.stdout.readline())
        carried_out, lock, self.changes = self.rng.random() < 0.5, threading.Lock(), 0

        def meddle(method: str, path: str) -> Fate:
            with lock:
                self.changes += method in CHANGES
                if at and method in CHANGES and self.changes == at:
                    os.kill(pid, signal.SIGKILL)
                    return "after" if carried_out else "before"
                if self.rng.random() < failing:
                    self.failed += 1
                    return self.rng.choice(("before", "after", "half", "busy"))
                return ""

        self.server.meddle = meddle
        print(file=self.process.stdin, flush=True)
        ended, said = json.loads(self.process.stdout.readline())
        self.server.meddle = lambda method, path: ""
        return ended, said

    def close(self) -> None:
        self.process.communicate()


def campaign(kills: int, seed: int = 1, documents: int = 3) -> Findings:
    """Kill runs at requests chosen at random, each in a bucket where one more document came or went."""
    rng, findings = random.Random(seed), Findings()
    with tempfile.TemporaryDirectory() as place:
        server = S3Server()
        os.environ.update(server.variables)
        system = fsspec.filesystem("s3", use_listings_cache=False, skip_instance_cache=True)
        bucket = new_bucket(system)
        expected = _undisturbed(Path(place), documents)
        for number in range(documents):
            system.put_file(f"{place}/masuk/{number}.pdf", f"{bucket}/masuk/{number}.pdf")
        runs = Runs(server, Path(place), seed)
        _whole(runs, bucket, rng, findings)
        most, all_there = runs.changes, True
        while findings.kills < kills and len(findings.faults) < 20:
            all_there = not all_there
            if all_there:
                system.put_file(f"{place}/masuk/0.pdf", f"{bucket}/masuk/0.pdf")
            else:
                system.rm_file(f"{bucket}/masuk/0.pdf")
            before = look_at_store(system, f"{bucket}/hasil")
            ended, said = runs.run(f"s3://{bucket}", rng.choice(MACHINES), rng.randrange(1, most + 1), rng.choice((0.0, FAILING)))
            if ended not in (0, 1, -signal.SIGKILL) or (ended == 1 and not said.startswith("RemoteProblem")):
                findings.faults.append(f"exit code {ended}: {said}")
            findings.kills += ended < 0
            findings.gave_up += ended == 1
            found = look_at_store(system, f"{bucket}/hasil")
            _whole(runs, bucket, rng, findings)
            most = max(most, runs.changes)
            compare(before, found, look_at_store(system, f"{bucket}/hasil"), expected[all_there], findings)
        findings.failed = runs.failed
        runs.close()
        server.stop()
        if most < 8:
            findings.faults.append(f"only {most} changes by a run were seen")
    return findings


def _undisturbed(place: Path, documents: int) -> dict[bool, Look]:
    """What a run in a folder gives, with all documents and without the first."""
    folder = place / "masuk"
    folder.mkdir()
    for number in range(documents):
        good(folder / f"{number}.pdf", f"Persentase layanan nomor {number} yang tersedia", pages=1 + number % 2)
    found = {}
    for all_there in (True, False):
        if not all_there:
            (folder / "0.pdf").rename(place / "0.pdf")
        run_folder(folder, place / f"bersih-{all_there}", Quiet(), Options(engine=here, partition=True, linked=False))
        found[all_there] = look(place / f"bersih-{all_there}")
    (place / "0.pdf").rename(folder / "0.pdf")
    return found


def _whole(runs: Runs, bucket: str, rng: random.Random, findings: Findings) -> None:
    ended, said = runs.run(f"s3://{bucket}", rng.choice(MACHINES))
    if ended:
        findings.faults.append(f"a run nobody disturbed: exit code {ended}: {said}")


def compare(before: Look, found: Look, after: Look, expected: Look, findings: Findings) -> None:
    """What the reader found must be what was there before, or what an undisturbed run gives; after the next run it must be the latter."""
    findings.behind += found.behind
    kind = "new" if found.rows == expected.rows else "old" if found.rows == before.rows else ""
    findings.found[kind or "other"] += 1
    kill = f"kill {findings.kills}"
    if found.wrong or not kind:
        findings.faults.append(f"{kill}: {found.wrong or 'neither the run before nor the new one'}")
    if found.partitions is not None and found.partitions != (expected if kind == "new" else before).partitions:
        findings.faults.append(f"{kill}: partitions of two runs")
    if after.wrong or after.behind:
        findings.faults.append(f"after {kill} and another run: {after.wrong or 'a known path is of another run'}")
    for what, landed, right in (("rows", after.rows, expected.rows), ("partitions", after.partitions, expected.partitions)):
        if landed != right:
            findings.faults.append(f"after {kill} and another run: other {what} than of an undisturbed run: {str(landed)[:200]}")


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
        f"{findings.kills} kills at a store, {findings.failed} connections failed, {findings.gave_up} runs gave up by themselves; "
        f"readers found {seen}; known paths behind at {findings.behind} looks; "
        f"{len(findings.faults)} faults; {time.monotonic() - begun:.0f} s"
    )
    return ended(findings.faults)


if __name__ == "__main__":
    sys.exit(main())
