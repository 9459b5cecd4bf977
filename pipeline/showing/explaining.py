"""Why spellings are one indicator, and what people said of a form: ``iku jelaskan``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from normalizers.names import FORM, Decision, NameIndex, name_key
from normalizers.words import fold, squash
from pipeline.documents import EXIT_USAGE, Stop, standing_file
from pipeline.said import Language, say

Row = Mapping[str, Any]
#: So many indicators are named of those that a part of a name fits, and of those alike.
NAMED, NEAR = 20, 5
_WORDS: Mapping[Language, tuple[str, ...]] = {
    "id": ("nama baku", "sumber", "satuan", "kode", "hanya dari dokumen", "tercetak", "{rows} baris di {documents} dokumen", "hal."),
    "en": ("name", "source", "unit", "code", "documents only", "printed", "{rows} rows in {documents} documents", "p."),
}
SOURCE_NONE, PRINTED, COUNTED, PAGE = 4, 5, 6, 7
#: So many places of a spelling are named: enough to look it up, and still one line.
PLACES = 4


def explain_indicator(wanted: str, output: Path, language: Language = "id") -> list[str]:
    """Lines that say which spellings were joined by which rule, score or decision, and where they stand.

    Args:
        wanted: An ``id_indikator``, a name, or part of one; where several have it, they are named.
        output: The output folder.
        language: Of the words.

    Raises:
        Stop: The folder holds no results, or no such indicator.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 (slow to import; the other reports do without)
    import pyarrow.parquet as pq  # noqa: PLC0415 (as above)

    path = standing_file(output, "indikator.parquet")
    if not path.exists():
        raise Stop("no_output", EXIT_USAGE, folder=output)
    # Opened here: the folder may have a name that is no text.
    with path.open("rb") as file:
        rows = pq.read_table(file).to_pylist()
    found = _named(wanted, rows)
    if len(found) != 1:
        if not found:
            raise Stop("no_indicator", EXIT_USAGE, id=wanted, folder=output, near=_near(wanted, rows, language))
        heading = say("several_indicators", language, count=len(found), wanted=wanted)
        return [heading, *_listed(found[:NAMED]), *([f"  … +{len(found) - NAMED}"] if len(found) > NAMED else [])]
    (row,) = found
    columns, its_own = ["indikator", "berkas", "halaman"], pc.field("id_indikator") == row["id_indikator"]
    with path.with_name("iku.parquet").open("rb") as file:
        iku = pq.read_table(file, columns=columns, filters=its_own).to_pylist()
    words = _WORDS[language]
    facts = (
        row["indikator_baku"],
        row["sumber_baku"] or words[SOURCE_NONE],
        f"{row['satuan_baku'] or '-'} ({words[PRINTED]}: {', '.join(row['satuan']) or '-'})",
        ", ".join(row["kode_nomenklatur"]) or "-",
    )
    lines = [
        f"{row['id_indikator']}",
        *(f"  {label:11} {fact}" for label, fact in zip(words, facts, strict=False)),
        f"  {words[COUNTED].format(rows=row['jumlah_rekaman'], documents=row['jumlah_dokumen'])}",
    ]
    for spelling, rule in zip(row["ejaan"], row["cara_padan"], strict=True):
        places = sorted({f"{each['berkas']} {words[PAGE]} {each['halaman']}" for each in iku if each["indikator"] == spelling})
        lines += [
            f'  "{spelling}"',
            f"      {rule}",
            f"      {'; '.join(places[:PLACES])}{f' … +{len(places) - PLACES}' if len(places) > PLACES else ''}",
        ]
    return lines


def _named(wanted: str, rows: Sequence[Row]) -> list[Row]:
    """The indicator with that id or name; else those with all its words in a name, the most printed first."""
    whole = [row for row in rows if row["id_indikator"] == wanted]
    letters = name_key(wanted).letters
    whole = whole or [row for row in rows if any(name_key(name).letters == letters for name in _names(row))]
    words = fold(wanted).split()
    part = [row for row in rows if any(all(word in name for word in words) for name in map(fold, _names(row)))] if words else []
    return whole[:1] or sorted(part, key=_printed)


def _near(wanted: str, rows: Sequence[Row], language: Language) -> str:
    """Indicators alike by letters, then those that share most words; empty where none is."""
    by_id = {row["id_indikator"]: row for row in rows}
    index = NameIndex((name_key(name), row["id_indikator"], name) for row in rows for name in _names(row))
    alike = [by_id[candidate.id] for candidate in index.alike(name_key(wanted))]
    words = set(name_key(wanted).tokens)
    shared = {row["id_indikator"]: max(len(words & set(name_key(name).tokens)) for name in _names(row)) for row in rows}
    others = sorted(
        (row for row in rows if 2 * shared[row["id_indikator"]] >= len(words)),
        key=lambda row: (-shared[row["id_indikator"]], *_printed(row)),
    )
    near = list({row["id_indikator"]: row for row in (*alike, *others)}.values())[:NEAR]
    return say("near_indicators", language, names="\n".join(_listed(near))) if near else ""


def _names(row: Row) -> tuple[str, ...]:
    return (row["indikator_baku"], *row["ejaan"])


def _printed(row: Row) -> tuple[int, str]:
    return -row["jumlah_rekaman"], row["indikator_baku"]


def _listed(rows: Sequence[Row]) -> list[str]:
    return [f"  {row['indikator_baku']}  ({row['id_indikator']})" for row in rows]


def explain_form(wanted: str, decisions: Iterable[Decision]) -> list[str]:
    """Lines that say what people decided about a form's columns, when and why; empty where they decided nothing.

    Args:
        wanted: A form's code as ``tinjauan.xlsx`` and ``iku inspect`` show it, or a column's header.
        decisions: All that stand.
    """
    of_forms = [decision for decision in decisions if decision.hal == FORM]
    codes = {
        code
        for decision in of_forms
        if (code := decision.nama.partition("#")[0]) == wanted or squash(wanted) == squash(decision.nama.partition(" ")[2])
    }
    lines: list[str] = []
    for code in sorted(codes):
        lines.append(f"bentuk {code}")
        for decision in of_forms:
            key, _, header = decision.nama.partition(" ")
            if key.partition("#")[0] == code:
                why = f": {decision.alasan}" if decision.alasan else ""
                lines.append(f'  kolom {key.partition("#")[2]} "{header}" berarti {decision.sasaran}')
                lines.append(f"      ditetapkan {decision.tanggal} {decision.oleh}".rstrip() + why)
    return lines
