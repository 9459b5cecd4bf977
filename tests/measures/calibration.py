"""Does ``keyakinan`` hold: ``python -m tests.measures.calibration OUTPUT TRUTHS [--by kode_provinsi|jenis_tabel]``.

OUTPUT is the folder of a run over documents whose truth is known. Printed are how often values of each confidence are right, the coverage
curve (how many of all values land above the confidence from which on a given share is right), and whether a logistic curve fitted without
one group of documents (a province, a kind of table) would have told that group's share of right values better than ``keyakinan`` itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
import numpy as np
import pyarrow.parquet as pq

from tests.measures.accuracy import LEVELS, judged_values

#: Shares of right values for which the coverage is printed.
PRECISIONS = (0.999, 0.99, 0.95, 0.9)
#: Confidence is kept this far from 0 and 1 where its logit is taken.
EDGE = 1e-3
#: Weight of the belief that ``keyakinan`` holds as it is (slope 1, offset 0), in values.
PRIOR = 5.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A landed value: how sure it is, whether it is right, and the group of documents it is of."""

    confidence: float
    right: bool
    group: str


def judged(output: Path, truths: Path, by: str) -> list[Judged]:
    """Every landed value of the documents whose truth is known."""
    rows = pq.read_table(output / "iku.parquet").to_pylist()
    of_document = defaultdict(list)
    for row in rows:
        of_document[Path(row["berkas"]).stem].append(row)
    found = []
    for path in sorted(truths.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        if "rekaman" in truth:
            found += [Judged(row["keyakinan"], right, str(row[by])) for row, right in judged_values(truth, of_document[path.stem])]
    return found


def coverage(values: Sequence[Judged], precision: float) -> tuple[float, float]:
    """The share of values that land above the lowest confidence from which on so many are right, and that confidence."""
    ordered = sorted(values, key=lambda value: -value.confidence)
    right, best = 0, (0.0, 1.0)
    for count, value in enumerate(ordered, start=1):
        right += value.right
        last = count == len(ordered) or ordered[count].confidence < value.confidence
        if last and right >= precision * count:
            best = (count / len(ordered), value.confidence)
    return best


def fitted(values: Sequence[Judged], rounds: int = 30) -> tuple[float, float]:
    """Offset and slope of the logistic curve from the logit of ``keyakinan`` to the chance of being right (ridge towards 0 and 1)."""
    x = np.column_stack([np.ones(len(values)), _logits(values)])
    y = np.array([value.right for value in values], dtype=float)
    start = np.array([0.0, 1.0])
    weights = start.copy()
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - PRIOR * (weights - start)
        curvature = (x * (p * (1 - p))[:, None]).T @ x + PRIOR * np.eye(2)
        weights = weights + np.linalg.solve(curvature, gradient)
    return float(weights[0]), float(weights[1])


def _logits(values: Sequence[Judged]) -> np.ndarray:
    confidence = np.clip([value.confidence for value in values], EDGE, 1 - EDGE)
    return np.log(confidence / (1 - confidence))


def _loss(chances: np.ndarray, values: Sequence[Judged]) -> float:
    return float(np.mean((chances - np.array([value.right for value in values], dtype=float)) ** 2))


def held_out(values: Sequence[Judged]) -> tuple[float, float]:
    """The mean squared error of ``keyakinan`` and of curves that were fitted without the group they are asked about."""
    as_is, curve, count = 0.0, 0.0, 0
    for group in sorted({value.group for value in values}):
        own = [value for value in values if value.group == group]
        offset, slope = fitted([value for value in values if value.group != group])
        as_is += _loss(np.array([value.confidence for value in own]), own) * len(own)
        curve += _loss(1 / (1 + np.exp(-(offset + slope * _logits(own)))), own) * len(own)
        count += len(own)
    return as_is / count, curve / count


@click.command()
@click.argument("output", type=click.Path(path_type=Path, exists=True))
@click.argument("truths", type=click.Path(path_type=Path, exists=True))
@click.option("--by", default="kode_provinsi", show_default=True, help="What groups are left out one by one.")
def main(output: Path, truths: Path, by: str) -> None:
    """Print how well the confidence of a run's values holds."""
    values = judged(output, truths, by)
    for low, high in pairwise(LEVELS):
        there = [value for value in values if low <= round(value.confidence * 100) < high]
        if there:
            mean = sum(value.confidence for value in there) / len(there)
            share = sum(value.right for value in there) / len(there)
            click.echo(f"keyakinan {low / 100:.2f} - {high / 100:.2f}: {len(there):5} nilai, rata-rata {mean:.3f}, benar {share:.3f}")
    for precision in PRECISIONS:
        share, lowest = coverage(values, precision)
        click.echo(f"{precision:.1%} benar: {share:.1%} dari nilai, keyakinan dari {lowest:.2f}")
    offset, slope = fitted(values)
    as_is, curve = held_out(values)
    click.echo(f"kurva: logit benar = {offset:+.2f} {slope:+.2f} x logit keyakinan")
    click.echo(f"galat kuadrat, tiap {by} ditinggalkan: keyakinan {as_is:.4f}, kurva {curve:.4f}")


if __name__ == "__main__":
    main()
