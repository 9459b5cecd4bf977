"""Where a page is shown: in the report, where it stands there, else in its PDF. The only place that knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents.run_files import REPORT_FOLDER

#: Letters of a document's id in addresses and file names; more where two documents begin alike.
SHORT = 16


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where a page is: a path as seen from the output folder, and whether it is the report's.

    Attributes:
        path: With the page's place in it behind ``#`` where it is the report's; a PDF is given no page by Excel.
        in_report: Whether it is the report's.
    """

    path: str
    in_report: bool


class PagePlaces:
    """Pages of a run's documents.

    Args:
        output: The output folder.
        source: The folder of PDFs as seen from it; None where it is not known.
        documents: By a document's path below the input folder, its id.
    """

    def __init__(self, output: Path, source: str | None, documents: Mapping[str, str]) -> None:
        self._source = source
        short = shortened(list(documents.values()))
        places = {berkas: document_place(short[key]) for berkas, key in documents.items()}
        self._reported = {berkas: place for berkas, place in places.items() if (output / place).is_file()}

    def __bool__(self) -> bool:
        return self._source is not None or bool(self._reported)

    def of(self, berkas: str, page: int) -> PagePlace | None:
        """Where a page of a document is; None where nobody knows."""
        reported = self._reported.get(berkas)
        if reported is not None:
            return PagePlace(f"{reported}#{page_anchor(page)}", in_report=True)
        return PagePlace(f"{self._source}/{berkas}", in_report=False) if self._source is not None else None


def document_place(key: str) -> str:
    """A document's page of the report, from the output folder, by its short id."""
    return f"{REPORT_FOLDER}/dokumen/{key}.html"


def page_anchor(page: int) -> str:
    """What a page of a document is called in its page of the report."""
    return f"hal{page}"


def shortened(ids: Sequence[str]) -> dict[str, str]:
    """Documents' ids as they stand in addresses and file names."""
    alone = Counter(key[:SHORT] for key in ids)
    return {key: key[:SHORT] if alone[key[:SHORT]] == 1 else key for key in ids}


def ids_of(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """By path the id of each document of ``dokumen.parquet``."""
    return {row["berkas"]: row["id_dokumen"] for row in rows}
