"""The snippets of the READMEs run and give right answers: different values are not averaged, provincial rows do not vanish."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipeline.landing.tables import land
from schemas.stages import DocumentIdentity
from tests.pipeline.workbook.folders import rows_of, together
from tests.table_maker import PROVENANCE, PROVINCE, REGENCY, SECOND, document, record, tables_of, value

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```(python|sql)\n(.*?)```", re.DOTALL)
SNIPPETS = [(file, *found) for file in ("README.md", "README.id.md") for found in BLOCK.findall((ROOT / file).read_text("utf-8"))]


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A regency whose documents disagree about 2022, a province, and a document of no known region."""
    regency = rows_of(
        record(values=(value(), value(tahun=2022, nilai=10.0, nilai_teks="10%"), value(triwulan=1, nilai=4.0))),
        record(baris=7, values=(value(tahun=2022, nilai=20.0, nilai_teks="20%"), value(nilai_teks="19,55 %"))),
        identity=REGENCY,
    )
    province = rows_of(record(values=(value(nilai=18.0, nilai_teks="18%", satuan=None),)), identity=PROVINCE)
    nowhere = rows_of(record(values=(value(nilai=17.0, nilai_teks="17%"),)), identity=DocumentIdentity())
    for number, (rows, identity) in enumerate(((province, PROVINCE), (nowhere, DocumentIdentity()))):
        key = SECOND if number else "c" * 64
        rows["dokumen"] = [document(key, f"{number}.pdf", identity)]
        for row in rows["iku"]:
            row |= {"id_dokumen": key, "berkas": f"{number}.pdf", "id_rekaman": f"{number}" * 20, "id_nilai": f"{number}" * 20 + "-x"}
    (tmp_path / "output").mkdir()
    land({name: [table] for name, table in tables_of(together(regency, province, nowhere)).items()}, tmp_path / "output", PROVENANCE)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "output"


def run(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(code, "README", "exec"), names)
    return names


def snippet(of: str) -> str:
    """The one that puts years side by side."""
    return next(code for _, _, code in SNIPPETS if f"import {of}" in code and ".pivot(" in code)


@pytest.mark.parametrize(("file", "language", "code"), SNIPPETS, ids=lambda part: part.split("\n")[0][:30])
def test_every_snippet_runs(output: Path, file: str, language: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    if language == "python":
        run(code)
        return
    for statement in code.split(";"):
        if statement.strip():
            duckdb.sql(statement).fetchall()


REGIONS = {"Kabupaten Bengkulu Selatan": 19.55, "Provinsi Bengkulu": 18.0, "?": 17.0}


def test_the_pandas_pivot_has_every_region_and_no_mean(output: Path) -> None:
    names = run(snippet("pandas"))
    table = names["table"].reset_index()
    assert dict(zip(table["daerah"], table[2021], strict=True)) == REGIONS
    assert 2022 not in table.columns
    assert sorted(names["yearly"].loc[names["disagree"], "nilai"]) == [10, 20]


def test_the_polars_pivot_has_every_region_and_no_mean(output: Path) -> None:
    table = run(snippet("polars"))["table"]
    assert dict(zip(table["daerah"], table["2021"], strict=True)) == REGIONS
    assert "2022" not in table.columns


def test_the_query_has_every_region_and_says_where_values_differ(output: Path) -> None:
    query = next(code for _, language, code in SNIPPETS if language == "sql" and "semua_nilai" in code)
    found = {(row[0], row[4]): (row[5], row[6]) for row in duckdb.sql(query).fetchall()}
    assert {region: value for (region, year), (value, _) in found.items() if year == 2021} == REGIONS
    assert found["Kabupaten Bengkulu Selatan", 2022] == (None, [10, 20])


def test_rows_of_the_flat_view_are_compared_as_a_whole(output: Path) -> None:
    flat = pd.read_parquet(output / "iku_datar.parquet")
    assert len(pd.concat([flat, flat]).drop_duplicates()) == len(flat)
    assert not [name for name in flat if flat[name].map(lambda cell: isinstance(cell, (list, dict))).any()]
