"""The fuzz campaign: PDFs with bytes changed, cut, doubled or moved, in folders with hostile names and beside a pipe; the run may not crash
or hang, takes no row without its doubt, and shows every name as text.

The PDFs they are made of are read too: a mutant that gives other rows than its original has to say that it is not whole.

``python -m tests.campaigns.fuzz --pdfs 2000 samples`` prints what happened; the tests run a short version.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import click
import pyarrow.parquet as pq

#: A changed digit where a PDF has no checksum makes another sound PDF. Of more mutants than this share it cannot be the reason.
UNSEEN = 0.02
#: Begins the names of the originals: they sort first, so that a mutant which changed nothing is a copy of its original.
ORIGINAL = "0-"
#: A pipe among them, which nobody writes into.
PIPE = "pipa.pdf"
COMPARED = ["indikator", "sasaran", "tahun", "triwulan", "ukuran", "nilai_teks", "satuan", "halaman"]
#: Names of folders as an archive of another system, or somebody who means harm, makes them.
FOLDERS = (b"", b"rencana\xff", b"a\x1b[2J\x1b]0;x\x07", "b\u202efdp".encode(), b"c\nd", "e\u2028f\u009b31m".encode(), b"=1+1")
#: What must not reach a screen.
OBEYED = "\x1b\x07\x9b\u202e\u2028"
Rows = list[dict[str, Any]]


@dataclass
class Findings:
    """What a campaign saw.

    Attributes:
        ended: PDFs by how reading them ended.
        rows: Rows they gave.
        same, told, unseen: PDFs with the rows of their originals; with others and a word about it; with others and none.
        faults: What must not happen.
    """

    ended: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    same: int = 0
    told: int = 0
    unseen: list[str] = field(default_factory=list)
    exit_code: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def mutate(data: bytes, rng: random.Random) -> bytes:
    """A PDF with something wrong with it."""
    broken = bytearray(data)
    kind = rng.choice(["flip", "cut", "zero", "repeat", "number", "move", "insert"])
    at = rng.randrange(len(broken))
    if kind == "flip":
        for _ in range(rng.choice([1, 10, 200])):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
    elif kind == "cut":
        del broken[at:]
    elif kind == "zero":
        end = min(len(broken), at + rng.choice([10, 1000, 50_000]))
        broken[at:end] = bytes(end - at)
    elif kind == "repeat":
        part = broken[at : at + rng.choice([10, 1000])]
        broken[at:at] = part * rng.choice([1, 50])
    elif kind == "number":
        digits = [i for i, byte in enumerate(broken[:200_000]) if 48 <= byte <= 57]
        for _ in range(rng.choice([1, 5, 50])):
            broken[rng.choice(digits)] = rng.choice(b"0123456789-")
    elif kind == "move":
        part = broken[at : at + 500]
        del broken[at : at + 500]
        place = rng.randrange(len(broken) + 1)
        broken[place:place] = part
    else:
        broken[at:at] = rng.randbytes(rng.choice([1, 100, 5000]))
    return bytes(broken) or b"%PDF-"


def campaign(sources: list[Path], count: int, seed: int = 1, page_limit: float = 20.0) -> Findings:
    """Mutate PDFs, ingest them, and look at what landed.

    Args:
        sources: PDFs to mutate.
        count: How many mutants.
        seed: Of the mutations.
        page_limit: Seconds a page may take.
    """
    findings = Findings()
    whole = {path.name: path.read_bytes() for path in sources}
    with tempfile.TemporaryDirectory() as place:
        folder, output = Path(place) / "masuk", Path(place) / "hasil"
        folder.mkdir()
        write_mutants(folder, whole, count, seed)
        if not ingested(folder, output, page_limit, count, findings):
            return findings
        documents = pq.read_table(output / "dokumen.parquet").to_pylist()
        look_at_documents(documents, count + len(whole) + (folder / PIPE).exists(), findings)
        compare_rows(documents, pq.read_table(output / "iku.parquet").to_pylist(), findings)
    if len(findings.unseen) > UNSEEN * count:
        findings.faults.append(f"{len(findings.unseen)} documents with other rows than their originals and no word about it")
    return findings


def write_mutants(folder: Path, whole: Mapping[str, bytes], count: int, seed: int) -> None:
    """So many mutants of the PDFs, and the PDFs themselves."""
    rng = random.Random(seed)
    for number in range(count):
        name = rng.choice(sorted(whole))
        below = folder / os.fsdecode(rng.choice(FOLDERS if sys.platform == "linux" else FOLDERS[:1]))
        below.mkdir(exist_ok=True)
        (below / f"{number:05}-{name}").write_bytes(mutate(whole[name], rng))
    for name, data in whole.items():
        (folder / f"{ORIGINAL}{name}").write_bytes(data)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / PIPE)


def ingested(folder: Path, output: Path, page_limit: float, count: int, findings: Findings) -> bool:
    """Ingest the folder; whether that ended as it may."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "pipeline.command", "ingest", str(folder), "-o", str(output), "-q", "--page-limit", str(page_limit)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60 + count * page_limit)
    findings.seconds, findings.exit_code = time.monotonic() - begun, ended.returncode
    sound = ended.returncode in (0, 3) and "Traceback" not in ended.stderr and not set(OBEYED) & set(ended.stdout + ended.stderr)
    if not sound:
        told = ended.stderr[max(0, ended.stderr.find("Traceback")) :]
        findings.faults.append(f"exit code {ended.returncode}: {told[:1500]}")
    return sound


def look_at_documents(documents: Rows, there: int, findings: Findings) -> None:
    """Whether all PDFs are among the documents, and how they ended."""
    files = {name for row in documents for name in (row["berkas"], *row["salinan"])}
    if len(files) != there:
        findings.faults.append(f"{there - len(files)} documents lost")
    for row in documents:
        findings.ended[row["kode_galat"] or row["status"]] += 1
        if row["kode_galat"] == "galat_program":
            findings.faults.append(f"{row['berkas']}: {row['galat']}")


def compare_rows(documents: Rows, iku: Rows, findings: Findings) -> None:
    """Whether the mutants gave the rows of their originals, or said that they are not whole."""
    broken = {row["berkas"]: row for row in documents if row["status"] in ("gagal", "sebagian")}
    given: defaultdict[str, list[str]] = defaultdict(list)
    for row in iku:
        findings.rows += 1
        given[row["berkas"]].append(str([row[column] for column in COMPARED]))
        if row["berkas"] in broken and not (broken[row["berkas"]]["galat"] and "dokumen_tidak_utuh" in row["catatan"]):
            findings.faults.append(f"{row['berkas']}: a row of a broken file without a word about it")
    for berkas in (row["berkas"] for row in documents if not row["berkas"].startswith(ORIGINAL) and row["berkas"] != PIPE):
        if given[berkas] == given[f"{ORIGINAL}{PurePosixPath(berkas).name.partition('-')[2]}"]:
            findings.same += 1
        elif berkas in broken:
            findings.told += 1
        else:
            findings.unseen.append(berkas)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("samples"))
    parser.add_argument("--pdfs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    # Typed ones: a mutated scan costs seconds of OCR and finds nothing more.
    sources = [path for path in sorted(given.folder.glob("*.pdf")) if "pindai" not in path.name]
    findings = campaign(sources, given.pdfs, given.seed)
    click.echo(f"{given.pdfs} mutated PDFs in {findings.seconds:.0f} s, exit code {findings.exit_code}, {findings.rows} rows landed")
    for how, count in findings.ended.most_common():
        click.echo(f"  {how:24}{count:6}")
    click.echo(
        f"  rows as in the original {findings.same}, other rows and a word about it {findings.told}, and none {len(findings.unseen)}"
    )
    for berkas in sorted(findings.unseen):
        click.echo(f"   {berkas}")
    click.echo(f"  {len(findings.faults)} faults")
    for fault in findings.faults[:20]:
        click.echo(f"   {fault}")
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
