"""Where a run's PDFs lie now."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from pipeline.documents import read_parquet, standing_file
from pipeline.ledger import Ledger, LedgerBroken


def find_sources(output: Path, folder: Path | None = None) -> Mapping[str, list[Path]]:
    """Places to look for each document's PDF.

    Args:
        output: The output folder; its ledger knows where each PDF was last seen.
        folder: Where the input folder lies now, when it was moved.

    Returns:
        By the document's id, places to try; what is there need not be that document any more.
    """
    found: dict[str, list[Path]] = {}
    if folder is not None and (output / "dokumen.parquet").exists():
        for row in read_parquet(standing_file(output, "dokumen.parquet"), columns=["id_dokumen", "berkas", "salinan"]).to_pylist():
            found[row["id_dokumen"]] = [folder / name for name in (row["berkas"], *row["salinan"])]
    try:
        with closing(Ledger(output, watch=True)) as ledger:
            for digest, places in ledger.places().items():
                found.setdefault(digest, []).extend(places)
    except (LedgerBroken, sqlite3.DatabaseError):
        # Without a ledger only the folder that was named tells.
        pass
    return found
