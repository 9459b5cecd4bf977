"""Which kind of table it is, from its columns and from the headings above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from normalizers.form.headers import Header
from normalizers.words import fold, read_data, squash

FILE = "form/jenis_tabel.toml"
#: A heading further above than this many lines speaks of something else.
REACH = 14


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[str, ...]]:
    file = read_data(FILE)
    return {kind: tuple(fold(p) for p in file.as_strings(names, kind)) for kind, names in file.table("judul").items()}


@lru_cache(maxsize=5_000)
def kind_of_heading(line: str) -> str | None:
    """The kind one heading line names: the first phrase printed in it, the longer one where two begin together."""
    words = f" {fold(line)} "
    if len(words.split()) > 25:
        return None
    found: list[tuple[int, int, int, str]] = []
    for order, (kind, phrases) in enumerate(_phrases().items()):
        for phrase in phrases:
            at = words.find(f" {phrase} ")
            if at < 0 and len(phrase) > 9 and squash(phrase) in squash(line):
                at = 0
            if at >= 0:
                found.append((order, at, -len(phrase), kind))
    return min(found)[3] if found else None


def kind_of(header: Header, above: Sequence[str], document_title: Sequence[str]) -> tuple[str, bool]:
    """The kind of an indicator table (``jenis_tabel``).

    Args:
        header: Its columns.
        above: The lines above the table, nearest last.
        document_title: The first lines of the document, consulted when nothing near the table tells.

    Returns:
        The kind, and whether a heading or a telling column said so (False: it is only the commonest kind).
    """
    heading = nearest_kind(above)
    title = next((kind for line in document_title if (kind := kind_of_heading(line)) is not None), None)
    measures = {column.ukuran for column in header.values}
    quarters = {column.triwulan for column in header.values} - {None}
    by_columns: str | None = None
    if heading == "spm":
        by_columns = "spm"
    elif heading in ("cascading", "iki"):
        by_columns = heading
    elif len(header.of_role("indikator")) + len(header.of_role("indikator_tujuan")) >= 3:
        by_columns = "cascading"
    elif header.of_role("definisi") and not header.values:
        by_columns = "definisi"
    elif measures & {"pagu", "realisasi_anggaran"} and (
        header.of_role("program_kegiatan") or header.of_role("program") or header.of_role("kode")
    ):
        by_columns = "renstra"
    elif "realisasi" in measures:
        by_columns = "realisasi"
    elif len(quarters) >= 3:
        by_columns = "renaksi"
    if by_columns is not None:
        return by_columns, True
    found = heading or title
    return (found, True) if found is not None else ("iku", False)


def nearest_kind(above: Sequence[str]) -> str | None:
    """The kind named by the heading nearest above; a heading that goes on over lines is read as one too."""
    near = [line for line in above if line.strip()][-REACH:]
    for index in range(len(near) - 1, -1, -1):
        line = near[index]
        kind = kind_of_heading(line) if _is_heading(line) else None
        if kind is None and index > 0 and _is_heading(line) and _is_heading(near[index - 1]):
            kind = kind_of_heading(f"{near[index - 1]} {line}")
        if kind is not None:
            return kind
    return None


def _is_heading(line: str) -> bool:
    """Running text (long, ending as a sentence, or going on from the line before) names many kinds in passing; a heading its own."""
    first = next((ch for ch in line if ch.isalpha()), "")
    return len(line.split()) <= 18 and not first.islower() and not re.search(r"[.;,]\s*$", line.strip())
