"""The Frictionless descriptor that lands beside the Parquet files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from schemas.applied.provenance import Provenance
from schemas.contract import FILES, SCHEMA_VERSION, Column, TableSpec

Descriptor = dict[str, Any]


def datapackage(rows: Mapping[str, int], provenance: Provenance) -> Descriptor:
    """Describe the files as a Frictionless data package (https://datapackage.org, version 2.0).

    ``description`` is English, as everywhere in the standard; the Indonesian text stands beside it as ``deskripsi``. It passes
    ``frictionless validate``, for whose sake columns of lists are of ``any`` type with their true one as ``arrowType``: its reader of
    Parquet hands on arrays of numpy, which it takes for none; and sizes and hashes are ``ukuran_berkas`` and ``sha256``, as it counts no
    bytes of Parquet.

    Args:
        rows: Number of rows of each table, by name.
        provenance: Where the data are from.

    Returns:
        The descriptor without ``ukuran_berkas`` and ``sha256``, which only exist once the files do.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "iku",
        "version": SCHEMA_VERSION,
        "title": "Indikator kinerja pemerintah daerah / performance indicators of Indonesian local governments",
        "deskripsi": "Indikator kinerja dari dokumen PDF pemerintah daerah, dengan target, realisasi, dan letaknya di dokumen.",
        "description": "Performance indicators from local governments' PDF documents, with targets, results and their place on the page.",
        **provenance.described(),
        "resources": [_resource(spec, rows[name]) for name, spec in FILES.items()],
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
    # An empty decimal number is NaN to a reader by pandas, which is outside of every range.
    if not (column.nullable and pa.types.is_floating(column.type)):
        limits = {"minimum": column.minimum, "maximum": column.maximum}
        constraints |= {name: limit for name, limit in limits.items() if limit is not None}
    field: Descriptor = {
        "name": column.name,
        "type": _type(column.type),
        **({"arrowType": str(column.type)} if pa.types.is_nested(column.type) else {}),
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
    return "any" if pa.types.is_nested(arrow) else "string"
