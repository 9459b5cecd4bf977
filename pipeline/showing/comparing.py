"""What changed between two output folders: ``iku banding``."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.documents import EXIT_USAGE, FLAT_FILE, RUNS, TABLE_FILES, Stop, read_parquet, standing_file
from pipeline.said import Language

NEW, GONE, CHANGED = "baru", "hilang", "berubah"
#: Why, in order of what is known first: of the document, then of what rows are made with.
DOCUMENT_NEW, DOCUMENT_GONE, DOCUMENT_REPLACED = "dokumen baru", "dokumen hilang", "isi dokumen berubah"
MOVED, RULES, DECISIONS, BOTH, UNKNOWN = (
    "dokumen dipindah",
    "versi program",
    "acuan atau keputusan",
    "versi program dan acuan",
    "tidak diketahui",
)
_ENGLISH = {
    DOCUMENT_NEW: "new document",
    DOCUMENT_GONE: "document gone",
    DOCUMENT_REPLACED: "document has another content",
    MOVED: "document moved",
    RULES: "version of the program",
    DECISIONS: "lists or decisions",
    BOTH: "version of the program and lists",
    UNKNOWN: "not known",
}
_READ_AT_ONCE = 50_000
#: Bytes of a row's hash.
_BYTES = 16
HEADS = ("perubahan", "sebab", "berkas", "halaman", "id_nilai", "indikator", "kolom", "dulu", "sekarang")


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that is not the same in both.

    Attributes:
        kind: ``NEW``, ``GONE`` or ``CHANGED``.
        cause: Why, in words.
        key: ``id_nilai``.
        berkas, page, indicator: Where it stands, and what of.
        columns: For a changed row what each column was and is.
    """

    kind: str
    cause: str
    key: str
    berkas: str
    page: int
    indicator: str
    columns: tuple[tuple[str, str, str], ...] = ()


def compare(before: Path, after: Path | None = None) -> Iterator[Difference]:
    """The differences between two output folders, by document: first what is gone or changed, then what is new.

    Args:
        before, after: Output folders; of one alone the run before the one that stands is compared with that.

    Raises:
        Stop: One of them holds no results, or none that have keys, or one alone has no earlier run.
    """
    before, after = (_earlier(before), _tables(before)) if after is None else (_tables(before), _tables(after))
    causes = _Causes(before, after)
    was, is_now = _marks(before), _marks(after)
    # Rows that are the same are not kept: of a million values a few differ.
    differ = {key for key in was.keys() | is_now.keys() if was.get(key) != is_now.get(key)}
    old = {row["id_nilai"]: row for row in _rows(before) if row["id_nilai"] in differ}
    new: list[Difference] = []
    found: list[Difference] = []
    for row in _rows(after):
        if row["id_nilai"] not in differ:
            continue
        earlier = old.pop(row["id_nilai"], None)
        if earlier is None:
            new.append(_difference(NEW, causes.of_new(row), row))
            continue
        columns = tuple((name, _shown(earlier.get(name)), _shown(row[name])) for name in row if earlier.get(name) != row[name])
        only_moved = {name for name, _, _ in columns} == {"berkas"}
        found.append(_difference(CHANGED, MOVED if only_moved else causes.made_otherwise, row, columns))
    found += [_difference(GONE, causes.of_gone(row), row) for row in old.values()]
    yield from sorted(found, key=lambda each: (each.berkas, each.kind, each.key))
    yield from new


def _difference(kind: str, cause: str, row: Mapping[str, Any], columns: tuple[tuple[str, str, str], ...] = ()) -> Difference:
    return Difference(kind, cause, row["id_nilai"], row["berkas"], row["halaman"], row["indikator"], columns)


class _Causes:
    """Why rows differ, by the documents and by what the files say they were made with."""

    def __init__(self, before: Path, after: Path) -> None:
        self._before, self._after = _documents(before), _documents(after)
        old, new = _made_with(before), _made_with(after)
        rules = any(old[key] != new[key] for key in ("program", "sidik_aturan", "skema_versi"))
        decided = old["sidik_acuan"] != new["sidik_acuan"]
        self.made_otherwise = BOTH if rules and decided else RULES if rules else DECISIONS if decided else UNKNOWN

    def of_new(self, row: Mapping[str, Any]) -> str:
        """Why a row was not there before."""
        if row["id_dokumen"] in self._before:
            return self.made_otherwise
        return DOCUMENT_REPLACED if row["berkas"] in self._before.values() else DOCUMENT_NEW

    def of_gone(self, row: Mapping[str, Any]) -> str:
        """Why a row is no longer there."""
        if row["id_dokumen"] in self._after:
            return self.made_otherwise
        return DOCUMENT_REPLACED if row["berkas"] in self._after.values() else DOCUMENT_GONE


def _tables(output: Path) -> Path:
    """The folder of the run that stands; looked up once, so that all is of one run."""
    tables = standing_file(output, FLAT_FILE).parent
    if not all((tables / name).exists() for name in (*TABLE_FILES, FLAT_FILE)):
        raise Stop("no_output", EXIT_USAGE, folder=output)
    return tables


def _earlier(output: Path) -> Path:
    """The tables of the run before the one that stands."""
    now = _tables(output)
    others = [
        each for each in (output / RUNS).glob("*") if each != now and all((each / name).exists() for name in (*TABLE_FILES, FLAT_FILE))
    ]
    if not others:
        raise Stop("no_earlier", EXIT_USAGE, folder=output)
    return max(others, key=lambda each: (each.stat().st_mtime_ns, each.name))


def _documents(tables: Path) -> dict[str, str]:
    """Path by ``id_dokumen``."""

    table = read_parquet(tables / "dokumen.parquet", columns=["id_dokumen", "berkas"])
    return dict(zip(table["id_dokumen"].to_pylist(), table["berkas"].to_pylist(), strict=True))


def _made_with(tables: Path) -> Mapping[str, str]:
    import pyarrow.parquet as pq  # noqa: PLC0415 (as above)

    with (tables / FLAT_FILE).open("rb") as file:
        about = pq.read_schema(file).metadata or {}
    found = {key.decode(): text.decode() for key, text in about.items()}
    return {key: found.get(key, "") for key in ("program", "sidik_aturan", "skema_versi", "sidik_acuan")}


def _rows(tables: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq  # noqa: PLC0415 (as above)

    with (tables / FLAT_FILE).open("rb") as raw, pq.ParquetFile(raw) as file:
        for batch in file.iter_batches(_READ_AT_ONCE):
            yield from batch.to_pylist()


def _marks(tables: Path) -> dict[str, bytes]:
    """A hash of each row by its key."""
    return {row["id_nilai"]: hashlib.blake2b(repr(row).encode(), digest_size=_BYTES).digest() for row in _rows(tables)}


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def cause_in(cause: str, language: Language) -> str:
    """A cause in the words of a language; files have it in Indonesian."""
    return _ENGLISH[cause] if language == "en" else cause


def counted(differences: Sequence[Difference]) -> list[tuple[str, str, int, int, int]]:
    """A line a document and cause: path, cause, and how many rows are new, gone and changed."""
    counts: Counter[tuple[str, str, str]] = Counter((each.berkas, each.cause, each.kind) for each in differences)
    places = sorted({(berkas, cause) for berkas, cause, _ in counts})
    return [(*place, counts[*place, NEW], counts[*place, GONE], counts[*place, CHANGED]) for place in places]


def write_differences(differences: Sequence[Difference], path: Path) -> None:
    """Write them as CSV that Excel opens, a line a column that changed.

    Raises:
        OSError: It cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADS)
        for each in differences:
            for column, old, new in each.columns or (("", "", ""),):
                where = (each.kind, each.cause, each.berkas, each.page, each.key, each.indicator)
                writer.writerow([*(_plain(cell) for cell in where), column, _plain(old), _plain(new)])


def _plain(cell: str | int) -> str | int:
    """Text that Excel would take for a formula, made text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
