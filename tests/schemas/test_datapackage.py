"""The Frictionless descriptor says the same as the schemas."""

from __future__ import annotations

import json
from typing import Any

import pytest

from schemas.applied.descriptor import datapackage
from schemas.contract.arrow import SCHEMA_VERSION, TABLES
from tests.table_maker import sound_tables


@pytest.fixture
def resources() -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in datapackage(ROWS)["resources"]}


ROWS = {name: table.num_rows for name, table in sound_tables().items()}


def test_it_names_the_four_files_and_the_version() -> None:
    package = datapackage(ROWS)
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.parquet" for name in TABLES]
    assert package["version"] == SCHEMA_VERSION


def test_it_is_plain_json_and_holds_no_clock() -> None:
    package = datapackage(ROWS)
    assert json.loads(json.dumps(package)) == package
    assert "created" not in package


def test_it_counts_the_rows(resources: dict[str, dict[str, Any]]) -> None:
    assert {name: resource["rows"] for name, resource in resources.items()} == {"iku": 5, "dokumen": 2, "indikator": 1, "karantina": 1}


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_there_with_both_descriptions(resources: dict[str, dict[str, Any]], name: str) -> None:
    fields = resources[name]["schema"]["fields"]
    assert [(f["name"], f["deskripsi"], f["description"]) for f in fields] == [
        (column.name, column.deskripsi, column.description) for column in TABLES[name].columns
    ]


def test_keys_and_references(resources: dict[str, dict[str, Any]]) -> None:
    assert resources["dokumen"]["schema"]["primaryKey"] == ["id_dokumen"]
    assert resources["indikator"]["schema"]["primaryKey"] == ["id_indikator"]
    references = {
        (name, *key["fields"], key["reference"]["resource"])
        for name, resource in resources.items()
        for key in resource["schema"].get("foreignKeys", [])
    }
    assert references == {("iku", "id_dokumen", "dokumen"), ("iku", "id_indikator", "indikator"), ("karantina", "id_dokumen", "dokumen")}


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("tahun", "integer"), ("nilai", "number"), ("indikator", "string"), ("ukuran", "string"), ("lainnya", "object"),
        ("kotak", "array"), ("catatan", "array"),
    ],
)  # fmt: skip
def test_types_are_those_of_the_standard(resources: dict[str, dict[str, Any]], column: str, kind: str) -> None:
    assert next(f["type"] for f in resources["iku"]["schema"]["fields"] if f["name"] == column) == kind


def test_limits_and_lists_are_constraints(resources: dict[str, dict[str, Any]]) -> None:
    fields = {field["name"]: field for field in resources["iku"]["schema"]["fields"]}
    assert fields["triwulan"]["constraints"] == {"required": False, "minimum": 1, "maximum": 4}
    assert fields["pembanding"]["constraints"]["enum"] == ["<=", ">=", "<", ">"]
    assert [category["value"] for category in fields["pembanding"]["categories"]] == ["<=", ">=", "<", ">"]
    assert fields["kotak"]["constraints"] == {"required": True, "minLength": 4, "maxLength": 4}
