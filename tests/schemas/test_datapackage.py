"""The Frictionless descriptor says the same as the schemas."""

from __future__ import annotations

import json
from typing import Any

import pytest

from schemas.applied.descriptor import datapackage
from schemas.contract.arrow import FILES, SCHEMA_VERSION, TABLES
from tests.table_maker import PROVENANCE, sound_tables


@pytest.fixture
def resources() -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in datapackage(ROWS, PROVENANCE)["resources"]}


ROWS = {name: table.num_rows for name, table in sound_tables().items()} | {"iku_datar": sound_tables()["iku"].num_rows}


#: Of a value: its document and its indicator.
KEYS = (("id_dokumen", "dokumen"), ("id_indikator", "indikator"))


def test_it_names_the_files_and_the_version() -> None:
    package = datapackage(ROWS, PROVENANCE)
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.parquet" for name in FILES]
    assert package["version"] == SCHEMA_VERSION


def test_it_is_plain_json_and_holds_no_clock() -> None:
    package = datapackage(ROWS, PROVENANCE)
    assert json.loads(json.dumps(package)) == package
    assert "created" not in package


def test_it_counts_the_rows(resources: dict[str, dict[str, Any]]) -> None:
    assert {name: resource["rows"] for name, resource in resources.items()} == {
        "iku": 5,
        "dokumen": 2,
        "indikator": 1,
        "karantina": 1,
        "iku_datar": 5,
    }


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_there_with_both_descriptions(resources: dict[str, dict[str, Any]], name: str) -> None:
    fields = resources[name]["schema"]["fields"]
    assert [(f["name"], f["deskripsi"], f["description"]) for f in fields] == [
        (column.name, column.deskripsi, column.description) for column in TABLES[name].columns
    ]


def test_keys_and_references(resources: dict[str, dict[str, Any]]) -> None:
    assert resources["iku"]["schema"]["primaryKey"] == resources["iku_datar"]["schema"]["primaryKey"] == ["id_nilai"]
    assert resources["dokumen"]["schema"]["primaryKey"] == ["id_dokumen"]
    assert resources["indikator"]["schema"]["primaryKey"] == ["id_indikator"]
    references = {
        (name, *key["fields"], key["reference"]["resource"])
        for name, resource in resources.items()
        for key in resource["schema"].get("foreignKeys", [])
    }
    assert references == {
        *((name, column, target) for name in ("iku", "iku_datar") for column, target in KEYS), ("karantina", "id_dokumen", "dokumen"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("tahun", "integer"), ("nilai", "number"), ("indikator", "string"), ("ukuran", "string"), ("lainnya", "any"),
        ("kotak", "any"), ("catatan", "any"),
    ],
)  # fmt: skip
def test_types_are_those_of_the_standard(resources: dict[str, dict[str, Any]], column: str, kind: str) -> None:
    assert next(f["type"] for f in resources["iku"]["schema"]["fields"] if f["name"] == column) == kind


def test_limits_and_lists_are_constraints(resources: dict[str, dict[str, Any]]) -> None:
    fields = {field["name"]: field for field in resources["iku"]["schema"]["fields"]}
    assert fields["triwulan"]["constraints"] == {"required": False, "minimum": 1, "maximum": 4}
    assert fields["pembanding"]["constraints"]["enum"] == ["<=", ">=", "<", ">"]
    assert [category["value"] for category in fields["pembanding"]["categories"]] == ["<=", ">=", "<", ">"]


def test_a_column_of_lists_says_its_true_type(resources: dict[str, dict[str, Any]]) -> None:
    types = {field["name"]: field.get("arrowType") for field in resources["iku"]["schema"]["fields"]}
    assert types["kotak"] == "fixed_size_list<element: float not null>[4]"
    assert types["tahun"] is None


def test_it_says_where_the_data_are_from_under_which_licence_and_how_to_cite_them() -> None:
    package = datapackage(ROWS, PROVENANCE)
    assert package["asal"] == {
        "program": "iku-ingest 0.1.0", "sidik_aturan": "aturan", "sidik_masukan": PROVENANCE.inputs, "jumlah_dokumen": "2",
        "sidik_acuan": "acuan", "jumlah_keputusan": "0",
    }  # fmt: skip
    assert package["licenses"][0]["name"] == "ODbL-1.0"
    assert "iku-ingest 0.1.0" in package["citation"]
