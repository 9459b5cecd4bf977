"""Which kind of table it is, from its columns and from the headings above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from normalizers.form.meaning import Header
from normalizers.words import fold, read_data, squash

FILE = "form/jenis_tabel.toml"
#: A heading further above than this many lines speaks of something else.
REACH = 14
#: So many titles of another kind of table tell it.
LEAST_TITLES = 2
#: What the indicators of a sheet of one person are called.
INDIVIDUAL = "indikator kinerja individu"
#: A table that says what was reached has one of these measures.
_REACHED = {"realisasi", "capaian", "realisasi_anggaran"}


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[str, ...]]:
    file = read_data(FILE)
    return {kind: tuple(fold(p) for p in file.as_strings(names, kind)) for kind, names in file.table("judul").items()}


@lru_cache(maxsize=1)
def _titles_of_others() -> dict[str, frozenset[str]]:
    file = read_data(FILE)
    return {kind: frozenset(map(fold, file.as_strings(titles, kind))) for kind, titles in file.table("bukan_indikator").items()}


def other_kind(header: Header) -> str | None:
    """What a table without an indicator column is a table of, as its titles tell ("rincian belanja"); None where they do not.

    Args:
        header: Its columns.
    """
    if header.has_indicator:
        return None
    printed = {title for column in header.columns for title in _ends_of(fold(column.text))}
    return next((kind.replace("_", " ") for kind, titles in _titles_of_others().items() if len(titles & printed) >= LEAST_TITLES), None)


def _ends_of(title: str) -> tuple[str, str]:
    """The last one and the last two words of a column's titles, read from above."""
    words = title.split()
    return " ".join(words[-1:]), " ".join(words[-2:])


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
            if at < 0 and len(phrase) > 9 and _pulled_apart(phrase, words.split()):
                at = 0
            if at >= 0:
                found.append((order, at, -len(phrase), kind))
    return min(found)[3] if found else None


def _pulled_apart(phrase: str, words: Sequence[str]) -> bool:
    """Whether words hold a phrase whose letters were pulled apart or whose words were glued, from one word's begin to another's end."""
    whole, key = "".join(words), squash(phrase)
    ends = {0, *accumulate(map(len, words))}
    at = whole.find(key)
    while at >= 0:
        if at in ends and at + len(key) in ends:
            return True
        at = whole.find(key, at + 1)
    return False


def kind_of(header: Header, above: Sequence[str], document_title: Sequence[str], path: str = "") -> tuple[str, bool]:
    """The kind of an indicator table (``jenis_tabel``).

    Args:
        header: Its columns.
        above: The lines above the table, nearest last.
        document_title: The first lines of the document, consulted when nothing near the table tells.
        path: The document's path, the last resort.

    Returns:
        The kind, and whether a heading or a telling column said so (False: it is only the likeliest).
    """
    heading = nearest_kind(above)
    titles = [kind for line in document_title if (kind := kind_of_heading(line)) is not None]
    if header.values:
        # "Metadata indikator" with targets is the plan that the document makes, not a list of definitions.
        heading = None if heading == "definisi" else heading
        titles = [kind for kind in titles if kind != "definisi"]
        measures = {column.ukuran for column in header.values}
        if "target" in measures and not _REACHED & measures:
            # "Indikator Kinerja Daerah terhadap Capaian Kinerja …" with nothing but targets is a plan.
            heading = None if heading == "realisasi" else heading
            titles = [kind for kind in titles if kind != "realisasi"]
    title = next(iter(titles), None)
    said = heading or title
    by_columns = _by_columns(header, heading, title)
    if by_columns is not None:
        return by_columns, True
    if said is not None:
        return said, True
    in_path = kind_of_heading(re.sub(r"[^A-Za-z0-9]+", " ", path))
    return (in_path, False) if in_path is not None else (_likeliest(header), False)


def _by_columns(header: Header, heading: str | None, title: str | None) -> str | None:
    """The kind that the columns tell, whatever the heading says beside it."""
    measures = {column.ukuran for column in header.values}
    quarters = {column.triwulan for column in header.values} - {None}
    named = bool(header.of_role("nama", "program", "kegiatan", "sub_kegiatan", "kode"))
    if not header.values and header.of_role("definisi") and heading not in ("cascading", "iku"):
        return "definisi"
    if any(INDIVIDUAL in fold(each.indicator.text) for each in header.sets):
        return "iki"
    if heading in ("spm", "cascading", "iki", "ikk") or (heading == "renaksi" and (named or quarters)):
        return heading
    if heading is None and title in ("spm", "ikk"):
        # The tables of its services, one below the other, each under the name of a service alone.
        return title
    if len(header.sets) >= 3 and sum(bool(each.values) for each in header.sets) <= 1:
        return "cascading"
    if "realisasi" in measures or "realisasi_anggaran" in measures:
        # A plan that prints where it starts from ("Realisasi 2020 | Target 2021 … 2026") stays a plan.
        reached = {column.tahun for column in header.values if column.ukuran == "realisasi"}
        planned = {column.tahun for column in header.values if column.ukuran == "target" and column.tahun is not None}
        is_start = (
            len(reached) == 1 and len(planned) >= 3 and not quarters and all(year is not None and year < min(planned) for year in reached)
        )
        return (heading or title or "renstra") if is_start and "capaian" not in measures else "realisasi"
    if len(quarters) >= 3 and (heading or title) != "pk":
        return "renaksi"
    if measures & {"pagu"} and named and (heading or title) not in ("pk", "iku") and title != "renaksi":
        return "renstra"
    return None


def _likeliest(header: Header) -> str:
    """Where nothing names the kind: targets of several years are a plan's, one year's a yearly plan's, none the list of main indicators."""
    years = {column.tahun for column in header.values}
    return "iku" if not header.values or len(years) > 1 else "renstra"


def title_kind(document_title: Sequence[str]) -> str | None:
    """The kind that the first telling line of a document's title names."""
    return next((kind for line in document_title if (kind := kind_of_heading(line)) is not None), None)


def speaks_of_performance(above: Sequence[str], document_title: Sequence[str]) -> bool:
    """Whether the nearest heading, or the document's title, names a kind of table that holds indicators."""
    return nearest_kind(above) is not None or any(kind_of_heading(line) is not None for line in document_title)


def nearest_kind(above: Sequence[str]) -> str | None:
    """The kind named by the heading nearest above; a heading that goes on over lines is read as one too."""
    near = [line for line in above if line.strip()][-REACH:]
    headings = [_is_heading(line) and not _goes_on_as_sentence(after) for line, after in zip(near, [*near[1:], ""], strict=False)]
    for index in range(len(near) - 1, -1, -1):
        line = near[index]
        before = near[index - 1] if index > 0 and headings[index - 1] else ""
        kind = kind_of_heading(line) if headings[index] else None
        if kind is None and headings[index] and before:
            kind = kind_of_heading(f"{before} {line}")
        if kind == "renstra" and _names_a_plan(line) and (listed := kind_of_heading(before)) in ("iku", "ikk"):
            # "INDIKATOR KINERJA UTAMA" above "RPJMD TAHUN 2021-2026": the plan that they are of.
            return listed
        if kind is not None:
            return kind
    return None


def _names_a_plan(line: str) -> bool:
    """Whether a line is nothing but a plan's name and its years."""
    rest = f" {fold(line)} "
    for phrase in sorted(_phrases()["renstra"], key=len, reverse=True):
        rest = rest.replace(f" {phrase} ", " ")
    return not [word for word in rest.split() if not word.isdigit() and word not in ("tahun", "periode", "sd", "s", "d")]


def _goes_on_as_sentence(line: str) -> bool:
    """Whether a line goes on the one above it and ends a sentence."""
    first = next((ch for ch in line if ch.isalpha()), "")
    return first.islower() and line.rstrip().endswith(".")


def _is_heading(line: str) -> bool:
    """Running text (long, ending as a sentence, or going on from the line before) names many kinds in passing; a heading its own."""
    first = next((ch for ch in line if ch.isalpha()), "")
    return sum(len(word) > 1 for word in line.split()) <= 18 and not first.islower() and not re.search(r"[.;,]\s*$", line.strip())
