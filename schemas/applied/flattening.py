"""Rows of ``iku`` without columns of lists."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.compute as pc

from schemas.contract import BETWEEN_FLAGS, CORNERS, arrow_schema


def flat(iku: pa.Table) -> pa.Table:
    """The same rows as ``iku_datar``: a box as four numbers, flags and other columns as text.

    Args:
        iku: Rows of ``iku``, of any number.
    """
    flags = pc.binary_join(iku["catatan"].cast(pa.list_(pa.string())), pa.scalar(BETWEEN_FLAGS, pa.string()))
    made = {
        **{name: pc.list_element(iku["kotak"], pa.scalar(place, pa.int32())) for place, name in enumerate(CORNERS)},
        "catatan": pc.if_else(pc.equal(flags, pa.scalar("", pa.string())), pa.scalar(None, pa.string()), flags),
        "lainnya": pa.array([_as_json(items) for items in iku["lainnya"].to_pylist()], pa.string()),
    }
    schema = arrow_schema("iku_datar")
    return pa.Table.from_arrays([made[name] if name in made else iku[name] for name in schema.names], schema=schema)


def _as_json(items: list[tuple[str, str]]) -> str | None:
    return json.dumps(dict(items), ensure_ascii=False) if items else None
