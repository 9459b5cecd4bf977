"""Whether a PDF that opens is whole. PDFium shows what it can of a damaged file and says nothing; lost rows and changed letters look right.

Looked at are the file's structure, by qpdf, and every compressed stream a page is drawn with: whether it can be unpacked to its end and has
the checksum that was written with it. Pictures in JPEG and fax formats carry no checksum and are not looked into.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

#: Unpacked at a time: the pixels of a scan need not be in memory at once.
CHUNK = 1 << 20
#: Packed bytes given at a time.
PIECE = 1 << 16
#: A checksum of zlib, in bytes. Some programs write less of it, or none; that tells nothing.
CHECKSUM = 4
#: A stream that unpacks to more is left alone: no page of a document needs it, and looking at it would take long.
LIMIT = 1 << 29
#: Streams that hold the file's own structure, not what is on a page.
_STRUCTURE = ("/ObjStm", "/XRef")

#: What qpdf remarks about a file's table of objects, and about where a stream begins, that every reader passes over. Of a file of which
#: nothing else is said, and in which every object is there that another names, nothing is lost.
_BOOKKEEPING = re.compile(
    r"xref entry for the xref stream itself is missing"
    r"|reported number of objects \(\d+\) is not one plus the highest object number \(\d+\)"
    r"|extraneous whitespace seen before xref"
    r"|accepting invalid xref table entry"
    r"|stream keyword (not followed by proper line terminator|followed by (carriage return only|extraneous whitespace))"
)
_NAMED = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,5})\s+R(?![A-Za-z])")
_IN_STREAMS = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)

_Id = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Damage:
    """What is damaged in a file.

    Attributes:
        structure: What is wrong with the file's structure, of which any part may be missing, in qpdf's words or as the code
            ``broken_object_stream``; None when it is sound.
        pages: Numbers of pages drawn with a damaged stream: their content, their letters' shapes or a picture.
    """

    structure: str | None = None
    pages: tuple[int, ...] = ()


def damage_of(path: Path, looked_at: Callable[[], None] = lambda: None) -> Damage:
    """See whether a PDF is whole; it must be one that opens without a password.

    Args:
        path: The PDF.
        looked_at: Called after every stream.

    Raises:
        OSError: The file cannot be read (any more).
    """
    name = ""
    try:
        # By its content: not every name of a file is text.
        with path.open("rb") as file, pikepdf.open(file) as pdf:
            name = f"stream {file}"
            broken: dict[_Id, str] = {}
            for stream in _streams(pdf):
                if not _is_whole(stream):
                    broken[stream.objgen] = str(stream.get("/Type", ""))
                looked_at()
            pages = tuple(number for number, page in enumerate(pdf.pages, start=1) if broken and _is_drawn_with(page, broken))
            # They come while objects are looked at, so they are asked for last.
            warnings = pdf.get_warnings()
            if all(_BOOKKEEPING.search(str(warning)) for warning in warnings) and not (warnings and _missing(pdf, path)):
                warnings = []
    except (OSError, MemoryError):
        raise
    except Exception as error:
        # Objects of the wrong kind in the wrong place: qpdf and its binding raise a dozen classes for those.
        return Damage(structure=_said(error, name))
    if any(kind in _STRUCTURE for kind in broken.values()):
        return Damage("broken_object_stream", pages)
    return Damage(_said(warnings[0], name) if warnings else None, pages)


def _said(message: object, name: str) -> str:
    """A message of qpdf without the name of the file, which is told anyway."""
    return str(message).replace(name, "").strip(" :,") or type(message).__name__


def _missing(pdf: pikepdf.Pdf, path: Path) -> set[_Id]:
    """Objects that others name and that are not there."""
    text = [_IN_STREAMS.sub(b" ", path.read_bytes())]
    there: set[_Id] = set()
    for each in pdf.objects:
        if isinstance(each, pikepdf.Object):
            there.add(each.objgen)
            if isinstance(each, pikepdf.Stream) and each.get("/Type") == "/ObjStm":
                text.append(each.read_bytes())
    return {(int(found[1]), int(found[2])) for part in text for found in _NAMED.finditer(part)} - there


def _streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            yield each


def _is_whole(stream: pikepdf.Stream) -> bool:
    """Whether a stream unpacks to its end with the right checksum; True for what is not packed with zlib."""
    filters = stream.get("/Filter")
    first = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    if first != pikepdf.Name.FlateDecode:
        return True
    packed = stream.read_raw_bytes()
    if not packed.strip():
        # Nothing, said to be packed: some programs write blank pages so.
        return True
    # Without zlib's frame, so that the checksum is ours to look at.
    unpacking, checksum = zlib.decompressobj(-zlib.MAX_WBITS), zlib.adler32(b"")
    length, place = 0, 2
    try:
        while place < len(packed) and not unpacking.eof:
            rest = packed[place : place + PIECE]
            place += len(rest)
            while rest and not unpacking.eof:
                part = unpacking.decompress(rest, CHUNK)
                checksum, rest, length = zlib.adler32(part, checksum), unpacking.unconsumed_tail, length + len(part)
                if length > LIMIT:
                    return True
    except zlib.error:
        return False
    written = (unpacking.unused_data + packed[place : place + CHECKSUM])[:CHECKSUM]
    return unpacking.eof and (len(written) < CHECKSUM or int.from_bytes(written) == checksum)


def _is_drawn_with(page: pikepdf.Page, broken: Collection[_Id]) -> bool:
    """Whether a page's content or resources lead to one of these streams."""
    seen: set[_Id] = set()
    waiting = [page.obj.get("/Contents"), page.resources]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, pikepdf.Object) or each.objgen in seen:
            continue
        if each.is_indirect:
            seen.add(each.objgen)
        if each.objgen in broken:
            return True
        if isinstance(each, pikepdf.Array):
            waiting.extend(each)
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            waiting.extend(value for key, value in each.items() if key != "/Parent")
    return False
