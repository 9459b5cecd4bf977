"""What a run says against itself, for documents without truth: ``python -m tests.measures.wild FOLDER [--keep OUTPUT]``.

Rows that landed and that wait, documents that gave nothing, values that share their key, percentages in the thousands, arithmetic that
does not add up, and how many forms a person is asked about.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
import pandas as pd

from pipeline.run import run_folder
from pipeline.said import Quiet

#: Values this sure are taken at their word.
SURE = 0.8
#: What waits and is no row of an indicator: sums, and text that nobody can see.
NO_ROWS = ("baris_jumlah", "teks_tak_tampak")


def figures(output: Path) -> dict[str, str]:
    """The figures of a run's output folder, by what they are."""
    iku = pd.read_parquet(output / "iku.parquet")
    waiting = pd.read_parquet(output / "karantina.parquet")
    documents = pd.read_parquet(output / "dokumen.parquet")
    values = iku[iku["tahun"].notna() & (iku["jenis_nilai"] != "kosong")].copy()
    values["uang"] = values["satuan"].where(values["satuan"].isin(["rupiah", "persen"]), "")
    doubled = values.duplicated(["id_rekaman", "tahun", "triwulan", "ukuran", "uang"], keep=False)
    landed = iku["id_rekaman"].nunique()
    rows = int((~waiting["alasan"].isin(NO_ROWS)).sum())
    silent = ~documents["berkas"].isin(set(iku["berkas"]) | set(waiting["berkas"]))
    flagged = values["catatan"].map(lambda flags: "capaian_tidak_cocok" in list(flags))
    sure = int((values["keyakinan"][doubled] >= SURE).sum())
    return {
        "baris masuk / rows landed": f"{landed} / {landed + len(waiting)} ({landed / max(1, landed + len(waiting)):.3f})",
        "tanpa jumlah dan teks tak tampak / without sums and hidden text": f"{landed / max(1, landed + rows):.3f}",
        "dokumen tanpa baris / without a row": f"{int(silent.sum())} / {len(documents)}",
        f"nilai berkunci sama / doubled keys (keyakinan >= {SURE})": f"{int(doubled.sum())} ({sure})",
        "persen > 1.000 / percentages > 1,000": str(int(((values["satuan"] == "persen") & (values["nilai"].abs() > 1000)).sum())),
        "capaian tidak cocok / achievements that do not add up": str(int(flagged.sum())),
        "nilai / values": str(len(values)),
    }


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--keep", type=click.Path(path_type=Path), help="Where the run's output is kept.")
def main(folder: Path, keep: Path | None) -> None:
    """Read a folder and print what its rows say against each other."""
    with tempfile.TemporaryDirectory() as temporary:
        output = keep or Path(temporary)
        run_folder(folder, output, Quiet())
        for what, figure in figures(output).items():
            click.echo(f"{what}: {figure}")


if __name__ == "__main__":
    main()
