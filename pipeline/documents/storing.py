"""Results of the stages as bytes, for the ledger and for other machines."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    # Imported where it is used: `iku --help` is not to wait for it.
    import pyarrow as pa

T = TypeVar("T")
#: Bytes of the size, and of the checksum over size and content.
_SIZE, _MARK = 8, 8
#: More than this no result unpacks to (bytes): a size beyond it is none that was written.
_MOST = 1 << 34
#: Of Zstandard: results are written once, and a higher level takes longer than it saves.
_LEVEL = 3


class Damaged(ValueError):
    """Bytes that are not what was packed: changed on a disk, or of another kind."""


def pack(value: object) -> bytes:
    """A record of dataclasses as compressed MessagePack, with a checksum."""
    data = msgspec.msgpack.encode(value, enc_hook=_encode)
    packed = len(data).to_bytes(_SIZE, "little") + bytes(_codec().compress(data, asbytes=True))
    return _mark(packed) + packed


def unpack(data: bytes, kind: type[T]) -> T:
    """What :func:`pack` was given.

    Raises:
        Damaged: The bytes are damaged, or of another kind.
    """
    try:
        return msgspec.msgpack.decode(_plain(data), type=kind, dec_hook=_decode)
    except (ValueError, TypeError, NotImplementedError, OSError, MemoryError) as error:
        raise Damaged(str(error)) from error


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
    """The tables that :func:`pack_tables` was given, without descriptions; only those named, or all.

    Raises:
        Damaged: The bytes are damaged, or of another kind.
    """
    import pyarrow as pa  # noqa: PLC0415 (kept out of `iku --help`)

    streams = unpack(data, list[tuple[str, bytes]])
    try:
        return {name: pa.ipc.open_stream(stream).read_all() for name, stream in streams if not names or name in names}
    except (pa.ArrowException, OSError) as error:
        raise Damaged(str(error)) from error


def read_parquet(path: Path, columns: Sequence[str] | None = None, read_dictionary: Sequence[str] | None = None) -> pa.Table:
    """A table from a file, whatever its folder is called: Arrow itself opens only names that are text.

    Read as one file: what Arrow has for many brings in pandas, which takes longer to load than a run to read.

    Args:
        path: The file.
        columns: Those that are read, in this order; all by default.
        read_dictionary: Columns of text that are kept as codes.

    Raises:
        OSError, pyarrow.ArrowException: It is not there, or no Parquet.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 (kept out of `iku --help`)

    with path.open("rb") as file:
        table = pq.ParquetFile(file, read_dictionary=list(read_dictionary or ())).read(columns=None if columns is None else list(columns))
    return table if columns is None else table.select(list(columns))


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


def _mark(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_MARK).digest()


def _plain(data: bytes) -> bytes:
    packed = data[_MARK:]
    size = int.from_bytes(packed[:_SIZE], "little")
    if _mark(packed) != data[:_MARK] or size > _MOST:
        raise Damaged("the checksum is another")
    return bytes(_codec().decompress(packed[_SIZE:], decompressed_size=size, asbytes=True))
