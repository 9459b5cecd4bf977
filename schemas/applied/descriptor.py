"""The Frictionless descriptor that lands beside the Parquet files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from schemas.contract import BOX, SCHEMA_VERSION, TABLES, Column, TableSpec

Descriptor = dict[str, Any]


def datapackage(rows: Mapping[str, int]) -> Descriptor:
    """Describe the four files as a Frictionless data package (https://datapackage.org, version 2.0).

    ``description`` is English, as everywhere in the standard; the Indonesian text stands beside it as ``deskripsi``.

    Args:
        rows: Number of rows of each table, by name.

    Returns:
        The descriptor without ``bytes`` and ``hash``, which only exist once the files do.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "iku",
        "version": SCHEMA_VERSION,
        "title": "Indikator kinerja pemerintah daerah / performance indicators of Indonesian local governments",
        "deskripsi": "Indikator kinerja dari dokumen PDF pemerintah daerah, dengan target, realisasi, dan letaknya di dokumen.",
        "description": "Performance indicators from local governments' PDF documents, with targets, results and their place on the page.",
        "resources": [_resource(spec, rows[name]) for name, spec in TABLES.items()],
    }


def _resource(spec: TableSpec, rows: int) -> Descriptor:
    schema: Descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column, key=column.name == spec.primary_key) for column in spec.columns],
    }
    if spec.primary_key is not None:
        schema["primaryKey"] = [spec.primary_key]
    if spec.references:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": target, "fields": [name]}} for name, target in spec.references
        ]
    return {
        "name": spec.name,
        "type": "table",
        "path": f"{spec.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "deskripsi": spec.deskripsi,
        "description": spec.description,
        "rows": rows,
        "schema": schema,
    }


def _field(column: Column, *, key: bool) -> Descriptor:
    constraints: Descriptor = {"required": not column.nullable}
    if key:
        constraints["unique"] = True
    if column.values:
        constraints["enum"] = [term.code for term in column.values]
    if column.type == BOX:
        constraints |= {"minLength": 4, "maxLength": 4}
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    field: Descriptor = {
        "name": column.name,
        "type": _type(column.type),
        "deskripsi": column.deskripsi,
        "description": column.description,
        "constraints": constraints,
    }
    if column.values:
        field["categories"] = [{"value": term.code, "label": term.description, "deskripsi": term.deskripsi} for term in column.values]
    return field


def _type(arrow: pa.DataType) -> str:
    if pa.types.is_integer(arrow):
        return "integer"
    if pa.types.is_floating(arrow):
        return "number"
    if pa.types.is_boolean(arrow):
        return "boolean"
    if pa.types.is_map(arrow):
        return "object"
    return "array" if pa.types.is_list(arrow) or pa.types.is_fixed_size_list(arrow) else "string"
