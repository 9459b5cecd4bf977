"""Tables as JSON; ``docs/iku-tabel.md`` says what each key means."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from extractors.page import union
from extractors.pdf import Damage
from pipeline.documents import Problem
from pipeline.export.plain import certainty, pages_of, short, text_of
from pipeline.reading import Extraction
from pipeline.said import Language, explain
from schemas.stages import Table


def json_lines(berkas: str, extraction: Extraction, language: Language) -> Iterator[str]:
    """One JSON object over several lines: a line a cell.

    Args:
        berkas: The PDF's name.
        extraction: What was read in it.
        language: Of the explanations.
    """
    document = extraction.document
    pages = document.pages if document is not None else ()
    tables = document.tables if document is not None else ()
    head = {
        "berkas": berkas,
        "halaman": [{"nomor": page.number, "jenis": page.kind, "dibaca": page.parsed} for page in pages],
        "masalah": [_problem(problem, language) for problem in extraction.problems],
    }
    yield f'{_text(head)[:-1]}, "tabel": ['
    for number, table in enumerate(tables, start=1):
        yield f'{_text(_head(number, table))[:-1]}, "sel": ['
        yield from _separated([_text(cell) for cell in _cells(table, extraction.damage)])
        yield "]}" if number == len(tables) else "]},"
    yield "]}"


def _problem(problem: Problem, language: Language) -> Mapping[str, object]:
    text = explain(problem.code, language, page=problem.page, detail=problem.detail)
    return {"kode": problem.code, "halaman": problem.page, "keterangan": text}


def _head(number: int, table: Table) -> Mapping[str, object]:
    return {
        "nomor": number,
        "halaman": pages_of(table),
        "kotak": short(union(cell.box for cell in table.cells if cell.page == table.page)),
        "jumlah_baris": table.n_rows,
        "jumlah_kolom": table.n_cols,
        "metode": table.method,
        "keyakinan": round(table.confidence, 3),
        "catatan": list(table.flags),
    }


def _cells(table: Table, damage: Damage) -> Iterator[Mapping[str, object]]:
    for cell in table.cells:
        yield {
            "baris": cell.row,
            "kolom": cell.col,
            "rentang_baris": cell.rows,
            "rentang_kolom": cell.cols,
            "teks": text_of(cell),
            "halaman": cell.page,
            "kotak": short(cell.box),
            "metode": table.method,
            "keyakinan": certainty(cell, table, damage),
        }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _separated(items: Sequence[str]) -> Iterator[str]:
    return chain((f"{item}," for item in items[:-1]), items[-1:])
