"""The four tables of the contract as Arrow schemas whose descriptions travel inside the Parquet files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import pyarrow as pa

from schemas.contract.fields import TableSpec
from schemas.contract.fields_catalogue import DOKUMEN, INDIKATOR, KARANTINA
from schemas.contract.fields_iku import IKU

#: Raised in its first part when a column is renamed, removed or changes meaning, in its second when one is added.
SCHEMA_VERSION = "1.1.0"

TABLES: Mapping[str, TableSpec] = MappingProxyType({spec.name: spec for spec in (IKU, DOKUMEN, INDIKATOR, KARANTINA)})


@lru_cache(maxsize=len(TABLES))
def arrow_schema(name: str) -> pa.Schema:
    """The exact schema of a table.

    Args:
        name: ``iku``, ``dokumen``, ``indikator`` or ``karantina``.

    Returns:
        The schema; every field has the metadata ``deskripsi`` (Indonesian) and ``description`` (English), the schema itself these two,
        the table's name (``tabel``) and the version of the contract (``skema_versi``).
    """
    spec = TABLES[name]
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
    return pa.schema(fields, metadata=about)
