"""The four tables of the contract as Arrow schemas whose descriptions travel inside the Parquet files."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

import pyarrow as pa

from schemas.contract.fields import TableSpec
from schemas.contract.fields_catalogue import DOKUMEN, INDIKATOR, KARANTINA
from schemas.contract.fields_iku import IKU
from schemas.contract.flat import IKU_DATAR

#: Raised in its first part when a column is renamed, removed or changes meaning, in its second when one is added.
SCHEMA_VERSION = "1.3.0"

TABLES: Mapping[str, TableSpec] = MappingProxyType({spec.name: spec for spec in (IKU, DOKUMEN, INDIKATOR, KARANTINA)})
#: Files that say the same as a table in another form.
VIEWS: Mapping[str, TableSpec] = MappingProxyType({IKU_DATAR.name: IKU_DATAR})
FILES: Mapping[str, TableSpec] = MappingProxyType({**TABLES, **VIEWS})
#: Where pandas looks for the types of columns.
_PANDAS = b"pandas"


@lru_cache(maxsize=len(FILES))
def arrow_schema(name: str) -> pa.Schema:
    """The exact schema of a table or view.

    Args:
        name: ``iku``, ``dokumen``, ``indikator``, ``karantina`` or ``iku_datar``.

    Returns:
        The schema; every field has the metadata ``deskripsi`` (Indonesian) and ``description`` (English), the schema itself these two,
        the table's name (``tabel``), the version of the contract (``skema_versi``), and for pandas which whole numbers may be empty.
    """
    spec = FILES[name]
    fields = [
        pa.field(
            column.name,
            column.type,
            nullable=column.nullable,
            metadata={"deskripsi": column.deskripsi, "description": column.description},
        )
        for column in spec.columns
    ]
    about = {"skema_versi": SCHEMA_VERSION, "tabel": name, "deskripsi": spec.deskripsi, "description": spec.description}
    return pa.schema(fields, metadata={**{key.encode(): text.encode() for key, text in about.items()}, _PANDAS: _for_pandas(fields)})


def without(schema: pa.Schema, names: Collection[str]) -> pa.Schema:
    """A schema less some columns."""
    fields = [field for field in schema if field.name not in names]
    about: dict[bytes, bytes] = {**(schema.metadata or {}), _PANDAS: _for_pandas(fields)}
    return pa.schema(fields, metadata=about)


def _for_pandas(fields: Sequence[pa.Field]) -> bytes:
    """What pandas is told: a year that may be empty is a whole number (``Int16``) all the same, and not 2024.0."""
    whole = [each for each in fields if each.nullable and pa.types.is_integer(each.type)]
    kinds = [{"pandas_type": str(each.type), "numpy_type": str(each.type).capitalize(), "metadata": None} for each in whole]
    columns = [{"name": each.name, "field_name": each.name, **kind} for each, kind in zip(whole, kinds, strict=True)]
    return json.dumps({"index_columns": [], "column_indexes": [], "columns": columns}).encode()
