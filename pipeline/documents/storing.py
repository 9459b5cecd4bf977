"""Results of the stages as bytes, for the ledger and for other machines."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    # Imported where it is used: `iku --help` is not to wait for it.
    import pyarrow as pa

T = TypeVar("T")
#: Of Zstandard: results are written once, and a higher level takes longer than it saves.
_LEVEL = 3


def pack(value: object) -> bytes:
    """A record of dataclasses as compressed MessagePack."""
    data = msgspec.msgpack.encode(value, enc_hook=_encode)
    return _size(data) + bytes(_codec().compress(data, asbytes=True))


def unpack(data: bytes, kind: type[T]) -> T:
    """What :func:`pack` was given.

    Raises:
        ValueError: The bytes are damaged, or of another kind.
    """
    return msgspec.msgpack.decode(_plain(data), type=kind, dec_hook=_decode)


def pack_tables(tables: dict[str, pa.Table]) -> bytes:
    """Tables of the contract as compressed Arrow streams, without the descriptions that are the same in all."""
    import pyarrow as pa  # noqa: PLC0415 (kept out of `iku --help`)

    streams = []
    for name, table in tables.items():
        sink = pa.BufferOutputStream()
        bare = pa.schema([field.remove_metadata() for field in table.schema])
        with pa.ipc.new_stream(sink, bare) as writer:
            writer.write_table(table.cast(bare).combine_chunks())
        streams.append((name, sink.getvalue().to_pybytes()))
    return pack(streams)


def unpack_tables(data: bytes, *names: str) -> dict[str, pa.Table]:
    """The tables that :func:`pack_tables` was given, without descriptions; only those named, or all."""
    import pyarrow as pa  # noqa: PLC0415 (kept out of `iku --help`)

    streams = unpack(data, list[tuple[str, bytes]])
    return {name: pa.ipc.open_stream(stream).read_all() for name, stream in streams if not names or name in names}


def _encode(value: Any) -> Any:
    """A path as its bytes: not every name is text."""
    if isinstance(value, Path):
        return os.fsencode(value)
    raise NotImplementedError(f"no way to write a {type(value).__name__}")


def _decode(kind: type[Any], value: Any) -> Any:
    if issubclass(kind, Path):
        return kind(os.fsdecode(value))
    raise NotImplementedError(f"no way to read a {kind.__name__}")


@lru_cache(maxsize=1)
def _codec() -> pa.Codec:
    import pyarrow as pa  # noqa: PLC0415 (kept out of `iku --help`)

    return pa.Codec("zstd", compression_level=_LEVEL)


def _size(data: bytes) -> bytes:
    return len(data).to_bytes(8, "little")


def _plain(data: bytes) -> bytes:
    size = int.from_bytes(data[:8], "little")
    return bytes(_codec().decompress(data[8:], decompressed_size=size, asbytes=True))
