"""``make accuracy``: how right the samples are read, from truth files kept beside the PDFs.

Figures a document: ``utuh`` (records right in every field and value), F1 of records and of values, the share of units, kinds of table and
document fields that are right. Truth records are paired with landed ones by indicator text, context and values, best pairs first.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet as pq
from rapidfuzz.distance import Levenshtein

from pipeline.run import run_folder
from pipeline.said import Quiet
from tests.measures.wild import figures

TEXT_FIELDS = (
    "tujuan", "indikator_tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "indikator", "formula", "definisi", "sumber_data",
    "penanggung_jawab", "keterangan", "eselon", "jabatan",
)  # fmt: skip
DOCUMENT_FIELDS = (
    "kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota", "perangkat_daerah", "periode_awal", "periode_akhir",
)  # fmt: skip
#: Records less alike than this are not the same record.
PAIRABLE = 0.8
#: Levels of confidence for the calibration (percent).
LEVELS = (0, 50, 80, 90, 95, 98, 101)
#: Text of a scan is right when it is this alike; typed text when it is equal.
SCAN_ALIKE = 0.97

Row = Mapping[str, Any]


@dataclass(slots=True)
class Score:
    """Counts that add up over documents; the figures are ratios of them."""

    true_records: int = 0
    landed_records: int = 0
    paired: int = 0
    whole: int = 0
    true_values: int = 0
    landed_values: int = 0
    right_values: int = 0
    true_units: int = 0
    right_units: int = 0
    right_kinds: int = 0
    document_fields: int = 0
    right_document_fields: int = 0
    by_confidence: Counter[tuple[int, bool]] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        for name in (each.name for each in fields(self)):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def calibration(self) -> list[str]:
        """How many of the values at each level of ``keyakinan`` are right."""
        lines = []
        for low, high in pairwise(LEVELS):
            right = self.by_confidence[low, True]
            all_there = right + self.by_confidence[low, False]
            if all_there:
                lines.append(
                    f"    keyakinan {low / 100:.2f} - {high / 100:.2f}: {right:5} / {all_there:5} benar/right ({right / all_there:.3f})"
                )
        return lines

    def line(self, name: str) -> str:
        return (
            f"{name:34} utuh {_share(self.whole, self.true_records)}  "
            f"rekaman F1 {_f1(self.paired, self.landed_records, self.true_records)}  "
            f"nilai F1 {_f1(self.right_values, self.landed_values, self.true_values)}  "
            f"satuan {_share(self.right_units, self.true_units)}  jenis {_share(self.right_kinds, self.paired)}  "
            f"meta {_share(self.right_document_fields, self.document_fields)}"
        )


def plain(text: object) -> str:
    """Text for comparing: case, spaces, hyphenation and a leading number do not count."""
    if text is None:
        return ""
    folded = str(text).casefold().replace("–", "-").replace("—", "-")
    folded = re.sub(r"^\s*\(?(?:\d+[.,)]?)+\s*", "", folded)
    return re.sub(r"[\s\-_]+", "", folded).strip(".;:")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "  -  "


def _f1(hit: int, landed: int, true: int) -> str:
    return f"{2 * hit / (landed + true):.3f}" if landed + true else "  -  "


def _value_key(value: Row) -> tuple[object, ...]:
    if value.get("nilai_bawah") is not None:
        what: tuple[object, ...] = (value["nilai_bawah"], value.get("nilai_atas"))
    elif value.get("nilai") is not None:
        what = (round(float(value["nilai"]), 6), value.get("pembanding"))
    else:
        what = (plain(value.get("nilai_teks")),)
    return (value["tahun"], value.get("triwulan"), value["ukuran"], *what)


def _values(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.get("tahun") is not None and row["jenis_nilai"] != "kosong"]


def _alike(a: str, b: str) -> float:
    return 1.0 if a == b else float(Levenshtein.normalized_similarity(a, b))


def _likeness(true: Row, landed: Row, true_values: Counter[Any], landed_values: Counter[Any]) -> float:
    names = _alike(plain(true["indikator"]), plain(landed["indikator"]))
    if names < PAIRABLE:
        return 0.0
    context = [f for f in ("sasaran", "program", "sub_kegiatan", "jabatan", "formula", "eselon") if true.get(f)]
    same = sum(_alike(plain(true[f]), plain(landed[f])) for f in context) / len(context) if context else 0.0
    hits = (true_values & landed_values).total() / max(1, true_values.total())
    same_kind = bool(true["jenis_tabel"] == landed["jenis_tabel"])
    return names + 0.5 * same + 0.5 * hits + 0.3 * same_kind


@dataclass(frozen=True, slots=True)
class Paired:
    """A document's true and landed records with their values, and which belong together (true place to landed place)."""

    true: list[tuple[Row, list[Row]]]
    landed: list[tuple[Row, list[Row]]]
    pair_of: Mapping[int, int]

    def true_keys(self, place: int) -> Counter[Any]:
        return Counter(_value_key(value) for value in self.true[place][1])


def paired(truth: Row, rows: Sequence[Row]) -> Paired:
    """Pair a document's true records with its landed ones, best pairs first."""
    by_record: dict[str, list[Row]] = {}
    for row in rows:
        by_record.setdefault(row["id_rekaman"], []).append(row)
    landed = [(group[0], _values(group)) for group in by_record.values()]
    true = [(record, _values(record["nilai"])) for record in truth["rekaman"]]
    keys_true = [Counter(_value_key(v) for v in values) for _, values in true]
    keys_landed = [Counter(_value_key(v) for v in values) for _, values in landed]
    likeness = sorted(
        (
            (-value, i, j)
            for i, (t, _) in enumerate(true)
            for j, (row, _) in enumerate(landed)
            if (value := _likeness(t, row, keys_true[i], keys_landed[j])) > 0
        ),
    )
    pair_of: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in likeness:
        if i not in pair_of and j not in used:
            pair_of[i] = j
            used.add(j)
    return Paired(true, landed, pair_of)


def judged_values(truth: Row, rows: Sequence[Row]) -> list[tuple[Row, bool]]:
    """Every landed value of a document and whether it is right; those of pages that the truth leaves open are left out."""
    both = paired(truth, rows)
    true_of = {j: i for i, j in both.pair_of.items()}
    free = set(truth.get("halaman_bebas", ()))
    found: list[tuple[Row, bool]] = []
    for j, (record, values) in enumerate(both.landed):
        if j not in true_of and record["halaman"] in free:
            continue
        left = both.true_keys(true_of[j]) if j in true_of else Counter()
        for value in values:
            key = _value_key(value)
            found.append((value, left[key] > 0))
            left[key] -= 1
    return found


def score_document(truth: Row, rows: Sequence[Row]) -> tuple[Score, list[str]]:
    """Compare one document's landed rows with its truth.

    Returns:
        The counts, and a line for each record that is not wholly right.
    """
    both = paired(truth, rows)
    true, landed, pair_of, used = both.true, both.landed, both.pair_of, set(both.pair_of.values())
    keys_true = [both.true_keys(i) for i in range(len(true))]
    score = Score(
        true_records=len(true),
        landed_records=len(landed),
        paired=len(pair_of),
        true_values=sum(k.total() for k in keys_true),
        landed_values=sum(len(values) for _, values in landed),
        document_fields=len(DOCUMENT_FIELDS),
        right_document_fields=sum(bool(rows) and plain(rows[0][f]) == plain(truth[f]) for f in DOCUMENT_FIELDS),
    )
    notes = [f"hilang: {true[i][0]['indikator'][:80]}" for i in range(len(true)) if i not in pair_of]
    notes += [f"lebih: {landed[j][0]['indikator'][:80]}" for j in range(len(landed)) if j not in used]
    for i, j in pair_of.items():
        record, true_values = true[i]
        row, landed_values = landed[j]
        wrong = _wrong_fields(record, row, scanned=bool(truth.get("pindaian")))
        keys = Counter(map(_value_key, landed_values))
        hits = (keys_true[i] & keys).total()
        score.right_values += hits
        for landed_value in landed_values:
            level = max(low for low in LEVELS[:-1] if round(landed_value["keyakinan"] * 100) >= low)
            score.by_confidence[level, _value_key(landed_value) in keys_true[i]] += 1
        units = Counter((_value_key(v), v["satuan"]) for v in landed_values)
        wanted = Counter((_value_key(v), v["satuan"]) for v in true_values if v.get("satuan"))
        score.true_units += wanted.total()
        score.right_units += (wanted & units).total()
        score.right_kinds += record["jenis_tabel"] == row["jenis_tabel"]
        if not wrong and keys_true[i] == keys:
            score.whole += 1
        else:
            notes.append(f"beda: {record['indikator'][:60]}: {', '.join(wrong) or 'nilai'}")
    return score, notes


def _wrong_fields(true: Row, landed: Row, *, scanned: bool) -> list[str]:
    wrong = []
    for name in TEXT_FIELDS:
        if true.get(name) is None:
            continue
        a, b = plain(true[name]), plain(landed.get(name))
        if a == b or (scanned and _alike(a, b) >= SCAN_ALIKE):
            continue
        # A fraction on paper has no one reading order: its words may come in any.
        if name == "formula" and sorted(re.findall(r"\w", a)) == sorted(re.findall(r"\w", b)):
            continue
        wrong.append(name)
    return wrong


def main(samples: Path, truths: Path, show: int = 0) -> int:
    """Ingest the samples into a temporary folder and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        run_folder(samples, Path(folder), Quiet())
        rows = pq.read_table(Path(folder) / "iku.parquet").to_pylist()
        itself = figures(Path(folder))
    totals = {False: Score(), True: Score()}
    for path in sorted(truths.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        score, notes = score_document(truth, [row for row in rows if Path(row["berkas"]).stem == path.stem])
        totals[bool(truth.get("pindaian"))].add(score)
        click.echo(score.line(path.stem))
        for note in notes[:show]:
            click.echo(f"    {note}")
    click.echo(totals[False].line("SEMUA DIKETIK / typed"))
    for line in totals[False].calibration():
        click.echo(line)
    click.echo(totals[True].line("SEMUA PINDAIAN / scanned"))
    for line in totals[True].calibration():
        click.echo(line)
    for what, figure in itself.items():
        click.echo(f"{what}: {figure}")
    return 0


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    sys.exit(main(Path(arguments[0]), Path(arguments[1]), 10 if "--show" in sys.argv else 0))
